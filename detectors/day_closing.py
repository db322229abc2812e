"""From a day's trace to its few numbers. Whatever could not be seen well enough is left out."""

from collections.abc import Mapping
from datetime import date
from statistics import fmean
from typing import Any

from msgspec import Struct, structs

from detectors import day_figures as figures
from detectors.day_figures import SPELL, Rooms, Span
from detectors.day_trace import Trace
from detectors.night_figures import Night, night
from hub.model.ids import RoomId
from hub.model.routine import Day

WELL_SEEN = 0.95
"""The share of a day, or of a room's day, that must have been seen: 70 minutes may be missing (our choice)."""
AWAY_FOR = 16 * 3600
"""Seconds out of one day: longer is a day away, and says nothing about the days at home (our choice)."""


class Bounds(Struct, frozen=True):
    """Where the day and the night before it lie in the trace, in seconds.

    `dark`: when most people sleep. `midnight` is that of the day's morning.
    """

    day: Span
    night: Span
    dark: Span
    midnight: int


class Seeing(Struct, frozen=True):
    """How well it was seen: the share of each room, whether the way out is watched, and the rooms' sorts."""

    rooms: Rooms
    shares: Mapping[RoomId, float]
    door: bool

    def well(self, *sort: str) -> bool:
        """Whether all rooms, or all of one sort, were seen well enough."""
        found = [s for r, s in self.shares.items() if not sort or self.rooms.sorts.get(r) == sort[0]]
        return bool(found) and min(found) >= WELL_SEEN


def closed(day: date, trace: Trace, bounds: Bounds, seeing: Seeing, kit: dict[RoomId, str]) -> Day:
    """The day's record."""
    out = figures.outings(trace, bounds.day[1])
    inside = figures.within(trace, bounds.day)
    whole = seeing.well()
    seen = round(fmean(seeing.shares.values()), 3) if seeing.shares else 0.0
    plain = Day(day=day, seen=seen, kit=kit)
    if whole and _nobody(inside, out, bounds.day):
        return Day(day=day, seen=seen, kit=kit, away=True)
    found = _rooms(inside, seeing)
    if whole:
        found |= _whole(inside, out, bounds, seeing)
        found |= _of_night(night(trace, seeing.rooms, bounds.night, bounds.dark, out), bounds, seeing)
    return structs.replace(plain, **found)


def _nobody(inside: Trace | list[Any], out: list[Span], day: Span) -> bool:
    gone = sum(max(0, min(e, day[1]) - max(b, day[0])) for b, e in out)
    return gone >= AWAY_FOR or not any(s.what != "door" for s in inside)


def _rooms(inside: list[Any], seeing: Seeing) -> dict[str, Any]:
    """What needs one sort of room only."""
    seen = {room for room, share in seeing.shares.items() if share >= WELL_SEEN}
    found: dict[str, Any] = {"counts": {room: n for room, n in sorted(figures.counts(inside).items()) if room in seen}}
    found["counts"] |= {room: 0 for room in sorted(seen) if room not in found["counts"]}
    if seeing.well("kitchen"):
        kitchen = figures.spells(seeing.rooms.of(inside, "kitchen"))
        found |= {"meals": figures.meals(inside, seeing.rooms), "kitchen": len(kitchen) * SPELL // 60}
    if seeing.well("bathroom"):
        found["bathroom"] = len(figures.spells(seeing.rooms.of(inside, "bathroom"))) * SPELL // 60
    return found


def _whole(inside: list[Any], out: list[Span], bounds: Bounds, seeing: Seeing) -> dict[str, Any]:
    """What needs every room."""
    active = figures.spells(s for s in inside if s.what != "bed")
    found: dict[str, Any] = {
        "active": len(active) * SPELL // 60, "moves": figures.moves(inside), "walks": figures.walks(inside)
    }  # fmt: skip
    if seeing.door:
        today = [(max(b, bounds.day[0]), min(e, bounds.day[1])) for b, e in out if bounds.day[0] <= b < bounds.day[1]]
        found |= {"outings": len(today), "out": sum(e - b for b, e in today) // 60,
                  "callers": figures.callers(tuple(inside), out)}  # fmt: skip
    return found


def _of_night(found: Night | None, bounds: Bounds, seeing: Seeing) -> dict[str, Any]:
    if found is None:
        return {}
    return {
        "bed": (found.begin - bounds.midnight) // 60, "up": (found.end - bounds.midnight) // 60,
        "asleep": found.asleep, "toilet": found.toilet, "risings": found.risings, "restless": found.restless,
    }  # fmt: skip
