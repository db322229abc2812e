"""How long a proof counts, and how its moment is said: with its day, for a certificate is read years later."""

from datetime import datetime, timedelta

from hub.core.localtime import local
from hub.pages.visit.step import Words
from hub.pages.words import later

FRESH = timedelta(days=30)
"""A proof that is older proves nothing today: every contact is tested as often ([readiness]), and in a month batteries,
locks, lines and furniture change."""

MONTHS = (
    later("Jan"), later("Feb"), later("Mar"), later("Apr"), later("May"), later("Jun"),
    later("Jul"), later("Aug"), later("Sep"), later("Oct"), later("Nov"), later("Dec"),
)  # fmt: skip


def is_old(at: datetime, now: datetime) -> bool:
    """Whether what was proved then proves nothing today."""
    return now - at >= FRESH


def moment(at: datetime, timezone: str) -> Words:
    """A moment on the clocks of the home, with its day: "14:02 on 28 Nov 2026"."""
    there = local(at, timezone)
    values: dict[str, str | Words] = {
        "clock": f"{there:%H:%M}", "day": str(there.day), "month": Words(MONTHS[there.month - 1]),
        "year": str(there.year),
    }  # fmt: skip
    return Words(later("{clock} on {day} {month} {year}"), values)
