"""What zigbee2mqtt's messages say, and that nothing whatever in them can do harm."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.bad_input import BadInput
from connectors.zigbee2mqtt.decode import (
    LARGEST_MESSAGE,
    DeviceList,
    Understood,
    decode,
    decoder,
    listed,
    online,
    text,
    unplaced,
)
from connectors.zigbee2mqtt.words import BOOLEANS, SWITCHED
from hub.model.events import READING_KINDS, Event, Listed, Means, Reported, Said
from hub.model.ids import DeviceId
from tests.support.zigbee_days import DAYS, conversation
from tests.support.zigbee_definitions import kept

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
FRAMES = Path(__file__).parents[2] / "frames" / "zigbee2mqtt"


def _frames() -> list[tuple[str, str]]:
    found = []
    for path in sorted(FRAMES.glob("*.frames")):
        lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
        assert len(lines) % 2 == 0, path
        found += [(lines[at], lines[at + 1].removeprefix("  -> ")) for at in range(0, len(lines), 2)]
    return found


def _words(event: Reported) -> str:
    said = [
        f"{each.kind} = {str(each.value).lower() if each.value in (True, False) else each.value}" for each in event.said
    ]
    seen = [f"seen = {event.seen.isoformat().replace('+00:00', 'Z')}"] if event.seen else []
    return " | ".join(said + seen)


def _read(payload: str, model: str = "") -> Understood:
    read = decode(NOW, "Some device", payload, False, model)
    assert isinstance(read, Understood)
    return read


@pytest.mark.parametrize(("payload", "says"), _frames())
def test_frame(payload: str, says: str) -> None:
    read = _read(payload)
    assert _words(read.event) == says
    assert read.complaints == ()


def test_there_are_frames() -> None:
    assert len(_frames()) > 45


def test_who_and_when_and_whether_it_was_kept_are_carried() -> None:
    read = decode(NOW, "Hall/Front door", '{"contact":true}', True)
    assert isinstance(read, Understood)
    assert read.event == Reported(
        at=NOW, source="zigbee2mqtt", name="Hall/Front door", said=(Said("contact", False),), retained=True
    )


@pytest.mark.parametrize(
    ("model", "says"),
    [
        ("PB206", "sos = true"),
        ("", "sos = true"),
        ("never heard of", "sos = true"),
        ("S901D-ZG", "contact = true"),
        ("MIR-SM100-E", "smoke = true"),
        ("3RWK0148Z", "heard = true"),
    ],
)
def test_nameless_alarm_bits_are_help_unless_the_model_is_known_to_be_something_else(model: str, says: str) -> None:
    assert _words(_read('{"alarm_1":true,"alarm_2":false}', model).event) == says


@pytest.mark.parametrize(
    ("payload", "says", "complaint"),
    [
        ('{"occupancy":"yes","battery":50}', "battery = 50.0", "occupancy is neither true nor false"),
        ('{"battery":"full","smoke":true}', "smoke = true", "battery is not a number"),
        ('{"battery":true,"smoke":true}', "smoke = true", "battery is not a number"),
        ('{"battery":255,"sos":true}', "sos = true", "battery is not a percentage"),
        ('{"action":["sos"],"contact":false}', "contact = true", "action is not a word"),
        ('{"alarm_1":"on","alarm_2":true}', "sos = true", "alarm_1 is neither true nor false"),
        ('{"fall_down_status":1,"presence":true}', "presence = true", "fall_down_status is not a word"),
        ('{"smoke":1}', "heard = true", "smoke is neither true nor false"),
        ('{"gas":{},"smoke":true}', "smoke = true", "gas is neither true nor false"),
        ('{"temperature":1' + "0" * 400 + "}", "heard = true", "temperature is not a number"),
        ('{"last_seen":"yesterday","smoke":true}', "smoke = true", "last_seen is not a time"),
        ('{"last_seen":"2026-11-20T08:00:00","smoke":true}', "smoke = true", "last_seen is not a time"),
        ('{"last_seen":true,"smoke":true}', "smoke = true", "last_seen is not a time"),
        ('{"last_seen":-5,"smoke":true}', "smoke = true", "last_seen is not a time"),
        ('{"last_seen":99999999999999999,"smoke":true}', "smoke = true", "last_seen is not a time"),
        ('{"last_seen":"0001-01-01T00:00:00+14:00"}', "heard = true", "last_seen is not a time"),
    ],
)
def test_a_wrong_value_is_complained_of_and_its_neighbours_are_kept(payload: str, says: str, complaint: str) -> None:
    read = _read(payload)
    assert _words(read.event) == says
    assert [each.what for each in read.complaints] == [complaint]
    assert all(each.example.startswith("Some device: ") for each in read.complaints)


def test_an_endless_action_is_not_kept() -> None:
    read = _read(json.dumps({"action": "x" * 1000, "smoke": True}))
    assert read.event.said == (Said("smoke", True),)


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "null",
        "[]",
        "[1,2]",
        "true",
        "12",
        '"sos"',
        "{",
        '{"sos":tru',
        "sos",
        "{'sos': true}",
        "\x00",
        "[" * 100_000,
    ],
)
def test_what_is_not_a_json_object_is_bad_input(payload: str) -> None:
    assert isinstance(decode(NOW, "x", payload, False), BadInput)


def test_huge_and_wrongly_encoded_payloads_are_bad_input() -> None:
    assert isinstance(text(b'{"sos":true}\xff'), BadInput)
    assert isinstance(text(b"x" * (LARGEST_MESSAGE + 1)), BadInput)
    assert isinstance(decode(NOW, "x", "x" * (LARGEST_MESSAGE + 1), False), BadInput)
    assert len(text(b"x" * (LARGEST_MESSAGE + 1)).example) < 1000  # type: ignore[union-attr]
    assert text('{"name":"Küche"}'.encode()) == '{"name":"Küche"}'


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)
KEYS = ["action", "sos", "alarm_1", "contact", "occupancy", "battery", "last_seen", "fall_down_status", "gas", "power"]


@given(st.binary(max_size=300))
def test_arbitrary_bytes_never_raise(payload: bytes) -> None:
    readable = text(payload)
    if isinstance(readable, str):
        for read in (decode(NOW, "x", readable, False), listed(NOW, readable), online(readable)):
            assert isinstance(read, (Understood, BadInput, DeviceList, bool))


@given(st.text())
def test_arbitrary_text_never_raises(payload: str) -> None:
    assert isinstance(decode(NOW, "x", payload, True), (Understood, BadInput))


@given(st.dictionaries(st.sampled_from(KEYS) | st.text(), JSON_VALUES))
def test_arbitrary_objects_are_understood_and_can_be_journaled(content: dict[str, object]) -> None:
    payload = json.dumps(content)
    read = decode(NOW, "x", payload, False)
    if isinstance(read, BadInput):  # NaN and lone surrogates: json.dumps writes them, JSON has neither
        assert re.search(r"NaN|Infinity|\\ud[89a-f]", payload)
        return
    assert read.event.said
    assert {each.kind for each in read.event.said} <= READING_KINDS
    stored = msgspec.json.encode(read.event)
    assert msgspec.json.decode(stored, type=Event) == read.event  # type: ignore[arg-type]


@given(
    st.lists(
        JSON_VALUES
        | st.dictionaries(st.sampled_from(["friendly_name", "ieee_address", "type", "definition"]), JSON_VALUES)
    )
)
def test_arbitrary_device_lists_never_raise(entries: list[object]) -> None:
    assert isinstance(listed(NOW, json.dumps(entries)), (DeviceList, BadInput))


def test_a_device_list_names_every_device_that_can_be_read() -> None:
    read = listed(NOW, (FRAMES / "bridge_devices.json").read_text())
    assert isinstance(read, DeviceList)
    assert [
        (each.name, each.address, each.model, each.vendor, each.mains, each.asleep) for each in read.event.devices
    ] == [
        ("Hall/Front door", "0x00158d0001a2b3c4", "MCCGQ11LM", "Aqara", False, True),
        ("Plug", "0x00158d0001a2b3c5", "TS011F", "Tuya", True, False),
        ("Radar", "0x00158d0001a2b3c6", "TS0601", "_TZE200", True, False),
        ("Panic", "0x00158d0001a2b3c7", "PB206", "OWON", False, True),
    ]
    assert len(read.complaints) == 2


def test_an_empty_device_list_is_a_list() -> None:
    assert listed(NOW, "[]") == DeviceList(listed(NOW, "[]").event)  # type: ignore[union-attr]
    assert listed(NOW, "[]").event.devices == ()  # type: ignore[union-attr]
    assert Listed(name="x", address=DeviceId("y")).asleep


@pytest.mark.parametrize(
    ("payload", "is_online"),
    [
        ('{"state":"online"}', True),
        ("online", True),
        ('"online"', True),
        ('{"state":"offline"}', False),
        ("offline\n", False),
    ],
)
def test_both_ways_of_saying_online_are_read(payload: str, is_online: bool) -> None:
    assert online(payload) is is_online


@pytest.mark.parametrize(
    "payload", ["", "null", "{}", "[]", '{"state":true}', "maybe", '{"state":["online"]}', "1", "true"]
)
def test_a_state_that_is_neither_is_bad_input(payload: str) -> None:
    assert isinstance(online(payload), BadInput)


def test_a_kept_message_is_decoded_later_as_it_would_have_been() -> None:
    kept = unplaced(NOW, "Panic", '{"action":"sos"}', True)
    assert (kept.source, kept.name, kept.payload, kept.retained) == ("zigbee2mqtt", "Panic", '{"action":"sos"}', True)
    read = decoder(NOW, kept.name, kept.payload, kept.retained)
    assert read is not None
    assert (read.said, read.retained) == ((Said("help", "sos"),), True)
    assert decoder(NOW, "Panic", "{", True) is None


TOLD = {
    "restart.messages": {
        "Necklace": ["", "emergency"],
        "Panic button": ["True", "True"],
        "Kitchen smoke": ["True"] * 2,
        "Boiler CO": ["True"] * 2,
        "Bathroom radar": ["True", "False", "True"],
        "Sink leak": ["True"] * 2,
        "Wardrobe": ["", ""],
        "Front door": ["True", "True", "False"],
        "Hall motion": ["", ""],
    },
    "zigbee2mqtt_payloads.txt": {
        "Tuya_SOS": ["", "emergency"],
        "OWON_panic": ["True"] * 3,
        "Heiman_smoke": ["True"] * 3,
        "Heiman_CO": ["True"] * 2,
        "Tuya_fall_radar": ["True", "True", "False", "True", "True", "True"],
        "Aqara_leak": ["True"] * 3,
        "Aqara_vibration": ["", "", "", ""],
        "Sonoff_door": ["True", "True", "False", "True", "True"],
    },
}
"""What the devices of a day tell with each message, of what is worth a call."""


@pytest.mark.parametrize("day", DAYS, ids=lambda day: day.name)
def test_every_message_of_a_day_is_read(day: Path) -> None:
    says: dict[str, list[str]] = {}
    for name, payload in conversation(day):
        if name.endswith(("bridge/state", "/availability")):
            assert online(payload) is True, name
            continue
        read = decode(NOW, name, payload, False)
        assert isinstance(read, Understood), payload
        assert read.complaints == (), payload
        assert read.event.seen is not None, payload
        says.setdefault(name, []).append(" ".join(str(each.value) for each in read.event.said if each.kind in _TELLING))
    assert says.items() >= TOLD[day.name].items(), says


_TELLING = {"help", "sos", "smoke", "carbon monoxide", "fall", "leak", "contact"}


def test_every_yes_or_no_property_of_all_converters_has_the_meaning_that_we_give_its_name() -> None:
    """`contact` is the one property whose `true` is the quiet state."""
    odd = {
        (device["model"], each["property"], SWITCHED.get(each["value_on"], each["value_on"]))
        for device in kept()
        for each in device["exposes"]
        if each["type"] == "binary" and each["property"] in BOOLEANS and each.get("value_on") is not None
    }
    odd = {(model, key, value) for model, key, value in odd if value is not BOOLEANS[key][1]}
    closed_is_on = {("POK003", "contact", True), ("POK010", "contact", True), ("TERNCY-DC01", "contact", True)}
    turned_round = {(model, f"contact_alarm_{bit}", True) for model in ("CS-T2C", "HS2VTD") for bit in (1, 2)}
    in_words = {("Ensystec-Leak-Protect-Zigbee", "battery_low", "Low"), ("ZHT-PT01-M-MS", "fault", "DETECTED")}
    assert odd - in_words == closed_is_on | turned_round, "these too say that true is closed; they only call it on"


def test_what_a_definition_describes_is_read_by_it_and_the_rest_by_its_name() -> None:
    means = (Means("contact", "contact", (True,), (False,)), Means("power", "power", scale=1000.0))
    device = Listed(name="x", address=DeviceId("y"), means=means)
    read = decode(NOW, "x", '{"contact":true,"power":1.5,"smoke":true}', False, device=device)
    assert isinstance(read, Understood)
    assert read.event.said == (Said("contact", True), Said("power", 1500.0), Said("smoke", True))
    kept_for_later = decoder(NOW, "x", '{"contact":true}', False, device)
    assert kept_for_later is not None
    assert kept_for_later.said == (Said("contact", True),)


def test_the_list_tells_what_each_device_means() -> None:
    smoke = {"type": "binary", "name": "smoke", "property": "smoke", "access": 1, "value_on": True, "value_off": False}
    entries = [
        {"friendly_name": "Kitchen", "ieee_address": "0x1", "definition": {"model": "S", "exposes": [smoke, 3]}},
        {"friendly_name": "New", "ieee_address": "0x2", "definition": None},
    ]
    read = listed(NOW, json.dumps(entries))
    assert isinstance(read, DeviceList)
    assert [each.means for each in read.event.devices] == [(Means("smoke", "smoke", (True,), (False,)),), ()]


@pytest.mark.parametrize("key", ["contact", "action", "battery", "last_seen"])
def test_no_depth_of_nesting_is_an_exception(key: str) -> None:
    """Some depth can just be read and not be written out again; a message that raises would be sent for ever."""
    for depth in range(1, 1100):
        payload = f'{{"{key}": {"[" * depth}1{"]" * depth}}}'
        assert decode(NOW, "Button", payload, False)
        assert listed(NOW, f"[{payload}]")


def test_movement_carries_what_differs_from_message_to_message() -> None:
    def said(payload: str) -> tuple[Said, ...]:
        read = decode(NOW, "Hall motion", payload, False)
        assert isinstance(read, Understood)
        return read.event.said

    on = Said("motion", True)
    assert said('{"occupancy":true,"linkquality":91,"voltage":2995}') == (on, Said("heard", "91.0 2995.0"))
    assert said('{"occupancy":true,"linkquality":"far"}') == (on,)
    assert said('{"occupancy":false,"linkquality":91}') == (Said("motion", False),)
