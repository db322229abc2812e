"""Asks the network once a day what is left on the SIM, where the network can be asked."""

import logging
from datetime import datetime

from connectors.modem.bus import ModemBus
from connectors.modem.credit import Left, Unread, read
from connectors.modem.failures import Failed
from connectors.modem.patience import Patience
from connectors.modem.standing import Modem
from connectors.modem.telling import Teller
from hub.model.household import Modem as Settings
from hub.ports import Clock, Door

log = logging.getLogger(__name__)


class Asker:
    """Asks when it is time. What it is told, people are told: enough, little, nothing, or not to be read."""

    def __init__(self, settings: Settings, bus: ModemBus, teller: Teller, clock: Clock, patience: Patience) -> None:
        self._settings, self._bus, self._teller, self._clock, self._patience = settings, bus, teller, clock, patience
        self._next: datetime | None = None
        self.empty = False

    async def ask(self, door: Door, modem: Modem) -> None:
        """Ask if it is time to, and tell what came of it."""
        now = self._clock.now()
        if not self._settings.credit_code or (self._next is not None and now < self._next):
            return
        self._next = now + self._patience.credit_again
        answer = await answered(self._bus, modem, self._settings)
        if isinstance(answer, Failed):
            log.warning("the network does not answer the code for credit: %s", answer.word or "nothing came back")
            return
        self._next = now + self._patience.credit
        await self._tell(door, answer)

    async def _tell(self, door: Door, answer: Left | Unread) -> None:
        if isinstance(answer, Unread):
            unread = f"the network's answer about the SIM's credit cannot be read: \"{answer.said}\""
            await self._teller.credit(door, unread=unread)
            return
        self.empty = answer.amount <= 0
        if self.empty:
            await self._teller.credit(door, empty=f"the modem's SIM has no credit left ({answer.said})")
        elif answer.amount < self._settings.least_credit:
            await self._teller.credit(door, low=f"the modem's SIM has little credit left ({answer.said})")
        else:
            await self._teller.credit(door)


async def answered(bus: ModemBus, modem: Modem, settings: Settings) -> Left | Unread | Failed:
    """What the network says is left."""
    if not modem.ussd:
        return Failed("no USSD", "this modem cannot ask the network for its credit")
    answer = await bus.ask_network(modem, settings.credit_code)
    return answer if isinstance(answer, Failed) else read(answer, settings.credit_pattern)
