"""What has no place in the bar of each page: one list, by what the reader may see and what there is."""

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hub.pages.asking import page, person, site
from hub.pages.page import Page
from hub.pages.roles import Right, may
from hub.pages.words import later


class Way(Struct, frozen=True):
    """One line of the list."""

    path: str
    right: Right
    says: str
    about: str


WAYS: tuple[tuple[str, tuple[Way, ...]], ...] = (
    (later("The home"), (
        Way("/pauses", "pauses", later("Away, and what waits"), later("Away until a day, news waits, a visit")),
        Way("/devices", "devices", later("Devices"), later("Batteries, signals, when each was heard")),
        Way("/people", "people", later("People"), later("Who is asked when")),
        Way("/consent", "consent", later("What was agreed"), later("Who agreed to what; it can be withdrawn")),
        Way("/routine", "routine", later("Days"), later("The last weeks and months")),
    )),
    (later("Setting up"), (
        Way("/visit", "visit", later("Visit"), later("Set the home up, step by step")),
        Way("/certificate", "certificate", later("Certificate"), later("The proof of a visit")),
        Way("/settings", "settings", later("Settings"), later("Every setting, with undo")),
        Way("/support", "support", later("Support"), later("What is wrong, and what to do")),
        Way("/support/data", "data", later("The home's data"), later("Backup, restore, update, erase")),
    )),
    (later("These pages"), (
        Way("/me", "own account", later("Your account"), later("Password, language, signing out")),
        Way("/trust", "own account", later("Trust this hub"), later("So that your telephone does not warn any more")),
        Way("/accounts", "accounts", later("Who may sign in"), later("Let people in, and take it back")),
    )),
)  # fmt: skip


async def show(request: Request) -> Response:
    """Everything that the reader may see."""
    served = {route.path for route in request.app.routes if isinstance(route, Route)}
    agreed, role = site(request).settings.agreed("routine detail"), person(request).role
    groups = (
        (group, [way for way in ways if way.path in served and may(role, way.right, agreed)]) for group, ways in WAYS
    )
    return page(request, "more/more.html", groups=[each for each in groups if each[1]])


PAGES = (Page("/more", show, "own account"),)
