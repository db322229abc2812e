"""From rows with a time each to evenly spaced samples: jitter, bursts, holes, rows out of order, clocks that jump."""

import random
from collections.abc import Iterable

import pytest

from hub.learning.falls.rows import Row
from hub.learning.falls.steady import RESTART, Steady
from hub.model.motion import Samples


def rows(rate: float, seconds: float, start: float = 0.0) -> list[Row]:
    """x counts the samples."""
    return [(start + each / rate, float(each), 0.0, 1.0) for each in range(int(seconds * rate))]


def taken(given: Iterable[Row], steady: Steady | None = None) -> list[Samples]:
    steady = steady or Steady()
    return [samples for row in given for samples in steady.take(row)] + list(steady.end())


def placed(batches: Iterable[Samples]) -> list[tuple[int, float]]:
    """Each sample's count and its time."""
    return [(int(x), batch.first + place * batch.step) for batch in batches for place, x in enumerate(batch.x)]


@pytest.mark.parametrize("rate", [20.0, 37.3, 50.0, 100.0, 200.0])
def test_an_even_stream_stays_as_it_is(rate: float) -> None:
    steady = Steady()
    batches = taken(rows(rate, 10), steady)
    assert placed(batches) == [(each, pytest.approx(each / rate, abs=1e-4)) for each in range(int(10 * rate))]
    assert sum(batch.missing for batch in batches) == 0
    assert steady.rate == pytest.approx(rate, rel=1e-3)
    assert len(batches) == pytest.approx(10, abs=1)


def test_jitter_moves_no_sample_far_and_makes_no_hole() -> None:
    chance = random.Random(1)
    jittered = [(t + chance.uniform(-0.006, 0.006), *xyz) for t, *xyz in rows(50, 20)]
    batches = taken(jittered)  # type: ignore[arg-type]
    assert sum(batch.missing for batch in batches) <= 2
    assert all(time == pytest.approx(count / 50, abs=0.02) for count, time in placed(batches))
    assert [count for count, _ in placed(batches)] == list(range(1000))


@pytest.mark.parametrize("within", [0.0, 0.001])
@pytest.mark.parametrize("size", [5, 13, 25, 40, 75, 150])
def test_bursts_that_are_stamped_on_arrival_are_spread_again(size: int, within: float) -> None:
    sent = rows(50, 60)
    bursts = [sent[start : start + size] for start in range(0, len(sent), size)]
    arrived = [(burst[-1][0] + place * within, *row[1:]) for burst in bursts for place, row in enumerate(burst)]
    steady = Steady()
    batches = taken(arrived, steady)  # type: ignore[arg-type]
    assert [count for count, _ in placed(batches)] == list(range(len(sent)))
    assert steady.rate == pytest.approx(50, rel=0.03)
    origin = steady.time(batches[0].at) - batches[0].first
    assert all(origin + time == pytest.approx(count / 50, abs=0.045 + size * within) for count, time in placed(batches))


@pytest.mark.parametrize("size", [10, 50, 100])
def test_samples_with_one_stamp_stay_in_the_order_in_which_they_came(size: int) -> None:
    """Sorted by what they say, a blow would be spread over the whole burst."""
    arrived = [(((count // size) + 1) * size / 50, -float(count), 0.0, 1.0) for count in range(1000)]
    assert [-count for count, _ in placed(taken(arrived))] == list(range(1000))


@pytest.mark.parametrize("within", [0.0, 0.0001])
def test_bursts_too_far_apart_to_be_waited_for_give_no_rate_that_is_wrong(within: float) -> None:
    steady = Steady()
    taken([((count // 900 + 1) * 4.5 + count % 900 * within, 0.0, 0.0, 1.0) for count in range(9000)], steady)
    assert steady.rate is None or steady.rate > 210 or steady.rate == pytest.approx(200)


@pytest.mark.parametrize("apart", [0.0025, 0.0])
def test_a_stream_that_is_too_quick_does_not_pile_up(apart: float) -> None:
    steady = Steady()
    longest = 0
    for count in range(20_000):
        steady.take((count * apart + (count > 10) * 0.01, 0.0, 0.0, 1.0))
        longest = max(longest, len(steady._rows))
    assert longest <= 2000
    assert steady.rate is None or steady.rate == pytest.approx(400, rel=0.01)


def test_lost_samples_are_counted() -> None:
    gone = {*range(120, 125), 300, *range(480, 520)}
    batches = taken(row for row in rows(50, 20) if row[1] not in gone)
    assert sum(batch.missing for batch in batches) == len(gone)
    assert all(time == pytest.approx(count / 50, abs=1e-3) for count, time in placed(batches))
    first_after = next(batch for batch in batches if batch.missing == 5)
    assert first_after.x[0] == 125


def test_rows_a_little_out_of_order_are_sorted_and_later_ones_counted() -> None:
    given = rows(50, 10)
    given[100], given[104] = given[104], given[100]
    steady = Steady()
    assert [count for count, _ in placed(taken(given, steady))] == list(range(500)) and steady.late == 0
    steady = Steady()
    late = [*given[:200], *given[201:300], given[200], *given[300:]]
    assert [count for count, _ in placed(taken(late, steady))] == [*range(200), *range(201, 500)] and steady.late == 1


def test_a_clock_that_jumps_begins_a_stream_anew_and_times_are_told_by_each_clock() -> None:
    steady = Steady()
    batches = taken([*rows(50, 5), *rows(50, 5, 1000.0), *rows(50, 5, 3.0)], steady)
    assert sorted({batch.stream for batch in batches}) == [0, 1, 2]
    for number, start in enumerate((0.0, 1000.0, 3.0)):
        its = [batch for batch in batches if batch.stream == number]
        assert its[0].first == 0.0 and steady.time(its[0].at) == pytest.approx(start)
        assert steady.time(its[-1].at) == pytest.approx(start + its[-1].first)
    at = [batch.at for batch in batches]
    assert at == sorted(at), "hub time never runs back"


def test_a_pause_shorter_than_a_restart_is_a_hole() -> None:
    batches = taken([*rows(50, 5), *rows(50, 5, 5 + RESTART - 1)])
    assert {batch.stream for batch in batches} == {0}
    assert sum(batch.missing for batch in batches) == 50 * (RESTART - 1)


def test_a_late_origin_loses_no_precision() -> None:
    epoch = 1_764_300_000.25
    near, far = Steady(), Steady()
    at_zero, at_epoch = taken(rows(50, 5), near), taken(rows(50, 5, epoch), far)
    assert [(b.first, b.missing) for b in at_zero] == [(pytest.approx(b.first, abs=1e-6), b.missing) for b in at_epoch]
    assert far.time(at_epoch[-1].at) - near.time(at_zero[-1].at) == pytest.approx(epoch, abs=1e-5)
