"""A home with a Bluetooth radio: the real source on bleak's own backend, a small BlueZ, and waits that are short."""

import asyncio
import gc
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from typing import Any

from bleak.backends.bluezdbus import manager

from connectors.bluetooth.advertised.adverts import Adverts
from connectors.bluetooth.radio.recovery import Patience
from connectors.bluetooth.radio.trouble import Kind
from connectors.bluetooth.source import Bluetooth, Heeds
from connectors.bluetooth.words import Listened
from hub.model.events import LinkChanged, Reported
from hub.model.household import Bluetooth as Settings
from tests.support.bluez import Bus, FakeBluez
from tests.support.door import RecordingDoor, TestClock, until

BUTTON = "AA:BB:CC:DD:EE:01"
SENSOR = "AA:BB:CC:DD:EE:02"
NEIGHBOUR = "11:22:33:44:55:66"
BTHOME = "0000fcd2-0000-1000-8000-00805f9b34fb"

QUICK = Patience(
    look=0.03, answer=0.5, start=0.5, stands=0.1, give_up=0.8, silence=0.8, first=0.02, most=0.1,
    power_again=5.0, reset_again=5.0, held=0.1, off=0.01,
)  # fmt: skip
"""Every wait of the radio a hundred times shorter or so, in the same order."""


def device(address: str = BUTTON, **more: Any) -> Listened:
    return Listened(device=address, address=address, use=more.pop("use", "help button"), **more)


class RadioHome:
    """What a test speaks to. `resets`: the kinds of trouble for which the reset that needs root was asked."""

    def __init__(self, bus: Bus, bluez: FakeBluez) -> None:
        self.bus, self.bluez, self.door, self.clock = bus, bluez, RecordingDoor(), TestClock()
        self.resets: list[Kind] = []
        self.reset_refused = ""
        self.source: Bluetooth
        self.running: asyncio.Task[None]

    def run(self) -> None:
        self.running = asyncio.get_running_loop().create_task(self.source.run(self.door, self.clock))

    async def again(self) -> None:
        """The source ends, and is started anew, as the supervisor does it."""
        self.running.cancel()
        await asyncio.gather(self.running, return_exceptions=True)
        self.run()

    def recover(self, kind: Kind) -> str:
        self.resets.append(kind)
        return self.reset_refused

    @property
    def links(self) -> list[tuple[bool, str]]:
        return [(event.up, event.because) for event in self.door.of(LinkChanged)]

    @property
    def reported(self) -> list[Reported]:
        return self.door.of(Reported)

    async def comes_up(self) -> None:
        await until(lambda: self.links and self.links[-1][0], "the radio to work")

    async def goes_down(self) -> str:
        """Why, in the words that are told."""
        await until(lambda: self.links and not self.links[-1][0], "the radio's trouble to be told")
        return self.links[-1][1]

    async def press(self, number: int = 1, address: str = BUTTON, rssi: int = -60) -> bool:
        """A BTHome button: packet id and one press."""
        said = {BTHOME: bytes((0x44, 0x00, number, 0x3A, 0x01))}
        return await self.bluez.advertise(address, rssi=rssi, service=said)

    @asynccontextmanager
    async def advertises(self, address: str = NEIGHBOUR) -> AsyncIterator[None]:
        """Something, usually somebody else's, advertises all the time."""

        async def chatter() -> None:
            while True:
                await self.bluez.advertise(address, manufacturer={0x4C: b"a telephone"})
                await asyncio.sleep(QUICK.look)

        task = asyncio.get_running_loop().create_task(chatter())
        try:
            yield
        finally:
            task.cancel()


@asynccontextmanager
async def system_bus(*, denied: bool = False) -> AsyncIterator[Bus]:
    """A system bus that bleak and the source take for the system's own."""
    before = os.environ.get("DBUS_SYSTEM_BUS_ADDRESS")
    bus = Bus()
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = bus.address
    try:
        yield bus.start(denied=denied)
    finally:
        await forget_bleaks_bus()
        bus.close()
        gc.collect()  # dbus-fast leaves failures that nobody looks at; asyncio logs them here, and not within a compile
        if before is None:
            del os.environ["DBUS_SYSTEM_BUS_ADDRESS"]
        else:
            os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = before


async def forget_bleaks_bus() -> None:
    """bleak keeps one connection for each loop, and lets go of it only when another loop asks."""
    kept = manager._global_instances.pop(asyncio.get_running_loop(), None)
    if kept is not None and kept._bus is not None:
        kept._bus.disconnect()
        if kept._bus_watcher_task is not None:
            await asyncio.wait({kept._bus_watcher_task})


@asynccontextmanager
async def radio_home(
    *listened: Listened,
    adapter: str = "hci0",
    scanning: str = "active",
    patience: Patience = QUICK,
    usual: float = 0.0,
    rfkill: Path = Path("/nowhere"),
    denied: bool = False,
    adverts: Callable[[tuple[Listened, ...]], Heeds] = Adverts,
    **fake: bool,
) -> AsyncIterator[RadioHome]:
    """The source runs; the radio is as the settings of the fake say."""
    async with system_bus(denied=denied) as bus:
        home = RadioHome(bus, await FakeBluez(bus, **fake).start())
        settings = Settings(adapter=adapter, scanning=scanning)
        home.source = Bluetooth(
            settings, listened or (device(),), lambda samples: None, Random(1), home.recover,
            usual=usual, patience=patience, adverts=adverts, rfkill=rfkill,
        )  # fmt: skip
        home.run()
        try:
            yield home
        finally:
            crashed = home.running.done()
            home.running.cancel()
            ended = await asyncio.gather(home.running, return_exceptions=True)
            await home.bluez.die()
        assert not crashed, f"the source ended by itself: {ended}"


def plays(story: Callable[[RadioHome], Awaitable[None]], *listened: object, **given: object) -> None:
    """Play a story in a home."""

    async def day() -> None:
        async with radio_home(*listened, **given) as home:  # type: ignore[arg-type]
            await story(home)

    asyncio.run(day())
