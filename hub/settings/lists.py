"""A list of tables in the text of hub.toml has one more, one less, one changed, or another order; comments move along.

`path` leads to the list: ("contacts",), ("ladder",), ("ladders", 0, "rungs"). `which` is the id of a table (the name of
a ladder), or its place, counted from 0. Text in, text out, and proved like `editing`.
"""

from typing import Any

from msgspec import Struct

from hub.settings import brackets
from hub.settings.editing import cut, found_at, place_of, put, replaced_at, spoken
from hub.settings.layout import Names, ending, layout
from hub.settings.pieces import ends_with_comment, of_list, whole_lines, with_lines, without
from hub.settings.proof import NotWritten, by_hand, proved, same, tables
from hub.settings.values import block, plain

Which = str | int


def with_one(text: str, path: Names, values: Struct | dict[str, Any], at: int | None = None) -> str:
    """With one more table: at the end of the list, or at this place in it."""
    before, new = tables(text), plain(values)
    rows = _rows(before, path)
    place = len(rows) if at is None else at
    wanted = [*rows[:place], new, *rows[place:]]
    what = f"have one more in {spoken(path)}: {_called(new)}"
    entry = layout(text).at(path)
    if entry is not None:
        return _proved(brackets.other_items(text, entry, rows, wanted), before, path, wanted, what)
    if _in_braces(text, path):
        return _proved(put(text, path, wanted), before, path, wanted, what)
    text = _ordered(_appended(text, path, new), path, [*range(place), len(rows), *range(place, len(rows))])
    return _proved(text, before, path, wanted, what)


def with_changes(text: str, path: Names, which: Which, changes: dict[str, Any]) -> str:
    """With other values for some keys of one table; None takes a key out."""
    before = tables(text)
    rows, index = _rows(before, path), place_in(before, path, which)
    kept = {key: each for key, each in rows[index].items() if key not in changes or changes[key] is not None}
    new = {**kept, **plain(changes)}
    for key, value in changes.items():
        if value is None and key in rows[index]:
            text = cut(text, (*path, index, key))
        elif value is not None and not (key in rows[index] and same(rows[index][key], plain(value))):
            text = put(text, (*path, index, key), plain(value))
    wanted = [*rows[:index], new, *rows[index + 1 :]]
    return _proved(text, before, path, wanted, f"change {spoken((*path, index))} to {_called(new)}")


def without_one(text: str, path: Names, which: Which) -> str:
    """Without one table of the list, and without the comment that stood with it."""
    before = tables(text)
    rows, index = _rows(before, path), place_in(before, path, which)
    wanted = [*rows[:index], *rows[index + 1 :]]
    entry = layout(text).at(path)
    if entry is not None:
        text = brackets.other_items(text, entry, rows, wanted)
    else:
        text = without(text, of_list(layout(text), path)[index])
    return _proved(text, before, path, wanted, f"have no {spoken((*path, index))}: {_called(rows[index])}")


def moved(text: str, path: Names, which: Which, to: int) -> str:
    """With one table of the list at another place in it: a rung that climbs up or down."""
    before = tables(text)
    rows, index = _rows(before, path), place_in(before, path, which)
    if not 0 <= to < len(rows):
        raise NotWritten(f"{spoken(path)} has {len(rows)} places: there is no place {to + 1}.")
    order = [each for each in range(len(rows)) if each != index]
    order.insert(to, index)
    wanted = [rows[each] for each in order]
    entry = layout(text).at(path)
    new = brackets.other_items(text, entry, rows, wanted) if entry is not None else _ordered(text, path, order)
    return _proved(new, before, path, wanted, f"have {spoken((*path, index))} at place {to}")


def place_in(before: dict[str, Any], path: Names, which: Which) -> int:
    """The place of a table in its list. NotWritten if it is not there."""
    rows = _rows(before, path)
    if isinstance(which, int):
        found_at(rows, (which,))
        if which >= 0:
            return which
    names = [row.get("id", row.get("name")) for row in rows]
    if which not in names:
        raise NotWritten(f"{spoken(path)} has none that is called {which} (any more). Look at the settings again.")
    return names.index(which)


def _rows(before: dict[str, Any], path: Names) -> list[dict[str, Any]]:
    """The tables of a list, which need not be there yet; what should hold it must."""
    within = found_at(before, path[:-1])
    rows = within.get(path[-1], []) if isinstance(within, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise by_hand(f"have a list of tables {spoken(path)}")
    return rows


def _in_braces(text: str, path: Names) -> bool:
    """Whether the list will stand in a table on one line, where there are no headers."""
    return len(path) > 1 and layout(text).at(path[:-1]) is not None


def _appended(text: str, path: Names, new: dict[str, Any]) -> str:
    names = tuple(name for name in path if isinstance(name, str))
    text = whole_lines(text)
    pieces = of_list(layout(text), path)
    at = place_of(text, path)
    close = len(pieces) > 1 and pieces[-2][-1][1] == pieces[-1][0][0] and not ends_with_comment(text[:at])
    return with_lines(text, at, block(names, new, True), apart=not close)


def _ordered(text: str, path: Names, order: list[int]) -> str:
    """With the tables of a list in this order, each in the place that another one had."""
    if order == sorted(order):
        return text
    text = whole_lines(text)
    pieces = of_list(layout(text), path)
    words = ["".join(text[start:end] for start, end in each) for each in pieces]
    new = {pieces[place][0]: _apart(words[index], text[pieces[place][0][1] :]) for place, index in enumerate(order)}
    new.update({span: "" for each in pieces for span in each[1:]})
    for span in sorted(new, reverse=True):
        text = text[: span[0]] + new[span] + text[span[1] :]
    return text


def _apart(words: str, following: str) -> str:
    """A comment at the end of a table stays with it, also where another header would touch it now."""
    touches = bool(following.strip()) and bool(following.partition("\n")[0].strip())
    return words + ending(words) if touches and ends_with_comment(words) else words


def _proved(text: str, before: dict[str, Any], path: Names, rows: list[dict[str, Any]], what: str) -> str:
    wanted = replaced_at(before, path, rows)
    none = () if rows else (replaced_at(before, path, None),)
    return proved(text, what, wanted, *none)


def _called(row: dict[str, Any]) -> str:
    return str(row.get("name", row.get("id", row)))
