"""Changes hub.toml as an installer would: only what changes, every comment kept, and never into a file that cannot be.

Each change is text in, text out, and is proved (`editing`, `lists`). `change` then reads the whole as a hub would,
keeps a copy of the old file, and replaces it in one moment; `restored` brings an old one back.
"""

import os
from codecs import BOM_UTF8
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from hub.model.household import Device, Room, Settings
from hub.model.ids import DeviceId
from hub.settings.history import BEFORE, content, keep
from hub.settings.lists import with_changes, with_one, without_one
from hub.settings.proof import NotWritten, tables
from hub.settings.reading import parse
from hub.settings.replacing import locked, or_not_written, put, read
from hub.settings.sole import sole

Edit = Callable[[str], str]
DEVICES = ("devices",)


class Outdated(NotWritten):
    """Somebody else has changed the file since it was looked at."""


class Seen(Struct, frozen=True):
    """The file as it was looked at. `fingerprint` tells it from every other text."""

    text: str
    fingerprint: str


def seen(path: Path) -> Seen:
    """What the file says now. NotWritten if it cannot be read."""
    found = read(path.resolve())
    return Seen(_text(found), _fingerprint(found))


def change(path: Path, edit: Edit, *, expected: str | None = None, who: str = "", why: str = "") -> Settings:
    """Apply a change to the file; the settings that it describes now. SettingsError or NotWritten: nothing changed.

    `expected`: the fingerprint of the file on which the change was decided; Outdated if it is another by now. `who`
    made it and `why` are kept with the copy of the file as it was.
    """
    with locked(path.resolve()):
        before = _unless_outdated(path, expected)
        after = edit(_text(before)).encode("utf-8", "surrogatepass")
        bom = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
        return _replaced(path, before, bom + after, who, why)


def restored(path: Path, which: str, *, expected: str | None = None, who: str = "", why: str = "") -> Settings:
    """The file as one of `history.kept` has it, to the letter. It is a change like others, and can be undone."""
    with locked(path.resolve()):
        before = _unless_outdated(path, expected)
        return _replaced(path, before, content(path, which), who, why)


def possible(path: Path, edit: Edit) -> Settings:
    """What the settings would be after this change, which is not made. Fails as `change` would."""
    return parse(edit(_text(read(path.resolve()))), str(path))


def may_change(path: Path) -> None:
    """NotWritten if this user could not change the file: better to know before somebody has paired ten devices."""
    place = path.resolve()
    read(place)
    if not os.access(place.parent, os.W_OK) or not os.access(place, os.W_OK):
        raise NotWritten(f"{path}: this user may not change it. Try again with sudo.")


def alone(path: Path) -> None:
    """Keep other commands from changing the file until this one ends. NotWritten if another is at it.

    Two at once would undo each other's changes, and throw each other off the broker.
    """
    sole(path)  # held until this process ends


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
    addresses = [each for each in [*formerly, old] if each != new]
    return with_changes(text, DEVICES, index, {"id": new, "formerly": addresses})


def _index(text: str, device: DeviceId) -> int:
    ids = [each.get("id") for each in tables(text).get("devices", [])]
    if device not in ids:
        raise NotWritten(f"no device in the settings has the id {device}. See carehub devices.")
    return ids.index(device)


def _unless_outdated(path: Path, expected: str | None) -> bytes:
    before = read(path.resolve())
    if expected is not None and _fingerprint(before) != expected:
        raise Outdated(f"{path} was changed by somebody else meanwhile. Look at it again, then make your change.")
    return before


def _replaced(path: Path, before: bytes, after: bytes, who: str, why: str) -> Settings:
    """The settings of the new file, once they are read as a hub would and the old file is kept."""
    settings = parse(_text(after), str(path))
    place = path.resolve()
    if after == before:
        return settings
    with or_not_written(place):
        put(Path(f"{place}{BEFORE}"), before, place)
        copy = keep(place, before, who, why)
        try:
            put(place, after, place)
        except OSError:
            if copy is not None:
                copy.unlink(missing_ok=True)
            raise
    return settings


def _text(content: bytes) -> str:
    return content.decode("utf-8-sig", "surrogatepass")


def _fingerprint(content: bytes) -> str:
    return sha256(content).hexdigest()
