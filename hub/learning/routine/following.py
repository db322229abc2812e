"""A recorded home, followed day by day as the hub would: the days, and what was known at the end of each."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec import Struct

from detectors.daily_measures import DailyMeasures, Diary
from hub.model.events import Reading, Tick
from hub.model.routine import Day, Past


class Evening(Struct, frozen=True):
    """A day is over: what is remembered then, and how many readings had come."""

    memory: Diary
    readings: int


def follow(detector: DailyMeasures, memory: Diary, readings: Sequence[Reading], until: datetime) -> list[Evening]:
    """Every evening up to `until`. The recording is taken to be whole: no device is ever called lost."""
    evenings: list[Evening] = []
    for n, reading in enumerate(readings):
        memory = _days_end(detector, memory, reading.heard, n, evenings)
        if reading.kind in detector.hears:
            memory, _ = detector.step(memory, reading)
    _days_end(detector, memory, until, len(readings), evenings)
    return evenings


def _days_end(detector: DailyMeasures, memory: Diary, until: datetime, n: int, evenings: list[Evening]) -> Diary:
    while memory.ends < until:
        memory, _ = detector.step(memory, Tick(at=memory.ends))
        evenings.append(Evening(memory, n))
    return memory


def past(detector: DailyMeasures, days: Iterable[Day]) -> Past:
    """These days of the home."""
    return Past(days=tuple(days), sorts=dict(detector.rooms.sorts))
