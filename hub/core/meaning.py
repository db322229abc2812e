"""Which incident a text is meant for (behaviour 11). What may mean two means none."""

from datetime import datetime, timedelta

from hub.core.home import digits
from hub.core.state import Past
from hub.core.turn import Turn
from hub.model.incidents import Incident, Told

TOLD_RECENTLY = timedelta(hours=24)
"""A reply without a code counts only if one incident was told to that number within this time."""

STILL_TRUE = timedelta(minutes=2)
"""Whoever said so shortly before they were asked need not say it again (our choice)."""

CLOCKS_APART = timedelta(seconds=5)
"""How far the provider's clock, which says when a reply was sent, may be behind the hub's."""


def told_to(turn: Turn, number: str, sent: datetime) -> tuple[list[Incident], list[Past]]:
    """Open and closed incidents that were told to this number in the 24 h before it replied.

    A reply that was under way for long answers nothing that was told after it was written. While nobody vouches for
    the hub's clock, the provider's time cannot be compared with it.
    """
    sent = min(sent, turn.at) if turn.world.sure else turn.at
    since, until = sent - TOLD_RECENTLY, sent + CLOCKS_APART
    told = [i for i in turn.open.values() if any(_reached(t, number) and since <= t.at <= until for t in i.told)]
    ended = [p for p in turn.past if p.told.get(number) is not None and p.told[number] >= since]
    return [i for i in told if i.reference], [p for p in ended if p.reference]


def _reached(told: Told, number: str) -> bool:
    """Whether it was for this number and may have come: what was refused for good told nobody anything."""
    return digits(told.number) == number and not told.receipt.startswith("refused")


def meant(turn: Turn, code: str | None, told: list[Incident], ended: list[Past]) -> tuple[Incident | None, Past | None]:
    """With a code: that incident, whatever else there is. Without: only if exactly one was told, and it is open."""
    if code is not None:
        identity = next((r.incident for r in reversed(turn.facts.references) if r.code == code), None)
        past = next((p for p in turn.past if p.id == identity), None)
        named = turn.open.get(identity) if identity else None
        return named if named is None or not named.test else None, past  # nobody goes to a test
    if len(told) == 1 and not ended:
        return told[0], None
    return None, ended[0] if len(ended) == 1 and not told else None
