"""Recorded homes: readings as CSV, or events as lines of JSON, read as a stream; and synthetic homes written.

CSV: `timestamp,sensor,kind,room,value` (design section 9), plain or gzip. What cannot be read is told with its line
number, and the rest goes on.
"""

import gzip
import io
import logging
import os
import zlib
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import chain, pairwise
from pathlib import Path
from typing import IO, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from connectors.readings_time import LocalTime
from connectors.readings_words import as_said, is_number, kind_of, measures
from hub.core.activity import EITHER_WAY
from hub.model.errors import CarehubError
from hub.model.events import Event, Reported, Said
from hub.model.household import Settings
from hub.model.ids import DeviceId

log = logging.getLogger(__name__)

SOURCE = "recorded"
"""What a recorded reading gives as its source."""
HEADER = ("timestamp", "sensor", "kind", "room", "value")
IN_ORDER_WITHIN = timedelta(minutes=5)
"""Rows that are out of order by less are sorted (design section 9)."""
JUMP = timedelta(days=1)
"""A row this far ahead of those before and after it is a wrong date, not the time."""
ELSEWHERE = timedelta(days=90)
"""Rows that are further than this from nearly all others are of another time, or of no time."""
A_MOMENT = timedelta(seconds=1)
"""After a word of a sensor of which only that one was recorded, it is as before."""
FEW_WRONG, SHARE_WRONG = 3, 0.02
"""Single rows of another day that are taken for wrong dates, at the most; of more, the file is in no order."""
TOLD_EACH = 5
"""Complaints of one sort that are told in full; the rest are counted."""

MOST_WORDS = 20_000
"""Pairs of kind and value that are remembered: a thermometer has some hundreds, a power meter many more."""

MEASURED = Said("heard", True)
"""A measurement that the hub has no kind for: the sensor lives, and nobody did anything."""

Warn = Callable[[str], None]


class Sensor(NamedTuple):
    """A sensor of a recording: its name, what it reports, and where it is."""

    sensor: str
    kind: str
    room: str


class _Row(NamedTuple):
    line: int
    at: datetime
    sensor: str
    said: Said
    room: str


class _Complaints:
    """Tells each sort of trouble a few times with its line, and counts the rest."""

    def __init__(self, path: Path, warn: Warn) -> None:
        self._path, self._warn = path, warn
        self._told: Counter[str] = Counter()

    def about(self, sort: str, line: int, what: str) -> None:
        self._told[sort] += 1
        if self._told[sort] <= TOLD_EACH:
            self._warn(f"{self._path.name}, line {line}: {what}")

    def end(self) -> None:
        for sort, count in self._told.items():
            if count > TOLD_EACH:
                self._warn(f"{self._path.name}: {count - TOLD_EACH} more lines: {sort}")


def read(path: Path, timezone: str, warn: Warn = log.warning) -> Iterator[Reported | Event]:
    """What was recorded, in order of time (events: in order of the file). `warn` hears of what is left out."""
    complaints = _Complaints(path, warn)
    with _opened(path) as stream:
        lines = _lines(stream, complaints)
        first = next(lines, "")
        if _is_json(first):
            yield from _events(chain((first,), lines), complaints)
        else:
            rows = _rows(chain((first,), lines), ZoneInfo(timezone), complaints)
            for row in _in_order(rows, complaints):
                yield Reported(at=row.at, source=SOURCE, name=row.sensor, said=(row.said,), seen=row.at)
    complaints.end()


def read_whole(path: Path, timezone: str, warn: Warn = log.warning) -> tuple[Reported, ...]:
    """All readings of a file in order of time, however its rows are mixed: for who need not read it as a stream.

    A single row with another date than those around it is left out, and so is what lies far from nearly all others.
    A door, bed or switch of which only one of its two words was recorded says the other one a second later.
    """
    complaints = _Complaints(path, warn)
    with _opened(path) as stream:
        rows = list(_rows(_lines(stream, complaints), ZoneInfo(timezone), complaints))
    rows = _of_one_time(sorted(_on_their_days(rows, complaints), key=_when), complaints)
    rows = sorted((*rows, *_other_words(rows, complaints)), key=_when)
    complaints.end()
    return tuple(Reported(at=row.at, source=SOURCE, name=row.sensor, said=(row.said,), seen=row.at) for row in rows)


def _on_their_days(rows: list[_Row], complaints: _Complaints) -> list[_Row]:
    wrong = tuple(_alone(rows))
    if len(wrong) > max(FEW_WRONG, SHARE_WRONG * len(rows)):  # the file is in no order of time
        return rows
    for row in wrong:
        complaints.about("a date of its own", row.line, f"{row.at:%Y-%m-%d %H:%M} is another day: left out")
    lines = {row.line for row in wrong}
    return [row for row in rows if row.line not in lines]


def _alone(rows: list[_Row]) -> Iterator[_Row]:
    """Rows of another day than those around them in the file, which are of one day."""
    for n, row in enumerate(rows):
        nearest = min(max(n - 1, 0), max(len(rows) - 3, 0))  # at either end of the file, the two next to it
        around = [other.at for other in rows[nearest : nearest + 3] if other is not row]
        alone = (
            len(around) == 2
            and all(abs(row.at - other) > JUMP for other in around)
            and max(around) - min(around) <= JUMP
        )
        if alone:
            yield row


def _of_one_time(rows: list[_Row], complaints: _Complaints) -> list[_Row]:
    starts = [0, *(n for n in range(1, len(rows)) if rows[n].at - rows[n - 1].at > ELSEWHERE), len(rows)]
    parts = [rows[begin:end] for begin, end in pairwise(starts)]
    most = max(parts, key=len, default=rows)
    for row in (row for part in parts if part is not most for row in part):
        complaints.about("another time", row.line, f"{row.at:%Y-%m-%d %H:%M} is far from the rest: left out")
    return most


def _when(row: _Row) -> datetime:
    return row.at


def _other_words(rows: list[_Row], complaints: _Complaints) -> Iterator[_Row]:
    """Else each word but the first would be taken for a repetition, and nobody would be seen to use them."""
    said: dict[tuple[str, str], list[_Row]] = {}
    for row in rows:
        if row.said.kind in EITHER_WAY:
            said.setdefault((row.sensor, row.said.kind), []).append(row)
    for (sensor, kind), of in said.items():
        value = of[0].said.value
        if len(of) > 1 and all(row.said.value == value for row in of):
            word = "on" if value else "off"
            complaints.about("one word only", of[0].line, f"{sensor!r} only ever says {word}: each time counts")
            yield from (row._replace(at=row.at + A_MOMENT, said=Said(kind, not value)) for row in of)


def is_csv(path: Path) -> bool:
    """True if the file holds readings, False if it holds lines of JSON."""
    with _opened(path) as stream:
        return not _is_json(next(_lines(stream, _Complaints(path, log.warning)), ""))


def sensors(path: Path) -> tuple[Sensor, ...]:
    """Which sensor reports what, and where, in order of appearance. What cannot be read is told by `read`."""
    complaints = _Complaints(path, lambda _: None)
    with _opened(path) as stream:
        rows = _rows(_lines(stream, complaints), ZoneInfo("UTC"), complaints)
        return tuple(dict.fromkeys(Sensor(row.sensor, row.said.kind, row.room) for row in rows))


def write(path: Path, readings: Iterable[Reported], settings: Settings) -> int:
    """Write readings as CSV (`.gz`: packed), in local time with its offset. Returns how many rows."""
    zone, rows = ZoneInfo(settings.hub.timezone), 0
    rooms = {device.id: _field(device.room or "") for device in settings.devices}
    with _to_write(path) as stream:
        stream.write(",".join(HEADER) + "\n")
        for reading in readings:
            at = reading.at.astimezone(zone).isoformat(timespec="milliseconds")
            head, room = f"{at},{_field(reading.name)}", rooms.get(DeviceId(reading.name), "")
            stream.writelines(f"{head},{said.kind},{room},{_value(said)}\n" for said in reading.said)
            rows += len(reading.said)
    return rows


def _field(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & set(',"\n') else text


def _value(said: Said) -> str:
    if isinstance(said.value, bool):
        return "ON" if said.value else "OFF"
    return _field(str(said.value))


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    try:
        raw = path.open("rb")
    except OSError as error:
        raise CarehubError(f"{path} cannot be read: {os.strerror(error.errno or 0)}.") from error
    with raw:
        packed = raw.peek(2)[:2] == b"\x1f\x8b"
        if raw.peek(16).startswith(b"SQLite format 3"):
            raise CarehubError(f"{path} is a hub's store, not a recording: expected CSV or lines of JSON.")
        data = io.BufferedReader(gzip.GzipFile(fileobj=raw)) if packed else raw
        yield io.TextIOWrapper(data, encoding="utf-8-sig", errors="replace")


def _to_write(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "wt", encoding="utf-8")
    return path.open("w", encoding="utf-8")


def _lines(stream: IO[str], complaints: _Complaints) -> Iterator[str]:
    """The lines, as far as they can be had: a file that was cut off is read up to the cut."""
    number = 0
    try:
        for number, line in enumerate(stream, 1):  # noqa: B007 - said below
            yield line
    except (EOFError, OSError, zlib.error) as error:
        complaints.about("a damaged file", number + 1, f"the file is damaged from here on ({error})")


def _is_json(line: str) -> bool:
    return line.lstrip().startswith("{")


def _events(lines: Iterator[str], complaints: _Complaints) -> Iterator[Event]:
    decoder = msgspec.json.Decoder(Event)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            event: Event = decoder.decode(line)
        except msgspec.DecodeError as error:
            complaints.about("not an event", number, f"not an event ({error})")
        else:
            yield event


def _rows(lines: Iterator[str], timezone: ZoneInfo, complaints: _Complaints) -> Iterator[_Row]:
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
            yield _Row(number, at, names.of(sensor, number), said, room)
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

    def __init__(self, complaints: _Complaints) -> None:
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

    def __init__(self, complaints: _Complaints) -> None:
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


class _Window:
    """The rows of the last five minutes, in order of time."""

    def __init__(self, complaints: _Complaints) -> None:
        self.held: deque[_Row] = deque()
        self.latest = self.before = datetime.min.replace(tzinfo=UTC)
        self._complaints = complaints

    def ahead(self, row: _Row) -> None:
        """A row that is newer than all before it."""
        self.before = self.latest
        self.held.append(row)
        self.latest = row.at

    def back(self, row: _Row) -> None:
        """A row that is older than one before it."""
        if self.latest - row.at <= IN_ORDER_WITHIN:
            self._insert(row)
        elif self._last_is_wrong(row):
            wrong = self.held.pop()
            self._complaints.about("a date far ahead", wrong.line, f"{wrong.at:%Y-%m-%d %H:%M} is far ahead: left out")
            self.latest = self.before
            self.ahead(row) if row.at >= self.latest else self.back(row)
        else:
            late = f"{row.at:%Y-%m-%d %H:%M:%S} is {self.latest - row.at} too late: left out"
            self._complaints.about("too late", row.line, late)

    def _insert(self, row: _Row) -> None:
        newer = []
        while self.held and self.held[-1].at > row.at:
            newer.append(self.held.pop())
        self.held.append(row)
        self.held.extend(reversed(newer))

    def _last_is_wrong(self, row: _Row) -> bool:
        alone = len(self.held) == 1 and self.latest - self.before > JUMP
        return alone and self.latest - row.at > JUMP and row.at >= self.before - IN_ORDER_WITHIN


def _in_order(rows: Iterable[_Row], complaints: _Complaints) -> Iterator[_Row]:
    window = _Window(complaints)
    held = window.held
    for row in rows:
        if row.at < window.latest:
            window.back(row)
            continue
        window.ahead(row)
        bound = row.at - IN_ORDER_WITHIN
        while held[0].at < bound:
            yield held.popleft()
    yield from held
