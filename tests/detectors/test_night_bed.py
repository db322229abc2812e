"""Mary leaves her bed at night: between 23:00 and 06:00, still for 20 minutes or in one room for 45."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from detectors import night_bed
from detectors.night_bed import NightBed
from hub.model.household import Home
from hub.model.ids import RoomId
from tests.detectors.virtual_home import (
    DEVICES,
    HOUSE,
    NUMBERS,
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

KIT = (*DEVICES, *HOUSE)
NO_BED = tuple(device for device in KIT if device.use != "bed")


def detector(**other: Any) -> NightBed:
    found = night_bed.of(home(**{"devices": KIT, **other}))
    assert found is not None
    return found


def night(*story: Any, until: str = "+1 05:00", **other: Any) -> list[tuple[str, str]]:
    return told(ask(detector(**other), *story, start="20:00", until=until, kept=True))


def bed(when: str, value: bool, **how: Any) -> Any:
    return reading(when, "bed", "bed", value, **how)


SLEEPS = (bed("22:40", True),)
UP = (*SLEEPS, bed("+1 02:10", False))


def test_out_of_bed_and_nothing_moves():
    (finding,) = ask(detector(), *UP, motion("+1 02:11", "bathroom"), start="20:00", until="+1 05:00", kept=True)
    assert told([finding]) == [("+1 02:31", "up at 02:10, nothing moves since 02:11")]
    assert (finding.kind, finding.device, finding.room) == ("bed left at night", "bed", "bathroom")


def test_back_in_bed_in_time():
    assert night(*UP, motion("+1 02:11", "bathroom"), bed("+1 02:20", True)) == []


def test_only_the_bed_says_that_she_is_up():
    """Nobody gets up unseen: the sensor may have lost her. Whoever fell out of bed is found all the same."""
    assert night(*UP) == [("+1 02:55", "up at 02:10, nothing moves since 02:10")]


def test_one_sleeper_in_a_bed_with_two_sensors():
    from hub.model.household import Device
    from hub.model.ids import DeviceId

    right = Device(id=DeviceId("thermometer"), name="Bed, right", use="bed", room=RoomId("bedroom"))
    kit = (*DEVICES, *(d for d in HOUSE if d.id != "thermometer"), right)

    def other(when: str, value: bool) -> Any:
        return structs.replace(reading(when, "thermometer", "bed", value), use="bed")

    turns = (*SLEEPS, other("+1 02:09", True), bed("+1 02:10", False))
    assert night(*turns, devices=kit) == []
    assert night(*turns, other("+1 03:00", False), motion("+1 03:01", "hall"), devices=kit)[0][0] == "+1 03:21"
    back = (*turns, other("+1 03:00", False), motion("+1 03:01", "hall"), bed("+1 03:05", True))
    assert night(*back, devices=kit) == []


def test_moving_in_one_room_only():
    crawls = [motion(f"+1 02:{minute}", "bathroom") for minute in range(11, 60, 8)]
    assert night(*UP, *crawls) == [("+1 02:56", "up at 02:10, only in this room since 02:11")]


def test_moving_about_in_several_rooms_is_another_question():
    walks = [motion(f"+1 {2 + n // 6:02}:{n % 6 * 10 + 5:02}", ("kitchen", "hall")[n % 2]) for n in range(1, 18)]
    assert night(*UP, *walks, until="+1 05:04") == []


def test_told_once_and_again_only_from_another_room():
    story = (*UP, motion("+1 02:11", "bathroom"), motion("+1 02:40", "bathroom"))
    assert [t for t, _ in night(*story)] == ["+1 02:31"]
    again = ask(detector(), *story, motion("+1 03:00", "hall"), start="20:00", until="+1 05:00")
    assert [(t, f.again) for (t, _), f in zip(told(again), again, strict=True)] == [
        ("+1 02:31", True),
        ("+1 03:20", False),
    ]


def test_that_she_is_back_is_told_if_it_was_told():
    found = ask(detector(), *UP, bed("+1 03:00", True), start="20:00", until="+1 05:00")
    assert told(found)[1:] == [("+1 03:00", "back in bed at 03:00")]
    assert found[1].turn == "restored"


@pytest.mark.parametrize("when", ["22:55", "+1 06:01"])
def test_only_in_these_hours(when):
    assert night(bed("22:00", True), bed(when, False), until="+1 09:00") == []


def test_up_for_the_day():
    breakfast = (*SLEEPS, bed("+1 05:45", False), motion("+1 05:50", "kitchen"), motion("+1 06:02", "kitchen"))
    assert night(*breakfast, until="+1 09:00") == []
    falls = (*SLEEPS, bed("+1 05:50", False), motion("+1 05:55", "hall"))
    assert night(*falls, until="+1 09:00") == [("+1 06:15", "up at 05:50, nothing moves since 05:55")]


def test_whoever_sits_on_the_bed_has_not_gone_to_sleep():
    assert night(bed("23:10", True), bed("23:15", False)) == []
    assert night(bed("23:10", True), bed("23:25", False))[0][0] == "+1 00:10"


def test_whoever_has_slept_may_get_up_twice():
    story = (*UP, bed("+1 02:15", True), bed("+1 02:18", False), motion("+1 02:19", "hall"))
    assert night(*story) == [("+1 02:39", "up at 02:18, nothing moves since 02:19")]


def test_a_bed_that_was_never_seen_taken_is_left_all_the_same():
    assert night(bed("+1 02:10", False))[0][0] == "+1 02:55"


def test_cached_and_repeated_reports_of_the_bed_are_no_news():
    assert night(bed("22:40", True), bed("+1 02:10", False, cached=True), bed("+1 02:11", False, edge=False)) == []
    assert len(night(*UP, bed("+1 02:20", True, cached=True))) == 1


def test_who_went_out_by_the_door_is_asked_about_by_the_door():
    assert night(*UP, opens("+1 02:12"), closes("+1 02:12:20")) == []
    back = (*UP, opens("+1 02:12"), closes("+1 02:12:20"), motion("+1 02:13", "hall"))
    assert night(*back) == [("+1 02:33", "up at 02:10, nothing moves since 02:13")]


def test_time_without_sight_is_not_stillness():
    assert night(*UP, gap("+1 02:15", "+1 04:00")) == [("+1 04:15", "up at 02:10, nothing moves since 03:55")]
    down = (link("+1 02:15", "zigbee2mqtt", up=False), link("+1 03:15", "zigbee2mqtt", up=True))
    assert [t for t, _ in night(*UP, *down)] == ["+1 03:30"]


def test_a_lost_bed_sensor_tells_nothing():
    assert night(*UP, lost("+1 02:20", "bed", "+1 00:10")) == []


def test_while_a_room_cannot_be_seen_it_takes_longer():
    from hub.model.events import SightChanged

    hidden = SightChanged(at=at("+1 01:00"), room=RoomId("bathroom"), seen=False, because="lost")
    story = (*SLEEPS, hidden, bed("+1 02:10", False))
    assert night(*story) == [("+1 03:40", "up at 02:10, nothing moves since 02:10")]
    assert night(*story, motion("+1 02:11", "hall")) == [("+1 02:56", "up at 02:10, nothing moves since 02:11")]


def test_where_others_move_only_the_bed_counts():
    others: dict[str, Any] = {"home": Home(others="lives with others")}
    walks = [motion(f"+1 02:{minute}", room) for minute, room in ((15, "hall"), (30, "kitchen"), (45, "hall"))]
    assert night(*UP, *walks, **others)[0] == ("+1 02:55", "up at 02:10, not back within 45 min")


def test_her_own_usual_time_counts_once_it_is_known():
    asked = Asked(detector(), at("20:00"))
    asked.memory = structs.replace(asked.memory, away=(40.0,) * 14)
    crawls = [motion(f"+1 0{2 + (10 + n * 8) // 60}:{(10 + n * 8) % 60:02}", "bathroom") for n in range(1, 12)]
    for event in (*UP, *crawls):
        asked.hear(event)
    assert told(asked.found) == [("+1 03:08", "up at 02:10, only in this room since 02:18")]
    assert asked.found[0].evidence == ("usually back within 40 min",)


def test_she_is_learned_and_a_blind_night_is_not():
    asked = Asked(detector(), at("20:00"), kept=True)
    for event in (*UP, motion("+1 02:12", "bathroom"), bed("+1 02:18", True)):
        asked.hear(event)
    assert asked.memory.away == (8.0,) and asked.memory.stills == (6.0,)
    for event in (bed("+1 03:00", False), gap("+1 03:01", "+1 04:00"), bed("+1 04:01", True)):
        asked.hear(event)
    assert asked.memory.away == (8.0,)


def without_bed(*story: Any) -> list[tuple[str, str]]:
    return night(*story, devices=NO_BED)


def test_an_early_riser_is_learned_in_a_week():
    asked = Asked(detector(), at("20:00"), kept=True)
    for n in range(8):
        for event in (bed(f"+{n} 22:00", True), bed(f"+{n + 1} 05:00", False), motion(f"+{n + 1} 05:02", "kitchen")):
            asked.hear(event)
        asked.hear(motion(f"+{n + 1} 06:10", "kitchen"))
    assert asked.memory.rises == (360.0,) * 8
    assert {f.at.day - 14 for f in asked.found} == {1, 2, 3, 4, 5, 6, 7}, "told until it is known"
    for event in (bed("+9 22:00", True), bed("+10 02:00", False), motion("+10 02:01", "hall"), bed("+10 02:30", True)):
        asked.hear(event)
    assert len([f for f in asked.found if f.at >= at("+9 00:00") and f.turn == "concern"]) == 1, "at two she is not"
    for event in (bed("+10 05:05", False), motion("+10 05:06", "hall")):
        asked.hear(event)
    asked.ticks(at("+10 06:35"))
    assert len([f for f in asked.found if f.at >= at("+10 03:00")]) == 0
    asked.ticks(at("+10 06:40"))
    assert [t for t, _ in told(asked.found)][-1] == "+10 06:36"


def test_who_gets_up_after_the_night_is_no_early_riser():
    asked = Asked(detector(), at("20:00"), kept=True)
    for n in range(8):
        for event in (bed(f"+{n} 22:00", True), bed(f"+{n + 1} 07:00", False), motion(f"+{n + 1} 07:02", "kitchen")):
            asked.hear(event)
    assert asked.memory.rises == (420.0,) * 8
    for event in (bed("+8 22:00", True), bed("+9 05:50", False), motion("+9 05:51", "hall")):
        asked.hear(event)
    asked.ticks(at("+9 12:00"))
    assert told(asked.found) == [("+9 06:11", "up at 05:50, nothing moves since 05:51")]


def test_without_a_bed_sensor_the_bedroom_tells():
    story = (motion("22:50", "bedroom"), motion("+1 02:10", "hall"), motion("+1 02:11", "bathroom"))
    assert without_bed(*story) == [("+1 02:56", "up at 02:10, nothing moves since 02:11")]
    assert without_bed(*story, motion("+1 02:20", "bedroom")) == []
    assert without_bed(motion("+1 01:20", "bedroom"), *story[1:]) == [], "dressing, reading: not asleep yet"
    found = ask(detector(devices=NO_BED), *story, motion("+1 03:00", "bedroom"), start="20:00")
    assert told(found)[1:] == [("+1 03:00", "back in the bedroom at 03:00")]


def test_what_ended_well_is_allowed_within_bounds():
    for longest, due in ((24.0, "+1 02:41"), (300.0, "+1 03:41"), (5.0, "+1 02:31")):
        asked = Asked(detector(), at("20:00"))
        asked.memory = structs.replace(asked.memory, stills=(longest,), away=(longest,))
        for event in (*UP, motion("+1 02:11", "bathroom")):
            asked.hear(event)
        asked.ticks(at("+1 05:00"))
        assert [t for t, _ in told(asked.found)] == [due]


def test_without_a_bed_sensor_an_evening_in_the_kitchen_is_nothing():
    assert without_bed(motion("23:10", "kitchen"), motion("23:20", "kitchen")) == []


def test_without_a_bed_sensor_it_needs_somebody_who_lives_alone():
    for other in (Home(others="visitors"), Home(pets=True), Home(others="lives with others")):
        assert night_bed.of(home(devices=NO_BED, home=other)) is None
        assert night_bed.of(home(devices=KIT, home=other)) is not None


@pytest.mark.parametrize("service", ["being installed", "suspended", "ended"])
def test_only_in_service_and_if_agreed(service):
    assert night_bed.of(home(service, devices=KIT)) is None
    assert night_bed.of(home(without="wandering", devices=KIT)) is None
    assert night_bed.of(home(devices=())) is None


def test_the_hours_are_settings():
    early = structs.replace(
        NUMBERS, night=structs.replace(NUMBERS.night, hours="20:00-05:00", still_for=timedelta(minutes=5))
    )
    assert night(bed("19:00", True), bed("20:30", False), motion("20:31", "hall"), detectors=early)[0][0] == "20:36"


moves = st.lists(st.tuples(st.integers(1, 40), st.sampled_from(["hall", "kitchen", "bathroom"])), max_size=25)


def first(walk: list[tuple[int, str]]) -> Any:
    asked, now = Asked(detector(), at("20:00"), kept=True), at("+1 01:00")
    asked.hear(bed("22:00", True))
    asked.hear(reading(now, "bed", "bed", False))
    for minutes, room in walk:
        now += timedelta(minutes=minutes)
        asked.hear(reading(now, f"{room}-pir", "motion"))
    asked.ticks(at("+1 23:00"))
    return min((f.at for f in asked.found), default=at("+9 00:00"))


@given(moves, st.integers(0, 24), st.integers(1, 30))
def test_one_more_movement_never_makes_the_first_alarm_sooner(walk, where, minutes):
    """A movement between two others, in the room where she is: the silence is shorter, the room the same."""
    if where >= len(walk) or walk[where][0] <= minutes:
        return
    room = walk[where - 1][1] if where else walk[0][1]
    more = [*walk[:where], (minutes, room), (walk[where][0] - minutes, walk[where][1]), *walk[where + 1 :]]
    if where == 0:
        return
    assert first(more) >= first(walk)


@given(moves)
def test_never_sooner_than_the_settings_say(walk):
    assert first(walk) >= at("+1 01:20")


def test_the_memory_is_small():
    asked = Asked(detector(), at("20:00"))
    for event in UP:
        asked.hear(event)
    full = structs.replace(asked.memory, away=(12.5,) * 30)
    assert len(msgspec.json.encode(full)) < 2000
