"""Streams as a rough device would have sent them, and put together from trials."""

import numpy as np
import pytest

from hub.learning.falls.recordings import magnitude
from hub.learning.falls.roughening import SMOOTH, Roughness, rotation, roughened
from hub.learning.falls.scripted import JOIN, Stream, scripted
from tests.support.fall_data import FALLS, people

MADE = people(2, 2)
WALK = MADE[0]


def rough(how: Roughness, seed: int = 1) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    t = np.arange(0, 600, 0.02)
    acc = np.column_stack([np.sin(t), np.cos(t), np.sin(3 * t)])
    return roughened(t, acc, how, np.random.default_rng(seed))


def test_smooth_changes_nothing() -> None:
    t, acc = roughened(WALK.t, WALK.acc, SMOOTH, np.random.default_rng(1))
    assert np.array_equal(t, WALK.t) and np.array_equal(acc, WALK.acc)


def test_the_same_seed_gives_the_same_stream_and_another_seed_another() -> None:
    one, same, other = rough(Roughness()), rough(Roughness()), rough(Roughness(), seed=2)
    assert np.array_equal(one[0], same[0]) and np.array_equal(one[1], same[1])
    assert len(other[0]) != len(one[0])


def test_a_turn_keeps_lengths_and_hands() -> None:
    for seed in range(20):
        turn = rotation(np.random.default_rng(seed))
        assert np.allclose(turn @ turn.T, np.eye(3)) and np.linalg.det(turn) == pytest.approx(1)


def test_turns_go_everywhere() -> None:
    up = np.array([rotation(np.random.default_rng(seed))[:, 2] for seed in range(2000)])
    assert np.abs(up.mean(axis=0)).max() < 0.06 and np.allclose((up**2).mean(axis=0), 1 / 3, atol=0.04)


def test_about_a_fiftieth_is_lost_in_packets_and_times_rise() -> None:
    t, _ = rough(Roughness(rates=None, jitter=0))
    missing = 1 - len(t) / 30_000
    assert 0.01 < missing < 0.03
    assert np.diff(t).max() > 0.05, "several in a row"
    jittered, _ = rough(Roughness())
    assert np.diff(jittered).min() > 0


def test_rate_gain_and_range_are_within_what_was_asked() -> None:
    rates = []
    for seed in range(30):
        t, acc = rough(Roughness(loss=0, ranges=(1.0,)), seed)
        rates.append(len(t) / 600)
        assert np.abs(acc).max() <= 1.0
    assert 20 <= min(rates) < 30 and 50 < max(rates) <= 60


def test_trials_become_one_stream_a_subject_with_each_fall_where_it_was() -> None:
    streams = list(scripted(MADE, Roughness(), seed=3))
    assert [stream.subject for stream in streams] == ["P0", "P1"]
    for stream in streams:
        assert len(stream.spans) == 12 and np.diff(stream.t).min() > 0
        assert stream.spans[1].start == pytest.approx(stream.spans[0].end + JOIN)
        falls = [span for span in stream.spans if span.fall]
        assert sorted({span.activity for span in falls}) == sorted(FALLS)
        for span in falls:
            assert span.impact is not None
            assert strongest(stream, span.start, span.end) == pytest.approx(span.impact, abs=0.1)


def test_trials_are_shuffled_with_the_seed() -> None:
    orders = {tuple(span.activity for span in next(scripted(MADE, SMOOTH, seed)).spans) for seed in range(4)}
    assert len(orders) > 1


def test_a_long_recording_is_a_stream_of_its_own() -> None:
    long = people(1, 1)[:2]
    t = np.arange(0, 700, 0.02)
    acc = np.tile(np.array([0.0, 0.0, 1.0]), (len(t), 1))
    walk, other = long
    day = type(walk)(
        data_set="made", subject="P0", name="day", placement="waist", device="waist", t=t, acc=acc, spans=walk.spans
    )
    assert [round(stream.t[-1]) for stream in scripted([walk, day, other], SMOOTH, 1)] == [30, 700]


def strongest(stream: Stream, start: float, end: float) -> float:
    within = (stream.t >= start) & (stream.t <= end)
    return float(stream.t[within][np.argmax(magnitude(stream.acc[within]))])
