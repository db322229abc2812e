"""Who lives in a simulated home, by which habits, and how an illness slowly changes them.

Hours are of the local day (22.5 is half past ten at night, 25 one in the morning); docs/simulator.md has the sources.
"""

import random

from msgspec import Struct, structs

WEEK = 7


class Habits(Struct, frozen=True, kw_only=True):
    """How one person lives.

    `rise` and `bed` in hours of the day, each with its day-to-day spread; `lie_in` is the chance that a morning is much
    later. `night_visits` and `night_minutes`: to the toilet, a night and each. `outings`: the chance of one, Monday
    first; `outing_minutes` is the median. `meals`: breakfast, lunch, supper; `skips`: the chance that one is left out.
    `toilet_every` in hours awake. `tempo`: how often they get up and do something, 1 is usual. `walks` in m/s.
    `late_out`: the chance of an evening out. `daybed`: the chance of a whole day mostly in bed.
    """

    rise: float = 7.2
    rise_spread: float = 0.45
    bed: float = 22.6
    bed_spread: float = 0.5
    lie_in: float = 0.03
    night_visits: float = 1.4
    night_minutes: float = 5.0
    toilet_every: float = 2.6
    nap: float = 0.4
    nap_minutes: float = 40.0
    outings: tuple[float, ...] = (0.6, 0.6, 0.65, 0.6, 0.65, 0.5, 0.45)
    outing_minutes: float = 80.0
    late_out: float = 0.03
    meals: tuple[float, float, float] = (0.6, 12.6, 17.9)
    skips: float = 0.03
    shower: float = 0.45
    tempo: float = 1.0
    walks: float = 0.7
    daybed: float = 0.004


class CareCall(Struct, frozen=True, kw_only=True):
    """A carer who calls: at which hour, how many hours earlier or later, for how long, on which days (Monday is 0).

    `tag`: the device that they carry. `fails`: the share of visits to which nobody comes.
    """

    hour: float
    minutes: float = 30.0
    days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    spread: float = 0.1
    tag: str = ""
    fails: float = 0.0


class Household(Struct, frozen=True, kw_only=True):
    """Who is in the home. `visits` a week by family or friends. `pets`: how many walk about."""

    resident: Habits = Habits()
    partner: Habits | None = None
    visits: float = 0.0
    care: tuple[CareCall, ...] = ()
    pets: int = 0


class Illness(Struct, frozen=True, kw_only=True):
    """What changes, from which day on and over how many days until it is all there; the fields say how much by then.

    `night_visits`, `rise` and `sleep` (hours) are added; `tempo`, `outings`, `meals` and `walks` multiply.
    """

    from_day: int
    over: int = 28
    night_visits: float = 0.0
    rise: float = 0.0
    sleep: float = 0.0
    tempo: float = 1.0
    outings: float = 1.0
    meals: float = 1.0
    walks: float = 1.0


ILLNESSES = {
    "one more night visit": Illness(from_day=0, night_visits=1),
    "two more night visits": Illness(from_day=0, night_visits=2),
    "a quarter less active": Illness(from_day=0, tempo=0.75),
    "hardly out": Illness(from_day=0, outings=0.3),
    "fewer meals": Illness(from_day=0, meals=0.6),
    "up an hour later": Illness(from_day=0, rise=1.0),
    "more sleep": Illness(from_day=0, sleep=1.5),
    "slower": Illness(from_day=0, walks=0.6),
}
"""Slow changes by name, as a care review would say them; sizes are those by which changes of routine are judged."""


def ill(habits: Habits, illness: Illness | None, day: int) -> Habits:
    """The habits of that day."""
    if illness is None or day < illness.from_day:
        return habits
    share = min(1.0, (day - illness.from_day + 1) / max(illness.over, 1))

    def times(factor: float) -> float:
        return 1 + (factor - 1) * share

    return structs.replace(
        habits,
        night_visits=habits.night_visits + illness.night_visits * share,
        rise=habits.rise + (illness.rise + illness.sleep / 2) * share,
        bed=habits.bed - illness.sleep / 2 * share,
        tempo=habits.tempo * times(illness.tempo),
        outings=tuple(chance * times(illness.outings) for chance in habits.outings),
        skips=1 - (1 - habits.skips) * times(illness.meals),
        walks=habits.walks * times(illness.walks),
    )


def somebody(seed: int) -> Habits:
    """Some older person: early or late, home-loving or not, regular or not."""
    chance = random.Random(f"habits {seed}")
    out = chance.betavariate(2.2, 1.8)
    bed = _near(chance, 22.8, 0.9, 20.8, 25.0)
    return Habits(
        rise=bed + _near(chance, 8.2, 0.6, 6.8, 9.8) - 24,
        rise_spread=_near(chance, 0.5, 0.2, 0.2, 1.2),
        bed=bed,
        bed_spread=_near(chance, 0.5, 0.2, 0.2, 1.2),
        lie_in=chance.uniform(0.01, 0.07),
        night_visits=_near(chance, 1.5, 0.8, 0.2, 4.0),
        toilet_every=_near(chance, 2.6, 0.6, 1.5, 4.5),
        nap=chance.betavariate(1.5, 1.8),
        nap_minutes=_near(chance, 45, 15, 20, 90),
        outings=tuple(min(0.95, out * day) for day in (1.0, 1.0, 1.1, 1.0, 1.1, 0.9, 0.75)),
        outing_minutes=_near(chance, 85, 30, 35, 180),
        late_out=chance.choice((0.0, 0.02, 0.05, 0.1)),
        meals=(0.6, _near(chance, 12.6, 0.4, 11.5, 14.0), _near(chance, 17.9, 0.6, 16.8, 19.5)),
        skips=chance.uniform(0.01, 0.08),
        shower=chance.uniform(0.2, 0.9),
        tempo=_near(chance, 1.0, 0.25, 0.5, 1.7),
        walks=_near(chance, 0.7, 0.15, 0.35, 1.1),
    )


def _near(chance: random.Random, middle: float, spread: float, least: float, most: float) -> float:
    return min(max(chance.gauss(middle, spread), least), most)
