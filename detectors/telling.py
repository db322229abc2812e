"""How a detector says a time and a span: on the clocks of the home, short, and clear at night."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hub.core.localtime import local

DAY = timedelta(days=1)

NAMED = 4
"""Devices that are named; more than these leave no room for what else must be said."""


def clock(at: datetime, now: datetime, timezone: str) -> str:
    """`at` as people say it: 08:34, with the date if that is a day or more from `now`."""
    there = local(at, timezone)
    return f"{there:%H:%M}" if abs(now - at) < DAY else f"{there:%H:%M} on {there.day} {there:%b}"


def span(length: timedelta) -> str:
    """A length of time as people say it: 90 s, 45 min, 3 h, 1 h 30 min."""
    seconds = int(length.total_seconds())
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if seconds < 120:
        return f"{seconds} s"
    return " ".join(([f"{hours} h"] if hours else []) + ([f"{minutes} min"] if minutes else []))


def listed(names: Sequence[str]) -> str:
    """Names as people say them: A, B, C, D and 2 more."""
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more
