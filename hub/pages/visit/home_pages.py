"""Who lives and moves here, and what they need."""

from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from hub.model.household import Others, Resident
from hub.pages.asking import Filled, filled, site
from hub.pages.visit.in_visit import visit_page
from hub.pages.visit.numbers import doubt, typed
from hub.pages.visit.saving import Wrongs, save
from hub.pages.visit.sheet import Sheet, again, onwards, sheet, shown
from hub.pages.visit.step import Step
from hub.pages.visit.table import step
from hub.pages.words import LANGUAGES, later
from hub.settings.editing import with_value
from hub.settings.layout import Names
from hub.settings.lists import with_changes, with_one, without_one
from hub.settings.naming import free_id

STEP: Step = step("home")
FIELDS = ("name", "address_hint", "phone", "needs", "language")


async def show(request: Request) -> Response:
    """The home, and everybody who is cared for in it."""
    return _shown(request, await sheet(request))


def _shown(
    request: Request, found: Sheet, status: int = 200, said: Filled | None = None, wrongs: Wrongs | None = None,
    whose: str | None = None,
) -> Response:  # fmt: skip
    """`whose`: the id of the resident whose form was sent; empty for a new one."""
    settings = site(request).settings
    first = settings.residents[0]
    return shown(
        request, found, STEP, status, home=settings.home, first=first, others=settings.residents[1:],
        typed=_typed, said=said, whose=first.id if said is not None and whose is None else whose,
        wrongs=wrongs or {}, languages=LANGUAGES.items(), doubt=doubt,
    )  # fmt: skip


def _typed(resident: Resident | None) -> dict[str, str]:
    """What stands in the fields."""
    if resident is None:
        return dict.fromkeys(FIELDS, "")
    return {
        "name": resident.name, "address_hint": resident.address_hint, "phone": resident.phone or "",
        "needs": ", ".join(resident.needs), "language": resident.language,
    }  # fmt: skip


def _values(said: Filled, timezone: str) -> dict[str, Any]:
    """The fields as the settings have them; what is empty is taken out."""
    needs = [part.strip() for part in said["needs"].split(",") if part.strip()]
    return {
        "name": said["name"], "address_hint": said["address_hint"] or None,
        "phone": typed(said["phone"], timezone) or None, "needs": needs or None,
        "language": said["language"] if said["language"] in LANGUAGES else None,
    }  # fmt: skip


def _fields(index: int) -> dict[Names, str]:
    return {("residents", index, name): name for name in FIELDS}


async def put(request: Request) -> Response:
    """Who moves here, and the first resident."""
    found, said = await sheet(request), await filled(request)
    settings = site(request).settings
    others = said["others"] if said["others"] in get_args(Others) else settings.home.others
    values = _values(said, settings.hub.timezone)

    def edit(text: str) -> str:
        text = with_value(text, ("home", "others"), others)
        text = with_value(text, ("home", "pets"), bool(said["pets"]))
        return with_changes(text, ("residents",), 0, values)

    wrongs = await save(request, later("wrote down home and resident"), edit, _fields(0))
    if wrongs:
        return _shown(request, found, 422, said, wrongs)
    found.write("home", later("looked at home and resident"), looked=True)
    return onwards(STEP)


async def resident(request: Request) -> Response:
    """Another person who is cared for here: new, changed, or taken out."""
    found, said = await sheet(request), await filled(request)
    settings = site(request).settings
    ids = [each.id for each in settings.residents]
    at = ids.index(next(each for each in ids if each == said["id"])) if said["id"] in ids else len(ids)
    values = _values(said, settings.hub.timezone)

    def edit(text: str) -> str:
        if said["do"] == "remove":
            return without_one(text, ("residents",), said["id"])
        if said["id"]:
            return with_changes(text, ("residents",), said["id"], values)
        taken = {*ids, *(str(each.id) for each in settings.contacts)}
        given = {name: each for name, each in values.items() if each is not None}
        return with_one(text, ("residents",), {"id": free_id(said["name"], {str(each) for each in taken}), **given})

    wrongs = await save(request, later("wrote down a resident"), edit, _fields(at))
    if wrongs:
        return _shown(request, found, 422, said, wrongs, whose=said["id"])
    return again(STEP)


PAGES = (
    visit_page("/visit/home", show),
    visit_page("/visit/home", put, "POST"),
    visit_page("/visit/home/resident", resident, "POST"),
)
