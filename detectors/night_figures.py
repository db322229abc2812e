"""What a night's trace amounts to: when it began and ended, and how often somebody was up. Pure sums."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from detectors.day_figures import SPELL, Rooms, Span, bouts, spells
from detectors.day_trace import Stay, Trace

QUIET = 5
"""What a quiet spell counts for the night, between ten in the evening and eight: its minutes."""
QUIET_BY_DAY = 2
"""What it counts at other hours: there it takes more of it, for people also rest by day (our choice)."""
STIRRING = -3
"""A spell with movement in the bedroom alone: turning over, or getting dressed."""
IN_BED = 3
"""A spell in which the bed itself felt somebody: less than quiet, for restless nights are no longer ones."""
UP = -40
"""A spell with movement elsewhere, after a quiet one: as much as forty minutes of quiet, so that an evening in front of
the television is no night (our choice)."""
STAYS_UP = -10
"""Each further spell of the same movement."""
VISIT = -8
"""A spell in which only the bathroom was used, in the hours of sleep: who goes three times has one night, too."""
SHORTEST = 120
"""Minutes: less is no night, but a nap or somebody who was not at home."""
ONE_VISIT = 600
"""Seconds between two spells of one visit."""


class Night(Struct, frozen=True):
    """From when until when, in seconds of the trace, and what was in it."""

    begin: int
    end: int
    asleep: int
    toilet: int | None
    risings: int
    restless: int


def night(trace: Trace, rooms: Rooms, window: Span, dark: Span, out: Sequence[Span]) -> Night | None:
    """The longest rest within the window: where quiet outweighs movement by most. None: there is none."""
    here = [s for s in trace if s.end >= window[0] and s.begin < window[1]]
    about = spells(s for s in here if s.what != "bed" and rooms.sorts.get(s.room) != "bedroom")
    about |= {n for b, e in out for n in range(b // SPELL, e // SPELL + 1)}
    stirring = spells(s for s in here if s.what == "bed" or (not s.what and rooms.sorts.get(s.room) == "bedroom"))
    bed = spells(s for s in here if s.what == "bed")
    elsewhere = (s for s in here if s.what != "bed" and rooms.sorts.get(s.room) not in ("bedroom", "bathroom"))
    visits = about - spells(elsewhere)
    counts = _Counts(_spells(dark), about, visits, stirring, bed)
    found = _longest(_spells(window), counts)
    if found is None:
        return None
    begin, end = _to_bed(found, about, stirring), found[1]
    inside = [n for n in about if begin < n < end]
    rest = (end - begin) * SPELL // 60 - len(inside) * SPELL // 60
    if rest < SHORTEST:
        return None
    return Night(
        begin * SPELL, end * SPELL, rest, _toilet(here, rooms, begin, end), len(bouts(inside, ONE_VISIT)),
        len([n for n in stirring if begin < n < end and n not in about]),
    )  # fmt: skip


def _to_bed(found: Span, about: set[int], stirring: set[int]) -> int:
    """Quiet before somebody came to the bedroom was an evening elsewhere: the night begins there."""
    begin, half = found[0], (found[0] + found[1]) // 2
    before = max((n for n in about | stirring if n < begin), default=begin)
    if before in stirring:
        return begin
    return min((n for n in stirring if begin <= n <= half), default=begin)


def _toilet(here: Iterable[Stay], rooms: Rooms, begin: int, end: int) -> int | None:
    if not rooms.has("bathroom"):
        return None
    return len(bouts((n for n in spells(rooms.of(here, "bathroom")) if begin < n < end), ONE_VISIT))


def _spells(span: Span) -> range:
    return range(span[0] // SPELL, span[1] // SPELL)


class _Counts(Struct, frozen=True):
    """What each spell counts for the night, by what was in it."""

    dark: range
    about: set[int]
    visits: set[int]
    stirring: set[int]
    bed: set[int]

    def of(self, n: int) -> int:
        """The spell of that number."""
        if n in self.visits and n in self.dark:
            return VISIT
        if n in self.about:
            return STAYS_UP if n - 1 in self.about else UP
        if n in self.bed:
            return IN_BED
        if n in self.stirring:
            return STIRRING
        return QUIET if n in self.dark else QUIET_BY_DAY


def _longest(window: range, counts: _Counts) -> Span | None:
    """The stretch with the greatest sum (Kadane's way)."""
    best, total, start, found = 0, 0, window.start, None
    for n in window:
        total += counts.of(n)
        if total <= 0:
            total, start = 0, n + 1
        elif total > best:
            best, found = total, (start, n + 1)
    return found
