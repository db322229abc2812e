"""Where each thing of a week's picture lies: numbers for an SVG of seven days by twenty-four hours."""

from datetime import timedelta

from msgspec import Struct

from hub.pages.hub_says.times import times
from hub.pages.setup.week import A_DAY, DAYS, Week
from hub.pages.words import Say

LEFT, HOUR, LANE, HEAD, GAP = 50, 13, 13, 16, 9
"""In the picture's own units: the names of the days, an hour, a person's line, the hours above, between two days."""
LOOKS = 6
"""Colours with patterns; more people begin anew, and their lines still tell them apart."""
WIDTH = LEFT + 24 * HOUR + 4
LEAST = 40
"""Minutes that a bar must last for its number to fit in."""


class Box(Struct, frozen=True):
    """A bar or a hole. `look` is the number of its colour and pattern; `says` stands in it, if it is wide enough."""

    x: float
    y: float
    width: float
    height: float
    look: int = 0
    says: str = ""


class Line(Struct, frozen=True):
    """A day: its name, where it stands, and the strip that it takes."""

    says: str
    y: float
    top: float
    height: float


class Picture(Struct, frozen=True):
    """All of it. `hours`: x and figure of each hour that is named."""

    width: int
    height: float
    days: tuple[Line, ...]
    bars: tuple[Box, ...]
    holes: tuple[Box, ...]
    hours: tuple[tuple[float, int], ...]


def picture(week: Week, say: Say) -> Picture:
    """The picture of a ladder's week."""
    tall = max(1, len(week.people)) * LANE
    place = {who: lane for lane, who in enumerate(week.people)}
    bars = tuple(
        Box(_x(bar.start), _top(bar.day, tall) + place[bar.who] * LANE + 1, _x(bar.end) - _x(bar.start), LANE - 2,
            place[bar.who] % LOOKS, str(bar.rung) if bar.end - bar.start >= LEAST else "")
        for bar in week.bars
    )  # fmt: skip
    holes = tuple(Box(_x(each.start), _top(each.day, tall), _x(each.end) - _x(each.start), tall) for each in week.holes)
    days = tuple(
        Line(
            times(f"{week.first + timedelta(days=day):%a %d}", say),
            _top(day, tall) + tall / 2 + 4,
            _top(day, tall),
            tall,
        )
        for day in range(DAYS)
    )
    hours = tuple((_x(hour * 60), hour) for hour in range(0, 25, 6))
    return Picture(WIDTH, _top(DAYS, tall), days, bars, holes, hours)


def _x(minute: int) -> float:
    return round(LEFT + minute * HOUR * 24 / A_DAY, 1)


def _top(day: int, tall: float) -> float:
    return HEAD + day * (tall + GAP)
