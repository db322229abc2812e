"""`carehub simulate` makes a synthetic home, written as recorded readings or folded at once."""

import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
import msgspec

from connectors import readings_written, simulated
from hub.cli.group import json_option
from hub.cli.replay import nightly, plain
from hub.cli.simulate_choices import Chosen, grown
from hub.model.events import Event, Reported
from hub.model.household import Settings
from hub.parts import decoders
from hub.replay import Replay
from hub.settings import load, shipped
from hub.simulated import truth
from hub.simulated.accidents import KINDS
from hub.simulated.kits import HOUSEHOLDS, KITS
from hub.simulated.people import ILLNESSES
from hub.simulated.world import World, live

START = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)
"""A Monday morning; a simulation is the same whenever it is run."""
FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(short_help="Live through days of a synthetic home.")
@click.option("--days", type=click.IntRange(1, 3660), default=7, show_default=True, help="How many days to live.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same home.")
@click.option("--story", type=click.Choice(sorted(simulated.STORIES)), multiple=True, help="Something that happens.")
@click.option(
    "--config", type=click.Path(path_type=Path, exists=True), help="The settings of the home. Default: the demo's."
)
@click.option("--kit", type=click.Choice(list(KITS)), help="Which sensors there are, instead of those of the settings.")
@click.option("--household", type=click.Choice(HOUSEHOLDS), help="Who lives there, and who calls.")
@click.option("--accident", type=click.Choice(list(KINDS)), help="An accident after which nobody comes.")
@click.option("--on-day", type=click.IntRange(0), help="The day of the accident, or on which the illness begins.")
@click.option("--illness", type=click.Choice(list(ILLNESSES)), help="A slow change, complete after four weeks.")
@click.option("--away", metavar="FIRST-LAST", multiple=True, help="Away from home from one day to another.")
@click.option("--truth", "truth_file", type=FILE, help="Write where the resident truly was to this CSV file.")
@click.option("--out", type=FILE, help="Write the readings to this CSV file.")
@json_option
def simulate(
    days: int, seed: int, story: tuple[str, ...], config: Path | None, kit: str | None, household: str | None,
    accident: str | None, on_day: int | None, illness: str | None, away: tuple[str, ...], truth_file: Path | None,
    out: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Live through days of a synthetic home, and print what the hub would do, or (--out) write its readings.

    Without --kit, --household, --accident, --illness, --away or --truth it is the demo's simple home, in which a
    --story can happen. With any of them somebody lives there by habits of their own, and sensors are as bad as real
    ones. What is written can be played with `carehub replay`.
    """
    settings = load(config or shipped("demo.toml"))
    chosen = Chosen(days, seed, kit, household, accident, on_day, illness, away)
    if not chosen.any() and truth_file is None:
        _tell(simulated.home(settings, seed, START, days, story), settings, chosen, out, as_json)
        return
    if story:
        raise click.UsageError("--story belongs to the simple home: use --accident, --illness or --away here.")
    world = grown(settings, chosen, START)
    if truth_file is not None:
        _write_truth(world, days, truth_file)
    _tell(live(world, 0, days), world.settings, chosen, out, as_json)


def _tell(home: Iterable[Event], settings: Settings, chosen: Chosen, out: Path | None, as_json: bool) -> None:
    from hub import feeling

    watched = _watched(home, chosen.days)
    if out is not None:
        rows = readings_written.write(out, (each for each in watched if isinstance(each, Reported)), settings)
        click.echo(f"{rows} readings of {chosen.days} days are in {out}.", file=sys.stderr)
        return
    for line in Replay(settings, feeling.parts(settings)[0], decoders(), compare=nightly()).run(watched):
        click.echo(msgspec.json.encode(line).decode() if as_json else plain(line))


def _write_truth(world: World, days: int, path: Path) -> None:
    path.write_text("".join(f"{line}\n" for line in truth.labels(world, 0, days)))
    if (accident := world.story.accident) is not None:
        at = datetime.fromtimestamp(accident.at, UTC).astimezone(world.calendar.zone)
        click.echo(f"The accident is at {at:%Y-%m-%d %H:%M:%S}, in: {accident.place}.", file=sys.stderr)


def _watched(home: Iterable[Event], days: int) -> Iterator[Event]:
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
