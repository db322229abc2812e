"""What cannot be read is a value, not an exception."""

from typing import Any

from msgspec import Struct

EXAMPLE = 200
"""Characters of bad input that are shown."""


class BadInput(Struct, frozen=True):
    """Input that cannot be read: what is wrong with it, and the beginning of it."""

    what: str
    example: str


def shown(value: Any) -> str:
    """The beginning of a value. What is nested could be so deep that writing it out fails: only its sort is said."""
    return f"a {type(value).__name__}" if isinstance(value, (dict, list)) else str(value)[:EXAMPLE]
