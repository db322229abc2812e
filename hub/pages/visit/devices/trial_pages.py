"""Declared tests: the help button and what is worn in each room, and the resident's own press."""

from typing import Any

import msgspec
from msgspec import Struct, structs
from starlette.requests import Request
from starlette.responses import Response

from hub.model.household import Device, Settings
from hub.model.ids import DeviceId, RoomId
from hub.pages.asking import filled, note, person, site
from hub.pages.visit.devices import answer, placements, ranges, trials, worn
from hub.pages.visit.devices.around import around
from hub.pages.visit.devices.button import BUTTON
from hub.pages.visit.devices.places import kept
from hub.pages.visit.devices.rows import row_of, rows, used
from hub.pages.visit.devices.said import WORDS
from hub.pages.visit.devices.trials import HERE, Trying
from hub.pages.visit.record import Visits
from hub.pages.visit.saving import save
from hub.pages.visit.sheet import Sheet, again, sheet, shown
from hub.pages.visit.table import step
from hub.pages.words import later
from hub.settings.lists import with_changes

LIVE = "home,tests,devices"
GONE = later("That device is not in the settings any more.")


class Kind(Struct, frozen=True):
    """One of the three steps with tests. `devices`: what is tried there. `rooms`: in each of them."""

    name: str
    devices: Any
    rooms: bool


HELP = Kind("help", lambda settings: used(settings, BUTTON), True)
FALL = Kind("fall", worn.meant, True)
PRESS = Kind("press", lambda settings: used(settings, BUTTON), False)
KINDS = {each.name: each for each in (HELP, FALL, PRESS)}


async def show_help(request: Request) -> Response:
    """Every help button in every room."""
    return await _shown(request, HELP)


async def show_fall(request: Request) -> Response:
    """What is worn: can it tell falls, and where is it heard?"""
    return await _shown(request, FALL)


async def show_press(request: Request) -> Response:
    """The resident presses; is the answer heard?"""
    return await _shown(request, PRESS)


async def _shown(request: Request, kind: Kind, status: int = 200, wrong: str = "") -> Response:
    found, settings = await sheet(request), site(request).settings
    around(site(request)).signals.look(settings)
    _settled(request, found, kind)
    about = found.about(kind.name)
    known, tried = rows(found.of_hub), trials.lately(about)
    devices = [(each, row_of(each, known), ranges.everywhere(settings, each, tried)) for each in kind.devices(settings)]
    return shown(
        request, found, step(kind.name), status, live=LIVE, refresh=True, wrong=wrong, devices=devices, words=WORDS,
        waits=trials.waiting(about), trying=trials.trying(about.notes), worn=worn.looked_at(about),
        pressed=answer.pressed(about), answer=answer.answer(about.notes), spoken=answer.is_spoken(settings),
        room={each.id: each.name for each in settings.rooms}, residents=settings.residents, places=placements.PLACES,
    )  # fmt: skip


def _settled(request: Request, found: Sheet, kind: Kind) -> None:
    """Writes down what came of the test that was waited for."""
    about = found.about(kind.name)
    mine, what = trials.trying(about.notes), trials.came(about)
    if mine is None or what is None:
        return
    place = site(request)
    signals = around(place).signals
    now = signals.margin(place.settings, mine.device) if what.heard else None
    what = trials.with_signal(what, kept(now, what.at) if now is not None else None, signals.seen(mine.device))
    what = structs.replace(what, of=_worn(place.settings, mine.device))
    notes = {"rooms": trials.with_tried(about.notes, mine.device, mine.room, what), "trying": None}
    Visits(place.accounts.conn).note(kind.name, place.now(), mine.by, notes)
    found.again()


def _worn(settings: Settings, device: DeviceId) -> str:
    return next((each.placement or "" for each in settings.devices if each.id == device), "")


async def wear(request: Request) -> Response:
    """Where a device is worn that feels falls: written into the settings."""
    said, place = await filled(request), site(request)
    device = next((each for each in worn.meant(place.settings) if each.id == said["device"] and each.streams), None)
    if device is None:
        return await _shown(request, FALL, 422, GONE)
    where = placements.known(said["placement"])
    if where is None:
        return await _shown(request, FALL, 422, placements.ASKED.text)
    wrongs = await save(
        request, later("said where a device is worn"),
        lambda text: with_changes(text, ("devices",), device.id, {"placement": where}),
    )  # fmt: skip
    return await _shown(request, FALL, 422, next(iter(wrongs.values()))) if wrongs else again(step("fall"))


async def ask(request: Request) -> Response:
    """The next press of a device is a test, in this room."""
    said, place = await filled(request), site(request)
    kind = KINDS.get(request.path_params["step"])
    if kind is None:
        return again(step("help"))
    found = await sheet(request)
    device = next((each for each in kind.devices(place.settings) if each.id == said["device"]), None)
    if device is None:
        return await _shown(request, kind, 422, GONE)
    return await _asked(request, found, kind, device, _room(request, kind, said["room"]))


def _room(request: Request, kind: Kind, said: str) -> RoomId:
    known = {each.id for each in site(request).settings.rooms}
    return RoomId(said) if kind.rooms and said in known else HERE


async def _asked(request: Request, found: Sheet, kind: Kind, device: Device, room: RoomId) -> Response:
    place, by = site(request), person(request).name
    says = await place.hub.ask("test device", device=device.id, by=by)
    place.hub.forget()
    if not says.get("ok"):
        return await _shown(request, kind, 422, str(says.get("because", "")))
    mine = Trying(device=device.id, room=room, asked=says["test"]["asked"], by=by)
    more: dict[str, Any] = {"answer": None} if kind is PRESS else {}
    found.write(kind.name, "asked for a test", trying=msgspec.to_builtins(mine), **more)
    return again(step(kind.name))


async def say(request: Request) -> Response:
    """Did the resident hear the answer?"""
    found, said = await sheet(request), await filled(request)
    if said["answer"] in answer.ANSWERS and answer.pressed(found.about("press")) is not None:
        found.write("press", "said whether the resident heard the answer", answer=said["answer"])
        note(request, "said whether the resident heard the answer", said["answer"])
    return again(step("press"))
