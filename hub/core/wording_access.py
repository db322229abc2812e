"""The texts that tell how to get in. The words of the settings are put in only when a text leaves the house.

Until then a text holds a mark in their place: what is kept in the store, shown on a page or exported says that somebody
was told, and not what (behaviour 40).
"""

from collections.abc import Mapping

from msgspec import structs

from hub.core.gsm import PLACES, cut, fits, places, plain
from hub.core.home import Home
from hub.core.languages import ENGLISH, find
from hub.core.speech import Speaker, speaker
from hub.core.wording import SERVICE, joined, where
from hub.core.wording import filled as line_of
from hub.model.effects import Fill, Text
from hub.model.incidents import Incident

MARK = "(***)"
"""Stands for the words until a text leaves."""
WORDS = 118
"""Places for the words: what is left of a text after the service, the address and the code of the incident."""
CODE = 12
"""Places that a code may take. A longer one costs the address."""
CODES = ("street_door_code", "key_safe_code")
FILLS: tuple[Fill, ...] = ("way in", "inside")
"""The texts there may be, in their order."""


def fills(home: Home) -> tuple[Fill, ...]:
    """Which texts there is something to say in."""
    to = Speaker(home, find(ENGLISH))
    return tuple(fill for fill in FILLS if words(to, fill, {}))


def way_in(to: Speaker, incident: Incident) -> str:
    """A text that tells how to get in, as it is kept: with the mark."""
    spare = PLACES - WORDS - places(f"{SERVICE}: .  {incident.reference}")
    return f"{SERVICE}: {cut(where(to, incident), spare).rstrip('.')}. {MARK} {incident.reference}"


def filled(to: Speaker, text: Text, codes: Mapping[str, str]) -> Text:
    """The text as it is sent. `codes`: the secrets that were found, by the name of their setting."""
    if not text.fill:
        return text
    said = words(to, text.fill, codes)
    whole = text.body.replace(MARK, said)
    return structs.replace(text, body=whole if fits(whole) else cut(said, PLACES))


def words(to: Speaker, fill: Fill, codes: Mapping[str, str]) -> str:
    """What one of the texts says; nothing if the settings say nothing."""
    return plain(joined(*lines(to, fill, codes)))


def lines(to: Speaker, fill: Fill, codes: Mapping[str, str]) -> tuple[str, ...]:
    """The same line by line, for a page."""
    access, code = to.home.settings.access, {name: _code(to, name, codes) for name in CODES}
    found = {
        "way in": (
            _line(to.say("Street door"), access.street_door, code["street_door_code"]),
            _line(to.say("Key safe"), access.key_safe, code["key_safe_code"]),
        ),
        "inside": (
            _line(to.say("Dog"), access.dog),
            _line(to.say("Oxygen"), access.oxygen),
            _line("", access.notes),
        ),
    }
    return tuple(line for line in found.get(fill, ()) if line)


def _code(to: Speaker, name: str, codes: Mapping[str, str]) -> str:
    if getattr(to.home.settings.access, name) is None:
        return ""
    return to.say("code {code}", code=codes[name]) if name in codes else to.say("code unknown")


def _line(head: str, says: str, code: str = "") -> str:
    line = ", ".join(part for part in (says.strip().rstrip("."), code) if part)
    return f"{head}: {line}." if line and head else f"{line}." if line else ""


def over(home: Home, fill: Fill) -> int:
    """By how many places the words are too long for one text, in the longest of the languages that are spoken here."""
    speakers = (speaker(home, contact) for contact in home.contacts)
    longest = max((places(words(to, fill, dict.fromkeys(CODES, "0" * CODE))) for to in speakers), default=0)
    return max(0, longest - WORDS)


# what is answered to who asks


def only_who_goes(to: Speaker, incident: Incident, who: str) -> str:
    """Somebody asked for the way in who does not go. `who`: whoever has it."""
    only = to.say("only who is going is told how to get in.")
    if who:
        goes = to.say("{name} has it.", name=cut(plain(who), PLACES // 4))
    else:
        goes = to.say("Reply 1 first if you are going.")
    return plain(joined(f"{SERVICE}: {only}", goes, incident.reference))


def nothing_noted(to: Speaker, incident: Incident) -> str:
    """There is nothing in the settings about the way in."""
    says = to.say("nothing is noted about how to get in. If life is at risk, ring 999.")
    return plain(joined(f"{SERVICE}: {says}", incident.reference))


def forget(to: Speaker, incident: Incident) -> str:
    """To somebody who was told how to get in and does not go any more."""
    says = to.say("please delete the texts that say how to get in.")
    return line_of(f"{SERVICE}: {says}", f"{where(to, incident)}.", incident.reference)
