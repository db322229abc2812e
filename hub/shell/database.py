"""The store's file: how it is opened, and what its failures are called."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import msgspec

from hub.model.errors import CarehubError

FILE = "carehub.db"

PAGE = 1024
"""Bytes. A group of readings fills a few small pages; the usual 4096 would double what wears the card (design 3)."""

WAL_LIMIT = 8 * 1024 * 1024
"""Bytes that the write-ahead log may keep on the disk between two checkpoints (design 3)."""

BUSY = 5.0
"""Seconds to wait for another program (a backup, a look at the store) to let go (design 3)."""


class StoreError(CarehubError):
    """The store cannot be used: which `file`, what was `found`, and what a person can `do`."""

    def __init__(self, file: Path, found: str, do: str) -> None:
        self.file, self.found, self.do = file, found, do
        super().__init__(f"{file}: {found}. {do}")


class CorruptStoreError(StoreError):
    """The file is damaged, or is no store at all."""


_DAMAGED = "Move it aside and start again: the hub makes a fresh one."
_CHECK = "Check that the folder is there and that the user who runs the hub may write to it."
_MEANINGS = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Make room; what waits is written then."),
    sqlite3.SQLITE_READONLY: ("it cannot be written", _CHECK),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", _CHECK),
    sqlite3.SQLITE_PERM: ("it cannot be opened", _CHECK),
    sqlite3.SQLITE_IOERR: ("the disk or card reports an error", "Replace the card soon; what waits is tried again."),
    sqlite3.SQLITE_BUSY: ("another program holds it", "Is a second hub running, or a backup?"),
    sqlite3.SQLITE_LOCKED: ("another program holds it", "Is a second hub running, or a backup?"),
}
_CORRUPT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _meaning(file: Path, error: sqlite3.Error) -> StoreError:
    code = error.sqlite_errorcode & 0xFF  # the low byte; the rest only refines it
    if code in _CORRUPT:
        return CorruptStoreError(file, f"it is damaged ({error})", _DAMAGED)
    found, do = _MEANINGS.get(code, ("it refused to work", "Please report this."))
    return StoreError(file, f"{found} ({error})", do)


@contextmanager
def failing_as_store(file: Path) -> Iterator[None]:
    """Turns what SQLite, the disk or a damaged row says into a `StoreError`. A mistake in our SQL stays what it is."""
    try:
        yield
    except sqlite3.Error as error:
        if not hasattr(error, "sqlite_errorcode"):
            raise
        raise _meaning(file, error) from error
    except msgspec.DecodeError as error:
        raise CorruptStoreError(file, f"a row cannot be read ({error})", _DAMAGED) from error
    except OSError as error:
        raise StoreError(file, f"it cannot be opened ({error.strerror})", _CHECK) from error


class Disk:
    """One connection to a store's file."""

    def __init__(self, file: Path, conn: sqlite3.Connection) -> None:
        self.file, self.conn = file, conn

    @classmethod
    def open(cls, folder: Path) -> "Disk":
        """The store in `folder`, for writing; file and folder are made if need be."""
        file = folder / FILE
        with failing_as_store(file), ExitStack() as undo:
            folder.mkdir(parents=True, exist_ok=True)
            disk = cls(file, sqlite3.connect(file, timeout=BUSY, isolation_level=None))
            undo.callback(disk.conn.close)
            disk._prepare()
            undo.pop_all()
        return disk

    @classmethod
    def read_only(cls, folder: Path, wait: float = BUSY) -> "Disk":
        """The store in `folder`, for reading only. `wait`: seconds for another program to let go."""
        file = folder / FILE
        with failing_as_store(file):
            conn = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=wait, isolation_level=None)
        return cls(file, conn)

    @classmethod
    def at_rest(cls, folder: Path) -> "Disk":
        """The store of a hub that was stopped cleanly: one file, which nobody writes. Needs no file beside it."""
        file = folder / FILE
        with failing_as_store(file):
            conn = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
        return cls(file, conn)

    def _prepare(self) -> None:
        self.conn.execute(f"PRAGMA page_size = {PAGE:d}")  # counts only before the first table
        self.conn.execute("PRAGMA journal_mode = WAL")
        self.conn.execute("PRAGMA synchronous = FULL")
        self.conn.execute(f"PRAGMA journal_size_limit = {WAL_LIMIT:d}")
        # A store that cannot be written says so now, not at the first alarm. Nothing of this reaches the disk.
        self.conn.execute("BEGIN IMMEDIATE")
        self.conn.execute("PRAGMA user_version = 0")
        self.conn.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: durable when the block is left, or undone."""
        with failing_as_store(self.file):
            self.conn.execute("BEGIN IMMEDIATE")
            try:
                yield self.conn
                self.conn.execute("COMMIT")
            finally:
                if self.conn.in_transaction:
                    self.conn.execute("ROLLBACK")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """No transaction; failures are named."""
        with failing_as_store(self.file):
            yield self.conn


class OnDisk:
    """Something kept in the store. The parts of `Store` share one `Disk`."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
