"""Fits the fall model of one placement: recordings in, the file that is shipped out. The same bytes from the same data.

Streams are made of the recordings as a home would send them, several times over, each time as rough in another way. The
front end cuts its windows of them, so that the model learns from what it will be asked about. Two models are fitted:
one for each part of the subjects, to score those that it never saw (they calibrate it and choose the threshold); and
the one that is shipped, on all.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from msgspec import Struct, structs
from sklearn.ensemble import GradientBoostingClassifier

from detectors.fall.features import NAMES, features
from detectors.fall.front import FrontEnd
from detectors.fall.model import FORMAT, Shipped, write
from detectors.fall.score import rows
from hub.learning.falls.arrays import trees_of
from hub.learning.falls.hearing import samples
from hub.learning.falls.judging import Told
from hub.learning.falls.recordings import DataError, Floats, Recording, Span, is_whole
from hub.learning.falls.roughening import Roughness
from hub.learning.falls.scripted import Stream, scripted
from hub.learning.falls.steady import DEVICE, NEW_YEAR
from hub.learning.falls.threshold import Chosen, Scored, chosen, slope_and_shift
from hub.model.events import Impact
from hub.model.household import Placement

Progress = Callable[[str, int, int], None]
"""(what is being done, how far, of how much)."""


class Plan(Struct, frozen=True, kw_only=True):
    """How the model of one placement is fitted.

    `worn`: where the recordings were worn that teach it. `draws`: how often each recording is made rough. `most`: what
    is stronger than this many g is taken for this, as the weakest devices tell no more. `false_alarms`: an hour of
    scripted activities, of people never seen: what the threshold may cost. `whole`: a fall whose recording breaks off
    teaches nothing, for what follows it in a stream is another trial.
    """

    worn: tuple[Placement, ...]
    draws: int
    most: float
    false_alarms: float
    whole: bool = False

    def taught_by(self, recordings: Iterable[Recording]) -> list[Recording]:
        """Those of the recordings that teach this model."""
        return [each for each in recordings if each.placement in self.worn and (not self.whole or is_whole(each))]


PLANS: dict[Placement, Plan] = {
    "waist": Plan(worn=("waist",), draws=3, most=8.0, false_alarms=0.5),
    "wrist": Plan(worn=("wrist",), draws=6, most=4.0, false_alarms=5.0),
    "pocket": Plan(worn=("waist", "pocket"), draws=3, most=8.0, false_alarms=2.0, whole=True),
}
"""An hour of scripted activities is full of sitting down, jumping and stumbling, of which a day has minutes."""

KINDS = (Roughness(), Roughness(), structs.replace(Roughness(), rates=None, jitter=0.0, loss=0.0, ranges=()))
"""How rough each draw is, in turn: every third is a good device's. To a model of rough streams only, its clear impacts
look harder than they are."""
FOLDS = 7
"""Parts of the subjects, each scored by a model of the others."""
NEAR = 1.5
"""Seconds about a fall's impact within which a window shows the fall. Of the rest of its recording nobody says what it
shows, so it teaches nothing."""
SURE = 0.1
"""False alarms an hour of scripted activities that the very surest may cost."""
FITTED = {
    "n_estimators": 300, "max_depth": 4, "learning_rate": 0.05, "subsample": 0.5, "min_samples_leaf": 20,
    "max_features": 10,
}  # fmt: skip


class Window(Struct, frozen=True):
    """One impact: its features, whether it was a fall (None: not said), whose, when, and in which draw."""

    row: Floats
    fall: bool | None
    subject: str
    stream: int
    struck: float
    decided: float


class Trained(Struct, frozen=True, kw_only=True):
    """The file's bytes, and what the subjects that were left out showed."""

    file: bytes
    shipped: Shipped
    chosen: Chosen


def train(
    recordings: Iterable[Recording], placement: Placement, seed: int, progress: Progress = lambda *_: None
) -> Trained:
    """Fit the model. Needs falls and activities of at least two subjects."""
    plan = PLANS[placement]
    usable = plan.taught_by(recordings)
    windows, spans = windows_of(usable, plan, seed, progress)
    subjects = sorted({each.subject for each in windows})
    _check(windows, subjects, plan)
    scores = _scores_of_strangers(windows, subjects, seed, progress)
    slope, shift = slope_and_shift(scores, [each.fall for each in windows])
    likely = 1 / (1 + np.exp(-(slope * scores + shift)))
    worth = chosen(_scored(windows, likely, spans), plan.false_alarms, SURE)
    progress("fitting the model", 0, 1)
    trees = trees_of(fit(windows, seed))
    progress("fitting the model", 1, 1)
    shipped = Shipped(
        format=FORMAT, placement=placement, features=list(NAMES), most=plan.most, slope=slope, shift=shift,
        threshold=worth.threshold, sure=worth.sure, trees=trees,
        card=_card(usable, plan, seed, windows, subjects, worth),
    )  # fmt: skip
    return Trained(file=write(shipped), shipped=shipped, chosen=worth)


def _scored(windows: Sequence[Window], likely: Floats, spans: Sequence[tuple[Span, ...]]) -> list[Scored]:
    """Each stream with all that struck in it."""
    strikes: list[list[Told]] = [[] for _ in spans]
    for window, each in zip(windows, likely, strict=True):
        strikes[window.stream].append(Told(window.struck, window.decided, float(each)))
    return [Scored(done, tuple(its)) for done, its in zip(spans, strikes, strict=True)]


def _check(windows: Sequence[Window], subjects: Sequence[str], plan: Plan) -> None:
    falls = sum(each.fall is True for each in windows)
    if len(subjects) < 2 or not falls or falls == len(windows):
        found = f"{len(subjects)} subjects and {falls} falls among {len(windows)} impacts"
        expected, do = "two subjects, who fall and who do not", "Record more, or name another folder."
        raise DataError("the recordings", f"worn at {', '.join(plan.worn)}", found, expected, do)


def windows_of(
    recordings: Sequence[Recording], plan: Plan, seed: int, progress: Progress
) -> tuple[list[Window], tuple[tuple[Span, ...], ...]]:
    """All impacts of all draws, and what was done in each stream of the first."""
    found: list[Window] = []
    spans: list[tuple[Span, ...]] = []
    for draw in range(plan.draws):
        progress("making streams of the recordings", draw, plan.draws)
        for stream in scripted(recordings, KINDS[draw % len(KINDS)], seed + draw):
            found += _of_stream(stream, len(spans), plan.most)
            spans.append(stream.spans)
    progress("making streams of the recordings", plan.draws, plan.draws)
    return found, tuple(spans)


def _of_stream(stream: Stream, number: int, most: float) -> list[Window]:
    front, found = FrontEnd(DEVICE), []
    starts = np.array([span.start for span in stream.spans])
    subject = f"{stream.data_set} {stream.subject}"
    for batch in samples(stream):
        for event in front.take(batch):
            if isinstance(event, Impact):
                struck, decided = ((at - NEW_YEAR).total_seconds() for at in (event.struck, event.at))
                span = stream.spans[max(int(np.searchsorted(starts, struck, "right")) - 1, 0)]
                row = features(rows(event), most)
                found.append(Window(row, _shows(span, struck), subject, number, struck, decided))
    return found


def _shows(span: Span, struck: float) -> bool | None:
    if not span.fall:
        return False
    return True if abs(struck - (span.start if span.impact is None else span.impact)) <= NEAR else None


def fit(windows: Sequence[Window], seed: int) -> Any:
    """scikit-learn's classifier, fitted on the windows of which somebody says what they show."""
    known = [each for each in windows if each.fall is not None]
    rows, falls = np.array([each.row for each in known]), np.array([each.fall for each in known])
    return GradientBoostingClassifier(**FITTED, random_state=seed).fit(rows, falls)


def _scores_of_strangers(windows: Sequence[Window], subjects: Sequence[str], seed: int, progress: Progress) -> Floats:
    """Of every window the score of a model that never saw its subject."""
    folds = min(FOLDS, len(subjects))
    scores = np.zeros(len(windows))
    for fold in range(folds):
        progress("scoring people who were left out", fold, folds)
        out = set(subjects[fold::folds])
        theirs = [place for place, each in enumerate(windows) if each.subject in out]
        model = fit([each for each in windows if each.subject not in out], seed)
        if theirs:
            scores[theirs] = model.decision_function(np.array([windows[place].row for place in theirs]))
    progress("scoring people who were left out", folds, folds)
    return scores


def _card(
    recordings: Sequence[Recording], plan: Plan, seed: int, windows: Sequence[Window], subjects: Sequence[str],
    worth: Chosen,
) -> dict[str, Any]:  # fmt: skip
    return {
        "data sets": sorted({each.data_set for each in recordings}),
        "subjects": len(subjects),
        "falls": sum(span.fall for each in recordings for span in each.spans),
        "activities": sum(not span.fall for each in recordings for span in each.spans),
        "all falls": "acted, by the young",
        "streams made of each subject": plan.draws,
        "impacts": len(windows),
        "seed": seed,
        "classifier": f"scikit-learn GradientBoostingClassifier {FITTED}",
        "of people left out": {name: round(value, 4) for name, value in structs.asdict(worth).items()},
    }
