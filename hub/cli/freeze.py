"""`carehub freeze` and `unfreeze`: an incident that retention shall leave alone, because of a complaint."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from hub.cli.group import config_option, json_option, settings_path
from hub.model.errors import CarehubError
from hub.settings import load
from hub.shell.database import FILE
from hub.shell.folder import reached_at
from hub.shell.socket import HubNotRunning, ask, hold

by_option = click.option("--by", required=True, help="Your name; it is kept with the incident.")
because_option = click.option("--because", required=True, help="Why; it is kept with the incident.")


@click.command(short_help="Keep an incident, and all of its days, against retention.")
@click.argument("incident")
@by_option
@because_option
@config_option
@json_option
def freeze(incident: str, by: str, because: str, config: Path | None, as_json: bool) -> None:
    """Keep an incident and everything of its days against retention, because of a complaint for instance.

    INCIDENT is its code (K7; the newest of that code) or its id. It stays until `carehub unfreeze`.
    """
    _do("freeze", incident, by, because, config, as_json)


@click.command(short_help="Give a frozen incident back to retention.")
@click.argument("incident")
@by_option
@because_option
@config_option
@json_option
def unfreeze(incident: str, by: str, because: str, config: Path | None, as_json: bool) -> None:
    """Give a frozen incident back to retention. INCIDENT is its code or its id."""
    _do("unfreeze", incident, by, because, config, as_json)


def _do(do: str, incident: str, by: str, because: str, config: Path | None, as_json: bool) -> None:
    folder = Path(load(settings_path(config)).hub.data)
    try:
        answer = ask(reached_at(folder), {"do": do, "incident": incident, "by": by, "because": because})
    except HubNotRunning:
        answer = _without_hub(folder, do, incident, by, because)
    click.echo(msgspec.json.encode(answer).decode() if as_json else f"{answer['because']}.")
    sys.exit(0 if answer["ok"] else 1)


def _without_hub(folder: Path, do: str, incident: str, by: str, because: str) -> dict[str, Any]:
    """No hub runs: the store is held meanwhile, so that none can start and write as well."""
    from hub.shell.freezing import freeze as done
    from hub.shell.store import Store

    if not (folder / FILE).exists():
        raise CarehubError(f"{folder} holds no store: no hub ever ran with these settings.")
    try:
        held = hold(folder)
    except OSError as error:
        raise CarehubError(f"The store in {folder} cannot be written ({error}). Try: sudo -u carehub.") from error
    try:
        store = Store.open(folder)
        try:
            return done(store, incident, by, because, datetime.now(UTC), keep=do == "freeze")
        finally:
            store.close()
    finally:
        held.release()
