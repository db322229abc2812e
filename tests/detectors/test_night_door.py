"""Mary goes out at night: between 23:00 and 06:00, back within 5 minutes."""

from datetime import timedelta

import pytest

from detectors import night_door
from detectors.night_door import NightDoor
from hub.model.events import ClockStepped
from tests.detectors.virtual_home import Asked, ask, at, closes, gap, home, motion, opens, told


def detector() -> NightDoor:
    found = night_door.of(home())
    assert found is not None
    return found


def night(*story, until="05:00"):
    return told(ask(detector(), *story, until=until, kept=True))


OUT = ("02:05", "Front door opened at 02:00, nobody seen inside for 5 min after it")


def test_out_and_not_back():
    (finding,) = ask(detector(), motion("01:59", "hall"), opens("02:00"), closes("02:00:10"), until="05:00", kept=True)
    assert told([finding]) == [OUT]
    assert (finding.kind, finding.device, finding.room) == ("wandering", "front", "hall")


def test_the_door_left_open():
    assert night(opens("02:00"), motion("02:00:04", "hall"), motion("02:00:40", "hall")) == [OUT]


def test_only_a_look_outside():
    assert night(opens("02:00"), closes("02:00:20"), motion("02:00:25", "hall"), motion("02:00:40", "bedroom")) == []
    assert night(opens("02:00"), closes("02:00:20"), motion("02:00:40", "hall")) == []


def test_the_bins_and_back():
    story = opens("02:00"), closes("02:00:10"), opens("02:03"), motion("02:03:02", "hall"), closes("02:03:05")
    assert night(*story) == []


def test_back_at_the_door_but_nobody_seen():
    assert night(opens("02:00"), closes("02:00:10"), opens("02:03"), closes("02:03:05")) == [
        ("02:08", "Front door opened at 02:03, nobody seen inside for 5 min after it")
    ]


@pytest.mark.parametrize(("opened", "count"), [("22:59:59", 0), ("23:00", 1), ("+1 05:59", 1), ("+1 06:00", 0)])
def test_only_in_these_hours(opened, count):
    assert len(night(opens(opened), until="+1 12:00")) == count


def test_a_door_of_the_evening_that_is_closed_at_night():
    assert night(opens("22:50"), closes("23:10"), until="23:59") == []


def test_old_and_repeated_reports_of_the_door():
    assert night(opens("02:00", cached=True), opens("02:01", edge=False), closes("02:02")) == []


def test_an_opening_heard_late_is_told_when_it_is_heard():
    assert [t for t, _ in night(opens("02:20", said="02:00"))] == ["02:20"]


def test_movement_from_before_the_door_shows_nobody_inside():
    assert night(opens("02:00"), motion("02:03", "bedroom", said="01:50")) == [OUT]


def test_told_once_for_each_opening():
    assert night(opens("02:00"), closes("03:00"), opens("04:00"), until="05:00") == [
        OUT, ("04:05", "Front door opened at 04:00, nobody seen inside for 5 min after it")
    ]  # fmt: skip


def test_she_may_have_come_back_while_the_hub_was_off():
    story = opens("02:00"), gap("02:01", "03:00")
    assert [t for t, _ in night(*story)] == ["03:04"]
    assert night(*story, motion("03:02", "kitchen")) == []


def test_a_corrected_clock_tells_what_is_night():
    asked = Asked(detector(), at("12:00"), kept=True)
    asked.hear(opens("14:00"))
    asked.hear(ClockStepped(at=at("+1 02:02"), by=timedelta(hours=12, minutes=1)))
    asked.ticks(at("+1 03:00"))
    assert [t for t, _ in told(asked.found)] == ["+1 02:06"]


@pytest.mark.parametrize("service", ["being installed", "suspended", "ended"])
def test_only_in_service(service):
    assert night_door.of(home(service)) is None


def test_only_if_agreed_and_a_way_out_is_watched():
    assert night_door.of(home(without="wandering")) is None
    assert night_door.of(home(devices=())) is None
