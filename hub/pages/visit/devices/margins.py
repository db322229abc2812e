"""How well a device is heard where it stands, and what is to spare. Pure.

The worst of the last messages counts, not the mean: an alarm is one message, and it comes when the doors are closed.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

Word = Literal["enough", "weak", "too weak"]

LAST = 5
"""Messages of which the worst counts: enough that somebody has walked through the way of the radio meanwhile."""


class Scale(Struct, frozen=True):
    """`enough`: from here on there is something to spare. Below `least` it is too weak to rely on. `unit`: as said."""

    enough: int
    least: int
    unit: str


ZIGBEE = Scale(enough=60, least=30, unit="")
"""zigbee2mqtt's linkquality, 0 to 255, of the last leg to the stick. IEEE 802.15.4 says only that 255 is best, and
sticks differ, so these are our choices, on the careful side, and not measured: below 30 we do not rely on it, and 30
are left to be lost to closed doors, people and wet weather."""

BLUETOOTH = Scale(enough=-80, least=-90, unit="dBm")
"""Bluetooth adapters understand down to about -95 dBm. A body in between takes 10 to 15 dB at 2.4 GHz: -80 is then
still heard, -90 is not for certain (docs/wearables.md: a tag is in range from -88 dBm on). Our choices too."""

SCALES: dict[str, Scale] = {"zigbee2mqtt": ZIGBEE, "bluetooth": BLUETOOTH}
"""Source of a device -> its scale. What other sources hear, they do not tell how well."""


NOTICED: dict[str, int] = {"": 10, "dBm": 6}
"""Unit -> by how much two measurements must differ before people are told: a door, a person and the weather change as
much from one hour to the next (our choice, on the careful side)."""


class Margin(Struct, frozen=True, kw_only=True):
    """Of the last `count` messages: the worst and the newest value, and how far the worst lies above what is least."""

    worst: int
    last: int
    count: int
    spare: int
    word: Word
    unit: str = ""

    @property
    def settled(self) -> bool:
        """Whether there were enough messages to say so."""
        return self.count >= LAST


def margin(values: Sequence[int], scale: Scale) -> Margin | None:
    """What the last of these values say; None if there are none."""
    if not values:
        return None
    lately = values[-LAST:]
    worst = min(lately)
    return Margin(
        worst=worst, last=lately[-1], count=len(lately), spare=worst - scale.least, word=word(worst, scale),
        unit=scale.unit,
    )  # fmt: skip


def word(value: int, scale: Scale) -> Word:
    """What a value means."""
    return "enough" if value >= scale.enough else "weak" if value >= scale.least else "too weak"
