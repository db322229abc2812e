"""Recordings in NumPy's packed files, and what is said when one cannot be used."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hub.learning.falls import packed
from hub.learning.falls.recordings import DataError

MADE: dict[str, Any] = {
    "acc": np.tile(np.array([[0, 0, 2000]], np.int16), (300, 1)), "acc_lsb_per_g": np.float32(2000),
    "fs": np.float32(50),
    "start": np.array([0, 100]), "length": np.array([100, 200]), "subject": np.array(["A", "B"]),
    "trial": np.array(["1", "2"]), "activity": np.array(["D01", "F01"]), "is_fall": np.array([0, 1], np.uint8),
    "placement": np.array(["waist", "hip_phone"]), "age": np.array([20, 75]),
    "fall_start": np.array([np.nan, 2.0]), "fall_end": np.array([np.nan, 3.0]),
}  # fmt: skip


def written(folder: Path, **changed: Any) -> Path:
    arrays = {name: value for name, value in {**MADE, **changed}.items() if value is not None}
    np.savez(folder / "made.npz", **arrays)
    return folder / "made.npz"


def test_each_trial_is_a_recording_in_g_with_its_place_and_its_fall(tmp_path: Path) -> None:
    acc = MADE["acc"].copy()
    acc[100 + 20], acc[100 + 120] = (20_000, 0, 0), (0, 8000, 0)
    quiet, fall = packed.read(written(tmp_path, acc=acc))
    assert (quiet.data_set, quiet.subject, quiet.placement, quiet.age) == ("made", "A", "waist", 20)
    assert quiet.acc[7].tolist() == [0, 0, 1.0] and quiet.seconds == pytest.approx(1.98)
    assert (fall.placement, fall.device, fall.spans[0].fall) == ("pocket", "hip_phone", True)
    assert fall.spans[0].impact == pytest.approx(2.4), "hardest within what is annotated, not in the whole trial"


def test_only_what_was_worn_at_the_asked_place(tmp_path: Path) -> None:
    assert [each.subject for each in packed.read(written(tmp_path), "pocket")] == ["B"]


def test_a_fall_without_annotation_is_where_it_was_struck_hardest(tmp_path: Path) -> None:
    acc = MADE["acc"].copy()
    acc[150] = (0, 0, 9000)
    _, fall = packed.read(written(tmp_path, acc=acc, fall_start=None))
    assert fall.spans[0].impact == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"fs": None}, "its arrays: found no fs; expected acc, acc_lsb_per_g, fs"),
        ({"acc": np.zeros(300)}, "acc: found an array of shape (300,); expected one row of x, y and z"),
        ({"subject": np.array(["A"])}, "subject: found 1 values; expected 2, one for each trial"),
        ({"length": np.array([100, 201])}, "trial 1: found samples 100 to 301; expected samples within 0 to 300"),
        ({"placement": np.array(["waist", "ankle"])}, 'trial 1, placement: found "ankle"; expected one of waist'),
        ({"subject": np.array([{}, {}])}, "the file: found what NumPy cannot read"),
    ],
)
def test_what_cannot_be_used_is_said_with_what_was_expected(tmp_path: Path, changed: dict[str, Any], says: str) -> None:
    path = written(tmp_path, **changed)
    with pytest.raises(DataError) as told:
        list(packed.read(path))
    assert f"{path}: {says}" in str(told.value)


def test_a_file_that_is_no_such_file(tmp_path: Path) -> None:
    (tmp_path / "made.npz").write_text("t,ax,ay,az\n")
    with pytest.raises(DataError, match="what NumPy cannot read"):
        list(packed.read(tmp_path / "made.npz"))
