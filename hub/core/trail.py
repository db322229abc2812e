"""The trail that must be complete for years: each state, each answer, each message, and what became of it.

Worked out from what a step did to the incidents and from what it sends, so that whoever changes an incident cannot
forget to write it down. What a step has recorded itself in words is marked, not said twice.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from hub.core.home import NEAR, Home
from hub.model.effects import (
    Accepted,
    Call,
    Delivered,
    Receipt,
    Recorded,
    Refused,
    Role,
    Step,
    Text,
    TryAgain,
    Unanswered,
)
from hub.model.household import Contact
from hub.model.ids import CENTRE, ContactId, EffectKey, IncidentId, is_announcement, is_call
from hub.model.incidents import HELD, Holder, Incident, Told

HUB = "hub"


class Fact(Struct, frozen=True, kw_only=True):
    """One line of the trail before it has its key and time."""

    step: Step
    who: str
    what: str
    because: str
    incident: IncidentId | None
    party: str = ""
    role: Role = ""
    message: EffectKey | None = None


def facts(
    before: Mapping[IncidentId, Incident],
    after: Iterable[Incident],
    messages: Sequence[Text | Call],
    home: Home,
    via: str,
) -> Iterator[Fact]:
    """What a step did. `via`: by which way in somebody answered, for a name that is nobody's in the settings."""
    sent = {message.key for message in messages}
    for message in messages:
        yield _message(message, home)
    for incident in after:
        was = before.get(incident.id)
        yield from (_told(incident, told, home) for told in _new(was, incident) if told.key not in sent)
        yield from _answers(was, incident, home, via)
        yield from _state(was, incident, home, via)


def mark(recorded: Recorded, found: list[Fact]) -> Recorded:
    """The line, with the fact that it says in words already; that is taken out of `found`."""
    for fact in found:
        if fact.incident == recorded.incident and fact.what == recorded.what and fact.who == recorded.who:
            found.remove(fact)
            return structs.replace(
                recorded, step=fact.step, party=fact.party, role=fact.role, message=fact.message
            )  # fmt: skip
    return recorded


def receipt(key: EffectKey, became: Receipt, known: Container[str], home: Home) -> Fact | None:
    """What became of a message; None for what is no message (the answer to a command)."""
    if "/result/" in key:
        return None
    first, last = key.split("/", 1)[0], key.rsplit("/", 1)[-1]
    about = IncidentId(first) if first in known else None
    word, because = _became(became)
    if is_announcement(key):
        return Fact(step="receipt", who=HUB, what=f"{word}: announcement", because=because, incident=about, message=key)
    way = "call" if is_call(key) else "text"
    what = f"{word}: {'document for the centre' if last == CENTRE else f'{way} to {_name(last, home)}'}"
    return Fact(step="receipt", who="provider", what=what, because=because, incident=about, message=key)


def _became(became: Receipt) -> tuple[str, str]:
    match became:
        case Accepted():
            return "accepted", ""
        case Delivered():
            return "delivered", ""
        case TryAgain():
            return "not yet", became.because
        case Refused():
            return "refused", became.because
        case Unanswered():
            return "not answered", became.because


# messages


def _message(message: Text | Call, home: Home) -> Fact:
    way = "call" if isinstance(message, Call) else "text"
    return Fact(
        step="told", who=HUB, what=f"{way} to {_name(message.to, home)}: {message.purpose}", because="",
        incident=message.incident, party=message.to, role=role_of(message.to, home), message=message.key,
    )  # fmt: skip


def _new(was: Incident | None, now: Incident) -> Iterator[Told]:
    """Who was told in this step. Of one that was told of several incidents at once each has its entry."""
    if was is None or was.told is not now.told:
        known = {(told.key, told.at) for told in was.told} if was is not None else set()
        new = {(told.key, told.at): told for told in now.told if (told.key, told.at) not in known}
        yield from new.values()


def _told(incident: Incident, told: Told, home: Home) -> Fact:
    way = "document for" if told.way == "centre" else f"the same {told.way} to"
    return Fact(
        step="told", who=HUB, what=f"{way} {_name(told.to, home)}: {told.purpose}", because="", incident=incident.id,
        party=told.to, role=role_of(told.to, home), message=told.key,
    )  # fmt: skip


def _name(party: str, home: Home) -> str:
    if party == CENTRE:
        return "the centre"
    contact = home.contacts.get(ContactId(party))
    resident = home.residents.get(party.removeprefix("resident:"))
    known = contact or resident
    return known.name if known is not None else party


# answers and states


def _answers(was: Incident | None, now: Incident, home: Home, via: str) -> Iterator[Fact]:
    if now.received and (was is None or not was.received):
        yield _fact("received", "the centre's program", "has it", now, CENTRE, "centre")
    chief = now.coordinator
    if chief is not None and (was is None or not _same(was.coordinator, chief)):
        yield _by(chief, "coordinates", now, home)
    for one in now.cannot if was is None or was.cannot is not now.cannot else ():
        if was is None or one not in was.cannot:
            name, party, role = _person(one, home, via)
            yield _fact("cannot", name, "cannot", now, party, role)


def _state(was: Incident | None, now: Incident, home: Home, via: str) -> Iterator[Fact]:
    if now.state in HELD and now.holder is not None:
        if was is None or was.state != now.state or not _same(was.holder, now.holder):
            yield _by(now.holder, now.state, now, home)
    elif was is None or was.state != now.state:
        yield _closed(now, home, via) if now.state == "closed" else _fact(now.state, HUB, now.state, now)


def _closed(now: Incident, home: Home, via: str) -> Fact:
    name, party, role = _person(now.closed_by, home, via) if now.closed_by else (HUB, "", "")
    if now.outcome == "cancelled by resident":
        role = "resident"
    return _fact("closed", name, f"closed: {now.outcome}", now, party, role)


def _by(holder: Holder, step: Step, now: Incident, home: Home) -> Fact:
    role = role_of(holder.contact, home) if holder.contact else "centre" if holder.via == CENTRE else "other"
    party = holder.contact or (CENTRE if role == "centre" else "")
    return _fact(step, holder.name, step, now, party, role)


def _fact(step: Step, who: str, what: str, about: Incident, party: str = "", role: Role = "") -> Fact:
    said = about.evidence[-1].says if about.evidence else about.because
    return Fact(step=step, who=who, what=what, because=said, incident=about.id, party=party, role=role)


def _person(said: str, home: Home, via: str) -> tuple[str, str, Role]:
    """Name, party and role of somebody who is named by id or by name."""
    contact = home.contacts.get(ContactId(said)) or _named(said, home)
    if contact is not None:
        return contact.name, contact.id, _role(contact)
    if any(resident.name == said for resident in home.settings.residents):
        return said, "", "resident"
    return (said, CENTRE, "centre") if via == CENTRE else (said, "", "other")


def _named(name: str, home: Home) -> Contact | None:
    found = [contact for contact in home.contacts.values() if contact.name == name]
    return found[0] if len(found) == 1 else None


def _same(one: Holder | None, other: Holder) -> bool:
    return one is not None and (one.contact, one.name) == (other.contact, other.name)


def role_of(party: str, home: Home) -> Role:
    """What somebody is to this home, as its settings are now."""
    contact = home.contacts.get(ContactId(party))
    if contact is not None:
        return _role(contact)
    return "centre" if party == CENTRE else "resident" if party.startswith("resident") else "other"


def _role(contact: Contact) -> Role:
    """Near: they can be at the door, and nothing says that it takes them long."""
    near = contact.can_attend and (contact.minutes_away is None or contact.minutes_away <= NEAR)
    return "near" if near else "far"
