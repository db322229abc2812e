"""The recordings of a folder, in whichever of the two formats they are (docs/falls.md)."""

from collections.abc import Iterator
from pathlib import Path

from hub.learning.falls import packed, plain
from hub.learning.falls.recordings import DataError, Recording

DO = f"Put NumPy's packed files there, or a {plain.TABLE} with a CSV file for each recording (docs/falls.md)."


def read(folder: Path, placement: str | None = None) -> Iterator[Recording]:
    """Every recording of the folder, or only those that were worn at one place."""
    files = sorted(folder.glob("*.npz")) if folder.is_dir() else []
    table = folder / plain.TABLE
    if not files and not table.exists():
        found = "neither kind of recording" if folder.is_dir() else "no folder"
        raise DataError(folder, "the folder", found, f"*.npz, or {plain.TABLE}", DO)
    for file in files:
        yield from packed.read(file, placement)
    if table.exists():
        yield from plain.read(folder, placement)
