"""What must leave the house: kept until a machine took it, in order, and at least once.

A row is `waiting`, then `sent` (a machine took it) and `done` (it arrived, or never will); or it is `withdrawn` (no
longer true) or `expired` (too late to be true). A receipt says what happened, so it counts in any state.
"""

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from hub.model.effects import (
    Accepted,
    Announce,
    Call,
    Delivered,
    Document,
    Effect,
    Purpose,
    Receipt,
    Recorded,
    Refused,
    Result,
    Text,
    TryAgain,
    Unanswered,
    Withdraw,
)
from hub.model.ids import EffectKey
from hub.shell import trail
from hub.shell.bodies import body, effect_from, micros, moment_or_none
from hub.shell.database import OnDisk

POLLED = timedelta(hours=24)
"""How long a text's delivery, or the end of a call, is asked after: a phone that is off for a day will not
ring for this one."""

KEPT = timedelta(days=30)
"""How long a settled row of no incident is kept, as long as its reference code (behaviour 11)."""


TOO_LATE = "too late to be true"


class Waiting(Struct, frozen=True):
    """An effect that has not left. `fate_unknown`: it may have, before a crash or a time-out; ask first."""

    effect: Effect
    tries: int
    not_before: datetime | None
    lane: str
    fate_unknown: bool


def lane_of(effect: Effect) -> str | None:
    """What must stay in order among itself; None for what does not leave through the outbox."""
    match effect:
        case Text():
            return f"text/{effect.number}"
        case Call():
            return f"call/{effect.number}"
        case Announce():
            return f"announce/{effect.incident}/{effect.language}"
        case Document():
            return f"centre/incident/{effect.incident}"
        case Result(via="centre"):
            return "centre/result"
        case _:
            return None


def purpose_of(effect: Effect) -> Purpose | None:
    """What an effect is for, as `Withdraw` names it. What the resident hears of an alarm is true as long as that is."""
    if isinstance(effect, Announce):
        return "alarm"
    return effect.purpose if isinstance(effect, Text | Call) else None


def replaces(newer: Effect, older: Effect) -> bool:
    """Whether the newer of two effects of one lane says all that is still true of the older."""
    return isinstance(newer, Document | Announce) and type(newer) is type(older)


def put(conn: sqlite3.Connection, seq: int | None, effect: Effect) -> None:
    """Queues an effect, inside the caller's transaction. A key that was there before is the same effect."""
    lane = lane_of(effect)
    if lane is None:
        return
    inserted = conn.execute(
        "INSERT INTO outbox (key, seq, lane, incident, purpose, version, at, expires, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
        (effect.key, seq, lane, *_columns(effect), body(effect)),
    )
    if inserted.rowcount == 1 and isinstance(effect, Document | Announce):
        _supersede(conn, lane, effect)


def _columns(effect: Effect) -> tuple[str | None, str | None, int | None, int, int | None]:
    incident = effect.incident if isinstance(effect, Text | Call | Announce | Document | Result) else None
    version = effect.version if isinstance(effect, Document | Result) else None
    expires = micros(effect.expires) if isinstance(effect, Text | Call | Announce) else None
    purpose = purpose_of(effect)
    return incident, purpose, version, micros(effect.at), expires


def _supersede(conn: sqlite3.Connection, lane: str, newest: Document | Announce) -> None:
    says = f"version {newest.version} says more" if isinstance(newest, Document) else "what was said after it is newer"
    conn.execute(
        "UPDATE outbox SET state = 'withdrawn', because = ?"
        " WHERE incident = ? AND lane = ? AND +state = 'waiting' AND key <> ?",  # +: few rows share an incident
        (says, newest.incident, lane, newest.key),
    )


def withdraw(conn: sqlite3.Connection, effect: Withdraw) -> None:
    """Takes back what is no longer true, inside the caller's transaction. What a machine took is not tried again."""
    for purpose in effect.purposes:
        told = (effect.because, effect.incident, purpose)
        conn.execute(
            "UPDATE outbox SET moot = ? WHERE incident = ? AND purpose = ? AND +state IN ('waiting', 'sent')", told
        )
        gone = conn.execute(
            "UPDATE outbox SET state = 'withdrawn', because = ?, settled = ?"
            " WHERE incident = ? AND purpose = ? AND +state = 'waiting' RETURNING body",
            (effect.because, micros(effect.at), effect.incident, purpose),
        ).fetchall()
        for (kept,) in gone:
            _note(conn, kept, "withdrawn", effect.at, effect.because)


def _note(conn: sqlite3.Connection, kept: bytes, step: Literal["withdrawn", "expired"], at: datetime, why: str) -> None:
    """A line of the trail for a text that will not leave, or a call that will not be made."""
    message = effect_from(kept)
    if isinstance(message, Text | Call):
        what = "not sent" if isinstance(message, Text) else "not called"
        line = Recorded(
            key=EffectKey(f"{message.key}/{step}"), at=at, who="hub", what=f"{what}: {message.purpose} to {message.to}",
            because=why, incident=message.incident, step=step, party=message.to, message=message.key,
        )  # fmt: skip
        trail.write(conn, line)


def settle(
    conn: sqlite3.Connection, key: EffectKey, receipt: Receipt, at: datetime, not_before: datetime | None = None
) -> None:
    """Keeps what became of an effect, inside the caller's transaction. Only `TryAgain` counts anew when repeated."""
    match receipt:
        case Accepted():
            conn.execute(
                "UPDATE outbox SET state = 'sent', provider_id = ?, settled = ?"
                " WHERE key = ? AND state IN ('waiting', 'withdrawn', 'expired')",
                (receipt.provider_id, micros(at), key),
            )
        case Delivered():
            conn.execute(
                "UPDATE outbox SET state = 'done', settled = ? WHERE key = ? AND state <> 'done'", (micros(at), key)
            )
        case Refused() | Unanswered():
            conn.execute(
                "UPDATE outbox SET state = 'done', because = ?, settled = ?"
                " WHERE key = ? AND state IN ('waiting', 'sent')",
                (receipt.because, micros(at), key),
            )
        case TryAgain():
            _try_again(conn, key, receipt, not_before)


def _try_again(conn: sqlite3.Connection, key: EffectKey, receipt: TryAgain, not_before: datetime | None) -> None:
    conn.execute(
        "UPDATE outbox SET state = iif(moot IS NULL, 'waiting', 'withdrawn'), tries = tries + 1, not_before = ?,"
        " because = ?, begun = iif(?, NULL, begun) WHERE key = ? AND state IN ('waiting', 'sent')",
        (micros(not_before) if not_before else None, receipt.because, _did_not_go(receipt), key),
    )


def _did_not_go(receipt: TryAgain) -> bool:
    """True if the provider said so itself. A time-out, or an error of its own (5xx), leaves it open."""
    return receipt.code is not None and not 500 <= receipt.code < 600


class OutboxTable(OnDisk):
    """What the senders ask of the outbox."""

    def waiting(self) -> list[Waiting]:
        """Everything that has not left, in order."""
        with self._disk.reading() as conn:
            rows = conn.execute(
                "SELECT body, tries, not_before, lane, begun FROM outbox WHERE state = 'waiting' ORDER BY n"
            ).fetchall()
            return [
                Waiting(effect_from(kept), tries, moment_or_none(not_before), lane, begun is not None)
                for kept, tries, not_before, lane, begun in rows
            ]

    def due(self, now: datetime) -> list[Waiting]:
        """The first of each lane, if it may go now. What is too late is never among them."""
        heads: dict[str, Waiting] = {}
        for one in self.waiting():
            if not (isinstance(one.effect, Text | Call | Announce) and one.effect.expires <= now):
                heads.setdefault(one.lane, one)
        return [head for head in heads.values() if head.not_before is None or head.not_before <= now]

    def begin(self, key: EffectKey, at: datetime) -> bool:
        """Durably notes that it is being sent now. False: it is no longer waiting, and must not be sent."""
        with self._disk.writing() as conn:
            begun = conn.execute("UPDATE outbox SET begun = ? WHERE key = ? AND state = 'waiting'", (micros(at), key))
            return begun.rowcount == 1

    def receipt(self, key: EffectKey, receipt: Receipt, at: datetime, not_before: datetime | None = None) -> None:
        """Keeps what became of an effect; `not_before` is when `TryAgain` is tried again."""
        with self._disk.writing() as conn:
            settle(conn, key, receipt, at, not_before)

    def expire(self, now: datetime) -> list[EffectKey]:
        """Gives up texts and calls that would come too late, and says which."""
        with self._disk.reading() as conn:
            late = "SELECT key FROM outbox WHERE state = 'waiting' AND expires <= ? ORDER BY n"
            keys = [EffectKey(key) for (key,) in conn.execute(late, (micros(now),)).fetchall()]
        if keys:
            with self._disk.writing() as conn:
                _mark_expired(conn, keys, now)
        return keys

    def unsettled(self, now: datetime | None = None) -> tuple[tuple[Text, str], ...]:
        """Texts of the last 24 h that a provider took and that have not arrived, with its id for each.

        `now` may be left out: then the journal's last time stands for it.
        """
        return tuple((text, id_) for text, id_ in self._taken(now) if isinstance(text, Text))

    def ringing(self, now: datetime | None = None) -> tuple[tuple[Call, str], ...]:
        """Calls that a provider has begun and whose end is not known, with its id for each."""
        return tuple((call, id_) for call, id_ in self._taken(now) if isinstance(call, Call))

    def ringing_in_vain(self, now: datetime | None = None) -> tuple[tuple[Call, str], ...]:
        """Those of `ringing` that were taken back: somebody has it, or it is over."""
        return tuple((call, id_) for call, id_ in self._taken(now, moot=True) if isinstance(call, Call))

    def _taken(self, now: datetime | None, *, moot: bool = False) -> list[tuple[Effect, str]]:
        with self._disk.reading() as conn:
            rows = conn.execute(
                "SELECT body, provider_id FROM outbox WHERE state = 'sent' AND purpose IS NOT NULL"
                " AND provider_id <> '' AND at >= ? AND (moot IS NOT NULL OR NOT ?) ORDER BY n",
                (self._latest(conn, now) - POLLED // timedelta(microseconds=1), moot),
            ).fetchall()
            return [(effect_from(kept), provider_id) for kept, provider_id in rows]

    @staticmethod
    def _latest(conn: sqlite3.Connection, now: datetime | None) -> int:
        if now is not None:
            return micros(now)
        last = conn.execute("SELECT at FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        return int(last[0]) if last else 0

    def depth(self) -> tuple[int, datetime | None]:
        """How many effects wait, and since when the oldest."""
        with self._disk.reading() as conn:
            count, oldest = conn.execute("SELECT count(*), min(at) FROM outbox WHERE state = 'waiting'").fetchone()
        return count, moment_or_none(oldest)

    def purge_outbox(self, now: datetime) -> int:
        """Forgets what was settled over 30 days ago; what waits is never forgotten. Returns how many.

        The texts of an incident stay as long as the incident, and of a frozen one everything: what people were told
        must be known when they ask a year later. The body of a document for the centre is too large for that.
        """
        before = (micros(now - KEPT),)
        with self._disk.writing() as conn:
            gone = conn.execute(_FORGET, before)
            # Nobody asks any more whether these arrived; the polls must not read them for years.
            conn.execute("UPDATE outbox SET state = 'done' WHERE state = 'sent' AND at < ?", before)
            return gone.rowcount


_FORGET = """
DELETE FROM outbox WHERE state <> 'waiting' AND at < ?
    AND (incident IS NULL OR incident NOT IN (SELECT id FROM incidents WHERE frozen = 1 OR outbox.purpose IS NOT NULL))
"""


def _mark_expired(conn: sqlite3.Connection, keys: Iterable[EffectKey], now: datetime) -> None:
    for key in keys:
        gone = conn.execute(
            "UPDATE outbox SET state = 'expired', because = ?, settled = ? WHERE key = ? AND state = 'waiting'"
            " RETURNING body",
            (TOO_LATE, micros(now), key),
        ).fetchall()
        for (kept,) in gone:
            _note(conn, kept, "expired", now, TOO_LATE)
