"""The whole state as bytes and back, for snapshots and the baseline. Each detector's memory is kept under its name."""

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from hub.core.engine import Engine
from hub.core.state import Facts, State, World
from hub.model.household import Settings
from hub.ports import Detector

VERSION = 1
"""Grows when a field changes its meaning; new fields with a default need nothing."""


class Saved(Struct, frozen=True, kw_only=True):
    """A state as it is kept."""

    version: int
    epoch: str
    seq: int
    at: datetime
    settings: msgspec.Raw
    world: msgspec.Raw
    facts: msgspec.Raw
    memories: dict[str, msgspec.Raw]


def encode(state: State) -> bytes:
    """The state as JSON."""
    memories = {name: msgspec.Raw(msgspec.json.encode(memory)) for name, memory in state.memories.items()}
    saved = Saved(
        version=VERSION, epoch=state.epoch, seq=state.seq, at=state.at, memories=memories,
        settings=_raw(state.settings), world=_raw(state.world), facts=_raw(state.facts),
    )  # fmt: skip
    return msgspec.json.encode(saved)


def decode(data: bytes, engine: Engine) -> State:
    """A saved state. A memory that its detector cannot read starts afresh; ValueError if nothing can be used."""
    saved = msgspec.json.decode(data, type=Saved)
    if saved.version > VERSION:
        raise ValueError(f"this state is of version {saved.version}, and this program knows {VERSION}")
    at = saved.at
    settings = msgspec.json.decode(saved.settings, type=Settings)
    plan = engine.plan(settings)
    memories = {d.name: _memory(saved.memories.get(d.name), d, at) for d in plan.detectors}
    world = msgspec.json.decode(saved.world, type=World)
    facts = msgspec.json.decode(saved.facts, type=Facts)
    state = State(
        epoch=saved.epoch, seq=saved.seq, at=at, settings=settings, world=world, memories=memories, dues={}, facts=facts
    )
    return engine.armed(state)


def _memory(raw: msgspec.Raw | None, detector: Detector, at: datetime) -> Any:
    if raw is None:
        return detector.start(at)
    try:
        return msgspec.json.decode(raw, type=detector.memory)
    except msgspec.DecodeError:
        return detector.start(at)


def _raw(part: Struct) -> msgspec.Raw:
    return msgspec.Raw(msgspec.json.encode(part))
