"""`carehub train falls` fits the fall models on recorded data, as the shipped ones were."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

import click

from hub.cli.score import data_option, seed_option
from hub.model.household import Placement


@click.group()
def train() -> None:
    """Fit what carehub decides with on recorded data."""


@train.command("falls", short_help="Fit the fall model of each placement.")
@data_option
@click.option("--placement", type=click.Choice(get_args(Placement)), help="Only this one. Default: all, one by one.")
@seed_option
@click.option("--leave-out", multiple=True, metavar="DATA_SET", help="Not this data set: it is kept for judging.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), default=Path(), show_default="this folder",
    help="Write fall-PLACEMENT.json into this folder.",
)  # fmt: skip
def falls(data: Path, placement: Placement | None, seed: int, leave_out: tuple[str, ...], out: Path) -> None:
    """Fit the fall model of each placement, and write it as a hub reads it. The same data and seed give the same file.

    It takes minutes. The shipped waist and wrist were fitted with `--leave-out smartfallmm`. What a model is worth for
    people whom it never saw stands in the file's card, and is printed; judge it by `carehub score falls --model` on
    data of another laboratory. docs/falls.md says how the data must look.
    """
    from hub.learning.falls import folder
    from hub.learning.falls.hearing import wide_enough
    from hub.learning.falls.training import train as fitted

    out.mkdir(parents=True, exist_ok=True)
    every = list(folder.read(data))
    if unknown := sorted(set(leave_out) - {each.data_set for each in every}):
        known = ", ".join(sorted({each.data_set for each in every}))
        raise click.BadParameter(f"{', '.join(unknown)}: the data sets here are {known}.", param_hint="--leave-out")
    recordings, narrow = wide_enough(each for each in every if each.data_set not in leave_out)
    if narrow:
        click.echo(f"Left out: {narrow} devices whose range ends at 2 g.", err=True)
    for place in get_args(Placement) if placement is None else (placement,):
        with _shown(place) as progress:
            trained = fitted(recordings, place, seed, progress)
        file = out / f"fall-{place}.json"
        file.write_bytes(trained.file)
        worth = trained.chosen
        click.echo(
            f"{file}: of people left out {worth.sensitivity:.1%} of acted falls at {worth.false_per_hour:.2f} false "
            f"alarms an hour of scripted activity, at the threshold {worth.threshold:.3f}."
        )


@contextmanager
def _shown(place: str) -> Iterator[Callable[[str, int, int], None]]:
    """What is being done, and how far it is, on a terminal; a line for each step elsewhere."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        steps = {}

        def progress(doing: str, done: int, of: int) -> None:
            if doing not in steps:
                steps[doing] = bar.add_task(f"{place}: {doing}")
                if not sys.stderr.isatty():
                    click.echo(f"{place}: {doing} ...", err=True)
            bar.update(steps[doing], completed=done, total=of)

        yield progress
