"""Is every sensor heard? Somebody walks through the home, and each ticks as it is heard."""

import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import click
import msgspec
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.live import Live
from rich.table import Table

from hub.cli.asking import NOT_RUNNING
from hub.cli.group import config_option, json_option, settings_path
from hub.cli.showing import Says, cell
from hub.settings import load
from hub.shell.folder import reached_at
from hub.shell.socket import HubNotRunning, ask

LOOKS = 1.0
"""Seconds between two looks: soon enough for whoever looks at the screen on the way to the next room."""

TO_DO = {"activity": "walk past, open, use it", "report": "waits for any word of it", "test": "carehub try"}
"""What makes a device tick."""


class Walk:
    """Who has ticked since the walk began, as the hub counts events: its clock may be corrected meanwhile."""

    def __init__(self, rows: Iterable[Says]) -> None:
        self.rows = list(rows)
        self._began = {row["id"]: row["shown"] for row in self.rows}
        self.ticked: dict[str, str] = {}

    def looked(self, rows: Iterable[Says]) -> list[Says]:
        """The devices that have ticked since the last look."""
        self.rows = list(rows)
        new = [row for row in self.rows if row["id"] not in self.ticked and self._is_heard(row)]
        self.ticked |= {row["id"]: _mark(row) for row in new}
        return new

    def _is_heard(self, row: Says) -> bool:
        # One that was put into the settings meanwhile ticks with its next word.
        return bool(row["shown"] > self._began.setdefault(row["id"], row["shown"]))

    @property
    def left(self) -> list[Says]:
        """The devices that have not ticked."""
        return [row for row in self.rows if row["id"] not in self.ticked]

    @property
    def says(self) -> str:
        """How far it is."""
        return f"{len(self.rows) - len(self.left)} of {len(self.rows)} heard"


def _mark(row: Says) -> str:
    """When the device last showed that it works; empty if it never did."""
    if row["walk"] == "test":
        return (row["test"] or {}).get("heard") or ""
    return (row["active"] if row["walk"] == "activity" else row["heard"]) or ""


@click.command(short_help="Walk through the home: each sensor ticks as it is heard.")
@config_option
@json_option
def walk(config: Path | None, as_json: bool) -> None:
    """Walk through the home: each device ticks as it is heard, until all are, or until Ctrl-C.

    What raises an alarm ticks when it was tried (`carehub try` in another window). Exit code 0 if all were heard, 1 if
    not, 3 if no hub is running.
    """
    folder = reached_at(Path(load(settings_path(config)).hub.data))
    try:
        walked = Walk(_devices(folder))
        try:
            _until_all(walked, folder, as_json)
        except KeyboardInterrupt:
            pass  # whoever ends it wants to see what is left
    except HubNotRunning:
        click.echo("No hub is running: nothing can be heard.", err=True)
        sys.exit(NOT_RUNNING)
    _say(walked, as_json)
    sys.exit(1 if walked.left else 0)


def _devices(folder: Path) -> list[Says]:
    rows: list[Says] = ask(folder, {"do": "devices"})["devices"]
    return rows


def _until_all(walked: Walk, folder: Path, as_json: bool) -> None:
    console = Console()
    if as_json or not console.is_terminal:
        _say(walked, as_json)
        for row in _ticks(walked, folder):
            click.echo(msgspec.json.encode(_plain(row)).decode() if as_json else f"{row['name']}: heard; {walked.says}")
        return
    with Live(_table(walked), console=console, auto_refresh=False) as live:
        for _ in _ticks(walked, folder):
            live.update(_table(walked), refresh=True)


def _ticks(walked: Walk, folder: Path) -> Iterator[Says]:
    while walked.left:
        yield from walked.looked(_devices(folder))
        if walked.left:
            time.sleep(LOOKS)


def _plain(row: Says) -> Says:
    return {"id": row["id"], "name": row["name"], "room": row["room"], "by": row["walk"], "at": _mark(row)}


def _table(walked: Walk) -> Table:
    table = Table("", "Device", "Room", "Heard", box=SIMPLE_HEAD, pad_edge=False, caption=walked.says)
    for row in walked.rows:
        at = walked.ticked.get(row["id"])
        tick, said = ("✓", _clock(at)) if at is not None else ("", TO_DO[row["walk"]])
        table.add_row(tick, row["name"], cell(row["room"]), said)
    return table


def _clock(at: str) -> str:
    return f"{datetime.fromisoformat(at).astimezone():%H:%M:%S}"


def _say(walked: Walk, as_json: bool) -> None:
    """How far it is."""
    left = [row["name"] for row in walked.left]
    count = {"heard": len(walked.rows) - len(left), "of": len(walked.rows), "not heard": left}
    plain = f"{walked.says}. Not heard: {', '.join(left)}." if left else f"{walked.says}."
    click.echo(msgspec.json.encode(count).decode() if as_json else plain)
