"""Resets a Bluetooth adapter as only root may: unblocked, off and on in the kernel, and its USB port if need be.

The hub has no rights for that. It writes a file (`asks`); carehub-bluetooth-reset.path sees it, and starts
carehub-bluetooth-reset.service, which runs this module and nothing else. What the file says is not trusted.
"""

import argparse
import asyncio
import logging
import os
import re
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from connectors.bluetooth.radio.recovery import Recover
from connectors.bluetooth.radio.trouble import Kind

ASKED = "reset-bluetooth"
"""The file's name in the hub's runtime folder."""

ADAPTER = re.compile(r"hci(\d{1,2})")
LETTERS = 64
"""As much as is read of the file: an adapter's name and a word."""

SILENT = ("deaf", "stopped", "failed")
"""With these a power cycle has not helped already, so the USB port is reset too."""

log = logging.getLogger(__name__)

Reset = Callable[[int, str, bool], Awaitable[bool]]
"""bluetooth_auto_recovery's `recover_adapter`: number, address (empty: by its number), and whether it is silent."""


def asks(adapter: str, folder: str | None = None) -> Recover:
    """How the hub asks for a reset. `folder` is what systemd gave the hub as its runtime folder."""
    place = os.environ.get("RUNTIME_DIRECTORY", "").split(":")[0] if folder is None else folder

    def ask(kind: Kind) -> str:
        if not place:
            return "only a hub that systemd started can ask for a reset"
        try:
            _write(Path(place) / ASKED, f"{adapter} {kind}\n")
        except OSError as error:
            return f"the reset could not be asked for: {error.strerror or error}"
        return ""

    return ask


def asked(file: Path) -> tuple[int, bool] | None:
    """Which adapter (its number), and whether it is silent. None if the file does not say it as the hub does."""
    try:
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return None
    with os.fdopen(handle, "rb") as opened:
        words = opened.read(LETTERS).decode(errors="replace").split()
    named = ADAPTER.fullmatch(words[0]) if words else None
    return (int(named[1]), words[-1] in SILENT) if named else None


def main(arguments: list[str], reset: Reset | None = None) -> int:
    """The command line of the small unit. 0 if the adapter works again."""
    parser = argparse.ArgumentParser(prog="connectors.bluetooth.radio.reset", description=__doc__)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--adapter", help="hci0, hci1 ...")
    which.add_argument("--asked", type=Path, help="the file in which the hub says which adapter")
    given = parser.parse_args(arguments)
    wanted = asked(given.asked) if given.asked else _named(given.adapter)
    if wanted is None:
        log.error("no adapter is named as hci0, hci1 ...: nothing was done")
        return 2
    return asyncio.run(_reset(*wanted, reset or _recover()))


def _named(adapter: str) -> tuple[int, bool] | None:
    named = ADAPTER.fullmatch(adapter)
    return (int(named[1]), True) if named else None


async def _reset(number: int, silent: bool, reset: Reset) -> int:
    well = await reset(number, "", silent)
    log.log(logging.INFO if well else logging.ERROR, "hci%d %s", number, "was reset" if well else "could not be reset")
    return 0 if well else 1


def _recover() -> Reset:
    from bluetooth_auto_recovery import recover_adapter

    return recover_adapter


def _write(file: Path, words: str) -> None:
    """Rewritten in place, and readable for root without its power over other people's files."""
    with file.open("w") as opened:
        os.fchmod(opened.fileno(), 0o644)
        opened.write(words)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    sys.exit(main(sys.argv[1:]))
