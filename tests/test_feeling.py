"""Acceleration goes to a front end only where falls are looked for, and a front end that fails is told."""

import subprocess
import sys
from array import array
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs

from hub import feeling
from hub.model.events import FaultChanged, Impact, Movement
from hub.model.household import Consent, Home, Settings
from hub.model.ids import DeviceId
from hub.model.motion import Samples
from tests.detectors.virtual_home import BAND, DAY, DEVICES, home
from tests.support.door import RecordingDoor, TestClock
from tests.support.worn_motion import RATE, stream

WEARS = home(devices=(*DEVICES, BAND))
NOT_AGREED = structs.replace(WEARS, consent={"falls": Consent(agreed=False)})
ENDED = structs.replace(WEARS, home=Home(service="ended"))


def batches(what: str, before: float, seconds: float, size: int = 50, device: str = BAND.id) -> Iterator[Samples]:
    made = stream(what, before, seconds)
    for first in range(0, len(made), size):
        x, y, z = (array("f", axis) for axis in zip(*made[first : first + size], strict=True))
        yield Samples(
            device=DeviceId(device), at=DAY + timedelta(seconds=first / RATE), first=first / RATE, step=1 / RATE,
            x=x, y=y, z=z, most=8.0, stream=1,
        )  # fmt: skip


def takes(settings: Settings = WEARS) -> tuple[feeling.Feeling, RecordingDoor]:
    door = RecordingDoor()
    return feeling.Feeling(lambda: settings, door, TestClock()), door


def play(take: feeling.Feeling, *args: Any, **more: Any) -> None:
    for batch in batches(*args, **more):
        take(batch)


def test_a_fall_in_the_stream_is_an_impact_and_movement_goes_on() -> None:
    take, door = takes()
    play(take, "a fall", 31.0, 70.0)
    (impact,) = door.of(Impact)
    assert abs((impact.struck - DAY).total_seconds() - 31.0) < 0.3
    assert {event.seconds for event in door.of(Movement)} >= {30.0, 2.0}


@pytest.mark.parametrize("size", [7, 25, 65])
def test_how_it_was_cut_into_batches_changes_nothing(size: int) -> None:
    whole, cut = takes(), takes()
    play(whole[0], "a fall", 5.0, 15.0)
    play(cut[0], "a fall", 5.0, 15.0, size=size)
    plain = [structs.replace(event, at=DAY) for event in whole[1].of(Impact)]
    assert plain and [structs.replace(event, at=DAY) for event in cut[1].of(Impact)] == plain


@pytest.mark.parametrize("settings", [NOT_AGREED, ENDED, home()], ids=["not agreed", "ended", "not worn"])
def test_nothing_is_made_where_falls_are_not_looked_for(settings: Settings) -> None:
    take, door = takes(settings)
    play(take, "a fall", 5.0, 15.0)
    assert not door.events and not take._fronts


def test_what_is_agreed_no_longer_ends_at_once() -> None:
    now = [WEARS]
    door = RecordingDoor()
    take = feeling.Feeling(lambda: now[0], door, TestClock())
    play(take, "a fall", 5.0, 6.0)
    assert take._fronts
    now[0] = NOT_AGREED
    play(take, "a fall", 5.0, 15.0)
    assert not door.of(Impact) and not take._fronts


def test_a_front_end_that_fails_is_told_once_and_again_when_it_works() -> None:
    take, door = takes()
    (bad,) = batches("a fall", 1.0, 1.0)
    broken = structs.replace(bad, step=0.02, x=array("f", [0.0]))
    for _ in range(3):
        take(broken)
    (fault,) = door.of(FaultChanged)
    assert fault.present and fault.life_saving and fault.because.startswith("Armband feels no fall: ")
    play(take, "a fall", 31.0, 70.0)
    assert [each.present for each in door.of(FaultChanged)] == [True, False]
    assert door.of(FaultChanged)[1].because == "Armband feels falls again"


def test_a_model_that_is_not_there_is_told_by_the_device_that_needs_it(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeling, "shipped", lambda name: tmp_path / name)
    made, missing = feeling.models(WEARS)
    assert made == {} and list(missing) == ["no fall model waist"]
    assert missing["no fall model waist"].startswith("Armband feels no fall: ")
    assert feeling.models(NOT_AGREED) == ({}, {}) == feeling.models(home())


def test_what_is_shipped_can_be_used_and_what_is_not_is_told() -> None:
    made, missing = feeling.models(WEARS)
    assert {"waist", "wrist"} <= set(made) and not missing
    for placement in ("waist", "wrist", "pocket"):
        worn = home(devices=(*DEVICES, structs.replace(BAND, placement=placement)))
        found, gone = feeling.models(worn)
        assert (placement in found) != (f"no fall model {placement}" in gone)


NO_NUMBERS = """
import sys
from hub import app, feeling
from tests.detectors.virtual_home import home
made, _ = feeling.parts(home())
made(home())
assert "numpy" not in sys.modules
"""


def test_a_home_without_such_a_device_loads_no_numbers() -> None:
    done = subprocess.run([sys.executable, "-c", NO_NUMBERS], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
