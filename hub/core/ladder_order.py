"""The order of a ladder: which place comes after which, who stands on a rung, and how that is said.

`rungs` are those of the incident's own ladder (`home.rungs(incident)`).
"""

from datetime import datetime

from msgspec import structs

from hub.core.home import Home
from hub.core.localtime import local
from hub.model.household import Contact, Rung
from hub.model.incidents import HELD, Incident, Place

Rungs = tuple[Rung, ...]


def top(rungs: Rungs, at: datetime, round_: int = 1) -> Place:
    """The first place of a round."""
    return Place(round=round_, rung=0, turn=1, since=at, until=at + rungs[0].wait)


def after(place: Place, rungs: Rungs, at: datetime) -> Place:
    """The place that follows: the same rung again if it repeats, the next rung, or the top of the next round."""
    if place.rung >= len(rungs):
        return top(rungs, at, place.round + 1)
    if place.turn < rung(place, rungs).repeat:
        return structs.replace(place, turn=place.turn + 1, since=at, until=at + rung(place, rungs).wait)
    if place.rung + 1 >= len(rungs):
        return top(rungs, at, place.round + 1)
    wait = rungs[place.rung + 1].wait
    return structs.replace(place, rung=place.rung + 1, turn=1, since=at, until=at + wait)


def beyond(place: Place, rungs: Rungs, at: datetime) -> Place:
    """The next rung, whatever repeats this one has left: a way that has failed is not tried again at once."""
    repeats = rung(place, rungs).repeat
    return after(structs.replace(place, turn=repeats), rungs, at)


def rung(place: Place, rungs: Rungs) -> Rung:
    """The rung of a place; the last one if the ladder became shorter."""
    return rungs[min(place.rung, len(rungs) - 1)]


def names(rungs: Rungs) -> frozenset[str]:
    """Everybody who stands on any rung."""
    return frozenset(name for each in rungs for name in each.tell)


def contacts(place: Place, rungs: Rungs, home: Home) -> tuple[Contact, ...]:
    """The contacts on the rung of a place."""
    return tuple(home.contacts[c] for c in rung(place, rungs).tell if c in home.contacts)


def next_words(incident: Incident, home: Home) -> str | None:
    """What happens next if nobody does anything, for the document and the texts: "Ben is asked at 08:34"."""
    if incident.state in HELD and incident.due is not None:
        name = incident.holder.name if incident.holder else "nobody"
        asked = "others are asked again" if incident.asked else f"{name} is asked whether all goes well"
        return f"{asked} at {_clock(incident.due, home)}"
    if incident.state != "raised" or incident.place is None:
        return None
    rungs = home.rungs(incident)
    following = after(incident.place, rungs, incident.place.until)
    asked = home.names(rung(following, rungs).tell)
    return f"{asked} {'are' if ' and ' in asked else 'is'} asked at {_clock(incident.place.until, home)}"


def _clock(at: datetime, home: Home) -> str:
    return local(at, home.timezone).strftime("%H:%M")
