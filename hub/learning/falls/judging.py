"""Which falls were seen, and which alarms were false: event by event, in one stream.

A fall owns the time from 3 s before its impact to 30 s after, but no longer than its own span. An alarm belongs to the
fall in whose time the device was struck, and has seen it if it was decided within 30 s of the impact. Every other alarm
is false, the walk before a fall included; those within 10 s of a false alarm are one with it. The hours are those of
activities, less what belongs to falls. Time of which nobody says what was done is not judged.
"""

from collections.abc import Iterable, Sequence
from math import nan

from msgspec import Struct

from detectors.fall.alarms import APART
from hub.learning.falls.recordings import BEFORE, WITHIN, Span

HOUR = 3600.0
MERGED = 10.0
"""Seconds after a false alarm in which others are the same one."""


class Told(Struct, frozen=True):
    """An alarm, or what might have become one, in the stream's own seconds."""

    struck: float
    decided: float
    score: float


def at_threshold(strikes: Iterable[Told], threshold: float) -> tuple[Told, ...]:
    """The alarms there would have been: as detectors/fall/alarms.py takes strikes that are scored already."""
    alarms: list[Told] = []
    for strike in strikes:
        apart = not alarms or abs(strike.struck - alarms[-1].struck) > APART.total_seconds()
        if strike.score >= threshold and apart:
            alarms.append(strike)
    return tuple(alarms)


class Seen(Struct, frozen=True, kw_only=True):
    """A fall, and what became of it. `latency`: seconds from its impact to the alarm, None if none came in time."""

    activity: str
    impact: float
    latency: float | None
    score: float


class FalseAlarm(Struct, frozen=True):
    """An alarm that was none, and what was being done."""

    struck: float
    activity: str
    score: float


class Judged(Struct, frozen=True, kw_only=True):
    """One stream. `seconds`: of each activity."""

    falls: tuple[Seen, ...]
    false: tuple[FalseAlarm, ...]
    seconds: dict[str, float]


class Script:
    """What was done in one stream, ready to judge alarms by."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans, key=lambda span: span.start)
        self.falls = [span for span in self._spans if span.fall]
        self._owned = [_owned(span, self.falls[place + 1 :]) for place, span in enumerate(self.falls)]
        self._places: dict[float, int | str | None] = {}
        apart = self._owned + [(span.start, span.end) for span in self.falls]
        self.seconds: dict[str, float] = {}
        for span in self._spans:
            if not span.fall:
                gone = _length_without(span.start, span.end, apart)
                self.seconds[span.activity] = self.seconds.get(span.activity, 0.0) + gone

    def judge(self, alarms: Iterable[Told]) -> Judged:
        """What these alarms are worth."""
        mine: list[list[Told]] = [[] for _ in self.falls]
        others: list[tuple[Told, str]] = []
        for alarm in sorted(alarms, key=lambda each: each.decided):
            place = self._place(alarm.struck)
            if isinstance(place, int):
                mine[place].append(alarm)
            elif place is not None:
                others.append((alarm, place))
        seen = tuple(_seen(span, its) for span, its in zip(self.falls, mine, strict=True))
        return Judged(falls=seen, false=_merged(others), seconds=self.seconds)

    def _place(self, struck: float) -> int | str | None:
        """Whose a strike is: which fall's, or of what was being done (the shortest span says it best), or nobody's."""
        if struck not in self._places:
            fall = next((p for p, (start, end) in enumerate(self._owned) if start <= struck <= end), None)
            within = [span for span in self._spans if span.start <= struck <= span.end] if fall is None else []
            what = min(within, key=lambda span: span.end - span.start).activity if within else None
            self._places[struck] = what if fall is None else fall
        return self._places[struck]


def judge(spans: Iterable[Span], alarms: Iterable[Told]) -> Judged:
    """What these alarms are worth where this was done."""
    return Script(spans).judge(alarms)


def _impact(span: Span) -> float:
    return span.start if span.impact is None else span.impact


def _owned(span: Span, later: Sequence[Span]) -> tuple[float, float]:
    """The time that is a fall's own, up to the next fall's."""
    impact = _impact(span)
    next_one = min((_impact(other) - BEFORE for other in later), default=impact + WITHIN)
    return impact - BEFORE, max(min(impact + WITHIN, span.end, next_one), impact)


def _seen(span: Span, alarms: list[Told]) -> Seen:
    impact = _impact(span)
    in_time = [alarm for alarm in alarms if alarm.decided <= impact + WITHIN]
    latency = in_time[0].decided - impact if in_time else None
    best = max((alarm.score for alarm in in_time), default=0.0)
    return Seen(activity=span.activity, impact=impact, latency=latency, score=best)


def _merged(alarms: Iterable[tuple[Told, str]]) -> tuple[FalseAlarm, ...]:
    false: list[FalseAlarm] = []
    for alarm, activity in sorted(alarms, key=lambda each: each[0].struck):
        if not (false and alarm.struck - false[-1].struck <= MERGED):
            false.append(FalseAlarm(alarm.struck, activity, alarm.score))
    return tuple(false)


def _length_without(start: float, end: float, apart: Sequence[tuple[float, float]]) -> float:
    """How much of a span none of these takes."""
    left, at = 0.0, start
    for begins, ends in sorted(apart):
        if begins > at:
            left += max(min(begins, end) - at, 0.0)
        at = max(at, ends)
    return left + max(end - at, 0.0)


def worth(streams: Iterable[tuple[Script, tuple[Told, ...]]], threshold: float) -> tuple[float, float]:
    """What this threshold would have been worth on scripts and all that struck in them.

    The share of the falls that were seen, and the false alarms an hour; NaN where there is nothing to count.
    """
    judged = [script.judge(at_threshold(strikes, threshold)) for script, strikes in streams]
    falls, hours = sum(len(j.falls) for j in judged), sum(sum(j.seconds.values()) for j in judged) / HOUR
    found = sum(fall.latency is not None for j in judged for fall in j.falls)
    false = sum(len(j.false) for j in judged)
    return found / falls if falls else nan, false / hours if hours else nan
