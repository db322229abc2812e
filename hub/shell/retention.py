"""What may be forgotten, and when: readings after weeks, incidents after years, and nothing that a restart needs.

A frozen incident keeps everything of its days: itself, its trail and its messages, and of the time from a day before
it began to a day after it was closed the journal, the trail, the spans and the hours heard.
"""

import sqlite3
from datetime import datetime, timedelta

from hub.model.effects import Recorded
from hub.model.ids import EffectKey, IncidentId
from hub.shell import falls, heard, trail
from hub.shell.bodies import micros
from hub.shell.database import OnDisk

SNAPSHOTS = 2
"""How many snapshots are kept: the newest, and the one before it."""

BITE = 2_000
"""Journal rows deleted in one transaction: some 20 ms on a desktop, well under the 2 s stall that is told."""

AROUND = timedelta(days=1)
"""What a complaint asks of the time before and after an incident (our choice): the day of it, wherever it lies."""

Stay = list[tuple[int, int]]
"""Times of frozen incidents, first and last microsecond."""


_FORGET_TRAIL = "DELETE FROM audit WHERE at < ? AND (incident IS NULL OR incident NOT IN (SELECT id FROM incidents))"


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
            stay = _frozen(conn)
        return self._cut_up_to(behind, stay)

    def _cut_up_to(self, seq: int, stay: Stay) -> int:
        beside = _beside("at", stay)
        find = f"SELECT seq FROM journal WHERE seq <= ?{beside} ORDER BY seq LIMIT ?"  # noqa: S608
        cut = 0
        while True:
            with self._disk.writing() as conn:
                gone = conn.execute(
                    f"DELETE FROM journal WHERE seq IN ({find})",  # noqa: S608
                    (seq, *_flat(stay), BITE),
                ).rowcount
            cut += gone
            if gone < BITE:
                return cut

    def purge(self, incidents_before: datetime) -> int:
        """Forgets closed incidents from before then, with their trail and the spans; returns how many incidents.

        What a frozen incident needs stays.
        """
        before = micros(incidents_before)
        with self._disk.writing() as conn:
            stay = _frozen(conn)
            gone = conn.execute(
                "DELETE FROM incidents WHERE open = 0 AND frozen = 0 AND coalesce(closed, began) < ?", (before,)
            ).rowcount
            conn.execute(
                f"{_FORGET_TRAIL}{_beside('at', stay)}",
                (before, *_flat(stay)),
            )
            conn.execute(
                f"DELETE FROM spans WHERE ended < ?{_beside_spans(stay)}",  # noqa: S608
                (before, *_flat(stay)),
            )
            heard.forget(conn, incidents_before, stay)
            falls.forget(conn, before, _beside("at", stay), _flat(stay))
        return gone

    def freeze(self, incident: IncidentId, by: str, because: str, at: datetime) -> bool:
        """Keeps an incident against retention, for instance because of a complaint. False: there is none."""
        return self._set_frozen(incident, 1, _line(incident, by, "frozen: kept against retention", because, at))

    def release(self, incident: IncidentId, by: str, because: str, at: datetime) -> bool:
        """Gives a frozen incident back to retention. False: there is none."""
        return self._set_frozen(incident, 0, _line(incident, by, "given back to retention", because, at))

    def _set_frozen(self, incident: IncidentId, frozen: int, line: Recorded) -> bool:
        with self._disk.writing() as conn:
            set_ = "UPDATE incidents SET frozen = ? WHERE id = ?"
            if conn.execute(set_, (frozen, incident)).rowcount == 0:
                return False
            trail.write(conn, line)
        return True


def _line(incident: IncidentId, by: str, what: str, because: str, at: datetime) -> Recorded:
    key = EffectKey(f"{incident}/{what}/{micros(at)}")
    return Recorded(key=key, at=at, who=by, what=what, because=because, incident=incident)


def _frozen(conn: sqlite3.Connection) -> Stay:
    """The days of every frozen incident; of one that is open, all from its beginning."""
    around = AROUND // timedelta(microseconds=1)
    rows = conn.execute("SELECT began, closed FROM incidents WHERE frozen = 1").fetchall()
    return [(began - around, (2**62 if closed is None else closed) + around) for began, closed in rows]


def _beside(column: str, stay: Stay) -> str:
    """The condition that a moment lies in none of these times."""
    return "".join(f" AND NOT {column} BETWEEN ? AND ?" for _ in stay)


def _beside_spans(stay: Stay) -> str:
    return "".join(" AND NOT (ended >= ? AND began <= ?)" for _ in stay)


def _flat(stay: Stay) -> tuple[int, ...]:
    return tuple(at for pair in stay for at in pair)


def _keep(conn: sqlite3.Connection, kind: str, seq: int, at: datetime, state: bytes) -> None:
    conn.execute(
        "INSERT OR REPLACE INTO states (kind, seq, at, state) VALUES (?, ?, ?, ?)", (kind, seq, micros(at), state)
    )


def _newest_baseline(conn: sqlite3.Connection, before: datetime) -> int | None:
    query = "SELECT max(seq) FROM states WHERE kind = 'baseline' AND at < ?"
    newest: int | None = conn.execute(query, (micros(before),)).fetchone()[0]
    return newest
