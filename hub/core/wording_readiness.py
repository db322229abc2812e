"""The text that asks a contact once a month whether an alarm would reach them."""

from datetime import datetime

from hub.core.gsm import PLACES, cut, places, plain
from hub.core.speech import Speaker
from hub.core.wording import SERVICE

TEST = "only a test, nobody needs help."
AGAIN = "Second try."
ASK = "Please reply OK, so that we know an alarm for {name} would reach you."
THANKS = "thank you, that works. Nothing more to do."


def test(to: Speaker, at: datetime, code: str, *, again: bool) -> str:
    """A test that nobody can take for an alarm: it says so first, and asks for a word that no alarm asks for."""
    head = " ".join([f"{SERVICE} {to.clock(at)}:", to.say(TEST), *((to.say(AGAIN),) if again else ())])
    name = plain(to.resident(None)).strip()
    while places(whole := plain(f"{head} {to.say(ASK, name=name)} {code}")) > PLACES:
        name = cut(name, places(name) - 1).rstrip(". ")
    return whole


def thanks(to: Speaker) -> str:
    """The answer to an answered test."""
    return plain(f"{SERVICE}: {to.say(THANKS)}")
