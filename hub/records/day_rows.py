"""The measures that families and care reviews are shown: what each is called, its value, and how it is said."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from statistics import median, quantiles

from msgspec import Struct

from hub.core.localtime import clock_time
from hub.model.routine import Day

RECENT = 28
"""Days at the end that are set against those before: four whole weeks."""
FEWEST = 14
"""Days that must be known on either side to say what is usual (a week and more: our choice)."""

Says = Callable[[float], str]


class Shown(Struct, frozen=True, kw_only=True):
    """One measure as it is shown. `step`: an axis has whole ones. `least`: from what on it is a difference."""

    title: str
    value: Callable[[Day], float | None]
    said: Says
    short: Says
    more: str
    less: str
    step: float
    least: float
    about: str


def _clock(minutes: float) -> str:
    return clock_time(_fives(minutes) % 1440)


def _hours(minutes: float) -> str:
    hours, rest = divmod(_fives(minutes), 60)
    return f"{hours} h {rest} min" if hours and rest else f"{hours} h" if hours else f"{rest} min"


def _short(minutes: float) -> str:
    """For a table or an axis: "8 h 35"."""
    return _hours(minutes).replace(" min", "") if _fives(minutes) >= 60 else _hours(minutes)


def _fives(minutes: float) -> int:
    """Nothing is known to the minute."""
    return 5 * round(minutes / 5)


def _times(number: float) -> str:
    return f"{number:.0f}" if float(number).is_integer() else f"{number:.1f}"


SHOWN: tuple[Shown, ...] = (
    Shown(
        title="Up at night",
        value=lambda d: d.risings if d.toilet is None else d.toilet,
        said=_times,
        short=_times,
        step=1,
        more="more often",
        less="less often",
        least=0.5,
        about="Visits to the bathroom in the night; without a sensor there, times of being up.",
    ),
    Shown(
        title="Gets up",
        value=lambda d: d.up,
        said=_clock,
        short=_clock,
        step=60,
        more="later",
        less="earlier",
        least=20,
        about="When the night's rest ended.",
    ),
    Shown(
        title="Goes to bed",
        value=lambda d: d.bed,
        said=_clock,
        short=_clock,
        step=60,
        more="later",
        less="earlier",
        least=20,
        about="When the night's rest began, the evening before.",
    ),
    Shown(
        title="Night's rest",
        value=lambda d: d.asleep,
        said=_hours,
        short=_short,
        step=60,
        more="longer",
        less="shorter",
        least=30,
        about="Quiet time from going to bed to getting up; a quiet armchair may count as rest.",
    ),
    Shown(
        title="Movement",
        value=lambda d: d.active,
        said=_hours,
        short=_short,
        step=60,
        more="more",
        less="less",
        least=30,
        about="Time of the day with movement anywhere at home.",
    ),
    Shown(
        title="Time out",
        value=lambda d: d.out,
        said=_hours,
        short=_short,
        step=60,
        more="more",
        less="less",
        least=20,
        about="Out by the front door for ten minutes and more.",
    ),
    Shown(
        title="In the kitchen",
        value=lambda d: d.kitchen,
        said=_hours,
        short=_short,
        step=30,
        more="more",
        less="less",
        least=15,
        about="Time with movement in the kitchen. Whether somebody ate is not known.",
    ),
    Shown(
        title="In the bathroom",
        value=lambda d: d.bathroom,
        said=_hours,
        short=_short,
        step=15,
        more="longer",
        less="shorter",
        least=10,
        about="Time with movement in the bathroom, by day and by night.",
    ),
)
"""In the order of a day. Walking, callers and restlessness are too noisy for a picture: the night compares them."""


class Known(Struct, frozen=True, kw_only=True):
    """One measure of these days. `usual`: the middle four of five of the days before the last four weeks."""

    shown: Shown
    values: dict[date, float]
    usual: tuple[float, float] | None
    before: float | None
    recent: float | None

    @property
    def says(self) -> str:
        """The sentence under the measure's name."""
        if self.recent is None or self.before is None or self.usual is None:
            return f"Known on {len(self.values)} days: too few to say what is usual."
        low, high = (self.shown.said(edge) for edge in self.usual)
        usual = f"usually {low} to {high}" if low != high else f"usually {low}"
        return f"{self.shown.said(self.recent)} in the last four weeks ({self.difference}); {usual}."

    @property
    def difference(self) -> str:
        """In a word: how the last four weeks differ from before."""
        if self.recent is None or self.before is None:
            return "not known"
        by = self.recent - self.before
        if abs(by) < self.shown.least:
            return "as before"
        return self.shown.more if by > 0 else self.shown.less

    @property
    def stands_out(self) -> bool:
        """Whether the last four weeks lie outside what was usual, or nearly so."""
        return self.difference not in ("as before", "not known")


def known(days: Sequence[Day]) -> tuple[Known, ...]:
    """Every measure of which anything is known, in order."""
    found = (_known(shown, days) for shown in SHOWN)
    return tuple(each for each in found if each.values)


def _known(shown: Shown, days: Sequence[Day]) -> Known:
    values = {d.day: float(v) for d in days if not d.away and (v := shown.value(d)) is not None}
    border = days[-1].day - timedelta(days=RECENT) if days else date.min
    before = [v for day, v in values.items() if day <= border]
    recent = [v for day, v in values.items() if day > border]
    enough = len(before) >= FEWEST
    usual = None
    if enough:
        tenths = quantiles(before, n=10, method="inclusive")
        usual = tenths[0], tenths[8]
    return Known(
        shown=shown, values=values, usual=usual, before=median(before) if enough else None,
        recent=median(recent) if len(recent) >= FEWEST // 2 else None,
    )  # fmt: skip


def months(days: Sequence[Day], each: Known) -> list[tuple[str, str]]:
    """The median of each of the last twelve months; a dash where fewer than seven days are known."""
    named: dict[tuple[int, int], list[float]] = {}
    for one in days:
        named.setdefault((one.day.year, one.day.month), [])
    for day, value in each.values.items():
        named[day.year, day.month].append(value)
    return [
        (f"{date(year, month, 1):%b %y}", each.shown.short(median(found)) if len(found) >= FEWEST // 2 else "–")
        for (year, month), found in list(named.items())[-12:]
    ]
