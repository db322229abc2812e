"""Did a person just do something? The one answer for every detector that asks."""

from hub.model.appliances import Appliances
from hub.model.events import LEVELS, PRESSES, Reading

EITHER_WAY = frozenset({"contact", "bed", "chair", "light_switch"})
"""Both edges are a person's doing: opened and closed, lay down and got up. A repetition is only a report."""

REPEATS = frozenset({"motion", "activity", "vibration", "flush", "water"})
"""Each "on" is a new movement, also when the last "off" was not heard."""

RISES = frozenset({"presence", "pressure", "power"})
"""Only off -> on: they stay on, and are repeated, while somebody lies still or a machine runs."""


def moved(reading: Reading) -> bool:
    """True if somebody in the home did this now.

    Old knowledge is not activity (design section 4); "off" is made by a timer (behaviour 23); and a device that is
    not in the settings vouches for nobody, since nobody knows where it hangs.
    """
    if reading.cached or not reading.known:
        return False
    kind = reading.kind
    if kind in EITHER_WAY:
        return reading.edge
    if kind in PRESSES:
        return True
    return reading.value is True and (kind in REPEATS or (reading.edge and kind in RISES))


NOBODYS = PRESSES | {"power", "light_switch", "lock"}
"""What a timer, a fridge or a neighbour with a button may cause: no sign that anybody moved about."""


def shows_movement(reading: Reading) -> bool:
    """True if it may be told to people as movement: less than `moved`, for a claim must be sure."""
    return reading.kind not in NOBODYS and moved(reading)


SHOWN = (EITHER_WAY | REPEATS | RISES) - NOBODYS
"""Kinds of reading that show movement, if `moved`."""

BY_HAND = LEVELS | {"test", "tamper"}
"""What somebody who tries a sensor makes it say: a test button, a wet finger, a case that is opened."""

BOILS = Appliances().on_above
"""W. A plug tells how much, not whether: above this a kettle or a cooker is on (as for one that is left on)."""

DOINGS = EITHER_WAY | REPEATS | RISES | PRESSES | BY_HAND
"""Kinds of reading that somebody may have caused. Most of what is said in a home is none of these."""


def is_doing(reading: Reading) -> bool:
    """True if somebody may have done this to the device now: what an installer who walks about waits for."""
    if reading.kind == "power" and isinstance(reading.value, float):
        return reading.value > BOILS and reading.edge and not reading.cached and reading.known
    if reading.kind in BY_HAND:
        return reading.value is True and reading.edge and not reading.cached and reading.known
    return moved(reading)
