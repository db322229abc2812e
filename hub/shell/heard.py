"""Messages of each device in each hour, kept for years: taken from the journal each night, before that is cut."""

import asyncio
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

import msgspec

from hub.core.state import World
from hub.records.heard import Counts, Heard, add, moments, place, together
from hub.shell.bodies import micros, moment_or_none
from hub.shell.database import OnDisk
from hub.shell.rows import Raw, last_seq, readable, some_after

UPTO, SINCE = "hours counted up to", "hours counted since"
"""Where the store notes which events are counted, and when the first of them was."""
HOUR = timedelta(hours=1)


class _Saved(msgspec.Struct):
    """The part of a kept state that knows how sources call their devices."""

    world: World


class HeardTable(OnDisk):
    """Counts each of the journal's events once, and gives the hours back."""

    async def count_hours(self, names: Mapping[str, str]) -> int:
        """Counts what came since the last time, in small goes between which the hub works on. Returns how many rows."""
        with self._disk.reading() as conn:
            last = last_seq(conn)
        done, rows = self._counted(), 0
        while raws := self._after_that(done, last):
            self._keep(raws, names)
            done, rows = raws[-1][0], rows + len(raws)
            await asyncio.sleep(0)
        return rows

    def _after_that(self, seq: int, last: int) -> list[Raw]:
        with self._disk.reading() as conn:
            return some_after(conn, seq, last)

    def _keep(self, raws: list[Raw], names: Mapping[str, str]) -> None:
        counts = _counts(raws, names)
        with self._disk.writing() as conn:
            for (day, device), cells in counts.items():
                _add(conn, day, device, bytes(cells))
            keep = "INSERT INTO store (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING"
            conn.execute(keep, (SINCE, str(raws[0][1])))
            conn.execute("INSERT OR REPLACE INTO store (name, value) VALUES (?, ?)", (UPTO, str(raws[-1][0])))

    def _counted(self) -> int:
        return int(self._noted(UPTO) or 0)

    def _noted(self, name: str) -> str | None:
        with self._disk.reading() as conn:
            row = conn.execute("SELECT value FROM store WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def uncounted(self) -> tuple[datetime | None, Counts]:
        """What the journal holds and no night has counted yet; and when the first event was that was ever counted."""
        counts: Counts = {}
        names, done = self.names(), self._counted()
        with self._disk.reading() as conn:
            last = last_seq(conn)
            first = conn.execute("SELECT at FROM journal WHERE seq > ? ORDER BY seq LIMIT 1", (done,)).fetchone()
        while raws := self._after_that(done, last):
            for (day, device), cells in _counts(raws, names).items():
                known = counts.get((day, device), bytearray(24))
                counts[day, device] = bytearray(together(bytes(known), bytes(cells)))
            done = raws[-1][0]
        since = self._noted(SINCE)
        return moment_or_none(int(since) if since else first[0] if first else None), counts

    def names(self) -> Mapping[str, str]:
        """How sources call devices, by the newest state that is kept."""
        with self._disk.reading() as conn:
            row = conn.execute("SELECT state FROM states ORDER BY seq DESC LIMIT 1").fetchone()
        try:
            return msgspec.json.decode(row[0], type=_Saved).world.names if row else {}
        except msgspec.DecodeError:
            return {}

    def heard(
        self, devices: tuple[str, ...], frm: datetime, to: datetime, fresh: tuple[datetime | None, Counts]
    ) -> Heard:  # fmt: skip
        """A device's hours (and those of the devices whose place it took), with `fresh` from `uncounted`."""
        since, counts = fresh
        first, last = place(frm)[0], place(to)[0]
        marks = ", ".join("?" * len(devices))
        with self._disk.reading() as conn:
            rows = conn.execute(
                f"SELECT day, counts FROM heard WHERE day BETWEEN ? AND ? AND device IN ({marks})",  # noqa: S608
                (first, last, *devices),
            ).fetchall()
        rows += [(day, bytes(cells)) for (day, device), cells in counts.items() if device in devices]
        days: dict[int, bytes] = {}
        for day, cells in rows:
            days[day] = together(days.get(day, bytes(24)), cells)
        cells_of = {at: number for day, cells in days.items() for at, number in moments(day, cells).items()}
        return Heard(_whole_hour(since), cells_of)


def _counts(raws: Iterable[Raw], names: Mapping[str, str]) -> Counts:
    counts: Counts = {}
    for raw in raws:
        kept = readable(raw)
        if kept is not None:
            add(counts, kept.event, names)
    return counts


def _add(conn: sqlite3.Connection, day: int, device: str, cells: bytes) -> None:
    known = conn.execute("SELECT counts FROM heard WHERE day = ? AND device = ?", (day, device)).fetchone()
    whole = together(known[0], cells) if known else cells
    conn.execute("INSERT OR REPLACE INTO heard (day, device, counts) VALUES (?, ?, ?)", (day, device, whole))


def _whole_hour(since: datetime | None) -> datetime | None:
    """The first hour that was counted whole."""
    if since is None:
        return None
    begun = since.replace(minute=0, second=0, microsecond=0)
    return begun if begun == since else begun + HOUR


def forget(conn: sqlite3.Connection, before: datetime, kept: Iterable[tuple[int, int]]) -> None:
    """Deletes days before then, but those that lie within one of the times to be kept (microseconds)."""
    stays = [(place_of(first), place_of(last)) for first, last in kept]
    beside = "".join(" AND NOT day BETWEEN ? AND ?" for _ in stays)
    conn.execute(
        f"DELETE FROM heard WHERE day < ?{beside}",  # noqa: S608
        (place_of(micros(before)), *(day for pair in stays for day in pair)),
    )


def place_of(at: int) -> int:
    """The day of a kept time."""
    return at // 86_400_000_000
