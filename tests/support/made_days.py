"""Days that are made for tests of the usual days: one person's records, with ordinary ups and downs."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from msgspec import structs

from hub.model.ids import RoomId
from hub.model.routine import Day, Past

FIRST = date(2026, 1, 5)
"""A Monday."""
BEDROOM, BATHROOM, KITCHEN, HALL = (RoomId(r) for r in ("bedroom", "bathroom", "kitchen", "hall"))
SORTS = {BEDROOM: "bedroom", BATHROOM: "bathroom", KITCHEN: "kitchen", HALL: ""}
KIT = dict.fromkeys(sorted(SORTS), "1")

Alter = Callable[[Day], Day]


def made(number: int, seed: int = 1, **fixed: object) -> Day:
    """The record of the day of that number: like the others, and like none of them."""
    rng = random.Random(f"{seed} {number}")
    near = lambda middle, by: round(rng.gauss(middle, by))  # noqa: E731 - said once
    day = Day(
        day=FIRST + timedelta(days=number), kit=KIT, up=near(450, 20), bed=near(-90, 25), asleep=near(520, 25),
        toilet=rng.choice((0, 1, 1, 1, 2)), risings=rng.choice((1, 1, 2)), restless=near(9, 2), active=near(300, 25),
        moves=near(90, 9), outings=rng.choice((1, 1, 2)), out=max(near(110, 25), 20), meals=rng.choice((3, 3, 4)),
        kitchen=near(110, 12), bathroom=near(55, 6), callers=rng.choice((0, 1)),
        counts={BATHROOM: near(60, 7), BEDROOM: near(80, 8), HALL: near(120, 12), KITCHEN: near(150, 15)},
        walks={"hall>kitchen": rng.gauss(4, 0.3), "kitchen>hall": rng.gauss(4.5, 0.3)},
    )  # fmt: skip
    return structs.replace(day, **fixed)


def past(days: int, week: Alter | None = None, *, seed: int = 1, first: date = FIRST) -> Past:
    """So many days, of which the last seven are altered."""
    shift = first - FIRST
    found = [structs.replace(d, day=d.day + shift) for d in (made(n, seed) for n in range(days))]
    if week is not None:
        found[-7:] = [week(d) for d in found[-7:]]
    return Past(days=tuple(found), sorts=dict(SORTS))
