"""Recorded homes: readings as CSV, or events as lines of JSON, read as a stream or whole.

CSV: `timestamp,sensor,kind,room,value` (design section 9), plain or gzip. What cannot be read is told with its line
number, and the rest goes on.
"""

import gzip
import io
import logging
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import IO, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from connectors.readings_complaints import Complaints, Warn
from connectors.readings_order import in_order, whole_in_order
from connectors.readings_rows import Row, rows_of
from hub.core.activity import EITHER_WAY
from hub.model.errors import CarehubError
from hub.model.events import Event, Reported, Said

log = logging.getLogger(__name__)

SOURCE = "recorded"
"""What a recorded reading gives as its source."""
A_MOMENT = timedelta(seconds=1)
"""After a word of a sensor of which only that one was recorded, it is as before."""


class Sensor(NamedTuple):
    """A sensor of a recording: its name, what it reports, and where it is."""

    sensor: str
    kind: str
    room: str


def read(path: Path, timezone: str, warn: Warn = log.warning) -> Iterator[Reported | Event]:
    """What was recorded, in order of time (events: in order of the file). `warn` hears of what is left out."""
    complaints = Complaints(path, warn)
    with _opened(path) as stream:
        lines = _lines(stream, complaints)
        first = next(lines, "")
        if _is_json(first):
            yield from _events(chain((first,), lines), complaints)
        else:
            rows = rows_of(chain((first,), lines), ZoneInfo(timezone), complaints)
            for row in in_order(rows, complaints):
                yield Reported(at=row.at, source=SOURCE, name=row.sensor, said=(row.said,), seen=row.at)
    complaints.end()


def read_whole(path: Path, timezone: str, warn: Warn = log.warning) -> tuple[Reported, ...]:
    """All readings of a file in order of time, however its rows are mixed: for who need not read it as a stream.

    A single row with another date than those around it is left out, and so is what lies far from nearly all others.
    A door, bed or switch of which only one of its two words was recorded says the other one a second later.
    """
    complaints = Complaints(path, warn)
    with _opened(path) as stream:
        rows = list(rows_of(_lines(stream, complaints), ZoneInfo(timezone), complaints))
    rows = whole_in_order(rows, complaints)
    rows = sorted((*rows, *_other_words(rows, complaints)), key=attrgetter("at"))
    complaints.end()
    return tuple(Reported(at=row.at, source=SOURCE, name=row.sensor, said=(row.said,), seen=row.at) for row in rows)


def _other_words(rows: list[Row], complaints: Complaints) -> Iterator[Row]:
    """Else each word but the first would be taken for a repetition, and nobody would be seen to use them."""
    said: dict[tuple[str, str], list[Row]] = {}
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
        return not _is_json(next(_lines(stream, Complaints(path, log.warning)), ""))


def sensors(path: Path) -> tuple[Sensor, ...]:
    """Which sensor reports what, and where, in order of appearance. What cannot be read is told by `read`."""
    complaints = Complaints(path, lambda _: None)
    with _opened(path) as stream:
        rows = rows_of(_lines(stream, complaints), ZoneInfo("UTC"), complaints)
        return tuple(dict.fromkeys(Sensor(row.sensor, row.said.kind, row.room) for row in rows))


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


def _lines(stream: IO[str], complaints: Complaints) -> Iterator[str]:
    """The lines, as far as they can be had: a file that was cut off is read up to the cut."""
    number = 0
    try:
        for number, line in enumerate(stream, 1):  # noqa: B007 - said below
            yield line
    except (EOFError, OSError, zlib.error) as error:
        complaints.about("a damaged file", number + 1, f"the file is damaged from here on ({error})")


def _is_json(line: str) -> bool:
    return line.lstrip().startswith("{")


def _events(lines: Iterator[str], complaints: Complaints) -> Iterator[Event]:
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
