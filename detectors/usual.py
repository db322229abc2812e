"""What is usual for this person? The last few values of something that is counted or measured, and what most are."""

from statistics import median

MOST = 30
"""Values that are kept: about a month of days, so that a habit is forgotten slowly (our choice)."""

Values = tuple[float, ...]
"""The oldest first."""


def with_one_more(values: Values, value: float) -> Values:
    """The values after one more; the oldest of too many is forgotten."""
    return (*values, value)[-MOST:]


def middle(values: Values) -> float:
    """The median: one strange day changes nothing."""
    return float(median(values))


def high(values: Values) -> float:
    """What nine in ten are not above."""
    return sorted(values)[(len(values) * 9 - 1) // 10]
