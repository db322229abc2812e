"""What acceleration costs: processor time for each hour of a stream, memory, and samples a second for each format.

A command of its own: `.venv/bin/python -m bench.streams`. Frames as the devices send them; through the real decoder,
clock and batches, in one process, without a radio.
"""

import struct
import time
import tracemalloc
from array import array
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from connectors.bad_input import BadInput
from connectors.bluetooth.connected import polar, xyz
from connectors.bluetooth.connected.fitness import Fitness
from connectors.bluetooth.connected.frames import Frame
from connectors.bluetooth.connected.streams import Stream
from hub.model.household import Acceleration
from hub.model.ids import DeviceId
from hub.model.motion import Samples

HOUR = 3600
START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
NUMBERS = Acceleration(characteristic="x", counts_per_g=1000, rate=50, most=8)
SCALE = polar.Scale(52, 8, 16, 1.0)
Decode = Callable[[bytes], Frame | BadInput]


def compressed(number: int, rate: float) -> bytes:
    """70 samples in differences of 10 bits, as a Verity Sense that moves sends them."""
    bits = 0
    for place in range(69 * 3):
        bits |= ((place * 7 % 200 - 100) % 1024) << (10 * place)
    head = struct.pack("<BQBhhh", 2, round((number + 1) * 70 / rate * 1e9), 0x81, 10, 20, 1000)
    return head + bytes((10, 69)) + bits.to_bytes((69 * 30 + 7) // 8, "little")


def plain(number: int, rate: float) -> bytes:
    """36 samples of 16 bits, as an H10 sends them."""
    head = struct.pack("<BQB", 2, round((number + 1) * 36 / rate * 1e9), 1)
    return head + struct.pack("<hhh", 10, 20, 1000) * 36


def one(number: int, rate: float) -> bytes:
    """One sample, as a micro:bit sends it."""
    return struct.pack("<hhh", number % 100, 20, 1000)


def hour(decode: Decode, make: Callable[[int, float], bytes], per: int, rate: float, stamped: bool) -> str:
    """One hour of one stream."""
    frames = [make(number, rate) for number in range(int(HOUR * rate / per))]
    began = time.process_time()
    for data in frames:
        decode(data)
    decoding = time.process_time() - began
    batches: list[int] = []
    fitness = Fitness()

    def take(samples: Samples) -> None:
        fitness.add(samples)
        batches.append(len(samples.x))

    stream = Stream(DeviceId("bench"), take)
    stream.begin(rate, 8, stamped)
    began = time.process_time()
    for number, data in enumerate(frames):
        frame = decode(data)
        arrived = (number + 1) * per / rate
        if isinstance(frame, Frame):
            stream.feed(frame, arrived, START + timedelta(seconds=arrived))
    spent = time.process_time() - began
    total = len(frames) * per
    return (
        f"{spent:6.2f} s CPU an hour of stream   {total / decoding:10,.0f} samples/s decoded   {len(batches)} batches"
    )


def memory() -> float:
    """kB that one running stream holds on to, after ten minutes."""
    stream, fitness = Stream(DeviceId("bench"), lambda samples: None), Fitness()
    tracemalloc.start()
    stream = Stream(DeviceId("bench"), lambda samples: fitness.add(samples) and None)
    stream.begin(50, 8, stamped=False)
    zero = array("f", [0.0])
    for number in range(50 * 600):
        arrived = number / 50
        stream.feed(Frame(zero, zero, zero), arrived, START + timedelta(seconds=arrived))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return held / 1000


def main() -> None:
    print("Polar, compressed, 52 Hz  ", hour(lambda data: polar.frame(data, SCALE), compressed, 70, 52, stamped=True))
    print("Polar, plain, 50 Hz       ", hour(lambda data: polar.frame(data, SCALE), plain, 36, 50, stamped=True))
    print("Polar, plain, 200 Hz      ", hour(lambda data: polar.frame(data, SCALE), plain, 36, 200, stamped=True))
    print("one by one, 50 Hz         ", hour(lambda data: xyz.frame(data, NUMBERS), one, 1, 50, stamped=False))
    print("one by one, 200 Hz        ", hour(lambda data: xyz.frame(data, NUMBERS), one, 1, 200, stamped=False))
    print(f"memory of one stream       {memory():6.1f} kB")


if __name__ == "__main__":
    main()
