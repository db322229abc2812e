"""What a telephone call says: plain words for somebody who was asleep a moment ago. The flow says them twice.

English whatever language a contact reads: the keys mean the same in every language, and a voice that reads Welsh by
English rules is understood by nobody (docs/adr/0031).
"""

import re
import unicodedata
from datetime import datetime

from hub.core.home import Home
from hub.core.localtime import local
from hub.model.incidents import Incident
from hub.model.kinds import KINDS

LANGUAGE = "en-GB"
"""What is spoken now; a second voice is one more line here."""
OPENING = "This is CareHub."
SOMEBODY = "somebody"
"""Where a name has no letter that an English voice can say."""
MOST = 600
"""Characters: about 40 seconds, longer than which a voicemail has hung up and a person has put the phone down."""

ASK = "Press 1 if you are going. Press 2 if you cannot."
ASK_TO_MEND = "Press 1 if you will see to it. Press 2 if you cannot."
RING_999 = "Ring 9 9 9 and ask for the fire brigade."
NOBODY = "Nobody has answered yet."
LATE = "This alarm comes late."
TEST = f"{OPENING} This is only a test. Press 1 to say that you have heard it."

SHORT = {
    "rd": "Road", "ave": "Avenue", "av": "Avenue", "ln": "Lane", "dr": "Drive", "cl": "Close", "ct": "Court",
    "cres": "Crescent", "gdns": "Gardens", "sq": "Square", "pl": "Place", "terr": "Terrace", "tce": "Terrace",
    "blvd": "Boulevard", "gr": "Grove", "pk": "Park", "apt": "apartment", "hse": "House",
}  # fmt: skip
"""How addresses are shortened on paper, and said aloud. "St" is Street after a name and Saint before one."""

MOMENT = frozenset({"help", "fall", "smoke", "carbon monoxide", "gas", "heat", "flood"})
"""Kinds that happen at a moment; the others are noticed at one."""

_UNSAID = re.compile(r"[^\w\s.,:;!?'’()/-]")
_SPACES = re.compile(r"\s+")


def alarm(incident: Incident, home: Home, others: int = 0) -> str:
    """Asks somebody to go. `others`: how many more alarms are open, of which other calls speak."""
    ask = ASK_TO_MEND if incident.life_saving else ASK
    fire = RING_999 if KINDS[incident.kind].ring_999 and home.settings.centre is None else ""
    again = NOBODY if incident.place is not None and incident.place.round > 1 else ""
    late = LATE if incident.late else ""
    return _call(f"{_who(incident, home)}, {_what(incident, home)}.", late, again, _more(others), fire, ask)


def question(incident: Incident, home: Home, news: str = "") -> str:
    """Asks the holder whether they are still going, or still there. `news`: what they must hear first."""
    name = name_of(incident, home)
    there = incident.state == "with_resident"
    asked = f"Are you still with {name}?" if there else f"Are you still going to {name}?"
    return _call(f"{news}." if news else "", asked, f"Press 1 if you are. Press 2 if you cannot{' stay' * there}.")


def again(says: str) -> str:
    """That the same was seen or pressed again."""
    return f"It has happened again: {spoken(says)}"


def since_then(closed: datetime, home: Home) -> str:
    """For somebody on a landline who pressed 1 after the end."""
    return _call(f"This was over at {clock(closed, home)}.", "You need not go. There is nothing more to do.")


def name_of(incident: Incident, home: Home) -> str:
    """Whom it concerns."""
    return spoken(home.resident(incident.resident).name) or SOMEBODY


def spoken(text: str) -> str:
    """`text` without what no English voice can say: other alphabets, pictures, and signs that programs understand."""
    letters = "".join(c for c in unicodedata.normalize("NFC", text.replace("&", " and ")) if _said(c))
    return _SPACES.sub(" ", _UNSAID.sub(" ", letters)).strip(" .,:;-/")


def _said(char: str) -> bool:
    return char.isascii() or not char.isalnum() or "LATIN" in unicodedata.name(char, "")


def address(text: str) -> str:
    """An address as it is said: "12 Elm Rd" is 12 Elm Road."""
    words = spoken(text).split(" ")
    return " ".join(_long(words, index) for index in range(len(words)))


def _long(words: list[str], index: int) -> str:
    word = words[index].rstrip(".,")
    mark = "," if words[index].endswith(",") else ""
    if word.lower() == "st" and index > 0:
        return f"Street{mark}"
    long = SHORT.get(word.lower()) if index > 0 else None
    return f"{long}{mark}" if long else words[index]


def clock(at: datetime, home: Home) -> str:
    """A time as it is said in the night: "3:05 in the morning"."""
    there = local(at, home.timezone)
    if there.minute == 0 and there.hour in (0, 12):
        return "12 noon" if there.hour else "midnight"
    hour = there.hour % 12 or 12
    said = f"{hour}:{there.minute:02d}" if there.minute else f"{hour} o'clock"
    return f"{said} {_part_of_the_day(there.hour)}"


def _part_of_the_day(hour: int) -> str:
    parts = ((1, "at night"), (12, "in the morning"), (18, "in the afternoon"), (21, "in the evening"))
    return next((words for until, words in parts if hour < until), "at night")


def _who(incident: Incident, home: Home) -> str:
    where = address(home.resident(incident.resident).address_hint)
    return f"{name_of(incident, home)}, {where}" if where else name_of(incident, home)


def _what(incident: Incident, home: Home) -> str:
    says = KINDS["life-saving fault" if incident.life_saving else incident.kind].says
    room = spoken(home.room_name(incident.room) or "")
    noticed = "at" if incident.kind in MOMENT and not incident.life_saving else "noticed at"
    when = clock(incident.raised or incident.began, home)
    if noticed == "at" and not room:
        return f"{says.lower()} at {when}"
    return ", ".join(part for part in (says.lower(), room, f"{noticed} {when}") if part)


def _more(others: int) -> str:
    if not others:
        return ""
    return "There is another alarm too." if others == 1 else f"There are {others} other alarms too."


def _call(*sentences: str) -> str:
    """One call. Of a name or an address without end the end is cut, never what the keys mean."""
    said, ask = " ".join(part for part in (OPENING, *sentences[:-1]) if part), sentences[-1]
    return f"{said[: MOST - len(ask) - 1].rstrip()} {ask}"
