"""What somebody wrote down that was done in a recorded home: `start,end,activity`, and from it when nobody was in."""

import csv
import gzip
import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec import Struct

from connectors.readings_complaints import Warn
from connectors.readings_time import LocalTime
from hub.model.errors import CarehubError

COLUMNS = {
    "start": ("start", "start time", "begin", "from"),
    "end": ("end", "end time", "stop", "to", "until"),
    "activity": ("activity", "label", "what", "name"),
}
"""What each column may be called."""
LONGEST = timedelta(days=60)
"""A label that is longer is a slip of the pen."""
OUT = re.compile(
    r"\b(?:leav(?:e|ing)|left|outside|outdoors|(?:go|step)(?:p?ing)? out|out of (?:the )?(?:home|house)|shopping"
    r"|not (?:at )?home)\b|^(?:out|outing|away)\b"
)
BACK = re.compile(r"\b(?:enter(?:ing)?|return(?:ing)?|com(?:e|ing) (?:home|back)|back home|arriv(?:e|ing))\b")


class Label(Struct, frozen=True, order=True):
    """What was done from `start` to `end`."""

    start: datetime
    end: datetime
    activity: str


Span = tuple[datetime, datetime]


def read(file: Path, timezone: str, warn: Warn) -> tuple[Label, ...]:
    """The labels in order of time. A row that cannot be read is told with its line, and the rest goes on.

    An empty file holds none, and one without a head has its columns in the usual order.
    """
    rows = list(csv.reader(io.StringIO(_text(file))))
    local, labels = LocalTime(ZoneInfo(timezone)), []
    headless = not rows or local.utc(rows[0][0] if rows[0] else "") is not None
    places = list(range(len(COLUMNS))) if headless else _places(rows[0], file)
    for line, cells in enumerate(rows if headless else rows[1:], 1 if headless else 2):
        label = _label(cells, places, local)
        if label is not None:
            labels.append(label)
        elif any(cell.strip() for cell in cells):
            warn(f"{file.name}, line {line}: no label can be read from {','.join(cells)[:60]!r}")
    return tuple(sorted(labels))


def _places(cells: Sequence[str], file: Path) -> list[int]:
    """In which column each of `COLUMNS` stands."""
    head = [cell.strip().lower().replace("_", " ") for cell in cells]
    places = [next((head.index(word) for word in words if word in head), None) for words in COLUMNS.values()]
    if None in places:
        raise CarehubError(f"{file.name}: the columns are {', '.join(head)}; expected start, end, activity.")
    return [place for place in places if place is not None]


def _label(cells: Sequence[str], places: Sequence[int], local: LocalTime) -> Label | None:
    if len(cells) <= max(places):
        return None
    start, end = (local.utc(cells[place].strip()) for place in places[:2])
    if start is None or end is None or not start <= end <= start + LONGEST:
        return None
    return Label(start, end, cells[places[2]].strip())


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
        packed = raw[:2] == b"\x1f\x8b"
        return (gzip.decompress(raw) if packed else raw).decode("utf-8-sig", "replace")
    except (OSError, EOFError) as error:
        raise CarehubError(f"{file} cannot be read: {error}.") from error


def _words(activity: str) -> str:
    return re.sub(r"[\W_]+", " ", activity).lower()


def out(labels: Iterable[Label]) -> tuple[Span, ...]:
    """When nobody was in. Where coming home is labelled too, leaving is a moment: out is all that lies between."""
    labels = sorted(labels)
    backs = [label.start for label in labels if BACK.search(_words(label.activity))]
    spans = []
    for label in labels:
        if OUT.search(_words(label.activity)):
            until = next((back for back in backs if back >= label.start), None)
            spans.append((label.start, label.end if until is None else max(until, label.end)))
    return tuple(spans)
