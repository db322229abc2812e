"""Hours of the week in which somebody may be asked, such as "mon-fri 08:00-18:00; sat,sun 10:00-12:00"."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

from msgspec import Struct

from hub.core.localtime import at_local, local

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EVERY_DAY = tuple(range(7))
LAST_MINUTE = 24 * 60
A_WEEK = 7 * LAST_MINUTE
AHEAD = 15
"""Days looked ahead: two weeks, because an opening that falls into the spring gap does not exist that week."""

Opening = tuple[datetime, datetime]
_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})")


class Span(Struct, frozen=True):
    """From one minute of the day to another, on some days of the week. `end` <= `start` means past midnight."""

    days: tuple[int, ...]
    start: int
    end: int


class Hours(Struct, frozen=True):
    """The hours that `text` describes, on the clocks of the home.

    `least`: so long is a span open that spring skips whole, from the moment at which the clocks go forward.
    """

    text: str
    spans: tuple[Span, ...]
    least: timedelta = timedelta(0)

    def includes(self, at: datetime, timezone: str) -> bool:
        """True if `at` lies within these hours."""
        return self._open_until(at, timezone) is not None

    def next_opening(self, at: datetime, timezone: str) -> datetime:
        """When these hours are next open: `at` itself if they are now."""
        for start, end in _openings(self, local(at, timezone).date(), timezone):
            if at < end:
                return max(at, start)
        raise ValueError(f'"{self.text}" never comes within {AHEAD} days')

    def meets(self, other: "Hours") -> bool:
        """Whether there is a minute of the week that both have."""
        return any(start < end_ and start_ < end for start, end in self._week() for start_, end_ in other._week())

    def _week(self) -> Iterator[tuple[int, int]]:
        """From which minute of the week to which; what goes past its end comes again at its beginning."""
        for span in self.spans:
            for day in span.days:
                start, end = day * LAST_MINUTE + span.start, day * LAST_MINUTE + span.end
                end += LAST_MINUTE if span.end <= span.start else 0
                yield start, end
                yield start - A_WEEK, end - A_WEEK

    def openings(self, since: datetime, until: datetime, timezone: str) -> Iterator[Opening]:
        """Every time in which these hours are open between the two moments, each whole; one may come twice."""
        day, last = local(since, timezone).date(), local(until, timezone).date()
        while day <= last:
            yield from (each for each in _openings(self, day, timezone) if each[0] < until and since < each[1])
            day += timedelta(days=AHEAD - 2)

    def next_closing(self, at: datetime, timezone: str) -> datetime | None:
        """When the present opening ends: `at` itself if they are closed now, None if they never close."""
        end = self._open_until(at, timezone)
        if end is None:
            return at
        return end if end - at < timedelta(days=8) else None

    def _open_until(self, at: datetime, timezone: str) -> datetime | None:
        for start, end in _openings(self, local(at, timezone).date(), timezone):
            if at < start:
                return None
            if at < end:
                return end
        return None


@lru_cache(maxsize=256)
def hours(text: str) -> Hours:
    """`parse`, remembered."""
    return parse(text)


def parse(text: str) -> Hours:
    """Read hours with days. ValueError with a plain sentence if they cannot be read."""
    return Hours(text, tuple(_part(part.strip()) for part in text.split(";")))


@lru_cache(maxsize=256)
def daily(text: str) -> Hours:
    """Read one span of every day, without days, such as "22:00-06:00". ValueError if it cannot be read."""
    return Hours(text, (Span(EVERY_DAY, *_minutes(text)),))


def _part(part: str) -> Span:
    words = part.rsplit(None, 1)
    if len(words) != 2:
        raise ValueError(f'"{part}" needs days and a time, such as "mon-fri 08:00-18:00"')
    return Span(_days(words[0]), *_minutes(words[1]))


def _days(text: str) -> tuple[int, ...]:
    lowered = "".join(text.lower().split())
    if lowered == "daily":
        return EVERY_DAY
    named = [day for piece in lowered.split(",") for day in _day_range(piece)]
    return tuple(sorted(set(named)))


def _day_range(piece: str) -> list[int]:
    first, _, last = piece.partition("-")
    start, end = _day(first), _day(last or first)
    return [(start + step) % 7 for step in range((end - start) % 7 + 1)]


def _day(name: str) -> int:
    if name not in DAYS:
        raise ValueError(f'"{name}" is not a day; days are {", ".join(DAYS)} or daily')
    return DAYS.index(name)


def _minutes(text: str) -> tuple[int, int]:
    match = _SPAN.fullmatch(text)
    if not match:
        raise ValueError(f'"{text}" is not a time from and to, such as "08:00-18:00"')
    start, end = (_minute(*match.group(hour, hour + 1)) for hour in (1, 3))
    if start == end:
        raise ValueError(f'"{text}" begins and ends at the same time; the whole day is "00:00-24:00"')
    if start == LAST_MINUTE:
        raise ValueError(f'"{text}" begins at 24:00; write 00:00 of the next day')
    return start, end


def _minute(hour: str, minute: str) -> int:
    minutes = int(hour) * 60 + int(minute)
    if int(minute) > 59 or minutes > LAST_MINUTE:
        raise ValueError(f'"{hour}:{minute}" is not a time of day; times run from 00:00 to 24:00')
    return minutes


@lru_cache(maxsize=256)
def _openings(of: Hours, day: date, timezone: str) -> tuple[Opening, ...]:
    """When they are open, from the day before on: sorted, those that touch made one, none of them empty."""
    days = [day + timedelta(days=step) for step in range(-1, AHEAD)]
    found = [_opening(of, span, each, timezone) for each in days for span in of.spans if each.weekday() in span.days]
    joined: list[Opening] = []
    for start, end in sorted(opening for opening in found if opening[0] < opening[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


def _opening(of: Hours, span: Span, day: date, timezone: str) -> Opening:
    past_midnight = LAST_MINUTE if span.end <= span.start else 0
    start = at_local(day, span.start, timezone)
    return start, max(at_local(day, span.end + past_midnight, timezone), start + of.least)
