"""The journal's rows as they are read: in small goes, each row for itself."""

import logging
import sqlite3

import msgspec
from msgspec import Struct

from hub.model.events import Event
from hub.shell.bodies import event_from

log = logging.getLogger(__name__)

AT_ONCE = 500
"""Rows read in one go. Between two goes nothing is held, so a slow reader does not make the log grow (testing)."""

Raw = tuple[int, int, bytes, int, str | None]


class Kept(Struct, frozen=True):
    """A row of the journal. Not `handled`: the event failed, `because` says how, and it is never stepped again."""

    seq: int
    event: Event
    handled: bool = True
    because: str = ""


def some_after(conn: sqlite3.Connection, seq: int, last: int) -> list[Raw]:
    """The next rows after `seq`, none of them after `last`."""
    return conn.execute(
        "SELECT seq, at, body, handled, because FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq LIMIT ?",
        (seq, last, AT_ONCE),
    ).fetchall()


def readable(raw: Raw) -> Kept | None:
    """A row of the journal; None, and a line in the log, if it cannot be read."""
    seq, at, body, handled, because = raw
    try:
        return Kept(seq, event_from(at, body), bool(handled), because or "")
    except msgspec.DecodeError as error:
        log.error("journal row %d cannot be read and is left out: %s", seq, error)
        return None


def last_seq(conn: sqlite3.Connection) -> int:
    """The number of the newest event there is, or was before a cut; 0 in a fresh store."""
    query = "SELECT max(coalesce((SELECT max(seq) FROM journal), 0), coalesce((SELECT max(seq) FROM states), 0))"
    return int(conn.execute(query).fetchone()[0])
