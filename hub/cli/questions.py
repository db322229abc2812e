"""What is asked about a new device: its name, its room, what it is there for, who wears it. Or it was said before."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import click
from msgspec import Struct

from hub.core import uses
from hub.model.errors import CarehubError
from hub.model.events import Listed
from hub.model.household import Device, Resident, Room, Settings, Use
from hub.model.ids import DeviceId, ResidentId, RoomId

WORN: frozenset[Use] = frozenset({"help button", "fall device", "wearable", "tag"})
NO_ROOM = "no room"


class Wanted(Struct, frozen=True):
    """What was said on the command line."""

    name: str | None = None
    room: str | None = None
    new_room: str | None = None
    use: Use | None = None
    worn_by: str | None = None
    replaces: Device | None = None

    @property
    def by_script(self) -> bool:
        """One device is taken, and nothing is asked."""
        return self.name is not None or self.replaces is not None


def check(settings: Settings, wanted: Wanted) -> None:
    """An error if the command line cannot be: better before anybody resets a device than after."""
    if wanted.name is not None:
        free_name(settings, wanted.name)
    if wanted.name is not None and wanted.use is None:
        raise CarehubError("with --name, --use says what the device is there for.")
    if wanted.room is not None:
        _room(settings, wanted.room)
    if wanted.worn_by is not None:
        _resident(settings, wanted.worn_by)


def free_name(settings: Settings, name: str, besides: Device | None = None) -> None:
    """An error if the name is none, or another device's: carers, texts and commands tell devices by their names."""
    if not name.strip():
        raise CarehubError("a device needs a name that carers can read.")
    for device in settings.devices:
        if device != besides and device.name.lower() == name.strip().lower():
            raise CarehubError(f'another device is called "{device.name}" already: give this one a name of its own.')


def about(settings: Settings, device: Listed, wanted: Wanted) -> tuple[Device, Room | None] | None:
    """The device as the settings should have it, and its room if that is a new one; None if it is not wanted."""
    if not wanted.by_script and not click.confirm(f"Give {_called(device)} its place now?", default=True):
        return None
    name = wanted.name or click.prompt("Its name, as carers should read it", type=str)
    free_name(settings, name)
    use = wanted.use or _asked_use(device)
    why = uses.unfit(use, device)
    if why:
        raise CarehubError(f"{_called(device)} cannot serve as {use}: {why}. It can tell: {uses.tells(device)}.")
    room, new = _where(settings, wanted)
    entry = Device(
        id=DeviceId(device.address), name=name.strip(), use=use, room=room, worn_by=_wearer(settings, wanted, use)
    )
    return entry, new


def _called(device: Listed) -> str:
    return f"{device.vendor} {device.model}".strip() or device.name


def _asked_use(device: Listed) -> Use:
    options = uses.fitting(device)
    picked = chosen("What is it there for?", list(options))
    return next(use for use in options if use == picked)


def _where(settings: Settings, wanted: Wanted) -> tuple[RoomId | None, Room | None]:
    if wanted.new_room is not None:
        new = _new_room(settings, wanted.new_room)
        return new.id, new
    if wanted.room is not None:
        return _room(settings, wanted.room).id, None
    if wanted.by_script:
        return None, None
    names = [room.name for room in settings.rooms]
    said = chosen("Which room? (A new name makes a new room.)", [*names, NO_ROOM], others=True)
    if said == NO_ROOM:
        return None, None
    if said in names:
        return _room(settings, said).id, None
    new = _new_room(settings, said, leads_out=click.confirm(f"Does {said} have a door out of the home?", default=False))
    return new.id, new


def _new_room(settings: Settings, name: str, *, leads_out: bool = False) -> Room:
    name = name.strip()
    taken = {room.id for room in settings.rooms}
    ids = (f"{name.lower()}{number or ''}" for number in range(len(taken) + 1))
    return Room(id=next(RoomId(each) for each in ids if each not in taken), name=name, exit=leads_out)


def _room(settings: Settings, named: str) -> Room:
    for room in settings.rooms:
        if named.lower() in (room.id.lower(), room.name.lower()):
            return room
    names = ", ".join(room.name for room in settings.rooms) or "none"
    raise CarehubError(f'no room "{named}" is in the settings. There are: {names}. A new one: --new-room "{named}".')


def _wearer(settings: Settings, wanted: Wanted, use: Use) -> ResidentId | None:
    if wanted.worn_by is not None:
        return _resident(settings, wanted.worn_by).id
    if use not in WORN:
        return None
    if len(settings.residents) == 1:
        return settings.residents[0].id
    if wanted.by_script:
        return None
    return _resident(settings, chosen("Who wears it?", [each.name for each in settings.residents])).id


def _resident(settings: Settings, named: str) -> Resident:
    for resident in settings.residents:
        if named.lower() in (resident.id.lower(), resident.name.lower()):
            return resident
    raise CarehubError(
        f'nobody called "{named}" lives here. There are: {", ".join(r.name for r in settings.residents)}.'
    )


def chosen(question: str, options: list[str], *, others: bool = False) -> str:
    """One of the options, by its number or its words; with `others`, any words."""
    click.echo(question)
    for number, option in enumerate(options, 1):
        click.echo(f"  {number:>2}  {option}")
    while True:
        said = str(click.prompt("Number or words", default="1" if len(options) == 1 else None)).strip()
        if said.isdecimal() and 1 <= int(said) <= len(options):
            return options[int(said) - 1]
        same = next((option for option in options if option.lower() == said.lower()), None)
        if same is not None or (others and not said.isdecimal()):
            return same or said
        click.echo("That is none of them.")


@contextmanager
def interruptible() -> Iterator[None]:
    """While a question waits for its answer, Ctrl-C ends it at once: else it would wait for the answer first."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
