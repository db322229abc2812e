"""Whether the bed is believed that Mary lies in it, and so whether it was a carer who left by the door."""

from typing import Any

import pytest

from detectors import in_bed
from detectors.in_bed import NOT_KNOWN, InBed
from hub.model.events import HubStarted, Reading
from tests.detectors.virtual_home import gap, link, lost, motion, opens, reading


def bed(when: str, value: bool, **how: Any) -> Reading:
    return reading(when, "bed", "bed", value, **how)


def after(*story: Any, known: InBed = NOT_KNOWN) -> tuple[InBed, list[bool]]:
    """What is known, and for each opening of the door whether it was a caller who left."""
    leaving = []
    for event in story:
        if not isinstance(event, Reading):
            known = in_bed.unseen(known, event)
        elif event.use == "exit door":
            known, caller = in_bed.through(known, event)
            leaving.append(caller)
        else:
            known = in_bed.seen(known, event)
    return known, leaving


A_NIGHT = bed("22:30", True), bed("+1 06:40", False)
CALL = opens("+1 19:10"), motion("+1 19:15", "kitchen"), bed("+1 19:50", True), motion("+1 19:55", "kitchen")
LEAVES = opens("+1 20:10")


def test_a_bed_that_has_told_of_a_night_is_believed():
    known, leaving = after(*A_NIGHT, *CALL, LEAVES)
    assert leaving == [False, True] and known.lies


@pytest.mark.parametrize(
    "before",
    [
        (),
        (bed("22:30", True), bed("22:31", False), bed("23:00", True), bed("23:00:01", False)),
        (bed("22:30", True, cached=True), bed("+1 06:40", False)),
        (bed("22:30", True), bed("+1 06:40", False, known=False)),
    ],
    ids=["new", "a mat that blips", "old news", "not in the settings"],
)
def test_one_that_has_proved_nothing_is_not(before):
    known, leaving = after(*before, *CALL, LEAVES)
    assert leaving == [False, False] and not known.lies


def test_one_that_hangs_is_believed_no_longer_once_she_is_seen_about():
    hangs = *A_NIGHT, bed("+1 22:30", True), motion("+2 08:00", "kitchen")
    home_and_out = opens("+2 10:00"), opens("+2 11:00"), motion("+2 11:05", "kitchen"), opens("+2 12:00")
    assert after(*hangs, *home_and_out)[1] == [False, False, False]
    known, _ = after(*hangs)
    assert not known.lies and known.believed == frozenset()
    assert after(bed("+2 22:00", True), bed("+3 07:00", False), known=known)[0].believed == {"bed"}, "proved anew"


@pytest.mark.parametrize(
    ("moves", "lies"),
    [
        (motion("+1 23:50", "bedroom"), True),
        (motion("+1 22:31:30", "kitchen"), True),
        (motion("+1 22:33", "kitchen"), False),
        (reading("+1 23:50", "kitchen-pir", "power"), True),
    ],
    ids=["beside the bed", "a moment ago", "elsewhere", "a plug"],
)
def test_only_movement_elsewhere_proves_it_wrong(moves, lies):
    assert after(*A_NIGHT, bed("+1 22:30", True), moves)[0].lies == lies


def test_a_caller_may_move_about_while_she_lies_there():
    stays = [motion(f"+1 20:{minute:02}", "kitchen") for minute in range(0, 60, 8)]
    assert after(*A_NIGHT, *CALL, *stays, opens("+1 21:00"))[1] == [False, True]


def test_a_caller_whom_nobody_saw_for_an_hour_has_gone():
    assert after(*A_NIGHT, *CALL, motion("+1 23:40", "kitchen"), opens("+1 23:50"))[1] == [False, False]


def test_who_comes_while_she_lies_there_is_not_taken_for_who_put_her_to_bed_the_night_before():
    morning = opens("+2 07:30"), motion("+2 07:31", "hall"), motion("+2 07:35", "kitchen"), bed("+2 07:45", False)
    known, leaving = after(*A_NIGHT, *CALL, LEAVES, *morning)
    assert leaving == [False, True, False] and known.believed == {"bed"}


def test_who_comes_minutes_after_another_has_left():
    daughter = opens("+1 20:20"), motion("+1 20:23", "kitchen"), motion("+1 20:31", "kitchen"), opens("+1 20:50")
    assert after(*A_NIGHT, *CALL, LEAVES, *daughter)[1] == [False, True, True, True]
    nobody_seen = opens("+1 20:20"), opens("+1 20:50")
    assert after(*A_NIGHT, *CALL, LEAVES, *nobody_seen)[1] == [False, True, True, False], "both had left"


def test_turning_over_in_bed_is_no_caller():
    turns = [bed(f"+1 {hour}:10:0{second}", second == 1) for hour in (20, 21, 22, 23) for second in (0, 1)]
    known, leaving = after(*A_NIGHT, *CALL, *turns, motion("+1 23:40", "kitchen"), opens("+1 23:50"))
    assert leaving == [False, False] and not known.lies


@pytest.mark.parametrize(
    "gone", [lost("+1 20:05", "bed", "19:50"), link("+1 20:05", "zigbee2mqtt", up=False), gap("+1 20:00", "+1 20:05")]
)
def test_whoever_is_not_heard_may_have_got_up(gone):
    known, leaving = after(*A_NIGHT, *CALL, gone, LEAVES)
    assert leaving == [False, False] and known.believed == {"bed"}
    assert isinstance(gone, HubStarted) or after(*A_NIGHT, *CALL, lost("+1 20:05", "cube", "19:50"), LEAVES)[1][-1]
