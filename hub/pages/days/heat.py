"""The last weeks as a picture: a row for each day, a cell for each hour, the darker the more was heard of somebody."""

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from hub.pages.days.weeks import Cell, Weeks
from hub.pages.home.telling import Telling
from hub.pages.words import Say

WIDTH, LEFT, TOP, FOOT = 360, 48, 2, 16
CELL_WIDE, CELL_HIGH = 13, 12
LEVELS = 4
PARTLY, DARK = 0.95, 0.5
"""Shares of an hour: below the first some of it could not be seen, below the second most of it."""
DEFS = Markup(
    '<defs><pattern id="hatch-weeks" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<path class="hatch" d="M0 0V5"/></pattern></defs>'
)


def heat(weeks: Weeks, to: Telling, _: Say) -> Markup:
    """The picture."""
    height = TOP + CELL_HIGH * len(weeks.days) + FOOT
    label = _("The last four weeks hour by hour; below, the same in words.")
    inside = Markup("").join([DEFS, *_rows(weeks, to), *_axis(height)])
    return Markup('<svg class="picture heat" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        WIDTH, height, label, inside
    )


def level(cell: Cell, most: int) -> int:
    """How dark it is: 0 for nothing heard, up to 4."""
    if not cell.spoke or not most:
        return 0
    return min(LEVELS, 1 + cell.spoke * LEVELS // (most + 1))


def _rows(weeks: Weeks, to: Telling) -> Iterator[Markup]:
    most = weeks.most
    for number, (day, hours) in enumerate(weeks.days):
        y = TOP + CELL_HIGH * number
        if day.weekday() == 0 or number == 0:
            yield Markup('<text x="0" y="{}">{} {}</text>').format(y + CELL_HIGH - 2, day.day, to.month(day.month))
        for hour, cell in enumerate(hours):
            if cell is not None:
                yield _cell(LEFT + CELL_WIDE * hour, y, cell, most)


def _cell(x: int, y: int, cell: Cell, most: int) -> Markup:
    box = Markup(' x="{}" y="{}" width="{}" height="{}"').format(x, y, CELL_WIDE - 1, CELL_HIGH - 1)
    named = "none" if cell.spoke is None else f"heat{level(cell, most)}"
    drawn = Markup('<rect class="{}"{}/>').format(named, box)
    if cell.spoke is not None and cell.seen < PARTLY:
        drawn += Markup('<rect class="{}" fill="url(#hatch-weeks)"{}/>').format(
            "blind" if cell.seen < DARK else "partly", box
        )
    return drawn


def _axis(height: int) -> Iterator[Markup]:
    for hour in range(0, 24, 4):
        yield Markup('<text x="{}" y="{}" text-anchor="middle">{:02d}</text>').format(
            LEFT + CELL_WIDE * hour + 6, height - 4, hour
        )


def in_words(day: date, hours: tuple[Cell | None, ...], most: int, to: Telling, _: Say) -> tuple[str, str]:
    """One day as it is read: the busiest hours, and those in which too little could be seen."""
    named = f"{day.day} {to.month(day.month)}"
    kept = [(hour, cell) for hour, cell in enumerate(hours) if cell is not None and cell.spoke is not None]
    if not kept:
        return named, _("No record.")
    busy = _spans([hour for hour, cell in kept if level(cell, most) >= LEVELS - 1])
    some = _spans([hour for hour, cell in kept if cell.spoke])
    dark = _spans([hour for hour, cell in kept if cell.seen < PARTLY])
    said = _("Somebody heard {hours}.", hours=some) if some else _("Nobody heard.")
    said += f" {_('Most {hours}.', hours=busy)}" if busy else ""
    return named, said + (f" {_('Not all could be seen {hours}.', hours=dark)}" if dark else "")


def _spans(hours: list[int]) -> str:
    """Hours as they are said: "07-10, 14-15"."""
    spans: list[list[int]] = []
    for hour in hours:
        if spans and spans[-1][1] == hour:
            spans[-1][1] = hour + 1
        else:
            spans.append([hour, hour + 1])
    return ", ".join(f"{begins:02d}–{ends:02d}" for begins, ends in spans)
