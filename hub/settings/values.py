"""How is a value written in hub.toml? As a person would: nothing that is so anyway, and times with their units."""

import re
from datetime import timedelta
from typing import Any

import tomlkit
from msgspec import NODEFAULT, Struct, structs

from hub.settings.durations import written as length

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def plain(value: Any) -> Any:
    """A value in TOML's own types. None, and what a table of the settings says by default, is left out."""
    if isinstance(value, Struct):
        return {
            field.encode_name: plain(getattr(value, field.name))
            for field in structs.fields(value)
            if getattr(value, field.name) is not None and getattr(value, field.name) != _default(field)
        }
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items() if each is not None}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    return length(value) if isinstance(value, timedelta) else value


def written(value: Any) -> str:
    """A value on one line; it is one of TOML's own types."""
    if isinstance(value, dict):
        inside = ", ".join(f"{key(name)} = {written(each)}" for name, each in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    return str(tomlkit.item(value).as_string())


def key(*names: str) -> str:
    """Names as a key or a header has them."""
    return ".".join(name if _BARE.fullmatch(name) else str(tomlkit.item(name).as_string()) for name in names)


def block(names: tuple[str, ...], values: dict[str, Any], many: bool) -> list[str]:
    """The lines of a table under a header of its own; lists of tables that it holds stand under theirs."""
    head = f"[[{key(*names)}]]" if many else f"[{key(*names)}]"
    below = {name: each for name, each in values.items() if _is_tables(each)}
    lines = [head, *(f"{key(name)} = {written(each)}" for name, each in values.items() if name not in below)]
    for name, rows in below.items():
        for row in rows:
            lines += block((*names, name), row, True)
    return lines


def _is_tables(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _default(field: structs.FieldInfo) -> Any:
    if field.default_factory is not NODEFAULT:
        return field.default_factory()
    return field.default
