"""What the hub remembers after a restart. It decides nothing again: what people were told is read back as fact."""

import logging
from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from hub.core.codec import decode
from hub.core.engine import Engine
from hub.core.fold import fold
from hub.core.state import State
from hub.model.events import Event, SettingsChanged
from hub.model.household import Settings
from hub.shell.store import Recovered, Store
from hub.shell.supervisor import guard

log = logging.getLogger(__name__)


class Memory(Struct, frozen=True):
    """A recovered state. `last_alive` is absent on the very first run; `settings_known`: the journal holds them."""

    state: State
    last_alive: datetime | None
    settings_known: bool
    stepped: int


def recover(engine: Engine, store: Store, settings: Settings, now: datetime) -> Memory:
    """The state before this run. Re-steps the tail for detectors and devices, and discards what that would send."""
    recovered = store.recover()
    state = _from_snapshot(engine, recovered)
    if state is None and recovered.snapshot is not None:
        log.warning("the snapshot is of no use to this version; stepping the journal instead")
        recovered = store.recover(ignore_snapshots=True)
        state = _from_snapshot(engine, recovered)
    return _restep(engine, recovered, state, settings, now)


def _from_snapshot(engine: Engine, recovered: Recovered) -> State | None:
    if recovered.snapshot is None:
        return None
    with guard("reading the snapshot") as guarded:
        return decode(recovered.snapshot[1], engine)
    log.warning("%s", guarded.because)
    return None


def _restep(engine: Engine, recovered: Recovered, state: State | None, settings: Settings, now: datetime) -> Memory:
    known, stepped = state is not None, 0
    tail: Iterator[tuple[int, Event]] = iter(recovered.tail)
    if state is None:
        first = next(tail, None)
        tail = chain([first], tail) if first else tail
        state = engine.start(recovered.epoch, settings, first[1].at if first else now)
    for seq, event in tail:
        state = _again(engine, replace(state, seq=seq - 1), event)
        known = known or isinstance(event, SettingsChanged)
        stepped += 1
    state = engine.armed(replace(state, facts=recovered.facts, seq=recovered.last_seq))
    return Memory(state, _last_alive(recovered, state, stepped), known, stepped)


def _again(engine: Engine, state: State, event: Event) -> State:
    with guard(f"stepping {type(event).__name__} {state.seq + 1} again"):
        *_, (_, after, _) = fold(engine, state, event)
        return after
    return state


def _last_alive(recovered: Recovered, state: State, stepped: int) -> datetime | None:
    fresh = recovered.last_seq <= 0 and not stepped
    known = recovered.last_alive
    if fresh:
        return known
    return max(known, state.at) if known else state.at
