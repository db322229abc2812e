"""pages.db: the pages' own file, which no other process writes."""

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

FILE = "pages.db"


def opened(folder: Path) -> sqlite3.Connection:
    """The file in `folder`, made with its tables if there is none. Only its owner may read it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / FILE
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    # One loop uses it; which thread that loop runs in is not its concern.
    conn = sqlite3.connect(file, isolation_level=None, timeout=5.0, check_same_thread=False)
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = FULL")
    _tables(Database(conn))
    return conn


def _tables(db: Database) -> None:
    """Every table is made only if it is not there: a step that changes one is a new function, called after this."""
    db.table("people").create(
        {"id": int, "name": str, "called": str, "role": str, "contact": str, "language": str, "password": str,
         "second": str, "counted": int, "made": int, "made_by": str, "gone": int},
        pk="id", not_null={"name", "called", "role", "password", "made"}, if_not_exists=True,
    )  # fmt: skip
    db.table("sessions").create(
        {"token": str, "person": int, "began": int, "seen": int, "device": str, "second": int},
        pk="token", not_null={"person", "began", "seen"}, if_not_exists=True,
    )  # fmt: skip
    db.table("tries").create({"who": str, "failed": int, "last": int}, pk="who", if_not_exists=True)
    db.table("known").create({"token": str, "person": int, "at": int}, pk=("token", "person"), if_not_exists=True)
    db.table("trail").create(
        {"n": int, "at": int, "person": int, "name": str, "role": str, "did": str, "about": str, "address": str},
        pk="n", not_null={"at", "name", "did"}, if_not_exists=True,
    )  # fmt: skip
    db.table("secrets").create({"name": str, "value": str}, pk="name", if_not_exists=True)
