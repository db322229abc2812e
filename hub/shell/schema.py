"""The store's tables, and how an older store becomes today's.

Each step is applied once, in its own transaction, and is never changed after a release: add a step instead, and keep
a store from before it in tests/journals/.
"""

import os
from collections.abc import Callable

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from hub.shell.database import Disk, StoreError

Step = Callable[[Database], None]


def first(db: Database) -> None:
    """The journal, what people were told, the outbox, and what must be answered for years."""
    _journal(db)
    _people(db)
    _outbox(db)
    _record(db)
    # Incident ids begin with it, so that a reset hub never repeats one.
    db.table("store").insert({"name": "epoch", "value": os.urandom(4).hex()}, pk="name")


def _journal(db: Database) -> None:
    db.table("store").create({"name": str, "value": str}, pk="name", not_null={"value"})
    db.table("journal").create(  # no index on time: it would be a fifth of all that is written, for one rare question
        {"seq": int, "at": int, "body": bytes, "handled": int, "because": str},
        pk="seq",
        not_null={"at", "body", "handled"},
    )
    db.table("states").create(
        {"kind": str, "seq": int, "at": int, "state": bytes}, pk=("kind", "seq"), not_null={"at", "state"}
    )


def _people(db: Database) -> None:
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


def _outbox(db: Database) -> None:
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


def _record(db: Database) -> None:
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


STEPS: tuple[Step, ...] = (first,)
"""In this order, for ever. A step's name is what a store remembers of it."""


def migrate(disk: Disk, steps: tuple[Step, ...] = STEPS) -> None:
    """Makes the tables, or brings an older store up to date. A store made by a newer carehub is refused."""
    migrations = Migrations("carehub")
    for step in steps:
        migrations(name=step.__name__)(step)
    with disk.reading() as conn:
        db = Database(conn, execute_plugins=False)
        unknown = [done.name for done in migrations.applied(db) if done.name not in {step.__name__ for step in steps}]
        if unknown:
            found = f"it was made by a newer carehub (it knows {', '.join(unknown)!r}, this one does not)"
            raise StoreError(disk.file, found, "Install that version again, or restore a backup from before it.")
        migrations.apply(db)
