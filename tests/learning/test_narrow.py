"""A range that ends at 2 g is known by its end; whoever only moves gently, evenly or coarsely is not refused."""

import numpy as np
import pytest

from hub.learning.falls.narrow import Range

T = np.arange(0, 120, 0.02)


def narrow(values: np.ndarray) -> float | None:  # type: ignore[type-arg]
    seen = Range()
    seen.take(np.abs(values).tolist())
    return seen.narrow


def strides(high: float, seed: int = 1) -> np.ndarray:  # type: ignore[type-arg]
    chance = np.random.default_rng(seed)
    return 1 + (high - 1) * np.sin(2 * np.pi * 2 * T) + chance.normal(0, 0.01, len(T))


def test_a_device_that_stops_at_2_g_is_known_by_it() -> None:
    assert narrow(np.clip(strides(3.5), -2, 2)) == 2.0
    assert narrow(np.clip(strides(3.5), -2, 2) * 0.95) == 1.9


@pytest.mark.parametrize("high", [1.7, 1.9, 2.0, 2.05])
@pytest.mark.parametrize("digit", [0.0001, 0.004, 0.016])
def test_even_strides_that_just_reach_2_g_are_not(high: float, digit: float) -> None:
    for seed in range(5):
        assert narrow(np.round(strides(high, seed) / digit) * digit) is None


def test_one_hard_knock_shows_a_wide_range_for_good() -> None:
    seen = Range()
    seen.take([3.1])
    seen.take([2.0] * 1000)
    assert seen.narrow is None


def test_a_device_that_lies_still_says_nothing() -> None:
    assert narrow(np.full(5000, 1.0)) is None
