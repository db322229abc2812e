"""A back-test as tables that a person reads on a terminal."""

from collections.abc import Iterable, Iterator

from rich.console import Group
from rich.table import Table
from rich.text import Text

from hub.core.localtime import local
from hub.learning.homes.delays import Delays
from hub.learning.homes.figures import FalseAlarm, Figures, Result
from hub.learning.homes.variants import HallReturn, MovedAfter, Variants

NO_COLLAPSE = (
    "No home holds a real collapse: a delay is measured by taking away everything that came after a moment at home. "
    "What is counted, and what it leaves out: docs/backtest.md."
)
MOST_SHOWN = 20
"""Alerts of the harder cases that a table names."""
COLUMNS = ("days", "false", "/30 d", "outages", "no return", "median h", "p90 h", "in 4 h", "missed", "told before")


def tables(result: Result) -> Group:
    """All of it: the homes together, each of them, each false alarm, and what it is compared with."""
    return Group(
        Text(_head(result), style="bold"),
        _table("by home", (*((home.name, home.figures) for home in result.homes), ("all homes", result.pooled))),
        _table("compared with", ((f"plain cap of {cap}", figures) for cap, figures in result.caps.items())),
        *_curve(result),
        *_hard(result.variants),
        _alarms(result),
        Text("\n".join(_tail(result))),
        Text(NO_COLLAPSE, style="italic"),
    )


def _head(result: Result) -> str:
    settings = ", ".join(f"{name} {value}" for name, value in result.settings.items())
    return f"\n{len(result.homes)} homes, {result.injections} collapses each, seed {result.seed}: {settings}\n"


def _table(title: str, lines: Iterable[tuple[str, Figures]]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("", no_wrap=True)
    for name in COLUMNS:
        table.add_column(name, justify="right")
    for name, figures in lines:
        style = "bold" if name == "all homes" else None
        table.add_row(name, *(_cells(figures) if figures.days else ("-",)), style=style)
    return table


def _cells(figures: Figures) -> tuple[str, ...]:
    found = figures.collapse
    return (
        f"{figures.days:.1f}", str(figures.false_alarms), number(figures.per_30_days), str(figures.outages),
        str(figures.no_returns), number(found.median, 1), number(found.p90, 1), percent(found.within_4h),
        str(found.missed), str(found.standing),
    )  # fmt: skip


def _curve(result: Result) -> Iterator[Table]:
    if result.curve:
        yield _table("other budgets", ((f"{point.budget:g} a month", point.figures) for point in result.curve))


def _hard(variants: Variants | None) -> Iterator[Table]:
    """The harder cases, each beside what it is compared with, and what went wrong in them."""
    if variants is None:
        return
    if variants.hall is not None:
        yield _hall(variants.hall)
    yield _rows(
        "collapse, then movement that is no sign of life",
        (
            "",
            "median h",
            "without it",
            "p90 h",
            "without it",
            "in 4 h",
            "without it",
            "runs",
            "withdrawn",
            "one room h",
            "p90 h",
        ),
        [_moved(each) for each in variants.moved],
    )
    yield _rows(
        "disturbances", ("", "runs", "inactivity alerts", "noticed", "by"),
        [(d.name, str(d.runs), str(d.alerts), str(d.noticed), d.by) for d in variants.disturbed],
    )  # fmt: skip
    first = variants.first_days
    yield _rows(
        "first seven days from nothing", ("", "starts", "days", "inactivity alerts"),
        [("all homes", str(first.starts), f"{first.days:.0f}", str(first.alerts))],
    )  # fmt: skip
    wrong = [alarm for each in variants.disturbed for alarm in each.alarms] + list(first.alarms)
    if wrong:
        shown = wrong[:MOST_SHOWN]
        more = [(f"and {len(wrong) - len(shown)} more: --json has all of them",)] if len(wrong) > len(shown) else []
        yield _rows("alerts in these that should not be", ("",), [*((alarm,) for alarm in shown), *more])


def _hall(hall: HallReturn) -> Table:
    names = ("", "returns", "median h", "p90 h", "in 4 h", "missed", "no return")
    found = hall.collapse
    cells = ("all homes", str(found.count), *_delay(found), str(found.missed), str(hall.no_returns))
    return _rows("collapse in the hall on return", names, [cells])


def _moved(each: MovedAfter) -> tuple[str, ...]:
    alone = number(each.one_room.median, 1), number(each.one_room.p90, 1)
    pairs = zip(_delay(each.moved), _delay(each.plain), strict=True)
    return (each.name, *(cell for pair in pairs for cell in pair), str(each.raised), str(each.withdrawn), *alone)


def _delay(found: Delays) -> tuple[str, str, str]:
    return number(found.median, 1), number(found.p90, 1), percent(found.within_4h)


def _rows(title: str, names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    for place, name in enumerate(names):
        wide = place == 0 or name == "by"
        table.add_column(name, justify="left" if wide else "right", overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def number(value: float | None, places: int = 2) -> str:
    """A figure, or nothing where there is none."""
    return "" if value is None else f"{value:.{places}f}"


def percent(value: float | None) -> str:
    """A share in per cent."""
    return "" if value is None else f"{value:.0%}"


def _alarms(result: Result) -> Table:
    table = Table(title="false alarms", title_justify="left", box=None, pad_edge=False)
    for name in ("home", "alert", "silent from", "to", "hours", "may be", "because"):
        table.add_column(name, justify="right" if name == "hours" else "left", overflow="fold")
    for home in result.homes:
        for alarm in (*home.false_alarms, *home.no_returns):
            at, since, until = (local(each, result.timezone) for each in (alarm.at, alarm.since, alarm.until))
            table.add_row(
                home.name, f"{at:%Y-%m-%d %H:%M}", f"{since:%m-%d %H:%M}", f"{until:%m-%d %H:%M}",
                f"{alarm.silence:.1f}", _may_be(alarm), alarm.because,
            )  # fmt: skip
    return table


def _may_be(alarm: FalseAlarm) -> str:
    """What a person who looks at it should know of it."""
    what = [
        "no return" if alarm.kind != "inactivity" else "", "labelled as out" if alarm.labelled_out else "",
        "door used" if alarm.door else "", "an outage of the recording" if alarm.outage else "",
    ]  # fmt: skip
    return ", ".join(each for each in what if each)


def _tail(result: Result) -> Iterator[str]:
    for home in result.homes:
        if home.history is None:
            yield f"{home.name}: {home.days:.1f} days are too short to be learned from and then judged."
        elif not home.exit_doors:
            yield f"{home.name}: no exit door among its sensors, so that nobody is ever taken to be out."
    for left in result.left_out:
        yield f"Left out: {left}"
    worst = result.pooled.worst_home
    if worst is not None:
        yield f"The home with the most false alarms has {worst:.2f} in 30 days."
    yield f"Took {result.seconds:.1f} s."
