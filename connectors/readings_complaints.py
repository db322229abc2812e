"""What cannot be read of a recording, or may not be meant so: told with its line."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

TOLD_EACH = 5
"""Complaints of one sort that are told in full; the rest are counted."""

Warn = Callable[[str], None]


class Complaints:
    """Tells each sort of trouble a few times with its line, and counts the rest."""

    def __init__(self, path: Path, warn: Warn) -> None:
        self._path, self._warn = path, warn
        self._told: Counter[str] = Counter()

    def about(self, sort: str, line: int, what: str) -> None:
        """Something of this sort is in that line."""
        self._told[sort] += 1
        if self._told[sort] <= TOLD_EACH:
            self._warn(f"{self._path.name}, line {line}: {what}")

    def end(self) -> None:
        """The file has been read: how many more there were of each sort."""
        for sort, count in self._told.items():
            if count > TOLD_EACH:
                self._warn(f"{self._path.name}: {count - TOLD_EACH} more lines: {sort}")
