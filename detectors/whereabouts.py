"""Where is the resident? Read off what the detector of inactivity knows, with the reason, for whoever looks on."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from detectors.silence_words import limit_in_words
from hub.model.whereabouts import Whereabouts

if TYPE_CHECKING:
    from detectors.inactivity import Inactivity
    from detectors.silence_known import Watch

DOZES_AFTER = timedelta(minutes=20)
"""At night, so long without movement after the last in a room with a bed is taken for sleep (our choice)."""


def whereabouts(detector: "Inactivity", memory: "Watch", at: datetime) -> Whereabouts:
    """What is known at `at`."""
    silence, blind = memory.silence, memory.sight.blind_since
    if memory.away or detector.away:
        return Whereabouts(where="not known", since=silence.by_night, because="the service is suspended")
    if blind is not None:
        since = detector.clock(blind, at)
        return Whereabouts(where="not known", since=blind, because=f"nothing can be seen since {since}")
    if silence.moved is None:
        because = f"nothing has moved since the watch began at {detector.clock(silence.by_night, at)}"
        nothing = Whereabouts(where="not known", since=silence.by_night, because=because)
        return _with_concern(detector, memory, at, nothing)
    moved = detector.clock(silence.moved, at)
    if memory.where == "out":
        return _out(detector, memory, at, moved)
    seen = Whereabouts(where="at home", since=silence.moved, because=f"last seen{_place(detector, memory)} at {moved}")
    if memory.where == "leaving":
        seen = Whereabouts(where="maybe leaving", since=silence.moved, because=f"the exit door was used at {moved}")
    elif memory.where == "returned":
        came = f"the exit door was used at {moved} from outside, and nobody was seen inside since"
        seen = Whereabouts(where="came in", since=silence.moved, because=came)
    elif _asleep(detector, memory, at):
        seen = Whereabouts(where="asleep", since=silence.moved, because=f"last seen in a bedroom at {moved}, at night")
    return _with_concern(detector, memory, at, seen)


def _out(detector: "Inactivity", memory: "Watch", at: datetime, moved: str) -> Whereabouts:
    since = memory.silence.moved or at
    if memory.lone is None:
        out = f"the exit door was used at {moved}, and nobody was seen inside since"
        return Whereabouts(where="out", since=since, because=out)
    alone = (
        f"since she went out something moved{_place(detector, memory)} only, last at {moved}, as it does with nobody in"
    )
    return _with_concern(detector, memory, at, Whereabouts(where="not known", since=since, because=alone))


def _place(detector: "Inactivity", memory: "Watch") -> str:
    room = memory.silence.room
    return f" in {detector.rooms.get(room, room)}" if room is not None else ""


def _asleep(detector: "Inactivity", memory: "Watch", at: datetime) -> bool:
    moved, allowed = memory.silence.moved, detector.longest.plain
    if moved is None or memory.silence.room not in detector.bedrooms or at - moved < DOZES_AFTER:
        return False
    return allowed.night.includes(at, allowed.timezone)


def _with_concern(detector: "Inactivity", memory: "Watch", at: datetime, seen: Whereabouts) -> Whereabouts:
    due = detector.runs_out(memory)
    if due is None:
        return seen
    began = memory.silence.moved or memory.silence.by_night
    return Whereabouts(
        where=seen.where, since=seen.since, because=seen.because, concern_at=due,
        concern_because=limit_in_words(detector, memory, began, due),
    )  # fmt: skip
