"""What somebody hears whose text has ended or begun nothing, though they may think so."""

from datetime import datetime

from hub.core.gsm import plain
from hub.core.speech import Speaker
from hub.core.wording import SERVICE, joined, says
from hub.model.incidents import Incident

REPLY = "Reply ALL OK if it is over, 1 if you are going."


def seen_again(to: Speaker, incident: Incident, at: datetime) -> str:
    """Their ALL OK was written before another press, or before the same was seen again: it has ended nothing."""
    when = to.moment(incident.again or at, at)
    head = to.say("still open: there was news at {time}, after you wrote.", time=when)
    return plain(joined(f"{SERVICE}: {head}", to.say(REPLY), incident.reference))


def still_open(to: Speaker, incident: Incident) -> str:
    """They said that the resident is away, and it is open what that may explain."""
    head = to.say("still open: {what}.", what=says(to, incident).lower())
    return plain(joined(f"{SERVICE}: {head}", to.say(REPLY), incident.reference))


def nobody_told(to: Speaker) -> str:
    """To a resident who texts while there is no alarm: nobody reads it."""
    return plain(
        f"{SERVICE}: {to.say('nobody was told of this text. If you need help, press your button or ring 999.')}"
    )
