"""What the learned detector is compared with: nothing moved for a fixed time, whoever lives here, whatever the hour."""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct

from detectors.stateless import NO_FINDINGS
from hub.core.activity import moved
from hub.learning.homes.silences import BY_THE_DOOR
from hub.model.events import ACTIVITY, Reading, Sensed
from hub.model.findings import Finding

CAPS = tuple(timedelta(hours=hours) for hours in (4, 8, 12))


class Still(Struct, frozen=True):
    """The last movement, the last use of an exit door, and whether this silence was told."""

    moved: datetime
    door: datetime | None = None
    told: bool = False


class PlainCap(Struct, frozen=True, kw_only=True):
    """Raises a concern when nothing moved for `cap`. It learns nothing; it only knows an exit door."""

    name: ClassVar[str] = "plain cap"
    hears: ClassVar[frozenset[str]] = ACTIVITY
    memory: ClassVar[type[Still]] = Still

    cap: timedelta

    def start(self, at: datetime) -> Still:
        """Counts from now."""
        return Still(at)

    def deadline(self, memory: Still) -> datetime | None:
        """When the silence is too long; never if it began with an exit door, or was told."""
        out = memory.door is not None and memory.moved - memory.door <= BY_THE_DOOR
        return None if out or memory.told else memory.moved + self.cap

    def step(self, memory: Still, event: Sensed) -> tuple[Still, tuple[Finding, ...]]:
        """What is known after `event`."""
        if isinstance(event, Reading):
            if not moved(event):
                return memory, NO_FINDINGS
            return Still(event.at, event.at if event.use == "exit door" else memory.door), NO_FINDINGS
        due = self.deadline(memory)
        if due is None or event.at < due:
            return memory, NO_FINDINGS
        finding = Finding(kind="inactivity", at=event.at, because=f"nothing moved for {self.cap}")
        return Still(memory.moved, memory.door, told=True), (finding,)
