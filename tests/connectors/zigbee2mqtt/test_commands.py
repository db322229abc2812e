"""What is sent to lights and sirens, from real definitions of zigbee-herdsman-converters 26.112."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.zigbee2mqtt.commands import back, lamp, siren

FRAMES = Path(__file__).parents[2] / "frames" / "zigbee2mqtt"
DEFINITIONS = {each["model"]: each for each in json.loads((FRAMES / "signals.json").read_text())}
WARNING = {"mode": "emergency", "duration": 5, "strobe": True}
LEVELS = {"level": "medium", "strobe_level": "medium"}


def test_a_lamp_is_lit_as_bright_as_it_gets_and_asked_how_it_is() -> None:
    bulb = lamp(DEFINITIONS["LED1545G12"])
    assert bulb is not None
    assert (bulb.lit, bulb.asks) == ({"state": "ON", "brightness": 254}, {"state": ""})
    plug = lamp(DEFINITIONS["SP 120"])
    assert plug is not None and plug.lit == {"state": "ON"}
    two = lamp(DEFINITIONS["ZDMS16-US-W2"])
    assert two is not None
    assert two.lit == {"state_l1": "ON", "state_l2": "ON", "brightness_l1": 254, "brightness_l2": 254}
    assert two.asks == {}, "it cannot be asked"


def test_a_lamp_that_was_off_is_only_switched_off_and_one_that_was_on_is_dimmed_again() -> None:
    bulb = lamp(DEFINITIONS["LED1545G12"])
    assert bulb is not None
    assert back(bulb, {"state": "OFF", "brightness": 80, "linkquality": 9}) == {"state": "OFF"}
    assert back(bulb, {"state": "ON", "brightness": 80}) == {"state": "ON", "brightness": 80}
    assert back(bulb, {"linkquality": 9}) == {} and back(bulb, {"brightness": 80}) == {}


@pytest.mark.parametrize(
    ("model", "payload"),
    [
        ("SIRZB-111", {"warning": WARNING | LEVELS}),
        ("HS2WD-E", {"warning": WARNING}),
        ("07504L", {"duration": 5, "alarm": True}),
        ("ZA03", {"duration": 5, "alarm": "ON"}),
        ("MG-BJQ002", {"duration": 5, "alarm": "sound_light"}),
        ("SNZB-09P", {"alarm_duration": 5, "siren_on": "ON"}),
    ],
)
def test_a_siren_sounds_for_some_seconds(model: str, payload: dict[str, Any]) -> None:
    assert siren(DEFINITIONS[model]) == payload


@pytest.mark.parametrize("model", ["TS0216", "BSIR-EZ", "8720169277243", "LED1545G12", "SP 120"])
def test_one_that_would_not_end_by_itself_is_never_begun(model: str) -> None:
    assert siren(DEFINITIONS[model]) is None


@pytest.mark.parametrize(("least", "most", "seconds"), [(0, 10, 5), (10, 1800, 10), (1, 3, 3), (None, None, 5)])
def test_it_sounds_no_longer_and_no_shorter_than_it_can(least: Any, most: Any, seconds: int) -> None:
    lasts = {"type": "numeric", "name": "duration", "property": "duration", "access": 3, "unit": "s"}
    lasts |= {"value_min": least, "value_max": most}
    alarm = {"type": "binary", "name": "alarm", "property": "alarm", "access": 3, "value_on": "ON", "value_off": "OFF"}
    assert siren({"exposes": [alarm, lasts]}) == {"duration": seconds, "alarm": "ON"}


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8)
    | st.sampled_from(["light", "switch", "binary", "numeric", "warning", "state", "alarm", "duration", "s", 7, 2]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["type", "name", "property", "access", "features", "exposes", "values", "value_on",
                         "value_max", "value_min", "unit"]), inner, max_size=8),
    max_leaves=30,
)  # fmt: skip


@given(ANYTHING)
def test_whatever_a_definition_says_nothing_raises(definition: Any) -> None:
    lit, sounds = lamp({"exposes": [definition]}), siren({"exposes": [definition]})
    assert lit is None or lit.states
    assert sounds is None or len(sounds) in (1, 2)
    assert lamp(definition) is None or isinstance(definition, dict)
