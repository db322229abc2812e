"""The walk test: the installer walks, and each sensor ticks as it is heard."""

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from hub.model.ids import DeviceId
from hub.pages.asking import filled, language, note, person, site
from hub.pages.visit.devices import walking
from hub.pages.visit.devices.around import around
from hub.pages.visit.devices.entry import plain
from hub.pages.visit.devices.places import kept, lately
from hub.pages.visit.devices.said import NO_HUB, WORDS
from hub.pages.visit.devices.walking import Walked
from hub.pages.visit.record import Visits
from hub.pages.visit.sheet import Sheet, again, sheet, shown
from hub.pages.visit.table import step
from hub.pages.words import saying

LIVE = "home,tests,devices"
NAME = "walk"


async def show(request: Request) -> Response:
    """N of N, and what to do about those that were not heard."""
    found = await sheet(request)
    _ticked(request, found)
    about = found.about(NAME)
    ticks = walking.ticks(about)
    return shown(
        request, found, step(NAME), live=LIVE, refresh=True, ticks=ticks, began=walking.began(about.notes), words=WORDS,
        heard=sum(each.walked is not None for each in ticks),
        room={each.id: each.name for each in site(request).settings.rooms},
    )  # fmt: skip


def _ticked(request: Request, found: Sheet) -> None:
    """Writes down what was heard since anybody looked last, with its margin as it is now."""
    place = site(request)
    signals, settings = around(place).signals, place.settings
    signals.look(settings)
    about = found.about(NAME)
    news = walking.news(about)
    if not news or found.visit.step(NAME).left_out:  # what was left out is taken up by people only
        return
    before = lately(found.about("place"))
    noted, devices = walking.walked(about), {each.id: each for each in settings.devices}
    for device, at in news.items():
        now, of = signals.margin(settings, device), walking.rests_on(devices[device])
        noted[device] = Walked(at=at, of=of, margin=kept(now, at) if now is not None else before.get(device))
    Visits(place.accounts.conn).note(NAME, place.now(), person(request).name, {"heard": msgspec.to_builtins(noted)})
    found.again()


async def begin(request: Request) -> Response:
    """The walk begins now: what was heard before does not count, whatever any clock says of it."""
    found, place = await sheet(request), site(request)
    after = walking.counted(await place.hub.ask("status"))
    if after is None:
        return await _refused(request, saying(language(request))(NO_HUB.text))
    found.write(NAME, "began the walk test", began=place.now().isoformat(), after=after, heard={}, left={})
    place.hub.forget()
    return again(step(NAME))


async def leave(request: Request) -> Response:
    """A sensor is left unheard, and why. No reason: it is taken up again."""
    found, said = await sheet(request), await filled(request)
    left = dict(found.about(NAME).notes.get("left", {}))
    because = plain(said["because"])
    left.pop(said["device"], None)
    if because and said["device"] in {each.id for each in walking.walkers(site(request).settings)}:
        left[said["device"]] = because
    found.write(NAME, "left a sensor unheard" if because else "took a sensor up again", left=left)
    return again(step(NAME))


async def try_(request: Request) -> Response:
    """The next report of a smoke alarm or its like is a test."""
    said, place = await filled(request), site(request)
    await sheet(request)
    devices = {each.id: each for each in walking.walkers(place.settings) if each.use in walking.ALARMS}
    device = devices.get(DeviceId(said["device"]))
    if device is not None:
        says = await place.hub.ask("test device", device=device.id, by=person(request).name)
        place.hub.forget()
        note(request, "asked for a test", f"{device.name}: {says.get('because', '')}")
        if not says.get("ok"):
            return await _refused(request, str(says.get("because", "")))
    return again(step(NAME))


async def _refused(request: Request, because: str) -> Response:
    found = await sheet(request)
    about = found.about(NAME)
    ticks = walking.ticks(about)
    return shown(
        request, found, step(NAME), 422, live=LIVE, refresh=True, ticks=ticks, began=walking.began(about.notes),
        words=WORDS, heard=sum(each.walked is not None for each in ticks), wrong=because,
        room={each.id: each.name for each in site(request).settings.rooms},
    )  # fmt: skip
