"""What somebody can do about an incident just now, as buttons; and what is handed to the hub when one is pressed.

The hub decides: what it refuses is shown in its own words. Here is only left out what would make no sense.
"""

from hashlib import sha256
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from hub.core.home import Home
from hub.model.effects import Outcome
from hub.model.events import Does
from hub.model.incidents import HELD, Holder, Incident, Was
from hub.pages.accounts import Person
from hub.pages.asking import figure
from hub.pages.incidents.telling import climbs
from hub.pages.site import Site
from hub.pages.words import later

LATE_VISIT = "late visit"

ENDS: tuple[tuple[Outcome, str], ...] = (
    ("helped", later("All ok: it is over, and all are well")),
    ("spoke to them", later("Spoke to them: it is settled")),
    ("taken to hospital", later("Taken to hospital")),
    ("no access", later("No access: nobody can get in")),
)
WAS: tuple[tuple[Was, str], ...] = (
    ("pressed by mistake", later("Pressed by mistake")),
    ("a sensor was wrong", later("A sensor was wrong")),
    ("somebody else was there", later("Somebody else was there")),
    ("a pet", later("A pet")),
    ("they were out", later("Nobody was at home")),
    ("they slept longer", later("They slept longer")),
    ("a test that nobody had said", later("A test that nobody had said")),
    ("something else", later("Something else")),
)  # fmt: skip
FALL_WAS: tuple[tuple[Was, str], ...] = (
    ("they sat down hard", later("They sat down hard")),
    ("they stumbled", later("They stumbled")),
    ("it was dropped", later("It was dropped")),
    ("it was taken off", later("It was taken off")),
    *(each for each in WAS if each[0] not in ("pressed by mistake", "they were out", "they slept longer")),
)
"""What a fall may have been that was none: a detector learns from it."""

Means = Literal["go", "there", "cannot", "999", "hand over", "close", "see to it", "carer comes"]


class Can(Struct, frozen=True):
    """What a reader can do now: the buttons, what ends it, and to whom they may hand over."""

    mine: bool
    does: tuple[Means, ...] = ()
    ends: tuple[tuple[Outcome, str], ...] = ()
    was: tuple[tuple[Was, str], ...] = ()
    to: tuple[tuple[str, str], ...] = ()


def me(person: Person, home: Home) -> tuple[str | None, str]:
    """Who a reader is for the hub: a contact's id and name, or none and how they are called (`answers.person`)."""
    contact = home.contacts.get(person.acts_as)
    if contact is None:
        alike = [each for each in home.contacts.values() if each.name.lower() == person.acts_as.lower()]
        contact = alike[0] if len(alike) == 1 else None
    return (contact.id, contact.name) if contact is not None else (None, person.acts_as)


def has_it(incident: Incident, person: Person, home: Home) -> bool:
    """Whether a reader holds it, or coordinates it while nobody holds it."""
    responsible = incident.holder if incident.state in HELD else incident.coordinator
    return responsible is not None and _is(responsible, me(person, home))


def _is(holder: Holder, who: tuple[str | None, str]) -> bool:
    return holder.contact == who[0] if holder.contact or who[0] else holder.name == who[1]


def can(incident: Incident, person: Person, home: Home) -> Can:
    """What a reader who may answer can do."""
    mine = has_it(incident, person, home)
    if incident.state == "closed":
        return Can(mine=False)
    if incident.test:
        return Can(mine, ends=(("test", later("The test is over")),))
    if incident.kind == LATE_VISIT:
        return Can(mine, ("carer comes", "cannot"), (("visit made", later("The visit was made")),))
    if not climbs(incident):
        seen_to: tuple[Means, ...] = ("see to it",) if incident.life_saving and not incident.owned else ()
        return Can(mine, seen_to, (("restored", later("It is seen to")),))
    who, _ = me(person, home)
    ends = tuple(each for each in ENDS if each[0] != "no access" or _at_the_door(incident, mine))
    others = tuple((str(each.id), each.name) for each in home.contacts.values() if each.id != who and each.phone)
    was = FALL_WAS if incident.kind == "fall" else WAS
    return Can(mine, _does(incident, mine, who), ends, was, others if mine else ())


def _does(incident: Incident, mine: bool, who: str | None) -> tuple[Means, ...]:
    held = mine and incident.state in HELD
    there = held and incident.state == "with_resident"
    found: list[Means] = []
    if not there:
        found += ["go", "there"]
    elif incident.asked is not None or incident.ambulance is not None:
        found.append("there")
    if who is None or who not in incident.cannot or mine:
        found.append("cannot")
    if incident.ambulance is None:
        found.append("999")
    return tuple(found)


def _at_the_door(incident: Incident, mine: bool) -> bool:
    """Only somebody at the door can know that nobody gets in (as for a text)."""
    return mine and incident.state in ("travelling", "with_resident")


def seen(incident: Incident) -> str:
    """A mark of the incident as its reader sees it."""
    return sha256(msgspec.json.encode(incident)).hexdigest()[:16]


class Said(Struct, frozen=True):
    """A form, as it came: to be handed to the hub."""

    incident: str
    does: Does
    version: int | None
    minutes: int | None
    outcome: Outcome | None
    was: Was
    to: str | None
    seen: str

    def request(self, person: Person, session: str) -> dict[str, object]:
        """What is asked of the hub. Its id is made of all that was said and of what was seen: twice is once."""
        key = sha256(msgspec.json.encode([session, person.acts_as, self])).hexdigest()[:24]
        return {
            "id": f"page-{key}", "by": person.acts_as, "incident": self.incident, "does": self.does,
            "version": self.version, "minutes": self.minutes, "outcome": self.outcome, "was": self.was, "to": self.to,
        }  # fmt: skip


DOES: frozenset[Does] = frozenset(
    {"acknowledge", "travelling", "with_resident", "cannot", "ambulance", "hand_over", "close"}
)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
WERE: tuple[Was, ...] = get_args(Was)


def read(incident: str, form: dict[str, str]) -> Said | str:
    """The form, or why it cannot be handed on."""
    minutes = form["minutes"] if form["does"] in ("go", "travelling") else ""
    if minutes and (figure(minutes) is None or len(minutes) > 4):
        return later("Minutes are a whole number, such as 15.")
    does: Does | None = "travelling" if minutes else "acknowledge"
    if form["does"] != "go":
        does = next((each for each in DOES if each == form["does"]), None)
    outcome = next((each for each in OUTCOMES if each == form["outcome"]), None)
    if does is None or (does == "close" and outcome is None):
        return later("Choose what you do.")
    version = figure(form["version"])
    if does == "close" and version is None:
        return later("This form was made by another version. Load the page again.")
    was: Was = next((each for each in WERE if each == form["was"]), "")
    return Said(
        incident, does, version if does == "close" else None, figure(minutes),
        outcome if does == "close" else None, was, form["to"] or None, form["seen"][:16],
    )  # fmt: skip


def may_say_well(incident: Incident, person: Person, home: Home) -> bool:
    """Whether a resident speaks of this one: it is about them, or about nobody whom the hub knows (as for a text)."""
    alone = next(iter(home.residents)) if len(home.residents) == 1 else None
    mine = next((each for each in home.residents if each == person.contact), alone)
    return incident.resident is None or incident.resident == mine


def resident(person: Person, place: Site) -> str:
    """In whose name the hub hears that all is well."""
    return resident_name(person, Home(place.settings))


def resident_name(person: Person, home: Home) -> str:
    """A resident's name as the settings have it; else the reader's own."""
    found = home.residents.get(person.contact)
    return str(found.name) if found is not None else person.name
