"""The standard's characteristics: what stands in `tests/frames/gatt`, and whatever else a device may send."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.bad_input import BadInput
from connectors.bluetooth.connected.frames import EXAMPLE
from connectors.bluetooth.connected.gatt import BASE, BATTERY, CHARACTERISTICS, FASTEST
from hub.model.events import UNITS, Said

FRAMES = Path(__file__).parents[2] / "frames" / "gatt" / "standard.frames"
PLAUSIBLE = {
    "battery": (0, 100), "heart rate": (1, FASTEST), "temperature": (-273.15, 327.67), "humidity": (0, 100),
    "weight": (0, 327.67),
}  # fmt: skip
RANDOM_INPUTS = 100_000


def _frames() -> list[tuple[str, bytes, str]]:
    lines = [line for line in FRAMES.read_text().splitlines() if line and not line.startswith("#")]
    found = []
    for sent, says in zip(lines[::2], lines[1::2], strict=True):
        number, _, data = sent.partition(" ")
        found.append((BASE.format(int(number, 16)), bytes.fromhex(data), says.strip().removeprefix("-> ")))
    return found


def _shown(read: tuple[Said, ...] | BadInput) -> str:
    if isinstance(read, BadInput):
        return "cannot be read"
    return " | ".join(f"{said.kind} = {said.value}" for said in read) or "nothing"


@pytest.mark.parametrize(("uuid", "data", "says"), _frames())
def test_a_frame_says(uuid: str, data: bytes, says: str) -> None:
    assert _shown(CHARACTERISTICS[uuid].parse(data)) == says


def test_every_row_has_frames() -> None:
    assert {uuid for uuid, _, _ in _frames()} == set(CHARACTERISTICS)


def test_a_row_is_read_or_waited_for() -> None:
    assert all(row.read or row.notify for row in CHARACTERISTICS.values())
    assert CHARACTERISTICS[BATTERY].read


def _sane(uuid: str, data: bytes) -> None:
    read = CHARACTERISTICS[uuid].parse(data)
    if isinstance(read, BadInput):
        assert read.what and len(bytes.fromhex(read.example)) <= EXAMPLE
        return
    for said in read:
        least, most = PLAUSIBLE[said.kind]
        assert said.kind in UNITS and isinstance(said.value, float) and least <= said.value <= most


@given(st.sampled_from(sorted(CHARACTERISTICS)), st.binary(max_size=40))
def test_whatever_comes_is_plausible_or_a_complaint(uuid: str, data: bytes) -> None:
    _sane(uuid, data)


def test_a_hundred_thousand_random_and_mutated_frames() -> None:
    random, frames, rows = Random(19), _frames(), sorted(CHARACTERISTICS)
    for _ in range(RANDOM_INPUTS):
        uuid, data, _says = random.choice(frames)
        mutated = bytearray(data)
        for _ in range(random.randrange(3)):
            if mutated:
                mutated[random.randrange(len(mutated))] = random.randrange(256)
        _sane(uuid, bytes(mutated[: random.randrange(len(mutated) + 1)] if random.random() < 0.2 else mutated))
        _sane(random.choice(rows), random.randbytes(random.randrange(12)))
