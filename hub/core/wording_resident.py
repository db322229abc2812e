"""What the resident is texted: never what it would be called by others, and nothing that frightens."""

from datetime import datetime

from hub.core.gsm import cut, plain
from hub.core.speech import Speaker
from hub.core.wording import SERVICE, joined
from hub.model.ids import ResidentId
from hub.model.incidents import Incident

ONE_ROOM = "one room only"
"""The kind of which it is not true that nobody was seen to move."""

NAME = 20
"""Places for their own name."""


def are_you_all_right(to: Speaker, incident: Incident, at: datetime, resident: ResidentId) -> str:
    """Asks somebody of whom nothing was seen for long, or one room only, before others are asked to look in."""
    name = cut(plain(to.resident(resident)).strip(), NAME).rstrip(".")
    if incident.kind == ONE_ROOM:
        asks = to.say("{name}, are you all right? For long I have seen you in one room only.", name=name)
    else:
        asks = to.say("{name}, are you all right? I have not seen you move for long.", name=name)
    reply = to.say("Reply OK if you are.")
    then = to.say("At {time} I ask somebody to look in.", time=to.clock(incident.due or at))
    return joined(f"{SERVICE} {to.clock(at)}:", asks, reply, then)
