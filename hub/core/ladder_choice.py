"""Which ladder an incident climbs, and why: the first in the file that is meant for it, else the default one."""

from datetime import datetime

from msgspec import Struct

from hub.core.home import Home
from hub.core.hours import hours
from hub.model.household import Ladder, Rung
from hub.model.incidents import Incident

DEFAULT = ""
"""The name, in an incident, of the ladder that [[ladder]] is."""


class Choice(Struct, frozen=True):
    """A ladder by its name, its rungs, and why it was chosen."""

    name: str
    rungs: tuple[Rung, ...]
    because: str


def choose(incident: Incident, home: Home, at: datetime, *, sure: bool) -> Choice:
    """The ladder for an incident that begins to climb at `at`. `sure`: whether the hour is known."""
    for ladder in home.settings.ladders:
        if _is_meant(ladder, incident) and (ladder.hours is None or (sure and _is_open(ladder.hours, home, at))):
            return Choice(ladder.name, ladder.rungs, f"the first that is meant for it: {what_for(ladder, home)}")
    because = "no other is meant for it" if sure else "no other is meant for it, or nobody vouches for the hour"
    return Choice(DEFAULT, home.settings.ladder, because)


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
