"""Which threshold is shipped: chosen on people whom the model never saw, by what false alarms may cost."""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from sklearn.linear_model import LogisticRegression

from detectors.fall.alarms import APART
from hub.learning.falls.judging import Script, Told
from hub.learning.falls.recordings import Floats, Span

STEPS = 400
"""Thresholds that are tried, as many as make steps of a quarter of a per cent of the falls."""


class Struck(Struct, frozen=True):
    """An impact in a stream, and how likely it was a fall."""

    stream: int
    struck: float
    decided: float
    likely: float


class Scored(Struct, frozen=True):
    """What was done in each stream, and all impacts in them."""

    spans: tuple[tuple[Span, ...], ...]
    struck: tuple[Struck, ...]


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


def chosen(scored: Scored, false_alarms: float, sure: float) -> Chosen:
    """The lowest thresholds that cost at most this many false alarms an hour."""
    scripts = [Script(spans) for spans in scored.spans]
    of: list[list[Struck]] = [[] for _ in scripts]
    for each in scored.struck:
        of[each.stream].append(each)
    candidates = np.unique(np.quantile([each.likely for each in scored.struck], np.linspace(0.3, 1, STEPS)))
    low = _lowest(scripts, of, candidates, false_alarms)
    high = max(_lowest(scripts, of, candidates, sure), low)
    sensitivity, false_per_hour = _worth(scripts, of, low)
    return Chosen(
        threshold=low, sensitivity=sensitivity, false_per_hour=false_per_hour, sure=high,
        sure_sensitivity=_worth(scripts, of, high)[0],
    )  # fmt: skip


def _lowest(scripts: Sequence[Script], of: Sequence[Sequence[Struck]], candidates: Floats, most: float) -> float:
    """By halving: false alarms become fewer as the threshold rises, but for a few that merge otherwise."""
    low, high = 0, len(candidates) - 1
    while low < high:
        middle = (low + high) // 2
        if _worth(scripts, of, float(candidates[middle]))[1] <= most:
            high = middle
        else:
            low = middle + 1
    return round(float(candidates[low]), 4)


def _worth(scripts: Sequence[Script], of: Sequence[Sequence[Struck]], threshold: float) -> tuple[float, float]:
    """(sensitivity, false alarms an hour) at this threshold."""
    seen = falls = false = 0
    seconds = 0.0
    for script, struck in zip(scripts, of, strict=True):
        judged = script.judge(_alarms(struck, threshold))
        falls += len(judged.falls)
        seen += sum(fall.latency is not None for fall in judged.falls)
        false += len(judged.false)
        seconds += sum(judged.seconds.values())
    return seen / max(falls, 1), false * 3600 / max(seconds, 1.0)


def _alarms(struck: Sequence[Struck], threshold: float) -> list[Told]:
    """As detectors/fall/alarms.py takes them."""
    alarms: list[Told] = []
    for each in struck:
        apart = not alarms or abs(each.struck - alarms[-1].struck) > APART.total_seconds()
        if each.likely >= threshold and apart:
            alarms.append(Told(each.struck, each.decided, each.likely))
    return alarms
