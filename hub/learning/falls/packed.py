"""Recordings in NumPy's packed files: one flat array of acceleration a file, and a row about each trial."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from hub.learning.falls.recordings import DataError, Recording, Span, hardest

NEEDED = (
    "acc", "acc_lsb_per_g", "fs", "start", "length", "subject", "trial", "activity", "is_fall", "placement",
)  # fmt: skip
WORN = {"waist": "waist", "chest": "waist", "wrist": "wrist", "pocket": "pocket", "hip": "pocket"}
"""How a file's own word for the place (up to a `_`, behind which it says which device) is taken here."""

Columns = dict[str, NDArray[Any]]


def read(path: Path, placement: str | None = None) -> Iterator[Recording]:
    """Each trial of the file as a recording of its own. With `placement` only those that were worn there."""
    columns = _columns(path)
    for trial in range(len(columns["start"])):
        worn = _worn(path, trial, str(columns["placement"][trial]))
        if placement in {None, worn}:
            yield _recording(path, columns, trial, worn)


def _columns(path: Path) -> Columns:
    do = "Write it with numpy.savez as docs/falls.md describes, or use the plain format."
    try:
        with np.load(path, allow_pickle=False) as opened:
            columns = {name: opened[name] for name in opened.files if name != "gyro"}
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        raise DataError(
            path, "the file", f"what NumPy cannot read ({error})", "a .npz file of plain arrays", do
        ) from error
    if missing := [name for name in NEEDED if name not in columns]:
        raise DataError(path, "its arrays", f"no {', no '.join(missing)}", ", ".join(NEEDED), do)
    _check(path, columns, do)
    return columns


def _check(path: Path, columns: Columns, do: str) -> None:
    acc, trials = columns["acc"], len(columns["start"])
    if acc.ndim != 2 or acc.shape[1] != 3:
        raise DataError(path, "acc", f"an array of shape {acc.shape}", "one row of x, y and z for each sample", do)
    for name in NEEDED[3:]:
        if len(columns[name]) != trials:
            raise DataError(path, name, f"{len(columns[name])} values", f"{trials}, one for each trial", do)
    for trial, (start, length) in enumerate(zip(columns["start"], columns["length"], strict=True)):
        if start < 0 or length < 1 or start + length > len(acc):
            found = f"samples {start} to {start + length}"
            raise DataError(path, f"trial {trial}", found, f"samples within 0 to {len(acc)}", do)


def _worn(path: Path, trial: int, word: str) -> str:
    if (worn := WORN.get(word.partition("_")[0])) is None:
        do = "Name the place by its beginning; what follows a _ may say which device."
        raise DataError(path, f"trial {trial}, placement", f'"{word}"', f"one of {', '.join(WORN)}", do)
    return worn


def _recording(path: Path, columns: Columns, trial: int, worn: str) -> Recording:
    start, length = int(columns["start"][trial]), int(columns["length"][trial])
    t = np.arange(length) / float(columns["fs"])
    acc = columns["acc"][start : start + length] / float(columns["acc_lsb_per_g"])
    fall, end = bool(columns["is_fall"][trial]), float(t[-1])
    impact = hardest(t, acc, *_told(columns, trial, end)) if fall else None
    span = Span(start=0.0, end=end, activity=str(columns["activity"][trial]), fall=fall, impact=impact)
    return Recording(
        data_set=path.stem, subject=str(columns["subject"][trial]), name=str(columns["trial"][trial]), placement=worn,
        device=str(columns["placement"][trial]), t=t, acc=acc, spans=(span,),
        age=int(columns["age"][trial]) if "age" in columns else -1,
    )  # fmt: skip


def _told(columns: Columns, trial: int, end: float) -> tuple[float, float]:
    """Between when and when the fall is known to be: as the file says, else anywhere in its trial."""
    times = [float(columns[name][trial]) if name in columns else np.nan for name in ("fall_start", "fall_end")]
    return (times[0], times[1]) if not np.isnan(times).any() else (0.0, end)
