"""Polar's format: device data seen elsewhere, and streams made by an encoder that shares nothing with the decoder."""

import struct
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.bad_input import BadInput
from connectors.bluetooth.connected import polar
from connectors.bluetooth.connected.frames import Frame

FRAMES = Path(__file__).parents[2] / "frames" / "gatt" / "polar.frames"
HEADER = struct.pack("<BQ", 2, 5_000_000_000)
PLAIN = polar.Scale(52, 8)
RANDOM_INPUTS = 100_000
Sample = tuple[int, int, int]
samples = st.lists(st.tuples(*[st.integers(-32768, 32767)] * 3), min_size=1, max_size=80)


def encode(content: list[Sample], block: int, least: int = 1) -> bytes:
    """A compressed frame's content: bit by bit, as a string of digits, so that no arithmetic is shared."""
    out = struct.pack("<hhh", *content[0])
    for begin in range(1, len(content), block):
        part = range(begin, min(begin + block, len(content)))
        deltas = [content[at][axis] - content[at - 1][axis] for at in part for axis in range(3)]
        width = next(w for w in range(least, 18) if all(-(2 ** (w - 1)) <= d < 2 ** (w - 1) for d in deltas))
        digits = "".join(f"{d % 2**width:0{width}b}"[::-1] for d in deltas)
        digits += "0" * (-len(digits) % 8)
        packed = bytes(int(digits[at : at + 8][::-1], 2) for at in range(0, len(digits), 8))
        out += bytes((width, len(part))) + packed
    return out


def _frames() -> list[tuple[bytes, float | None, str]]:
    lines = [line for line in FRAMES.read_text().splitlines() if line and not line.startswith("#")]
    found = []
    for sent, says in zip(lines[::2], lines[1::2], strict=True):
        factor, data = None, sent
        if sent.startswith("factor "):
            _, told, data = sent.split(" ", 2)
            factor = float(told)
        found.append((bytes.fromhex(data), factor, says.strip().removeprefix("-> ")))
    return found


def _columns(frame: Frame) -> list[tuple[float, float, float]]:
    return list(zip(frame.x, frame.y, frame.z, strict=True))


@pytest.mark.parametrize(("data", "factor", "says"), _frames())
def test_a_frame_says(data: bytes, factor: float | None, says: str) -> None:
    read = polar.frame(data, polar.Scale(52, 8, 16, factor))
    if says == "cannot be read":
        assert isinstance(read, BadInput)
        return
    assert isinstance(read, Frame) and read.last is not None
    head, _, values = says.partition(": ")
    count, _, last = head.partition(" at ")
    assert read.last == pytest.approx(int(last) / 1e9)
    assert len(read.x) == int(count)
    for shown, sample in zip(values.split(", ") if values else (), _columns(read), strict=False):
        assert [float(v) for v in shown.split()] == pytest.approx([1000 * v for v in sample], abs=1e-3)


def test_real_frames_are_understood_to_their_last_bit() -> None:
    """A long real frame, decoded and encoded again by the other encoder, block by block: the same bytes."""
    data = next(data for data, _, says in _frames() if says.startswith("57 "))
    read = polar.frame(data, polar.Scale(52, 8, 16, 1.0))
    assert isinstance(read, Frame)
    values = [tuple(int(v) for v in sample) for sample in _columns(read)]
    content, at, done = data[10:], 6, 1
    while at < len(content):
        width, count = content[at], content[at + 1]
        ends = at + 2 + -(-width * count * 3 // 8)
        again = encode(values[done - 1 : done + count], 99, width)[6:]
        assert again == content[at:ends]
        at, done = ends, done + count
    assert done == len(values) == 57


@given(samples, st.integers(1, 60), st.integers(0, 2**63))
def test_compressed_samples_come_back(content: list[Sample], block: int, nanoseconds: int) -> None:
    data = struct.pack("<BQB", 2, nanoseconds, 0x81) + encode(content, block)
    read = polar.frame(data, polar.Scale(52, 8, 16, 1000.0))
    assert isinstance(read, Frame)
    assert _columns(read) == content and read.last == nanoseconds / 1e9


@given(samples)
def test_raw_samples_come_back(content: list[Sample]) -> None:
    data = HEADER + b"\x01" + b"".join(struct.pack("<hhh", *each) for each in content)
    read = polar.frame(data, PLAIN)
    assert isinstance(read, Frame)
    assert [tuple(round(v * 1000) for v in each) for each in _columns(read)] == content


def test_a_compressed_frame_without_a_factor_divides_the_range() -> None:
    read = polar.frame(HEADER + b"\x80" + encode([(4096, -4096, 0)], 1), PLAIN)
    assert isinstance(read, Frame) and _columns(read) == [(1.0, -1.0, 0.0)]


def _check(data: bytes) -> None:
    read = polar.frame(data, PLAIN)
    if isinstance(read, Frame):
        assert len(read.x) == len(read.y) == len(read.z) > 0
        # Uncompressed values of 24 bits may be anything; nothing else can exceed its 16 bits.
        assert data[9] & 0x7F == 2 or max(*map(abs, read.x), 0) <= 32.768


@given(st.binary(max_size=300), st.sampled_from([b"", HEADER + b"\x80", HEADER + b"\x81", HEADER + b"\x01"]))
def test_any_bytes_are_a_frame_or_a_complaint(data: bytes, before: bytes) -> None:
    _check(before + data)
    for read in (polar.answer(data), polar.settings(data), polar.can_accelerate(data)):
        assert read is not None


def test_a_hundred_thousand_random_and_mutated_frames() -> None:
    random = Random(23)
    seeds = [data for data, _, _ in _frames() if len(data) < 120]
    for number in range(RANDOM_INPUTS):
        mutated = bytearray(seeds[number % len(seeds)])
        for _ in range(random.randrange(1, 4)):
            mutated[random.randrange(len(mutated))] = random.randrange(256)
        _check(bytes(mutated if number % 3 else mutated[: random.randrange(len(mutated))]))


def test_the_control_point() -> None:
    """What is asked and answered, byte for byte; settings as the SDK's tests have seen them of a Verity Sense."""
    assert polar.can_accelerate(bytes.fromhex("0f 0e 00")) is True
    assert polar.can_accelerate(bytes.fromhex("0f 0a 00")) is False
    assert isinstance(polar.can_accelerate(b"\x00"), BadInput)
    assert polar.ask() == bytes.fromhex("01 02")
    assert polar.stop() == bytes.fromhex("03 02")
    offered = polar.settings(bytes.fromhex("00 01 34 00 01 01 10 00 02 04 f5 00 f4 01 e8 03 d0 07 04 01 03"))
    assert offered == {0: (52,), 1: (16,), 2: (245, 500, 1000, 2000), 4: (3,)}
    told = polar.answer(bytes.fromhex("f0 01 02 00 00 ff ff ff"))
    assert told == polar.Answer(1, 0, False, b"\xff\xff\xff")
    assert polar.answer(bytes.fromhex("f0 01 06 07 00")) == polar.Answer(1, 7)
    assert polar.Answer(1, 7).because == "it has no such resolution"
    assert polar.Answer(2, 99).because == "its error number 99"
    assert polar.answer(bytes.fromhex("01 02")) == polar.Stopped(ours=True)
    assert polar.answer(bytes.fromhex("01 01")) == polar.Stopped(ours=False)
    assert isinstance(polar.answer(b"\xf0\x01"), BadInput)
    for cut in ("00", "00 02 34 00", "07 01 00"):
        assert isinstance(polar.settings(bytes.fromhex(cut)), BadInput)


VERITY = {0: (52,), 1: (16,), 2: (8,), 4: (3,)}
H10 = {0: (25, 50, 100, 200), 1: (16,), 2: (2, 4, 8)}


@pytest.mark.parametrize(
    ("offered", "start"),
    [
        (VERITY, "02 02 00 01 34 00 01 01 10 00 02 01 08 00 04 01 03"),
        (H10, "02 02 00 01 32 00 01 01 10 00 02 01 08 00"),
        ({0: (26, 52, 104), 1: (16,), 2: (2, 4, 8, 16)}, "02 02 00 01 34 00 01 01 10 00 02 01 08 00"),
        ({0: (13, 26), 2: (16,)}, "02 02 00 01 1a 00 02 01 10 00"),
    ],
)
def test_enough_and_not_more_is_asked_for(offered: polar.Settings, start: str) -> None:
    chosen = polar.choose(offered)
    assert chosen is not None and polar.start(chosen) == bytes.fromhex(start)


def test_without_rate_or_range_nothing_is_started() -> None:
    assert polar.choose({}) is None and polar.choose({0: (0,), 2: (8,)}) is None


def test_the_answer_to_start_tells_the_factor() -> None:
    chosen = {0: 52, 2: 8, 1: 16}
    assert polar.scale(chosen, bytes.fromhex("05 01") + struct.pack("<f", 0.5)) == polar.Scale(52, 8, 16, 0.5)
    assert polar.scale(chosen, b"") == polar.Scale(52, 8, 16, None)
    assert isinstance(polar.scale(chosen, bytes.fromhex("05 01") + struct.pack("<f", float("nan"))), BadInput)
    assert isinstance(polar.scale(chosen, b"\x05\x01"), BadInput)


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from([0, 1, 2, 4]), st.lists(st.integers(0, 200), max_size=4).map(tuple)))
def test_whatever_is_offered_can_be_asked_for_or_not(offered: polar.Settings) -> None:
    chosen = polar.choose(offered)
    assert chosen is None or polar.settings(polar.start(chosen)[2:]) == {k: (v,) for k, v in chosen.items()}
