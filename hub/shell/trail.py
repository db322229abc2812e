"""The audit trail and the messages as they are kept for years: written with what they are about, read in small goes."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Literal, cast

from hub.model.effects import Call, Document, Recorded, Role, Step, Text
from hub.model.ids import CENTRE, EffectKey, IncidentId
from hub.records.course import CLOCK_CORRECTED
from hub.records.kept import Message
from hub.shell.bodies import effect_from, micros, moment, moment_or_none
from hub.shell.database import OnDisk
from hub.shell.rows import AT_ONCE

_COLUMNS = "key, at, who, what, because, incident, step, party, role, message"
_MESSAGE = "n, key, at, lane, incident, purpose, version, body, state, because, moot, settled"

_TRAIL_OF = f"""
SELECT n, {_COLUMNS} FROM audit WHERE incident = :incident
UNION ALL
SELECT n, {_COLUMNS} FROM audit WHERE incident IS NULL AND what = :clock
    AND n > (SELECT min(n) FROM audit WHERE incident = :incident)
    AND n < coalesce((SELECT min(n) FROM audit WHERE incident = :incident AND what LIKE 'closed: %'), 1e18)
ORDER BY n
"""  # noqa: S608


def write(conn: sqlite3.Connection, line: Recorded) -> None:
    """One line, inside the caller's transaction. A key that was there before is the same line."""
    conn.execute(
        f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",  # noqa: S608
        (
            line.key, micros(line.at), line.who, line.what, line.because, line.incident, line.step or None,
            line.party or None, line.role or None, line.message,
        ),
    )  # fmt: skip


class TrailTable(OnDisk):
    """What can be asked of the trail and of the messages."""

    def audit(self, incident: IncidentId | None = None, limit: int = 1000) -> list[Recorded]:
        """The newest lines of the audit trail, of one incident or of all, oldest first."""
        with self._disk.reading() as conn:
            rows = conn.execute(
                f"SELECT {_COLUMNS} FROM audit WHERE ? IS NULL OR incident = ? ORDER BY n DESC LIMIT ?",  # noqa: S608
                (incident, incident, limit),
            ).fetchall()
        return [_recorded(row) for row in reversed(rows)]

    def trail_of(self, incident: IncidentId) -> list[Recorded]:
        """Every line of one incident, oldest first; and of each correction of the clock while it was open."""
        with self._disk.reading() as conn:
            rows = conn.execute(_TRAIL_OF, {"incident": incident, "clock": CLOCK_CORRECTED}).fetchall()
        return [_recorded(row[1:]) for row in rows]

    def trail(self, frm: datetime, to: datetime) -> Iterator[Recorded]:
        """The lines from `frm` until before `to`, in the order in which they were written."""
        query = f"SELECT n, {_COLUMNS} FROM audit WHERE n > ? AND at >= ? AND at < ? ORDER BY n LIMIT ?"  # noqa: S608
        for row in self._in_goes(query, micros(frm), micros(to)):
            yield _recorded(row[1:])

    def messages_of(self, incident: IncidentId) -> list[Message]:
        """Every message of one incident that is still kept, oldest first."""
        with self._disk.reading() as conn:
            rows = conn.execute(
                f"SELECT {_MESSAGE} FROM outbox WHERE incident = ? ORDER BY n",  # noqa: S608
                (incident,),
            ).fetchall()
        return [made for row in rows if (made := _message(row)) is not None]

    def messages(self, frm: datetime, to: datetime) -> Iterator[Message]:
        """The messages made from `frm` until before `to`, in order."""
        query = f"SELECT {_MESSAGE} FROM outbox WHERE n > ? AND at >= ? AND at < ? ORDER BY n LIMIT ?"  # noqa: S608
        for row in self._in_goes(query, micros(frm), micros(to)):
            made = _message(row)
            if made is not None:
                yield made

    def _in_goes(self, query: str, frm: int, to: int) -> Iterator[tuple[Any, ...]]:
        last = 0
        while True:
            with self._disk.reading() as conn:
                rows = conn.execute(query, (last, frm, to, AT_ONCE)).fetchall()
            yield from rows
            if len(rows) < AT_ONCE:
                return
            last = rows[-1][0]


def _recorded(row: tuple[Any, ...]) -> Recorded:
    key, at, who, what, because, incident, step, party, role, message = row
    return Recorded(
        key=EffectKey(key), at=moment(at), who=who, what=what, because=because,
        incident=None if incident is None else IncidentId(incident), step=cast("Step", step or ""), party=party or "",
        role=cast("Role", role or ""), message=None if message is None else EffectKey(message),
    )  # fmt: skip


def _message(row: tuple[Any, ...]) -> Message | None:
    """A text, a call, or a document for the centre; None for the answer to a command."""
    _, key, at, _, incident, purpose, version, kept, state, because, moot, settled = row
    effect = effect_from(kept)
    if not isinstance(effect, Text | Call | Document):
        return None
    way, to, number, words = _said(effect)
    return Message(
        key=EffectKey(key), at=moment(at), way=way, to=to, state=state, number=number, purpose=purpose or "",
        body=words, incident=None if incident is None else IncidentId(incident), version=version,
        because=moot or because or "", settled=moment_or_none(settled),
    )  # fmt: skip


def _said(effect: Text | Call | Document) -> tuple[Literal["text", "call", "centre"], str, str, str]:
    """Which way it went, to whom, to which number, and its words."""
    match effect:
        case Text():
            return "text", effect.to, effect.number, effect.body
        case Call():
            return "call", effect.to, effect.number, f"{effect.says} {effect.then}".rstrip()
        case Document():
            return "centre", CENTRE, "", ""
