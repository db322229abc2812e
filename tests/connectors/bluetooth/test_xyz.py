"""Plain numbers of 16 bits, in the layouts of devices that can be bought."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.bad_input import BadInput
from connectors.bluetooth.connected import xyz
from connectors.bluetooth.connected.frames import Frame
from hub.model.household import Acceleration

MICROBIT = Acceleration(
    characteristic="e95dca4b-251d-470a-a062-fa1922dfa9a8", counts_per_g=1000, rate=50, most=8,
    start_at="e95dfb24-251d-470a-a062-fa1922dfa9a8", start="1400",
)  # fmt: skip
THINGY = Acceleration(
    characteristic="ef680406-9b35-4933-9b10-52ffa9740042", counts_per_g=1024, rate=50, most=2, every=18,
)  # fmt: skip


def _read(data: bytes, settings: Acceleration) -> list[tuple[float, float, float]] | BadInput:
    frame = xyz.frame(data, settings)
    return list(zip(frame.x, frame.y, frame.z, strict=True)) if isinstance(frame, Frame) else frame


def test_a_microbit() -> None:
    assert _read(struct.pack("<hhh", 1000, -500, 0), MICROBIT) == [(1.0, -0.5, 0.0)]


def test_a_thingy_sends_turning_and_compass_too() -> None:
    assert _read(struct.pack("<9h", 1024, -512, 0, 1, 2, 3, 4, 5, 6), THINGY) == [(1.0, -0.5, 0.0)]


def test_several_samples_after_a_counter_high_byte_first() -> None:
    settings = Acceleration(
        characteristic="x", counts_per_g=256, rate=100, most=16, skip=2, every=8, high_byte_first=True
    )  # fmt: skip
    data = b"\x00\x07" + struct.pack(">hhhH", 256, 512, -256, 9) * 2 + struct.pack(">hhh", 0, 0, 256)
    assert _read(data, settings) == [(1.0, 2.0, -1.0)] * 2 + [(0.0, 0.0, 1.0)]


@pytest.mark.parametrize("length", [0, 1, 5, 7, 11, 13])
def test_a_cut_frame_is_a_complaint_and_not_a_sample(length: int) -> None:
    assert isinstance(_read(bytes(length), MICROBIT), BadInput)


layouts = st.builds(
    Acceleration, characteristic=st.just("x"), counts_per_g=st.floats(1, 32768), rate=st.just(50.0), most=st.just(8.0),
    every=st.integers(6, 240), skip=st.integers(0, 240), high_byte_first=st.booleans(),
)  # fmt: skip


@given(st.binary(max_size=250), layouts)
def test_any_bytes_in_any_layout(data: bytes, settings: Acceleration) -> None:
    read = _read(data, settings)
    if isinstance(read, BadInput):
        assert read.what
    else:
        assert 0 < len(read) <= 1 + (len(data) - settings.skip) // settings.every
        assert all(abs(value) <= 32768 for each in read for value in each)


@given(st.lists(st.tuples(*[st.integers(-32768, 32767)] * 3), min_size=1, max_size=40))
def test_samples_come_back_in_order(values: list[tuple[int, int, int]]) -> None:
    one = Acceleration(characteristic="x", counts_per_g=1, rate=50, most=8)
    assert _read(b"".join(struct.pack("<hhh", *each) for each in values), one) == values
