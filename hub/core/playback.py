"""Plays events in virtual time: the same fold as live, with nothing to wait for. For the tests and the measurements."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from hub.core.engine import Engine
from hub.core.fold import Step, fold, ticks
from hub.core.state import State
from hub.model.events import Event


def play(engine: Engine, state: State, events: Iterable[Event], until: datetime | None = None) -> Iterator[Step]:
    """Step every event in order and every tick between them; with `until`, the ticks after the last event too."""
    for event in events:
        for step in fold(engine, state, event):
            state = step[1]
            yield step
    if until is not None:
        yield from ticks(engine, state, until)
