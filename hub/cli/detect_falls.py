"""`carehub detect-falls` says which falls are in one stream of acceleration, as it arrives."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click
import msgspec

from hub.cli.group import json_option
from hub.model.household import Placement

if TYPE_CHECKING:
    from hub.learning.falls.live import Fall

placement_option = click.option(
    "--placement", type=click.Choice(get_args(Placement)), required=True,
    help="Where the device is worn: waist (or chest), wrist, or pocket (or hip).",
)  # fmt: skip

model_option = click.option(
    "--model", type=click.Path(path_type=Path, dir_okay=False, exists=True), default=None,
    help="Another model than the shipped one: a file that `carehub train falls` made.",
)  # fmt: skip


LONGEST = 10_000
"""Bytes of one line: what has no end of a line is no such stream, and must not fill the memory."""


@click.command("detect-falls", short_help="Which falls are in this stream of acceleration?")
@placement_option
@model_option
@json_option
def detect_falls(placement: str, model: Path | None, as_json: bool) -> None:
    """Read a stream of acceleration from standard input, and print a line for each fall as soon as it is decided.

    The stream is CSV with a header: t,ax,ay,az[,gx,gy,gz], in s, g and deg/s, 20 to 200 lines a second. Nothing is
    sent to anybody. All falls that the model knows are acted: docs/falls.md says what that means.
    """
    from hub.learning.falls.live import Live
    from hub.learning.falls.shipped import load

    live = Live(placement, load(placement, model), _warn)
    for line in iter(lambda: sys.stdin.buffer.readline(LONGEST), b""):
        for fall in live.take(line):
            _tell(fall, as_json)
    for fall in live.end():
        _tell(fall, as_json)


def _tell(fall: "Fall", as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode(fall))
    else:
        after = fall.decided - fall.t
        click.echo(f"{fall.t:.2f} s: a fall, score {fall.score:.3f}, decided {after:.1f} s after the impact")


def _warn(says: str) -> None:
    click.echo(f"carehub: {says}", err=True)
