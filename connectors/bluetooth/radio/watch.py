"""Keeps the radio hearing: finds trouble, tries what helps, and says so when it does not."""

import asyncio
import logging
from collections.abc import Callable

from connectors.bluetooth.radio.bleak_radio import BleakRadio
from connectors.bluetooth.radio.bluez import Adapter, Bluez
from connectors.bluetooth.radio.hearing import Hearing
from connectors.bluetooth.radio.recovery import Patience, Recover, Recovery, Step
from connectors.bluetooth.radio.trouble import GONE, Trouble, trouble

log = logging.getLogger(__name__)

STOPPED = 2
"""Looks in a row that find the search stopped: BlueZ itself stops for a moment when it connects."""


class Watch:
    """The watch over one radio. `expected()` is False while silence would say nothing about the radio.

    `tell(up, because, lasted)` is called when the radio works, and when it has not for `lasted` seconds although
    everything was tried: once each. `anew()` when it begins to listen, also after trouble that was told to nobody.
    """

    def __init__(
        self,
        radio: BleakRadio,
        bluez: Bluez,
        patience: Patience,
        recovery: Recovery,
        recover: Recover,
        *,
        usual: float,
        expected: Callable[[], bool],
        tell: Callable[[bool, str, float], None],
        anew: Callable[[], None],
    ) -> None:
        self._radio, self._bluez, self._patience = radio, bluez, patience
        self._recovery, self._recover, self._expected = recovery, recover, expected
        self._tell, self._anew = tell, anew
        self._loop = asyncio.get_running_loop()
        self.hearing = Hearing(patience.silence, usual, self._loop.time())
        self._trouble: Trouble | None = None
        self._told: bool | None = None
        self._telling: asyncio.TimerHandle | None = None
        self._began = 0.0
        self._owner = ""
        self._stopped = 0
        self._since: float | None = None
        self._deaf_at = 0.0
        self._heard = asyncio.Event()

    def heard(self) -> None:
        """Somebody advertised."""
        self.hearing.heard(self._loop.time())
        if self._told is not True or self._trouble is not None:
            self._heard.set()

    async def run(self) -> None:
        """Keep the radio hearing, until cancelled."""
        try:
            while True:
                self._found(await self._listen())
                await self._mend()
        finally:
            self._forget_telling()
            await self._radio.stop()
            await self._radio.drop()
            self._bluez.close()

    async def _listen(self) -> Trouble:
        """Listen until something is wrong."""
        problem = await self._begin()
        while problem is None:
            self._works()
            await self._pause()
            problem = self._wrong(await self._bluez.look()) or self._deaf()
        self._since = None
        return problem

    async def _begin(self) -> Trouble | None:
        seen = await self._bluez.look()
        if isinstance(seen, Trouble):
            return seen
        if not seen.powered:
            return self._bluez.why_off()
        self._radio.adapter = self._bluez.adapter
        problem = await self._radio.start()
        if problem is not None:
            return self._bluez.why_off() if problem.kind == "off" else problem
        now = self._loop.time()
        self._owner, self._stopped, self._since = seen.owner, 0, now
        if not self._is_deaf():
            self.hearing.begins(now)
            self._deaf_at = 0.0
            self._anew()
        return None

    async def _pause(self) -> None:
        """Until the next look: sooner if somebody is heard while that matters, or when the silence grows too long."""
        now = self._loop.time()
        wait = min(self._patience.look, max(0.0, self._silent_at() - now))
        if self._trouble is not None or self._told is None:
            wait = min(wait, self._patience.stands)
        self._heard.clear()
        try:
            async with asyncio.timeout(wait):
                await self._heard.wait()
        except TimeoutError:
            pass

    def _wrong(self, seen: Adapter | Trouble) -> Trouble | None:
        """What BlueZ's answer says is wrong."""
        if isinstance(seen, Trouble):
            return seen
        if seen.owner != self._owner:
            return Trouble("service", "the Bluetooth service (bluetoothd) was restarted")
        if not seen.powered:
            return self._bluez.why_off()
        listens = seen.discovering or self._radio.scanning == "passive"
        self._stopped = 0 if listens else self._stopped + 1
        return trouble("stopped") if self._stopped >= STOPPED else None

    def _deaf(self) -> Trouble | None:
        now = self._loop.time()
        if not self._expected():
            self.hearing.begins(now)
        if now < self._silent_at():
            return None
        return self._silence()

    def _silence(self) -> Trouble:
        return trouble("deaf", seconds=self._loop.time() - self.hearing.last)

    def _silent_at(self) -> float:
        """When the silence is long enough to do something about it."""
        return max(self.hearing.last + self.hearing.limit(self._loop.time()) / 2, self._deaf_at)

    def _is_deaf(self) -> bool:
        return self._trouble is not None and self._trouble.kind == "deaf"

    def _works(self) -> None:
        """If there was trouble, is it over? A radio that was deaf must hear; any other may also just stand."""
        if self._told is True and self._trouble is None:
            return
        now, since = self._loop.time(), self._since or 0.0
        heard = self.hearing.last > since
        stood = now - since >= self._patience.stands and not self._is_deaf()
        if not heard and not stood:
            return
        if self._trouble is not None:
            log.info("bluetooth: works again")
        self._trouble = None
        self._forget_telling()
        self._recovery.reset()
        if self._told is not True:
            self._told = True
            self._tell(True, "", 0.0)

    def _found(self, problem: Trouble) -> None:
        """Trouble: it is told after a while, if recovery does not end it before."""
        first, self._trouble = self._trouble is None, problem
        if first:
            now = self._loop.time()
            began, most = now, self._patience.give_up
            if problem.kind == "deaf":
                began, most = self.hearing.last, self.hearing.limit(now)
            self._began = began
            self._telling = self._loop.call_at(began + most, self._give_up)

    def _give_up(self) -> None:
        """Recovery has had its time. A radio that has just begun to listen is given the time to prove itself."""
        if self._since is not None and not self._is_deaf():
            self._telling = self._loop.call_later(self._patience.stands, self._give_up)
            return
        self._telling = None
        if self._trouble is not None:
            because = self._silence().because if self._is_deaf() else self._trouble.because
            log.error("bluetooth: does not work: %s", because)
            self._told = False
            began = self.hearing.last if self._is_deaf() else self._began
            self._tell(False, because, self._loop.time() - began)

    def _forget_telling(self) -> None:
        if self._telling is not None:
            self._telling.cancel()
            self._telling = None

    async def _mend(self) -> None:
        """One step against the present trouble."""
        problem = self._trouble
        assert problem is not None
        step = self._recovery.next(problem.kind, self._loop.time())
        log.warning("bluetooth: %s; next: %s", problem.because, step.does)
        await self._radio.stop()
        if problem.kind in GONE:
            await self._radio.drop()
        if problem.kind != "deaf":
            await asyncio.sleep(step.after)
        await self._do(step, problem)
        now = self._loop.time()
        if problem.kind == "deaf":
            self.hearing.tried(now)
            self._deaf_at = now + self._recovery.deaf_for(self.hearing.limit(now))

    async def _do(self, step: Step, problem: Trouble) -> None:
        failed = ""
        if step.does == "reset":
            failed = self._recover(problem.kind)
        elif step.does != "listen":
            answer = await (self._bluez.power_cycle() if step.does == "power" else self._bluez.power(on=True))
            failed = answer.because if answer is not None else ""
        if failed:
            log.warning("bluetooth: %s did not work: %s", step.does, failed)
