"""Did somebody call for help, or call it off? A press is never held back."""

from datetime import datetime
from typing import ClassVar

from msgspec import Struct

from detectors.stateless import NO_FINDINGS, NOTHING, Nothing
from detectors.telling import clock
from hub.model.events import Reading, Sensed
from hub.model.findings import Finding, Turn
from hub.model.household import Settings
from hub.model.kinds import KINDS

CANCELLABLE = tuple(kind for kind, about in KINDS.items() if about.pending)
"""What the cancel button may stop: alarms that the hub raised by itself. A help call is never among them."""

LET_GO = frozenset({"off", "release", "released"})
"""A press that holds one of these words between its underscores is the end of another: the finger left, the light went
out. Every other word of a device that was given to somebody as a help button is a call, whatever its maker calls it."""

CANCEL = "cancel"
"""The cause of such a withdrawal: a person cancelled, as opposed to a sensor that saw movement."""


class HelpButton(Struct, frozen=True, kw_only=True):
    """Every press is a finding, from any device, known or not, at any time. Cancel withdraws automatic alarms only."""

    name: ClassVar[str] = "help button"
    hears: ClassVar[frozenset[str]] = frozenset({"help", "sos", "cancel", "button"})
    memory: ClassVar[type[Nothing]] = Nothing

    timezone: str

    def start(self, at: datetime) -> Nothing:
        """Nothing is remembered."""
        return NOTHING

    def deadline(self, memory: Nothing) -> datetime | None:
        """Never: a press speaks for itself."""
        return None

    def step(self, memory: Nothing, event: Sensed) -> tuple[Nothing, tuple[Finding, ...]]:
        """A finding for each press, and one for each kind of alarm that a cancel may stop."""
        if not isinstance(event, Reading):
            return memory, NO_FINDINGS
        if event.kind == "cancel":
            return memory, self._cancelled(event)
        return memory, (self._pressed(event),) if _is_press(event) else NO_FINDINGS

    def _pressed(self, press: Reading) -> Finding:
        return Finding(
            kind="help", at=press.heard, because=self._because(press), device=press.device, room=press.room,
            resident=press.worn_by, late=press.late, said_at=press.at if press.late or press.cached else None,
            again=not press.cached,
        )  # fmt: skip

    def _because(self, press: Reading) -> str:
        said = clock(press.at, press.heard, self.timezone)
        if press.cached:
            return f"{_who(press)}: still on when first seen, last reported {said}"
        if press.late:
            return f"{_who(press)} at {said}, heard {clock(press.heard, press.heard, self.timezone)}"
        return _who(press)

    def _cancelled(self, press: Reading) -> tuple[Finding, ...]:
        # A cancel that was held up somewhere was meant for an alarm of then, and a stranger's button for none.
        if press.cached or press.late or not press.known:
            return NO_FINDINGS
        # A call by the same button is not taken back by it: whoever has that call hears of the cancel.
        turns: tuple[tuple[str, Turn], ...] = (*((kind, "withdrawn") for kind in CANCELLABLE), ("help", "noted"))
        return tuple(
            Finding(
                kind=kind, turn=turn, at=press.heard, because=f"cancelled in the home with {press.name}",
                device=press.device, resident=press.worn_by, cause=CANCEL,
            )
            for kind, turn in turns
        )  # fmt: skip


def of(settings: Settings) -> HelpButton | None:
    """The detector; a button is heard in every home, until the service has ended."""
    return None if settings.home.service == "ended" else HelpButton(timezone=settings.hub.timezone)


def _is_press(reading: Reading) -> bool:
    """A help word is a press when it is fresh; `sos` stays on, so only its rising edge is one.

    So is every word of a plain button whose use is "help button".
    """
    if reading.kind == "help":
        return not reading.cached
    if reading.kind == "button":
        return reading.use == "help button" and not reading.cached and not LET_GO & set(_words(reading))
    return reading.kind == "sos" and reading.value is True and reading.edge


def _words(press: Reading) -> list[str]:
    return str(press.value).lower().replace("-", "_").split("_")


def _who(press: Reading) -> str:
    return f"{press.name} pressed" if press.known else f"Help button pressed: unknown device {press.name}"
