"""What is tried when the radio does not work, in which order, and how long to wait in between. Pure."""

from collections.abc import Callable
from random import Random
from typing import Literal

from msgspec import Struct

from connectors.bluetooth.radio.trouble import Kind

Does = Literal["listen", "on", "power", "reset"]
"""Begin to listen anew; switch the adapter on; off and on; ask for the reset that needs root."""

Recover = Callable[[Kind], str]
"""Asks for the reset that only root may do. The answer says why it could not be asked for; empty if it was."""


class Patience(Struct, frozen=True, kw_only=True):
    """Every wait of the radio, in seconds. Tests shorten them; nobody else should."""

    look: float = 5.0
    """How often BlueZ is asked how the adapter is: two small messages, so that most trouble is found in 5 s."""
    answer: float = 5.0
    """For one answer over D-Bus. A bluetoothd that needs longer is stuck; a slow card holds it for 2 s."""
    start: float = 10.0
    """To begin to listen: three calls and, the first time, everything that BlueZ knows."""
    stands: float = 5.0
    """After this long without trouble the radio works, although nothing has been heard yet."""
    give_up: float = 60.0
    """Trouble that recovery has not ended by then is told. With `look` and `answer`: within 70 s, of 90 allowed."""
    silence: float = 90.0
    """Silence of everybody for this long is a deaf radio (behaviour 20), unless this home is known to be quieter."""
    first: float = 1.0
    """Before the first attempt: a bluetoothd that restarts is back by then. The wait doubles each time."""
    most: float = 60.0
    """The longest wait between two attempts: a radio that comes back is used within a minute."""
    power_again: float = 600.0
    """A power cycle ends every connection, so a worn sensor is cut off for seconds: at most every ten minutes."""
    reset_again: float = 1800.0
    """A USB reset takes everything on that adapter away for about 10 s, and has helped by now or will not."""
    held: float = 15.0
    """How often whoever waits for a device looks whether BlueZ holds it connected, for nobody: it looks into memory."""
    off: float = 1.0
    """How long an adapter stays off in a power cycle."""


class Step(Struct, frozen=True):
    """What to do, after waiting `after` seconds."""

    does: Does
    after: float


HELPS: dict[Kind, tuple[Does, ...]] = {
    "bus": ("listen",),
    "service": ("listen",),
    "denied": ("listen",),
    "missing": ("listen", "reset"),
    "blocked": ("reset", "on"),
    "off": ("on", "reset"),
    "stopped": ("listen", "power", "reset"),
    "busy": ("listen", "listen", "power", "reset"),
    "deaf": ("listen", "power", "reset"),
    "failed": ("listen", "power", "reset"),
}
"""Trouble -> what can help, the gentle before the rough. Asking BlueZ to listen also starts a bluetoothd that is not
running, where systemd is set up to do that."""

DEAF_STEPS = 6
"""A deaf radio is worked on from half of the allowed silence on, a step every sixth of it: with 90 s at 45 s (listen
anew), 60 s (power cycle) and 75 s (reset), so that each has 15 s to help before people are told at 90 s."""


class Recovery:
    """The steps of one time of trouble. `reset` once the radio works again."""

    def __init__(self, patience: Patience, random: Random) -> None:
        self._patience, self._random = patience, random
        self._tried: dict[Kind, int] = {}
        self._wait = patience.first
        self._last: dict[Does, float] = {}

    def next(self, kind: Kind, now: float) -> Step:
        """What to try now. A rough step that was tried lately is replaced by listening anew."""
        number = self._tried.get(kind, 0)
        self._tried[kind] = number + 1
        helps = HELPS[kind]
        does = helps[number % len(helps)]
        if now < self._last.get(does, float("-inf")) + self._pause(does):
            does = "listen"
        self._last[does] = now
        return Step(does, self._drawn())

    def deaf_for(self, limit: float) -> float:
        """How long to listen after a step against deafness before the next one."""
        if self._tried.get("deaf", 0) <= len(HELPS["deaf"]):
            return limit / DEAF_STEPS
        return self._patience.most

    def reset(self) -> None:
        """It works: the next trouble starts with the gentle steps. What was done lately is not forgotten."""
        self._tried.clear()
        self._wait = self._patience.first

    def _pause(self, does: Does) -> float:
        return {"power": self._patience.power_again, "reset": self._patience.reset_again}.get(does, 0.0)

    def _drawn(self) -> float:
        """Half of the wait at least, so that no attempt follows another at once."""
        wait = self._wait * (0.5 + self._random.random() / 2)
        self._wait = min(self._patience.most, self._wait * 2)
        return wait
