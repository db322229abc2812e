"""`carehub audit`: does the hub do what it promised? A process of its own, which watches it from outside."""

from pathlib import Path

import click

from hub.cli.group import config_option, settings_path
from hub.cli.leaving import leave


@click.command(short_help="Watch the hub itself from outside, and tell somebody when it fails.")
@config_option
def audit(config: Path | None) -> None:
    """Watch the hub from outside, and tell a person within a minute when it has stopped, hangs or reaches nobody.

    It has a way out of its own ([audit] in the settings), reads the hub's pulse and store, and changes neither. Runs
    until it is told to stop; the unit carehub-audit keeps it running.
    """
    from hub.auditor import run

    run(settings_path(config))
    leave()
