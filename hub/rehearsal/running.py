"""Runs the people of a rehearsal side by side, a process for each: `python -m hub.rehearsal` lives one of them."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, NamedTuple

import msgspec
from msgspec import Struct

from hub import feeling
from hub.core.engine import Engine
from hub.model.errors import CarehubError
from hub.model.household import Settings
from hub.parts import decoders
from hub.rehearsal import person, recorded
from hub.rehearsal.cast import Plan, in_service
from hub.rehearsal.outcomes import Outcome

LOOKS = 0.1
"""Seconds between two looks at whether somebody's weeks are over."""


class Job(Struct, frozen=True, kw_only=True):
    """What a process is given: whose weeks in which home."""

    settings: Settings
    plan: Plan
    number: int


class _Living(NamedTuple):
    number: int
    process: subprocess.Popen[bytes]
    says: IO[bytes]


def rehearse(settings: Settings, plan: Plan, done: Callable[[float], None] = lambda _: None) -> tuple[Outcome, ...]:
    """Every person's weeks, in their order. `done` hears how much of the whole is ready, from 0 to 1."""
    outcomes: dict[int, Outcome] = {}
    waiting, living = list(range(plan.people)), list[_Living]()
    try:
        while waiting or living:
            while waiting and len(living) < _processors():
                living.append(_begun(Job(settings=settings, plan=plan, number=waiting.pop(0))))
            time.sleep(LOOKS)
            for each in [each for each in living if each.process.poll() is not None]:
                living.remove(each)
                outcomes[each.number] = _ended(each)
                done(len(outcomes) / plan.people)
    finally:
        for each in living:
            each.process.kill()
            each.process.wait()
    return tuple(outcomes[number] for number in range(plan.people))


def _begun(job: Job) -> _Living:
    with tempfile.TemporaryFile() as asked:
        asked.write(msgspec.json.encode(job))
        asked.seek(0)
        says = tempfile.TemporaryFile()  # noqa: SIM115 - read and closed when the process has ended
        process = subprocess.Popen([sys.executable, "-m", "hub.rehearsal"], stdin=asked, stdout=says)
    return _Living(job.number, process, says)


def _ended(living: _Living) -> Outcome:
    with living.says as says:
        if living.process.returncode:
            raise CarehubError(f"the weeks of person {living.number + 1} ended with {living.process.returncode}.")
        says.seek(0)
        return msgspec.json.decode(says.read(), type=Outcome)


def one(settings: Settings, plan: Plan, number: int) -> Outcome:
    """One person's weeks, here and now."""
    return person.weeks(settings, engine(settings), plan, number)


def recorded_homes(settings: Settings, plan: Plan, folder: Path) -> tuple[Outcome, ...]:
    """The recorded homes of a folder, each lived through in this home. One whose log is too short says nothing."""
    told = (recorded.days(settings, engine(settings), plan, path) for path in recorded.files(folder))
    return tuple(outcome for outcome in told if outcome.days > 0)


def engine(settings: Settings) -> Engine:
    """The engine of this home, with every detector that may exist in it."""
    return Engine(feeling.parts(in_service(settings))[0], decoders())


def _processors() -> int:
    return len(os.sched_getaffinity(0))
