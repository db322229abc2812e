"""Settings as they may be given to whoever helps: their shape, numbers and choices; no word that somebody wrote.

A text stays only where its type has a fixed list of choices (Literal). So a setting that is added one day is taken out
by itself until somebody gives it such a type.
"""

import typing
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Literal

from msgspec import Struct

from hub.model.household import Hub, Secret, Settings

REMOVED = "[removed]"
KEPT: frozenset[tuple[type, str]] = frozenset({(Hub, "timezone")})
"""Fields of free text that are told all the same: a zone is a country's, and clocks are wrong by it."""

StandIns = Mapping[str, str]
"""An id -> what is said for it, so that it is seen which rung names which contact, and which device is where."""


def plain(settings: Settings) -> Any:
    """All of it, for JSON."""
    return _struct(settings, stand_ins(settings))


def stand_ins(settings: Settings) -> dict[str, str]:
    """Numbers in the order of the file."""
    kinds: tuple[tuple[str, tuple[Any, ...]], ...] = (
        ("resident", settings.residents), ("room", settings.rooms), ("contact", settings.contacts),
        ("device", settings.devices),
    )  # fmt: skip
    return {str(each.id): f"{kind} {n}" for kind, all_ in kinds for n, each in enumerate(all_, 1)}


def written(settings: Settings) -> frozenset[str]:
    """Every text of the settings that somebody wrote."""
    return frozenset(_texts(settings))


def _struct(value: Struct, known: StandIns) -> Any:
    if isinstance(value, Secret):
        return "[a secret]"
    kind = type(value)
    hints = typing.get_type_hints(kind)
    return {
        name: getattr(value, name) if (kind, name) in KEPT else _plain(getattr(value, name), hints[name], known)
        for name in value.__struct_fields__
    }


def _plain(value: Any, kind: Any, known: StandIns) -> Any:
    if isinstance(value, Struct):
        return _struct(value, known)
    if isinstance(value, Mapping):
        keys, values = _args(kind, dict)
        return {_plain(key, keys, known): _plain(each, values, known) for key, each in value.items()}
    if isinstance(value, tuple | list | frozenset):
        within = [each for each in _args(kind, type(value)) if each is not Ellipsis]
        return [_plain(each, within[min(n, len(within) - 1)], known) for n, each in enumerate(value)]
    if isinstance(value, str):
        return value if not value or value in _choices(kind) else known.get(value, REMOVED)
    if isinstance(value, timedelta):
        return value.total_seconds()
    return value if value is None or isinstance(value, bool | int | float) else REMOVED


def _args(kind: Any, container: type) -> tuple[Any, ...]:
    """What a container holds by its type, also if it may be None instead."""
    if typing.get_origin(kind) is container:
        return typing.get_args(kind)
    found = (_args(each, container) for each in typing.get_args(kind) if typing.get_origin(each) is not None)
    return next((args for args in found if args), (str, str) if container is dict else (str,))


def _choices(kind: Any) -> frozenset[Any]:
    """Every choice that the type has; none of free text."""
    if typing.get_origin(kind) is Literal:
        return frozenset(typing.get_args(kind))
    return frozenset(choice for each in typing.get_args(kind) for choice in _choices(each))


def _texts(value: Any, kind: Any = str) -> Iterator[str]:
    if isinstance(value, str):
        yield from (value,) if value and value not in _choices(kind) else ()
        return
    for within, its_kind in _within(value, kind):
        yield from _texts(within, its_kind)


def _within(value: Any, kind: Any) -> Iterator[tuple[Any, Any]]:
    """What a table, a list or a dictionary holds, each with its type."""
    if isinstance(value, Struct):
        hints = typing.get_type_hints(type(value))
        names = (name for name in value.__struct_fields__ if (type(value), name) not in KEPT)
        yield from ((getattr(value, name), hints[name]) for name in names)
    elif isinstance(value, Mapping):
        yield from ((each, str) for each in value.values())
    elif isinstance(value, tuple | list | frozenset):
        yield from ((each, kind) for each in value)
