"""What one person does in one day: where they are, how lively, and what they use. This is the truth behind the sensors.

A day of a diary runs from one bedtime to the next, so that no night is torn apart. Times are seconds since 1970, UTC;
habits are hours on the clocks of the home, so that she gets up at seven in summer and in winter.
"""

import math
import random
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hub.simulated.people import WEEK, Habits, Illness, ill
from hub.simulated.places import OUT, House

MINUTE, HOUR = 60.0, 3600.0
SETTLES = 25 * MINUTE
"""The way to bed: bathroom, then bedroom."""
WINTER = 0.15
"""By what share of the average people go out less in the middle of winter."""
DAY_TRIPS = 0.06
"""The share of outings that last four times as long."""
EVENING, SITS_MORE = 19.0, 0.66
"""From that hour on one sits more: what is done instead is drawn from this share of the day's choices."""


class Stay(NamedTuple):
    """Somebody in one place. `doing`: asleep, still, busy, pass, wash, toilet, lying, crawling, or out."""

    begin: float
    end: float
    place: str
    doing: str


class Act(NamedTuple):
    """Something that is used: a device's use or the room whose door it is, and what it says."""

    at: float
    use: str
    value: bool | float
    place: str = ""


class Diary(NamedTuple):
    """A day of one person."""

    stays: list[Stay]
    acts: list[Act]


class Calendar(NamedTuple):
    """Turns hours of a home's days into times. `first` is day 0."""

    first: date
    zone: ZoneInfo

    def at(self, day: int, hours: float) -> float:
        """When a clock in the home shows so many hours on that day (25 is one o'clock on the next)."""
        local = datetime.combine(self.first + timedelta(days=day), time()) + timedelta(seconds=round(hours * HOUR))
        return local.replace(tzinfo=self.zone).timestamp()

    def weekday(self, day: int) -> int:
        """Monday is 0."""
        return (self.first.weekday() + day) % WEEK

    def fair(self, day: int) -> float:
        """How much the season draws people out: less in the middle of January, more in July, 1 in between."""
        of_the_year = (self.first.timetuple().tm_yday + day) / 365.2425
        return 1 - WINTER * math.cos(2 * math.pi * (of_the_year - 0.04))


class Person(NamedTuple):
    """Somebody whose days can be looked up, in any order. `who` also makes their chance their own."""

    who: str
    seed: int
    habits: Habits
    house: House
    calendar: Calendar
    illness: Illness | None = None

    def habits_on(self, day: int) -> Habits:
        """The habits of that day."""
        return ill(self.habits, self.illness, day)

    def bedtime(self, day: int) -> float:
        """When they go to bed at the end of that day."""
        habits, chance = self.habits_on(day), self._chance("bed", day)
        hour = chance.gauss(habits.bed, habits.bed_spread)
        hour += chance.expovariate(1 / 1.2) if chance.random() < 0.04 else 0.0
        return self.calendar.at(day, min(max(hour, 19.5), 26.5))

    def rise(self, day: int) -> float:
        """When they get up."""
        habits, chance = self.habits_on(day), self._chance("rise", day)
        hour = chance.gauss(habits.rise, habits.rise_spread)
        hour += chance.expovariate(1 / 1.5) if chance.random() < habits.lie_in else 0.0
        return self.calendar.at(day, min(max(hour, 4.5), 12.5))

    def diary(self, day: int) -> Diary:
        """That day, from the bedtime before."""
        lived = _Day(self, day, self._chance("day", day))
        lived.night()
        lived.morning()
        lived.through_the_day()
        lived.to_bed()
        return Diary([stay for stay in lived.stays if stay.begin < lived.bed], lived.acts)

    def _chance(self, what: str, day: int) -> random.Random:
        return random.Random(f"{self.seed} {self.who} {what} {day}")


class _Day:
    """A day, lived from one thing to the next. `at` is now, `place` where they are."""

    def __init__(self, person: Person, day: int, chance: random.Random) -> None:
        self.stays: list[Stay] = []
        self.acts: list[Act] = []
        self.person, self.day, self.chance = person, day, chance
        self.habits = person.habits_on(day)
        self.at, self.place = person.bedtime(day - 1), "bedroom"
        self.bed = person.bedtime(day)
        self.toilet_due, self.evening = 0.0, person.calendar.at(day, EVENING)

    # The night

    def night(self) -> None:
        chance, rise = self.chance, max(self.person.rise(self.day), self.at + 3 * HOUR)
        self._uses("bed", True)
        for up in sorted(chance.uniform(self.at + HOUR, rise - HOUR / 2) for _ in range(self._poisson())):
            if up - self.at < 20 * MINUTE:
                continue
            self._stays_until(up, "asleep")
            self._uses("bed", False)
            self._night_walk()
            self._uses("bed", True)
        self._stays_until(rise, "asleep")

    def _night_walk(self) -> None:
        self.stay(self._some(0.7), "busy")
        self.go("bathroom")
        self.stay(self._some(self.habits.night_minutes), "toilet")
        if (sleepless := self.chance.random()) < 0.08:
            self.go("kitchen")
            self.stay(self._some(9), "busy")
        if sleepless < 0.03:
            self.go("lounge")
            self.stay(self._some(45), "still")
        self.go("bedroom")
        self.stay(self._some(0.6), "busy")

    def _poisson(self) -> int:
        limit, product, count = math.exp(-self.habits.night_visits), self.chance.random(), 0
        while product > limit:
            product *= self.chance.random()
            count += 1
        return min(count, 8)

    # The day

    def morning(self) -> None:
        self._uses("bed", False)
        self.stay(self._some(5), "busy")
        self.go("bathroom")
        self._visits_bathroom(wash=True)
        if self.chance.random() < self.habits.daybed:
            self._day_in_bed()

    def _day_in_bed(self) -> None:
        """Not well: in bed until the afternoon, up now and then."""
        for _ in range(3):
            self.go("bedroom")
            self._uses("bed", True)
            self.stay(self._some(110), "asleep")
            self._uses("bed", False)
            self.go("bathroom")
            self._visits_bathroom()

    def through_the_day(self) -> None:
        """What is due at its time, and in between what one does at home."""
        until = self.bed - SETTLES
        for due, what in sorted(self._agenda(), key=lambda item: item[0]):
            self._at_home_until(min(due, until))
            if self.at < until:
                what()
        self._at_home_until(until)

    def _agenda(self) -> list[tuple[float, Callable[[], None]]]:
        chance, habits, rise = self.chance, self.habits, self.at
        at = self._clock
        due: list[tuple[float, Callable[[], None]]] = []
        for number, hour in enumerate(habits.meals):
            if chance.random() >= habits.skips:
                time = rise + chance.uniform(1, 12) * MINUTE if number == 0 else at(chance.gauss(hour, 0.35))
                due.append((time, self._breakfast if number == 0 else self._meal))
        calendar = self.person.calendar
        if chance.random() < habits.outings[calendar.weekday(self.day)] * calendar.fair(self.day):
            due.append((at(chance.choice((10.2, 10.8, 11.2, 14.2, 15.0)) + chance.gauss(0, 0.4)), self._outing))
        if chance.random() < habits.late_out:
            due.append((at(chance.gauss(18.9, 0.4)), self._evening_out))
        if chance.random() < habits.nap:
            due.append((at(chance.gauss(14.0, 0.5)), self._nap))
        if chance.random() < 0.15:
            due.append((at(chance.uniform(8.5, 20.5)), self._to_the_bin))
        if chance.random() < 0.3:
            due.append((at(chance.uniform(9.0, 18.0)), self._opens_to_post))
        due.append((at(chance.gauss(18.6, 0.5)), self._television))
        return [(max(time, rise), what) for time, what in due]

    def _clock(self, hours: float) -> float:
        return self.person.calendar.at(self.day, hours)

    def _breakfast(self) -> None:
        self.go("kitchen")
        self._switches("kettle", 2100.0, 3.5)
        self._opens("fridge", 20)
        self._opens("medication", 30)
        self.stay(self._some(18), "busy")

    def _meal(self) -> None:
        self.go("kitchen")
        self._opens("fridge", 25)
        self._switches("cooker", 1500.0, self.chance.uniform(12, 35))
        self.stay(self._some(28), "busy")
        self._opens("fridge", 15)
        self.go(self.chance.choice(("kitchen", "lounge")))
        self.stay(self._some(20), "still")
        if self.place == "kitchen":
            self.stay(self._some(8), "busy")

    def _television(self) -> None:
        """The evening in the lounge; what comes between comes between."""
        self.go("lounge")
        self._switches("plug", 90.0, self.chance.uniform(60, 180))

    def _nap(self) -> None:
        in_bed = self.chance.random() < 0.4
        self.go("bedroom" if in_bed else "lounge")
        self._uses("bed" if in_bed else "chair", True)
        self.stay(self._some(self.habits.nap_minutes, 0.5, 180), "asleep")
        self._uses("bed" if in_bed else "chair", False)

    def _outing(self) -> None:
        whole_day = 4.0 if self.chance.random() < DAY_TRIPS else 1.0
        self._out(self._some(self.habits.outing_minutes * whole_day, 0.6, 540))

    def _evening_out(self) -> None:
        self._out(self._some(140, 0.4, 230))

    def _to_the_bin(self) -> None:
        self._out(self._some(2.5, 0.5, 8))

    def _out(self, minutes: float) -> None:
        self.go("hall")
        self.stay(self._some(1.5), "busy")
        self.door()
        away = min(minutes * MINUTE, max(self.bed - SETTLES - self.at, MINUTE))
        self.place = OUT
        self._stays_until(self.at + away, "out")
        self.place = "hall"
        self.door()
        self.stay(self._some(1.2), "busy")

    def door(self) -> None:
        """Open, through, and closed; now and then it is left open."""
        left_open = self.chance.random() < 0.004
        self._uses("exit door", True)
        self.stay(self.chance.uniform(20, 120) if left_open else self.chance.uniform(0.08, 0.4), "busy")
        self._uses("exit door", False)

    def _opens_to_post(self) -> None:
        self.go("hall")
        self.stay(self._some(0.4), "busy")
        self._uses("exit door", True)
        self.stay(self._some(0.7), "busy")
        self._uses("exit door", False)
        self.stay(self._some(0.3), "busy")

    def _at_home_until(self, until: float) -> None:
        while self.at < until - MINUTE:
            if self.at >= self.toilet_due:
                self.go("bathroom")
                self._visits_bathroom()
            else:
                self._spell(until)

    def _visits_bathroom(self, wash: bool = False) -> None:
        if wash:
            self.stay(self._some(9), "wash")
            if self.chance.random() < self.habits.shower:
                self._uses("water", True)
                self.stay(self._some(11), "wash")
        else:
            self.stay(self._some(4), "toilet")
        self.toilet_due = self.at + self._some(self.habits.toilet_every * 60, 0.35, 600) * MINUTE

    def _spell(self, until: float) -> None:
        """Something that one does at home: mostly one sits."""
        extra = self.person.house.extra
        what = self.chance.random() * (SITS_MORE if self.at > self.evening else 1.0)
        left = (min(until, self.toilet_due) - self.at) / MINUTE
        if what < 0.56:
            self._sits(left)
        elif what < 0.78:
            self._in("kitchen", min(left, self._some(8)), "busy")
        elif what < 0.90 or not extra:
            self._in("bedroom", min(left, self._some(6)), "busy")
        else:
            self._in(self.chance.choice(extra), min(left, self._some(20)), self.chance.choice(("busy", "still")))

    def _sits(self, left: float) -> None:
        self.go("lounge")
        self._uses("chair", True)
        self.stay(max(min(left, self._some(34 / self.habits.tempo, 0.75, 200)), 1.0), "still")
        self._uses("chair", False)

    def _in(self, place: str, minutes: float, doing: str) -> None:
        self.go(place)
        self.stay(max(minutes, 0.5), doing)

    def to_bed(self) -> None:
        self.go("bathroom")
        self.stay(min(self._some(7), 15), "wash")
        self.go("bedroom")
        self._stays_until(self.bed, "busy")

    # The simple things of which the others are made

    def go(self, place: str) -> None:
        """Walk there, through the rooms between."""
        house, speed = self.person.house, max(self.habits.walks, 0.1)
        if place == self.place:
            return
        if self.place == "bathroom":
            self._room_door()
        for between in house.way(self.place, place):
            self.place = between
            self._stays_until(self.at + house.metres / speed * self.chance.uniform(0.7, 1.5), "pass")
        self.place = place
        if place == "bathroom":
            self._room_door()

    def _room_door(self) -> None:
        self.acts.append(Act(self.at, "door", True, self.place))
        self.acts.append(Act(self.at + self.chance.uniform(2, 9), "door", False, self.place))

    def stay(self, minutes: float, doing: str) -> None:
        self._stays_until(self.at + minutes * MINUTE, doing)

    def _stays_until(self, until: float, doing: str) -> None:
        until = min(until, self.bed)  # the next day begins with that moment
        if until > self.at:
            self.stays.append(Stay(self.at, until, self.place, doing))
            self.at = until

    def _uses(self, use: str, value: bool) -> None:
        self.acts.append(Act(self.at, use, value, self.place))

    def _opens(self, use: str, seconds: float) -> None:
        at = self.at + self.chance.uniform(10, 240)
        self.acts += [Act(at, use, True, self.place), Act(at + seconds, use, False, self.place)]

    def _switches(self, use: str, watts: float, minutes: float) -> None:
        at = self.at + self.chance.uniform(20, 150)
        self.acts += [Act(at, use, watts, self.place), Act(at + minutes * MINUTE, use, 0.0, self.place)]

    def _some(self, middle: float, spread: float = 0.45, most: float = 600.0) -> float:
        """Minutes around a median, with a heavy tail."""
        return min(self.chance.lognormvariate(math.log(middle), spread), most)
