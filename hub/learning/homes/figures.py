"""Every figure of a back-test in one value: each home's, and those of all homes together."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from hub.learning.homes.delays import Delays, mean_delays
from hub.learning.homes.variants import Variants

MONTH = 30.0
HOUR = timedelta(hours=1)


class FalseAlarm(Struct, frozen=True, kw_only=True):
    """An alert on the recording as it is. `silence`: hours from the movement before it to the one after it.

    `outage`: the silence is over a day long and no exit door began it, so the recording itself may have failed.
    """

    at: datetime
    kind: str
    because: str
    since: datetime
    until: datetime
    silence: float
    door: bool
    labelled_out: bool
    outage: bool


class Figures(Struct, frozen=True, kw_only=True):
    """What one way of telling is worth in one home, or in all of them."""

    days: float
    false_alarms: int
    per_30_days: float | None
    outages: int
    no_returns: int
    collapse: Delays
    worst_home: float | None = None


class Still(Struct, frozen=True, kw_only=True):
    """A silence of an hour or more. `door`: it began at an exit door."""

    begins: datetime
    ends: datetime
    door: bool


class HomeResult(Struct, frozen=True, kw_only=True):
    """One home. `history`: days that were learned from first; None if the log is too short to be judged."""

    name: str
    begins: datetime
    ends: datetime
    judged_from: datetime | None
    days: float
    history: float | None
    sensors: int
    movements: int
    exit_doors: tuple[str, ...]
    at_home_hours: float
    figures: Figures
    caps: dict[str, Figures]
    false_alarms: tuple[FalseAlarm, ...]
    no_returns: tuple[FalseAlarm, ...]
    silences: tuple[Still, ...] = ()


class Point(Struct, frozen=True, kw_only=True):
    """What another budget of false alarms (detectors.inactivity.false_alarms, a month) would be worth in all homes."""

    budget: float
    figures: Figures


class Result(Struct, frozen=True, kw_only=True):
    """All of it. `settings`: what was judged, in the words of the settings."""

    injections: int
    seed: int
    timezone: str
    settings: dict[str, str]
    homes: tuple[HomeResult, ...]
    pooled: Figures
    caps: dict[str, Figures]
    curve: tuple[Point, ...] = ()
    variants: Variants | None = None
    left_out: tuple[str, ...] = ()
    seconds: float = 0.0


def rate(count: int, days: float) -> float | None:
    """How often in 30 days."""
    return round(count * MONTH / days, 4) if days else None


def pooled(homes: Sequence[Figures]) -> Figures:
    """Of all homes: false alarms by days, and the mean over homes of each home's own delays."""
    judged = [each for each in homes if each.days]
    days, false = sum(each.days for each in judged), sum(each.false_alarms for each in judged)
    rates = [each.per_30_days for each in judged if each.per_30_days is not None]
    return Figures(
        days=round(days, 4), false_alarms=false, per_30_days=rate(false, days),
        outages=sum(each.outages for each in judged), no_returns=sum(each.no_returns for each in judged),
        collapse=mean_delays([each.collapse for each in judged]), worst_home=max(rates, default=None),
    )  # fmt: skip
