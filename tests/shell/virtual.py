"""A loop in which an hour passes at once, and a hub in it: the real engine, the real store, no real waiting."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from detectors import parts
from hub.core.engine import Engine
from hub.model.effects import Accepted, Effect, Receipt, Text
from hub.model.events import Reported, Said
from hub.model.household import Settings
from hub.settings import parse
from hub.shell.clock import HubClock
from hub.shell.loop import Hub
from hub.shell.outgoing import Outgoing
from hub.shell.recovery import recover
from hub.shell.store import Store

MORNING = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
ANNA, BEN = "+447700900111", "+447700900112"
HOME = """
[hub]
id = "hub-0042"
[[residents]]
id = "mary"
name = "Mary S"
[[rooms]]
id = "hall"
name = "Hall"
[[devices]]
id = "0x01"
name = "Help button"
use = "help button"
worn_by = "mary"
[[devices]]
id = "0x02"
name = "Hall motion"
use = "motion"
room = "hall"
[[contacts]]
id = "anna"
name = "Anna"
phone = "+447700900111"
[[contacts]]
id = "ben"
name = "Ben"
phone = "+447700900112"
[[ladder]]
tell = ["anna"]
wait = "2m"
[[ladder]]
tell = ["ben"]
wait = "3m"
"""


class _Skipping(selectors.DefaultSelector):
    """Instead of waiting, time goes on."""

    def __init__(self, clock: "VirtualLoop") -> None:
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if not ready and timeout:
            self._clock.passed += timeout
        elif not ready and timeout is None:
            raise AssertionError("the test waits for something that never happens")
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.passed = 1000.0
        super().__init__(_Skipping(self))

    def time(self) -> float:
        return self.passed


def play(story: Callable[[VirtualLoop], Coroutine[Any, Any, None]]) -> None:
    """Runs a story in virtual time; a task that outlives it is a failure."""
    loop = VirtualLoop()
    asyncio.set_event_loop(loop)
    try:
        loop.run_until_complete(story(loop))
        late = [task.get_name() for task in asyncio.all_tasks(loop)]
        assert not late, f"tasks still there: {late}"
    finally:
        asyncio.set_event_loop(None)
        loop.close()


class Phone:
    """A sink that keeps what it is given, and answers as it is told to."""

    def __init__(self, loop: VirtualLoop, name: str = "phone") -> None:
        self.name, self._loop = name, loop
        self.sent: list[tuple[float, Any]] = []
        self.recalled: list[Effect] = []
        self.answers: list[Receipt | Exception] = []
        self.remembers: Receipt | None = None
        self.takes: dict[str, float] = {}

    async def send(self, effect: Effect) -> Receipt:
        self.sent.append((self._loop.time(), effect))
        await asyncio.sleep(self.takes.get(getattr(effect, "number", ""), 0.0))
        answer = self.answers.pop(0) if self.answers else Accepted(provider_id=f"SM{len(self.sent)}")
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def recall(self, effect: Effect) -> Receipt | None:
        self.recalled.append(effect)
        return self.remembers

    @property
    def texts(self) -> list[str]:
        return [effect.number for _, effect in self.sent if isinstance(effect, Text)]


class Home:
    """One hub in virtual time. `stop` is clean, `kill` is not."""

    def __init__(self, loop: VirtualLoop, folder: Path, settings: Settings | None = None) -> None:
        self.loop, self.folder = loop, folder
        self.settings = settings or home()
        self.set_by = 0.0
        self.asleep = 0.0
        self.vouched = "a test says so"
        self.phone = Phone(loop)
        self.engine = Engine(parts)

    def start(self) -> "Home":
        self.store = Store.open(self.folder)
        self.clock = HubClock(self.boot, self.wall, lambda: self.vouched)
        self.memory = recover(self.engine, self.store, self.settings, self.clock.now())
        self.outgoing = Outgoing({"text": self.phone}, self.store, self.clock, Random(1))
        self.hub = Hub(self.engine, self.memory, self.store, self.clock, self.outgoing)
        self.hub.begin(self.settings)
        self.outgoing.begin(self.hub)
        return self

    async def stop(self) -> None:
        await self.outgoing.end()
        self.hub.end()
        self.store.close()

    async def kill(self) -> None:
        """As a power cut: what was not committed is gone."""
        await self.outgoing.end()
        for handle in (self.hub._timer, self.hub._beating, self.hub._proof):
            if handle:
                handle.cancel()
        self.hub.journal._disarm()
        self.hub.journal._stop_retry()
        self.store._disk.conn.close()

    def boot(self) -> float:
        return self.loop.time() + self.asleep

    def wall(self) -> float:
        return MORNING.timestamp() + self.boot() - 1000.0 + self.set_by

    def press(self, committed: Callable[[], None] | None = None) -> None:
        self.hub.post(said("0x01", "help", "emergency"), committed)

    def move(self, committed: Callable[[], None] | None = None) -> None:
        self.hub.post(said("0x02", "motion", True), committed)

    def journal(self) -> list[str]:
        rows = self.store.history(MORNING - timedelta(days=9999), MORNING + timedelta(days=9999))
        return [type(kept.event).__name__ for kept in rows]


def said(name: str, kind: str, value: bool | float | str) -> Reported:
    return Reported(at=MORNING, source="test", name=name, said=(Said(kind, value),))


def home(extra: str = "") -> Settings:
    return parse(HOME + extra, "hub.toml")
