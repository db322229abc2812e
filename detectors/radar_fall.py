"""Does a fall sensor say that somebody fell? A radar on the wall, or a device that is worn."""

from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from detectors.stateless import NO_FINDINGS, NOTHING, Nothing
from detectors.telling import clock
from hub.model.events import Reading, Sensed
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.model.ids import ResidentId

NOT_A_PERSON = frozenset({"vibration"})
"""A vibration sensor's "fall" is a thing that was dropped, never a person (behaviour 23)."""


class RadarFall(Struct, frozen=True, kw_only=True):
    """A rising edge of a fall is a finding. Its falling edge is made by a timer and says nothing."""

    name: ClassVar[str] = "radar fall"
    hears: ClassVar[frozenset[str]] = frozenset({"fall"})
    memory: ClassVar[type[Nothing]] = Nothing

    timezone: str
    only_resident: ResidentId | None

    def start(self, at: datetime) -> Nothing:
        """Nothing is remembered."""
        return NOTHING

    def deadline(self, memory: Nothing) -> datetime | None:
        """Never: a fall speaks for itself."""
        return None

    def step(self, memory: Nothing, event: Sensed) -> tuple[Nothing, tuple[Finding, ...]]:
        """A finding for each fall that a device begins to report."""
        if not isinstance(event, Reading) or event.kind != "fall" or event.value is not True or not event.edge:
            return memory, NO_FINDINGS
        if event.use in NOT_A_PERSON:
            return memory, NO_FINDINGS
        return memory, (self._fell(event),)

    def _fell(self, seen: Reading) -> Finding:
        return Finding(
            kind="fall", at=seen.heard, because=self._because(seen), device=seen.device, room=seen.room,
            resident=seen.worn_by or self.only_resident, late=seen.late, again=not seen.cached,
            said_at=seen.at if seen.late or seen.cached else None,
        )  # fmt: skip

    def _because(self, seen: Reading) -> str:
        what = f"{seen.name if seen.known else f'unknown device {seen.name}'} reports a fall"
        said = clock(seen.at, seen.heard, self.timezone)
        if seen.cached:
            return f"{what}: still on when first seen, last reported {said}"
        if seen.late:
            return f"{what} at {said}, heard {clock(seen.heard, seen.heard, self.timezone)}"
        return what


def of(settings: Settings) -> RadarFall | None:
    """The detector, if falls were agreed and the service has not ended."""
    if settings.home.service == "ended" or not settings.agreed("falls"):
        return None
    only = settings.residents[0].id if len(settings.residents) == 1 else None
    return RadarFall(timezone=settings.hub.timezone, only_resident=only)
