"""Changes of the settings that these steps make: written, the hub told, and waited for until it knows."""

import asyncio
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from hub.model.ids import DeviceId
from hub.pages.meanwhile import meanwhile
from hub.pages.site import Site
from hub.settings.writing import Edit, change

KNOWN_WITHIN = 10.0
"""Seconds for a hub to take new settings: it reads the file at once, but a stalled card may hold it."""
LOOKED_EVERY = 0.1

Knows = Callable[[list[dict[str, Any]]], bool]
"""Whether the hub's list of devices shows that it knows."""


async def changed(site: Site, edit: Edit, knows: Knows, who: str, why: str) -> str:
    """Make the change; what became of it at the hub, or nothing if the hub knows it. SettingsError or NotWritten."""
    await meanwhile(partial(change, site.file, edit, who=who, why=f"visit: {why}"))
    return site.let_hub_read() or await _taken(site, knows)


async def _taken(site: Site, knows: Knows) -> str:
    try:
        async with asyncio.timeout(KNOWN_WITHIN):
            while True:
                if knows((await site.hub.ask("devices")).get("devices", [])):
                    return ""
                await asyncio.sleep(LOOKED_EVERY)
    except TimeoutError:
        return "the hub has not taken the settings yet"


def has(device: DeviceId) -> Knows:
    """That it knows this device."""
    return lambda known: any(each["id"] == device for each in known)


def lacks(device: DeviceId) -> Knows:
    """That it does not know it any more."""
    return lambda known: all(each["id"] != device for each in known)


def key_file(site: Site, address: str) -> Path:
    """Where the key of a Bluetooth device lies: beside the settings, for those who may read them."""
    plain = "".join(each for each in address.lower() if each.isalnum())
    return site.file.resolve().parent / f"bluetooth-{plain}.key"


def put_key(file: Path, key: bytes, like: Path) -> None:
    """Write a key down, for the owner and the group of the settings alone."""
    about = like.stat()
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w") as open_file:
        os.fchmod(open_file.fileno(), about.st_mode & 0o640)
        if os.geteuid() == 0 or about.st_gid in (os.getegid(), *os.getgroups()):
            os.fchown(open_file.fileno(), about.st_uid if os.geteuid() == 0 else -1, about.st_gid)
        open_file.write(f"{key.hex()}\n")
