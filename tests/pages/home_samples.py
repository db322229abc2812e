"""A home's day for the pages: events that a real engine takes, in virtual time."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import structs

from hub.model.events import Event
from hub.model.routine import Day
from tests.support.hub_beside import HubBeside
from tests.support.made_days import KIT, made

DAY = (
    ("bedroom", "07:02"), ("bathroom", "07:06"), ("bedroom", "07:15"), ("hall", "07:21"), ("kitchen", "07:23"),
    ("kitchen", "07:40"), ("lounge", "08:05"), ("lounge", "08:50"), ("kitchen", "10:30"), ("lounge", "10:52"),
    ("bathroom", "11:20"), ("kitchen", "12:10"), ("kitchen", "12:45"), ("lounge", "13:20"), ("lounge", "14:30"),
    ("kitchen", "15:35"), ("lounge", "16:01"), ("kitchen", "18:02"), ("lounge", "18:40"), ("lounge", "20:20"),
    ("bathroom", "21:40"), ("bedroom", "22:05"),
)  # fmt: skip
"""Where somebody moved, and when."""


def moves(midnight: datetime, until: datetime, after: datetime | None = None) -> Iterator[Event]:
    """The day's movement from midnight until then: each sensor says on, and off a minute later."""
    for room, clock in DAY:
        hour, minute = clock.split(":")
        at = midnight + timedelta(hours=int(hour), minutes=int(minute))
        if at <= until and (after is None or at > after):
            yield HubBeside.says(at, f"sim-{room}-motion", "motion", True)
            if at + timedelta(minutes=1) <= until:
                yield HubBeside.says(at + timedelta(minutes=1), f"sim-{room}-motion", "motion", False)


def months(last: datetime, number: int = 180) -> tuple[Day, ...]:
    """Half a year up to that day: a fortnight away, five days unseen, and four weeks of less out, more often up."""
    first, found = last.date() - timedelta(days=number - 1), []
    for n in range(number):
        day = structs.replace(made(n), day=first + timedelta(days=n))
        if 60 <= n < 74:
            day = Day(day=day.day, away=True, kit=KIT)
        elif 90 <= n < 95:
            day = Day(day=day.day, seen=0.4, kit=KIT)
        elif n >= number - 28:
            day = structs.replace(day, toilet=(day.toilet or 0) + 2, out=20)
        found.append(day)
    return tuple(found)


def lived(hub: HubBeside, last: datetime, days: int) -> None:
    """Days before `last` in which the home was lived in, as the nights after them counted their hours."""
    hub.remembers(months(last))
    midnight = last.replace(hour=0, minute=0)
    counts = {}
    for back in range(1, days + 1):
        for room, clock in DAY:
            at = midnight - timedelta(days=back) + timedelta(hours=int(clock[:2]), minutes=int(clock[3:]))
            counts[at, f"sim-{room}-motion"] = 2 + (back * 7 + at.hour) % 9
    hub.counts(counts)
    hub.could_see(midnight - timedelta(days=days))
