"""Reads a story: a day in plain lines, each with its time, as a care worker would write it down.

    # what this day shows
    @date 2026-11-02
    07:00  motion bedroom
    08:30  -> sms anna "No movement"
    08:33  anna replies "1 15"

`->` is what must be sent, `==` what must become of an incident; every other line is what happens.
tests/stories/README.md lists all that may be said.
"""

import re
import tomllib
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, NamedTuple

from hub.core.localtime import at_local, local
from hub.model.household import Settings
from hub.settings import reading

FOLDER = Path(__file__).resolve().parents[1] / "stories"
NORMAL_DAY = date(2026, 11, 2)
"""A Monday in winter, when the clocks of the home show UTC."""

Channel = Literal["sms", "call", "incident", "centre", "answer", "says"]
_LINE = re.compile(r"(?P<clock>[0-9]{2}:[0-9]{2}(:[0-9]{2})?)(?P<again> \(again\))?\s+(?P<rest>\S.*)")
_QUOTED = re.compile(r'"([^"]*)"')
_SET = re.compile(r"\[(?P<table>[^\]]+)\]\s*(?P<toml>.*)")


class StoryError(Exception):
    """A story that cannot be read: which line, and why."""


class Happens(NamedTuple):
    """A line that happens. `at` is on the clock that the hub shows then."""

    line: int
    at: datetime
    words: str


class Expected(NamedTuple):
    """A line that must come. `seconds`: the time counts to the second; `parts` must all be in it, in this order."""

    line: int
    at: datetime
    seconds: bool
    channel: Channel
    to: str
    parts: tuple[str, ...]
    words: str


class Story(NamedTuple):
    """A day: the home, what happens in it, and what must come of it."""

    name: str
    tables: dict[str, Any]
    starts: datetime
    ends: datetime
    hours_matter: bool
    happens: tuple[Happens, ...]
    expected: tuple[Expected, ...]

    @property
    def timezone(self) -> str:
        """The clocks of this home."""
        zone: str = self.tables["hub"].get("timezone", "Europe/London")
        return zone


def read(path: Path) -> Story:
    """The story in a file."""
    return story(path.stem, path.read_text())


def story(name: str, lines: str) -> Story:
    """The story of this name in these lines."""
    reader = _Reader(Path(f"{name}.story"))
    for number, line in enumerate(lines.splitlines(), 1):
        text = line.split("#")[0].rstrip() if not line.lstrip().startswith("#") else ""
        if text:
            reader.take(number, text.strip())
    return reader.story()


def settings_of(tables: dict[str, Any], name: str) -> Settings:
    """The settings that these tables mean, read as strictly as a home's own file."""
    return reading.settings(tables, name, reading.detection())


def changed(tables: dict[str, Any], change: str) -> dict[str, Any]:
    """The tables after a change such as `[home] pets = true` or `[contacts anna] phone = "+447700900333"`."""
    match = _SET.fullmatch(change)
    path, toml = (match["table"], match["toml"]) if match else ("", change)
    return _with(tables, re.split(r"[. ]", path) if path else [], tomllib.loads(toml))


def _with(value: Any, path: list[str], new: dict[str, Any]) -> Any:
    if not path:
        return {**value, **new}
    head, rest = path[0], path[1:]
    if isinstance(value, list):
        return [_with(v, rest, new) if head in (v.get("id"), str(n)) else v for n, v in enumerate(value, 1)]
    return {**value, head: _with(value.get(head, {}), rest, new)}


_LASTS = re.compile(r"(?P<what>.+) for (?P<long>[0-9]+) (?P<unit>s|min|h)")


def _spans(number: int, at: datetime, words: str) -> Iterable[Happens]:
    """`Pendant walks for 20 s`: it says so every 2 s; of over a minute every 30 s, of over five every 60 s."""
    match = _LASTS.fullmatch(words)
    if match is None or " says " in words or " begins " in words:
        return (Happens(number, at, words),)
    whole = int(match["long"]) * {"s": 1, "min": 60, "h": 3600}[match["unit"]]
    each = 2 if whole <= 60 else 30 if whole <= 300 else 60
    ends = range(each, whole + 1, each)
    return tuple(Happens(number, at + timedelta(seconds=end), f"{match['what']} ({each} s)") for end in ends)


class _Reader:
    """Reads line after line; a time is of the day that the last `+1d` began."""

    def __init__(self, path: Path) -> None:
        self.path, self.day, self.number = path, NORMAL_DAY, 0
        self.tables = _tables("home.toml")
        self.happens: list[Happens] = []
        self.expected: list[Expected] = []
        self.starts: datetime | None = None
        self.ends: datetime | None = None
        self.hours_matter = False

    def take(self, number: int, text: str) -> None:
        """Read one line."""
        self.number = number
        if text.startswith("@"):
            self._directive(*text[1:].split(None, 1))
        elif day := re.fullmatch(r"\+([0-9]+)d", text.strip()):
            self.day += timedelta(days=int(day[1]))
        elif match := _LINE.fullmatch(text.strip()):
            self._line(match)
        else:
            raise self._wrong(f'"{text}" does not begin with a time')

    def story(self) -> Story:
        """All that was read."""
        if self.starts is None or self.ends is None:
            raise self._wrong("a story needs a first line and an end")
        zone = self.tables["hub"].get("timezone", "Europe/London")
        assert local(self.starts, zone)
        lasts = len(self.happens) > len({each.line for each in self.happens})
        happens = sorted(self.happens, key=lambda each: each.at) if lasts else self.happens
        return Story(self.path.stem, self.tables, self.starts, self.ends, self.hours_matter, tuple(happens),
                     tuple(self.expected))  # fmt: skip

    def _directive(self, name: str, value: str = "") -> None:
        if name == "date":
            self.day = date.fromisoformat(value)
        elif name == "settings":
            self.tables = _tables(value)
        elif name == "set":
            self.tables = changed(self.tables, value)
        elif (name, value) == ("hours", "matter"):
            self.hours_matter = True
        elif name == "starts":
            self.starts = self._time(value, again=False)
        else:
            raise self._wrong(f"@{name} {value} means nothing")

    def _line(self, match: re.Match[str]) -> None:
        at = self._time(match["clock"], again=bool(match["again"]))
        words, seconds = match["rest"], len(match["clock"]) > len("08:30")
        self.starts = self.starts or at
        if words == "end":
            self.ends = at
        elif words.startswith("->"):
            self.expected.append(self._sent(at, seconds, words))
        elif words.startswith("=="):
            said = words[2:].strip()
            self.expected.append(Expected(self.number, at, seconds, "incident", "", (said,), words))
        else:
            self.happens += _spans(self.number, at, words)

    def _sent(self, at: datetime, seconds: bool, words: str) -> Expected:
        parts = tuple(_QUOTED.findall(words))
        kinds: tuple[tuple[str, Channel], ...] = (
            (r"-> sms (\S+)", "sms"), (r"-> call (\S+)", "call"), (r"-> (centre)(?= )", "centre"),
            (r"-> (answer)(?= )", "answer"), (r"-> (says)(?= )", "says"),
        )  # fmt: skip
        for pattern, channel in kinds:
            if (match := re.match(pattern, words)) and parts:
                return Expected(self.number, at, seconds, channel, match[1], parts, words)
        raise self._wrong(f'"{words}" needs somebody to tell and a text in quotes')

    def _time(self, clock: str, *, again: bool) -> datetime:
        zone = self.tables["hub"].get("timezone", "Europe/London")
        hour, minute, second = (int(part) for part in f"{clock}:00".split(":")[:3])
        at = at_local(self.day, 60 * hour + minute, zone) + timedelta(seconds=second)
        if again:
            at = local(at, zone).replace(fold=1).astimezone(UTC)
        return at

    def _wrong(self, why: str) -> StoryError:
        return StoryError(f"{self.path.name}, line {self.number}: {why}")


def _tables(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / "settings" / name).read_text())
