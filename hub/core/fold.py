"""The one way in which events are stepped: live, in replay, after a restart and in tests (design section 2)."""

from collections.abc import Iterator
from datetime import UTC, datetime

from hub.core.engine import Engine
from hub.core.state import State
from hub.model.effects import Effect
from hub.model.events import ClockStepped, Event, HubStarted, Reported, SettingsChanged, Tick

Step = tuple[Event, State, tuple[Effect, ...]]

STARTED = "start"
"""Who changed the settings, if they were changed while the hub was off."""

NEVER = datetime.min.replace(tzinfo=UTC)

TOO_MANY = 100_000
"""Ticks in a row without an event: more is a detector that asks for the same moment for ever, which is a bug."""


def fold(engine: Engine, state: State, event: Event) -> Iterator[Step]:
    """Step every tick that is due before the event, each at its own deadline, then the event. Yields each step.

    An event at exactly a deadline goes before the tick. In the gap before `hub_started` no tick falls due.
    """
    due = engine.deadline(state)
    if due is not None and due < (until := before(event)):
        for tick, state, effects in ticks(engine, state, until):  # noqa: B020
            yield tick, state, effects
    state, effects = engine.step(state, event)
    yield event, state, effects


def ticks(engine: Engine, state: State, until: datetime) -> Iterator[Step]:
    """Step every tick that is due before `until`."""
    for _ in range(TOO_MANY):
        due = engine.deadline(state)
        if due is None or due >= until:
            return
        tick = Tick(at=max(due, state.at))
        state, effects = engine.step(state, tick)
        yield tick, state, effects
    raise RuntimeError(f"{TOO_MANY} ticks before {until}: a deadline does not move on")


def before(event: Event) -> datetime:
    """Until when ticks are due before this event: not within a gap, and by the clock as it was before a correction."""
    if isinstance(event, Reported):  # nearly every event is one
        return event.at
    if isinstance(event, HubStarted):
        return event.last_alive
    if isinstance(event, ClockStepped):
        return event.at - event.by
    if isinstance(event, SettingsChanged) and event.by == STARTED:
        return NEVER  # it comes before the gap is told, and nobody may be told anything by settings of yesterday
    return event.at
