"""The back-test of the usual days as tables that a person reads on a terminal."""

from rich.console import Group
from rich.table import Table
from rich.text import Text

from hub.learning.routine.judging import Result

MADE = (
    "No home holds a known change: each is put into recorded weeks, as it would have been logged (docs/routine.md). "
    "0.5 is a coin, 1 is every changed week above every other."
)


def tables(result: Result) -> Group:
    """All of it: by kind of change, by home, and how often somebody would be told."""
    return Group(
        Text(f"\n{len(result.homes)} homes, {result.untouched_weeks} weeks, seed {result.seed}\n", style="bold"),
        _kinds(result), _homes(result), Text("\n".join(_tail(result))), Text(MADE, style="italic"),
    )  # fmt: skip


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", box=None, pad_edge=False)
    table.add_column("", no_wrap=True)
    for name in columns:
        table.add_column(name, justify="right")
    return table


def _kinds(result: Result) -> Table:
    table = _table("area under the curve, by change", "weeks", "homes", "AUC", "95 %", "mean of homes", "told at once")
    for kind, found in result.kinds.items():
        table.add_row(
            kind, str(found.weeks), str(found.homes), f"{found.auc:.3f}", f"{found.low:.2f}-{found.high:.2f}",
            f"{found.mean_of_homes:.3f}", f"{found.told:.0%}",
        )  # fmt: skip
    interval = f"{result.overall_low:.2f}-{result.overall_high:.2f}"
    mean = f"{result.overall_mean_of_homes:.3f}"
    table.add_row("all", "", "", f"{result.overall:.3f}", interval, mean, "", style="bold")
    return table


def _homes(result: Result) -> Table:
    kinds = list(result.kinds)
    table = _table("by home", "days", "weeks", *kinds, "mean", "notes")
    for home in result.homes:
        cells = (f"{home.auc[kind]:.2f}" if kind in home.auc else "-" for kind in kinds)
        mean = "-" if home.mean is None else f"{home.mean:.2f}"
        table.add_row(home.name, str(home.days), str(len(home.weeks)), *cells, mean, str(home.notes))
    return table


def _tail(result: Result) -> list[str]:
    rate = "-" if result.notes_per_30_days is None else f"{result.notes_per_30_days:.2f}"
    lines = [f"\nWeeks as they were that would be told: {result.untouched_told:.1%}; notes in 30 days: {rate}."]
    return lines + [f"Left out: {why}" for why in result.left_out]
