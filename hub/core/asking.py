"""Asks the resident by text whether all is well, before others are asked to look in.

What is said in the home is `hub.core.reassurance`'s. Cancelling, a text, or moving about ends it; else people are told.
"""

from hub.core import wording_resident
from hub.core.asked_first import is_asked
from hub.core.turn import Turn
from hub.model.incidents import Incident


def ask(turn: Turn, incident: Incident) -> None:
    """Text whoever it concerns and has a telephone."""
    if incident.due is None or not is_asked(turn.home, incident.kind, incident.resident):
        return
    for resident in turn.home.concerned(incident.resident):
        if resident.phone:
            to = f"resident:{resident.id}"
            body = wording_resident.are_you_all_right(turn.to(to), incident, turn.at, resident.id)
            key = f"{incident.id}/ask/{resident.id}"
            turn.loose_text(key, to, resident.phone, body, "question", incident, until=incident.due)
            turn.record("hub", f"asked {resident.name}", incident.because, incident)
