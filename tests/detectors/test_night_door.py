"""Mary goes out at night: between 23:00 and 06:00, back within 5 minutes."""

from datetime import timedelta

import pytest
from msgspec import structs

from detectors import night_door
from detectors.in_bed import NOT_KNOWN, InBed
from detectors.night_door import NightDoor
from hub.model.events import ClockStepped
from hub.model.household import Home
from hub.model.ids import DeviceId
from tests.detectors.virtual_home import (
    EYES,
    Asked,
    ask,
    at,
    closes,
    gap,
    home,
    link,
    lost,
    motion,
    opens,
    reading,
    told,
)

PROVED = InBed(believed=frozenset({DeviceId("bed")}))
"""Of the bed it is known from other nights that it tells the truth (test_in_bed.py)."""


def detector() -> NightDoor:
    found = night_door.of(home())
    assert found is not None
    return found


def night(*story, until="05:00", of=None, lies=PROVED):
    asked = Asked(of or detector(), at("00:00"), kept=True)
    asked.memory = structs.replace(asked.memory, lies=lies)
    for event in story:
        asked.hear(event)
    asked.ticks(at(until))
    return told(asked.found)


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


def test_a_door_that_closes_behind_her_after_she_was_seen_inside():
    story = opens("02:00"), motion("02:00:20", "kitchen"), closes("02:00:50")
    assert [when for when, _ in night(*story)] == ["02:05:50"]
    assert night(*story, motion("02:02", "bedroom")) == []


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


def test_while_no_link_brings_anything_it_is_not_known_and_a_dead_sensor_hides_no_door():
    down = link("02:01", "zigbee2mqtt", up=False)
    assert night(opens("02:00"), down) == []
    back = link("03:00", "zigbee2mqtt", up=True)
    assert [t for t, _ in night(opens("02:00"), down, back)] == ["03:04"]
    assert night(opens("02:00"), down, back, motion("03:02", "kitchen")) == []
    dead = (lost("01:00", each, "00:30") for each in EYES)
    assert night(*dead, opens("02:00")) == [OUT]


CALL = (
    opens("00:10"), closes("00:10:20"), motion("00:11", "hall"), motion("00:20", "bedroom"),
    reading("00:25", "bed", "bed"), motion("00:28", "kitchen"),
)  # fmt: skip
LEAVES = opens("01:10"), closes("01:10:10")
UP = reading("02:59", "bed", "bed", False)


def test_a_carer_who_put_her_to_bed_goes_and_she_does_not():
    assert night(*CALL, *LEAVES) == []
    assert night(*CALL, *LEAVES, opens("01:11:30"), closes("01:11:40")) == [], "the bag that was forgotten"
    assert [t for t, _ in night(*CALL, *LEAVES, UP, opens("03:00"))] == ["03:05"]
    assert [t for t, _ in night(*CALL, *LEAVES, opens("04:00"))] == ["04:05"], "nobody had come in"


def test_two_carers_who_leave_minutes_apart():
    other = opens("01:18"), closes("01:18:10")
    assert night(*CALL, *LEAVES, motion("01:14", "kitchen"), *other) == []
    third = opens("01:24"), closes("01:24:10")
    assert night(*CALL, *LEAVES, *other, *third) == []
    assert [t for t, _ in night(*CALL, *LEAVES, *other, opens("01:26"))] == ["01:31"], "that is late for a carer"
    up = reading("01:13", "bed", "bed", False)
    assert [t for t, _ in night(*CALL, *LEAVES, up, *other)] == ["01:23"], "she is up"


TWO_CALL = (
    opens("00:02"), closes("00:02:20"), motion("00:06", "hall"), *CALL, motion("01:05", "hall"), *LEAVES,
    motion("01:14", "kitchen"), motion("01:29", "kitchen"),
)  # fmt: skip
SECOND = opens("01:30"), closes("01:30:10")


def test_a_second_carer_who_came_later_and_leaves_much_later():
    assert night(*TWO_CALL, *SECOND) == []
    assert [t for t, _ in night(*TWO_CALL, *SECOND, opens("01:50"))] == ["01:55"], "no third had come"


def test_she_goes_out_while_the_second_carer_is_in_or_behind_them():
    up = reading("01:31", "bed", "bed", False)
    assert [t for t, _ in night(*TWO_CALL, *SECOND, up)] == ["01:36"], "the bed says late that she got up"
    assert night(*TWO_CALL, *SECOND, up, motion("01:33", "hall")) == []
    up = reading("01:29:30", "bed", "bed", False)
    assert [t for t, _ in night(*TWO_CALL, up, *SECOND)] == ["01:35"]
    nobody = TWO_CALL[:-2]
    assert [t for t, _ in night(*nobody, *SECOND)] == ["01:35"], "the second left with the first: who is it?"


def test_where_the_second_carer_seemed_to_leave_a_bed_may_be_much_later():
    """What was seen about and taken for the carer may have been she: then nobody is seen inside any more."""
    late = reading("01:43", "bed", "bed", False)
    assert [t for t, _ in night(*TWO_CALL, *SECOND, late)] == ["01:48"]
    assert night(*TWO_CALL, *SECOND, late, motion("01:44", "hall")) == [], "she is seen inside"
    assert [t for t, _ in night(*TWO_CALL, *SECOND, motion("01:35", "hall"), late)] == ["01:48"], "it may be another's"
    about = motion("01:45:30", "hall"), reading("01:44:50", "bed", "bed", False)
    assert night(*TWO_CALL, *SECOND, *about) == [], "she is seen inside as the bed says so"
    assert night(*TWO_CALL, *SECOND, reading("01:46", "bed", "bed", False)) == [], "so late it is no news of the door"
    assert night(*CALL, *LEAVES, reading("01:23", "bed", "bed", False)) == [], "of one carer it is no doubt"


def test_a_bed_that_says_late_that_she_got_up():
    behind_her = *CALL, *LEAVES, opens("01:18"), closes("01:18:10")
    late = reading("01:21", "bed", "bed", False)
    assert [t for t, _ in night(*behind_her, late)] == ["01:26"], "she may have gone out behind the carer"
    assert night(*behind_her, late, motion("01:22", "kitchen")) == []
    assert night(*behind_her, late, reading("01:23", "bed", "bed")) == [], "she had only turned over"
    assert night(*behind_her, reading("01:24", "bed", "bed", False)) == [], "so late it is no news of the door"
    assert night(CALL[4], opens("02:00"), reading("02:01", "bed", "bed", False)) == [OUT], "nor is it somebody inside"


def test_a_door_that_a_caller_leaves_open_and_she_shuts_behind_her():
    story = *CALL, opens("01:10"), reading("01:13", "bed", "bed", False), motion("01:14", "hall"), closes("01:16")
    assert night(*story, until="02:00") == [
        ("01:21", "Front door closed at 01:16, nobody seen inside for 5 min after it")
    ]
    assert night(*story, motion("01:18", "kitchen")) == []


NOT_SURE = {
    "nobody had come": (reading("00:25", "bed", "bed"),),
    "not in bed": CALL[:4],
    "up again": (*CALL, reading("00:30", "bed", "bed", False)),
    "the bed is lost": (*CALL, lost("01:00", "bed", "00:30")),
    "the hub was off": (*CALL, gap("00:30", "00:40")),
    "nobody was seen about": (CALL[0], CALL[1], CALL[4]),
}


@pytest.mark.parametrize("before", NOT_SURE.values(), ids=NOT_SURE)
def test_the_bed_alone_is_not_believed(before):
    assert [t for t, _ in night(*before, *LEAVES, until="02:00")][-1] == "01:15"


def test_nor_a_bed_that_has_proved_nothing_yet():
    assert [t for t, _ in night(*CALL, *LEAVES, until="02:00", lies=NOT_KNOWN)] == ["01:15"]


def test_where_a_cat_may_lie_on_the_bed_it_tells_nothing():
    with_a_cat = night_door.of(home(home=Home(pets=True)))
    assert [t for t, _ in night(*CALL, *LEAVES, until="02:00", of=with_a_cat)] == ["01:15"]


def test_a_corrected_clock_tells_what_is_night():
    asked = Asked(detector(), at("12:00"), kept=True)
    asked.hear(opens("14:00"))
    asked.hear(ClockStepped(at=at("+1 02:02"), by=timedelta(hours=12, minutes=1)))
    asked.ticks(at("+1 03:00"))
    assert [t for t, _ in told(asked.found)] == ["+1 02:06"]


@pytest.mark.parametrize("service", ["being installed", "ended"])
def test_only_in_service(service):
    assert night_door.of(home(service)) is None


def away() -> NightDoor:
    found = night_door.of(home("suspended"))
    assert found is not None
    return found


def test_a_holiday_is_no_alarm_and_forgets_nothing_that_is_known_of_the_bed():
    asked = Asked(detector(), at("00:00"), kept=True)
    asked.memory = structs.replace(asked.memory, lies=PROVED)
    asked.hear(opens("02:00"))
    asked.detector = away()
    assert asked.detector.deadline(asked.memory) is not None, "at once, so that it is forgotten"
    asked.ticks(at("02:01"))
    for event in (
        opens("+1 01:00"),
        closes("+1 01:00:10"),
        reading("+1 01:10", "bed", "bed"),
        motion("+1 01:20", "hall"),
    ):
        asked.hear(event)
    assert asked.memory == structs.replace(away().start(at("00:00")), lies=PROVED)
    asked.detector = detector()
    asked.ticks(at("+3 00:00"))
    for event in (*CALL, *LEAVES):
        asked.hear(structs.replace(event, at=event.at + timedelta(days=3), heard=event.heard + timedelta(days=3)))
    asked.ticks(at("+3 02:00"))
    assert asked.found == [], "the carer who puts her to bed on the first night at home"
    asked.hear(opens("+3 03:00"))
    asked.ticks(at("+3 04:00"))
    assert [t for t, _ in told(asked.found)] == ["+3 03:05"]


@pytest.mark.parametrize(("before", "after", "count"), [(False, True, 1), (True, False, 0)])
def test_what_can_be_heard_is_followed_while_she_is_away(before, after, count):
    asked = Asked(detector(), at("00:00"), kept=True)
    asked.hear(link("01:00", "zigbee2mqtt", up=before))
    asked.detector = away()
    asked.hear(link("12:00", "zigbee2mqtt", up=after))
    asked.detector = detector()
    asked.hear(opens("+1 02:00"))
    asked.ticks(at("+1 03:00"))
    assert len(asked.found) == count


def test_where_no_bed_tells_there_is_nothing_to_keep_while_she_is_away():
    assert night_door.of(home("suspended", home=Home(service="suspended", pets=True))) is None


def test_only_if_agreed_and_a_way_out_is_watched():
    assert night_door.of(home(without="wandering")) is None
    assert night_door.of(home(devices=())) is None
