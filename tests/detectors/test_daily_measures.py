"""Mary's days in small numbers: what is counted, what could not be seen, and when a change is told."""

from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from detectors import daily_measures
from detectors.daily_measures import KEPT, DailyMeasures
from hub.model.events import ClockStepped, HubStarted, Sensed, Tick
from hub.model.household import Detection, Routine
from hub.model.routine import Change, Day
from tests.detectors.virtual_home import (
    DAY,
    NUMBERS,
    Asked,
    at,
    closes,
    compared,
    home,
    link,
    lost,
    motion,
    opens,
    reading,
    went,
)

SECOND = date(2026, 1, 15)
"""The first whole day: the hub began on the day before."""


def detector(**other) -> DailyMeasures:
    made = daily_measures.of(home(**other))
    assert made is not None
    return made


def ordinary(day: int) -> tuple[Sensed, ...]:
    """Up at 07:30, meals at 08:00, 12:30 and 18:00, out from 14:00 to 15:30, to bed at 22:30."""
    d = f"+{day} "
    meal = [
        motion(f"{d}{h}:{m:02d}", "kitchen") for h, s in (("08", 0), ("12", 30), ("18", 0)) for m in range(s, s + 20, 4)
    ]
    return (
        motion(f"{d}07:30", "bedroom"), motion(f"{d}07:31", "hall"), *meal[:5], motion(f"{d}08:30", "hall"),
        *(motion(f"{d}{h:02d}:{m:02d}", "hall") for h in (9, 10, 11) for m in (0, 20, 40)), *meal[5:10],
        opens(f"{d}14:00"), closes(f"{d}14:00:10"), opens(f"{d}15:30"), closes(f"{d}15:30:08"),
        motion(f"{d}15:30:20", "hall"), *(motion(f"{d}{h}:{m:02d}", "hall") for h in (16, 17) for m in (10, 30, 50)),
        *meal[10:], *(motion(f"{d}{h}:{m:02d}", "hall") for h in (19, 20, 21) for m in (0, 20, 40)),
        motion(f"{d}22:30", "bedroom"),
    )  # fmt: skip


def days(*stories: Sensed, last: int, made: DailyMeasures | None = None, kept: bool = False) -> tuple[Day, ...]:
    asked = Asked(made or detector(), DAY, kept=kept)
    for event in sorted(stories, key=lambda e: getattr(e, "heard", None) or e.at):
        asked.hear(event)
    asked.ticks(DAY + timedelta(days=last, hours=4, seconds=1))
    return asked.memory.days


def test_an_ordinary_day_in_numbers():
    (day,) = days(*ordinary(0), *ordinary(1), last=2, kept=True)
    assert (day.day, day.seen, day.away) == (SECOND, 1.0, False)
    assert day.up == pytest.approx(7.5 * 60, abs=10)
    assert day.bed == pytest.approx(-90, abs=10)
    assert (day.outings, day.out, day.meals, day.callers) == (1, 89, 3, 0)
    assert day.asleep == pytest.approx(9 * 60, abs=15)
    assert (day.toilet, day.risings, day.bathroom) == (None, 0, None), "no bathroom is watched"
    assert day.counts == {"bedroom": 2, "hall": 27, "kitchen": 15}


def test_somebody_who_is_up_at_night_is_counted_and_the_night_goes_on():
    up = (motion("+1 02:00", "hall"), motion("+1 02:03", "hall"), motion("+1 04:30", "hall"))
    (day,) = days(*ordinary(0), *up, *ordinary(1), last=2)
    assert day.risings == 2
    assert day.up == pytest.approx(7.5 * 60, abs=10)


def test_the_day_on_which_it_began_is_no_day():
    assert days(*ordinary(0), last=1) == ()


# what could not be seen


def test_the_hub_was_off_and_the_day_says_so():
    off = HubStarted(last_alive=at("+1 09:00"), at=at("+1 17:00"))
    seen = tuple(e for e in ordinary(1) if not at("+1 09:00") < e.heard < at("+1 17:00"))
    (day,) = days(*ordinary(0), *seen, off, last=2)
    assert day.seen == pytest.approx(1 - 8 / 34, abs=0.01)
    assert (day.active, day.up, day.asleep, day.meals, day.outings, day.counts) == (None, None, None, None, None, {})


def test_a_restart_costs_no_day():
    (day,) = days(*ordinary(0), *ordinary(1), HubStarted(last_alive=at("+1 13:00"), at=at("+1 13:00:30")), last=2)
    assert day.seen == 1.0
    assert day.meals == 3


def test_zigbee_was_down():
    gap = (link("+1 09:00", "zigbee2mqtt", up=False), link("+1 13:00", "zigbee2mqtt", up=True))
    (day,) = days(*ordinary(0), *ordinary(1), *gap, last=2)
    assert day.seen < 0.95
    assert day.active is None


def test_one_dead_sensor_takes_its_room_and_what_needs_the_whole_home():
    gone = (lost("+1 10:00", "kitchen-pir", "+1 08:00"), lost("+1 10:00", "cube", "+1 08:00"))
    story = tuple(e for e in ordinary(1) if e.room != "kitchen" or e.heard < at("+1 08:00"))
    (day,) = days(*ordinary(0), *story, *gone, last=2)
    assert day.meals is None
    assert "kitchen" not in day.counts
    assert day.counts["hall"] == 27
    assert day.active is None


def test_a_second_sensor_in_the_room_still_sees_it():
    (day,) = days(*ordinary(0), *ordinary(1), lost("+1 10:00", "cube", "+1 08:00"), last=2)
    assert day.meals == 3


def test_what_is_found_out_later_takes_back_days_that_were_closed():
    gone = (lost("+2 12:00", "kitchen-pir", "+1 10:00"), lost("+2 12:00", "cube", "+1 10:00"))
    (day, _) = days(*ordinary(0), *ordinary(1), *ordinary(2), *gone, last=3)
    assert (day.day, day.seen, day.meals) == (SECOND, 0.0, None)


def test_heard_again_it_counts_again():
    gap = (lost("+1 10:00", "kitchen-pir", "+1 08:00"), lost("+1 10:00", "cube", "+1 08:00"),
           went("+2 12:00", "kitchen-pir", "seen", "+2 12:00"))  # fmt: skip
    third = days(*ordinary(0), *ordinary(1), *ordinary(2), *ordinary(3), *gap, last=4)[-1]
    assert (third.seen, third.meals) == (1.0, 3)


@given(drop=st.sets(st.integers(0, 200)))
@settings(max_examples=30, deadline=None)
def test_a_heartbeat_removed_or_added_never_looks_like_activity(drop):
    """Signs of life (off, cached, batteries, temperatures) change no number of the day."""
    lived = (*ordinary(0), *ordinary(1))
    signs = [sign for n in range(200) for sign in _signs(n) if n not in drop]
    assert days(*lived, *signs, last=2) == days(*lived, last=2)


def _signs(n: int) -> list[Sensed]:
    when = DAY + timedelta(minutes=13 * n)
    return [reading(when, "hall-pir", "motion", False), reading(when, "kitchen-pir", "motion", cached=True),
            reading(when, "front", "contact", False, edge=False)]  # fmt: skip


# away


def test_a_day_without_anybody_is_away_and_not_quiet():
    empty, _ = days(*ordinary(0), *ordinary(2), last=3)
    assert empty == Day(day=SECOND, away=True, kit=empty.kit)


def test_out_until_the_evening_of_the_next_day_is_away():
    leaves = (opens("+0 23:00"), closes("+0 23:00:05"), opens("+1 21:00"), closes("+1 21:00:05"),
              motion("+1 21:01", "hall"))  # fmt: skip
    (day,) = days(*ordinary(0), *leaves, last=2)
    assert day.away


def test_told_to_be_away():
    asked = Asked(detector(service="suspended"), DAY)
    for event in (*ordinary(0), *ordinary(1)):
        asked.hear(event)
    asked.ticks(at("+2 05:00"))
    (day,) = asked.memory.days
    assert (day.away, day.active) == (True, None)


def test_away_is_noted_although_nothing_moves():
    """The settings change at noon, and back in the evening: the tick that is wanted at once notes it."""
    here, gone = detector(), detector(service="suspended")
    memory = Asked(here, DAY).memory
    due = gone.deadline(memory)
    assert due is not None
    assert due <= at("00:00")
    memory, _ = gone.step(memory, Tick(at=at("12:00")))
    assert memory.away
    assert gone.deadline(memory) == memory.ends


# telling


@pytest.mark.parametrize(
    ("other", "none"),
    [({"without": "routine"}, True), ({"service": "ended"}, True), ({"service": "being installed"}, True),
     ({"devices": ()}, True), ({"service": "suspended"}, False), ({}, False)],
)  # fmt: skip
def test_it_exists_where_it_was_agreed_and_can_see(other, none):
    assert (daily_measures.of(home(**other)) is None) is none


def notes(*found: Sensed, **other) -> list[str]:
    asked = Asked(detector(**other), DAY)
    for event in sorted((*ordinary(0), *ordinary(1), *found), key=lambda e: getattr(e, "heard", None) or e.at):
        asked.hear(event)
    return [finding.because for finding in asked.found]


OUT = Change(measure="out", now=1, usual=4, since=date(2026, 1, 7))
OFTEN = Change(measure="toilet", now=2.9, usual=1.1, since=date(2026, 1, 9))


def test_it_is_said_what_and_how_much_and_since_when_and_what_else():
    (says,) = notes(compared("+2 04:41", "2026-01-15", OFTEN, OUT))
    assert says == "up at night about 3 times, usually 1, since 9 Jan; also less time out"


def test_a_comparison_of_another_week_is_not_believed():
    assert notes(compared("+2 04:41", "2026-01-14", OFTEN)) == []


def test_how_often_is_a_setting():
    often = structs.replace(NUMBERS, routine=Routine(every=timedelta(days=1)))
    story = (compared("+2 04:41", "2026-01-15", OFTEN), compared("+3 04:42", "2026-01-16", OUT))
    assert len(notes(*story)) == 1
    assert len(notes(*story, detectors=often)) == 2


def test_the_numbers_ship_with_the_rule_of_one_a_week():
    assert isinstance(NUMBERS, Detection)
    assert NUMBERS.routine.every == timedelta(days=7)


# the memory


def test_a_year_of_days_is_small():
    asked = Asked(detector(), DAY)
    (one,) = days(*ordinary(0), *ordinary(1), last=2)
    whole = structs.replace(asked.memory, days=tuple(structs.replace(one) for _ in range(KEPT)))
    assert len(msgspec.json.encode(whole)) < 200_000


def test_no_more_than_a_year_and_a_month_is_kept():
    asked = Asked(detector(), DAY)
    asked.ticks(DAY + timedelta(days=KEPT + 20))
    assert len(asked.memory.days) == KEPT


def test_the_clock_goes_back_and_forward_and_each_day_is_there_once():
    asked = Asked(detector(), at("00:00") + timedelta(days=60))
    asked.ticks(asked.now + timedelta(days=240))
    found = [day.day for day in asked.memory.days]
    assert found == [found[0] + timedelta(days=n) for n in range(len(found))]


def test_a_corrected_clock_moves_the_end_of_the_day():
    asked = Asked(detector(), DAY)
    asked.hear(ClockStepped(at=at("05:00"), by=timedelta(hours=5)))
    assert asked.memory.ends == at("+1 04:00")
