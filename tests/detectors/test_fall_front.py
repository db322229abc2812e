"""The front end of a worn device: what it cuts depends on what happened, not on how it was turned, sent or cut up."""

from array import array
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from msgspec import structs

from detectors.fall.front import AFTER, BEFORE, FrontEnd
from hub.learning.falls.recordings import Floats
from hub.learning.falls.roughening import rotation
from hub.model.events import Impact, Movement
from hub.model.ids import DeviceId
from hub.model.motion import Samples
from tests.support import fall_data

PENDANT = DeviceId("pendant")
BEGAN = datetime(2026, 3, 2, 10, tzinfo=UTC)
STEP = 1 / 64
"""Of a device's clock that floats tell exactly, so that cuts are the same numbers."""


def samples(acc: Floats, first: int = 0, step: float = STEP, stream: int = 0, shift: float = 0.0) -> Samples:
    """These rows as one batch; `first` counts from the beginning of the stream."""
    x, y, z = (array("f", acc[:, axis].tolist()) for axis in range(3))
    at = BEGAN + timedelta(seconds=first * step + shift)
    return Samples(device=PENDANT, at=at, first=first * step, step=step, x=x, y=y, z=z, stream=stream)


def played(acc: Floats, cuts: list[int], step: float = STEP) -> list[Impact | Movement]:
    front, bounds = FrontEnd(PENDANT), [0, *sorted(cuts), len(acc)]
    return [e for a, b in pairwise(bounds) for e in front.take(samples(acc[a:b], a, step))]


def broken_off(acc: Floats, cuts: list[int]) -> list[Impact]:
    """The impacts in these rows, after which the connection was lost for a minute."""
    front, bounds = FrontEnd(PENDANT), [0, *sorted(cuts), len(acc)]
    told = [e for a, b in pairwise(bounds) for e in front.take(samples(acc[a:b], a))]
    return impacts([*told, *front.take(samples(acc[:1], stream=1, shift=90.0))])


def a_day(seed: int, step: float = STEP, seconds: float = 40.0) -> Floats:
    """A walk with a fall in the middle, sampled each `step`."""
    chance = np.random.default_rng(seed)
    acc, _ = fall_data.fall(seconds, chance)
    t = np.arange(0, seconds - 0.1, step)
    return np.column_stack([np.interp(t, np.arange(len(acc)) / fall_data.RATE, acc[:, axis]) for axis in range(3)])


def impacts(events: list[Impact | Movement]) -> list[Impact]:
    return [each for each in events if isinstance(each, Impact)]


def window(impact: Impact) -> Floats:
    return np.frombuffer(impact.window, "<i2").reshape(-1, 3) / 1000.0


@given(seed=some.integers(0, 50), cuts=some.lists(some.integers(1, 2400), max_size=60))
@settings(max_examples=40, deadline=None)
def test_any_cutting_into_batches_gives_the_same(seed: int, cuts: list[int]) -> None:
    acc = a_day(seed)
    whole, cut = played(acc, []), played(acc, cuts)
    assert [structs.replace(each, at=BEGAN) for each in whole] == [structs.replace(each, at=BEGAN) for each in cut]
    assert len(impacts(cut)) == 1


@given(seed=some.integers(0, 200))
@settings(max_examples=40, deadline=None)
def test_however_it_is_turned_the_same_is_cut(seed: int) -> None:
    acc = a_day(seed)
    turned = acc @ rotation(np.random.default_rng(seed)).T
    one, other = impacts(played(acc, [])), impacts(played(turned, []))
    assert [each.struck for each in one] == [each.struck for each in other]
    for a, b in zip(one, other, strict=True):
        lengths = np.linalg.norm(window(a), axis=1), np.linalg.norm(window(b), axis=1)
        assert np.abs(lengths[0] - lengths[1]).max() < 0.003


@pytest.mark.parametrize("rate", [20.0, 25.0, 31.25, 50.0, 52.0, 64.0, 100.0, 200.0])
def test_at_any_rate_the_impact_is_where_it_was(rate: float) -> None:
    acc = a_day(3, 1 / rate)
    (found,) = impacts(played(acc, list(range(int(rate), len(acc), int(rate))), 1 / rate))
    assert abs((found.struck - BEGAN).total_seconds() - 20.04) < 0.1
    assert (found.at - found.struck).total_seconds() == pytest.approx(AFTER / 50 + 0.25, abs=0.3), "soon"
    assert len(window(found)) == BEFORE + AFTER + 1 and found.peak == BEFORE
    assert found.rate == pytest.approx(rate, abs=0.01) and found.missing == 0
    assert np.linalg.norm(window(found)[found.peak]) > 3


def test_rest_opens_no_gate_and_movement_is_told_every_half_minute() -> None:
    chance = np.random.default_rng(1)
    acc = np.column_stack([np.zeros(8000), np.zeros(8000), np.ones(8000)]) + chance.normal(0, 0.004, (8000, 3))
    events = played(acc, list(range(64, 8000, 64)))
    assert [type(each) for each in events] == [Movement] * 4
    for each in events:
        assert isinstance(each, Movement)
        assert each.seconds == 30 and each.still == 1 and each.moving < 0.01
        assert each.up == pytest.approx((0, 0, 1), abs=0.005)


def test_after_an_impact_movement_is_told_every_two_seconds_for_a_minute() -> None:
    acc = np.concatenate((a_day(5), np.tile([[0.0, 1.0, 0.0]], (64 * 120, 1))))
    events = played(acc, list(range(64, len(acc), 64)))
    (struck,) = impacts(events)
    told = [each for each in events if isinstance(each, Movement) and each.at > struck.at]
    often = [each for each in told if each.at <= struck.at + timedelta(seconds=58)]
    assert len(often) >= 28 and {each.seconds for each in often[1:]} == {2.0}
    assert told[-1].seconds == 30 and told[-1].still == 1
    assert told[-1].up == (0, 1, 0), "how it lies now"


def test_what_the_stream_breaks_off_is_judged_by_what_there_is() -> None:
    """A body may lie on the radio: the connection is lost just after the impact, and the next one tells of it."""
    acc, front = a_day(7), FrontEnd(PENDANT)
    struck = int(20.04 / STEP)
    assert not impacts(list(front.take(samples(acc[: struck + 40]))))
    (found,) = impacts(list(front.take(samples(acc[:20], stream=1, shift=100.0))))
    assert found.missing > 0.2 and len(window(found)) == BEFORE + AFTER + 1
    assert abs((found.struck - BEGAN).total_seconds() - 20.04) < 0.1


@given(after=some.integers(36, 190), cuts=some.lists(some.integers(1, 1450), max_size=30))
@settings(max_examples=30, deadline=None)
def test_however_what_breaks_off_was_cut_into_batches_it_gives_the_same(after: int, cuts: list[int]) -> None:
    acc = a_day(7)[: int(20.04 / STEP) + after]
    ((whole,), (cut,)) = (broken_off(acc, where) for where in ([], cuts))
    assert structs.replace(whole, at=BEGAN) == structs.replace(cut, at=BEGAN)
    told = (len(acc) - 1) * STEP
    waited = (whole.struck - BEGAN).total_seconds() + AFTER / 50 + 0.5
    assert (cut.at - BEGAN).total_seconds() == pytest.approx(min(told, waited), abs=0.5), "when it ended"


def test_what_breaks_off_goes_on_as_it_was_last_and_not_as_if_it_lay_still() -> None:
    """Else whoever walks on after a hard step would be taken for one who fell, whenever the radio is lost."""
    acc = a_day(7)
    struck, lives = int(20.04 / STEP), 1 + 0.1 * np.sin(0.4 * np.arange(200))
    acc[struck + 10 : struck + 210] *= lives[:, None]
    (found,) = broken_off(acc[: struck + 80], [])
    told, made_up = (np.linalg.norm(window(found)[part], axis=1) for part in (slice(150, 187), slice(188, 226)))
    assert made_up.std() == pytest.approx(told.std(), rel=0.2)


@pytest.mark.parametrize("after", [2, 10, 25])
def test_what_breaks_off_as_it_strikes_shows_nothing(after: int) -> None:
    assert broken_off(a_day(7)[: int(20.04 / STEP) + after], []) == []


def test_a_short_hole_is_filled_and_said_and_a_long_one_is_not() -> None:
    acc = a_day(9)
    struck = int(20.04 / STEP)

    def holed(samples_lost: int) -> list[Impact]:
        front, end = FrontEnd(PENDANT), struck + 40
        events = list(front.take(samples(acc[:end])))
        return impacts(events + list(front.take(samples(acc[end + samples_lost :], end + samples_lost))))

    (short,), (long,) = holed(32), holed(640)
    assert 0.08 < short.missing < 0.14
    assert long.missing > 0.3, "what came ten seconds later is no part of it"


def test_who_runs_on_was_not_struck() -> None:
    chance = np.random.default_rng(2)
    run = fall_data.activity("run", 60.0, chance)
    assert np.linalg.norm(run, axis=1).max() > 2
    assert impacts(played(run, [], 1 / 50)) == []


def test_it_keeps_no_more_after_hours_than_after_minutes() -> None:
    front, acc = FrontEnd(PENDANT), a_day(11)

    def size() -> int:
        return sum(value.nbytes for value in vars(front).values() if isinstance(value, np.ndarray))

    sizes = []
    for turn in range(60):
        front.take(samples(acc, turn * len(acc)))
        sizes.append(size())
    assert max(sizes[10:]) <= max(sizes[:10]) + 2000


@pytest.mark.parametrize("step", [0.0, -0.02])
def test_a_batch_that_has_no_time_is_passed_over(step: float) -> None:
    front = FrontEnd(PENDANT)
    assert front.take(structs.replace(samples(a_day(1)[:50]), step=step)) == ()
    assert front.take(samples(a_day(1)[:0])) == ()
