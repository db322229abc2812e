"""Is a room damp, for days? Asked of the day's average: a shower or a pan on the hob is not damp."""

import math
from datetime import datetime, timedelta
from typing import ClassVar

from detectors.spells import Level, Sensor, Spells, rooms, watched
from hub.model.household import Settings

OVER_A_DAY = timedelta(hours=24)
"""The time constant of the average."""

DRIER_BY = 5.0
"""Per cent below the bound at which it is dry again."""


class Damp(Spells, frozen=True, kw_only=True):
    """A room whose humidity is above the bound for days, averaged over a day, is a finding."""

    name: ClassVar[str] = "damp"
    hears: ClassVar[frozenset[str]] = frozenset({"humidity"})
    plausible: ClassVar[tuple[float, float]] = (1.0, 100.0)
    tells: ClassVar[str] = "{room} is damp since {since}: humidity {value:.0f} % on average (limit {bound:g} %)"
    tells_end: ClassVar[str] = "{room} is drier again: humidity {value:.0f} % on average"

    def smoothed(self, before: Sensor | None, at: datetime, value: float) -> float:
        """The average of the last day or so, in which a reading counts by the time since the one before."""
        if before is None:
            return value
        return value + (before.value - value) * math.exp(-(at - before.at) / OVER_A_DAY)


def of(settings: Settings) -> Damp | None:
    """The detector, if it was agreed, the resident lives here now, and a room has a sensor of humidity."""
    numbers, there = settings.detectors.environment, rooms(settings, ("temperature",))
    if not watched(settings) or not there:
        return None
    level = Level(kind="damp home", bound=numbers.damp_above, lasts=numbers.damp_for, back=DRIER_BY)
    return Damp(levels=(level,), rooms=there, timezone=settings.hub.timezone)
