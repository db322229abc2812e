"""How does a body-worn device lie and move? Read from the short words that its front end says after an impact."""

from math import degrees

from detectors.fall.directions import Direction, angle, length
from hub.model.events import Movement

STILL = 0.03
"""g. Whoever lies after an acted fall moves a device by 0.004 to 0.016 (waist, 5 to 75 of 100); a sensor's own noise is
0.003. Sitting still is the same: stillness alone is no fall."""

MOSTLY = 0.75
"""Share of a span's half seconds that must be still: one breath or one hand may move."""

WALKS = 0.08
"""g. Slower than 95 of 100 spans of 2 s of walking, at the waist (0.087) and at the wrist (0.084)."""

SELDOM = 0.25
"""Share of a span that may be still while somebody walks."""

LIES = 45.0
"""Degrees. After acted falls the waist has turned by 61 (1 of 100) to 120; sitting down turns it by 31 to 41 (95 of
100). Lying down turns it as a fall does: a posture alone is no fall."""

BACK = 35.0
"""Degrees around the direction in which it was worn while walking: upright again."""


def lies_still(span: Movement) -> bool:
    """Nothing but breath moves it."""
    return span.moving < STILL and span.still >= MOSTLY


def walks(span: Movement) -> bool:
    """It moves as steadily as with somebody on their feet."""
    return span.moving >= WALKS and span.still <= SELDOM


def turned(before: Direction | None, now: Direction) -> float | None:
    """By how many degrees it lies otherwise than it was worn; None if that is not known."""
    return None if before is None or not length(now) else degrees(angle(before, now))
