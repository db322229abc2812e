"""How long people lay until the first alert: the figures of one home, and their mean over homes."""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct


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
