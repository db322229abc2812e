"""A refusal of the settings, for a form: beside which field it belongs, what was found and expected, an example."""

import json
import re
import tomllib
from typing import Any

from msgspec import Struct

from hub.model.errors import SettingsError
from hub.settings.called import Say, said, where
from hub.settings.layout import Names
from hub.settings.values import written

_PART = re.compile(r'\.?([A-Za-z0-9_-]+)|\.?("(?:\\.|[^"\\])*")|\[([0-9]+)\]')


class Refusal(Struct, frozen=True):
    """Why settings cannot be saved. `path` is empty where it is the file as a whole that cannot be read.

    `where`: the place in words. `example`: what would be accepted, as it is typed into a field.
    """

    path: Names
    where: str
    found: str
    expected: str
    example: str

    @property
    def field(self) -> Names:
        """The setting that a form has a field for: the whole list, where one word in it is wrong."""
        path = self.path
        while path and isinstance(path[-1], int):
            path = path[:-1]
        return path


def refusal(error: SettingsError, tables: Any = None, say: Say = said) -> Refusal:
    """What a form shows of it. `tables`: those of the text that was refused, so that people are called by name."""
    path = place(error.path)
    return Refusal(path, where(path, tables, say), error.found, error.expected, _typed(error.example, path))


def place(text: str) -> Names:
    """The path that a refusal writes as `ladder[0].tell[1]`; empty if it names the whole file, or a line of it."""
    found: list[str | int] = []
    at = 0
    while at < len(text):
        match = _PART.match(text, at)
        if match is None:
            return ()
        bare, quoted, index = match.groups()
        found.append(int(index) if index else json.loads(quoted) if quoted else bare)
        at = match.end()
    return tuple(found)


def _typed(example: str, path: Names) -> str:
    """An example as somebody types it: without its key, and words without their quotes."""
    try:
        given = tomllib.loads(example)
    except ValueError:
        return example
    key = next((name for name in reversed(path) if isinstance(name, str)), "")
    inside = next(iter(given.values()), None)
    given = inside if isinstance(inside, dict) and key in inside else given
    if key not in given:
        return example
    value = given[key]
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    return value if isinstance(value, str) else written(value)
