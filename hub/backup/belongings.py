"""What belongs to a hub: which files, under which names they lie in a backup, and what no backup can hold."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct

from hub.model.access import Secret
from hub.model.household import Settings
from hub.shell.database import FILE
from hub.shell.socket import FILE as SOCKET
from hub.shell.socket import LOCK

DATA, CONF = "data", "settings"
"""The two folders of a backup: what lies in the data folder, and what lies beside hub.toml."""
TOML = "hub.toml"
"""Its name in a backup, whatever it is called on the hub."""
STAGE, BEFORE = "taking-over", "before-restore"
"""In the data folder: what is about to take the place of what is there; and what was there before a restore."""
COPY = "carehub-backup.db"
"""Each night's copy of the store: it is made again."""
ERASED = "erased.txt"
"""When this hub was erased, and what; it names nobody."""
MAKING = "making-backup-"
"""Begins the name of a folder in the data folder in which a backup is made."""
PASSING = frozenset({SOCKET, LOCK, COPY, "pulse.json", "audit.json", f"{FILE}-wal", f"{FILE}-shm"})
DEEPEST = 4
"""Folders within folders, with the first: a name that goes deeper was made by nobody of ours."""


class Place(Struct, frozen=True):
    """Where a hub's things lie: hub.toml, and the data folder."""

    toml: Path
    data: Path


def kept(place: Place, settings: Settings) -> Iterator[tuple[str, Path]]:
    """Name in a backup -> file. Files of a database are to be copied as such."""
    yield f"{CONF}/{TOML}", place.toml
    for file in keys_beside(place, settings):
        yield f"{CONF}/{file.name}", file
    for file in sorted(place.data.rglob("*")):
        within = file.relative_to(place.data)
        name = f"{DATA}/{within.as_posix()}"
        if file.is_file() and not file.is_symlink() and is_name(name):
            yield name, file


def is_kept(within: Path) -> bool:
    """Whether a file of the data folder belongs to the hub, and not to this run or to what was before."""
    first, name = within.parts[0], within.name
    passing = first in PASSING or first in (STAGE, ERASED) or first.startswith((BEFORE, MAKING))
    halves = name.startswith(".") or name.endswith((".new", ".part", "-wal", "-shm", "-journal"))
    return not (passing or halves or ".aside" in name or name.startswith("for-download"))


def keys_beside(place: Place, settings: Settings) -> list[Path]:
    """Files with secrets that lie beside hub.toml: a Bluetooth device's key, for instance."""
    beside = place.toml.resolve().parent
    named = {Path(each.file) for each in secrets(settings) if each.file}
    found = {file for file in named if file.resolve().parent == beside and file.is_file()}
    return sorted({*found, *(file for file in beside.glob("bluetooth-*.key") if file.is_file())})


def lacks(place: Place, settings: Settings) -> tuple[str, ...]:
    """Secrets that no backup holds: they lie where only the service manager reads them, or somewhere else."""
    here = (place.toml.resolve().parent, place.data.resolve())
    found = set()
    for each in secrets(settings):
        inside = each.file and any(Path(each.file).resolve().is_relative_to(folder) for folder in here)
        if not inside:
            found.add(each.credential or each.file or f"${each.env}")
    return tuple(sorted(found))


def secrets(value: Any) -> Iterator[Secret]:
    """Every secret that the settings name."""
    if isinstance(value, Secret):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from secrets(getattr(value, name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from secrets(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from secrets(each)


def is_name(name: str) -> bool:
    """Whether a backup may hold a file of this name: it leads into one of the two folders, and nowhere else."""
    path = PurePosixPath(name)
    plain = str(path) == name and "\\" not in name and name.isprintable() and len(name) <= 240
    if not plain or path.is_absolute() or ".." in path.parts or not 2 <= len(path.parts) <= DEEPEST:
        return False
    return (path.parts[0] == CONF and len(path.parts) == 2) or (
        path.parts[0] == DATA and is_kept(Path(*path.parts[1:]))
    )
