"""What is derived from a definition: polarity, words, units, and what must never become an alarm."""

import json
import re
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.zigbee2mqtt.decode import DeviceList, Understood, decode, listed
from connectors.zigbee2mqtt.exposes import DEEPEST, MOST, judge, means
from connectors.zigbee2mqtt.properties import LIFE, NAMELESS
from hub.model.events import PRESSES, READING_KINDS, UNITS, Listed, Means, Said
from hub.model.ids import DeviceId
from tests.support.zigbee_definitions import kept

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


def binary(name: str, on: object = True, off: object = False, access: int = 1, **more: object) -> dict[str, object]:
    return {
        "type": "binary",
        "name": name,
        "property": name,
        "access": access,
        "value_on": on,
        "value_off": off,
        **more,
    }


def enum(name: str, *values: str, access: int = 1, **more: object) -> dict[str, object]:
    return {"type": "enum", "name": name, "property": name, "access": access, "values": list(values), **more}


def numeric(name: str, unit: str | None = None, access: int = 1, **more: object) -> dict[str, object]:
    return {"type": "numeric", "name": name, "property": name, "access": access, "unit": unit, **more}


def device(*exposes: object, about: str = "") -> dict[str, object]:
    return {"model": "M", "vendor": "V", "description": about, "exposes": list(exposes)}


def said(definition: object, **payload: object) -> dict[str, object]:
    known = Listed(name="x", address=DeviceId("y"), means=means(definition))
    read = decode(NOW, "x", json.dumps(payload), False, device=known)
    assert isinstance(read, Understood)
    return {each.kind: each.value for each in read.event.said}


CLOSED = "Indicates if the contact is closed (= true) or open (= false)"


@pytest.mark.parametrize(
    ("expose", "open_is"),
    [
        (binary("contact", False, True), False),
        (binary("contact", False, True, description=CLOSED), False),
        (binary("contact", True, False, access=7, description=CLOSED), False),
        (binary("contact", "ON", "OFF", description=CLOSED), "OFF"),
        (binary("contact", True, False, description="open (= true) or closed (= false)"), True),
        (binary("contact_alarm_1", True, False), False),
        (binary("garage_door_contact", True, False), False),
        (enum("door_state", "open", "closed", "error_jammed"), "open"),
        (enum("opening_state", "open", "closed", "tilted"), "tilted"),
        (binary("dry_contact", "contact_closed", "contact_open"), "contact_open"),
    ],
)
def test_open_is_open_whatever_the_definition_calls_on(expose: dict[str, Any], open_is: object) -> None:
    definition = device(expose)
    assert said(definition, **{expose["property"]: open_is}) == {"contact": True}
    others = [value for value in (True, False, "ON", "closed", "contact_closed") if value != open_is]
    assert {"contact": False} in [said(definition, **{expose["property"]: value}) for value in others]


def test_an_endpoint_does_not_change_the_meaning() -> None:
    definition = device(
        binary("occupancy", property="occupancy_1", endpoint="1"), binary("occupancy", property="occupancy_2")
    )
    definition["exposes"][0]["property"], definition["exposes"][1]["property"] = "occupancy_1", "occupancy_2"  # type: ignore[index]
    assert said(definition, occupancy_1=False, occupancy_2=True) == {"motion": True}


@pytest.mark.parametrize(
    ("about", "expose", "kind"),
    [
        ("Smart heat alarm", binary("alarm"), "heat"),
        ("Audio Detector: Listens for the siren tone from a UL listed smoke detector", binary("alarm"), "smoke"),
        ("Door & window sensor", binary("alarm"), "contact"),
        ("Smart water leakage alarm sensor", enum("alarm_status", "normal", "alarm"), "leak"),
        ("Vibration alarm sensor", enum("alarm_status", "normal", "alarm"), "vibration"),
        ("Panic button", binary("alarm_1"), "sos"),
        ("", binary("alarm_1"), "sos"),
        ("Smoke sensor", binary("alarm_1"), "smoke"),
        ("Door sensor", binary("alarm_2"), "contact"),
        ("2.5 Stove guard", binary("high_temperature"), "heat"),
    ],
)
def test_a_nameless_alarm_is_of_what_the_description_says(about: str, expose: dict[str, Any], kind: str) -> None:
    assert [each.kind for each in means(device(expose, about=about))] == [kind]


@pytest.mark.parametrize(
    "definition",
    [
        device(binary("alarm"), about="Smart siren"),
        device(binary("alarm_alarm_1"), about="indoor siren 85db"),
        device(binary("alarm", "ON", "OFF", access=3), about="Smoke sensor"),
        device(binary("alarm", "ALARM", "IDLE"), about="S8 premium window handle"),
        device(binary("alarm_1", description="Over current alarm"), about="Zigbee USB switch"),
        device(binary("alarm_1", description="Water shortage warning"), about="Smart watering kit"),
        device(binary("smoke", access=3), about="Smoke sensor"),
        device(numeric("gas", "%LEL"), numeric("co", "ppm"), about="Smart gas and CO sensor"),
        device(numeric("smoke_concentration", "ppm")),
        device(binary("fall"), about="Cube"),
        device(binary("fall_detection", "ON", "OFF", access=3), about="Multi-state sensor"),
        device(enum("action", "fall", "drop", "shake"), about="Cube"),
        device(enum("link_available", "inactive", "smoke_active")),
        device(binary("linkage_alarm_state"), binary("buzzer_manual_alarm")),
        device(enum("fault", "clear", "fire_alarm")),
        device(enum("status", "closing", "opening", "stopped", "blocked")),
        device({"type": "composite", "property": "set", "access": 1, "features": [binary("smoke")]}),
    ],
)
def test_what_is_no_alarm_does_not_become_one(definition: dict[str, object]) -> None:
    assert [each for each in means(definition) if each.kind in LIFE] == []


def test_a_smoke_alarm_that_also_says_alarm_says_it_once() -> None:
    definition = device(binary("alarm"), binary("carbon_monoxide"), about="CO alarm")
    assert [each.property for each in means(definition) if each.kind == "carbon monoxide"] == ["carbon_monoxide"]


@pytest.mark.parametrize("about", ["SOS Button", "Smart emergency button", "Panic button"])
def test_every_press_of_an_emergency_button_is_help(about: str) -> None:
    definition = device(enum("action", "off", "single", "double", "hold"), about=about)
    for word in ("single", "double", "hold"):
        assert said(definition, action=word) == {"help": word}
    assert said(definition, action="off") == {"button": "off"}
    assert said(device(enum("action", "single")), action="single") == {"button": "single"}


def test_a_call_for_help_is_heard_also_where_the_definition_lists_no_such_action() -> None:
    for definition in (
        device(),
        device(enum("action", "single")),
        device(enum("action", "shake"), about="Vibration sensor"),
    ):
        assert said(definition, action="emergency") == {"help": "emergency"}


def test_words_of_a_sensor_are_happenings_and_words_of_a_switch_are_presses() -> None:
    vibration = device(enum("action", "shake", "drop", "tilt", "static"), about="Vibration sensor")
    assert said(vibration, action="shake") == {"vibration": True}
    assert said(vibration, action="static") == {"heard": True}
    switch = device(enum("action", "enter", "leave", "sleep", "wakeup"), about="Home & away switch / master switch")
    assert said(switch, action="wakeup") == {"button": "wakeup"}
    assert said(device(enum("action", "wakeup", "fall", "shake"), about="Cube"), action="wakeup") == {"heard": True}
    assert said(device(enum("action", "key_unlock"), about="Door lock"), action="key_unlock") == {"heard": True}


@pytest.mark.parametrize(
    ("definition", "payload", "says"),
    [
        (device(numeric("power", "kW")), {"power": 1.5}, {"power": 1500.0}),
        (device(numeric("power", "W")), {"power": 1.5}, {"power": 1.5}),
        (device(numeric("voc", "ppm")), {"voc": 0.5}, {"voc": 500.0}),
        (device(numeric("voc", "µg/m³")), {"voc": 5}, {"heard": True}),
        (device(numeric("pm25", "µg/m³")), {"pm25": 5}, {"particles": 5.0}),
        (device(numeric("illuminance", "mV")), {"illuminance": 5}, {"heard": True}),
        (device(numeric("illuminance", "Lx")), {"illuminance": 5}, {"illuminance": 5.0}),
        (device(numeric("temperature", "°F")), {"temperature": 70}, {"heard": True}),
        (device(numeric("local_temperature", "°C")), {"local_temperature": 20}, {"temperature": 20.0}),
        (device(numeric("temperature", "°C"), numeric("power", "W")), {"temperature": 40}, {"heard": True}),
        (device(numeric("battery", "%"), binary("battery_low")), {"battery": 9, "battery_low": True},
         {"battery": 9.0, "battery low": True}),
        (device(enum("battery_state", "low", "middle", "high")), {"battery_state": "low"}, {"battery low": True}),
        (device(enum("battery_state", "low", "middle", "high")), {"battery_state": "middle"}, {"battery low": False}),
        (device(enum("battery_state", "charging", "charged")), {"battery_state": "charging"}, {"heard": True}),
        (device(enum("self_test", "checking", "check_failure")), {"self_test": "check_failure"},
         {"test": False, "fault": True}),
        (device(enum("endoflife", "normal", "expired")), {"endoflife": "expired"}, {"fault": True}),
        (device(binary("presence"), about="Arrival sensor"), {"presence": True}, {"in range": True}),
        (device(binary("occupancy"), about="Bed Occupancy Sensor"), {"occupancy": True}, {"bed": True}),
        (device(binary("vibration", "ON", "OFF", access=3)), {"vibration": "ON"}, {"heard": True}),
        (device(enum("lock_state", "locked", "unlocked", "not_fully_locked")), {"lock_state": "not_fully_locked"},
         {"lock": False}),
        (device(enum("status", "unoccupied", "on_the_bed", "falling")), {"status": "falling"},
         {"fall": True, "presence": True, "bed": False}),
    ],
)  # fmt: skip
def test_units_words_and_settings(
    definition: dict[str, object], payload: dict[str, object], says: dict[str, object]
) -> None:
    assert {
        kind: value for kind, value in said(definition, **payload).items() if says == {"heard": True} or kind != "heard"
    } == says


def test_the_power_of_all_sockets_is_added_and_the_emptiest_battery_counts() -> None:
    one, two = numeric("power", "W"), numeric("power", "W")
    one["property"], two["property"] = "power_l1", "power_l2"
    assert said(device(one, two), power_l1=5, power_l2=2000) == {"power": 2005.0}
    one, two = numeric("battery", "%"), numeric("battery", "%")
    one["property"], two["property"] = "battery_1", "battery_2"
    assert said(device(one, two), battery_1=90, battery_2=4) == {"battery": 4.0}


@pytest.mark.parametrize("kind", ["smoke", "carbon_monoxide", "gas", "water_leak", "sos"])
def test_an_alarm_for_life_is_heard_also_in_words_that_its_definition_does_not_name(kind: str) -> None:
    for expose in (binary(kind, "ON", "OFF"), binary(kind, "alarm", "clear"), numeric(kind), enum(kind, "a", "b")):
        assert True in said(device(expose), **{kind: True}).values(), expose
        quiet = said(device(expose), **{kind: False})
        assert [said_kind for said_kind, value in quiet.items() if value is True] in ([], ["heard"]), expose
    assert said(device(binary(kind, False, True)), **{kind: True}) == said(device(binary(kind)), **{kind: True})


def test_a_property_that_is_not_described_is_read_by_its_name() -> None:
    definition = device(binary("smoke"))
    assert said(definition, sos=True, nonsense=[1]) == {"sos": True}


def test_an_alarm_bit_that_is_left_over_from_before_an_update_is_no_call() -> None:
    """zigbee2mqtt goes on sending what its last version called `alarm_1` (OWON PB206): true in every message."""
    updated = device(binary("sos"), binary("battery_low"), about="Panic button")
    assert said(updated, alarm_1=True, sos=False, battery_low=False) == {"sos": False, "battery low": False}
    assert said(updated, alarm_1=True, sos=True) == {"sos": True}
    assert said(device(binary("contact", False, True)), alarm_1=True, contact=True) == {"contact": False}
    assert said(updated, alarm_1=True, battery_low=False) == {"sos": True, "battery low": False}, "the list is older"
    only_of_itself = device(numeric("battery", "%"), binary("tamper"))
    assert said(only_of_itself, alarm_1=True) == {"sos": True}, "nobody has described what it is for: it may be a call"


def test_of_two_doors_one_that_is_open_is_open() -> None:
    left, right = binary("contact", False, True), binary("contact", False, True)
    left["property"], right["property"] = "contact_left", "contact_right"
    for closed in ((True, False), (False, True), (False, False)):
        assert said(device(left, right), contact_left=closed[0], contact_right=closed[1]) == {"contact": True}
    assert said(device(left, right), contact_left=True, contact_right=True) == {"contact": False}


def test_of_two_alarms_of_a_kind_one_that_is_on_is_on() -> None:
    both = device(binary("smoke"), binary("smoke_alarm_1"))
    for first in (True, False):
        assert said(both, smoke=first, smoke_alarm_1=not first) == {"smoke": True}
    assert said(device(binary("smoke_alarm_1")), smoke=True, smoke_alarm_1=False) == {"smoke": True}


def test_the_list_of_a_home_with_forty_devices_is_small() -> None:
    """It is journaled each time that zigbee2mqtt tells it."""
    telling = [each for each in kept() if means(each)]
    entries = [
        {"friendly_name": f"Device {at}", "ieee_address": f"0x{at:016x}", "definition": each}
        for at, each in enumerate(telling[:: len(telling) // 40][:40])
    ]
    read = listed(NOW, json.dumps(entries))
    assert isinstance(read, DeviceList)
    assert len(read.event.devices) == 40
    assert len(msgspec.json.encode(read.event)) < 30_000


def test_every_kept_definition_means_only_what_there_is() -> None:
    for definition in kept():
        for each in means(definition):
            assert each.kind in READING_KINDS
            assert each.kind != "heard" or not (each.on or each.off)
            assert set(each.on).isdisjoint(each.off) or {True, False} & set(each.on), each
            assert each.on or each.kind in PRESSES | set(UNITS) | {"heard"}, each


NAMES = ["contact", "smoke", "action", "status", "alarm", "alarm_1", "power", "battery", "occupancy", "fall", "state"]
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=8,
)
EXPOSE = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["binary", "enum", "numeric", "composite", "list", "light"]) | JSON_VALUES,
        "name": st.sampled_from(NAMES) | JSON_VALUES,
        "property": st.sampled_from(NAMES) | JSON_VALUES,
        "access": st.sampled_from([0, 1, 2, 3, 5, 7]) | JSON_VALUES,
        "value_on": JSON_VALUES,
        "value_off": JSON_VALUES,
        "values": st.lists(st.sampled_from(["sos", "falling", "low", "single"]) | JSON_VALUES, max_size=4)
        | JSON_VALUES,
        "unit": st.sampled_from(["%", "W", "°C"]) | JSON_VALUES,
        "description": JSON_VALUES,
        "features": JSON_VALUES,
    },
)
DEFINITION = st.fixed_dictionaries(
    {"exposes": st.lists(EXPOSE | JSON_VALUES, max_size=5) | JSON_VALUES, "description": JSON_VALUES}
)


@given(DEFINITION | JSON_VALUES, st.dictionaries(st.sampled_from(NAMES), JSON_VALUES))
def test_no_definition_and_no_message_raises(definition: object, payload: dict[str, object]) -> None:
    found = means(definition)
    assert all(isinstance(each, Means) and each.kind in READING_KINDS for each in found)
    assert len({each.property for each in judge(definition)}) == len(judge(definition))
    decode(NOW, "x", json.dumps(payload), False, device=Listed(name="x", address=DeviceId("y"), means=found))


def test_endless_definitions_are_looked_at_only_so_far() -> None:
    nested: dict[str, object] = binary("smoke")
    for _ in range(DEEPEST + 2):
        nested = {"type": "light", "features": [nested]}
    assert means(device(nested)) == ()
    assert len(judge(device(*(binary(f"x{at}") for at in range(MOST + 50))))) == MOST


def test_a_value_that_no_definition_names_is_complained_of_or_passed_over() -> None:
    known = Listed(
        name="x", address=DeviceId("y"), means=means(device(binary("tamper"), enum("motion_state", "none", "small")))
    )
    read = decode(NOW, "x", '{"tamper": 3, "motion_state": "gigantic"}', False, device=known)
    assert isinstance(read, Understood)
    assert read.event.said == (Said("heard", True),)
    assert [each.what for each in read.complaints] == ["tamper is not what its device says it can be"]


SPEAKS_OF_LIFE = re.compile(r"smoke|carbon|(^|_)co($|_)|gas|leak|sos|panic|emerg|fall|heat( |$|_)|alarm|fire")
REVIEWED = frozenset({
    # of the heating, of a chip
    "heat_required", "heat_supply_request", "status_heat_inefficient", "preheat", "preheat_status", "icon2_pre_heat",
    "icon2_pre_heat_status", "overheat", "overheat_mode",
    # what a siren does (or a window handle, or a carbon monoxide alarm that says so besides), or another device's alarm
    "alarm of 81868", "alarm of PSE03-V1.1.0", "alarm of R7051", "alarm of S8", "alarm of SA100",
    "alarm of SRAC-23B-ZBSR", "alarm of ZBCO-AE-10X-EUR", "alarm of ZR1-EN", "alarm_alarm_1 of LDSENK06",
    "alarm_alarm_1 of SIRZB-112", "alarm_alarm_2 of LDSENK06", "alarm_alarm_2 of SIRZB-112", "alarm_state",
    "alarm_switch", "buzzer_manual_alarm", "link_available", "linkage_alarm_state", "smoke_alarm_silenced",
    # limits of a measure, electricity, plants, valves
    "alarm of NAS-PD07", "alarm of POK020", "alarm_1 of 3RWK0148Z", "alarm_1 of ROB_200-070-0", "alarm_1 of ZigUSB_C6",
    "alarm_2 of ROB_200-070-0", "alarm_active", "alarm_humidity", "alarm_temperature", "co2_alarm", "humidity_alarm",
    "humidity_alarm_status", "temperature_alarm", "temperature_alarm_status", "ntc_alarm", "ntc_condition_alarm",
    "water_temp_alarm", "water_volume_alarm", "valve_alarm", "emergency_no_load", "emergency_overcurrent",
    "emergency_overheat", "emergency_overvoltage", "emergency_undervoltage", "power_alarm_a", "power_alarm_active",
    "power_alarm_b", "power_alarm_c", "smoke_unit", "co2_state", "current_device_status", "event", "last_event",
    "fault", "pressure_tend", "running_mode", "running_state", "system_mode", "soil_fertility_warning",
    "valve_abnormal_state", "water_warning",
    # what `smoke` and `carbon_monoxide` of the same device tell
    "halo_alert_state",
})  # fmt: skip
"""Yes-or-no properties and words whose name might be taken for an alarm for life, looked at one by one: none is."""


def test_no_property_that_might_save_a_life_is_passed_over_unseen() -> None:
    passed = {
        f"{name} of {definition['model']}" if re.sub(r"\d", "#", name) in NAMELESS else name
        for definition in kept()
        for each in _flat(definition["exposes"])
        if each["type"] in ("binary", "enum") and each["access"] & 3 == 1
        if (name := each.get("name") or each["property"]) != "action"
        if SPEAKS_OF_LIFE.search(f"{name} {' '.join(map(str, each.get('values') or ()))}")
        if not any(one.property == each["property"] and one.kind != "heard" for one in means(definition))
    }
    assert passed - REVIEWED == set(), "what is it? Read it, or write it down here"
    assert REVIEWED - passed == set(), "no longer passed over"


def _flat(exposes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one for each in exposes for one in (each, *_flat(each.get("features", []))) if "property" in one]


def test_every_alarm_of_every_definition_is_said_when_it_is_on_and_not_when_it_is_off() -> None:
    tried = 0
    for definition in kept():
        for each in means(definition):
            if each.kind in LIFE - {"help"}:
                others = {one.property for one in means(definition)} - {each.property}
                for values, so in ((each.on, True), (each.off, False)):
                    for value in values:
                        tried += 1
                        assert said(definition, **{each.property: value})[each.kind] is so, (
                            definition["model"],
                            others,
                        )
    assert tried > 400
