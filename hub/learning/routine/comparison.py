"""A week against this person's own past: robust, measure by measure, then all together.

Of each number the week's mean is set against the days before it: both in units of their usual spread (half from the
median of the distances, half from their root mean square, so that neither a few odd days nor a number that hardly
ever changes rules it), and no day counts for more than three of them. Numbers that speak of one thing are added.
"""

from collections.abc import Callable, Sequence
from datetime import date
from math import log, sqrt

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hub.learning.routine.measures import (
    BESIDE,
    COUNTED,
    GROUPS,
    INDEX,
    INDEX_FLOOR,
    WALKING,
    WALKING_FLOOR,
    Group,
)  # fmt: skip
from hub.model.ids import RoomId
from hub.model.routine import Change, Compared, Day, Measure, Past

WEEK = 7
LEAST_OF_A_WEEK = 4
"""Days of the week that must be known."""
LEAST = 14
"""Days that must be known before a week can be compared: two weekends (our choice)."""
USUAL = 42
"""Days back that count as usual: six weeks follow the seasons, and a quarter of a year is too slow (measured)."""
WELL_SEEN = 0.95
FARTHEST = 3.0
"""Usual spreads: no day counts for more."""
DOUBT = 0.15
"""Added to the spread (squared) of a number: what two weeks cannot show of it."""
ALIKE = 0.7
"""How much numbers of one group go together (our choice; 0.3 to 1 judge alike)."""
TOLD_FROM, PLAIN, SURE, SCORE = 2.0, 2.0, 4.0, 3.5
"""In units of chance: what leads a note, what is told beside it, what is told though it is noisy; and the week's."""
BACK = 28
"""Days in which the beginning of a change is looked for."""

Numbers = NDArray[np.float64]


class Series(Struct, frozen=True):
    """One number through the usual days and the week, on its scale; days on which it is not known are left out."""

    usual: Numbers
    week: Numbers
    days: tuple[date, ...]
    worse: int
    floor: float
    back: Callable[[float], float]


def compare(past: Past, least: int = LEAST) -> Compared:
    """The last seven days against the days before them."""
    until = past.days[-1].day if past.days else date.min
    series = all_series(past)
    if not any(_enough(each, least) for each in series.values()):
        return Compared(until=until, because=_why_not(past, least))
    far = {name: distance(each) for name, each in series.items() if _enough(each, least)}
    groups = {name: found for name, group in GROUPS.items() if (found := _of_group(group, far)) is not None}
    beside = {name: found for name, group in BESIDE.items() if (found := _of_group(group, far)) is not None}
    score = _together(list(groups.values()))
    changes = _changes(past, series, groups, beside, score)
    return Compared(until=until, score=round(score, 2), changes=changes)


def usable(day: Day) -> bool:
    """Whether the day says anything of days at home."""
    return not day.away and day.seen >= WELL_SEEN


def all_series(past: Past) -> dict[str, Series]:
    """Every number of which anything is known."""
    if not past.days:
        return {}
    last = past.days[-1]
    first = last.day.toordinal() - WEEK
    days = [d for d in past.days if not d.away and d.day.toordinal() > first - USUAL * 2]
    found = {}
    for name, counted in COUNTED.items():
        kept = [d for d in days if _same_kit(d, last, past.sorts, counted.sort)]
        valued = [(d.day, v) for d in kept if (v := counted.value(d)) is not None]
        found[name] = _series(valued, first, counted.worse, counted.floor, counted.scale.to, counted.scale.back)
    found[INDEX] = _series(_index(days, last, first), first, -1, INDEX_FLOOR, float, np.exp)
    found[WALKING] = _series(_walking(days, last, first), first, 1, WALKING_FLOOR, float, np.exp)
    return {name: each for name, each in found.items() if len(each.usual)}


def _series(
    valued: Sequence[tuple[date, float]], first: int, worse: int, floor: float,
    to: Callable[[float], float], back: Callable[[float], float],
) -> Series:  # fmt: skip
    before = [(d, to(v)) for d, v in valued if d.toordinal() <= first][-USUAL:]
    week = [(d, to(v)) for d, v in valued if d.toordinal() > first]
    days = tuple(d for d, _ in (*before, *week))
    return Series(_array(before), _array(week), days, worse, floor, back)


def _array(valued: Sequence[tuple[date, float]]) -> Numbers:
    return np.array([v for _, v in valued], dtype=float)


def _same_kit(day: Day, last: Day, sorts: dict[RoomId, str], sort: str) -> bool:
    """Whether the rooms that count had the same sensors then as now: else the measure starts anew."""
    if not sort:
        return day.kit == last.kit
    return all(day.kit.get(r) == k for r, k in last.kit.items() if sorts.get(r) == sort)


def _index(days: Sequence[Day], last: Day, first: int) -> list[tuple[date, float]]:
    """Movements in all rooms against each room's usual: the mean of the logarithms, by the root of its movements."""
    rooms = {
        room: median
        for room, kit in last.kit.items()
        if (median := _median([d.counts[room] for d in days
                               if d.day.toordinal() <= first and room in d.counts and d.kit.get(room) == kit])) >= 2
    }  # fmt: skip
    found = []
    for day in days:
        parts = [
            (sqrt(median), log((day.counts[room] + 1) / (median + 1)))
            for room, median in rooms.items() if room in day.counts and day.kit.get(room) == last.kit[room]
        ]  # fmt: skip
        if parts and len(parts) == len(rooms):
            found.append((day.day, sum(w * x for w, x in parts) / sum(w for w, _ in parts)))
    return found


def _walking(days: Sequence[Day], last: Day, first: int) -> list[tuple[date, float]]:
    """Seconds from room to room against the usual of each way."""
    kept = [d for d in days if d.kit == last.kit]
    usual: dict[str, list[float]] = {}
    for day in kept:
        if day.day.toordinal() <= first:
            for way, seconds in day.walks.items():
                usual.setdefault(way, []).append(seconds)
    known = {way: _median(times) for way, times in usual.items() if len(times) >= WEEK}
    found = []
    for day in kept:
        ratios = [log(day.walks[way] / known[way]) for way in day.walks if way in known]
        if ratios:
            found.append((day.day, sum(ratios) / len(ratios)))
    return found


def _median(values: Sequence[float]) -> float:
    return float(np.median(values)) if values else 0.0


def _enough(series: Series, least: int) -> bool:
    return len(series.usual) >= least and len(series.week) >= LEAST_OF_A_WEEK


def distance(series: Series) -> float:
    """How far the week lies from the usual, in units of chance; above 0 is the worse way."""
    usual, week = series.usual, series.week
    middle = np.median(usual)
    spread = max(0.5 * (1.4826 * float(np.median(abs(usual - middle))) + float(usual.std(ddof=1))), series.floor)
    b = np.clip((usual - middle) / spread, -FARTHEST, FARTHEST)
    w = np.clip((week - middle) / spread, -FARTHEST, FARTHEST)
    chance = sqrt(float(b.var(ddof=1)) + DOUBT) * sqrt(1 / len(w) + 1 / len(b))
    return series.worse * float(w.mean() - b.mean()) / chance


def _of_group(group: Group, far: dict[str, float]) -> float | None:
    found = [far[name] for name in group.of if name in far]
    if not found:
        return None
    n = len(found)
    return sum(found) / sqrt(n + n * (n - 1) * ALIKE)


def _together(groups: Sequence[float]) -> float:
    """One score of all: the logarithm of the sum of their exponentials, so that the plainest counts most."""
    return float(np.logaddexp.reduce(groups)) if groups else 0.0


def _changes(
    past: Past, series: dict[str, Series], groups: dict[Measure, float], beside: dict[Measure, float], score: float
) -> tuple[Change, ...]:  # fmt: skip
    """What is worth telling, if the week as a whole is unlike what was usual."""
    sure = {name: far for name, far in beside.items() if far >= SURE}
    leads = {name: far for name, far in groups.items() if far >= TOLD_FROM} if score >= SCORE else {}
    if not leads and not sure:
        return ()
    said = {n: f for n, f in {**groups, **beside}.items() if f >= PLAIN}
    order = sorted(said, key=lambda n: (n not in leads and n not in sure, n in BESIDE, -said[n]))
    made = [change for name in order if (change := _change(name, series)) is not None]
    return tuple(made) if made and (made[0].measure in leads or made[0].measure in sure) else ()


def _change(name: Measure, series: dict[str, Series]) -> Change | None:
    """The change in the measure's own units; None if it is too small to be of help."""
    group = {**GROUPS, **BESIDE}[name]
    shown = group.shown if group.shown in series else next((n for n in group.of if n in series), None)
    if shown is None or not len(series[shown].week):
        return None
    one = series[shown]
    now, usual = float(one.back(one.week.mean())), float(one.back(one.usual.mean()))
    by = one.worse * (now - usual)
    if by < (group.least * abs(usual) if group.share else group.least):
        return None
    return Change(measure=name, now=round(now, 2), usual=round(usual, 2), since=_since(one))


def _since(series: Series) -> date:
    """The day from which on it is unlike before: where the two parts differ most."""
    values = np.concatenate([series.usual, series.week])
    last = len(values) - LEAST_OF_A_WEEK
    best, at = -np.inf, len(series.usual)
    for n in range(max(LEAST_OF_A_WEEK, len(values) - BACK), last + 1):
        before, after = values[:n], values[n:]
        far = series.worse * (after.mean() - before.mean()) * sqrt(n * len(after) / len(values))
        if far > best:
            best, at = float(far), n
    return series.days[at]


def _why_not(past: Past, least: int) -> str:
    known = sum(usable(d) for d in past.days)
    return f"{known} days are known, of which a week and {least} days before it are needed"
