"""When is the present or the next night here? Worked out once a night, so that a reading costs a comparison."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from hub.core.coverage import SEES
from hub.core.hours import Hours
from hub.model.household import Settings
from hub.model.ids import RoomId

EVENING = timedelta(hours=4)
"""Before the night begins: from then on it is of interest who has gone to bed (our choice)."""

AHEAD = timedelta(days=15)
"""Two weeks: a night that falls into the spring gap does not exist that day."""

ABOUT = timedelta(minutes=10)
"""A clock that is wrong by less takes no evening for night (our choice)."""

BEDROOMS = ("bedroom", "ystafell wely")
BATHROOMS = ("bathroom", "toilet", "wc", "w.c.", "shower", "lavatory", "ystafell ymolchi", "toiled", "cawod")
"""What such rooms are called, in English and in Welsh."""


class Night(Struct, frozen=True):
    """One night: the evening before it, its beginning and its end."""

    evening: datetime
    begins: datetime
    ends: datetime

    def has(self, at: datetime) -> bool:
        """Whether it is this night at `at`."""
        return self.begins <= at < self.ends


def night_of(hours: Hours, at: datetime, timezone: str) -> Night:
    """The night that it is at `at`, else the next one."""
    begins, ends = next(iter(hours.openings(at, at + AHEAD, timezone)))
    return Night(begins - EVENING, begins, ends)


def bedroom(settings: Settings) -> RoomId | None:
    """The room with the bed: as the settings say, else where the bed sensor is, else one that is called so."""
    beds = [device.room for device in settings.devices if device.use == "bed" and device.room is not None]
    return settings.detectors.night.bedroom or next(iter((*beds, *_called(settings, BEDROOMS))), None)


def bathrooms(settings: Settings) -> frozenset[RoomId]:
    """The rooms with a toilet: as the settings say, else those that are called so."""
    chosen = settings.detectors.night.bathroom
    return frozenset((chosen,) if chosen is not None else _called(settings, BATHROOMS))


def _called(settings: Settings, words: Iterable[str]) -> list[RoomId]:
    return [
        room.id for room in settings.rooms
        if any(word in f"{room.id} {room.name}".lower() for word in words)
    ]  # fmt: skip


def seen_rooms(settings: Settings) -> frozenset[RoomId]:
    """The rooms in which somebody is seen."""
    return frozenset(d.room for d in settings.devices if d.use in SEES and d.room is not None)


def hers_at_night(settings: Settings) -> bool:
    """Whether what moves at night is the resident's: nobody else lives here, and no pet. Visitors seldom stay."""
    home = settings.home
    return len(settings.residents) == 1 and not home.pets and home.others != "lives with others"


def same_time_of_day(by: timedelta) -> bool:
    """Whether a clock that was wrong by so much showed about the right time of day all the same."""
    off = by % timedelta(days=1)
    return min(off, timedelta(days=1) - off) <= ABOUT
