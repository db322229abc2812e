"""zigbee2mqtt's messages through a real broker to the door: the right ones, all of them, none acknowledged early."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path

import pytest

from connectors.zigbee2mqtt.source import CLOCK_CAUSE, Zigbee2Mqtt
from hub.model.events import (
    AvailabilityChanged,
    DevicesListed,
    FaultChanged,
    LinkChanged,
    Listed,
    Reported,
    Said,
    Unplaced,
)
from hub.model.household import Mqtt
from hub.model.ids import DeviceId
from tests.connectors.zigbee2mqtt.hearing import BUTTON, Sensors, again, ready, zigbee2mqtt
from tests.support.broker import broker
from tests.support.door import RecordingDoor, TestClock, until
from tests.support.peer import peer
from tests.support.running import source
from tests.support.zigbee_days import DAYS, conversation

FRAMES = Path(__file__).parents[2] / "frames" / "zigbee2mqtt"
DOOR = "Hall/Front door"


def test_every_kind_of_message_becomes_its_event_in_order() -> None:
    async def story() -> None:
        async with source(zigbee2mqtt(real, BUTTON), RecordingDoor()) as door:
            with peer(real.port) as z2m:
                await ready(door, z2m)
                z2m.say("zigbee2mqtt/bridge/state", '{"state":"online"}')
                z2m.say(f"zigbee2mqtt/{BUTTON}", '{"action":"sos"}')
                z2m.say(f"zigbee2mqtt/{BUTTON}/availability", '{"state":"offline"}')
                z2m.say("zigbee2mqtt/bridge/devices", (FRAMES / "bridge_devices.json").read_text())
                await until(lambda: door.of(DevicesListed), "the device list")
            links = [(each.link, each.up, each.retained) for each in door.of(LinkChanged)]
            assert links == [("broker", True, False), ("zigbee2mqtt", True, False)]
            assert [(each.name, each.said) for each in door.of(Reported)] == [(BUTTON, (Said("help", "sos"),))]
            last = door.of(AvailabilityChanged)[-1]
            assert (last.name, last.online) == (BUTTON, False)
            assert [each.name for each in door.of(DevicesListed)[0].devices] == [DOOR, "Plug", "Radar", "Panic"]
            times = [event.at for event in door.events]
            assert times == sorted(times)

    with broker() as real:
        asyncio.run(story())


def test_a_name_with_slashes_is_heard_once_the_list_tells_it_and_at_once_if_the_settings_do() -> None:
    async def story() -> None:
        async with source(zigbee2mqtt(real, "Bath/Pull cord"), RecordingDoor()) as door:
            with peer(real.port) as z2m:
                await ready(door, z2m)
                z2m.say("zigbee2mqtt/Bath/Pull cord", '{"action":"emergency"}')
                z2m.say("zigbee2mqtt/bridge/devices", (FRAMES / "bridge_devices.json").read_text())
                await until(lambda: door.of(DevicesListed))
                await again(lambda: z2m.say(f"zigbee2mqtt/{DOOR}", '{"contact":false}'),
                             lambda: len(door.of(Reported)) > 1, "the door")  # fmt: skip
                z2m.say(f"zigbee2mqtt/{DOOR}/availability", "offline")
                await until(lambda: door.of(AvailabilityChanged)[-1].name == DOOR, "the door's availability")
            assert [each.name for each in door.of(Reported)][:2] == ["Bath/Pull cord", DOOR]
            assert [what for what, _ in door.complaints] == [
                "zigbee2mqtt: device list has an entry without a name or an address",
                "zigbee2mqtt: device list has an entry that is not an object",
            ]

    with broker() as real:
        asyncio.run(story())


def test_what_is_of_no_use_is_not_even_sent_to_us() -> None:
    async def story() -> None:
        async with source(zigbee2mqtt(real, BUTTON), RecordingDoor()) as door:
            with peer(real.port) as z2m:
                await ready(door, z2m)
                for topic in ("bridge/definitions", "bridge/logging", "bridge/info", f"{BUTTON}/set", f"{BUTTON}/get"):
                    z2m.say(f"zigbee2mqtt/{topic}", "{}")
                z2m.say(f"zigbee2mqtt/{BUTTON}", '{"action":"sos"}')
                await until(lambda: door.of(Reported))
            assert len(door.of(Reported)) == 1
            assert door.complaints == []

    with broker(extra="log_type all") as real:
        asyncio.run(story())
        sent = [line for line in real.log.splitlines() if "Sending PUBLISH to carehub-test-home" in line]
        assert not [line for line in sent if "definitions" in line or "logging" in line or "/set" in line]


def test_on_resume_a_queued_press_arrives_before_the_retained_list() -> None:
    async def story() -> None:
        with peer(real.port) as z2m:
            z2m.say("zigbee2mqtt/bridge/devices", (FRAMES / "bridge_devices.json").read_text(), retain=True)
        async with source(zigbee2mqtt(real), RecordingDoor()) as door:
            await until(lambda: door.of(DevicesListed))
        with peer(real.port) as z2m:
            z2m.say("zigbee2mqtt/Panic", '{"alarm_1":true}')
        async with source(zigbee2mqtt(real), RecordingDoor()) as door:
            await until(lambda: door.of(DevicesListed) and (door.of(Unplaced) or door.of(Reported)))
            kinds = [type(event) for event in door.events if not isinstance(event, (LinkChanged, FaultChanged))]
            # A broker that has not yet noticed that the hub was gone keeps the press for later: then it can be placed.
            assert kinds in ([Unplaced, DevicesListed], [DevicesListed, Reported])

    with broker(shipped=True) as real:
        asyncio.run(story())


def test_a_retained_message_says_that_it_was_kept() -> None:
    async def story() -> None:
        with peer(real.port) as z2m:
            z2m.say(f"zigbee2mqtt/{BUTTON}", '{"smoke":true}', retain=True)
            z2m.say("zigbee2mqtt/bridge/state", "offline", retain=True)
        async with source(zigbee2mqtt(real, BUTTON), RecordingDoor()) as door:
            await until(lambda: door.of(Reported) and len(door.of(LinkChanged)) == 2)
            assert door.of(Reported)[0].retained
            assert [(each.link, each.up, each.retained) for each in door.of(LinkChanged)] == [
                ("broker", True, False),
                ("zigbee2mqtt", False, True),
            ]

    with broker() as real:
        asyncio.run(story())


def test_the_model_in_the_list_settles_what_nameless_alarm_bits_mean() -> None:
    devices = [{"ieee_address": "0x1", "friendly_name": "Back door", "definition": {"model": "S901D-ZG"}}]

    async def story() -> None:
        async with source(zigbee2mqtt(real), RecordingDoor()) as door, Sensors(real) as z2m:
            await ready(door, z2m)
            z2m.say("zigbee2mqtt/bridge/devices", json.dumps(devices))
            z2m.say("zigbee2mqtt/Back door", '{"alarm_1":true}')
            await until(lambda: door.of(Reported))
            assert door.of(Reported)[0].said == (Said("contact", True),)

    with broker() as real:
        asyncio.run(story())


def test_what_is_remembered_of_a_device_reads_its_first_message_before_the_list_comes() -> None:
    door_sensor = Listed(name="Back door", address=DeviceId("0x1"), model="S901D-ZG")

    async def story() -> None:
        tested = zigbee2mqtt(real, "Back door", listed={"Back door": door_sensor})
        async with source(tested, RecordingDoor()) as door, Sensors(real) as z2m:
            await ready(door, z2m)
            z2m.say("zigbee2mqtt/Back door", '{"alarm_1":true}')
            await until(lambda: door.of(Reported))
            assert door.of(Reported)[0].said == (Said("contact", True),)

    with broker() as real:
        asyncio.run(story())


def test_a_list_that_says_nothing_new_is_posted_once_in_a_run_and_acknowledged() -> None:
    devices = [{"ieee_address": "0x1", "friendly_name": "Button", "definition": None, "interview_completed": False}]
    done = [{**devices[0], "interview_completed": True, "definition": {"model": "TS0215A"}}]

    async def story() -> None:
        for run in range(2):
            async with source(zigbee2mqtt(real, BUTTON), RecordingDoor()) as door, Sensors(real) as z2m:
                await ready(door, z2m)
                for each in (devices, devices, done, done):
                    z2m.say("zigbee2mqtt/bridge/devices", json.dumps(each), retain=True)
                z2m.say(f"zigbee2mqtt/{BUTTON}", '{"action":"sos"}')
                await until(lambda door=door: door.of(Reported))
                models = [each.devices[0].model for each in door.of(DevicesListed)]
                assert models == (["", "TS0215A"] if run == 0 else ["TS0215A", "", "TS0215A"]), "first, what was kept"
        async with source(zigbee2mqtt(real, BUTTON), RecordingDoor(commits=False)) as door:
            await until(lambda: door.of(DevicesListed))
            assert len(door.of(DevicesListed)) == 1, "the others had been acknowledged"

    with broker(shipped=True) as real:
        asyncio.run(story())


def test_a_group_is_not_a_device_and_a_device_is_not_hidden_by_a_group() -> None:
    groups = [{"id": 1, "friendly_name": "Lounge lights"}, 7, {"id": 2, "friendly_name": BUTTON}]

    async def story() -> None:
        async with source(zigbee2mqtt(real, BUTTON), RecordingDoor()) as door, Sensors(real) as z2m:
            await ready(door, z2m)
            before = len(door.of(AvailabilityChanged))
            z2m.say("zigbee2mqtt/bridge/groups", json.dumps(groups), retain=True)
            z2m.say("zigbee2mqtt/Lounge lights", '{"state":"ON","action":"on"}')
            z2m.say("zigbee2mqtt/Lounge lights/availability", '{"state":"online"}')
            z2m.say(f"zigbee2mqtt/{BUTTON}", '{"action":"sos"}')
            await until(lambda: door.of(Reported))
            assert door.of(Unplaced) == []
            assert len(door.of(AvailabilityChanged)) == before
            z2m.say("zigbee2mqtt/bridge/groups", "nonsense")
            await until(lambda: door.complaints)

    with broker(shipped=True) as real:
        asyncio.run(story())


def test_a_removed_or_renamed_device_clears_what_was_kept_of_it_and_that_is_no_bad_input() -> None:
    """zigbee2mqtt empties the old topic; then the list and the new topic say how it is called now."""
    old = [{"ieee_address": "0x1", "friendly_name": "Door", "definition": {"model": "MCCGQ11LM"}}]
    new = [{**old[0], "friendly_name": "Back door"}]

    async def story() -> None:
        async with source(zigbee2mqtt(real), RecordingDoor()) as door, Sensors(real) as z2m:
            await ready(door, z2m)
            z2m.say("zigbee2mqtt/bridge/devices", json.dumps(old), retain=True)
            z2m.say("zigbee2mqtt/Door", '{"contact":false}', retain=True)
            z2m.say("zigbee2mqtt/Door", "", retain=True)
            z2m.say("zigbee2mqtt/Door/availability", "", retain=True)
            z2m.say("zigbee2mqtt/bridge/devices", json.dumps(new), retain=True)
            z2m.say("zigbee2mqtt/Back door", '{"contact":true}')
            await until(lambda: len(door.of(Reported)) == 2)
            assert [(each.name, each.said) for each in door.of(Reported)] == [
                ("Door", (Said("contact", True),)),
                ("Back door", (Said("contact", False),)),
            ]
            assert door.complaints == []

    with broker() as real:
        asyncio.run(story())


BAD = [b" ", b"null", b"[]", b"{", b"\xff\xfe", b"x" * 300_000, b'{"contact":', b"12", b"\x00" * 10]


def test_bad_input_is_told_and_does_not_stand_in_the_way() -> None:
    async def story() -> None:
        async with source(zigbee2mqtt(real, BUTTON), RecordingDoor()) as door, Sensors(real) as z2m:
            await ready(door, z2m)
            for payload in BAD:
                z2m.say(f"zigbee2mqtt/{BUTTON}", payload)
            z2m.say("zigbee2mqtt/bridge/state", "perhaps")
            z2m.say("zigbee2mqtt/bridge/devices", "{}")
            z2m.say(f"zigbee2mqtt/{BUTTON}/availability", "\x00")
            z2m.say(f"zigbee2mqtt/{BUTTON}", '{"occupancy":"yes","action":"sos"}')
            await until(lambda: door.of(Reported))
            assert len(door.complaints) == len(BAD) + 4
            assert all(len(example) < 1000 for _, example in door.complaints)
            assert door.of(Reported)[0].said == (Said("help", "sos"),)
        async with source(zigbee2mqtt(real, BUTTON), RecordingDoor()) as door, Sensors(real) as z2m:
            await ready(door, z2m)
            assert door.complaints == [], "all of it was acknowledged"
            assert door.of(Reported) == []

    with broker(shipped=True) as real:
        asyncio.run(story())


@pytest.mark.parametrize("wrong", [timedelta(hours=5), timedelta(hours=-5)], ids=str)
def test_a_zigbee2mqtt_with_a_wrong_clock_is_told_and_its_messages_are_of_now(wrong: timedelta) -> None:
    async def story() -> None:
        async with source(zigbee2mqtt(real, BUTTON), RecordingDoor()) as door:
            with peer(real.port) as z2m:
                await ready(door, z2m)
                for n in range(8):
                    seen = (TestClock().now() - wrong).isoformat()
                    z2m.say(f"zigbee2mqtt/{BUTTON}", f'{{"battery":{n},"last_seen":"{seen}"}}')
                    await until(lambda n=n: len(door.of(Reported)) > n, "the message")  # type: ignore[misc]
            last = door.of(Reported)[-1]
            assert last.seen is not None and (wrong > timedelta()) == (last.at - last.seen > timedelta(hours=4)), (
                "behind it might also be old, for half a minute; ahead it cannot be right"
            )
            told = [(each.present, each.because) for each in door.of(FaultChanged) if each.cause == CLOCK_CAUSE]
            assert [present for present, _ in told] == ([] if wrong > timedelta() else [True]), told

    with broker() as real:
        asyncio.run(story())


@pytest.mark.parametrize("base", ["home/zigbee", "z2m"])
def test_another_base_topic_is_heard(base: str) -> None:
    async def story() -> None:
        tested = Zigbee2Mqtt(Mqtt(url=real.url, zigbee2mqtt_topic=base), "test", None, frozenset({BUTTON}))
        async with source(tested, RecordingDoor()) as door, Sensors(real) as z2m:
            await ready(door, z2m, base)
            z2m.say(f"{base}/{BUTTON}", '{"action":"sos"}')
            await until(lambda: door.of(Reported))

    with broker() as real:
        asyncio.run(story())


@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.name)
def test_a_day_goes_through_whole(day: Path) -> None:
    lines = [(f"zigbee2mqtt/{name}", payload) for name, payload in conversation(day)]
    devices = [topic for topic, _ in lines if topic.count("/") == 1]
    assert len(devices) >= 20

    async def story() -> None:
        async with source(zigbee2mqtt(real), RecordingDoor()) as door, Sensors(real) as z2m:
            await ready(door, z2m)
            for topic, payload in lines:
                z2m.send(topic, payload)
            z2m.flush()
            await until(lambda: len(door.of(Unplaced)) == len(devices), "every message")
            assert [f"zigbee2mqtt/{each.name}" for each in door.of(Unplaced)] == devices
            assert door.complaints == []

    with broker() as real:
        asyncio.run(story())
