"""What a model is worth on some streams: every figure that `carehub score falls` shows, in one value."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from msgspec import Struct

from hub.learning.falls.intervals import Figure, rate, share
from hub.learning.falls.judging import HOUR, Judged, Script, Told, worth
from hub.learning.falls.scripted import Stream

POINTS = 60
"""Thresholds of an operating curve."""
BINS = 10
"""Groups of scores in which calibration is looked at, each of about as many strikes."""
FEWEST = 20
"""Strikes of a group from which its share says anything."""
OLDER = 60
"""Years from which a wearer counts as older."""


class Heard(Struct, frozen=True, kw_only=True):
    """What was made of one stream. `strikes`: everything that was scored, and might have become an alarm."""

    stream: Stream
    alarms: tuple[Told, ...]
    strikes: tuple[Told, ...]
    cpu: float
    """Seconds of processor time, from samples to alarms."""


class Line(Struct, frozen=True, kw_only=True):
    """One line of a table: a data set, a subject or an activity."""

    name: str
    falls: int
    found: int
    hours: float
    false: int
    sensitivity: Figure
    false_per_hour: Figure


class Point(Struct, frozen=True):
    """What another threshold would have been worth."""

    threshold: float
    sensitivity: float
    false_per_hour: float


class Bin(Struct, frozen=True):
    """Strikes of about the same score: how many of them were falls."""

    score: float
    falls: float
    strikes: int


class Result(Struct, frozen=True, kw_only=True):
    """A model of one placement on the streams of that placement."""

    placement: str
    threshold: float
    nominal: float | None
    """The sensitivity that the threshold was chosen for, if the model says so."""
    streams: int
    subjects: int
    all: Line
    older: Line | None
    data_sets: tuple[Line, ...]
    per_subject: tuple[Line, ...]
    activities: tuple[Line, ...]
    latency_p50: float | None
    latency_p95: float | None
    curve: tuple[Point, ...]
    curves: dict[str, tuple[Point, ...]]
    """The same for each data set."""
    calibration: tuple[Bin, ...]
    cpu_per_hour: float
    left_out: dict[str, int]


Scored = tuple[Heard, Judged]


def result(
    heard: Sequence[Heard], placement: str, threshold: float, left_out: dict[str, int], nominal: float | None = None
) -> Result:
    """Judge every stream, and count."""
    scored = [(each, Script(each.stream.spans).judge(each.alarms)) for each in heard]
    times = [fall.latency for _, judged in scored for fall in judged.falls if fall.latency is not None]
    hours = sum(float(each.stream.t[-1] - each.stream.t[0]) for each in heard) / HOUR
    older = [each for each in scored if each[0].stream.age >= OLDER]
    sets = sorted({each.stream.data_set for each in heard})
    return Result(
        placement=placement, threshold=threshold, nominal=nominal, streams=len(heard),
        subjects=len({_subject(each) for each in heard}),
        all=_line("all", scored), older=_line(f"{OLDER} and older", older) if older else None,
        data_sets=_lines(scored, lambda each: each.stream.data_set),
        per_subject=_lines(scored, _subject), activities=_activities(scored),
        latency_p50=float(np.percentile(times, 50)) if times else None,
        latency_p95=float(np.percentile(times, 95)) if times else None,
        curve=curve(heard),
        curves={name: curve([each for each in heard if each.stream.data_set == name]) for name in sets},
        calibration=calibration(heard), cpu_per_hour=sum(each.cpu for each in heard) / max(hours, 1e-9),
        left_out=left_out,
    )  # fmt: skip


def _subject(heard: Heard) -> str:
    return f"{heard.stream.data_set} {heard.stream.subject}"


def _lines(scored: Sequence[Scored], key: Callable[[Heard], str]) -> tuple[Line, ...]:
    names = sorted({key(heard) for heard, _ in scored})
    return tuple(_line(name, [each for each in scored if key(each[0]) == name]) for name in names)


def _line(name: str, scored: Iterable[Scored]) -> Line:
    """All of these streams, with intervals by subject."""
    counts: dict[str, list[float]] = {}
    for heard, judged in scored:
        count = counts.setdefault(_subject(heard), [0, 0, 0, 0.0])
        count[0] += sum(fall.latency is not None for fall in judged.falls)
        count[1] += len(judged.falls)
        count[2] += len(judged.false)
        count[3] += sum(judged.seconds.values()) / HOUR
    return _counted(name, list(counts.values()))


def _counted(name: str, counts: Sequence[Sequence[float]]) -> Line:
    found, falls, false = ([int(count[place]) for count in counts] for place in range(3))
    hours = [float(count[3]) for count in counts]
    return Line(
        name=name, falls=sum(falls), found=sum(found), hours=sum(hours), false=sum(false),
        sensitivity=share(found, falls), false_per_hour=rate(false, hours),
    )  # fmt: skip


def _activities(scored: Sequence[Scored]) -> tuple[Line, ...]:
    """Each activity and each kind of fall. The same name in two data sets may mean two things."""
    counts: dict[str, dict[str, list[float]]] = {}
    for heard, judged in scored:
        begun = f"{heard.stream.data_set} "

        def count(activity: str, heard: Heard = heard, begun: str = begun) -> list[float]:
            return counts.setdefault(begun + activity, {}).setdefault(_subject(heard), [0, 0, 0, 0.0])

        for fall in judged.falls:
            count(fall.activity)[0] += fall.latency is not None
            count(fall.activity)[1] += 1
        for false in judged.false:
            count(false.activity)[2] += 1
        for activity, seconds in judged.seconds.items():
            count(activity)[3] += seconds / HOUR
    return tuple(_counted(name, list(counts[name].values())) for name in sorted(counts))


def curve(heard: Sequence[Heard]) -> tuple[Point, ...]:
    """What each of many thresholds would have been worth, the lowest first."""
    scores = np.array(sorted({strike.score for each in heard for strike in each.strikes}))
    if not len(scores):
        return ()
    streams = [(Script(each.stream.spans), each.strikes) for each in heard]
    thresholds = np.unique(np.quantile(scores, np.linspace(0, 1, POINTS), method="nearest")).tolist()
    return tuple(Point(threshold, *worth(streams, threshold)) for threshold in thresholds)


def calibration(heard: Iterable[Heard]) -> tuple[Bin, ...]:
    """Whether of strikes that score 0.7 seven in ten are falls. Each strike counts once."""
    strikes = np.array([pair for each in heard for pair in _scores(each)]).reshape(-1, 2)
    strikes = strikes[np.argsort(strikes[:, 0], kind="stable")]
    groups = np.array_split(strikes, max(min(BINS, len(strikes) // FEWEST), 1))
    return tuple(Bin(float(g[:, 0].mean()), float(g[:, 1].mean()), len(g)) for g in groups if len(g))


def _scores(heard: Heard) -> list[tuple[float, bool]]:
    script = Script(heard.stream.spans)
    return [
        (strike.score, any(fall.latency is not None for fall in script.judge((strike,)).falls))
        for strike in heard.strikes
    ]
