"""The rooms: added, renamed, taken out, and which of them has a way out."""

from starlette.requests import Request
from starlette.responses import Response

from hub.pages.asking import Filled, filled, language, site
from hub.pages.visit.in_visit import visit_page
from hub.pages.visit.saving import Wrongs, save
from hub.pages.visit.sheet import Sheet, again, sheet, shown
from hub.pages.visit.step import Step
from hub.pages.visit.table import step
from hub.pages.words import later, saying
from hub.settings.lists import with_changes, with_one, without_one
from hub.settings.naming import free_id

STEP: Step = step("rooms")
USUAL = (
    later("Hall"), later("Kitchen"), later("Living room"), later("Bedroom"), later("Bathroom"), later("Toilet"),
    later("Landing"), later("Dining room"),
)  # fmt: skip
"""Offered by one touch. What a bathroom is, and a bedroom, the hub takes from these names (docs/routine.md)."""


async def show(request: Request) -> Response:
    """Every room."""
    return _shown(request, await sheet(request))


def _shown(
    request: Request, found: Sheet, status: int = 200, said: Filled | None = None, wrongs: Wrongs | None = None
) -> Response:
    say, settings = saying(language(request)), site(request).settings
    names = {room.name.lower() for room in settings.rooms}
    usual = [say(each) for each in USUAL if say(each).lower() not in names]
    devices = {room.id: [each.name for each in settings.devices if each.room == room.id] for room in settings.rooms}
    return shown(
        request, found, STEP, status, rooms=settings.rooms, devices=devices, usual=usual, said=said or Filled(),
        wrongs=wrongs or {},
    )  # fmt: skip


async def put(request: Request) -> Response:
    """Adds a room, changes one, or takes one out."""
    found, said = await sheet(request), await filled(request)
    rooms = site(request).settings.rooms
    ids = [str(room.id) for room in rooms]
    values = {"name": said["name"], "exit": True if said["exit"] else None}
    twice = said["do"] != "remove" and any(
        room.name.lower() == said["name"].lower() and room.id != said["id"] for room in rooms
    )
    if twice:
        _ = saying(language(request))
        return _shown(request, found, 422, said, {"name": _("There is a room of this name already.")})

    def edit(text: str) -> str:
        if said["do"] == "remove":
            return without_one(text, ("rooms",), said["id"])
        if said["id"]:
            return with_changes(text, ("rooms",), said["id"], values)
        given = {name: each for name, each in values.items() if each is not None}
        return with_one(text, ("rooms",), {"id": free_id(said["name"], set(ids)), **given})

    at = ids.index(said["id"]) if said["id"] in ids else len(ids)
    wrongs = await save(request, later("changed the rooms"), edit, {("rooms", at, "name"): "name"})
    if wrongs:
        return _shown(request, found, 422, said, wrongs)
    return again(STEP)


PAGES = (visit_page("/visit/rooms", show), visit_page("/visit/rooms", put, "POST"))
