"""`carehub replay`: what would this hub have done with recorded readings?"""

import sys
import time
from datetime import timedelta
from pathlib import Path

import click
import msgspec

from connectors import readings_csv
from hub.cli.group import config_option, json_option, settings_path
from hub.parts import decoders
from hub.replay import Line, Replay, with_recorded
from hub.settings import load


@click.command()
@click.argument("events", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@config_option
@json_option
@click.option(
    "--answered-after", type=click.IntRange(0), default=None, metavar="MINUTES",
    help="Let the first contact close each incident this long after it was raised. Default: nobody answers.",
)  # fmt: skip
def replay(events: Path, config: Path | None, as_json: bool, answered_after: int | None) -> None:
    """Fold recorded readings in virtual time and print what would have been found, opened and sent.

    EVENTS is a CSV file (timestamp,sensor,kind,room,value), JSON lines of events, either of them gzipped, or the
    store of a hub (carehub.db). Sensors that the settings do not name are taken as they are recorded.
    """
    import detectors

    settings = load(settings_path(config))
    if readings_csv.is_csv(events):
        settings = with_recorded(settings, readings_csv.sensors(events))
    after = None if answered_after is None else timedelta(minutes=answered_after)
    run = Replay(settings, detectors.parts, decoders(), after)
    began = time.monotonic()
    counts: dict[str, int] = {}
    for line in run.run(readings_csv.read(events, settings.hub.timezone)):
        counts[line.what] = counts.get(line.what, 0) + 1
        click.echo(msgspec.json.encode(line).decode() if as_json else _plain(line))
    took = max(time.monotonic() - began, 1e-9)
    told = ", ".join(f"{count} {what}s" for what, count in sorted(counts.items())) or "nothing found"
    click.echo(f"{run.readings} events in {took:.1f} s ({run.readings / took:,.0f}/s): {told}", file=sys.stderr)


def _plain(line: Line) -> str:
    at = line.at.strftime("%Y-%m-%d %H:%M:%S")
    if line.what == "message":
        return f"{at}  text to {line.to}: {line.text}"
    return f"{at}  {line.what} {line.kind} {line.state}: {line.because}"
