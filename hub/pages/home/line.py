"""A text of the pages with what fills it, made where nobody knows yet who will read it."""

from typing import Any

from msgspec import Struct


class Link(Struct, frozen=True):
    """A link into or out of the hub, by the name that the hub has for it."""

    name: str


class Line(Struct, frozen=True):
    """A text of the pages, and what fills it.

    A value that is a datetime is said as a time of the home, a line or a link in the reader's language, and of a tuple
    each part so.
    """

    text: str
    values: dict[str, Any] = {}
