"""`carehub pages`: the hub's own web pages."""

from pathlib import Path

import click

from hub.cli.group import config_option, settings_path


@click.command(short_help="Serve the hub's own web pages.")
@config_option
@click.option("--label", is_flag=True, help="Only print the code for the hub's label, which sets the first password.")
def pages(config: Path | None, label: bool) -> None:
    """Serve the hub's own web pages until told to stop (Ctrl-C, or SIGTERM), in a process of their own.

    At the start it prints the address, the fingerprint by which a telephone knows the hub, and, as long as nobody can
    sign in, the code that sets the first password.
    """
    from hub.pages import serving

    if label:
        click.echo(serving.label(settings_path(config)))
    else:
        serving.serve(settings_path(config), click.echo)
