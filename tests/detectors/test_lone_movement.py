"""Movement in one room while she is out: hers, or nobody's?"""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from detectors.lone_movement import Rooms, misleads, seen, taught

NOON = datetime(2026, 1, 14, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def after(*moves: tuple[int, str]):
    lone, judged = None, None
    for minute, room in moves:
        judged = seen(lone, room, NOON + minute * MINUTE)
        lone = judged.lone
    return judged


def rooms(*times: tuple[str, str]) -> Rooms:
    known: Rooms = ()
    for room, what in times:
        known = taught(known, room, home=what == "home")
    return known


def test_one_movement_is_nobody_for_sure():
    judged = after((0, "kitchen"))
    assert not judged.walks and not judged.somebody and judged.lone.room == "kitchen"


def test_another_room_soon_after_is_somebody_who_walks():
    judged = after((0, "kitchen"), (20, "hall"))
    assert judged.walks and judged.somebody and judged.lone is None


def test_another_room_much_later_may_be_chance_again():
    judged = after((0, "kitchen"), (40, "hall"))
    assert not judged.somebody and judged.lone.room == "hall"


def test_the_doubt_is_as_old_as_its_first_movement_of_the_day_in_whichever_room():
    assert after((0, "kitchen"), (40, "kitchen"), (90, "hall")).lone.doubted_since == NOON
    assert after((0, "kitchen"), (25 * 60, "kitchen")).lone.doubted_since == NOON + 25 * HOUR
    assert after((0, "kitchen"), (23 * 60, "hall"), (46 * 60, "kitchen")).lone.doubted_since == NOON


def test_what_goes_on_and_on_is_somebody():
    assert after(*((minute, "kitchen") for minute in range(6))).somebody
    assert not after(*((minute * 10, "kitchen") for minute in range(20))).somebody


def test_a_burst_of_edges_is_one_blip():
    lone = None
    for second in range(19):
        judged = seen(lone, "mat", NOON + timedelta(seconds=second))
        lone = judged.lone
    assert not judged.somebody


def test_nothing_known_is_trust():
    assert not misleads((), "kitchen")


def test_a_room_that_mostly_moves_with_nobody_in_misleads():
    known = rooms(*[("kitchen", "out")] * 3)
    assert misleads(known, "kitchen")
    assert not misleads(
        taught(taught(rooms(*[("kitchen", "home")] * 6), "kitchen", home=False), "x", home=True), "kitchen"
    )


def test_a_home_of_such_sensors_makes_a_new_room_doubtful_too():
    assert misleads(rooms(*[("kitchen", "out")] * 4), "hall")
    assert not misleads(rooms(*[("kitchen", "out")] * 4, *[("hall", "home")] * 4), "hall")


def test_a_sensor_that_was_moved_is_trusted_again():
    known = rooms(*[("kitchen", "out")] * 20)
    for _ in range(12):
        known = taught(known, "kitchen", home=True)
    assert not misleads(known, "kitchen")


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=200))
def test_it_stays_small(times):
    known: Rooms = ()
    for room, home in times:
        known = taught(known, room, home=home)
    assert len(known) <= 3 and all(each.home + each.out <= 10 for each in known)
