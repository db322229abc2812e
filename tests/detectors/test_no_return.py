"""Mary goes out and does not come back: by 23:00, or for longer than her outings last (12 h until they are known)."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from detectors import no_return
from detectors.no_return import NoReturn
from hub.model.household import Home
from tests.detectors.virtual_home import (
    DEVICES,
    EYES,
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
    went,
)


def detector(**other: Any) -> NoReturn:
    found = no_return.of(home(**other))
    assert found is not None
    return found


def day(*story: Any, until: str = "+1 04:00", **other: Any) -> list[tuple[str, str]]:
    return told(ask(detector(**other), *story, until=until, kept=True))


def leaves(when: str) -> tuple[Any, Any]:
    return opens(f"{when}:00"), closes(f"{when}:20")


def test_out_for_longer_than_an_outing_may_last():
    (finding,) = ask(detector(), motion("08:59", "hall"), *leaves("09:00"), until="+1 04:00", kept=True)
    assert told([finding]) == [("21:00", "out since 09:00, for over 12 h")]
    assert (finding.kind, finding.room, finding.turn) == ("no return", "hall", "concern")


def test_not_back_by_the_time_of_the_day():
    assert day(*leaves("16:30")) == [("23:00", "out since 16:30, should be back by 23:00")]


def test_who_leaves_late_is_not_expected_by_then():
    assert day(*leaves("22:30"), until="+1 12:00") == [("+1 03:30", "out since 22:30, should be back by 03:30")]
    assert day(*leaves("19:00"), until="+1 12:00") == [("+1 00:00", "out since 19:00, should be back by 00:00")]


def test_the_night_has_a_detector_of_its_own():
    assert day(*leaves("23:30"), until="+1 11:29") == []
    assert day(*leaves("23:30"), until="+1 12:00") == [("+1 11:30", "out since 23:30, for over 12 h")]


def test_what_is_told_of_who_left_at_night_is_why_it_is_told_then():
    asked = Asked(detector(), at("00:00"))
    asked.memory = structs.replace(asked.memory, lengths=(240.0,) * 10)
    for event in leaves("23:30"):
        asked.hear(event)
    asked.ticks(at("+1 12:00"))
    assert told(asked.found) == [("+1 08:00", "out since 23:30, usually back within 4 h")]


@pytest.mark.parametrize("room", ["hall", "kitchen"])
def test_never_of_whoever_is_seen_inside(room):
    assert day(*leaves("09:00"), motion("09:00:40", room), until="+2 00:00") == []
    assert day(*leaves("09:00"), *leaves("20:59"), motion("20:59:30", room), until="+2 00:00") == []


def test_a_door_that_closes_after_somebody_was_seen_inside_may_have_closed_behind_her():
    airs = opens("09:00"), motion("09:02", "bedroom"), closes("09:05")
    assert day(*airs, until="+1 00:00") == [("21:05", "out since 09:05, for over 12 h")]
    assert day(*airs, motion("09:06", "hall"), until="+1 00:00") == []
    at_night = opens("23:30"), motion("23:31:30", "bedroom"), closes("23:32")
    assert [when for when, _ in day(*at_night, until="+1 12:00")] == ["+1 04:32"], "nothing was told in the night"


def test_used_again_after_it_was_told_is_another_wait():
    home_again = *leaves("09:00"), *leaves("22:00")
    assert [when for when, _ in day(*home_again, until="+1 12:00")] == ["21:00", "+1 03:00:20"]
    assert [when for when, _ in day(*home_again, motion("22:01", "hall"), until="+1 12:00")] == ["21:00", "22:01"]


def test_back_after_it_was_told_is_told_too():
    found = ask(detector(), *leaves("09:00"), *leaves("21:20"), motion("21:20:30", "hall"))
    assert told(found)[1:] == [("21:20:30", "Hall motion saw somebody at 21:20")]
    assert found[1].turn == "restored"
    others = detector(home=Home(others="visitors"))
    assert len(ask(others, *leaves("09:00"), *leaves("21:20"), motion("21:20:30", "hall"))) == 1


def test_a_carer_who_put_her_to_bed_goes_and_she_does_not():
    night = reading("00:30", "bed", "bed"), reading("07:00", "bed", "bed", False)
    call = (
        *night, *leaves("19:10"), motion("19:11", "hall"), reading("19:55", "bed", "bed"), motion("19:58", "kitchen"),
        *leaves("20:10"),
    )  # fmt: skip
    assert day(*call, until="+1 06:00") == []
    assert day(*call, reading("20:30", "bed", "bed", False), *leaves("20:40"), until="+1 06:00") != []
    assert day(*call[:-3], *leaves("20:10"), until="+1 06:00") != [], "nobody is in bed"


def test_a_door_that_only_closes_or_is_old_news():
    assert day(closes("09:00")) == [] and day(opens("09:00", cached=True)) == []


def test_time_without_sight_counts_later_and_is_not_learned():
    assert day(*leaves("09:00"), gap("12:00", "14:00"))[0][0] == "23:00"
    gone = [lost("10:00", eye, "09:00") for eye in EYES]
    assert day(*leaves("09:00"), *gone, until="23:30") == []
    assert day(*leaves("09:00"), *gone, went("11:00", "hall-pir", "seen", "11:00"))[0][0] == "22:00"
    asked = Asked(detector(), at("00:00"))
    for event in (*leaves("09:00"), gap("10:00", "10:30"), *leaves("11:00"), motion("11:00:30", "kitchen")):
        asked.hear(event)
    assert asked.memory.lengths == ()


def test_her_outings_are_learned_and_short_ones_are_not():
    asked = Asked(detector(), at("00:00"), kept=True)
    for event in (
        *leaves("09:00"),
        motion("09:04", "hall"),
        *leaves("10:00"),
        *leaves("11:30"),
        motion("11:30:30", "hall"),
    ):
        asked.hear(event)
    assert asked.memory.lengths == (90.5 - 1 / 3,), "from the door that closed behind her, not from that of her return"
    other = Asked(detector(home=Home(pets=True)), at("00:00"))
    for event in (*leaves("10:00"), motion("11:30", "hall")):
        other.hear(event)
    assert other.memory.lengths == ()


def test_the_more_outings_are_known_the_more_they_count():
    asks = detector()
    limits = [asks.limit((60.0,) * known) for known in (0, 5, 10, 20, 30)]
    assert limits[0] == timedelta(hours=12) and limits == sorted(limits, reverse=True)
    assert limits[-1] == timedelta(hours=4)
    assert asks.limit((240.0,) * 30) == timedelta(hours=6, minutes=45)
    assert asks.limit((20.0,) * 29 + (700.0,)) == timedelta(minutes=875), "a longer one counts at once"


def test_who_is_often_late_is_not_expected_by_then():
    asked = Asked(detector(), at("00:00"), kept=True)
    for n in range(3):
        for event in (opens(f"+{n} 15:00"), closes(f"+{n} 15:00:20"), motion(f"+{n} 23:30", "kitchen")):
            asked.hear(event)
    assert len(asked.found) == 6 and asked.memory.lates == (1.0, 1.0, 1.0)
    for event in (opens("+3 15:00"), closes("+3 15:00:20")):
        asked.hear(event)
    asked.ticks(at("+4 12:00"))
    assert told(asked.found)[6:] == [("+4 02:40:51", "out since 15:00, for over 11 h 40 min")]


def test_what_is_usual_is_told():
    asked = Asked(detector(), at("00:00"))
    asked.memory = structs.replace(asked.memory, lengths=(70.0,) * 10)
    for event in leaves("09:00"):
        asked.hear(event)
    asked.ticks(at("22:00"))
    assert told(asked.found) == [("15:43:45", "out since 09:00, usually back within 1 h 10 min")]


def test_a_holiday_is_no_alarm_and_forgets_nothing_that_was_learned():
    asked = Asked(detector(), at("00:00"), kept=True)
    asked.memory = structs.replace(asked.memory, lengths=(70.0,) * 10)
    for event in leaves("09:00"):
        asked.hear(event)
    asked.detector = away = no_return.of(home("suspended"))
    assert away is not None and away.deadline(asked.memory) is not None, "at once, so that it is forgotten"
    asked.ticks(at("10:00"))
    for event in (*leaves("15:00"), motion("15:01", "hall")):
        asked.hear(event)
    assert asked.memory == structs.replace(away.start(at("00:00")), lengths=(70.0,) * 10)
    asked.detector = detector()
    asked.ticks(at("+20 00:00"))
    assert asked.found == []


@pytest.mark.parametrize(("before", "after", "count"), [(False, True, 1), (True, False, 0)])
def test_what_can_be_heard_is_followed_while_she_is_away(before, after, count):
    asked, away = Asked(detector(), at("00:00"), kept=True), no_return.of(home("suspended"))
    assert away is not None
    asked.hear(link("01:00", "zigbee2mqtt", up=before))
    asked.detector = away
    asked.hear(link("12:00", "zigbee2mqtt", up=after))
    asked.detector = detector()
    for event in (opens("+1 09:00"), closes("+1 09:00:20")):
        asked.hear(event)
    asked.ticks(at("+2 00:00"))
    assert len(asked.found) == count


def test_only_if_agreed_and_a_way_out_and_the_home_are_watched():
    assert no_return.of(home(without="wandering")) is None
    assert no_return.of(home("ended")) is None and no_return.of(home("being installed")) is None
    assert no_return.of(home(devices=tuple(d for d in DEVICES if d.use != "exit door"))) is None
    assert no_return.of(home(devices=tuple(d for d in DEVICES if d.use == "exit door"))) is None


def test_the_numbers_are_settings():
    early = structs.replace(NUMBERS, wandering=structs.replace(NUMBERS.wandering, back_by="18:00"))
    assert day(*leaves("12:00"), detectors=early)[0][0] == "18:00"


whatever = st.lists(
    st.tuples(st.integers(1, 300), st.sampled_from(["opens", "closes", "hall", "kitchen"])), max_size=40
)


@given(whatever)
def test_nobody_who_moved_inside_after_the_door_is_told_as_out(story):
    asked, now, inside = Asked(detector(), at("07:00"), kept=True), at("07:00"), at("07:00")
    for minutes, what in story:
        now += timedelta(minutes=minutes)
        door = what in ("opens", "closes")
        before = len(asked.found)
        asked.hear(reading(now, "front", "contact", what == "opens") if door else reading(now, f"{what}-pir", "motion"))
        for finding in asked.found[before:]:
            if finding.turn == "concern":
                assert finding.at - inside >= timedelta(hours=2), "told although somebody moved inside a while ago"
        inside = inside if door else now


def test_the_memory_is_small():
    full = structs.replace(detector().start(at("00:00")), lengths=(123.25,) * 30)
    assert len(msgspec.json.encode(full)) < 1000


def test_a_bed_that_says_late_that_she_got_up_behind_the_carer():
    night = reading("00:30", "bed", "bed"), reading("06:30", "bed", "bed", False)
    call = *leaves("20:30"), motion("20:31", "hall"), motion("20:40", "kitchen"), reading("20:50", "bed", "bed")
    story = *night, *call, *leaves("21:00"), *leaves("21:09")
    late = reading("21:12", "bed", "bed", False)
    assert day(*story, until="+1 12:00") == []
    assert day(*story, late) == [("+1 02:09", "out since 21:09, should be back by 02:09")]
    assert day(*story, late, motion("21:15", "kitchen")) == []


def test_a_door_that_the_carer_leaves_open_and_she_shuts_behind_her():
    night = reading("00:30", "bed", "bed"), reading("06:30", "bed", "bed", False)
    call = *leaves("20:30"), motion("20:31", "hall"), motion("20:40", "kitchen"), reading("20:50", "bed", "bed")
    up = reading("21:03", "bed", "bed", False), motion("21:04", "hall")
    story = *night, *call, opens("21:00"), *up, closes("21:06")
    assert day(*story) == [("+1 02:06", "out since 21:06, should be back by 02:06")]
