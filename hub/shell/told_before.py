"""What the auditor told, in a small file of its own: over its own restart, and over the machine's."""

import logging
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from hub.audit.telling import Matters, shifted

log = logging.getLogger(__name__)

FILE = "audit-told.json"


class _Kept(Struct):
    """The matters, and what both clocks said when they were written."""

    at: datetime
    boot: float
    matters: Matters


def recalled(file: Path, at: datetime, boot: float) -> Matters:
    """What was told before, on the present boot clock. A file that cannot be read costs a second text."""
    try:
        kept = msgspec.json.decode(file.read_bytes(), type=_Kept)
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError) as error:
        log.warning("what was told before cannot be read: %s", error)
        return {}
    passed = max(0.0, (at - kept.at).total_seconds())
    return shifted(kept.matters, boot - passed - kept.boot)


def remember(file: Path, matters: Matters, at: datetime, boot: float) -> None:
    """Writes what was told, whole or not at all. A disk that is full is no reason to keep quiet."""
    new = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        new.write_bytes(msgspec.json.encode(_Kept(at=at, boot=boot, matters=matters)))
        new.replace(file)
    except OSError as error:
        log.warning("what was told cannot be kept: %s", error)
