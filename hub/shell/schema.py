"""The store's tables, and how an older store becomes today's.

Each step is applied once, in its own transaction, and is never changed after a release: add a step instead, and keep
a store from before it in tests/journals/.
"""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hub.shell.database import Disk, StoreError

if TYPE_CHECKING:
    from sqlite_utils import Database

Step = Callable[["Database"], None]


def first(db: "Database") -> None:
    """The journal, what people were told, the outbox, and what must be answered for years."""
    _journal(db)
    _people(db)
    _outbox(db)
    _record(db)
    # Incident ids begin with it, so that a reset hub never repeats one.
    db.table("store").insert({"name": "epoch", "value": os.urandom(4).hex()}, pk="name")


def _journal(db: "Database") -> None:
    db.table("store").create({"name": str, "value": str}, pk="name", not_null={"value"})
    db.table("journal").create(  # no index on time: it would be a fifth of all that is written, for one rare question
        {"seq": int, "at": int, "body": bytes, "handled": int, "because": str},
        pk="seq",
        not_null={"at", "body", "handled"},
    )
    db.table("states").create(
        {"kind": str, "seq": int, "at": int, "state": bytes}, pk=("kind", "seq"), not_null={"at", "state"}
    )


def _people(db: "Database") -> None:
    incidents = db.table("incidents").create(
        {
            "n": int, "id": str, "key": str, "kind": str, "class": str, "state": str, "began": int, "raised": int,
            "closed": int, "outcome": str, "reference": str, "version": int, "body": bytes, "open": int, "frozen": int,
        },
        pk="n",
        not_null={"id", "key", "kind", "class", "state", "began", "version", "body", "open", "frozen"},
        defaults={"frozen": 0},
    )  # fmt: skip
    incidents.create_index(["id"], unique=True)
    incidents.create_index(["open"])
    db.table("facts").create({"name": str, "body": bytes}, pk="name", not_null={"body"})


def _outbox(db: "Database") -> None:
    outbox = db.table("outbox").create(
        {
            "n": int, "key": str, "seq": int, "lane": str, "incident": str, "purpose": str, "version": int, "at": int,
            "expires": int, "body": bytes, "state": str, "tries": int, "not_before": int, "begun": int,
            "provider_id": str, "because": str, "moot": str, "settled": int,
        },
        pk="n",
        not_null={"key", "lane", "at", "body", "state", "tries"},
        defaults={"state": "waiting", "tries": 0},
    )  # fmt: skip
    outbox.create_index(["key"], unique=True)
    outbox.create_index(["state"])
    outbox.create_index(["incident"])


def _record(db: "Database") -> None:
    audit = db.table("audit").create(
        {"n": int, "key": str, "at": int, "who": str, "what": str, "because": str, "incident": str},
        pk="n",
        not_null={"key", "at", "who", "what", "because"},
    )
    audit.create_index(["key"], unique=True)
    audit.create_index(["incident"])
    spans = db.table("spans").create(
        {"n": int, "subject": str, "status": str, "because": str, "began": int, "ended": int},
        pk="n",
        not_null={"subject", "status", "because", "began"},
    )
    spans.create_index(["subject", "ended"])


def trail(db: "Database") -> None:
    """The audit trail says for programs, too, what each line is about."""
    for column in ("step", "party", "role", "message"):
        db.table("audit").add_column(column, str)


def heard(db: "Database") -> None:
    """How often each device spoke in each hour of each day."""
    db.table("heard").create({"day": int, "device": str, "counts": bytes}, pk=("day", "device"), not_null={"counts"})


def falls(db: "Database") -> None:
    """What falls were concluded from: the acceleration around each impact that was told, or would have been."""
    db.table("falls").create(
        {
            "key": str, "at": int, "device": str, "struck": int, "score": float, "placement": str, "incident": str,
            "shadow": int, "peak": int, "rate": float, "most": float, "missing": float, "window": bytes,
        },
        pk="key",
        not_null={"at", "device", "struck", "score", "shadow", "peak", "rate", "most", "missing", "window"},
    )  # fmt: skip


STEPS: tuple[Step, ...] = (first, trail, heard, falls)
"""In this order, for ever. A step's name is what a store remembers of it."""

OURS = "carehub"
"""What the steps are called together, in the store's own list of them."""


def migrate(disk: Disk, steps: tuple[Step, ...] = STEPS) -> None:
    """Makes the tables, or brings an older store up to date. A store made by a newer carehub is refused."""
    known = [step.__name__ for step in steps]
    with disk.reading() as conn:
        done = _done(conn)
        unknown = [name for name in done if name not in known]
        if unknown:
            found = f"it was made by a newer carehub (it knows {', '.join(unknown)!r}, this one does not)"
            raise StoreError(disk.file, found, "Install that version again, or restore a backup from before it.")
        if set(known) - set(done):
            _apply(conn, steps)


def _done(conn: sqlite3.Connection) -> list[str]:
    """The steps that this store has taken."""
    if conn.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone() is None:
        return []
    return [name for (name,) in conn.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (OURS,))]


def _apply(conn: sqlite3.Connection, steps: tuple[Step, ...]) -> None:
    # Loaded for this only: an ordinary start waits 40 ms less, and weighs less.
    with _without("numpy", "pandas"):
        from sqlite_utils import Database
        from sqlite_utils.migrations import Migrations

    migrations = Migrations(OURS)
    for step in steps:
        migrations(name=step.__name__)(step)
    migrations.apply(Database(conn, execute_plugins=False))


@contextmanager
def _without(*names: str) -> Iterator[None]:
    """As if these were not installed: sqlite-utils loads them, 18 MB, to store types that no store of ours holds."""
    hidden = [name for name in names if name not in sys.modules]
    try:
        for name in hidden:
            sys.modules[name] = None  # type: ignore[assignment]  # Python's own way to say so
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
