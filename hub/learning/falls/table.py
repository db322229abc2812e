"""A result as tables that a person reads on a terminal."""

import math
from collections.abc import Callable, Iterable, Iterator

from rich.console import Group
from rich.table import Table
from rich.text import Text

from hub.learning.falls.intervals import Figure
from hub.learning.falls.results import Line, Result

ACTED = (
    "Acted falls and scripted activity. Real falls are found less often, and a day of life has fewer strikes an hour: "
    "docs/falls.md."
)


def tables(result: Result) -> Group:
    """All of it: the whole, then data sets, activities and subjects."""
    return Group(
        Text(_head(result), style="bold"),
        _table("", [result.all, *([result.older] if result.older else []), *_several(result.data_sets)]),
        _table("by activity", result.activities),
        _table("by subject", result.per_subject, _bare),
        Text("\n".join(_tail(result))),
        Text(ACTED, style="italic"),
    )


def _several(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    return lines if len(lines) > 1 else ()


def _head(result: Result) -> str:
    return (
        f"\n{result.placement}: {result.subjects} subjects, {result.all.falls} falls, {result.all.hours:.1f} h of "
        f"activity, at the threshold {result.threshold:.3f}"
    )


def _table(title: str, lines: Iterable[Line], cells: Callable[[Line], tuple[str, ...]] | None = None) -> Table:
    table = Table(title=title or None, title_justify="left", box=None, pad_edge=False)
    table.add_column("")
    for name in ("falls", "seen", "sensitivity", "hours", "false", "false/h"):
        table.add_column(name, justify="right")
    for line in lines:
        table.add_row(line.name, *(cells or _cells)(line))
    return table


def _cells(line: Line) -> tuple[str, ...]:
    falls = (str(line.falls), str(line.found), percent(line.sensitivity)) if line.falls else ("", "", "")
    false = str(line.false) if line.hours or line.false else ""
    return (*falls, f"{line.hours:.2f}" if line.hours else "", false, often(line.false_per_hour))


def _bare(line: Line) -> tuple[str, ...]:
    """Without intervals: of one subject there is none."""
    return tuple(cell.partition(" (")[0] for cell in _cells(line))


def percent(figure: Figure) -> str:
    """A share in per cent, with its interval."""
    if math.isnan(figure.value):
        return ""
    return f"{figure.value:.1%} ({figure.low:.0%} to {figure.high:.0%})"


def often(figure: Figure) -> str:
    """A rate an hour, with its interval."""
    if math.isnan(figure.value):
        return ""
    return f"{figure.value:.2f} ({figure.low:.2f} to {figure.high:.2f})"


def _tail(result: Result) -> Iterator[str]:
    if result.latency_p50 is not None and result.latency_p95 is not None:
        yield f"From impact to alarm: half within {result.latency_p50:.1f} s, 95 % within {result.latency_p95:.1f} s."
    if result.nominal is not None:
        gap = 100 * (result.all.sensitivity.value - result.nominal)
        yield f"The threshold was chosen for {result.nominal:.1%}: {gap:+.1f} points."
    yield f"Processor time for each hour of stream: {result.cpu_per_hour:.2f} s."
    for why, count in result.left_out.items():
        yield f"Left out: {count} {why}."
