"""Killed at chosen points of one incident's life; bench/crash_points.py tries every one."""

from pathlib import Path

import pytest

from tests.support.crashing import Kind, crash_at


@pytest.mark.parametrize(
    ("kind", "number"),
    [("sync", 2), ("sync", 14), ("sync", 20), ("sync", 27), ("send", 12), ("text", 1), ("said", 9), ("said", 11)],
)
def test_a_kill_loses_nothing_and_doubles_nothing(tmp_path: Path, kind: Kind, number: int) -> None:
    crash = crash_at(kind, number, tmp_path)
    assert crash.wrong == []
    assert crash.killed, "the story was over before: choose another point"
    assert crash.repeated <= 1


def test_the_same_story_without_a_kill_repeats_nothing(tmp_path: Path) -> None:
    crash = crash_at("text", 99, tmp_path)
    assert (crash.killed, crash.wrong, crash.repeated, crash.others) == (False, [], 0, [])
