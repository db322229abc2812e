"""Who is asked next if nobody answers, and when, and how that is said."""

from datetime import datetime

from msgspec import structs

from hub.core.home import Home
from hub.core.ladder_choice import choose, next_reached
from hub.core.ladder_order import Rungs, after, names, onward, rung, top, went_round
from hub.core.localtime import local
from hub.model.ids import ContactId
from hub.model.incidents import HELD, Incident, Place

Next = tuple[tuple[str, ...], datetime]


def next_asked(incident: Incident, home: Home, *, sure: bool = True) -> Next:
    """Who is asked next, as far as it can be known now, and when. `sure`: whether the hour is known.

    Whose hours do not cover that time is not among them, nor who was asked in this round or has said that they cannot.
    """
    assert incident.place is not None
    until = incident.place.until
    if sure and (found := _by_hours(incident, home, until)):
        return found
    rungs = home.rungs(incident)
    first = after(incident.place, rungs, until)
    return _from(incident, home, rungs, first, hours=False) or rung(first, rungs).tell, until


def _by_hours(incident: Incident, home: Home, until: datetime) -> Next | None:
    """By the rota of that time: first on its own ladder, else on the ladder of the hour; for life nobody waits."""
    assert incident.place is not None
    own = home.rungs(incident)
    openings = (home.first_asked(names(own), until), next_reached(incident, home, until))
    for at in (until, *(() if incident.grave == "life" else sorted(openings))):
        other = choose(incident, home, at, sure=True).rungs
        again = structs.replace(top(other, at, incident.place.round), told=incident.place.told)
        for rungs, first in ((own, after(incident.place, own, at)), (other, again)):
            if found := _from(incident, home, rungs, first, hours=True):
                return found, at
    return None


def _from(incident: Incident, home: Home, rungs: Rungs, first: Place, *, hours: bool) -> tuple[str, ...]:
    """Those of the first rung, from a place on, on which anybody is left to ask."""
    following = first
    while not went_round(first, following):
        if found := _left(incident, home, rungs, following, hours=hours):
            return found
        following = onward(following, rungs, first.since)
    return ()


def _left(incident: Incident, home: Home, rungs: Rungs, place: Place, *, hours: bool) -> tuple[str, ...]:
    told = place.told if place.turn == 1 else ()
    cannot = incident.cannot if incident.place is not None and place.round == incident.place.round else ()
    return tuple(
        name for name in rung(place, rungs).tell
        if name not in told and name not in cannot and (not hours or home.may_be_asked(ContactId(name), place.since))
    )  # fmt: skip


def next_words(incident: Incident, home: Home) -> str | None:
    """What happens next if nobody does anything, for the document and the texts: "Ben is asked at 08:34"."""
    if incident.state in HELD and incident.due is not None:
        name = incident.holder.name if incident.holder else "nobody"
        asked = "others are asked again" if incident.asked else f"{name} is asked whether all goes well"
        return f"{asked} at {_clock(incident.due, home)}"
    if incident.state != "raised" or incident.place is None:
        return None
    people, at = next_asked(incident, home)
    if not people:
        return None
    return f"{home.names(people)} {'are' if len(people) > 1 else 'is'} asked at {_clock(at, home)}"


def _clock(at: datetime, home: Home) -> str:
    return local(at, home.timezone).strftime("%H:%M")
