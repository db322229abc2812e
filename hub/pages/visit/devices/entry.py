"""A new device as the settings should have it, made of what an installer chose on a page. Pure."""

from msgspec import Struct

from hub.core import uses
from hub.model.devices import Placement
from hub.model.events import Listed
from hub.model.household import Device, Listening, Resident, Room, Secret, Settings, Use
from hub.model.ids import DeviceId, ResidentId, RoomId
from hub.pages.visit.devices import placements
from hub.pages.visit.step import Words
from hub.pages.words import later

WORN: frozenset[Use] = frozenset({"help button", "fall device", "wearable", "tag"})
"""What has a wearer."""
LONGEST_NAME = 60
"""Characters: what fits on a telephone's screen, and into one text with all else."""

NEW_ROOM = "new room"
NO_ROOM = "no room"


class Chosen(Struct, frozen=True, kw_only=True):
    """What was chosen. `room`: an id, `NEW_ROOM` with its name in `new_room`, or `NO_ROOM`. An empty name is made up.

    `key`: what it encrypts with, in hexadecimal digits. `placement`: where it is worn, if it feels falls.
    """

    use: str = ""
    room: str = ""
    new_room: str = ""
    leads_out: bool = False
    name: str = ""
    worn_by: str = ""
    key: str = ""
    placement: str = ""


class Entry(Struct, frozen=True, kw_only=True):
    """The device, its room if that is a new one, and its key if it has one."""

    device: Device
    room: Room | None = None
    key: bytes | None = None


Wrongs = dict[str, Words]
"""Field -> what is wrong with it."""


def entry(
    settings: Settings, listed: Listed, chosen: Chosen, sealed: bool, key_file: str, *, sends: bool = False
) -> Entry | Wrongs:
    """The entry, or what is wrong. `sealed`: it encrypts, and its key will lie in `key_file`. `sends`: acceleration."""
    wrongs: Wrongs = {}
    room, new = _room(settings, chosen, wrongs)
    use = _use(listed, chosen, wrongs)
    key = _key(chosen.key, sealed and use != "tag", wrongs)
    worn_by = _wearer(settings, chosen, use, wrongs)
    name = _name(settings, chosen, use, _called(settings, room, new), wrongs)
    placement = _placement(chosen, wrongs) if sends and use == "fall device" else None
    if wrongs:
        return wrongs
    radio = Listening(key=Secret(file=key_file)) if key is not None else None
    if placement is not None:
        radio = Listening(connect="polar")
    device = Device(
        id=DeviceId(listed.address),
        name=name,
        use=use,
        room=room,
        worn_by=worn_by,
        placement=placement,
        bluetooth=radio,
    )
    return Entry(device=device, room=new, key=key)


def suggested(settings: Settings, use: str, room: str) -> str:
    """A name that carers can read: "Kitchen motion", and "Kitchen motion 2" if there is one."""
    plain = f"{room} {use}".strip()
    plain = f"{plain[:1].upper()}{plain[1:]}"
    taken = {each.name.lower() for each in settings.devices}
    names = (f"{plain} {number}" if number > 1 else plain for number in range(1, len(taken) + 2))
    return next(each for each in names if each.lower() not in taken)


def _use(listed: Listed, chosen: Chosen, wrongs: Wrongs) -> Use:
    if chosen.use not in uses.USES:
        wrongs["use"] = Words(later("Choose what it is there for."))
        return "other"
    use = chosen.use
    if why := uses.unfit(use, listed):
        wrongs["use"] = Words(later("It cannot serve for that: {why}."), {"why": why})
    return use


def _room(settings: Settings, chosen: Chosen, wrongs: Wrongs) -> tuple[RoomId | None, Room | None]:
    known = {each.id for each in settings.rooms}
    if chosen.room == NO_ROOM:
        return None, None
    if chosen.room == NEW_ROOM:
        return _new_room(settings, chosen, wrongs)
    if chosen.room not in known:
        wrongs["room"] = Words(later("Choose the room where it is."))
        return None, None
    return RoomId(chosen.room), None


def _new_room(settings: Settings, chosen: Chosen, wrongs: Wrongs) -> tuple[RoomId | None, Room | None]:
    name = plain(chosen.new_room)
    if not name:
        wrongs["new_room"] = Words(later("How is the new room called?"))
        return None, None
    same = next((each for each in settings.rooms if each.name.lower() == name.lower()), None)
    if same is not None:
        return same.id, None
    taken = {each.id for each in settings.rooms}
    ids = (f"{name.lower()}{number or ''}" for number in range(len(taken) + 1))
    room = Room(id=next(RoomId(each) for each in ids if each not in taken), name=name, exit=chosen.leads_out)
    return room.id, room


def _called(settings: Settings, room: RoomId | None, new: Room | None) -> str:
    if new is not None:
        return new.name
    return next((each.name for each in settings.rooms if each.id == room), "")


def _name(settings: Settings, chosen: Chosen, use: Use, room: str, wrongs: Wrongs) -> str:
    name = plain(chosen.name)
    if not name:
        return suggested(settings, use, room)
    if any(each.name.lower() == name.lower() for each in settings.devices):
        wrongs["name"] = Words(later("Another device is called so already."))
    return name


def plain(text: str) -> str:
    """A name as it was meant: one line, nothing that cannot be printed, not too long."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[:LONGEST_NAME].strip()


def _wearer(settings: Settings, chosen: Chosen, use: Use, wrongs: Wrongs) -> ResidentId | None:
    if use not in WORN:
        return None
    found: Resident | None = next((each for each in settings.residents if each.id == chosen.worn_by), None)
    if found is None and len(settings.residents) == 1 and use != "tag":
        found = settings.residents[0]
    if found is None and use in ("help button", "fall device") and settings.residents:
        whose = later("Whose button is it?") if use == "help button" else later("Who wears it?")
        wrongs["worn_by"] = Words(whose)
    return found.id if found is not None else None


def _placement(chosen: Chosen, wrongs: Wrongs) -> Placement | None:
    found = placements.known(chosen.placement)
    if found is None:
        wrongs["placement"] = placements.ASKED
    return found


def _key(said: str, needed: bool, wrongs: Wrongs) -> bytes | None:
    if not needed:
        return None
    try:
        key = bytes.fromhex(said)
    except ValueError:
        key = b""
    if len(key) not in (12, 16):
        wrongs["key"] = Words(later("Its key is 24 or 32 hexadecimal digits, as its maker's app shows it."))
    return key
