"""Texts that come in from people, and what is answered where it is not certain what was meant."""

from msgspec import structs

from hub.core import (
    access,
    answers,
    daily,
    daily_words,
    faults,
    hand_over,
    meaning,
    pause_words,
    pauses,
    readiness,
    replies,
    requests,
    resident_says,
    visit_words,
    visits,
    wording,
    wording_chain,
    wording_late,
    wording_pauses,
    wording_readiness,
    wording_visits,
    written,
)
from hub.core.home import digits
from hub.core.turn import HOUR, Turn
from hub.model.events import Does, Paused, Replied
from hub.model.findings import Finding
from hub.model.household import LIFE_SAVING, Contact
from hub.model.incidents import Holder, Incident

MOST_ANSWERS = 3
"""Answers to one number in an hour: a machine that says "I am on holiday" must not use up what alarms need."""


def text(turn: Turn, event: Replied) -> tuple[Finding, ...]:
    """A text came in: what it says of a device is found. Whoever is not known changes nothing."""
    if turn.handled(f"sms:{event.sid}"):
        return ()
    number = digits(event.number)
    turn.refuse(event.number, None)
    if number in turn.home.resident_numbers and number not in turn.home.numbers:
        return _from_resident(turn, event)
    if number not in turn.home.numbers:
        turn.record("unknown number", "a text was ignored", "its sender is not a contact")
        return ()
    return _from_contact(turn, event, number)


def _from_contact(turn: Turn, event: Replied, number: str) -> tuple[Finding, ...]:
    contact = turn.home.numbers[number]
    # As the settings write it: else one phone that providers spell in two ways would have two counts of its texts.
    event = structs.replace(event, number=contact.phone)
    language = turn.to(contact.id).language
    fault = faults.read(event.text, turn.home, _noted(turn), language)
    if (asked := _asked_for(turn, event, contact, fault)) is not None:
        return asked
    codes = frozenset(r.code for r in turn.facts.references)
    request = requests.read(event.text, codes, language)
    if request is not None:
        _requested(turn, event, contact, request)
        return ()
    others = replies.names((c.name for c in turn.home.contacts.values() if c.id != contact.id), contact.name)
    return _replied(turn, event, contact, replies.read(event.text, codes, language, others), fault)


def _replied(
    turn: Turn, event: Replied, contact: Contact, reply: replies.Reply, fault: faults.Fault | None
) -> tuple[Finding, ...]:
    """An answer to an alarm, to a test, or word of a device."""
    told, ended = meaning.told_to(turn, digits(event.number), event.sent or turn.at)
    incident, past = meaning.meant(turn, reply.code, told, ended)
    if incident is not None and written.before(turn, event, incident):
        told, incident = [incident], None
    reply = visit_words.read(turn, event.text, incident, contact.id, reply)
    # A reply to an alarm is never lost to a word that it begins with ("broken down on the way, I can't").
    if fault is not None and reply.does is None and reply.code is None and (fault.known or not told):
        return _about_a_device(turn, event, fault, contact.id, contact.name)
    if incident is None and (tested := _test_answered(turn, event, reply, alarms=bool(told or ended))) is not None:
        return tested
    turn.record(contact.name, "replied", f"text of {len(event.text)} characters, code {reply.code or 'none'}", incident)
    if past is not None:
        body = wording.since_then(turn.to(contact.id), past.reference, past.closed, past.outcome, past.by, turn.at)
        _answer(turn, event, contact.id, body)
    elif incident is None:
        _answer(turn, event, contact.id, wording.choices(turn.to(contact.id), tuple(told)))
    elif reply.does is None:
        to = turn.to(contact.id)
        about_visit = incident.kind == visits.LATE  # its 2 means something else
        ordinary = wording.not_understood(to, incident.reference)
        _answer(turn, event, contact.id, wording_visits.not_understood(to, incident) if about_visit else ordinary)
    else:
        return _answered(turn, event, contact, incident, reply, reply.does)
    return ()


def _answered(
    turn: Turn, event: Replied, contact: Contact, incident: Incident, reply: replies.Reply, does: Does
) -> tuple[Finding, ...]:
    """It is clear what they say of which incident. It is done, unless they cannot have meant it as things are now."""
    who = answers.person(turn, contact.id, "sms")
    if answers.cannot_know(incident, who, reply.outcome):
        turn.record("hub", f"not closed: {reply.outcome}", f"{contact.name} is not at the door", incident)
        _answer(turn, event, contact.id, wording_chain.not_at_the_door(turn.to(contact.id), incident))
        return ()
    late = written.too_late(turn, event, incident, who, does)
    if not late:
        answers.act(turn, incident, who, does, reply.minutes, reply.outcome, reply.ambulance)
        written.keep(turn, event, incident, contact.id)
        return readiness.proven(turn, contact.id)
    turn.record("hub", f"nothing done: {contact.name}", late, incident)
    if late == written.SEEN_AGAIN:
        _answer(turn, event, contact.id, wording_late.seen_again(turn.to(contact.id), incident, turn.at))
    elif reply.ambulance or does == "ambulance":
        answers.hears_of_999(turn, incident, who)
    return ()


def _asked_for(turn: Turn, event: Replied, contact: Contact, fault: faults.Fault | None) -> tuple[Finding, ...] | None:
    """What follows from a text that cannot be an answer to an alarm: a broken device, a wish, something held back."""
    if fault is not None and fault.sure:
        return _about_a_device(turn, event, fault, contact.id, contact.name)
    if (pausing := pause_words.read(event.text, turn.home, turn.at)) is not None:
        _hold_back(turn, event, contact, pausing)
        return ()
    if "text" in contact.ways and (wanted := daily_words.read(event.text)) is not None:
        # No machine asks for this, so that it is not one of the few answers of an hour.
        body = daily.asked(turn, contact, wanted)
        turn.loose_text(f"answer/{event.sid}", contact.id, event.number, body, "answer")
        return ()
    return None


def _hold_back(turn: Turn, event: Replied, contact: Contact, wanted: pause_words.Pausing) -> None:
    """Somebody says that the resident is away, or back; or wants notices to wait."""
    to, until = turn.to(contact.id), wanted.until
    if wanted.until is None and not wanted.ends:
        _answer(turn, event, contact.id, wording_pauses.until_when(to))
        return
    before = turn.pauses
    pauses.take(turn, Paused(at=turn.at, what=wanted.what, until=until, by=contact.name))
    if turn.pauses == before:
        days = pauses.LONGEST[wanted.what].days
        refusal = wording_pauses.not_away(to) if wanted.ends else wording_pauses.too_long(to, days)
        _answer(turn, event, contact.id, refusal)
    elif wanted.what == "snooze" and until is not None:
        _answer(turn, event, contact.id, wording_pauses.snoozed(to, turn.at, until))
    elif contact.id not in turn.home.hears_notices():
        away = turn.pauses.get("away")
        said = wording_pauses.away(to, turn.at, away) if away is not None else wording_pauses.back(to, turn.at)
        _answer(turn, event, contact.id, said)
    if wanted.what == "away" and not wanted.ends:
        _ask_to_close(turn, event, contact)


def _ask_to_close(turn: Turn, event: Replied, contact: Contact) -> None:
    """Who says that the resident is away may think that this ends an alarm about stillness. Only an answer does."""
    for incident in tuple(turn.open.values()):
        if incident.kind in pauses.EXPLAINED and incident.raised is not None:
            body = wording_late.still_open(turn.to(contact.id), incident)
            turn.loose_text(f"answer/{event.sid}/{incident.id}", contact.id, event.number, body, "answer")


def _test_answered(turn: Turn, event: Replied, reply: replies.Reply, *, alarms: bool) -> tuple[Finding, ...] | None:
    """The contact's monthly test is answered: they are thanked. None if the reply is about something else."""
    contact = turn.home.numbers[digits(event.number)]
    tested = readiness.answered(turn, contact, reply, event.text, alarms=alarms)
    if tested is not None:
        _answer(turn, event, contact.id, wording_readiness.thanks(turn.to(contact.id)))
    return tested


def _requested(turn: Turn, event: Replied, contact: Contact, request: requests.Request) -> None:
    """Somebody asks how to get in, or that somebody else takes over. Without a code: of what they have."""
    who, to = answers.person(turn, contact.id, "sms"), turn.to(contact.id)
    mine = [i for i in turn.open.values() if hand_over.has(i, who) and not written.before_having(turn, event, i, who)]
    told, ended = meaning.told_to(turn, digits(event.number), event.sent or turn.at)
    incident, past = meaning.meant(turn, request.code, told, ended)
    if request.code is None and (len(mine) == 1 or (mine and request.wants == "way in")):
        incident, past = mine[0], None  # the way in is the same for all that is open in this home
    turn.record(contact.name, f"asks: {request.wants}", f"texted, code {request.code or 'none'}", incident)
    if past is not None:
        body = wording.since_then(to, past.reference, past.closed, past.outcome, past.by, turn.at)
    elif incident is None or written.before(turn, event, incident):
        body = wording.choices(to, tuple(mine or told))
    elif request.wants == "way in":
        body = access.tell(turn, incident, contact)
    else:
        body = _asks_to_take(turn, incident, who, request.to)
    # No machine asks for this, so that it is not one of the few answers of an hour.
    if body and not turn.too_many(event.number):
        turn.loose_text(f"answer/{event.sid}", contact.id, event.number, body, "answer")


def _asks_to_take(turn: Turn, incident: Incident, who: Holder, name: str) -> str:
    """What somebody hears who wants to hand over."""
    to = turn.to(who.contact or "")
    if not hand_over.has(incident, who):
        return wording_chain.not_yours(to, incident)
    contact = hand_over.named(turn, name)
    if contact is None:
        others = tuple(c.name for c in turn.home.contacts.values() if c.id != who.contact and c.phone)
        return wording_chain.to_whom(to, others, incident.reference)
    incident, _, says = hand_over.offer(turn, incident, who, contact)
    return wording_chain.still_yours(to, incident, says)


def _noted(turn: Turn) -> frozenset[str]:
    return faults.noted(turn.open.values())


def _about_a_device(turn: Turn, event: Replied, fault: faults.Fault, to: str, who: str) -> tuple[Finding, ...]:
    """Somebody said that a device does not work, or works again: they are thanked, or asked which one."""
    device = fault.device
    if device is None:
        saving = [d for d in turn.home.settings.devices if d.use in LIFE_SAVING]
        names = tuple(d.name for d in fault.among or saving or turn.home.settings.devices)
        word = "FAULT" if fault.how == "broken" else "FIXED"
        _answer(turn, event, to, wording.which(turn.to(to), names, word))
        return ()
    title = turn.home.title(device)
    if fault.how == "works" and device.id not in _noted(turn):
        _answer(turn, event, to, wording.not_noted(turn.to(to), title))
        return ()
    turn.record(who, f"says: {title} {'does not work' if fault.how == 'broken' else 'works again'}", "texted")
    _answer(turn, event, to, wording.noted(turn.to(to), title, device.name, fault.how))
    return (faults.finding(turn.home, device, turn.at, who, fault.how),)


def _answer(turn: Turn, event: Replied, to: str, body: str) -> None:
    """Answer a text, but never for ever: the other end may be a machine that answers too."""
    if turn.too_many(event.number) or _answered_enough(turn, event):
        turn.record("hub", f"not answered: {to}", "answered often enough in the last hour")
        return
    turn.loose_text(f"answer/{event.sid}", to, event.number, body, "answer")


def _answered_enough(turn: Turn, event: Replied) -> bool:
    """Whether this number had its answers of this hour; the rest of what a carrier lets through is for alarms.

    No machine answers with one of the keys that were asked for: who does is a person, and hears what came of it.
    """
    if replies.is_a_key(event.text):
        return False
    mine = f"answered:{digits(event.number)}:"
    recent = [at for key, at in turn.facts.handled.items() if key.startswith(mine) and turn.at - at < HOUR]
    return len(recent) >= MOST_ANSWERS or turn.handled(f"{mine}{event.sid}")


def _from_resident(turn: Turn, event: Replied) -> tuple[Finding, ...]:
    """Word of a device, or what the resident says of an alarm."""
    resident = turn.home.resident_numbers[digits(event.number)]
    language = turn.to(f"resident:{resident.id}").language
    fault = faults.read(event.text, turn.home, _noted(turn), language)
    if fault is not None and fault.known:
        return _about_a_device(turn, event, fault, f"resident:{resident.id}", resident.name)
    if not resident_says.text(turn, event, resident, language):
        turn.record(resident.name, "texted", "there is no alarm that it could be about")
        who = f"resident:{resident.id}"
        _answer(turn, event, who, wording_late.nobody_told(turn.to(who)))
    return ()
