"""Which reading is each line of a recording? One sensor has one name, and each pair of kind and value one meaning."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from connectors.readings_complaints import Complaints
from connectors.readings_time import LocalTime
from connectors.readings_words import as_said, is_number, kind_of, measures
from hub.model.errors import CarehubError
from hub.model.events import Said

HEADER = ("timestamp", "sensor", "kind", "room", "value")

MOST_WORDS = 20_000
"""Pairs of kind and value that are remembered: a thermometer has some hundreds, a power meter many more."""

MEASURED = Said("heard", True)
"""A measurement that the hub has no kind for: the sensor lives, and nobody did anything."""


class Row(NamedTuple):
    """A line that could be read, as UTC."""

    line: int
    at: datetime
    sensor: str
    said: Said
    room: str


def rows_of(lines: Iterator[str], timezone: ZoneInfo, complaints: Complaints) -> Iterator[Row]:
    """The rows that can be read, in order of the file."""
    local, names, known = LocalTime(timezone), _Names(complaints), _Words(complaints)
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split(",") if '"' not in line else _quoted(line)
        if len(cells) != 5:
            if line.strip():
                complaints.about("not five columns", number, f"{len(cells)} columns, not five")
            continue
        if number == 1 and _is_header(cells):
            continue
        stamp, sensor, kind, room, value = cells
        said = known.said(kind, value, number)
        at = local.utc(stamp)
        if said is not None and at is not None and sensor:
            yield Row(number, at, names.of(sensor, number), said, room)
        else:
            complaints.about("not a reading", number, _why_not(cells, at, said))


def _quoted(line: str) -> list[str]:
    import csv

    try:
        return next(csv.reader([line]), [])
    except csv.Error:
        return []


def _is_header(cells: list[str]) -> bool:
    found = tuple(cell.strip().lower() for cell in cells)
    if found == HEADER:
        return True
    if "timestamp" in found:
        raise CarehubError(f"the columns are {', '.join(found)}; expected {', '.join(HEADER)}.")
    return False


def _why_not(cells: list[str], at: datetime | None, said: Said | None) -> str:
    if at is None:
        return f"no time can be read from {cells[0][:40]!r}"
    if said is None:
        return f"{cells[4][:40]!r} is no value for {cells[2][:40]!r}"
    return "no sensor is named"


class _Names:
    """One sensor, one name: spellings that differ by case alone are the first one."""

    def __init__(self, complaints: Complaints) -> None:
        self._complaints = complaints
        self._spelt: dict[str, str] = {}
        self._first: dict[str, str] = {}

    def of(self, name: str, line: int) -> str:
        if (spelt := self._spelt.get(name)) is not None:
            return spelt
        first = self._first.setdefault(name.strip().lower(), name.strip())
        if first != name.strip():
            self._complaints.about("a sensor spelt differently", line, f"{name!r} is taken for {first!r}")
        self._spelt[name] = first
        return first


class _Words:
    """What each pair of kind and value says, worked out once."""

    def __init__(self, complaints: Complaints) -> None:
        self._complaints = complaints
        self._said: dict[tuple[str, str], Said | None] = {}
        self._kinds: dict[str, str] = {}
        self._measuring: set[str] = set()

    def said(self, kind: str, value: str, line: int) -> Said | None:
        pair = kind, value
        if pair in self._said:
            return self._said[pair]
        if len(self._said) > MOST_WORDS:
            self._said.clear()
        if kind not in self._measuring and measures(kind, value):
            self._measuring.add(kind)
            self._said.clear()  # its 0 and 1 are no off and on either
            what = f"{kind!r} tells numbers: taken as a measurement, not as activity"
            self._complaints.about("a measurement", line, what)
        self._said[pair] = said = self._meant(kind, value, line)
        return said

    def _meant(self, kind: str, value: str, line: int) -> Said | None:
        if kind in self._measuring and is_number(value):
            return MEASURED
        return as_said(self._kind(kind, line), value)

    def _kind(self, word: str, line: int) -> str:
        if word not in self._kinds:
            kind = kind_of(word)
            if kind is None:
                self._complaints.about("an unknown kind", line, f"unknown kind {word!r} counts as activity")
            self._kinds[word] = kind or "activity"
        return self._kinds[word]
