"""What the auditor sees of a hub, from outside: its pulse, its process, its store, its disk. It changes none of them.

Nothing is held between two looks. The store is opened for reading only, and each question to it is a transaction of
its own that is broken off after 100 ms: it cannot lock the hub's store, slow it, or make its log grow.
"""

import shutil
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from hub.audit.seen import Fate, Leaving, Process, Pulse, Stored
from hub.model.incidents import Incident
from hub.shell.bodies import FACTS, incident_from, moment, moment_or_none
from hub.shell.database import FILE as STORE
from hub.shell.database import Disk
from hub.shell.pulse_file import FILE, SERVICE

LONGEST = 0.1
"""Seconds that one question to the store may take: so long at most the writer's log cannot be cut back."""

STEPS = 2000
"""SQLite's own steps between two looks at the clock: some tens of microseconds."""

LATEST = 50
"""Texts that arrived, from which it is seen how soon that is."""

MOST = 200
"""Incidents, or texts that wait, read at one look: a text speaks of one."""


def places(data: Path) -> tuple[Path, ...]:
    """Where this home's pulse may be: the unit's run-time folder, or the data folder of a hub started by hand."""
    return Path(SERVICE) / FILE, data / FILE


def pulse(files: Iterable[Path], hub: str) -> Pulse | None:
    """The pulse of the hub of that name; of two, the one whose process lives. An older hub's pulse names no hub."""
    found = [each for each in map(_pulse, files) if each is not None and each.hub in ("", hub)]
    return next((each for each in found if process(each.pid) != "gone"), found[0] if found else None)


def _pulse(file: Path) -> Pulse | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Pulse)
    except (OSError, msgspec.DecodeError):
        return None


def process(pid: int) -> Process:
    """What the kernel says of a process. One that has ended and was not waited for is gone."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return "gone"
    return "held" if state in "Tt" else "gone" if state in "ZXx" else "runs"


def stamp(file: Path) -> tuple[int, int] | None:
    """What tells a changed file from the same one."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def free(folder: Path) -> int | None:
    """Bytes that the disk can take; None if it cannot be asked."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def stored(folder: Path) -> Stored:
    """What the store says of people. StoreError if it cannot be read, or not soon enough."""
    written = (folder / f"{STORE}-wal").exists()
    disk = Disk.read_only(folder, wait=LONGEST) if written else Disk.at_rest(folder)
    try:
        return _stored(disk)
    finally:
        disk.conn.close()


def _stored(disk: Disk) -> Stored:
    opened = _open(_asked(disk, "SELECT body FROM incidents WHERE open = 1 ORDER BY n LIMIT ?", MOST))
    refused = _asked(disk, "SELECT body FROM facts WHERE name = 'refused'")
    return Stored(
        open=opened, leaving=_leaving(disk, opened), refused=FACTS["refused"].decode(refused[0][0]) if refused else {},
        usual=_usual(disk),
    )  # fmt: skip


def _asked(disk: Disk, question: str, *values: Any) -> list[tuple[Any, ...]]:
    """All rows of one question, in a transaction that lasts no longer than `LONGEST`."""
    with disk.reading() as conn, _in_time(conn):
        return conn.execute(question, values).fetchall()


@contextmanager
def _in_time(conn: sqlite3.Connection) -> Iterator[None]:
    give_up = time.monotonic() + LONGEST
    conn.set_progress_handler(lambda: int(time.monotonic() > give_up), STEPS)
    try:
        yield
    finally:
        conn.set_progress_handler(None, STEPS)


def _open(rows: list[tuple[Any, ...]]) -> tuple[Incident, ...]:
    return tuple(incident_from(kept) for (kept,) in rows)


_WAITING = """
SELECT key, lane, incident, purpose, at, state, provider_id, because, settled FROM outbox
WHERE state = 'waiting' ORDER BY n LIMIT ?
"""
_OF_INCIDENT = """
SELECT key, lane, incident, purpose, at, state, provider_id, because, settled FROM outbox
WHERE incident = ? AND +state <> 'waiting' ORDER BY n DESC LIMIT ?
"""
_ARRIVED = """
SELECT purpose = 'alarm', settled - at FROM outbox
WHERE state = 'done' AND because IS NULL AND provider_id <> '' AND lane LIKE 'text/%' ORDER BY n DESC LIMIT ?
"""


def _leaving(disk: Disk, opened: tuple[Incident, ...]) -> tuple[Leaving, ...]:
    """What waits, and everything that belongs to an open incident."""
    told = {str(entry.key): entry.receipt for incident in opened for entry in incident.told}
    rows = _asked(disk, _WAITING, MOST)
    for incident in opened:
        rows += _asked(disk, _OF_INCIDENT, incident.id, MOST)
    return tuple(_one(row, told) for row in rows)


def _one(row: tuple[Any, ...], told: dict[str, str]) -> Leaving:
    key, lane, incident, purpose, at, state, provider, because, settled = row
    number = lane.partition("/")[2] if lane.startswith("text/") else ""
    refused = state == "done" and (told[key].startswith("refused") if key in told else because is not None)
    over: Fate = "taken" if lane.startswith("call/") else "arrived"  # that a call is over shows no text that arrives
    fates: dict[str, Fate] = {"sent": "taken", "done": "refused" if refused else over}
    fate: Fate = fates.get(state, state)
    return Leaving(
        at=moment(at), number=number, fate=fate, incident=incident, purpose=purpose,
        accepted=provider is not None or fate == "arrived", settled=moment_or_none(settled),
    )  # fmt: skip


def _usual(disk: Disk) -> float | None:
    """Seconds that a delivery report takes here: the quicker ones of the last alarms. None: none ever came.

    Other texts are asked after every five minutes only, so they show that reports come and not how soon.
    """
    came = _asked(disk, _ARRIVED, LATEST)
    alarms = sorted(float(micros) / 1e6 for is_alarm, micros in came if is_alarm)
    return (alarms[len(alarms) // 4] if alarms else 0.0) if came else None
