"""Commands that ask a running hub, or read its store if it does not run: incidents, ack, cancel, devices, status."""

import sys
from pathlib import Path
from typing import Any, cast, get_args
from uuid import uuid4

import click
import msgspec

from hub.cli.group import config_option, json_option, settings_path
from hub.cli.showing import (
    CELLS_MEAN,
    NOBODY_TELLS,
    Says,
    cell,
    device_row,
    lines,
    loss,
    minute,
    room_row,
    watch_row,
    why,
)
from hub.model.effects import Outcome
from hub.model.errors import CarehubError
from hub.settings import load
from hub.shell.folder import reached_at
from hub.shell.socket import MOST_MINUTES, HubNotRunning, ask

WHOLE = frozenset({"cells", "reach", "heard", "since", "battery"})
"""Columns that are never cut or broken: of 24 hours the last ones matter most."""

NOT_RUNNING = 3
"""Exit code of `ack` and `cancel` when no hub runs: nobody was told anything."""


def read(config: Path | None, do: str, closed: bool = False) -> Any:
    """Ask the hub; if it does not run, read its store and say so."""
    settings = load(settings_path(config))
    folder = Path(settings.hub.data)
    try:
        answer = ask(reached_at(folder), {"do": do, "all": closed})
    except HubNotRunning:
        from hub.offline import read

        click.echo(f"No hub is running; this is what the store in {folder} knew last.", err=True)
        answer = read(folder, settings, do, closed)
    if not answer["ok"]:
        raise CarehubError(answer["because"])
    return answer.get(do, answer)


def show(rows: list[Says], as_json: bool, columns: dict[str, str], empty: str) -> None:
    """Rows as a table, or as one JSON line each; `empty` is said if there is none."""
    if as_json:
        for row in rows:
            click.echo(msgspec.json.encode(row).decode())
        return
    if not rows:
        click.echo(empty)
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(*columns.values(), header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for name, column in zip(columns, table.columns, strict=True):
        column.no_wrap = name in WHOLE
    for row in rows:
        table.add_row(*(cell(row.get(name)) for name in columns))
    Console().print(table)


def _say(head: str, each: list[str]) -> None:
    """Lines below a table, if there are any: what is long has no place in a column."""
    if each:
        click.echo("\n".join((head, *(f"  {line}" for line in each), "")))


@click.command(short_help="What is open, who has it, and when others are asked.")
@config_option
@json_option
@click.option("--all", "closed_too", is_flag=True, help="Closed incidents too, newest first.")
def incidents(config: Path | None, as_json: bool, closed_too: bool) -> None:
    """List incidents: what is open, who has it, and when others are asked."""
    found = cast("list[Says]", read(config, "incidents", closed_too))
    columns = {
        "reference": "Code", "since": "Since", "what": "What", "now": "State", "next": "Next", "because": "Because",
    }  # fmt: skip
    show(found if as_json else [_shown(row) for row in found], as_json, columns, "Nothing is open.")


def _shown(row: Says) -> Says:
    """An incident for a table of 80 columns: times of day, the place with the kind, the holder with the state."""
    what = f"{row['kind']}, {row['room']}" if row["room"] else row["kind"]
    what = f"TEST: {what}" if row["test"] else what
    state = str(row["state"]).replace("_", " ")
    now = f"{state}: {row['holder']}" if row["holder"] else state
    return {**row, "since": minute(row["raised"]), "next": minute(row["next"]), "what": what, "now": now}


@click.command()
@click.argument("incident", required=False)
@click.option("--by", required=True, help="Your name, or a contact's id: the person who takes it on.")
@click.option(
    "--does",
    type=click.Choice(
        ["acknowledge", "travelling", "with_resident", "ambulance", "hand_over", "close", "cannot", "cancel"]
    ),
    default="acknowledge",
    help="What you do: acknowledge (I've got it), travelling, with_resident, ambulance (999 was called), hand_over, "
    "close, cannot, cancel.",
)
@click.option("--minutes", type=click.IntRange(1, MOST_MINUTES), help="With travelling: how long it takes you.")
@click.option("--outcome", type=click.Choice(get_args(Outcome)), help="With close: how it ended.")
@click.option("--to", help="With hand_over: the contact, by name or id, who is asked to take it.")
@config_option
@json_option
def ack(
    incident: str | None, by: str, does: str, minutes: int | None, outcome: str | None, to: str | None,
    config: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Answer an incident: "I've got it".

    INCIDENT is its code (K7) or id; it may be left out if only one is open. Exit code 1 if the hub says no, 3 if no
    hub is running: then nobody was told anything.
    """
    said = {"incident": incident, "by": by, "does": does, "minutes": minutes, "outcome": outcome, "to": to}
    _answer(said, config, as_json, "Nothing was acknowledged.")


@click.command()
@click.argument("incident", required=False)
@click.option("--by", default="the resident", help="Who cancels; the resident if nobody is named.")
@config_option
@json_option
def cancel(incident: str | None, by: str, config: Path | None, as_json: bool) -> None:
    """Cancel automatic alarms that nobody was told of yet: what a button on the hub itself runs.

    Within 20 s of a fall or another automatic finding it ends that; later it is only news for whoever holds it, and a
    help button that was pressed is never taken back. INCIDENT may be left out: then it is all of them. Exit code 1 if
    there was nothing to cancel, 3 if no hub is running.
    """
    _answer({"incident": incident, "by": by, "does": "cancel"}, config, as_json, "Nothing was cancelled.")


def _answer(said: Says, config: Path | None, as_json: bool, not_running: str) -> None:
    """Hand an answer to the hub, print what it says, and end with the exit code."""
    try:
        folder = reached_at(Path(load(settings_path(config)).hub.data))
        answer = ask(folder, {"do": "answer", "id": f"cli-{uuid4()}", **said})
    except HubNotRunning as error:
        click.echo(f"carehub: {error} {not_running}", err=True)
        sys.exit(NOT_RUNNING)
    click.echo(msgspec.json.encode(answer).decode() if as_json else f"{answer['because']}")
    sys.exit(0 if answer.get("ok") else 1)


@click.command(short_help="What is heard, how soon a silence is noticed, and what a loss would cost.")
@config_option
@json_option
def devices(config: Path | None, as_json: bool) -> None:
    """List devices: how each is heard, how soon its silence is noticed, and what its loss would cost."""
    rows = cast("list[Says]", read(config, "devices"))
    columns = {"name": "Device", "room": "Room", "reach": "Now", "heard": "Last heard", "battery": "Battery"}
    show(rows if as_json else [device_row(row) for row in rows], as_json, columns, "No device is in the settings.")
    if rows and not as_json:
        _say("Needs a look:", [look for row in rows if (look := why(row))])
        _say("Falls:", [f"{row['name']}: {row['falls']}" for row in rows if row["falls"]])
        click.echo("If it is lost:")
        for row in rows:
            click.echo(f"  {loss(row)}")


@click.command(short_help="What the hub can see right now, and how it is itself.")
@config_option
@json_option
def status(config: Path | None, as_json: bool) -> None:
    """Show what can be seen in each room, what is watched for, and how the hub is: links, clock, outbox, disk."""
    answer = cast("Says", read(config, "status"))
    if as_json:
        click.echo(msgspec.json.encode(answer).decode())
        return
    rooms, watches = answer.pop("rooms", []), answer.pop("watches for", [])
    columns = {"room": "Room", "now": "Now", "since": "Since", "cells": "Last 24 h"}
    show([room_row(row) for row in rooms], as_json, columns, "No room is in the settings.")
    click.echo(f"{CELLS_MEAN}\n")
    _say("Needs a look:", [f"{row['room']}: {row['because']}" for row in rooms if row["because"]])
    columns = {"what": "Watches for", "state": "Now", "told": "By"}
    show([watch_row(row) for row in watches if row["state"] != NOBODY_TELLS], as_json, columns, "")
    if untold := [row["what"] for row in watches if row["state"] == NOBODY_TELLS]:
        click.echo(f"No device tells: {', '.join(untold)}.\n")
    for key, value in answer.items():
        if key != "ok":
            click.echo("\n".join(lines(key.replace("_", " "), value)))
