"""The day as a picture: a strip for each room from midnight to midnight. What could not be seen is hatched."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from markupsafe import Markup

from hub.core.coverage import Stretch
from hub.core.localtime import at_local, local
from hub.pages.days.movement import Stay
from hub.pages.days.today import RoomDay, Today
from hub.pages.home.telling import Telling
from hub.pages.words import Say

WIDTH, LEFT, RIGHT, TOP = 360, 4, 4, 2
ROW, STRIP, NAME = 32, 14, 13
"""Places of a room's row, of its strip, and from the row's top to its name's foot."""
FOOT = 18
HOURS = 4
"""Between two words on the axis."""
LEAST = 1.2
"""A movement of a second is still to be seen."""
HATCH = Markup(
    '<defs><pattern id="hatch-day" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect class="ground" width="5" height="5"/><path class="hatch" d="M0 0V5"/></pattern></defs>'
)


def picture(today: Today, to: Telling, _: Say) -> Markup:
    """The picture; what it shows is said in words beside it."""
    height = TOP + ROW * len(today.rooms) + FOOT
    inside = Markup("").join([HATCH, *_axis(today, to, height), *_rows(today), *_moment(today, height)])
    label = _("Today, room by room, from midnight to {at}; below, the same in words.", at=to.clock(today.at))
    return Markup('<svg class="picture" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        WIDTH, height, label, inside
    )


def _x(today: Today, at: datetime) -> float:
    part = (at - today.begins) / (today.ends - today.begins)
    return round(LEFT + min(max(part, 0.0), 1.0) * (WIDTH - LEFT - RIGHT), 1)


def _axis(today: Today, to: Telling, height: int) -> Iterator[Markup]:
    day = local(today.begins, to.timezone).date()
    for hour in range(0, 25, HOURS):
        x = _x(today, at_local(day, hour * 60, to.timezone))
        anchor = "start" if hour == 0 else "end" if hour == 24 else "middle"
        yield Markup('<path class="grid" d="M{} {}V{}"/>').format(x, TOP, height - FOOT + 4)
        yield Markup('<text x="{}" y="{}" text-anchor="{}">{:02d}</text>').format(x, height - 4, anchor, hour)


def _rows(today: Today) -> Iterator[Markup]:
    for number, room in enumerate(today.rooms):
        top = TOP + ROW * number
        yield Markup('<text x="{}" y="{}">{}</text>').format(LEFT, top + NAME - 2, room.name)
        yield _strip(today, room, top + NAME + STRIP / 2)


def _strip(today: Today, room: RoomDay, y: float) -> Markup:
    whole = _box(today, (today.begins, today.at), y, "strip")
    blind = Markup("").join(_box(today, gap, y, "blind") for gap in room.blind)
    return whole + blind + _moves(today, room.stays, y)


def _box(today: Today, span: Stretch, y: float, named: str) -> Markup:
    x = _x(today, span[0])
    wide = max(_x(today, span[1]) - x, LEAST)
    return Markup('<rect class="{}" x="{}" y="{}" width="{:.1f}" height="{}"{}/>').format(
        named, x, y - STRIP / 2, wide, STRIP, Markup(' fill="url(#hatch-day)"') if named == "blind" else ""
    )


def _moves(today: Today, stays: tuple[Stay, ...], y: float) -> Markup:
    """All of a room's movement as one line with gaps: a busy day has hundreds."""
    parts: list[str] = []
    end = 0.0
    for stay in stays:
        x = max(_x(today, stay.begins), end)
        to = max(_x(today, stay.ends), _x(today, stay.begins) + LEAST)
        if to > x:
            parts.append(f"M{x:g} {y:g}H{to:g}")
            end = to
    return Markup('<path class="moved" d="{}"/>').format("".join(parts)) if parts else Markup("")


def _moment(today: Today, height: int) -> Iterator[Markup]:
    x = _x(today, today.at)
    yield Markup('<path class="moment" d="M{} {}V{}"/>').format(x, TOP, height - FOOT + 4)


# the same in words

TOGETHER = timedelta(minutes=20)
"""In words, movement with less than this in between is said as one."""
MOST = 12
"""Times that are said of one room; the picture has them all."""


def in_words(room: RoomDay, to: Telling, _: Say) -> tuple[str, str]:
    """When somebody moved there, and when nobody could have been seen; empty if always."""
    spans = _joined(room.stays)
    said = ", ".join(_span(each, to) for each in spans[-MOST:])
    moved = _("No movement seen.")
    if len(spans) > MOST:
        moved = _("Movement {n} times, last {times}.", n=len(spans), times=said)
    elif spans:
        moved = _("Movement {times}.", times=said)
    gaps = ", ".join(_span(gap, to) for gap in room.blind if gap[1] - gap[0] >= timedelta(minutes=1))
    return moved, _("Could not be seen {times}.", times=gaps) if gaps else ""


def _joined(stays: tuple[Stay, ...]) -> list[Stretch]:
    found: list[Stretch] = []
    for stay in stays:
        if found and stay.begins - found[-1][1] < TOGETHER:
            found[-1] = found[-1][0], max(stay.ends, found[-1][1])
        else:
            found.append((stay.begins, stay.ends))
    return found


def _span(span: Stretch, to: Telling) -> str:
    begins, ends = to.clock(span[0]), to.clock(span[1])
    return begins if begins == ends else f"{begins}–{ends}"
