"""What the resident is texted: never what it would be called by others, and nothing that frightens."""

from datetime import datetime

from hub.core.gsm import cut, plain
from hub.core.speech import Speaker
from hub.core.wording import SERVICE, joined
from hub.model.ids import ResidentId
from hub.model.incidents import Incident

NAME = 20
"""Places for their own name."""


def are_you_all_right(to: Speaker, incident: Incident, at: datetime, resident: ResidentId) -> str:
    """Asks somebody of whom nothing was seen for long, before others are asked to look in."""
    name = cut(plain(to.resident(resident)).strip(), NAME).rstrip(".")
    asks = to.say("{name}, are you all right? I have not seen you move for long.", name=name)
    reply = to.say("Reply OK if you are.")
    then = to.say("At {time} I ask somebody to look in.", time=to.clock(incident.due or at))
    return joined(f"{SERVICE} {to.clock(at)}:", asks, reply, then)
