"""zigbee2mqtt restarts, renames, removes and updates under a real hub: nothing is raised twice, and nothing is lost."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.broker import RealBroker
from tests.support.home import HOME, RunningHub, zigbee
from tests.support.zigbee2mqtt import Says, Zigbee2Mqtt

wait = RunningHub.until
SMOKE, LEAK, RADAR, EYE, BUTTON = (f"0x00158d000000000{n}" for n in range(1, 6))


def _yes_or_no(name: str) -> Says:
    return {"type": "binary", "name": name, "property": name, "access": 1, "value_on": True, "value_off": False}


def _model(model: str, about: str, *exposes: Says) -> Says:
    return {"model": model, "vendor": "Maker", "description": about, "exposes": list(exposes)}


FALLS: Says = {"type": "enum", "name": "fall_down_status", "property": "fall_down_status", "access": 1,
               "values": ["none", "maybe_fall", "fall"]}  # fmt: skip
DEFINITIONS: dict[str, Says] = {
    SMOKE: _model("S1", "Smoke alarm", _yes_or_no("smoke")),
    LEAK: _model("L1", "Water leak sensor", _yes_or_no("water_leak")),
    RADAR: _model("R1", "Human presence radar", _yes_or_no("presence"), FALLS),
    EYE: _model("E1", "Motion sensor", _yes_or_no("occupancy")),
    BUTTON: _model("B1", "SOS button", {"type": "enum", "name": "action", "property": "action", "access": 1,
                                        "values": ["emergency"]}),
}  # fmt: skip
NAMES = {SMOKE: "Smoke", LEAK: "Under/the sink", RADAR: "Radar", EYE: "Eye", BUTTON: "Cord"}
USES = {SMOKE: "smoke", LEAK: "leak", RADAR: "fall device", EYE: "motion", BUTTON: "help button"}
TOML = HOME.replace("[[contacts]]", "".join(
    f'[[devices]]\nid = "{address}"\nname = "{NAMES[address]}"\nroom = "hall"\nuse = "{use}"\n'
    for address, use in USES.items()
) + "[[contacts]]", 1)  # fmt: skip
ALARM: dict[str, Says] = {
    SMOKE: {"smoke": True}, LEAK: {"water_leak": True}, RADAR: {"fall_down_status": "fall", "presence": True},
    EYE: {"occupancy": True}, BUTTON: {"battery": 80},
}  # fmt: skip
QUIET: dict[str, Says] = {
    SMOKE: {"smoke": False}, LEAK: {"water_leak": False}, RADAR: {"fall_down_status": "none", "presence": False},
    EYE: {"occupancy": False}, BUTTON: {"battery": 80},
}  # fmt: skip
LONG_AGO = (datetime.now(UTC) - timedelta(hours=3)).replace(microsecond=0)


@pytest.fixture
def z2m(home: RealBroker) -> Iterator[Zigbee2Mqtt]:
    with Zigbee2Mqtt(home.port) as running:
        for address, name in NAMES.items():
            running.has(address, name, DEFINITIONS[address])
        yield running


@pytest.fixture
def hub(tmp_path: Path, home: RealBroker, z2m: Zigbee2Mqtt) -> RunningHub:
    return RunningHub(tmp_path, zigbee(home.port), home=TOML)


def hears(hub: RunningHub, z2m: Zigbee2Mqtt) -> None:
    """Everything said so far was read: something unreadable that came behind it is counted.

    Two of them: the last one of before may come again to a hub that was killed before it had thanked for it.
    """
    wait(lambda: hub.link("zigbee2mqtt") == "up", "the hub hears zigbee2mqtt")
    before = marks(hub)
    for _ in range(2):
        z2m.say("bridge/devices", "no list", retain=False)
    wait(lambda: marks(hub) >= before + 2, "all of it was read")


def marks(hub: RunningHub) -> int:
    return hub.unreadable().get("zigbee2mqtt: device list is not a list", 0)


def restarts(z2m: Zigbee2Mqtt, cache: dict[str, Says], seen: Any) -> None:
    """As zigbee2mqtt does when it starts: its state, its list, and what it remembers of each device, with its time."""
    z2m.say("bridge/state", {"state": "offline"}, retain=True)
    z2m.say("bridge/state", {"state": "online"}, retain=True)
    z2m.list_devices()
    for address, values in cache.items():
        name = z2m.devices[address]["friendly_name"]
        said = {**values, "linkquality": 40} if seen is None else {**values, "last_seen": seen, "linkquality": 40}
        # One device is kept by the broker too, as zigbee2mqtt does for those with `retain`.
        z2m.say(name, said, retain=address == SMOKE)


def alarms(hub: RunningHub) -> list[dict[str, Any]]:
    return [each for each in hub.incidents() if each["class"] in ("life", "urgent")]


def kinds(hub: RunningHub) -> list[str]:
    return sorted(each["kind"] for each in alarms(hub))


@pytest.mark.parametrize("seen", [LONG_AGO.isoformat(), int(LONG_AGO.timestamp() * 1000), None], ids=type)
def test_what_is_still_on_after_a_restart_is_raised_once_and_what_is_off_never(
    hub: RunningHub, z2m: Zigbee2Mqtt, seen: Any
) -> None:
    with hub:
        hears(hub, z2m)
        restarts(z2m, QUIET, seen)
        hears(hub, z2m)
        assert kinds(hub) == []
        restarts(z2m, ALARM, seen)
        hears(hub, z2m)
        assert kinds(hub) == ["fall", "flood", "smoke"], "each once, and neither movement nor a press"
        raised = {each["id"]: each["because"] for each in alarms(hub)}
        assert all("still on when first seen" in because for because in raised.values()), raised
        for _ in range(3):
            restarts(z2m, ALARM, seen)
        hears(hub, z2m)
        hub.kill()
        restarts(z2m, ALARM, seen)
        hub.start()
        hears(hub, z2m)
        assert {each["id"]: each["because"] for each in alarms(hub)} == raised
        devices = {each["name"]: each for each in hub.ask("devices")}
        assert devices["Eye"]["status"] != "seen", "nobody moved: a cache is no sign of life"


def test_what_came_on_while_the_hub_was_off_is_raised_and_says_when(hub: RunningHub, z2m: Zigbee2Mqtt) -> None:
    with hub:
        hears(hub, z2m)
        restarts(z2m, QUIET, (LONG_AGO - timedelta(minutes=1)).isoformat())
        hears(hub, z2m)
        hub.kill()
        restarts(z2m, ALARM, LONG_AGO.isoformat())
        hub.start()
        hears(hub, z2m)
        assert kinds(hub) == ["fall", "flood", "smoke"]
        assert all(each["late"] and ", heard " in each["because"] for each in alarms(hub))


def test_a_press_that_was_queued_while_the_hub_and_zigbee2mqtt_were_off_is_one_alarm(
    hub: RunningHub, z2m: Zigbee2Mqtt
) -> None:
    with hub:
        hears(hub, z2m)
        z2m.speaks(BUTTON, battery=80)
        hears(hub, z2m)
        hub.kill()
        z2m.speaks(BUTTON, action="emergency")
        restarts(z2m, QUIET, LONG_AGO.isoformat())
        hub.start()
        wait(lambda: kinds(hub) == ["help"], "the press")
        [incident] = alarms(hub)
        assert incident["room"] == "hall"
        hears(hub, z2m)
        assert kinds(hub) == ["help"]


def test_a_device_that_is_renamed_and_updated_while_it_is_on_is_the_same(hub: RunningHub, z2m: Zigbee2Mqtt) -> None:
    with hub:
        hears(hub, z2m)
        z2m.speaks(SMOKE, smoke=True)
        wait(lambda: kinds(hub) == ["smoke"], "the smoke")
        z2m.peer.client.publish("zigbee2mqtt/bridge/request/device/rename", '{"from":"Smoke","to":"Kitchen/smoke"}', 1)
        wait(lambda: z2m.devices[SMOKE]["friendly_name"] == "Kitchen/smoke", "the rename")
        hears(hub, z2m)
        # The next version of the converter has another name for it; the old one stays in zigbee2mqtt's cache.
        z2m.has(SMOKE, "Kitchen/smoke", _model("S1", "Smoke alarm", _yes_or_no("smoke_alarm_1")))
        hears(hub, z2m)
        z2m.speaks(SMOKE, smoke_alarm_1=True)
        hears(hub, z2m)
        assert kinds(hub) == ["smoke"]
        assert len(alarms(hub)) == 1


def test_a_device_that_was_removed_says_nothing_more_and_its_successor_is_another(
    hub: RunningHub, z2m: Zigbee2Mqtt
) -> None:
    with hub:
        hears(hub, z2m)
        z2m.speaks(LEAK, water_leak=False)
        z2m.peer.client.publish("zigbee2mqtt/bridge/request/device/remove", f'{{"id":"{LEAK}"}}', 1)
        wait(lambda: LEAK not in z2m.devices, "the removal")
        new = "0x00158d00000000aa"
        z2m.has(new, "Under/the sink", DEFINITIONS[LEAK])
        hears(hub, z2m)
        z2m.speaks(new, water_leak=True)
        wait(lambda: "flood" in kinds(hub), "the leak of a device that nobody gave a room")
        [incident] = (each for each in hub.incidents() if each["kind"] == "flood")
        assert incident["room"] is None, "it is not the one that was removed"
