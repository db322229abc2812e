"""The order of a ladder: which place comes after which, and who stands on a rung.

`rungs` are those of the incident's own ladder (`home.rungs(incident)`).
"""

from datetime import datetime

from msgspec import structs

from hub.core.home import Home
from hub.model.household import Contact, Rung
from hub.model.incidents import Place

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
