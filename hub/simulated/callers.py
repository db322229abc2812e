"""Who else moves in a simulated home: family and carers who call, and pets."""

import math
import random

from hub.simulated.diary import HOUR, MINUTE, Act, Calendar, Diary, Stay
from hub.simulated.people import WEEK, Household
from hub.simulated.places import House

HOURS = (10.5, 14.3, 15.5, 18.3)
"""When family and friends come (our choice)."""


def calls(household: Household, calendar: Calendar, seed: int, day: int, resident: list[Stay]) -> Diary:
    """What visitors do on one day. Friends come only where somebody opens; a carer has a key."""
    chance = random.Random(f"{seed} visitors {day}")
    diary = Diary([], [])
    if chance.random() < household.visits / WEEK:
        begin = calendar.at(day, chance.choice(HOURS) + chance.gauss(0, 0.4))
        end = begin + min(chance.lognormvariate(math.log(75), 0.4), 200) * MINUTE
        if _at_home(resident, begin - HOUR / 4, end):
            _visit(diary, begin, end, chance, ("lounge", "lounge", "kitchen", "lounge"))
    for care in household.care:
        if calendar.weekday(day) in care.days and chance.random() >= care.fails:
            begin = calendar.at(day, care.hour) + min(max(chance.gauss(0, care.spread), -1), 1) * HOUR
            end = begin + max(care.minutes + chance.gauss(0, 5), 8) * MINUTE
            _visit(diary, begin, end, chance, ("bedroom", "bathroom", "kitchen", "lounge"))
            if care.tag:
                diary.acts.extend((Act(begin - 20, "tag", True, care.tag), Act(end + 20, "tag", False, care.tag)))
    return diary


def _at_home(resident: list[Stay], begin: float, end: float) -> bool:
    return not any(stay.place == "out" and stay.begin < end and stay.end > begin for stay in resident)


def _visit(diary: Diary, begin: float, end: float, chance: random.Random, rooms: tuple[str, ...]) -> None:
    _door(diary, begin)
    diary.stays.append(Stay(begin, begin + MINUTE, "hall", "busy"))
    at = begin + MINUTE
    for number, room in enumerate(rooms):
        until = end - MINUTE if number == len(rooms) - 1 else at + (end - at) * chance.uniform(0.15, 0.6)
        diary.stays.append(Stay(at, until, room, "still" if room == "lounge" else "busy"))
        at = until
    diary.stays.append(Stay(at, end, "hall", "busy"))
    _door(diary, end)


def _door(diary: Diary, at: float) -> None:
    diary.acts.extend((Act(at, "exit door", True, "hall"), Act(at + 9, "exit door", False, "hall")))


def pets(number: int, house: House, seed: int, day: int, begin: float, end: float) -> list[Stay]:
    """A pet's walks about the home: short, at any hour, in rooms at random, on average one in twenty minutes."""
    chance, walks = random.Random(f"{seed} pets {day}"), []
    for _ in range(number):
        at = begin + chance.expovariate(1 / (20 * MINUTE))
        while at < end:
            walks.append(Stay(at, at + 4, chance.choice(house.places), "pet"))
            at += chance.expovariate(1 / (20 * MINUTE))
    return sorted(walks)
