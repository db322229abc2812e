"""What came out of one person's weeks: plain data, small enough to be handed from one process to another."""

from datetime import datetime, timedelta

from msgspec import Struct


class Alarm(Struct, frozen=True):
    """Somebody was called although nothing was wrong. `day` counts from the first, `hour` on the clocks of the home."""

    at: datetime
    kind: str
    grave: str
    day: int
    hour: int
    because: str


class Help(Struct, frozen=True, kw_only=True):
    """One accident. `hour` on the clocks of the home; `after` None: nobody was called within the horizon.

    `kind` and `told` are the alarm's: what it was, and what its first text said. For a dead sensor `after` is until the
    hub knows that it is dead, and `called` when people were called for it before that.
    """

    accident: str
    hour: int
    after: timedelta | None
    kind: str = ""
    told: str = ""
    called: datetime | None = None
    device: str = ""


class Outcome(Struct, frozen=True, kw_only=True):
    """One person's weeks, or one recorded home's. `unseen`: the share of the time at home where no sensor sees them."""

    name: str
    days: float
    learning: float
    alarms: tuple[Alarm, ...] = ()
    new: tuple[Alarm, ...] = ()
    helps: tuple[Help, ...] = ()
    unseen: float = 0.0
    readings: int = 0
