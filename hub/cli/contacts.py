"""Would an alarm reach the people who are asked? What the monthly test showed, and a test at once."""

import getpass
import sys
from pathlib import Path
from typing import cast

import click

from hub.cli.asking import NOT_RUNNING, read, show
from hub.cli.group import config_option, json_option, settings_path
from hub.cli.showing import Says, minute
from hub.settings import load
from hub.shell.folder import reached_at
from hub.shell.socket import HubNotRunning, ask

COLUMNS = {"name": "Contact", "state": "Test", "tested": "Texted", "heard": "Answered", "next": "Next test"}


@click.command(short_help="Would an alarm reach them, and would they answer?")
@click.option("--test", "tested", metavar="CONTACT", help="Text this contact a test now, whatever the hour.")
@click.option("--by", default=None, help="With --test: who asks for it. Without it: the name you are logged in with.")
@config_option
@json_option
def contacts(tested: str | None, by: str | None, config: Path | None, as_json: bool) -> None:
    """Each contact: when a test text was sent, and whether it was answered.

    Every contact is texted a test once a month ([readiness] in the settings). With --test one is sent at once: exit
    code 1 if it cannot be, 3 if no hub is running.
    """
    if tested is not None:
        _test(tested, by or getpass.getuser(), config)
        return
    rows = cast("list[Says]", read(config, "contacts"))
    show(rows if as_json else [_row(row) for row in rows], as_json, COLUMNS, "There is no contact in the settings.")


def _row(row: Says) -> Says:
    sent = f"{minute(row['asked'])} ({row['receipt']})" if row["receipt"] else minute(row["asked"])
    return {**row, "tested": sent, "heard": minute(row["answered"]), "next": minute(row["next test"])}


def _test(contact: str, by: str, config: Path | None) -> None:
    settings = load(settings_path(config))
    named = next((c.id for c in settings.contacts if contact.lower() in (c.id.lower(), c.name.lower())), contact)
    try:
        answer = ask(reached_at(Path(settings.hub.data)), {"do": "test contact", "contact": named, "by": by})
    except HubNotRunning:
        click.echo("No hub is running: nobody was texted.", err=True)
        sys.exit(NOT_RUNNING)
    click.echo(f"{answer['because']}. carehub contacts shows whether it was answered." if answer["ok"] else
               f"not sent: {answer['because']}")  # fmt: skip
    if not answer["ok"]:
        sys.exit(1)
