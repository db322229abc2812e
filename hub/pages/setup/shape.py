"""What can be set at a place of hub.toml, out of the model itself: fields, tables within, lists of tables."""

from functools import lru_cache
from typing import Any, Literal

import msgspec
from msgspec import Struct, inspect

from hub.model.household import SPOKEN_OF, Secret, Settings
from hub.settings.layout import Names
from hub.settings.reading import detection
from hub.settings.rules import CLIMBING_KINDS, MOMENTS, TOPIC_KINDS

Kind = Literal["text", "length", "whole", "number", "yes or no", "word", "day", "lines", "several", "secret"]

KINDS: dict[type[Any], Kind] = {
    inspect.StrType: "text",
    inspect.IntType: "whole",
    inspect.FloatType: "number",
    inspect.BoolType: "yes or no",
    inspect.LiteralType: "word",
    inspect.TimeDeltaType: "length",
    inspect.DateType: "day",
}

LISTS = frozenset({"tell", "rooms"})
"""Lists whose words are ids of the home's own people or rooms."""
WORDS: dict[str, tuple[str, ...]] = {
    "ladders[].kinds": tuple(CLIMBING_KINDS),
    "topics[].kind": tuple(TOPIC_KINDS),
    "announce.kinds": SPOKEN_OF,
}
"""Settings whose words are known, though the model calls them only text."""


class Field(Struct, frozen=True):
    """One setting. `choices`: the words that it may be; `usual`: what is so without it, None if it must be said."""

    path: Names
    kind: Kind
    required: bool
    usual: Any = None
    choices: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its name in its table."""
        return str(self.path[-1])


class Shape(Struct, frozen=True):
    """A table: its settings, the tables in it, and the lists of tables in it. `is_list`: the list itself."""

    path: Names
    fields: tuple[Field, ...] = ()
    tables: tuple[Names, ...] = ()
    lists: tuple[Names, ...] = ()
    is_list: bool = False
    required: bool = False


def setting(path: Names) -> str:
    """A setting's name whichever entry it is in: contacts[].phone."""
    found = ""
    for name in path:
        found += "[]" if isinstance(name, int) else f".{name}" if found else name
    return found


class NoSuchPlace(LookupError):  # noqa: N818 - it says what is so
    """The settings have no such place."""


@lru_cache(maxsize=512)
def shape(path: Names) -> Shape:
    """What can be set there. NoSuchPlace if the settings have no such table or list."""
    info, base, required = _at(path)
    if isinstance(info, inspect.VarTupleType) and isinstance(info.item_type, inspect.StructType):
        return Shape(path, is_list=True, required=required)
    if isinstance(info, inspect.DictType):
        keys = getattr(info.key_type, "values", ())
        return Shape(path, tables=tuple((*path, key) for key in keys))
    if not isinstance(info, inspect.StructType) or info.cls is Secret:
        raise NoSuchPlace(path)
    return _table(path, info, base, required)


def _table(path: Names, info: inspect.StructType, base: Any, required: bool) -> Shape:
    fields, tables, lists = [], [], []
    for each in info.fields:
        here, kind = (*path, each.encode_name), _plain(each.type)
        if isinstance(kind, inspect.DictType) or (isinstance(kind, inspect.StructType) and kind.cls is not Secret):
            tables.append(here)
        elif isinstance(kind, inspect.VarTupleType) and isinstance(kind.item_type, inspect.StructType):
            lists.append(here)
        else:
            fields.append(_field(here, each, base))
    return Shape(path, tuple(fields), tuple(tables), tuple(lists), required=required)


def _field(path: Names, field: inspect.Field, base: Any) -> Field:
    usual = getattr(base, field.name) if base is not None else _default(field)
    required = usual is msgspec.NODEFAULT
    kind, choices = _kind(_plain(field.type)), _choices(_plain(field.type), path)
    if kind == "lines" and (choices or path[-1] in LISTS):
        kind = "several"
    if kind == "text" and choices:
        kind = "word"
    return Field(path, kind, required, None if required else usual, choices)


def _kind(info: inspect.Type) -> Kind:
    if isinstance(info, inspect.StructType):
        return "secret"
    return "lines" if isinstance(info, inspect.VarTupleType) else KINDS[type(info)]


def _choices(info: inspect.Type, path: Names) -> tuple[str, ...]:
    inner = info.item_type if isinstance(info, inspect.VarTupleType) else info
    if isinstance(inner, inspect.LiteralType):
        return tuple(map(str, inner.values))
    return WORDS.get(setting(path), ())


def _default(field: inspect.Field) -> Any:
    if field.default is not msgspec.NODEFAULT:
        return field.default
    return field.default_factory() if field.default_factory is not msgspec.NODEFAULT else msgspec.NODEFAULT


def _at(path: Names) -> tuple[inspect.Type, Any, bool]:
    """The type at a place, what is so there by default if that is not in the type, and whether it must be there."""
    info: inspect.Type = inspect.type_info(Settings)
    base: Any = None
    required = True
    for name in path:
        info = _plain(info)
        info, base, required = _step(info, base, name, path)
    return _plain(info), base, required


def _step(info: inspect.Type, base: Any, name: str | int, path: Names) -> tuple[inspect.Type, Any, bool]:
    if isinstance(info, inspect.VarTupleType) and isinstance(name, int):
        return info.item_type, None, False
    if isinstance(info, inspect.DictType) and name in getattr(info.key_type, "values", ()):
        return info.value_type, None, False
    if isinstance(info, inspect.StructType) and isinstance(name, str):
        for field in info.fields:
            if field.encode_name == name:
                below = detection() if name == "detectors" else getattr(base, field.name, None)
                return field.type, below, field.required and name != "detectors"
    raise NoSuchPlace(path)


def _plain(info: inspect.Type) -> inspect.Type:
    """The type itself, where it may be absent too."""
    if isinstance(info, inspect.UnionType):
        return next(each for each in info.types if not isinstance(each, inspect.NoneType))
    return info


def is_moment(path: Names) -> bool:
    """Whether it is a day, or a day and a time."""
    return setting(path) in MOMENTS
