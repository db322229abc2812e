"""When is an impact an alarm, by the wearable alone? The one rule for the hub, for `detect-falls` and for judging."""

from datetime import datetime, timedelta

from msgspec import Struct

from detectors.fall.model import Model
from detectors.fall.score import score
from hub.model.events import Impact, Movement

APART = timedelta(seconds=3)
"""A body hits the ground in parts within it. Whoever gets up and falls again takes longer."""


class Memory(Struct, frozen=True):
    """When the last impact was that was taken for a fall."""

    struck: datetime | None = None


START = Memory()


class Alarm(Struct, frozen=True):
    """A fall, as far as the wearable can tell: when it struck, when that was known, and how likely it is."""

    struck: datetime
    decided: datetime
    score: float


def step(memory: Memory, event: Impact | Movement, model: Model) -> tuple[Memory, Alarm | None]:
    """What is known after `event`, and the alarm that it gives. An alarm is never taken back here."""
    if not isinstance(event, Impact):
        return memory, None
    if memory.struck is not None and abs(event.struck - memory.struck) <= APART:
        return memory, None
    likely = score(event, model)
    if likely < model.threshold:
        return memory, None
    return Memory(event.struck), Alarm(event.struck, event.at, likely)
