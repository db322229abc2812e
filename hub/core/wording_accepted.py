"""The text to whoever has just taken an incident: thanks, where it is, what the resident needs, and how it goes on."""

from datetime import datetime

from hub.core.gsm import PLACES, cut, fits, places, plain
from hub.core.speech import Speaker
from hub.core.wording import SERVICE, joined, sentence, where
from hub.model.incidents import Incident

NEEDS = (
    "deaf", "hard of hearing", "blind", "partially sighted", "oxygen", "dog", "wheelchair", "walking frame",
    "speaks Welsh", "speaks English",
)  # fmt: skip
"""Needs that are told in the language of whoever goes. Others are told as the settings say them."""


def accepted(to: Speaker, incident: Incident, at: datetime, *, key: bool) -> str:
    """Thanks whoever goes. `key`: the settings say how to get in, so they may ask for it."""
    head = plain(f"{SERVICE} {to.clock(at)}: {to.say('Thank you.')}")
    tail = plain(joined(_asks(to, incident, key=key), incident.reference))
    wants, whole = needs(to, incident), where(to, incident)
    name = cut(plain(to.resident(incident.resident)).strip(), PLACES // 4)
    for place in (f"{whole}.", f"{name.rstrip('.')}."):
        if fits(text := joined(head, place, wants, tail)):
            return text
    spare = PLACES - places(joined(head, tail)) - 1
    return joined(head, cut(joined(f"{name.rstrip('.')}.", wants), spare), tail)


def needs(to: Speaker, incident: Incident) -> str:
    """What whoever goes must know of the resident."""
    told = dict.fromkeys(plain(to.word(need)).strip(" .,") for need in to.home.resident(incident.resident).needs)
    return plain(sentence(", ".join(need for need in told if need)))  # a capital may be a letter that GSM-7 lacks


def _asks(to: Speaker, incident: Incident, *, key: bool) -> str:
    """What to reply next, which is another word once they are there."""
    if incident.state == "with_resident":
        if key:
            return to.say("Reply KEY for how to get in, ALL OK when it is over.")
        return to.say("Reply ALL OK when it is over.")
    if key:
        return to.say("Reply 3 when you are there, KEY for how to get in.")
    return to.say("Reply 3 when you are there.")
