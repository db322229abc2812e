"""`carehub run`: the hub itself."""

import gc
from pathlib import Path

import click

from hub.cli.group import config_option, settings_path
from hub.cli.leaving import leave


@click.command(short_help="Run the hub until it is told to stop.")
@config_option
@click.option("--demo", is_flag=True, help="Play a simulated home and its people, 60 times as fast as a real one.")
def run(config: Path | None, demo: bool) -> None:
    """Run the hub until it is told to stop (Ctrl-C, or SIGTERM). SIGHUP makes it read its settings again."""
    # What is loaded now stays: never looked through for garbage, in steps of 20 to 60 ms, while an alarm waits.
    gc.disable()
    from hub import app

    gc.freeze()
    gc.enable()
    if demo:
        from hub.demo import Demo

        app.run(settings_path(config), Demo)
    else:
        app.run(settings_path(config))
    leave()
