"""A hub beside the pages: the real engine, store and hub.sock, but a clock that stands until a test moves it."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import Any, Self

import msgspec
from msgspec import structs

from detectors import parts
from hub.core.codec import encode
from hub.core.engine import Engine
from hub.core.fold import fold, ticks
from hub.core.overview import overview
from hub.core.state import State
from hub.model.effects import Effect
from hub.model.events import Event, LinkChanged, Reported, Said, SettingsChanged
from hub.model.household import Settings
from hub.model.routine import Day
from hub.records.heard import place
from hub.shell.answers import contacts, devices
from hub.shell.bodies import event_body, micros
from hub.shell.heard import SINCE, UPTO
from hub.shell.right_now import right_now
from hub.shell.socket import Desk, Socket
from hub.shell.store import Row, Store

WITHIN = 60.0
"""Seconds that anything may take on a busy build server."""
WAYS = ("broker", "zigbee2mqtt", "sms", "texts by modem")
"""Links that are up in a home that works: two ways in, two ways out."""


class HubBeside:
    """Plays events into a store, and answers on hub.sock between `with` and its end."""

    def __init__(self, folder: Path, settings: Settings, clock: Callable[[], datetime], begins: datetime) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self._clock, self.begins = folder, clock, begins
        self.failing, self.runs, self.asked = False, False, 0
        self.status: dict[str, Any] = {}
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="hub beside")
        self._thread.start()
        self._do(self._opened(settings))

    async def _opened(self, settings: Settings) -> None:
        self.engine = Engine(parts)
        self.store = Store.open(self.folder)
        self.state: State = self.engine.start(self.store.epoch, settings, self.begins)

    def _do(self, what: Coroutine[Any, Any, Any]) -> Any:
        """The store belongs to one thread."""
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(WITHIN)

    # what happens

    def takes(self, events: Iterable[Event]) -> tuple[Effect, ...]:
        """Each event in turn, with what falls due before it; kept in the store at once."""
        return tuple(self._do(self._taken(list(events))))

    async def _taken(self, events: list[Event]) -> tuple[Effect, ...]:
        steps = (step for event in events for step in fold(self.engine, self.state, event))
        return tuple(effect for step in steps for effect in self._kept(step))

    def _kept(self, step: tuple[Event, State, tuple[Effect, ...]]) -> tuple[Effect, ...]:
        event, state, effects = step
        rows = [Row(state.seq, event)] if state.seq != self.state.seq else []
        self.store.commit(rows, self.state.facts, state.facts, effects)
        self.state = state
        return effects

    def _wait(self) -> None:
        """What is due by now happens."""
        for step in ticks(self.engine, self.state, self._clock()):
            self._kept(step)

    def is_well(self, at: datetime) -> None:
        """Every link is up, and every device has spoken."""
        self.takes(LinkChanged(at=at, link=name, up=True) for name in WAYS)
        self.takes(self.says(at, device.id, "heard", True) for device in self.state.settings.devices)

    @staticmethod
    def says(at: datetime, device: str, kind: str, value: bool | float | str) -> Reported:
        """A device speaks."""
        return Reported(at=at, source="test", name=device, said=(Said(kind, value),))

    def snapshot(self) -> None:
        """As each night: the whole state is kept."""

        async def keep() -> None:
            self.store.snapshot(self.state.seq, self.state.at, encode(self.state))
            self.store.alive(self.state.at)

        self._do(keep())

    def set(self, settings: Settings, at: datetime) -> None:
        """The settings file was changed."""
        self.takes([SettingsChanged(at=at, settings=settings)])

    def remembers(self, days: tuple[Day, ...]) -> None:
        """The detector of the usual days has kept these; and the state is kept, as each night."""
        diary = structs.replace(self.state.memories["daily measures"], days=days)
        self.state = structs.replace(self.state, memories={**self.state.memories, "daily measures": diary})
        self.snapshot()

    def counts(self, hours: dict[tuple[datetime, str], int]) -> None:
        """Nights have counted so many messages of a device in the hour of that moment, from the first of them on."""
        cells: dict[tuple[int, str], bytearray] = {}
        for (at, device), number in hours.items():
            day, hour = place(at)
            cells.setdefault((day, device), bytearray(24))[hour] = number
        first = min(at for at, _ in hours)

        async def keep() -> None:
            with self.store._disk.writing() as conn:
                rows = [(day, device, bytes(each)) for (day, device), each in cells.items()]
                conn.executemany("INSERT OR REPLACE INTO heard (day, device, counts) VALUES (?, ?, ?)", rows)
                conn.execute("INSERT INTO store (name, value) VALUES (?, ?)", (SINCE, str(micros(first))))

        self._do(keep())

    def could_see(self, since: datetime) -> None:
        """The hub ran, and every device was heard, from then until this one began."""
        subjects = ["hub", *(f"device:{device.id}" for device in self.state.settings.devices)]
        rows = [(each, "up" if each == "hub" else "seen", "", micros(since), micros(self.begins)) for each in subjects]

        async def keep() -> None:
            with self.store._disk.writing() as conn:
                columns = "subject, status, because, began, ended"
                conn.executemany(f"INSERT INTO spans ({columns}) VALUES (?, ?, ?, ?, ?)", rows)

        self._do(keep())

    def past(self, events: Iterable[Event]) -> None:
        """Events that were kept long ago: in the journal before all others, and not stepped any more."""

        async def keep() -> None:
            rows = [(micros(event.at), event_body(event)) for event in events]
            with self.store._disk.writing() as conn:
                conn.executemany("INSERT INTO journal (at, body, handled) VALUES (?, ?, 1)", rows)
            self.state = structs.replace(self.state, seq=self.state.seq + len(rows))

        self._do(keep())

    def night_counted(self) -> None:
        """The hours of all that was heard so far are counted, as each night does."""

        async def keep() -> None:
            with self.store._disk.writing() as conn:
                conn.execute("INSERT OR REPLACE INTO store (name, value) VALUES (?, ?)", (UPTO, str(self.state.seq)))

        self._do(keep())

    def trail(self) -> list[str]:
        """What was written down, the newest first."""

        async def read() -> list[str]:
            return [row.what for row in self.store.audit()]

        return list(self._do(read()))

    # what it answers

    async def offer(self, event: Event) -> tuple[Effect, ...]:
        """As `Door.offer`."""
        return await self._taken([event])

    def complain(self, what: str, example: str) -> None:
        """As `Door.complain`: whatever the pages send, the hub must be able to read."""
        raise AssertionError(f"{what}: {example}")

    def _now(self) -> dict[str, Any]:
        self.asked += 1
        self._wait()
        where = self.engine.of_resident(self.state)
        return right_now(self.state, self._clock(), where, self.begins, failing=self.failing)

    def _desk(self) -> Desk:
        return Desk(
            self, Standing(self._clock), status=lambda: {"seq": self.state.seq, **self.status}, now=self._now,
            devices=lambda: devices(self.state.world, self.state.settings, {}, self.state.facts.trials),
            incidents=lambda closed, limit: list(self.state.facts.open.values()),
            contacts=lambda: contacts(self.state.facts, self.state.settings),
            timezone=lambda: self.state.settings.hub.timezone,
            overview=lambda: msgspec.to_builtins(overview(self.state)),
        )  # fmt: skip

    def __enter__(self) -> Self:
        self.answers()
        return self

    def __exit__(self, *_: object) -> None:
        self.falls_silent()
        self._do(self._closed())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(20)
        self._loop.close()

    async def _closed(self) -> None:
        self.store.close()

    def answers(self) -> None:
        """Listens on hub.sock from now on."""
        self._socket = Socket(self.folder, self._desk())
        self._do(self._socket.begin())
        self.runs = True

    def falls_silent(self) -> None:
        """Nobody listens any more, as after a power cut."""
        if self.runs:
            self._do(self._socket.end())
            self.runs = False


class Standing:
    """Hub time of a test, as a clock."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.now = now

    def delay(self, until: datetime) -> float:
        """Nobody waits for it."""
        return 0.0
