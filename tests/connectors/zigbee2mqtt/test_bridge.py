"""What zigbee2mqtt says of its settings: what an installer must switch on."""

import json
from typing import Any

import pytest

from connectors.bad_input import BadInput
from connectors.zigbee2mqtt.bridge import UNDATED, UNSURE, UNWATCHED, Lack, lacks, progress
from hub.model.ids import DeviceId

WELL: dict[str, Any] = {
    "availability": {"enabled": True, "active": {"timeout": 10}},
    "advanced": {"last_seen": "ISO_8601"},
    "device_options": {"qos": 1},
}
ABSENT = object()


def _info(changes: dict[str, Any]) -> str:
    config = {key: value for key, value in {**WELL, **changes}.items() if value is not ABSENT}
    return json.dumps({"version": "2.14.1", "config": config})


def test_nothing_is_lacking_where_all_is_switched_on() -> None:
    assert lacks(_info({})) == ()


@pytest.mark.parametrize(
    ("key", "value", "lacking"),
    [
        ("availability", ABSENT, [UNWATCHED]),
        ("availability", None, [UNWATCHED]),
        ("availability", False, [UNWATCHED]),
        ("availability", {"enabled": False}, [UNWATCHED]),
        ("availability", True, []),
        ("availability", {"active": {"timeout": 10}}, []),
        ("advanced", {"last_seen": "disable"}, [UNDATED]),
        ("advanced", {"last_seen": "epoch"}, []),
        ("advanced", {}, []),
        ("advanced", ABSENT, []),
        ("device_options", {"qos": 0}, [UNSURE]),
        ("device_options", {}, [UNSURE]),
        ("device_options", ABSENT, [UNSURE]),
        ("device_options", [1], [UNSURE]),
        ("device_options", {"qos": [1]}, [UNSURE]),
        ("device_options", {"qos": 2}, []),
    ],
)
def test_each_setting_is_looked_at_by_itself(key: str, value: Any, lacking: list[Lack]) -> None:
    assert lacks(_info({key: value})) == tuple(lacking)


def test_a_fresh_zigbee2mqtt_lacks_all_three() -> None:
    fresh = {"availability": {"enabled": False}, "advanced": {"last_seen": "disable"}, "device_options": {}}
    assert lacks(_info(fresh)) == (UNWATCHED, UNDATED, UNSURE)


@pytest.mark.parametrize("payload", ["", "{", "[]", "7", "{}", '{"config":[]}', '{"config":null}'])
def test_an_info_without_settings_is_bad_input(payload: str) -> None:
    assert isinstance(lacks(payload), BadInput)


@pytest.mark.parametrize(
    ("says", "interviewed", "failed"),
    [
        ({"interview_state": "SUCCESSFUL"}, True, False),
        ({"interview_state": "FAILED"}, False, True),
        ({"interview_state": "IN_PROGRESS"}, False, False),
        ({"interview_state": "PENDING"}, False, True),
        ({"interview_completed": True, "interviewing": False}, True, False),
        ({"interview_completed": False, "interviewing": True}, False, False),
        ({"interview_completed": False, "interviewing": False}, False, True),
        ({}, False, False),
    ],
)
def test_whoever_is_not_being_asked_any_more_and_has_not_said_what_it_is_has_failed(
    says: dict[str, Any], interviewed: bool, failed: bool
) -> None:
    at = progress(json.dumps([{"ieee_address": "0xAB", **says}]))[DeviceId("0xab")]
    assert (at.interviewed, at.failed) == (interviewed, failed)
