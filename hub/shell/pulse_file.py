"""A small file that says that a program lives: where it lies, and how it is replaced. For the hub and its auditor."""

import logging
import os
from pathlib import Path
from typing import Any

import msgspec

log = logging.getLogger(__name__)

FILE, AUDITOR = "pulse.json", "audit.json"
"""The hub's pulse, and the auditor's."""

SERVICE, AUDITORS_SERVICE = "/run/carehub", "/run/carehub-audit"
"""The units' RuntimeDirectory: in memory, and found by commands and by each other."""


def place(data: Path, file: str = FILE) -> Path:
    """Where the pulse is written: the run-time folder, which is in memory, or else the data folder."""
    return Path(os.environ.get("RUNTIME_DIRECTORY", "").split(":")[0] or data) / file


def lasting(data: Path, file: str) -> Path:
    """Where something small is kept over a restart of the machine: the unit's own folder, or else the data folder."""
    return Path(os.environ.get("STATE_DIRECTORY", "").split(":")[0] or data) / file


def write(file: Path, says: dict[str, Any]) -> None:
    """Replaces the pulse; whoever reads sees the old or the new one, whole. A full disk is told elsewhere."""
    new = file.with_suffix(".new")
    try:
        new.write_bytes(msgspec.json.encode(says))
        new.replace(file)
    except OSError:
        log.warning("the pulse cannot be written to %s", file)
