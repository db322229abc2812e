"""What docs/settings.md says of each setting and each table: forms say the same words."""

import re
import sys
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup, escape
from msgspec import Struct

from hub.pages.setup.shape import setting
from hub.settings.files import CHECKOUT
from hub.settings.layout import Names

_HEADING = re.compile(r"^##+ `?([^`]*)`?$")
_ROW = re.compile(r"^\| `([^`]+)` \| (.+) \| (.+) \| `(.+)` \|$")
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")


class Words(Struct, frozen=True):
    """What is written of a setting. `usual`: what is so without it."""

    meaning: str
    usual: str = ""
    example: str = ""


def words(path: Names) -> Words:
    """Of a setting."""
    return _documented().get(_of_all(path), Words(""))


def about(path: Names) -> str:
    """Of a table: its first paragraph."""
    found, name = _documented(), _of_all(path)
    return (found.get(f"{name} ") or found.get(f"{name}[] ") or Words("")).meaning


def marked(text: str) -> Markup:
    """Its backticks as code; a link is its words only: the documents lie elsewhere."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(_LINK.sub(r"\1", text)))))  # noqa: S704 - escaped just before


def _of_all(path: Names) -> str:
    """A setting whichever entry it is in: contacts[].phone."""
    if len(path) > 2 and path[0] == "consent":
        path = ("consent", "*", *path[2:])
    return setting(path)


@lru_cache(maxsize=1)
def _documented() -> dict[str, Words]:
    """Settings by name, and tables by name with a space behind it."""
    found: dict[str, Words] = {}
    table, open_ = "", False
    for line in _lines():
        if heading := _HEADING.match(line):
            table = heading[1].replace("[[", "").replace("]]", "[]").removeprefix("[")
            table = table if table.endswith("[]") else table.removesuffix("]")
        elif row := _ROW.match(line):
            found[f"{table}.{row[1]}"] = Words(row[2], row[3], row[4])
        elif table and line and line[0] not in "|*#`" and open_:
            known = found.get(f"{table} ", Words("")).meaning
            found[f"{table} "] = Words(f"{known} {line}".strip())
        open_ = bool(heading) or (open_ and (bool(line) or f"{table} " not in found))
    return found


def _lines() -> list[str]:
    """An installed hub finds the document where the wheel put it."""
    places = (CHECKOUT / "docs" / "settings.md", Path(sys.prefix) / "share" / "carehub" / "docs" / "settings.md")
    return next((place.read_text().splitlines() for place in places if place.is_file()), [])
