"""Movement in rooms, out of the journal's events: the same that the hub tells people as movement, and nothing more."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct

from hub.core.activity import EITHER_WAY, NOBODYS, REPEATS, RISES
from hub.model.events import Event, Reported, Said, Value
from hub.model.household import Settings
from hub.model.ids import RoomId

TOGETHER = timedelta(minutes=2)
"""Between two movements in one room that are one stay: as long as a motion sensor stays on (as `day_trace`)."""
LATE = timedelta(minutes=2)
"""A device whose own clock says that it spoke longer ago is believed (design section 4)."""


class Stay(Struct, frozen=True):
    """Movement in one room, from and until when."""

    begins: datetime
    ends: datetime


Stays = dict[RoomId, list[Stay]]


class Rooms:
    """Which room a device of a message is in."""

    def __init__(self, settings: Settings, names: Mapping[str, str]) -> None:
        self._names = names
        self._rooms: dict[str, RoomId] = {}
        for device in settings.devices:
            if device.room is not None:
                self._rooms |= dict.fromkeys((device.id, *device.formerly), device.room)

    def of(self, event: Reported) -> tuple[str, RoomId | None]:
        """The device, and the room that the settings have for it."""
        device = self._names.get(f"{event.source}/{event.name}", event.name)
        return device, self._rooms.get(device)


class Movement:
    """Folds events; `stays` is what has been seen so far, by room and in order."""

    def __init__(self, rooms: Rooms) -> None:
        self.stays: Stays = {}
        self._rooms = rooms
        self._levels: dict[tuple[str, str], Value] = {}

    def take(self, event: Event) -> None:
        """One event of the journal."""
        if not isinstance(event, Reported) or event.retained:
            return
        device, room = self._rooms.of(event)
        if room is None:
            return
        moves = [said for said in event.said if self._moved(device, said)]  # all of them: each one's level is noted
        if moves:
            late = event.seen is not None and event.at - event.seen > LATE
            self._add(room, event.seen if late and event.seen else event.at)

    def _moved(self, device: str, said: Said) -> bool:
        """As `hub.core.activity.shows_movement`. What was never heard before is no change."""
        if said.kind in NOBODYS:
            return False
        if said.kind in REPEATS:
            return said.value is True
        if said.kind not in EITHER_WAY and said.kind not in RISES:
            return False
        before = self._levels.get((device, said.kind))
        self._levels[device, said.kind] = said.value
        changed = before is not None and before != said.value
        return changed and (said.kind in EITHER_WAY or said.value is True)

    def _add(self, room: RoomId, at: datetime) -> None:
        stays = self.stays.setdefault(room, [])
        if not stays or at > stays[-1].ends + TOGETHER:
            stays.append(Stay(at, at))
        elif at >= stays[-1].begins:
            stays[-1] = Stay(stays[-1].begins, max(at, stays[-1].ends))
        else:  # told late: it takes its place in order
            stays.append(Stay(at, at))
            stays.sort(key=lambda stay: stay.begins)
