"""Mary is in hospital, and somebody moves in her home."""

import pytest

from detectors import away_movement
from tests.detectors.virtual_home import ask, home, motion, opens, reading, told


def heard(*story):
    detector = away_movement.of(home("suspended"))
    assert detector is not None
    return ask(detector, *story, kept=True)


def test_asked_once_a_day():
    story = opens("10:00"), motion("10:01", "hall"), motion("+1 09:59:59", "hall"), motion("+1 10:00", "kitchen")
    assert told(heard(*story)) == [
        ("10:00", "Front door saw somebody at 10:00, and nobody should be at home"),
        ("+1 10:00", "Kitchen motion saw somebody at 10:00, and nobody should be at home"),
    ]


def test_the_kind_and_the_room():
    (finding,) = heard(motion("10:00", "kitchen"))
    assert (finding.kind, finding.room) == ("movement while away", "kitchen")


def test_old_knowledge_and_her_button_in_the_hospital_are_no_movement():
    assert heard(motion("10:00", "hall", cached=True), reading("10:01", "pendant", "help", "sos")) == []


@pytest.mark.parametrize("service", ["being installed", "in service", "ended"])
def test_only_while_suspended(service):
    assert away_movement.of(home(service)) is None


def test_only_if_movement_may_be_watched():
    assert away_movement.of(home("suspended", without="inactivity")) is None
