"""A sign of work for whoever waits longer than two seconds."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
QUIET = 2.0
"""Seconds in which nobody wonders yet."""
EACH = 0.5


def working(things: Iterable[T], what: str) -> Iterator[T]:
    """The same things; after two seconds a line on the terminal says how many there were."""
    begun = shown = time.monotonic()
    number, terminal = 0, sys.stderr.isatty()
    for number, thing in enumerate(things, 1):
        yield thing
        now = time.monotonic()
        if terminal and now - begun > QUIET and now - shown > EACH:
            shown = now
            sys.stderr.write(f"\r{what}: {number} ...")
            sys.stderr.flush()
    if shown > begun:
        sys.stderr.write(f"\r{what}: {number}.    \n")
