"""What `carehub detect-falls` says of a stream, and what it refuses: line by line, whatever the pieces it comes in."""

import random
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.learning.falls.live import Fall, Live
from hub.learning.falls.recordings import DataError
from hub.learning.falls.roughening import Roughness, rotation
from hub.learning.falls.scripted import Stream
from tests.support.fall_data import csv, falls_at, made_model, stream

MODEL = made_model()
ROUGH = stream(1, each=1, how=Roughness(rates=(33.3, 33.3)))
SMOOTH_RATE = stream(2, each=1, how=Roughness(rates=(50.0, 50.0), jitter=0.0, loss=0.0))


def at_rate(rate: float, ranges: tuple[float, ...] = (16.0,)) -> Stream:
    return stream(1, each=1, how=Roughness(rates=(rate, rate), jitter=0.0, loss=0.0, ranges=ranges, turned=False))


def told(text: str, warned: list[str] | None = None) -> list[Fall]:
    live = Live("waist", MODEL, [].append if warned is None else warned.append)
    return [fall for line in text.encode().splitlines(keepends=True) for fall in live.take(line)] + list(live.end())


@cache
def plainly(one: Stream) -> list[Fall]:
    return told(csv(one))


def timed(falls: list[Fall]) -> list[float]:
    return [fall.t for fall in falls]


@pytest.mark.parametrize("seed", range(3, 6))
def test_made_falls_are_told_once_each_and_nothing_else(seed: int) -> None:
    one = stream(seed)
    assert timed(told(csv(one))) == [pytest.approx(at, abs=1.0) for at in falls_at(one)]


@pytest.mark.parametrize("rate", [20.0, 25.0, 40.0, 60.0, 100.0, 200.0])
def test_any_rate_gives_the_same_falls(rate: float) -> None:
    one = stream(2, each=1, how=Roughness(rates=(rate, rate), jitter=0.0005))
    assert timed(told(csv(one))) == [pytest.approx(at, abs=1.0) for at in falls_at(one)]


def test_a_fall_is_told_while_the_stream_goes_on() -> None:
    live = Live("waist", MODEL, print)
    first = falls_at(SMOOTH_RATE)[0]
    for line in csv(SMOOTH_RATE).encode().splitlines():
        falls = list(live.take(line))
        if falls:
            now = float(line.split(b",")[0])
            assert falls[0].t == pytest.approx(first, abs=0.5) and now - first < 5 and falls[0].decided <= now
            return
    raise AssertionError("nothing was told")


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**31))
def test_any_turn_gives_the_same_falls(seed: int) -> None:
    turned = rotation(np.random.default_rng(seed))
    same = plainly(SMOOTH_RATE)
    other = told(csv(_changed(SMOOTH_RATE, SMOOTH_RATE.acc @ turned.T)))
    assert timed(other) == timed(same) and [f.score for f in other] == [pytest.approx(f.score, abs=0.02) for f in same]


@settings(max_examples=5, deadline=None)
@given(st.sampled_from([0.25, 3600.0, 1_764_300_000.0, 4_102_444_800.0, -77.5]))
def test_another_origin_moves_the_times_and_nothing_else(start: float) -> None:
    same, other = plainly(ROUGH), told(csv(ROUGH, start=start))
    assert [(f.t, f.decided) for f in other] == [
        (pytest.approx(f.t + start, abs=2e-3), pytest.approx(f.decided + start, abs=2e-3)) for f in same
    ]
    assert [f.score for f in other] == [pytest.approx(f.score, abs=0.02) for f in same]


def test_stamps_of_arrival_and_rows_out_of_order_change_little() -> None:
    header, *rows = csv(SMOOTH_RATE).splitlines()
    bursts = [rows[at : at + 20] for at in range(0, len(rows), 20)]
    arrived = [burst[-1].split(",")[0] + "," + row.split(",", 1)[1] for burst in bursts for row in burst]
    assert timed(told("\n".join((header, *arrived)))) == [
        pytest.approx(t, abs=0.5) for t in timed(plainly(SMOOTH_RATE))
    ]
    chance = random.Random(3)
    mixed = sorted(rows, key=lambda row: float(row.split(",")[0]) + chance.uniform(0, 0.1))
    assert told("\n".join((header, *mixed))) == plainly(SMOOTH_RATE)


@pytest.mark.parametrize("seconds", [1.0, 2.0, 3.0])
def test_bursts_of_some_seconds_hide_no_fall(seconds: float) -> None:
    header, *rows = csv(at_rate(50.0)).splitlines()
    size = round(seconds * 50)
    arrived = [f"{(at // size + 1) * seconds:.2f},{row.split(',', 1)[1]}" for at, row in enumerate(rows)]
    assert timed(told("\n".join((header, *arrived)))) == pytest.approx(timed(told(csv(at_rate(50.0)))), abs=0.1)


def test_a_gap_hides_nothing_but_what_fell_into_it() -> None:
    header, *rows = csv(SMOOTH_RATE).splitlines()
    first, *others = falls_at(SMOOTH_RATE)
    kept = [row for row in rows if not first - 4 < float(row.split(",")[0]) < first + 4]
    assert timed(told("\n".join((header, *kept)))) == [pytest.approx(at, abs=0.5) for at in others]


def ending(after: float, one: Stream = SMOOTH_RATE, start: float = 0.0) -> str:
    """The stream up to so many seconds after its first fall."""
    header, *rows = csv(one, start=start).splitlines()
    until = start + falls_at(one)[0] + after
    return "\n".join((header, *(row for row in rows if float(row.split(",")[0]) < until)))


@pytest.mark.parametrize("after", [0.7, 1.2, 1.7, 1.95])
def test_a_stream_that_ends_soon_after_a_fall_is_judged_by_what_there_is_and_says_so(after: float) -> None:
    text = ending(after)
    (fall,) = told(text)
    assert fall.t == pytest.approx(falls_at(SMOOTH_RATE)[0], abs=0.5) and fall.broken_off
    assert fall.decided == pytest.approx(float(text.splitlines()[-1].split(",")[0]), abs=0.021)


def test_a_stream_that_ends_as_it_strikes_says_nothing_and_one_that_goes_on_does_not_say_that_it_broke_off() -> None:
    assert told(ending(0.3)) == []
    assert [fall.broken_off for fall in told(ending(4.0))] == [False]


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**31), st.sampled_from([0.0, 0.25, 1_764_300_000.0]))
def test_what_breaks_off_is_the_same_however_it_is_turned_and_whatever_the_clock_says(seed: int, start: float) -> None:
    turned = rotation(np.random.default_rng(seed))
    (same,), (other,) = (
        told(ending(1.3)), told(ending(1.3, _changed(SMOOTH_RATE, SMOOTH_RATE.acc @ turned.T), start))
    )  # fmt: skip
    assert (other.t, other.decided) == (
        pytest.approx(same.t + start, abs=2e-3), pytest.approx(same.decided + start, abs=2e-3)
    )  # fmt: skip
    assert other.score == pytest.approx(same.score, abs=0.02) and other.broken_off


def test_lines_that_cannot_be_read_are_told_with_their_number_and_left_out() -> None:
    lines = csv(ROUGH).splitlines()
    bad = {5: "oops", 40: "1,2,3", 41: "", 42: "nan,0,0,1", 43: "0.5,0,0,inf", 44: "x,y,z,1", 45: "1;0;0;1"}
    for place, line in bad.items():
        lines.insert(place - 1, line)
    warned: list[str] = []
    assert timed(told("\n".join(lines), warned)) == [pytest.approx(t, abs=0.1) for t in timed(plainly(ROUGH))]
    assert warned[0] == (
        "standard input: line 5: found 1 values; expected 4, as in the header. Write one sample a line: seconds, then "
        "x, y and z in g (and the turning rate in deg/s, if the header has it). The line is left out."
    )
    assert [says.split(": ")[1] for says in warned[:5]] == ["line 5", "line 40", "line 41", "line 42", "line 43"]
    assert warned[5] == "2 more lines could not be read, and were left out."


def test_the_turning_rate_is_taken_and_changes_nothing() -> None:
    header, *rows = csv(ROUGH).splitlines()
    assert told("\n".join((header + ",gx,gy,gz", *(row + ",1,-20,300" for row in rows)))) == plainly(ROUGH)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: found nothing; expected the header t,ax,ay,az[,gx,gy,gz]"),
        ("1,2,3,4\n", 'line 1: found "1,2,3,4"; expected the header'),
        ("t,ax,ay,az\nx\n", "all of it: found no line that can be read; expected samples"),
        (csv(at_rate(10.0)), "found 10.0 samples a second; expected 20 to 200. Behaviour 26"),
        (csv(at_rate(400.0), places=6), "found 400.0 samples a second; expected 20 to 200. Leave samples out"),
        (csv(at_rate(100.0, ranges=(2.0,))), "found a range of 2 g; expected 4 g or more. Behaviour 26"),
    ],
)  # fmt: skip
def test_what_cannot_be_watched_is_refused_with_what_to_do(text: str, says: str) -> None:
    with pytest.raises(DataError) as refused:
        told(text)
    assert says in str(refused.value)


def test_metres_a_second_squared_and_streams_without_gravity_are_refused() -> None:
    for times, less in ((9.80665, 0.0), (1000.0, 0.0), (1.0, 1.0)):
        acc = SMOOTH_RATE.acc.copy()
        acc[:2000] = np.array([0.02, 0.01, 1.0 - less])
        with pytest.raises(
            DataError, match=r"expected about 1 g|150 lines that cannot be read, of 150; .*Thousandths of a g: by 1000"
        ):
            told(csv(_changed(SMOOTH_RATE, acc * times)))


def test_milliseconds_are_refused() -> None:
    rows = csv(SMOOTH_RATE).splitlines()
    milli = [rows[0], *(f"{float(row.split(',')[0]) * 1000:.1f},{row.split(',', 1)[1]}" for row in rows[1:])]
    with pytest.raises(DataError, match=r"times more than 5 s apart; expected 20 to 200 samples a second"):
        told("\n".join(milli))


def test_times_that_stand_still_are_refused() -> None:
    with pytest.raises(DataError, match=r"found times that stand still; expected 20 to 200 samples a second"):
        told("t,ax,ay,az\n" + "7.0,0,0,1\n" * 5000)


def test_a_device_of_20_to_25_a_second_is_watched_and_warned_of_once() -> None:
    warned: list[str] = []
    told(csv(at_rate(21.0)), warned)
    assert len(warned) == 1 and "21.0 samples a second: falls are missed at less than 25" in warned[0]


def _changed(one: Stream, acc: np.ndarray) -> Stream:  # type: ignore[type-arg]
    return Stream(
        data_set=one.data_set, subject=one.subject, placement=one.placement, device=one.device, t=one.t, acc=acc,
        spans=one.spans,
    )  # fmt: skip
