"""Visits as they are kept in pages.db: one open at a time, whoever goes on with it, and every certificate for ever."""

import sqlite3
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Struct, structs

from hub.pages.visit.step import Notes

TABLES = """
CREATE TABLE IF NOT EXISTS visits (
    id INTEGER PRIMARY KEY, begun INTEGER NOT NULL, by TEXT NOT NULL, steps TEXT NOT NULL, closed INTEGER,
    closed_by TEXT);
CREATE TABLE IF NOT EXISTS certificates (
    id INTEGER PRIMARY KEY, visit INTEGER NOT NULL, at INTEGER NOT NULL, by TEXT NOT NULL, complete INTEGER NOT NULL,
    document TEXT NOT NULL, signature TEXT NOT NULL, key TEXT NOT NULL);
"""


class Kept(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is kept of one step. `left_out`: why it is not done here."""

    notes: Notes = {}
    left_out: str = ""
    by: str = ""
    at: datetime | None = None


class Visit(Struct, frozen=True, kw_only=True):
    """One visit. `steps` holds only what somebody did."""

    id: int
    begun: datetime
    by: str
    steps: dict[str, Kept]
    closed: datetime | None = None
    closed_by: str = ""

    def step(self, name: str) -> Kept:
        """What is kept of a step."""
        return self.steps.get(name, Kept())

    @property
    def notes(self) -> dict[str, Notes]:
        """The notes of every step."""
        return {name: kept.notes for name, kept in self.steps.items()}


class Certificate(Struct, frozen=True, kw_only=True):
    """A certificate as it was given: `document` is the JSON text that was signed, `key` the public key in hex."""

    id: int
    visit: int
    at: datetime
    by: str
    complete: bool
    document: str
    signature: str
    key: str


class Visits:
    """Over the connection of pages.db. Times are UTC, to the second."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        for table in TABLES.split(";"):
            conn.execute(table)

    def open(self) -> Visit | None:
        """The visit that is under way."""
        rows = self._conn.execute(f"{_VISIT} WHERE closed IS NULL ORDER BY id DESC LIMIT 1").fetchall()
        return _visit(rows[0]) if rows else None

    def last(self) -> Visit | None:
        """The newest visit, open or closed."""
        rows = self._conn.execute(f"{_VISIT} ORDER BY id DESC LIMIT 1").fetchall()
        return _visit(rows[0]) if rows else None

    def begin(self, now: datetime, by: str) -> Visit:
        """A new visit; the one that is open, if there is one."""
        if self.open() is None:
            self._conn.execute("INSERT INTO visits(begun, by, steps) VALUES (?, ?, '{}')", (int(now.timestamp()), by))
        found = self.open()
        assert found is not None
        return found

    def note(self, name: str, now: datetime, by: str, notes: Notes, *, of: int | None = None) -> None:
        """Writes notes of a step down; those under other keys stay. A step that was left out is taken up again.

        `of`: the visit to which they belong; NoVisit if another one is under way by now.
        """
        visit = self._under_way()
        if of is not None and visit.id != of:
            raise NoVisit
        kept = visit.step(name)
        self._put(visit, name, Kept(notes={**kept.notes, **notes}, by=by, at=now))

    def leave_out(self, name: str, now: datetime, by: str, because: str) -> None:
        """A step is not done here, and why. Empty: it is taken up again."""
        visit = self._under_way()
        self._put(visit, name, structs.replace(visit.step(name), left_out=because, by=by, at=now))

    def close(self, now: datetime, by: str) -> None:
        """The visit is over: its record changes no more."""
        self._conn.execute(
            "UPDATE visits SET closed = ?, closed_by = ? WHERE closed IS NULL", (int(now.timestamp()), by)
        )

    def certify(self, visit: int, at: datetime, by: str, complete: bool, signed: tuple[str, str, str]) -> int:
        """Keeps a certificate: document, signature, key. Its number."""
        row = self._conn.execute(
            "INSERT INTO certificates(visit, at, by, complete, document, signature, key) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (visit, int(at.timestamp()), by, int(complete), *signed),
        )
        return int(row.lastrowid or 0)

    def certificates(self) -> list[Certificate]:
        """Every certificate, the newest first."""
        rows = self._conn.execute(
            "SELECT id, visit, at, by, complete, document, signature, key FROM certificates ORDER BY id DESC"
        )
        return [
            Certificate(id=i, visit=v, at=_time(at), by=by, complete=bool(whole), document=d, signature=s, key=k)
            for i, v, at, by, whole, d, s, k in rows.fetchall()
        ]

    def _under_way(self) -> Visit:
        found = self.open()
        if found is None:
            raise NoVisit
        return found

    def _put(self, visit: Visit, name: str, kept: Kept) -> None:
        steps = msgspec.json.encode({**visit.steps, name: kept}).decode()
        self._conn.execute("UPDATE visits SET steps = ? WHERE id = ?", (steps, visit.id))


class NoVisit(Exception):  # noqa: N818 - it says what is so
    """No visit is under way: somebody has closed it in another browser."""


_VISIT = "SELECT id, begun, by, steps, closed, closed_by FROM visits"


def _visit(row: Any) -> Visit:
    number, begun, by, steps, closed, closed_by = row
    return Visit(
        id=number, begun=_time(begun), by=by, steps=msgspec.json.decode(steps, type=dict[str, Kept]),
        closed=_time(closed) if closed is not None else None, closed_by=closed_by or "",
    )  # fmt: skip


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
