"""How a settings file is read and replaced: in one moment, for the same people, and by one program at a time."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from fcntl import LOCK_EX, flock
from pathlib import Path

from hub.settings.proof import NotWritten

EVERYTHING = 0o7777
PRIVATE = 0o660
"""For its owner, and for whoever else may read the settings as one of its group."""


def read(place: Path) -> bytes:
    """What the file holds. NotWritten if it cannot be read as text."""
    try:
        content = place.read_bytes()
        content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise NotWritten(f"{place}: cannot be read ({error}).") from None
    return content


def put(place: Path, content: bytes, like: Path, mode: int = EVERYTHING) -> None:
    """Write a file in one moment, for the same people as `like`: whoever reads it sees the old one or the new one."""
    about = like.stat()
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            os.fchmod(file.fileno(), about.st_mode & mode)
            with contextlib.suppress(PermissionError):  # only root may give a file away; the group then is ours
                os.fchown(file.fileno(), about.st_uid, about.st_gid)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    settle(place.parent)


@contextlib.contextmanager
def locked(place: Path) -> Iterator[None]:
    """Nobody else changes the file in this block: another program waits for the moment that it takes."""
    handle = _locked(place)
    try:
        yield
    finally:
        os.close(handle)


@contextlib.contextmanager
def or_not_written(place: Path) -> Iterator[None]:
    """Says for a person what the system says."""
    try:
        yield
    except PermissionError:
        raise NotWritten(f"{place}: this user may not change it. Try again with sudo.") from None
    except OSError as error:
        raise NotWritten(f"{place}: could not be written ({error.strerror or error}). It is as it was.") from None


def _locked(place: Path) -> int:
    while True:
        try:
            handle = os.open(place, os.O_RDONLY)
        except OSError as error:
            raise NotWritten(f"{place}: cannot be read ({error}).") from None
        flock(handle, LOCK_EX)
        # Whoever held it may have put a new file in its place: then that one is the file to hold.
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), place.stat()):
                return handle
        os.close(handle)


def settle(folder: Path) -> None:
    """What was put into this folder, or taken out of it, stays so after a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
