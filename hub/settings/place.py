"""Where in a settings file something stands, and the refusal that names that place."""

import json
import re
from datetime import date
from typing import Any

from msgspec import Struct

from hub.model.errors import SettingsError
from hub.settings.examples import EXAMPLES

SHOWN = 60
_BARE = re.compile(r"[A-Za-z0-9_-]{1,60}")
_INDEX = re.compile(r"\[[0-9]+\]")
_LOGIN = re.compile(r"//[^/]*@")


class Place(Struct, frozen=True):
    """A place in `file`, such as `ladder[0].wait`."""

    file: str
    path: str = ""

    def key(self, name: str) -> "Place":
        """The place of `name` within this table."""
        plain = name if _BARE.fullmatch(name) else json.dumps(name[:SHOWN])
        return Place(self.file, f"{self.path}.{plain}" if self.path else plain)

    def item(self, index: int) -> "Place":
        """The place of the item at `index` within this list; the first is 0."""
        return Place(self.file, f"{self.path}[{index}]")

    @property
    def setting(self) -> str:
        """The setting's name whichever item it is in: `ladder[].wait`."""
        return _INDEX.sub("[]", self.path)

    def refuse(self, found: str, expected: str, like: "Place | None" = None) -> SettingsError:
        """The error that says so, with a line that would be accepted here, or at the place `like` this one."""
        return SettingsError(self.file, self.path, found, expected, _example((like or self).setting))


def shown(value: Any) -> str:
    """`value` as a refusal may show it: short, and without a login that stands in a URL."""
    if isinstance(value, str):
        text = _LOGIN.sub("//...@", value)
        return json.dumps(text if len(text) <= SHOWN else f"{text[:SHOWN]}...", ensure_ascii=not text.isprintable())
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"the number {value}"[:SHOWN]
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return "a table" if isinstance(value, dict) else _moment(value)


def _moment(value: Any) -> str:
    return f"the date {value}" if isinstance(value, date) else f"the time {value}"


def _example(setting: str) -> str:
    while setting:
        if setting in EXAMPLES:
            return EXAMPLES[setting]
        setting = setting[:-2] if setting.endswith("[]") else setting.rpartition(".")[0]
    return ""
