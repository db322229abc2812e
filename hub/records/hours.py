"""Whether each device was heard in each hour, could have been, or could not have been (behaviour 42)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from hub.core.coverage import WHOLE, Stretch, without
from hub.records import stretches
from hub.records.heard import Heard
from hub.records.kept import Span

Mark = Literal["#", "=", ".", "!", "~", "x", " "]
MEANS: dict[Mark, str] = {
    "#": "heard",
    "=": "counted as heard: it had spoken within its usual time (how often in this hour is not kept)",
    ".": "not heard, could have been; within its usual time",
    "!": "not heard, could have been; longer silent than usual",
    "~": "not heard; for a part of the hour it could not have been",
    "x": "could not have been heard",
    " ": "no record",
}
QUIET = frozenset({"late", "lost"})
"""A device's states while it is longer silent than usual."""


class Hour(Struct, frozen=True, kw_only=True):
    """One hour of UTC. `heard`: messages of its own; None if that is not kept. `could`: how long it could have been
    heard; `overdue`: how much of that it was longer silent than usual; `known`: how much of the hour is on record.
    """

    at: datetime
    heard: int | None
    could: timedelta
    overdue: timedelta
    seen: timedelta
    known: timedelta

    @property
    def mark(self) -> Mark:
        """The hour in one sign."""
        if self.heard:
            return "#"
        if not self.known:
            return " "
        if self.could < self.known * WHOLE:
            return "x" if self.could <= self.known * (1 - WHOLE) else "~"
        if self.overdue:
            return "!"
        return "=" if self.heard is None and self.seen else "."


class Reach(Struct, frozen=True):
    """When devices that are heard in one way could be heard, and since and until when there is a record at all."""

    could: tuple[Stretch, ...]
    on_record: tuple[Stretch, ...]


def reach(hub: Sequence[Span], links: Iterable[Sequence[Span]], begins: datetime, ends: datetime) -> Reach:
    """The hub ran, and no link between it and the device was down. Before the hub's first word there is no record."""
    up = stretches.of(hub, ("up",), begins, ends)
    on_record = stretches.of(hub, ("up", "down"), begins, ends)
    down = [stretch for spans in links for stretch in stretches.of(spans, ("down",), begins, ends)]
    return Reach(without(up, down), on_record)


def hours(
    begins: datetime, ends: datetime, spans: Sequence[Span], reached: Reach, heard: Heard
) -> Iterator[Hour]:  # fmt: skip
    """Each hour of a device that touches the period. `spans` are the device's own."""
    seen = stretches.both(stretches.of(spans, ("seen",), begins, ends), reached.could)
    overdue = stretches.both(stretches.of(spans, QUIET, begins, ends), reached.could)
    cells = list(stretches.hours(begins, ends))
    parts = (stretches.filled(cells, each) for each in (reached.could, overdue, seen, reached.on_record))
    for (at, _), could, late, well, known in zip(cells, *parts, strict=True):
        yield Hour(at=at, heard=heard.at(at), could=could, overdue=late, seen=well, known=known)
