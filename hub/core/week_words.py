"""Says times as people do: what comes every week by its days, what comes once by its date."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import starmap

from msgspec import Struct

from hub.core.hours import EVERY_DAY
from hub.core.localtime import at_local, clock_time, local

NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
A_DAY = 24 * 60
Time = tuple[datetime, datetime]
Form = tuple[int, int, int]
"""The minute of the day at which it begins, how many days later it ends, and the minute of that day."""


class _Span(Struct, frozen=True, order=True):
    """A time on the clocks of the home: from a minute of a day on, to a minute of that day or of `later` days after."""

    day: date
    start: int
    later: int
    end: int

    @property
    def form(self) -> Form:
        """What it is but for its day."""
        return self.start, self.later, self.end


class Window(Struct, frozen=True):
    """The days of which is spoken, and the moments at which the times that are given begin and end.

    Those reach a week beyond the days on both sides, so that a night is whole that the first or the last day cuts.
    """

    first: date
    days: int
    timezone: str

    @property
    def since(self) -> datetime:
        """From when on the times must be known."""
        return at_local(self.first - timedelta(days=8), 0, self.timezone)

    @property
    def until(self) -> datetime:
        """Until when the times must be known."""
        return at_local(self.first + timedelta(days=self.days + 8), 0, self.timezone)


def said(times: Iterable[Time], window: Window, now: datetime) -> tuple[str, ...]:
    """The times as words, weekly ones first: "Mon-Fri 18:00-08:00", "Thu 24 Dec 12:00 to Sat 26 Dec 24:00".

    What comes once and is over is not said.
    """
    lasts = {_span(time, window.timezone): time[1] for time in times if _touches(time, window)}
    spans = list(lasts)
    if any(_is_all(span, window) for span in spans):
        return ("at any hour",)
    weekly = _weekly(spans, window)
    once = [span for span in spans if (span.day.weekday(), span.form) not in weekly and lasts[span] > now]
    every: dict[Form, list[int]] = defaultdict(list)
    for weekday, form in sorted(weekly):
        every[form].append(weekday)
    dated: dict[Form, list[date]] = defaultdict(list)
    for span in sorted(once):
        dated[span.form].append(span.day)
    return (*starmap(_every_week, every.items()), *starmap(_on_dates, dated.items()))


def _touches(time: Time, window: Window) -> bool:
    first = at_local(window.first, 0, window.timezone)
    end = at_local(window.first + timedelta(days=window.days), 0, window.timezone)
    return time[0] < end and first < time[1]


def _span(time: Time, timezone: str) -> _Span:
    start, end = (local(each, timezone) for each in time)
    later, minute = (end.date() - start.date()).days, end.hour * 60 + end.minute
    if minute == 0:
        later, minute = later - 1, A_DAY
    return _Span(start.date(), start.hour * 60 + start.minute, later, minute)


def _is_all(span: _Span, window: Window) -> bool:
    """Whether it lasts as long as can be seen."""
    end = span.day + timedelta(days=span.later)
    return span.day <= window.first - timedelta(days=8) and end >= window.first + timedelta(days=window.days + 7)


def _weekly(spans: list[_Span], window: Window) -> set[tuple[int, Form]]:
    """What comes on the same day of every week of the window, and more than once."""
    days: dict[tuple[int, Form], set[date]] = defaultdict(set)
    for span in spans:
        days[span.day.weekday(), span.form].add(span.day)
    whole = [window.first + timedelta(days=step) for step in range(window.days)]
    return {
        key for key, on in days.items()
        if len(on) > 1 and on >= {day for day in whole if day.weekday() == key[0]}
    }  # fmt: skip


def _every_week(form: Form, days: list[int]) -> str:
    _, later, _ = form
    begins, ends = _times(form)
    if _within_a_day(form):
        return f"{_days(days)} {begins}-{ends}"
    return " and ".join(f"{NAMES[day]} {begins} to {NAMES[(day + later) % 7]} {ends}" for day in days)


def _times(form: Form) -> tuple[str, str]:
    return clock_time(form[0]), clock_time(form[2])


def _within_a_day(form: Form) -> bool:
    """Whether it lasts a day at most, so that "18:00-08:00" can mean nothing else."""
    start, later, end = form
    return later == 0 or (later == 1 and end <= start)


def _days(days: list[int]) -> str:
    """Days of the week: daily, Mon-Fri, Sat and Sun."""
    if tuple(days) == EVERY_DAY:
        return "daily"
    # A week has no beginning: a run that goes over Sunday is one.
    starts = [day for day in days if (day - 1) % 7 not in days]
    runs = [[(start + step) % 7 for step in range(_run(start, days))] for start in starts]
    parts = (f"{NAMES[run[0]]}-{NAMES[run[-1]]}" if len(run) > 2 else ", ".join(NAMES[d] for d in run) for run in runs)
    return ", ".join(parts)


def _run(start: int, days: list[int]) -> int:
    """How many days follow each other from this one on."""
    return next(count for count in range(1, 8) if (start + count) % 7 not in days)


def _on_dates(form: Form, days: list[date]) -> str:
    _, later, _ = form
    begins, ends = _times(form)
    if _within_a_day(form):
        named = [_date(day) for day in days]
        on = f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else named[0]
        return f"{on} {begins}-{ends}"
    whole = (f"{_date(day)} {begins} to {_date(day + timedelta(days=later))} {ends}" for day in days)
    return " and ".join(whole)


def _date(day: date) -> str:
    return f"{NAMES[day.weekday()]} {day.day} {day:%b}"
