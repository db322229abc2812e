"""The whole back-test of the usual days: every home of a folder, judged one after the other."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from connectors.readings_complaints import Warn
from hub.learning.homes import recorded_home, recordings
from hub.learning.routine.judging import MONTH, MOST_WEEKS, HomeWeeks, Result, judge, pooled
from hub.model.errors import CarehubError
from hub.model.household import Detection

Step = Callable[[str, int], None]
"""Told of each step: what is being done now, and of how many steps the whole is at the most."""


def backtest(folder: Path, numbers: Detection, seed: int, timezone: str, warn: Warn, step: Step) -> Result:
    """Judge every home of the folder. One that cannot be used is left out and named; an error if none can."""
    began = time.monotonic()
    homes, left_out = [], []
    found = recordings.found(folder)
    for recording in found:
        judged = _judged(recording, numbers, seed, timezone, warn, partial(_said, step, len(found)))
        if isinstance(judged, str):
            warn(f"{judged} Left out.")
            left_out.append(judged)
        else:
            homes.append(judged)
    if not homes:
        raise CarehubError(f"{folder}: no home can be used. {left_out[0]}")
    return _result(homes, seed, timezone, tuple(left_out), round(time.monotonic() - began, 1))


def _said(step: Step, homes: int, what: str) -> None:
    step(what, homes * (MOST_WEEKS + 1))


def _judged(
    recording: recordings.Recording, numbers: Detection, seed: int, timezone: str, warn: Warn,
    step: Callable[[str], None],
) -> HomeWeeks | str:  # fmt: skip
    try:
        step(f"{recording.name}: reading")
        home = recorded_home.read(recording, numbers, timezone, warn)
    except CarehubError as error:
        return str(error)
    judged = judge(home, seed, lambda: step(f"{home.name}: judging"))
    return f"{home.name}: {judged}." if isinstance(judged, str) else judged


def _result(homes: list[HomeWeeks], seed: int, timezone: str, left_out: tuple[str, ...], seconds: float) -> Result:
    kinds, (overall, low, high) = pooled(homes, seed)
    weeks = [week for home in homes for week in home.weeks]
    means = [home.mean for home in homes if home.mean is not None]
    days = sum(home.judged_days for home in homes)
    return Result(
        seed=seed, timezone=timezone, homes=tuple(homes), kinds=kinds, overall=overall, overall_low=low,
        overall_high=high, overall_mean_of_homes=round(sum(means) / len(means), 4) if means else 0.0,
        untouched_weeks=len(weeks), untouched_told=round(sum(w.told for w in weeks) / len(weeks), 3),
        notes_per_30_days=round(sum(h.notes for h in homes) * MONTH / days, 2) if days else None,
        left_out=left_out, seconds=seconds,
    )  # fmt: skip
