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


TWO_COME = (
    opens("+1 19:10"), motion("+1 19:15", "kitchen"), opens("+1 19:30"), motion("+1 19:33", "hall"),
    bed("+1 19:50", True), motion("+1 19:55", "kitchen"),
)  # fmt: skip
STAYS = motion("+1 20:16", "kitchen"), motion("+1 20:29", "hall")


def test_of_two_carers_who_came_apart_the_second_may_leave_much_later():
    assert after(*A_NIGHT, *TWO_COME, LEAVES, *STAYS, opens("+1 20:30"))[1] == [False, False, True, True]
    sits = motion("+1 20:16", "kitchen"), motion("+1 21:04", "kitchen"), motion("+1 21:50", "hall")
    known, leaving = after(*A_NIGHT, *TWO_COME, LEAVES, *sits, opens("+1 21:51"))
    assert leaving == [False, False, True, True] and known.lies
    later = motion("+1 22:30", "kitchen"), opens("+1 22:31")
    assert after(*later, known=known)[1] == [False], "both have gone: it is she, and the bed is wrong"


@pytest.mark.parametrize(
    ("then", "leaves"),
    [
        ((), "21:05"),
        ((motion("+1 20:11", "hall"),), "21:05"),
        ((motion("+1 20:16", "bedroom"),), "21:05"),
        ((motion("+1 20:16", "kitchen"), bed("+1 20:28", False)), "21:05"),
        ((motion("+1 20:16", "kitchen"), lost("+1 20:28", "bed", "20:00")), "21:05"),
        ((motion("+1 20:30", "kitchen"),), "21:31"),
        ((motion("+1 21:15", "kitchen"),), "21:16"),
        ((motion("+1 20:16", "kitchen"), bed("+1 20:50", False), bed("+1 20:51", True)), "21:16"),
    ],
    ids=["nobody", "the first", "beside the bed", "she is up", "bed lost", "long ago", "too late", "she turns over"],
)
def test_the_second_carer_must_have_been_seen_about_since_and_she_be_in_bed(then, leaves):
    assert after(*A_NIGHT, *TWO_COME, LEAVES, *then, opens(f"+1 {leaves}"))[1][-1] is False


def test_nor_is_there_a_third_once_both_have_gone():
    both = *A_NIGHT, *TWO_COME, LEAVES, opens("+1 20:18")
    turns_over = motion("+1 20:25", "bedroom"), opens("+1 20:40")
    assert after(*both, *turns_over)[1][-2:] == [True, False]
    up_when_the_second_leaves = STAYS[0], bed("+1 20:28", False), opens("+1 20:30"), bed("+1 20:35", True)
    about = motion("+1 20:40", "kitchen"), opens("+1 21:00"), motion("+1 21:05", "kitchen"), motion("+1 21:20", "hall")
    story = *A_NIGHT, *TWO_COME, LEAVES, *up_when_the_second_leaves, *about, opens("+1 21:21")
    assert after(*story)[1][-3:] == [False, True, False], "who came then has left"


NOT_TWO = {
    "one, who goes to the car": (
        *TWO_COME[:2], opens("+1 19:18"), motion("+1 19:20:30", "bedroom"), *TWO_COME[2:]
    ),
    "one, and she was out": (opens("+1 17:00"), opens("+1 18:00"), motion("+1 18:05", "kitchen"), *CALL),
    "one, seven hours after she came home": (opens("+1 12:00"), motion("+1 12:05", "kitchen"), *CALL),
}  # fmt: skip


@pytest.mark.parametrize("came", NOT_TWO.values(), ids=NOT_TWO)
def test_one_carer_is_not_two(came):
    assert after(*A_NIGHT, *came, LEAVES, *STAYS, opens("+1 20:30"))[1][-2:] == [True, False]


def test_two_carers_of_whom_one_goes_to_the_car():
    car = opens("+1 19:35"), opens("+1 19:38"), motion("+1 19:41", "kitchen")
    came = *TWO_COME[:4], *car, *TWO_COME[4:]
    assert after(*A_NIGHT, *came, LEAVES, *STAYS, opens("+1 20:30"))[1][-2:] == [True, False], "told, which is safe"
    seen_between = *TWO_COME[:4], car[0], motion("+1 19:37:30", "bedroom"), *car[1:], *TWO_COME[4:]
    assert after(*A_NIGHT, *seen_between, LEAVES, *STAYS, opens("+1 20:30"))[1][-2:] == [True, True]


UP_AT_ELEVEN = motion("+1 23:00", "kitchen")
"""Of nobody but her, while the bed says since 22:40 that she lies in it."""


def test_a_bed_that_tells_minutes_late_that_she_got_up_is_slow_and_not_wrong():
    slow = bed("22:30", True), motion("+1 06:40", "kitchen"), bed("+1 06:43", False)
    known, leaving = after(*slow, *CALL, LEAVES)
    assert known.lies and leaving == [False, True], "it proves to be right by its own slow word"
    believed, _ = after(*A_NIGHT, bed("+1 22:40", True), UP_AT_ELEVEN)
    assert not believed.lies and believed.believed == frozenset(), "for the moment it is not believed"
    assert after(bed("+1 23:05", False), known=believed)[0].believed == {"bed"}
    repeats = bed("+1 23:00:20", True), motion("+1 23:03", "kitchen"), bed("+1 23:04", False)
    assert after(*repeats, known=believed)[0].believed == {"bed"}


@pytest.mark.parametrize(
    "story",
    [
        (bed("+1 22:40", True), UP_AT_ELEVEN, bed("+1 23:05:01", False)),
        (bed("+1 22:40", True), UP_AT_ELEVEN, lost("+1 23:01", "bed", "22:40"), bed("+1 23:04", False)),
        (bed("+1 22:40", True), UP_AT_ELEVEN, link("+1 23:01", "zigbee2mqtt", up=False), bed("+1 23:04", False)),
        (bed("+1 22:40", True), UP_AT_ELEVEN, gap("+1 23:01", "+1 23:03"), bed("+1 23:04", False)),
        (bed("+1 22:40", True), UP_AT_ELEVEN, bed("+1 23:04", False, cached=True)),
        (
            bed("+1 22:40", True), UP_AT_ELEVEN, bed("+1 23:00:30", True), motion("+1 23:04", "kitchen"),
            bed("+1 23:07", False),
        ),
    ],
    ids=["too late", "lost", "link down", "hub off", "old news", "repeats itself"],
)  # fmt: skip
def test_a_bed_that_hangs_is_not_slow(story):
    known, _ = after(*A_NIGHT, *story)
    assert known.believed == frozenset() and not known.lies


def test_a_slow_bed_proves_nothing_by_minutes_in_it():
    assert after(bed("+1 22:40", True), UP_AT_ELEVEN, bed("+1 23:04", False))[0].believed == frozenset()


def test_while_a_slow_bed_still_says_that_she_lies_there_she_is_not_taken_to_lie_there():
    known, leaving = after(*A_NIGHT, bed("+1 22:40", True), UP_AT_ELEVEN, opens("+1 23:02"), bed("+1 23:04", False))
    assert leaving == [False] and known.believed == {"bed"} and known.beds == {}


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
