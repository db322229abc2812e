"""The exact texts that people get. Each goes into one part of 160 GSM-7 places and makes sense read aloud at night."""

from datetime import datetime

from hub.core.gsm import PLACES, cut, fits, places, plain
from hub.core.home import Home
from hub.core.localtime import local
from hub.model.incidents import Incident
from hub.model.kinds import KINDS

SERVICE = "CareHub"
RING_999 = "RING 999 FIRE."
NOBODY = "Nobody has answered. Ring 999 if you cannot be sure."

OUTCOMES = {
    "helped": "helped, all well now",
    "spoke to them": "spoke to them",
    "ambulance": "999 called",
    "taken to hospital": "taken to hospital",
    "no access": "no access to the home",
    "false alarm": "false alarm",
    "test": "only a test",
    "cancelled by resident": "cancelled at home",
    "restored": "works again",
    "died": "the family has been told",
    "moving again": "moving about again",
    "service ended": "service ended",
}


def clock(at: datetime, home: Home) -> str:
    """A time as people say it, in the home's own time: 08:34."""
    return local(at, home.timezone).strftime("%H:%M")


def alarm(incident: Incident, home: Home, at: datetime, then: str, notes: tuple[str, ...] = ()) -> str:
    """The text that asks somebody to go. `then`: who is asked next; `notes` are left out first if room is short."""
    kind = KINDS[incident.kind]
    urgent = RING_999 if kind.ring_999 and home.settings.centre is None else ""
    again = NOBODY if incident.place is not None and incident.place.round > 1 else ""
    return assemble(
        head=f"{SERVICE} {clock(at, home)}", urgent=urgent or again, who=who(incident, home), what=what(incident, home),
        why=because(incident), notes=notes, then=then, ask=ask(incident), reference=incident.reference,
    )  # fmt: skip


def who(incident: Incident, home: Home) -> tuple[str, str]:
    """The resident's name and where they live."""
    resident = home.resident(incident.resident)
    return resident.name, resident.address_hint


def what(incident: Incident, home: Home) -> str:
    """What happened, and in which room."""
    room = home.room_name(incident.room)
    test = "TEST. " if incident.test else ""
    return f"{test}{KINDS[incident.kind].says}" + (f", {room}" if room else "")


def because(incident: Incident) -> str:
    """Why, unless the kind says it all. A help call needs no reason, but a late one does."""
    if incident.kind == "help" and not incident.late:
        return ""
    says, why = KINDS[incident.kind].says.lower(), incident.because
    return sentence(why[len(says) :] if why.lower().startswith(says) else why)


def ask(incident: Incident) -> str:
    """Which words to reply with."""
    return "Reply 1 I am going, 2 I cannot."


def sentence(text: str) -> str:
    """`text` with a capital and a full stop."""
    text = text.strip().rstrip(".")
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def assemble(
    *, head: str, urgent: str, who: tuple[str, str], what: str, why: str, notes: tuple[str, ...], then: str, ask: str,
    reference: str,
) -> str:  # fmt: skip
    """Make a text that fits: notes go first, then the next person, then the reason is cut, then the address."""
    name, address = (plain(part) for part in who)
    what, why, then, notes = plain(what), plain(why), plain(then), tuple(plain(n) for n in notes)
    tail = f"{ask} {reference}"
    where = f"{name}, {address}" if address else name
    for kept_notes, kept_then in ((notes, then), ((), then), ((), "")):
        whole = _joined(f"{head}:", urgent, f"{where}.", f"{what}.", why, *kept_notes, kept_then, tail)
        if fits(whole):
            return whole
    spare = PLACES - places(_joined(f"{head}:", urgent, f"{where}.", f"{what}.", tail)) - 1
    if spare >= 20 and why:
        return _joined(f"{head}:", urgent, f"{where}.", f"{what}.", cut(why, spare), tail)
    return _squeezed(head, urgent, name, address, what, tail)


def _squeezed(head: str, urgent: str, name: str, address: str, what: str, tail: str) -> str:
    """The shortest form: what happened is kept whole, then the name, then as much of the address as fits."""
    fixed = places(_joined(f"{head}:", urgent, tail)) + 1
    what = cut(f"{what}.", min(60, PLACES - fixed - 24))
    spare = PLACES - fixed - places(what) - 1
    return _joined(f"{head}:", urgent, cut(f"{name}, {address}." if address else f"{name}.", spare), what, tail)


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def short(text: str) -> str:
    """A text that is no alarm: plain and cut to one part."""
    return cut(plain(text), PLACES)


def taken(incident: Incident, home: Home, at: datetime, name: str, does: str) -> str:
    """News for those who were told: somebody has it."""
    return short(f"{SERVICE} {clock(at, home)}: {name} {does}. {about(incident, home)} {incident.reference}")


def about(incident: Incident, home: Home) -> str:
    """Which incident a piece of news belongs to."""
    return f"{home.resident(incident.resident).name}: {KINDS[incident.kind].says.lower()}."


def news(incident: Incident, home: Home, at: datetime, says: str) -> str:
    """News for the holder or those told."""
    return short(f"{SERVICE} {clock(at, home)}: {sentence(says)} {about(incident, home)} {incident.reference}")


def question(incident: Incident, home: Home, at: datetime, minutes: int) -> str:
    """Asks the holder whether they are still going."""
    asked = "Is all well with" if incident.state == "with_resident" else "Are you still going to"
    reply = "Reply ALL OK when it is over, 3 if you are with them" if incident.state == "with_resident" else (
        "Reply 1 yes, 3 with them, 2 cannot")  # fmt: skip
    name = home.resident(incident.resident).name
    return short(
        f"{SERVICE} {clock(at, home)}: {asked} {name}? {reply}. In {minutes} min others are asked again. "
        f"{incident.reference}"
    )


def closed(incident: Incident, home: Home, at: datetime) -> str:
    """The end of the story, for everybody who was told."""
    by = f" ({incident.closed_by})" if incident.closed_by else ""
    outcome = OUTCOMES.get(incident.outcome or "", incident.outcome or "over")
    return short(f"{SERVICE} {clock(at, home)}: closed: {outcome}{by}. {about(incident, home)} {incident.reference}")


def notice(incident: Incident, home: Home, at: datetime) -> str:
    """A notice: no reply is asked for, unless a life-saving part is broken and somebody must own it."""
    own = f" Reply 1 if you will see to it. {incident.reference}" if incident.life_saving else ""
    room = f"{home.resident(incident.resident).name}, {clock(at, home)}"
    spare = PLACES - places(plain(f"{SERVICE} {room}: {own}"))
    return plain(f"{SERVICE} {room}: ") + cut(plain(sentence(incident.because)), spare) + plain(own)


def restored(incident: Incident, home: Home, at: datetime) -> str:
    """What was told as broken works again."""
    return short(f"{SERVICE} {clock(at, home)}: works again. It was: {sentence(incident.because)}")


def summary(incidents: tuple[Incident, ...], home: Home, at: datetime) -> str:
    """From the second round on: one text for all open incidents, each with its reference."""
    each = "; ".join(f"{i.reference} {home.resident(i.resident).name} {KINDS[i.kind].says.lower()}" for i in incidents)
    tail = "Reply 1 and the code if you go."
    head = f"{SERVICE} {clock(at, home)}: {NOBODY}"
    return f"{head} {cut(plain(each + '.'), PLACES - places(head) - places(tail) - 2)} {tail}"


def choices(incidents: tuple[Incident, ...], home: Home) -> str:
    """Which one was meant? Nothing was changed by the reply."""
    if not incidents:
        return short(f"{SERVICE}: nothing is open that this reply could be for. Nothing was changed.")
    each = "; ".join(
        f"1 {i.reference} for {home.resident(i.resident).name}, {KINDS[i.kind].says.lower()}" for i in incidents
    )
    return short(f"{SERVICE}: nothing was changed. Please reply {each}")


def since_then(reference: str, closed_at: datetime, outcome: str | None, by: str, home: Home) -> str:
    """The answer to a reply that comes after the end."""
    how = OUTCOMES.get(outcome or "", outcome or "over")
    who_closed = f" by {by}" if by else ""
    return short(
        f"{SERVICE}: {reference} was closed{who_closed} at {clock(closed_at, home)}: {how}. Nothing more to do."
    )


def not_understood(reference: str) -> str:
    """The answer to words that nobody can act on."""
    return short(
        f"{SERVICE}: not understood, nothing was changed. Reply 1 I am going, 2 I cannot, 3 I am there, "
        f"ALL OK when it is over. {reference}"
    )


def does_not_work(because: str) -> str:
    """For the resident: something that saves life does not work."""
    return short(f"{SERVICE}: {sentence(because)} It may not call for help. We have told your contacts.")
