"""What of a body-worn device's stream is worth keeping: hard impacts, and how it moved meanwhile.

Acceleration comes at 20 to 200 Hz in batches of any size. It is put on an even grid of 50 a second, in thousandths of a
g, and looked at in blocks of half a second of the device's own time: so nothing depends on how it was cut into batches.
"""

from datetime import datetime, timedelta
from math import floor, inf, sqrt

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hub.model.events import Impact, Movement
from hub.model.ids import DeviceId
from hub.model.motion import Samples

RATE = 50
"""Samples a second of the grid. Falls show up to about 20 Hz; most recordings and wearables have 20 to 60 Hz."""
UNIT = 1000.0
"""Of the grid's whole numbers, to a g."""
BLOCK = 25
"""Samples that are looked at together: half a second, so that an alarm is not kept waiting."""
BEFORE, AFTER = 125, 100
"""Samples of a window before and after its impact: the way down, and whether it lies still. Half a second more of after
shows nothing that would be worth waiting for (docs/falls.md)."""
GATE = 1700.0
"""Thousandths of a g. Of the acted falls of four devices hardly one has a weaker impact, also at 20 Hz."""
SHUT = (GATE / UNIT - 0.001) ** 2
"""Square of a strength, g: below it the gate stays shut, rounded or not."""
SEARCH = 40
"""Samples after the gate opened among which the strongest is the impact: a body hits the ground in parts."""
CALM = 420.0
"""Thousandths of a g about its mean, within one of the last three half seconds of a window. Whoever runs or jumps on is
not calmer; after acted falls nearly everybody is, by far."""
ENOUGH = 25
"""Samples that must follow an impact where a stream breaks off: with fewer, nothing shows what became of it."""
BLOW, LATEST = 15, 50
"""Samples of the blow itself, and of the last second: that one, and not the blow, is taken to go on after a break."""
HOLE = 1.0
"""Seconds without samples, beyond which nothing is filled in: what comes then stands for itself."""
SLIGHT = 1e-6
"""Seconds. What is nearer than this is the same time: batches cut otherwise have their times rounded otherwise."""
FINE = 60.0
"""Hz. Samples that come quicker are averaged over a fiftieth of a second, or what is too quick for the grid would show
as what it is not."""
SPREAD = np.array([-0.0075, -0.0025, 0.0025, 0.0075])
"""Seconds about a grid point at which a quick stream is read for its average."""
STILL = 20.0
"""Thousandths of a g by which all three axes together may stray within a still half second: a sensor's own noise is 3
to 10, a breath 5 to 15."""
USUAL, WATCHED = 60, 4
"""Blocks of a word about movement: 30 s, and 2 s after an impact."""
WATCH = 120
"""Blocks after an impact for which movement is told often: a minute."""
KEPT = BEFORE + AFTER + SEARCH + 2 * BLOCK
"""Samples of the grid that are kept: a window, and what may pass before it is cut."""

NEVER = 2**62
"""The place in the grid where a stream ends that has not broken off."""

Grid = NDArray[np.int16]
Floats = NDArray[np.float64]


class _Strike(Struct):
    """The gate opened at `start` (a place in the grid); the strongest was at `peak`, as far as it is known."""

    start: int
    peak: int | None = None


class FrontEnd:
    """All acceleration of one device. Takes batches as they come; never waits, never grows."""

    def __init__(self, device: DeviceId) -> None:
        self._device = device
        self._stream: int | None = None
        self._origin = 0.0
        self._begin()

    def take(self, samples: Samples) -> tuple[Impact | Movement, ...]:
        """What this batch completes."""
        count = len(samples.x)
        if not count or not samples.step > 0:
            return ()
        told: list[Impact | Movement] = []
        if samples.stream != self._stream or not -HOLE < samples.first - self._origin - self._last <= HOLE:
            told += self._cut_short()
            self._begin()
            self._stream, self._fine, self._origin = samples.stream, samples.step * FINE < 1, samples.first
        self._add(samples, count)
        if self._awake or self._last >= self._due - SLIGHT:
            told += self._blocks()
        return tuple(told)

    def _begin(self) -> None:
        """Nothing is known of what was before."""
        self._last = -inf
        self._ends = NEVER
        self._fine = False
        self._awake, self._due = False, 0.0
        self._waiting: list[tuple[float, float, NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]] = []
        self._t: Floats = np.empty(0)
        self._xyz: Floats = np.empty((3, 0))
        self._next = self._kept_from = 0
        self._kept: Grid = np.empty((0, 3), np.int16)
        self._filled: NDArray[np.bool_] = np.empty(0, np.bool_)
        self._strikes: list[_Strike] = []
        self._searched = 0
        self._span = _Span()
        self._watch = 0

    def _add(self, samples: Samples, count: int) -> None:
        """Put it by. It is looked at in detail only once something in it is as strong as the gate.

        Between two samples nothing is stronger than both: what stays shut here stays shut on the grid.
        """
        x, y, z = (np.frombuffer(axis, np.float32) for axis in (samples.x, samples.y, samples.z))
        first = samples.first - self._origin
        self._waiting.append((first, samples.step, x, y, z))
        self._last = first + samples.step * (count - 1)
        self._awake = self._awake or not float((x * x + y * y + z * z).max()) < SHUT
        self._step, self._most = samples.step, samples.most
        self._at, self._first = samples.at, first

    def _gathered(self) -> None:
        """What waited, behind what is still needed of before. Times to a millionth of a second, however it was cut."""
        t = [np.rint((first + step * np.arange(len(x))) / SLIGHT) * SLIGHT for first, step, x, _, _ in self._waiting]
        self._t = np.concatenate((self._t, *t))
        self._xyz = np.concatenate(
            (self._xyz, *(np.array(axes, np.float64) for _, _, *axes in self._waiting)), axis=1
        )  # fmt: skip
        self._waiting = []

    def _blocks(self) -> list[Impact | Movement]:
        """All half seconds of the grid that are whole by now."""
        self._gathered()
        return self._whole()

    def _whole(self) -> list[Impact | Movement]:
        margin = -SPREAD[0] if self._fine else 0.0
        count = floor(((float(self._t[-1]) - margin) * RATE - self._next + 1) / BLOCK + SLIGHT)
        if count <= 0:
            return []
        grid = np.arange(self._next, self._next + count * BLOCK) / RATE
        values = self._on_grid(grid)
        place = np.minimum(np.searchsorted(self._t, grid), len(self._t) - 1)
        filled = self._t[place] - self._t[np.maximum(place - 1, 0)] > 2.2 * self._step
        keep = max(len(self._kept) - KEPT, 0)
        self._kept_from += keep
        self._kept = np.concatenate((self._kept[keep:], values))
        self._filled = np.concatenate((self._filled[keep:], filled))
        behind = max(int(place[-1]) - 1 - 4 * self._fine, 0)
        self._t, self._xyz = self._t[behind:], self._xyz[:, behind:]
        return self._each(values.reshape(count, BLOCK, 3), filled.reshape(count, BLOCK).sum(axis=1))

    def _each(self, blocks: Grid, filled: NDArray[np.int_]) -> list[Impact | Movement]:
        """One half second after another."""
        whole = blocks.astype(np.int64)
        squares, sums = np.einsum("bij,bij->bi", whole, whole), whole.sum(axis=1)
        lengths, energy = np.sqrt(squares).sum(axis=1), squares.sum(axis=1)
        still = BLOCK * energy - np.einsum("bj,bj->b", sums, sums) < (STILL * BLOCK) ** 2
        told: list[Impact | Movement] = []
        for place in range(len(blocks)):
            self._next += BLOCK
            self._span.add(float(lengths[place]), int(energy[place]), bool(still[place]), int(filled[place]))
            told += self._gated(squares[place]) + self._moved(sums[place])
        self._awake = bool(self._strikes) or self._strong_yet()
        left = (WATCHED if self._watch else USUAL) - self._span.blocks
        self._due = (self._next + left * BLOCK - 1) / RATE - SPREAD[0] * self._fine
        return told

    def _strong_yet(self) -> bool:
        """True if something as strong as the gate waits for its half second to be whole: then the next batch counts."""
        rest = self._xyz[:, self._t > (self._next - 2) / RATE + SPREAD[0]]
        return rest.size > 0 and not float(np.einsum("ij,ij->j", rest, rest).max()) < SHUT

    def _on_grid(self, grid: Floats) -> Grid:
        """Between the samples, in a straight line; of a quick stream the average about each point."""
        if not self._fine:
            values = np.array([np.interp(grid, self._t, axis) for axis in self._xyz])
        else:
            points = (grid[:, None] + SPREAD).ravel()
            values = np.array([np.interp(points, self._t, a).reshape(-1, len(SPREAD)).mean(1) for a in self._xyz])
        return np.rint(np.clip(values.T * UNIT, -32767, 32767)).astype(np.int16)

    def _gated(self, squares: NDArray[np.int64]) -> list[Impact | Movement]:
        """Impacts that are complete by now."""
        begin = self._next - BLOCK
        if squares.max() >= GATE * GATE:
            for place in np.flatnonzero(squares >= GATE * GATE) + begin:
                if place >= self._searched:
                    self._strikes.append(_Strike(int(place)))
                    self._searched = int(place) + SEARCH
        if not self._strikes:
            return []
        told: list[Impact | Movement] = []
        for strike in self._strikes:
            if strike.peak is None and strike.start + SEARCH <= self._next:
                strike.peak = self._strongest(strike.start)
        while self._strikes and (peak := self._strikes[0].peak) is not None and peak + AFTER < self._next:
            self._strikes.pop(0)
            told += self._cut(peak)
        return told

    def _strongest(self, start: int) -> int:
        """Where, from `start` on, the device was struck hardest."""
        first = self._kept_from
        part = self._kept[start - first : start - first + SEARCH].astype(np.float64)
        return start + int(np.argmax(np.einsum("ij,ij->i", part, part)))

    def _cut(self, peak: int) -> list[Impact | Movement]:
        """The window about an impact. What the stream no longer told of it goes on as it was last."""
        first, end = self._kept_from, peak + AFTER + 1
        begin, told = max(peak - BEFORE, first), min(end, self._ends)
        if told - peak <= ENOUGH:
            return []
        lack, rest = begin - (peak - BEFORE), end - told
        known = self._kept[begin - first : told - first]
        window = np.concatenate((np.repeat(known[:1], lack, axis=0), known, _to_and_fro(known[peak - begin :], rest)))
        if not _calm(window):
            return []
        self._watch = WATCH
        filled = int(self._filled[begin - first : told - first].sum()) + lack + rest
        cut = Impact(
            at=self._hub_time(min((self._next - 1) / RATE, self._last)), device=self._device,
            struck=self._hub_time(peak / RATE), window=window.astype("<i2").tobytes(), peak=BEFORE,
            rate=round(1 / self._step, 2), most=self._most, missing=round(filled / len(window), 3),
        )  # fmt: skip
        return [cut]

    def _cut_short(self) -> list[Impact | Movement]:
        """Windows that the stream broke off: judged by what there is."""
        self._ends = floor(self._last * RATE + SLIGHT) + 1 if self._last > -inf else 0
        told = self._half_block()
        for strike in self._strikes:
            told += self._cut(self._strongest(strike.start) if strike.peak is None else strike.peak)
        return told

    def _half_block(self) -> list[Impact | Movement]:
        """The half second that the stream broke off in, as if its end had stayed as it was."""
        if self._last < self._next / RATE:
            return []
        self._gathered()
        whole = floor((float(self._t[-1]) * RATE - self._next) / BLOCK + SLIGHT) + 1
        self._t = np.append(self._t, (self._next + whole * BLOCK - 1) / RATE - SPREAD[0])
        self._xyz = np.concatenate((self._xyz, self._xyz[:, -1:]), axis=1)
        return self._whole()

    def _moved(self, sums: NDArray[np.int64]) -> list[Impact | Movement]:
        """The word about movement, if its time has come."""
        self._watch = max(self._watch - 1, 0)
        if self._span.blocks < (WATCHED if self._watch else USUAL):
            return []
        span, self._span = self._span, _Span()
        x, y, z = sums.tolist()
        length = sqrt(x * x + y * y + z * z) or 1.0
        return [
            Movement(
                at=self._hub_time((self._next - 1) / RATE), device=self._device, seconds=span.blocks * BLOCK / RATE,
                moving=round(span.moving / UNIT, 4), still=round(span.still / span.blocks, 3),
                up=(round(x / length, 3), round(y / length, 3), round(z / length, 3)),
                rate=round(1 / self._step, 2), missing=round(span.filled / (span.blocks * BLOCK), 3), most=self._most,
            )
        ]  # fmt: skip

    def _hub_time(self, t: float) -> datetime:
        at = self._at + timedelta(seconds=t - self._first)
        return at.replace(microsecond=0) + timedelta(milliseconds=floor(at.microsecond / 1000 + 0.5))


class _Span:
    """Sums over the blocks of one word about movement."""

    __slots__ = ("blocks", "filled", "lengths", "squares", "still")

    def __init__(self) -> None:
        self.blocks = self.still = self.filled = 0
        self.lengths = self.squares = 0.0

    def add(self, lengths: float, squares: int, still: bool, filled: int) -> None:
        self.blocks += 1
        self.lengths += lengths
        self.squares += squares
        self.still += still
        self.filled += filled

    @property
    def moving(self) -> float:
        """Root mean square of the length about its mean, in thousandths of a g."""
        count = self.blocks * BLOCK
        return float(np.sqrt(max(self.squares / count - (self.lengths / count) ** 2, 0.0)))


def _to_and_fro(after: Grid, rest: int) -> Grid:
    """So many samples as if it had gone on as in its last second: neither stiller nor livelier than it was.

    A last sample that was held would be the stillest body of all, and every stream that breaks off a fall.
    """
    latest = after[max(BLOW, len(after) - LATEST) :]
    return np.pad(latest, ((0, rest), (0, 0)), mode="reflect")[len(latest) :]


def _calm(window: Grid) -> bool:
    """True if within one of the last three half seconds it hardly moved."""
    last = window[-3 * BLOCK :].astype(np.float64)
    lengths = np.sqrt(np.einsum("ij,ij->i", last, last)).reshape(-1, BLOCK)
    return bool((lengths.std(axis=1) < CALM).any())
