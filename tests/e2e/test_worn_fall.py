"""A fall, from what an armband sends by Bluetooth to the text on a phone: real hub, real D-Bus, a made fall."""

import asyncio
import struct
import time
from pathlib import Path

from connectors.bluetooth.connected import polar
from tests.support.bluez import Bus, FakeBluez, Gatt
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, RunningHub, twilio
from tests.support.worn import raw
from tests.support.worn_motion import RATE, stream

BAND = "A0:9E:1A:00:00:01"
SERVICE = "fb005c80-02e7-f387-1cad-8acd2d8df0c8"
OFFERS = Gatt({SERVICE: {polar.CONTROL: ("read", "write", "indicate"), polar.DATA: ("notify",)}})
H10 = "00 04 19 00 32 00 64 00 c8 00 01 01 10 00 02 03 02 00 04 00 08 00"
FRAME = 25
"""Samples that the band sends together: half a second."""
WORN = f"""
[[devices]]
id = "{BAND}"
name = "Mary's band"
use = "fall device"
worn_by = "mary"
placement = "waist"
bluetooth = {{ connect = "polar" }}
[timers]
cancel = "1s"
[detectors.falls]
first_week = "0s"
"""
BEFORE, AFTER = 4.0, 4.0
"""Seconds of walking, and of lying."""


class Band:
    """A chest strap that somebody wears, as BlueZ hands it on."""

    def __init__(self, bluez: FakeBluez) -> None:
        self.bluez, self.sent = bluez, 0
        self._answers: set[asyncio.Task[bool]] = set()
        bluez.offers(BAND, OFFERS)
        bluez.on_write = self._written
        bluez.values[BAND, polar.CONTROL] = b"\x0f\x05\x00"

    def _written(self, address: str, _: str, command: bytes) -> None:
        told = bytes.fromhex(H10) if command[0] == 1 else b""
        answer = bytes((0xF0, command[0], 2, 0, 0)) + told
        loop = asyncio.get_running_loop()
        self._answers.add(loop.create_task(self.bluez.notify(address, polar.CONTROL, answer)))

    async def connected(self) -> None:
        """It advertises until the hub has asked for the stream."""
        while not any(command[0] == 2 for _, _, command in self.bluez.written):
            await self.bluez.advertise(BAND)
            await asyncio.sleep(0.05)

    async def send(self, samples: list[tuple[float, float, float]], struck: int) -> float:
        """All of it at its own pace; when the impact was sent (monotonic)."""
        began, hit = time.monotonic(), 0.0
        for first in range(0, len(samples), FRAME):
            frame = [tuple(round(1000 * one) for one in sample) for sample in samples[first : first + FRAME]]
            await asyncio.sleep(max(0.0, began + (first + len(frame)) / RATE - time.monotonic()))
            self.sent += len(frame)
            head = struct.pack("<BQB", 2, self.sent * 20_000_000, 1)
            assert await self.bluez.notify(BAND, polar.DATA, head + raw(frame))  # type: ignore[arg-type]
            if first <= struck < first + FRAME:
                hit = time.monotonic()
        return hit


def told(carrier: Carrier) -> float:
    """When Anna was texted (monotonic)."""
    return carrier.expect(ANNA, "Possible fall", "Mary's band felt a fall", within=BEFORE + AFTER + 10).clock


def test_a_fall_that_a_band_sends_is_a_text(tmp_path: Path, carrier: Carrier) -> None:
    async def story() -> float:
        bus = Bus().start()
        hub = RunningHub(tmp_path, twilio(carrier.url, ACCOUNT, SENDER), WORN, token=TOKEN)
        hub.environment |= {"DBUS_SYSTEM_BUS_ADDRESS": bus.address}
        try:
            bluez = await FakeBluez(bus).start()
            band = Band(bluez)
            await asyncio.to_thread(hub.start)
            try:
                await band.connected()
                samples = stream("a fall", BEFORE, BEFORE + AFTER)
                text = asyncio.create_task(asyncio.to_thread(told, carrier))
                hit = await band.send(samples, round(BEFORE * RATE))
                took = await text - hit
                (kept,) = await asyncio.to_thread(hub.incidents)
                assert (kept["state"], kept["class"]) == ("raised", "life")
            finally:
                await asyncio.to_thread(hub.stop)
                await bluez.die()
        finally:
            bus.close()
        return took

    took = asyncio.run(story())
    print(f"{took:.2f} s from the impact to the text, of which 1 s to cancel")
