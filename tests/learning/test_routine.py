"""A week against a person's own past, on days that are made."""

import subprocess
import sys
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from hub.learning.routine.comparison import compare
from hub.model.routine import Compared, Day, Past
from tests.support.made_days import FIRST, KITCHEN, past


def up_at_night(day: Day) -> Day:
    return structs.replace(day, toilet=(day.toilet or 0) + 2, risings=(day.risings or 0) + 2)


def seldom_out(day: Day) -> Day:
    return structs.replace(day, outings=0, out=0)


def up_later(day: Day) -> Day:
    return structs.replace(day, up=(day.up or 0) + 90, asleep=(day.asleep or 0) + 90)


def less_in_the_kitchen(day: Day) -> Day:
    counts = {**day.counts, KITCHEN: day.counts[KITCHEN] // 2}
    return structs.replace(day, kitchen=(day.kitchen or 0) // 2, meals=1, counts=counts)


def less_movement(day: Day) -> Day:
    counts = {room: n * 6 // 10 for room, n in day.counts.items()}
    return structs.replace(day, active=(day.active or 0) * 6 // 10, counts=counts)


def slower(day: Day) -> Day:
    return structs.replace(day, walks={way: s * 1.5 for way, s in day.walks.items()})


@pytest.mark.parametrize(
    ("week", "measure"),
    [(up_at_night, "toilet"), (seldom_out, "out"), (up_later, "up"), (less_in_the_kitchen, "meals"),
     (less_movement, "active"), (slower, "walking")],
)  # fmt: skip
def test_a_clear_change_is_named_with_its_size_and_its_beginning(week, measure):
    days = past(42, week)
    first = compare(days).changes[0]
    assert first.measure == measure
    assert abs((first.since - days.days[-7].day).days) <= 2
    assert first.now != first.usual


def test_sizes_are_in_the_measures_own_units():
    found = {c.measure: c for c in compare(past(42, up_at_night)).changes}
    assert 2.4 < found["toilet"].now < 3.6
    assert 0.7 < found["toilet"].usual < 1.3
    up = {c.measure: c for c in compare(past(42, up_later)).changes}["up"]
    assert 440 < up.usual < 460
    assert 80 < up.now - up.usual < 100


def test_a_week_like_the_others_is_not_told():
    told = [seed for seed in range(60) if compare(past(42, seed=seed)).changes]
    assert len(told) <= 1, told


@pytest.mark.parametrize("days", [0, 1, 7, 20])
def test_in_the_first_weeks_nothing_is_compared(days):
    found = compare(past(days, up_at_night if days > 7 else None))
    assert found.changes == ()
    assert found.score == 0
    assert "days are known" in found.because


def test_after_three_weeks_it_is():
    assert compare(past(21, up_at_night)).because == ""


def blind(day: Day) -> Day:
    return Day(day=day.day, seen=0.4, kit=day.kit)


def holiday(day: Day) -> Day:
    return Day(day=day.day, away=True, kit=day.kit)


@pytest.mark.parametrize("week", [blind, holiday])
def test_a_week_that_nobody_saw_is_not_told(week):
    found = compare(past(42, week))
    assert (found.changes, found.score) == ((), 0)
    assert found.because


@pytest.mark.parametrize("gone", [blind, holiday])
def test_days_that_nobody_saw_poison_nothing(gone):
    """A fortnight of them, before a week that is as ever."""
    days = past(56)
    held = tuple(gone(d) if 30 <= n < 44 else d for n, d in enumerate(days.days))
    plain, with_gap = compare(days), compare(Past(days=held, sorts=days.sorts))
    assert with_gap.changes == plain.changes == ()
    assert with_gap.because == ""


def test_a_room_with_another_sensor_starts_anew():
    """Half as many movements in the kitchen, counted by a new sensor there."""

    def new_kit(day: Day) -> Day:
        return structs.replace(less_in_the_kitchen(day), kit={**day.kit, KITCHEN: "2"})

    assert compare(past(42, less_in_the_kitchen)).changes
    assert compare(past(42, new_kit)).changes == ()


@given(weeks=st.integers(-600, 600), seed=st.integers(1, 5), altered=st.booleans())
@settings(max_examples=30, deadline=None)
def test_a_calendar_shifted_by_whole_weeks_changes_nothing(weeks, seed, altered):
    week = up_at_night if altered else None
    plain = compare(past(35, week, seed=seed))
    by = timedelta(weeks=weeks)
    moved = compare(past(35, week, seed=seed, first=FIRST + by))
    back = tuple(structs.replace(c, since=c.since - by) for c in moved.changes)
    assert (moved.score, back, moved.because) == (plain.score, plain.changes, plain.because)


def test_the_nightly_process_says_the_same():
    days = past(42, up_at_night)
    command = (sys.executable, "-m", "hub.learning.routine.nightly")
    said = subprocess.run(command, input=msgspec.json.encode(days), capture_output=True, check=True)
    assert msgspec.json.decode(said.stdout, type=Compared) == compare(days)
    assert compare(Past(days=())).until == date.min
