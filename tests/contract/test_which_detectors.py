"""Which detectors there are: by the state of the service, by what was agreed, and by what can be worn."""

import pytest

from detectors import DETECTORS, parts
from tests.contract.test_detectors import WEARS
from tests.detectors.virtual_home import home
from tests.support.fall_models import MODELS

CLIMATE = ("cold", "hot", "damp")
IF_HOME = ("care visits", "night bed", "wandering inside", "appliance left on", *CLIMATE)
LEARNS = ("inactivity", "one room", "night door", "no return", "bathroom visits", "not used by")
"""These keep what they have learned, or what can be heard, while she is away."""


def test_an_ended_service_has_no_detector_at_all():
    assert parts(home("ended", **WEARS), MODELS) == ()


@pytest.mark.parametrize(
    ("service", "absent"),
    [
        ("being installed", {"movement while away", "daily measures", *IF_HOME, *LEARNS}),
        ("in service", {"movement while away"}),
        ("suspended", {*IF_HOME}),
    ],
)
def test_which_detectors_exist_in_each_service_state(service, absent):
    assert {d.name for d in parts(home(service, **WEARS), MODELS)} == set(DETECTORS) - absent


@pytest.mark.parametrize(
    ("function", "gone"),
    [
        ("falls", "radar fall"),
        ("falls", "worn fall"),
        ("inactivity", "inactivity"),
        ("inactivity", "one room"),
        ("wandering", "night door"),
        *(("environment", name) for name in CLIMATE),
        ("visits", "care visits"),
        ("routine", "daily measures"),
    ],
)
def test_what_is_not_agreed_does_not_exist(function, gone):
    assert gone not in {d.name for d in parts(home(without=function, **WEARS), MODELS)}


def test_a_worn_device_without_its_model_has_no_detector():
    assert "worn fall" not in {d.name for d in parts(home(**WEARS))}
