"""A new version of the program neither forgets nor invents what people are dealing with (design section 3)."""

import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from connectors.zigbee2mqtt.decode import decoder
from hub.core import codec, ladder, wording
from hub.core.engine import Engine
from hub.core.fold import fold
from hub.core.ladder_order import top
from hub.core.turn import Turn
from hub.model.effects import Text
from hub.model.events import HubStarted, Reading, Sensed
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.model.incidents import Incident, Place
from hub.ports import Detector
from hub.shell.recovery import Memory, recover
from hub.shell.store import Row, Store
from tests.core.anything import HOMES, Z2M, Hub, stories

tried = settings(
    max_examples=25, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)  # fmt: skip


class Nervous(Struct, frozen=True):
    """A detector that takes everything for smoke, and for a fall."""

    name: ClassVar[str] = "nervous"
    hears: ClassVar[frozenset[str]] = frozenset({"motion", "temperature", "help", "heard", "contact", "battery"})
    memory: ClassVar[type[int]] = int

    def start(self, at: datetime) -> int:
        return 0

    def step(self, memory: int, event: Sensed) -> tuple[int, tuple[Finding, ...]]:
        kinds = ("smoke", "fall", "technical") if isinstance(event, Reading) else ("inactivity",)
        found = tuple(Finding(kind=k, at=event.at, because="nervous", cause=f"nervous {memory}") for k in kinds)
        return memory + 1, found

    def deadline(self, memory: int) -> datetime | None:
        return None


def nervous(of: Settings) -> tuple[Detector, ...]:
    return (Nervous(),)


def changed(monkeypatch: pytest.MonkeyPatch) -> None:
    def climb(turn: Turn, incident: Incident, place: Place, because: str) -> Incident:
        return turn.put(incident, state="raised", place=top(turn.home.settings.ladder, turn.at, 9))

    monkeypatch.setattr(ladder, "climb", climb)
    monkeypatch.setattr(wording, "alarm", lambda *_: "other words")


def lived(store: Store, story: list[tuple[int, tuple[Any, ...]]], snapshot_at: int) -> Hub:
    """A story lived with a real store, as the shell does it."""
    hub = Hub()
    store.recover()  # as the shell does first: what is on disk is what was written, not what a hub begins with
    hub.state = hub.engine.start(store.epoch, HOMES[0], hub.now)
    list_of = [(0, ("settings", 0)), *story]
    for number, (wait, move) in enumerate(list_of):
        for before, (event, after, effects) in hub.happens(wait, move):
            rows = [Row(after.seq, event)] if after.seq > before.seq else []
            if rows or effects or after.facts is not before.facts:
                store.commit(rows, before.facts, after.facts, effects)
        if number == snapshot_at:
            store.snapshot(hub.state.seq, hub.state.at, codec.encode(hub.state))
    store.alive(hub.now)
    return hub


@tried
@given(stories, st.integers(0, 30))
def test_recovery_decides_nothing_again(story: list[tuple[int, tuple[Any, ...]]], snapshot_at: int) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        store = Store.open(Path(folder))
        hub = lived(store, story, snapshot_at)
        waiting = store.waiting()
        changed(patched)
        memory = recover(Engine(nervous, {Z2M: decoder}), store, HOMES[0], hub.now)
        assert memory.state.facts == hub.state.facts
        assert memory.state.seq == hub.state.seq
        assert memory.state.settings == hub.state.settings
        assert store.waiting() == waiting, "recovery put something into the outbox"
        store.close()


@tried
@given(stories, st.integers(0, 30))
def test_recovery_with_the_same_engine_is_as_if_nothing_had_been(
    story: list[tuple[int, tuple[Any, ...]]], snapshot_at: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        hub = lived(store, story, snapshot_at)
        memory = recover(Engine(hub.engine._parts, {Z2M: decoder}), store, HOMES[0], hub.now)
        assert memory.state.facts == hub.state.facts
        store.close()
        at = max(hub.now, memory.state.at) + timedelta(seconds=1)
        start = HubStarted(at=at, last_alive=at)
        *_, (_, live, _) = fold(hub.engine, hub.state, start)
        *_, (_, again, _) = fold(Engine(hub.engine._parts, {Z2M: decoder}), memory.state, start)
        assert again.facts.open == live.facts.open
        assert again.memories == live.memories
        assert again.world == live.world


def started(memory: Memory, engine: Engine, at: datetime) -> list[Text]:
    event = HubStarted(at=at, last_alive=memory.last_alive or at)
    return [e for _, _, effects in fold(engine, memory.state, event) for e in effects if isinstance(e, Text)]


def test_a_press_that_people_deal_with_is_as_they_left_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ben holds it: a program that would have found three other things in the same readings texts nobody."""
    story: list[tuple[int, tuple[Any, ...]]] = [
        (0, ("reported", "hall-pir", (("motion", True),), None, False)),
        (60, ("pressed", "pendant", None)),
        (20, ("replied", "+447700900222", "1 30", 0, None, None)),
        (20, ("reported", "kitchen-pir", (("motion", True),), None, False)),
    ]
    store = Store.open(tmp_path)
    hub = lived(store, story, 99)
    (held,) = [i for i in hub.state.facts.open.values() if i.kind == "help"]
    assert held.state == "travelling"
    changed(monkeypatch)
    other = Engine(nervous, {Z2M: decoder})
    memory = recover(other, store, HOMES[0], hub.now)
    assert memory.state.facts.open[held.id] == held
    assert other.deadline(memory.state) is not None, "Ben is still asked in time whether he is there"
    assert [t for t in started(memory, other, hub.now + timedelta(seconds=5)) if t.incident == held.id] == []
    store.close()
