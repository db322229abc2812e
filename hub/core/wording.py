"""The exact texts that people get. Each goes into one part of 160 GSM-7 places and makes sense read aloud at night.

`to` is whoever speaks to the one who gets the text, in their language (`hub/core/languages/__init__.py` says how).
"""

import re
from datetime import datetime

from hub.core.gsm import PLACES, cut, fits, places, plain
from hub.core.speech import Speaker
from hub.model.incidents import Incident
from hub.model.kinds import KINDS

SERVICE = "CareHub"
RING_999 = "RING 999 FIRE."
NOBODY = "Nobody has answered."
UNSURE = "Ring 999 if you cannot be sure."
SHORT_UNSURE = "Ring 999."
CALLED_999 = "999 was called; somebody must be there."
SHORT_CALLED = "999 called."
ASK = "Reply 1 if you are going, 2 if you cannot."
ASK_TO_MEND = "Reply 1 if you will see to it, 2 if you cannot."
THINGS = "{number} things to see to."
MORE = "And {number} more."
ASK_OF_VISIT = "Reply 1 if somebody comes, 2 if it was made."
SHORT_ASK_OF_VISIT = "Reply 1 comes, 2 was made."
SHORT_ASK = "Reply 1 going, 2 cannot."
SHORT_ASK_TO_MEND = "Reply 1 I'll see to it, 2 cannot."
"""Ask the same in fewer places, for the longest names and rooms."""

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
    "visit made": "the visit was made",
    "visit missed": "the visit was missed",
    "visit not seen": "the visit was not seen",
}

LEAST_WHY = 20
"""A reason in fewer places than this says nothing; it is left out."""

PLAIN_FACT = re.compile(r" (pressed|reports [a-z ]+)")
"""What a device says when there is nothing to add: the kind and the room of the incident have said it already."""


# the text that asks somebody to go


def alarm(to: Speaker, incident: Incident, at: datetime, then: str, notes: tuple[str, ...] = ()) -> str:
    """The text that asks somebody to go. `then`: who is asked next; `notes` are left out first if room is short."""
    fire, nobody, urged, short = _urged(to, incident)
    head = joined(fire, f"{SERVICE} {to.clock(at)}:", nobody)
    whys = tuple(plain(part) for part in (because(to, incident), how_late(to, incident)) if part)
    extras = tuple(note for note in (sentence(plain(to.tell(note))) for note in notes) if note not in whys)
    happened = "" if KINDS[incident.kind].asked_once else f"{what(to, incident)}."  # of a visit the reason says all
    said = (f"{where(to, incident)}.", happened)
    tail = joined(ask(to, incident), incident.reference)
    surely = plain(joined(head, urged))
    for more in ((*extras, plain(then)), (plain(then),), ()):
        if fits(whole := plain(joined(surely, *said, *whys, *more, tail))):
            return whole
    spare = PLACES - places(plain(joined(surely, *said, tail))) - 1
    if whys and spare >= LEAST_WHY:
        return plain(joined(surely, *said, cut(" ".join(reversed(whys)), spare), tail))
    return _shortened(to, incident, joined(head, short), said)


def ask(to: Speaker, incident: Incident) -> str:
    """What somebody is asked who is to deal with it."""
    if KINDS[incident.kind].asked_once:
        return to.say(ASK_OF_VISIT)
    return to.say(ASK_TO_MEND) if incident.life_saving else to.say(ASK)


def _short_ask(to: Speaker, incident: Incident) -> str:
    if KINDS[incident.kind].asked_once:
        return to.say(SHORT_ASK_OF_VISIT)
    return to.say(SHORT_ASK_TO_MEND) if incident.life_saving else to.say(SHORT_ASK)


def _urged(to: Speaker, incident: Incident) -> tuple[str, str, str, str]:
    """RING 999 for a fire; that nobody has answered; and to ring 999, or that it was rung, at length and in short."""
    if incident.ambulance is not None:
        return "", "", to.say(CALLED_999), to.say(SHORT_CALLED)
    fire = to.say(RING_999) if KINDS[incident.kind].ring_999 and to.home.settings.centre is None else ""
    again = incident.place is not None and incident.place.round > 1
    nobody = to.say(NOBODY) if again else ""
    if (
        not again or fire or incident.life_saving or KINDS[incident.kind].asked_once
    ):  # nobody comes to mend a button by 999
        return fire, nobody, "", ""
    return fire, nobody, to.say(UNSURE), to.say(SHORT_UNSURE)


def _shortened(to: Speaker, incident: Incident, head: str, said: tuple[str, str]) -> str:
    """Room is short: the fixed words are cut, then the room is left out, and last the name and the address are cut."""
    head, tail = plain(head), plain(joined(_short_ask(to, incident), incident.reference))
    if fits(whole := joined(head, *said, tail)):
        return whole
    spare = PLACES - places(joined(head, tail)) - 2
    happened = plain(f"{says(to, incident)}.")
    return joined(head, _where_cut(to, incident, spare - places(happened)), happened, tail)


def _where_cut(to: Speaker, incident: Incident, most: int) -> str:
    """The name and the address in `most` places: each is cut only as far as the other needs its half."""
    name = plain(to.resident(incident.resident)).strip()
    address = plain(to.home.resident(incident.resident).address_hint).strip()
    if not address:
        return cut(f"{name}.", most)
    name = cut(name, max(most // 2, most - places(address) - 3)).rstrip(".")
    return f"{name}, {cut(f'{address}.', most - places(name) - 2)}"


def where(to: Speaker, incident: Incident) -> str:
    """The resident's name and where they live."""
    address = plain(to.home.resident(incident.resident).address_hint).strip(" .")
    return ", ".join(part for part in (plain(to.resident(incident.resident)).strip(), address) if part)


def what(to: Speaker, incident: Incident) -> str:
    """What happened, and in which room."""
    room = to.home.room_name(incident.room)
    return plain(says(to, incident) + (f", {room}" if room else "")).rstrip(" .")


def says(to: Speaker, incident: Incident) -> str:
    """What happened, in the words of its kind."""
    return to.word(KINDS["life-saving fault" if incident.life_saving else incident.kind].says)


def because(to: Speaker, incident: Incident) -> str:
    """Why, unless what happened says it all. What was said already is not said again."""
    why = incident.because
    device = to.home.devices.get(incident.device or "")
    if device is not None and why.startswith(device.name) and PLAIN_FACT.fullmatch(why[len(device.name) :]):
        return "" if incident.room or why.endswith(" pressed") else sentence(to.tell(why))
    happened, why = says(to, incident).lower(), to.tell(why)
    return sentence(why[len(happened) :].lstrip(" :,") if why.lower().startswith(happened) else why)


def how_late(to: Speaker, incident: Incident) -> str:
    """That the hub was off when it happened, if it was."""
    return sentence(to.tell(next((e.says for e in reversed(incident.evidence) if e.says.startswith("late: ")), "")))


def asked_next(to: Speaker, people: tuple[str, ...], at: datetime) -> str:
    """Who is asked next if nobody answers, and when."""
    if len(people) > 1:
        return sentence(to.say("{names} are asked at {time}", names=to.names(people), time=to.clock(at)))
    return sentence(to.say("{names} is asked at {time}", names=to.names(people), time=to.clock(at)))


def sentence(text: str) -> str:
    """`text` with a capital and a full stop."""
    text = text.strip().rstrip(". ")
    return f"{plain(text[:1].upper())}{text[1:]}." if text else ""  # GSM-7 has small letters whose capitals it lacks


def joined(*parts: str) -> str:
    """The parts that say anything, with a space between."""
    return " ".join(stripped for part in parts if (stripped := part.strip()))


def filled(head: str, middle: str, tail: str) -> str:
    """One text of three parts, of which the middle is cut if it must be: what is asked and the reference stay."""
    head, middle, tail = plain(head), plain(middle), plain(tail)
    spare = PLACES - places(joined(head, tail)) - 1
    return joined(head, cut(middle, spare), tail)


# news, and what is asked of those who have it


def taken(to: Speaker, incident: Incident, at: datetime, name: str, does: str) -> str:
    """News for those who were told: somebody has it. `does`: "is going"."""
    who = cut(plain(name), PLACES // 4)
    return filled(f"{SERVICE} {to.clock(at)}: {to.tell(f'{who} {does}')}.", about(to, incident), incident.reference)


def about(to: Speaker, incident: Incident) -> str:
    """Which incident a piece of news belongs to."""
    return f"{to.resident(incident.resident)}: {says(to, incident).lower()}."


def news(to: Speaker, incident: Incident, at: datetime, what_is_new: str) -> str:
    """News for the holder or those told."""
    middle = joined(cut(plain(sentence(to.tell(what_is_new))), PLACES // 2), about(to, incident))
    return filled(f"{SERVICE} {to.clock(at)}:", middle, incident.reference)


def question(to: Speaker, incident: Incident, at: datetime, minutes: int) -> str:
    """Asks the holder whether they are still going."""
    name = to.resident(incident.resident)
    if incident.state == "with_resident":
        asked = to.say("Are you still with {name}?", name=name)
        reply = to.say("Reply 3 if you are, ALL OK when it is over.")
    else:
        asked = to.say("Are you still going to {name}?", name=name)
        reply = to.say("Reply 1 if you are, 2 if you cannot, 3 when you are there.")
    tail = joined(reply, to.say("In {minutes} min others are asked again.", minutes=minutes), incident.reference)
    return filled(f"{SERVICE} {to.clock(at)}:", asked, tail)


def closed(to: Speaker, incident: Incident, at: datetime) -> str:
    """The end of the story, for everybody who was told."""
    how = outcome(to, incident.outcome)
    if incident.closed_by:
        how = to.say("closed: {outcome}, says {name}.", outcome=how, name=cut(plain(incident.closed_by), PLACES // 4))
    else:
        how = to.say("closed: {outcome}.", outcome=how)
    return filled(f"{SERVICE} {to.clock(at)}: {how}", about(to, incident), incident.reference)


def outcome(to: Speaker, how: str | None) -> str:
    """How an incident ended."""
    return to.word(OUTCOMES[how]) if how in OUTCOMES else to.say("over")


# notices


def notice(to: Speaker, incident: Incident, at: datetime) -> str:
    """A notice: no reply is asked for, unless a life-saving part is broken and somebody must own it."""
    ask = joined(to.say("Reply 1 if you will see to it."), incident.reference) if incident.life_saving else ""
    name = cut(plain(to.resident(incident.resident)), PLACES // 4)
    return filled(f"{SERVICE} {to.clock(at)}: {name}.", sentence(to.tell(incident.because)), ask)


def digest(to: Speaker, incidents: tuple[Incident, ...], at: datetime) -> str:
    """Several notices of one moment, as many of them as fit into one text; of the rest, how many there are."""
    name = cut(plain(to.resident(incidents[0].resident)), PLACES // 4)
    head = f"{SERVICE} {to.clock(at)}: {name}. {to.say(THINGS, number=len(incidents))}"
    says = [sentence(plain(to.tell(incident.because))) for incident in incidents]
    for shown in range(len(says), 0, -1):
        rest = to.say(MORE, number=len(says) - shown) if shown < len(says) else ""
        if fits(whole := joined(plain(head), *says[:shown], plain(rest))):
            return whole
    rest = plain(to.say(MORE, number=len(says) - 1))
    return filled(plain(head), says[0], rest)


def restored(to: Speaker, incident: Incident, at: datetime, how: str = "works again") -> str:
    """What was told as broken works again, or is not there any more."""
    name = cut(plain(to.resident(incident.resident)), PLACES // 4)
    head = f"{SERVICE} {to.clock(at)}: {name}. {sentence(to.tell(how))}"
    was = to.say("It was: {what}.", what=to.tell(incident.because.rstrip(". ")))
    return filled(head, was, incident.reference)


def does_not_work(to: Speaker, because: str) -> str:
    """For the resident: something that saves life does not work."""
    tail = to.say("It may not call for help. We have told your contacts.")
    return filled(f"{SERVICE}:", sentence(to.tell(because)), tail)


# what somebody texts of a device


def noted(to: Speaker, title: str, name: str, how: str) -> str:
    """Thanks for word of a device that does not work, or works again."""
    if how == "works":
        works = to.say("thank you. {device} is noted as working again", device=plain(to.device(title)))
        return filled(f"{SERVICE}:", works, "")
    thanks = to.say(
        "thank you. {device} is noted as not working; who can mend it is told.",
        device=cut(plain(to.device(title)), 40),
    )
    return filled(f"{SERVICE}:", thanks, to.say("Text FIXED {name} when it works.", name=cut(plain(name), 40)))


def which(to: Speaker, names: tuple[str, ...], word: str) -> str:
    """Which device was meant? Nothing was changed."""
    asked = to.say("nothing was changed. Which one? Reply {word} and its name:", word=to.word(word))
    head = plain(f"{SERVICE}: {asked}")
    spare, shown = PLACES - places(head) - 1, [plain(name).strip() for name in names]
    while len(shown) > 1 and places("; ".join(shown)) > spare - 1:
        shown.pop()
    return joined(head, cut(f"{'; '.join(shown)}.", spare))


def not_noted(to: Speaker, title: str) -> str:
    """The answer to word that a device works which nobody called broken."""
    was = to.say("{device} was not noted as broken.", device=cut(plain(to.device(title)), 80))
    return filled(f"{SERVICE}:", was, to.say("Nothing was changed."))


# more than one incident, and replies that change nothing


def listed(to: Speaker, incidents: tuple[Incident, ...], most: int) -> str:
    """Each incident with its code, in `most` places: the names go first, then what happened, never a code that fits."""
    names = {to.resident(i.resident) for i in incidents}
    full = "; ".join(f"{i.reference} {to.resident(i.resident)}, {says(to, i).lower()}" for i in incidents)
    what_only = "; ".join(f"{i.reference} {says(to, i).lower()}" for i in incidents)
    for each in (f"{what_only}." if len(names) == 1 else f"{full}.", f"{what_only}."):
        if places(plain(each)) <= most:
            return plain(each)
    codes = [i.reference for i in incidents]
    while places(whole := plain(_codes(to, codes, len(incidents)))) > most and codes:
        codes.pop()
    return whole


def _codes(to: Speaker, codes: list[str], all_: int) -> str:
    if len(codes) == all_:
        return f"{', '.join(codes)}."
    return to.say("{codes} and {number} more.", codes=", ".join(codes), number=all_ - len(codes))


def summary(to: Speaker, incidents: tuple[Incident, ...], at: datetime) -> str:
    """From the second round on: one text for all open incidents, each with its reference."""
    people = any(not incident.life_saving for incident in incidents)
    head = plain(joined(f"{SERVICE} {to.clock(at)}: {to.say(NOBODY)}", to.say(UNSURE) if people else ""))
    tail = plain(to.say("Reply 1 and the code if you are going."))
    spare = PLACES - places(joined(head, tail)) - 1
    name = plain(f"{to.resident(incidents[0].resident)}:")
    each = listed(to, incidents, spare)
    alone = len({i.resident for i in incidents}) == 1 and places(name) + places(each) + 1 <= spare
    return joined(head, name if alone else "", each, tail)


def choices(to: Speaker, incidents: tuple[Incident, ...]) -> str:
    """Which one was meant? Nothing was changed by the reply."""
    if not incidents:
        none = to.say("nothing is open that this reply could be for. Nothing was changed. If help is needed, ring 999.")
        return plain(f"{SERVICE}: {none}")
    again = to.say("nothing was changed. Reply again with the code, such as 1 {code}.", code=incidents[0].reference)
    head = plain(f"{SERVICE}: {again}")
    return joined(head, listed(to, incidents, PLACES - places(head) - 1))


def since_then(to: Speaker, reference: str, closed_at: datetime, how: str | None, by: str, at: datetime) -> str:
    """The answer to a reply that comes after the end."""
    when, ended = to.moment(closed_at, at), outcome(to, how)
    if by:
        name = cut(plain(by), PLACES // 4)
        head = to.say("this was closed by {name} at {time}: {outcome}.", name=name, time=when, outcome=ended)
    else:
        head = to.say("this was closed at {time}: {outcome}.", time=when, outcome=ended)
    return filled(f"{SERVICE}: {head}", to.say("Nothing more to do."), reference)


def not_understood(to: Speaker, reference: str) -> str:
    """The answer to words that nobody can act on."""
    again = to.say(
        "not understood, nothing was changed. Reply 1 if you are going, 2 if you cannot, 3 if you are there, "
        "ALL OK when it is over."
    )
    return plain(joined(f"{SERVICE}: {again}", reference))
