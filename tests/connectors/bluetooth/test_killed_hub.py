"""A real hub, killed with -9 and started again, beside a BlueZ that goes on: what it held, and what it had heard."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.connectors.bluetooth.packets import ADDRESS, BTHOME, KEY, sealed
from tests.connectors.bluetooth.radio_home import NEIGHBOUR, SENSOR
from tests.support import forty
from tests.support.bluez import Bus, FakeBluez, Gatt
from tests.support.home import RunningHub

HEART_RATE = "00002a37-0000-1000-8000-00805f9b34fb"
STRAP = Gatt({"0000180d-0000-1000-8000-00805f9b34fb": {HEART_RATE: ("notify",)}})
PRESS = "3a01"
TELEPHONE = "Bens telephone"

# The strap's address stands in small letters, as people copy it.
DEVICES = f"""
[[devices]]
id = "{SENSOR.lower()}"
name = "Strap"
use = "wearable"
bluetooth = {{ connect = "meters" }}
[[devices]]
id = "{ADDRESS}"
name = "Mary's button"
use = "help button"
worn_by = "mary"
bluetooth = {{ key = {{ env = "BUTTON_KEY" }} }}
"""


@asynccontextmanager
async def home(folder: Path) -> AsyncIterator[tuple[RunningHub, FakeBluez]]:
    bus = Bus().start()
    hub = RunningHub(folder, DEVICES)
    hub.environment |= {"DBUS_SYSTEM_BUS_ADDRESS": bus.address, "BUTTON_KEY": KEY.hex()}
    try:
        bluez = await FakeBluez(bus).start()
        bluez.offers(SENSOR, STRAP)
        await asyncio.to_thread(hub.start)
        try:
            yield hub, bluez
        finally:
            await asyncio.to_thread(hub.stop)
            await bluez.die()
    finally:
        bus.close()


async def until(true: Any, what: str) -> Any:
    return await asyncio.to_thread(RunningHub.until, true, what)


async def again(hub: RunningHub, bluez: FakeBluez) -> None:
    """Killed, and started by the service manager. BlueZ ends the search of a program that is gone, and nothing else."""
    await asyncio.to_thread(hub.kill)
    await bluez.stop_discovery()
    await asyncio.to_thread(hub.start)


async def advertised(bluez: FakeBluez, address: str, true: Any, what: str, **more: Any) -> None:
    """The device advertises until something is true."""
    looks = asyncio.ensure_future(until(true, what))
    while not looks.done():
        await bluez.advertise(address, **more)
        await asyncio.wait({looks}, timeout=0.05)
    await looks


def test_a_wearable_that_bluez_still_holds_for_a_dead_hub_is_heard_again(tmp_path: Path) -> None:
    async def story() -> None:
        async with home(tmp_path) as (hub, bluez):

            def listens() -> bool:
                return bluez.notifying(SENSOR, HEART_RATE)

            await advertised(bluez, SENSOR, listens, "the hub listens to the strap")
            await again(hub, bluez)
            assert bluez.connected(SENSOR) and not await bluez.advertise(SENSOR)
            asked = len(bluez.asked)
            await advertised(
                bluez, SENSOR, lambda: "Connect" in bluez.asked[asked:] and listens(), "the hub connects anew"
            )
            assert "Disconnect" in bluez.asked[asked:]

    asyncio.run(story())


def calls(hub: RunningHub) -> int:
    """Calls of the button that stand in the journal."""
    return forty.kept(hub)[1][ADDRESS]


def test_a_recorded_press_is_no_call_after_the_hub_was_killed_and_the_next_press_is(tmp_path: Path) -> None:
    """The count of what encrypts goes through the journal: told, stepped, and given to the next run.

    And of the neighbours, who were heard too, nothing is kept.
    """

    async def story() -> None:
        async with home(tmp_path) as (hub, bluez):
            await until(lambda: bluez.hears, "the hub listens")
            pressed = {"service": {BTHOME: sealed(PRESS, 5000)}}
            await advertised(bluez, ADDRESS, lambda: calls(hub) == 1, "the press calls", **pressed)
            await again(hub, bluez)
            await until(lambda: bluez.hears, "the hub listens again")
            for _ in range(5):
                assert await bluez.advertise(ADDRESS, **pressed)
                assert await bluez.advertise(NEIGHBOUR, name=TELEPHONE, **pressed)
            fresh = {"service": {BTHOME: sealed(PRESS, 5001)}}
            await advertised(bluez, ADDRESS, lambda: calls(hub) > 1, "the next press calls", **fresh)
            assert calls(hub) == 2
            # Its battery is changed, which a press must outlive at once.
            anew = {"service": {BTHOME: sealed(PRESS, 1)}}
            await advertised(bluez, ADDRESS, lambda: calls(hub) > 2, "the first press of a new battery calls", **anew)
        kept = [file.read_bytes().upper() for file in (*hub.data.iterdir(), hub.log) if file.is_file()]
        assert any(ADDRESS.encode() in each for each in kept)
        assert not any(NEIGHBOUR.encode() in each or TELEPHONE.upper().encode() in each for each in kept)

    asyncio.run(story())
