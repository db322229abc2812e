"""Only one room moves, hour after hour: she cannot leave it, or its sensor speaks by itself. Four hours here."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import structs

from detectors import one_room
from detectors.one_room import GOES_ON, OneRoom
from hub.model.events import ClockStepped, Reading, Sensed
from hub.model.findings import Finding
from hub.model.household import Device, Home
from hub.model.ids import DeviceId
from tests.detectors.virtual_home import (
    BEDROOM,
    DEVICES,
    HOUSE,
    KITCHEN,
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
    went,
)

HOUSE_WITH_BATHROOM = (*DEVICES, *(d for d in HOUSE if d.use == "motion"))
SINCE_9 = "since 09:00: may be stuck, or a faulty sensor"


def detector(**other: Any) -> OneRoom:
    found = one_room.of(home(**other))
    assert found is not None
    return found


def day(*story: Sensed, **other: Any) -> list[Finding]:
    return ask(detector(**other), *sorted(story, key=_when), until="+3 00:00", kept=True)


def _when(event: Sensed) -> Any:
    return event.heard if isinstance(event, Reading) else event.at


def crawls(room: str = "kitchen", since: int = 9, until: int = 15) -> list[Reading]:
    """Movement in one room every half hour."""
    return [motion(f"{hour:02}:{minute:02}", room) for hour in range(since, until) for minute in (0, 30)]


def test_one_room_moves_and_nothing_else_does():
    (finding,) = day(motion("08:59", "hall"), *crawls())
    assert told([finding]) == [("13:00", SINCE_9)]
    assert (finding.kind, finding.turn, finding.room) == ("one room only", "concern", "kitchen")


def test_while_nothing_else_moves_it_is_told_again_after_a_day_then_two_then_four():
    """Whoever said that she was fine may lie there next day; and a sensor that chatters does not ring every night."""
    days = [motion(f"+{d} {h:02}:00", "kitchen") for d in range(10) for h in range(24)]
    assert [f.at for f in ask(detector(), *days)] == [at(f"+{d} 04:00") for d in (0, 1, 3, 7)]
    assert [f.again for f in ask(detector(), *days)] == [True, False, False, False], "who has it is not asked again"


def test_another_room_begins_that_anew():
    days = [motion(f"+{d} {h:02}:00", "kitchen") for d in range(2) for h in range(24)]
    found = day(*days, motion("+1 02:30", "hall"))
    assert [f.at for f in found if f.turn == "concern"] == [at("04:00"), at("+1 07:00")]


def test_what_an_older_version_told_is_told_again_a_day_later():
    told_long_ago = one_room.Alone(KITCHEN, at("00:00"), at("00:00"), at("08:00"), told=True)
    asked = Asked(detector(), at("08:00"))
    asked.memory = one_room.Moving(alone=told_long_ago)
    for event in (motion(f"+{d} {h:02}:00", "kitchen") for d in range(2) for h in range(24) if d or h > 8):
        asked.hear(event)
    assert [f.at for f in asked.found] == [at("+1 09:00")]


@pytest.mark.parametrize(
    "other",
    [
        motion("12:10", "hall"),
        reading("12:10", "bed", "bed"),
        opens("12:10"),
        closes("12:10"),
        opens("12:10", "back"),
        reading("12:10", "pendant", "help", "sos"),
        reading("12:10", "pendant", "cancel", "cancel"),
    ],
    ids=lambda event: f"{event.name} {event.value}",
)
def test_whatever_else_a_person_does_begins_it_anew(other):
    """Also the back door, which is in the kitchen itself."""
    assert told(day(*crawls(), other)) == []
    assert [finding.at for finding in day(*crawls(until=18), other)] == [at("16:30")]


@pytest.mark.parametrize(
    "other",
    [
        motion("12:10", "hall", value=False),
        motion("12:10", "hall", cached=True),
        motion("12:10", "hall", known=False),
        reading("12:10", "hall-pir", "battery", 90),
        reading("12:10", "front", "contact", edge=False),
        reading("12:10", "cooker", "power", True),
    ],
    ids=lambda event: f"{event.kind} {event.value}",
)
def test_what_nobody_did_changes_nothing(other):
    assert told(day(*crawls(), other)) == [("13:00", SINCE_9)]


def test_two_sensors_of_one_room_are_one_room():
    story = [reading(f"{h:02}:00", "cube" if h % 2 else "kitchen-pir", "vibration" if h % 2 else "motion")
             for h in range(9, 15)]  # fmt: skip
    assert told(day(*story)) == [("13:00", SINCE_9)]


def test_a_blip_and_then_silence_is_for_inactivity():
    assert day(motion("09:00", "kitchen")) == []
    assert day(motion("09:00", "kitchen"), motion("23:00", "kitchen"), motion("+1 00:00", "kitchen")) == []


def test_after_a_long_pause_it_counts_anew_and_is_still_told_once():
    pause = GOES_ON + timedelta(minutes=1)
    later = reading(at("14:30") + pause, "kitchen-pir", "motion")
    more = [reading(later.at + timedelta(hours=h), "kitchen-pir", "motion") for h in range(1, 8)]
    assert len(day(*crawls(), later, *more)) == 1
    assert [f.at for f in day(*crawls(until=12), reading(at("11:30") + pause, "kitchen-pir", "motion"),
                              *(reading(at("11:30") + pause + timedelta(hours=h), "kitchen-pir", "motion")
                                for h in range(1, 8)))] == [at("11:30") + pause + timedelta(hours=4)]  # fmt: skip


def test_another_room_ends_it_and_says_so():
    found = day(*crawls(), motion("15:10", "hall"), *crawls("bedroom", 16, 22))
    assert [(f.turn, f.because) for f in found] == [
        ("concern", SINCE_9), ("restored", "movement in Hall at 15:10"),
        ("concern", "since 16:00: may be stuck, or a faulty sensor"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "other", [{"home": Home(pets=True)}, {"home": Home(others="visitors")}, {"home": Home(others="lives with others")}]
)
def test_with_a_pet_or_others_it_is_told_and_no_movement_takes_it_back(other):
    assert told(day(*crawls(), motion("15:10", "hall"), **other)) == [("13:00", SINCE_9)]


def test_the_door_takes_nothing_back():
    """It may be the responder's."""
    assert told(day(*crawls(), opens("15:10"), closes("15:11"))) == [("13:00", SINCE_9)]


def test_who_left_and_told_nobody_is_asked_after():
    """A sensor speaks in the empty home."""
    assert told(day(opens("08:50"), closes("08:50:20"), *crawls())) == [("13:00", SINCE_9)]


# what could not be heard


def test_the_hub_was_off_in_between():
    (finding,) = day(*crawls(until=11), gap("11:00", "13:00"), *crawls(since=13, until=18))
    assert told([finding]) == [("15:00", SINCE_9)]
    assert finding.evidence == ("2 h of it unseen",)


DEAD = "07:00"
"""Before the first movement."""


def test_a_dead_sensor_elsewhere_sees_nobody_leave():
    """Only the bedroom is heard: it takes twice as long."""
    dead = lost("10:00", "hall-pir", DEAD)
    (finding,) = day(*crawls(until=23), dead)
    assert told([finding]) == [("17:00", SINCE_9)]
    assert finding.evidence == ("not heard all the time: Hall motion",)
    assert [f.at for f in day(*crawls(until=23), dead, went("12:00", "hall-pir", "seen", "12:00"))] == [at("16:00")]


def test_where_two_other_rooms_are_heard_it_takes_half_as_long_again():
    (finding,) = day(*crawls(until=23), lost("10:00", "hall-pir", DEAD), devices=HOUSE_WITH_BATHROOM)
    assert told([finding]) == [("15:00", SINCE_9)]


def test_a_dead_exit_door_sees_nobody_leave():
    (finding,) = day(*crawls(until=23), lost("10:00", "front", DEAD))
    assert told([finding]) == [("15:00", SINCE_9)], "hall and bedroom are heard"
    assert finding.evidence == ("not heard all the time: Front door",)


def test_where_no_other_room_is_heard_nothing_is_concluded():
    dead = [lost("10:00", each, DEAD) for each in ("hall-pir", "bedroom-pir", "bed")]
    assert day(*crawls(until=23), *dead) == []
    assert [f.at for f in day(*crawls(until=23), *dead[:2])] == [at("17:00")], "by the bed alone"


def test_a_window_and_a_box_of_pills_that_are_dead_hide_nobody():
    window = Device(id=DeviceId("window"), name="Bedroom window", use="window", room=BEDROOM)
    dead = structs.replace(lost("10:00", "hall-pir", DEAD), device=window.id)
    assert told(day(*crawls(), dead, devices=(*DEVICES, window))) == [("13:00", SINCE_9)]


def test_a_sensor_that_comes_and_goes_does_not_put_it_off_for_ever():
    """Each time that it is back, what it hid begins anew; by the others it is told all the same."""
    hours = [(f"{hour:02}", f"{hour + 1:02}") for hour in range(9, 22, 2)]
    gone = [lost(f"{hour}:50", "hall-pir", f"{hour}:10") for hour, _ in hours]
    back = [went(f"{then}:20", "hall-pir", "seen", f"{then}:20") for _, then in hours]
    (finding,) = day(*crawls(until=23), *gone, *back)
    assert told([finding]) == [("17:00", SINCE_9)]
    assert finding.evidence == ("not heard all the time: Hall motion",)


def test_a_dead_sensor_of_the_same_room_does_not_matter():
    assert told(day(*crawls(), lost("10:00", "cube", "07:00"))) == [("13:00", SINCE_9)]


def test_a_sensor_that_may_just_have_died_is_waited_for():
    late = went("12:30", "hall-pir", "late", "11:00")
    assert [f.at for f in day(*crawls(), late, went("14:10", "hall-pir", "seen", "14:10"))] == [at("14:30")]
    assert [f.at for f in day(*crawls(until=23), late, lost("15:00", "hall-pir", "11:00"))] == [at("17:00")]


def test_a_sensor_that_was_only_late_was_there_all_the_time():
    late = [went("10:30", "hall-pir", "late", "09:10"), went("11:30", "hall-pir", "seen", "11:30")]
    assert told(day(*crawls(), *late)) == [("13:00", SINCE_9)]


def test_one_that_dies_when_it_was_long_enough_changes_nothing():
    assert told(day(*crawls(), went("13:00", "hall-pir", "late", "13:00"))) == [("13:00", SINCE_9)]


def test_a_link_that_is_down_hides_all():
    down = [link("10:15", "zigbee2mqtt", up=False), link("12:15", "zigbee2mqtt", up=True)]
    quiet = [*crawls(until=10), *crawls(since=13, until=19)]
    assert [f.at for f in day(*quiet, *down)] == [at("15:00")]
    assert day(*crawls(), down[0]) == []
    assert told(day(*crawls(), link("10:15", "sms", up=False))) == [("13:00", SINCE_9)]


def test_many_that_fall_silent_together_cost_their_time_at_most_once_each_way():
    """What is back at 12:00 was unheard until then and not longer."""
    story = [e for eye in ("hall-pir", "bedroom-pir", "bed", "front")
             for e in (lost("11:00", eye, "10:00"), went("12:00", eye, "seen", "12:00"))]  # fmt: skip
    (finding,) = day(*crawls(until=20), *story)
    assert at("15:00") <= finding.at <= at("16:00")


def test_the_clock_is_corrected():
    by = timedelta(hours=30)
    asked = Asked(detector(), at("00:00"))
    for event in (*crawls(until=11), ClockStepped(at=at("+1 16:45"), by=by)):
        asked.hear(event)
    for event in crawls(since=11):
        moved = event.heard + by
        asked.hear(reading(moved, "kitchen-pir", "motion"))
    assert [f.at for f in asked.found] == [at("13:00") + by]


def test_what_is_told_late_of_another_room_counts():
    late = motion("12:20", "hall", said="11:50")
    assert [f.at for f in day(*crawls(until=18), late)] == [at("16:00")]
    before = motion("12:20", "hall", said="08:00")
    assert told(day(*crawls(), before)) == [("13:00", SINCE_9)]


# where it is not


def test_away_and_told():
    assert day(*crawls(), service="suspended") == []
    asked = Asked(detector(service="suspended"), at("00:00"))
    asked.hear(lost("01:00", "hall-pir", "00:00"))
    back = Asked(detector(), at("00:00"))
    back.memory = asked.memory
    for event in crawls(until=23):
        back.hear(event)
    assert [f.at for f in back.found] == [at("17:00")], "what died meanwhile is known"


def test_it_does_not_count_on_from_before_she_was_away():
    here, away = detector(), detector(service="suspended")
    asked = Asked(here, at("00:00"))
    for event in crawls(until=11):
        asked.hear(event)
    asked.detector = away
    asked.hear(motion("11:00", "kitchen"))
    asked.detector = here
    for event in crawls(since=12, until=18):
        asked.hear(event)
    assert [f.at for f in asked.found] == [at("16:00")]


def test_two_rooms_at_least():
    hall = tuple(d for d in DEVICES if d.room in (None, "hall"))
    kitchen = tuple(d for d in DEVICES if d.id == "kitchen-pir")
    cooker = tuple(d for d in HOUSE if d.id == "cooker")
    assert one_room.of(home(devices=hall)) is None
    assert one_room.of(home(devices=(*hall, *cooker))) is None, "a plug sees nobody"
    window = Device(id=DeviceId("window"), name="Bedroom window", use="window", room=BEDROOM)
    assert one_room.of(home(devices=(*hall, window))) is None, "a window may stay shut for a week"
    assert told(day(*crawls(), devices=(*hall, *kitchen))) == [("13:00", SINCE_9)]


@pytest.mark.parametrize("other", [{"service": "being installed"}, {"service": "ended"}, {"without": "inactivity"}])
def test_where_nobody_is_looked_for(other):
    assert one_room.of(home(**other)) is None


# whatever happens


def test_what_it_remembers_does_not_grow():
    """A month of movement, with every device lost and found each day."""
    asked = Asked(detector(), at("00:00"))
    for day in range(30):
        for hour in range(24):
            room = "kitchen" if hour % 3 else "hall"
            asked.hear(reading(at(f"+{day} {hour:02}:00"), f"{room}-pir", "motion"))
        for device in ("hall-pir", "bedroom-pir", "bed", "front"):
            asked.hear(lost(f"+{day} 23:10", device, f"+{day} 22:00"))
        for device in ("hall-pir", "bedroom-pir", "bed", "front"):
            asked.hear(went(f"+{day} 23:20", device, "seen", f"+{day} 23:20"))
    assert len(msgspec.json.encode(asked.memory)) < 300


MOVES = st.lists(st.tuples(st.integers(0, 30 * 12), st.sampled_from(["kitchen", "hall", "bedroom"])), max_size=60)


def alerts(moves: list[tuple[int, str]], *more: Sensed) -> list[tuple[Any, Any]]:
    story = [reading(at("00:00") + timedelta(minutes=5 * after), f"{room}-pir", "motion") for after, room in moves]
    found = ask(detector(), *sorted((*story, *more), key=_when), until="+3 00:00")
    return [(f.at, f.room) for f in found if f.turn == "concern"]


@given(MOVES, st.integers(0, 30 * 12), st.sampled_from(["hall", "bedroom"]))
def test_movement_elsewhere_never_brings_it_forward(moves, when, room):
    """Whatever is told of the kitchen had been told by then without it."""
    before = [found for found, of in alerts(moves) if of == "kitchen"]
    for found, of in alerts([*moves, (when, room)]):
        assert of != "kitchen" or any(told_before <= found for told_before in before)


@given(MOVES, st.integers(0, 30), st.integers(0, 30), st.booleans())
@example([(0, "kitchen"), (290, "kitchen")], 0, 0, True)
def test_fewer_heartbeats_never_raise_it(moves, gone, after, back):
    """A sensor that is not heard for a while is late, then lost: no alert comes that was not there, or sooner."""
    dies, seen = f"{gone % 24:02}:02", f"+1 {(gone + after) % 24:02}:07"
    story: list[Sensed] = [lost(f"{gone % 24:02}:57", "hall-pir", dies)]
    story += [went(seen, "hall-pir", "seen", seen)] if back else []
    quiet = [(when, room) for when, room in moves if room != "hall"]
    plain = alerts(quiet)
    for found, of in alerts(quiet, *story):
        assert any(room == of and when <= found for when, room in plain)
