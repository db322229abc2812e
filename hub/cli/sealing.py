"""What the commands about a whole hub ask: the passphrase of a backup, and the home's id typed out."""

import sys
from pathlib import Path

import click

from hub.backup.sealed import SHORTEST
from hub.model.errors import CarehubError

passphrase_option = click.option(
    "--passphrase-file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="For scripts: a file whose first line is the passphrase. Else it is asked for.",
)  # fmt: skip


def passphrase(file: Path | None, *, new: bool) -> str:
    """The passphrase; a `new` one is typed twice, and is long enough."""
    if file is not None:
        said = (file.read_text(encoding="utf-8").splitlines() or [""])[0]
    else:
        said = click.prompt("Passphrase", hide_input=True, confirmation_prompt=new, err=True)
    if new and len(said) < SHORTEST:
        raise CarehubError(f"a passphrase has at least {SHORTEST} letters: four words that have nothing to do with it.")
    return str(said)


def typed_out(hub: str, said: str | None, what: str) -> None:
    """CarehubError unless the home's id was typed out, here or on the command line."""
    if said is None:
        if not sys.stdin.isatty():
            raise CarehubError(f"nobody is here to be asked. For scripts: --yes-{what} {hub}. Nothing was changed.")
        said = click.prompt(f'To go on, type the id of this home ("{hub}")', default="", show_default=False, err=True)
    if said.strip() != hub:
        raise CarehubError(f'"{said}" is not the id of this home. Nothing was changed.')
