"""Which threshold is shipped: chosen on people whom the model never saw, by what false alarms may cost."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from sklearn.linear_model import LogisticRegression

from hub.learning.falls.judging import Script, Told, worth
from hub.learning.falls.recordings import Floats, Span

STEPS = 4000
"""Thresholds that are tried, so many that a step is less than one fall in a thousand."""


class Scored(Struct, frozen=True):
    """One stream: what was done in it, and every impact with its probability."""

    spans: tuple[Span, ...]
    strikes: tuple[Told, ...]


class Chosen(Struct, frozen=True, kw_only=True):
    """Both thresholds, and what they are worth for people who were left out."""

    threshold: float
    sensitivity: float
    false_per_hour: float
    sure: float
    sure_sensitivity: float


def slope_and_shift(scores: Floats, falls: Sequence[bool | None]) -> tuple[float, float]:
    """The curve that makes a probability of a sum of trees (Platt 2000)."""
    known = [place for place, fall in enumerate(falls) if fall is not None]
    x = scores[known].reshape(-1, 1)
    fitted = LogisticRegression(C=1e6).fit(x, np.array([falls[place] for place in known]))
    return float(fitted.coef_[0, 0]), float(fitted.intercept_[0])


def chosen(streams: Sequence[Scored], false_alarms: float, sure: float) -> Chosen:
    """The lowest thresholds that cost at most this many false alarms an hour."""
    known = [(Script(each.spans), each.strikes) for each in streams]
    scores = [strike.score for each in streams for strike in each.strikes]
    candidates = np.unique(np.quantile(scores, np.linspace(0.3, 1, STEPS)))
    low = _lowest(known, candidates, false_alarms)
    high = max(_lowest(known, candidates, sure), low)
    sensitivity, false_per_hour = worth(known, low)
    return Chosen(
        threshold=low, sensitivity=sensitivity, false_per_hour=false_per_hour, sure=high,
        sure_sensitivity=worth(known, high)[0],
    )  # fmt: skip


Known = Sequence[tuple[Script, tuple[Told, ...]]]


def _lowest(known: Known, candidates: Floats, most: float) -> float:
    """By halving: false alarms become fewer as the threshold rises, but for a few that merge otherwise."""
    low, high = 0, len(candidates) - 1
    while low < high:
        middle = (low + high) // 2
        if worth(known, float(candidates[middle]))[1] <= most:
            high = middle
        else:
            low = middle + 1
    return round(float(candidates[low]), 4)
