"""`carehub rehearse` tries a home's settings in weeks that never were: calls for nothing, and how soon help comes."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import msgspec

from hub.cli.group import config_option, json_option, settings_path
from hub.cli.rehearse_table import BY_DAY
from hub.rehearsal import blind, figures, running, saying
from hub.rehearsal.cast import FIRST, Plan, last_day
from hub.rehearsal.figures import Time
from hub.rehearsal.outcomes import Outcome
from hub.settings import load


@click.command(short_help="What would these settings notice, how soon, and how often for nothing?")
@config_option
@click.option("--weeks", type=click.IntRange(1, 52), default=8, show_default=True, help="Weeks that each person lives.")
@click.option("--people", type=click.IntRange(1, 100), default=8, show_default=True, help="How many people live here.")
@click.option("--accidents", type=click.IntRange(1, 100), default=6, show_default=True, help="Of each sort and person.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed lives the same weeks.")
@click.option(
    "--data", type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of recorded homes (CSV), whose days are lived here too, room by room.",
)  # fmt: skip
@json_option
def rehearse(
    config: Path | None, weeks: int, people: int, accidents: int, seed: int, data: Path | None, as_json: bool
) -> None:
    """Put people who never were into this home, with its sensors and settings, and let them live and have accidents.

    Prints how often somebody would be called for nothing, how soon help would be called after the usual accidents, and
    what this kit cannot see. Sends nothing to anybody, and needs no hub. Takes one to two minutes.
    """
    settings = load(settings_path(config))
    plan = Plan(people=people, weeks=weeks, accidents=accidents, seed=seed)
    with _progress() as done:
        outcomes = running.rehearse(settings, plan, done)
        recorded = running.recorded_homes(settings, plan, data) if data is not None else ()
    lines = list(blind.spots(settings, outcomes))
    if as_json:
        _as_json(plan, outcomes, recorded, lines)
        return
    from hub.cli.rehearse_table import show, show_recorded

    show(settings, plan, outcomes, lines)
    show_recorded(recorded)
    click.echo(click.wrap_text(f"\n{saying.HONEST}", 100, preserve_paragraphs=True))


@contextmanager
def _progress() -> Iterator[Any]:
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("living through the weeks", total=1.0)
        yield lambda done: progress.update(task, completed=done)


def _as_json(plan: Plan, outcomes: tuple[Outcome, ...], recorded: tuple[Outcome, ...], blind_spots: list[str]) -> None:
    """One line an entry: false alarms, times to help, blind spots; then what it is worth."""
    for source, told in (("simulated", outcomes), ("recorded", recorded)):
        for rate in figures.rates(told):
            _line("false alarms", rate, {"source": source})
        for time in figures.times(told):
            _line("time to help", _minutes(time), {"source": source, "says": saying.of_time(time)})
    for part in figures.by_part_of_the_day(outcomes, BY_DAY):
        _line("part of the day", _minutes(part))
    for says in blind_spots:
        _line("blind", {"says": says})
    _line("worth", {"says": saying.HONEST, "from": FIRST, "to": last_day(plan), **msgspec.to_builtins(plan)})


def _minutes(time: Time) -> dict[str, object]:
    """Times as minutes; null: no such time within the horizon."""
    told: dict[str, object] = msgspec.to_builtins(time)
    for name, value in (("median", time.median), ("p90", time.p90)):
        told[f"{name}_minutes"] = None if value is None else round(value.total_seconds() / 60, 1)
        del told[name]
    return told


def _line(what: str, entry: object, more: dict[str, object] | None = None) -> None:
    told = {"what": what, **msgspec.to_builtins(entry), **(more or {})}
    click.echo(msgspec.json.encode(told).decode())
