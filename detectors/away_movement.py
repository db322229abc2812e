"""Does anybody move in a home that should be empty? Asked only while the service is suspended."""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct

from detectors.stateless import NO_FINDINGS
from detectors.telling import clock
from hub.core.activity import moved
from hub.model.events import ACTIVITY, PRESSES, Reading, Sensed
from hub.model.findings import Finding
from hub.model.household import Settings

ASKED_APART = timedelta(hours=24)
"""Once a day is enough to learn that somebody is home early, or that a neighbour waters the plants (our choice)."""


class Asked(Struct, frozen=True):
    """When movement was last asked about."""

    at: datetime | None = None


NEVER = Asked()


class AwayMovement(Struct, frozen=True, kw_only=True):
    """While the service is suspended, movement is asked about once in 24 hours."""

    name: ClassVar[str] = "movement while away"
    hears: ClassVar[frozenset[str]] = ACTIVITY - PRESSES
    memory: ClassVar[type[Asked]] = Asked

    timezone: str

    def start(self, at: datetime) -> Asked:
        """Nothing was asked yet."""
        return NEVER

    def deadline(self, memory: Asked) -> datetime | None:
        """Never: an empty home may be quiet for ever."""
        return None

    def step(self, memory: Asked, event: Sensed) -> tuple[Asked, tuple[Finding, ...]]:
        """What is known after `event`."""
        if not isinstance(event, Reading) or not moved(event) or event.kind in PRESSES:
            return memory, NO_FINDINGS
        if memory.at is not None and event.heard - memory.at < ASKED_APART:
            return memory, NO_FINDINGS
        seen = clock(event.at, event.heard, self.timezone)
        because = f"{event.name} saw somebody at {seen}, and nobody should be at home"
        finding = Finding(kind="movement while away", at=event.heard, because=because, device=event.device,
                          room=event.room, late=event.late)  # fmt: skip
        return Asked(event.heard), (finding,)


def of(settings: Settings) -> AwayMovement | None:
    """The detector, if the service is suspended and it was agreed that movement is watched at all."""
    if settings.home.service != "suspended" or not settings.agreed("inactivity"):
        return None
    return AwayMovement(timezone=settings.hub.timezone)
