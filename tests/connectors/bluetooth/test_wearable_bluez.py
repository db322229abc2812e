"""A connected device through bleak's own Linux backend: D-Bus, a small BlueZ, real time."""

import asyncio
import contextlib
import struct

from connectors.bluetooth.connected import polar
from connectors.bluetooth.connected.gatt import BASE, BATTERY
from connectors.bluetooth.connected.wearable import Wearable
from connectors.bluetooth.words import Listened
from hub.model.events import Reported, Said
from hub.model.ids import DeviceId
from hub.model.motion import Samples
from tests.connectors.bluetooth.radio_home import BUTTON, SENSOR, RadioHome, radio_home
from tests.support.bluez import Gatt
from tests.support.door import until
from tests.support.worn import raw

BATTERY_SERVICE = BASE.format(0x180F)
SERVICE = "fb005c80-02e7-f387-1cad-8acd2d8df0c8"
NOTIFY = ("notify",)
H10 = "00 04 19 00 32 00 64 00 c8 00 01 01 10 00 02 03 02 00 04 00 08 00"


def test_a_polar_through_bleaks_own_linux_backend() -> None:
    """The same talk over D-Bus: the real radio, a small BlueZ, real time."""
    offers = Gatt({SERVICE: {polar.CONTROL: ("read", "write", "indicate"), polar.DATA: ("notify",)}, BATTERY_SERVICE: {
        BATTERY: ("read", "notify"),
    }})  # fmt: skip

    async def story() -> None:
        batches: list[Samples] = []
        device = Listened(device=DeviceId(SENSOR), address=SENSOR, use="fall device", connect="polar")
        async with radio_home(device) as home:
            answers: set[asyncio.Task[bool]] = set()

            def written(_: str, __: str, command: bytes) -> None:
                told = bytes.fromhex(H10) if command[0] == 1 else b""
                answer = bytes((0xF0, command[0], 2, 0, 0)) + told
                answers.add(asyncio.get_running_loop().create_task(home.bluez.notify(SENSOR, polar.CONTROL, answer)))

            home.bluez.offers(SENSOR, offers)
            home.bluez.on_write = written
            home.bluez.values = {(SENSOR, polar.CONTROL): b"\x0f\x05\x00", (SENSOR, BATTERY): b"\x32"}
            await home.comes_up()
            run = Wearable(device, batches.append).run(home.source.radio, home.door, home.clock)
            task = asyncio.get_running_loop().create_task(run)
            await home.bluez.advertise(SENSOR)
            await until(lambda: len(home.bluez.written) == 2, "the stream to be asked for")
            for number in range(10):
                content = [(each, 0, 1000) for each in range(number * 36, number * 36 + 36)]
                head = struct.pack("<BQB", 2, (number + 1) * 720_000_000, 1)
                await until(lambda: home.bluez.notifying(SENSOR, polar.DATA), "the subscription")
                await home.bluez.notify(SENSOR, polar.DATA, head + raw(content))
            await until(lambda: sum(len(batch.x) for batch in batches) == 360, "ten frames")
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            assert [round(value * 1000) for batch in batches for value in batch.x] == list(range(360))
            assert home.bluez.written[-1][2] == polar.stop() and not home.bluez.connected(SENSOR)
            assert Said("battery", 50.0) in [said for event in home.door.of(Reported) for said in event.said]

    asyncio.run(story())


class Armbands:
    """Polar sensors in a home; each counts its samples in x. `batches`: what the hub made of them."""

    def __init__(self, home: RadioHome, *addresses: str) -> None:
        self.home, self.count = home, dict.fromkeys(addresses, 0)
        self.batches: list[Samples] = []
        home.bluez.on_write = self._written
        for each in addresses:
            home.bluez.offers(each, Gatt({SERVICE: {polar.CONTROL: ("read", "write", "indicate"), polar.DATA: NOTIFY}}))
            home.bluez.values[each, polar.CONTROL] = b"\x0f\x05\x00"
        self._answers: set[asyncio.Task[bool]] = set()

    def _written(self, address: str, _: str, command: bytes) -> None:
        told = bytes.fromhex(H10) if command[0] == 1 else b""
        answer = bytes((0xF0, command[0], 2, 0, 0)) + told
        loop = asyncio.get_running_loop()
        self._answers.add(loop.create_task(self.home.bluez.notify(address, polar.CONTROL, answer)))

    async def connected(self) -> None:
        """They advertise until the hub has asked each for its stream."""
        asked = len(self.home.bluez.written)

        def started() -> bool:
            return {to for to, _, command in self.home.bluez.written[asked:] if command[0] == 2} == set(self.count)

        async with asyncio.TaskGroup() as group:
            chatter = group.create_task(self._advertise())
            await until(started, "the streams to be asked for")
            chatter.cancel()

    async def _advertise(self) -> None:
        while True:
            for each in self.count:
                await self.home.bluez.advertise(each)
            await asyncio.sleep(0.02)

    async def stream(self, frames: int) -> None:
        """Frames of both by turns, and all of it arrives."""
        for _ in range(frames):
            for address, count in self.count.items():
                self.count[address] = count + 36
                head = struct.pack("<BQB", 2, self.count[address] * 20_000_000, 1)
                sent = [(each, 0, 1000) for each in range(count, count + 36)]
                assert await self.home.bluez.notify(address, polar.DATA, head + raw(sent))
        await until(lambda: all(len(self.values(each)) == count for each, count in self.count.items()), "all samples")

    def values(self, address: str) -> list[int]:
        """x of all samples of one of them, in the order in which they came."""
        return [round(value * 1000) for batch in self.batches if batch.device == address for value in batch.x]


def test_two_wearables_outlive_the_adapter_and_bluetoothd() -> None:
    """Both stream; the adapter is pulled out and put back; bluetoothd is killed. Nothing that was sent is lost."""
    worn = [Listened(device=DeviceId(a), address=a, use="fall device", connect="polar") for a in (BUTTON, SENSOR)]

    async def story() -> None:
        async with radio_home(*worn) as home:
            bands = Armbands(home, BUTTON, SENSOR)
            await home.comes_up()
            runs = [Wearable(each, bands.batches.append).run(home.source.radio, home.door, home.clock) for each in worn]
            tasks = [asyncio.get_running_loop().create_task(run) for run in runs]
            await bands.connected()
            await bands.stream(5)
            await home.bluez.unplug()
            await home.goes_down()
            await home.bluez.plug()
            await bands.connected()
            await bands.stream(5)
            await home.bluez.die()
            await home.bluez.start()
            await bands.connected()
            await bands.stream(5)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for each in (BUTTON, SENSOR):
                assert bands.values(each) == list(range(3 * 5 * 36))
                assert {batch.stream for batch in bands.batches if batch.device == each} == {1, 2, 3}

    asyncio.run(story())
