"""A home's day for the pages: events that a real engine takes, in virtual time."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from hub.model.events import Event
from tests.support.hub_beside import HubBeside

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
