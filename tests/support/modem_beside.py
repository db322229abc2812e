"""The fake ModemManager beside a real hub, for tests that are no coroutines: on a loop and a thread of its own."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from tests.support.bluez import Bus
from tests.support.modem_manager import FakeModemManager, Sent

T = TypeVar("T")


class Beside:
    """`modem` may be read from anywhere; what changes it goes through `do`."""

    def __init__(self, modem: FakeModemManager, address: str, loop: asyncio.AbstractEventLoop) -> None:
        self.modem, self.address, self._loop = modem, address, loop
        self._expected: list[Sent] = []

    def do(self, what: Coroutine[Any, Any, T]) -> T:
        """Have the modem do something, and wait until it has."""
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(30)

    def expect(self, number: str, *words: str, within: float = 30.0) -> Sent:
        """The oldest text to `number` with all `words` that was not expected before. Waits for it."""
        give_up = time.monotonic() + within
        while time.monotonic() < give_up:
            for sent in tuple(self.modem.sent):
                if sent not in self._expected and sent.number == number and all(word in sent.body for word in words):
                    self._expected.append(sent)
                    return sent
            time.sleep(0.02)
        raise AssertionError(f"no text to {number} with {words} in {within} s; unexpected: {self.others()}")

    def others(self) -> list[Sent]:
        """The texts that nobody expected."""
        return [sent for sent in self.modem.sent if sent not in self._expected]


@contextmanager
def beside(make: Callable[[], FakeModemManager] = FakeModemManager, *, expected: bool = True) -> Iterator[Beside]:
    """A system bus and a ModemManager on it. `expected`: a text that nobody expected fails the test."""
    bus, loop = Bus().start(), asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="modem", daemon=True)
    thread.start()
    there = Beside(make(), bus.address, loop)
    try:
        there.do(there.modem.start(bus.address))
        yield there
        assert not (expected and there.others()), f"unexpected texts: {there.others()}"
    finally:
        there.do(there.modem.die())
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
        bus.close()
