"""Changes of the settings that these steps make: written, the hub told, and waited for until it knows."""

import os
from functools import partial
from pathlib import Path

from hub.pages.meanwhile import meanwhile
from hub.pages.site import Site
from hub.pages.taking import taken
from hub.settings.writing import Edit, change


async def changed(site: Site, edit: Edit, who: str, why: str) -> str:
    """Make the change; what became of it at the hub, or nothing if the hub knows it. SettingsError or NotWritten."""
    await meanwhile(partial(change, site.file, edit, who=who, why=f"visit: {why}"))
    return await taken(site)


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
