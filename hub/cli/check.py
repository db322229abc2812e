"""`carehub check`: can an alarm get out of this home?"""

import sys
from pathlib import Path

import click
import msgspec

from hub.check import checks, exit_code
from hub.cli.group import config_option, json_option, settings_path
from hub.settings import load

MARKS = {"ok": ("ok", "green"), "warn": ("look", "yellow"), "bad": ("BAD", "red")}


@click.command(short_help="Can an alarm get out of this home?")
@config_option
@json_option
@click.option("--live", is_flag=True, help="Ask the providers too (credit, credentials). Sends nothing to anybody.")
def check(config: Path | None, as_json: bool, live: bool) -> None:
    """Check settings, ways out, broker, providers, clock and disk: one line each, with what to do.

    Exit code 0 only if an alarm can get out of this home.
    """
    settings = load(settings_path(config))
    lines = []
    for line in checks(settings, live=live):
        lines.append(line)
        if as_json:
            click.echo(msgspec.json.encode(line).decode())
        else:
            mark, colour = MARKS[line.ok]
            click.echo(f"{click.style(f'{mark:>4}', fg=colour, bold=True)}  {line.what}: {line.says}")
            if line.do:
                click.echo(f"      -> {line.do}")
    sys.exit(exit_code(lines))
