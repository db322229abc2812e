"""Each device where it will stay: how well it is heard there, shown live, and which rooms nobody is seen in."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from hub.model.ids import DeviceId
from hub.pages.asking import filled, person, site
from hub.pages.visit.devices.around import around
from hub.pages.visit.devices.blind import spots
from hub.pages.visit.devices.margins import LAST, SCALES, Margin
from hub.pages.visit.devices.places import Kept, kept, known_margins, lately, measured
from hub.pages.visit.devices.rows import row_of, rows
from hub.pages.visit.devices.said import WORDS
from hub.pages.visit.record import Visits
from hub.pages.visit.sheet import Sheet, again, sheet, shown
from hub.pages.visit.table import step

LIVE = "home,tests,devices"


async def show(request: Request) -> Response:
    """Every device with its margin, and every room with who is seen there."""
    found, settings = await sheet(request), site(request).settings
    margins = _looked(request, found)
    known = rows(found.of_hub)
    noted = lately(found.about("place"))
    signal = {device: each.word for device, each in noted.items()}
    wanted = {each.id for each in measured(settings)}
    devices = [
        (each, row_of(each, known), margins.get(each.id), noted.get(each.id))
        for each in settings.devices
    ]  # fmt: skip
    return shown(
        request, found, step("place"), live=LIVE, refresh=True, devices=devices, wanted=wanted, words=WORDS,
        spots=spots(settings, known, signal), room={each.id: each.name for each in settings.rooms}, scales=SCALES,
        last=LAST,
    )  # fmt: skip


def _looked(request: Request, found: Sheet) -> dict[DeviceId, Margin]:
    """What is heard now. A margin of enough messages is kept: the newest counts, for a device may have been moved."""
    place = site(request)
    signals, settings = around(place).signals, place.settings
    signals.look(settings)
    margins = {each.id: signals.margin(settings, each.id) for each in measured(settings)}
    now = {device: each for device, each in margins.items() if each is not None}
    before = lately(found.about("place"))
    new = {d: kept(m, place.now()) for d, m in now.items() if m.settled and _differs(m, before.get(d))}
    if new and not found.visit.step("place").left_out:
        notes = {"margins": msgspec.to_builtins({**before, **new})}
        Visits(place.accounts.conn).note("place", place.now(), person(request).name, notes)
        found.again()
    return now


def _differs(margin: Margin, before: Kept | None) -> bool:
    return before is None or kept(margin, before.at) != before


async def moved_(request: Request) -> Response:
    """A device stands in another place now: what was heard of it before tells nothing any more."""
    found, said = await sheet(request), await filled(request)
    device = DeviceId(said["device"])
    around(site(request)).signals.forget(device)
    margins = known_margins(found.about("place").notes)
    margins.pop(device, None)
    found.write("place", "moved a device", margins=msgspec.to_builtins(margins))
    return again(step("place"))
