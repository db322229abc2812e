"""Who is signed in in which browser. Of its token only a hash is kept: whoever reads the file signs in nowhere."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from sqlite3 import Connection

from hub.pages.roles import Role

UNUSED: dict[Role, timedelta] = {
    "installer": timedelta(hours=2),
    "carer": timedelta(days=30),
    "responder": timedelta(hours=12),
    "resident": timedelta(days=365),
}
"""After which a session that nobody used is over. A carer must not look for a password at 03:00; an installer's
telephone goes on to the next home."""
LONGEST: dict[Role, timedelta] = {
    "installer": timedelta(hours=12),
    "carer": timedelta(days=90),
    "responder": timedelta(hours=24),
    "resident": timedelta(days=3650),
}
"""After which it is over however much it was used."""
NOTED = timedelta(minutes=1)
"""How exactly it is written down when a session was last used: a card wears by writing."""


def kept(token: str) -> str:
    """What is kept of a browser's token."""
    return sha256(token.encode()).hexdigest()


def begin(conn: Connection, person: int, device: str, second: bool, now: datetime) -> str:
    """A new session; its token."""
    token, at = secrets.token_urlsafe(32), int(now.timestamp())
    conn.execute(
        "INSERT INTO sessions(token, person, began, seen, device, second) VALUES (?, ?, ?, ?, ?, ?)",
        (kept(token), person, at, at, device[:80], int(second)),
    )
    return token


def is_over(role: Role, began: int, seen: int, now: datetime) -> bool:
    """Whether a session is too old, or was not used for too long. `began`, `seen`: seconds since 1970."""
    at = now.timestamp()
    return at - began > LONGEST[role].total_seconds() or at - seen > UNUSED[role].total_seconds()


def used(conn: Connection, token: str, seen: int, now: datetime) -> None:
    """Notes that a session was used."""
    at = int(now.timestamp())
    if at - seen >= NOTED.total_seconds():
        conn.execute("UPDATE sessions SET seen = ? WHERE token = ?", (at, kept(token)))


def end(conn: Connection, token: str) -> None:
    """Signs a browser out."""
    conn.execute("DELETE FROM sessions WHERE token = ?", (kept(token),))


def end_others(conn: Connection, person: int, but: str = "") -> None:
    """Every other browser of this person is signed out: the password was changed, or they may no longer sign in."""
    conn.execute("DELETE FROM sessions WHERE person = ? AND token != ?", (person, kept(but)))
    conn.execute("DELETE FROM known WHERE person = ? AND ? = ''", (person, but))
