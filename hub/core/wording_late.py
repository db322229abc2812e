"""What somebody hears whose text was written too early to count."""

from datetime import datetime

from hub.core.gsm import plain
from hub.core.speech import Speaker
from hub.core.wording import SERVICE, joined
from hub.model.incidents import Incident


def seen_again(to: Speaker, incident: Incident, at: datetime) -> str:
    """Their ALL OK was written before another press, or before the same was seen again: it has ended nothing."""
    when = to.moment(incident.again or at, at)
    head = to.say("still open: there was news at {time}, after you wrote.", time=when)
    reply = to.say("Reply ALL OK if it is over, 1 if you are going.")
    return plain(joined(f"{SERVICE}: {head}", reply, incident.reference))
