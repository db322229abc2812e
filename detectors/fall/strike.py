"""What has become of a hard impact so far? It is judged while it may be cancelled, and watched after."""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct, structs

from detectors.fall.directions import Direction
from detectors.fall.posture import BACK, LIES, lies_still, turned, walks
from hub.model.events import Impact, Movement
from hub.model.household import Placement
from hub.model.ids import RoomId

STILL_FOR = timedelta(seconds=8)
"""A stumble or a hard seat is followed by a shift or a step within this (our choice); after acted falls people lie."""

WALKS_FOR: dict[Placement, timedelta] = {
    "waist": timedelta(seconds=6), "pocket": timedelta(seconds=6), "wrist": timedelta(seconds=10),
}  # fmt: skip
"""Upright and walking for so long is up. An arm also waves for help from the floor, so it must hang as before, and for
longer."""

SETTLES = timedelta(seconds=5)
"""A motion sensor sees the fall itself, and may tell it some seconds late."""

APART = timedelta(seconds=3)
"""Two sensors that see the same room tell one movement together; a walk to another room takes longer."""

SOON = timedelta(seconds=60)
"""What moves within a minute after a fall was withdrawn may still be the movement that withdrew it."""

STILL_LONG = timedelta(minutes=2)
"""Nobody who is well keeps as still as that after a hard impact, sleepers apart: it speaks for a fall by itself."""

BROKEN = timedelta(seconds=3)
"""A lost link loses the span under way too. Where nothing was heard for longer, nobody lay and nobody walked."""

Stage = Literal["waits", "tried", "raised", "counted", "withdrawn", "dropped"]


class Seen(Struct, frozen=True):
    """Somebody moved in a room."""

    room: RoomId
    at: datetime


class Strike(Struct, frozen=True):
    """One impact that was taken for a fall.

    `stage`: `waits` (told, may be cancelled), `tried` (the same in the first week: nobody knows), `raised`, `counted`
    (the first week's: it would have been raised), `withdrawn`, `dropped` (nobody was in it). `due` is when that runs
    out. `still` and `up`: since when the wearer lies still, or walks upright, as far as was heard, which was `until`.
    `quiet_from`: movement after this ends
    the watch over one that is over; `cancelled`: it was the resident who ended it. `room`: where somebody last moved
    before it. `confirmed`: that the wearer lies was told. `radar`: the radar that agrees.
    """

    struck: datetime
    at: datetime
    stage: Stage
    due: datetime
    score: float
    impact: Impact | None = None
    still: datetime | None = None
    up: datetime | None = None
    until: datetime | None = None
    seen: tuple[Seen, ...] = ()
    room: RoomId | None = None
    confirmed: bool = False
    quiet_from: datetime | None = None
    radar: str = ""
    cancelled: bool = False


Verdict = Literal["", "up", "lies", "long"]


def moved(strike: Strike, span: Movement, upright: Direction | None, placement: Placement) -> tuple[Strike, Verdict]:
    """The strike after a span of the wearer's movement, and what that shows."""
    began = span.at - timedelta(seconds=span.seconds)
    if began < strike.struck:
        return strike, ""
    broken = strike.until is not None and began - strike.until > BROKEN
    angle = turned(upright, span.up)
    still = ((None if broken else strike.still) or began) if lies_still(span) else None
    on_feet = walks(span) and angle is not None and angle <= BACK
    up = ((None if broken else strike.up) or began) if on_feet else None
    strike = structs.replace(strike, still=still, up=up, until=span.at)
    if up is not None and span.at - up >= WALKS_FOR[placement]:
        return strike, "up"
    if still is None:
        return strike, ""
    if span.at - still >= STILL_LONG:
        return strike, "long"
    lies = placement == "wrist" or angle is None or angle >= LIES
    return strike, "lies" if lies and span.at - still >= STILL_FOR else ""


def walked(strike: Strike, seen: Seen, last: RoomId | None) -> tuple[Strike, bool]:
    """The strike after movement in a room, and whether somebody walks about: in two rooms, not only where it was."""
    if seen.at < strike.struck + SETTLES:
        return strike, False
    both = (*strike.seen, seen)
    strike = structs.replace(strike, seen=both[-20:])
    rooms = {each.room for each in both}
    apart = both[-1].at - both[0].at >= APART
    return strike, len(rooms) > 1 and apart and bool(rooms - {last})
