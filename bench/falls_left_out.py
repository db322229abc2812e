"""What the fall models are worth for people whom they never saw, and what roughness costs them.

    python -m bench.falls_left_out --data DIR [--placement wrist] [--judge smartfallmm] [--json]

Leave-subjects-out: for each part of the subjects a model is fitted on the others, as `carehub train falls` does, and
hears the streams of those left out at the shipped threshold: as rough as a home, as recorded, and with one kind of
roughness at a time. Data sets named by `--judge` are never trained on: they are heard by the model of all others
(leave-one-data-set-out). All falls are acted. Takes some minutes a placement.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import structs
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from detectors.fall.model import Model, Shipped, read
from hub.learning.falls import folder, training
from hub.learning.falls.arrays import trees_of
from hub.learning.falls.hearing import hear, wide_enough
from hub.learning.falls.intervals import Figure
from hub.learning.falls.recordings import Recording, is_whole
from hub.learning.falls.results import Heard, Result, result
from hub.learning.falls.roughening import SMOOTH, Roughness
from hub.learning.falls.scripted import scripted
from hub.settings.files import shipped

SEED = 1000
"""Other streams than those of training."""
HOW = {
    "as in a home": Roughness(),
    "as recorded": SMOOTH,
    "turned": structs.replace(SMOOTH, turned=True),
    "2 % lost": structs.replace(SMOOTH, loss=0.02),
    "jitter": structs.replace(SMOOTH, jitter=0.002),
    "25 Hz": structs.replace(SMOOTH, rates=(25.0, 25.0)),
    "8 g": structs.replace(SMOOTH, ranges=(8.0,)),
}
WHOLE = "as in a home, whole falls"
PARTS = 5
"""Parts of the subjects."""


def left_out(recordings: Sequence[Recording], placement: str, base: Shipped) -> Iterator[tuple[Model, list[Recording]]]:
    """A model of all others, and the recordings of those it never saw, worn there."""
    plan = training.PLANS[placement]
    windows, _ = training.windows_of(plan.taught_by(recordings), plan, 1, lambda *_: None)
    worn = [each for each in recordings if each.placement == placement]
    subjects = sorted({each.subject for each in windows})
    for part in range(PARTS):
        out = set(subjects[part::PARTS])
        fitted = training.fit([each for each in windows if each.subject not in out], 1)
        theirs = [each for each in worn if f"{each.data_set} {each.subject}" in out]
        yield Model(structs.replace(base, trees=trees_of(fitted))), theirs


def row(name: str, found: Result) -> tuple[str, ...]:
    whole, older = found.all, found.older
    return (
        name, str(whole.falls), _told(whole.sensitivity, 100, "%"), f"{whole.hours:.1f}",
        _told(whole.false_per_hour, 1, "/h"), _told(older.false_per_hour, 1, "/h") if older else "-",
        f"{found.latency_p50 or 0:.1f} / {found.latency_p95 or 0:.1f}",
    )  # fmt: skip


def _told(figure: Figure, times: float, unit: str) -> str:
    value, low, high = (f"{each * times:.{1 if times > 1 else 2}f}" for each in (figure.value, figure.low, figure.high))
    return f"{value} {unit} ({low} to {high})"


def unseen(known: Sequence[Recording], placement: str, base: Model, progress: Progress) -> Iterator[tuple[str, Result]]:
    """Subjects left out, each way of being rough."""
    task = progress.add_task(f"{placement}, subjects left out", total=PARTS)
    heard: dict[str, list[Heard]] = {name: [] for name in HOW}
    for model, theirs in left_out(known, placement, base.shipped):
        for name, how in HOW.items():
            heard[name] += [hear(stream, model) for stream in scripted(theirs, how, SEED)]
        whole = [each for each in theirs if is_whole(each)]
        if len(whole) < len(theirs):
            heard.setdefault(WHOLE, []).extend(hear(stream, model) for stream in scripted(whole, Roughness(), SEED))
        progress.advance(task)
    for name, each in heard.items():
        yield f"{placement}, {name}", result(each, placement, base.threshold, {})


def strange(
    recordings: Sequence[Recording], data_set: str, placement: str, base: Model
) -> Iterator[tuple[str, Result]]:
    """The shipped model on a data set that it never saw, device by device: all, and without falls that break off."""
    theirs = [each for each in recordings if each.data_set == data_set and each.placement == placement]
    for device in sorted({each.device for each in theirs}):
        its = [each for each in theirs if each.device == device]
        for name, those in (("", its), (", whole falls", [each for each in its if is_whole(each)])):
            heard = [hear(stream, base) for stream in scripted(those, Roughness(), SEED)]
            yield f"{placement}, {data_set} {device}{name}", result(heard, placement, base.threshold, {})


def all_of(recordings: Sequence[Recording], placements: Sequence[str], judge: Sequence[str]) -> dict[str, Result]:
    found: dict[str, Result] = {}
    known = [each for each in recordings if each.data_set not in judge]
    with Progress(console=Console(stderr=True)) as progress:
        for placement in placements:
            base = read(shipped(f"fall-{placement}.json").read_bytes())
            assert isinstance(base, Model), base
            if any(each.placement == placement for each in known):
                found.update(unseen(known, placement, base, progress))
            for data_set in judge:
                found.update(strange(recordings, data_set, placement, base))
    return found


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--placement", choices=list(training.PLANS), action="append")
    asked.add_argument("--judge", action="append", default=[], help="a data set that is never trained on")
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    recordings, narrow = wide_enough(folder.read(given.data))
    found = all_of(recordings, given.placement or list(training.PLANS), given.judge)
    if given.json:
        print(json.dumps({name: structs.asdict(its.all) for name, its in found.items()}, default=structs.asdict))
        return
    table = Table(title=f"Never seen in training, at the shipped threshold ({narrow} devices of 2 g left out)")
    for column in ("", "falls", "sensitivity", "hours", "false alarms", "of older wearers", "latency p50 / p95, s"):
        table.add_column(column)
    for name, its in found.items():
        table.add_row(*row(name, its))
    Console(width=150).print(table)


if __name__ == "__main__":
    main()
