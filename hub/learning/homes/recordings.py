"""The recorded homes of a folder: which files they are."""

from pathlib import Path

from msgspec import Struct

from hub.model.errors import CarehubError

ENDS = (".csv", ".csv.gz")
LABELS = ".labels"
DO = "Put a NAME.csv or NAME.csv.gz there for each home: timestamp,sensor,kind,room,value (docs/backtest.md)."


class Recording(Struct, frozen=True):
    """One recorded home: its name, its readings and, if somebody wrote down what was done, those labels."""

    name: str
    file: Path
    labels: Path | None = None


def found(folder: Path) -> tuple[Recording, ...]:
    """Every recorded home of the folder, by name. An error that says what is missing if there is none."""
    if not folder.is_dir():
        raise CarehubError(f"{folder} is no folder. {DO}")
    files: dict[str, Path] = {}
    for file in sorted(folder.iterdir()):
        if file.is_file() and (name := _name(file)):
            if name in files:
                raise CarehubError(
                    f"{folder}: {files[name].name} and {file.name} are one home twice. Leave one of them."
                )
            files[name] = file
    homes = tuple(
        Recording(name, file, files.get(name + LABELS)) for name, file in files.items() if not name.endswith(LABELS)
    )
    if not homes:
        raise CarehubError(f"{folder} holds no recorded home. {DO}")
    return homes


def _name(file: Path) -> str:
    """The home's name, with `.labels` if the file holds its labels; nothing if it is another file."""
    end = next((end for end in reversed(ENDS) if file.name.lower().endswith(end)), "")
    return file.name[: -len(end)] if end and not file.name.startswith(".") else ""
