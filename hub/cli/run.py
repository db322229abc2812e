"""`carehub run`: the hub itself."""

from pathlib import Path

import click

from hub.cli.group import config_option, settings_path


@click.command()
@config_option
@click.option("--demo", is_flag=True, help="Play a simulated home and its people, 60 times as fast as a real one.")
def run(config: Path | None, demo: bool) -> None:
    """Run the hub until it is told to stop (Ctrl-C, or SIGTERM). SIGHUP makes it read its settings again."""
    from hub import app

    if demo:
        from hub.demo import Demo

        app.run(settings_path(config), Demo)
    else:
        app.run(settings_path(config))
