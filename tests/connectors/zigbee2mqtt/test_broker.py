"""What the broker does to the home: it dies, drops, keeps; and nothing is acknowledged to it early."""

import asyncio
import json
import re

from connectors.zigbee2mqtt.source import DROPPED_CAUSE
from hub.model.events import (
    FaultChanged,
    LinkChanged,
    Reported,
    Said,
)
from tests.connectors.zigbee2mqtt.hearing import BUTTON, Sensors, ready, zigbee2mqtt
from tests.support.broker import broker
from tests.support.door import RecordingDoor, until
from tests.support.peer import peer
from tests.support.running import source


def test_nothing_is_acknowledged_before_it_is_durable() -> None:
    async def story() -> None:
        async with source(zigbee2mqtt(real, BUTTON), RecordingDoor()) as door, Sensors(real) as z2m:
            await ready(door, z2m)
        async with source(zigbee2mqtt(real, BUTTON), RecordingDoor(commits=False)) as door, Sensors(real) as z2m:
            z2m.say(f"zigbee2mqtt/{BUTTON}", '{"action":"sos"}')
            await until(lambda: door.of(Reported))
        async with source(zigbee2mqtt(real, BUTTON), RecordingDoor()) as door:
            await until(lambda: door.of(Reported), "the press that was never committed")

    with broker(shipped=True) as real:
        asyncio.run(story())


def test_an_alarm_behind_500_unacknowledged_readings_comes_through() -> None:
    async def story() -> None:
        async with source(zigbee2mqtt(real, BUTTON), RecordingDoor()) as door, Sensors(real) as z2m:
            await ready(door, z2m)
            door.commits = False
            for number in range(500):
                z2m.send(f"zigbee2mqtt/{BUTTON}", json.dumps({"illuminance": number}))
            z2m.say(f"zigbee2mqtt/{BUTTON}", '{"action":"sos"}')
            await until(lambda: door.events[-1:] and isinstance(door.events[-1], Reported)
                        and door.events[-1].said == (Said("help", "sos"),), "the press")  # fmt: skip

    with broker() as real:
        asyncio.run(story())


UPTIME = "$SYS/broker/uptime"
"""The broker says this first whenever it says its counts, and does nothing else before it has said them all."""


def test_what_a_stock_broker_dropped_is_told() -> None:
    async def story() -> None:
        async with source(zigbee2mqtt(real, BUTTON), RecordingDoor()) as door, Sensors(real) as z2m:
            await ready(door, z2m)
        with peer(real.port, UPTIME) as z2m:
            for number in range(1500):
                z2m.send(f"zigbee2mqtt/{BUTTON}", json.dumps({"illuminance": number}))
            z2m.flush()
            before = len(z2m.on(UPTIME))
            await until(lambda: len(z2m.on(UPTIME)) > before, "the broker to count anew")
        async with source(zigbee2mqtt(real, BUTTON), RecordingDoor()) as door:
            await until(lambda: any(each.present for each in door.of(FaultChanged)), "the fault")
            told = [each for each in door.of(FaultChanged) if each.present]
            assert (len(told), told[0].cause) == (1, DROPPED_CAUSE)
            count = re.search(r"has dropped (\d+) messages since it started; some may have been for", told[0].because)
            assert count is not None
            assert 0 < int(count[1]) <= 500

    with broker(extra="sys_interval 1") as real:
        asyncio.run(story())


def test_a_broker_that_dropped_nothing_is_no_fault() -> None:
    async def story() -> None:
        async with source(zigbee2mqtt(real), RecordingDoor()) as door:
            await until(lambda: door.of(FaultChanged), "the broker's count")
            assert [(each.cause, each.present) for each in door.of(FaultChanged)] == [(DROPPED_CAUSE, False)]

    with broker(extra="sys_interval 1") as real:
        asyncio.run(story())


def test_a_dead_broker_is_told_once_and_its_return_too() -> None:
    async def story() -> None:
        async with source(zigbee2mqtt(real), RecordingDoor()) as door:
            await until(lambda: door.of(LinkChanged))
            real.kill()
            await until(lambda: len(door.of(LinkChanged)) == 2, "the loss")
            await asyncio.sleep(0.5)  # that nothing more is told while it tries in vain can only be seen in time
            real.start()
            await until(lambda: len(door.of(LinkChanged)) == 3, "the return")
            assert [each.up for each in door.of(LinkChanged)] == [True, False, True]
            assert all(each.because for each in door.of(LinkChanged))

    with broker() as real:
        asyncio.run(story())
