"""Which ladder an incident climbs, and why: the first in the file that is meant for it, else the default one."""

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from hub.core.home import Home
from hub.core.hours import hours
from hub.model.household import Ladder, Rung
from hub.model.incidents import Incident
from hub.model.kinds import KINDS

MOST_CHANGES = 60
"""Changes of hours that are looked through for somebody who may be asked: more than two weeks have, and it is asked
again then."""

DEFAULT = ""
"""The name, in an incident, of the ladder that [[ladder]] is."""


class Choice(Struct, frozen=True):
    """A ladder by its name, its rungs, and why it was chosen."""

    name: str
    rungs: tuple[Rung, ...]
    because: str


def choose(incident: Incident, home: Home, at: datetime, *, sure: bool) -> Choice:
    """The ladder for an incident that begins to climb at `at`. `sure`: whether the hour is known."""
    visit = home.visits.get(incident.visit) if KINDS[incident.kind].asked_once else None
    if visit is not None and (agency := next((x for x in home.settings.ladders if x.name == visit.agency), None)):
        return Choice(agency.name, agency.rungs, f"the agency's own, for {visit.name}")
    for ladder in home.settings.ladders:
        if _is_meant(ladder, incident) and (ladder.hours is None or (sure and _is_open(ladder.hours, home, at))):
            return Choice(ladder.name, ladder.rungs, f"the first that is meant for it: {what_for(ladder, home)}")
    because = "no other is meant for it" if sure else "no other is meant for it, or nobody vouches for the hour"
    return Choice(DEFAULT, home.ladder, because)


def next_reached(incident: Incident, home: Home, at: datetime) -> datetime:
    """When next somebody may be asked who stands on the ladder that is the incident's at that hour."""
    for _ in range(MOST_CHANGES):
        rungs = choose(incident, home, at, sure=True).rungs
        opening = home.first_asked((name for each in rungs for name in each.tell), at)
        if opening == at:
            break
        at = min((opening, *_changes(incident, home, at)))
    return at


def _changes(incident: Incident, home: Home, at: datetime) -> Iterator[datetime]:
    """When the hours of each ladder that is meant for the incident next begin, or end."""
    for ladder in home.settings.ladders:
        if ladder.hours is not None and _is_meant(ladder, incident):
            own = hours(ladder.hours)
            change = own.next_closing(at, home.timezone) if own.includes(at, home.timezone) else (
                own.next_opening(at, home.timezone))  # fmt: skip
            if change is not None:
                yield change


def what_for(ladder: Ladder, home: Home) -> str:
    """What a ladder is for, as a person says it: "life; help, fall; Bathroom; daily 22:00-07:00"."""
    rooms = ", ".join(home.room_name(room) or "" for room in ladder.rooms)
    parts = (", ".join(ladder.classes), ", ".join(ladder.kinds), rooms, ladder.hours or "")
    return "; ".join(part for part in parts if part) or "everything"


def _is_meant(ladder: Ladder, incident: Incident) -> bool:
    return (
        (not ladder.classes or incident.grave in ladder.classes)
        and (not ladder.kinds or incident.kind in ladder.kinds)
        and (not ladder.rooms or incident.room in ladder.rooms)
    )


def _is_open(text: str, home: Home, at: datetime) -> bool:
    return hours(text).includes(at, home.timezone)
