"""What the front end makes of a stream: however it was cut, whenever it began, however the device was turned."""

from array import array
from datetime import UTC, datetime, timedelta

import msgspec
import numpy as np
import pytest

from detectors.fall.front import FrontEnd
from hub.model.events import Impact
from hub.model.ids import DeviceId
from hub.model.motion import Samples

BAND = DeviceId("band")
START = datetime(2026, 11, 2, 8, tzinfo=UTC)
RATES = (20.0, 25.0, 33.3, 50.0, 52.0, 100.0, 200.0)


def day(rate, seed=1, seconds=120.0):
    """A wearer who is struck every 14 s, mostly ends up turned, and rests between."""
    chance = np.random.default_rng(seed)
    t = np.arange(int(seconds * rate)) / rate
    acc = np.array([0.0, 0.0, 1.0]) + chance.normal(0, 0.02, (len(t), 3))
    for struck in np.arange(5, seconds - 5, 14) + chance.uniform(0, 2):
        acc[:, 2] += chance.uniform(1.5, 5) * np.exp(-(((t - struck) / 0.04) ** 2))
        acc[:, 2] -= 0.7 * np.exp(-(((t - struck + 0.3) / 0.15) ** 2))
        turned = chance.uniform(0, 1.6) * (0.5 + 0.5 * np.tanh((t - struck) / 0.2))
        y, z = acc[:, 1].copy(), acc[:, 2].copy()
        acc[:, 1], acc[:, 2] = y * np.cos(turned) - z * np.sin(turned), y * np.sin(turned) + z * np.cos(turned)
    return t, acc.astype(np.float32)


def taken(t, acc, rate, lengths, origin=0.0):
    """All events, the stream cut into batches of these lengths in turn."""
    front, events, start = FrontEnd(BAND), [], 0
    for length in lengths:
        x, y, z = (array("f", acc[start : start + length, axis].tobytes()) for axis in range(3))
        if not x:
            break
        at, first = START + timedelta(seconds=float(t[start])), origin + float(t[start])
        events += front.take(Samples(device=BAND, at=at, first=first, step=1 / rate, x=x, y=y, z=z))
        start += length
    return events


def seconds(rate):
    return [max(int(rate), 1)] * 1000


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("seed", range(3))
def test_any_cutting_gives_the_same_events(rate, seed):
    t, acc = day(rate)
    lengths = np.random.default_rng(seed).integers(1, int(2 * rate), 10_000).tolist()
    whole = taken(t, acc, rate, seconds(rate))
    assert any(isinstance(event, Impact) for event in whole)
    assert taken(t, acc, rate, lengths) == whole


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("origin", [0.007, 0.02, 1234567.89])
def test_any_origin_of_the_devices_clock_gives_the_same_events(rate, origin):
    t, acc = day(rate)
    assert taken(t, acc, rate, seconds(rate), origin) == taken(t, acc, rate, seconds(rate))


@pytest.mark.parametrize("rate", RATES)
def test_however_the_device_is_turned_the_same_impacts_are_cut(rate):
    t, acc = day(rate)
    turned, _ = np.linalg.qr(np.random.default_rng(3).normal(size=(3, 3)))
    both = (acc, (acc @ turned.T).astype(np.float32))
    one, other = ([e for e in taken(t, a, rate, seconds(rate)) if isinstance(e, Impact)] for a in both)
    assert [e.struck for e in one] == [e.struck for e in other]
    for a, b in zip(one, other, strict=True):
        lengths = [np.linalg.norm(np.frombuffer(e.window, "<i2").reshape(-1, 3).astype(float), axis=1) for e in (a, b)]
        assert np.abs(lengths[0] - lengths[1]).max() < 2  # thousandths of a g: the rounding of the window


def test_every_event_can_be_journaled():
    t, acc = day(50.0)
    for event in taken(t, acc, 50.0, seconds(50.0)):
        assert msgspec.json.decode(msgspec.json.encode(event), type=type(event)) == event


def test_months_of_rest_hold_no_more_than_a_minute():
    front, none = FrontEnd(BAND), array("f", [0.0] * 50)
    up, held = array("f", [1.0] * 50), set()
    for second in range(3 * 3600):
        at = START + timedelta(seconds=second)
        front.take(Samples(device=BAND, at=at, first=float(second), step=0.02, x=none, y=none, z=up))
        if second % 600 == 599:
            held.add((len(front._waiting), front._t.size, front._xyz.size, front._kept.size, front._filled.size))
    assert max(max(sizes) for sizes in held) < 60 * 50 * 3
