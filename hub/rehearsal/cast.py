"""Who is put into a home for its rehearsal, and when the weeks are."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct, structs

from hub.core.hours import parse
from hub.model.household import Settings
from hub.model.incidents import Incident
from hub.model.kinds import KINDS
from hub.model.visits import Visit
from hub.simulated.people import CareCall, Household, somebody
from hub.simulated.world import World, world

FIRST = date(2026, 9, 7)
"""Every rehearsal begins on this Monday: the same weeks each time, with the end of summer time within eight."""
LEARNING = 14
"""Days before anything is counted: the protocol's own time to learn."""
WEEK = 7
FAMILY_CALLS = 3.0
"""Visits a week where the settings say that visitors come (our choice)."""
A_DAY = 24 * 60
"""Minutes."""
SOURCE = "zigbee2mqtt"
"""The simulated devices speak as Zigbee ones do, so that their silence is judged as in a real home."""
ELSEWHERE = frozenset({"life-saving fault", "flood"})
"""What is grave, and no help for somebody who lies there."""


class Plan(Struct, frozen=True, kw_only=True):
    """What is rehearsed: so many people, each for so many weeks after the learning, with so many accidents a kind."""

    people: int = 8
    weeks: int = 8
    accidents: int = 6
    seed: int = 1

    @property
    def days(self) -> int:
        """Days that each person lives."""
        return LEARNING + self.weeks * WEEK


def in_service(settings: Settings) -> Settings:
    """The settings as if the service had begun: it is rehearsed before it does."""
    if settings.home.service != "being installed":
        return settings
    return structs.replace(settings, home=structs.replace(settings.home, service="in service"))


def lives(settings: Settings, plan: Plan, number: int) -> World:
    """The home with its person of that number."""
    seed = plan.seed * 1000 + number
    return world(settings, _household(settings, seed), seed, FIRST, source=SOURCE)


def _household(settings: Settings, seed: int) -> Household:
    shared = settings.home.others == "lives with others" or len(settings.residents) > 1
    return Household(
        resident=somebody(seed),
        partner=somebody(seed + 500_000) if shared else None,
        visits=FAMILY_CALLS if settings.home.others == "visitors" else 0.0,
        pets=1 if settings.home.pets else 0,
        care=tuple(call for visit in settings.visits for call in _calls(visit)),
    )


def _calls(visit: Visit) -> Iterator[CareCall]:
    """A visit's carer, who comes somewhere in its hours, nearly always before it is late."""
    for span in parse(visit.hours).spans:
        length = (span.end - span.start) % A_DAY or A_DAY
        yield CareCall(
            hour=(span.start + length / 2) / 60, spread=length / 240, minutes=visit.least.total_seconds() / 30,
            days=span.days, tag=visit.tag or "",
        )  # fmt: skip


def calls_for_help(incident: Incident) -> bool:
    """Whether somebody would come and look at the resident."""
    return KINDS[incident.kind].grave in ("life", "urgent") and incident.kind not in ELSEWHERE


def last_day(plan: Plan) -> date:
    """The last day of the weeks."""
    return FIRST + timedelta(days=plan.days - 1)
