"""Until when? Reads the end that somebody names: "until friday", "3 days", "24 dec 18:00"."""

import re
from datetime import date, datetime, timedelta

from hub.core.hours import DAYS
from hub.core.localtime import at_local, local
from hub.core.speech import MONTHS

NOON = 12 * 60
"""A day without a time ends at noon: too early asks one question too many, too late leaves somebody unwatched."""

WEEKDAYS = frozenset(
    {*DAYS, "monday", "tues", "tuesday", "wednesday", "thur", "thurs", "thursday", "friday", "saturday", "sunday"}
)
A_CENTURY = 36_525
"""Days: nobody means an end beyond it, and at the last day that a calendar has clocks cannot be compared."""
_FIRST = re.compile("^(?:until|till|tan|for) ")
_SPAN = re.compile(r"(\d{1,3}) ?(h|hours?|oriau?|awr|d|days?|diwrnod|w|weeks?|wythnos)")
_UNITS = {"h": timedelta(hours=1), "o": timedelta(hours=1), "a": timedelta(hours=1), "d": timedelta(days=1),
          "w": timedelta(weeks=1)}  # fmt: skip
_CLOCK = re.compile(
    r"(?P<rest>.*?) ?(?:at )?(?:(?P<hour>\d{1,2}):(?P<minute>\d{2})|(?P<twelve>\d{1,2}) ?(?P<half>am|pm))"
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DATE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3})[a-z]*|(\d{1,2})/(\d{1,2})(?:/\d{2,4})?")


def read(words: str, now: datetime, timezone: str) -> datetime | None:
    """The moment that `words` name, after `now`; None if they name none. Days are those of the home's own clocks."""
    plain = _FIRST.sub("", " ".join(words.lower().replace(",", " ").split()))
    span = _SPAN.fullmatch(plain)
    if span is not None:
        return now + int(span[1]) * _UNITS[span[2][0]] if int(span[1]) else None
    clock = _CLOCK.fullmatch(plain)
    minute = _minute(clock) if clock else NOON
    there = local(now, timezone)
    named_day = clock["rest"].strip() if clock else plain
    if not named_day and clock is None:
        return None
    day = _day(named_day, there.date(), passed=there.hour * 60 + there.minute >= minute)
    if day is None or not 0 <= minute < 24 * 60:
        return None
    named = at_local(day, minute, timezone)
    return named if named > now else None


def _minute(clock: re.Match[str]) -> int:
    if clock["half"] is None:
        return int(clock["hour"]) * 60 + int(clock["minute"]) if int(clock["minute"]) < 60 else -1
    hour = int(clock["twelve"])
    return (hour % 12 + (12 if clock["half"] == "pm" else 0)) * 60 if 1 <= hour <= 12 else -1


def _day(words: str, today: date, *, passed: bool) -> date | None:
    """The day that is named: the next of that name, today included if the time of day is still to come."""
    if words in ("today", "tonight", ""):
        return today + timedelta(days=1) if passed and not words else today
    if words == "tomorrow":
        return today + timedelta(days=1)
    if words in WEEKDAYS:
        ahead = (DAYS.index(words[:3]) - today.weekday()) % 7
        return today + timedelta(days=7 if ahead == 0 and passed else ahead)
    return _date(words, today)


def _date(words: str, today: date) -> date | None:
    iso, found = _ISO.fullmatch(words), _DATE.fullmatch(words)
    try:
        if iso is not None:
            named = date(int(iso[1]), int(iso[2]), int(iso[3]))
            return named if 0 <= (named - today).days <= A_CENTURY else None
        if found is None:
            return None
        month = int(found[4]) if found[4] else [name.lower() for name in MONTHS].index(found[2]) + 1
        day = int(found[3] or found[1])
        named = date(today.year, month, day)
        return named if named >= today else date(today.year + 1, month, day)
    except ValueError:
        return None
