"""A zigbee2mqtt source on a real broker, and the other end of it, for the tests beside this file."""

import asyncio
from collections.abc import Callable
from random import Random

from connectors.zigbee2mqtt.source import Zigbee2Mqtt
from hub.model.events import (
    AvailabilityChanged,
    Listed,
)
from hub.model.household import Mqtt
from tests.support.broker import RealBroker
from tests.support.door import PATIENCE, RecordingDoor
from tests.support.peer import Peer, peer

BUTTON = "0x00158d0001a2b3c7"


def zigbee2mqtt(real: RealBroker, *known: str, listed: dict[str, Listed] | None = None) -> Zigbee2Mqtt:
    return Zigbee2Mqtt(Mqtt(url=real.url), "test", None, frozenset(known), listed, Random(1))


async def ready(door: RecordingDoor, z2m: Peer, source_name: str = "zigbee2mqtt") -> None:
    """The source is subscribed: it has heard a first message."""
    said = f"{source_name}/Ready/availability", "online"
    await again(lambda: z2m.say(*said), lambda: door.of(AvailabilityChanged), "the subscription")


async def again(say: Callable[[], None], heard: Callable[[], object], what: str) -> None:
    """Say it again until it is heard: what is said before there is a subscription, nobody keeps."""
    give_up = asyncio.get_running_loop().time() + PATIENCE
    while not heard():
        assert asyncio.get_running_loop().time() < give_up, f"waited {PATIENCE:.0f} s in vain for {what}"
        say()
        await asyncio.sleep(0.02)  # between two tries; what is waited for has the deadline


class Sensors:
    """`peer`, inside an `async with` line."""

    def __init__(self, real: RealBroker) -> None:
        self._entered = peer(real.port)

    async def __aenter__(self) -> Peer:
        return self._entered.__enter__()

    async def __aexit__(self, *given: object) -> None:
        self._entered.__exit__(None, None, None)
