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
from tests.connectors.bluetooth.radio_home import SENSOR, radio_home
from tests.support.bluez import Gatt
from tests.support.door import until
from tests.support.worn import raw

BATTERY_SERVICE = BASE.format(0x180F)
H10 = "00 04 19 00 32 00 64 00 c8 00 01 01 10 00 02 03 02 00 04 00 08 00"


def test_a_polar_through_bleaks_own_linux_backend() -> None:
    """The same talk over D-Bus: the real radio, a small BlueZ, real time."""
    service = "fb005c80-02e7-f387-1cad-8acd2d8df0c8"
    offers = Gatt({service: {polar.CONTROL: ("read", "write", "indicate"), polar.DATA: ("notify",)}, BATTERY_SERVICE: {
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
