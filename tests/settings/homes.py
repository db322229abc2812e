"""The settings files that changes are tried on: those of the project, and one written in every way that TOML allows."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TREE = Path(__file__).parents[2]
FILES = sorted(
    [
        TREE / "config" / "hub.example.toml",
        TREE / "config" / "demo.toml",
        *(TREE / "tests/stories/settings").glob("*.toml"),
        *(TREE / "tests/settings/good").glob("*.toml"),
        *(TREE / "tests/settings/odd").glob("*.toml"),
    ]
)
LISTS = ("residents", "rooms", "contacts", "ladder", "ladders", "rota", "visits", "topics", "devices")
Where = tuple[str | int, ...]


def remarked(text: str) -> str:
    """The text with a comment of its own behind every line and between them, as far as it says the same then."""
    lines = [line if line.endswith("\\") else f"{line} # c{n}" for n, line in enumerate(text.splitlines())]
    assert tomllib.loads("\n".join(lines)) == tomllib.loads(text)
    return "\n".join(lines) + "\n"


def texts() -> dict[str, str]:
    """Every file as it is, as Windows writes it, and with a comment on every line."""
    found = {}
    for path in FILES:
        text = path.read_text()
        found[path.stem] = text
        found[f"{path.stem} on windows"] = text.replace("\n", "\r\n")
        found[f"{path.stem} remarked"] = remarked(text)
    return found


def places(tables: Any, here: Where = ()) -> Iterator[tuple[Where, Any]]:
    """Everything that the tables say, and where."""
    if here:
        yield here, tables
    pairs = tables.items() if isinstance(tables, dict) else enumerate(tables) if isinstance(tables, list) else ()
    for name, each in pairs:
        yield from places(each, (*here, name))


def at(tables: Any, where: Where) -> Any:
    for name in where:
        tables = tables[name]
    return tables


def comments(text: str) -> Counter[str]:
    """Every comment of a text, found letter by letter."""
    found: Counter[str] = Counter()
    place = 0
    while place < len(text):
        if text[place] == "#":
            end = text.find("\n", place)
            end = len(text) if end < 0 else end
            found[text[place:end].strip()] += 1
            place = end
        elif text[place] in "\"'":
            place = _after_text(text, place)
        else:
            place += 1
    return found


def _after_text(text: str, place: int) -> int:
    quote = text[place]
    mark = quote * 3 if text.startswith(quote * 3, place) else quote
    place += len(mark)
    while not text.startswith(mark, place):
        place += 2 if text[place] == "\\" and quote == '"' else 1
    return place + len(mark)


def full_lines(text: str) -> Counter[str]:
    """The lines of a text that are not blank."""
    return Counter(line.rstrip("\r") for line in text.split("\n") if line.strip())
