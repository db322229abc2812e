"""The whole back-test: every home of a folder, judged one after the other."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct, structs

from connectors.readings_complaints import Warn
from hub.learning.homes import hard_cases, judging, recorded_home, recordings, sweep
from hub.learning.homes.figures import HomeResult, Point, Result, pooled
from hub.learning.homes.judging import Case, case, judge
from hub.learning.homes.variants import Variants
from hub.model.errors import CarehubError
from hub.model.household import Detection

Step = Callable[[str, int], None]
"""Told of each step: what is being done now, and of how many steps the whole is by what is known."""


class Asked(Struct, frozen=True, kw_only=True):
    """What is to be done. `whole`: also the harder cases, and other budgets of false alarms."""

    folder: Path
    injections: int = 500
    seed: int = 1
    timezone: str = "Europe/London"
    whole: bool = True


def backtest(asked: Asked, numbers: Detection, warn: Warn, step: Step) -> Result:
    """Judge every home of the folder. One that cannot be used is left out and named; an error if none can."""
    began = time.monotonic()
    cases, left_out = _read(asked, numbers, warn)
    steps = len(cases) * (judging.STEPS + (hard_cases.STEPS + len(sweep.BUDGETS) if asked.whole else 0))
    step("judging", steps)
    homes = [judge(each, lambda: step("judging", steps)) for each in cases]
    curve: tuple[Point, ...] = ()
    variants: Variants | None = None
    if asked.whole:
        runs = min(hard_cases.RUNS, 2 * asked.injections)
        variants = hard_cases.judge(cases, asked.seed, runs, lambda: step("harder cases", steps))
        curve = sweep.curve(cases, lambda: step("other budgets", steps))
    found = result(asked, homes, numbers)
    took = round(time.monotonic() - began, 1)
    return structs.replace(found, curve=curve, variants=variants, left_out=left_out, seconds=took)


def _read(asked: Asked, numbers: Detection, warn: Warn) -> tuple[list[Case], tuple[str, ...]]:
    cases, left_out = [], []
    for recording in recordings.found(asked.folder):
        try:
            home = recorded_home.read(recording, numbers, asked.timezone, warn)
        except CarehubError as error:
            warn(f"{error} Left out.")
            left_out.append(f"{recording.name}: {error}")
        else:
            cases.append(case(home, asked.injections, asked.seed))
    if not cases:
        raise CarehubError(f"{asked.folder}: no home can be used. {left_out[0]}")
    return cases, tuple(left_out)


def result(asked: Asked, homes: Sequence[HomeResult], numbers: Detection) -> Result:
    """The result of these homes."""
    settings = {name: str(value) for name, value in structs.asdict(numbers.inactivity).items()}
    caps = {cap: pooled([home.caps[cap] for home in homes]) for cap in homes[0].caps}
    return Result(
        injections=asked.injections, seed=asked.seed, timezone=asked.timezone, settings=settings, homes=tuple(homes),
        pooled=pooled([home.figures for home in homes]), caps=caps,
    )  # fmt: skip
