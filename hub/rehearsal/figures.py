"""Figures of a rehearsal: rates with what chance leaves open, and how long help takes."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from msgspec import Struct

from hub.rehearsal.outcomes import Help, Outcome
from hub.simulated.accidents import KINDS

ORDER = tuple(KINDS)
SURE = 0.95
"""How sure an interval is."""
WEEK = 7.0


class Rate(Struct, frozen=True, kw_only=True):
    """So many in so many weeks; `low` to `high` a week is what chance leaves open."""

    kind: str
    count: int
    weeks: float
    a_week: float
    low: float
    high: float


class Time(Struct, frozen=True, kw_only=True):
    """How long help takes after one sort of accident: of `tried`, `helped` within the horizon; None: not even half.

    `called`: of dead sensors, how many had people called for nothing before they were known.
    """

    accident: str
    tried: int
    helped: int
    median: timedelta | None
    p90: timedelta | None
    told: str = ""
    kind: str = ""
    called: int = 0


def rates(outcomes: Sequence[Outcome]) -> tuple[Rate, ...]:
    """Alarms for nothing, all and by kind, the most frequent first; nothing of no days."""
    if not outcomes:
        return ()
    weeks = sum(outcome.days for outcome in outcomes) / WEEK
    counts = Counter(alarm.kind for outcome in outcomes for alarm in outcome.alarms)
    return (rate("all", counts.total(), weeks), *(rate(kind, count, weeks) for kind, count in counts.most_common()))


def rate(kind: str, count: int, weeks: float) -> Rate:
    """The rate, and its exact Poisson interval."""
    low, high = interval(count)
    return Rate(kind=kind, count=count, weeks=weeks, a_week=count / weeks, low=low / weeks, high=high / weeks)


def interval(count: int) -> tuple[float, float]:
    """The exact interval for the mean of a Poisson count (Garwood 1936)."""
    tail = (1 - SURE) / 2
    low = _solved(lambda mean: 1 - _at_most(count - 1, mean), tail) if count else 0.0
    return low, _solved(lambda mean: 1 - _at_most(count, mean), 1 - tail)


def _at_most(count: int, mean: float) -> float:
    """The chance of so many or fewer."""
    logs = (k * math.log(mean) - mean - math.lgamma(k + 1) for k in range(count + 1)) if mean > 0 else ()
    return math.fsum(math.exp(each) for each in logs) if mean > 0 else 1.0


def _solved(grows: Callable[[float], float], to: float) -> float:
    """Where a function that grows from 0 to 1 reaches a value."""
    low, high = 0.0, 1.0
    while grows(high) < to:
        high *= 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if grows(middle) < to else (low, middle)
    return high


def times(outcomes: Iterable[Outcome]) -> tuple[Time, ...]:
    """Each sort of accident, the usual ones first."""
    helps: dict[str, list[Help]] = {}
    for outcome in outcomes:
        for each in outcome.helps:
            helps.setdefault(each.accident, []).append(each)
    return tuple(time(accident, helps[accident]) for accident in sorted(helps, key=_usual_order))


def _usual_order(accident: str) -> int:
    return ORDER.index(accident) if accident in ORDER else len(ORDER)


def time(accident: str, tried: Sequence[Help]) -> Time:
    """The times of some accidents; those in which nobody was called count as longer than all others."""
    helped = [each for each in tried if each.after is not None]
    middle = part(tried, 0.5)
    usual = min(helped, key=lambda each: abs((each.after or ZERO) - (middle or ZERO)), default=None)
    return Time(
        accident=accident, tried=len(tried), helped=len(helped), median=middle, p90=part(tried, 0.9),
        told=usual.told if usual else "", kind=Counter(e.kind for e in helped).most_common(1)[0][0] if helped else "",
        called=sum(each.called is not None for each in tried),
    )  # fmt: skip


ZERO = timedelta(0)


def part(tried: Sequence[Help], share: float) -> timedelta | None:
    """The time within which that share had help; None: no such time."""
    if not tried:
        return None
    ordered = sorted(each.after for each in tried if each.after is not None)
    place = max(math.ceil(share * len(tried)) - 1, 0)
    return ordered[place] if place < len(ordered) else None


PARTS = (("at night", 0, 6), ("in the morning", 6, 12), ("in the afternoon", 12, 18), ("in the evening", 18, 24))
ENOUGH = 4
"""Accidents in a part of the day before anything is said of it."""


def by_part_of_the_day(outcomes: Iterable[Outcome], accidents: tuple[str, ...]) -> tuple[Time, ...]:
    """The same accidents by the part of the day in which they happened."""
    helps = [each for outcome in outcomes for each in outcome.helps if each.accident in accidents]
    parts = ((name, [each for each in helps if since <= each.hour < until]) for name, since, until in PARTS)
    return tuple(time(name, found) for name, found in parts if len(found) >= ENOUGH)
