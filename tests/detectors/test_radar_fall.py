"""A device says that somebody fell."""

import pytest

from detectors import radar_fall
from hub.model.household import Resident
from hub.model.ids import ResidentId
from tests.detectors.virtual_home import MARY, ask, home, reading

JOHN = Resident(id=ResidentId("john"), name="John S")


def heard(*story, **settings):
    detector = radar_fall.of(home(**settings))
    assert detector is not None
    return ask(detector, *story, kept=True)


def fall(when="15:00", device="radar", value=True, **how):
    return reading(when, device, "fall", value, **how)


def test_a_fall_in_the_bedroom():
    (finding,) = heard(fall(), fall("15:01", edge=False), fall("15:02", value=False))
    assert (finding.kind, finding.turn, finding.room, finding.resident) == ("fall", "concern", "bedroom", "mary")
    assert finding.because == "Bedroom radar reports a fall"


def test_with_two_residents_nobody_guesses_who_fell():
    assert heard(fall(), residents=(MARY, JOHN))[0].resident is None
    assert heard(fall(device="pendant"), residents=(MARY, JOHN))[0].resident == "mary"


def test_late_and_remembered_falls_say_so():
    assert heard(fall("02:10", said="00:47"))[0].because == "Bedroom radar reports a fall at 00:47, heard 02:10"
    (finding,) = heard(fall("02:10", cached=True, said="00:47"))
    assert finding.because == "Bedroom radar reports a fall: still on when first seen, last reported 00:47"


def test_an_unknown_device_is_believed_and_a_thing_dropped_is_not_a_person():
    assert heard(fall(device="0x00", known=False))[0].because == "unknown device 0x00 reports a fall"
    assert heard(fall(device="cube")) == []


@pytest.mark.parametrize("service", ["being installed", "in service", "suspended"])
def test_falls_are_heard_in_every_service_state_but_the_last(service):
    assert len(heard(fall(), service=service)) == 1
    assert radar_fall.of(home("ended")) is None


def test_only_if_agreed():
    assert radar_fall.of(home(without="falls")) is None
