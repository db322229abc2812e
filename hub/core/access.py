"""Who is told how to get in, and who must forget it again (behaviour 40). What it says is put in when a text leaves."""

from msgspec import structs

from hub.core import reaching, wording_access, wording_after_key
from hub.core.turn import Turn
from hub.model.household import Contact
from hub.model.ids import ContactId
from hub.model.incidents import HELD, Grant, Incident


def may_have(incident: Incident, contact: ContactId) -> bool:
    """Whether they accepted it: who goes; while nobody does, who rang 999 from afar and must tell the crew."""
    if incident.state in HELD:
        return incident.holder is not None and incident.holder.contact == contact
    coordinator = incident.coordinator
    return incident.ambulance is not None and coordinator is not None and coordinator.contact == contact


def tell(turn: Turn, incident: Incident, contact: Contact) -> str:
    """Tell who goes how to get in. Returns what to answer instead, if they may not know or nothing is noted."""
    if not may_have(incident, contact.id):
        holder = incident.holder if incident.state in HELD else None
        turn.record("hub", f"{contact.name} was not told how to get in", "asked, but does not go", incident)
        return wording_access.only_who_goes(turn.to(contact.id), incident, holder.name if holder else "")
    if not turn.home.has_access_notes:
        return wording_access.nothing_noted(turn.to(contact.id), incident)
    if contact.phone is None or (turn.too_many(contact.phone) and incident.grave != "life"):
        turn.record("hub", f"{contact.name} was not told how to get in again", "20 texts in the last hour", incident)
        return ""
    incident = _grant(turn, incident, contact)
    for fill in wording_access.fills(turn.home):
        body = wording_access.way_in(turn.to(contact.id), incident)
        incident = turn.text(incident, contact.id, contact.phone, body, "access", fill)
    return ""


def tell_by_telephone(turn: Turn, incident: Incident, contact: Contact) -> str:
    """The same for somebody who cannot be texted: they are rung. Returns what to say instead, as `tell` does."""
    to = turn.to(contact.id)
    if not may_have(incident, contact.id):
        holder = incident.holder if incident.state in HELD else None
        turn.record("hub", f"{contact.name} was not told how to get in", "asked, but does not go", incident)
        return wording_after_key.only_who_goes(to, holder.name if holder else "")
    if contact.phone is None or not turn.home.has_access_notes:
        return ""  # nobody was offered it; the key was pressed all the same
    incident = _grant(turn, incident, contact)
    says, then = wording_after_key.press_for_way_in(to), wording_after_key.way_in(to, incident)
    turn.call(incident, contact.id, contact.phone, says, "access", then, wording_after_key.BY_TELEPHONE)
    return ""


def _grant(turn: Turn, incident: Incident, contact: Contact) -> Incident:
    says = f"{contact.name} was told how to get in"
    grants = (*incident.access, Grant(to=contact.id, at=turn.at))
    turn.record("hub", says, f"{contact.name} has it, and asked", incident)
    return turn.add_evidence(incident, says, access=grants)


def end(turn: Turn, incident: Incident, because: str, but: ContactId | None = None) -> Incident:
    """Whoever was told, and is not `but`, is asked to forget it; what has not left yet shall not leave."""
    over = {grant.to for grant in incident.access if grant.ended is None and grant.to != but}
    if not over:
        return incident
    grants = tuple(
        structs.replace(grant, ended=turn.at) if grant.to in over and grant.ended is None else grant
        for grant in incident.access
    )
    turn.withdraw(incident.id, ("access",), because)
    incident = turn.put(incident, access=grants)
    for to in sorted(over):
        incident = _forget(turn, incident, to, because)
    return incident


def _forget(turn: Turn, incident: Incident, to: ContactId, because: str) -> Incident:
    contact = turn.home.contacts.get(to)
    name = contact.name if contact is not None else to
    if contact is None or not contact.phone or not reaching.by_text(turn, contact):
        turn.record(
            "hub", f"{name} may not use how to get in any more", f"{because}; no text of it can lie there", incident
        )
    else:
        turn.record("hub", f"{name} was asked to forget how to get in", because, incident)
        body = wording_access.forget(turn.to(contact.id), incident)
        turn.loose_text(f"{incident.id}/forget/{incident.sends}/{to}", to, contact.phone, body, "outcome", incident)
    return incident
