"""Does somebody wait: for what an event does, or for an answer to what was told?"""

from datetime import datetime

from hub.core import readiness
from hub.core.state import Facts
from hub.model.effects import Effect, SpanChanged
from hub.model.events import (
    LEVELS,
    PRESSES,
    Answered,
    AvailabilityChanged,
    Event,
    Impact,
    LinkChanged,
    Movement,
    Replied,
    Reported,
    Tick,
    Unplaced,
)
from hub.model.incidents import HELD, Incident


def ordinary(event: Event) -> bool:
    """True if nobody waits for this event by its nature: it may be committed with its group."""
    match event:
        case Reported():
            return not _calls(event)
        case AvailabilityChanged() | LinkChanged() | Tick() | Impact() | Movement():
            return True
        case _:
            return False


def is_note(effect: Effect, event: Event) -> bool:
    """True if the effect only notes that a device was heard: nobody waits for that, and each has a first word."""
    return isinstance(effect, SpanChanged) and isinstance(event, Reported)


def is_grave(event: Event) -> bool:
    """True if it may have been a call for help, an answer, or the next rung: lost, somebody must look, at any hour."""
    return isinstance(event, Tick | Unplaced | Answered | Replied) or _calls(event)


def answer_may_come(facts: Facts, now: datetime) -> bool:
    """True while an answer is waited for: to an incident of class life or urgent, a climbing fault, or a test."""
    if readiness.answer_may_come(facts.proofs.values(), now):
        return True
    return any(each.grave in ("life", "urgent") or _climbs(each) for each in facts.open.values())


def _climbs(fault: Incident) -> bool:
    """True while a life-saving fault is on its way up the ladder: people are asked, and replies are waited for."""
    return fault.life_saving and fault.place is not None and fault.state not in HELD


def _calls(event: Event) -> bool:
    """True if the event may be a call for help, of a person or of the house."""
    return isinstance(event, Reported) and any(one.kind in PRESSES or one.kind in LEVELS for one in event.said)
