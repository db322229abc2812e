"""Texts through a modem of one's own: handed over, reported on and answered, without any broadband."""

import asyncio

from connectors.modem.asking_credit import Asker
from connectors.modem.bus import ModemBus
from connectors.modem.failures import did_not_go
from connectors.modem.patience import Patience
from connectors.modem.reading import Reader
from connectors.modem.recovery import Recovery
from connectors.modem.sending import Sender
from connectors.modem.standing import MEND, Standing, standing, why_locked
from connectors.modem.telling import Teller
from hub.model.effects import Effect, Receipt, Text, TryAgain
from hub.model.household import Modem as Settings
from hub.ports import Clock, Door


class ModemTexts:
    """One modem. `hub.ports.TextWay`, and `hub.ports.Source`: `run` reads texts as they come and keeps it working.

    Everything is asked over D-Bus on the loop: there is no thread.
    """

    name = "modem"

    def __init__(self, settings: Settings, pin: str | None, clock: Clock, patience: Patience | None = None) -> None:
        self._settings, self._has_pin, self._clock = settings, pin is not None, clock
        self._patience = patience or Patience()
        self._news = asyncio.Event()
        self._bus = ModemBus(self._news.set, self._patience.answer.total_seconds())
        self._sender, self._reader = Sender(self._bus, clock, self._patience), Reader(self._bus, clock)
        self._recovery = Recovery(self._bus, pin, self._patience)
        self._teller = Teller(clock, self._patience, settings.least_signal)
        self._asker = Asker(settings, self._bus, self._teller, clock, self._patience)
        self._reading = asyncio.Lock()

    async def prepare(self) -> None:
        """Connect to the bus, so that the first alarm need not."""
        await self._look()

    async def send(self, effect: Effect) -> Receipt:
        """Hand a text to the modem."""
        seen = await self._look()
        if seen.modem is None or seen.kind != "ready":
            return did_not_go(seen.because)
        receipt = await self._sender.send(seen.modem, _text(effect))
        if isinstance(receipt, TryAgain) and "storage" in receipt.because:
            await self._reader.make_room(seen.modem)
        return receipt

    async def recall(self, effect: Effect) -> Receipt | None:
        """Whether a text left already, by the modem's own list."""
        seen = await self._look()
        return await self._sender.recall(seen.modem, _text(effect)) if seen.modem is not None else None

    async def poll(self, door: Door, waiting: tuple[tuple[Text, str], ...]) -> None:
        """Offer new replies, and what became of `waiting`."""
        async with self._reading:
            seen = await self._look()
            await self._notice(door, seen)
            if seen.modem is not None and seen.modem.messages is not None:
                await self._reader.read(door, seen.modem)
                await self._reader.report(door, seen.modem, waiting)

    async def examine(self, door: Door) -> bool:
        """As `TextWay.examine`: the modem, its SIM and its network, and the credit if it is time."""
        seen = await self._look()
        await self._notice(door, seen)
        if seen.modem is not None and seen.kind == "ready":
            await self._asker.ask(door, seen.modem)
        return seen.kind == "ready" and not self._asker.empty

    async def run(self, door: Door, clock: Clock) -> None:
        """Read what comes as it comes, and keep the modem working, for ever."""
        try:
            while True:
                self._news.clear()
                seen = await self._look()
                await self._notice(door, seen)
                self._recovery.attempt(seen, self._clock.now(), self._sender.failures)
                await self._read(door, seen)
                if seen.modem is not None and seen.kind == "ready" and not self._sender.busy:
                    await self._asker.ask(door, seen.modem)
                await asyncio.sleep(self._patience.between.total_seconds())
                await self._wait()
        finally:
            await self._recovery.stop()
            await self._sender.stop()
            self._bus.close()

    def stop(self) -> None:
        """As `TextWay.stop`."""
        self._bus.close()

    async def _look(self) -> Standing:
        return standing(await self._bus.look(), self._settings.imei)

    async def _notice(self, door: Door, seen: Standing) -> None:
        """Tell what is new. What only the hub's own reset did is no news."""
        if seen.kind not in MEND and seen.kind != "ready" and self._recovery.resetting(self._clock.now()):
            return
        because = ""
        if seen.kind == "pin" and seen.modem is not None:
            because = why_locked(seen.modem, has_pin=self._has_pin)
        await self._teller.noticed(door, seen, because)

    async def _read(self, door: Door, seen: Standing) -> None:
        if seen.modem is not None and seen.modem.messages is not None:
            async with self._reading:
                await self._reader.read(door, seen.modem)

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(self._patience.look.total_seconds()):
                await self._news.wait()
        except TimeoutError:
            return


def _text(effect: Effect) -> Text:
    if not isinstance(effect, Text):
        raise TypeError(f"a modem sends texts, not {type(effect).__name__}")
    return effect
