"""`carehub backtest` says what this hub's questions of the home are worth in recorded homes."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from hub.cli.group import json_option
from hub.cli.score import seed_option

if TYPE_CHECKING:
    from hub.learning.homes.backtest import Step
    from hub.learning.homes.figures import Result

TOLD_EACH = 10.0
"""Seconds between two lines of how far it is, where nobody sees a bar."""
WIDE = 150
"""Characters in a line where the output is no terminal."""


@click.group()
def backtest() -> None:
    """Say what a question that the hub asks of the home is worth in recorded homes."""


@backtest.command("inactivity", short_help="What is the inactivity alarm worth in these recorded homes?")
@click.option(
    "--data", type=click.Path(path_type=Path), required=True,
    help="The folder of recorded homes: NAME.csv or NAME.csv.gz, and NAME.labels.csv or .gz where there are labels.",
)  # fmt: skip
@click.option(
    "--injections", type=click.IntRange(1, 100_000), default=500, show_default=True, help="Collapses in each home."
)
@seed_option
@click.option(
    "--timezone",
    default="Europe/London",
    show_default=True,
    help="The clocks of the homes, where times have no offset.",
)
@click.option("--quick", is_flag=True, help="Only false alarms and collapses: no harder cases, no other budgets.")
@click.option("--plots", "pictures", type=click.Path(path_type=Path, file_okay=False), help="Draw into this folder.")
@click.option(
    "--as", "suffix", type=click.Choice(("png", "svg")), default="png", show_default=True, help="Pictures as."
)
@json_option
def inactivity(
    data: Path,
    injections: int,
    seed: int,
    timezone: str,
    quick: bool,
    pictures: Path | None,
    suffix: str,
    as_json: bool,
) -> None:
    """Replay recorded homes, count false alarms, and let the resident collapse at random moments at home.

    One configuration for all homes, the shipped one; nothing is tuned to a home. docs/backtest.md says how the data
    must look, what exactly is counted, and why no figure from recordings without a real collapse is a promise.
    """
    from hub.learning.homes import plots
    from hub.learning.homes.backtest import Asked
    from hub.learning.homes.backtest import backtest as judged
    from hub.settings.reading import detection

    _known(timezone)
    asked = Asked(folder=data, injections=injections, seed=seed, timezone=timezone, whole=not quick)
    with _progress() as step:
        result = judged(asked, detection(), _warn, step)
    _tell(result, as_json)
    for file in plots.draw(result, pictures, suffix) if pictures is not None else ():
        click.echo(f"{file}", err=True)


@backtest.command("routine", short_help="Are changed weeks told from others in these recorded homes?")
@click.option(
    "--data", type=click.Path(path_type=Path), required=True,
    help="The folder of recorded homes: NAME.csv or NAME.csv.gz.",
)  # fmt: skip
@seed_option
@click.option(
    "--timezone",
    default="Europe/London",
    show_default=True,
    help="The clocks of the homes, where times have no offset.",
)
@json_option
def routine(data: Path, seed: int, timezone: str, as_json: bool) -> None:
    """Put seven changes into the weeks of recorded homes: does the nightly comparison score them above the others?

    A change is made of the home's own log; the week is compared with the days before it, as in a home. What each
    change is, and what the figures do not show, is in docs/routine.md.
    """
    from rich.console import Console

    from hub.learning.routine import backtest as whole
    from hub.learning.routine import table
    from hub.settings.reading import detection

    _known(timezone)
    with _progress() as step:
        result = whole.backtest(data, detection(), seed, timezone, _warn, step)
    if as_json:
        click.echo(msgspec.json.encode(result))
    else:
        Console(width=None if Console().is_terminal else WIDE).print(table.tables(result))


def _known(timezone: str) -> None:
    from zoneinfo import available_timezones

    if timezone not in available_timezones():
        raise click.BadParameter(f"{timezone!r} is no time zone, such as Europe/London", param_hint="--timezone")


def _tell(result: "Result", as_json: bool) -> None:
    from rich.console import Console

    from hub.learning.homes import table

    if as_json:
        click.echo(msgspec.json.encode(result))
    else:
        # What is not a terminal has no width; a list of alarms in 80 columns cannot be read.
        Console(width=None if Console().is_terminal else WIDE).print(table.tables(result))


def _warn(says: str) -> None:
    click.echo(f"carehub: {says}", err=True)


@contextmanager
def _progress() -> "Iterator[Step]":
    """How far it is: a bar on a terminal, else a line on standard error now and then."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)

        def step(what: str, whole: int) -> None:
            progress.update(task, description=what, total=whole, advance=1)

        yield step


class _Lines:
    """Says how far it is, one line after another."""

    def __init__(self) -> None:
        self._done, self._told = 0, time.monotonic()

    def __call__(self, what: str, whole: int) -> None:
        self._done += 1
        if time.monotonic() - self._told >= TOLD_EACH:
            self._told = time.monotonic()
            _warn(f"{what}, {self._done} of {whole}")
