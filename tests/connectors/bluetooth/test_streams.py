"""Sample clock, not arrival time: whatever the radio does, order is kept, nothing is lost, time is nearly right.

The bounds that are tested stand in docs/adr/0025-acceleration.md.
"""

from array import array
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from connectors.bluetooth.connected.fitness import Fitness
from connectors.bluetooth.connected.frames import Frame
from connectors.bluetooth.connected.streams import Stream
from hub.model.ids import DeviceId
from hub.model.motion import Samples

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
DEVICE = DeviceId("F0:00:00:00:00:02")
Span = tuple[float, float]


class Air(Struct, frozen=True, kw_only=True):
    """A device and a radio. `held`: spans whose frames come at their end; `lost`: spans whose frames never come."""

    named: float = 50
    true: float = 50
    per: int = 1
    soonest: float = 0.02
    jitter: float = 0.03
    held: tuple[Span, ...] = ()
    lost: tuple[Span, ...] = ()
    seconds: float = 60
    stamped: bool = False
    seed: int = 1


class Heard(Struct, frozen=True):
    """What came of it. Sample number n was taken at n / true seconds, and has n as its x."""

    air: Air
    batches: list[Samples]
    sent: list[int]

    @property
    def numbers(self) -> list[int]:
        return [int(value) for batch in self.batches for value in batch.x]

    @property
    def missing(self) -> int:
        return sum(batch.missing for batch in self.batches)

    def errors(self, since: float = 0.0, skip: Iterable[Span] = ()) -> list[float]:
        """Seconds by which hub time is late, for each sample (beside the smallest delay, which nobody can know)."""
        found = []
        for batch in self.batches:
            at = (batch.at - START).total_seconds()
            for place, number in enumerate(batch.x):
                taken = number / self.air.true
                if taken >= since and not any(begin <= taken < end for begin, end in skip):
                    found.append(at + place * batch.step - taken - self.air.soonest)
        return found

    @property
    def worst(self) -> float:
        return max(map(abs, self.errors()))


def frame(numbers: Iterable[int], last: float | None = None) -> Frame:
    x = array("f", [float(number) for number in numbers])
    return Frame(x, array("f", bytes(4 * len(x))), array("f", bytes(4 * len(x))), last)


def hear(air: Air) -> Heard:
    random, batches, sent = Random(air.seed), list[Samples](), list[int]()
    stream = Stream(DEVICE, batches.append)
    stream.begin(air.named, 8.0, air.stamped)
    before = 0.0
    for first in range(0, int(air.seconds * air.true), air.per):
        numbers = range(first, first + air.per)
        taken = numbers[-1] / air.true
        if any(begin <= taken < end for begin, end in air.lost):
            continue
        arrived = taken + air.soonest + random.random() * air.jitter
        arrived = max([arrived, *(end for begin, end in air.held if begin <= taken < end)])
        before = max(before + 1e-4, arrived)
        sent += numbers
        stream.feed(frame(numbers, 1000 + taken if air.stamped else None), before, START + timedelta(seconds=before))
    stream.end(before, START + timedelta(seconds=before))
    return Heard(air, batches, sent)


def whole(heard: Heard) -> None:
    """What must hold whatever happens."""
    assert heard.numbers == heard.sent, "no sample is lost, doubled or out of order"
    for batch in heard.batches:
        assert len(batch.x) == len(batch.y) == len(batch.z) > 0 and batch.step > 0 and batch.missing >= 0
    for one, other in pairwise(heard.batches):
        assert other.stream > one.stream or other.first > one.first + (len(one.x) - 1) * one.step, "never back"


spans = st.tuples(st.floats(5, 35), st.floats(0.1, 3)).map(lambda span: (span[0], span[0] + span[1]))
airs = st.builds(
    Air, named=st.just(50.0), true=st.floats(47.5, 52.5), per=st.sampled_from([1, 2, 5]),
    jitter=st.floats(0, 0.15), seed=st.integers(0, 9999), seconds=st.just(40.0),
    held=st.lists(spans, max_size=3).map(tuple),
)  # fmt: skip
BOUND, YOUNG_BOUND = 0.3, 0.75
"""Seconds beside the smallest delay, with up to 0.15 s of jitter, bursts up to 3 s, and a rate 5 % off; and within the
first 20 s of a connection."""
STAMPED_BOUND = 0.02


@settings(max_examples=60, deadline=None, derandomize=True)
@given(airs)
def test_jitter_and_bursts_move_no_sample_by_more_than_the_bound(air: Air) -> None:
    heard = hear(air)
    whole(heard)
    assert heard.missing == 0 and heard.worst <= YOUNG_BOUND
    assert max(map(abs, heard.errors(since=20))) <= BOUND


@settings(max_examples=40, deadline=None, derandomize=True)
@given(airs, st.lists(spans, max_size=3))
def test_whatever_is_lost_the_rest_stays_in_order(air: Air, lost: list[Span]) -> None:
    whole(hear(Air(**{name: getattr(air, name) for name in air.__struct_fields__ if name != "lost"}, lost=tuple(lost))))


@settings(max_examples=40, deadline=None, derandomize=True)
@given(airs, st.sampled_from([1, 36, 70]))
def test_a_device_that_stamps_its_frames_is_believed(air: Air, per: int) -> None:
    stamped = Air(true=air.true, jitter=air.jitter, held=air.held, per=per, stamped=True, seed=air.seed)
    heard = hear(stamped)
    whole(heard)
    assert heard.missing == 0
    # Held frames pass; then it is only the jitter of the best frame that is not known.
    assert all(-STAMPED_BOUND <= error <= air.jitter + STAMPED_BOUND for error in heard.errors(since=2))


@pytest.mark.parametrize("stamped", [False, True])
@pytest.mark.parametrize("lasts", [0.5, 2.0, 8.0])
def test_lost_samples_are_counted_and_time_stays_right(lasts: float, stamped: bool) -> None:
    heard = hear(Air(lost=((20, 20 + lasts),), stamped=stamped))
    whole(heard)
    gap = next(batch for batch in heard.batches if batch.missing)
    assert abs(gap.missing - lasts * 50) <= 2 and heard.missing == gap.missing
    assert int(gap.x[0]) == round((20 + lasts) * 50), "the gap is where it was"
    assert heard.worst < 0.05


def test_every_lost_frame_of_a_device_with_stamps_is_counted() -> None:
    lost = tuple((float(at), at + 36 / 50) for at in range(5, 50, 5))
    heard = hear(Air(per=36, lost=lost, stamped=True))
    whole(heard)
    assert heard.missing == (60 * 50 // 36 + 1) * 36 - len(heard.sent)


def test_a_burst_after_a_pause_is_no_loss() -> None:
    heard = hear(Air(held=((20.0, 23.0),)))
    whole(heard)
    assert heard.missing == 0 and heard.worst < 0.05


def test_a_slow_and_a_fast_device_are_learned() -> None:
    for true in (46.0, 54.0):
        heard = hear(Air(true=true, seconds=60))
        whole(heard)
        assert heard.missing == 0 and heard.worst < 0.1
        assert heard.batches[-2].step == pytest.approx(1 / true, rel=0.005)


@pytest.mark.parametrize("named", [10.0, 25.0, 100.0, 200.0])
def test_a_wrong_rate_in_the_settings_makes_no_wrong_time(named: float) -> None:
    heard = hear(Air(named=named, true=50))
    whole(heard)
    assert heard.missing == 0
    assert max(map(abs, heard.errors(since=20))) < 0.1


def test_a_device_that_begins_to_send_quicker_begins_another_stream() -> None:
    got: list[Samples] = []
    stream = Stream(DEVICE, got.append)
    stream.begin(10, 8, stamped=False)
    taken = [number / 10 for number in range(300)] + [30 + number / 50 for number in range(1500)]
    for number, arrived in enumerate(taken):
        stream.feed(frame([number]), arrived, START + timedelta(seconds=arrived))
    stream.end(60, START + timedelta(seconds=60))
    whole(Heard(Air(), got, list(range(1800))))
    assert {batch.stream for batch in got} == {1, 2}
    late = [(b.at - START).total_seconds() + at * b.step - taken[int(n)] for b in got for at, n in enumerate(b.x)]
    assert max(map(abs, late)) < 1.2 and max(map(abs, late[400:])) < 0.1


def test_a_short_loss_is_taken_back_as_time() -> None:
    """Without a count of its own, a device's loss below a quarter of a second cannot be told from a busy radio."""
    heard = hear(Air(lost=((20, 20.2),)))
    whole(heard)
    assert heard.missing == 0
    assert max(map(abs, heard.errors(since=40))) < 0.05


@pytest.mark.parametrize(("per", "rate"), [(1, 50), (36, 50), (70, 52), (3, 200), (1, 25)])
def test_batches_are_about_a_second(per: int, rate: int) -> None:
    batches = hear(Air(named=rate, true=rate, per=per)).batches[:-1]
    assert all(0.65 <= len(batch.x) * batch.step <= 1.5 for batch in batches)
    assert {batch.most for batch in batches} == {8.0} and {batch.device for batch in batches} == {DEVICE}


def test_a_held_back_minute_leaves_in_batches_of_a_second_too() -> None:
    batches = hear(Air(held=((20.0, 50.0),), stamped=True, per=10)).batches
    assert all(len(batch.x) * batch.step <= 1.5 for batch in batches)


def test_a_clock_that_is_set_begins_another_stream() -> None:
    for jump in (-3600.0, 3600.0):
        got: list[Samples] = []
        stream = Stream(DEVICE, got.append)
        stream.begin(50, 8, stamped=True)
        for second in range(1, 21):
            last = second + (jump if second > 10 else 0) + 10_000
            numbers = range((second - 1) * 50, second * 50)
            stream.feed(frame(numbers, last), second + 0.1, START + timedelta(seconds=second + 0.1))
        whole(Heard(Air(), got, list(range(1000))))
        assert [batch.stream for batch in got] == [1] * 10 + [2] * 10 and not any(batch.missing for batch in got)
        assert got[10].first == 0.0
        assert got[10].at - got[9].at == timedelta(seconds=1)


def test_a_frame_that_comes_twice_counts_once() -> None:
    got: list[Samples] = []
    stream = Stream(DEVICE, got.append)
    stream.begin(50, 8, stamped=True)
    for second in (1, 2, 2, 3):
        numbers = range((second - 1) * 50, second * 50)
        stream.feed(frame(numbers, float(second)), second + 0.1, START + timedelta(seconds=second + 0.1))
    assert [int(value) for batch in got for value in batch.x] == list(range(150))


def test_each_connection_is_another_stream() -> None:
    got: list[Samples] = []
    stream = Stream(DEVICE, got.append)
    for _ in range(2):
        stream.begin(50, 8, stamped=True)
        stream.feed(frame(range(50), 7.0), 1.0, START)
        stream.end(1.0, START)
    assert [batch.stream for batch in got] == [1, 2] and [batch.first for batch in got] == [0.0, 0.0]


def _batch(second: int, rate: float, values: list[float], most: float = 8.0, missing: int = 0) -> Samples:
    x = array("f", (values * 300)[: int(rate)])
    rest = array("f", bytes(4 * len(x)))
    return Samples(
        device=DEVICE, at=START, first=float(second), step=1 / rate, x=x, y=rest, z=rest, most=most, missing=missing,
        stream=1,
    )  # fmt: skip


def _judged(*batches: Samples, most: float = 8.0) -> list[str | None]:
    fitness = Fitness()
    fitness.begin(most)
    found = []
    for batch in batches:
        fitness.add(batch)
        found.append(fitness.because)
    return found


def test_a_good_stream_is_fit_after_ten_seconds() -> None:
    judged = _judged(*(_batch(second, 50, [0.1, 1.0]) for second in range(12)))
    assert judged == [None] * 9 + [""] * 3


def test_a_slow_one_is_told_after_half_a_minute_and_a_good_one_again() -> None:
    judged = _judged(*(_batch(second, 10 if second < 40 else 50, [1.0]) for second in range(90)))
    assert judged[28] is None and judged[29] == "it sends 10 samples a second, and 25 are needed"
    assert judged[68] and judged[69] == ""


def test_twenty_five_hertz_is_enough_and_a_chip_that_runs_slow_too() -> None:
    assert _judged(*(_batch(second, 25, [1.0]) for second in range(31)))[-1] == ""


def test_a_range_of_two_g_is_told_at_once() -> None:
    assert (
        _judged(_batch(0, 50, [1.0]), most=2.0)[0]
        == "it is set to measure 2 g at the most, and a fall is harder than that"
    )


def test_a_top_that_is_flat_at_two_g_is_told_whatever_the_settings_say() -> None:
    bump = [1.0, 1.7, 1.99, 1.99, 1.99, 1.2]
    judged = _judged(_batch(0, 50, bump), _batch(1, 50, [1.0]), _batch(2, 50, [1.0, 3.0]), *(
        _batch(second, 50, [1.0]) for second in range(3, 12)
    ))  # fmt: skip
    assert judged[0] and "no more than 2 g" in judged[0]
    assert judged[1] == judged[0] and judged[2] is None and judged[-1] == ""


def test_a_peak_of_two_g_is_no_end_of_the_range() -> None:
    assert _judged(_batch(0, 50, [1.0, 1.7, 1.99, 1.8, 1.2])) == [None]


def test_what_is_measured() -> None:
    fitness = Fitness()
    fitness.begin(4.0)
    for second in range(10):
        fitness.add(_batch(second, 50, [4.0, -1.0], most=4.0, missing=second % 2))
    assert fitness.measured is not None
    assert fitness.measured.rate == pytest.approx(50) and fitness.measured.missing == 5
    assert fitness.measured.largest == 4.0 and fitness.measured.clipped == pytest.approx(1 / 6)
