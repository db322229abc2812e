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
    """A line of the certificate for each room that was tried."""
    return tuple(_proof(device, each, each.what) for each in found if each.what is not None)


def _proof(device: Device, there: There, what: Tried) -> Proof:
    values: dict[str, str | Words] = {"room": there.name or "-"}
    says = Words(later("{room}: heard"), values) if what.heard else Words(later("{room}: NOT heard"), values)
    if what.heard and what.margin is not None:
        says = Words(later("{room}: heard, {word}"), {**values, "word": Words(WORDS[what.margin.word])})
    return Proof(kind="sensor", subject=device.name, id=device.id, says=says, proven=what.heard, at=what.at)
