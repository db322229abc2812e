"""Ids that are made for what an installer has only given a name."""

import re
import unicodedata
from collections.abc import Iterable

from hub.model.ids import CENTRE

LONGEST = 30
"""Letters: an id is read in a file, not spoken."""
_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


def free_id(name: str, taken: Iterable[object]) -> str:
    """A short word for somebody or something of this name, that is not taken and does not mean the centre."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = _NOT_IN_IDS.sub("-", plain).strip("-")[:LONGEST].strip("-") or "one"
    used = {*taken, CENTRE}
    return next(word for word in (stem, *(f"{stem}-{n}" for n in range(2, len(used) + 3))) if word not in used)
