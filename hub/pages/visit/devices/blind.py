"""Which rooms nobody is seen in, or hardly: the map of blind spots. Pure."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from hub.core.coverage import SEES
from hub.model.household import Settings
from hub.model.ids import DeviceId, RoomId
from hub.pages.visit.devices.margins import Word
from hub.pages.visit.devices.rows import Row, row_of
from hub.pages.visit.step import Words
from hub.pages.words import later

State = Literal["seen", "weak", "not heard", "no sensor"]
HEARD = frozenset({"heard", "late"})


class Spot(Struct, frozen=True, kw_only=True):
    """A room, and whether movement in it is seen. `sensors`: the names of those that see it."""

    room: RoomId
    name: str
    state: State
    sensors: tuple[str, ...] = ()


def spots(settings: Settings, known: dict[DeviceId, Row], signal: Mapping[DeviceId, Word]) -> tuple[Spot, ...]:
    """Every room. `signal`: how well each device is heard, where that is known."""
    return tuple(_spot(room.id, room.name, settings, known, signal) for room in settings.rooms)


def _spot(
    room: RoomId, name: str, settings: Settings, known: dict[DeviceId, Row], signal: Mapping[DeviceId, Word]
) -> Spot:
    eyes = [each for each in settings.devices if each.room == room and each.use in SEES]
    heard = [each for each in eyes if row_of(each, known).reach in HEARD]
    strong = [each for each in heard if signal.get(each.id, "enough") == "enough"]
    state: State = "no sensor" if not eyes else "not heard" if not heard else "weak" if not strong else "seen"
    return Spot(room=room, name=name, state=state, sensors=tuple(each.name for each in eyes))


SAYS: dict[State, str] = {
    "no sensor": later("{room}: nobody is seen there, for it has no sensor of movement."),
    "not heard": later("{room}: nobody is seen there yet, for its sensor has not been heard."),
    "weak": later("{room}: its only sensor is heard weakly, so movement there may be missed."),
}


def weaker(found: tuple[Spot, ...]) -> tuple[Words, ...]:
    """What will work less well here, in a sentence for each blind room."""
    return tuple(Words(SAYS[each.state], {"room": each.name}) for each in found if each.state != "seen")
