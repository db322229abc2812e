"""pages.db: the pages' own file, which no other process writes.

Plain SQL, and not sqlite-utils as the store has it: these few tables are not worth the 17 MB that it costs a process
which has 60 (design section 11).
"""

import os
import sqlite3
from pathlib import Path

FILE = "pages.db"

TABLES = """
-- `called`: the name as it is compared. `counted`: the last step of the second factor that was used.
CREATE TABLE IF NOT EXISTS people (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, called TEXT NOT NULL, role TEXT NOT NULL, contact TEXT, language TEXT,
    password TEXT NOT NULL, second TEXT, counted INTEGER, made INTEGER NOT NULL, made_by TEXT, gone INTEGER
);
CREATE TABLE IF NOT EXISTS sessions (
    token TEXT PRIMARY KEY, person INTEGER NOT NULL, began INTEGER NOT NULL, seen INTEGER NOT NULL, device TEXT,
    second INTEGER
);
CREATE TABLE IF NOT EXISTS tries (who TEXT PRIMARY KEY, failed INTEGER, last INTEGER);
CREATE TABLE IF NOT EXISTS known (token TEXT, person INTEGER, at INTEGER, PRIMARY KEY (token, person));
-- People whose contact or resident has left the settings, and whom nobody has linked anew.
CREATE TABLE IF NOT EXISTS parted (person INTEGER PRIMARY KEY);
CREATE TABLE IF NOT EXISTS trail (
    n INTEGER PRIMARY KEY, at INTEGER NOT NULL, person INTEGER, name TEXT NOT NULL, role TEXT, did TEXT NOT NULL,
    about TEXT, address TEXT
);
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value TEXT);
"""
"""Made where they are missing. A later version adds statements, and never changes one."""


def opened(folder: Path) -> sqlite3.Connection:
    """The file in `folder`, made with its tables if there is none. Only its owner may read it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / FILE
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    # One loop uses it; which thread that loop runs in is not its concern.
    conn = sqlite3.connect(file, isolation_level=None, timeout=5.0, check_same_thread=False)
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = FULL")
    conn.executescript(TABLES)
    return conn
