"""Finds the template that a finished English sentence was made of, and says it anew in another language.

A sentence that is kept for the record was made long before anybody knows who reads it (adr/0027).
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Protocol

from msgspec import Struct


class Says(Protocol):
    """Whoever can say a template in another language."""

    def say(self, english: str, /, **values: object) -> str:
        """A template, filled."""

    def word(self, english: str) -> str:
        """A word out of a table."""

    def tell(self, sentence: str) -> str:
        """A sentence."""

    def device(self, title: str) -> str:
        """A device as a person would say it."""


class Place(Struct, frozen=True):
    """What may stand in a place of a template, and how it is said."""

    pattern: str
    said: Callable[[Says, str], str]


class Catalogue:
    """Templates, the more particular before the more general, and what may stand in their places."""

    def __init__(self, templates: Mapping[str, str], places: Mapping[str, Place], name: Place) -> None:
        """`templates`: how a sentence was made -> the text as which it is said.

        `places`: by their name without its number; every other place is a `name`.
        """
        self.templates = templates
        self._places, self._name = places, name
        self._patterns: dict[str, re.Pattern[str]] = {}

    def told(self, to: Says, sentence: str) -> str:
        """The sentence as `to` says its template; empty if no template is like it."""
        template, filled = self.recognised(sentence)
        if not template:
            return ""
        return to.say(
            self.templates[template], **{name: self._place(name).said(to, words) for name, words in filled.items()}
        )

    def recognised(self, sentence: str) -> tuple[str, dict[str, str]]:
        """The template that the sentence was made of, and what fills its places; an empty one if there is none."""
        for template in self.templates:
            # Only what may match is compiled: to compile them all would hold up the first text.
            if all(fixed in sentence for fixed in _parts(template)[::2]):
                found = self._pattern(template).fullmatch(sentence)
                if found is not None:
                    return template, found.groupdict()
        return "", {}

    def _place(self, name: str) -> Place:
        return self._places.get(name.rstrip("0123456789"), self._name)

    def _pattern(self, template: str) -> re.Pattern[str]:
        known = self._patterns.get(template)
        if known is None:
            parts = _parts(template)
            fixed = (re.escape(part) for part in parts[::2])
            filled = (f"(?P<{name}>{self._place(name).pattern})" for name in parts[1::2])
            both = (f"{before}{place}" for before, place in zip(fixed, (*filled, ""), strict=True))
            known = self._patterns[template] = re.compile("".join(both), re.DOTALL)
        return known


@cache
def _parts(template: str) -> list[str]:
    """The fixed words of a template, with the names of its places between."""
    return re.split(r"\{(\w+)\}", template)
