"""Is there smoke, carbon monoxide, gas, heat or water where none should be? An edge is told, from any device."""

from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from detectors.stateless import NO_FINDINGS
from detectors.telling import clock
from hub.model.events import Reading, Sensed
from hub.model.findings import Finding
from hub.model.household import Settings


class Hazard(Struct, frozen=True):
    """What a kind of reading means: the kind of incident, and the word for it in a sentence."""

    kind: str
    word: str


HAZARDS = {
    "smoke": Hazard("smoke", "smoke"),
    "carbon monoxide": Hazard("carbon monoxide", "carbon monoxide"),
    "gas": Hazard("gas", "gas"),
    "heat": Hazard("heat", "heat"),
    "leak": Hazard("flood", "water"),
}
"""Every hazard that a sensor can report. A device's test flag is none of these readings, so it is no alarm."""


class Seen(Struct, frozen=True):
    """Which "device/kind" was told and has not been restored."""

    on: frozenset[str] = frozenset()


START = Seen()


class Hazards(Struct, frozen=True, kw_only=True):
    """A rising edge is a finding, from any device, known or not. A falling edge is news, and withdraws nothing."""

    name: ClassVar[str] = "hazards"
    hears: ClassVar[frozenset[str]] = frozenset(HAZARDS)
    memory: ClassVar[type[Seen]] = Seen

    timezone: str

    def start(self, at: datetime) -> Seen:
        """Nothing was told yet."""
        return START

    def deadline(self, memory: Seen) -> datetime | None:
        """Never: a hazard speaks for itself."""
        return None

    def step(self, memory: Seen, event: Sensed) -> tuple[Seen, tuple[Finding, ...]]:
        """A finding for each edge that matters."""
        if not isinstance(event, Reading) or not event.edge or event.kind not in HAZARDS:
            return memory, NO_FINDINGS
        which = f"{event.device}/{event.kind}"
        if event.value is True:
            return Seen(memory.on | {which}), (self._found(event, self._because(event)),)
        if event.value is False and which in memory.on:
            over = f"{_who(event)} no longer reports {HAZARDS[event.kind].word}"
            return Seen(memory.on - {which}), (self._found(event, over, restored=True),)
        return memory, NO_FINDINGS

    def _found(self, seen: Reading, because: str, *, restored: bool = False) -> Finding:
        return Finding(
            kind=HAZARDS[seen.kind].kind, at=seen.heard, because=because, turn="restored" if restored else "concern",
            device=seen.device, room=seen.room, late=seen.late, again=not seen.cached,
            said_at=seen.at if seen.late or seen.cached else None,
        )  # fmt: skip

    def _because(self, seen: Reading) -> str:
        what, said = f"{_who(seen)} reports {HAZARDS[seen.kind].word}", clock(seen.at, seen.heard, self.timezone)
        if seen.cached:
            return f"{what}: still on when first seen, last reported {said}"
        if seen.late:
            return f"{what} since {said}, heard {clock(seen.heard, seen.heard, self.timezone)}"
        return what


def of(settings: Settings) -> Hazards | None:
    """The detector; it watches every home, also an empty one, until the service has ended."""
    return None if settings.home.service == "ended" else Hazards(timezone=settings.hub.timezone)


def _who(seen: Reading) -> str:
    return seen.name if seen.known else f"unknown device {seen.name}"
