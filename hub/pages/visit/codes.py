"""Codes of a door and a key safe: kept in files of their own that only the hub's user reads, never shown again."""

import os
from pathlib import Path

FOLDER = "secrets"
LONGEST = 20
"""Letters. Key safes have up to 8 digits; door panels a little more."""


def is_code(text: str) -> bool:
    """Whether this can be told in a text as a code."""
    return 0 < len(text) <= LONGEST and text.isascii() and text.isprintable() and '"' not in text


def keep(data: Path, name: str, code: str) -> Path:
    """Keeps a code in the data folder; where it is."""
    folder = data.resolve() / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file, part = folder / name, folder / f".{name}.part"
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w") as out:
        out.write(f"{code}\n")
        out.flush()
        os.fsync(out.fileno())
    part.replace(file)
    return file
