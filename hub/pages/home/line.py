"""A text of the pages with what fills it, made where nobody knows yet who will read it."""

from typing import Any

from msgspec import Struct


class Line(Struct, frozen=True):
    """A text of the pages, and what fills it. A value that is a datetime is said as a time of the home."""

    text: str
    values: dict[str, Any] = {}
