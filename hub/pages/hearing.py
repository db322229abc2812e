"""What a running hub says when it is asked. That no hub runs is an answer too, and every page can show it."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from hub.shell.socket import reached

Says = dict[str, Any]

FRESH = timedelta(seconds=2)
"""How long an answer serves every page that asks the same: twenty open browsers ask the hub as often as one."""

PATIENCE = 10.0
"""Seconds that a page waits for the hub: as long as a command does."""

BEGINS_ANEW = 10.0
"""Seconds for which a hub that was told to read its settings may answer nobody: it makes its ways in and out anew."""
ASKED_EVERY = 0.1

LINE = 4 * 1024 * 1024
"""Bytes of one answer at the most: a hundred closed incidents with all who were told."""

NOT_RUNNING = "not running"
HUNG_UP = "the hub hung up: it may be starting again"


class Hearing:
    """Asks the hub in `folder` by hub.sock."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self._folder, self._now = folder, now
        self._known: dict[str, tuple[datetime, Says]] = {}
        self._asking: dict[str, asyncio.Lock] = {}
        self._anew_until = time.monotonic()
        self.answered: datetime | None = None
        """When the hub last answered anything."""
        self.lost: datetime | None = None
        """Since when it does not: when it last answered, or, if it never did, when it was first asked in vain."""

    async def ask(self, do: str, **more: Any) -> Says:
        """What the hub says to one request: its own words, or `{"ok": False, "not running": True, ...}`."""
        says = await self._asked(do, **more)
        if is_silent(says):
            self.lost = self.lost or self.answered or self._now()
        else:
            self.answered, self.lost = self._now(), None
        return says

    async def _asked(self, do: str, **more: Any) -> Says:
        try:
            async with asyncio.timeout(PATIENCE):
                line = await self._said(msgspec.json.encode({"do": do, **more}) + b"\n")
            if not line:
                return _silent(HUNG_UP)
            says: Says = msgspec.json.decode(line, type=Says)
        except TimeoutError:
            return _silent(f"the hub did not answer within {PATIENCE:.0f} s")
        except PermissionError:
            return _silent("these pages may not speak to the hub: their user must be in its group")
        except msgspec.MsgspecError:  # half a line: it ended while it spoke
            return _silent(HUNG_UP)
        except (OSError, ValueError):
            return _silent("no hub is running")
        return says

    async def fresh(self, do: str, **more: Any) -> Says:
        """The same, at the most two seconds old: for pages that many look at. Only for what changes nothing."""
        name = msgspec.json.encode([do, more]).decode()
        async with self._asking.setdefault(name, asyncio.Lock()):
            at, known = self._known.get(name, (None, {}))
            if at is not None and timedelta(0) <= self._now() - at < FRESH:
                return known
            says = await self.ask(do, **more)
            while is_silent(says) and self.is_anew():
                await asyncio.sleep(ASKED_EVERY)
                says = await self.ask(do, **more)
            self._known[name] = (self._now(), says)
            return says

    def begins_anew(self) -> None:
        """The hub was told to read its settings: for a moment there may be none to ask, and that is no fault of its."""
        self._anew_until = time.monotonic() + BEGINS_ANEW
        self.forget()

    def is_anew(self) -> bool:
        """Whether it may still be making its ways anew."""
        return time.monotonic() < self._anew_until

    def forget(self) -> None:
        """The next question goes to the hub: somebody has just changed something."""
        self._known.clear()

    async def _said(self, line: bytes) -> bytes:
        reader, writer = await self._reached()
        try:
            writer.write(line)
            await writer.drain()
            return await reader.readline()
        finally:
            writer.close()

    async def _reached(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Its socket. Only this is tried again: a request that went may have been done."""
        while True:
            try:
                with reached(self._folder) as address:
                    return await asyncio.open_unix_connection(address, limit=LINE)
            except (FileNotFoundError, ConnectionRefusedError):
                if not self.is_anew():
                    raise
            await asyncio.sleep(ASKED_EVERY)


def _silent(because: str) -> Says:
    return {"ok": False, NOT_RUNNING: True, "because": because}


def is_silent(says: Says) -> bool:
    """Whether this is no word of the hub's, but that there was none."""
    return bool(says.get(NOT_RUNNING))
