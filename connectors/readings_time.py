"""The times of a recording, as UTC: written with an offset, or in the home's local time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

EARLIEST, LATEST = datetime(1990, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001 - compared with local times
"""No home was recorded before, and none will be read after."""
BACK = timedelta(minutes=5)
"""In the hour that comes twice, a time that runs back by more is the second hour; by less, a row out of order."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class LocalTime:
    """Reads one file's times, in order. An hour that comes twice is the first one, unless time runs back."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._from = self._until = EARLIEST
        self._offset = timedelta(0)
        self._last = datetime.min.replace(tzinfo=UTC)
        self._second = False

    def utc(self, text: str) -> datetime | None:
        """The time, or None if it is none."""
        try:
            when = datetime.fromisoformat(text.strip())
        except ValueError:
            return None
        if when.tzinfo is None:
            if not self._from <= when < self._until:
                return self._slowly(when)
            self._last = at = (when - self._offset).replace(tzinfo=UTC)
            return at
        return when.astimezone(UTC) if EARLIEST <= when.replace(tzinfo=None) < LATEST else None

    def _slowly(self, when: datetime) -> datetime | None:
        """A time outside the hour for which the offset is known."""
        if not EARLIEST <= when < LATEST:
            return None
        self._learn(when)
        first, second = (when.replace(tzinfo=self._zone, fold=fold).astimezone(UTC) for fold in (0, 1))
        if first >= second:  # an ordinary time, or one that the spring change skips
            self._second = False
            at = first
        else:
            self._second = self._second or self._last - first > BACK
            at = second if self._second else first
        self._last = max(self._last, at)
        return at

    def _learn(self, when: datetime) -> None:
        """Remember the offset of this day, or on the day of a change this hour's, if it has only one."""
        hour = when.replace(minute=0, second=0, microsecond=0)
        for start, length in ((hour.replace(hour=0), DAY), (hour, HOUR)):
            first, middle, last = start, start + length / 2, start + length
            offsets = {each.replace(tzinfo=self._zone, fold=fold).utcoffset()
                       for each in (first, middle, last) for fold in (0, 1)}  # fmt: skip
            offset = offsets.pop()
            if not offsets and offset is not None:
                self._from, self._until, self._offset = start, last, offset
                return
