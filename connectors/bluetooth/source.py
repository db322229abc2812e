"""Bluetooth as a way in: what devices advertise, what connected ones send, and whether the radio works at all."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random, SystemRandom
from typing import Protocol

from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData
from msgspec import structs

from connectors.blocking import Worker
from connectors.bluetooth.advertised.adverts import Adverts
from connectors.bluetooth.advertised.libraries import likely, load
from connectors.bluetooth.radio.bleak_radio import BleakRadio, advert
from connectors.bluetooth.radio.bluez import Bluez
from connectors.bluetooth.radio.recovery import Patience, Recover, Recovery
from connectors.bluetooth.radio.reset import asks
from connectors.bluetooth.radio.trouble import RFKILL, Kind
from connectors.bluetooth.radio.watch import Watch
from connectors.bluetooth.words import SOURCE, Advert, Listened
from hub.model.events import LinkChanged, Reported
from hub.model.household import Bluetooth as Settings
from hub.ports import Accelerations, Clock, Door

LOADING = 60.0
"""Seconds for loading a decoder beside everything else: it takes 0.1 s here, and some on the slowest card."""


class Heeds(Protocol):
    """What is made of advertisements: `adverts.Adverts`, or a stand-in of a test."""

    def heard(self, advert: Advert) -> tuple[Reported, ...]: ...
    def deadline(self) -> datetime | None: ...
    def quiet(self, at: datetime) -> tuple[Reported, ...]: ...
    def radio(self, up: bool, at: datetime) -> None: ...
    def again(self, at: datetime) -> None: ...
    def complaints(self) -> tuple[tuple[str, str], ...]: ...


class Connection:
    """One device that the hub connects to. A source of its own, so that its trouble is nobody else's."""

    def __init__(self, listened: Listened, radio: BleakRadio, take: Accelerations) -> None:
        self.name = f"{SOURCE} {listened.device}"
        self._listened, self._radio, self._take = listened, radio, take

    async def run(self, door: Door, clock: Clock) -> None:
        """Stay connected, until cancelled."""
        from connectors.bluetooth.connected.wearable import Wearable

        await Wearable(self._listened, self._take).run(self._radio, door, clock)


class Bluetooth:
    """The radio and what it hears. `connections` are sources too, and run beside it.

    `usual`: seconds between two messages of the device that speaks most often, if earlier runs have learned it.
    `recover` asks for a reset that needs root.
    """

    name = SOURCE

    def __init__(
        self,
        settings: Settings,
        listened: tuple[Listened, ...],
        take: Accelerations,
        random: Random | None = None,
        recover: Recover | None = None,
        *,
        usual: float = 0.0,
        patience: Patience | None = None,
        adverts: Callable[[tuple[Listened, ...]], Heeds] = Adverts,
        rfkill: Path = RFKILL,
    ) -> None:
        self._usual, self._rfkill = usual, rfkill
        self._patience = patience or Patience()
        self._random, self._recover = random or SystemRandom(), recover or self._ask
        self._adverts = adverts(listened)
        self._addresses = frozenset(each.address.upper() for each in listened)
        self._door: Door | None = None
        self._began: datetime | None = None
        self._moved, self._works = asyncio.Event(), asyncio.Event()
        self._likely = likely(listened)
        self.radio = BleakRadio(
            settings.adapter, settings.scanning, self._addresses, self._patience,
            anybody=lambda _: self._watch.heard(), heard=self._heard, complain=self._complain,
        )  # fmt: skip
        self.connections = tuple(Connection(each, self.radio, take) for each in listened if each.connect)

    async def run(self, door: Door, clock: Clock) -> None:
        """Listen for ever."""
        self._door, self._clock, self._loop = door, clock, asyncio.get_running_loop()
        self._began = self._began or clock.now() - timedelta(seconds=self._loop.time())
        patience = self._patience
        self._watch = Watch(
            self.radio, Bluez(self.radio.adapter, patience.answer, self._rfkill, patience.off), patience,
            Recovery(patience, self._random), self._recover,
            usual=self._usual, expected=self._expected, tell=self._tell,
            anew=lambda: self._adverts.again(self._steady()),
        )  # fmt: skip
        async with asyncio.TaskGroup() as group:
            group.create_task(self._watch.run(), name="bluetooth radio")
            group.create_task(self._quiet(), name="bluetooth silence")
            group.create_task(self._load(), name="bluetooth decoders")

    async def _load(self) -> None:
        """Once the radio works, what the first press would have to wait for. What fails is said when it is needed."""
        await self._works.wait()
        worker = Worker("decoders", threads=1)
        try:
            for module in self._likely:
                with contextlib.suppress(ImportError):
                    await worker.call(load, module, timeout=LOADING)
        finally:
            worker.stop()

    def _ask(self, kind: Kind) -> str:
        return asks(self.radio.adapter)(kind)

    def _expected(self) -> bool:
        """Would a radio that works be hearing somebody? A device that is connected need not advertise."""
        connected = self.radio.connected
        return bool(self._addresses) and (not connected or bool(self.radio.advertising - connected))

    def _heard(self, device: BLEDevice, data: AdvertisementData) -> None:
        self._post(self._adverts.heard(advert(device, data, self._steady())))
        self._moved.set()

    def _steady(self) -> datetime:
        """Time as what is heard is measured by: hub time at the first start, and no correction of the clock since.

        A clock that is set by hours must not keep a tag here, a movement going, or a press from being news.
        """
        assert self._began is not None
        return self._began + timedelta(seconds=self._loop.time())

    def _tell(self, up: bool, because: str, seconds: float) -> None:
        at = self._clock.now()
        since = at - timedelta(seconds=seconds) if seconds else None
        self._adverts.radio(up, self._steady())
        if up:
            self._works.set()
        assert self._door is not None
        self._door.post(LinkChanged(at=at, link=SOURCE, up=up, because=because, since=since))
        self._moved.set()

    async def _quiet(self) -> None:
        """What follows from silence: a tag that is out of range, a motion that is over."""
        while True:
            due = self._adverts.deadline()
            wait = max(0.0, (due - self._steady()).total_seconds()) if due is not None else None
            self._moved.clear()
            try:
                async with asyncio.timeout(wait):
                    await self._moved.wait()
            except TimeoutError:
                pass
            now = self._steady()
            if due is not None and due <= now:
                self._post(self._adverts.quiet(now))

    def _post(self, reported: tuple[Reported, ...]) -> None:
        assert self._door is not None
        for each in reported:
            self._door.post(structs.replace(each, at=self._clock.now()))
        for what, example in self._adverts.complaints():
            self._door.complain(f"bluetooth: {what}", example)

    def _complain(self, what: str, example: str) -> None:
        assert self._door is not None
        self._door.complain(what, example)
