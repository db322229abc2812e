"""Letting people sign in, and taking it back; and the trail of what everybody did."""

from starlette.requests import Request
from starlette.responses import Response

from hub.pages.accounts import Person
from hub.pages.accounts.passwords import refusal
from hub.pages.asking import Filled, filled, moved, note, page, person, site
from hub.pages.page import Page
from hub.pages.people.known import is_anothers, known
from hub.pages.roles import GIVEN
from hub.pages.words import LANGUAGES, later, saying

ANOTHERS = later("Somebody of this name is in the settings. If it is them, choose them below; else add a surname.")


async def show(request: Request) -> Response:
    """Everybody who may sign in."""
    return _shown(request)


def _shown(request: Request, status: int = 200, wrong: str = "", said: Filled | None = None, at: str = "") -> Response:
    """`at`: the field that `wrong` is about."""
    _ = saying(person(request).language)
    everybody = known(site(request).settings)
    return page(
        request, "people/accounts.html", status, everybody=site(request).accounts.people(), known=everybody,
        names=dict(everybody), wrong=_(wrong) if wrong and not at else "", wrongs={at: _(wrong)} if wrong else {},
        said=said or Filled(), languages=LANGUAGES,
    )  # fmt: skip


async def add(request: Request) -> Response:
    """Lets somebody sign in."""
    said = await filled(request)
    role = next((each for each in GIVEN if each == said["role"]), None)
    if role is None:
        return _shown(
            request, 422, later("Choose what they are: installer, carer, responder or resident."), said, "role"
        )
    contact = said["contact"] if said["contact"] in dict(known(site(request).settings)) else ""
    if not contact and is_anothers(site(request).settings, said["name"]):
        return _shown(request, 422, ANOTHERS, said, "name")
    language = said["language"] if said["language"] in LANGUAGES else next(iter(LANGUAGES))
    wrong = site(request).accounts.add(
        said["name"], role, said["password"], site(request).now(), contact=contact, language=language,
        by=person(request).name,
    )  # fmt: skip
    if wrong:
        of_password = wrong == refusal(said["password"], (" ".join(said["name"].split()), contact))
        return _shown(request, 422, wrong, said, "password" if of_password else "name")
    note(request, "let somebody sign in", f"{said['name']}, {role}")
    return moved("/accounts")


async def remove(request: Request) -> Response:
    """From now on they may not."""
    found = _chosen(request, await filled(request))
    if found is None:
        return moved("/accounts")
    wrong = site(request).accounts.remove(found.id, site(request).now())
    if wrong:
        return _shown(request, 422, wrong)
    note(request, "took back signing in", found.name)
    return moved("/accounts")


async def link(request: Request) -> Response:
    """Says who somebody is in the settings, once whom they were linked to has left them."""
    said = await filled(request)
    found, names = _chosen(request, said), dict(known(site(request).settings))
    if found is None or not found.left:
        return moved("/accounts")
    if said["contact"] not in names:
        return _shown(request, 422, later("Choose who they are in the settings."))
    site(request).accounts.link(found.id, said["contact"])
    note(request, "linked somebody anew", f"{found.name}, {names[said['contact']]}")
    return moved("/accounts")


async def lost_telephone(request: Request) -> Response:
    """The second factor of somebody whose telephone is lost is taken away."""
    found = _chosen(request, await filled(request))
    if found is not None:
        site(request).accounts.drop_second(found.id)
        note(request, "took away the second factor", found.name)
    return moved("/accounts")


def _chosen(request: Request, said: Filled) -> Person | None:
    return next((each for each in site(request).accounts.people() if str(each.id) == said["person"]), None)


async def trail(request: Request) -> Response:
    """What everybody did on these pages, the newest first."""
    return page(
        request, "people/trail.html", done=site(request).accounts.lately(), timezone=site(request).settings.hub.timezone
    )


PAGES = (
    Page("/accounts", show, "accounts"),
    Page("/accounts/add", add, "accounts", "POST"),
    Page("/accounts/remove", remove, "accounts", "POST"),
    Page("/accounts/link", link, "accounts", "POST"),
    Page("/accounts/lost-telephone", lost_telephone, "accounts", "POST"),
    Page("/accounts/trail", trail, "accounts"),
)
