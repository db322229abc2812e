"""Seven changes of somebody's days, put into a recorded week: what such a change would have left in the log.

Each uses only what the home's own log held before or in the week: visits, days and hours of this person. Nothing is
put where no sensor would have seen it.
"""

import random
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from msgspec import Struct, structs

from hub.core.activity import moved
from hub.core.localtime import at_local
from hub.core.places import Place
from hub.model.events import Reading
from hub.model.ids import RoomId

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ONE_STAY = 2 * MINUTE
"""Movements closer than this are one stay."""
LONGEST_VISIT = 15 * MINUTE
NIGHT_OF_VISITS = 5 * 60
"""Minutes after midnight up to which an added visit may fall."""
ONE_MEAL, LEAST_MEAL = 30 * MINUTE, 5 * MINUTE
GONE = 10 * MINUTE
FEWEST_OUTINGS, FEWEST_MEALS = 3, 4
"""In a week with fewer there is nothing of which 70 or 40 per cent could be missed."""
RISING_FROM, RISING_UNTIL = int(4.5 * 60), 14 * 60
BED_FROM, BED_UNTIL = -6 * 60, 3 * 60
TRIES = 12
"""Days of the past that are asked for something to fill the time of an outing that is not made."""

Readings = tuple[Reading, ...]


class Week(Struct, frozen=True):
    """A recorded week: its first day, its readings, and those before it, in order. `sorts`: what sort each room is."""

    first: date
    readings: Readings
    before: Readings
    sorts: dict[RoomId, Place]
    timezone: str

    @property
    def days(self) -> tuple[date, ...]:
        """Its seven days."""
        return tuple(self.first + timedelta(days=n) for n in range(7))

    def minute(self, day: date, minute: float) -> datetime:
        """The moment at which the home's clocks show that minute of that day; minutes may be of the day before."""
        whole, rest = divmod(minute, 1440)
        at = at_local(day + timedelta(days=int(whole)), int(rest), self.timezone)
        return at + timedelta(minutes=rest % 1)

    def of(self, sort: Place, readings: Iterable[Reading]) -> list[Reading]:
        """The readings of rooms of that sort."""
        return [r for r in readings if r.room is not None and self.sorts.get(r.room) == sort]


Inject = Callable[[Week, random.Random], list[Reading] | None]


def injected(kind: str, week: Week, seed: str) -> Readings | None:
    """The week's readings with a change of this kind; None if the home could not show it."""
    made = KINDS[kind](week, random.Random(f"{seed} {kind}"))  # noqa: S311 - a choice that can be made again
    if made is None:
        return None
    made.sort(key=lambda r: r.at)
    return _edges(made, week.before)


def _visits(more: int) -> Inject:
    """So many more visits to the bathroom each night, each a copy of one that was made before."""

    def inject(week: Week, rng: random.Random) -> list[Reading] | None:
        known = [stay for stay in stays(week.of("bathroom", week.before), ONE_STAY)
                 if stay[-1].at - stay[0].at < LONGEST_VISIT and any(r.value is True for r in stay)]  # fmt: skip
        if not known:
            return None
        made = list(week.readings)
        for day in week.days:
            for _ in range(more):
                visit, at = rng.choice(known), week.minute(day, rng.random() * NIGHT_OF_VISITS)
                made += _moved(visit, at - visit[0].at)
        return made

    return inject


def _less_activity(week: Week, rng: random.Random) -> list[Reading] | None:
    """A quarter of all stays is not made. Whoever goes out goes out."""
    made: list[Reading] = []
    for stay in stays(week.readings, ONE_STAY):
        if any(r.use == "exit door" for r in stay) or rng.random() >= 0.25:
            made += stay
    return made


def _fewer_outings(week: Week, rng: random.Random) -> list[Reading] | None:
    """Seven of ten outings are not made: the door rests, and the hours are lived as at home on another day."""
    gone = outings(week.readings)
    if len(gone) < FEWEST_OUTINGS:
        return None
    stayed = [span for span in gone if rng.random() < 0.7]
    made = [r for r in week.readings if not (r.use == "exit door" and _by(stayed, r.at))]
    for begin, end in stayed:
        made += _at_home(week, begin, end, rng)
    return made


def outings(readings: Iterable[Reading]) -> list[tuple[datetime, datetime]]:
    """From the last sign of life before somebody went out to the first after it. Coming in is no going out."""
    found: list[tuple[datetime, datetime]] = []
    moves = [r for r in readings if moved(r) and r.kind != "bed"]
    door: datetime | None = None
    for a, b in pairwise(moves):
        came_in = bool(found) and a.at - found[-1][1] <= MINUTE
        if a.use == "exit door" and not came_in:
            door = a.at
        if door is not None and a.at - door <= MINUTE and b.at - a.at >= GONE:
            found.append((a.at, b.at))
            door = None
    return found


def _by(spans: Sequence[tuple[datetime, datetime]], at: datetime) -> bool:
    return any(begin - 2 * MINUTE <= at <= end + 2 * MINUTE for begin, end in spans)


def _at_home(week: Week, begin: datetime, end: datetime, rng: random.Random) -> list[Reading]:
    """What was done at these hours on one of the days before, on which nobody had gone out."""
    back = (begin - week.before[0].at).days
    times = [r.at for r in week.before]
    for _ in range(TRIES if back > 1 else 0):
        by = timedelta(days=rng.randint(1, back))
        found = week.before[bisect_left(times, begin - by) : bisect_left(times, end - by)]
        if found and not any(r.use == "exit door" for r in found):
            return _moved(found, by)
    return []


def _fewer_meals(week: Week, rng: random.Random) -> list[Reading] | None:
    """Four of ten longer stays in the kitchen are not made."""
    kitchen = stays(week.of("kitchen", week.readings), ONE_MEAL)
    meals = [stay for stay in kitchen if stay[-1].at - stay[0].at >= LEAST_MEAL]
    if len(meals) < FEWEST_MEALS:
        return None
    missed = {id(r) for meal in meals if rng.random() < 0.4 for r in meal}
    return [r for r in week.readings if id(r) not in missed]


def _up_later(week: Week, _: random.Random) -> list[Reading] | None:
    """Everything from getting up to noon an hour later; what would then come after noon is not done."""
    return _mornings(week, HOUR)


def _longer_nights(week: Week, _: random.Random) -> list[Reading] | None:
    """Up three quarters of an hour later, and to bed as much earlier."""
    made = _mornings(week, 45 * MINUTE)
    if made is None:
        return None
    for day in week.days:
        bed = to_bed(week, day)
        if bed is not None:
            made = [r for r in made if not bed - 45 * MINUTE <= r.at <= bed]
    return made


def _mornings(week: Week, by: timedelta) -> list[Reading] | None:
    made, found = list(week.readings), False
    for day in week.days:
        up = rises(week, day)
        if up is not None:
            found = True
            noon = max(week.minute(day, 720), up + 2 * HOUR)
            morning = [r for r in made if up <= r.at < noon]
            made = [r for r in made if not up <= r.at < noon]
            made += _moved([r for r in morning if r.at + by < noon], by)
    return made if found else None


KINDS: dict[str, Inject] = {
    "+1 night toilet visit": _visits(1),
    "+2 night toilet visits": _visits(2),
    "-25 % activity": _less_activity,
    "-70 % outings": _fewer_outings,
    "-40 % meals": _fewer_meals,
    "up 60 min later": _up_later,
    "1.5 h more sleep": _longer_nights,
}


def rises(week: Week, day: date) -> datetime | None:
    """The first movement of the morning that is followed by more within half an hour. Not as the hub works it out."""
    begin, end = week.minute(day, RISING_FROM), week.minute(day, RISING_UNTIL)
    found = [r.at for r in week.readings if begin <= r.at < end and r.kind != "bed"]
    return next((at for at in found if _busy([other - at for other in found])), found[0] if found else None)


def to_bed(week: Week, day: date) -> datetime | None:
    """The last movement of the evening before that day which came with more in the half hour before it."""
    begin, end = week.minute(day, BED_FROM), week.minute(day, BED_UNTIL)
    found = [r.at for r in week.readings if begin <= r.at < end and r.kind != "bed"][::-1]
    return next((at for at in found if _busy([at - other for other in found])), found[0] if found else None)


def _busy(apart: Iterable[timedelta]) -> bool:
    """Movement in three spells of five minutes within half an hour."""
    return len({by // (5 * MINUTE) for by in apart if timedelta(0) <= by < HOUR / 2}) >= 3


def stays(readings: Iterable[Reading], apart: timedelta) -> list[list[Reading]]:
    """The readings, parted where nothing came for so long."""
    found: list[list[Reading]] = []
    for reading in readings:
        if found and reading.at - found[-1][-1].at <= apart:
            found[-1].append(reading)
        else:
            found.append([reading])
    return found


def _moved(readings: Iterable[Reading], by: timedelta) -> list[Reading]:
    return [structs.replace(r, at=r.at + by, heard=r.heard + by) for r in readings]


def _edges(made: Sequence[Reading], before: Readings) -> Readings:
    """The readings with what is news in each after the change."""
    last: dict[tuple[str, str], object] = {}
    for reading in before[-5000:]:
        last[reading.device, reading.kind] = reading.value
    found = []
    for reading in made:
        key = (reading.device, reading.kind)
        edge = last.get(key) != reading.value
        last[key] = reading.value
        found.append(reading if reading.edge == edge else structs.replace(reading, edge=edge))
    return tuple(found)
