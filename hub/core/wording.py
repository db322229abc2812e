"""The exact texts that people get. Each goes into one part of 160 GSM-7 places and makes sense read aloud at night."""

import re
from datetime import datetime, timedelta

from hub.core.gsm import PLACES, cut, fits, places, plain
from hub.core.home import Home
from hub.core.localtime import local
from hub.model.incidents import Incident
from hub.model.kinds import KINDS

SERVICE = "CareHub"
RING_999 = "RING 999 FIRE."
NOBODY = "Nobody has answered."
UNSURE = "Ring 999 if you cannot be sure."
ASK = "Reply 1 if you are going, 2 if you cannot."
ASK_TO_MEND = "Reply 1 if you will see to it, 2 if you cannot."
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
}

LEAST_WHY = 20
"""A reason in fewer places than this says nothing; it is left out."""

PLAIN_FACT = re.compile(r" (pressed|reports [a-z ]+)")
"""What a device says when there is nothing to add: the kind and the room of the incident have said it already."""


def clock(at: datetime, home: Home) -> str:
    """A time as people say it, in the home's own time: 08:34."""
    return local(at, home.timezone).strftime("%H:%M")


# the text that asks somebody to go


def alarm(incident: Incident, home: Home, at: datetime, then: str, notes: tuple[str, ...] = ()) -> str:
    """The text that asks somebody to go. `then`: who is asked next; `notes` are left out first if room is short."""
    fire = RING_999 if KINDS[incident.kind].ring_999 and home.settings.centre is None else ""
    again = incident.place is not None and incident.place.round > 1
    unsure = UNSURE if again and not fire and not incident.life_saving else ""  # nobody comes to mend a button by 999
    head = _joined(fire, f"{SERVICE} {clock(at, home)}:", NOBODY if again else "", unsure)
    whys = tuple(plain(part) for part in (because(incident, home), how_late(incident)) if part)
    extras = tuple(note for note in map(plain, notes) if note not in whys)
    said = (f"{where(incident, home)}.", f"{what(incident, home)}.")
    tail = _joined(ASK_TO_MEND if incident.life_saving else ASK, incident.reference)
    for more in ((*extras, plain(then)), (plain(then),), ()):
        if fits(whole := _joined(head, *said, *whys, *more, tail)):
            return whole
    spare = PLACES - places(_joined(head, *said, tail)) - 1
    if whys and spare >= LEAST_WHY:
        return _joined(head, *said, cut(" ".join(reversed(whys)), spare), tail)
    return _shortened(incident, home, head, said)


def _shortened(incident: Incident, home: Home, head: str, said: tuple[str, str]) -> str:
    """Room is short: the fixed words are cut, then the room is left out, and last the name and the address are cut."""
    ask = SHORT_ASK_TO_MEND if incident.life_saving else SHORT_ASK
    head, tail = head.replace(UNSURE, "Ring 999."), _joined(ask, incident.reference)
    if fits(whole := _joined(head, *said, tail)):
        return whole
    spare = PLACES - places(_joined(head, tail)) - 2
    happened = f"{_says(incident)}."
    return _joined(head, _where_cut(incident, home, spare - places(happened)), happened, tail)


def _where_cut(incident: Incident, home: Home, most: int) -> str:
    """The name and the address in `most` places: each is cut only as far as the other needs its half."""
    resident = home.resident(incident.resident)
    name, address = plain(resident.name).strip(), plain(resident.address_hint).strip()
    if not address:
        return cut(f"{name}.", most)
    name = cut(name, max(most // 2, most - places(address) - 3)).rstrip(".")
    return f"{name}, {cut(f'{address}.', most - places(name) - 2)}"


def where(incident: Incident, home: Home) -> str:
    """The resident's name and where they live."""
    resident = home.resident(incident.resident)
    return ", ".join(part for part in (plain(resident.name).strip(), plain(resident.address_hint).strip(" .")) if part)


def what(incident: Incident, home: Home) -> str:
    """What happened, and in which room."""
    room = home.room_name(incident.room)
    return plain(_says(incident) + (f", {room}" if room else "")).rstrip(" .")


def _says(incident: Incident) -> str:
    """What happened, in the words of its kind."""
    return KINDS["life-saving fault" if incident.life_saving else incident.kind].says


def because(incident: Incident, home: Home) -> str:
    """Why, unless what happened says it all. What was said already is not said again."""
    says, why = _says(incident).lower(), incident.because
    device = home.devices.get(incident.device or "")
    if device is not None and why.startswith(device.name) and PLAIN_FACT.fullmatch(why[len(device.name) :]):
        return "" if incident.room or why.endswith(" pressed") else sentence(why)
    return sentence(why[len(says) :].lstrip(" :,") if why.lower().startswith(says) else why)


def how_late(incident: Incident) -> str:
    """That the hub was off when it happened, if it was."""
    said = next((e.says for e in reversed(incident.evidence) if e.says.startswith("late: ")), "")
    return sentence(said)


def sentence(text: str) -> str:
    """`text` with a capital and a full stop."""
    text = text.strip().rstrip(". ")
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _joined(*parts: str) -> str:
    return " ".join(stripped for part in parts if (stripped := part.strip()))


def _filled(head: str, middle: str, tail: str) -> str:
    """One text of three parts, of which the middle is cut if it must be: what is asked and the reference stay."""
    head, middle, tail = plain(head), plain(middle), plain(tail)
    spare = PLACES - places(_joined(head, tail)) - 1
    return _joined(head, cut(middle, spare), tail)


# news, and what is asked of those who have it


def taken(incident: Incident, home: Home, at: datetime, name: str, does: str) -> str:
    """News for those who were told: somebody has it."""
    who = cut(plain(name), PLACES // 4)
    return _filled(f"{SERVICE} {clock(at, home)}: {who} {does}.", about(incident, home), incident.reference)


def about(incident: Incident, home: Home) -> str:
    """Which incident a piece of news belongs to."""
    return f"{home.resident(incident.resident).name}: {_says(incident).lower()}."


def news(incident: Incident, home: Home, at: datetime, says: str) -> str:
    """News for the holder or those told."""
    middle = _joined(cut(plain(sentence(says)), PLACES // 2), about(incident, home))
    return _filled(f"{SERVICE} {clock(at, home)}:", middle, incident.reference)


def question(incident: Incident, home: Home, at: datetime, minutes: int) -> str:
    """Asks the holder whether they are still going."""
    name = home.resident(incident.resident).name
    there = incident.state == "with_resident"
    asked = f"Are you still with {name}?" if there else f"Are you still going to {name}?"
    reply = "Reply 3 if you are, ALL OK when it is over." if there else (
        "Reply 1 if you are, 2 if you cannot, 3 when you are there.")  # fmt: skip
    tail = _joined(reply, f"In {minutes} min others are asked again.", incident.reference)
    return _filled(f"{SERVICE} {clock(at, home)}:", asked, tail)


def closed(incident: Incident, home: Home, at: datetime) -> str:
    """The end of the story, for everybody who was told."""
    by = f", says {cut(plain(incident.closed_by), PLACES // 4)}" if incident.closed_by else ""
    outcome = OUTCOMES.get(incident.outcome or "", incident.outcome or "over")
    head = f"{SERVICE} {clock(at, home)}: closed: {outcome}{by}."
    return _filled(head, about(incident, home), incident.reference)


# notices


def notice(incident: Incident, home: Home, at: datetime) -> str:
    """A notice: no reply is asked for, unless a life-saving part is broken and somebody must own it."""
    ask = _joined("Reply 1 if you will see to it.", incident.reference) if incident.life_saving else ""
    name = cut(plain(home.resident(incident.resident).name), PLACES // 4)
    return _filled(f"{SERVICE} {clock(at, home)}: {name}.", sentence(incident.because), ask)


def restored(incident: Incident, home: Home, at: datetime, how: str = "works again") -> str:
    """What was told as broken works again, or is not there any more."""
    name = cut(plain(home.resident(incident.resident).name), PLACES // 4)
    head = f"{SERVICE} {clock(at, home)}: {name}. {sentence(how)}"
    return _filled(head, f"It was: {incident.because.rstrip('. ')}.", incident.reference)


def does_not_work(because: str) -> str:
    """For the resident: something that saves life does not work."""
    return _filled(f"{SERVICE}:", sentence(because), "It may not call for help. We have told your contacts.")


# what somebody texts of a device


def noted(title: str, name: str, how: str) -> str:
    """Thanks for word of a device that does not work, or works again."""
    if how == "works":
        return _filled(f"{SERVICE}: thank you.", f"{plain(title)} is noted as working again", "")
    title, name = cut(plain(title), 40), cut(plain(name), 40)
    says = f"thank you. {title} is noted as not working; who can mend it is told."
    return _filled(f"{SERVICE}:", says, f"Text FIXED {name} when it works.")


def which(names: tuple[str, ...], word: str) -> str:
    """Which device was meant? Nothing was changed."""
    head = f"{SERVICE}: nothing was changed. Which one? Reply {word} and its name:"
    spare, shown = PLACES - places(head) - 1, [plain(name) for name in names]
    while len(shown) > 1 and places("; ".join(shown)) > spare - 1:
        shown.pop()
    return _joined(head, cut(f"{'; '.join(shown)}.", spare))


def not_noted(title: str) -> str:
    """The answer to word that a device works which nobody called broken."""
    return _filled(f"{SERVICE}:", f"{cut(plain(title), 80)} was not noted as broken.", "Nothing was changed.")


# more than one incident, and replies that change nothing


def listed(incidents: tuple[Incident, ...], home: Home, most: int) -> str:
    """Each incident with its code, in `most` places: the names go first, then what happened, never a code that fits."""
    names = {home.resident(i.resident).name for i in incidents}
    full = "; ".join(f"{i.reference} {home.resident(i.resident).name}, {_says(i).lower()}" for i in incidents)
    what_only = "; ".join(f"{i.reference} {_says(i).lower()}" for i in incidents)
    for each in (f"{what_only}." if len(names) == 1 else f"{full}.", f"{what_only}."):
        if places(plain(each)) <= most:
            return plain(each)
    codes = [i.reference for i in incidents]
    while places(whole := _codes(codes, len(incidents))) > most and codes:
        codes.pop()
    return whole


def _codes(codes: list[str], all_: int) -> str:
    more = f" and {all_ - len(codes)} more" if len(codes) < all_ else ""
    return f"{', '.join(codes)}{more}."


def summary(incidents: tuple[Incident, ...], home: Home, at: datetime) -> str:
    """From the second round on: one text for all open incidents, each with its reference."""
    people = any(not incident.life_saving for incident in incidents)
    head = _joined(f"{SERVICE} {clock(at, home)}: {NOBODY}", UNSURE if people else "")
    tail = "Reply 1 and the code if you are going."
    spare = PLACES - places(_joined(head, tail)) - 1
    name = plain(f"{home.resident(incidents[0].resident).name}:")
    each = listed(incidents, home, spare)
    alone = len({i.resident for i in incidents}) == 1 and places(name) + places(each) + 1 <= spare
    return _joined(head, name if alone else "", each, tail)


def choices(incidents: tuple[Incident, ...], home: Home) -> str:
    """Which one was meant? Nothing was changed by the reply."""
    if not incidents:
        says = "nothing is open that this reply could be for. Nothing was changed. If help is needed, ring 999."
        return f"{SERVICE}: {says}"
    code = incidents[0].reference
    head = f"{SERVICE}: nothing was changed. Reply again with the code, such as 1 {code}."
    return _joined(head, listed(incidents, home, PLACES - places(head) - 1))


def since_then(reference: str, closed_at: datetime, outcome: str | None, by: str, home: Home, at: datetime) -> str:
    """The answer to a reply that comes after the end."""
    how = OUTCOMES.get(outcome or "", outcome or "over")
    who_closed = f" by {cut(plain(by), PLACES // 4)}" if by else ""
    day = (
        ""
        if at - closed_at < timedelta(hours=20)
        else f" on {local(closed_at, home.timezone):%d %b}".replace(" 0", " ")
    )
    head = f"{SERVICE}: this was closed{who_closed} at {clock(closed_at, home)}{day}: {how}."
    return _filled(head, "Nothing more to do.", reference)


def not_understood(reference: str) -> str:
    """The answer to words that nobody can act on."""
    says = "not understood, nothing was changed. Reply 1 if you are going, 2 if you cannot, 3 if you are there, "
    return _joined(f"{SERVICE}:", f"{says}ALL OK when it is over.", reference)
