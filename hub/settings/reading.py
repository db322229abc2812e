"""Reads TOML into the tables of `hub.model.household`, and stops at the first thing that cannot be."""

import math
import re
import tomllib
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from msgspec import inspect

from hub.model.errors import SettingsError
from hub.model.household import Detection, Secret, Settings
from hub.settings.checks import check
from hub.settings.durations import duration
from hub.settings.files import shipped
from hub.settings.place import Place, shown
from hub.settings.rules import MAY_BE_ZERO, MOMENTS, RULES, nearest

LONGEST = timedelta(days=36_525)
LONGEST_TEXT = 200
NOT_HERE = 'where the secret is, never the secret: { credential = "..." }, { file = "..." } or { env = "..." }'

Table = TypeVar("Table")
_WHERE = re.compile(r"(.*) \((at .*)\)")


def load(path: Path) -> Settings:
    """The settings in the file at `path`. SettingsError if it cannot be read or used."""
    return parse(_text(path), str(path))


def parse(text: str, file: str) -> Settings:
    """The settings that `text` describes; `file` is what a refusal calls it."""
    return settings(toml(text, file), file, detection())


def settings(tables: dict[str, Any], file: str, numbers: Detection) -> Settings:
    """The settings in `tables`; detectors' numbers that they do not give are those in `numbers`."""
    place = Place(file)
    tables = {"detectors": {}} | tables | _one_table("notices", tables)
    found = table(Settings, tables, place, {"detectors": numbers})
    check(found, place)
    return found


def detection() -> Detection:
    """The detectors' numbers that carehub ships, from config/detectors.toml."""
    path = shipped("detectors.toml")
    tables = toml(_text(path), str(path))
    values = {name: {key: entry["value"] for key, entry in part.items()} for name, part in tables.items()}
    return table(Detection, values, Place(path.name, "detectors"), {})


def toml(text: str, file: str) -> dict[str, Any]:
    """The tables of a TOML text."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as broken:
        match = _WHERE.fullmatch(str(broken))
        says, where = match.groups() if match else ("a number too long, or lists too deep", "whole file")
        found = f"something that is not TOML ({says[:80]})"
        raise SettingsError(file, where, found, "TOML", 'name = "value"') from None


def table(cls: type[Table], value: Any, place: Place, bases: dict[str, Any]) -> Table:
    """The table at `place`; what it leaves out comes from `bases`, then from the defaults of `cls`."""
    info = _info(cls)  # type: ignore[arg-type]  # every class can be hashed
    if not isinstance(value, dict):
        raise place.refuse(*_no_table(cls, value, place))
    fields = {field.encode_name: field for field in info.fields}
    _refuse_unknown(value, list(fields), place)
    values = {
        field.name: _field(field, value, place.key(key), bases.get(field.name))
        for key, field in fields.items()
        if key in value or (field.required and field.name not in bases)
    }
    return cls(**{**bases, **values})


@lru_cache(maxsize=128)
def _info(cls: type[Any]) -> inspect.StructType:
    """What a table may hold. Found once: it is half of the time that a file takes to be read."""
    info = inspect.type_info(cls)
    assert isinstance(info, inspect.StructType)
    return info


def _one_table(name: str, tables: dict[str, Any]) -> dict[str, Any]:
    """The table `name`, also where it is written as a list of one: [[notices]] is the same as [notices]."""
    value = tables.get(name)
    return {name: value[0]} if isinstance(value, list) and len(value) == 1 else {}


def _text(path: Path) -> str:
    example = "carehub run --config /etc/carehub/hub.toml"
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        found = f"no file that can be read ({error.strerror or error})"
        raise SettingsError(str(path), "whole file", found, "a settings file", example) from None
    except ValueError:
        raise SettingsError(str(path), "whole file", "letters that are not UTF-8", "UTF-8 text", example) from None


def _no_table(cls: type[Any], value: Any, place: Place) -> tuple[str, str]:
    if cls is Secret and not isinstance(value, list):
        return "a value written here", NOT_HERE
    return shown(value), _a_table(place)


def _a_table(place: Place) -> str:
    return "a table" if "." in place.path or "[" in place.path else f"a table, begun with [{place.path}]"


def _refuse_unknown(value: dict[str, Any], names: list[str], place: Place) -> None:
    for key in value:
        if key not in names:
            close = nearest(key, names)
            expected = f'"{close}"' if close else f"one of {', '.join(names)}"
            raise place.key(key).refuse("an unknown setting", expected, place.key(close) if close else place)


def _field(field: inspect.Field, given: dict[str, Any], place: Place, base: Any) -> Any:
    if field.encode_name not in given:
        raise place.refuse("nothing", _described(field.type, place))
    return _read(field.type, given[field.encode_name], place, base)


def _read(info: inspect.Type, value: Any, place: Place, base: Any = None) -> Any:
    if isinstance(info, inspect.UnionType):
        info = next(each for each in info.types if not isinstance(each, inspect.NoneType))
    if isinstance(info, inspect.StructType):
        return table(info.cls, value, place, _as_bases(base))
    read = READERS[type(info)](info, value, place)
    expected = RULES[place.setting](read) if place.setting in RULES else ""
    if expected:
        raise place.refuse(shown(value), expected)
    return read


def _as_bases(base: Any) -> dict[str, Any]:
    return {name: getattr(base, name) for name in base.__struct_fields__} if base is not None else {}


def _list(info: Any, value: Any, place: Place) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise place.refuse(shown(value), _described(info, place))
    return tuple(_read(info.item_type, each, place.item(index)) for index, each in enumerate(value))


def _dict(info: Any, value: Any, place: Place) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise place.refuse(shown(value), _a_table(place))
    _refuse_unknown(value, list(info.key_type.values), place)
    return {key: _read(info.value_type, each, place.key(key)) for key, each in value.items()}


def _word(info: Any, value: Any, place: Place) -> str:
    if not isinstance(value, str) or value not in info.values:
        raise place.refuse(shown(value), _one_of(list(info.values), value))
    return value


def _one_of(words: list[str], value: Any) -> str:
    close = nearest(value, words) if isinstance(value, str) else None
    all_of_them = f"one of {', '.join(words)}"
    return f'"{close}" ({all_of_them})' if close else all_of_them


def _string(info: Any, value: Any, place: Place) -> str:
    if place.setting in MOMENTS and isinstance(value, date):
        value = _written_moment(value, place)
    if not isinstance(value, str):
        raise place.refuse(shown(value), _described(info, place))
    if not value.isprintable():
        raise place.refuse(shown(value), "text on one line, of letters that can be shown")
    if len(value) > LONGEST_TEXT:
        raise place.refuse(f"{len(value)} letters", f"at most {LONGEST_TEXT} letters")
    return value


def _written_moment(value: date, place: Place) -> str:
    """A date, or a date and a time, that stands in the file without quotes."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is not None or value.second or value.microsecond:
        raise place.refuse(shown(value), "a date, or a date and a time to the minute, on the clocks of the home")
    return value.strftime("%Y-%m-%d %H:%M")


def _duration(info: Any, value: Any, place: Place) -> timedelta:
    length = duration(value) if isinstance(value, str) else None
    if length is None:
        raise place.refuse(shown(value), DESCRIBED[inspect.TimeDeltaType])
    if length > LONGEST:
        raise place.refuse(shown(value), "at most a hundred years")
    if not length and place.setting not in MAY_BE_ZERO:
        raise place.refuse(shown(value), "a length of time over zero")
    return length


def _exactly(cls: type[Any], info: Any, value: Any, place: Place) -> Any:
    if type(value) is not cls:
        raise place.refuse(shown(value), _described(info, place))
    return value


def _boolean(info: Any, value: Any, place: Place) -> bool:
    return bool(_exactly(bool, info, value, place))


def _whole(info: Any, value: Any, place: Place) -> int:
    return int(_exactly(int, info, value, place))


def _day(info: Any, value: Any, place: Place) -> Any:
    return _exactly(date, info, value, place)


def _decimal(info: Any, value: Any, place: Place) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise place.refuse(shown(value), "a number")
    return float(value)


def _described(info: Any, place: Place) -> str:
    if place.setting in MOMENTS:
        return "a date, or a date and a time"
    if isinstance(info, inspect.VarTupleType) and isinstance(info.item_type, inspect.StructType):
        return f"a list, each entry begun with [[{place.path}]]"
    if isinstance(info, inspect.LiteralType):
        return f"one of {', '.join(map(str, info.values))}"
    return _a_table(place) if isinstance(info, inspect.StructType) else DESCRIBED[type(info)]


READERS: dict[type[Any], Callable[[Any, Any, Place], Any]] = {
    inspect.VarTupleType: _list,
    inspect.DictType: _dict,
    inspect.LiteralType: _word,
    inspect.StrType: _string,
    inspect.BoolType: _boolean,
    inspect.IntType: _whole,
    inspect.FloatType: _decimal,
    inspect.TimeDeltaType: _duration,
    inspect.DateType: _day,
}
"""How each type of setting is read."""

DESCRIBED: dict[type[Any], str] = {
    inspect.VarTupleType: "a list in brackets",
    inspect.StrType: "text in quotes",
    inspect.BoolType: "true or false",
    inspect.IntType: "a whole number",
    inspect.FloatType: "a number",
    inspect.TimeDeltaType: "a length of time, with its unit (d, h, m or s)",
    inspect.DateType: "a date",
}
"""How a refusal names each type of setting."""
