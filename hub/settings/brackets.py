"""A list in brackets or a table in braces is given other contents: what stays keeps its own words and its comments."""

import re
from typing import Any

from msgspec import Struct

from hub.settings.layout import Entry, ending, line_of
from hub.settings.proof import same
from hub.settings.values import key, written

_COMMENT = re.compile(r"#[^\r\n]*")
INDENT = "    "


class _Row(Struct, frozen=True):
    """One value of a list as it is written, with the comments above it and the one behind it."""

    raw: str
    above: tuple[str, ...] = ()
    behind: str = ""


def other_items(text: str, entry: Entry, old: list[Any], new: list[Any]) -> str:
    """The text, its list at `entry` (which holds `old`) with the items `new`."""
    first = text[entry.at + 1 : entry.parts[0].start] if entry.parts else text[entry.at + 1 : entry.end - 1]
    head, rows, tail = _rows(text, entry)
    left = list(zip(old, rows, strict=True))
    wanted = [_taken(left, each) for each in new]
    inside = text[entry.at : entry.end]
    many = bool(head or tail) or any(row.above or row.behind for row in rows) or "\n" in first
    list_text = _on_lines(text, entry, head, wanted, tail) if many else _on_one_line(inside, wanted)
    return text[: entry.at] + list_text + text[entry.end :]


def with_key(text: str, entry: Entry, name: str, value: Any) -> str:
    """The text, its table in braces at `entry` with one more key."""
    new = f"{key(name)} = {written(value)}"
    if entry.parts:
        at = entry.parts[-1].end
        return f"{text[:at]}, {new}{text[at:]}"
    return f"{text[: entry.at]}{{ {new} }}{text[entry.end :]}"


def without_key(text: str, entry: Entry, number: int) -> str:
    """The text, its table in braces at `entry` without the key at this place."""
    parts = entry.parts
    if len(parts) == 1:
        return f"{text[: entry.at]}{{}}{text[entry.end :]}"
    if number:
        return text[: parts[number - 1].end] + text[parts[number].end :]
    return text[: parts[0].start] + text[parts[1].start :]


def _rows(text: str, entry: Entry) -> tuple[list[str], list[_Row], list[str]]:
    """The comment right behind the bracket, each value, and the comments after the last one."""
    starts = [part.start for part in entry.parts] + [entry.end - 1]
    ends = [entry.at + 1] + [part.end for part in entry.parts]
    behind, above = [], []
    for start, end in zip(starts, ends, strict=True):
        line, _, rest = text[end:start].partition("\n")
        behind.append(_behind(line))
        above.append(tuple(_COMMENT.findall(rest)))
    rows = [
        _Row(text[part.start : part.end], comments, after)
        for part, comments, after in zip(entry.parts, above, behind[1:], strict=False)
    ]
    return [behind[0]] if behind[0] else [], rows, list(above[-1])


def _behind(line: str) -> str:
    """The comment on a line behind a value, with the space before it."""
    found = _COMMENT.search(line)
    if not found:
        return ""
    space = line[: found.start()].rpartition(",")[2]
    return (space or "  ") + found[0]


def _taken(left: list[tuple[Any, _Row]], value: Any) -> _Row:
    """The row that says this value already, which is then used up; or a new one."""
    for number, (old, row) in enumerate(left):
        if same(old, value):
            del left[number]
            return row
    return _Row(written(value))


def _on_one_line(before: str, rows: list[_Row]) -> str:
    pad = " " if before.startswith("[ ") and rows else ""
    return f"[{pad}{', '.join(row.raw for row in rows)}{pad}]"


def _on_lines(text: str, entry: Entry, head: list[str], rows: list[_Row], tail: list[str]) -> str:
    outer = _indent(text, entry.at)
    first = entry.parts[0].start if entry.parts else entry.at
    inner = _indent(text, first) if line_of(text, first) > entry.at else outer + INDENT
    lines = [f"[{head[0] if head else ''}"]
    for row in rows:
        lines += [*(f"{inner}{comment}" for comment in row.above), f"{inner}{row.raw},{row.behind}"]
    lines += [f"{inner}{comment}" for comment in tail]
    return ending(text).join([*lines, f"{outer}]"])


def _indent(text: str, at: int) -> str:
    line = text[line_of(text, at) : at]
    return line[: len(line) - len(line.lstrip(" \t"))]
