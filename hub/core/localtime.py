"""The one place where hub time (UTC) becomes the local time of the home, and back."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo


def local(at: datetime, timezone: str) -> datetime:
    """`at` on the clocks of the home."""
    return at.astimezone(_zone(timezone))


@lru_cache(maxsize=4096)
def at_local(day: date, minute_of_day: int, timezone: str) -> datetime:
    """The UTC moment at which the home's clocks show that minute of that day (1440 is midnight at its end).

    A time that spring skips is the first moment after the gap; a time that autumn repeats is the first of the two.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minute_of_day)
    zone = _zone(timezone)
    moment = wall.replace(tzinfo=zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wall:
        return moment
    return _first_after_gap(wall.replace(tzinfo=zone, fold=1).astimezone(UTC), moment, zone)


def clock_time(minute_of_day: int) -> str:
    """A minute of the day as clocks show it: 08:34."""
    return f"{minute_of_day // 60:02}:{minute_of_day % 60:02}"


@lru_cache(maxsize=8)
def _zone(timezone: str) -> ZoneInfo:
    return ZoneInfo(timezone)


def _first_after_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The moment between the two at which the zone's offset changes, to the second."""
    old = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == old:
            before = middle
        else:
            after = middle
    return after
