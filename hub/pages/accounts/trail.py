"""What people did on the pages, for years: who, when, what, about which thing, from where."""

from collections.abc import Iterator
from datetime import UTC, datetime
from sqlite3 import Connection

from msgspec import Struct

from hub.pages.accounts.people import Person


class Done(Struct, frozen=True, kw_only=True):
    """One thing that somebody did."""

    at: datetime
    name: str
    role: str
    did: str
    about: str
    address: str


def note(conn: Connection, now: datetime, who: Person | str, did: str, about: str = "", address: str = "") -> None:
    """Writes down what somebody did. A stranger has a name only as far as they gave one."""
    person, name, role = (who.id, who.name, who.role) if isinstance(who, Person) else (None, who[:80], "")
    conn.execute(
        "INSERT INTO trail(at, person, name, role, did, about, address) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (int(now.timestamp()), person, name, role, did, about[:400], address[:60]),
    )


def lately(conn: Connection, most: int = 200) -> Iterator[Done]:
    """The newest first."""
    rows = conn.execute("SELECT at, name, role, did, about, address FROM trail ORDER BY n DESC LIMIT ?", (most,))
    for at, name, role, did, about, address in rows.fetchall():
        yield Done(at=datetime.fromtimestamp(at, UTC), name=name, role=role or "", did=did, about=about or "",
                   address=address or "")  # fmt: skip
