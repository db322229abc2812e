"""Made motion of a body-worn device: around an impact, and how it moves afterwards. Seeded, never recorded.

The device hangs upright: gravity is along its y axis until its wearer lies.
"""

from array import array
from collections.abc import Callable
from math import exp, pi, sin
from random import Random

from hub.model.events import Movement

Sample = tuple[float, float, float]
RATE = 50
BEFORE, AFTER = 2.5, 2.02
"""Seconds of a window before and after its impact, as the front end cuts it."""

UPRIGHT: Sample = (0.0, 1.0, 0.0)
LEANING: Sample = (0.2, 0.97, 0.12)
LYING: Sample = (0.95, 0.1, 0.28)
FLAT: Sample = (0.0, 0.0, 1.0)


def window(what: str, seed: int) -> tuple[bytes, int]:
    """The window around an impact of this sort, and the impact's place in it."""
    chance = Random(f"{what} {seed}")
    values = array("h")
    for index in range(round((BEFORE + AFTER) * RATE)):
        t = index / RATE - BEFORE
        for one in IMPACTS[what](t, chance):
            values.append(max(-32767, min(32767, round(1000 * (one + chance.gauss(0, 0.004))))))
    return values.tobytes(), round(BEFORE * RATE)


def stream(what: str, since: float, seconds: float, seed: int = 1) -> list[Sample]:
    """The same as a stream of 50 a second, g: from `since` seconds before the impact on."""
    chance = Random(f"{what} {seed}")
    times = [index / RATE - since for index in range(round(seconds * RATE))]
    return [_noisy(IMPACTS[what](t, chance), chance) for t in times]


def _noisy(sample: Sample, chance: Random) -> Sample:
    x, y, z = (one + chance.gauss(0, 0.004) for one in sample)
    return x, y, z


def _blow(t: float, at: float, wide: float, high: float) -> float:
    return high * exp(-0.5 * ((t - at) / wide) ** 2)


def _steps(t: float, chance: Random, strength: float = 1.0) -> Sample:
    beat = sin(2 * pi * 1.9 * t)
    return (0.08 * strength * sin(2 * pi * 0.95 * t), 1 + 0.25 * strength * beat, chance.gauss(0, 0.03) * strength)


def _times(sample: Sample, by: float, more: Sample = (0.0, 0.0, 0.0)) -> Sample:
    x, y, z = sample
    return x * by + more[0], y * by + more[1], z * by + more[2]


def _fall(t: float, chance: Random) -> Sample:
    """Walks, loses hold, pivots over half a second, strikes the floor, bounces once, and lies."""
    if t < -0.6:
        return _steps(t, chance)
    if t < 0:
        far = (t + 0.6) / 0.6
        pivot = tuple(u + (v - u) * far for u, v in zip(UPRIGHT, LYING, strict=True))
        return _times((pivot[0], pivot[1], pivot[2]), 1 - 0.55 * far, (0.1 * chance.gauss(0, 1), 0.0, 0.05))
    hard = _blow(t, 0.0, 0.025, 5.5) + _blow(t, 0.16, 0.03, 2.2) + _blow(t, 0.4, 0.06, 0.6)
    settling = 0.05 * exp(-t) * chance.gauss(0, 1)
    return _times(LYING, 1.0, (0.8 * hard + settling, 0.3 * hard, 0.5 * hard - settling))


def _soft_fall(t: float, chance: Random) -> Sample:
    """Slides down along a chair, and lies: a fall, and not as plain as one."""
    if t < -0.8:
        return _steps(t, chance, 0.6)
    far = max(0.0, min(1.0, (t + 0.8) / 0.9))
    pivot = tuple(u + (v - u) * far for u, v in zip(UPRIGHT, LYING, strict=True))
    hard = _blow(t, 0.0, 0.04, 1.7) + _blow(t, 0.3, 0.06, 0.5)
    return _times(
        (pivot[0], pivot[1], pivot[2]), 1 - 0.2 * _blow(t, -0.3, 0.2, 1.0), (0.8 * hard, 0.3 * hard, 0.4 * hard)
    )


def _stumble(t: float, chance: Random) -> Sample:
    """One hard step, and on."""
    return _times(_steps(t, chance), 1.0, (0.4 * _blow(t, 0, 0.04, 1.6), _blow(t, 0, 0.03, 1.6), 0.0))


def _hard_seat(t: float, chance: Random) -> Sample:
    """Down onto a chair, and sits."""
    if t < -0.5:
        return _steps(t, chance, 0.7)
    down = 0.35 * _blow(t, -0.2, 0.12, 1.0)
    sits = _times(LEANING, 1.0, (0.0, _blow(t, 0, 0.04, 1.9) - down, 0.2 * _blow(t, 0.05, 0.05, 1.0)))
    return _times(sits, 1.0, (0.0, 0.02 * chance.gauss(0, 1) * exp(-t) if t > 0 else 0.0, 0.0))


def _drop(t: float, chance: Random) -> Sample:
    """Slips out of a hand from 80 cm: free fall, a hard and short blow, two bounces, and dead still."""
    if t < -0.4:
        return _times(_steps(t, chance, 0.3), 1.0)
    if t < 0:
        return 0.05 * sin(30 * t), 0.06, 0.04
    blow = _blow(t, 0, 0.01, 9.0) + _blow(t, 0.2, 0.012, 3.0) + _blow(t, 0.32, 0.012, 1.0)
    return _times(FLAT, 1.0, (0.2 * blow, 0.4 * blow, blow))


def _taken_off(t: float, chance: Random) -> Sample:
    """Lifted over the head and laid onto the table, with a small thud."""
    if t < 0:
        turn = max(0.0, min(1.0, t + 1.2))
        lifted = tuple(u + (v - u) * turn for u, v in zip(UPRIGHT, FLAT, strict=True))
        return _times((lifted[0], lifted[1], lifted[2]), 1.0, (0.1 * chance.gauss(0, 1), 0.1 * chance.gauss(0, 1), 0.0))
    return _times(FLAT, 1.0, (0.0, 0.0, _blow(t, 0, 0.012, 1.8)))


IMPACTS: dict[str, Callable[[float, Random], Sample]] = {
    "a fall": _fall, "a soft fall": _soft_fall, "a stumble": _stumble, "a hard seat": _hard_seat, "dropped": _drop,
    "taken off": _taken_off,
}  # fmt: skip
"""What a story may say that a device is."""

MOVES: dict[str, tuple[float, float, Sample]] = {
    "walks": (0.16, 0.0, UPRIGHT),
    "sits still": (0.012, 1.0, LEANING),
    "lies still": (0.009, 1.0, LYING),
    "struggles": (0.12, 0.5, LYING),
    "lies on a table": (0.003, 1.0, FLAT),
}
"""How it may move: root mean square in g, the share that is still, and the direction of gravity."""


def movement(how: str, device: str, at: object, seconds: float) -> Movement:
    """One span of such movement that ends at `at`."""
    moving, still, up = MOVES[how]
    return Movement(at=at, device=device, seconds=seconds, moving=moving, still=still, up=up, rate=50.0)  # type: ignore[arg-type]
