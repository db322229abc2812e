"""Opens a backup beside what is there, and proves it: until then nothing of the hub is touched."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import msgspec

from hub.backup.belongings import CONF, DATA, TOML, Place, is_name
from hub.backup.making import About, File
from hub.backup.sealed import NoBackup, unsealed
from hub.check_disk import NEARLY_FULL
from hub.model.errors import CarehubError
from hub.settings.editing import with_value
from hub.settings.reading import parse
from hub.shell.database import FILE, StoreError
from hub.shell.store import Store

LONGEST = 4 * 2**20
"""Bytes of what a backup says of itself at the most: some thousand files."""


def opened(file: BinaryIO, passphrase: str, into: Path, here: Place) -> About:
    """Everything of the backup, in a new folder `into`, proved. NoBackup, and no folder, if it cannot be used."""
    shutil.rmtree(into, ignore_errors=True)
    try:
        about = _written(file, passphrase, into)
        _moved_here(into / CONF / TOML, about, here)
        _proved(into, here)
    except BaseException as error:
        shutil.rmtree(into, ignore_errors=True)
        if isinstance(error, OSError):
            raise NoBackup("no room", f"{into} cannot be written ({error.strerror}). Nothing was changed.") from error
        raise
    return about


def _written(file: BinaryIO, passphrase: str, into: Path) -> About:
    plain = Plain(unsealed(file, passphrase))
    about = _about(plain)
    into.mkdir(mode=0o700, parents=True)
    if shutil.disk_usage(into).free < about.size + NEARLY_FULL:
        raise NoBackup("no room", f"there is too little room in {into.parent}: make room first. Nothing was changed.")
    for each in about.files:
        _put(plain, each, into / each.name)
    if plain.take(1):
        raise _wrong()
    return about


def _about(plain: "Plain") -> About:
    long = int.from_bytes(plain.take(4))
    if not 0 < long <= LONGEST:
        raise _wrong()
    try:
        about = msgspec.json.decode(plain.take(long), type=About)
    except msgspec.MsgspecError:
        raise _wrong() from None
    names = [each.name for each in about.files]
    if f"{CONF}/{TOML}" not in names or len(set(names)) < len(names) or not all(map(is_name, names)):
        raise _wrong()
    if any(each.size < 0 for each in about.files):
        raise _wrong()
    return about


def _put(plain: "Plain", each: File, to: Path) -> None:
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    left, found = each.size, sha256()
    to.touch(mode=0o600)
    with to.open("wb") as out:
        while left:
            piece = plain.take(min(left, 2**20))
            if not piece:
                raise _wrong()
            found.update(piece)
            out.write(piece)
            left -= len(piece)
    if found.hexdigest() != each.sha256:
        raise _wrong()


class Plain:
    """A stream of pieces, taken in other lengths."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._left = pieces, b""

    def take(self, most: int) -> bytes:
        """So many bytes; fewer only at the end."""
        while len(self._left) < most:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._left += piece
        taken, self._left = self._left[:most], self._left[most:]
        return taken


def _wrong() -> NoBackup:
    return NoBackup("damaged", "this backup does not hold what it says it holds. Nothing was changed.")


def _moved_here(toml: Path, about: About, here: Place) -> None:
    """Where this hub's folders are others, the settings that come must say so: paths of the old ones are changed."""
    text = toml.read_text(encoding="utf-8")
    for old, new in ((about.data, here.data.resolve()), (about.conf, here.toml.resolve().parent)):
        for quote in "\"'":
            text = text.replace(f"{quote}{old}{quote}", f"{quote}{new}{quote}")
            text = text.replace(f"{quote}{old}/", f"{quote}{new}/")
    toml.write_text(text, encoding="utf-8")


def _proved(into: Path, here: Place) -> None:
    """The settings are read as a hub would, and the store is brought up to date: what fails here would fail then."""
    toml = into / CONF / TOML
    try:
        text = toml.read_text(encoding="utf-8-sig")
        if Path(parse(text, TOML).hub.data).resolve() != here.data.resolve():
            toml.write_text(with_value(text, ("hub", "data"), str(here.data.resolve())), encoding="utf-8")
    except (CarehubError, ValueError) as error:
        says = f"the settings in this backup cannot be used by this carehub ({error}). Nothing was changed."
        raise NoBackup("settings", says) from error
    try:
        if (into / DATA / FILE).exists():
            Store.open(into / DATA).close()
        _signed_out(into / DATA / "pages" / "pages.db")
        for file in (into / DATA).rglob("*.db"):
            _sound(file)
    except (StoreError, sqlite3.Error) as error:
        says = f"the store in this backup cannot be used by this carehub ({error}). Nothing was changed."
        raise NoBackup("store", says) from error


def _signed_out(accounts: Path) -> None:
    """Whoever was signed in when the backup was made signs in again: a telephone may be somebody else's by now."""
    if accounts.exists():
        with closing(sqlite3.connect(accounts, isolation_level=None)) as conn:
            conn.execute("DELETE FROM sessions")
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _sound(file: Path) -> None:
    with closing(sqlite3.connect(file)) as conn:
        if conn.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("it is damaged")
    for half in ("-wal", "-shm"):
        Path(f"{file}{half}").unlink(missing_ok=True)
