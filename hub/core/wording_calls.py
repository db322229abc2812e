"""What a telephone call says: plain words for somebody who was asleep a moment ago. The flow says them twice.

`to` is whoever speaks to the one who is called. A language for which the voices of the calls have none is said in
English (docs/adr/0031): the keys are the same in every language.
"""

import re
import unicodedata
from datetime import datetime

from hub.core.languages import ENGLISH, find
from hub.core.localtime import local
from hub.core.speech import Speaker
from hub.model.incidents import Incident
from hub.model.kinds import KINDS

VOICES = {"en": ENGLISH, "cy": "cy-GB"}
"""Language -> what its voice is called. The Studio flow has one for each (config/twilio-call-flow.json)."""
OPENING = "This is CareHub."
MOST = 600
"""Characters: about 40 seconds, longer than which a voicemail has hung up and a person has put the phone down."""

ASK = "Press 1 if you are going. Press 2 if you cannot."
ASK_TO_MEND = "Press 1 if you will see to it. Press 2 if you cannot."
RING_999 = "Ring 9 9 9 and ask for the fire brigade."
NOBODY = "Nobody has answered yet."
LATE = "This alarm comes late."
ASK_IF_THERE = "Press 1 if you are. Press 2 if you cannot stay."
ASK_IF_WILL = "Press 1 if you will. Press 2 if you cannot."
ASK_IF_GOING = "Press 1 if you are. Press 2 if you cannot."
TEST = "This is only a test."
ASK_IF_HEARD = "Press 1 to say that you have heard it."

SHORT = {
    "rd": "Road", "ave": "Avenue", "av": "Avenue", "ln": "Lane", "dr": "Drive", "cl": "Close", "ct": "Court",
    "cres": "Crescent", "gdns": "Gardens", "sq": "Square", "pl": "Place", "terr": "Terrace", "tce": "Terrace",
    "blvd": "Boulevard", "gr": "Grove", "pk": "Park", "apt": "apartment", "hse": "House",
}  # fmt: skip
"""How addresses are shortened on paper, and said aloud. "St" at the end of a part is a street,
else a saint's, which voices know."""

MOMENT = frozenset({"help", "fall", "smoke", "carbon monoxide", "gas", "heat", "flood"})
"""Kinds that happen at a moment; the others are noticed at one."""

_UNSAID = re.compile(r"[^\w\s.,:;!?'’()/-]")
_SPACES = re.compile(r"\s+")


def voice(to: Speaker) -> str:
    """In which language somebody is called: their own, if there is a voice for it."""
    return VOICES.get(to.language.tag.split("-")[0], ENGLISH)


def speaking(to: Speaker) -> Speaker:
    """Whoever speaks to them on the telephone."""
    return to if to.language.tag.split("-")[0] in VOICES else Speaker(to.home, find(ENGLISH))


def alarm(to: Speaker, incident: Incident, others: int = 0) -> str:
    """Asks somebody to go. `others`: how many more alarms are open, of which other calls speak."""
    to = speaking(to)
    ask = to.say(ASK_TO_MEND) if incident.life_saving else to.say(ASK)
    fire = to.say(RING_999) if KINDS[incident.kind].ring_999 and to.home.settings.centre is None else ""
    again = to.say(NOBODY) if incident.place is not None and incident.place.round > 1 else ""
    late = to.say(LATE) if incident.late else ""
    return _call(
        to, f"{who_and_where(to, incident)}, {_what(to, incident)}.", late, again, _more(to, others), fire, ask
    )


def question(to: Speaker, incident: Incident) -> str:
    """Asks the holder whether they are still going, or still there."""
    return _question(speaking(to), incident, "")


def question_again(to: Speaker, incident: Incident, says: str) -> str:
    """The same, since it was pressed or seen again."""
    to = speaking(to)
    return _question(to, incident, to.say("It has happened again: {what}.", what=spoken(to.tell(says))))


def _question(to: Speaker, incident: Incident, news: str) -> str:
    name = name_of(to, incident)
    if incident.state == "with_resident":
        return _call(to, news, to.say("Are you still with {name}?", name=name), to.say(ASK_IF_THERE))
    return _call(to, news, to.say("Are you still going to {name}?", name=name), to.say(ASK_IF_GOING))


def take_over(to: Speaker, incident: Incident, who: str) -> str:
    """Asks somebody to take over from who has it."""
    to = speaking(to)
    asked = to.say("{name} asks you to take over.", name=spoken(who) or to.say("somebody"))
    return _call(to, asked, f"{who_and_where(to, incident)}, {_what(to, incident)}.", to.say(ASK_IF_WILL))


def since_then(to: Speaker, closed: datetime) -> str:
    """For somebody on a landline who pressed 1 after the end."""
    to = speaking(to)
    over = to.say("This was over at {time}.", time=clock(to, closed))
    return _call(to, over, to.say("You need not go. There is nothing more to do."))


def has_it(to: Speaker, who: str) -> str:
    """For somebody on a landline who had it: another has it by now."""
    to = speaking(to)
    now = to.tell(f"{spoken(who) or to.say('somebody')} has it now")
    return _call(to, f"{now}.", to.say("You need not go. There is nothing more to do."))


def test(to: Speaker) -> str:
    """Asks only whether it is heard."""
    to = speaking(to)
    return _call(to, to.say(TEST), to.say(ASK_IF_HEARD))


def name_of(to: Speaker, incident: Incident) -> str:
    """Whom it concerns."""
    return spoken(to.resident(incident.resident)) or to.say("somebody")


def spoken(text: str) -> str:
    """`text` without what no such voice can say: other alphabets, pictures, and signs that programs understand."""
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
    if word.lower() == "st" and index > 0 and (mark or index == len(words) - 1):
        return f"Street{mark}"
    long = SHORT.get(word.lower()) if index > 0 else None
    return f"{long}{mark}" if long else words[index]


def clock(to: Speaker, at: datetime) -> str:
    """A time as it is said in the night: "3:05 in the morning"."""
    there = local(at, to.home.timezone)
    if there.minute == 0 and there.hour in (0, 12):
        return to.say("12 noon") if there.hour else to.say("midnight")
    hour = there.hour % 12 or 12
    time = f"{hour}:{there.minute:02d}" if there.minute else to.say("{hour} o'clock", hour=hour)
    return _part_of_the_day(to, there.hour, time)


def _part_of_the_day(to: Speaker, hour: int, time: str) -> str:
    if 1 <= hour < 12:
        return to.say("{time} in the morning", time=time)
    if 12 <= hour < 18:
        return to.say("{time} in the afternoon", time=time)
    return to.say("{time} in the evening", time=time) if 18 <= hour < 21 else to.say("{time} at night", time=time)


def who_and_where(to: Speaker, incident: Incident) -> str:
    """Whom it concerns, and where they live, as it is said."""
    where = address(to.home.resident(incident.resident).address_hint)
    name = name_of(to, incident)
    return f"{name}, {where}" if where else name


def _what(to: Speaker, incident: Incident) -> str:
    says = to.word(KINDS["life-saving fault" if incident.life_saving else incident.kind].says).lower()
    room, time = spoken(to.home.room_name(incident.room) or ""), clock(to, incident.raised or incident.began)
    if incident.kind not in MOMENT or incident.life_saving:
        when = to.say("noticed at {time}", time=time)
    else:
        when = to.say("at {time}", time=time)
        if not room:
            return f"{says} {when}"
    return ", ".join(part for part in (says, room, when) if part)


def _more(to: Speaker, others: int) -> str:
    if not others:
        return ""
    if others == 1:
        return to.say("There is another alarm too.")
    return to.say("There are {number} other alarms too.", number=others)


def _call(to: Speaker, *sentences: str) -> str:
    """One call. Of a name or an address without end the end is cut, never what the keys mean."""
    said, ask = " ".join(part for part in (to.say(OPENING), *sentences[:-1]) if part), sentences[-1]
    return f"{said[: MOST - len(ask) - 1].rstrip()} {ask}"
