"""A clock of zigbee2mqtt's that is wrong makes nothing old, late or new; old messages under a right one stay old."""

from datetime import timedelta
from random import Random

import pytest

from connectors.zigbee2mqtt.clock import MESSAGES, NONE, SPREAD, Clock, differs
from tests.core.samples import at

NOON = at("12:00")
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


@pytest.mark.parametrize("wrong", [3 * MINUTE, HOUR, 26280 * HOUR], ids=str)
def test_a_clock_that_is_behind_is_noticed_and_its_messages_are_of_now(wrong: timedelta) -> None:
    clock, said = Clock(), []
    for n in range(10):
        now = NOON + n * 20 * SECOND
        said.append(now - clock.corrected(now, now - wrong - (n % 3) * SECOND))
        # `occupancy: false` comes by a timer, with the time of the movement before it.
        clock.corrected(now + SECOND, now - wrong - 90 * SECOND)
    assert said[: MESSAGES - 1] == [wrong + (n % 3) * SECOND for n in range(MESSAGES - 1)], "it might be old"
    assert all(age <= 5 * SECOND for age in said[MESSAGES:])
    assert abs(clock.behind - wrong) <= 5 * SECOND
    assert clock.wrong
    later = NOON + HOUR
    assert later - clock.corrected(later, later - wrong - HOUR) >= HOUR - 5 * SECOND, "old by that clock is old"
    assert clock.corrected(later, later) == later
    assert clock.behind == NONE and not clock.wrong, "somebody set it right"


def test_a_clock_that_goes_wrong_a_second_time_is_noticed_again() -> None:
    clock = Clock()
    for wrong in (HOUR, 3 * HOUR, 2 * HOUR):
        for n in range(40):
            now = NOON + wrong + n * MINUTE
            said = clock.corrected(now, now - wrong)
        assert now - said <= 5 * SECOND


def test_a_message_from_the_future_is_of_now_and_the_next_right_one_ends_it() -> None:
    clock = Clock()
    assert clock.corrected(NOON, NOON + 400 * HOUR) == NOON
    assert clock.behind == -400 * HOUR and not clock.wrong, "one odd message tells nothing"
    assert clock.corrected(NOON + MINUTE, NOON + 400 * HOUR) == NOON, "a minute old"
    assert clock.corrected(NOON + HOUR, NOON + HOUR - SECOND) == NOON + HOUR - SECOND
    assert clock.behind == NONE


def test_what_is_repeated_or_was_queued_does_not_make_a_right_clock_wrong() -> None:
    """A start repeats every device's last state, twice; then all that was queued in an hour comes at once."""
    random, clock = Random(1), Clock()
    states = [NOON - random.random() * 9 * HOUR for _ in range(40)]
    for now in (NOON, NOON + SPREAD, NOON + HOUR):
        for n, seen in enumerate(states):
            assert clock.corrected(now + n * SECOND / 100, seen) == seen
    queued = sorted(NOON + random.random() * HOUR for _ in range(200))
    for n, seen in enumerate(queued):
        assert clock.corrected(NOON + 2 * HOUR + n * SECOND / 1000, seen) == seen
    assert clock.behind == NONE


def test_the_same_old_message_again_and_again_is_old() -> None:
    clock = Clock()
    for n in range(100):
        now = NOON + n * SECOND
        assert clock.corrected(now, NOON - HOUR) == NOON - HOUR
    assert clock.behind == NONE


def test_a_message_that_comes_twice_has_the_same_time_twice() -> None:
    """By it the core knows a press that the broker brings again."""
    for wrong in (MINUTE, -MINUTE, -HOUR):
        clock = Clock()
        assert clock.corrected(NOON, NOON - wrong) == clock.corrected(NOON + 9 * SECOND, NOON - wrong)


def test_it_is_told_which_way() -> None:
    assert "60 minutes behind" in differs(HOUR)
    assert "3 minutes ahead of" in differs(-3 * MINUTE)
