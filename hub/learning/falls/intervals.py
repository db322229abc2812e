"""How sure a figure is: 95 % intervals by drawing the subjects anew, as other subjects might have come."""

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

DRAWS = 2000
"""Often enough that the ends of an interval stand still in the digit that is shown."""
SEED = 20_261
NORMAL = 1.959964
"""Standard deviations of a normal distribution within which 95 % lie."""
NONE_SEEN = 3.688879
"""The most events, on average, of which none might be seen with a chance of 2.5 %: -ln(0.025), of a Poisson count."""


class Figure(Struct, frozen=True):
    """A figure and its 95 % interval. NaN where there is nothing to count."""

    value: float
    low: float
    high: float


def share(found: Sequence[int], of: Sequence[int]) -> Figure:
    """A share of all, each place one subject. Where all or none were found, Wilson's interval of the whole."""
    hits, whole = sum(found), sum(of)
    if not whole:
        return Figure(math.nan, math.nan, math.nan)
    low, high = _drawn(found, of)
    if hits in {0, whole} or len(found) < 2:
        low, high = _wilson(hits, whole)
    return Figure(hits / whole, low, high)


def rate(count: Sequence[int], hours: Sequence[float]) -> Figure:
    """Events an hour, each place one subject. Where none were seen, up to what the hours exclude."""
    events, whole = sum(count), sum(hours)
    if whole <= 0:
        return Figure(math.nan, math.nan, math.nan)
    low, high = (0.0, NONE_SEEN / whole) if not events else _drawn(count, hours)
    if events and len(count) < 2:
        low, high = max(events - NORMAL * math.sqrt(events), 0.0) / whole, (events + NORMAL * math.sqrt(events)) / whole
    return Figure(events / whole, low, high)


def _drawn(count: Sequence[float], of: Sequence[float]) -> tuple[float, float]:
    """Subjects are drawn, not events: falls of one person are more alike than those of two."""
    above, below = np.asarray(count, float), np.asarray(of, float)
    draws = np.random.default_rng(SEED).integers(0, len(above), (DRAWS, len(above)))
    whole = below[draws].sum(axis=1)
    shares = above[draws].sum(axis=1)[whole > 0] / whole[whole > 0]
    low, high = np.percentile(shares, (2.5, 97.5))
    return float(low), float(high)


def _wilson(hits: int, whole: int) -> tuple[float, float]:
    """Wilson 1927: right for shares near none and near all."""
    p, z2 = hits / whole, NORMAL * NORMAL
    middle = (p + z2 / (2 * whole)) / (1 + z2 / whole)
    half = NORMAL * math.sqrt(p * (1 - p) / whole + z2 / (4 * whole * whole)) / (1 + z2 / whole)
    return max(middle - half, 0.0), min(middle + half, 1.0)
