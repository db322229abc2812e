"""The daily text: how it is at the home. It says "all is well" only where that is known, and what is not, first."""

from datetime import datetime, timedelta

from msgspec import Struct

from hub.core.gsm import PLACES, cut, fits, places, plain
from hub.core.how_it_is import HowItIs
from hub.core.localtime import local
from hub.core.overview import GRAVE
from hub.core.speech import MONTHS, Speaker
from hub.core.wording import SERVICE, joined, says, sentence
from hub.model.incidents import HELD, Incident

LATE = timedelta(minutes=30)
"""What comes later than this does not come at all (`hub.core.daily`)."""
WHERE = 44
"""Places for the name and the address: what is cut there is known to whoever asked for the text."""
SHOWN = 2
"""Devices that are named; of more only the number is said."""

WELL = "All is well."
NO_ALARM = "No alarm is open."
HELD_BY = "OPEN since {time}: {what}. {name} has it."
NOBODYS = "OPEN since {time}: {what}. Nobody has it yet."
PERHAPS = "Perhaps, since {time}: {what}. It is not certain yet."
TO_SEE_TO = "To see to: {what}."
AWAY = "Noted as away: nobody is looked for."
INSTALLING = "The hub is being set up: nobody is looked for yet."
NOT_HEARD = "Not heard: {names}."
NOT_HEARD_MORE = "Not heard: {names} and {number} more."
MORE = "And {number} more."
NO_WAY = "A way out is down."
UNSURE = "The hub is not sure of the time."
VISIT = "{name} is there for a visit"
MOVED = "Movement at {time}."
OTHERS = "Movement at {time}, perhaps of others."
OUT = "Last movement at the door, {time}: perhaps out."
NOT_MOVED = "No movement seen since {time}."
NEVER = "No movement was seen yet."
HIDDEN = "All sensors are heard. Movement is not shown."
MISSED = "Yesterday's may not have come."
MISSED_SINCE = "Perhaps none came since {day} {month}."
NEXT = "Next at {time}. If none by {late}, ring."

AGREED = (
    "each day at {time} you get a text of how it is with {name}. If none comes by {late}, ring. "
    "Text DAILY OFF for no more."
)
NO_MORE = "you get no daily text any more. Text DAILY 9 to have one at 09:00."
AT_WHAT_TIME = "at what time each day? Text DAILY 9, or DAILY 18:30. Nothing was changed."
NONE_WAS_SENT = "you have no daily text. Nothing was changed."


class When(Struct, frozen=True):
    """When it is sent, for which moment, when the next one comes, and since which none is known to have left."""

    at: datetime
    was: datetime
    following: datetime
    missed: datetime | None = None


def daily(to: Speaker, how: HowItIs, when: When) -> str:
    """How it is at the home. What is not well comes first, and is left out last."""
    name, address = plain(to.resident(None)).strip(), plain(to.home.everybody.address_hint).strip()
    where = cut(", ".join(part for part in (name, address) if part), WHERE).rstrip(". ")
    head = f"{SERVICE} {to.clock(when.at)}: {where}."
    tail = plain(to.say(NEXT, time=to.clock(when.following), late=to.clock(when.following + LATE)))
    said = [plain(part) for part in (*_standing(to, how, when.at), *_missed(to, when))]
    first = cut(said[0], PLACES - places(joined(head, tail)) - 1)
    whole = joined(head, first)
    for part in said[1:]:
        if fits(joined(whole, part, tail)):
            whole = joined(whole, part)
    return joined(whole, tail)


def _standing(to: Speaker, how: HowItIs, at: datetime) -> list[str]:
    """All is well, or what is not before what is: what does not fit is left out from the end."""
    troubles, movement = _not_well(to, how, at), _movement(to, how, at)
    if how.well or how.alarm:
        return [*([to.say(WELL)] if how.well else troubles), *movement]
    if how.seen and how.shown and (how.out or not how.recent):
        return [*movement, *troubles, to.say(NO_ALARM)]
    return [*troubles, to.say(NO_ALARM), *movement]


def _not_well(to: Speaker, how: HowItIs, at: datetime) -> list[str]:
    found = [_about(to, incident, at) for incident in how.open[:1]]
    if how.service != "in service":
        found.append(to.say(AWAY) if how.service == "suspended" else to.say(INSTALLING))
    if how.unheard:
        found.append(_not_heard(to, how.unheard))
    found += [to.say(NO_WAY)] if how.ways_down else []
    found += [] if how.sure else [to.say(UNSURE)]
    found += [sentence(to.say(VISIT, name=cut(plain(how.visit), 20)))] if how.visit else []
    found += [to.say(MORE, number=len(how.open) - 1)] if len(how.open) > 1 else []
    return found


def _about(to: Speaker, incident: Incident, at: datetime) -> str:
    """An open incident in one sentence, not as if it were new."""
    if incident.grave not in GRAVE:
        return to.say(TO_SEE_TO, what=cut(plain(to.tell(incident.because)).rstrip(". "), 60))
    what, time = says(to, incident), to.moment(incident.began, at)
    who = incident.holder or incident.coordinator
    if incident.state == "pending":
        return to.say(PERHAPS, time=time, what=what)
    if who is not None and (incident.state in HELD or incident.coordinator is not None):
        return to.say(HELD_BY, time=time, what=what, name=cut(plain(who.name), 20))
    return to.say(NOBODYS, time=time, what=what)


def _not_heard(to: Speaker, names: tuple[str, ...]) -> str:
    shown = ", ".join(cut(plain(name), 20) for name in names[:SHOWN])
    if len(names) > SHOWN:
        return to.say(NOT_HEARD_MORE, names=shown, number=len(names) - SHOWN)
    return to.say(NOT_HEARD, names=shown)


def _movement(to: Speaker, how: HowItIs, at: datetime) -> list[str]:
    """What was seen of movement, and no more; nothing of it if the resident did not agree to that."""
    if how.service != "in service":
        return []
    if not how.shown:
        return [to.say(HIDDEN)] if how.seen else []
    if how.moved is None:
        return [to.say(NEVER)]
    time = to.moment(how.moved, at)
    if not how.recent:
        return [to.say(NOT_MOVED, time=time)]
    if how.out:
        return [to.say(OUT, time=time)]
    return [to.say(OTHERS, time=time) if how.others else to.say(MOVED, time=time)]


def _missed(to: Speaker, when: When) -> list[str]:
    """That the last ones may not have come: who reads this knows that the hub was off, or its line."""
    if when.missed is None:
        return []
    zone = to.home.timezone
    missed, was = local(when.missed, zone), local(when.was, zone)
    if (was.date() - missed.date()).days <= 1:
        return [to.say(MISSED)]
    return [to.say(MISSED_SINCE, day=missed.day, month=to.word(MONTHS[missed.month - 1]))]


def agreed(to: Speaker, at: datetime) -> str:
    """The answer to "daily 9"."""
    name, time, late = plain(to.resident(None)).strip(), to.clock(at), to.clock(at + LATE)
    while places(whole := plain(f"{SERVICE}: {to.say(AGREED, time=time, name=name, late=late)}")) > PLACES:
        name = cut(name, places(name) - 1).rstrip(". ")
    return whole


def no_more(to: Speaker) -> str:
    """The answer to "daily off"."""
    return plain(f"{SERVICE}: {to.say(NO_MORE)}")


def at_what_time(to: Speaker) -> str:
    """The answer to "daily" without a time of day."""
    return plain(f"{SERVICE}: {to.say(AT_WHAT_TIME)}")


def none_was_sent(to: Speaker) -> str:
    """The answer to "daily off" of somebody who had none."""
    return plain(f"{SERVICE}: {to.say(NONE_WAS_SENT)}")
