"""What falls were concluded from, for years: so that it can be looked into, and a detector can learn from it."""

import sqlite3

from msgspec import Struct

from hub.model.effects import FallKept, Outcome
from hub.model.ids import DeviceId, EffectKey, IncidentId
from hub.model.incidents import Was
from hub.shell.bodies import micros, moment
from hub.shell.database import OnDisk

_COLUMNS = "key, at, device, struck, score, placement, incident, shadow, peak, rate, most, missing, window"


class Known(Struct, frozen=True):
    """A fall that was told, or would have been, and how its incident ended (None: it is open, or nobody was told).

    `was`: what a false alarm was, if whoever closed it said so.
    """

    kept: FallKept
    outcome: Outcome | None = None
    was: Was = ""


def keep(conn: sqlite3.Connection, fall: FallKept) -> None:
    """Inside the caller's transaction. A key that was there before is the same fall."""
    conn.execute(
        f"INSERT INTO falls ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",  # noqa: S608
        (
            fall.key, micros(fall.at), fall.device, micros(fall.struck), fall.score, fall.placement, fall.incident,
            int(fall.shadow), fall.peak, fall.rate, fall.most, fall.missing, fall.window,
        ),
    )  # fmt: skip


def forget(conn: sqlite3.Connection, before: int, beside: str, stay: tuple[int, ...]) -> None:
    """Forgets what is from before then; an incident's goes with it. `beside`: frozen times, which stay."""
    conn.execute(
        "DELETE FROM falls WHERE (incident IS NULL AND at < ?"  # noqa: S608
        f"{beside}) OR (incident IS NOT NULL AND incident NOT IN (SELECT id FROM incidents))",
        (before, *stay),
    )


class FallTable(OnDisk):
    """What can be asked of it."""

    def falls(self) -> list[Known]:
        """Every one, oldest first."""
        with self._disk.reading() as conn:
            rows = conn.execute(
                f"SELECT {', '.join(f'f.{name}' for name in _COLUMNS.split(', '))}, i.outcome,"  # noqa: S608
                " json_extract(CAST(i.body AS TEXT), '$.was')"
                " FROM falls f LEFT JOIN incidents i ON i.id = f.incident ORDER BY f.at, f.key"
            ).fetchall()
        return [_known(*row) for row in rows]


def _known(
    key: str, at: int, device: str, struck: int, score: float, placement: str, incident: str | None, shadow: int,
    peak: int, rate: float, most: float, missing: float, window: bytes, outcome: Outcome | None,
    was: Was | None,
) -> Known:  # fmt: skip
    kept = FallKept(
        key=EffectKey(key), at=moment(at), device=DeviceId(device), struck=moment(struck), score=score,
        window=window, peak=peak, rate=rate, most=most, missing=missing, placement=placement,
        incident=IncidentId(incident) if incident is not None else None, shadow=bool(shadow),
    )  # fmt: skip
    return Known(kept, outcome, was or "")
