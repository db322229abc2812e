"""Makes a clean recording as rough as a stream in a home: turned anyhow, another gain, rate and range, with losses.

Everything comes from the generator that is handed in: the same seed gives the same stream.
"""

import numpy as np
from msgspec import Struct

from hub.learning.falls.recordings import Floats


class Roughness(Struct, frozen=True, kw_only=True):
    """How rough. The defaults are what falls are judged with (docs/falls.md)."""

    turned: bool = True
    """Worn in any orientation, one for the whole stream."""
    gain: float = 0.05
    """Each axis is out by up to this share."""
    rates: tuple[float, float] | None = (20.0, 60.0)
    """Hz. The device's true rate lies between these; None: as recorded."""
    jitter: float = 0.002
    """s. The standard deviation of a sample's own time."""
    loss: float = 0.02
    """The share of samples that never arrive."""
    packet: int = 8
    """Samples that are lost together, at the most: a radio loses packets, not samples."""
    ranges: tuple[float, ...] = (16.0, 8.0)
    """g. The device's range is one of these. None: as recorded."""
    noise: float = 0.0
    """g. The standard deviation of the device's own noise."""


SMOOTH = Roughness(turned=False, gain=0.0, rates=None, jitter=0.0, loss=0.0, ranges=())
"""As it was recorded."""


def roughened(t: Floats, acc: Floats, how: Roughness, chance: np.random.Generator) -> tuple[Floats, Floats]:
    """The stream as a rough device would have sent it. Times stay on the recording's clock, and rise."""
    t, acc = _at_another_rate(t, acc, how, chance)
    if how.turned:
        acc = acc @ rotation(chance).T
    acc = acc * chance.uniform(1 - how.gain, 1 + how.gain, 3)
    if how.noise:
        acc = acc + chance.normal(0.0, how.noise, acc.shape)
    if how.ranges:
        most = how.ranges[int(chance.integers(len(how.ranges)))]
        acc = np.clip(acc, -most, most)
    kept = ~lost(len(t), how, chance)
    return t[kept], acc[kept]


def rotation(chance: np.random.Generator) -> Floats:
    """A turn in space, each as likely as any other: from a random unit quaternion."""
    w, x, y, z = _unit(chance.normal(size=4))
    return np.array(
        [
            [1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)],
            [2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)],
            [2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)],
        ]
    )


def _unit(vector: Floats) -> Floats:
    unit: Floats = vector / np.linalg.norm(vector)
    return unit


def _at_another_rate(t: Floats, acc: Floats, how: Roughness, chance: np.random.Generator) -> tuple[Floats, Floats]:
    """Sampled anew between the recorded samples, as a device without a filter would."""
    if how.rates is None or len(t) < 2:
        return t, acc
    rate = chance.uniform(*how.rates)
    even = np.arange(t[0], t[-1], 1 / rate)
    even = even + chance.uniform(0, 1 / rate)
    even = even[even <= t[-1]]
    anew = np.column_stack([np.interp(even, t, acc[:, axis]) for axis in range(3)])
    return _jittered(even, rate, how, chance), anew


def _jittered(t: Floats, rate: float, how: Roughness, chance: np.random.Generator) -> Floats:
    """Times that are out by a little, and rise all the same."""
    most = 0.45 / rate
    jittered: Floats = t + np.clip(chance.normal(0.0, how.jitter, len(t)), -most, most) if how.jitter else t
    return jittered


def lost(samples: int, how: Roughness, chance: np.random.Generator) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    """Which samples never arrive: whole packets of 1 to `packet` samples, `loss` of all in the long run."""
    gone = np.zeros(samples, np.bool_)
    mean = (1 + how.packet) / 2
    for start in np.flatnonzero(chance.random(samples) < how.loss / mean):
        gone[start : start + int(chance.integers(1, how.packet + 1))] = True
    return gone
