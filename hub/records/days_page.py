"""The usual days of months on one page, words first: for the family, and for a care review."""

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape

from msgspec import structs

from hub.model.routine import Day
from hub.records import day_rows, paper
from hub.records.day_chart import Series, picture, weeks
from hub.records.day_rows import Known

STYLE = """
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: .5rem 1.5rem; }
.charts > div { break-inside: avoid; }
.charts h3 { margin: .5rem 0 0; }
.charts p { margin: 0 0 .25rem; }
svg.chart { height: auto; min-width: 0; }
@media print { .charts { grid-template-columns: 1fr 1fr 1fr; gap: .25rem 1rem; }
  .charts p { font-size: .6875rem; line-height: 1.3; } .charts h3 { margin: 0; font-size: .8125rem; }
  .charts .small { display: none; } .answer p { margin: 0; } h1 { font-size: 1.25rem; }
  h2 { margin: .5rem 0 .25rem; font-size: 1rem; } table { font-size: .6875rem; margin-bottom: .25rem; }
  th, td { padding: .1rem .3rem .1rem 0; } th[scope="row"] { min-width: 5rem; }
  body { font-size: .8125rem; line-height: 1.35; } .small { font-size: .6875rem; } }
"""
MEANING = (
    "Each dot is a day, the line is the middle of each week, and the band holds four of five days of the time before "
    "the last four weeks. A gap: too little could be seen. Grey: nobody was at home. Everything comes from "
    "sensors that know no person: with visitors or pets in the home it is theirs too. A difference is a reason to "
    "ask, and no diagnosis. "
    "docs/routine.md says how each is counted."
)
NONE = "No day is known yet. Days are kept from the day on which it was agreed."


def page(days: Sequence[Day], name: str) -> str:
    """The whole page."""
    return "".join(_parts(days, name))


def _parts(days: Sequence[Day], name: str) -> Iterator[str]:
    yield paper.head(f"The usual days: {name}", STYLE)
    if not days:
        yield paper.paragraph(NONE) + paper.FOOT
        return
    found = day_rows.known(days)
    yield paper.paragraph(_heading(days))
    yield f'<div class="answer">{"".join(paper.paragraph(each) for each in summary(days, found))}</div>\n'
    yield paper.heading("Through the months")
    yield f'<div class="charts">\n{"".join(_chart(days, each) for each in found)}</div>\n'
    yield paper.heading("Month by month")
    yield _months(days, found)
    yield paper.paragraph(MEANING, "small")
    yield paper.FOOT


def _heading(days: Sequence[Day]) -> str:
    known = sum(not d.away and d.seen >= 0.95 for d in days)
    away = sum(d.away for d in days)
    rest = len(days) - known - away
    parts = [f"{known} days at home are known"]
    parts += [f"{away} away"] if away else []
    parts += [f"{rest} that could not be seen well enough"] if rest else []
    return f"{day(days[0].day)} to {day(days[-1].day)}: {', '.join(parts)}."


def summary(days: Sequence[Day], found: Sequence[Known]) -> list[str]:
    """What stands out, in sentences; or that nothing does."""
    if all(each.before is None or each.recent is None for each in found):
        return ["Too few days are known to say what is usual: six weeks are needed."]
    out = [each for each in found if each.stands_out]
    if not out:
        return ["The last four weeks were like the time before."]
    lines = [f"{each.shown.title}: {each.difference} in the last four weeks, {_from_to(each)}." for each in out]
    same = [each.shown.title.lower() for each in found if each.difference == "as before"]
    return [*lines, f"As before: {', '.join(same)}."] if same else lines


def _from_to(each: Known) -> str:
    assert each.recent is not None
    assert each.before is not None
    return f"{each.shown.said(each.recent)} instead of {each.shown.said(each.before)}"


def day(when: date) -> str:
    """A day as it is read."""
    return f"{when.day} {when:%B %Y}"


def _chart(days: Sequence[Day], each: Known) -> str:
    drawn = drawing(days, each, f"{each.shown.title} by day, {day(days[0].day)} to {day(days[-1].day)}. {each.says}")
    about = f'<p class="small">{escape(each.shown.about)}</p>\n'
    return f"<div>{paper.heading(each.shown.title, 3)}{paper.paragraph(each.says)}{drawn}{about}</div>\n"


def drawing(days: Sequence[Day], each: Known, says: str) -> str:
    """One measure through the months, as SVG. `says`: the same for who cannot see it."""
    bare = Series(
        first=days[0].day, last=days[-1].day, values=each.values, away=frozenset(d.day for d in days if d.away),
        band=each.usual,
    )  # fmt: skip
    return picture(structs.replace(bare, ticks=_ticks(each, bare)), says)


def _ticks(each: Known, series: Series) -> tuple[tuple[float, str], ...]:
    """Three to five words on the axis, at whole steps, round all but the oddest days."""
    values = sorted(each.values.values())
    cut = len(values) // 50
    line = [v for _, v in weeks(series) if v is not None] or values
    low, high = min(values[cut], *line), max(values[-1 - cut], *line)
    low = min(low, 0.0) if each.shown.said(60) == "1 h" and low < high / 2 else low
    step = each.shown.step
    while (high - low) / step > 4:
        step *= 2
    first, last = int(low // step), int(-(-high // step))
    last = max(last, first + 1)
    return tuple((n * step, each.shown.short(n * step)) for n in range(first, last + 1))


def _months(days: Sequence[Day], found: Sequence[Known]) -> str:
    rows = [(each.shown.title, *(said for _, said in day_rows.months(days, each))) for each in found]
    names = [name for name, _ in day_rows.months(days, found[0])] if found else []
    return paper.table("The middle of each month", ("Measure", *(f"{name}|" for name in names)), rows)
