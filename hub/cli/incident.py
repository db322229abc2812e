"""`carehub incident`: one incident from its beginning to its end."""

from pathlib import Path

import click
import msgspec

from hub.cli.group import config_option, json_option, settings_path
from hub.cli.kept import clock, kept
from hub.model.errors import CarehubError
from hub.model.incidents import Incident
from hub.records.evidence_lines import redacted
from hub.records.redaction import Redaction
from hub.records.timeline import Line, timeline
from hub.settings import load


@click.command(short_help="One incident from its beginning to its end, as it is kept.")
@click.argument("incident")
@config_option
@json_option
def incident(incident: str, config: Path | None, as_json: bool) -> None:
    """Show all that is kept of an incident: each state, attempt, receipt and answer, when, by whom, and why.

    INCIDENT is its code (K7; the newest of that code) or its id. No telephone number is shown.
    """
    settings = load(settings_path(config))
    with kept(Path(settings.hub.data)) as store:
        found = store.named(incident)
        if found is None:
            raise CarehubError(f"no incident {incident} is kept; see carehub incidents --all")
        frozen = store.frozen(found.id)
        lines = timeline(found, store.trail_of(found.id), store.messages_of(found.id))
    # A provider may repeat the number in what it says; whoever looks over a shoulder need not read it.
    lines = tuple(msgspec.convert(redacted(msgspec.to_builtins(line), Redaction(())), Line) for line in lines)
    if as_json:
        for line in lines:
            click.echo(msgspec.json.encode({"incident": found.id, **msgspec.to_builtins(line)}).decode())
    else:
        _show(found, lines, settings.hub.timezone, "frozen, " if frozen else "")


def _show(found: Incident, lines: tuple[Line, ...], zone: str, frozen: str) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    outcome = f": {found.outcome}" if found.outcome else ""
    state = f"{frozen}{found.state.replace('_', ' ')}{outcome}"
    click.echo(f"{found.reference} {found.kind} ({found.grave}), {state}. {found.id}".strip())
    table = Table("When", "Who", "What", "Because", header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    table.columns[0].no_wrap = True
    for line in lines:
        what = escape(line.what.replace("_", " ")) + (f"\n[dim]{escape(line.said)}[/dim]" if line.said else "")
        table.add_row(clock(line.at, zone), escape(line.who), what, escape(line.because))
    Console().print(table)
