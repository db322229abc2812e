"""How long to wait before the next attempt: full jitter, so that many hubs never come back in the same second."""

from random import Random

FIRST = 0.5
"""Seconds. The first retry comes within this: most losses are a broker that restarts."""
MOST = 60.0
"""Seconds. The longest pause between two attempts; 10,000 hubs then make at most a few hundred attempts a second."""


class Backoff:
    """Doubles its bound with every failure and draws each wait from the whole span (behaviour 30)."""

    def __init__(self, random: Random, first: float = FIRST, most: float = MOST) -> None:
        self._random, self._first, self._most = random, first, most
        self._bound = first

    def wait(self) -> float:
        """Seconds to wait now."""
        drawn = self._random.uniform(0, self._bound)
        self._bound = min(self._most, self._bound * 2)
        return drawn

    def reset(self) -> None:
        """It worked: the next failure starts from the beginning."""
        self._bound = self._first
