"""The sentences that detectors and the core make in English, and how each is said in another language.

What was found and what was done is kept in English, for the record. In a text it is said in the language of whoever
gets it: the sentence is recognised by its template, what fills its places is read, and the whole is said anew. A
sentence of another kind is said as it is.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Protocol

from msgspec import Struct


class Says(Protocol):
    """Whoever can say a template in another language."""

    def say(self, english: str, /, **values: object) -> str:
        """A template, filled."""

    def tell(self, sentence: str) -> str:
        """A sentence."""


SENTENCES: tuple[str, ...] = ()
"""Every template, the more particular before the more general. A {place} is read by its name: `PLACES`."""


class Place(Struct, frozen=True):
    """What may stand in a place of a template, and how it is said."""

    pattern: str
    said: Callable[[Says, str], str]


def _as_it_is(to: Says, words: str) -> str:
    return words


ANYTHING = Place(".+?", _as_it_is)
PLACES: dict[str, Place] = {}
"""The places that hold more than a name."""


def told(to: Says, sentence: str) -> str:
    """The sentence in the language of `to`; as it is if no template is like it."""
    for template in SENTENCES:
        found = _pattern(template).fullmatch(sentence)
        if found is not None:
            return to.say(template, **{name: _place(name).said(to, words) for name, words in found.groupdict().items()})
    return sentence


def _place(name: str) -> Place:
    return PLACES.get(name.rstrip("0123456789"), ANYTHING)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template)
    fixed = (re.escape(part) for part in parts[::2])
    filled = (f"(?P<{name}>{_place(name).pattern})" for name in parts[1::2])
    return re.compile(
        "".join(f"{before}{place}" for before, place in zip(fixed, (*filled, ""), strict=True)), re.DOTALL
    )
