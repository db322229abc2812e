"""What the templates of the settings are given: words and fields, ready to be shown."""

import re
from typing import Any
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from hub.pages.setup import documented
from hub.pages.setup.fields import (
    Posted,
    hint_of_kind,
    is_chosen,
    name_of,
    options,
    posted,
    raw_at,
    shown,
    usual,
)
from hub.pages.setup.grouped import GROUPS
from hub.pages.setup.shape import Field, Shape
from hub.pages.words import Say
from hub.settings.called import REFERS, called, names, where
from hub.settings.layout import Names
from hub.settings.refusals import Refusal


class Shown(Struct, frozen=True):
    """One field of a form. `now`: what it holds; `usual`: what is so while it is empty; `wrong`: why it was refused."""

    name: str
    label: str
    kind: str
    now: tuple[str, ...]
    meaning: Markup
    usual: str
    example: str
    required: bool
    options: tuple[tuple[str, str], ...] = ()
    wrong: Refusal | None = None


class Link(Struct, frozen=True):
    """Another table to go to. `there`: whether the file has it."""

    address: str
    words: str
    says: str = ""
    there: bool = True


def address(path: Names) -> str:
    """Where the form of a table, or a list, is."""
    return "/settings/at/" + "/".join(quote(str(name), safe="") for name in path)


def path_of(text: str) -> Names:
    """The place that an address names."""
    return tuple(int(name) if name.isascii() and name.isdigit() and len(name) < 5 else name for name in text.split("/"))


def label(path: Names, say: Say) -> str:
    """What a setting or a table is called, with a capital."""
    words = say(called(path))
    return words[:1].upper() + words[1:]


def field(of: Field, tables: Any, say: Say, form: Posted | None = None, refused: Refusal | None = None) -> Shown:
    """A field: as the file has it, or as somebody has just filled it in."""
    now = posted(of, form) if form is not None else shown(of, raw_at(tables, of.path))
    words = documented.words(of.path)
    known = tuple((word, say(words)) for word, words in options(of, tables))
    more = tuple((word, word) for word in now if of.kind != "secret" and word and word not in dict(known))
    kind = "word" if of.kind == "text" and is_chosen(of, tables) else of.kind
    return Shown(
        name_of(of), label(of.path, say), kind if kind != "text" else hint_of_kind(of), now,
        documented.marked(words.meaning), say(usual(of)), _typed(words.example, str(of.path[-1])), of.required,
        known + more if kind in ("word", "several") else (),
        refused if refused is not None and refused.field[: len(of.path)] == of.path else None,
    )  # fmt: skip


def _typed(example: str, name: str) -> str:
    """An example as it is typed into a field: what stands behind the equals sign, without quotes.

    Of a whole table in braces it is what stands there behind the field's own `name`.
    """
    words = example.partition(" = ")[2] or example
    if words.startswith("{"):
        own = re.search(rf'\b{re.escape(name)} = ("[^"]*"|[^\s,}}]+)', words)
        words = own[1] if own is not None else ""
    return words[1:-1] if len(words) > 1 and words[0] == words[-1] and words[0] in "\"'" else words


def entries(path: Names, tables: Any, say: Say) -> list[Link]:
    """Each table of a list."""
    rows = raw_at(tables, path)
    return [
        Link(address((*path, n)), where((*path, n), tables, say), _sum(row, names(tables, say)))
        for n, row in enumerate(rows if isinstance(rows, list) else ())
    ]


def _sum(row: Any, known: dict[str, str]) -> str:
    """A few words about an entry: whom it is about, when."""
    if not isinstance(row, dict):
        return ""
    parts = []
    for key in ("tell", "contact", "use", "room", "phone", "hours", "from", "until", "wait"):
        given = row.get(key)
        words = [str(each) for each in (given if isinstance(given, list) else [given]) if each is not None]
        if words:
            parts.append(", ".join(known.get(word, word) if key in REFERS else word for word in words))
    return " · ".join(parts)


def below(of: Shape, tables: Any, say: Say) -> list[Link]:
    """The tables and lists within a table."""
    return [
        Link(address(path), label(path, say), _count(path, tables), raw_at(tables, path) is not None)
        for path in (*of.tables, *of.lists)
    ]


def _count(path: Names, tables: Any) -> str:
    found = raw_at(tables, path)
    return str(len(found)) if isinstance(found, list) else ""


def groups(tables: Any, say: Say) -> list[tuple[str, str, list[Link]]]:
    """Every table, grouped as an installer thinks."""
    return [
        (say(each.name), say(each.says), [Link(address(path), _title(path, tables, say), _count(path, tables),
                                               raw_at(tables, path) is not None) for path in each.tables])
        for each in GROUPS
    ]  # fmt: skip


def _title(path: Names, tables: Any, say: Say) -> str:
    return where(path, tables, say) if len(path) > 1 and path[0] != "detectors" else label(path, say)


def group_of(path: Names, say: Say) -> str:
    """The group in which a table is found."""
    return next((say(each.name) for each in GROUPS if any(path[: len(t)] == t for t in each.tables)), "")
