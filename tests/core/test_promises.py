"""What is promised of a device before it was ever heard (behaviour 18)."""

from datetime import timedelta

import pytest

from hub.core.promises import promise, said
from hub.model.events import Listed, Means
from hub.model.ids import DeviceId
from tests.core.anything import HOMES

RULES = HOMES[0].detectors.liveness
WEEKLY = "speaks only when pressed, as far as we know: press it once a week"


def listed(*kinds, mains=False):
    means = tuple(Means(kind, kind) for kind in kinds)
    return Listed(name="it", address=DeviceId("0x1"), mains=mains, means=means)


@pytest.mark.parametrize(
    ("use", "model", "says"),
    [
        ("help button", None, WEEKLY),
        ("help button", listed("help", "battery", "tamper"), WEEKLY),
        ("fall device", listed("fall", "battery low"), "speaks only when somebody falls, as far as we know: test it"),
        ("help button", listed("help", "temperature"), "within 4 h"),
        ("fall device", listed("fall", mains=True), "within 10 min"),
        ("presence", listed("presence", mains=True), "within 10 min"),
        ("motion", None, "3 of the usual gaps between its own reports, once these are known, and always within 25 h"),
        ("smoke", listed("smoke", "battery"), "always within 25 h"),
    ],
)
def test_a_promise_is_one_plain_sentence(use, model, says):
    assert says in promise(use, model, RULES)


@pytest.mark.parametrize(
    ("span", "says"),
    [
        (timedelta(minutes=10), "10 min"),
        (timedelta(hours=1), "1 h"),
        (timedelta(minutes=90), "90 min"),
        (timedelta(hours=25), "25 h"),
        (timedelta(days=7), "7 days"),
    ],
)
def test_a_span_as_a_person_says_it(span, says):
    assert said(span) == says


def test_a_device_that_the_hub_is_connected_to_is_heard_each_minute():
    assert promise("fall device", None, RULES, connected=True).startswith("its silence is noticed within 4 h")


def test_what_runs_on_mains_is_promised_no_more_than_availability_gives():
    says = promise("plug", listed("power", mains=True), RULES)
    assert "within 10 min if zigbee2mqtt's availability is on" in says and "always within 25 h" in says
