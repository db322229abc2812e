"""The order of a ladder: which place comes after which, who stands on a rung, and how that is said.

`rungs` are those of the incident's own ladder (`home.rungs(incident)`).
"""

from datetime import datetime

from msgspec import structs

from hub.core.home import Home
from hub.core.localtime import local
from hub.model.household import Contact, Rung
from hub.model.ids import ContactId
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


def onward(place: Place, rungs: Rungs, at: datetime) -> Place:
    """Past a rung on which nobody is left to ask: to wait there would help nobody.

    One whose people were asked already in this round is told its repeats, if it has any, for these are meant.
    """
    told = place.turn == 1 and any(name in place.told for name in rung(place, rungs).tell)
    return after(place, rungs, at) if told else beyond(place, rungs, at)


def went_round(first: Place, place: Place) -> bool:
    """Whether every rung was tried once since `first`."""
    return place.round > first.round and place.rung >= first.rung


def next_asked(incident: Incident, home: Home, *, sure: bool = True) -> tuple[tuple[str, ...], datetime]:
    """Who is asked next if nobody answers, and when, as far as it can be known now. `sure`: whether the hour is known.

    Whose hours do not cover that time is not among them, nor who was asked in this round or has said that they cannot.
    """
    assert incident.place is not None
    until, people = incident.place.until, names(home.rungs(incident)) & home.contacts.keys()
    for at in (until, min((home.next_asked(ContactId(each), until) for each in people), default=until)):
        if found := _asked_at(incident, home, at, hours=sure):
            return found, at
        if incident.grave == "life":
            break
    return _asked_at(incident, home, until, hours=False) or rung(incident.place, home.rungs(incident)).tell, until


def _asked_at(incident: Incident, home: Home, at: datetime, *, hours: bool) -> tuple[str, ...]:
    """Who is asked if the wait is over at that time: those of the first rung on which anybody is left to ask."""
    rungs, place = home.rungs(incident), incident.place
    assert place is not None
    first = following = after(place, rungs, at)
    while not went_round(first, following):
        told = following.told if following.turn == 1 else ()
        cannot = incident.cannot if following.round == place.round else ()
        found = tuple(
            name for name in rung(following, rungs).tell
            if name not in told and name not in cannot and (not hours or home.may_be_asked(ContactId(name), at))
        )  # fmt: skip
        if found:
            return found
        following = onward(following, rungs, at)
    return ()


def next_words(incident: Incident, home: Home) -> str | None:
    """What happens next if nobody does anything, for the document and the texts: "Ben is asked at 08:34"."""
    if incident.state in HELD and incident.due is not None:
        name = incident.holder.name if incident.holder else "nobody"
        asked = "others are asked again" if incident.asked else f"{name} is asked whether all goes well"
        return f"{asked} at {_clock(incident.due, home)}"
    if incident.state != "raised" or incident.place is None:
        return None
    people, at = next_asked(incident, home)
    return f"{home.names(people)} {'are' if len(people) > 1 else 'is'} asked at {_clock(at, home)}"


def _clock(at: datetime, home: Home) -> str:
    return local(at, home.timezone).strftime("%H:%M")
