"""Where does each thing stand in the text of a settings file? To the letter, so that one thing is changed and no other.

The text must be TOML: `tomllib` has read it before. What is found is only places; what they mean, tomllib says.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

Names = tuple[str | int, ...]
"""The names that lead to a setting, and places in lists: ("ladders", 0, "rungs", 1, "wait")."""
_SILENT = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}' r"|'''.*?'{3,5}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[^\s,\]}#]+(?: [0-9][^\s,\]}#]*)?")


class Entry(Struct, frozen=True):
    """A value: `start` is where its key begins, `at` where the value does; in a list both are the same.

    `parts`: what a list in brackets or a table in braces holds.
    """

    path: Names
    start: int
    at: int
    end: int
    kind: Literal["plain", "list", "table"]
    parts: tuple["Entry", ...] = ()


class Section(Struct, frozen=True):
    """A header with all lines up to the next one; the first is what stands before any header.

    `start`: where the line of the header begins; `body`: the line after it.
    """

    path: Names
    start: int
    body: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def content(self) -> int:
        """Where its last value ends, or its header."""
        return self.entries[-1].end if self.entries else self.body


class Layout(Struct, frozen=True):
    """A whole text, section by section, without a gap."""

    text: str
    sections: tuple[Section, ...]

    def entries(self) -> Iterator[Entry]:
        """Everything with a value, what is in lists and tables on one line too."""
        for section in self.sections:
            for entry in section.entries:
                yield from _with_parts(entry)

    def at(self, path: Names) -> Entry | None:
        """The value that stands at `path`, if it has one place."""
        return next((entry for entry in self.entries() if entry.path == path), None)

    def section(self, path: Names) -> Section | None:
        """The section whose header says `path`."""
        return next((each for each in self.sections if each.path == path), None)

    def below(self, path: Names) -> list[Section]:
        """The sections of this table and of everything in it."""
        return [each for each in self.sections if path and each.path[: len(path)] == path]

    def dotted(self, path: Names) -> list[tuple[Section, Entry]]:
        """The lines that say something within this table, and stand outside of its sections (`home.pets = true`)."""
        return [
            (section, entry)
            for section in self.sections
            for entry in section.entries
            if len(section.path) < len(path) < len(entry.path) and entry.path[: len(path)] == path
        ]

    def length(self, path: Names) -> int:
        """How many tables the list at `path` has, each under a header of its own."""
        return len({each.path[len(path)] for each in self.below(path) if len(each.path) > len(path)
                    and isinstance(each.path[len(path)], int)})  # fmt: skip


def layout(text: str) -> Layout:
    """Where everything stands in a TOML text."""
    return Layout(text, tuple(_Scan(text).sections()))


def line_of(text: str, at: int) -> int:
    """Where the line begins in which `at` is."""
    return text.rfind("\n", 0, at) + 1


def after_line(text: str, at: int) -> int:
    """Where the line after that of `at` begins."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def ending(text: str) -> str:
    """How lines end in this file: one written on Windows stays as it is."""
    first = text.partition("\n")[0]
    return "\r\n" if first.endswith("\r") and first != text else "\n"


def _with_parts(entry: Entry) -> Iterator[Entry]:
    yield entry
    for part in entry.parts:
        yield from _with_parts(part)


class _Scan:
    """Goes through a text once. `counts`: the place that each list of tables has come to."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.counts: dict[Names, int] = {}

    def sections(self) -> Iterator[Section]:
        path: Names = ()
        start = body = 0
        while True:
            entries, after = self._entries(path, body)
            yield Section(path, start, body, after, entries)
            if after == len(self.text):
                return
            start = after
            path, body = self._header(self._silent(start))

    def _entries(self, path: Names, at: int) -> tuple[tuple[Entry, ...], int]:
        """What stands up to the next header, and where the line of that one begins."""
        found: list[Entry] = []
        at = self._silent(at)
        while at < len(self.text) and self.text[at] != "[":
            found.append(self._entry(path, at))
            at = self._silent(found[-1].end)
        return tuple(found), line_of(self.text, at) if at < len(self.text) else at

    def _header(self, at: int) -> tuple[Names, int]:
        many = self.text.startswith("[[", at)
        keys, end = self._keys(self._spaces(at + 1 + many))
        path: Names = ()
        for key in keys[:-1]:
            path = self._counted((*path, key))
        last = (*path, keys[-1])
        if many:
            self.counts[last] = self.counts.get(last, -1) + 1
        return self._counted(last), after_line(self.text, end)

    def _counted(self, path: Names) -> Names:
        return (*path, self.counts[path]) if path in self.counts else path

    def _entry(self, path: Names, start: int) -> Entry:
        keys, at = self._keys(start)
        return self._value((*path, *keys), start, self._spaces(at + 1))  # past the `=`

    def _keys(self, at: int) -> tuple[list[str], int]:
        """The names of a dotted key, and where what follows it is."""
        names: list[str] = []
        while True:
            match = _STRING.match(self.text, at) or _BARE.match(self.text, at)
            assert match is not None, "the text was read as TOML"
            quoted = match[0][0] in "\"'"
            names.append(tomllib.loads(f"k = {match[0]}")["k"] if quoted else match[0])
            at = self._spaces(match.end())
            if self.text[at : at + 1] != ".":
                return names, at
            at = self._spaces(at + 1)

    def _value(self, path: Names, start: int, at: int) -> Entry:
        if self.text[at] in "[{":
            return self._parts(path, start, at)
        match = _STRING.match(self.text, at) or _PLAIN.match(self.text, at)
        assert match is not None, "the text was read as TOML"
        return Entry(path, start, at, match.end(), "plain")

    def _parts(self, path: Names, start: int, at: int) -> Entry:
        """A list in brackets, or a table in braces."""
        is_list = self.text[at] == "["
        parts: list[Entry] = []
        here = self._silent(at + 1)
        while self.text[here] not in "]}":
            part = self._value((*path, len(parts)), here, here) if is_list else self._entry(path, here)
            parts.append(part)
            here = self._silent(part.end)
            if self.text[here] == ",":
                here = self._silent(here + 1)
        return Entry(path, start, at, here + 1, "list" if is_list else "table", tuple(parts))

    def _silent(self, at: int) -> int:
        return _end(_SILENT.match(self.text, at))

    def _spaces(self, at: int) -> int:
        return _end(_SPACE.match(self.text, at))


def _end(match: re.Match[str] | None) -> int:
    assert match is not None, "it matches nothing, too"
    return match.end()
