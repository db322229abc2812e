"""How does a Polar sensor (Verity Sense, H10, OH1) send acceleration? Pure: bytes in, values out.

The device's "Polar measurement data" service has two characteristics. Commands are written to `CONTROL`, which answers
each by an indication; samples come as notifications of `DATA`. Source of the format: Polar's own published SDK
(github.com/polarofficial/polar-ble-sdk, documentation and the sources of its Android library), read at 8fb5311.
"""

from array import array
from itertools import accumulate
from struct import Struct as Packed
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from connectors.bad_input import BadInput
from connectors.bluetooth.connected.frames import Frame, bad

CONTROL: Final = "fb005c81-02e7-f387-1cad-8acd2d8df0c8"
DATA: Final = "fb005c82-02e7-f387-1cad-8acd2d8df0c8"

ACCELERATION = 2
"""The kind of measurement that is asked for."""
ASK, START, STOP = 1, 2, 3
"""Commands: which settings there are, start, stop."""
ANSWER, STOPPED, FEATURES = 0xF0, 0x01, 0x0F
"""How an indication begins: an answer, "I stopped it myself"; and how the value that is read from `CONTROL` begins."""

RATE, RESOLUTION, RANGE, RANGE_MILLI, CHANNELS, FACTOR, SECURITY = range(7)
WIDTHS = MappingProxyType({RATE: 2, RESOLUTION: 2, RANGE: 2, RANGE_MILLI: 4, CHANNELS: 1, FACTOR: 4, SECURITY: 16})
"""Kind of setting -> bytes of one value."""
CHOSEN_BY_US = (RATE, RESOLUTION, RANGE, CHANNELS)

ENOUGH = 50
"""Samples a second that are asked for, or the next more: falls need 25 (behaviour 26), twice that tells them well, and
every further sample costs the battery."""
WIDEST = 8
"""g. A hard fall reaches 6 to 8 g at the body; a wider range would only coarsen the steps."""

MEANINGS = MappingProxyType({
    1: "it does not know this command", 2: "it does not know this kind of measurement", 3: "it cannot do this",
    4: "the command has a wrong length", 5: "a setting is wrong", 6: "it is measuring already",
    7: "it has no such resolution", 8: "it has no such rate", 9: "it has no such range",
    10: "the connection's packets are too short", 11: "it has not so many channels", 12: "it cannot do this now",
    13: "it is on its charger", 14: "its memory is full",
})  # fmt: skip
ALREADY = 6

HEADER = Packed("<BQB")
"""Kind of measurement, nanoseconds since 2000 of the *last* sample, kind of frame."""
KIND, COMPRESSED, FRAME_KIND = 0x3F, 0x80, 0x7F
NANOSECONDS = 1e9
RAW_BYTES = MappingProxyType({0: 1, 1: 2, 2: 3})
"""Kind of uncompressed frame -> bytes of one value, in thousandths of g."""
IN_G = 0
"""The kind of compressed frame whose values, times the factor, are g; those of kind 1 are thousandths."""
FIRST = Packed("<hhh")
LEAST, MOST = -0x8000, 0x7FFF
WIDEST_DELTA = 17
"""Bits. From one end of 16 bits to the other."""

Settings = dict[int, tuple[int, ...]]


class Answer(Struct, frozen=True):
    """What the device said to a command. `because` is empty if it did it; `more` says that another part follows."""

    command: int
    status: int
    more: bool = False
    parameters: bytes = b""

    @property
    def because(self) -> str:
        """Why it did not, in plain words."""
        return "" if self.status == 0 else MEANINGS.get(self.status, f"its error number {self.status}")


class Stopped(Struct, frozen=True):
    """The device stopped measurements by itself. `ours`: the acceleration was among them."""

    ours: bool


class Scale(Struct, frozen=True):
    """What a value stands for: `rate` a second, at the most `most` g, and the device's own factor if it told one."""

    rate: float
    most: float
    resolution: int = 16
    factor: float | None = None


def can_accelerate(data: bytes) -> bool | BadInput:
    """What `CONTROL` says when it is read: whether the device measures acceleration at all."""
    if len(data) < 2 or data[0] != FEATURES:
        return bad("Polar: not a list of what it can measure", data)
    return bool(data[1] & 1 << ACCELERATION)


def ask() -> bytes:
    """The command that asks for the settings that there are."""
    return bytes((ASK, ACCELERATION))


def stop() -> bytes:
    """The command that ends the stream. An H10 that is not told so goes on until its battery is empty."""
    return bytes((STOP, ACCELERATION))


def start(chosen: dict[int, int]) -> bytes:
    """The command that starts the stream."""
    written = b"".join(bytes((kind, 1)) + value.to_bytes(WIDTHS[kind], "little") for kind, value in chosen.items())
    return bytes((START, ACCELERATION)) + written


def answer(data: bytes) -> Answer | Stopped | BadInput:
    """An indication of `CONTROL`."""
    if data[:1] == bytes((STOPPED,)):
        return Stopped(ACCELERATION in (each & KIND for each in data[1:]))
    if len(data) < 4 or data[0] != ANSWER:
        return bad("Polar: not an answer", data)
    if data[3]:
        return Answer(data[1], data[3])
    return Answer(data[1], 0, len(data) > 4 and data[4] != 0, data[5:])


def settings(data: bytes) -> Settings | BadInput:
    """The parameters of an answer: kind of setting -> its values."""
    found: Settings = {}
    at = 0
    while at < len(data):
        width = WIDTHS.get(data[at])
        ends = at + 2 + (width or 0) * (data[at + 1] if at + 1 < len(data) else 0)
        if width is None or at + 1 >= len(data) or ends > len(data):
            return bad("Polar: settings that end too early, or of a kind that is not known", data)
        values = data[at + 2 : ends]
        split = range(0, len(values), width)
        found[data[at]] = tuple(int.from_bytes(values[each : each + width], "little") for each in split)
        at = ends
    return found


def choose(offered: Settings) -> dict[int, int] | None:
    """What to start with: 50 Hz or the next more, 8 g or the next less. None if it offers no rate or no range."""
    rates, ranges = offered.get(RATE), offered.get(RANGE)
    if not rates or not ranges:
        return None
    rate = min((each for each in rates if each >= ENOUGH), default=max(rates))
    most = max((each for each in ranges if each <= WIDEST), default=min(ranges))
    others = {kind: max(offered[kind]) for kind in (RESOLUTION, CHANNELS) if offered.get(kind)}
    wanted = {RATE: rate, RANGE: most, **others}
    return {kind: wanted[kind] for kind in CHOSEN_BY_US if kind in wanted} if rate > 0 and most > 0 else None


def scale(chosen: dict[int, int], parameters: bytes) -> Scale | BadInput:
    """What samples will mean: from what was asked for, and the factor that the answer to `start` tells."""
    told = settings(parameters) if len(parameters) > 1 else {}
    if isinstance(told, BadInput):
        return told
    factor = None
    if told.get(FACTOR):
        (factor,) = Packed("<f").unpack(told[FACTOR][0].to_bytes(4, "little"))
        if not 0 < factor < 1000:
            return bad("Polar: a factor that cannot be", parameters)
    return Scale(float(chosen[RATE]), float(chosen[RANGE]), chosen.get(RESOLUTION, 16), factor)


def frame(data: bytes, meaning: Scale) -> Frame | BadInput:
    """A notification of `DATA`."""
    if len(data) <= HEADER.size:
        return bad("Polar: a frame without samples", data)
    measurement, nanoseconds, kind = HEADER.unpack_from(data)
    if measurement & KIND != ACCELERATION:
        return bad("Polar: a frame of something else than acceleration", data)
    content = data[HEADER.size :]
    if not kind & COMPRESSED:
        return _raw(data, content, kind, nanoseconds / NANOSECONDS)
    if kind & FRAME_KIND > 1:
        return bad("Polar: a kind of compressed frame that is not known", data)
    columns = _unpacked(content)
    if isinstance(columns, str):
        return bad(f"Polar: {columns}", data)
    unit = _unit(kind & FRAME_KIND, meaning)
    x, y, z = (array("f", [value * unit for value in column]) for column in columns)
    return Frame(x, y, z, nanoseconds / NANOSECONDS)


def _unit(kind: int, meaning: Scale) -> float:
    """g of one count. A device that tells no factor divides its range by its resolution, or sends thousandths."""
    if kind == IN_G:
        return meaning.factor if meaning.factor is not None else meaning.most / 2 ** (meaning.resolution - 1)
    return (meaning.factor if meaning.factor is not None else 1.0) / 1000


def _raw(data: bytes, content: bytes, kind: int, last: float) -> Frame | BadInput:
    width = RAW_BYTES.get(kind)
    if width is None:
        return bad("Polar: a kind of frame that is not known", data)
    if len(content) % (3 * width):
        return bad("Polar: a frame that ends within a sample", data)
    split = range(0, len(content), width)
    values = [int.from_bytes(content[at : at + width], "little", signed=True) / 1000 for at in split]
    x, y, z = (array("f", values[axis::3]) for axis in range(3))
    return Frame(x, y, z, last)


def _unpacked(content: bytes) -> tuple[list[int], list[int], list[int]] | str:
    """The columns of a compressed frame: a first sample, then blocks of differences from one sample to the next."""
    if len(content) < FIRST.size:
        return "a compressed frame without a first sample"
    columns = tuple([first] for first in FIRST.unpack_from(content))
    at = FIRST.size
    while at < len(content):
        width, count = content[at], content[at + 1] if at + 1 < len(content) else 0
        ends = at + 2 + (width * count * 3 + 7) // 8
        if not 0 < width <= WIDEST_DELTA or count == 0 or ends > len(content):
            return "a block of differences that cannot be"
        differences = _differences(content[at + 2 : ends], width, count * 3)
        for axis, column in enumerate(columns):
            column.extend(accumulate(differences[axis::3], initial=column.pop()))
        at = ends
    if any(min(column) < LEAST or max(column) > MOST for column in columns):
        return "samples beyond 16 bits"
    x, y, z = columns
    return x, y, z


def _differences(packed: bytes, width: int, count: int) -> list[int]:
    """`count` signed numbers of `width` bits each, the lowest bit first."""
    bits, mask, sign = int.from_bytes(packed, "little"), (1 << width) - 1, 1 << (width - 1)
    return [((bits >> at & mask) ^ sign) - sign for at in range(0, width * count, width)]
