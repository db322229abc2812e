"""Is the home too hot, for hours? Above 30 degrees is advice, above 35 in every room it cannot wait."""

from typing import ClassVar

from detectors.spells import Level, Spells, thermometers, watched
from hub.model.household import Settings

COOLER_BY = 1.0
"""Degrees below the bound at which it is cool again."""


class Hot(Spells, frozen=True, kw_only=True):
    """A room above the bound for hours is a finding; where every room is very hot, an urgent one."""

    name: ClassVar[str] = "hot"
    hears: ClassVar[frozenset[str]] = frozenset({"temperature"})
    plausible: ClassVar[tuple[float, float]] = (-20.0, 50.0)
    tells: ClassVar[str] = "{room} is above {bound:g} degrees since {since}, now {value:.1f}"
    tells_of_all: ClassVar[str] = "no room is below {bound:g} degrees since {since}; {room}: {value:.1f}"
    tells_end: ClassVar[str] = "{room} is cooler again: {value:.1f} degrees"


def of(settings: Settings) -> Hot | None:
    """The detector, if it was agreed, the resident lives here now, and a room has a thermometer."""
    numbers, rooms = settings.detectors.environment, thermometers(settings)
    if not watched(settings) or not rooms:
        return None
    levels = (
        Level(kind="hot home", bound=numbers.hot_above, lasts=numbers.hot_for, back=COOLER_BY),
        Level(kind="very hot home", bound=numbers.very_hot_above, lasts=numbers.very_hot_for, back=COOLER_BY,
              whole=True),
    )  # fmt: skip
    return Hot(levels=levels, rooms=rooms, timezone=settings.hub.timezone)
