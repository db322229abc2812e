"""What Home Assistant is told, through a real broker: the latest only, nothing that is over, and no names."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from random import Random
from typing import Any

import msgspec
import pytest

from connectors import home_assistant
from connectors.home_assistant import HomeAssistant, Topics, discovery, plain, state
from hub.core.overview import DeviceSeen, IncidentSeen, Overview
from hub.model.household import Mqtt
from hub.model.ids import DeviceId, IncidentId
from tests.support.broker import RealBroker, broker
from tests.support.door import until
from tests.support.peer import Peer, peer, wait

CONFIG = "homeassistant/device/carehub_hub-1/config"
STATE, AVAILABILITY = "carehub-home/hub-1/state", "carehub-home/hub-1/availability"
PENDANT = DeviceSeen(device=DeviceId("0x00158d"), name="Pendant", room=None, health="seen", battery=80.0)
DOOR = DeviceSeen(device=DeviceId("AA:BB:CC"), name="Front door", room="Hall", health="lost", battery_low=True)
HELP = IncidentSeen(
    id=IncidentId("e-1"), grave="life", kind="help", says="Help button pressed", state="raised", room="Hall",
    since=datetime(2026, 11, 22, 3, 0, tzinfo=UTC), held_by="nobody",
)  # fmt: skip
BECAUSE = "Help button pressed, Hall: raised"


def view(*incidents: IncidentSeen, devices: tuple[DeviceSeen, ...] = (PENDANT, DOOR)) -> Overview:
    because = tuple(f"{each.says}, {each.room}: {each.state}" for each in incidents)
    return Overview(
        service="in service", well=not because, because=because, incidents=incidents, devices=devices, ways=()
    )


class Screen:
    """What the part is told, and what it complained of."""

    def __init__(self, now: Overview | None) -> None:
        self.now = now
        self.complaints: list[tuple[str, str]] = []

    def part(self, real: RealBroker, prefix: str = "homeassistant") -> HomeAssistant:
        return HomeAssistant(
            Mqtt(url=real.url), "hub-1", None, prefix, lambda: self.now,
            lambda what, example: self.complaints.append((what, example)), "1.2", Random(1), pace=0.02,
        )  # fmt: skip


@asynccontextmanager
async def running(screen: Screen, real: RealBroker) -> AsyncIterator[None]:
    task = asyncio.create_task(screen.part(real).run())
    try:
        yield
    finally:
        failed = task.done()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        assert not failed, "the part ended by itself"


def story(told: Callable[[RealBroker, Peer], Any], **how: Any) -> None:
    """A broker, a peer that hears everything of ours, and what happens."""
    with broker(**how) as real, peer(real.port, CONFIG, "carehub-home/#") as ha:
        asyncio.run(told(real, ha))


def last(ha: Peer, topic: str) -> Any:
    """The newest message on a topic, as JSON if it is JSON; None if there is none or it was emptied."""
    heard = ha.on(topic)
    payload = heard[-1].payload if heard else b""
    try:
        return json.loads(payload) if payload else None
    except ValueError:
        return payload.decode()


def kept(real: RealBroker) -> dict[str, bytes]:
    """What the broker retains, as somebody who comes later hears it."""
    with peer(real.port, CONFIG, "carehub-home/#") as late:
        late.say("carehub-home/end", "x")
        wait(lambda: late.on("carehub-home/end"), "all that is retained, and then our own")
        return {m.topic: bytes(m.payload) for m in late.heard if m.retain}


def rendered(template: str, value: Any) -> str:
    """What Home Assistant makes of our few templates: a path into `value_json`; `None` for null."""
    match = re.fullmatch(r"\{\{ value_json((?:\.\w+|\['[\w-]+'\])+) \}\}", template)
    assert match, f"not one of the plain templates: {template}"
    for name in re.findall(r"\.(\w+)|\['([\w-]+)'\]", match[1]):
        value = value[name[0] or name[1]]
    return str(value)


def shown(ha: Peer) -> dict[str, str]:
    """Every entity by its name, and its state as Home Assistant would have it."""
    components = last(ha, CONFIG)["components"].values()
    return {each["name"]: rendered(each["value_template"], last(ha, STATE)) for each in components}


# the payloads


def test_every_entity_has_what_home_assistant_asks_of_it() -> None:
    config = discovery(Topics("homeassistant", "hub-1"), view(), "1.2", {})
    assert config["device"] == {
        "identifiers": ["carehub_hub-1"], "name": "carehub hub-1", "manufacturer": "carehub",
        "model": "home-monitoring hub", "sw_version": "1.2",
    }  # fmt: skip
    assert config["origin"] == {"name": "carehub", "sw_version": "1.2"}
    assert (config["state_topic"], config["availability_topic"]) == (STATE, AVAILABILITY)
    components = config["components"]
    assert {each["name"]: (each["platform"], each["device_class"]) for each in components.values()} == {
        "All is well": ("binary_sensor", "problem"),
        "Incident": ("sensor", "enum"),
        "Pendant heard": ("binary_sensor", "connectivity"),
        "Pendant battery": ("sensor", "battery"),
        "Front door heard": ("binary_sensor", "connectivity"),
        "Front door battery low": ("binary_sensor", "battery"),
    }
    ids = [each["unique_id"] for each in components.values()]
    assert len(set(ids)) == len(ids)
    assert all(each["expire_after"] == 180 for each in components.values())
    for each in components.values():
        assert ("json_attributes_topic" in each) == ("json_attributes_template" in each)


def test_ids_of_any_letters_become_keys_that_are_plain_and_differ() -> None:
    names = ("0x00158d", "AA:BB:CC", "AA_BB_CC", "AA BB CC", "Hall/Front door", "Tür", "'", "x" * 300, "")
    keys = [plain(name) for name in names]
    assert len(set(keys)) == len(names)
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]+", key) for key in keys)
    assert Topics("homeassistant", "hub.1").config == f"homeassistant/device/carehub_{plain('hub.1')}/config"


@pytest.mark.parametrize(
    ("health", "heard"),
    [("seen", "ON"), ("late", "ON"), ("lost", "OFF"), ("not heard yet", "None"), ("cannot be heard", "None")],
)
def test_what_cannot_be_known_is_unknown_and_not_lost(health: Any, heard: str) -> None:
    one = msgspec.structs.replace(PENDANT, health=health)
    config = discovery(Topics("homeassistant", "hub-1"), view(devices=(one,)), "", {})
    template = config["components"]["heard_0x00158d"]["value_template"]
    assert rendered(template, state(view(devices=(one,)))) == heard


def test_a_message_says_which_incident_and_not_who() -> None:
    travelling = msgspec.structs.replace(HELP, state="travelling", held_by="a contact")
    said = state(view(travelling))
    assert said["incident"] == {
        "state": "travelling", "open": 1, "kind": "help", "class": "life", "room": "Hall",
        "since": "2026-11-22T03:00:00+00:00", "held_by": "a contact",
    }  # fmt: skip
    assert said["home"]["because"] == "Help button pressed, Hall: travelling"


# through a real broker


def test_home_assistant_sees_a_quiet_home_an_incident_and_its_end() -> None:
    async def told(real: RealBroker, ha: Peer) -> None:
        screen = Screen(view())
        async with running(screen, real):
            await until(lambda: last(ha, AVAILABILITY) == "online", "the hub is there")
            assert shown(ha) == {
                "All is well": "OFF", "Incident": "none", "Pendant heard": "ON", "Pendant battery": "80.0",
                "Front door heard": "OFF", "Front door battery low": "ON",
            }  # fmt: skip
            screen.now = view(HELP)
            await until(lambda: shown(ha)["Incident"] == "raised", "the incident")
            assert shown(ha)["All is well"] == "ON"
            assert last(ha, STATE)["home"]["because"] == BECAUSE
            screen.now = view()
            await until(lambda: shown(ha)["Incident"] == "none", "its end")
        assert screen.complaints == []
        await until(lambda: last(ha, AVAILABILITY) == "offline", "the will of a hub that stopped")

    story(told)


def test_whoever_comes_later_hears_the_latest_and_only_that() -> None:
    async def told(real: RealBroker, ha: Peer) -> None:
        async with running(Screen(view(HELP)), real):
            await until(lambda: last(ha, AVAILABILITY) == "online")
            retained = await asyncio.to_thread(kept, real)
            assert set(retained) == {CONFIG, STATE, AVAILABILITY}
            assert json.loads(retained[STATE])["incident"]["state"] == "raised"

    story(told)


def test_many_changes_are_few_messages_and_the_last_is_right() -> None:
    async def told(real: RealBroker, ha: Peer) -> None:
        screen = Screen(view())
        async with running(screen, real):
            await until(lambda: last(ha, AVAILABILITY) == "online")
            before = len(ha.on(STATE))
            for number in range(500):
                level = msgspec.structs.replace(PENDANT, battery=float(number % 100))
                screen.now = view(HELP, devices=(level,))
                if number % 100 == 0:
                    await asyncio.sleep(0.03)
            await until(lambda: last(ha, STATE)["devices"]["0x00158d"]["battery"] == 99.0, "the last change")
            assert len(ha.on(STATE)) - before <= 7

    story(told)


def test_nothing_is_said_twice_but_to_show_that_the_hub_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    async def told(real: RealBroker, ha: Peer) -> None:
        async with running(Screen(view()), real):
            await until(lambda: last(ha, AVAILABILITY) == "online")
            await asyncio.sleep(0.3)
            assert len(ha.on(STATE)) == 1
            monkeypatch.setattr(home_assistant, "REPEATED", 0.05)
            await until(lambda: len(ha.on(STATE)) > 3, "the repetition")
            assert len(ha.on(CONFIG)) == 1

    story(told)


def test_when_there_is_nothing_to_tell_what_is_retained_is_emptied_and_told_again_later() -> None:
    async def told(real: RealBroker, ha: Peer) -> None:
        screen = Screen(view(HELP))
        async with running(screen, real):
            await until(lambda: last(ha, AVAILABILITY) == "online")
            screen.now = None
            await until(lambda: last(ha, AVAILABILITY) is None, "the emptied topics")
            assert await asyncio.to_thread(kept, real) == {}
            screen.now = view()
            await until(lambda: last(ha, STATE) and shown(ha)["Incident"] == "none", "the return")

    story(told)


def test_a_hub_that_may_tell_nothing_takes_back_what_an_earlier_run_told() -> None:
    async def told(real: RealBroker, ha: Peer) -> None:
        async with running(Screen(view(HELP)), real):
            await until(lambda: last(ha, AVAILABILITY) == "online")
        assert set(await asyncio.to_thread(kept, real)) == {CONFIG, STATE, AVAILABILITY}
        async with running(Screen(None), real):
            await until(lambda: last(ha, AVAILABILITY) is None and last(ha, CONFIG) is None, "the emptied topics")
        assert await asyncio.to_thread(kept, real) == {}

    story(told)


def test_a_hub_that_is_stopped_because_it_may_tell_nothing_empties_before_it_ends() -> None:
    async def told(real: RealBroker, ha: Peer) -> None:
        screen = Screen(view(HELP))
        async with running(screen, real):
            await until(lambda: last(ha, AVAILABILITY) == "online")
            screen.now = None
        assert await asyncio.to_thread(kept, real) == {}

    story(told)


def test_a_device_that_has_gone_is_taken_back_by_name_also_after_a_restart() -> None:
    async def told(real: RealBroker, ha: Peer) -> None:
        async with running(Screen(view()), real):
            await until(lambda: last(ha, AVAILABILITY) == "online")
        async with running(Screen(view(devices=(PENDANT,))), real):
            gone = {"platform": "binary_sensor"}
            key = plain("AA:BB:CC")
            await until(lambda: last(ha, CONFIG)["components"].get(f"heard_{key}") == gone, "the removal")
            assert last(ha, CONFIG)["components"][f"battery_low_{key}"] == gone
            assert "unique_id" in last(ha, CONFIG)["components"]["heard_0x00158d"]
        async with running(Screen(view(devices=(PENDANT,))), real):
            await until(lambda: f"heard_{key}" not in last(ha, CONFIG)["components"], "no trace of it")

    story(told)


@pytest.mark.parametrize(
    "payload", ["{", "[]", '{"components": 3}', '{"components": {"a": 1, "b": {"platform": "x"}}}']
)
def test_what_somebody_else_wrote_in_our_place_is_written_over(payload: str) -> None:
    async def told(real: RealBroker, ha: Peer) -> None:
        ha.say(CONFIG, payload, retain=True)
        screen = Screen(view())
        async with running(screen, real):
            await until(lambda: last(ha, AVAILABILITY) == "online")
            assert "well" in last(ha, CONFIG)["components"]
        assert screen.complaints == []

    story(told)


def test_a_broker_that_comes_back_without_a_memory_is_told_everything_again() -> None:
    async def told(real: RealBroker, ha: Peer) -> None:
        screen = Screen(view(HELP))
        async with running(screen, real):
            await until(lambda: last(ha, AVAILABILITY) == "online")
            real.kill()
            screen.now = view()
            real.start()
            with peer(real.port, CONFIG, "carehub-home/#") as again:

                def there() -> bool:
                    return last(again, AVAILABILITY) == "online" and None not in (
                        last(again, STATE),
                        last(again, CONFIG),
                    )

                await until(there, "the hub is there again, in whichever order the broker tells what it keeps")
                assert shown(again)["Incident"] == "none"
        assert screen.complaints == []

    story(told)


def test_what_the_broker_refuses_is_a_complaint_once_and_not_a_storm() -> None:
    async def told(real: RealBroker, ha: Peer) -> None:
        screen = Screen(view())
        async with running(screen, real):
            await until(lambda: last(ha, AVAILABILITY) == "online")
            await asyncio.sleep(0.3)
            assert ha.on(CONFIG) == []
            assert [what for what, _ in screen.complaints] == ["home assistant: the broker refuses what we send"]
            assert screen.complaints[0][1].startswith(CONFIG)

    story(told, acl="topic readwrite carehub-home/#\ntopic read homeassistant/#\n")


def test_the_will_is_left_by_a_hub_that_dies() -> None:
    will = Topics("homeassistant", "hub-1").available("offline")
    assert (will.topic, will.payload, will.retain) == (AVAILABILITY, b"offline", True)
