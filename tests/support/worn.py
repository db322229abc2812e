"""Devices that people wear, as their makers describe them: a Polar sensor, and one that sends plain numbers."""

import asyncio
import struct
from itertools import pairwise

from connectors.bluetooth.connected import polar
from tests.support.bumble_link import Air, Properties, Worn, characteristic

BATTERY, HEART_RATE = "2A19", "2A37"
PERIOD = "e95dfb24-251d-470a-a062-fa1922dfa9a8"
NUMBERS = "e95dca4b-251d-470a-a062-fa1922dfa9a8"
EPOCH = 599_616_000_000_000_000
"""Nanoseconds since 2000 at which an H10 without a clock begins: 2019-01-01."""


class Sends(Worn):
    """A worn device with a battery and a heart rate, and a count of the samples that it has taken."""

    def __init__(self, air: Air, address: str, *more: object) -> None:
        self.level = characteristic(BATTERY, Properties.READ | Properties.NOTIFY, b"\x5a")
        self.rate = characteristic(HEART_RATE, Properties.NOTIFY)
        super().__init__(air, address, self.level, self.rate, *more)  # type: ignore[arg-type]
        self.count = 0


class Numbers(Sends):
    """Three numbers of 16 bits in thousandths of g, as a micro:bit sends them. `written`: its periods."""

    def __init__(self, air: Air, address: str) -> None:
        self.written: list[bytes] = []
        self.data = characteristic(NUMBERS, Properties.NOTIFY | Properties.READ)
        period = characteristic(PERIOD, Properties.WRITE | Properties.READ, b"\x50\x00", self.written.append)
        super().__init__(air, address, self.data, period)

    async def stream(self, rate: float, seconds: float, z: int = 1000) -> None:
        """Samples one by one; x counts them."""
        for _ in range(int(rate * seconds)):
            await self.send(self.data, struct.pack("<hhh", self.count % 30_000, 0, z))
            self.count += 1
            await asyncio.sleep(1 / rate)


class Polar(Sends):
    """A Polar sensor. `settings` as it tells them; `refuses`: the error with which it answers START, once for each."""

    def __init__(
        self, air: Air, address: str, settings: str = "00 01 34 00 01 01 10 00 02 01 08 00 04 01 03",
        *, factor: float | None = None, can: str = "0f 0e 00",
    ) -> None:  # fmt: skip
        self.settings, self.factor = bytes.fromhex(settings), factor
        self.refuses: list[int] = []
        self.started: list[bytes] = []
        self.stops = 0
        self.streams = False
        self._tasks: set[asyncio.Task[None]] = set()
        both = Properties.READ | Properties.WRITE | Properties.INDICATE
        self.control = characteristic(polar.CONTROL, both, bytes.fromhex(can), self._asked)
        self.data = characteristic(polar.DATA, Properties.NOTIFY)
        super().__init__(air, address, self.control, self.data)

    def _asked(self, command: bytes) -> None:
        task = asyncio.get_running_loop().create_task(self._answer(command))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer(self, command: bytes) -> None:
        answer = bytes((0xF0, command[0], 2))
        if command[0] == 1:
            # In two parts, as a long list comes.
            await self.indicate(self.control, answer + b"\0\1" + self.settings[:4])
            await self.indicate(self.control, answer + b"\0\0" + self.settings[4:])
        elif command[0] == 2:
            self.started.append(command)
            status = self.refuses.pop(0) if self.refuses else 0
            self.streams = not status
            told = b"" if self.factor is None else b"\x05\x01" + struct.pack("<f", self.factor)
            await self.indicate(self.control, answer + (bytes((status,)) if status else b"\0\0" + told))
        elif command[0] == 3:
            self.stops += 1
            self.streams = False
            await self.indicate(self.control, answer + b"\0\0")

    async def stream(self, rate: float, frames: int, per: int, kind: int = 1) -> None:
        """Frames of `per` samples each, whose x counts."""
        for _ in range(frames):
            await asyncio.sleep(per / rate)
            content = [(each % 30_000, -5, 1000) for each in range(self.count, self.count + per)]
            self.count += per
            last = EPOCH + round((self.count - 1) / rate * 1e9)
            head = struct.pack("<BQB", 2, last, kind)
            if self.streams:
                await self.send(self.data, head + (packed(content) if kind & 0x80 else raw(content)))


def raw(content: list[tuple[int, int, int]]) -> bytes:
    return b"".join(struct.pack("<hhh", *each) for each in content)


def packed(content: list[tuple[int, int, int]]) -> bytes:
    """A first sample, and one block of differences of 8 bits."""
    deltas = [b - a for one, other in pairwise(content) for a, b in zip(one, other, strict=True)]
    return struct.pack("<hhh", *content[0]) + bytes((8, len(content) - 1)) + struct.pack(f"<{len(deltas)}b", *deltas)
