"""`carehub erase`: the end of a service. Everything about this home goes; the hub waits for its next one."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from hub.backup.ending import WHAT, why_not
from hub.backup.ending import erase as erased
from hub.backup.held_here import held_here
from hub.cli.backup import here
from hub.cli.group import config_option
from hub.cli.sealing import typed_out
from hub.model.errors import CarehubError

FIRST = """Take first what must be kept; afterwards nobody can:
  carehub report                    how calls were answered, for the service's records
  carehub evidence --from 2026-01-01  what is known of a period, signed
  carehub backup FILE               all of it, under a passphrase, if the service has to keep it"""
CANNOT = """Not reached from here, and to be seen to by hand:
  the card itself: on an SD card or SSD nobody can promise that overwriting reaches what was deleted. Destroy it, or
  write it anew from end to end, before it leaves the service
  secrets: sudo rm /etc/credstore/*; the auditor's memory: sudo rm -f /var/lib/carehub-audit/*
  the system's log: sudo journalctl --rotate && sudo journalctl --vacuum-time=1s
  zigbee2mqtt's list of devices; backups that were taken; what Twilio, GOV.UK Notify and the centre keep"""


@click.command(name="erase", short_help="At the end of a service: delete everything about this home.")
@click.option("--stop-hub", is_flag=True, help="A hub that runs is told to stop; its service manager starts it again.")
@click.option("--although-open", is_flag=True, help="Also while an alarm is open: nobody is asked about it any more.")
@click.option("--although-frozen", is_flag=True, help="Also if incidents are frozen because of a complaint.")
@click.option("--yes-erase", metavar="ID", help="For scripts: the id of the home, typed out. Nothing else is asked.")
@config_option
def erase(
    stop_hub: bool, although_open: bool, although_frozen: bool, yes_erase: str | None, config: Path | None
) -> None:
    """Delete everything about this home: store, incidents, messages, accounts, certificates, keys, codes, settings and
    their copies. There is no way back. The hub starts again as one that is being installed.

    Stops at an open alarm, at what is frozen, and while a hub runs. Run it as the hub's user:
    sudo -u carehub carehub erase.
    """
    place, settings = here(config)
    held = held_here(place.data)
    if because := why_not(held, although_open=although_open, although_frozen=although_frozen):
        raise CarehubError(f"{because}. Nothing was erased.")
    click.echo(f"{FIRST}\n\nThis deletes of {settings.hub.id}: {WHAT}.\n", err=True)
    if held.unreadable:
        click.echo(f"What is open here cannot be read: {held.unreadable}\n", err=True)
    if yes_erase is None and sys.stdin.isatty():
        click.confirm("Is everything taken that must be kept?", abort=True, err=True)
    typed_out(settings.hub.id, yes_erase, "erase")
    ran = erased(place, settings, stop=stop_hub, now=datetime.now(UTC))
    click.echo(f"Erased. {place.data / 'erased.txt'} says when, and names nobody.\n\n{CANNOT}")
    again = "The hub starts again" if ran else "Start it again: sudo systemctl restart carehub carehub-pages. It starts"
    click.echo(f"\n{again} as one that is being installed. Its label has a new code: carehub pages --label.")
