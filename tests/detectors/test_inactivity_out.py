"""Mary goes out by the exit door and comes back, or somebody else does: when is a silence one of hers?

By day 4 h, in the night (22:00 to 07:00) 10 h; out after 5 min.
"""

from msgspec import structs

from detectors.lone_movement import Lone
from tests.detectors.test_inactivity import day, detector
from tests.detectors.virtual_home import (
    Asked,
    at,
    closes,
    motion,
    opens,
    reading,
)


def test_out_shopping_is_no_silence():
    story = motion("09:59", "hall"), opens("10:00"), closes("10:00:10")
    assert day(*story) == []


def test_the_sensor_that_sees_her_leave_does_not_bring_her_back():
    story = opens("10:00"), motion("10:00:03", "hall"), closes("10:00:10"), motion("10:00:15", "hall")
    assert day(*story) == []


def test_a_parcel_taken_in_is_not_going_out():
    story = opens("10:00"), closes("10:00:10"), motion("10:01", "hall")
    assert [t for t, _ in day(*story, until="14:30")] == ["14:01"]


def test_movement_in_another_room_shows_at_once_that_she_is_in():
    story = opens("10:00"), closes("10:00:10"), motion("10:00:14", "bedroom")
    assert [t for t, _ in day(*story, until="14:30")] == ["14:00:14"]


def test_a_door_that_closes_and_was_never_seen_open_is_no_departure():
    assert [t for t, _ in day(motion("07:30", "hall"), closes("08:00"), until="12:30")] == ["12:00"]


def test_a_departure_through_a_door_that_stood_open_for_long():
    assert day(opens("10:00"), motion("10:02", "hall"), motion("10:03", "kitchen"), closes("10:04")) == []


def test_home_again_and_the_limit_counts_from_there():
    story = opens("10:00"), closes("10:00:10"), opens("12:00"), closes("12:00:10"), motion("12:00:30", "kitchen")
    assert [t for t, _ in day(*story, until="16:30")] == ["16:00:30"]


def test_a_collapse_in_the_hall_on_return_does_not_wait():
    story = opens("10:00"), closes("10:00:10"), opens("12:00"), motion("12:00:02", "hall"), closes("12:00:05")
    assert [t for t, _ in day(*story, until="16:30")] == ["16:00:05"]


def test_she_lies_in_bed_when_the_carer_goes_and_does_not_get_up():
    """Taken to be out she would be waited for by nobody: the bed says that she is in, so no return is not told."""
    night = reading("22:30", "bed", "bed"), reading("+1 06:40", "bed", "bed", False)
    up = [motion(f"+1 {hour:02}:00", "kitchen") for hour in range(7, 20, 3)]
    comes = opens("+1 19:10"), closes("+1 19:10:20"), motion("+1 19:15", "kitchen")
    lies, goes = reading("+1 19:50", "bed", "bed"), (opens("+1 20:10"), closes("+1 20:10:10"))
    call = *night, *up, *comes, lies, motion("+1 19:55", "kitchen"), *goes
    assert day(*call, start="21:00", until="+3 00:00") == [
        ("+2 06:10:10", "no movement since 20:10 (limit 10 h at night)")
    ]
    gets_up = reading("+2 06:00", "bed", "bed", False), motion("+2 06:01", "hall")
    assert day(*call, *gets_up, start="21:00", until="+2 09:30") == []
    assert day(*night, *up, *comes, *goes, start="21:00", until="+3 00:00") == [], "she went out"


def test_a_caller_who_leaves_does_not_prove_that_she_moved_alone_in_a_room_before():
    """What one room's movement came of is learned from who comes in by the door next, whoever went out by it."""
    asked = Asked(detector(), at("21:00"))
    bed = reading("22:30", "bed", "bed"), reading("+1 06:40", "bed", "bed", False)
    call = opens("+1 19:10"), motion("+1 19:15", "kitchen"), reading("+1 19:50", "bed", "bed")
    for event in (*bed, *call):
        asked.hear(event)
    alone = Lone("kitchen", at("+1 19:15"), at("+1 19:15"))
    asked.memory = structs.replace(asked.memory, lone=alone)
    asked.hear(opens("+1 20:10"))
    assert asked.memory.where == "home" and asked.memory.lone == structs.replace(alone, door=True)


def test_a_collapse_behind_the_door_before_any_sensor_saw_her():
    story = opens("10:00"), closes("10:00:10"), opens("12:00"), closes("12:00:05")
    assert [t for t, _ in day(*story, until="16:30")] == ["16:00:05"]


def test_a_quick_return_and_a_collapse_in_the_hall():
    story = opens("10:00"), closes("10:00:10"), opens("10:03"), motion("10:03:02", "hall"), closes("10:03:01")
    assert [t for t, _ in day(*story, until="14:30")] == ["14:03:02"]


def test_a_quick_return_whose_door_closes_last():
    story = opens("10:00"), closes("10:00:10"), opens("10:03"), motion("10:03:02", "hall"), closes("10:03:05")
    assert [t for t, _ in day(*story, until="14:30")] == ["14:03:05"]


def test_a_return_seen_and_a_later_departure():
    story = opens("10:00"), closes("10:00:10"), opens("12:00"), motion("12:00:02", "hall"), closes("12:00:05")
    assert day(*story, opens("12:30"), closes("12:30:05")) == []


def test_back_and_out_again():
    story = opens("10:00"), closes("10:00:10"), opens("12:00"), closes("12:00:05"), opens("12:30"), closes("12:30:05")
    assert day(*story) == []


def test_out_by_one_door_and_in_by_the_other():
    story = opens("10:00"), closes("10:00:05"), opens("11:00", "back"), closes("11:00:05", "back")
    assert [t for t, _ in day(*story, until="15:30")] == ["15:00:05"]


def test_a_door_that_only_reports_says_nothing():
    story = motion("07:30", "hall"), closes("08:00", edge=False)
    assert [t for t, _ in day(*story, until="12:00")] == ["11:30"]
