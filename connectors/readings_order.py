"""In which order did the rows of a recording happen, and which of them bear a wrong date?"""

from collections import deque
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from operator import attrgetter

from connectors.readings_complaints import Complaints
from connectors.readings_rows import Row

IN_ORDER_WITHIN = timedelta(minutes=5)
"""Rows that are out of order by less are sorted (design section 9)."""
JUMP = timedelta(days=1)
"""A row this far ahead of those before and after it is a wrong date, not the time."""
ELSEWHERE = timedelta(days=90)
"""Rows that are further than this from nearly all others are of another time, or of no time."""
FEW_WRONG, SHARE_WRONG = 3, 0.02
"""Single rows of another day that are taken for wrong dates, at the most; of more, the file is in no order."""


def in_order(rows: Iterable[Row], complaints: Complaints) -> Iterator[Row]:
    """The rows of a stream in order of time, as far as five minutes show it; a row that comes later is left out."""
    window = _Window(complaints)
    held = window.held
    for row in rows:
        if row.at < window.latest:
            window.back(row)
            continue
        window.ahead(row)
        bound = row.at - IN_ORDER_WITHIN
        while held[0].at < bound:
            yield held.popleft()
    yield from held


def whole_in_order(rows: list[Row], complaints: Complaints) -> list[Row]:
    """All rows of a file in order of time, however they are mixed.

    A single row with another date than those around it is left out, and so is what lies far from nearly all others.
    """
    return _of_one_time(sorted(_on_their_days(rows, complaints), key=attrgetter("at")), complaints)


def _on_their_days(rows: list[Row], complaints: Complaints) -> list[Row]:
    wrong = tuple(_alone(rows))
    if len(wrong) > max(FEW_WRONG, SHARE_WRONG * len(rows)):  # the file is in no order of time
        return rows
    for row in wrong:
        complaints.about("a date of its own", row.line, f"{row.at:%Y-%m-%d %H:%M} is another day: left out")
    lines = {row.line for row in wrong}
    return [row for row in rows if row.line not in lines]


def _alone(rows: list[Row]) -> Iterator[Row]:
    """Rows of another day than those around them in the file, which are of one day."""
    for n, row in enumerate(rows):
        nearest = min(max(n - 1, 0), max(len(rows) - 3, 0))  # at either end of the file, the two next to it
        around = [other.at for other in rows[nearest : nearest + 3] if other is not row]
        alone = (
            len(around) == 2
            and all(abs(row.at - other) > JUMP for other in around)
            and max(around) - min(around) <= JUMP
        )
        if alone:
            yield row


def _of_one_time(rows: list[Row], complaints: Complaints) -> list[Row]:
    starts = [0, *(n for n in range(1, len(rows)) if rows[n].at - rows[n - 1].at > ELSEWHERE), len(rows)]
    parts = [rows[begin:end] for begin, end in pairwise(starts)]
    most = max(parts, key=len, default=rows)
    for row in (row for part in parts if part is not most for row in part):
        complaints.about("another time", row.line, f"{row.at:%Y-%m-%d %H:%M} is far from the rest: left out")
    return most


class _Window:
    """The rows of the last five minutes, in order of time."""

    def __init__(self, complaints: Complaints) -> None:
        self.held: deque[Row] = deque()
        self.latest = self.before = datetime.min.replace(tzinfo=UTC)
        self._complaints = complaints

    def ahead(self, row: Row) -> None:
        """A row that is newer than all before it."""
        self.before = self.latest
        self.held.append(row)
        self.latest = row.at

    def back(self, row: Row) -> None:
        """A row that is older than one before it."""
        if self.latest - row.at <= IN_ORDER_WITHIN:
            self._insert(row)
        elif self._last_is_wrong(row):
            wrong = self.held.pop()
            self._complaints.about("a date far ahead", wrong.line, f"{wrong.at:%Y-%m-%d %H:%M} is far ahead: left out")
            self.latest = self.before
            self.ahead(row) if row.at >= self.latest else self.back(row)
        else:
            late = f"{row.at:%Y-%m-%d %H:%M:%S} is {self.latest - row.at} too late: left out"
            self._complaints.about("too late", row.line, late)

    def _insert(self, row: Row) -> None:
        newer = []
        while self.held and self.held[-1].at > row.at:
            newer.append(self.held.pop())
        self.held.append(row)
        self.held.extend(reversed(newer))

    def _last_is_wrong(self, row: Row) -> bool:
        alone = len(self.held) == 1 and self.latest - self.before > JUMP
        return alone and self.latest - row.at > JUMP and row.at >= self.before - IN_ORDER_WITHIN
