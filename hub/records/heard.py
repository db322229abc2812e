"""How often each device spoke in each hour: small enough to keep for years, when its messages are long gone."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from msgspec import Struct

from hub.model.events import Event, Reported

DAY_HOURS = 24
MOST = 255
"""Messages in an hour that are counted: one byte says that there were so many or more."""
Counts = dict[tuple[int, str], bytearray]
"""(day, device) -> messages in each of the day's 24 hours, UTC. Days are counted from 1970-01-01."""
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


class Heard(Struct, frozen=True):
    """A device's messages by hour. Nothing was counted before `since`; after it, an hour that is not here had none."""

    since: datetime | None
    cells: Mapping[datetime, int]

    def at(self, hour: datetime) -> int | None:
        """How many in the hour that begins then; None if that is not kept."""
        return None if self.since is None or hour < self.since else self.cells.get(hour, 0)


def add(counts: Counts, event: Event, names: Mapping[str, str]) -> None:
    """Counts an event, if a device spoke for itself. What is retained is the broker's memory, not the device's word."""
    if not isinstance(event, Reported) or event.retained:
        return
    device = names.get(f"{event.source}/{event.name}", event.name)
    # What came late was spoken when the device says so; a device's clock that runs ahead is not believed.
    day, hour = place(min(event.seen or event.at, event.at))
    cells = counts.setdefault((day, device), bytearray(DAY_HOURS))
    cells[hour] = min(MOST, cells[hour] + 1)


def together(one: bytes, other: bytes) -> bytes:
    """Both counts of a day."""
    return bytes(min(MOST, a + b) for a, b in zip(one, other, strict=True))


def place(at: datetime) -> tuple[int, int]:
    """The day and the hour of a moment, UTC."""
    utc = at.astimezone(UTC)
    return utc.toordinal() - _FIRST.toordinal(), utc.hour


def moments(day: int, cells: bytes) -> dict[datetime, int]:
    """A day's hours by when they begin."""
    begins = _FIRST + timedelta(days=day)
    return {begins + timedelta(hours=hour): number for hour, number in enumerate(cells)}
