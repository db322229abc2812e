"""Connected devices over real ATT bytes, in virtual time."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from connectors.bluetooth.connected.connection import CONNECT, HOURLY, QUIET
from connectors.bluetooth.connected.reports import AWAY
from connectors.bluetooth.connected.wearable import Wearable
from connectors.bluetooth.words import Listened
from hub.model.events import AvailabilityChanged, FaultChanged, Reported, Said
from hub.model.household import Acceleration
from hub.model.ids import DeviceId
from hub.model.motion import Samples
from tests.support.bumble_link import Air, LoopClock, Properties, Worn, characteristic, virtually
from tests.support.door import RecordingDoor
from tests.support.worn import NUMBERS, PERIOD, Numbers, Polar, Sends

ADDRESS = "F0:00:00:00:00:02"
H10 = "00 04 19 00 32 00 64 00 c8 00 01 01 10 00 02 03 02 00 04 00 08 00"


def numbers(rate: float = 50, most: float = 8, **more: Any) -> Acceleration:
    return Acceleration(
        characteristic=NUMBERS, counts_per_g=1000, rate=rate, most=most, start_at=PERIOD, start="1400", **more
    )  # fmt: skip


class Stage:
    """The hub's side, and what came of it."""

    def __init__(self, air: Air, **listened: Any) -> None:
        self.air, self.door = air, RecordingDoor()
        self.batches: list[Samples] = []
        listened.setdefault("use", "fall device")
        device = Listened(device=DeviceId(ADDRESS), address=ADDRESS, **listened)
        self.wearable = Wearable(device, self.batches.append, Random(5))
        self.task = asyncio.get_running_loop().create_task(self.wearable.run(air, self.door, LoopClock()))

    @property
    def counts(self) -> list[int]:
        return [round(value * 1000) for batch in self.batches for value in batch.x]

    @property
    def said(self) -> list[Said]:
        return [said for event in self.door.of(Reported) for said in event.said]

    @property
    def online(self) -> list[bool]:
        return [event.online for event in self.door.of(AvailabilityChanged)]

    @property
    def faults(self) -> list[FaultChanged]:
        return self.door.of(FaultChanged)

    async def connected(self, worn: Worn, times: int = 1) -> None:
        async with asyncio.timeout(300):
            while worn.connections < times or worn.connection is None:
                await worn.moved.wait()
        await asyncio.sleep(0.5)

    async def stop(self) -> None:
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task


@contextlib.asynccontextmanager
async def stage(make: Callable[[Air], Worn], **listened: Any) -> AsyncIterator[tuple[Stage, Any]]:
    """A worn device that advertises, and a hub that listens to it."""
    air = Air()
    worn = make(air)
    await worn.advertise()
    made = Stage(air, **listened)
    try:
        yield made, worn
    finally:
        await made.stop()


def plays(make: Callable[[Air], Worn], story: Callable[[Stage, Any], Awaitable[None]], **listened: Any) -> None:
    async def play() -> None:
        async with stage(make, **listened) as (made, worn):
            await story(made, worn)

    virtually(play())


def plain(air: Air) -> Numbers:
    return Numbers(air, ADDRESS)


def verity(air: Air) -> Polar:
    return Polar(air, ADDRESS)


@pytest.mark.parametrize("rate", [50, 100, 200])
def test_no_sample_is_lost_and_order_is_kept(rate: int) -> None:
    async def story(made: Stage, worn: Numbers) -> None:
        await made.connected(worn)
        await worn.stream(rate, 30)
        await made.stop()
        assert made.counts == list(range(rate * 30))
        assert [batch.missing for batch in made.batches] == [0] * len(made.batches)
        assert all(0.9 <= len(batch.x) * batch.step <= 1.1 for batch in made.batches[2:-1])
        assert all(b.first > a.first + (len(a.x) - 1) * a.step for a, b in pairwise(made.batches))
        assert worn.written == [b"\x14\x00"] and worn.connection is None
        assert made.wearable.measured is not None and made.wearable.measured.rate == pytest.approx(rate, rel=0.01)
        assert not made.door.complaints

    plays(plain, story, connect="acceleration", acceleration=numbers(rate))


def test_hub_time_is_the_time_of_the_sample() -> None:
    async def story(made: Stage, worn: Numbers) -> None:
        await made.connected(worn)
        began = LoopClock().now()
        await worn.stream(50, 10)
        await made.stop()
        for batch in made.batches:
            assert abs(batch.at - began - timedelta(seconds=round(batch.x[0] * 1000) / 50)) < timedelta(seconds=0.05)

    plays(plain, story, connect="acceleration", acceleration=numbers())


@pytest.mark.parametrize(
    ("settings", "factor", "rate", "per", "kind"),
    [(None, None, 52, 70, 0x81), (None, 1.0, 52, 70, 0x81), (None, 0.001, 52, 70, 0x80), (H10, None, 50, 36, 0x01)],
)
def test_polar_sensors(settings: str | None, factor: float | None, rate: int, per: int, kind: int) -> None:
    def make(air: Air) -> Polar:
        return Polar(air, ADDRESS, settings, factor=factor) if settings else Polar(air, ADDRESS, factor=factor)

    async def story(made: Stage, worn: Polar) -> None:
        await made.connected(worn)
        assert worn.streams and worn.started[0][:6] == bytes((2, 2, 0, 1, rate, 0))
        await worn.stream(rate, 20, per, kind)
        await made.stop()
        assert made.counts == list(range(20 * per))
        assert {batch.most for batch in made.batches} == {8.0}
        assert all(batch.step == pytest.approx(1 / rate, rel=1e-6) for batch in made.batches)
        assert [round(batch.first * rate) for batch in made.batches] == [round(b.x[0] * 1000) for b in made.batches]
        assert worn.stops == 1 and not worn.streams, "an H10 that is not told to stop goes on until it is empty"

    plays(make, story, connect="polar")


def test_a_polar_that_an_earlier_run_left_streaming_is_started_anew() -> None:
    async def story(made: Stage, worn: Polar) -> None:
        worn.refuses = [6]
        await made.connected(worn)
        assert worn.stops == 1 and len(worn.started) == 2 and worn.streams

    plays(verity, story, connect="polar")


def test_a_polar_on_its_charger_is_asked_again_and_is_no_fault() -> None:
    async def story(made: Stage, worn: Polar) -> None:
        worn.refuses = [13] * 3
        await made.connected(worn, times=4)
        assert worn.streams and not made.faults
        assert made.door.complaints[0][1] == "it is on its charger"

    plays(verity, story, connect="polar")


def test_a_fall_device_that_sends_no_acceleration_is_a_fault() -> None:
    async def story(made: Stage, worn: Worn) -> None:
        await made.connected(worn, times=2)
        assert [(f.present, f.life_saving) for f in made.faults] == [(True, True)]
        assert "it is not a Polar sensor" in made.faults[0].because

    plays(lambda air: Sends(air, ADDRESS), story, connect="polar")


def test_a_polar_that_stops_by_itself_is_started_again() -> None:
    async def story(made: Stage, worn: Polar) -> None:
        await made.connected(worn)
        await worn.indicate(worn.control, b"\x01\x02")
        await made.connected(worn, times=2)
        assert len(worn.started) == 2 and ("it stopped measuring by itself" in made.door.complaints[0][1])

    plays(verity, story, connect="polar")


def test_a_lost_link_comes_back_as_another_stream() -> None:
    async def story(made: Stage, worn: Polar) -> None:
        await made.connected(worn)
        await worn.stream(52, 5, 70, 0x81)
        await worn.part()
        await made.connected(worn, times=2)
        await worn.stream(52, 5, 70, 0x81)
        await made.stop()
        assert sorted({batch.stream for batch in made.batches}) == [1, 2]
        assert made.counts == list(range(10 * 70)) and made.online == []

    plays(verity, story, connect="polar")


def test_a_device_that_stays_away_is_told_and_its_return_too() -> None:
    async def story(made: Stage, worn: Polar) -> None:
        await made.connected(worn)
        await worn.vanish()
        await asyncio.sleep(AWAY - 1)
        assert made.online == []
        await asyncio.sleep(2)
        assert made.online == [False]
        await asyncio.sleep(600)
        await worn.advertise()
        await made.connected(worn, times=2)
        assert made.online == [False, True]

    plays(verity, story, connect="polar")


def test_a_device_that_is_never_there_is_told() -> None:
    async def story() -> None:
        made = Stage(Air(), connect="polar")
        await asyncio.sleep(AWAY + 1)
        assert made.online == [False]
        await made.stop()

    virtually(story())


def test_a_device_that_is_gone_when_it_is_connected_to_is_tried_again() -> None:
    """bumble never ends such an attempt, and neither do some controllers."""

    class Gone(Air):
        attempts = 0

        def client(self, device: Any, lost: Callable[[], None]) -> Any:
            made = super().client(device, lost)
            self.attempts += 1
            if self.attempts == 1:

                async def never(**_: Any) -> None:
                    await asyncio.Event().wait()

                made.connect = never  # type: ignore[method-assign]
            return made

    async def story() -> None:
        air = Gone()
        worn = verity(air)
        await worn.advertise()
        made = Stage(air, connect="polar")
        await asyncio.sleep(CONNECT - 1)
        assert air.attempts == 1
        await made.connected(worn)
        assert air.attempts == 2 and "TimeoutError" in made.door.complaints[0][1]
        await made.stop()

    virtually(story())


def test_a_link_that_brings_nothing_is_dropped() -> None:
    async def story(made: Stage, worn: Numbers) -> None:
        await made.connected(worn)
        await worn.stream(50, 5)
        await asyncio.sleep(QUIET - 1)
        assert worn.connections == 1
        await asyncio.sleep(2)
        await made.connected(worn, times=2)
        assert "sent nothing" in made.door.complaints[0][1]

    plays(plain, story, connect="acceleration", acceleration=numbers())


def test_rubbish_is_a_complaint_and_loses_no_neighbour() -> None:
    async def story(made: Stage, worn: Numbers) -> None:
        await made.connected(worn)
        for _ in range(5):
            await worn.stream(50, 1)
            await worn.send(worn.data, b"rubbish")
            await worn.send(worn.rate, b"\x01")
        await made.stop()
        assert made.counts == list(range(250))
        assert len({what for what, _ in made.door.complaints}) == 2

    plays(plain, story, connect="acceleration", acceleration=numbers())


def test_signs_of_life_come_once_a_minute() -> None:
    async def story(made: Stage, worn: Numbers) -> None:
        await made.connected(worn)
        await worn.stream(5, 310)
        assert made.said[0] == Said("battery", 90.0)
        assert made.said[1:] == [Said("heard", value=True)] * 5

    plays(plain, story, connect="acceleration", acceleration=numbers(rate=5), use="wearable")


def test_a_meter_tells_its_heart_rate_once_a_minute_and_its_battery_when_it_changes() -> None:
    async def story(made: Stage, worn: Sends) -> None:
        await made.connected(worn)
        for second in range(180):
            await worn.send(worn.rate, bytes((0x06, 60 + second % 60)))
            await worn.send(worn.level, bytes((90 if second < 100 else 89,)))
            await asyncio.sleep(1)
        heart = [said.value for said in made.said if said.kind == "heart rate"]
        assert heart == [60.0, 60.0, 60.0]
        assert [said.value for said in made.said if said.kind == "battery"] == [90.0, 89.0]

    plays(lambda air: Sends(air, ADDRESS), story, connect="meters", use="wearable")


def test_a_heart_rate_without_contact_is_a_sign_of_life_and_no_reading() -> None:
    async def story(made: Stage, worn: Sends) -> None:
        await made.connected(worn)
        await asyncio.sleep(100)
        await worn.send(worn.rate, bytes((0x04, 72)))
        await asyncio.sleep(1)
        assert made.said == [Said("battery", 90.0), Said("heard", value=True)]

    plays(lambda air: Sends(air, ADDRESS), story, connect="meters", use="wearable")


def test_a_quiet_meter_is_read_each_hour() -> None:
    async def story(made: Stage, worn: Sends) -> None:
        await made.connected(worn)
        await asyncio.sleep(HOURLY * 3)
        worn.level.value = b"\x50"
        await asyncio.sleep(HOURLY)
        assert worn.connections == 1
        assert [said for said in made.said if said.kind == "battery"] == [Said("battery", 90.0), Said("battery", 80.0)]
        assert len([said for said in made.said if said.kind == "heard"]) == 3

    plays(lambda air: Sends(air, ADDRESS), story, connect="meters", use="wearable")


def test_a_meter_that_speaks_only_when_it_is_used_is_there_while_its_link_stands() -> None:
    async def story(made: Stage, worn: Worn) -> None:
        await made.connected(worn)
        await asyncio.sleep(HOURLY * 2 + AWAY)
        assert worn.connections == 1 and made.online == []
        assert made.said == [Said("heard", value=True)] * 3

    plays(
        lambda air: Worn(air, ADDRESS, characteristic("2A9D", Properties.NOTIFY)), story, connect="meters", use="other"
    )


def test_a_range_of_two_g_is_told_at_once_and_once() -> None:
    async def story(made: Stage, worn: Numbers) -> None:
        await made.connected(worn)
        await worn.stream(50, 15)
        await worn.part()
        await made.connected(worn, times=2)
        await worn.stream(50, 15)
        assert [(f.present, f.life_saving, f.cause) for f in made.faults] == [
            (True, True, f"cannot detect falls {ADDRESS}")
        ]
        assert "2 g" in made.faults[0].because

    plays(plain, story, connect="acceleration", acceleration=numbers(most=2))


def test_a_slow_device_is_told_and_a_good_one_again() -> None:
    async def story(made: Stage, worn: Numbers) -> None:
        await made.connected(worn)
        await worn.stream(10, 60)
        assert [f.present for f in made.faults] == [True]
        assert "10 samples a second" in made.faults[0].because
        await worn.stream(50, 60)
        assert [f.present for f in made.faults] == [True, False]

    plays(plain, story, connect="acceleration", acceleration=numbers(rate=10))


def test_only_a_fall_device_is_judged() -> None:
    async def story(made: Stage, worn: Numbers) -> None:
        await made.connected(worn)
        await worn.stream(10, 60)
        assert made.faults == []

    plays(plain, story, connect="acceleration", acceleration=numbers(rate=10, most=2), use="wearable")


def test_a_rate_that_is_not_the_one_in_the_settings_is_said() -> None:
    async def story(made: Stage, worn: Numbers) -> None:
        await made.connected(worn)
        await worn.stream(60, 60)
        assert any("60 samples a second, the settings say 50" in example for _, example in made.door.complaints)

    plays(plain, story, connect="acceleration", acceleration=numbers())
