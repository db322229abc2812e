"""The hub's memory on disk: what happened, what people were told, and what must still leave the house."""

import contextlib
import logging
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from hub.core.state import Facts
from hub.model.effects import Closed, Effect, FallKept, Recorded, SpanChanged, TryAgain, Withdraw
from hub.model.events import Event, Receipted
from hub.model.ids import IncidentId
from hub.model.incidents import Incident
from hub.shell import falls, outbox, spans, trail
from hub.shell.bodies import FACTS, body, cleaned, event_body, incident_from, micros
from hub.shell.database import FILE, CorruptStoreError, Disk, StoreError
from hub.shell.falls import FallTable
from hub.shell.heard import HeardTable
from hub.shell.outbox import OutboxTable
from hub.shell.reader import ReadTable
from hub.shell.retention import RetentionTable
from hub.shell.rows import last_seq
from hub.shell.schema import migrate
from hub.shell.spans import SpanTable
from hub.shell.trail import TrailTable

__all__ = ["CorruptStoreError", "Recovered", "Row", "Store", "StoreError"]

log = logging.getLogger(__name__)


class Row(Struct, frozen=True):
    """One event to journal, under its number."""

    seq: int
    event: Event


class Recovered(Struct, frozen=True):
    """What a restart needs. `facts` is what people were told; `snapshot` and `tail` rebuild the rest.

    `tail` are the handled events after `snapshot` (after the beginning if there is none). Iterate it once.
    """

    epoch: str
    last_seq: int
    facts: Facts
    snapshot: tuple[int, bytes] | None
    tail: Iterator[tuple[int, Event]]
    last_alive: datetime | None


class Store(ReadTable, HeardTable, FallTable, TrailTable, SpanTable, OutboxTable, RetentionTable):
    """The one writer of a store. Whatever returns is durable; whatever raises `StoreError` left nothing behind."""

    def __init__(self, disk: Disk) -> None:
        super().__init__(disk)
        self._epoch = super().epoch
        self._kept: Facts | None = None  # the facts as they are on disk

    @property
    def epoch(self) -> str:
        """Made with the store; every incident id begins with it."""
        return self._epoch

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """The store in `folder`, made or brought up to date if need be."""
        with contextlib.ExitStack() as undo:
            disk = Disk.open(folder)
            undo.callback(disk.conn.close)
            migrate(disk)
            store = cls(disk)
            undo.pop_all()
        return store

    @classmethod
    def open_or_fresh(cls, folder: Path) -> tuple["Store", str | None]:
        """As `open`; a damaged store is moved aside and a fresh one made. Says why, if that happened.

        Looks at everything that a restart reads, but not at years of incidents: the hub must be ready soon.
        """
        why = _emptied(folder / FILE)
        try:
            return cls._open_probed(folder), why
        except CorruptStoreError as error:
            aside = _move_aside(folder)
            log.error("%s; moved to %s", error, aside)
            return cls.open(folder), f"{error.found}; kept as {aside.name}"

    @classmethod
    def _open_probed(cls, folder: Path) -> "Store":
        with contextlib.ExitStack() as undo:
            store = cls.open(folder)
            undo.callback(store._disk.conn.close)
            store._probe()
            undo.pop_all()
        return store

    def _probe(self) -> None:
        base = self.recover().snapshot
        self.waiting()
        with self._disk.reading() as conn:
            conn.execute("SELECT sum(length(body)) FROM journal WHERE seq > ?", (base[0] if base else 0,)).fetchone()

    def commit(
        self,
        rows: Sequence[Row],
        before: Facts,
        after: Facts,
        effects: Sequence[Effect],
        closed: Sequence[Incident] = (),
    ) -> None:
        """Writes events, what people were told, and what must leave, in one transaction.

        What is on disk already is not written again: `before` counts only in a run that did not `recover`. Closed
        incidents come as `Closed` effects, or in `closed`. Receipts among the events settle the outbox at once.
        """
        known = self._kept or before
        try:
            self._write(rows, known, after, effects, closed)
        except UnicodeEncodeError as error:
            log.warning("half a character left out: %s", error)
            clean_rows = [Row(row.seq, cleaned(row.event)) for row in rows]
            clean = [cleaned(effect) for effect in effects], [cleaned(incident) for incident in closed]
            self._write(clean_rows, known, cleaned(after), *clean)
        self._kept = after

    def _write(
        self, rows: Sequence[Row], known: Facts, after: Facts, effects: Sequence[Effect], closed: Sequence[Incident]
    ) -> None:
        with self._disk.writing() as conn:
            _journal(conn, rows)
            for incident in (*closed, *(effect.incident for effect in effects if isinstance(effect, Closed))):
                _keep_incident(conn, incident, 0)
            _keep_open(conn, known, after)
            _keep_facts(conn, known, after)
            for effect in effects:
                _carry_out(conn, rows[-1].seq if rows else None, effect)

    def unhandled(self, seq: int, event: Event, because: str) -> None:
        """Keeps an event that failed, flagged: it is never stepped again."""
        try:
            self._write_unhandled(seq, event, because)
        except UnicodeEncodeError:
            self._write_unhandled(seq, cleaned(event), cleaned(because))

    def _write_unhandled(self, seq: int, event: Event, because: str) -> None:
        with self._disk.writing() as conn:
            conn.execute(
                "INSERT INTO journal (seq, at, body, handled, because) VALUES (?, ?, ?, 0, ?)",
                (seq, micros(event.at), event_body(event), because),
            )

    def recover(self, ignore_snapshots: bool = False) -> Recovered:
        """What a restart needs, from the newest snapshot, or (if that cannot be used) from the newest baseline."""
        with self._disk.reading() as conn:
            facts = _read_facts(conn)
            snapshot = _newest_state(conn, "baseline" if ignore_snapshots else "snapshot")
            last = last_seq(conn)
        self._kept = facts
        return Recovered(
            epoch=self.epoch,
            last_seq=last,
            facts=facts,
            snapshot=snapshot,
            tail=self._tail(snapshot[0] if snapshot else 0, last),
            last_alive=self.last_alive(),
        )

    def _tail(self, seq: int, last: int) -> Iterator[tuple[int, Event]]:
        for kept in self._after(seq, last):
            if kept.handled:
                yield kept.seq, kept.event

    def alive(self, at: datetime) -> None:
        """Notes that the hub lives."""
        with self._disk.writing() as conn:
            noted = f"{micros(at)} {last_seq(conn)}"
            conn.execute("INSERT OR REPLACE INTO store (name, value) VALUES ('alive', ?)", (noted,))

    def close(self) -> None:
        """Brings everything into the one file, and lets go of it."""
        with contextlib.suppress(sqlite3.Error):  # a full disk: the log stays beside the file, and nothing is lost
            self._disk.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._disk.conn.close()


def _journal(conn: sqlite3.Connection, rows: Sequence[Row]) -> None:
    conn.executemany(
        "INSERT INTO journal (seq, at, body, handled) VALUES (?, ?, ?, 1)",
        [(row.seq, micros(row.event.at), event_body(row.event)) for row in rows],
    )
    for row in rows:
        if isinstance(row.event, Receipted) and not isinstance(row.event.receipt, TryAgain):
            outbox.settle(conn, row.event.effect, row.event.receipt, row.event.at)


def _keep_open(conn: sqlite3.Connection, known: Facts, after: Facts) -> None:
    if after.open is known.open:
        return
    for name, incident in after.open.items():
        if known.open.get(name) is not incident:
            _keep_incident(conn, incident, 1)
    gone: list[IncidentId] = [name for name in known.open if name not in after.open]
    conn.executemany("UPDATE incidents SET open = 0 WHERE id = ?", [(name,) for name in gone])


_UPSERT = """
INSERT INTO incidents
    (id, key, kind, class, state, began, raised, closed, outcome, reference, version, body, open)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
    key = excluded.key, kind = excluded.kind, class = excluded.class, state = excluded.state,
    began = excluded.began, raised = excluded.raised, closed = excluded.closed, outcome = excluded.outcome,
    reference = excluded.reference, version = excluded.version, body = excluded.body, open = excluded.open
"""


def _keep_incident(conn: sqlite3.Connection, incident: Incident, is_open: int) -> None:
    raised, closed = (micros(at) if at else None for at in (incident.raised, incident.closed))
    words = (incident.id, incident.key, incident.kind, incident.grave, incident.state)
    rest = (incident.outcome, incident.reference, incident.version, body(incident), is_open)
    conn.execute(_UPSERT, (*words, micros(incident.began), raised, closed, *rest))


def _keep_facts(conn: sqlite3.Connection, known: Facts, after: Facts) -> None:
    changed = [name for name in FACTS if getattr(known, name) is not getattr(after, name)]
    conn.executemany(
        "INSERT OR REPLACE INTO facts (name, body) VALUES (?, ?)",
        [(name, body(getattr(after, name))) for name in changed],
    )


def _carry_out(conn: sqlite3.Connection, seq: int | None, effect: Effect) -> None:
    match effect:
        case Withdraw():
            outbox.withdraw(conn, effect)
        case SpanChanged():
            spans.change(conn, effect)
        case Recorded():
            trail.write(conn, effect)
        case FallKept():
            falls.keep(conn, effect)
        case _:
            outbox.put(conn, seq, effect)


def _read_facts(conn: sqlite3.Connection) -> Facts:
    rows = conn.execute("SELECT name, body FROM facts").fetchall()
    fields = {name: FACTS[name].decode(kept) for name, kept in rows if name in FACTS}
    still_open = conn.execute("SELECT body FROM incidents WHERE open = 1 ORDER BY n").fetchall()
    incidents = [incident_from(kept) for (kept,) in still_open]
    return Facts(open={incident.id: incident for incident in incidents}, **fields)


def _newest_state(conn: sqlite3.Connection, at_least: str) -> tuple[int, bytes] | None:
    """The newest baseline; with "snapshot", the newest of both kinds."""
    query = "SELECT seq, state FROM states WHERE kind IN (?, 'baseline') ORDER BY seq DESC LIMIT 1"
    found: tuple[int, bytes] | None = conn.execute(query, (at_least,)).fetchone()
    return found


def _emptied(file: Path) -> str | None:
    """A power cut can leave a file of no bytes, which SQLite takes for a new one. Somebody should know."""
    return "it was empty" if file.exists() and file.stat().st_size == 0 else None


def _move_aside(folder: Path) -> Path:
    numbered = (folder / f"{FILE}.{n}.aside" for n in range(1, 1_000_000))
    aside = next(name for name in numbered if not name.exists())
    for part in ("-wal", "-shm", ""):
        if (folder / f"{FILE}{part}").exists():
            (folder / f"{FILE}{part}").rename(f"{aside}{part}")
    return aside
