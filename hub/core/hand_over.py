"""From one person to another, without a hole between them: it stays whose it is until the other has answered."""

from hub.core import reaching, wording_calls, wording_chain
from hub.core.gsm import plain
from hub.core.turn import Turn
from hub.model.household import Contact
from hub.model.incidents import HELD, Holder, Incident, Offer


def has(incident: Incident, who: Holder) -> bool:
    """Whether they hold it, or coordinate it while nobody holds it."""
    responsible = incident.holder if incident.state in HELD else incident.coordinator
    return responsible is not None and same(responsible, who)


def same(one: Holder, other: Holder) -> bool:
    """Whether two answers came from one person."""
    return one.contact == other.contact if one.contact or other.contact else one.name == other.name


def named(turn: Turn, name: str) -> Contact | None:
    """The contact whom somebody calls by name or id; None if it is nobody, or could be two."""
    if name in turn.home.contacts:
        return turn.home.contacts[name]
    wanted = plain(name).strip().casefold()
    found = [c for c in turn.home.contacts.values() if plain(c.name).strip().casefold() == wanted]
    first = [c for c in turn.home.contacts.values() if plain(c.name).casefold().split()[:1] == [wanted]]
    alike = found or first
    return alike[0] if len(alike) == 1 else None


def offer(turn: Turn, incident: Incident, who: Holder, contact: Contact) -> tuple[Incident, bool, str]:
    """Whoever has it asks a contact to take it. Returns the incident, whether they were asked, and that in words."""
    if contact.id == who.contact:
        return incident, False, f"it is {contact.name}'s already"
    barred = reaching.barred(turn, contact)
    if barred:
        return incident, False, barred
    until = turn.at + turn.home.timers.question
    says = f"{who.name} asks {contact.name} to take over"
    asked = Offer(to=contact.id, name=contact.name, by=who.name, until=until, at=turn.at)
    incident = turn.add_evidence(incident, says, offer=asked)
    turn.record(who.name, f"asks {contact.name} to take over", f"asked by {who.via}", incident)
    return _ask(turn, incident, contact, who.name), True, f"{contact.name} is asked"


def _ask(turn: Turn, incident: Incident, contact: Contact, who: str) -> Incident:
    """By a text, and by a call as for an alarm: at night, or where no text reaches them."""
    assert contact.phone is not None
    if reaching.by_text(turn, contact):
        body = wording_chain.take_over(turn.to(contact.id), incident, turn.at, who)
        incident = turn.text(incident, contact.id, contact.phone, body, "alarm")
    if reaching.rings(turn, incident, contact):
        says = wording_calls.take_over(turn.to(contact.id), incident, who)
        then = reaching.after_1(turn, incident, contact)
        incident = turn.call(incident, contact.id, contact.phone, says, "alarm", then)
    return incident


def is_offered(incident: Incident, who: Holder) -> bool:
    """Whether whoever has it has asked them to take over."""
    return incident.offer is not None and incident.offer.to == who.contact


def declined(turn: Turn, incident: Incident) -> Incident:
    """Whoever was asked cannot."""
    return _back(turn, incident, "cannot take it")


def lapsed(turn: Turn, incident: Incident) -> Incident:
    """Whoever was asked has not answered in time."""
    return _back(turn, incident, "has not answered")


def _back(turn: Turn, incident: Incident, why: str) -> Incident:
    name = incident.offer.name if incident.offer is not None else "nobody"
    incident = turn.add_evidence(incident, f"{name} {why}", offer=None)
    responsible = incident.holder if incident.state in HELD else incident.coordinator
    turn.record("hub", f"it stays with {responsible.name if responsible else 'nobody'}", f"{name} {why}", incident)
    contact = turn.home.contacts.get(responsible.contact) if responsible and responsible.contact else None
    if contact is None or contact.phone is None or not reaching.by_text(turn, contact):
        return incident
    body = wording_chain.still_yours(turn.to(contact.id), incident, f"{name} {why}")
    return turn.text(incident, contact.id, contact.phone, body, "news")
