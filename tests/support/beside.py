"""A real hub beside the pages, in a thread of its own, with a socket, a store, a telephone that takes every text, and
a clock that leaps: ten minutes pass at once, and everything that was due happens.

It can be killed and started again, as a hub that runs beside `carehub pages` can.
"""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from detectors import parts
from hub.core.engine import Engine
from hub.model.effects import Accepted, Effect, Receipt, Text
from hub.model.events import Event, Receipted, Replied, Reported, Said
from hub.model.ids import EffectKey
from hub.settings import load, resolve
from hub.shell.answers import desk
from hub.shell.clock import VirtualRate
from hub.shell.loop import Hub
from hub.shell.outgoing import Outgoing
from hub.shell.recovery import recover
from hub.shell.socket import Socket
from hub.shell.store import Store

NIGHT = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
WITHIN = 60.0
"""Seconds that anything may take on a busy build server."""


class Leaping(asyncio.SelectorEventLoop):
    """A loop whose time can be put forward."""

    def __init__(self) -> None:
        self.ahead = 0.0
        super().__init__()

    def time(self) -> float:
        return super().time() + self.ahead


class Phone:
    """Takes every text, and keeps it."""

    name = "phone"

    def __init__(self) -> None:
        self.texts: list[Text] = []

    async def send(self, effect: Effect) -> Receipt:
        assert isinstance(effect, Text)
        self.texts.append(effect)
        return Accepted(provider_id=f"SM{len(self.texts)}")

    async def recall(self, effect: Effect) -> Receipt | None:
        return None


class Beside:
    """One hub, at three in the morning."""

    def __init__(self, file: Path, at: datetime = NIGHT) -> None:
        self.file, self.phone = file, Phone()
        self.loop = Leaping()
        self.clock = VirtualRate(at, real=self.loop.time)
        self._thread = threading.Thread(target=self._lives, name="hub beside")
        self._sids = 0
        self.runs = False

    def _lives(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    def _do(self, what: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(what, self.loop).result(WITHIN)

    def open(self) -> None:
        Path(load(self.file).hub.data).mkdir(parents=True, exist_ok=True)
        self._thread.start()
        self.start()

    def close(self) -> None:
        if self.runs:
            self.stop()
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(WITHIN)
        self.loop.close()

    def start(self) -> None:
        """The hub starts, or starts again on the store that is there."""
        self._do(self._start())

    async def _start(self) -> None:
        settings = load(self.file)
        folder = Path(settings.hub.data)
        self.store = Store.open(folder)
        engine = Engine(parts)
        memory = recover(engine, self.store, settings, self.clock.now())
        self.outgoing = Outgoing({"text": self.phone}, self.store, self.clock, Random(1))
        self.hub = Hub(engine, memory, self.store, self.clock, self.outgoing)
        self.socket = Socket(folder, desk(self.hub, self.store, self.outgoing, folder, "1", resolve))
        self.hub.begin(settings)
        self.outgoing.begin(self.hub)
        await self.socket.begin()
        self.runs = True

    def stop(self) -> None:
        """The hub stops."""
        self._do(self._stop())

    async def _stop(self) -> None:
        await self.socket.end()
        await self.outgoing.end()
        self.hub.end()
        self.store.close()
        self.runs = False

    def passes(self, **much: float) -> None:
        """So much time passes at once."""

        async def leap() -> None:
            self.loop.ahead += timedelta(**much).total_seconds()
            await asyncio.sleep(0.05)

        self._do(leap())

    # what happens in the home, and what people text

    def says(self, device: str, kind: str, value: bool | float | str) -> None:
        """A sensor speaks."""

        async def speak() -> None:
            said = (Said(kind, value),)
            self.hub.post(Reported(at=self.clock.now(), source="test", name=device, said=said))
            await asyncio.sleep(0.05)  # an ordinary reading waits for others to be written with

        self._do(speak())

    def press(self) -> None:
        """The help button is pressed."""
        self.says("sim-help-button", "help", "emergency")

    def moves(self, room: str) -> None:
        """Somebody moves in a room of the demo's home."""
        self.says(f"sim-{room}-motion", "motion", True)

    def happens(self, event: Event) -> None:
        """Anything else happens, and is durable."""
        self._do(self.hub.offer(event))

    def texts(self, number: str, text: str) -> None:
        """A person texts."""
        self._sids += 1
        self.happens(Replied(at=self.clock.now(), number=number, text=text, sid=f"in{self._sids}"))

    def receipt(self, key: EffectKey, receipt: Receipt) -> None:
        """A provider tells what became of a text."""
        self.happens(Receipted(at=self.clock.now(), effect=key, receipt=receipt))

    @property
    def open_now(self) -> dict[str, Any]:
        return {str(each.reference): each for each in self.hub.state.facts.open.values()}


@contextmanager
def beside(file: Path, at: datetime = NIGHT) -> Iterator[Beside]:
    """A hub that runs on the home of `file`."""
    made = Beside(file, at)
    made.open()
    try:
        yield made
    finally:
        made.close()


def until(holds: Callable[[], bool], within: float = WITHIN) -> None:
    """Waits until something is so."""
    give_up = time.monotonic() + within
    while not holds():
        assert time.monotonic() < give_up, "it never came to that"
        time.sleep(0.02)
