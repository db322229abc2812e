"""Is a device heard? Its next press is a test, once, and nobody is texted: what came of it, at the command line."""

import getpass
import sys
import time
from pathlib import Path

import click
import msgspec

from hub.cli.asking import NOT_RUNNING
from hub.cli.group import config_option, json_option, settings_path
from hub.cli.showing import Says
from hub.settings import load
from hub.shell.folder import reached_at
from hub.shell.socket import HubNotRunning, ask

LOOKS = 0.5
"""Seconds between two looks: whoever has pressed looks up at once."""


@click.command("try", short_help="Try a help button or an alarm: its next press is a test, and nobody is texted.")
@click.argument("device")
@click.option("--by", default=None, help="Who tries it. Without it: the name you are logged in with.")
@config_option
@json_option
def try_(device: str, by: str | None, config: Path | None, as_json: bool) -> None:
    """Try a device: within two minutes its next press, or alarm, is a test. ONE press: a second one is an alarm.

    DEVICE is its name or id. It waits until the test was heard: exit code 0 if it was, 1 if it was not, or if the hub
    says no, 3 if no hub is running. Ctrl-C ends the test: from then on a press is an alarm.
    """
    folder = reached_at(Path(load(settings_path(config)).hub.data))
    request = {"do": "test device", "device": device, "by": by or getpass.getuser()}
    try:
        row = _tried(folder, request)
    except HubNotRunning:
        click.echo("No hub is running: nothing is tested, and nobody would be told.", err=True)
        sys.exit(NOT_RUNNING)
    test = row["test"]
    click.echo(msgspec.json.encode({"device": row["id"], "name": row["name"], **test}).decode() if as_json
               else _says(row))  # fmt: skip
    sys.exit(0 if test["state"] == "heard" else 1)


def _tried(folder: Path, request: Says) -> Says:
    answer: Says = {}
    try:  # from the very asking on: Ctrl-C may come before the hub's answer
        answer = _answered(ask(folder, request))
        click.echo(f"{answer['name']}: {answer['because']}. A second press calls for help.", err=True)
        return _waited(folder, answer["device"])
    except KeyboardInterrupt:
        ended = ask(folder, {**request, "over": True})  # refused if it was heard meanwhile
        return _row(folder, (answer or _answered(ended))["device"])


def _answered(answer: Says) -> Says:
    """What the hub says, if it does what was asked; else the command ends."""
    if not answer["ok"]:
        click.echo(f"Not tested: {answer['because']}", err=True)
        sys.exit(1)
    return answer


def _waited(folder: Path, device: str) -> Says:
    while (row := _row(folder, device))["test"]["state"] == "waiting":
        time.sleep(LOOKS)
    return row


def _row(folder: Path, device: str) -> Says:
    rows: list[Says] = ask(folder, {"do": "devices"})["devices"]
    found = next((row for row in rows if row["id"] == device and row["test"] is not None), None)
    gone = {"state": "called off", "because": "it was taken out of the settings"}
    return found or {"id": device, "name": device, "test": gone}


def _says(row: Says) -> str:
    test = row["test"]
    if test["state"] != "heard":
        return f"{row['name']}: {test['state'].upper()} ({test['because']}). From now on a press calls for help."
    return f"{row['name']}: heard ({test['because']}). From now on a press calls for help."
