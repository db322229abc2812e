"""The usual days over months, as `carehub routine --html` draws them, in the reader's language."""

from collections.abc import Sequence
from datetime import date
from statistics import median

from markupsafe import Markup
from msgspec import Struct

from hub.model.routine import Day
from hub.pages.home.telling import Telling
from hub.pages.words import Say, later
from hub.records.day_rows import FEWEST, Known
from hub.records.days_page import drawing

TITLES = (
    later("Up at night"), later("Gets up"), later("Goes to bed"), later("Night's rest"), later("Movement"),
    later("Time out"), later("In the kitchen"), later("In the bathroom"),
    later("Visits to the bathroom in the night; without a sensor there, times of being up."),
    later("When the night's rest ended."), later("When the night's rest began, the evening before."),
    later("Quiet time from going to bed to getting up; a quiet armchair may count as rest."),
    later("Time of the day with movement anywhere at home."),
    later("Out by the front door for ten minutes and more."),
    later("Time with movement in the kitchen. Whether somebody ate is not known."),
    later("Time with movement in the bathroom, by day and by night."),
    later("more often"), later("less often"), later("later"), later("earlier"), later("longer"), later("shorter"),
    later("more"), later("less"), later("as before"), later("not known"),
)  # fmt: skip
"""What `hub.records.day_rows` calls its measures: named here so that every language must have them."""


class Chart(Struct, frozen=True):
    """One measure: its name, a sentence, the picture, and what it counts."""

    title: str
    says: str
    drawn: Markup
    about: str


def charts(days: Sequence[Day], found: Sequence[Known], to: Telling, _: Say) -> list[Chart]:
    """Every measure of which anything is known."""
    made = []
    for each in found:
        title, says = _(each.shown.title), _says(each, _)
        span = _("{title} by day, {first} to {last}.", title=title, first=a_day(days[0].day, to),
                   last=a_day(days[-1].day, to))  # fmt: skip
        drawn = Markup(drawing(days, each, f"{span} {says}"))  # noqa: S704 - hub.records escapes what it is given
        made.append(Chart(title, says, drawn, _(each.shown.about)))
    return made


def _says(each: Known, _: Say) -> str:
    """As `Known.says`."""
    if each.recent is None or each.before is None or each.usual is None:
        return _("Known on {n} days: too few to say what is usual.", n=len(each.values))
    low, high = (each.shown.said(edge) for edge in each.usual)
    usual = low if low == high else _("{low} to {high}", low=low, high=high)
    return _("{now} in the last four weeks ({difference}); usually {usual}.", now=each.shown.said(each.recent),
               difference=_(each.difference), usual=usual)  # fmt: skip


def summary(found: Sequence[Known], _: Say) -> list[str]:
    """As `days_page.summary`: what stands out, or that nothing does."""
    if all(each.before is None or each.recent is None for each in found):
        return [_("Too few days are known to say what is usual: six weeks are needed.")]
    out = [each for each in found if each.stands_out]
    if not out:
        return [_("The last four weeks were like the time before.")]
    lines = [_out(each, _) for each in out]
    same = ", ".join(_(each.shown.title) for each in found if each.difference == "as before")
    return [*lines, _("As before: {names}.", names=same)] if same else lines


def _out(each: Known, _: Say) -> str:
    assert each.recent is not None
    assert each.before is not None
    return _("{title}: {difference} in the last four weeks, {now} instead of {before}.", title=_(each.shown.title),
               difference=_(each.difference), now=each.shown.said(each.recent),
               before=each.shown.said(each.before))  # fmt: skip


def table(days: Sequence[Day], found: Sequence[Known], to: Telling, _: Say) -> tuple[list[str], list[list[str]]]:
    """The middle of each of the last twelve months: their names, and a row for each measure."""
    named = list(dict.fromkeys((day.day.year, day.day.month) for day in days))[-12:]
    rows = []
    for each in found:
        middles = [[v for d, v in each.values.items() if (d.year, d.month) == month] for month in named]
        rows.append(
            [_(each.shown.title), *(each.shown.short(median(v)) if len(v) >= FEWEST // 2 else "–" for v in middles)]
        )
    return [f"{to.month(month)} {year % 100:02d}" for year, month in named], rows


def heading(days: Sequence[Day], to: Telling, _: Say) -> str:
    """Which days are known, and how well."""
    known = sum(not d.away and d.seen >= 0.95 for d in days)
    away = sum(d.away for d in days)
    return _(
        "{first} to {last}: {known} days at home are known, {away} away, {rest} that could not be seen well enough.",
        first=a_day(days[0].day, to), last=a_day(days[-1].day, to), known=known, away=away,
        rest=len(days) - known - away,
    )  # fmt: skip


def a_day(when: date, to: Telling) -> str:
    """A day as it is read."""
    return f"{when.day} {to.month(when.month)} {when.year}"
