"""Is the resident asked before anybody else is told, and for how long? Of some silences they know best themselves."""

from datetime import timedelta

from hub.core.home import Home
from hub.core.life import cancel_time
from hub.model.ids import ResidentId
from hub.model.kinds import KINDS

ASKED_FIRST = frozenset({"inactivity", "one room only"})
"""Kinds of which the resident is asked for longer than the time to cancel: a quiet hour more often means rest."""


def wait(home: Home, kind: str, resident: ResidentId | None) -> timedelta:
    """How long after a concern people are told of it: the time to cancel, or to answer where they can be asked."""
    cancel = cancel_time(KINDS[kind], home.timers)
    return max(cancel, home.timers.ask) if is_asked(home, kind, resident) else cancel


def is_asked(home: Home, kind: str, resident: ResidentId | None) -> bool:
    """Whether this resident can be asked about this kind: by a voice in the home, or by a text of their own."""
    if kind not in ASKED_FIRST or not home.timers.ask:
        return False
    announce = home.settings.announce
    spoken = announce is not None and announce.speak and kind in announce.kinds
    return spoken or any(r.phone for r in home.concerned(resident))
