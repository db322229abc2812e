"""When is a care visit expected, and what is known of it so far? One period for each time that it should come."""

from datetime import datetime, timedelta

from msgspec import Struct, structs

from hub.core.hours import Hours, hours
from hub.core.localtime import local
from hub.model.visits import Visit

A_DAY = timedelta(days=1)


A_MINUTE = timedelta(minutes=1)
"""A visit in the hour that spring skips may begin when the clocks go forward: it is expected, and missed, like any."""


class Period(Struct, frozen=True):
    """One time that a visit is expected: from `start` to `end` it may begin; `until` then the next one counts.

    `rules`: the visit's settings that this was worked out with. `cause` names this one time, and stays the same when
    the clock is corrected. `asked`: it was said to be late, or unseen; `final`: missed, or not known. `came`, `left`,
    `sure`: how it was seen, `seen` in words, and `said` whether its coming ("came") and its end ("left") were told.
    `blind`: since when it could not be seen, and `unseen` the longest such time that is over; `why` says why.
    `perhaps`: the door was used, in a home where that may have been somebody else. `hint`: what was seen that was no
    visit.
    """

    rules: str
    cause: str
    start: datetime
    end: datetime
    until: datetime
    asked: str = ""
    final: bool = False
    came: datetime | None = None
    left: datetime | None = None
    sure: bool = False
    seen: str = ""
    said: str = ""
    blind: datetime | None = None
    unseen: timedelta = timedelta(0)
    why: str = ""
    perhaps: str = ""
    hint: str = ""


def _hours(visit: Visit) -> Hours:
    return structs.replace(hours(visit.hours), least=A_MINUTE)


def listens(visit: Visit, period: Period) -> datetime:
    """From when on somebody who comes may come for this visit."""
    return period.start - visit.early


def late_at(visit: Visit, period: Period) -> datetime:
    """When it is late."""
    return min(period.end + visit.late_after, period.until)


def missed_at(visit: Visit, period: Period) -> datetime:
    """When it is missed."""
    return min(period.end + visit.missed_after, period.until)


def first(visit: Visit, at: datetime, timezone: str, why: str) -> Period:
    """The period in which a watch begins at `at`, or the next one if it is too late to ask about that visit.

    What was before `at` was not seen, and `why` says so.
    """
    opening = _hours(visit).next_opening(at - A_DAY, timezone)
    period = _period(visit, opening, timezone)
    while period.until <= at or (missed_at if visit.depends else late_at)(visit, period) <= at:
        period = following(visit, period, timezone)
    before = at - listens(visit, period)
    return structs.replace(period, unseen=before, why=why) if before > timedelta(0) else period


def following(visit: Visit, period: Period, timezone: str) -> Period:
    """The next period after this one. What could not be seen, still cannot."""
    opening = _hours(visit).next_opening(period.end, timezone)
    after = _period(visit, opening, timezone)
    return structs.replace(after, blind=period.blind, why=period.why if period.blind is not None else "")


def corrected(visit: Visit, period: Period, timezone: str) -> Period | None:
    """The period by these settings, and on the right clock, if that hardly changes the time of day; else none."""
    since = period.start - visit.least
    near = [o for o in _hours(visit).openings(since - A_DAY, period.end + A_DAY, timezone)
            if abs(o[0] - period.start) < visit.least]  # fmt: skip
    if not near:
        return None
    whole = _period(visit, near[0][0], timezone)
    return structs.replace(period, rules=whole.rules, start=whole.start, end=whole.end, until=whole.until)


def _period(visit: Visit, opening: datetime, timezone: str) -> Period:
    """The period of the opening that is open at `opening`, or begins then."""
    own = _hours(visit)
    start, end = next(o for o in own.openings(opening, opening + A_MINUTE, timezone)
                      if o[0] <= opening < o[1])  # fmt: skip
    until = max(own.next_opening(end, timezone) - visit.early, end)
    cause = f"visit {visit.id} {local(start, timezone):%Y-%m-%d %H:%M}"
    return Period(rules=repr(visit), cause=cause, start=start, end=end, until=until)


def unseen(visit: Visit, period: Period, now: datetime) -> timedelta:
    """The longest time in which it could not have been seen, up to now."""
    if period.blind is None:
        return period.unseen
    return max(period.unseen, now - max(period.blind, listens(visit, period)))
