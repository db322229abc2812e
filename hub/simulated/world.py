"""A simulated home from day to day: the events that its hub would get, and the truth beside them."""

import heapq
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hub.model.events import Event
from hub.model.household import Settings
from hub.simulated import callers, radio, reports, sensing
from hub.simulated.diary import Calendar, Diary, Person
from hub.simulated.people import Household
from hub.simulated.places import House, Sensor, Ways, house
from hub.simulated.radio import Radio
from hub.simulated.sensing import Lives, Signal
from hub.simulated.stories import Story, told

SOURCE = "simulated"
QUIET, USUAL = Story(), Radio()
"""Ordinary days, and an ordinary way to the hub."""
DAWN = 4.0
"""The hour at which a window of events begins and ends: the diaries' own days begin at bedtime."""
DUSK = 17.5
"""When lamps are lit."""


class World(NamedTuple):
    """Everything that decides how the days go. Each can be looked up by itself, in any order."""

    settings: Settings
    household: Household
    seed: int
    calendar: Calendar
    house: House
    story: Story = QUIET
    radio: Radio = USUAL
    source: str = SOURCE

    @property
    def resident(self) -> Person:
        """Whom the hub watches over."""
        person = Person("resident", self.seed, self.household.resident, self.house, self.calendar)
        return person._replace(illness=self.story.illness)

    def truth(self, day: int) -> Diary:
        """Where the resident is, and what they do, from the bedtime before that day on."""
        return told(self.resident.diary(day), self.story)

    def begins(self, day: int) -> float:
        """When a day's window of events begins: early in the morning, on the clocks of the home."""
        return self.calendar.at(day, DAWN)

    def events(self, day: int) -> list[Event]:
        """What the hub gets from four in the morning on until the next, in order (what is late may come after that)."""
        since, until = self.begins(day), self.begins(day + 1)
        said = sorted(self._signals(day, since, until), key=lambda signal: signal[0])
        coming = sorted(radio.carried(said, self.radio, f"{self.seed} {day}"), key=lambda item: item[0])
        events: list[Event] = list(radio.heard(coming, self.story.gaps, self.source))
        if of_hub := radio.of_the_hub(self.story.gaps, since, until):
            events = sorted([*events, *of_hub], key=lambda event: event.at)
        return events

    def _signals(self, day: int, since: float, until: float) -> Iterator[Signal]:
        lives = self._lives(day, since, until)
        for sensor in self.house.sensors:
            yield from self._tells(sensor, lives, day, since, until)
            yield from reports.reports(sensor, self.seed, since, until, self.story.no_heating)
            yield from reports.meters(sensor, self.seed, since, until)

    def _tells(self, sensor: Sensor, lives: Lives, day: int, since: float, until: float) -> Iterator[Signal]:
        use = sensor.use
        if use in ("motion", "vibration"):
            return sensing.movements(sensor, lives, self.seed, since, until)
        if use == "presence":
            return sensing.presence(sensor, lives, self.seed, since, until)
        if use in sensing.LEVELS:
            return sensing.levels(sensor, lives, since, until)
        if use == "light":
            return sensing.lights(sensor, lives, self.calendar.at(day, DUSK), until)
        return sensing.used(sensor, lives, since, until)

    def _lives(self, day: int, since: float, until: float) -> Lives:
        """Everybody's diaries that touch the window."""
        lives: Lives = []
        for each in (day, day + 1):
            truth = self.truth(each)
            lives.append(("resident", each, truth))
            if self.household.partner is not None:
                partner = Person("partner", self.seed, self.household.partner, self.house, self.calendar)
                lives.append(("partner", each, partner.diary(each)))
            lives.append(("visitors", each, callers.calls(self.household, self.calendar, self.seed, each, truth.stays)))
        walks = callers.pets(self.household.pets, self.house, self.seed, day, since, until)
        return [*lives, ("pets", day, Diary(walks, []))]


def world(
    settings: Settings, household: Household, seed: int, first: date, story: Story = QUIET, radio: Radio = USUAL,
    ways: Ways | None = None, source: str = SOURCE,
) -> World:  # fmt: skip
    """A home that begins on the day `first` (day 0), at four in the morning."""
    calendar = Calendar(first, ZoneInfo(settings.hub.timezone))
    return World(settings, household, seed, calendar, house(settings, seed, ways), story, radio, source)


def live(world: World, first: int, days: int) -> Iterator[Event]:
    """So many days, in order of time."""
    waiting: list[Event] = []
    for day in range(first, first + days):
        until = datetime.fromtimestamp(world.begins(day + 1), UTC)
        today = world.events(day)
        ends = len(today)
        while ends and today[ends - 1].at >= until:
            ends -= 1
        yield from heapq.merge(waiting, today[:ends], key=lambda event: event.at) if waiting else today[:ends]
        waiting = today[ends:]
