"""What the settings file was before each of its last changes: who changed it, when and why, and every letter of it.

The copies lie in `<settings>.history`, for those who may read the settings and nobody else. The newest of all is also
`<settings>.before`, which is there even where the folder cannot be written.
"""

import json
import os
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from hub.settings.proof import NotWritten
from hub.settings.replacing import PRIVATE, put, read

BEFORE = ".before"
"""Ends the name of the copy that is kept of the file before its last change."""
HISTORY = ".history"
MOST = 20
"""Copies that are kept: more than the changes of one visit, and small enough for any card (some 10 kB each)."""
_NAME = re.compile(r"([0-9]{8}T[0-9]{6}Z)-([0-9]{1,9})")
_STAMP = "%Y%m%dT%H%M%SZ"
_FIRST_LINE = b"# carehub kept this copy: "


class Kept(Struct, frozen=True):
    """A copy of the settings as they were until `at`, when `who` changed them, and why. `id` names it."""

    id: str
    at: datetime
    who: str = ""
    why: str = ""


def keep(place: Path, content: bytes, who: str, why: str) -> Path | None:
    """Keep a copy of the file as it is before a change; None if the folder cannot be written, which stops nothing.

    Its moment is that of the copy `.before`, which has just been written.
    """
    with suppress(OSError):
        folder = _folder(place)
        at = datetime.fromtimestamp(_before(place).stat().st_mtime, UTC)
        names = _names(folder)
        file = folder / f"{at.strftime(_STAMP)}-{_number(names[0]) + 1 if names else 1}.toml"
        about = json.dumps({"who": who, "why": why}).encode()
        put(file, _FIRST_LINE + about + b"\n" + content, place, PRIVATE)
        for name in names[MOST - 1 :]:
            (folder / f"{name}.toml").unlink(missing_ok=True)
        return file
    return None


def kept(path: Path) -> tuple[Kept, ...]:
    """The copies, the newest first; `.before` is one of them where the folder has no such copy."""
    place = path.resolve()
    found = []
    for name in _names(Path(f"{place}{HISTORY}")):
        with suppress(NotWritten):
            about, _ = _opened(read(Path(f"{place}{HISTORY}") / f"{name}.toml"))
            found.append(Kept(name, _moment(name), about.get("who", ""), about.get("why", "")))
    with suppress(OSError, NotWritten):
        before = _before(place)
        if not found or content(path, found[0].id) != read(before):
            found.insert(0, Kept("before", datetime.fromtimestamp(before.stat().st_mtime, UTC)))
    return tuple(found)


def content(path: Path, which: str) -> bytes:
    """The settings file as it was then, to the letter. NotWritten if there is no such copy."""
    place = path.resolve()
    if which == "before":
        return read(_before(place))
    file = Path(f"{place}{HISTORY}") / f"{which}.toml"
    if not _NAME.fullmatch(which) or not file.is_file():
        raise NotWritten(f"there is no copy {which[:60]!r} of the settings (any more). The last {MOST} are kept.")
    return _opened(read(file))[1]


def _opened(copy: bytes) -> tuple[dict[str, str], bytes]:
    """Who and why, and what was copied."""
    first, _, rest = copy.partition(b"\n")
    if not first.startswith(_FIRST_LINE):
        return {}, copy
    try:
        about = json.loads(first.removeprefix(_FIRST_LINE))
    except ValueError:
        return {}, rest
    return {name: str(each) for name, each in about.items()} if isinstance(about, dict) else {}, rest


def _before(place: Path) -> Path:
    return Path(f"{place}{BEFORE}")


def _folder(place: Path) -> Path:
    """The folder of the copies, made if it is not there, for those who may read the settings."""
    folder, about = Path(f"{place}{HISTORY}"), place.stat()
    if not folder.is_dir():
        folder.mkdir(mode=0o700)
        with suppress(PermissionError):
            os.chown(folder, about.st_uid, about.st_gid)
        group = about.st_mode & PRIVATE & 0o070
        folder.chmod(0o700 | group | (0o010 if group & 0o040 else 0))
    return folder


def _names(folder: Path) -> list[str]:
    """The copies by number, the newest first: a clock that was wrong does not put them in another order."""
    try:
        stems = [each.stem for each in folder.iterdir() if each.suffix == ".toml"]
    except OSError:
        return []
    return sorted((stem for stem in stems if _NAME.fullmatch(stem)), key=_number, reverse=True)


def _number(name: str) -> int:
    return int(name.rpartition("-")[2])


def _moment(name: str) -> datetime:
    match = _NAME.fullmatch(name)
    assert match is not None, "only such names are listed"
    return datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
