"""How long is this person usually still? Learned from the silences of the last weeks, by time of day, day and place.

A silence is told at the length at which an accident has become more likely than one more long rest. Beyond the length
`long`, which one silence in four passes in this place at this hour, rests grow rarer as exp(-x / beyond). Every hour
that a limit is lowered by brings help sooner by as long as the person is usually in such a silence (`mean`), and costs
false alarms. The two are balanced alike everywhere when each limit is

    long + beyond * ln(worth * MORE / (beyond * mean))

and `worth` follows from the false alarms that people accept in a month (ADR 0038).
"""

from collections.abc import Iterable
from datetime import datetime
from math import exp, log

from msgspec import Struct, structs

from hub.core.localtime import local

SHORTEST = 1 / 6
"""Hours. A shorter silence is a pause in what somebody does, and there are hundreds a day."""

LONGEST = 14.0
"""Hours that a silence counts for at the most: one that was longer would hide the next."""

NOT_LEARNED = 24.0
"""Hours. So long a silence in a home that seemed to have somebody in it is a journey that no door told of."""

KEPT_DAYS, FADES_IN = 60, 30.0
"""How long a silence is remembered, and after how many days it counts half: habits and seasons change."""

KEPT = 1500
"""Silences that are remembered at the most: of 25 a day, all of sixty days. They are gone through every night."""

LEAST, MOST = 3.0, 12.0
"""Hours: no limit is shorter, for a film, and because it takes so long until a dead sensor is known to be dead; or
longer, for somebody on the floor."""

NEAR = 0.9
"""Hours on the clock in which a silence that began earlier or later says most of one that begins now."""

FAR = 2.5
"""Hours on the clock from which on it says nothing."""

OTHER_DAYS = 0.5
"""What a silence of a working day counts for a weekend."""

ELSEWHERE = 5.0
"""Silences of the room itself that count as much as all that is known of any room."""

MORE = 0.25
"""The share of silences that are longer than `long`."""

PRIOR, PRIOR_BEYOND, LEAST_BEYOND, MOST_BEYOND = 3.0, 0.45, 0.25, 2.5
"""What is believed before anything was seen: as much as so many long silences, which passed `long` by so many hours;
and how many hours it may be at the least and the most. More are two kinds of silence: an evening's rests, and nights
that began early or absences that no door told of. No longer rest follows from those."""

ENDS_ALIKE, FROM, TO = 0.6, 3.0, 6.0
"""A night's sleep ends at its hour, whenever it began: so much of a later beginning is taken off, from a silence of
`FROM` hours on, fully at `TO`."""

A_MONTH = 30.0
SURE_AFTER = 14
"""Days. While fewer are known, fewer false alarms are spent in the same measure."""

SPENT = 0.8
"""The share of the accepted false alarms that is spent: some weeks do not hold the rarest rests, so more come than they
foretell (our choice)."""

DAY_BEGINS = 4
"""The hour on the home's clocks at which a day begins: a late evening belongs to the day before."""

CELLS = 48
"""Times of day that are told apart: half hours."""


class Past(Struct, frozen=True, array_like=True, gc=False):
    """A silence that ended: the day and the hour on the home's clocks at which it began, its hours, and where.

    No datetime: a corrected clock moves what is still to come, and never what was lived.
    """

    day: int
    hour: float
    hours: float
    room: str


class Learned(Struct, frozen=True):
    """What is known of this person's silences.

    `since`: the first day (0: nothing yet). `worth` in hours squared is what one false alarm is worth (0: too little is
    known to say), as of the day `on`. What was seen since is `fresh`, and counts from the next day on: what happens in
    a day does not change that day's limits.
    """

    past: tuple[Past, ...] = ()
    fresh: tuple[Past, ...] = ()
    since: int = 0
    worth: float = 0.0
    on: int = 0


class Usual(Struct, frozen=True):
    """How still somebody usually is in one place at one time, in hours."""

    long: float
    beyond: float
    mean: float


NOTHING = Learned()


def day_of(at: datetime, timezone: str) -> tuple[int, float]:
    """The day on which a moment lies, counted, and its hour on the clocks of the home."""
    there = local(at, timezone)
    day = there.toordinal() - (1 if there.hour < DAY_BEGINS else 0)
    return day, there.hour + there.minute / 60


def is_weekend(day: int) -> bool:
    """Whether a counted day is a Saturday or a Sunday."""
    return day % 7 in (6, 0)


def with_past(learned: Learned, past: Past) -> Learned:
    """What is known after one more silence."""
    if not SHORTEST <= past.hours < NOT_LEARNED:
        return learned
    counted = structs.replace(past, hours=round(min(past.hours, LONGEST), 3), hour=round(past.hour, 2))
    return structs.replace(learned, fresh=(*learned.fresh, counted), since=learned.since or past.day)


def before(learned: Learned, day: int, hour: float) -> Learned:
    """What is known without the silences that began then or later."""
    since = day, (hour - DAY_BEGINS) % 24

    def earlier(silences: tuple[Past, ...]) -> tuple[Past, ...]:
        return tuple(each for each in silences if (each.day, (each.hour - DAY_BEGINS) % 24) < since)

    return structs.replace(learned, past=earlier(learned.past), fresh=earlier(learned.fresh))


def of_today(learned: Learned, today: int, first_days: int, a_month: float) -> Learned:
    """What is known on a new day: old silences are forgotten, and what a false alarm is worth is worked out anew."""
    past = tuple(each for each in (*learned.past, *learned.fresh) if today - each.day <= KEPT_DAYS)[-KEPT:]
    known = min(today - learned.since, KEPT_DAYS) if learned.since else 0
    fewer = structs.replace(learned, past=past, fresh=(), worth=0.0, on=today)
    if known <= first_days or not past:
        return fewer
    spent = a_month * SPENT * min(1.0, known / SURE_AFTER)
    counts = [0] * 24
    for each in past:
        counts[int(each.hour)] += 1
    whole = sum(n * _spread(usual(fewer, hour + 0.5)) for hour, n in enumerate(counts) if n)
    return structs.replace(fewer, worth=whole * A_MONTH / known / spent)


def _spread(of: Usual) -> float:
    return of.beyond * of.mean


def limit(learned: Learned, cell: int, room: str, weekend: bool) -> float:
    """How many hours a silence may last that begins in this half hour of the day, in this room."""
    of = usual(learned, cell * 24 / CELLS + 12 / CELLS, room, weekend)
    allowed = of.long + of.beyond * log(max(1.0, learned.worth * MORE / _spread(of)))
    return min(max(allowed, LEAST), MOST)


def usual(learned: Learned, hour: float, room: str | None = None, weekend: bool | None = None) -> Usual:
    """How still the person usually is from about this hour on; everywhere and on any day, unless those are given.

    In one room: what was seen there, and the less of it was seen, the more of what holds anywhere at this hour.
    """
    near = list(_near(learned, hour, weekend))
    anywhere = _usual(sorted((hours, counts) for hours, counts, _ in near))
    if room is None:
        return anywhere
    own = sorted((hours, counts) for hours, counts, where in near if where == room)
    here, much = _usual(own), sum(counts for _, counts in own)
    share = much / (much + ELSEWHERE)
    return Usual(
        share * here.long + (1 - share) * anywhere.long,
        share * here.beyond + (1 - share) * anywhere.beyond,
        share * here.mean + (1 - share) * anywhere.mean,
    )


def _usual(near: list[tuple[float, float]]) -> Usual:
    """Of silences and what each counts, the shortest first."""
    whole = sum(counts for _, counts in near)
    if whole <= 0.0:
        return Usual(MOST, PRIOR_BEYOND, MOST / 2)
    long = _passed_by(near, whole)
    longer = [(hours, counts) for hours, counts in near if hours > long]
    seen = sum(counts for _, counts in longer)
    past = sum((hours - long) * counts for hours, counts in longer)
    beyond = (past + PRIOR * PRIOR_BEYOND) / (seen + PRIOR)
    return Usual(
        long, min(max(beyond, LEAST_BEYOND), MOST_BEYOND), sum(hours * counts for hours, counts in near) / whole
    )


def _near(learned: Learned, hour: float, weekend: bool | None) -> Iterable[tuple[float, float, str]]:
    """The hours of each silence that says something of this one, as if it had begun now, what it counts, and where."""
    for each in learned.past:
        later = (each.hour - hour + 12) % 24 - 12
        if abs(later) > FAR:
            continue
        counts = exp(-0.5 * (later / NEAR) ** 2 - 0.693147 * (learned.on - each.day) / FADES_IN)
        if weekend is not None and is_weekend(each.day) != weekend:
            counts *= OTHER_DAYS
        alike = ENDS_ALIKE * min(max((each.hours - FROM) / (TO - FROM), 0.0), 1.0)
        yield max(each.hours + alike * later, 0.1), counts, each.room


def _passed_by(near: list[tuple[float, float]], whole: float) -> float:
    """The length that `MORE` of the silences pass."""
    enough, so_far = whole * (1 - MORE), 0.0
    for hours, counts in near:
        so_far += counts
        if so_far >= enough:
            return hours
    return near[-1][0]
