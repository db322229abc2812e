"""One fold for all: ticks at their own deadlines, events before ticks of the same moment, no tick inside a gap."""

from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from msgspec import Struct

from hub.core.engine import Engine
from hub.core.fold import fold, ticks
from hub.core.playback import play
from hub.core.state import State
from hub.model.events import ClockStepped, ClockVouched, Event, HubStarted, Reading, Reported, Said, Sensed, Tick
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.ports import Detector
from tests.core.samples import at, settings

EVERY = timedelta(minutes=10)


class Heard(Struct, frozen=True):
    """When the next tick is due, and what was heard."""

    due: datetime
    log: tuple[str, ...] = ()


class Regular(Struct, frozen=True):
    """A detector that wants a tick ten minutes after every reading and every tick."""

    name: ClassVar[str] = "regular"
    hears: ClassVar[frozenset[str]] = frozenset({"motion"})
    memory: ClassVar[type[Heard]] = Heard

    def start(self, at: datetime) -> Heard:
        return Heard(at + EVERY)

    def step(self, memory: Heard, event: Sensed) -> tuple[Heard, tuple[Finding, ...]]:
        when = event.heard if isinstance(event, Reading) else event.at
        line = f"{type(event).__name__} {when:%H:%M}"
        due = when + EVERY if isinstance(event, Reading | Tick) else memory.due
        return Heard(due, (*memory.log, line)), ()

    def deadline(self, memory: Heard) -> datetime:
        return memory.due


class Stuck(Regular, frozen=True):
    """Asks for the same moment for ever: a bug."""

    name: ClassVar[str] = "stuck"

    def step(self, memory: Heard, event: Sensed) -> tuple[Heard, tuple[Finding, ...]]:
        return memory, ()

    def deadline(self, memory: Heard) -> datetime:
        return at("08:05")


class Broken(Regular, frozen=True):
    """Raises an exception at every reading."""

    name: ClassVar[str] = "broken"

    def step(self, memory: Heard, event: Sensed) -> tuple[Heard, tuple[Finding, ...]]:
        if isinstance(event, Reading):
            raise ZeroDivisionError
        return memory, ()


def regular(of: Settings) -> tuple[Detector, ...]:
    return (Regular(),)


def lived(*events: Event, until: datetime | None = None) -> tuple[list[str], State]:
    engine = Engine(regular)
    state = engine.start("e", settings(), at("08:00"))
    for _, after, _ in play(engine, state, events, until):
        state = after
    return list(state.memories["regular"].log), state


def motion(when: str) -> Reported:
    return Reported(at=at(when), source="zigbee2mqtt", name="hall-pir", said=(Said("motion", True),))


def test_every_tick_comes_at_its_own_deadline() -> None:
    log, _ = lived(motion("08:25"))
    assert log == ["Tick 08:10", "Tick 08:20", "Reading 08:25"]


def test_an_event_at_exactly_a_deadline_goes_before_the_tick() -> None:
    log, _ = lived(motion("08:10"), motion("08:25"))
    assert log == ["Reading 08:10", "Tick 08:20", "Reading 08:25"]


def test_no_tick_falls_due_inside_a_gap() -> None:
    log, _ = lived(HubStarted(at=at("14:00"), last_alive=at("08:15")), motion("14:05"))
    assert log == ["Tick 08:10", "HubStarted 14:00", "Tick 14:00", "Reading 14:05"]


@pytest.mark.parametrize("by", [timedelta(hours=5), timedelta(hours=-5)])
def test_a_corrected_clock_moves_the_deadlines_with_it(by: timedelta) -> None:
    log, state = lived(motion("08:05"), ClockStepped(at=at("08:09") + by, by=by))
    assert [line.split()[0] for line in log] == ["Reading", "ClockStepped"]
    assert state.due is not None
    assert state.due <= at("08:15") + by
    assert state.dues["regular"] == at("08:15") + by


def test_ticks_after_the_last_event_come_until_the_end() -> None:
    log, _ = lived(motion("08:05"), until=at("08:36"))
    assert log == ["Reading 08:05", "Tick 08:15", "Tick 08:25", "Tick 08:35"]


def test_a_detector_whose_deadline_never_moves_on_is_told_and_hangs_nobody() -> None:
    engine = Engine(lambda _: (Stuck(), Regular()))
    state = engine.start("e", settings(), at("08:00"))
    steps = 0
    for _, after, _ in ticks(engine, state, at("09:00")):
        state, steps = after, steps + 1
        assert steps < 50
    assert [i.cause for i in state.facts.open.values()] == ["detector failed stuck"]
    assert state.memories["regular"].log[-1] == "Tick 08:50"


def test_seq_counts_what_is_worth_keeping() -> None:
    engine = Engine(regular)
    state = engine.start("e", settings(), at("08:00"))
    steps = list(fold(engine, state, motion("08:25")))
    assert [(type(e).__name__, s.seq) for e, s, _ in steps] == [("Tick", 0), ("Tick", 0), ("Reported", 1)]


def test_a_detector_that_fails_is_told_once_and_stops_nobody() -> None:
    engine = Engine(lambda _: (Broken(), Regular()))
    state = engine.start("e", settings(), at("09:30"))
    events = [motion("09:31"), motion("09:32"), ClockVouched(at=at("09:33"), sure=True, because="")]
    for _, after, _ in play(engine, state, events):
        state = after
    (told,) = state.facts.open.values()
    assert told.cause == "detector failed broken"
    assert "ZeroDivisionError" in told.because
    assert [line for line in state.memories["regular"].log if "Reading" in line] == ["Reading 09:31", "Reading 09:32"]
