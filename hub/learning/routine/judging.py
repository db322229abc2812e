"""What the comparison of weeks is worth in recorded homes: does a week with a change score above those without?"""

import random
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta

import numpy as np
from msgspec import Struct, structs

from detectors import daily_measures
from detectors.daily_measures import DailyMeasures, Noted
from hub.learning.homes.protocol import history
from hub.learning.homes.recorded_home import RecordedHome
from hub.learning.routine.comparison import LEAST, WEEK, compare
from hub.learning.routine.following import Evening, follow, past
from hub.learning.routine.injections import KINDS, Week, injected
from hub.model.events import RoutineCompared
from hub.model.routine import Day, Measure

MOST_WEEKS = 40
"""Weeks judged in one home, spread over its log; they begin on any day, so that they overlap."""
FEWEST = 6
"""Days that must be known before a judged week where the log is short; in a home it takes more (`LEAST`)."""
DRAWS = 500
MONTH = 30.0

Step = Callable[[], None]


class Weighed(Struct, frozen=True, kw_only=True):
    """One week: the score as it was, and with each change that the home could show; whether it would be told."""

    first: date
    plain: float
    told: bool
    changed: dict[str, float]
    changed_told: dict[str, bool]


class HomeWeeks(Struct, frozen=True, kw_only=True):
    """One home. `auc`: by kind; `mean`: of those that it could show. `notes_per_30_days`: on the log as it is."""

    name: str
    days: int
    weeks: tuple[Weighed, ...]
    auc: dict[str, float]
    mean: float | None
    notes: int
    judged_days: int


class Auc(Struct, frozen=True, kw_only=True):
    """How often a week with the change scores above one without, over all homes; with a 95 % interval by homes.

    `told`: the share of weeks with the change that would be told in its first week.
    """

    weeks: int
    homes: int
    auc: float
    low: float
    high: float
    mean_of_homes: float
    told: float


class Result(Struct, frozen=True, kw_only=True):
    """All of it. `overall`: the mean over the kinds; `untouched_told`: the share of weeks as they were."""

    seed: int
    timezone: str
    homes: tuple[HomeWeeks, ...]
    kinds: dict[str, Auc]
    overall: float
    overall_low: float
    overall_high: float
    overall_mean_of_homes: float
    untouched_weeks: int
    untouched_told: float
    notes_per_30_days: float | None
    left_out: tuple[str, ...] = ()
    seconds: float = 0.0


def judge(home: RecordedHome, seed: int, step: Step) -> HomeWeeks | str:
    """One home; or why it says nothing."""
    detector = daily_measures.of(home.settings)
    if detector is None:
        return "nothing in it sees anybody"
    evenings = follow(detector, detector.start(home.begins), home.readings, home.ends)
    known = [e for e in evenings if e.memory.days]
    learned = history(home.ends - home.begins)
    first = _first(learned, len(known))
    if first is None:
        return f"{len(known)} whole days: too short for a week after those that are learned from"
    weeks = tuple(_weeks(home, detector, known, first, seed, step))
    notes = _notes(detector, known, first)
    auc = {kind: area([w.plain for w in weeks], found) for kind in KINDS if (found := _of(weeks, kind))}
    return HomeWeeks(
        name=home.name, days=len(known), weeks=weeks, auc=auc, mean=_mean(auc.values()), notes=notes,
        judged_days=len(known) - first - WEEK + 1,
    )  # fmt: skip


def _first(learned: timedelta | None, known: int) -> int | None:
    """How many whole days are learned from before the first week: as the protocol says, fewer in a short log."""
    if learned is None or known < FEWEST + WEEK:
        return None
    return max(FEWEST, min(learned.days - 1, known - WEEK - 1))


def _weeks(
    home: RecordedHome, detector: DailyMeasures, known: Sequence[Evening], first: int, seed: int, step: Step
) -> Iterable[Weighed]:
    """Every week in turn, as it was and with each change."""
    starts = range(first, len(known) - WEEK + 1)
    for n in starts[:: max(1, -(-len(starts) // MOST_WEEKS))]:
        step()
        yield _week(home, detector, known, n, seed)


def _week(home: RecordedHome, detector: DailyMeasures, known: Sequence[Evening], n: int, seed: int) -> Weighed:
    before, end = known[n - 1], known[n + WEEK - 1]
    least = min(LEAST, FEWEST)
    plain = compare(past(detector, end.memory.days), least)
    day = end.memory.days[-1].day - timedelta(days=WEEK - 1)
    week = Week(day, home.readings[before.readings : end.readings], home.readings[: before.readings],
                detector.rooms.sorts, home.settings.hub.timezone)  # fmt: skip
    changed = {}
    for kind in KINDS:
        made = injected(kind, week, f"{seed} {home.name} {day}")
        if made is not None:
            again = follow(detector, before.memory, made, end.memory.begun + timedelta(days=2))
            days = _week_of(again, day)
            if days:
                changed[kind] = compare(past(detector, (*before.memory.days, *days)), least)
    return Weighed(
        first=day, plain=plain.score, told=bool(plain.changes),
        changed={kind: found.score for kind, found in changed.items()},
        changed_told={kind: bool(found.changes) for kind, found in changed.items()},
    )  # fmt: skip


def _week_of(evenings: Sequence[Evening], first: date) -> tuple[Day, ...]:
    last = first + timedelta(days=WEEK - 1)
    found = next((e.memory.days for e in evenings if e.memory.days and e.memory.days[-1].day == last), ())
    return tuple(d for d in found if first <= d.day <= last)


def _notes(detector: DailyMeasures, known: Sequence[Evening], first: int) -> int:
    """The notes that would have been sent on the log as it is, night by night."""
    noted: dict[Measure, Noted] = {}
    told: datetime | None = None
    count = 0
    for evening in known[first + WEEK - 1 :]:
        found = compare(past(detector, evening.memory.days), FEWEST)
        memory = structs.replace(evening.memory, noted=noted, told=told)
        memory, findings = detector.step(memory, RoutineCompared(at=evening.memory.heard, compared=found))
        noted, told, count = memory.noted, memory.told, count + len(findings)
    return count


def _of(weeks: Iterable[Weighed], kind: str) -> list[float]:
    return [w.changed[kind] for w in weeks if kind in w.changed]


def area(without: Sequence[float], changed: Sequence[float]) -> float:
    """The share of pairs in which the week with the change scores higher; a tie counts half."""
    a, b = np.array(without), np.array(changed)
    above = (b[:, None] > a[None, :]).mean() + 0.5 * (b[:, None] == a[None, :]).mean()
    return float(round(above, 4))


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return round(sum(found) / len(found), 4) if found else None


def pooled(homes: Sequence[HomeWeeks], seed: int) -> tuple[dict[str, Auc], tuple[float, float, float]]:
    """Each kind over all homes, and the mean over the kinds with its interval: homes are drawn anew, 500 times."""
    rng = random.Random(seed)  # noqa: S311 - a choice that can be made again
    whole = _areas(homes)
    drawn = [_areas([rng.choice(homes) for _ in homes]) for _ in range(DRAWS)]
    kinds = {}
    for kind, auc in whole.items():
        low, high = _middle([d[kind] for d in drawn if kind in d])
        by_home = [h.auc[kind] for h in homes if kind in h.auc]
        told = [w.changed_told[kind] for h in homes for w in h.weeks if kind in w.changed_told]
        kinds[kind] = Auc(
            weeks=len(told), homes=len(by_home), auc=auc, low=low, high=high, mean_of_homes=_mean(by_home) or 0.0,
            told=round(sum(told) / len(told), 3),
        )  # fmt: skip
    overall = _mean(whole.values()) or 0.0
    low, high = _middle([mean for d in drawn if (mean := _mean(d.values())) is not None])
    return kinds, (overall, low, high)


def _areas(homes: Sequence[HomeWeeks]) -> dict[str, float]:
    without = [w.plain for h in homes for w in h.weeks]
    found = {kind: [s for h in homes for s in _of(h.weeks, kind)] for kind in KINDS}
    return {kind: area(without, scores) for kind, scores in found.items() if scores}


def _middle(values: Sequence[float]) -> tuple[float, float]:
    low, high = np.quantile(np.array(values), (0.025, 0.975)) if values else (0.0, 0.0)
    return round(float(low), 4), round(float(high), 4)
