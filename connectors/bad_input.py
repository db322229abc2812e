"""What cannot be read is a value, not an exception."""

from msgspec import Struct


class BadInput(Struct, frozen=True):
    """Input that cannot be read: what is wrong with it, and the beginning of it."""

    what: str
    example: str
