"""Kills a real hub at every durable step and every send of one incident's life, and says what each kill did.

    python bench/crash_points.py                  every point: some minutes
    python bench/crash_points.py --every 10       each tenth
    python bench/crash_points.py --kind sync      only where the store makes a transaction durable

Ends with 1 if anything was lost or doubled, or if a kill repeated more than one text. Needs mosquitto and strace.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.support.crashing import CALLS, THERE, Crash, Kind, crash_at

KINDS: tuple[Kind, ...] = ("sync", "send", "write", "text", "said")
MOST = 2_000


@click.command()
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="Which calls; without it, all of them.")
@click.option("--every", default=1, show_default=True, help="Try each N-th point only.")
@click.option("--first", default=1, show_default=True, help="Begin with this point.")
@click.option("--verbose", is_flag=True, help="Show the kills that did no harm too.")
def main(kinds: tuple[Kind, ...], every: int, first: int, verbose: bool) -> None:
    """Kill a hub at every step of one incident's life."""
    console = Console()
    crashes: list[Crash] = []
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console) as progress:
        for kind in kinds or KINDS:
            task = progress.add_task(kind, total=None)
            for crash in sweep(kind, first, every):
                crashes.append(crash)
                progress.update(task, advance=1, description=f"{kind} {crash.number}: {crash.call or 'nothing left'}")
                if crash.wrong:
                    progress.console.print(f"[red]{kind} {crash.number}: {'; '.join(crash.wrong)}")
            progress.update(task, total=progress.tasks[task].completed, description=kind)
    console.print(points(crashes, verbose))
    console.print(totals(crashes))
    sys.exit(any(crash.wrong for crash in crashes))


def sweep(kind: Kind, first: int, every: int) -> Iterator[Crash]:
    """Kill at each point until the story ends before it."""
    for number in range(first, MOST, every):
        with tempfile.TemporaryDirectory(prefix="carehub-crash-") as folder:
            crash = crash_at(kind, number, Path(folder))
        yield crash
        if not crash.killed:
            return


def points(crashes: list[Crash], verbose: bool) -> Table:
    """What each kill did: all of them, or those that repeated a text or did worse."""
    table = Table("kind", "N", "while", "killed at", "lost", "doubled", "repeated", "also told", title="kills")
    for each in crashes:
        if verbose or each.wrong or each.repeated or each.others:
            table.add_row(
                each.kind, str(each.number), each.during, each.call, str(each.lost), str(each.doubled),
                str(each.repeated), "; ".join((*each.wrong, *each.others)),
            )  # fmt: skip
    return table


def totals(crashes: list[Crash]) -> Table:
    """One line for each kind of call."""
    table = Table("kind", "calls", "kills", "lost", "doubled", "kills that repeated a text", "wrong", title="in all")
    for kind in dict.fromkeys(crash.kind for crash in crashes):
        some = [crash for crash in crashes if crash.kind == kind]
        table.add_row(
            kind, CALLS.get(kind) or THERE[kind], str(sum(c.killed for c in some)),
            str(sum(c.lost for c in some)), str(sum(c.doubled for c in some)), str(sum(c.repeated > 0 for c in some)),
            str(sum(bool(c.wrong) for c in some)),
        )  # fmt: skip
    return table


if __name__ == "__main__":
    main()
