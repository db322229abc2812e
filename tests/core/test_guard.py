"""A detector that raises an exception: it starts afresh, somebody is told, and the others go on (design section 2)."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from msgspec import Struct

import detectors
from hub.core.engine import Engine
from hub.core.fold import fold
from hub.core.state import State
from hub.model.effects import Effect, Text
from hub.model.events import Reading, Reported, Said, Sensed
from hub.model.findings import Finding
from tests.core.samples import at, settings

NOON = at("12:00")


class Count(Struct, frozen=True):
    """What the detector with a bug remembers: when it started, and how much it has heard."""

    started: datetime
    heard: int = 0


class RaisesAtTheThird:
    """A detector that cannot stand a third reading."""

    name: ClassVar[str] = "raises"
    hears: ClassVar[frozenset[str]] = frozenset({"help", "motion"})
    memory: ClassVar[type[Any]] = Count

    def start(self, at: datetime) -> Count:
        return Count(started=at)

    def deadline(self, memory: Count) -> datetime | None:
        return None

    def step(self, memory: Count, event: Sensed) -> tuple[Count, tuple[Finding, ...]]:
        if not isinstance(event, Reading):
            return memory, ()
        if memory.heard == 2:
            raise ZeroDivisionError("a bug")
        return Count(memory.started, memory.heard + 1), ()


ENGINE = Engine(lambda of: (RaisesAtTheThird(), *detectors.parts(of)))


def says(state: State, kind: str, value: bool | str, when: datetime) -> tuple[State, list[Effect]]:
    name = "pendant" if kind == "help" else "kitchen-pir"
    event = Reported(at=when, source="zigbee2mqtt", name=name, said=(Said(kind, value),))
    sent: list[Effect] = []
    for _, after, effects in fold(ENGINE, state, event):
        state, sent = after, [*sent, *effects]
    return state, sent


def test_a_detector_that_raises_is_told_and_starts_afresh_and_the_press_is_an_alarm() -> None:
    state = ENGINE.start("e", settings(), NOON)
    for n in range(2):
        state, _ = says(state, "motion", n == 0, NOON + timedelta(seconds=n))
    assert state.memories["raises"] == Count(NOON, 2)
    pressed = NOON + timedelta(minutes=1)
    state, sent = says(state, "help", "sos", pressed)
    kinds = {incident.kind: incident for incident in state.facts.open.values()}
    assert kinds["technical"].cause == "detector failed raises"
    assert "ZeroDivisionError: a bug" in kinds["technical"].because
    assert state.memories["raises"] == Count(pressed)
    assert [text.to for text in sent if isinstance(text, Text) and text.incident == kinds["help"].id] == ["anna"]


def test_one_that_goes_on_raising_is_one_fault_and_hears_the_next_reading() -> None:
    state = ENGINE.start("e", settings(), NOON)
    for n in range(10):
        state, _ = says(state, "motion", n % 2 == 0, NOON + timedelta(seconds=n))
    assert [incident.cause for incident in state.facts.open.values()] == ["detector failed raises"]
    assert state.memories["raises"] == Count(NOON + timedelta(seconds=8), 1)
