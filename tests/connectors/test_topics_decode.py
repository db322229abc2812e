"""What other programs say of their sensors: read right, told once, and never an alarm unless an on word came."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from bench.fuzz_topics import ENTRIES, fuzz, wrong
from connectors.topics_decode import LARGEST, Told, decode
from hub.model.events import Said
from hub.model.household import Settings, Topic
from hub.model.ids import DeviceId
from hub.settings import load
from tests.support.home import ANNA, BEN, HOME, LADDER

DOOR, SMOKE, BUTTON = DeviceId("front-door"), DeviceId("smoke"), DeviceId("pendant")
STATUS = "homeassistant/status"


def entry(kind: str, device: str = DOOR, topic: str = "t", **more: Any) -> Topic:
    return Topic(device=DeviceId(device), topic=topic, kind=kind, **more)


def switch(kind: str, device: str = DOOR, topic: str = "t", **more: Any) -> Topic:
    return entry(kind, device, topic, on=("on",), off=("off",), **more)


def one(topic: Topic, payload: str | bytes) -> Told:
    (told,) = decode((topic,), payload.encode() if isinstance(payload, str) else payload).told
    return told


def said(topic: Topic, payload: str) -> tuple[Said, ...]:
    return one(topic, payload).said


def complaints(topic: Topic, payload: str | bytes) -> list[str]:
    return [c.what for c in decode((topic,), payload if isinstance(payload, bytes) else payload.encode()).complaints]


# words, numbers, paths


@pytest.mark.parametrize(
    ("payload", "value"), [("on", True), ("ON", True), (" Off ", False), ('"on"', True), ("OFF", False)]
)
def test_words_are_compared_without_case(payload: str, value: bool) -> None:
    assert said(switch("contact"), payload) == (Said("contact", value),)


@pytest.mark.parametrize(
    ("path", "message", "value"),
    [
        ("state", {"state": "on"}, True),
        ("after.state", {"after": {"state": "off"}}, False),
        ("0.x", [{"x": "on"}], True),
        ("a.1", {"a": ["on", "off"]}, False),
    ],
)
def test_a_path_leads_into_a_json_message(path: str, message: Any, value: bool) -> None:
    assert said(switch("motion", path=path), json.dumps(message)) == (Said("motion", value),)


@pytest.mark.parametrize(
    ("word", "value"), [("true", True), ("false", False), ("1", 1), ("0", 0.0), ("8", 8.0), ("open", "Open")]
)
def test_a_json_value_is_compared_as_its_word(word: str, value: Any) -> None:
    heard = said(entry("contact", path="value", on=(word,)), json.dumps({"value": value}))
    assert heard == (Said("contact", True),)


def test_numbers_are_scaled_and_must_be_finite() -> None:
    assert said(entry("temperature"), "21.5") == (Said("temperature", 21.5),)
    assert said(entry("power", scale=1000.0), "1.5") == (Said("power", 1500.0),)
    assert said(entry("battery", path="value"), '{"value": 80}') == (Said("battery", 80.0),)
    for payload in ("warm", "1e999", "-inf", "21,5", "true"):
        assert complaints(entry("temperature"), payload) == ["temperature is not a number"], payload
    assert complaints(entry("temperature", scale=1e300), "1e300") == ["temperature is not a number"]
    assert complaints(entry("temperature", path="v"), '{"v": true}') == ["temperature is not a number"]
    assert complaints(entry("battery"), "255") == ["battery is not a percentage"]


def test_a_word_of_neither_list_says_nothing_and_is_complained_of() -> None:
    assert one(switch("lock"), "jammed") == Told(device=DOOR)
    assert complaints(switch("lock"), "jammed") == ["lock: neither a word of on nor of off"]


@pytest.mark.parametrize(
    ("payload", "what"),
    [
        ("{", "malformed JSON"),
        ("{}", "no value at state"),
        ("[" * 5000, "malformed JSON"),
        ('{"state": {"state": "on"}}', "motion: neither a word of on nor of off"),
        (b"\xff\xfe", "malformed JSON"),
        (b"x" * (LARGEST + 1), "message too large"),
    ],
)
def test_what_cannot_be_read_is_one_complaint(payload: str | bytes, what: str) -> None:
    assert complaints(switch("motion", path="state"), payload) == [what]


def test_a_message_that_holds_some_of_what_is_asked_for_is_no_complaint() -> None:
    entries = (switch("contact", path="contact"), entry("battery", path="battery"))
    understood = decode(entries, b'{"battery": 90}')
    assert understood.complaints == ()
    assert understood.told == (Told(device=DOOR, said=(Said("battery", 90.0),), has=True),)


def test_one_message_is_one_report_for_each_device() -> None:
    entries = (
        switch("contact", path="0.state"),
        entry("battery", path="0.battery"),
        switch("smoke", SMOKE, path="1.state"),
    )
    told = decode(entries, b'[{"state": "on", "battery": 12}, {"state": "off"}]').told
    assert [(each.device, each.said) for each in told] == [
        (DOOR, (Said("contact", True), Said("battery", 12.0))),
        (SMOKE, (Said("smoke", False),)),
    ]


def test_of_two_values_of_one_level_the_true_one_counts() -> None:
    entries = (switch("smoke", path="a"), switch("smoke", path="b"))
    for payload in (b'{"a": "on", "b": "off"}', b'{"a": "off", "b": "on"}'):
        assert decode(entries, payload).told[0].said == (Said("smoke", True),)


# no value


@pytest.mark.parametrize("payload", ["unknown", "unavailable", "", "None", "null", " UNAVAILABLE ", "nan"])
def test_no_value_is_no_reading_but_a_loss(payload: str) -> None:
    for topic in (switch("smoke"), entry("temperature"), switch("smoke", path="state")):
        assert one(topic, payload) == Told(device=DOOR, has=False)
    assert one(switch("smoke", path="state"), json.dumps({"state": payload})) == Told(device=DOOR, has=False)
    assert one(switch("smoke", path="state"), '{"state": null}') == Told(device=DOOR, has=False)


def test_a_word_of_the_settings_goes_before_no_value() -> None:
    assert said(entry("lock", on=("locked",), off=("unknown",)), "unknown") == (Said("lock", False),)


# presses


def test_a_press_is_an_on_word_or_without_words_whatever_is_not_empty() -> None:
    worded = entry("help", BUTTON, path="event", on=("long_press", "SOS"))
    assert said(worded, '{"event": "sos"}') == (Said("help", "sos"),)
    assert said(worded, '{"event": "release"}') == (Said("heard", True),), "it spoke, and called nobody"
    assert said(entry("button", BUTTON), "x") == (Said("button", "x"),)
    assert said(entry("help", BUTTON), b"\xff\x00pressed".decode("latin-1")) != ()
    assert said(entry("help", BUTTON, path="e"), '{"e": {"any": 1}}') == (Said("help", "pressed"),)
    assert said(entry("help", BUTTON, path="pressed"), '{"pressed": false}') == (Said("heard", True),)
    assert said(entry("help", BUTTON), "False") == (Said("heard", True),), "no more is the whole message"


def test_a_button_that_was_never_pressed_is_not_lost_and_one_that_is_away_is() -> None:
    for topic in (entry("help", BUTTON), entry("help", BUTTON, on=("press",))):
        for payload in ("unknown", "", "null", "None"):
            assert one(topic, payload) == Told(device=BUTTON)
        assert one(topic, "unavailable") == Told(device=BUTTON, has=False)


def test_the_state_of_an_event_is_when_it_happened() -> None:
    told = one(entry("help", BUTTON), "2026-11-22T07:30:00.123+00:00")
    assert told.seen is not None
    assert told.seen.isoformat() == "2026-11-22T07:30:00.123000+00:00"
    assert told.said[0].kind == "help"
    assert one(entry("help", BUTTON), "2026-11-22T07:30:00").seen is None, "without an offset it could be any hour"
    assert one(entry("help", BUTTON), "0001-01-01T00:00:00+14:00").seen is None


def test_a_press_says_its_own_word_for_people_to_read() -> None:
    (press,) = said(entry("help", BUTTON), "a\x00b\n" + "c" * 500)
    assert press.value == "a b " + "c" * 60


# availability and signs of life


def test_heard_with_words_is_availability_and_without_a_sign_of_life() -> None:
    status = entry("heard", on=("online",), off=("offline",))
    assert one(status, "online") == Told(device=DOOR, answers=True)
    assert one(status, "offline") == Told(device=DOOR, answers=False)
    assert one(entry("heard"), "2026-11-22T07:30:00+00:00") == Told(device=DOOR, said=(Said("heard", True),), has=True)
    assert one(entry("heard"), "unavailable") == Told(device=DOOR, has=False)


# whatever comes


@how(max_examples=2_000, deadline=None)
@given(
    payload=st.binary(max_size=60)
    | st.text(max_size=60).map(str.encode)
    | st.from_type(float).map(json.dumps).map(str.encode)
)
def test_no_input_is_an_exception_or_an_alarm_without_its_word(payload: bytes) -> None:
    understood = decode(ENTRIES, payload)
    assert not wrong(understood, payload)
    assert all(len(c.example) <= 200 for c in understood.complaints)


def test_messages_that_nearly_are_right_are_no_alarm_either() -> None:
    assert fuzz(2_000, seed=7).wrong == []


# the installer's guide

GUIDE = (Path(__file__).parents[2] / "docs" / "home-assistant.md").read_text()
SAYS = [
    ("ha/binary_sensor/hall_motion/state", "on", "hall-motion", (Said("motion", True),)),
    ("ha/binary_sensor/front_door/state", "off", "front-door", (Said("contact", False),)),
    ("ha/sensor/front_door_last_seen/state", "2026-11-22T07:30:00+00:00", "front-door", (Said("heard", True),)),
    ("ha/binary_sensor/kitchen_smoke/state", "on", "kitchen-smoke", (Said("smoke", True),)),
    ("ha/sensor/kitchen_smoke_battery/state", "64.0", "kitchen-smoke", (Said("battery", 64.0),)),
    ("carehub-in/pendant", "pressed", "pendant", (Said("help", "pressed"),)),
    ("esphome/bed/binary_sensor/bed_occupied/state", "ON", "bed", (Said("bed", True),)),
    ("esphome/bed/status", "offline", "bed", ()),
    ("zwave/stairs/smoke/notification/endpoint_0/Smoke_Alarm/Sensor_status", '{"time":1,"value":2}', "stairs-smoke",
     (Said("smoke", True),)),
    ("zwave/stairs/smoke/notification/endpoint_0/Smoke_Alarm/Sensor_status", '{"time":1,"value":0}', "stairs-smoke",
     (Said("smoke", False),)),
    ("zwave/stairs/smoke/battery/endpoint_0/level", '{"time":1,"value":90}', "stairs-smoke", (Said("battery", 90.0),)),
    ("zwave/stairs/smoke/status", '{"time":1,"value":false,"status":"Asleep"}', "stairs-smoke", ()),
]  # fmt: skip


def guided(tmp_path: Path) -> Settings:
    """The guide's own settings, as the hub reads them, in a home with their devices."""
    blocks = re.findall(r"^```toml\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    uses = {
        "hall-motion": "motion",
        "front-door": "exit door",
        "kitchen-smoke": "smoke",
        "bed": "bed",
        "stairs-smoke": "smoke",
    }
    devices = "".join(f'[[devices]]\nid = "{i}"\nname = "{i}"\nuse = "{use}"\n' for i, use in uses.items())
    file = tmp_path / "hub.toml"
    file.write_text(HOME.format(folder=tmp_path, anna=ANNA, ben=BEN) + LADDER + devices + "\n".join(blocks))
    return load(file)


def test_what_the_guide_tells_to_write_is_understood(tmp_path: Path) -> None:
    settings_of_guide = guided(tmp_path)
    assert {(t.topic, t.device) for t in settings_of_guide.topics} == {(topic, device) for topic, _, device, _ in SAYS}
    assert settings_of_guide.home_assistant.tells
    for topic, payload, device, expected in SAYS:
        entries = [t for t in settings_of_guide.topics if t.topic == topic]
        understood = decode(entries, payload.encode())
        assert [(told.device, told.said) for told in understood.told] == [(device, expected)], topic
        assert understood.complaints == (), topic


def test_what_the_guide_has_streamed_is_what_it_maps(tmp_path: Path) -> None:
    streamed = re.findall(r"- (\w+)\.(\w+)\n", GUIDE)
    topics = {f"ha/{domain}/{entity}/state" for domain, entity in streamed}
    assert topics == {t.topic for t in guided(tmp_path).topics if t.topic.startswith("ha/")}
