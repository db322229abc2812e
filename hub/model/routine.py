"""What one day at home was like, in a few numbers, and what a week of them amounts to. Plain data."""

from datetime import date
from typing import Literal

from msgspec import Struct

from hub.model.ids import RoomId

Measure = Literal["toilet", "active", "out", "meals", "up", "asleep", "bathroom", "restless", "walking", "callers"]
"""What people are told of; how each is counted: docs/routine.md."""


class Day(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One day of one home: from 04:00 to 04:00 on its clocks, with the night before it. None: it cannot be said.

    `seen`: the share of the time that was seen, over all rooms that have sensors. `away`: nobody was at home for most
    of it, or the hub had been told so. `kit`: which sensors each room had, as a short sum. `up`, `bed`: minutes
    after midnight of `day` at which the night ended and began (`bed` is of the evening before: mostly negative).
    `asleep`, `out`, `active`, `kitchen`, `bathroom`: minutes. `toilet`: visits to the bathroom within the night;
    `risings`: times of movement beyond the bedroom within the night; `restless`: five-minute spells of the night with
    movement in bed or bedroom only. `moves`: times from one room to another. `counts`: movements by room. `walks`:
    seconds from room to room ("hall>kitchen"), the usual of the day. `callers`: times that the front door was used by
    somebody who did not go out.
    """

    day: date
    seen: float = 1.0
    away: bool = False
    kit: dict[RoomId, str] = {}
    up: int | None = None
    bed: int | None = None
    asleep: int | None = None
    toilet: int | None = None
    risings: int | None = None
    restless: int | None = None
    active: int | None = None
    moves: int | None = None
    outings: int | None = None
    out: int | None = None
    meals: int | None = None
    kitchen: int | None = None
    bathroom: int | None = None
    callers: int | None = None
    counts: dict[RoomId, int] = {}
    walks: dict[str, float] = {}


class Past(Struct, frozen=True, kw_only=True):
    """The days of one person, oldest first, and what sort each room is."""

    days: tuple[Day, ...]
    sorts: dict[RoomId, str] = {}


class Change(Struct, frozen=True, kw_only=True):
    """One measure that has changed: what it is by now, what was usual, and since which day."""

    measure: Measure
    now: float
    usual: float
    since: date


class Compared(Struct, frozen=True, kw_only=True):
    """The last week compared with this person's own past.

    `until`: the week's last day. `score`: how far it is from what was usual (about 2 in a week like any other).
    `changes`: what is worth telling, the plainest first. `because`: why the week cannot be compared; empty if it can.
    """

    until: date
    score: float = 0.0
    changes: tuple[Change, ...] = ()
    because: str = ""
