"""Smoke, carbon monoxide, gas, heat and water."""

import pytest

from detectors import hazards
from hub.model.household import Service
from tests.detectors.virtual_home import ask, home, reading, told


def heard(*story, service: Service = "in service"):
    detector = hazards.of(home(service))
    assert detector is not None
    return ask(detector, *story, kept=True)


def smoke(when, value=True, **how):
    return reading(when, "smoke", "smoke", value, **how)


@pytest.mark.parametrize(
    ("kind", "found"),
    [("smoke", "smoke"), ("carbon monoxide", "carbon monoxide"), ("gas", "gas"), ("heat", "heat"), ("leak", "flood")],
)
def test_each_hazard_is_raised(kind, found):
    (finding,) = heard(reading("03:00", "smoke", kind))
    assert (finding.kind, finding.turn, finding.room) == (found, "concern", "hall")


def test_smoke_and_its_end():
    story = smoke("03:00"), smoke("03:01", edge=False), smoke("03:10", value=False)
    found = heard(*story)
    assert told(found) == [
        ("03:00", "Hall smoke alarm reports smoke"),
        ("03:10", "Hall smoke alarm no longer reports smoke"),
    ]
    assert [f.turn for f in found] == ["concern", "restored"]


def test_the_first_report_of_a_quiet_sensor_says_nothing():
    assert heard(smoke("03:00", value=False), smoke("03:01", value=False, edge=False)) == []


def test_smoke_that_was_there_when_first_seen():
    found = heard(smoke("02:10", cached=True, said="00:47"))
    assert told(found) == [("02:10", "Hall smoke alarm reports smoke: still on when first seen, last reported 00:47")]
    assert not found[0].again and found[0].said_at is not None


def test_smoke_that_was_remembered_and_known_says_nothing():
    assert heard(smoke("02:10", cached=True, edge=False)) == []


def test_late_smoke_says_so():
    (finding,) = heard(smoke("02:10", said="00:47"))
    assert finding.late and finding.because == "Hall smoke alarm reports smoke since 00:47, heard 02:10"


def test_a_sensor_that_nobody_knows_is_believed():
    (finding,) = heard(reading("03:00", "0x00", "smoke", known=False))
    assert finding.because == "unknown device 0x00 reports smoke"


def test_one_sensor_that_clears_says_nothing_of_the_other():
    story = smoke("03:00"), reading("03:01", "0x00", "smoke", known=False), smoke("03:05", value=False)
    assert [(f.turn, f.device) for f in heard(*story)] == [
        ("concern", "smoke"),
        ("concern", "0x00"),
        ("restored", "smoke"),
    ]


@pytest.mark.parametrize("service", ["being installed", "suspended"])
def test_an_empty_home_burns_too(service):
    assert len(heard(smoke("03:00"), service=service)) == 1


def test_when_the_service_has_ended_there_is_no_detector():
    assert hazards.of(home("ended")) is None
