"""The exact texts about care visits, but for the one that asks the agency (`hub.core.wording.alarm`)."""

from datetime import datetime

from hub.core.gsm import PLACES, cut, plain
from hub.core.speech import Speaker
from hub.core.wording import SERVICE, ask, filled, sentence
from hub.model.incidents import Incident
from hub.model.visits import Visit


def noted(to: Speaker, incident: Incident, at: datetime, visit: Visit | None) -> str:
    """Thanks for whoever says that somebody comes: what to say next."""
    name = cut(plain(to.resident(incident.resident)), PLACES // 4)
    thanks = to.say("thank you. Noted: somebody comes to {name}.", name=name)
    called = cut(plain(visit.name if visit is not None else ""), PLACES // 4)
    return filled(f"{SERVICE} {to.clock(at)}: {thanks}", to.say("Reply 2 if {visit} was made.", visit=called),
                  incident.reference)  # fmt: skip


def not_understood(to: Speaker, incident: Incident) -> str:
    """Nothing was changed by the reply of somebody who was asked about a visit: what they may say."""
    head = to.say("not understood, nothing was changed.")
    return filled(f"{SERVICE}: {head}", ask(to, incident), incident.reference)


def ended(to: Speaker, incident: Incident, at: datetime, because: str) -> str:
    """For those who were asked: it came, it was missed, or nobody is asked any more."""
    name = cut(plain(to.resident(incident.resident)), PLACES // 4)
    return filled(f"{SERVICE} {to.clock(at)}: {name}.", sentence(plain(to.tell(because))), incident.reference)
