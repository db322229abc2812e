"""Codes of a door and a key safe: kept in files of their own that only the hub's user reads, never shown again.

A code is never written over: the settings name its file, so a change that is refused or undone leaves the code that
the settings name, and a proof that rests on them rests on the code too.
"""

import os
import re
import secrets
from pathlib import Path

from hub.settings import history
from hub.settings.proof import NotWritten
from hub.settings.replacing import locked, read, settle

FOLDER = "secrets"
LONGEST = 20
"""Letters. Key safes have up to 8 digits; door panels a little more."""
STREET_DOOR, KEY_SAFE = "street-door-code", "key-safe-code"
_OURS = re.compile(rf"({STREET_DOOR}|{KEY_SAFE})(-[0-9a-f]{{16}})?")
"""Names of files that are codes. Without figures: of the time when the next code was written over it."""


def is_code(text: str) -> bool:
    """Whether this can be told in a text as a code."""
    return 0 < len(text) <= LONGEST and text.isascii() and text.isprintable() and '"' not in text


def keep(data: Path, name: str, code: str) -> Path:
    """Keeps a code in a new file of the data folder; where it is. NotWritten: it could not be kept."""
    folder = data.resolve() / FOLDER
    file = folder / f"{name}-{secrets.token_hex(8)}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(f"{code}\n")
            out.flush()
            os.fsync(out.fileno())
        settle(folder)
    except OSError as error:
        raise NotWritten(f"{file}: the code could not be kept ({error.strerror or error}).") from None
    return file


def forget(data: Path, toml: Path) -> None:
    """Deletes each code that neither the settings nor any kept copy of them names: nothing can bring it back.

    The settings are held meanwhile: a code that is kept while they are changed is named by them, or was refused.
    """
    folder = data.resolve() / FOLDER
    if not folder.is_dir():
        return
    with locked(toml.resolve()):
        texts = [read(toml.resolve()), *(history.content(toml, each.id) for each in history.kept(toml))]
        for file in folder.iterdir():
            if _OURS.fullmatch(file.name) and not any(_is_named(file.name, text) for text in texts):
                file.unlink()


def _is_named(name: str, text: bytes) -> bool:
    return re.search(rb"%b(?![\w-])" % re.escape(name.encode()), text) is not None
