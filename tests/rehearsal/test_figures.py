"""The figures of a rehearsal and their words: exact intervals, fair medians, and sentences that can be said aloud."""

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.rehearsal import figures, saying
from hub.rehearsal.outcomes import Alarm, Help, Outcome
from hub.rehearsal.person import DEAD_SENSOR

HOUR = timedelta(hours=1)
AT = datetime(2026, 9, 27, 3, tzinfo=UTC)


def helped(*hours: float | None, accident: str = "bathroom", hour: int = 9) -> list[Help]:
    return [Help(accident=accident, hour=hour, after=None if each is None else each * HOUR, kind="inactivity",
                 told=f"after {each}") for each in hours]  # fmt: skip


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.39)])
def test_the_interval_is_the_exact_one_of_tables(count: int, low: float, high: float) -> None:
    assert figures.interval(count) == pytest.approx((low, high), rel=1e-3, abs=1e-9)


@given(st.integers(0, 60))
def test_the_interval_holds_the_count_and_grows_with_it(count: int) -> None:
    low, high = figures.interval(count)
    assert low <= count <= high
    after = figures.interval(count + 1)
    assert after[0] > low
    assert after[1] > high
    assert math.isfinite(after[1])


def test_who_was_never_found_counts_as_longer_than_all_others() -> None:
    time = figures.time("bathroom", helped(1, 2, 3, None))
    assert (time.tried, time.helped, time.median, time.p90) == (4, 3, 2 * HOUR, None)
    assert figures.time("bathroom", helped(None, None, 1)).median is None
    assert figures.time("bathroom", []).median is None


@given(st.lists(st.one_of(st.none(), st.floats(0, 48)), min_size=1, max_size=40))
def test_nine_in_ten_are_never_sooner_than_half(hours: list[float | None]) -> None:
    time = figures.time("bathroom", helped(*hours))
    if time.p90 is not None:
        assert time.median is not None
        assert time.median <= time.p90
    assert saying.of_time(time).endswith(".")


def test_rates_are_by_kind_and_of_all_weeks() -> None:
    alarms = tuple(Alarm(AT, kind, "urgent", 20, 3, "x") for kind in ("inactivity", "inactivity", "wandering"))
    outcomes = (Outcome(name="a", days=28, learning=14, alarms=alarms), Outcome(name="b", days=28, learning=14))
    rates = figures.rates(outcomes)
    assert [(rate.kind, rate.count, rate.a_week) for rate in rates] == [
        ("all", 3, 3 / 8), ("inactivity", 2, 2 / 8), ("wandering", 1, 1 / 8),
    ]  # fmt: skip
    assert figures.rates(()) == ()


@pytest.mark.parametrize(
    ("hours", "says"),
    [
        ((2.1, 2.2, 5.0), "help is called after about 2 h 10 min, at worst 5 h."),
        ((1.0, None), "help is called after about 1 h, but in 1 of 2 cases not at all."),
        ((None, None, 2), "help is called in only 1 of 3 cases within 48 hours."),
        ((None, None), "nobody is called within 48 hours, in none of 2 cases."),
    ],
)  # fmt: skip
def test_times_are_said_as_an_installer_would(hours: tuple[float | None, ...], says: str) -> None:
    assert saying.of_time(figures.time("bathroom", helped(*hours))) == f"A collapse in the bathroom by day: {says}"


def test_a_dead_sensor_is_not_help() -> None:
    time = figures.time(DEAD_SENSOR, helped(2, 3, accident=DEAD_SENSOR))
    assert (
        saying.of_time(time)
        == "A sensor that dies: it is known after about 2 h, at worst 3 h, and told when notices are."
    )


@pytest.mark.parametrize(
    ("count", "weeks", "says"),
    [
        (0, 52, "Calls for nothing: none in 52 weeks (fewer than 3.7 a year is likely)."),
        (8, 4, "Calls for nothing: 2.0 a week (likely between 3.8 a month and 3.9 a week)."),
        (4, 50, "Calls for nothing: 4.2 a year (likely between 1.1 a year and 10.7 a year)."),
    ],
)
def test_rates_are_said_in_the_unit_that_one_feels(count: int, weeks: float, says: str) -> None:
    assert saying.of_rate(figures.rate("all", count, weeks)) == says


def test_the_slowest_part_of_the_day_is_named_only_if_it_is_clearly_slower() -> None:
    morning, evening = helped(2, 2, 2, 2, hour=9), helped(8, 8, 8, 8, hour=20)
    outcome = Outcome(name="a", days=7, learning=14, helps=(*morning, *evening))
    parts = figures.by_part_of_the_day([outcome], ("bathroom",))
    assert list(saying.slowest(parts)) == ["Slowest in the evening: about 8 h; quickest in the morning: about 2 h."]
    assert list(saying.slowest(parts[:1])) == []
    at_night = Outcome(name="a", days=7, learning=14, helps=tuple(helped(None, None, None, 1, hour=3)))
    never = figures.by_part_of_the_day([at_night], ("bathroom",))
    assert list(saying.slowest(never)) == ["Most accidents at night are not noticed within 48 hours."]
