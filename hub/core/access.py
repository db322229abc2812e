"""Who is told how to get in, and who must forget it again (behaviour 40). What it says is put in when a text leaves."""

from typing import Literal

from msgspec import structs

from hub.core import reaching, wording_access, wording_after_key
from hub.core.hand_over import same
from hub.core.turn import Turn
from hub.model.household import Contact
from hub.model.ids import ContactId
from hub.model.incidents import HELD, Grant, Holder, Incident


def may_have(incident: Incident, contact: ContactId) -> bool:
    """Whether they accepted it: who goes; while nobody does, who rang 999 from afar and must tell the crew."""
    responsible = _responsible(incident)
    return responsible is not None and responsible.contact == contact


def _responsible(incident: Incident) -> Holder | None:
    if incident.test:  # nobody goes to a test
        return None
    if incident.state in HELD:
        return incident.holder
    return incident.coordinator if incident.ambulance is not None else None


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


def show(turn: Turn, incident: Incident, who: Holder) -> tuple[Incident, str]:
    """Let who has it read on a page of the hub how to get in. Returns the incident, and why not if they may not.

    The rules are those of a text; what it says is put in by the hub as it answers, and kept nowhere.
    """
    responsible = _responsible(incident)
    if responsible is None or not same(responsible, who):
        turn.record("hub", f"{who.name} was not told how to get in", "asked on a page, but does not go", incident)
        has_it = f"{responsible.name} has it" if responsible is not None else "nobody has it yet"
        return incident, f"only who is going is told how to get in; {has_it}"
    if not turn.home.has_access_notes:
        return incident, "nothing is noted about how to get in. If life is at risk, ring 999"
    return _granted(turn, incident, who.contact or ContactId(who.name), who.name, "page"), ""


def _grant(turn: Turn, incident: Incident, contact: Contact) -> Incident:
    return _granted(turn, incident, contact.id, contact.name, "text")


def _granted(turn: Turn, incident: Incident, to: ContactId, name: str, way: Literal["text", "page"]) -> Incident:
    says = f"{name} was told how to get in"
    grants = (*incident.access, Grant(to=to, at=turn.at, way=way))
    turn.record("hub", says, f"{name} has it, and asked{' on a page' if way == 'page' else ''}", incident)
    return turn.add_evidence(incident, says, access=grants)


def end(turn: Turn, incident: Incident, because: str, but: ContactId | None = None) -> Incident:
    """Whoever was told, and is not `but`, is asked to forget it; what has not left yet shall not leave."""
    ended = [grant for grant in incident.access if grant.ended is None and grant.to != but]
    over = {grant.to for grant in ended}
    if not over:
        return incident
    grants = tuple(
        structs.replace(grant, ended=turn.at) if grant.to in over and grant.ended is None else grant
        for grant in incident.access
    )
    turn.withdraw(incident.id, ("access",), because)
    incident = turn.put(incident, access=grants)
    texted = {grant.to for grant in ended if grant.way == "text"}
    for to in sorted(over):
        incident = _forget(turn, incident, to, because, texted=to in texted)
    return incident


def _forget(turn: Turn, incident: Incident, to: ContactId, because: str, *, texted: bool) -> Incident:
    contact = turn.home.contacts.get(to)
    name = contact.name if contact is not None else to
    if not texted or contact is None or not contact.phone or not reaching.by_text(turn, contact):
        turn.record(
            "hub", f"{name} may not use how to get in any more", f"{because}; no text of it can lie there", incident
        )
    else:
        turn.record("hub", f"{name} was asked to forget how to get in", because, incident)
        body = wording_access.forget(turn.to(contact.id), incident)
        turn.loose_text(f"{incident.id}/forget/{incident.sends}/{to}", to, contact.phone, body, "outcome", incident)
    return incident
