"""A home of forty devices by all three ways in, far over its usual rate: nothing is lost, doubled or out of order."""

import asyncio
from pathlib import Path

from tests.support import forty
from tests.support.bluez import Bus, FakeBluez
from tests.support.broker import broker
from tests.support.home import RunningHub, zigbee
from tests.support.peer import peer

MESSAGES, PRESSES, PACE = 6_000, 40, 1_500.0
"""A part of the day that bench/forty.py plays whole."""


def test_a_busy_home_loses_nothing(tmp_path: Path) -> None:
    asyncio.run(busy(tmp_path))


async def busy(folder: Path) -> None:
    settings, ladder = forty.settings()
    bus = Bus().start()
    try:
        with broker(shipped=True) as running, peer(running.port) as home:
            radio = await FakeBluez(bus).start()
            hub = RunningHub(folder, zigbee(running.port), home=settings, ladder=ladder)
            hub.environment["DBUS_SYSTEM_BUS_ADDRESS"] = bus.address
            await asyncio.to_thread(hub.start)
            try:
                await asyncio.to_thread(hub.hears, home)
                await asyncio.to_thread(hub.until, lambda: hub.link("bluetooth") == "up", "the hub scans")
                day = forty.Day(home, radio, MESSAGES, PRESSES)
                await day.play(PACE)
                await asyncio.to_thread(hub.until, lambda: whole(hub, day), "the journal has everything")
                codes = {each["reference"] for each in await asyncio.to_thread(hub.incidents)}
                assert len(codes) == len(forty.BUTTONS)
            finally:
                await asyncio.to_thread(hub.stop)
            said, presses = forty.kept(hub)
            assert presses == day.pressed
            assert said == forty.expected(day.said)
            await radio.die()
    finally:
        bus.close()


def whole(hub: RunningHub, day: forty.Day) -> bool:
    return int(hub.ask("status")["seq"]) >= sum(day.said.values()) + sum(day.pressed.values())
