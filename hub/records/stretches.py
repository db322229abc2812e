"""Stretches of time: joined, cut out of each other, and how much of each hour they fill."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from hub.core.coverage import Stretch, without
from hub.records.kept import Span

HOUR = timedelta(hours=1)


def of(spans: Iterable[Span], states: Iterable[str], begins: datetime, ends: datetime) -> tuple[Stretch, ...]:
    """When a subject was in one of these states, within a period."""
    wanted = frozenset(states)
    inside = ((max(s.began, begins), min(s.ended or ends, ends)) for s in spans if s.status in wanted)
    return without((stretch for stretch in inside if stretch[0] < stretch[1]), ())


def both(one: Sequence[Stretch], other: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """What lies in both."""
    return without(one, without(one, other))


def hours(begins: datetime, ends: datetime) -> Iterator[Stretch]:
    """The hours of UTC that touch a period, whole."""
    at = begins.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    while at < ends:
        yield at, at + HOUR
        at += HOUR


def filled(cells: Iterable[Stretch], stretches: Sequence[Stretch]) -> Iterator[timedelta]:
    """How much of each cell is covered. Both in order; in one go, however many there are."""
    first = 0
    for begins, ends in cells:
        while first < len(stretches) and stretches[first][1] <= begins:
            first += 1
        covered, n = timedelta(0), first
        while n < len(stretches) and stretches[n][0] < ends:
            covered += min(stretches[n][1], ends) - max(stretches[n][0], begins)
            n += 1
        yield covered
