"""Weeks in Mary's home: what is learned of her days, and what a silence means then. The plain limit is 12 h."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from detectors import inactivity
from detectors.inactivity import Inactivity
from detectors.usual_silence import Past
from hub.model.events import ClockStepped, Sensed
from tests.detectors.virtual_home import (
    NUMBERS,
    Asked,
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

PLAIN = structs.replace(
    NUMBERS,
    inactivity=structs.replace(NUMBERS.inactivity, limit=timedelta(hours=12), night_limit=timedelta(hours=12)),
)


def detector(**other: float) -> Inactivity:
    numbers = structs.replace(PLAIN, inactivity=structs.replace(PLAIN.inactivity, **other))
    found = inactivity.of(home(detectors=numbers))
    assert found is not None
    return found


def a_day(day: int) -> list[Sensed]:
    """Up at seven, a nap after lunch, out for an hour at three, bed at half past ten; a few minutes vary."""
    late = day * 7 % 20
    story: list[Sensed] = [motion(f"+{day} 07:{late:02}", "bedroom")]
    for hour in (7, 8, 9, 10, 11, 12, 14, 17, 18, 19, 20, 21):
        story += [motion(f"+{day} {hour:02}:{20 + late}", "kitchen"), motion(f"+{day} {hour:02}:{25 + late}", "hall")]
    story += [opens(f"+{day} 15:00"), closes(f"+{day} 15:00:10"), opens(f"+{day} 16:{late:02}"),
              closes(f"+{day} 16:{late:02}:08"), motion(f"+{day} 16:{late:02}:20", "hall"),
              motion(f"+{day} 22:{10 + late}", "bedroom")]  # fmt: skip
    return sorted(story, key=lambda each: each.at)


def lived(days: int, of: Inactivity | None = None, first: int = 0) -> Asked:
    asked = Asked(of or detector(), at("00:00"))
    for day in range(first, first + days):
        for event in a_day(day):
            asked.hear(event)
    return asked


def silent(asked: Asked, until: str) -> list[tuple[str, str]]:
    asked.ticks(at(until))
    return told(asked.found)


def seen(asked: Asked) -> tuple[Past, ...]:
    learned = asked.memory.wait.learned
    return (*learned.past, *learned.fresh)


def test_ordinary_weeks_raise_nothing():
    assert lived(40).found == []


def test_in_the_first_days_only_the_first_limit_holds():
    ((when, because),) = silent(lived(4), "+5 20:00")
    assert when.startswith("+5 04:") and because.endswith("(limit 30 h)")


def test_where_somebody_wants_help_sooner_that_holds_from_the_first_day_on():
    ((when, because),) = silent(lived(4, detector(limit=timedelta(hours=5))), "+4 20:00")
    assert when == "+4 12:00" and because.endswith("(limit 5 h after the night)")


def test_in_the_first_days_she_who_came_in_waits_longer_too():
    asked = morning(4)
    for event in (*out(4), opens("+4 15:30"), closes("+4 15:30:10")):
        asked.hear(event)
    ((when, because),) = silent(asked, "+5 12:00")
    assert when == "+5 03:30:10" and because.endswith("(limit 12 h after the door was used)")


def test_then_a_morning_without_her_is_noticed_by_what_is_usual():
    asked = lived(28)
    ((when, because),) = silent(asked, "+29 12:00")
    assert "+28 08:00" < when < "+28 09:59"
    assert "usually 8 h" in because


def morning(days: int) -> Asked:
    """So many days, and the next one until noon."""
    asked = lived(days)
    for event in a_day(days):
        if event.at < at(f"+{days} 12:00"):
            asked.hear(event)
    return asked


def test_a_day_sooner_than_a_night():
    asked = morning(28)
    last = asked.memory.silence.moved
    asked.ticks(at("+29 00:00"))
    (found,) = asked.found
    assert timedelta(hours=2) <= found.at - last < timedelta(hours=5)


def out(day: int) -> tuple[Sensed, ...]:
    """She goes out at two."""
    return motion(f"+{day} 14:00", "hall"), opens(f"+{day} 14:01"), closes(f"+{day} 14:01:10")


OUT = out(28)


def test_the_door_let_her_in_and_nobody_was_seen_since():
    asked = morning(28)
    for event in (*OUT, opens("+28 15:30"), closes("+28 15:30:10")):
        asked.hear(event)
    ((when, because),) = silent(asked, "+29 12:00")
    assert when <= "+28 21:30:10" and because.endswith("after the door was used)")


def test_while_she_is_out_nothing_is_concluded():
    asked = morning(28)
    for event in OUT:
        asked.hear(event)
    assert silent(asked, "+31 12:00") == []


def blips(days: int) -> Asked:
    """Every afternoon the kitchen's sensor speaks while she is out, and nobody was in: she comes in by the door."""
    asked = lived(21)
    for day in range(21, 21 + days):
        for event in a_day(day):
            asked.hear(event)
            if event.at == at(f"+{day} 15:00:10"):
                asked.hear(motion(f"+{day} 15:30", "kitchen"))
    today = 21 + days
    for event in (*(each for each in a_day(today) if each.at < at(f"+{today} 12:00")), *out(today)):
        asked.hear(event)
    return asked


def test_a_sensor_that_spoke_by_itself_before_does_not_bring_her_home():
    asked = blips(5)
    asked.hear(motion("+26 15:00", "kitchen"))
    known = asked.detector.of_resident(asked.memory, at("+26 16:00"))
    assert known.where == "not known" and known.concern_at == at("+27 09:00")
    ((when, because),) = silent(asked, "+28 12:00")
    assert when == "+27 09:00" and because.endswith("(limit 18 h after movement in one room while she was out)")


def test_a_sensor_that_speaks_again_is_waited_for_no_longer_than_one_who_is_in():
    asked = blips(5)
    for hour in ("15:00", "16:30", "22:00"):
        asked.hear(motion(f"+26 {hour}", "kitchen"))
    ((when, because),) = silent(asked, "+28 12:00")
    assert when == "+27 10:00" and because.endswith("(limit 12 h after movement in one room while she was out)")


def test_more_of_such_movement_brings_nothing_forward():
    asked = blips(5)
    for hour in ("15:00", "16:30"):
        asked.hear(motion(f"+26 {hour}", "kitchen"))
    ((when, because),) = silent(asked, "+28 12:00")
    assert when == "+27 09:00" and because.endswith("(limit 18 h after movement in one room while she was out)")


def test_a_sensor_that_never_did_does():
    asked = morning(26)
    for event in (*out(26), motion("+26 15:00", "kitchen")):
        asked.hear(event)
    assert asked.detector.of_resident(asked.memory, at("+26 16:00")).where == "at home"
    ((when, _),) = silent(asked, "+27 12:00")
    assert when < "+26 20:00"


@pytest.mark.parametrize(
    "more",
    [
        (motion("+26 15:10", "bedroom"),),
        tuple(motion(f"+26 15:{minute:02}", "kitchen") for minute in range(1, 7)),
    ],
    ids=["another room", "again and again"],
)
def test_whoever_walks_or_goes_on_moving_is_at_home(more):
    asked = blips(5)
    for event in (motion("+26 15:00", "kitchen"), *more):
        asked.hear(event)
    assert asked.detector.of_resident(asked.memory, at("+26 16:00")).where == "at home"
    ((when, _),) = silent(asked, "+27 12:00")
    assert when < "+26 22:00"


def test_what_moved_while_she_was_out_teaches_nothing():
    last_day_in = seen(lived(21))[-1].day
    assert not [past for past in seen(blips(3)) if past.day >= last_day_in and 15 <= past.hour < 16]


def test_a_door_that_cannot_be_heard_lets_every_movement_bring_her_home():
    asked = blips(5)
    asked.hear(lost("+26 14:30", "front", "+26 12:00"))
    asked.hear(motion("+26 15:00", "kitchen"))
    assert asked.detector.of_resident(asked.memory, at("+26 16:00")).where == "at home"


def test_while_the_door_cannot_be_heard_what_is_usual_says_nothing():
    asked = morning(28)
    asked.hear(lost("+28 12:00", "front", "+28 09:00"))
    ((when, because),) = silent(asked, "+30 12:00")
    assert when.startswith("+29 05:") and because.endswith("(limit 18 h)")


def test_a_sensor_is_dead_and_what_it_would_have_seen_is_no_silence():
    asked = morning(28)
    asked.hear(lost("+28 12:00", "kitchen-pir", "+28 09:00"))
    asked.ticks(at("+29 00:00"))
    assert asked.found == []
    asked.hear(went("+29 00:00", "kitchen-pir", "seen", "+29 00:00"))
    ((when, because),) = silent(asked, "+29 12:00")
    assert when == "+29 00:00" and "usually" in because


def test_who_may_have_gone_to_bed_while_nothing_could_be_seen_is_not_missed_by_what_is_usual():
    asked = morning(28)
    asked.hear(gap("+28 12:00", "+28 18:00"))
    ((when, because),) = silent(asked, "+30 12:00")
    assert when.startswith("+29 11:") and because.endswith("(limit 18 h, 6 h of it unseen)")


def test_a_restart_of_the_hub_changes_nothing_of_it():
    asked = morning(28)
    asked.hear(gap("+28 12:00", "+28 12:02"))
    ((_, because),) = silent(asked, "+29 12:00")
    assert "usually" in because


def test_after_an_alarm_whoever_opens_the_door_comes_in():
    asked = lived(28)
    asked.ticks(at("+28 10:00"))
    assert len(asked.found) == 1
    for event in (opens("+28 10:30"), closes("+28 10:30:20")):
        asked.hear(event)
    assert asked.detector.of_resident(asked.memory, at("+28 11:00")).where == "came in"


def test_days_away_teach_nothing():
    asked = lived(14)
    for event in (opens("+14 09:00"), closes("+14 09:00:10")):
        asked.hear(event)
    before = seen(asked)
    asked.ticks(at("+21 09:00"))
    for event in (opens("+21 09:00"), closes("+21 09:00:10"), motion("+21 09:01", "hall")):
        asked.hear(event)
    assert seen(asked) == before


def suspended() -> Inactivity:
    found = inactivity.of(home("suspended", detectors=PLAIN))
    assert found is not None
    return found


def test_a_stay_in_hospital_forgets_nothing_and_teaches_nothing():
    asked = morning(21)
    here, before = asked.detector, seen(asked)
    asked.detector = suspended()
    asked.ticks(at("+21 12:30"))
    asked.hear(motion("+25 10:00", "hall"))
    asked.ticks(at("+35 12:00"))
    asked.detector, asked.now = here, at("+35 12:00")
    asked.ticks(at("+35 12:01"))
    assert seen(asked) == before and asked.found == []
    asked.hear(motion("+35 12:30", "kitchen"))
    ((when, _),) = silent(asked, "+36 12:00")
    assert "+35 14:30" <= when <= "+35 18:00"


def test_back_from_hospital_the_silence_counts_from_then():
    asked = morning(21)
    here = asked.detector
    asked.detector = suspended()
    asked.ticks(at("+35 12:00"))
    asked.detector, asked.now = here, at("+35 12:00")
    ((when, because),) = silent(asked, "+36 12:00")
    assert when == "+36 00:00" and because == "no movement since the watch began at 12:00 (limit 12 h)"


@pytest.mark.parametrize("unseen", ["gap", "link"])
def test_what_was_not_seen_whole_teaches_nothing(unseen):
    asked = lived(10)
    before = seen(asked)
    if unseen == "gap":
        asked.hear(gap("+10 01:00", "+10 07:00"))
    else:
        asked.hear(link("+10 01:00", "zigbee2mqtt", up=False))
        asked.hear(link("+10 07:00", "zigbee2mqtt", up=True))
    asked.hear(motion("+10 08:00", "bedroom"))
    assert seen(asked) == before and asked.found == []


def test_a_silence_that_was_told_does_not_hide_the_next():
    asked = lived(20)
    asked.ticks(at("+20 20:00"))
    (found,) = asked.found
    asked.hear(motion("+20 20:00", "kitchen"))
    last = seen(asked)[-1]
    assert last.hours == pytest.approx(1.25 * ((found.at - at("+19 22:10")) / timedelta(hours=1)), abs=1)


def test_a_corrected_clock_moves_no_habit():
    asked = lived(20)
    before = asked.memory.wait.learned
    asked.hear(ClockStepped(at=at("+20 02:00"), by=timedelta(hours=2)))
    assert asked.memory.wait.learned == before


def test_more_false_alarms_a_month_bring_help_sooner():
    few, many = lived(28), lived(28, detector(false_alarms=5.0))
    assert silent(many, "+29 12:00")[0][0] < silent(few, "+29 12:00")[0][0]


TAUGHT = morning(21)
moves = st.lists(st.tuples(st.integers(0, 15 * 60), st.sampled_from(["hall", "kitchen", "bedroom"])), max_size=8)


def first_alarm(story: list[tuple[int, str]]) -> datetime:
    asked = Asked(TAUGHT.detector, TAUGHT.now)
    asked.memory = TAUGHT.memory
    for minute, room in sorted(story):
        moved = at("+21 12:00") + timedelta(minutes=minute)
        asked.hear(reading(moved, f"{room}-pir", "motion"))
        if asked.found:
            break
    asked.ticks(at("+23 00:00"))
    return asked.found[0].at


@settings(max_examples=60, deadline=None)
@given(moves, st.tuples(st.integers(0, 15 * 60), st.sampled_from(["hall", "kitchen"])))
def test_more_life_never_brings_an_alarm_forward(story, more):
    """With what is learned as it is: over weeks, a person who moves more often is missed sooner."""
    assert first_alarm([*story, more]) >= first_alarm(story)
