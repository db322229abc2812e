"""A short look at the Bluetooth radio, for `carehub check`: is it there, is it on, does it hear anybody?

Blocks for `WITHIN` seconds at most. The hub may be running: BlueZ listens for both.
"""

import asyncio

from msgspec import Struct

from connectors.bluetooth.radio.bleak_radio import BleakRadio
from connectors.bluetooth.radio.bluez import Bluez
from connectors.bluetooth.radio.recovery import Patience
from connectors.bluetooth.radio.trouble import DO, Trouble

WITHIN = 3.0
LISTENS = 2.0
"""Seconds in which a home with neighbours is heard many times. A lonely one may stay silent."""


class Probed(Struct, frozen=True, kw_only=True):
    """What was found. `because`: why the radio does not work, and `do` what to do; empty if it works.

    `heard`: how many devices advertised in two seconds, anybody's.
    """

    because: str = ""
    do: str = ""
    heard: int = 0


def look(adapter: str, within: float = WITHIN, listens: float = LISTENS) -> Probed:
    """How the radio is."""
    return asyncio.run(_look(adapter, within, listens))


async def _look(adapter: str, within: float, listens: float) -> Probed:
    heard: set[str] = set()
    try:
        async with asyncio.timeout(within):
            problem = await _listen(adapter, within, listens, heard)
    except TimeoutError:
        problem = None if heard else Trouble("service", "the Bluetooth service (bluetoothd) does not answer")
    if problem is not None:
        return Probed(because=problem.because, do=DO[problem.kind])
    return Probed(heard=len(heard))


async def _listen(adapter: str, within: float, listens: float, heard: set[str]) -> Trouble | None:
    bluez = Bluez(adapter, answer=within - listens)
    radio = BleakRadio(
        adapter, "active", frozenset(), Patience(start=within, answer=within - listens),
        anybody=heard.add, heard=_nothing, complain=_nothing,
    )  # fmt: skip
    try:
        seen = await bluez.look()
        if isinstance(seen, Trouble):
            return seen
        if not seen.powered:
            return bluez.why_off()
        problem = await radio.start()
        if problem is None:
            await asyncio.sleep(listens)
        return problem
    finally:
        bluez.close()
        await radio.stop()


def _nothing(*_: object) -> None:
    """What one device says is of no use to a look at the radio."""
