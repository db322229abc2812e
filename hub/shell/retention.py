"""What may be forgotten, and when: readings after weeks, incidents after years, and nothing that a restart needs."""

import sqlite3
from datetime import datetime

from hub.model.ids import IncidentId
from hub.shell.bodies import micros
from hub.shell.database import OnDisk

SNAPSHOTS = 2
"""How many snapshots are kept: the newest, and the one before it."""

BITE = 2_000
"""Journal rows deleted in one transaction: some 20 ms on a desktop, well under the 2 s stall that is told."""

_FORGET_SPANS = """
DELETE FROM spans WHERE ended < ? AND NOT EXISTS (
    SELECT 1 FROM incidents
    WHERE frozen = 1 AND began <= spans.ended AND (closed IS NULL OR closed >= spans.began)
)
"""


class RetentionTable(OnDisk):
    """Keeps states of the hub to restart from, and deletes what lies behind them."""

    def snapshot(self, seq: int, at: datetime, state: bytes) -> None:
        """Keeps a state to restart from quickly. It may be lost; the newest two are kept."""
        with self._disk.writing() as conn:
            _keep(conn, "snapshot", seq, at, state)
            conn.execute(
                "DELETE FROM states WHERE kind = 'snapshot' AND seq NOT IN"
                " (SELECT seq FROM states WHERE kind = 'snapshot' ORDER BY seq DESC LIMIT ?)",
                (SNAPSHOTS,),
            )

    def baseline(self, seq: int, at: datetime, state: bytes) -> None:
        """Keeps a state that stands for every event up to `seq`, so that those may be cut."""
        with self._disk.writing() as conn:
            _keep(conn, "baseline", seq, at, state)

    def cut(self, keep_from: datetime) -> int:
        """Deletes the journal up to the newest baseline from before `keep_from`; returns how many rows.

        Works in bites, so that a power cut in the middle leaves a store that starts.
        """
        with self._disk.writing() as conn:
            behind = _newest_baseline(conn, keep_from)
            if behind is None:
                return 0
            # Whatever needs rows that go now goes first. The baseline itself stays.
            conn.execute("DELETE FROM states WHERE seq < ?", (behind,))
        return self._cut_up_to(behind)

    def _cut_up_to(self, seq: int) -> int:
        cut = 0
        while True:
            with self._disk.writing() as conn:
                gone = conn.execute(
                    "DELETE FROM journal WHERE seq IN (SELECT seq FROM journal WHERE seq <= ? ORDER BY seq LIMIT ?)",
                    (seq, BITE),
                ).rowcount
            cut += gone
            if gone < BITE:
                return cut

    def purge(self, incidents_before: datetime) -> int:
        """Forgets closed incidents from before then, with their trail and the spans; returns how many incidents.

        What a frozen incident needs stays: itself, its trail, and the spans of its time.
        """
        before = (micros(incidents_before),)
        with self._disk.writing() as conn:
            gone = conn.execute(
                "DELETE FROM incidents WHERE open = 0 AND frozen = 0 AND coalesce(closed, began) < ?", before
            ).rowcount
            conn.execute(
                "DELETE FROM audit WHERE at < ? AND (incident IS NULL OR incident NOT IN (SELECT id FROM incidents))",
                before,
            )
            conn.execute(_FORGET_SPANS, before)
        return gone

    def freeze(self, incident: IncidentId) -> bool:
        """Keeps an incident against retention, for instance because of a complaint. False: there is none."""
        return self._set_frozen(incident, 1)

    def release(self, incident: IncidentId) -> bool:
        """Gives a frozen incident back to retention. False: there is none."""
        return self._set_frozen(incident, 0)

    def _set_frozen(self, incident: IncidentId, frozen: int) -> bool:
        with self._disk.writing() as conn:
            return conn.execute("UPDATE incidents SET frozen = ? WHERE id = ?", (frozen, incident)).rowcount == 1


def _keep(conn: sqlite3.Connection, kind: str, seq: int, at: datetime, state: bytes) -> None:
    conn.execute(
        "INSERT OR REPLACE INTO states (kind, seq, at, state) VALUES (?, ?, ?, ?)", (kind, seq, micros(at), state)
    )


def _newest_baseline(conn: sqlite3.Connection, before: datetime) -> int | None:
    query = "SELECT max(seq) FROM states WHERE kind = 'baseline' AND at < ?"
    newest: int | None = conn.execute(query, (micros(before),)).fetchone()[0]
    return newest
