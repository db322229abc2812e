"""The rules of a back-test: how long a home is learned before it is judged, and when the resident collapses in it."""

import random
from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate

from hub.learning.homes.labels import Span
from hub.learning.homes.recorded_home import RecordedHome

HISTORY = timedelta(days=14)
"""Two of each day of the week before a home is judged (the protocol's number)."""
LONG_ENOUGH = timedelta(days=24)
"""A log this long leaves ten days to judge after two weeks of history."""
SHORT_HISTORY = timedelta(days=8), timedelta(days=10)
"""The least and the most history of a shorter log."""
SHARE = 0.6
"""Of a shorter log this much is history, within those bounds."""
LEAST_JUDGED = timedelta(days=2)
"""A log that leaves less after its history says nothing of false alarms: it is only seen in its first week."""
HORIZON = timedelta(hours=48)
"""How long after a collapse an alert is waited for."""
IN_TIME = timedelta(hours=4)
"""The share of collapses that is told so soon is a figure of its own."""


def history(log: timedelta) -> timedelta | None:
    """How much of a log is learned from before it is judged; None if too little is left."""
    least, most = SHORT_HISTORY
    learned = HISTORY if log >= LONG_ENOUGH else min(most, max(least, log * SHARE))
    return learned if log - learned >= LEAST_JUDGED else None


def judged_from(home: RecordedHome) -> datetime | None:
    """From when on false alarms count, if at all."""
    learned = history(home.ends - home.begins)
    return None if learned is None else home.begins + learned


def moments(spans: Sequence[Span], count: int, seed: str) -> tuple[datetime, ...]:
    """That many moments, each as likely as another, in order. The same seed gives the same moments."""
    lengths = list(accumulate((end - begin).total_seconds() for begin, end in spans))
    if not lengths or not lengths[-1]:
        return ()
    chance = random.Random(seed)  # noqa: S311 - a choice that can be made again, not a secret
    drawn = sorted(chance.random() * lengths[-1] for _ in range(count))
    return tuple(_at(spans, lengths, seconds) for seconds in drawn)


def _at(spans: Sequence[Span], lengths: Sequence[float], seconds: float) -> datetime:
    n = min(bisect_right(lengths, seconds), len(spans) - 1)
    before = lengths[n - 1] if n else 0.0
    return spans[n][0] + timedelta(seconds=round(seconds - before, 3))
