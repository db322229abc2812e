"""`carehub replay` says what this hub would have done with recorded readings."""

import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click
import msgspec

from connectors import readings_csv
from hub.cli.group import config_option, json_option, settings_path
from hub.model.events import Event, SettingsChanged
from hub.parts import decoders
from hub.recorded import with_recorded
from hub.replay import Compare, Line, Replay
from hub.settings import load
from hub.shell.database import FILE
from hub.shell.reader import Kept, Reader

EVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


@click.command(short_help="What would this hub have done with recorded readings?")
@click.argument("events", type=click.Path(exists=True, path_type=Path))
@config_option
@json_option
@click.option(
    "--answered-after", type=click.IntRange(0), default=None, metavar="MINUTES",
    help="Let the first contact close each incident this long after it was raised. Default: nobody answers.",
)  # fmt: skip
def replay(events: Path, config: Path | None, as_json: bool, answered_after: int | None) -> None:
    """Fold recorded readings in virtual time and print what would have been found, opened and sent.

    EVENTS is a CSV file (timestamp,sensor,kind,room,value), JSON lines of events, either of them gzipped, or the
    data folder of a hub. Sensors that the settings do not name are taken as they are recorded. A hub's own settings
    and people's answers are part of its journal; here --config decides, and the answers are played as they came.
    """
    from hub import feeling

    settings = load(settings_path(config))
    recorded = _journal(events) if events.is_dir() else readings_csv.read(events, settings.hub.timezone, _warn)
    if not events.is_dir() and readings_csv.is_csv(events):
        settings = with_recorded(settings, readings_csv.sensors(events))
    after = None if answered_after is None else timedelta(minutes=answered_after)
    compare = nightly() if not events.is_dir() and readings_csv.is_csv(events) else None  # a journal has its own
    run = Replay(settings, feeling.parts(settings)[0], decoders(), after, compare)
    began, counts = time.monotonic(), Counter[str]()
    for line in run.run(recorded):
        counts[line.what] += 1
        click.echo(msgspec.json.encode(line).decode() if as_json else plain(line))
    _summary(run.readings, time.monotonic() - began, counts)


def nightly() -> Compare:
    """The nightly comparison; loaded only for whoever plays weeks."""
    from hub.learning.routine.comparison import compare

    return compare


def _journal(folder: Path) -> Iterator[Event]:
    """The journal of a hub, without its settings."""
    if not (folder / FILE).exists():
        raise click.BadParameter(f"{folder} holds no {FILE}", param_hint="EVENTS")
    reader, before = Reader(folder), None
    try:
        for kept in reader.history(*EVER):
            if before is not None and kept.seq != before.seq + 1:
                _warn(_gap(before, kept))
            before = kept
            if kept.handled and not isinstance(kept.event, SettingsChanged):
                yield kept.event
    finally:
        reader.close()


def _gap(before: Kept, after: Kept) -> str:
    """What is missing between two rows: retention leaves the days of a frozen incident, and cuts those after it."""
    missing, frm, to = after.seq - before.seq - 1, _written(before.event.at), _written(after.event.at)
    return (
        f"the journal lacks {missing} events between {frm} and {to} (forgotten, or they cannot be read). The replay "
        "takes that time for silence: what it finds then, and soon after it, may never have been so."
    )


def _written(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")


def _warn(says: str) -> None:
    click.echo(f"carehub: {says}", err=True)


def _summary(readings: int, took: float, counts: Counter[str]) -> None:
    told = ", ".join(f"{count} {what}s" for what, count in sorted(counts.items())) or "nothing found"
    took = max(took, 1e-9)
    click.echo(f"{readings} events in {took:.1f} s ({readings / took:,.0f}/s): {told}", file=sys.stderr)


def plain(line: Line) -> str:
    """A line for people."""
    at = line.at.strftime("%Y-%m-%d %H:%M:%S")
    if line.what == "message":
        return f"{at}  text to {line.to}: {line.text}"
    return f"{at}  {line.what} {line.kind} {line.state}: {line.because}"
