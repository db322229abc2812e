"""What is tried before a person is told: switch the modem on, unlock its SIM, reset it. Each try is put off longer."""

import asyncio
import logging
from collections.abc import Coroutine
from datetime import datetime

from connectors.modem.bus import ModemBus
from connectors.modem.failures import Failed, blame
from connectors.modem.patience import Patience
from connectors.modem.standing import Kind, Modem, Standing, may_enter_pin

log = logging.getLogger(__name__)


SIM_KINDS: frozenset[Kind] = frozenset({"failed", "sim missing", "sim"})
NETWORK_KINDS: frozenset[Kind] = frozenset({"no network", "starting"})
"""What a reset may end: a SIM that was not read at power-on; a network that is lost, a firmware that hangs."""
MANY_FAILURES = 3
"""Texts in a row that a modem does not take although it says that it could: its firmware may hang."""


class Recovery:
    """Tries to make one modem work again, one step at a time."""

    def __init__(self, bus: ModemBus, pin: str | None, patience: Patience) -> None:
        self._bus, self._pin, self._patience = bus, pin, patience
        self._step: asyncio.Task[Failed | None] | None = None
        self._kind: tuple[Kind, datetime] | None = None
        self._enabled_at: datetime | None = None
        self._reset_at: datetime | None = None
        self._next_reset: datetime | None = None
        self._wait = patience.reset_again
        self._pin_sent = False

    def attempt(self, standing: Standing, now: datetime, failures: int) -> None:
        """Begin whatever may help, unless a step is under way."""
        if self._kind is None or self._kind[0] != standing.kind:
            self._kind = (standing.kind, now)
        if standing.kind == "ready" and failures == 0:
            self._wait, self._next_reset = self._patience.reset_again, None
        if standing.modem is None or (self._step is not None and not self._step.done()):
            return
        if standing.kind == "off":
            self._enable(standing.modem, now)
        elif standing.kind == "pin":
            self._enter_pin(standing.modem)
        elif self._needs_reset(standing.kind, now, failures):
            self._reset(standing.modem, now)

    def resetting(self, now: datetime) -> bool:
        """True while the modem may be gone because it was reset."""
        return self._reset_at is not None and now < self._reset_at + self._patience.resetting

    async def stop(self) -> None:
        """Stop waiting for the step that is under way."""
        if self._step is not None:
            self._step.cancel()
            await asyncio.gather(self._step, return_exceptions=True)

    def _enable(self, modem: Modem, now: datetime) -> None:
        if self._enabled_at is None or now >= self._enabled_at + self._patience.enable:
            self._enabled_at = now
            self._begin("enable", self._bus.enable(modem))

    def _enter_pin(self, modem: Modem) -> None:
        """Once in a run at most, and only while the SIM says that nobody has mistyped it: three are all it has."""
        if self._pin is None or self._pin_sent or not modem.sim or not may_enter_pin(modem):
            return
        self._pin_sent = True
        self._begin("unlock", self._unlock(modem, self._pin))

    async def _unlock(self, modem: Modem, pin: str) -> Failed | None:
        failed = await self._bus.enter_pin(modem, pin)
        self._pin_sent = failed is not None  # one that was right may be asked for again, after a reset
        return failed

    def _needs_reset(self, kind: Kind, now: datetime, failures: int) -> bool:
        if self._kind is None or (self._next_reset is not None and now < self._next_reset):
            return False
        lasts = now - self._kind[1]
        if kind in SIM_KINDS:
            return lasts >= self._patience.reset_sim
        if kind in NETWORK_KINDS:
            return lasts >= self._patience.reset_network
        return kind == "ready" and failures >= MANY_FAILURES

    def _reset(self, modem: Modem, now: datetime) -> None:
        self._reset_at, self._next_reset = now, now + self._wait
        self._wait = min(self._patience.reset_most, 2 * self._wait)
        self._begin("reset", self._bus.reset(modem))

    def _begin(self, what: str, step: Coroutine[None, None, Failed | None]) -> None:
        async def run() -> Failed | None:
            failed = await step
            if failed is not None:
                log.warning("the modem could not be made to %s: %s", what, blame(failed)[1])
            return failed

        log.info("modem: %s", what)
        self._step = asyncio.get_running_loop().create_task(run(), name=f"modem {what}")
