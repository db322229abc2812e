"""What other programs say of their sensors, through a real broker: heard once, and lost when it is lost."""

import asyncio
from random import Random
from typing import Any

import pytest

from connectors.topics import Topics
from hub.model.events import AvailabilityChanged, LinkChanged, Reported, Said
from hub.model.household import Mqtt, Topic
from hub.model.ids import DeviceId
from tests.support.broker import RealBroker, broker
from tests.support.door import RecordingDoor, until
from tests.support.peer import Peer, peer
from tests.support.running import source

DOOR, SMOKE, BUTTON = DeviceId("front-door"), DeviceId("smoke"), DeviceId("pendant")
STATUS = "homeassistant/status"


def entry(kind: str, device: str = DOOR, topic: str = "t", **more: Any) -> Topic:
    return Topic(device=DeviceId(device), topic=topic, kind=kind, **more)


def switch(kind: str, device: str = DOOR, topic: str = "t", **more: Any) -> Topic:
    return entry(kind, device, topic, on=("on",), off=("off",), **more)


def _source(real: RealBroker, *entries: Topic, tells_broker: bool = True, thought_down: bool = False) -> Topics:
    mqtt = Mqtt(url=real.url, zigbee2mqtt=False)
    return Topics(mqtt, "test", None, entries, STATUS, tells_broker, Random(1), thought_down=thought_down)


async def _ready(door: RecordingDoor, ha: Peer) -> None:
    """The source is subscribed: it has heard a first message."""
    while not any(each.link == "home assistant" for each in door.of(LinkChanged)):
        ha.say(STATUS, "online")
        await asyncio.sleep(0.02)


READY = entry("battery", "ready", "ready")


def test_sensors_reach_the_door_as_home_assistant_streams_them() -> None:
    entries = (switch("contact", DOOR, "ha/door/state"), switch("smoke", SMOKE, "ha/smoke/state"),
               entry("battery", SMOKE, "ha/smoke_battery/state"))  # fmt: skip

    async def story() -> None:
        with peer(real.port) as ha:
            ha.say("ha/door/state", "off", retain=True)
            async with source(_source(real, *entries), RecordingDoor()) as door:
                await _ready(door, ha)
                await until(lambda: door.of(Reported), "the retained state")
                ha.say("ha/door/state", "on", retain=True)
                ha.say("ha/smoke/state", "on", retain=True)
                ha.say("ha/smoke_battery/state", "55.0", retain=True)
                await until(lambda: len(door.of(Reported)) == 4, "the changes")
            assert [(e.name, e.said, e.retained) for e in door.of(Reported)] == [
                (DOOR, (Said("contact", False),), True),
                (DOOR, (Said("contact", True),), False),
                (SMOKE, (Said("smoke", True),), False),
                (SMOKE, (Said("battery", 55.0),), False),
            ]
            assert {(e.name, e.online) for e in door.of(AvailabilityChanged)} == {(DOOR, True), (SMOKE, True)}
            assert door.complaints == []

    with broker() as real:
        asyncio.run(story())


def test_what_is_lost_and_what_comes_back_is_told_once_and_the_first_value_after_it_is_old() -> None:
    """At its start Home Assistant (2025.1.4) streams `unavailable`, `unknown` and the `on` of before, all unmarked."""
    entries = (switch("motion", DOOR, "ha/motion"), entry("battery", DOOR, "ha/battery"))

    async def story() -> None:
        with peer(real.port) as ha:
            async with source(_source(real, *entries), RecordingDoor()) as door:
                await _ready(door, ha)
                for payload in ("off", "unavailable", "unknown", "on", "off", "on"):
                    ha.say("ha/motion", payload, retain=True)
                ha.say("ha/battery", "unavailable", retain=True)
                ha.say("ha/battery", "80", retain=True)
                await until(lambda: len(door.of(Reported)) == 5, "five readings")
            assert [e.online for e in door.of(AvailabilityChanged)] == [True, False, True]
            assert [(e.said[0].value, e.retained) for e in door.of(Reported)] == [
                (False, False),
                (True, True),  # what Home Assistant remembered from before
                (False, False),
                (True, False),
                (80.0, True),
            ]

    with broker() as real:
        asyncio.run(story())


def test_a_battery_that_is_known_does_not_make_a_lost_smoke_alarm_heard() -> None:
    entries = (switch("smoke", SMOKE, "ha/smoke"), entry("battery", SMOKE, "ha/battery"))

    async def story() -> None:
        with peer(real.port) as ha:
            async with source(_source(real, *entries), RecordingDoor()) as door:
                await _ready(door, ha)
                ha.say("ha/battery", "80")
                ha.say("ha/smoke", "unavailable")
                ha.say("ha/battery", "79")
                await until(lambda: len(door.of(Reported)) == 2, "both levels")
            assert [e.online for e in door.of(AvailabilityChanged)] == [False]

    with broker() as real:
        asyncio.run(story())


def test_a_device_answers_if_it_and_what_carries_it_say_so() -> None:
    """ESPHome's own status, or that of a node and of the gateway before it: one that says no is enough."""
    words = {"on": ("online",), "off": ("offline",)}
    entries = (
        switch("motion", DOOR, "m"),
        entry("heard", DOOR, "node", **words),
        entry("heard", DOOR, "gate", **words),
    )

    async def story() -> None:
        with peer(real.port) as ha:
            async with source(_source(real, *entries), RecordingDoor()) as door:
                await _ready(door, ha)
                story = "gate online, node online, m off, node offline, gate offline, node online, m on, gate online"
                for topic, payload in (each.split() for each in story.split(", ")):
                    ha.say(topic, payload)
                await until(lambda: len(door.of(AvailabilityChanged)) == 3, "the changes")
            assert [e.online for e in door.of(AvailabilityChanged)] == [True, False, True]
            assert [(e.said[0].value, e.retained) for e in door.of(Reported)] == [(False, False), (True, False)]

    with broker() as real:
        asyncio.run(story())


def test_a_press_after_a_loss_is_still_a_press() -> None:
    async def story() -> None:
        with peer(real.port) as ha:
            async with source(_source(real, entry("help", BUTTON, "b")), RecordingDoor()) as door:
                await _ready(door, ha)
                ha.say("b", "unavailable")
                ha.say("b", "pressed")
                await until(lambda: door.of(Reported), "the press")
            assert [(e.said, e.retained) for e in door.of(Reported)] == [((Said("help", "pressed"),), False)]

    with broker() as real:
        asyncio.run(story())


def test_the_links_are_told_and_forgotten_with_the_broker() -> None:
    async def story() -> None:
        with peer(real.port) as ha:
            async with source(_source(real, READY), RecordingDoor()) as door:
                await _ready(door, ha)
                ha.say(STATUS, "offline")
                ha.say(STATUS, "perhaps")
                await until(lambda: door.complaints, "the complaint")
            links = [(e.link, e.up) for e in door.of(LinkChanged)]
            assert links[0] == ("broker", True)
            assert ("home assistant", False) in links
            assert [what for what, _ in door.complaints] == [
                "topics: Home Assistant's status is neither online nor offline"
            ]

    with broker() as real:
        asyncio.run(story())


@pytest.mark.parametrize("thought_down", [True, False])
def test_an_offline_of_before_is_not_believed_for_ever(thought_down: bool) -> None:
    """Home Assistant says it once and does not have the broker keep it: it may have come back unheard."""

    async def story() -> None:
        with peer(real.port) as ha:
            tested = _source(real, READY, tells_broker=False, thought_down=thought_down)
            async with source(tested, RecordingDoor()) as door:
                while not door.of(Reported):
                    ha.say("ready", "1")
                    await asyncio.sleep(0.02)
            told = [(e.link, e.up, e.retained) for e in door.of(LinkChanged)]
            assert told == ([("home assistant", True, True)] if thought_down else [])

    with broker() as real:
        asyncio.run(story())


def test_what_is_not_durable_comes_again_after_a_broker_or_hub_restart_and_is_news() -> None:
    """Queued for the session while the hub was away: live messages, not the broker's memory."""

    async def story() -> None:
        with peer(real.port) as ha:
            async with source(_source(real, entry("help", BUTTON, "b")), RecordingDoor(commits=False)) as door:
                await _ready(door, ha)
                ha.say("b", "first")
                await until(lambda: door.of(Reported), "the press")
            ha.say("b", "while away")
            async with source(_source(real, entry("help", BUTTON, "b")), RecordingDoor()) as again:
                await until(lambda: len(again.of(Reported)) == 2, "both presses")
            assert [(e.said[0].value, e.retained) for e in again.of(Reported)] == [
                ("first", False),
                ("while away", False),
            ]

    with broker() as real:
        asyncio.run(story())


def test_bad_input_is_a_complaint_with_its_topic() -> None:
    async def story() -> None:
        with peer(real.port) as ha:
            entries = (entry("temperature", DOOR, "home/warm"),)
            async with source(_source(real, *entries), RecordingDoor()) as door:
                await _ready(door, ha)
                ha.say("home/warm", "very")
                await until(lambda: len(door.complaints) == 1, "the complaint")
            assert door.complaints == [("topics: temperature is not a number", "home/warm: very")]
            assert door.of(Reported) == []

    with broker() as real:
        asyncio.run(story())
