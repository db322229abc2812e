"""Where does gravity point in a device's own axes, and by how much did that turn?"""

from math import acos, sqrt

Direction = tuple[float, float, float]


def length(one: Direction) -> float:
    """How strong it is."""
    return sqrt(sum(each * each for each in one))


def angle(one: Direction, other: Direction) -> float:
    """Between two directions, in radians; 0 where one of them has none."""
    lengths = length(one) * length(other)
    along = sum(a * b for a, b in zip(one, other, strict=True))
    return acos(max(-1.0, min(1.0, along / lengths))) if lengths > 0 else 0.0
