"""The texts of the chain after "I've got it": are you there, has the ambulance come, and who takes it over."""

from datetime import datetime

from hub.core.gsm import PLACES, cut, places, plain
from hub.core.speech import Speaker
from hub.core.wording import SERVICE, filled, joined, sentence, what, where
from hub.model.incidents import Incident

NAME = 30
"""Places for the resident's name where much must be said besides."""


def _name(to: Speaker, incident: Incident) -> str:
    return cut(plain(to.resident(incident.resident)).strip(), NAME).rstrip(".")


def arrived(to: Speaker, incident: Incident, at: datetime, minutes: int) -> str:
    """Asks a holder who should be there by now."""
    asked = to.say("Are you with {name}?", name=to.resident(incident.resident))
    reply = to.say("Reply 3 if you are, 1 if you are still on the way, 2 if you cannot.")
    then = to.say("In {minutes} min others are asked again.", minutes=minutes)
    return filled(f"{SERVICE} {to.clock(at)}:", asked, joined(reply, then, incident.reference))


def ambulance_come(to: Speaker, incident: Incident, at: datetime, minutes: int) -> str:
    """Asks a holder who waits for the ambulance."""
    asked = to.say("Has the ambulance come to {name}?", name=to.resident(incident.resident))
    reply = to.say("Reply 3 if you still wait, ALL OK or TAKEN TO HOSPITAL if it is over.")
    then = to.say("In {minutes} min others are asked.", minutes=minutes)
    return filled(f"{SERVICE} {to.clock(at)}:", asked, joined(reply, then, incident.reference))


def pressed_again(to: Speaker, incident: Incident, at: datetime, says: str, until: datetime) -> str:
    """Asks the holder after another press: it may be who is with the resident that pressed, to say so."""
    again = sentence(to.tell(f"again: {says}"))
    asked = to.say("Are you with {name}?", name=_name(to, incident))
    if incident.state == "with_resident":
        reply = to.say("Reply 3 if you are.")
    else:
        reply = to.say("Reply 3 if you are, 1 if not yet.")
    then = to.say("At {time} others are asked again.", time=to.clock(until))
    return filled(f"{SERVICE} {to.clock(at)}:", again, joined(asked, reply, then, incident.reference))


def called_999(to: Speaker, incident: Incident, at: datetime) -> str:
    """To somebody who rang 999 and may not be there: an ambulance that is on its way is nobody with the resident."""
    asked = to.say("999 is noted. Are you with {name}?", name=to.resident(incident.resident))
    reply = to.say("Reply 3 if you are, 1 if you are going. Until then others are asked.")
    return filled(f"{SERVICE} {to.clock(at)}:", asked, joined(reply, incident.reference))


def coordinates(to: Speaker, incident: Incident, at: datetime) -> str:
    """To somebody who has it and cannot be there: the ladder goes on."""
    says = to.say("Thank you. Somebody who can be with {name} is still asked.", name=to.resident(incident.resident))
    hears = to.say("You will hear who goes.")
    return filled(f"{SERVICE} {to.clock(at)}:", says, joined(hears, incident.reference))


def not_at_the_door(to: Speaker, incident: Incident) -> str:
    """To somebody who cannot be there and says what only who is at the door can know."""
    says = to.say("it is still open. Only who is at the door can say NO ACCESS.")
    reply = to.say("Reply 3 if you are there, ALL OK when it is over.")
    return plain(joined(f"{SERVICE}: {says}", reply, incident.reference))


def take_over(to: Speaker, incident: Incident, at: datetime, who: str) -> str:
    """Asks somebody to take over from who has it."""
    asked = to.say("{name} asks you to take over.", name=cut(plain(who), NAME))
    about = f"{where(to, incident)}. {what(to, incident)}."
    reply = to.say("Reply 1 if you will, 2 if you cannot.")
    return filled(joined(f"{SERVICE} {to.clock(at)}:", asked), about, joined(reply, incident.reference))


def still_yours(to: Speaker, incident: Incident, says: str) -> str:
    """To who handed over: until somebody has taken it, it is still theirs."""
    tail = joined(to.say("You still have it."), incident.reference)
    return filled(f"{SERVICE}:", sentence(to.tell(says)), tail)


def not_yours(to: Speaker, incident: Incident) -> str:
    """To who would hand over what they do not have."""
    says = to.say("nothing was changed. Only who has it can hand it over.")
    reply = to.say("Reply 1 if you are going, 2 if you cannot.")
    return plain(joined(f"{SERVICE}: {says}", reply, incident.reference))


def to_whom(to: Speaker, names: tuple[str, ...], reference: str) -> str:
    """Whom was meant? Nothing was changed."""
    says = to.say("nothing was changed. To whom? Reply GIVE TO and a name:")
    head, shown = plain(f"{SERVICE}: {says}"), [cut(plain(name), NAME) for name in names]
    while len(shown) > 1 and places(f"{head} {', '.join(shown)}. {reference}") > PLACES:
        shown.pop()
    return filled(head, f"{', '.join(shown)}.", reference)
