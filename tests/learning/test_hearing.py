"""Streams played to a model: what is scored is what a hub would hear, and the curve passes through what was alarmed."""

import numpy as np
import pytest

from hub.learning.falls.hearing import hear, samples, wide_enough
from hub.learning.falls.judging import at_threshold
from hub.learning.falls.recordings import Recording
from hub.learning.falls.results import result
from hub.learning.falls.roughening import Roughness
from hub.learning.falls.scripted import scripted, streams
from tests.support.fall_data import falls_at, made_model, people, stream

MODEL = made_model()


def test_a_stream_is_cut_into_batches_where_samples_are_missing() -> None:
    one = stream(1, each=1)
    batches = list(samples(one))
    assert sum(len(batch.x) for batch in batches) == len(one.t)
    assert np.concatenate([batch.z for batch in batches]) == pytest.approx(one.acc[:, 2], abs=1e-6)
    times = np.concatenate([batch.first + batch.step * np.arange(len(batch.x)) for batch in batches])
    assert np.abs(times - one.t).max() < 0.02
    step = float(np.median(np.diff(one.t)))
    lost = (one.t[-1] - one.t[0]) / step + 1 - len(one.t)
    assert sum(batch.missing for batch in batches) == pytest.approx(lost, abs=max(3, 0.15 * lost))


def test_made_falls_are_seen_and_a_walk_is_none() -> None:
    heard = hear(stream(3), MODEL)
    assert [alarm.struck for alarm in heard.alarms] == [pytest.approx(at, abs=1.0) for at in falls_at(heard.stream)]
    assert len(heard.strikes) > len(heard.alarms) and heard.cpu > 0


def test_what_the_curve_takes_for_an_alarm_is_what_the_rule_made_one() -> None:
    """The sweep does not ask the rule anew for each threshold: it must come to the same."""
    for threshold in (0.1, 0.25, 0.5, 0.7):
        for one in scripted(people(2, 2, seed=4), Roughness(), 4):
            heard = hear(one, made_model(threshold=threshold))
            assert at_threshold(heard.strikes, threshold) == heard.alarms


def test_a_whole_score_of_made_people() -> None:
    recordings = people(3, 2)
    heard = [hear(one, MODEL) for one in scripted(recordings, Roughness(), 1)]
    assert len(heard) == streams(recordings) == 3
    scored = result(heard, "waist", MODEL.threshold, {})
    assert scored.all.sensitivity.value == 1.0 and scored.all.false == 0 and scored.all.falls == 12
    assert scored.latency_p95 is not None and scored.latency_p95 < 5


def test_a_device_whose_range_ends_at_2_g_is_left_out_with_all_its_recordings() -> None:
    chance = np.random.default_rng(1)
    wide = people(1, 1)
    t = np.arange(0, 60, 0.01)
    acc = np.clip(np.outer(2.6 * np.sin(12 * t), [1.0, 0.2, 0.1]) + chance.normal(0, 0.02, (len(t), 3)), -2, 2)
    narrow = Recording(
        data_set="made", subject="P9", name="n", placement="waist", device="old", t=t, acc=acc, spans=()
    )  # fmt: skip
    kept, left_out = wide_enough([*wide, narrow])
    assert kept == wide and left_out == 1
