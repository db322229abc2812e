"""The measures of a day that are compared: how each is scaled, which way is worse, and what is worth telling."""

from collections.abc import Callable
from math import exp, log, sqrt

from msgspec import Struct

from hub.model.routine import Day, Measure

Value = Callable[[Day], float | None]


class Scale(Struct, frozen=True):
    """On which scale a number's ordinary ups and downs are about alike, whatever its size; and back."""

    to: Callable[[float], float]
    back: Callable[[float], float]


PLAIN = Scale(lambda x: x, lambda x: x)
ROOT = Scale(sqrt, lambda x: x * x)
"""Counts and times of rare things: their spread grows with their size."""
RATIO = Scale(lambda x: log(x + 10), lambda x: exp(x) - 10)
"""Minutes of a whole day: a quarter less is a quarter less, of much or little."""


class Counted(Struct, frozen=True, kw_only=True):
    """One number of a day. `worse`: +1 if more of it is worse. `floor`: its least spread, on its scale (our choice).

    `sort`: the sort of room that it hangs on; empty: the whole home.
    """

    value: Value
    scale: Scale
    worse: int
    floor: float
    sort: str = ""


COUNTED: dict[str, Counted] = {
    "toilet": Counted(value=lambda d: d.toilet, scale=PLAIN, worse=1, floor=0.6),
    "risings": Counted(value=lambda d: d.risings, scale=PLAIN, worse=1, floor=0.7),
    "up": Counted(value=lambda d: d.up, scale=PLAIN, worse=1, floor=25.0),
    "asleep": Counted(value=lambda d: d.asleep, scale=PLAIN, worse=1, floor=35.0),
    "active": Counted(value=lambda d: d.active, scale=RATIO, worse=-1, floor=0.12),
    "outings": Counted(value=lambda d: d.outings, scale=PLAIN, worse=-1, floor=0.5),
    "out": Counted(value=lambda d: d.out, scale=ROOT, worse=-1, floor=3.0),
    "meals": Counted(value=lambda d: d.meals, scale=PLAIN, worse=-1, floor=0.5, sort="kitchen"),
    "kitchen": Counted(value=lambda d: d.kitchen, scale=ROOT, worse=-1, floor=0.7, sort="kitchen"),
    "bathroom": Counted(value=lambda d: d.bathroom, scale=ROOT, worse=1, floor=0.7, sort="bathroom"),
    "restless": Counted(value=lambda d: d.restless, scale=ROOT, worse=1, floor=0.5),
    "callers": Counted(value=lambda d: d.callers, scale=PLAIN, worse=-1, floor=0.5),
}
"""Every number that is compared by itself. Two more are made of several: movements by room, and walks between rooms."""

INDEX, WALKING = "index", "walking"
INDEX_FLOOR, WALKING_FLOOR = 0.12, 0.08
"""The least spread of the logarithm of movements and of walking times (our choice)."""


class Group(Struct, frozen=True, kw_only=True):
    """Numbers that speak of one thing, taken together. `shown`: whose value people are told.

    `least`: the least change that helps to be told: of a count or minutes by that much, or (`share`) by that part.
    """

    of: tuple[str, ...]
    shown: str
    least: float
    share: bool = False


GROUPS: dict[Measure, Group] = {
    "toilet": Group(of=("toilet",), shown="toilet", least=0.8),
    "active": Group(of=("active", INDEX), shown=INDEX, least=0.15, share=True),
    "out": Group(of=("outings", "out"), shown="outings", least=0.4, share=True),
    "meals": Group(of=("kitchen", "meals"), shown="kitchen", least=0.25, share=True),
    "up": Group(of=("up",), shown="up", least=40.0),
    "asleep": Group(of=("asleep",), shown="asleep", least=60.0),
}
"""What decides whether a week has changed: one entry for each thing that carers ask about."""

BESIDE: dict[Measure, Group] = {
    "bathroom": Group(of=("bathroom",), shown="bathroom", least=0.4, share=True),
    "restless": Group(of=("restless",), shown="restless", least=0.5, share=True),
    "walking": Group(of=(WALKING,), shown=WALKING, least=0.15, share=True),
    "callers": Group(of=("callers",), shown="callers", least=0.5, share=True),
}
"""What is told beside a change, or by itself if it is plainer than chance could make it: noisier in real homes."""
