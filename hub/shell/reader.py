"""What can be read from the store, by the hub itself or beside it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from hub.model.ids import IncidentId
from hub.model.incidents import Incident
from hub.shell.bodies import incident_from, micros, moment
from hub.shell.database import Disk, OnDisk
from hub.shell.days import DayTable
from hub.shell.falls import FallTable
from hub.shell.heard import HeardTable
from hub.shell.outbox import OutboxTable
from hub.shell.rows import AT_ONCE, Kept, Raw, last_seq, readable, some_after
from hub.shell.spans import SpanTable
from hub.shell.trail import TrailTable

__all__ = ["Kept", "ReadTable", "Reader", "last_seq"]


class ReadTable(OnDisk):
    """The journal and the incidents, for reading."""

    @property
    def epoch(self) -> str:
        """Made with the store; every incident id begins with it."""
        with self._disk.reading() as conn:
            return str(conn.execute("SELECT value FROM store WHERE name = 'epoch'").fetchone()[0])

    def last_alive(self) -> datetime | None:
        """The last time that the hub is known to have lived: by its journal, or by what it noted itself."""
        with self._disk.reading() as conn:
            noted = conn.execute("SELECT value FROM store WHERE name = 'alive'").fetchone()
            last = conn.execute("SELECT seq, at FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        at, seq = (int(part) for part in noted[0].split()) if noted else (None, -1)
        if last and last[0] > seq:  # by order, not by clock: the clock may have been set back since
            at = last[1]
        return None if at is None else moment(at)

    def history(self, frm: datetime, to: datetime) -> Iterator[Kept]:
        """The journal's rows from `frm` until before `to`, in the order in which they were taken."""
        bounds = "SELECT min(seq), max(seq) FROM journal WHERE at >= ? AND at < ?"
        with self._disk.reading() as conn:
            first, last = conn.execute(bounds, (micros(frm), micros(to))).fetchone()
        if first is None:
            return
        for kept in self._after(first - 1, last):
            if frm <= kept.event.at < to:
                yield kept

    def before(self, at: datetime) -> int:
        """The number of the last row from before `at`: found by halving, for the journal has no index on time.

        Rows are in order of time but for corrections of the clock; so it may be some rows early or late after one.
        """
        with self._disk.reading() as conn:
            low, high = conn.execute("SELECT coalesce(min(seq), 1) - 1, coalesce(max(seq), 0) FROM journal").fetchone()
            while low < high:
                middle = (low + high + 1) // 2
                row = conn.execute("SELECT at FROM journal WHERE seq >= ? ORDER BY seq LIMIT 1", (middle,)).fetchone()
                if row[0] < micros(at):
                    low = middle
                else:
                    high = middle - 1
        return int(low)

    def since(self, seq: int) -> Iterator[Kept]:
        """The journal's rows after `seq`, up to the newest that there is when this begins."""
        with self._disk.reading() as conn:
            last = last_seq(conn)
        return self._after(seq, last)

    def _after(self, seq: int, last: int) -> Iterator[Kept]:
        """Rows after `seq` up to `last`. One that cannot be read is logged and left out: its neighbours count."""
        while raws := self._some_after(seq, last):
            seq = raws[-1][0]
            for raw in raws:
                kept = readable(raw)
                if kept:
                    yield kept

    def _some_after(self, seq: int, last: int) -> list[Raw]:
        with self._disk.reading() as conn:
            return some_after(conn, seq, last)

    def incident(self, wanted: IncidentId) -> Incident | None:
        """One incident, open or closed."""
        with self._disk.reading() as conn:
            row = conn.execute("SELECT body FROM incidents WHERE id = ?", (wanted,)).fetchone()
            return incident_from(row[0]) if row else None

    def incidents(self, open_only: bool = False, limit: int = 100) -> list[Incident]:
        """The newest incidents, newest first."""
        with self._disk.reading() as conn:
            rows = conn.execute(
                "SELECT body FROM incidents WHERE open >= ? ORDER BY n DESC LIMIT ?", (int(open_only), limit)
            ).fetchall()
            return [incident_from(kept) for (kept,) in rows]

    def past(self, before: IncidentId | None = None, most: int = 20) -> list[Incident]:
        """Closed incidents, newest first; only those that began before that one."""
        found = (
            "SELECT body FROM incidents WHERE open = 0 AND n < coalesce((SELECT n FROM incidents WHERE id = ?), 1e18)"
        )
        with self._disk.reading() as conn:
            rows = conn.execute(f"{found} ORDER BY n DESC LIMIT ?", (before, most)).fetchall()
            return [incident_from(kept) for (kept,) in rows]

    def frozen(self, incident: IncidentId) -> bool:
        """Whether it is kept against retention."""
        with self._disk.reading() as conn:
            row = conn.execute("SELECT frozen FROM incidents WHERE id = ?", (incident,)).fetchone()
            return bool(row and row[0])

    def how_many_frozen(self) -> int:
        """How many incidents are kept against retention."""
        with self._disk.reading() as conn:
            return int(conn.execute("SELECT count(*) FROM incidents WHERE frozen > 0").fetchone()[0])

    def incidents_between(self, frm: datetime, to: datetime) -> Iterator[Incident]:
        """Incidents raised (or begun, if they never were raised) from `frm` until before `to`, in order."""
        last = 0
        while True:
            with self._disk.reading() as conn:
                rows = conn.execute(
                    "SELECT n, body FROM incidents WHERE n > ? AND coalesce(raised, began) >= ?"
                    " AND coalesce(raised, began) < ? ORDER BY n LIMIT ?",
                    (last, micros(frm), micros(to), AT_ONCE),
                ).fetchall()
            yield from (incident_from(kept) for _, kept in rows)
            if len(rows) < AT_ONCE:
                return
            last = rows[-1][0]

    def incidents_touching(self, frm: datetime, to: datetime) -> Iterator[tuple[Incident, bool]]:
        """Incidents that lie between, or reach into it; and whether each is frozen. In order."""
        last = 0
        while True:
            with self._disk.reading() as conn:
                rows = conn.execute(
                    "SELECT n, body, frozen FROM incidents WHERE n > ? AND began < ? AND coalesce(closed, ?) >= ?"
                    " ORDER BY n LIMIT ?",
                    (last, micros(to), micros(to), micros(frm), AT_ONCE),
                ).fetchall()
            yield from ((incident_from(kept), bool(frozen)) for _, kept, frozen in rows)
            if len(rows) < AT_ONCE:
                return
            last = rows[-1][0]

    def named(self, said: str) -> Incident | None:
        """The incident of that id, or the newest of that reference code."""
        with self._disk.reading() as conn:
            row = conn.execute(
                "SELECT body FROM incidents WHERE id = ? OR reference = ? ORDER BY id = ? DESC, n DESC LIMIT 1",
                (said, said.upper(), said),
            ).fetchone()
            return incident_from(row[0]) if row else None


class Reader(ReadTable, DayTable, HeardTable, FallTable, TrailTable, SpanTable, OutboxTable):
    """A store opened beside a running hub, or without one, for reading only: whatever writes fails."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Disk.read_only(folder))

    def close(self) -> None:
        """Lets go of the file."""
        self._disk.conn.close()
