"""Recordings that anybody can make: a CSV file for each, and one table of what was done in them (docs/falls.md)."""

import csv
import gzip
import zlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import numpy as np
from msgspec import Struct

from hub.learning.falls.packed import WORN
from hub.learning.falls.recordings import BEFORE, PLACEMENTS, WITHIN, DataError, Floats, Recording, Span, hardest
from hub.learning.falls.rows import Columns
from hub.learning.falls.steady import BURSTY, Steady

TABLE = "annotations.csv"
NEEDED = ("recording", "subject", "placement", "data_set", "impact_s", "start_s", "end_s", "activity", "is_fall")
MAY = ("age",)
SAID = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
TABLE_DO = "docs/falls.md shows a table that would be accepted."


class _Line(Struct, frozen=True):
    """One line of the table, as it was read."""

    number: int
    cells: dict[str, str]

    def number_of(self, path: Path, column: str) -> float | None:
        """What a column says; None if it says nothing."""
        text = self.cells[column]
        try:
            return float(text) if text else None
        except ValueError as error:
            raise self.wrong(path, column, f'"{text}"', "seconds on the recording's own clock, or nothing") from error

    def wrong(self, path: Path, column: str, found: str, expected: str) -> DataError:
        """The error that this column holds what it must not."""
        return DataError(path / TABLE, f"line {self.number}, {column}", found, expected, TABLE_DO)


def read(folder: Path, placement: str | None = None) -> Iterator[Recording]:
    """Each recording that the folder's table names, in order of its names."""
    lines = sorted(_lines(folder), key=lambda line: line.cells["recording"])
    for name, of in groupby(lines, key=lambda line: line.cells["recording"]):
        about = list(of)
        if placement in {None, about[0].cells["placement"]}:
            yield _recording(folder, name, about)


def _lines(folder: Path) -> Iterator[_Line]:
    path = folder / TABLE
    try:
        with path.open(newline="", encoding="utf-8-sig") as opened:
            table = csv.reader(opened)
            columns = _header(path, next(table, []))
            for cells in table:
                if any(cells):
                    yield _line(folder, table.line_num, columns, [cell.strip() for cell in cells])
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(path, "the file", f"what cannot be read ({error})", "a CSV file in UTF-8", TABLE_DO) from error


def _header(path: Path, cells: list[str]) -> list[str]:
    columns = [cell.strip().lower() for cell in cells]
    missing = [name for name in NEEDED if name not in columns]
    unknown = [name for name in columns if name not in NEEDED + MAY]
    if missing or unknown or len(set(columns)) < len(columns):
        found = f"no {', no '.join(missing)}" if missing else f'"{",".join(columns)}"'
        raise DataError(path, "line 1", found, f"{','.join(NEEDED)} and, if known, age", TABLE_DO)
    return columns


def _line(folder: Path, number: int, columns: list[str], cells: list[str]) -> _Line:
    if len(cells) != len(columns):
        where, found = f"line {number}", f"{len(cells)} values"
        raise DataError(folder / TABLE, where, found, f"{len(columns)}, as in the header", TABLE_DO)
    line = _Line(number, dict(zip(columns, cells, strict=True)))
    line.cells["placement"] = WORN.get(line.cells["placement"].lower(), line.cells["placement"])
    name = line.cells["recording"]
    if not name or Path(name).name != name:
        raise line.wrong(folder, "recording", f'"{name}"', "the name of a file beside this table, without .csv")
    for column in ("subject", "data_set"):
        if not line.cells[column]:
            raise line.wrong(
                folder, column, "nothing", "a name: intervals are made by subject, and each data set is judged"
            )
    for column, allowed in (("placement", PLACEMENTS), ("is_fall", tuple(SAID))):
        if line.cells[column].lower() not in allowed:
            raise line.wrong(folder, column, f'"{line.cells[column]}"', f"one of {', '.join(allowed)}")
    return line


def _recording(folder: Path, name: str, about: list[_Line]) -> Recording:
    first = about[0].cells
    for line in about[1:]:
        for column in ("subject", "placement", "data_set"):
            if line.cells[column] != first[column]:
                expected = f'"{first[column]}", as in line {about[0].number}: one recording, one wearing'
                raise line.wrong(folder, column, f'"{line.cells[column]}"', expected)
    t, acc = stream(folder, name)
    spans = [_span(folder, line, t, acc) for line in about]
    return Recording(
        data_set=first["data_set"], subject=first["subject"], name=name, placement=first["placement"],
        device=first["placement"], t=t, acc=acc, spans=tuple(sorted(spans, key=lambda span: span.start)),
        age=_age(folder, about[0]) if "age" in first else -1,
    )  # fmt: skip


def _age(folder: Path, line: _Line) -> int:
    """In years; -1 if nothing is said."""
    text = line.cells["age"]
    try:
        age = int(float(text)) if text else -1
    except (ValueError, OverflowError) as error:
        raise line.wrong(folder, "age", f'"{text}"', "years, or nothing") from error
    return age


def _span(folder: Path, line: _Line, t: Floats, acc: Floats) -> Span:
    start, end = line.number_of(folder, "start_s"), line.number_of(folder, "end_s")
    impact, fall = line.number_of(folder, "impact_s"), SAID[line.cells["is_fall"].lower()]
    first, last = float(t[0]), float(t[-1])
    if impact is not None and not first <= impact <= last:
        expected = f"a time within the recording, which is from {first:g} to {last:g}"
        raise line.wrong(folder, "impact_s", f"{impact:g}", expected)
    if fall and impact is not None:  # of a fall in a long recording often only the impact is known
        start = max(first, impact - BEFORE) if start is None else start
        end = min(last, impact + WITHIN) if end is None else end
    start, end = first if start is None else start, last if end is None else end
    if not end > start:
        raise line.wrong(folder, "end_s", f"{end:g}", f"a time after {start:g}, where it starts")
    if fall and impact is None:
        impact = hardest(t, acc, start, end)
    return Span(start=start, end=end, activity=line.cells["activity"], fall=fall, impact=impact if fall else None)


def stream(folder: Path, name: str) -> tuple[Floats, Floats]:
    """The times and the acceleration of one recording's file, `.csv` or `.csv.gz`. A DataError names the line."""
    path = folder / f"{name}.csv"
    packed = path.with_suffix(".csv.gz")
    if not path.exists() and packed.exists():
        path = packed
    try:
        content = gzip.decompress(path.read_bytes()) if path == packed else path.read_bytes()
    except (OSError, EOFError, zlib.error) as error:
        do = f"Put the stream there, or leave {name} out of {TABLE}."
        raise DataError(path, "the file", f"what cannot be read ({error})", "a stream", do) from error
    header, *lines = content.splitlines() or [b""]
    columns = Columns(header, path)
    rows = np.array([columns.row(line, number) for number, line in enumerate(lines, 2)])
    if len(rows) < 2:
        raise DataError(path, "the file", f"{len(rows)} samples", "a stream", "Record for longer.")
    rows = rows[np.argsort(rows[:, 0], kind="stable")]
    t = rows[:, 0]
    return _taken(rows) if np.sort(np.diff(t))[(len(t) - 2) // 2] < BURSTY else (t, rows[:, 1:])


def _taken(rows: Floats) -> tuple[Floats, Floats]:
    """Rows whose stamps are those of arrival, with the times at which the device took them."""
    steady = Steady()
    came = (samples for t, x, y, z in rows.tolist() for samples in steady.take((t, x, y, z)))
    batches = [*came, *steady.end()]
    times = [steady.time(each.at) + each.step * np.arange(len(each.x)) for each in batches]
    axes = [np.column_stack([np.array(axis, np.float64) for axis in (each.x, each.y, each.z)]) for each in batches]
    return np.concatenate(times), np.concatenate(axes)
