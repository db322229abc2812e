"""What people are texted when somebody holds something back for a while, and when that is over."""

from collections.abc import Callable
from datetime import datetime

from hub.core.gsm import PLACES, cut, places, plain
from hub.core.speech import Speaker
from hub.core.state import Pause
from hub.core.wording import SERVICE

Say = Callable[[str], str]
"""A contact's id -> the text for them."""

AWAY = "{name} is away until {until}, says {by}. Smoke, gas and help buttons count as ever. Text {name} BACK when home."
BACK = "{name} is expected at home, and watched over as usual again."
UNTIL_WHEN = "until when? Text {name} AWAY UNTIL FRIDAY, or {name} AWAY 3 DAYS. Nothing was changed."
SNOOZED = "news of batteries and the like waits until {until}. Alarms come as ever."
NOT_AWAY = "{name} was not noted as away. Nothing was changed."
TOO_LONG = "that is too long, nothing was changed. {name} can be away for {days} days at the most."


def away(to: Speaker, at: datetime, pause: Pause) -> str:
    """The resident is away: until when, who says so, and how it is ended."""
    end, by = to.moment(pause.until, at), cut(plain(pause.by), 20).rstrip(".")
    return _fitted(to, f"{SERVICE} {to.clock(at)}:", lambda name: to.say(AWAY, name=name, until=end, by=by))


def back(to: Speaker, at: datetime) -> str:
    """The resident is at home again, or is expected to be."""
    return _fitted(to, f"{SERVICE} {to.clock(at)}:", lambda name: to.say(BACK, name=name))


def until_when(to: Speaker) -> str:
    """The answer to an "away" without an end."""
    return _fitted(to, f"{SERVICE}:", lambda name: to.say(UNTIL_WHEN, name=name))


def not_away(to: Speaker) -> str:
    """The answer to "back" when nobody was away."""
    return _fitted(to, f"{SERVICE}:", lambda name: to.say(NOT_AWAY, name=name))


def too_long(to: Speaker, days: int) -> str:
    """The answer to an "away" that is longer than may be."""
    return _fitted(to, f"{SERVICE}:", lambda name: to.say(TOO_LONG, name=name, days=days))


def snoozed(to: Speaker, at: datetime, until: datetime) -> str:
    """The answer to "snooze"."""
    return plain(f"{SERVICE}: {to.say(SNOOZED, until=to.moment(until, at))}")


def _fitted(to: Speaker, head: str, say: Say) -> str:
    """The text with as much of the resident's name as fits."""
    name = plain(to.resident(None)).strip()
    while places(whole := plain(f"{head} {say(name)}")) > PLACES and len(name) > 1:
        name = cut(name, places(name) - 1).rstrip(". ")
    return whole
