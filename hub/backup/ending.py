"""The end of a service: everything about this home is deleted, and a hub is left that waits for its next home."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from hub.backup.belongings import CONF, TOML, Place, keys_beside
from hub.backup.held_here import Held
from hub.backup.standing_still import stands_still
from hub.backup.taking_over import begun, commit, erases, finished, may_change, stage
from hub.model.errors import CarehubError
from hub.model.household import Settings
from hub.settings.history import BEFORE, HISTORY
from hub.settings.reading import parse

ID = "erased-hub"
"""Of the hub that is left: nobody may take what it says for the old home's."""
WHAT = (
    "the store with its copies, messages and incidents; accounts, sessions and trail of the pages; certificates of "
    "visits; the hub's signing key and the pages' HTTPS authority; codes of doors and Bluetooth keys; "
    "hub.toml and its copies"
)
BEGINS = """# A hub whose home was erased: the least that it needs. The visit writes the rest (docs/pages.md).

[hub]
id = {id}    # how the centre knows the next home; no name or address here
data = {data}
timezone = {zone}

[[residents]]
id = "resident"
name = "Resident"    # the visit asks for the name

[home]
service = "being installed"

[pages]
listen = {listen}
https = {https}
"""
"""How these pages are reached stays, or nobody could set up the next home."""


def new_settings(old: Settings, data: Path) -> str:
    """A hub.toml with nobody in it."""
    pages = old.pages
    text = BEGINS.format(
        id=_toml(ID), data=_toml(str(data)), zone=_toml(old.hub.timezone), listen=_toml(pages.listen),
        https=str(pages.https).lower(),
    )  # fmt: skip
    if pages.proxies:
        text += f"proxies = [{', '.join(map(_toml, pages.proxies))}]\n"
    if old.mqtt is not None and "@" not in old.mqtt.url:
        text += f"\n[mqtt]\nurl = {_toml(old.mqtt.url)}\n"
    parse(text, TOML)
    return text


def _toml(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def why_not(held: Held, *, although_open: bool, although_frozen: bool) -> str:
    """Why nothing is erased; "" if nothing stands against it."""
    if held.alarms and not although_open:
        return f"an alarm is open ({', '.join(held.alarms)}): see to it first, or say --although-open"
    if held.frozen and not although_frozen:
        incidents = "incident is" if held.frozen == 1 else "incidents are"
        return (
            f"{held.frozen} {incidents} frozen because of a complaint: take evidence of them, and unfreeze them, "
            "or say --although-frozen"
        )
    return ""


def line(now: datetime) -> str:
    """What is left to say of it: when, and what. It names nobody."""
    return f"{now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} erased: {WHAT}."


def erase(place: Place, settings: Settings, *, stop: bool, now: datetime) -> bool:
    """Erases it. Whether a hub ran and was stopped for it. CarehubError: nothing was changed."""
    may_change(place)
    if begun(place.data) is not None:
        raise CarehubError("something that was begun is not finished: carehub restore --finish. Nothing was changed.")
    text = new_settings(settings, place.data)
    with stands_still(place.data, stop=stop) as ran:
        prepared = stage(place.data)
        shutil.rmtree(prepared, ignore_errors=True)
        (prepared / CONF).mkdir(mode=0o700, parents=True)
        (prepared / CONF / TOML).write_text(text, encoding="utf-8")
        commit(place.data, erases(place, _beside(place, settings), line(now)))
        if not finished(place.data):
            raise CarehubError(f"{place.toml} could not be written. When it can be: carehub restore --finish.")
    return ran


def _beside(place: Place, settings: Settings) -> tuple[Path, ...]:
    """What lies near hub.toml and tells of the home."""
    toml = place.toml.resolve()
    return (Path(f"{toml}{BEFORE}"), Path(f"{toml}{HISTORY}"), *keys_beside(place, settings))
