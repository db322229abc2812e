"""What a text asks for, besides answering: how to get in, or that somebody else takes over. Pure reading.

Only a text that says nothing else is read so: "is the key in the box? on my way" stays an answer.
"""

import re
import unicodedata
from typing import Literal

from msgspec import Struct

from hub.core.languages import Language
from hub.core.replies import MOST_READ, codes_in, tongues_of


class Request(Struct, frozen=True):
    """What somebody asks for. `code` is the reference in the text; `to` is whom to hand over to, as it was written."""

    wants: Literal["way in", "hand over"]
    code: str | None
    to: str = ""


def read(text: str, codes: frozenset[str], language: Language | None = None) -> Request | None:
    """The request that a text makes, in English or the sender's `language`; None if it makes none.

    `codes` are the reference codes in use.
    """
    found, rest = codes_in(unicodedata.normalize("NFKC", text[:MOST_READ]), codes)
    said = _plain(rest)
    if len(found) > 1 or not said:
        return None
    code, tongues = next(iter(found), None), tongues_of(language)
    if any(each.asks_for_key(said) for each in tongues):
        return Request("way in", code)
    to = next((name for each in tongues if (name := each.hands_over_to(said)) is not None), None)
    return None if to is None else Request("hand over", code, to)


def _plain(text: str) -> str:
    """Lower-case words of any alphabet, with single spaces."""
    words = re.sub(r"[‘’ʼ′´`]", "'", text.lower())
    return " ".join(re.sub(r"[^\w' -]+", " ", words).split())
