"""The day so far, room by room: movement, and when nobody could have been seen. Each event is read once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from msgspec import Struct

from hub.core.coverage import SEES, Stretch, without
from hub.core.home import Home
from hub.core.localtime import at_local, local
from hub.model.household import Settings
from hub.pages.days.movement import Movement, Rooms, Stay
from hub.shell.covered import covered, together
from hub.shell.reader import Reader

A_DAY = timedelta(days=1)
BEFORE = timedelta(hours=1)
"""So much of the evening before is read too: what a door was at midnight is known by its last word."""


class RoomDay(Struct, frozen=True):
    """One room: where somebody moved, and when nobody could have been seen."""

    name: str
    stays: tuple[Stay, ...]
    blind: tuple[Stretch, ...]


class Today(Struct, frozen=True):
    """From midnight to midnight on the clocks of the home; known until `at`."""

    begins: datetime
    ends: datetime
    at: datetime
    rooms: tuple[RoomDay, ...]


class Day:
    """The day so far, kept from one look to the next. May be asked by several threads."""

    def __init__(self, open_store: Callable[[], Reader | None]) -> None:
        self._open, self._lock = open_store, Lock()
        self._key: object = None
        self._movement: Movement | None = None
        self._seq = 0
        self.read = 0
        """Rows read so far, for whoever measures it."""

    def look(self, settings: Settings, now: datetime, *, alive: bool) -> Today | None:
        """The day as it is known at `now`. `alive`: the hub answers; if not, nothing after its last word was seen."""
        with self._lock:
            store = self._open()
            if store is None:
                return None
            try:
                return self._looked(store, settings, now, alive=alive)
            finally:
                store.close()

    def _looked(self, store: Reader, settings: Settings, now: datetime, *, alive: bool) -> Today:
        today = local(now, settings.hub.timezone).date()
        begins = at_local(today, 0, settings.hub.timezone)
        ends = at_local(today + A_DAY, 0, settings.hub.timezone)
        movement = self._followed(store, settings, begins)
        known = now if alive else min(now, max(begins, store.last_alive() or begins))
        rooms = tuple(_rooms(store, settings, movement, (begins, now), known))
        return Today(begins, ends, now, rooms)

    def _followed(self, store: Reader, settings: Settings, begins: datetime) -> Movement:
        key = (store.epoch, begins, settings.devices, settings.rooms)
        if self._movement is None or key != self._key:
            self._key, self._movement = key, Movement(Rooms(settings, store.names()))
            self._seq = store.before(begins - BEFORE)
        for kept in store.since(self._seq):
            self._movement.take(kept.event)
            self._seq = kept.seq
            self.read += 1
        return self._movement


def _rooms(
    store: Reader, settings: Settings, movement: Movement, day: Stretch, known: datetime
) -> list[RoomDay]:  # fmt: skip
    seen = covered(store, Home(settings), day[0], known)
    with_eyes = {device.room for device in settings.devices if device.use in SEES}
    return [
        RoomDay(
            room.name,
            tuple(stay for stay in movement.stays.get(room.id, ()) if day[0] <= stay.ends and stay.begins <= day[1]),
            without([day], together(seen.get(room.id, ()))),
        )
        for room in settings.rooms
        if room.id in with_eyes or movement.stays.get(room.id)
    ]  # fmt: skip
