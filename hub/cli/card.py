"""Contact cards, so that the service is let through a silenced telephone."""

import re
import sys
from pathlib import Path

import click

from hub.cards import card as written
from hub.cards import numbers
from hub.cli.group import config_option, settings_path
from hub.model.errors import CarehubError
from hub.model.household import Contact, Settings
from hub.settings import load


@click.command(short_help="Make contact cards that let the service through a silenced phone.")
@click.argument("contact", required=False)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path(), show_default="this folder",
              help="The folder for the cards.")  # fmt: skip
@config_option
def card(contact: str | None, out: Path, config: Path | None) -> None:
    """A file carehub-CONTACT.vcf for CONTACT, or for every contact with a phone: send it to them.

    On their phone it becomes "CareHub for Mary S". Then they let it through when the phone is silenced: the carer's
    guide (docs/carer.md) says how.
    """
    settings = load(settings_path(config))
    if not numbers(settings):
        click.echo("No number is known from which this hub texts or calls: set sms.sender or calls.sender.", err=True)
        sys.exit(1)
    out.mkdir(parents=True, exist_ok=True)
    for each in _meant(settings, contact):
        path = out / f"carehub-{re.sub(r'[^A-Za-z0-9_-]+', '-', each.id)}.vcf"
        path.write_bytes(written(settings, each).encode())
        click.echo(f"{path}: for {each.name}")


def _meant(settings: Settings, contact: str | None) -> tuple[Contact, ...]:
    if contact is None:
        return tuple(each for each in settings.contacts if each.phone)
    found = tuple(each for each in settings.contacts if contact.lower() in (each.id.lower(), each.name.lower()))
    if not found:
        names = ", ".join(each.id for each in settings.contacts)
        raise CarehubError(f'no contact is called "{contact}"; there are {names}')
    return found[:1]
