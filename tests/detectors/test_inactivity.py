"""Nobody has moved for too long: days in Mary's home. By day 4 h, in the night (22:00 to 07:00) 10 h."""

from datetime import timedelta

import msgspec
import pytest

from detectors import inactivity
from detectors.inactivity import Inactivity
from hub.model.events import ClockStepped
from hub.model.household import Home
from tests.detectors.virtual_home import (
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


def detector() -> Inactivity:
    found = inactivity.of(home())
    assert found is not None
    return found


def day(*story, until="23:59", start="07:00"):
    return told(ask(detector(), *story, start=start, until=until, kept=True))


def test_nothing_moves_after_breakfast():
    story = motion("07:42", "kitchen"), motion("07:43", "hall")
    assert day(*story, until="12:00") == [("11:43", "no movement since 07:43 (limit 4 h)")]


def test_movement_puts_it_off():
    story = motion("07:42", "kitchen"), motion("11:41", "kitchen"), motion("15:40", "hall")
    assert day(*story, until="19:39") == []
    assert day(*story, until="19:40") == [("19:40", "no movement since 15:40 (limit 4 h)")]


def test_a_home_where_nothing_ever_moved_is_told_of_too():
    assert day(until="12:00") == [("11:00", "no movement since the watch began at 07:00 (limit 4 h)")]


def test_the_finding_names_the_room_where_it_began():
    (finding,) = ask(detector(), motion("07:42", "kitchen"), start="07:00", until="12:00")
    assert (finding.kind, finding.room, finding.turn) == ("inactivity", "kitchen", "concern")


def test_after_a_concern_it_is_told_again_only_after_movement():
    story = (motion("07:00", "kitchen"),)
    assert [t for t, _ in day(*story)] == ["11:00"]
    story = motion("07:00", "kitchen"), motion("12:00", "kitchen")
    assert [t for t, _ in day(*story)] == ["11:00", "12:00", "16:00"]


# The night


def test_a_silence_of_the_evening_lasts_into_the_night():
    assert day(motion("21:00", "bedroom"), start="20:00", until="+1 10:59") == []


def test_a_sleeper_has_the_whole_day_limit_after_the_night():
    story = (motion("23:05", "bedroom"),)
    assert day(*story, start="22:00", until="+1 10:59:59") == []
    assert day(*story, start="22:00", until="+1 11:00") == [
        ("+1 11:00", "no movement since 23:05 (limit 4 h after the night)")
    ]


def test_getting_up_starts_the_day():
    story = motion("23:05", "bedroom"), motion("+1 07:20", "bedroom")
    assert [t for t, _ in day(*story, start="22:00", until="+1 11:30")] == ["+1 11:20"]


def test_movement_before_dawn_does_not_shorten_the_morning():
    story = motion("23:05", "bedroom"), motion("+1 05:30", "hall")
    assert [t for t, _ in day(*story, start="22:00", until="+1 11:30")] == ["+1 11:00"]


def test_the_night_limit_itself_is_reached():
    story = (motion("18:30", "kitchen"),)
    assert day(*story, start="18:00", until="+1 06:00") == [
        ("+1 04:30", "no movement since 18:30 (limit 10 h at night)")
    ]


def test_a_silence_that_is_too_long_before_the_night_is_told_before_it():
    assert [t for t, _ in day(motion("17:59", "kitchen"), start="17:00", until="22:00")] == ["21:59"]


@pytest.mark.parametrize(("day_of_change", "dawn_utc"), [("2026-03-29", 6), ("2026-10-25", 7)])
def test_dawn_is_on_the_clocks_of_the_home_when_they_change(day_of_change, dawn_utc):
    change = at("00:00").fromisoformat(f"{day_of_change}T00:00:00+00:00")
    asked = Asked(detector(), change - timedelta(hours=1), kept=True)
    asked.hear(reading(change - timedelta(minutes=30), "bedroom-pir", "motion"))
    asked.ticks(change + timedelta(days=1))
    assert [f.at for f in asked.found] == [change + timedelta(hours=dawn_utc + 4)]


# What is not movement


def test_old_knowledge_timers_and_strangers_put_nothing_off():
    story = (
        motion("08:00", "kitchen"),
        motion("09:00", "kitchen", cached=True),
        motion("09:10", "kitchen", value=False),
        reading("09:20", "bed", "bed", True, edge=False),
        reading("09:30", "somebody-elses", "motion", known=False),
        reading("09:40", "radar", "presence", True, edge=False),
    )
    assert [t for t, _ in day(*story, until="12:30")] == ["12:00"]


def test_getting_out_of_bed_and_a_press_are_movement():
    story = reading("08:00", "bed", "bed", False), reading("09:00", "pendant", "cancel", "cancel")
    assert [t for t, _ in day(*story, until="13:30")] == ["13:00"]


def test_late_movement_counts_when_it_was():
    story = motion("08:00", "kitchen"), motion("11:00", "kitchen", said="08:30")
    assert [t for t, _ in day(*story, until="12:45")] == ["12:30"]


def test_what_is_heard_out_of_order_takes_nothing_back():
    story = motion("08:00", "kitchen"), motion("11:00", "kitchen", said="07:30")
    assert [t for t, _ in day(*story, until="12:30")] == ["12:00"]


def test_a_departure_heard_late_is_decided_when_it_is_heard():
    asked = Asked(detector(), at("07:00"), kept=True)
    asked.hear(motion("09:59", "hall"))
    asked.hear(opens("10:30", said="10:00"))
    assert asked.detector.deadline(asked.memory) == at("10:30")
    asked.ticks(at("23:00"))
    assert asked.found == []


# Movement during a concern


def test_movement_is_reported_for_the_hub_to_judge():
    story = (
        motion("07:00", "kitchen"),
        motion("11:30:00", "kitchen"),
        motion("11:30:03", "kitchen"),
        motion("11:30:04", "hall"),
        motion("11:30:14", "hall"),
    )
    found = [f for f in ask(detector(), *story, start="07:00") if f.turn == "withdrawn"]
    assert told(found) == [
        ("11:30", "movement in Kitchen at 11:30"),
        ("11:30:04", "movement in Hall at 11:30"),
        ("11:30:14", "movement in Hall at 11:30"),
    ]
    assert [f.rooms for f in found] == [("kitchen",), ("hall",), ("hall",)]


def test_the_exit_door_and_a_button_withdraw_nothing():
    story = motion("07:00", "kitchen"), opens("11:30"), reading("11:31", "pendant", "help", "sos")
    assert [f.turn for f in ask(detector(), *story, start="07:00")] == ["concern"]


def test_movement_of_before_the_concern_withdraws_nothing():
    story = motion("07:00", "kitchen"), motion("11:30", "kitchen", said="08:00")
    assert [f.turn for f in ask(detector(), *story, start="07:00")] == ["concern"]


# Blind


def test_the_time_in_which_the_hub_was_off_does_not_count():
    story = motion("08:00", "kitchen"), gap("09:00", "10:30")
    assert day(*story, until="13:30") == [("13:30", "no movement since 08:00 (limit 4 h, 1 h 30 min of it unseen)")]


def test_a_night_in_the_dark_leaves_the_whole_morning():
    story = motion("23:00", "bedroom"), gap("+1 02:00", "+1 08:00")
    assert [t for t, _ in day(*story, start="22:30", until="+1 12:30")] == ["+1 12:00"]


@pytest.mark.parametrize("name", ["broker", "zigbee2mqtt"])
def test_no_silence_while_no_sensor_can_be_heard(name):
    story = motion("08:00", "kitchen"), link("09:00", name, up=False)
    assert day(*story) == []
    assert [t for t, _ in day(*story, link("15:00", name, up=True), until="18:30")] == ["18:00"]


def test_no_silence_while_every_sensor_is_lost():
    gone = [lost("09:00", eye, "08:00") for eye in EYES]
    assert day(motion("08:00", "kitchen"), *gone) == []
    assert [t for t, _ in day(motion("08:00", "kitchen"), *gone[1:], until="12:30")] == ["12:00"]
    back = went("10:00", "bed", "seen", "10:00")
    assert [t for t, _ in day(motion("08:00", "kitchen"), *gone, back, until="13:30")] == ["13:00"]


def test_two_links_down_are_one_blindness():
    story = (
        motion("08:00", "kitchen"),
        link("09:00", "zigbee2mqtt", up=False),
        link("09:30", "broker", up=False),
        link("10:00", "zigbee2mqtt", up=True),
        link("10:30", "broker", up=True),
    )
    assert [t for t, _ in day(*story, until="13:45")] == ["13:30"]


def test_a_restart_while_blind_counts_once():
    story = (
        motion("08:00", "kitchen"),
        link("09:00", "broker", up=False),
        gap("09:30", "10:00"),
        link("11:00", "broker", up=True),
    )
    assert [t for t, _ in day(*story, until="14:30")] == ["14:00"]


def test_leaving_is_not_decided_while_blind():
    story = opens("10:00"), closes("10:00:10"), gap("10:01", "11:00"), motion("11:02", "kitchen")
    assert [t for t, _ in day(*story, until="15:30")] == ["15:02"]


# The clock


def test_a_corrected_clock_moves_the_night_too():
    """The hub believed that it was 14:00; it is 23:30, and the night's limit holds."""
    by = timedelta(hours=9, minutes=30)
    asked = Asked(detector(), at("13:00"), kept=True)
    asked.hear(motion("14:00", "bedroom"))
    asked.hear(ClockStepped(at=at("23:31"), by=by))
    asked.ticks(at("+1 11:30"))
    assert told(asked.found) == [("+1 11:00", "no movement since 23:30 (limit 4 h after the night)")]


def test_a_night_that_was_none_does_not_put_the_limit_off():
    """The hub believed that it was 23:30; it is 14:00, and the day's limit holds."""
    by = -timedelta(hours=9, minutes=30)
    asked = Asked(detector(), at("23:00"), kept=True)
    asked.hear(motion("23:30", "bedroom"))
    asked.hear(ClockStepped(at=at("14:01"), by=by))
    asked.ticks(at("20:00"))
    assert told(asked.found) == [("18:00", "no movement since 14:00 (limit 4 h)")]


# New numbers


@pytest.mark.parametrize(("limit", "when"), [(2, "09:42"), (6, "13:42")])
def test_a_new_limit_counts_at_once(limit, when):
    numbers = msgspec.structs.replace(NUMBERS.inactivity, limit=timedelta(hours=limit))
    changed = inactivity.of(home(detectors=msgspec.structs.replace(NUMBERS, inactivity=numbers)))
    assert changed is not None
    asked = Asked(detector(), at("07:00"), kept=True)
    asked.hear(motion("07:30", "kitchen"))
    asked.detector = changed
    asked.hear(motion("07:42", "kitchen"))
    asked.ticks(at("15:00"))
    assert [t for t, _ in told(asked.found)] == [when]


# Who is watched


@pytest.mark.parametrize("service", ["being installed", "ended"])
def test_only_where_somebody_lives(service):
    assert inactivity.of(home(service)) is None


def test_nothing_is_concluded_while_the_service_is_suspended():
    detector = inactivity.of(home("suspended"))
    assert detector is not None
    assert ask(detector, motion("07:42", "kitchen"), gap("08:00", "09:00"), until="+2 12:00") == []


def test_only_if_agreed_and_something_sees():
    assert inactivity.of(home(without="inactivity")) is None
    assert inactivity.of(home(devices=())) is None
    assert inactivity.of(home(home=Home(others="lives with others", pets=True))) is not None


def test_a_home_that_is_always_asleep_has_the_night_limit():
    numbers = msgspec.structs.replace(
        NUMBERS, inactivity=msgspec.structs.replace(NUMBERS.inactivity, night="00:00-24:00")
    )
    found = inactivity.of(home(detectors=numbers))
    assert found is not None
    assert told(ask(found, motion("07:00", "hall"), until="17:00")) == [
        ("17:00", "no movement since 07:00 (limit 10 h at night)")
    ]


def test_a_day_that_begins_while_the_hub_is_off_and_can_hear_nothing_is_not_due_in_the_past():
    asked = Asked(detector(), at("00:00"))
    for event in (link("00:00", "zigbee2mqtt", up=False), gap("00:10", "05:33")):
        asked.hear(event)
    due = asked.detector.deadline(asked.memory)
    assert due is not None and due >= at("05:33")
