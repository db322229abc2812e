"""May a newly worn device call for help by itself yet? For a week it is only counted what it would have done."""

from datetime import datetime, timedelta

from msgspec import Struct, structs

from hub.model.household import Placement
from hub.model.ids import ResidentId

WORN_AT_LEAST = 24 * 3600.0
"""Seconds in which it was moved as by somebody who wears it: a week in a drawer tells nothing. Worn by day it comes to
this in three or four days (our choice)."""

ALIVE = 0.01
"""g. Somebody awake moves a device by more than this in nearly every half minute; a thing on a table never (0.003)."""


class FirstWeek(Struct, frozen=True):
    """Since when and for how many seconds it was worn, by whom and where.

    `count`: how often it would have called; `raised`: how often people were told of a fall that it felt all the same.
    """

    who: ResidentId | None = None
    where: Placement | None = None
    since: datetime | None = None
    worn: float = 0.0
    count: int = 0
    over: bool = False
    raised: int = 0


def worn(week: FirstWeek, at: datetime, seconds: float) -> FirstWeek:
    """It was moved for so long, up to `at`."""
    if week.over and week.since is not None:
        return week
    return structs.replace(week, since=week.since or at - timedelta(seconds=seconds), worn=week.worn + seconds)


def tried(week: FirstWeek, at: datetime, length: timedelta) -> str:
    """How far it is. After its last day it may still not have been worn enough."""
    day = (at - (week.since or at)).days + 1
    if day <= length.days:
        return f"only tried yet, day {day} of {length.days}"
    return f"only tried yet, until it was worn {_least(length) / 3600:.0f} h ({week.worn // 3600:.0f} h by now)"


def _least(length: timedelta) -> float:
    return min(WORN_AT_LEAST, length.total_seconds() / 7)


def ends(week: FirstWeek, length: timedelta) -> datetime | None:
    """When it is over; None if it is, or if it was not worn enough for that."""
    if week.over or week.since is None or week.worn < _least(length):
        return None
    return week.since + length
