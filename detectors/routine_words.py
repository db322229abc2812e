"""How a change of somebody's days is said: one plain sentence, what it is, how much, since when, and what else."""

from collections.abc import Callable, Sequence
from datetime import date

from hub.core.localtime import clock_time
from hub.model.routine import Change, Measure

AMONG = 2
"""Other changes that are named beside the first: more does not fit into a text, nor into a head."""

ALSO: dict[Measure, str] = {
    "toilet": "more often up at night", "active": "less movement", "out": "less time out",
    "meals": "less in the kitchen", "up": "later up", "asleep": "longer nights", "bathroom": "longer in the bathroom",
    "restless": "restless nights", "walking": "slower walking", "callers": "fewer callers",
}  # fmt: skip


def sentence(changes: Sequence[Change]) -> str:
    """The first change in full, and up to two others in a word."""
    first, *others = changes
    return f"{SAYS[first.measure](first)}{_also([ALSO[each.measure] for each in others[:AMONG]])}"


def hidden(changes: Sequence[Change]) -> str:
    """That there is a change, and no more: what it is was not agreed to be shown."""
    return f"the usual days have changed since {_day(changes[0].since)}: please ask how things are"


def _also(words: Sequence[str]) -> str:
    return f"; also {' and '.join(words)}" if words else ""


def _often(change: Change) -> str:
    return f"up at night about {_number(change.now)} times, usually {_number(change.usual)}, since {_day(change.since)}"


def _up(change: Change) -> str:
    return f"gets up at about {_clock(change.now)}, usually {_clock(change.usual)}, since {_day(change.since)}"


def _asleep(change: Change) -> str:
    return f"rests about {_span(change.now)} a night, usually {_span(change.usual)}, since {_day(change.since)}"


def _share(words: str) -> Callable[[Change], str]:
    def says(change: Change) -> str:
        percent = 5 * round(20 * abs(change.now / change.usual - 1)) if change.usual else 100
        return words.format(number=min(percent, 300), day=_day(change.since))

    return says


SAYS: dict[Measure, Callable[[Change], str]] = {
    "toilet": _often,
    "up": _up,
    "asleep": _asleep,
    "active": _share("moves about {number} % less than usual since {day}"),
    "out": _share("goes out about {number} % less than usual since {day}"),
    "meals": _share("is in the kitchen about {number} % less than usual since {day}"),
    "bathroom": _share("is in the bathroom about {number} % longer than usual since {day}"),
    "restless": _share("is restless at night about {number} % more than usual since {day}"),
    "walking": _share("walks about {number} % slower than usual since {day}"),
    "callers": _share("has about {number} % fewer callers than usual since {day}"),
}


def _number(value: float) -> str:
    return f"{value:.0f}"


def _clock(minutes: float) -> str:
    return clock_time(5 * round(minutes / 5) % 1440)


def _span(minutes: float) -> str:
    hours, rest = divmod(15 * round(minutes / 15), 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"
