"""What is held back for a while, from the command line: the resident is away, notices wait, a visit is under way."""

import getpass
import sys
from pathlib import Path

import click

from hub.cli.asking import NOT_RUNNING
from hub.cli.group import config_option, settings_path
from hub.model.events import What
from hub.settings import load
from hub.shell.folder import reached_at
from hub.shell.socket import MOMENTS, HubNotRunning, ask

by_option = click.option("--by", default=None, help="Who says so. Without it: the name you are logged in with.")
over_option = click.option("--over", is_flag=True, help="It is over before its time.")


@click.command(short_help="The resident is away until a day, or is back.")
@click.argument("until", required=False)
@over_option
@by_option
@config_option
def away(until: str | None, over: bool, by: str | None, config: Path | None) -> None:
    """The resident is away: stillness is no alarm until then. Smoke, gas, leaks and help buttons count as ever.

    UNTIL is a day or a span: "friday", "24 dec 18:00", "3 days". With --over they are back. Those who hear notices are
    told. Exit code 1 if the hub says no, 3 if no hub is running.
    """
    _pause("away", until, over, by, config)


@click.command(short_help="Let news of batteries and the like wait.")
@click.argument("until", required=False, default="4 hours")
@over_option
@by_option
@config_option
def snooze(until: str, over: bool, by: str | None, config: Path | None) -> None:
    """Notices wait until then (4 hours without it). Alarms never do, nor what does not work and saves life.

    UNTIL is a time or a span: "18:00", "2 days". Exit code 1 if the hub says no, 3 if no hub is running.
    """
    _pause("snooze", until, over, by, config)


@click.command(short_help="Somebody works at the home: what they take apart is told when they have gone.")
@click.argument("until", required=False, default="2 hours")
@over_option
@by_option
@config_option
def visit(until: str, over: bool, by: str | None, config: Path | None) -> None:
    """Somebody works at the home until then (2 hours without it): what does not work is told when they have gone.

    Alarms go out as ever, and say that somebody is there. UNTIL is a time or a span of 8 hours at most. Exit code 1 if
    the hub says no, 3 if no hub is running.
    """
    _pause("visit", until, over, by, config)


def _pause(what: What, until: str | None, over: bool, by: str | None, config: Path | None) -> None:
    if until is None and not over:
        raise click.UsageError(f"until when? Say a moment that is to come, such as {MOMENTS}.")
    folder = reached_at(Path(load(settings_path(config)).hub.data))
    request = {"do": "pause", "what": what, "until": None if over else until, "by": by or getpass.getuser()}
    try:
        answer = ask(folder, request)
    except HubNotRunning:
        click.echo("No hub is running: nothing was changed.", err=True)
        sys.exit(NOT_RUNNING)
    click.echo(answer["because"], err=not answer["ok"])
    if not answer["ok"]:
        sys.exit(1)
