"""What a window about an impact shows, in numbers that do not depend on how the device was turned.

Lengths of the acceleration, angles between its means, and how it changes: nothing names an axis. Logarithms where a
thing varies by factors. Each feature says one thing that people see in a fall: a moment of weightlessness, a hard and
short impact, the body turned, and then stillness.
"""

from math import log

import numpy as np
from numpy.typing import NDArray

from detectors.fall.directions import Direction, angle, length

Floats = NDArray[np.float64]

RATE = 50
BEFORE, AFTER = 125, 100
"""Samples before and after the impact in every window."""
SLACK = 0.01
"""g. Below a device's own noise, nothing is told apart."""
PARTS = ((-125, -75), (-75, -35), (-35, 0), (0, 15), (15, 35), (35, 60), (60, 90), (90, 101))
"""Samples about the impact: long before, before, on the way down, the impact, settling, and three parts of after."""
LATE = 26
"""Samples after the impact from which on a body that lies is at rest; three half seconds are left."""

NAMES = (
    "peak", "lowest before", "lowest before, how long ago", "weightless for", "weightlessness", "highest before",
    "second highest", "highest after", "impact lasts", "impact's work", "rises by", "hard moments before",
    "hard moments after", "gained and lost",
    *(f"varies {a} to {b}" for a, b in PARTS), *(f"jerks {a} to {b}" for a, b in PARTS),
    "turned", "turned from shortly before", "turns yet", "turns on impact", "steady before", "steady after",
    "calmest after", "liveliest after", "calm for", "leans on the way down", "strays before", "swings after",
    "mean after",
)  # fmt: skip

_STARTS = np.array([BEFORE + a for a, _ in PARTS])
_ENDS = np.array([BEFORE + b for _, b in PARTS])
_LAGS = tuple(range(15, 41, 5))


def features(window: NDArray[np.int16], most: float) -> Floats:
    """One row of `NAMES`, from 226 rows of x, y and z in thousandths of a g at 50 Hz, the impact at `BEFORE`.

    What is stronger than `most` g is taken for that: weak devices tell no more.
    """
    a = window.astype(np.float64) / 1000.0
    strong = np.minimum(np.sqrt(np.einsum("ij,ij->i", a, a)), most)
    sums = np.zeros((len(a) + 1, 3))
    np.cumsum(a, axis=0, out=sums[1:])
    found = [*_lengths(strong), *_variation(strong, a), *_turning(sums), *_after(strong, a, sums)]
    return np.array(found)


def _lengths(m: Floats) -> list[float]:
    peak = float(m[BEFORE])
    way_down, impact = m[BEFORE - 60 : BEFORE], m[BEFORE - 15 : BEFORE + 25] - 1.0
    before, after = m[: BEFORE - 12], m[BEFORE + 13 :]
    low, high_before, high_after = int(way_down.argmin()), float(before.max()), float(after.max())
    rises = peak - float(way_down[-8:].min())
    return [
        log(peak), float(way_down[low]), (60 - low) / RATE, np.count_nonzero(way_down < 0.6) / RATE,
        float(np.maximum(0.8 - way_down, 0.0).sum()) / RATE, log(high_before), log(max(high_before, high_after) / peak),
        log(high_after), np.count_nonzero(impact > 0.6) / RATE, log(SLACK + float(impact @ impact) / RATE),
        log(SLACK + max(rises, 0.0)), _moments(before), _moments(after),
        float((m[BEFORE - 40 : BEFORE + 10] - 1.0).sum()) / RATE,
    ]  # fmt: skip


def _moments(m: Floats) -> float:
    """How often it was struck: separate rises above 1.5 g."""
    high = m > 1.5
    return float(np.count_nonzero(high[1:] > high[:-1]) + bool(high[0]))


def _variation(m: Floats, a: Floats) -> list[float]:
    """Of each part how the strength varies, and how quickly the acceleration changes."""
    step = np.diff(a, axis=0)
    of = np.zeros((3, len(m) + 1))
    np.cumsum((m, m * m), axis=1, out=of[:2, 1:])
    np.cumsum(np.sqrt(np.einsum("ij,ij->i", step, step)), out=of[2, 1:-1])
    lengths = _ENDS - _STARTS
    mean, square = (of[:2, _ENDS] - of[:2, _STARTS]) / lengths
    varies = np.sqrt(np.maximum(square - mean * mean, 0.0))
    jerks = (of[2, _ENDS - 1] - of[2, _STARTS]) / (lengths - 1)
    found: list[float] = np.log(SLACK + np.concatenate((varies, jerks))).tolist()
    return found


def _mean(sums: Floats, start: int, end: int) -> Direction:
    """The mean acceleration of these samples about the impact: gravity, as far as the body is at rest."""
    x, y, z = ((sums[BEFORE + end] - sums[BEFORE + start]) / (end - start)).tolist()
    return x, y, z


def _turning(sums: Floats) -> list[float]:
    """Angles between the mean directions of gravity before and after, in radians."""
    long_before, before, after = _mean(sums, -125, -50), _mean(sums, -75, -35), _mean(sums, 50, 101)
    return [
        angle(long_before, after), angle(before, after), angle(_mean(sums, 35, 70), after),
        angle(before, _mean(sums, 15, 35)), length(long_before), length(after),
    ]  # fmt: skip


def _after(m: Floats, a: Floats, sums: Floats) -> list[float]:
    """Whether it lies still, and whether the wearer goes on as before."""
    late = a[BEFORE + LATE :].reshape(3, RATE // 2, 3)
    stray = np.sqrt(late.var(axis=1).sum(axis=1))
    before = _mean(sums, -125, -50)
    steady = a[: BEFORE - 50] - before
    return [
        log(SLACK + float(stray.min())), log(SLACK + float(stray.max())), float(np.count_nonzero(stray < 0.06)),
        angle(before, _mean(sums, -50, 0)),
        log(SLACK + float(np.sqrt(np.einsum("ij,ij->i", steady, steady)).mean())),
        _swing(m[BEFORE + LATE :]), float(m[BEFORE + 50 :].mean()),
    ]  # fmt: skip


def _swing(m: Floats) -> float:
    """How alike it is to itself a step later (0.3 to 0.8 s): somebody walks or runs on. -1 to 1."""
    x = m - m.mean()
    whole = float(x @ x) + SLACK * SLACK * len(x)
    return max(float(x[:-lag] @ x[lag:]) for lag in _LAGS) / whole
