"""`carehub simulate`: a synthetic home, written as recorded readings or folded at once."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from connectors import readings_csv, simulated
from hub.cli.group import json_option
from hub.parts import decoders
from hub.replay import Replay
from hub.settings import load
from hub.settings.whereabouts import shipped_file

START = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
"""A Monday morning; a simulation is the same whenever it is run."""


@click.command()
@click.option(
    "--days", type=click.IntRange(1, 3660), default=7, show_default=True, help="How many days to live through."
)
@click.option(
    "--seed", type=int, default=1, show_default=True, help="The same seed gives the same home, to the second."
)
@click.option("--story", type=click.Choice(sorted(simulated.STORIES)), multiple=True, help="Something that happens.")
@click.option("--config", type=click.Path(path_type=Path, exists=True), help="The home. Default: the demo's.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the readings to this CSV file.")
@json_option
def simulate(
    days: int, seed: int, story: tuple[str, ...], config: Path | None, out: Path | None, as_json: bool
) -> None:
    """Live through days of a synthetic home, and print what the hub would do, or (--out) write its readings.

    What is written can be played with `carehub replay`.
    """
    import detectors

    settings = load(config or shipped_file("demo.toml"))
    home = simulated.home(settings, seed, START, days, story)
    if out is not None:
        with _progress(days) as done:
            count = readings_csv.write(out, _counted(home, done), settings)
        click.echo(f"{count} readings of {days} days written to {out}", file=sys.stderr)
        return
    for line in Replay(settings, detectors.parts, decoders()).run(home):
        if as_json:
            click.echo(msgspec.json.encode(line).decode())
        else:
            click.echo(
                f"{line.at:%Y-%m-%d %H:%M:%S}  {line.what} {line.kind} {line.state} {line.to} {line.text or line.because}"
            )
