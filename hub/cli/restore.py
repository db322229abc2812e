"""`carehub restore`: a backup takes the place of what is here, in one moment, and what was here is kept."""

from pathlib import Path

import click

from hub.backup.again import prepared, put_back
from hub.backup.belongings import Place
from hub.backup.held_here import held_here
from hub.backup.making import About
from hub.backup.standing_still import stands_still
from hub.backup.taking_over import begun, finished, forget
from hub.cli.group import config_option, settings_path
from hub.cli.sealing import passphrase, passphrase_option, typed_out
from hub.model.errors import CarehubError, SettingsError
from hub.settings import load

FRESH = Path("/var/lib/carehub")
"""The data folder of a hub that has no hub.toml yet (systemd/carehub.service)."""


@click.command(short_help="Put a backup back: on this hub, or on a new one that takes its place.")
@click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@passphrase_option
@click.option("--look", is_flag=True, help="Only prove the backup and say what is in it.")
@click.option("--stop-hub", is_flag=True, help="A hub that runs is told to stop; its service manager starts it again.")
@click.option("--although-open", is_flag=True, help="Also while an alarm is open here: nobody is asked about it then.")
@click.option("--yes-restore", metavar="ID", help="For scripts: the id of the home, typed out.")
@click.option("--finish", is_flag=True, help="Go on with what was begun and interrupted.")
@config_option
def restore(
    file: Path | None, passphrase_file: Path | None, look: bool, stop_hub: bool, although_open: bool,
    yes_restore: str | None, finish: bool, config: Path | None,
) -> None:  # fmt: skip
    """Put FILE, made by `carehub backup`, in the place of what is here.

    All is proved before anything is touched: a wrong passphrase, a damaged file or one of a newer carehub changes
    nothing. What was here is kept beside it. Refuses while a hub runs (--stop-hub). Run it as the hub's user:
    sudo -u carehub carehub restore FILE.
    """
    place, hub = _here(config)
    if finish:
        _finish(place)
        return
    if file is None:
        raise click.UsageError("name the file of the backup, or say --finish.")
    held = held_here(place.data)
    if held.alarms and not although_open and not look:
        says = f"open here now: {', '.join(held.alarms)}. After a restore nobody is asked about it any more."
        raise CarehubError(f"{says} See to it first, or say --although-open. Nothing was changed.")
    said = passphrase(passphrase_file, new=False)
    try:
        with file.open("rb") as opened:
            about = prepared(opened, said, place)
        _show(about, place)
        if not look:
            _do(about, place, hub or about.hub, yes_restore, stop=stop_hub)
    finally:
        forget(place.data)


def _here(config: Path | None) -> tuple[Place, str]:
    """Where things go, and this home's id; a new machine may have none yet, a damaged one none to be read."""
    toml = settings_path(config)
    if not toml.exists():
        return Place(toml, FRESH), ""
    try:
        settings = load(toml)
    except SettingsError as error:
        click.echo(f"The settings here cannot be used ({error}), so the data goes to {FRESH}.", err=True)
        return Place(toml, FRESH), ""
    return Place(toml, Path(settings.hub.data)), settings.hub.id


def _show(about: About, place: Place) -> None:
    made = f"{about.made:%d %b %Y %H:%M} UTC, by carehub {about.version}"
    click.echo(f"The backup is whole. It is of {about.hub}, made {made}.")
    click.echo(f"It takes the place of {place.toml} and of what lies in {place.data}: settings, alarms, history,")
    click.echo("accounts, certificates, keys. What happened since it was made is then not known here.")
    if about.open:
        click.echo(f"Open in it: {', '.join(about.open)}. The hub goes on with that at once: people may be texted.")
    if about.waiting:
        click.echo(f"{about.waiting} messages had not left when it was made: they leave now, perhaps a second time.")


def _do(about: About, place: Place, hub: str, yes: str | None, *, stop: bool) -> None:
    typed_out(hub, yes, "restore")
    ran, aside = put_back(place, stop=stop)
    click.echo(f"This is {about.hub} again, as it was. What was here before is in {aside}: delete it when all is well.")
    if about.lacks:
        click.echo(f"No backup holds these secrets, so set them again: {', '.join(about.lacks)}.")
    click.echo("Whoever could sign in then can sign in again: look whether they all still may.")
    if ran:
        click.echo("The hub was stopped; its service manager starts it again. Look: carehub status.")
    else:
        click.echo("Start it: sudo systemctl start carehub carehub-audit carehub-pages; then: carehub check --live.")


def _finish(place: Place) -> None:
    if begun(place.data) is None:
        click.echo("Nothing was begun: there is nothing to finish.")
        return
    with stands_still(place.data, stop=True):
        done = finished(place.data)
    if not done:
        raise CarehubError(f"{place.toml} could not be written. Try: sudo.")
    click.echo("What was begun is done.")
