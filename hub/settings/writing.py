"""Changes hub.toml as an installer would: only what changes, every comment kept, and never into a file that cannot be.

Each change is text in, text out, and is proved: the tables of the new text are those of the old one with just that
change. `change` then reads the whole as a hub would, keeps a copy of the old file, and replaces it in one moment.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path
from typing import Any

import tomlkit
from msgspec import Struct, structs
from tomlkit.exceptions import TOMLKitError

from hub.model.errors import CarehubError, SettingsError
from hub.model.household import Device, Room, Settings
from hub.model.ids import DeviceId
from hub.settings.reading import parse, toml

BEFORE = ".before"
"""Ends the name of the copy that is kept of the file before its last change."""
Edit = Callable[[str], str]
_HEADER = re.compile(r"\s*\[")
_SILENT = re.compile(r"\s*(#.*)?")


class NotWritten(CarehubError):  # noqa: N818 - it says what is so
    """The settings file was left as it was."""


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
    before = _tables(text)
    wanted = {**before, "devices": [*before.get("devices", []), _plain(device)]}
    if room is not None:
        wanted["rooms"] = [*before.get("rooms", []), _plain(room)]
        text = _with_block(text, "rooms", _plain(room))
    return _proved(_with_block(text, "devices", _plain(device)), wanted, f"a device {device.id}")


def removed(text: str, device: DeviceId) -> str:
    """Without this device, and without the topics that speak of it."""
    before = _tables(text)
    wanted, what = dict(before), f"no device {device}"
    for name, gone in (("devices", [_index(before, device)]), ("topics", _topics_of(before, device))):
        kept = [each for number, each in enumerate(before.get(name, [])) if number not in gone]
        wanted = {**{k: v for k, v in wanted.items() if k != name}, **({name: kept} if kept else {})}
        for number in reversed(gone):
            text = _without_block(text, name, number, what)
    return _proved(text, wanted, what)


def _topics_of(tables: dict[str, Any], device: DeviceId) -> list[int]:
    return [number for number, topic in enumerate(tables.get("topics", [])) if topic.get("device") == device]


def _without_block(text: str, name: str, number: int, what: str) -> str:
    lines = text.splitlines(keepends=True)
    found = _blocks(lines, name)
    if number >= len(found):
        raise _by_hand(what)
    first, end = found[number]
    if end < len(lines) and not lines[end].strip() and (first == 0 or not lines[first - 1].strip()):
        end += 1
    return "".join(lines[:first] + lines[end:])


def renamed(text: str, device: DeviceId, name: str) -> str:
    """With another name for this device."""
    return _changed(text, device, {"name": name})


def replaced(text: str, old: DeviceId, new: DeviceId) -> str:
    """With the new device in the place of the old one, whose history it takes over. The new one's own entry goes."""
    if any(each["id"] == new for each in _tables(text).get("devices", [])):
        text = removed(text, new)
    tables = _tables(text)
    formerly = tables["devices"][_index(tables, old)].get("formerly", [])
    # One that was mended may come back to the place that it had.
    return _changed(text, old, {"id": new, "formerly": [each for each in [*formerly, old] if each != new]})


def _changed(text: str, device: DeviceId, values: dict[str, Any]) -> str:
    before = _tables(text)
    index = _index(before, device)
    devices = list(before["devices"])
    devices[index] = {**devices[index], **values}
    try:
        document = tomlkit.parse(text)
        table: Any = document["devices"][index]
        for key, value in values.items():
            if key in table:
                _put_in(table, key, value)
    except TOMLKitError:
        raise _by_hand(f"change the device {device}") from None
    lines = document.as_string().splitlines(keepends=True)
    new = {key: value for key, value in values.items() if key not in before["devices"][index]}
    blocks = _blocks(lines, "devices")
    if new and index < len(blocks):
        at = _before_tables(lines, *blocks[index])
        lines[at:at] = [f"{key} = {_written(value)}{_ending(lines)}" for key, value in new.items()]
    return _proved("".join(lines), {**before, "devices": devices}, f"the device {device} with {values}")


def _put_in(table: Any, key: str, value: Any) -> None:
    """Change a value. A list that only grows keeps what a person wrote between its lines."""
    before = table[key]
    if isinstance(value, list) and isinstance(before, list) and value[: len(before)] == before:
        before.extend(value[len(before) :])
    else:
        table[key] = value


def _with_block(text: str, name: str, values: dict[str, Any]) -> str:
    """With one more table at the end of its list; a first one goes to the end of the file."""
    lines = (text if text.endswith("\n") or not text else f"{text}\n").splitlines(keepends=True)
    blocks = _blocks(lines, name)
    end = blocks[-1][1] if blocks else len(lines)
    block = ["", f"[[{name}]]", *(f"{key} = {_written(value)}" for key, value in values.items())]
    return "".join([*lines[:end], *(f"{line}{_ending(lines)}" for line in block), *lines[end:]])


def _ending(lines: list[str]) -> str:
    """How lines end in this file: one written on Windows stays as it is."""
    return "\r\n" if lines and lines[0].endswith("\r\n") else "\n"


def _blocks(lines: list[str], name: str) -> list[tuple[int, int]]:
    """The first line and the end of each `[[name]]`, its sub-tables with it, the comments of what follows without."""
    own = re.compile(rf"\s*\[\[\s*{name}\s*\]\]")
    below = re.compile(rf"\s*\[+\s*{name}\s*\.")
    heads = [n for n, line in enumerate(lines) if _HEADER.match(line) and not below.match(line)]
    found = []
    for head, following in zip(heads, [*heads, len(lines)][1:], strict=True):
        if own.match(lines[head]):
            end = following
            while end > head + 1 and _SILENT.fullmatch(lines[end - 1].rstrip("\n")):
                end -= 1
            found.append((head, end))
    return found


def _before_tables(lines: list[str], first: int, end: int) -> int:
    """Where a key of the table itself may stand: before its first sub-table, or at its end."""
    inner = next((n for n in range(first + 1, end) if _HEADER.match(lines[n])), end)
    while inner > first + 1 and _SILENT.fullmatch(lines[inner - 1].rstrip("\n")):
        inner -= 1
    return inner


def _index(tables: dict[str, Any], device: DeviceId) -> int:
    ids = [each.get("id") for each in tables.get("devices", [])]
    if device not in ids:
        raise NotWritten(f"no device in the settings has the id {device}. See carehub devices.")
    return ids.index(device)


def _proved(text: str, wanted: dict[str, Any], what: str) -> str:
    """The text, if its tables are just what was wanted: a file may be written in ways that only a person can change."""
    with contextlib.suppress(SettingsError):
        if _tables(text) == wanted:
            return text
    raise _by_hand(f"have {what}")


def _by_hand(what: str) -> NotWritten:
    return NotWritten(f"the settings file is written in a way that carehub cannot change. By hand, let it {what}.")


def _tables(text: str) -> dict[str, Any]:
    return toml(text, "hub.toml")


def _plain(part: Device | Room) -> dict[str, Any]:
    """A table as a person would write it: without what is as it is anyway. Lists are TOML's."""
    return {name: _bare(value) for name, value in structs.asdict(part).items() if value not in (None, (), False)}


def _bare(value: Any) -> Any:
    if isinstance(value, Struct):
        return {k: _bare(v) for k, v in structs.asdict(value).items() if v is not None}
    return list(value) if isinstance(value, tuple) else value


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_written(each)}' for key, each in value.items())} }}"
    return str(tomlkit.item(value).as_string())


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
