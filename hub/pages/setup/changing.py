"""What a form asks for becomes a change of the file's text. Text in, text out; what cannot be is an exception."""

from collections.abc import Callable
from typing import Any

from hub.pages.setup.fields import UNTOUCHED, Posted, raw_at, value
from hub.pages.setup.shape import Shape, shape
from hub.settings.editing import with_none, with_value
from hub.settings.layout import Names
from hub.settings.lists import moved, with_changes, with_one, without_one
from hub.settings.naming import free_id
from hub.settings.proof import tables

Edit = Callable[[str], str]
NAMED = frozenset({"residents", "rooms", "contacts", "visits"})
"""Lists whose entries get an id out of their name, if none is typed."""


def edit_of(what: str, path: Names, form: Posted) -> Edit | None:
    """The change that a form asks for; None if there is no such change."""
    match what:
        case "change":
            return lambda text: changed(text, path, form)
        case "add":
            return lambda text: added(text, path, form)
        case "remove" if path and isinstance(path[-1], int):
            return lambda text: without_one(text, path[:-1], int(path[-1]))
        case "remove":
            return lambda text: with_none(text, path)
        case "up" | "down" if path and isinstance(path[-1], int):
            step = -1 if what == "up" else 1
            return lambda text: moved(text, path[:-1], int(path[-1]), int(path[-1]) + step)
    return None


def changed(text: str, path: Names, form: Posted) -> str:
    """With what was typed into the form of a table."""
    new = values(shape(path), tables(text), form)
    if not new:
        return text
    if path and isinstance(path[-1], int):
        return with_changes(text, path[:-1], path[-1], new)
    if path and raw_at(tables(text), path) is None:
        given = {name: each for name, each in new.items() if each is not None}
        return with_value(text, path, given) if given else text
    for name, each in new.items():
        text = with_value(text, (*path, name), each)
    return text


def added(text: str, path: Names, form: Posted) -> str:
    """With one more table in a list."""
    before = tables(text)
    typed = values(shape((*path, _many(before, path))), {}, form)
    new = {name: each for name, each in typed.items() if each is not None}
    if path[-1] in NAMED and "id" not in new and isinstance(new.get("name"), str):
        new = {"id": free_id(str(new["name"]), _ids(raw_at(before, path))), **new}
    return with_one(text, path, new)


def _many(before: Any, path: Names) -> int:
    rows = raw_at(before, path)
    return len(rows) if isinstance(rows, list) else 0


def values(of: Shape, before: Any, form: Posted) -> dict[str, Any]:
    """What changes in a table: each key with its new value, None to take it out."""
    found = {}
    for field in of.fields:
        new = value(field, form, raw_at(before, field.path))
        if new is not UNTOUCHED:
            found[field.key] = new
    return found


def _ids(rows: Any) -> list[Any]:
    """The ids of a list of tables as the file has it."""
    return [row["id"] for row in rows or [] if isinstance(row, dict) and isinstance(row.get("id"), str)]
