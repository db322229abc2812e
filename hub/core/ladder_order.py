"""The order of the ladder: which place comes after which, who stands on a rung, and how that is said."""

from datetime import datetime

from msgspec import structs

from hub.core.home import Home
from hub.core.localtime import local
from hub.model.household import Contact, Rung
from hub.model.incidents import HELD, Incident, Place


def top(home: Home, at: datetime, round_: int = 1) -> Place:
    """The first place of a round."""
    return Place(round=round_, rung=0, turn=1, since=at, until=at + home.ladder[0].wait)


def after(place: Place, home: Home, at: datetime) -> Place:
    """The place that follows: the same rung again if it repeats, the next rung, or the top of the next round."""
    if place.rung >= len(home.ladder):
        return top(home, at, place.round + 1)
    if place.turn < rung(place, home).repeat:
        return structs.replace(place, turn=place.turn + 1, since=at, until=at + rung(place, home).wait)
    if place.rung + 1 >= len(home.ladder):
        return top(home, at, place.round + 1)
    wait = home.ladder[place.rung + 1].wait
    return structs.replace(place, rung=place.rung + 1, turn=1, since=at, until=at + wait)


def beyond(place: Place, home: Home, at: datetime) -> Place:
    """The next rung, whatever repeats this one has left: a way that has failed is not tried again at once."""
    repeats = rung(place, home).repeat
    return after(structs.replace(place, turn=repeats), home, at)


def rung(place: Place, home: Home) -> Rung:
    """The rung of a place; the last one if the ladder became shorter."""
    return home.ladder[min(place.rung, len(home.ladder) - 1)]


def contacts(place: Place, home: Home) -> tuple[Contact, ...]:
    """The contacts on the rung of a place."""
    return tuple(home.contacts[c] for c in rung(place, home).tell if c in home.contacts)


def next_words(incident: Incident, home: Home) -> str | None:
    """What happens next if nobody does anything, for the document and the texts: "Ben is asked at 08:34"."""
    if incident.state in HELD and incident.due is not None:
        name = incident.holder.name if incident.holder else "nobody"
        asked = "others are asked again" if incident.asked else f"{name} is asked whether all goes well"
        return f"{asked} at {_clock(incident.due, home)}"
    if incident.state != "raised" or incident.place is None:
        return None
    following = after(incident.place, home, incident.place.until)
    names = home.names(rung(following, home).tell)
    return f"{names} {'are' if ' and ' in names else 'is'} asked at {_clock(incident.place.until, home)}"


def _clock(at: datetime, home: Home) -> str:
    return local(at, home.timezone).strftime("%H:%M")
