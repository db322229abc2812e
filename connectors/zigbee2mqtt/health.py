"""Does zigbee2mqtt still answer? After a power cut the broker goes on saying its retained "online" for ever."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from msgspec import Struct

ASKED_AFTER = 60.0
"""Seconds between two questions: each leaves zigbee2mqtt 30 s to answer before it counts as silent."""
SILENT_AFTER = 90.0
"""Seconds without any sign of life after which it does not answer (behaviour 20)."""
STRANGE_AFTER = 600.0
"""Seconds for a program that never answered such a question: longer than any zigbee2mqtt takes to start."""
OVERSLEPT = 5.0
"""Seconds. A timer this late says that the hub itself stood still, and what came meanwhile is still to be read."""


SILENT, BACK = "it does not answer", "it is heard again"
UNWELL, WELL = "it says that it is not well; its log says why", "it says that it is well again"


class Patience(Struct, frozen=True, kw_only=True):
    """How often zigbee2mqtt is asked, and how long it may be silent. Seconds."""

    asked_after: float = ASKED_AFTER
    silent_after: float = SILENT_AFTER
    strange_after: float = STRANGE_AFTER


class Health:
    """Watches one zigbee2mqtt while the broker has us. `ask` puts the question: True if the broker took it.

    `tell(up, because, silent)` is called when it has been silent for `silent` seconds and at the first sign of life
    after that, and when it says that it is unwell; `answered_first` once, when it answers its first question.
    `answers`: it has answered one before, in an earlier run.
    """

    def __init__(
        self,
        patience: Patience,
        answers: bool,
        ask: Callable[[], Awaitable[bool]],
        tell: Callable[[bool, str, float], None],
        answered_first: Callable[[], None],
    ) -> None:
        self._patience, self._answers = patience, answers
        self._ask, self._tell, self._answered_first = ask, tell, answered_first
        self._linked, self._changed = False, asyncio.Event()
        self._heard_at = self._ask_at = 0.0
        self._heard = self._asked = False
        self._told: bool | None = None
        self._unwell = False

    def link(self, up: bool) -> None:
        """The broker has us, or has lost us: what is not connected can hear nothing, and silence counts anew."""
        self._linked = up
        self._heard_at = self._ask_at = asyncio.get_running_loop().time()
        self._heard = self._asked = False
        self._changed.set()

    def alive(self) -> None:
        """It said something of its own, now."""
        self._heard_at, self._heard = asyncio.get_running_loop().time(), True
        if not self._unwell and (self._told is False or (self._told is None and self._answers)):
            self._told = True
            self._tell(True, BACK, 0.0)

    def answered(self, well: bool = True) -> None:
        """It answered the question. While it says that it is not well, no other sign of life makes it so."""
        if well and self._unwell:
            self._unwell, self._told = False, True
            self._tell(True, WELL, 0.0)
        elif not well and not self._unwell:
            self._unwell, self._told = True, False
            self._tell(False, UNWELL, 0.0)
        self.alive()
        if not self._answers:
            self._answers = True
            self._answered_first()
            self._changed.set()

    def says(self, online: bool, retained: bool) -> bool:
        """It says that it is online or offline (the broker may do so for it); True if the hub should hear that."""
        if online and retained and (self._answers or self._told is False):
            return False  # the broker says so however dead it is; its answer will tell
        self._told, self._unwell = online, False
        if online and not retained:
            self.alive()
        return True

    async def run(self) -> None:
        """Ask and watch until cancelled. No timer runs while the broker is away."""
        while True:
            self._changed.clear()
            if not self._linked:
                await self._changed.wait()
                continue
            await self._ask_if_due()
            await self._sleep(self._next())

    async def _ask_if_due(self) -> None:
        now = asyncio.get_running_loop().time()
        if now >= self._ask_at:
            self._ask_at = now + self._patience.asked_after
            self._asked = await self._ask()

    async def _sleep(self, until: float) -> None:
        loop = asyncio.get_running_loop()
        with suppress(TimeoutError):
            async with asyncio.timeout_at(until):
                await self._changed.wait()
                return
        if loop.time() - until > OVERSLEPT:
            self._heard_at = loop.time()
        elif self._linked and (due := self._silent_at()) is not None and due <= loop.time():
            self._told = False
            self._tell(False, SILENT, loop.time() - self._heard_at)

    def _next(self) -> float:
        silent_at = self._silent_at()
        return self._ask_at if silent_at is None else min(self._ask_at, silent_at)

    def _silent_at(self) -> float | None:
        """When it will have been silent for too long; None if that says nothing, or is known already."""
        if self._told is False:
            return None
        if self._answers and self._asked:
            return self._heard_at + self._patience.silent_after
        # A program that never answers may have nothing to say all night: only one that never spoke at all is dead.
        return None if self._heard else self._heard_at + self._patience.strange_after
