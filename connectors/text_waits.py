"""How long until a provider of texts is asked again, by the sort of trouble."""

UNREACHABLE_AFTER = 60.0
"""Seconds: a phone that is off or out of reach is seldom back sooner, and the next rung does not wait for it."""
ACCOUNT_AFTER = 30.0
"""Seconds: a person must act first, but an alarm text lives only 10 minutes."""
FIRST_RETRY, LONGEST_RETRY = 2.0, 60.0
"""Seconds: a hiccup is over in two; past a minute an alarm text would use up its life between tries."""


def back_off(tried: int) -> float:
    """Seconds until the next try: 2, 4, 8 ... 60."""
    return float(min(LONGEST_RETRY, FIRST_RETRY * 2 ** (min(tried, 10) - 1)))
