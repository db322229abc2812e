"""What is learned of a person's silences, and what a false alarm a month buys."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors.usual_silence import (
    CELLS,
    KEPT,
    KEPT_DAYS,
    LEAST,
    MOST,
    MOST_BEYOND,
    NOTHING,
    Learned,
    Past,
    is_weekend,
    limit,
    of_today,
    usual,
    with_past,
)

MONDAY = 739_000 - 739_000 % 7 + 1
FEW = 0.3


def lived(days: int, *each_day: tuple[float, float, str], first: int = MONDAY) -> Learned:
    """So many days with the same silences: the hour at which each begins, its hours, and where."""
    learned = NOTHING
    for day in range(first, first + days):
        for hour, hours, room in each_day:
            learned = with_past(learned, Past(day, hour, hours, room))
    return of_today(learned, first + days, 7, FEW)


ORDINARY = ((22.5, 8.0, "bedroom"), (8.0, 0.5, "kitchen"), (10.0, 0.7, "living"), (13.0, 1.5, "living"),
            (16.0, 0.6, "living"), (18.0, 0.4, "kitchen"), (20.0, 1.2, "living"))  # fmt: skip


def at(learned: Learned, hour: float, room: str, weekend: bool = False) -> float:
    return limit(learned, int(hour * CELLS / 24), room, weekend)


def test_nothing_is_concluded_in_the_first_days():
    assert lived(6, *ORDINARY).worth == 0
    assert lived(8, *ORDINARY).worth > 0


def test_a_night_may_be_longer_than_a_morning():
    learned = lived(30, *ORDINARY)
    assert 8.0 < at(learned, 22.5, "bedroom") < 11.0
    assert 2.0 <= at(learned, 8.0, "kitchen") < 4.0


def test_a_limit_is_longer_than_anything_that_is_usual():
    learned = lived(30, *ORDINARY)
    for hour, hours, room in ORDINARY:
        assert at(learned, hour, room) > hours + 1


def test_a_few_early_nights_do_not_make_an_evening_in_the_chair_endless():
    learned = lived(28, (19.0, 0.5, "living"), (20.0, 1.0, "living"), (22.5, 8.0, "bedroom"))
    for day in range(0, 28, 4):
        learned = with_past(learned, Past(MONDAY + day, 20.0, 11.0, "living"))
    learned = of_today(learned, MONDAY + 28, 7, FEW)
    evening = usual(learned, 20.0, "living", weekend=False)
    assert evening.long < 3 and evening.beyond == MOST_BEYOND


def test_a_room_of_her_own_silences():
    learned = lived(30, *ORDINARY, (22.5, 0.3, "bathroom"))
    assert at(learned, 22.5, "bathroom") < at(learned, 22.5, "bedroom")


def test_a_weekend_may_begin_later():
    learned = NOTHING
    for day in range(MONDAY, MONDAY + 28):
        learned = with_past(learned, Past(day, 23.0, 10.5 if is_weekend(day) else 7.0, "bedroom"))
    learned = of_today(learned, MONDAY + 28, 7, FEW)
    assert usual(learned, 23.0, "bedroom", True).long > usual(learned, 23.0, "bedroom", False).long + 2


def test_who_sleeps_to_a_fixed_hour_is_missed_at_it():
    """A night that begins two hours late is not two hours longer."""
    learned = lived(30, (22.0, 9.0, "bedroom"))
    assert usual(learned, 24.0).long < 9.0


def test_a_quiet_person_is_given_longer_than_a_restless_one():
    restless = lived(30, *((hour, 0.4, "living") for hour in range(8, 22)))
    quiet = lived(30, *((hour, 1.9, "living") for hour in range(8, 22, 2)))
    assert at(restless, 14, "living") < at(quiet, 14, "living")


def test_more_false_alarms_bring_help_sooner():
    learned = lived(30, *ORDINARY)
    often = of_today(learned, learned.on, 7, 3.0)
    for hour, _, room in ORDINARY:
        assert at(often, hour, room) <= at(learned, hour, room)
    assert at(often, 13.0, "living") < at(learned, 13.0, "living") - 0.5


def test_old_habits_are_forgotten():
    learned = lived(20, (13.0, 5.0, "living"))
    for day in range(MONDAY + 20, MONDAY + 20 + KEPT_DAYS):
        learned = with_past(learned, Past(day, 13.0, 1.0, "living"))
    learned = of_today(learned, MONDAY + 20 + KEPT_DAYS + 1, 7, FEW)
    assert max(past.hours for past in learned.past) == 1.0
    assert at(learned, 13.0, "living") < 4.0


def test_a_journey_that_no_door_told_of_teaches_nothing():
    assert with_past(NOTHING, Past(MONDAY, 9.0, 30.0, "hall")) == NOTHING
    assert with_past(NOTHING, Past(MONDAY, 9.0, 0.1, "hall")) == NOTHING


def test_a_place_and_an_hour_of_which_nothing_is_known_have_the_longest_limit():
    assert at(lived(30, (13.0, 1.0, "living")), 3.0, "bedroom") == MOST


silences = st.lists(
    st.tuples(st.integers(0, 40), st.floats(0, 23.99), st.floats(0.2, 13.9), st.sampled_from(["a", "b", "c"])),
    min_size=1, max_size=60,
)  # fmt: skip


def told(of: list[tuple[int, float, float, str]], first: int = MONDAY) -> Learned:
    learned = with_past(NOTHING, Past(first, 12.0, 1.0, "a"))
    for day, hour, hours, room in sorted(of):
        learned = with_past(learned, Past(first + day, hour, hours, room))
    return of_today(learned, first + 41, 7, FEW)


@given(silences, st.integers(0, CELLS - 1), st.booleans())
def test_every_limit_lies_between_the_shortest_and_the_longest(of, cell, weekend):
    assert LEAST <= limit(told(of), cell, "a", weekend) <= MOST


@given(silences, st.integers(1, 520), st.integers(0, CELLS - 1), st.booleans())
def test_whole_weeks_later_everything_is_the_same(of, weeks, cell, weekend):
    now, later = told(of), told(of, MONDAY + 7 * weeks)
    assert limit(later, cell, "b", weekend) == pytest.approx(limit(now, cell, "b", weekend))


def test_all_that_is_kept_of_years_is_small():
    """40 silences a day, more than anybody has, for ever."""
    day = tuple((hour / 2, 0.3, "living room with a long name") for hour in range(48))
    learned = lived(200, *day)
    assert len(learned.past) == KEPT and len(msgspec.json.encode(learned)) < 100_000
