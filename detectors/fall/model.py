"""A fall model as it is shipped: plain arrays that say how likely it is that a window shows a fall.

A sum of small trees over `features`, put through a curve that makes a probability of it. Fitted with scikit-learn by
`carehub train falls`, read and reckoned without it.
"""

from hashlib import sha256
from math import exp
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from detectors.fall.features import NAMES
from hub.model.household import Placement

FORMAT = 1


class Trees(Struct, frozen=True, kw_only=True):
    """All trees one behind another: one entry for each node, the tree's first in `roots`.

    A row goes `left` where its `feature` is at most `split`, else `right`; at a leaf both lead to itself, and `value`
    is what the tree adds to `base`.
    """

    base: float
    depth: int
    roots: list[int]
    feature: list[int]
    split: list[float]
    left: list[int]
    right: list[int]
    value: list[float]


class Shipped(Struct, frozen=True, kw_only=True):
    """What the file holds. `card`: what it was trained on, and what it is worth (docs/falls.md)."""

    format: int
    placement: Placement
    features: list[str]
    most: float
    """Of what is stronger than this many g, the features see this."""
    slope: float
    shift: float
    threshold: float
    sure: float
    trees: Trees
    card: dict[str, Any] = {}


class Sealed(Struct, frozen=True):
    """The file: `sha256` is that of `model`, byte by byte."""

    sha256: str
    model: msgspec.Raw


class Unreadable(Struct, frozen=True):
    """The file cannot be used, and why."""

    because: str


class Model:
    """Ready to reckon. `threshold`: from here on it is an alarm; `sure`: what also counts in a device's first week."""

    __slots__ = ("_base", "_depth", "_feature", "_left", "_right", "_roots", "_split", "_value", "shipped")

    def __init__(self, shipped: Shipped) -> None:
        self.shipped = shipped
        trees = shipped.trees
        self._base, self._depth = trees.base, trees.depth
        self._roots: NDArray[np.intp] = np.array(trees.roots, np.intp)
        self._feature: NDArray[np.intp] = np.array(trees.feature, np.intp)
        self._left: NDArray[np.intp] = np.array(trees.left, np.intp)
        self._right: NDArray[np.intp] = np.array(trees.right, np.intp)
        self._split, self._value = np.array(trees.split), np.array(trees.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Model) and other.shipped == self.shipped

    def __hash__(self) -> int:
        return hash((self.placement, self.threshold, self.sure))

    @property
    def placement(self) -> Placement:
        """Where a device must be worn for this model."""
        return self.shipped.placement

    @property
    def threshold(self) -> float:
        """The one probability for all wearers from which on it is an alarm."""
        return self.shipped.threshold

    @property
    def sure(self) -> float:
        """The probability of the very surest alarms."""
        return self.shipped.sure

    def sum(self, row: NDArray[np.float64]) -> float:
        """What the trees add up to for one row of features. scikit-learn sees them in single precision: so do we."""
        seen = row.astype(np.float32)
        node = self._roots
        for _ in range(self._depth):
            node = np.where(seen[self._feature[node]] <= self._split[node], self._left[node], self._right[node])
        return self._base + float(self._value[node].sum())

    def probability(self, row: NDArray[np.float64]) -> float:
        """How likely it is that this is a fall, 0 to 1."""
        return 1 / (1 + exp(-max(-700.0, min(700.0, self.shipped.slope * self.sum(row) + self.shipped.shift))))


def read(data: bytes) -> Model | Unreadable:
    """The model in a file's bytes, or why it cannot be used."""
    try:
        sealed = msgspec.json.decode(data, type=Sealed)
        shipped = msgspec.json.decode(sealed.model, type=Shipped)
    except msgspec.DecodeError as error:
        return Unreadable(f"it is no fall model ({error})")
    if sha256(bytes(sealed.model)).hexdigest() != sealed.sha256:
        return Unreadable("its checksum does not fit: it was damaged, or changed by hand")
    if shipped.format != FORMAT or tuple(shipped.features) != NAMES:
        return Unreadable("it belongs to another version of carehub")
    return Model(shipped)


def write(shipped: Shipped) -> bytes:
    """The file's bytes: the same for the same model."""
    inner = msgspec.json.encode(shipped)
    return b'{"sha256":"' + sha256(inner).hexdigest().encode() + b'","model":' + inner + b"}\n"
