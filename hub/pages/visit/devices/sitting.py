"""One sitting of pairing in the process of the pages: who joins is seen by every browser that looks.

The network closes when its time is up, when somebody closes it, when nobody has looked for a while, when anything goes
wrong, and when the pages are told to stop; and by itself after 254 s, whatever becomes of us.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct, structs

from connectors.zigbee2mqtt.pairing import Pairing, Waits
from connectors.zigbee2mqtt.pairing_words import NEARER, Happening, InterviewFailed, Interviewing, Trouble
from hub.model.household import Mqtt, Settings
from hub.model.ids import DeviceId
from hub.pages.visit.devices.joining import Newcomer, View
from hub.settings import resolve
from hub.settings.sole import Sole, sole

log = logging.getLogger(__name__)

OPEN_FOR = timedelta(minutes=4)
"""How long devices may join: as `carehub pair` has it, and what one request to a stick can open it for."""


class Patience(Struct, frozen=True, kw_only=True):
    """`unseen`: seconds without a look after which the network is closed: a page that is looked at asks every second,
    and a telephone that was put into a pocket says nothing. `over`: seconds without a look after which all ends.
    `looks`: how often that is looked at.
    """

    unseen: float = 90.0
    over: float = 600.0
    looks: float = 1.0
    waits: Waits | None = None


class Sitting:
    """From the first question to zigbee2mqtt until nobody looks any more. `view` is what a page shows."""

    def __init__(
        self, file: Path, settings: Settings, mqtt: Mqtt, now: Callable[[], datetime], patience: Patience
    ) -> None:
        self._now, self._patience = now, patience
        self._alone: Sole = sole(file)
        password = mqtt.password
        self._pairing = Pairing(
            mqtt, settings.hub.id, resolve(password) if password is not None else None, waits=patience.waits
        )
        self.view = View()
        self.reached = False
        self._changed = asyncio.Event()
        self._looked = self._time()
        self._answered = asyncio.Event()
        self._asking: set[asyncio.Task[None]] = set()
        self._task = asyncio.create_task(self._whole())

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self._task.done()

    @property
    def pairing(self) -> Pairing:
        """The connection to zigbee2mqtt."""
        return self._pairing

    def look(self) -> View:
        """What is so now. Whoever calls this keeps the network open."""
        self._looked = self._time()
        return self.view.knows(self._pairing.devices.values(), self._pairing.progress) if self.reached else self.view

    async def ready(self) -> bool:
        """Wait until zigbee2mqtt has answered, or cannot be reached."""
        await self._answered.wait()
        return self.reached

    async def open(self) -> Trouble | None:
        """Let devices join."""
        if self.view.until is not None:
            return None
        self._looked = self._time()
        trouble = await self._pairing.open(OPEN_FOR)
        if trouble is not None:
            self._happens(trouble)
            await self.close()  # a request whose answer was lost may have opened it
        return trouble

    def ask_again(self, device: DeviceId) -> bool:
        """Ask a device again that did not say what it is; whether it is one. What comes of it is seen, as of others."""
        known = self.look().newcomers.get(device)
        if known is None or known.stage != "failed":
            return False
        self._happens(Interviewing(name=known.name, address=device))
        self._asking.add(task := asyncio.create_task(self._asked_again(known)))
        task.add_done_callback(self._asking.discard)
        return True

    async def _asked_again(self, known: Newcomer) -> None:
        trouble = await self._pairing.interview(known.address)
        now = self.view.newcomers.get(known.address)
        if trouble is not None and (now is None or now.stage == "asked"):
            self._happens(InterviewFailed(name=known.name, address=known.address, do=NEARER))
            if trouble.do != NEARER:  # zigbee2mqtt does not answer at all, or knows the device no longer
                self._happens(trouble)

    async def close(self) -> None:
        """Let nobody join any more."""
        trouble = await self._pairing.close()
        if trouble is not None:
            self._happens(structs.replace(trouble, says=f"the network closes by itself within 4 min: {trouble.says}"))

    async def end(self) -> None:
        """Close the network and let go of everything."""
        if not self.over:
            self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def _whole(self) -> None:
        try:
            async with self._pairing:
                trouble = await self._pairing.reached()
                self.reached = trouble is None
                self._answered.set()
                if trouble is not None:
                    self._happens(trouble)
                    return
                await self._until_nobody_looks()
        finally:
            for each in self._asking:
                each.cancel()
            self.view = structs.replace(self.view, until=None)
            self.reached = False
            self._answered.set()
            self._alone.release()

    async def _until_nobody_looks(self) -> None:
        following = asyncio.create_task(self._follow())
        try:
            while not following.done() and self._unseen < self._patience.over:
                await asyncio.sleep(self._patience.looks)
                if self.view.until is not None and self._unseen >= self._patience.unseen:
                    log.info("nobody looks at the page of pairing any more: the network is closed")
                    await self.close()
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following

    async def _follow(self) -> None:
        while True:  # also when the network has been closed: whoever got a place is still to be heard
            async for each in self._pairing.happenings():
                self._happens(each)

    def _happens(self, what: Happening) -> None:
        self.view = self.view.after(what, self._now())

    @property
    def _unseen(self) -> float:
        return self._time() - self._looked

    def _time(self) -> float:
        return asyncio.get_running_loop().time()


class Sittings:
    """At most one sitting at a time."""

    def __init__(self, patience: Patience | None = None) -> None:
        self.patience = patience or Patience()
        self._now: Sitting | None = None
        self._one = asyncio.Lock()

    @property
    def now(self) -> Sitting | None:
        """The sitting that goes on."""
        return None if self._now is None or self._now.over else self._now

    @property
    def last(self) -> Sitting | None:
        """The same, or the one that has ended last: what went wrong is still to be read."""
        return self._now

    async def begun(self, file: Path, settings: Settings, mqtt: Mqtt, now: Callable[[], datetime]) -> Sitting:
        """The sitting that goes on, or a new one. NotWritten if another program is at it."""
        async with self._one:
            if self.now is None:
                self._now = Sitting(file, settings, mqtt, now, self.patience)
            assert self._now is not None
            await self._now.ready()
            return self._now

    async def end(self) -> None:
        """The pages are told to stop."""
        if self._now is not None:
            await self._now.end()
