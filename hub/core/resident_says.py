"""What the resident says of an incident: it may cancel what is not raised; else it is news, and never an end."""

from hub.core import outcomes, reaching, replies, wording, written
from hub.core.languages import Language
from hub.core.turn import Turn
from hub.model.events import Replied
from hub.model.household import Resident
from hub.model.ids import ResidentId
from hub.model.incidents import HELD, Incident
from hub.model.kinds import KINDS

KEPT = 3
"""Sayings that are kept for whoever takes it: each is a text, and who sets out needs no more."""


def text(turn: Turn, event: Replied, resident: Resident, language: Language) -> bool:
    """The resident's own words may cancel an automatic alarm in time; else they are news, never a cancel.

    False if they are about no alarm, and do not say that all is well: nobody hears of them.
    """
    about = False
    codes = frozenset(r.code for r in turn.facts.references)
    well = replies.read(event.text, codes, language).outcome in ("helped", "false alarm") or (
        replies.says_well(event.text, language)
    )
    for incident in list(turn.open.values()):
        if written.before(turn, event, incident):
            continue
        fine = well and _may_end(turn, event, incident, resident.id)
        fine = fine and not written.before_seen_again(turn, event, incident)
        if incident.state == "pending" and fine and KINDS[incident.kind].pending:
            turn.close(incident, "cancelled by resident", resident.name, f"{resident.name} texted that all is well")
        elif fine:
            turn.said[incident.id] = "well"
        about = about or _is_alarm(incident)
        if incident.id in turn.open and incident.raised is not None and _is_alarm(incident):
            pass_on(
                turn, incident, f"{resident.name} texted: {'all is well' if well else 'something; please ask them'}"
            )
    return about or well


def _is_alarm(incident: Incident) -> bool:
    return incident.grave in ("life", "urgent") and not incident.test


def _may_end(turn: Turn, event: Replied, incident: Incident, resident: ResidentId) -> bool:
    """Whether a resident speaks of this one: it is about them, and they name no other."""
    known = {reference.code: reference.incident for reference in turn.facts.references}
    codes, _ = replies.codes_in(event.text, frozenset(known))
    named = {known.get(code) for code in codes}
    return incident.resident in (None, resident) and (not named or named == {incident.id})


def pass_on(turn: Turn, incident: Incident, says: str) -> Incident:
    """The holder hears it; while nobody holds it, who coordinates, and later whoever takes it."""
    incident = turn.add_evidence(incident, says)
    if incident.state in HELD:
        return outcomes.tell_holder(turn, incident, says)
    kept = (*(each for each in incident.unheard if each != says), says)[-KEPT:]
    incident = turn.put(incident, unheard=kept)
    coordinator = incident.coordinator.contact if incident.coordinator is not None else None
    contact = turn.home.contacts.get(coordinator) if coordinator is not None else None
    if contact is None or contact.phone is None or not reaching.by_text(turn, contact):
        return incident
    body = wording.news(turn.to(contact.id), incident, turn.at, says)
    return turn.text(incident, contact.id, contact.phone, body, "news")


def hand_on(turn: Turn, incident: Incident) -> Incident:
    """Somebody has just taken it: they hear what the resident said before."""
    for says in incident.unheard:
        incident = outcomes.tell_holder(turn, incident, says)
    return turn.put(incident, unheard=()) if incident.unheard else incident
