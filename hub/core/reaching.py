"""By which ways a contact is told: a text, and a call where a text wakes nobody."""

from datetime import datetime

from hub.core import wording_after_key, wording_calls
from hub.core.ladder_order import names
from hub.core.turn import Turn
from hub.model.household import Contact
from hub.model.incidents import Incident, Told, Way

BARRED: dict[Way, str] = {"text": "texted", "call": "called"}


def barred(turn: Turn, contact: Contact) -> str:
    """Why none of the contact's ways can work; nothing if one may."""
    if contact.phone is None:
        return f"{contact.name} has no phone"
    if may_work(turn, contact):
        return ""
    way = contact.ways[0]
    return f"{contact.name} cannot be {BARRED[way]}: {turn.refused(contact.phone, way)}"


def may_work(turn: Turn, contact: Contact) -> tuple[Way, ...]:
    """The contact's ways that are not known to be refused for good."""
    phone = contact.phone
    return () if phone is None else tuple(way for way in contact.ways if not turn.refused(phone, way))


def by_text(turn: Turn, contact: Contact) -> bool:
    """Whether the contact can be texted. A landline is never texted: the network reads texts to it aloud, or not."""
    return "text" in may_work(turn, contact)


def only_by_call(turn: Turn, contact: Contact) -> bool:
    """Whether nothing but a call can reach the contact."""
    return may_work(turn, contact) == ("call",)


def rings(turn: Turn, incident: Incident, contact: Contact) -> bool:
    """Whether this alarm rings their telephone: at night for life, and always if no text can reach them.

    While nobody vouches for the clock it may be night.
    """
    ways = may_work(turn, contact)
    night = not turn.world.sure or turn.home.is_night(turn.at)
    return "call" in ways and ("text" not in ways or (incident.grave == "life" and night))


def alarm(turn: Turn, incident: Incident, contact: Contact, body: str) -> Incident:
    """Tell a contact of an alarm by every way that there is now. `body` is the text."""
    assert contact.phone is not None
    if by_text(turn, contact):
        incident = turn.text(incident, contact.id, contact.phone, body, "alarm")
    return ring(turn, incident, contact) if rings(turn, incident, contact) else incident


def ring(turn: Turn, incident: Incident, contact: Contact) -> Incident:
    """Call a contact about an alarm."""
    assert contact.phone is not None
    waiting = climbing(turn, incident, contact)
    others = len(waiting) - 1 if incident.place is not None and incident.place.round > 1 else 0
    says = wording_calls.alarm(turn.to(contact.id), incident, max(0, others))
    return turn.call(incident, contact.id, contact.phone, says, "alarm", after_1(turn, incident, contact))


def after_1(turn: Turn, incident: Incident, contact: Contact) -> str:
    """What a contact hears in a call who presses 1: what only who goes there need know."""
    if not contact.can_attend or incident.life_saving:
        return ""
    return wording_after_key.after_1(turn.to(contact.id), incident, key=turn.home.has_access_notes)


def climbing(turn: Turn, incident: Incident, contact: Contact) -> tuple[Incident, ...]:
    """What waits for somebody of whom this contact is one: the incident, and the others whose ladder they stand on."""
    raised = (i for i in turn.open.values() if i.state == "raised" and i.place is not None)
    return tuple(i for i in raised if i.id == incident.id or contact.id in names(turn.home.rungs(i)))


def called_longest_ago(turn: Turn, contact: Contact, incident: Incident) -> Incident:
    """Of all incidents that climb, the one that it is time to call this contact about: each gets its turn."""
    candidates = [i for i in climbing(turn, incident, contact) if rings(turn, i, contact)] or [incident]
    return min(candidates, key=lambda i: (_last_called(i, contact), i.id != incident.id))


def _last_called(incident: Incident, contact: Contact) -> datetime:
    made = calls(incident, contact)
    return made[-1].at if made else incident.began


def calls(incident: Incident, contact: Contact) -> list[Told]:
    """The calls to a contact about an incident, oldest first."""
    return [t for t in incident.told if t.way == "call" and t.to == contact.id]
