"""What is said in a call after key 1: where it is, what the resident needs, and how to hear the way in.

The way in itself is told in a call of its own, to who goes and asked with key 4, and there too only after key 1:
neither a voicemail nor anybody else who is called hears it (behaviour 40, docs/adr/0050).
"""

from collections.abc import Mapping

from msgspec import structs

from hub.core import wording_access
from hub.core.speech import Speaker
from hub.core.wording import joined, sentence
from hub.core.wording_accepted import needs
from hub.core.wording_access import CODES, FILLS, MARK
from hub.core.wording_calls import MOST, speaking, spoken, who_and_where
from hub.model.effects import Call, Fill
from hub.model.incidents import Incident

BY_TELEPHONE: Fill = "by telephone"
"""The fill of a call: all that there is to say of the way in."""


def after_1(to: Speaker, incident: Incident, *, key: bool) -> str:
    """To who has just said that they go. `key`: the settings say how to get in, so they may ask for it."""
    to = speaking(to)
    where, wants = f"{who_and_where(to, incident)}.", sentence(spoken(needs(to, incident)))
    offer = to.say("To hear how to get in, press 4.") if key else ""
    said = joined(where, wants)[: MOST - len(offer) - 1].rstrip()
    return joined(said, offer)


def press_for_way_in(to: Speaker) -> str:
    """How the call begins that tells the way in: whoever took it must show that they are somebody."""
    to = speaking(to)
    return joined(to.say("This is CareHub."), to.say("Press 1 to hear how to get in."))


def way_in(to: Speaker, incident: Incident) -> str:
    """How to get in, as it is kept: with the mark."""
    to = speaking(to)
    return joined(f"{who_and_where(to, incident)}.", MARK, to.say("Please keep no note of it once it is over."))


def filled(to: Speaker, call: Call, codes: Mapping[str, str]) -> Call:
    """The call as it is made. `codes`: the secrets that were found, by the name of their setting."""
    if not call.fill:
        return call
    to = speaking(to)
    one_by_one = {name: _spelt(to, codes[name]) for name in CODES if name in codes}
    said = joined(*(wording_access.words(to, fill, one_by_one) for fill in FILLS))
    return structs.replace(call, then=call.then.replace(MARK, sentence(spoken(said))))


def _spelt(to: Speaker, code: str) -> str:
    """A code as somebody at a door can key it in: "C, 4, 7, hash"."""
    return ", ".join(_sign(to, sign) for sign in code if not sign.isspace())


def _sign(to: Speaker, sign: str) -> str:
    if sign == "#":
        return to.say("hash")
    return to.say("star") if sign == "*" else sign


# what is answered to who asks


def only_who_goes(to: Speaker, who: str) -> str:
    """Somebody asked for the way in who does not go. `who`: whoever has it."""
    to = speaking(to)
    only = sentence(to.say("only who is going is told how to get in."))
    return joined(to.say("This is CareHub."), only, to.say("{name} has it.", name=spoken(who)) if who else "")
