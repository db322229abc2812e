"""`carehub backup`: everything that makes this hub this home's, in one sealed file."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import click

from hub.backup.belongings import Place
from hub.backup.making import Made, made
from hub.backup.sealed import sealed
from hub.cli.group import config_option, settings_path
from hub.cli.sealing import passphrase, passphrase_option
from hub.model.errors import CarehubError
from hub.model.household import Settings
from hub.settings import load


@click.command(short_help="Everything that a replacement hub needs, in one file under a passphrase.")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@passphrase_option
@config_option
def backup(file: Path, passphrase_file: Path | None, config: Path | None) -> None:
    """Write everything that a replacement hub needs into FILE, beside the running hub: settings, store, accounts,
    certificates, codes and keys. It is sealed under a passphrase (at least 12 letters): without it nobody can read it,
    and nobody can help. Run it as the hub's user: sudo -u carehub carehub backup FILE.
    """
    place, settings = here(config)
    if file.exists():
        raise CarehubError(f"{file} is there already: name another file, or move it away.")
    said = passphrase(passphrase_file, new=True)
    try:
        copies = made(place, settings, version("carehub"), datetime.now(UTC))
        try:
            _write(file, sealed(copies.plain(), said))
        finally:
            copies.forget()
    except OSError as error:
        raise CarehubError(f"the backup could not be made ({error}). Nothing was changed.") from error
    _say(file, copies)


def here(config: Path | None) -> tuple[Place, Settings]:
    """Where this hub's things lie, and its settings."""
    toml = settings_path(config)
    settings = load(toml)
    return Place(toml, Path(settings.hub.data)), settings


def _write(file: Path, pieces: Iterator[bytes]) -> None:
    """Whole or not at all, and for nobody else."""
    part = file.with_name(f".{file.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            for piece in pieces:
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _say(file: Path, copies: Made) -> None:
    about = copies.about
    click.echo(f"{file} holds all of {about.hub}: {len(about.files)} files, {file.stat().st_size / 1e6:.1f} MB.")
    if about.open:
        click.echo(f"Open now, and so in the backup: {', '.join(about.open)}.")
    if about.lacks:
        click.echo(f"Not in it, for only the service manager reads them: {', '.join(about.lacks)}.")
    click.echo("Without the passphrase it is worth nothing. Try it: carehub restore --look FILE.")
