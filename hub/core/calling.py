"""What becomes of a call: only a key that a person pressed answers it; whatever else it ends with answers nothing."""

from datetime import timedelta
from typing import Literal

from msgspec import structs

from hub.core import access, answers, ladder, reaching, readiness, wording, wording_calls
from hub.core.home import digits
from hub.core.state import Past
from hub.core.turn import Turn
from hub.model.events import Does, Keyed
from hub.model.findings import Finding
from hub.model.household import Contact
from hub.model.ids import CENTRE, ContactId, IncidentId
from hub.model.incidents import Incident, Told

MEANS: dict[str, Does] = {"1": "acknowledge", "2": "cannot"}
"""What a key says. Any other says nothing."""

ANSWERED, WAY_IN = "1", "4"
"""The key after which another may be pressed, and the one that asks then how to get in."""

UNANSWERED = "not answered"
"""How the receipt begins of a call that is over without a key that means anything."""

CALL_AGAIN = timedelta(seconds=60)
"""From one call to the next, if nobody pressed a key. A silenced phone lets a second call of the same number through
within 3 min (iOS, "repeated calls") or 15 min (Android, "repeat callers"), so once more wakes somebody whom once did
not; 60 s is soon enough for the usual wait of a rung (2 min), and long enough for the first call to be over."""


def keyed(turn: Turn, event: Keyed) -> tuple[Finding, ...]:
    """A key was pressed. It counts for the incident that this very call was about, and for the one who was called."""
    if turn.handled(f"call:{event.sid}:{event.after}{event.key}"):
        return ()
    tested = readiness.heard(turn, event.effect, event.key)
    if tested is not None:
        return tested
    identity = IncidentId(event.effect.split("/", 1)[0])
    past = next((p for p in turn.past if p.id == identity), None)
    if past is not None:
        _too_late(turn, event, past)
        return ()
    return _answers(turn, event, turn.open.get(identity))


def _answers(turn: Turn, event: Keyed, incident: Incident | None) -> tuple[Finding, ...]:
    told = next((t for t in incident.told if t.key == event.effect and t.way == "call"), None) if incident else None
    contact = _called(turn, told)
    if incident is None or told is None or contact is None:
        why = "no contact who has that number was called so"
        turn.record("a call", f"key {_shown(event.key)} changed nothing", why, incident)
        return ()
    says = _says(event, told)
    if says is None:
        turn.record("a call", f"key {_shown(event.key)} changed nothing", "it means nothing there", incident)
        return ()
    turn.record(contact.name, f"pressed {event.key}", "in the call", incident)
    if says == "way in":
        _tell_way_in(turn, event, incident, contact)
    elif says != "listens":
        answers.act(turn, incident, answers.person(turn, contact.id, "call"), says, None, None)
    return readiness.proven(turn, contact.id)


def _says(event: Keyed, told: Told) -> Does | Literal["way in", "listens"] | None:
    """What a key says. In the call that tells the way in, key 1 only shows that a person listens."""
    if event.after:
        return "way in" if event.after == ANSWERED and event.key == WAY_IN else None
    if told.purpose == "access":
        return "listens" if event.key == ANSWERED else None
    return MEANS.get(event.key)


def _tell_way_in(turn: Turn, event: Keyed, incident: Incident, contact: Contact) -> None:
    """Who asked in a call how to get in is texted it, or rung with it. `contact` has a number: it was called."""
    assert contact.phone is not None
    key = f"answer/{event.sid}/{event.after}{event.key}"
    if reaching.by_text(turn, contact):
        if body := access.tell(turn, incident, contact):
            turn.loose_text(key, contact.id, contact.phone, body, "answer")
    elif says := access.tell_by_telephone(turn, incident, contact):
        turn.loose_call(f"{key}/call/{contact.id}", contact.id, contact.phone, says, "answer")


def _too_late(turn: Turn, event: Keyed, past: Past) -> None:
    """It was over already: nothing changes, and who believes that they must go hears that they need not."""
    turn.record("a call", f"key {_shown(event.key)} changed nothing", f"{past.id} was closed before: {past.outcome}")
    contact = turn.home.contacts.get(ContactId(event.effect.rpartition("/call/")[2]))
    if contact is None or contact.phone is None or MEANS.get(event.key) != "acknowledge":
        return
    if reaching.by_text(turn, contact):
        body = wording.since_then(turn.to(contact.id), past.reference, past.closed, past.outcome, past.by, turn.at)
        turn.loose_text(f"answer/{event.sid}", contact.id, contact.phone, body, "answer")
    else:
        says = wording_calls.since_then(turn.to(contact.id), past.closed)
        turn.loose_call(f"answer/{event.sid}/call/{contact.id}", contact.id, contact.phone, says, "answer")


def _called(turn: Turn, told: Told | None) -> Contact | None:
    """Whoever was called, if that is still their number."""
    contact = turn.home.contacts.get(ContactId(told.to)) if told is not None else None
    same = contact is not None and told is not None and digits(contact.phone or "") == digits(told.number)
    return contact if same else None


def _shown(key: str) -> str:
    return key if key in "0123456789*#" and key else "(none)"


def unanswered(turn: Turn, incident: Incident, told: Told) -> None:
    """A call is over and nobody pressed a key: once more while the rung still waits, then that way has failed."""
    place = incident.place
    if incident.state != "raised" or place is None or told.at < place.since or told.purpose != "alarm":
        return
    contact = _called(turn, told)
    again = max(turn.at, told.at + CALL_AGAIN)
    if contact is not None and place.round == 1 and again < place.until and not _called_twice(incident, told):
        waiting = structs.replace(told, again=again)
        turn.put(incident, told=tuple(waiting if t.key == told.key else t for t in incident.told))
    elif all(_has_failed(t) for t in incident.told if t.at >= place.since and t.purpose == "alarm"):
        name = contact.name if contact is not None else told.to
        ladder.failed(turn, incident, told, f"{name} did not answer the telephone")


def _called_twice(incident: Incident, told: Told) -> bool:
    since = incident.place.since if incident.place is not None else told.at
    return len([t for t in incident.told if t.way == "call" and t.to == told.to and t.at >= since]) > 1


def _has_failed(told: Told) -> bool:
    """Whether a way is known not to have reached its person."""
    if told.to == CENTRE:
        return told.receipt == ladder.NOT_RECEIVED or told.receipt.startswith("refused")
    return told.again is None and told.receipt.startswith(("refused", "not yet", UNANSWERED))


def _may_ring(turn: Turn, incident: Incident, contact: Contact) -> bool:
    return "call" in reaching.may_work(turn, contact) and ladder.may_ask(turn, incident, contact)


def ring_again(turn: Turn, incident: Incident) -> None:
    """Every call of the present rung that is to be made once more now."""
    since = incident.place.since if incident.place is not None else turn.at
    for told in incident.told:
        if told.again is not None and told.again <= turn.at and told.at >= since:
            rest = tuple(structs.replace(t, again=None) if t.key == told.key else t for t in incident.told)
            incident = turn.put(incident, told=rest)
            contact = _called(turn, told)
            if contact is not None and _may_ring(turn, incident, contact):
                incident = reaching.ring(turn, incident, contact)
                turn.record("hub", f"called again: {contact.name}", "nobody pressed a key", incident)
