"""Every figure of a back-test in one value: each home's, and those of all homes together."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

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


class Delays(Struct, frozen=True, kw_only=True):
    """How long people who collapsed lay until the first alert, in hours. `missed`: no alert within the horizon.

    `standing`: this silence had been told before they collapsed, which counts as no delay at all.
    """

    count: int
    median: float | None
    p90: float | None
    within_4h: float | None
    missed: int
    standing: int
    hours: tuple[float, ...] = ()


class Figures(Struct, frozen=True, kw_only=True):
    """What one way of telling is worth in one home, or in all of them."""

    days: float
    false_alarms: int
    per_30_days: float | None
    outages: int
    no_returns: int
    collapse: Delays
    worst_home: float | None = None


class HomeResult(Struct, frozen=True, kw_only=True):
    """One home. `history`: days that were learned from first; None if the log is too short to be judged."""

    name: str
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
    silences: tuple[tuple[datetime, datetime], ...] = ()
    """Those of at least an hour: for the pictures."""


class Result(Struct, frozen=True, kw_only=True):
    """All of it. `settings`: what was judged, in the words of the settings."""

    injections: int
    seed: int
    timezone: str
    settings: dict[str, str]
    homes: tuple[HomeResult, ...]
    pooled: Figures
    caps: dict[str, Figures]
    left_out: tuple[str, ...] = ()
    seconds: float = 0.0


def delays(hours: Sequence[float], missed: int, standing: int, in_time: float) -> Delays:
    """The figures of these delays, of which each missed one counts as the whole horizon."""
    told = tuple(sorted(round(each, 4) for each in hours))
    within = sum(each <= in_time for each in told) / len(told) if told else None
    return Delays(
        count=len(told), median=quantile(told, 0.5), p90=quantile(told, 0.9), within_4h=within, missed=missed,
        standing=standing, hours=told,
    )  # fmt: skip


def quantile(ordered: Sequence[float], share: float) -> float | None:
    """The value below which that share of them lies, between two neighbours in proportion."""
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return round(ordered[low] + (ordered[high] - ordered[low]) * (place - low), 4)


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


def mean_delays(homes: Sequence[Delays]) -> Delays:
    """The mean over homes of each home's figures; a home without any collapse does not count."""
    known = [each for each in homes if each.count]

    def mean(of: Callable[[Delays], float | None]) -> float | None:
        return _mean(value for each in known if (value := of(each)) is not None)

    return Delays(
        count=sum(each.count for each in known), median=mean(lambda each: each.median), p90=mean(lambda each: each.p90),
        within_4h=mean(lambda each: each.within_4h), missed=sum(each.missed for each in known),
        standing=sum(each.standing for each in known),
    )  # fmt: skip


def _mean(values: Iterable[float]) -> float | None:
    all_of_them = list(values)
    return round(sum(all_of_them) / len(all_of_them), 4) if all_of_them else None
