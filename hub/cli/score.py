"""`carehub score falls` says what the shipped fall model is worth on recorded data."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click
import msgspec

from hub.cli.detect_falls import model_option
from hub.cli.group import json_option
from hub.model.household import Placement

if TYPE_CHECKING:
    from hub.learning.falls.results import Result
    from hub.learning.falls.scripted import Stream

PLACEMENTS: tuple[Placement, ...] = get_args(Placement)
data_option = click.option(
    "--data", type=click.Path(path_type=Path, file_okay=False), required=True,
    help="The folder of recordings: NumPy's packed files, or annotations.csv with a CSV file for each.",
)  # fmt: skip
seed_option = click.option(
    "--seed", type=int, default=1, show_default=True, help="The same seed gives the same result."
)


@click.group()
def score() -> None:
    """Say what something that was learned is worth on recorded data."""


@score.command("falls", short_help="What is the fall model worth on this data?")
@data_option
@click.option("--placement", type=click.Choice(PLACEMENTS), help="Only devices worn there. Default: all, one by one.")
@model_option
@seed_option
@click.option("--as-recorded", is_flag=True, help="Do not turn, thin, clip and lose samples, as a home would.")
@click.option("--plots", "pictures", type=click.Path(path_type=Path, file_okay=False), help="Draw into this folder.")
@click.option(
    "--as", "suffix", type=click.Choice(("png", "svg")), default="png", show_default=True, help="Pictures as."
)
@json_option
def falls(
    data: Path,
    placement: Placement | None,
    model: Path | None,
    seed: int,
    as_recorded: bool,
    pictures: Path | None,
    suffix: str,
    as_json: bool,
) -> None:
    """Play recordings to the shipped fall model, and count which falls it sees and how often it is wrong.

    A subject's recordings become one stream, made as rough as in a home. docs/falls.md says how the data must look,
    what exactly is counted, and why no figure from acted falls is a promise.
    """
    from hub.learning.falls import folder, plots
    from hub.learning.falls.hearing import wide_enough
    from hub.learning.falls.recordings import DataError
    from hub.learning.falls.roughening import SMOOTH, Roughness
    from hub.learning.falls.scripted import scripted, streams

    any_found = False
    for place in PLACEMENTS if placement is None else (placement,):
        recordings, narrow = wide_enough(folder.read(data, place))
        if recordings or narrow:
            any_found = True
            rough = scripted(recordings, SMOOTH if as_recorded else Roughness(), seed)
            scored = _scored(_shown(rough, place, streams(recordings)), place, model, narrow)
            _tell(scored, as_json)
            for file in plots.draw(scored, pictures, suffix) if pictures is not None else ():
                click.echo(f"{file}", err=True)
    if not any_found:
        do = f"Recordings are of {', '.join(PLACEMENTS)}; --placement chooses."
        raise DataError(data, "the folder", "no recording of that placement", "at least one", do)


def _scored(rough: "Iterable[Stream]", place: str, file: Path | None, narrow: int) -> "Result":
    from hub.learning.falls.hearing import hear
    from hub.learning.falls.results import result
    from hub.learning.falls.shipped import load

    model = load(place, file)
    left_out = {"devices whose range ends at 2 g": narrow} if narrow else {}
    return result([hear(stream, model) for stream in rough], place, model.threshold, left_out)


def _tell(scored: "Result", as_json: bool) -> None:
    from rich.console import Console

    from hub.learning.falls import table

    if as_json:
        click.echo(msgspec.json.encode(scored))
    else:
        Console().print(table.tables(scored))


def _shown(rough: "Iterable[Stream]", place: str, count: int) -> "Iterator[Stream]":
    """The same streams, with a bar of how far it is on a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(rough, total=count, description=place)
