"""The nightly comparison runs beside the hub, comes in by the one door, and stops nothing if it fails."""

import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from hub.model.events import Event, RoutineCompared
from hub.model.routine import Day, Past
from hub.shell import comparing
from hub.shell.chores import Chores
from hub.shell.comparing import ComparisonError, compared
from tests.shell.virtual import home
from tests.support.made_days import past

NIGHT = datetime(2026, 11, 2, 4, 41, tzinfo=UTC)


class Beside:
    """As much of a hub as the chore asks for."""

    def __init__(self, days: Past | None, *, urgent: bool = False) -> None:
        self.state: Any = type("State", (), {"settings": home()})
        self.clock = self
        self.offered: list[Event] = []
        self._days, self._urgent = days, urgent

    def now(self) -> datetime:
        return NIGHT

    def past(self) -> Past | None:
        return self._days

    def urgent(self) -> bool:
        return self._urgent

    async def offer(self, event: Event) -> tuple[()]:
        self.offered.append(event)
        return ()


def run(hub: Any, folder: Path) -> list[Event]:
    async def night() -> None:
        await Chores(hub, hub, folder).compare()

    asyncio.run(night())
    return hub.offered  # type: ignore[no-any-return]


def oftener(day: Day) -> Day:
    return structs.replace(day, toilet=(day.toilet or 0) + 3, risings=(day.risings or 0) + 3)


def test_what_it_finds_comes_in_by_the_one_door(tmp_path: Path) -> None:
    (event,) = run(Beside(past(42, oftener)), tmp_path)
    assert isinstance(event, RoutineCompared)
    assert event.at == NIGHT
    assert event.compared.changes[0].measure == "toilet"
    assert event.compared.until == past(42).days[-1].day


@pytest.mark.parametrize(
    "hub",
    [Beside(None), Beside(Past(days=())), Beside(past(42), urgent=True)],
    ids=["no days kept", "no day yet", "urgent"],
)
def test_nothing_runs_without_days_or_while_somebody_is_needed(hub: Beside, tmp_path: Path) -> None:
    assert run(hub, tmp_path) == []


def test_a_comparison_that_fails_is_said_and_costs_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(comparing, "COMMAND", (sys.executable, "-c", "raise SystemExit('no memory left')"))
    with pytest.raises(ComparisonError, match="no memory left"):
        asyncio.run(compared(past(30)))
    assert run(Beside(past(30)), tmp_path) == []


def test_one_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparing, "COMMAND", (sys.executable, "-c", "import time; time.sleep(600)"))
    monkeypatch.setattr(comparing, "LONGEST", 0.5)
    with pytest.raises(TimeoutError):
        asyncio.run(compared(past(30)))
