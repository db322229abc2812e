"""Changes hub.toml as an installer would: only what changes, every comment kept, and never into a file that cannot be.

Each change is text in, text out, and is proved (`editing`, `lists`). `change` then reads the whole as a hub would,
keeps a copy of the old file, and replaces it in one moment.
"""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from hub.model.household import Device, Room, Settings
from hub.model.ids import DeviceId
from hub.settings.lists import with_changes, with_one, without_one
from hub.settings.proof import NotWritten, tables
from hub.settings.reading import parse

BEFORE = ".before"
"""Ends the name of the copy that is kept of the file before its last change."""
Edit = Callable[[str], str]
DEVICES = ("devices",)


def change(path: Path, edit: Edit) -> Settings:
    """Apply a change to the file; the settings that it describes now. SettingsError or NotWritten: nothing changed."""
    place = path.resolve()
    before = _read(place)
    after = edit(before)
    settings = parse(after, str(path))
    with _or_not_written(place):
        _put(Path(f"{place}{BEFORE}"), before, place)
        _put(place, after, place)
    return settings


def possible(path: Path, edit: Edit) -> Settings:
    """What the settings would be after this change, which is not made. Fails as `change` would."""
    return parse(edit(_read(path.resolve())), str(path))


def may_change(path: Path) -> None:
    """NotWritten if this user could not change the file: better to know before somebody has paired ten devices."""
    place = path.resolve()
    _read(place)
    if not os.access(place.parent, os.W_OK) or not os.access(place, os.W_OK):
        raise NotWritten(f"{path}: this user may not change it. Try again with sudo.")


def alone(path: Path) -> None:
    """Keep other commands from changing the file until this one ends. NotWritten if another is at it.

    Two at once would undo each other's changes, and throw each other off the broker.
    """
    folder = os.open(
        path.resolve().parent, os.O_RDONLY
    )  # stays open: the lock is held by it, and ends with the process
    try:
        flock(folder, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        raise NotWritten(f"another command is just changing {path}: let it end first.") from None


def added(text: str, device: Device, room: Room | None = None) -> str:
    """With one more device, and with the room that it stands in if that is a new one."""
    if room is not None:
        text = with_one(text, ("rooms",), room)
    return with_one(text, DEVICES, device)


def removed(text: str, device: DeviceId) -> str:
    """Without this device, and without the topics that speak of it."""
    index = _index(text, device)
    topics = [number for number, each in enumerate(tables(text).get("topics", [])) if each.get("device") == device]
    for number in reversed(topics):
        text = without_one(text, ("topics",), number)
    return without_one(text, DEVICES, index)


def renamed(text: str, device: DeviceId, name: str) -> str:
    """With another name for this device."""
    return with_changes(text, DEVICES, _index(text, device), {"name": name})


def replaced(text: str, old: DeviceId, new: DeviceId) -> str:
    """With the new device in the place of the old one, whose history it takes over. The new one's own entry goes."""
    if any(each["id"] == new for each in tables(text).get("devices", [])):
        text = removed(text, new)
    index = _index(text, old)
    formerly = tables(text)["devices"][index].get("formerly", [])
    # One that was mended may come back to the place that it had.
    kept = [each for each in [*formerly, old] if each != new]
    return with_changes(text, DEVICES, index, {"id": new, "formerly": kept})


def _index(text: str, device: DeviceId) -> int:
    ids = [each.get("id") for each in tables(text).get("devices", [])]
    if device not in ids:
        raise NotWritten(f"no device in the settings has the id {device}. See carehub devices.")
    return ids.index(device)


def _read(place: Path) -> str:
    try:
        return place.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise NotWritten(f"{place}: cannot be read ({error}).") from None


@contextlib.contextmanager
def _or_not_written(place: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError:
        raise NotWritten(f"{place}: this user may not change it. Try again with sudo.") from None
    except OSError as error:
        raise NotWritten(f"{place}: could not be written ({error.strerror or error}). It is as it was.") from None


def _put(place: Path, text: str, like: Path) -> None:
    """Write a file in one moment, for the same people as `like`: whoever reads it sees the old text or the new one."""
    about = like.stat()
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            os.fchmod(file.fileno(), about.st_mode & 0o7777)
            with contextlib.suppress(PermissionError):  # only root may give a file away; the group then is ours
                os.fchown(file.fileno(), about.st_uid, about.st_gid)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(place)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _settle(place.parent)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
