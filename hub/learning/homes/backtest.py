"""The whole back-test: every home of a folder, judged one after the other."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import structs

from connectors.readings_csv import Warn
from hub.learning.homes import recorded_home, recordings
from hub.learning.homes.figures import HomeResult, Result, pooled
from hub.learning.homes.judging import STEPS, case, judge
from hub.model.errors import CarehubError
from hub.model.household import Detection

Step = Callable[[str, float], None]
"""Told of each step: what is being done, and how much of the whole it was."""


def backtest(
    folder: Path, numbers: Detection, injections: int, seed: int, timezone: str, warn: Warn, step: Step
) -> Result:  # fmt: skip
    """Judge every home of the folder. One that cannot be used is left out and named; an error if none can."""
    began = time.monotonic()
    homes, left_out = [], []
    for recording in recordings.found(folder):
        try:
            step(f"{recording.name}: reading", 0.0)
            home = recorded_home.read(recording, numbers, timezone, warn)
        except CarehubError as error:
            warn(f"{error} Left out.")
            left_out.append(f"{recording.name}: {error}")
            step(recording.name, 1.0)
            continue
        step(f"{home.name}: judging", 0.2)
        homes.append(judge(case(home, injections, seed), lambda name=home.name: step(f"{name}: judging", 0.8 / STEPS)))  # type: ignore[misc]
    if not homes:
        raise CarehubError(f"{folder}: no home can be used. {left_out[0]}")
    result = of(homes, numbers, injections, seed, timezone, tuple(left_out))
    return structs.replace(result, seconds=round(time.monotonic() - began, 1))


def of(
    homes: Sequence[HomeResult], numbers: Detection, injections: int, seed: int, timezone: str,
    left_out: tuple[str, ...] = (),
) -> Result:  # fmt: skip
    """The result of these homes."""
    settings = {name: str(value) for name, value in structs.asdict(numbers.inactivity).items()}
    caps = {cap: pooled([home.caps[cap] for home in homes]) for cap in homes[0].caps}
    return Result(
        injections=injections, seed=seed, timezone=timezone, settings=settings, homes=tuple(homes),
        pooled=pooled([home.figures for home in homes]), caps=caps, left_out=left_out,
    )  # fmt: skip
