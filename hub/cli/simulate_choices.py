"""What was asked of `carehub simulate`, and the home that it means."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import click
from msgspec import structs

from hub.model.errors import CarehubError
from hub.model.household import Settings
from hub.simulated import kits
from hub.simulated.accidents import accident
from hub.simulated.people import ILLNESSES
from hub.simulated.stories import Away, Story
from hub.simulated.world import World, world

LEAVES, BACK = 10.0, 16.0
"""Hours of the day at which a holiday begins and ends."""


class Chosen(NamedTuple):
    """The options."""

    days: int
    seed: int
    kit: str | None = None
    household: str | None = None
    accident: str | None = None
    on_day: int | None = None
    illness: str | None = None
    away: tuple[str, ...] = ()

    def any(self) -> bool:
        """Whether anything was asked that the simple home does not know."""
        return any((self.kit, self.household, self.accident, self.illness, self.away))


def grown(settings: Settings, chosen: Chosen, start: datetime) -> World:
    """The home, and what happens in it."""
    household = kits.household(chosen.household or "alone", chosen.seed)
    if chosen.kit:
        settings = kits.settings(chosen.kit, chosen.household or "alone", settings)
    first = start.astimezone(ZoneInfo(settings.hub.timezone)).date()
    ways = kits.BUSY if chosen.kit == "busy" else None
    made = world(settings, household, chosen.seed, first, ways=ways)
    if chosen.accident and chosen.illness and chosen.on_day is None:
        raise click.UsageError("--accident and --illness together need --on-day.")
    return made._replace(story=_story(made, chosen))


def _story(made: World, chosen: Chosen) -> Story:
    away = tuple(_away(each, made) for each in chosen.away)
    story = Story(away=away)
    if chosen.illness:
        illness = structs.replace(ILLNESSES[chosen.illness], from_day=chosen.on_day or 0)
        story = story._replace(illness=illness)
    if not chosen.accident:
        return story
    last = chosen.days - 1
    day = max(last - 1, 0) if chosen.on_day is None else chosen.on_day
    for each in range(day, chosen.days):
        if found := accident(made._replace(story=story), chosen.accident, each):
            return story._replace(accident=found)
    raise CarehubError(f"no accident of the kind {chosen.accident!r} can happen from day {day} to day {last}.")


def _away(words: str, made: World) -> Away:
    first, dash, last = words.partition("-")
    if not (dash and first.isdigit() and last.isdigit() and int(first) <= int(last)):
        raise click.BadParameter(f"{words!r}: expected two days, as 10-13", param_hint="--away")
    return Away(made.calendar.at(int(first), LEAVES), made.calendar.at(int(last), BACK))
