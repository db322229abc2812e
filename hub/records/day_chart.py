"""One measure through the months as a picture: each day a dot, each week a line, and what was usual as a band."""

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from statistics import median

from msgspec import Struct

WIDTH, HEIGHT = 360, 128
LEFT, RIGHT, TOP, BOTTOM = 44, 8, 8, 22
"""Places round the picture, for the words of its axes."""
WEEK = 7
FEWEST = 4
"""Days of a week that must be known for its point on the line."""
INK, LINE, BAND, FAINT, AWAY = "#222", "#1d4f91", "#cfdcee", "#767676", "#e4e4e4"
"""Blue on the band 5.9:1, grey dots on white 4.5:1: both are told apart without colour, too."""


class Series(Struct, frozen=True, kw_only=True):
    """A measure by day. `values`: what is known; `away`: days on which nobody was at home. `band`: what was usual."""

    first: date
    last: date
    values: dict[date, float]
    away: frozenset[date]
    band: tuple[float, float] | None
    ticks: tuple[tuple[float, str], ...] = ()


def picture(series: Series, says: str) -> str:
    """The picture; `says` is what it says to who cannot see it."""
    low, high = _range(series)
    parts = [*_away(series), *_band(series, low, high), *_axes(series, low, high), *_dots(series, low, high),
             *_line(series, low, high)]  # fmt: skip
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(says)}">'
        f"{''.join(parts)}</svg>\n"
    )


def weeks(series: Series) -> list[tuple[date, float | None]]:
    """The middle day and the median of each week; None where too little is known of it."""
    found, monday = [], series.first - timedelta(days=series.first.weekday())
    while monday <= series.last:
        known = [series.values[d] for n in range(WEEK) if (d := monday + timedelta(days=n)) in series.values]
        found.append((monday + timedelta(days=3), median(known) if len(known) >= FEWEST else None))
        monday += timedelta(days=WEEK)
    return found


def _range(series: Series) -> tuple[float, float]:
    ticks = [at for at, _ in series.ticks]
    return min(ticks), max(ticks)


def _x(series: Series, day: date) -> float:
    whole = max((series.last - series.first).days, 1)
    part = min(max((day - series.first).days / whole, 0.0), 1.0)
    return round(LEFT + part * (WIDTH - LEFT - RIGHT), 1)


def _y(value: float, low: float, high: float) -> float:
    part = min(max((value - low) / (high - low or 1.0), 0.0), 1.0)
    return round(HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM), 1)


def _away(series: Series) -> list[str]:
    """Grey where nobody was at home: there is nothing to see, and it is not nought."""
    found = []
    for day in sorted(series.away):
        x, end = _x(series, day), _x(series, day + timedelta(days=1))
        found.append(
            f'<rect x="{x}" y="{TOP}" width="{max(end - x, 1):.1f}" height="{HEIGHT - TOP - BOTTOM}" fill="{AWAY}"/>'
        )
    return found


def _band(series: Series, low: float, high: float) -> list[str]:
    if series.band is None:
        return []
    top, bottom = _y(series.band[1], low, high), _y(series.band[0], low, high)
    wide = WIDTH - LEFT - RIGHT
    return [f'<rect x="{LEFT}" y="{top}" width="{wide}" height="{max(bottom - top, 2):.1f}" fill="{BAND}"/>']


def _axes(series: Series, low: float, high: float) -> list[str]:
    found = []
    for at, words in series.ticks:
        y = _y(at, low, high)
        found.append(f'<text x="{LEFT - 5}" y="{y + 3.5}" text-anchor="end" font-size="11" fill="{INK}">{words}</text>')
        found.append(f'<path d="M{LEFT} {y}H{WIDTH - RIGHT}" stroke="#ddd" stroke-width=".6"/>')
    for month in _months(series):
        x = _x(series, month)
        found.append(f'<path d="M{x} {HEIGHT - BOTTOM}v4" stroke="{INK}"/>')
        if x < WIDTH - RIGHT - 18:
            found.append(f'<text x="{x + 2}" y="{HEIGHT - 7}" font-size="11" fill="{INK}">{month:%b}</text>')
    return found


def _months(series: Series) -> list[date]:
    """The first of each month within; of many months every second or third."""
    firsts, day = [], series.first
    while day <= series.last:
        if day.day == 1:
            firsts.append(day)
        day += timedelta(days=1)
    each = -(-len(firsts) // WEEK)
    return firsts[:: max(each, 1)]


def _dots(series: Series, low: float, high: float) -> list[str]:
    return [
        f'<circle cx="{_x(series, day)}" cy="{_y(value, low, high)}" r="1.1" fill="{FAINT}"/>'
        for day, value in sorted(series.values.items())
    ]


def _line(series: Series, low: float, high: float) -> list[str]:
    """The weeks as a line, broken where a week is not known."""
    pieces: list[list[str]] = [[]]
    for day, value in weeks(series):
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append(f"{_x(series, day)} {_y(value, low, high)}")
    return [_piece(points) for points in pieces if points]


def _piece(points: Sequence[str]) -> str:
    if len(points) == 1:
        x, y = points[0].split()
        return f'<circle cx="{x}" cy="{y}" r="2.2" fill="{LINE}"/>'
    return f'<path d="M{"L".join(points)}" fill="none" stroke="{LINE}" stroke-width="2" stroke-linejoin="round"/>'
