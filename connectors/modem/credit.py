"""What the network says is left on the SIM: read with the settings' own pattern, never guessed. Pure."""

import re

from msgspec import Struct

LONGEST = 80
"""Letters of the network's answer that are passed on."""


class Left(Struct, frozen=True):
    """What is left, in the SIM's currency. `said` is the network's own answer."""

    amount: float
    said: str


class Unread(Struct, frozen=True):
    """An answer in which the pattern finds no amount."""

    said: str


def read(answer: str, pattern: str) -> Left | Unread:
    """The amount: the pattern's first group, with a point or a comma before the pence."""
    said = " ".join(answer.split())[:LONGEST]
    found = re.search(pattern, answer)
    if found is None:
        return Unread(said)
    try:
        return Left(float(_plain(found[1] or "")), said)
    except ValueError:
        return Unread(said)


def _plain(amount: str) -> str:
    """An amount as Python writes it: "1,234.50" and "1.234,50" have thousands, "12,50" has none."""
    bare = re.sub(r"[\s£€$]", "", amount).strip(".,")
    if "," in bare and "." in bare:
        thousands = "," if bare.rfind(".") > bare.rfind(",") else "."
        bare = bare.replace(thousands, "")
    return bare.replace(",", ".")
