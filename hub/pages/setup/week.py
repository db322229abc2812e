"""The week as a picture needs it: whom an alarm would ask at each hour, on which rung, and when nobody."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from msgspec import Struct

from hub.core.home import Home
from hub.core.localtime import at_local, local
from hub.core.week_words import Window, said
from hub.core.who_when import Covered, Stretch, times, who_when

DAYS = 7
A_DAY = 24 * 60
QUARTER = timedelta(minutes=15)
"""Clocks change at whole quarters of an hour."""
AHEAD = 14
"""Days that the words look ahead, as `carehub rota` does: what comes every week is seen to come twice."""


class Bar(Struct, frozen=True):
    """Somebody is asked on a day of the week, from one minute of it to another, on this rung (1 is the first)."""

    day: int
    start: int
    end: int
    who: str
    rung: int


class Hole(Struct, frozen=True):
    """A time at which an alarm would ask nobody."""

    day: int
    start: int
    end: int


class Week(Struct, frozen=True):
    """One ladder over seven days. `people`: in the order in which they are asked. `ladder` is empty for the default.

    `rows`: who is asked, and when, in words; "" is nobody.
    """

    ladder: str
    first: date
    people: tuple[str, ...]
    bars: tuple[Bar, ...]
    holes: tuple[Hole, ...]
    rows: tuple[tuple[str, str], ...]


def weeks(home: Home, now: datetime) -> tuple[Week, ...]:
    """Each ladder, from today on."""
    first = local(now, home.timezone).date()
    since, until = (at_local(first + timedelta(days=step), 0, home.timezone) for step in (0, DAYS))
    window = Window(first, AHEAD, home.timezone)
    spoken = {each.name: each for each in who_when(home, window.since, window.until)}
    return tuple(
        _week(each, spoken[each.name], home, window, now) for each in who_when(home, since, until)
    )  # fmt: skip


def _week(covered: Covered, spoken: Covered, home: Home, window: Window, now: datetime) -> Week:
    bars, holes, people = [], [], dict[str, None]()
    for stretch in covered.stretches:
        people |= dict.fromkeys(stretch.asked)
        for day, start, end in _pieces(stretch, window.first, home.timezone):
            rungs = [(who, rung) for rung, names in enumerate(stretch.rungs, 1) for who in names]
            bars += [Bar(day, start, end, who, rung) for who, rung in rungs]
            holes += [Hole(day, start, end)] if not rungs else []
    ordered = tuple(who for who in _in_order(covered.name, home) if who in people)
    return Week(covered.name, window.first, ordered, tuple(bars), tuple(holes), _rows(spoken, home, window, now))


def _in_order(ladder: str, home: Home) -> tuple[str, ...]:
    """Everybody on the ladder, as it is climbed."""
    named = next((each.rungs for each in home.settings.ladders if each.name == ladder), home.settings.ladder)
    return tuple(dict.fromkeys(who for rung in named for who in rung.tell))


def _pieces(stretch: Stretch, first: date, timezone: str) -> Iterator[tuple[int, int, int]]:
    """Day, from and to as the clocks of the home show them; what a change of the clocks cuts is in two pieces."""
    for day in range(DAYS):
        begins, ends = (at_local(first + timedelta(days=day + step), 0, timezone) for step in (0, 1))
        start, end = max(begins, stretch.start), min(ends, stretch.end)
        for one, other in _by_clock(start, end, timezone) if start < end else ():
            at = local(one, timezone)
            minute = at.hour * 60 + at.minute
            yield day, minute, min(minute + round((other - one).total_seconds() / 60), A_DAY)


def _by_clock(start: datetime, end: datetime, timezone: str) -> Iterator[tuple[datetime, datetime]]:
    """The time, cut where the clocks are changed within it."""
    offset = local(start, timezone).utcoffset()
    if local(end - timedelta(seconds=1), timezone).utcoffset() != offset:
        at = start - timedelta(minutes=start.minute % 15) + QUARTER
        while local(at, timezone).utcoffset() == offset:
            at += QUARTER
        yield start, at
        start = at
    if start < end:
        yield start, end


def _rows(covered: Covered, home: Home, window: Window, now: datetime) -> tuple[tuple[str, str], ...]:
    """Each group of people once, as `carehub rota` says it."""
    groups: dict[tuple[tuple[str, ...], ...], list[Stretch]] = {}
    for each in covered.stretches:
        groups.setdefault(each.rungs, []).append(each)
    found = []
    for rungs, stretches in groups.items():
        when = said(times(stretches), window, now)
        if when:
            found.append((", ".join(home.names(rung) for rung in rungs), "; ".join(when)))
    return tuple(found)
