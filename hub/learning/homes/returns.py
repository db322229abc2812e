"""Collapse in the hall on return: somebody comes home, the door closes behind them, and nothing more is seen."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct, structs

from hub.learning.homes import protocol
from hub.learning.homes.following import Follower
from hub.learning.homes.judging import NO_RETURN, Case, Wait, first_wait, summed
from hub.learning.homes.silences import Silence
from hub.learning.homes.variants import HallReturn
from hub.model.events import Reading

OUT_FOR = timedelta(minutes=30)
"""Somebody who was out for less may only have been at the bins."""
USE = timedelta(minutes=2)
"""Edges of the door that belong to one coming home."""
THEN_INSIDE = timedelta(minutes=10)
"""Movement inside so soon after the door says that they did come in."""
INSTANT = timedelta(microseconds=1)


class Return(Struct, frozen=True):
    """A coming home: the moment before it, and the readings of the door alone."""

    before: datetime
    door: tuple[Reading, ...]


def returns(of: Case) -> tuple[Return, ...]:
    """Every coming home while the home is judged."""
    if of.judged_from is None:
        return ()
    starts = (s for s in of.silences if s.ends >= of.judged_from and _was_out(of, s))
    return tuple(found for silence in starts if (found := _return(of, silence)) is not None)


def _was_out(of: Case, silence: Silence) -> bool:
    labelled = any(begins < silence.ends and silence.begins < ends for begins, ends in of.home.out)
    return silence.length >= OUT_FOR and (silence.door or labelled)


def _return(of: Case, silence: Silence) -> Return | None:
    """The return that ends this silence: the door first, and soon somebody inside."""
    end = silence.ends
    soon = [r for r in of.home.moves if end <= r.at <= end + USE + THEN_INSIDE]
    if not soon or soon[0].use != "exit door" or all(r.use == "exit door" for r in soon):
        return None
    door = tuple(
        r for r in of.home.readings if r.use == "exit door" and r.kind == "contact" and end <= r.at <= end + USE
    )
    return Return(end - INSTANT, door)


def judge(of: Case, follower: Follower) -> HallReturn | None:
    """The delay after each return; None in a home whose returns nobody sees."""
    found = returns(of)
    if not found:
        return None
    known = follower.follow(of.home.readings, [each.before for each in found]).known
    waits, no_returns = [], 0
    for each, before in zip(found, known, strict=True):
        last = each.door[-1].heard
        alerts = [a for a in follower.onwards(before, last + protocol.HORIZON, each.door) if a.at >= last]
        no_returns += any(alert.kind == NO_RETURN for alert in alerts)
        waits.append(first_wait(alerts, last))
    return HallReturn(collapse=summed(waits), no_returns=no_returns)


def merged(homes: Sequence[HallReturn]) -> HallReturn | None:
    """All returns of all homes together: a home has too few for figures of its own."""
    if not homes:
        return None
    collapse = summed([Wait(hour) for each in homes for hour in each.collapse.hours])
    missed = sum(each.collapse.missed for each in homes)
    return HallReturn(
        collapse=structs.replace(collapse, missed=missed), no_returns=sum(each.no_returns for each in homes)
    )
