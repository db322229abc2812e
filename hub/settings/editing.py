"""One setting in the text of hub.toml is given another value, or is taken out: every other line and comment stays.

Text in, text out, and proved: the tables of the new text are those of the old one with just that change.
"""

from typing import Any

from hub.model.household import Settings
from hub.settings import brackets
from hub.settings.layout import Entry, Layout, Names, Section, after_line, layout, line_of
from hub.settings.pieces import last_line, spans, whole_lines, with_lines, without
from hub.settings.proof import NotWritten, by_hand, proved, same, tables
from hub.settings.values import block, key, plain, written

OWN_HEADER: frozenset[Names] = frozenset({("sms", "second"), ("audit", "sms")})
"""Tables within tables that have a header of their own. Those of [detectors] do too; the others stand on one line."""


def with_value(text: str, path: Names, value: Any) -> str:
    """With this value at `path`, in the place where a person would write it. None takes it out."""
    if value is None:
        return with_none(text, path)
    before, new = tables(text), plain(value)
    path = _as_written(before, path)
    wanted = _with(before, path, new)
    return text if same(before, wanted) else proved(put(text, path, new), f"have {_named(path, new)}", wanted)


def with_none(text: str, path: Names) -> str:
    """Without what stands at `path`: a key, or a whole table."""
    before = tables(text)
    path = _as_written(before, path)
    if not _is_there(before, path):
        return text
    wanted = _without(before, path)
    return proved(cut(text, path), f"have no {spoken(path)}", wanted, _pruned(wanted, path[:-1]))


def put(text: str, path: Names, value: Any) -> str:
    """With the value at `path`, not proved."""
    found = layout(text)
    entry = found.at(path)
    if entry is not None:
        return _replaced(text, entry, value)
    if found.below(path) or found.dotted(path):
        return _key_by_key(text, path, value)
    return _inserted(whole_lines(text), path, value)


def cut(text: str, path: Names) -> str:
    """Without what stands at `path`, not proved."""
    found = layout(text)
    entry = found.at(path)
    if entry is None:
        for _, each in reversed(found.dotted(path)):
            text = text[: line_of(text, each.start)] + text[after_line(text, each.end) :]
        return without(text, spans(layout(text), path))
    around = found.at(path[:-1])
    if around is not None and around.kind == "table":
        return brackets.without_key(text, around, around.parts.index(entry))
    if around is not None:
        number, old = around.parts.index(entry), found_at(tables(text), around.path)
        return brackets.other_items(text, around, old, [*old[:number], *old[number + 1 :]])
    return text[: line_of(text, entry.start)] + text[after_line(text, entry.end) :]


def found_at(before: Any, path: Names) -> Any:
    """What the tables say at `path`. NotWritten if there is no such list or place in it."""
    for name in path:
        try:
            before = before[name]
        except (LookupError, TypeError):
            raise NotWritten(f"the settings have no {spoken(path)} (any more). Look at them again.") from None
    return before


def replaced_at(before: dict[str, Any], path: Names, value: Any) -> dict[str, Any]:
    """The tables with this value at `path`; with nothing there, if it is None."""
    if value is None:
        return dict(_without(before, path)) if _is_there(before, path) else before
    return dict(_with(before, path, value))


def spoken(path: Names) -> str:
    """A path as refusals write it: ladders[0].rungs[1].wait."""
    text = ""
    for name in path:
        text += f"[{name}]" if isinstance(name, int) else f".{name}" if text else name
    return text


def _replaced(text: str, entry: Entry, value: Any) -> str:
    if entry.kind == "list" and isinstance(value, list):
        return brackets.other_items(text, entry, found_at(tables(text), entry.path), value)
    if entry.kind == "table" and isinstance(value, dict):
        return _key_by_key(text, entry.path, value)
    return text[: entry.at] + _in_line(text, entry, written(value))


def _in_line(text: str, entry: Entry, new: str) -> str:
    """The new value and what follows it; a comment behind it stays in its column, as far as there is room."""
    rest = text[entry.end :]
    space = len(rest) - len(rest.lstrip(" "))
    if space > 1 and rest[space : space + 1] == "#":
        space_left = max(space + entry.end - entry.at - len(new), 1)
        return new + " " * space_left + rest[space:]
    return new + rest


def _key_by_key(text: str, path: Names, value: Any) -> str:
    """A table that is there already: only the keys that differ are written."""
    old = found_at(tables(text), path)
    if not isinstance(value, dict) or not isinstance(old, dict):
        raise by_hand(f"have {_named(path, value)}")
    for name in old.keys() - value.keys():
        text = cut(text, (*path, name))
    for name, each in value.items():
        if name not in old or not same(old[name], each):
            text = put(text, (*path, name), each)
    return text


def _inserted(text: str, path: Names, value: Any) -> str:
    """With a value that is new: in the table that it belongs to, which is begun if there is none yet."""
    found, around = layout(text), path[:-1]
    name = path[-1]
    braces, section, lines = found.at(around), found.section(around), found.dotted(around)
    if not isinstance(name, str):
        raise by_hand(f"have {_named(path, value)}")
    if braces is not None and braces.kind == "table":
        return brackets.with_key(text, braces, name, value)
    if _has_header(path, value):
        return _begun(text, found, path, value)
    if section is not None:
        return _with_line(text, section, (name,), value)
    if lines:
        section, last = lines[-1]
        return _with_line(text, section, (*_names(around[len(section.path) :]), name), value, last)
    return _begun_around(text, found, around, {name: value})


def _begun_around(text: str, found: Layout, path: Names, value: dict[str, Any]) -> str:
    """With a table that only its sub-tables have shown so far, or not even they."""
    below = found.below(path)
    if not below:
        return _inserted(text, path, value)
    return with_lines(text, below[0].start, block(_names(path), value, False))


def _with_line(text: str, section: Section, names: tuple[str, ...], value: Any, last: Entry | None = None) -> str:
    """With one more line in a section: after its last value, or after this one."""
    last = last or (section.entries[-1] if section.entries else None)
    at = after_line(text, last.end) if last else section.body
    begin = line_of(text, last.start) if last else at
    indent = text[begin : last.start] if last else ""
    return with_lines(text, at, [f"{indent}{key(*names)} = {written(value)}"], apart=False)


def _has_header(path: Names, value: Any) -> bool:
    """Whether a new table, or the tables of a new list, stand under a header of their own."""
    if isinstance(value, list):
        tables_only = bool(value) and all(isinstance(each, dict) for each in value)
        return tables_only and (len(path) == 1 or path[-1] == "rungs")
    return isinstance(value, dict) and (
        len(path) == 1 or path in OWN_HEADER or (path[0] == "detectors" and len(path) == 2)
    )


def _begun(text: str, found: Layout, path: Names, value: Any) -> str:
    """With a new table, or a new list of tables: after what it belongs to, else in the order of the settings."""
    rows = value if isinstance(value, list) else [value]
    for row in rows:
        text = with_lines(text, place_of(text, path), block(_names(path), row, isinstance(value, list)))
    return text


def place_of(text: str, path: Names) -> int:
    """Where a new table begins: after the last one of its kind, or of what comes before it in the settings."""
    found = layout(text)
    for name in range(len(path), 0, -1):
        pieces = spans(found, path[:name])
        if pieces:
            return pieces[-1][1]
    order = [*(name for name in Settings.__struct_fields__ if name != "detectors"), "detectors"]
    before = order[: order.index(str(path[0]))] if path[0] in order else order
    for neighbour in reversed(before):
        holding = [each for each in found.sections if neighbour in _tops(each)]
        if holding:
            return last_line(found, holding[-1])
    return last_line(found, found.sections[0]) if found.sections[0].entries else _first_header(found)


def _first_header(found: Layout) -> int:
    return found.sections[1].start if len(found.sections) > 1 else len(found.text)


def _tops(section: Section) -> set[str | int]:
    return {section.path[0]} if section.path else {entry.path[0] for entry in section.entries}


def _names(path: Names) -> tuple[str, ...]:
    """The names in a path, as a header has them: places in lists are not written."""
    return tuple(name for name in path if isinstance(name, str))


def _as_written(before: dict[str, Any], path: Names) -> Names:
    """[[notices]] is read like [notices]: the path as the file has it."""
    one_of_many = path[0] == "notices" and isinstance(before.get("notices"), list) and 0 not in path[1:2]
    return ("notices", 0, *path[1:]) if one_of_many else path


def _is_there(before: Any, path: Names) -> bool:
    for name in path:
        known = isinstance(before, dict) and name in before
        if not known and not (isinstance(before, list) and isinstance(name, int) and 0 <= name < len(before)):
            return False
        before = before[name]
    return True


def _with(before: Any, path: Names, value: Any) -> Any:
    """The tables with a value; what leads to it is made."""
    if not path:
        return value
    name, rest = path[0], path[1:]
    if isinstance(name, int):
        within = found_at(before, (name,))
        return [*before[:name], _with(within, rest, value), *before[name + 1 :]]
    if not isinstance(before, dict):
        raise NotWritten(f"the settings have no table that could hold {spoken(path)}.")
    return {**before, name: _with(before.get(name, {}), rest, value)}


def _without(before: Any, path: Names) -> Any:
    name, rest = path[0], path[1:]
    if isinstance(name, int):
        inside = [_without(before[name], rest)] if rest else []
        return [*before[:name], *inside, *before[name + 1 :]]
    kept = {key: each for key, each in before.items() if key != name}
    return {**kept, name: _without(before[name], rest)} if rest else kept


def _pruned(before: Any, path: Names) -> Any:
    """The same without a table that has become empty: one that was only written with dots is gone then."""
    while path and path[-1:] and isinstance(path[-1], str) and found_at(before, path) in ({}, []):
        before, path = _without(before, path), path[:-1]
    return before


def _named(path: Names, value: Any) -> str:
    return f"{spoken(path)} = {written(value)}"
