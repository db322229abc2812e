"""What is said of a silence that was too long: since when, and which limit has run out."""

from datetime import datetime
from typing import TYPE_CHECKING

from detectors.telling import span
from hub.model.findings import Finding

if TYPE_CHECKING:
    from detectors.inactivity import Inactivity
    from detectors.silence_known import Watch


def still(detector: "Inactivity", memory: "Watch", at: datetime) -> Finding:
    """The finding that nothing has moved for too long."""
    silence = memory.silence
    began = silence.moved or silence.by_night
    since = "no movement since" if silence.moved else "no movement since the watch began at"
    dark = silence.by_night - began
    blind = f", {span(dark)} of it unseen" if dark else ""
    because = f"{since} {detector.clock(began, at)} ({limit_in_words(detector, memory, began, at)}{blind})"
    return Finding(kind="inactivity", at=at, because=because, room=silence.room)


def limit_in_words(detector: "Inactivity", memory: "Watch", began: datetime, at: datetime) -> str:
    """Which limit has run out, in words: what is usual of this person here at this hour, or the plain one."""
    wait, until = memory.wait, detector.learned_until(memory)
    if until is not None and until <= at:
        longest = span(until - memory.silence.by_night)
        if memory.where == "returned":
            return f"limit {longest} after the door was used"
        return f"limit {longest}, usually {span(detector.learning.usually(wait, began, memory.silence.room))}"
    if memory.where == "out" and memory.lone is None:
        return f"limit {span(at - memory.silence.by_night)} after the exit door was used"
    limit, when = detector.plain(memory).limit(memory.silence, at)
    if memory.where == "out" and memory.lone is not None:
        when = f"{when} after movement in one room while she was out"
        limit = limit if began + limit >= at else detector.longest.doubtful.by_night
    return f"limit {span(limit)}{when}"
