"""Each device where it will stay: how well it is heard there, shown live, and which rooms nobody is seen in."""

from datetime import datetime

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
from hub.pages.visit.document import signals
from hub.pages.visit.issuing import opened
from hub.pages.visit.record import Visits
from hub.pages.visit.sheet import Sheet, again, sheet, shown
from hub.pages.visit.signal_change import change
from hub.pages.visit.step import Signal, Words
from hub.pages.visit.table import step

LIVE = "home,tests,devices"


async def show(request: Request) -> Response:
    """Every device with its margin, and every room with who is seen there."""
    found, settings = await sheet(request), site(request).settings
    margins = _looked(request, found)
    known = rows(found.of_hub)
    noted = lately(found.about("place"))
    signal = {device: each.word for device, each in noted.items() if each.count >= LAST}
    wanted = {each.id for each in measured(settings)}
    at, before = _before(request, found)
    then = {each.id: _then(before.get(each.id), noted.get(each.id)) for each in settings.devices}
    devices = [
        (each, row_of(each, known), margins.get(each.id), noted.get(each.id), then[each.id])
        for each in settings.devices
    ]  # fmt: skip
    return shown(
        request, found, step("place"), live=LIVE, refresh=True, devices=devices, wanted=wanted, words=WORDS,
        spots=spots(settings, known, signal), room={each.id: each.name for each in settings.rooms}, scales=SCALES,
        last=LAST, before_at=at,
    )  # fmt: skip


def _then(before: Signal | None, now: Kept | None) -> tuple[Signal, Words | None] | None:
    """A signal as the last certificate has it, and what has become of it since."""
    if before is None:
        return None
    return before, change(before, Signal(now.worst, now.unit, now.count)) if now is not None else None


def _looked(request: Request, found: Sheet) -> dict[DeviceId, Margin]:
    """What is heard now, which is kept: the newest counts, for a device may have been moved; of few messages, only as
    long as no more were counted.
    """
    place = site(request)
    signals, settings = around(place).signals, place.settings
    signals.look(settings)
    margins = {each.id: signals.margin(settings, each.id) for each in measured(settings)}
    now = {device: each for device, each in margins.items() if each is not None}
    before = lately(found.about("place"))
    new = {d: kept(m, place.now()) for d, m in now.items() if _differs(m, before.get(d))}
    if new and not found.visit.step("place").left_out:
        notes = {"margins": msgspec.to_builtins({**before, **new})}
        Visits(place.accounts.conn).note("place", place.now(), person(request).name, notes)
        found.again()
    return now


def _differs(margin: Margin, before: Kept | None) -> bool:
    if before is not None and margin.count < before.count:
        return False
    return before is None or kept(margin, before.at) != before


def _before(request: Request, found: Sheet) -> tuple[datetime | None, dict[str, Signal]]:
    """What the last certificate of an earlier visit says of signals, and when it was given."""
    given = Visits(site(request).accounts.conn).certificates()
    last = next((each for each in given if each.visit != found.visit.id), None)
    return (None, {}) if last is None else (last.at, signals(opened(last)))


async def moved_(request: Request) -> Response:
    """A device stands in another place now: what was heard of it before tells nothing any more."""
    found, said = await sheet(request), await filled(request)
    device = DeviceId(said["device"])
    around(site(request)).signals.forget(device)
    margins = known_margins(found.about("place").notes)
    margins.pop(device, None)
    found.write("place", "moved a device", margins=msgspec.to_builtins(margins))
    return again(step("place"))
