"""`carehub simulate` makes a synthetic home, written as recorded readings or folded at once."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from connectors import readings_csv, simulated
from hub.cli.group import json_option
from hub.cli.replay import plain
from hub.model.events import Reported
from hub.parts import decoders
from hub.replay import Replay
from hub.settings import load, shipped

START = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
"""A Monday morning; a simulation is the same whenever it is run."""


@click.command(short_help="Live through days of a synthetic home.")
@click.option("--days", type=click.IntRange(1, 3660), default=7, show_default=True, help="How many days to live.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same home.")
@click.option("--story", type=click.Choice(sorted(simulated.STORIES)), multiple=True, help="Something that happens.")
@click.option(
    "--config", type=click.Path(path_type=Path, exists=True), help="The settings of the home. Default: the demo's."
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the readings to this CSV file.")
@json_option
def simulate(
    days: int, seed: int, story: tuple[str, ...], config: Path | None, out: Path | None, as_json: bool
) -> None:
    """Live through days of a synthetic home, and print what the hub would do, or (--out) write its readings.

    What is written can be played with `carehub replay`.
    """
    from hub import feeling

    settings = load(config or shipped("demo.toml"))
    home = _watched(simulated.home(settings, seed, START, days, story), days)
    if out is not None:
        rows = readings_csv.write(out, home, settings)
        click.echo(f"{rows} readings of {days} days are in {out}.", file=sys.stderr)
        return
    for line in Replay(settings, feeling.parts(settings)[0], decoders()).run(home):
        click.echo(msgspec.json.encode(line).decode() if as_json else plain(line))


def _watched(home: Iterator[Reported], days: int) -> Iterator[Reported]:
    """The same readings, with a bar of the days gone by on a terminal."""
    if days < 30 or not sys.stderr.isatty():
        yield from home
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("days", total=days)
        for reading in home:
            progress.update(task, completed=(reading.at - START).days)
            yield reading
