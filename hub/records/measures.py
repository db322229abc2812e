"""What a period's incidents amount to: how soon they were taken on, by whom, and what they were (docs/report.md).

Nothing is dropped to look better: what is still open counts as not known until its time is over, and then as missed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction

from msgspec import Struct

from hub.model.effects import Role
from hub.records.course import THERE, Course
from hub.records.visit_figures import VisitFigures

ACKNOWLEDGED = (timedelta(seconds=60), timedelta(seconds=180))
"""TSA: 97.5 % of calls answered within 60 s, 99 % within 180 s."""
ATTENDED = (timedelta(minutes=45), timedelta(minutes=60))
"""TSA: how soon a responder is with the resident."""
MEDIAN, P90 = Fraction(1, 2), Fraction(9, 10)
ROLES: tuple[Role, ...] = ("centre", "near", "far", "resident", "other")


class Waited(Struct, frozen=True):
    """How long something took; or, if not `happened`, for how long it is known not to have happened."""

    seconds: float
    happened: bool


class Spread(Struct, frozen=True, kw_only=True):
    """Of `known` that happened and `not_yet` that had not when last looked at. `median` and `p90` in seconds; None:
    so few happened that it cannot be said, only that it is longer than was waited.
    """

    known: int
    not_yet: int
    median: float | None
    p90: float | None


class Share(Struct, frozen=True, kw_only=True):
    """How many were `within` the limit, how many `beyond` it, and of how many nobody knows. `percent` of the known."""

    limit: float
    within: int
    beyond: int
    unknown: int
    percent: float | None


class Count(Struct, frozen=True, kw_only=True):
    """Incidents of one class and kind."""

    grave: str
    kind: str
    number: int


class RoleFigures(Struct, frozen=True, kw_only=True):
    """How one role answered; never one person. `took_on`: incidents that somebody of this role took on first."""

    role: str
    asked: int
    answered: int
    cannot: int
    took_on: int
    answer: Spread


class Measures(Struct, frozen=True, kw_only=True):
    """All of a period. Tests and what was taken back before anybody was told are in no other figure."""

    begins: datetime
    ends: datetime
    as_of: datetime
    counts: tuple[Count, ...]
    tests: int
    taken_back: tuple[Count, ...]
    raised: int
    still_open: int
    hand_over: Spread
    acknowledgement: Spread
    acknowledged_within: tuple[Share, ...]
    attendance: Spread
    attended_within: tuple[Share, ...]
    attendance_not_said: int
    outcomes: dict[str, int]
    closed: int
    false_alarms: tuple[Count, ...]
    false_alarm_percent: float | None
    roles: tuple[RoleFigures, ...]
    visits: tuple[VisitFigures, ...] = ()


def measures(courses: Iterable[Course], begins: datetime, ends: datetime, as_of: datetime) -> Measures:
    """What the incidents raised from `begins` until before `ends` amount to, as known at `as_of`."""
    inside = [one for one in courses if begins <= (one.raised or one.began) < ends]
    real = [one for one in inside if not one.test]
    raised = [one for one in real if one.raised is not None and one.grave in ("life", "urgent")]
    closed = [one for one in raised if one.closed is not None]
    false = [one for one in closed if one.outcome == "false alarm"]
    there = [one for one in raised if _needs_somebody(one)]
    unsaid = sum(one.attended is None and one.closed is not None for one in there)
    seen = [one for one in there if one.attended is not None or one.closed is None]
    answers = _waits(raised, lambda one: one.acknowledged, as_of)
    arrivals = _waits(seen, lambda one: one.attended, as_of)
    return Measures(
        begins=begins, ends=ends, as_of=as_of, tests=len(inside) - len(real), raised=len(raised),
        counts=_counts(one for one in real if not _taken_back(one)),
        taken_back=_counts(one for one in real if _taken_back(one)),
        still_open=len(raised) - len(closed),
        hand_over=spread(_waits(raised, lambda one: one.handed_over, as_of)),
        acknowledgement=spread(answers), acknowledged_within=tuple(share(answers, limit) for limit in ACKNOWLEDGED),
        attendance=spread(arrivals), attended_within=tuple(share(arrivals, limit, unsaid) for limit in ATTENDED),
        attendance_not_said=unsaid, closed=len(closed), false_alarms=_counts(false),
        outcomes=dict(sorted(Counter(one.outcome or "" for one in closed).items())),
        false_alarm_percent=percent(len(false), len(closed)),
        roles=tuple(made for role in ROLES if (made := _role(role, raised, as_of)) is not None),
    )  # fmt: skip


def _taken_back(one: Course) -> bool:
    """It ended while it was pending: nobody was told."""
    return one.raised is None and one.closed is not None and one.grave in ("life", "urgent")


def _needs_somebody(one: Course) -> bool:
    """Somebody came, or may still have to, or must have been there by how it ended."""
    return one.attended is not None or one.closed is None or one.outcome in THERE


def _counts(courses: Iterable[Course]) -> tuple[Count, ...]:
    found = Counter((one.grave, one.kind) for one in courses)
    return tuple(Count(grave=grave, kind=kind, number=number) for (grave, kind), number in sorted(found.items()))


def _waits(
    courses: Iterable[Course], reached: Callable[[Course], datetime | None], as_of: datetime
) -> list[Waited]:  # fmt: skip
    """From the raise to the moment; where there is none, to the end, or to now."""
    found = []
    for one in courses:
        begun, at = one.raised or one.began, reached(one)
        found.append(_waited(begun, at, one.closed or as_of))
    return found


def _waited(begun: datetime, at: datetime | None, until: datetime) -> Waited:
    """Never negative: a corrected clock makes no answer come before its question."""
    happened = at is not None
    return Waited(max(((at if at is not None else until) - begun).total_seconds(), 0.0), happened)


def spread(waits: Sequence[Waited]) -> Spread:
    """Median and nine tenths, by the product-limit estimate: those that are still waited for count for their time."""
    known = sum(one.happened for one in waits)
    return Spread(
        known=known, not_yet=len(waits) - known, median=quantile(waits, MEDIAN), p90=quantile(waits, P90)
    )  # fmt: skip


def quantile(waits: Iterable[Waited], part: Fraction) -> float | None:
    """The first time by which at least this part has happened (Kaplan and Meier 1958); None if it is not reached."""
    ordered = sorted(waits, key=lambda one: (one.seconds, not one.happened))
    left, waiting = len(ordered), Fraction(1)
    for one in ordered:
        if one.happened:
            waiting *= Fraction(left - 1, left)
            if waiting <= 1 - part:
                return one.seconds
        left -= 1
    return None


def share(waits: Iterable[Waited], limit: timedelta, unknown: int = 0) -> Share:
    """How many were within the limit. What is waited for beyond it has missed it; before, nobody knows yet."""
    seconds = limit.total_seconds()
    within = beyond = 0
    for one in waits:
        if one.seconds > seconds:
            beyond += 1
        elif one.happened:
            within += 1
        else:
            unknown += 1
    return Share(limit=seconds, within=within, beyond=beyond, unknown=unknown, percent=percent(within, within + beyond))


def percent(part: int, whole: int) -> float | None:
    """To one place; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def _role(role: Role, courses: Sequence[Course], as_of: datetime) -> RoleFigures | None:
    waits = [wait for one in courses for wait in _answer_waits(one, role, as_of)]
    answered = sum(p.role == role for one in courses for p in one.answered)
    took_on = sum(one.by == role for one in courses)
    if not waits and not answered and not took_on:
        return None
    return RoleFigures(
        role=role, asked=len(waits), answered=answered, took_on=took_on, answer=spread(waits),
        cannot=sum(p.role == role for one in courses for p in one.cannot),
    )  # fmt: skip


def _answer_waits(one: Course, role: Role, as_of: datetime) -> list[Waited]:
    """From asking each to their first answer; nobody has to answer any more once somebody took it on."""
    first = {party.party: party.at for party in one.answered}
    ends = [at for at in (one.acknowledged, one.closed, as_of) if at is not None]
    return [
        _waited(asked.at, first.get(asked.party), min((at for at in ends if at >= asked.at), default=asked.at))
        for asked in one.asked if asked.role == role
    ]  # fmt: skip
