"""Moves every time in a value when the wall clock was corrected, so that a story with a step decides as one without."""

from datetime import datetime, timedelta
from typing import Any, TypeVar

from msgspec import Struct, structs

from hub.core.state import State

T = TypeVar("T")

EMPTY: Any = None
"""Stands in for the settings while times are shifted: they hold none that run on the hub's clock."""


def corrected(state: State, by: timedelta) -> State:
    """The state after a correction of the clock, but for when people said something until: by their own clocks."""
    moved = shifted(structs.replace(state, settings=EMPTY), by)
    was = state.facts
    facts = structs.replace(moved.facts, pauses=was.pauses, daily=was.daily)
    return structs.replace(moved, settings=state.settings, facts=facts)


def shifted(value: T, by: timedelta) -> T:
    """`value` with every datetime in it moved by `by`. Searched are Structs, tuples and dictionaries."""
    return _shift(value, by)  # type: ignore[no-any-return]


def _shift(value: Any, by: timedelta) -> Any:
    if isinstance(value, datetime):
        return value + by
    if isinstance(value, Struct):
        return _shift_struct(value, by)
    if isinstance(value, tuple):
        moved = [_shift(v, by) for v in value]
        return type(value)(*moved) if hasattr(value, "_fields") else tuple(moved)
    if isinstance(value, dict):
        return {k: _shift(v, by) for k, v in value.items()}
    return value


def _shift_struct(value: Struct, by: timedelta) -> Struct:
    old = structs.asdict(value)
    new = {name: _shift(part, by) for name, part in old.items()}
    changed = {name: part for name, part in new.items() if part is not old[name]}
    return structs.replace(value, **changed) if changed else value
