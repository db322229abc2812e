"""A setting as a form shows it, and what somebody typed as the value that goes into the file."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from hub.core.languages import ENGLISH as ENGLISH  # noqa: PLC0414 - what forms call English is decided there
from hub.model.ids import CENTRE
from hub.pages.setup.shape import Field, is_moment
from hub.settings.durations import written
from hub.settings.layout import Names

WHERE = ("credential", "file", "env")
"""Where a secret may be."""
UNTOUCHED = object()
"""The form shows what the file says, and was sent back so."""
_WHOLE, _NUMBER = re.compile(r"-?[0-9]{1,15}"), re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")
_OF_THE_HOME = {"room": "rooms", "rooms": "rooms", "bedroom": "rooms", "bathroom": "rooms", "worn_by": "residents",
                "device": "devices", "tag": "devices", "contact": "contacts", "tell": "contacts",
                "agency": "ladders"}  # fmt: skip

Posted = Mapping[str, Sequence[str]]
"""What a form sent: each name with all of its values."""


def name_of(field: Field) -> str:
    """What the field is called in the form."""
    return f"v.{field.key}"


def raw_at(tables: Any, path: Names) -> Any:
    """What the file says there; None if nothing. [[notices]] is read like [notices]."""
    for name in path:
        if isinstance(tables, list) and isinstance(name, str):
            tables = tables[0] if tables else None
        if isinstance(tables, dict):
            tables = tables.get(str(name))
        elif isinstance(tables, list) and isinstance(name, int) and 0 <= name < len(tables):
            tables = tables[name]
        else:
            return None
    return tables


def shown(field: Field, raw: Any) -> tuple[str, ...]:
    """What the form shows of a value in the file. Of a secret never the secret, only where it is."""
    if field.kind == "secret":
        where = next((name for name in WHERE if isinstance(raw, dict) and isinstance(raw.get(name), str)), "")
        return (where, raw[where] if where else "")
    if field.kind in ("lines", "several"):
        return tuple(_as_text(each) for each in raw) if isinstance(raw, list) else ()
    return (_as_text(raw),)


def _as_text(raw: Any) -> str:
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "true" if raw else "false"
    return raw.isoformat(sep=" ", timespec="minutes") if hasattr(raw, "hour") else str(raw)


def posted(field: Field, form: Posted) -> tuple[str, ...]:
    """What the form sent of this field, as `shown` would have it."""
    name = name_of(field)
    if field.kind == "secret":
        return (_first(form, f"{name}.where"), _first(form, f"{name}.name"))
    if field.kind == "lines":
        return tuple(line.strip() for line in _first(form, name).splitlines() if line.strip())
    if field.kind == "several":
        return tuple(word for word in form.get(name, ()) if word)
    return (_first(form, name),)


def _first(form: Posted, name: str) -> str:
    return next(iter(form.get(name, ())), "").strip()


def value(field: Field, form: Posted, raw: Any) -> Any:
    """What is to stand in the file: None for nothing, UNTOUCHED where the form was sent back as it was.

    What cannot be read is passed on as it was typed, so that the settings refuse it in their own words.
    """
    said, before = posted(field, form), shown(field, raw)
    if said == before or (field.kind == "several" and set(said) == set(before)):
        return UNTOUCHED
    if field.kind == "secret":
        where, name = said
        return {where if where in WHERE else "credential": name} if where or name else None
    if field.kind == "several":
        return [each for each in before if each in said] + [each for each in said if each not in before] or None
    if field.kind == "lines":
        return list(said) or None
    return _read(field, said[0]) if said[0] else None


def _read(field: Field, text: str) -> Any:
    match field.kind:
        case "whole" if _WHOLE.fullmatch(text):
            return int(text)
        case "number" if _NUMBER.fullmatch(text):
            return float(text)
        case "yes or no" if text in ("true", "false"):
            return text == "true"
        case "day":
            return _day(text)
    return text


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def options(field: Field, tables: Any) -> tuple[tuple[str, str], ...]:
    """What can be chosen, each with its words: names of the home's own people, rooms and devices."""
    if field.choices:
        return tuple((word, word) for word in field.choices)
    table = _OF_THE_HOME.get(field.key, "")
    rows = raw_at(tables, (table,)) if table else None
    key = "name" if table == "ladders" else "id"
    found = [
        (row[key], str(row.get("name", row[key])))
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict) and isinstance(row.get(key), str)
    ]
    if field.key == "tell" and field.path[0] != "audit" and raw_at(tables, ("centre",)) is not None:
        found.append((CENTRE, "centre"))
    return tuple(found)


def is_chosen(field: Field, tables: Any) -> bool:
    """Whether it is chosen from a list rather than typed."""
    return bool(field.choices) or field.key in _OF_THE_HOME


def usual(field: Field) -> str:
    """What is so without the setting, as it would be typed."""
    if field.usual is None or field.usual in ("", ()):
        return ""
    if isinstance(field.usual, bool):
        return "yes" if field.usual else "no"
    if isinstance(field.usual, tuple):
        return ", ".join(map(str, field.usual))
    return written(field.usual) if field.kind == "length" else f"{field.usual}"


def hint_of_kind(field: Field) -> str:
    """What sort of thing is typed, where the words of the setting do not say it."""
    return "moment" if is_moment(field.path) else field.kind
