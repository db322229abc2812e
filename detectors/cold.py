"""Is the home too cold, for hours? Cold below 16 degrees is advice, below 12 in every room it cannot wait."""

from datetime import datetime, timedelta
from typing import ClassVar

from detectors.spells import Level, Spells, thermometers, watched
from hub.core.localtime import local
from hub.model.household import Settings

WARMER_BY = 1.0
"""Degrees above the bound at which it is warm again: a thermostat swings by half a degree."""

SUMMER = range(6, 10)
"""June to September: nobody heats, and a window open at night is a choice, so advice takes twice as long."""


class Cold(Spells, frozen=True, kw_only=True):
    """A room below the bound for hours is a finding; where every room is very cold, an urgent one."""

    name: ClassVar[str] = "cold"
    hears: ClassVar[frozenset[str]] = frozenset({"temperature"})
    below: ClassVar[bool] = True
    plausible: ClassVar[tuple[float, float]] = (-20.0, 50.0)
    tells: ClassVar[str] = "{room} is below {bound:g} degrees since {since}, now {value:.1f}"
    tells_of_all: ClassVar[str] = "no room is above {bound:g} degrees since {since}; {room}: {value:.1f}"
    tells_end: ClassVar[str] = "{room} is warm again: {value:.1f} degrees"

    def lasts(self, level: Level, at: datetime) -> timedelta:
        """Twice as long in summer, for advice."""
        in_summer = not level.whole and local(at, self.timezone).month in SUMMER
        return level.lasts * 2 if in_summer else level.lasts


def of(settings: Settings) -> Cold | None:
    """The detector, if it was agreed, the resident lives here now, and a room has a thermometer."""
    numbers, rooms = settings.detectors.environment, thermometers(settings)
    if not watched(settings) or not rooms:
        return None
    levels = (
        Level(kind="cold home", bound=numbers.cold_below, lasts=numbers.cold_for, back=WARMER_BY),
        Level(kind="very cold home", bound=numbers.very_cold_below, lasts=numbers.very_cold_for, back=WARMER_BY,
              whole=True),
    )  # fmt: skip
    return Cold(levels=levels, rooms=rooms, timezone=settings.hub.timezone)
