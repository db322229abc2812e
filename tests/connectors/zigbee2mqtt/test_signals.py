"""Lights and sirens through a real broker, with a small zigbee2mqtt that does what it is told."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from msgspec import structs

from connectors.zigbee2mqtt.signals import Signals
from hub.model.effects import Accepted, Announce, Refused, Tone, TryAgain
from hub.model.household import Mqtt
from hub.model.ids import DeviceId
from tests.connectors.zigbee2mqtt.test_commands import DEFINITIONS, LEVELS, WARNING
from tests.shell.store_samples import announce, text
from tests.support.broker import RealBroker, broker
from tests.support.door import RecordingDoor, until
from tests.support.running import source
from tests.support.zigbee2mqtt import Zigbee2Mqtt

BULB, PLUG, SIREN, OTHER = "0x0000000000000001", "0x0000000000000002", "0x0000000000000003", "0x0000000000000004"


class Switched:
    """What zigbee2mqtt was told, in order; its devices answer how they are, unless they are silent."""

    def __init__(self, z2m: Zigbee2Mqtt) -> None:
        self.z2m, self.told, self.silent = z2m, list[tuple[str, Any]](), set[str]()
        self.states: dict[str, dict[str, Any]] = {}
        for verb, does in (("set", self._set), ("get", self._get)):
            z2m.peer.hear(f"{z2m.base}/+/{verb}", does)

    def _set(self, _client: Any, _data: Any, message: Any) -> None:
        self.told.append((message.topic.split("/")[1], json.loads(message.payload)))

    def _get(self, _client: Any, _data: Any, message: Any) -> None:
        name = message.topic.split("/")[1]
        if name not in self.silent:
            self.z2m.say(name, self.states.get(name, {"linkquality": 90}))


def said(tone: Tone, of: int = 1) -> Announce:
    return structs.replace(announce(1, of=of), tone=tone)


Story = Callable[[Signals, Switched], Awaitable[None]]


def run(story: Story, lights: tuple[str, ...] = (BULB, PLUG), sirens: tuple[str, ...] = (SIREN,)) -> None:
    async def whole(real: RealBroker, now: Switched) -> None:
        of = (frozenset(map(DeviceId, devices)) for devices in (lights, sirens))
        signals = Signals(Mqtt(url=real.url), "test", None, *of)
        async with source(signals, RecordingDoor()):
            await until(lambda: signals.definitions(frozenset({OTHER})), "it has the list")
            await story(signals, now)

    with broker() as real, Zigbee2Mqtt(real.port) as z2m:
        z2m.has(BULB, "bedside lamp", DEFINITIONS["LED1545G12"], mains=True)
        z2m.has(PLUG, "standard lamp", DEFINITIONS["SP 120"], mains=True)
        z2m.has(SIREN, "siren", DEFINITIONS["SIRZB-111"])
        z2m.has(OTHER, "kettle", DEFINITIONS["SP 120"], mains=True)
        asyncio.run(whole(real, Switched(z2m)))


def test_lamps_are_lit_once_and_afterwards_are_as_they_were() -> None:
    async def story(signals: Signals, now: Switched) -> None:
        now.states = {"bedside lamp": {"state": "OFF", "brightness": 90}, "standard lamp": {"state": "ON"}}
        for tone in ("asking", "heard", "coming"):
            assert await signals.lights.send(said(tone)) == Accepted()  # type: ignore[arg-type]
        lit = [("bedside lamp", {"state": "ON", "brightness": 254}), ("standard lamp", {"state": "ON"})]
        await until(lambda: len(now.told) >= 2)
        assert now.told == lit
        assert await signals.lights.send(said("well")) == Accepted()
        await until(lambda: len(now.told) >= 4)
        assert now.told[2:] == [("bedside lamp", {"state": "OFF"}), ("standard lamp", {"state": "ON"})]
        assert await signals.lights.send(said("well")) == Accepted()
        assert await signals.lights.send(said("heard")) == Accepted()
        await until(lambda: len(now.told) >= 6)
        assert now.told[4:] == lit, "the kettle was never touched, and nothing was done twice"

    run(story)


def test_a_lamp_stays_lit_as_long_as_any_alarm_is_open_and_goes_out_after_a_bad_end_too() -> None:
    async def story(signals: Signals, now: Switched) -> None:
        now.states = {"bedside lamp": {"state": "OFF"}}
        for of in (1, 2):
            assert await signals.lights.send(said("heard", of)) == Accepted()
        assert await signals.lights.send(said("well", 1)) == Accepted()
        await until(lambda: len(now.told) >= 1)
        assert await signals.lights.send(said("over", 2)) == Accepted()
        await until(lambda: len(now.told) >= 2)
        assert now.told == [("bedside lamp", {"state": "ON", "brightness": 254}), ("bedside lamp", {"state": "OFF"})]

    run(story, lights=(BULB,))


def test_a_lamp_that_does_not_say_how_it_is_is_lit_and_stays_on() -> None:
    async def story(signals: Signals, now: Switched) -> None:
        now.silent.add("bedside lamp")
        assert await signals.lights.send(said("heard")) == Accepted()
        await until(lambda: len(now.told) >= 1)
        assert await signals.lights.send(said("well")) == Accepted()
        await asyncio.sleep(0.1)
        assert now.told == [("bedside lamp", {"state": "ON", "brightness": 254})]

    run(story, lights=(BULB,))


def test_a_siren_sounds_when_somebody_is_asked_and_at_nothing_else() -> None:
    async def story(signals: Signals, now: Switched) -> None:
        for tone in ("asking", "coming", "well", "over"):
            assert await signals.sirens.send(said(tone)) == Accepted()  # type: ignore[arg-type]
        for tone in ("heard", "still trying"):
            assert await signals.sirens.send(said(tone)) == Accepted()  # type: ignore[arg-type]
        await until(lambda: len(now.told) >= 2)
        assert now.told == [("siren", {"warning": WARNING | LEVELS})] * 2

    run(story)


def test_an_address_in_capitals_is_the_same_device() -> None:
    async def story(signals: Signals, now: Switched) -> None:
        now.silent.add("standard lamp")
        assert await signals.lights.send(said("heard")) == Accepted()
        await until(lambda: len(now.told) >= 1)
        assert now.told == [("standard lamp", {"state": "ON"})]

    run(story, lights=(PLUG.upper().replace("X", "x"),))


def test_what_cannot_be_switched_says_why() -> None:
    async def story(signals: Signals, now: Switched) -> None:
        lights = await signals.lights.send(said("heard"))
        assert lights == TryAgain(because="zigbee2mqtt does not list a lamp of this home that can be switched")
        sirens = await signals.sirens.send(said("heard"))
        assert isinstance(sirens, Refused) and "end by itself" in sirens.because
        assert isinstance(await signals.lights.send(text(1)), Refused)
        assert await signals.sirens.send(text(1)) == Accepted()
        assert await signals.lights.recall(said("heard")) is None and await signals.sirens.recall(said("heard")) is None
        assert now.told == []

    run(story, lights=("0x0000000000000009",), sirens=(BULB,))


def test_without_a_broker_it_is_tried_again() -> None:
    async def story() -> None:
        signals = Signals(Mqtt(url="mqtt://127.0.0.1:9"), "test", None, frozenset({DeviceId(BULB)}), frozenset())
        signals._known[BULB] = ("bedside lamp", DEFINITIONS["LED1545G12"])
        receipt = await signals.lights.send(said("heard"))
        assert receipt == TryAgain(because="not connected")

    asyncio.run(story())
