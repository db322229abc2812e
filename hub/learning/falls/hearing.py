"""Plays streams to a model, as a body-worn device would, and keeps all that was made of each."""

import time
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import numpy as np

from detectors.fall.alarms import Alarm
from detectors.fall.model import Model
from detectors.fall.score import score
from hub.learning.falls.judging import Told
from hub.learning.falls.narrow import Range
from hub.learning.falls.recordings import Recording
from hub.learning.falls.results import Heard
from hub.learning.falls.scripted import Stream
from hub.learning.falls.steady import DEVICE, NEW_YEAR
from hub.learning.falls.watch import Watch
from hub.model.events import Impact
from hub.model.motion import Samples

BATCH = 1.0
"""Seconds of samples that come at once."""
HOLE = 1.5
"""Steps between two samples from which on something was lost between them."""


def samples(stream: Stream) -> Iterator[Samples]:
    """The stream in batches of about a second, cut where samples are missing."""
    t, acc = stream.t, stream.acc.astype(np.float32)
    apart = np.diff(t)
    step = float(np.median(apart)) if len(apart) else BATCH
    holes = np.flatnonzero(apart > HOLE * step) + 1
    cuts = np.unique(np.concatenate(([0], holes, np.arange(0, len(t), max(round(BATCH / step), 1)))))
    for start, stop in zip(cuts, [*cuts[1:], len(t)], strict=True):
        x, y, z = (array("f", acc[start:stop, axis].tobytes()) for axis in range(3))
        even = float(t[stop - 1] - t[start]) / (stop - start - 1) if stop - start > 1 else step
        gone = round(float(apart[start - 1]) / step) - 1 if start and start in holes else 0
        yield Samples(
            device=DEVICE, at=NEW_YEAR + timedelta(seconds=float(t[start])), first=float(t[start]), step=even,
            x=x, y=y, z=z, missing=gone,
        )  # fmt: skip


def hear(stream: Stream, model: Model) -> Heard:
    """Everything that the model makes of one stream."""
    watch, batches = Watch(DEVICE, model), list(samples(stream))
    began = time.process_time()
    became = [each for batch in batches for each in watch.take(batch)]
    became += watch.end()
    cpu = time.process_time() - began
    alarms = tuple(_told(alarm) for _, alarm in became if alarm is not None)
    strikes = tuple(_scored(event, model) for event, _ in became if isinstance(event, Impact))
    return Heard(stream=stream, alarms=alarms, strikes=strikes, cpu=cpu)


def _told(alarm: Alarm) -> Told:
    return Told(_seconds(alarm.struck), _seconds(alarm.decided), alarm.score)


def _scored(impact: Impact, model: Model) -> Told:
    return Told(_seconds(impact.struck), _seconds(impact.at), score(impact, model))


def _seconds(at: datetime) -> float:
    return (at - NEW_YEAR).total_seconds()


def wide_enough(recordings: Iterable[Recording]) -> tuple[list[Recording], int]:
    """The recordings of devices whose range does not end at 2 g, and how many devices were left out."""
    of: dict[tuple[str, str, str], tuple[Range, list[Recording]]] = {}
    for each in recordings:
        its, kept = of.setdefault((each.data_set, each.subject, each.device), (Range(), []))
        its.take(np.abs(each.acc).max(axis=1).tolist())
        kept.append(each)
    counts = Counter(its.narrow is not None for its, _ in of.values())
    return [each for its, kept in of.values() if its.narrow is None for each in kept], counts[True]
