"""In which rooms a button or a worn device was heard: it must be so wherever somebody may fall. Pure."""

from msgspec import Struct

from hub.model.household import Device, Settings
from hub.model.ids import RoomId
from hub.pages.visit.devices.said import WORDS
from hub.pages.visit.devices.trials import HERE, Rooms, Tried
from hub.pages.visit.step import Proof, Words
from hub.pages.words import later


class There(Struct, frozen=True, kw_only=True):
    """A room, and what came of the test there; None: not tried yet."""

    room: RoomId
    name: str
    what: Tried | None


def everywhere(settings: Settings, device: Device, known: Rooms) -> tuple[There, ...]:
    """Every room of the home. A home without rooms is one."""
    places = [(each.id, each.name) for each in settings.rooms] or [(HERE, "")]
    there = known.get(device.id, {})
    return tuple(There(room=room, name=name, what=there.get(room)) for room, name in places)


def is_heard(found: tuple[There, ...]) -> bool:
    """Whether it was heard in every room."""
    return all(each.what is not None and each.what.heard for each in found)


def missing(found: tuple[There, ...]) -> str:
    """The rooms in which it was not heard yet."""
    return ", ".join(each.name or "-" for each in found if each.what is None or not each.what.heard)


def proofs(device: Device, found: tuple[There, ...]) -> tuple[Proof, ...]:
    """A line of the certificate for each room of the home. One that was not tried is not proved, like any other."""
    return tuple(_proof(device, each) for each in found)


def _proof(device: Device, there: There) -> Proof:
    what = there.what
    heard, at = (what.heard, what.at) if what is not None else (False, None)
    return Proof(kind="sensor", subject=device.name, id=device.id, says=_says(there), proven=heard, at=at)


def _says(there: There) -> Words:
    what, values = there.what, {"room": there.name or "-"}
    if what is None:
        return Words(later("{room}: not tried"), {**values})
    if not what.heard:
        return Words(later("{room}: NOT heard"), {**values})
    if what.margin is None:
        return Words(later("{room}: heard"), {**values})
    return Words(later("{room}: heard, {word}"), {**values, "word": Words(WORDS[what.margin.word])})
