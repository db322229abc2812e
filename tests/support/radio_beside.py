"""A Bluetooth radio beside the hub and its pages: a small BlueZ on a bus of its own, in a thread of its own.

The hub's process and the pages both speak to it as they speak to the real one, through bleak and D-Bus.
"""

import asyncio
import gc
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from tests.support.bluez import Bus, FakeBluez

BTHOME = "0000fcd2-0000-1000-8000-00805f9b34fb"
WITHIN = 60.0
"""Seconds that anything may take on a busy build server."""


class RadioBeside:
    """What advertises near it is heard by whoever listens. `bluez` may be told from any thread what fails."""

    def __init__(self) -> None:
        self.bus = Bus()
        self.bluez: FakeBluez
        self._packets = count(1)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="radio beside")
        self._thread.start()

    def does(self, what: Coroutine[Any, Any, Any]) -> Any:
        """Done in the radio's own thread."""
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(WITHIN)

    def begins(self, *, denied: bool, service: bool, **fake: bool) -> None:
        """The bus is there, and BlueZ on it unless there is no `service`."""
        self.bus.start(denied=denied)
        self.bluez = FakeBluez(self.bus, **fake)
        if service:
            self.does(self.bluez.start())

    def says(self, address: str, data: Callable[[int], bytes], **more: Any) -> bool:
        """A BTHome device says something new. `data`: the packet of that number. True if somebody listened."""
        packet = data(next(self._packets))
        return bool(self.does(self.bluez.advertise(address, service={BTHOME: packet}, **more)))

    def close(self) -> None:
        """BlueZ ends, then the bus."""
        self.does(self.bluez.die())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(WITHIN)
        self._loop.close()
        self.bus.close()
        gc.collect()  # dbus-fast leaves failures that nobody looks at: asyncio logs them here


@contextmanager
def radio_beside(*, denied: bool = False, service: bool = True, **fake: bool) -> Iterator[RadioBeside]:
    """`fake`: as `FakeBluez` takes it. Whoever begins within it finds the bus by DBUS_SYSTEM_BUS_ADDRESS."""
    made = RadioBeside()
    try:
        made.begins(denied=denied, service=service, **fake)
        yield made
    finally:
        made.close()
