"""Who hears what has become of an incident: that somebody goes, that it was pressed again, that it is over."""

from collections.abc import Callable

from hub.core import reaching, wording, wording_accepted
from hub.core.speech import Speaker
from hub.core.turn import Turn
from hub.model.household import Contact
from hub.model.ids import ContactId
from hub.model.incidents import HELD, Incident

Says = Callable[[Speaker], str]
"""What is said to somebody, in their language."""


def told_people(turn: Turn, incident: Incident) -> list[tuple[str, str]]:
    """(contact, number) of everybody who was texted about the incident and can still be, each once.

    That is also who took it on a page or by the centre before they were asked: they were thanked.
    """
    asked = {t.to: t.number for t in incident.told if t.way == "text"}
    current = ((to, _number(turn, to, number)) for to, number in asked.items())
    return [(to, number) for to, number in current if not turn.refused(number)]


def _number(turn: Turn, to: str, told: str) -> str:
    """A contact's number of today; the one that was told if the contact is gone."""
    contact = turn.home.contacts.get(to)
    return contact.phone if contact is not None and contact.phone else told


def tell_others(turn: Turn, incident: Incident, by: ContactId | None, name: str, does: str) -> Incident:
    """Everybody who was told, but the one who answered, hears who has it."""
    for to, number in told_people(turn, incident):
        if to != by:
            body = wording.taken(turn.to(to), incident, turn.at, name, does)
            incident = turn.text(incident, to, number, body, "news")
    return incident


def tell_holder(turn: Turn, incident: Incident, says: str) -> Incident:
    """The holder hears news of what they hold. One who is not a contact sees it in the incident's document."""
    return _text_holder(turn, incident, lambda to: wording.news(to, incident, turn.at, says))


def _text_holder(turn: Turn, incident: Incident, words: Callable[[Speaker], str]) -> Incident:
    contact = _holding(turn, incident)
    if contact is None or contact.phone is None or "text" not in contact.ways:
        return incident
    return turn.text(incident, contact.id, contact.phone, words(turn.to(contact.id)), "news")


def ask_holder(turn: Turn, incident: Incident, words: Says, spoken: Says) -> Incident:
    """The holder is asked how it stands: by a text, or in a call, if no text can reach them.

    One who is not a contact sees in the document that they are.
    """
    contact = _holding(turn, incident)
    if contact is None or contact.phone is None:
        return incident
    if reaching.only_by_call(turn, contact):
        says, then = spoken(turn.to(contact.id)), reaching.after_1(turn, incident, contact)
        return turn.call(incident, contact.id, contact.phone, says, "question", then)
    return turn.text(incident, contact.id, contact.phone, words(turn.to(contact.id)), "question")


def _holding(turn: Turn, incident: Incident) -> Contact | None:
    """The holder, if they are a contact."""
    holder = incident.holder
    return turn.home.contacts.get(holder.contact or ContactId("")) if holder else None


def thank(turn: Turn, incident: Incident) -> Incident:
    """Whoever has just taken it is thanked: where it is, what the resident needs, and what to reply next."""
    key = turn.home.has_access_notes
    return _text_holder(turn, incident, lambda to: wording_accepted.accepted(to, incident, turn.at, key=key))


def tell_end(turn: Turn, ended: Incident, but: ContactId | None = None) -> None:
    """Everybody who was told hears how it ended, and nothing after that."""
    for to, number in told_people(turn, ended):
        if to != but:
            turn.text_closed(ended, to, number, wording.closed(turn.to(to), ended, turn.at))


def relieve(turn: Turn, before: Incident, but: ContactId | None, says: Says) -> None:
    """Whoever had it, as it was `before`, and can only be rung, hears that they need not go: they read no news."""
    contact = _holding(turn, before) if before.state in HELD else None
    if contact is None or contact.phone is None or contact.id == but or not reaching.only_by_call(turn, contact):
        return
    key = f"answer/{before.id}/{before.sends}/call/{contact.id}"
    turn.loose_call(key, contact.id, contact.phone, says(turn.to(contact.id)), "answer")


def tell_resident(turn: Turn, incident: Incident, body: Callable[[Speaker], str]) -> None:
    """The resident's own phone, if they have one; every resident's, if it is not known whom it concerns.

    `body` makes the text in the language of each.
    """
    concerned = turn.home.concerned(incident.resident)
    for resident in concerned:
        key = f"{incident.id}/{incident.state}/resident" + (f"/{resident.id}" if len(concerned) > 1 else "")
        who = f"resident:{resident.id}"
        if resident.phone:
            turn.loose_text(key, who, resident.phone, body(turn.to(who)), "notice", incident)
