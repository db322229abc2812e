"""What a day's trace amounts to: activity, meals, outings, rooms. Pure sums; nothing is concluded here."""

import itertools
from collections.abc import Iterable, Sequence
from statistics import median

from msgspec import Struct

from detectors.day_trace import Stay, Trace
from hub.core.places import Place
from hub.model.ids import RoomId

SPELL = 300
"""Seconds: time is counted in spells of five minutes, so that chatty and quiet sensors count alike."""
GONE = 600
"""Seconds without movement after the front door: shorter is the post, the bins or the milk (our choice)."""
BY_THE_DOOR = 60
"""Seconds after the door was used in which the hall's sensor may still see whoever goes."""
ONE_MEAL = 1_800
"""Seconds between two spells in the kitchen that are one meal: cooking, eating and washing up (our choice)."""
LEAST_OF_A_MEAL = 2
"""Spells in the kitchen that make a meal; one alone is a glass of water."""
ONE_CALL = 600
"""Seconds within which two uses of the front door are one caller."""
ON_FOOT = 30
"""Seconds from room to room that may be a walk; longer is a stop on the way."""
WALKS_KEPT = 6
"""Ways between rooms whose times are kept: those most used."""

Span = tuple[int, int]


class Rooms(Struct, frozen=True):
    """What sort each room is."""

    sorts: dict[RoomId, Place]

    def has(self, sort: Place) -> bool:
        """Whether there is such a room."""
        return sort in self.sorts.values()

    def of(self, trace: Iterable[Stay], sort: Place) -> list[Stay]:
        """The movements in rooms of this sort."""
        return [s for s in trace if not s.what and self.sorts.get(s.room) == sort]


def within(trace: Iterable[Stay], span: Span) -> list[Stay]:
    """The stays that begin within the span."""
    return [s for s in trace if span[0] <= s.begin < span[1]]


def spells(stays: Iterable[Stay]) -> set[int]:
    """The numbers of the spells in which there was movement."""
    return {n for s in stays for n in range(s.begin // SPELL, s.end // SPELL + 1)}


def bouts(found: Iterable[int], apart: int) -> list[list[int]]:
    """Spells gathered into bouts that lie more than `apart` seconds from each other."""
    together: list[list[int]] = []
    for n in sorted(found):
        if together and (n - together[-1][-1]) * SPELL <= apart:
            together[-1].append(n)
        else:
            together.append([n])
    return together


def outings(trace: Trace, until: int) -> list[Span]:
    """When somebody was out: the front door, and then nothing for ten minutes. `until`: how far the trace goes.

    The door that ends one outing lets somebody in: rest in the home after it is not another.
    """
    found: list[Span] = []
    left: int | None = None
    here = [s for s in trace if s.what != "bed"]
    for n, stay in enumerate(here):
        if stay.what == "door" and not (found and found[-1][1] >= stay.begin - BY_THE_DOOR):
            left = stay.end
        ends = here[n + 1].begin if n + 1 < len(here) else until
        if left is not None and stay.end - left <= BY_THE_DOOR and ends - stay.end >= GONE:
            found.append((stay.end, ends))
            left = None
    return found


def callers(trace: Trace, out: Sequence[Span]) -> int:
    """Times that the front door was used by somebody who neither went out nor came in from an outing."""
    uses = [s.begin for s in trace if s.what == "door"]
    homely = [u for u in uses if not any(b - ONE_CALL <= u <= e + ONE_CALL for b, e in out)]
    return len(bouts([u // SPELL for u in homely], ONE_CALL))


def meals(trace: Iterable[Stay], rooms: Rooms) -> int:
    """Times that somebody was in the kitchen for long enough to make something to eat."""
    return sum(len(b) >= LEAST_OF_A_MEAL for b in bouts(spells(rooms.of(trace, "kitchen")), ONE_MEAL))


def moves(trace: Sequence[Stay]) -> int:
    """Times that somebody went from one room to another."""
    here = [s for s in trace if not s.what]
    return sum(a.room != b.room and b.begin - a.end <= GONE for a, b in itertools.pairwise(here))


def counts(trace: Iterable[Stay]) -> dict[RoomId, int]:
    """Movements by room."""
    found: dict[RoomId, int] = {}
    for stay in trace:
        if not stay.what:
            found[stay.room] = found.get(stay.room, 0) + stay.times
    return found


def walks(trace: Sequence[Stay]) -> dict[str, float]:
    """Seconds from room to room on the ways that were walked most: the median, where there were five at least."""
    found: dict[str, list[int]] = {}
    here = [s for s in trace if not s.what]
    for a, b in itertools.pairwise(here):
        if a.room != b.room and 0 < b.begin - a.end <= ON_FOOT:
            found.setdefault(f"{a.room}>{b.room}", []).append(b.begin - a.end)
    most = sorted(found, key=lambda way: (-len(found[way]), way))[:WALKS_KEPT]
    return {way: float(median(found[way])) for way in most if len(found[way]) >= 5}
