"""Devices join through a real broker and a small zigbee2mqtt: what is told, what is asked, and what to do about it."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from connectors.zigbee2mqtt.bridge import Answer
from connectors.zigbee2mqtt.pairing import Pairing, Waits
from connectors.zigbee2mqtt.pairing_words import (
    Closed,
    Happening,
    Heard,
    InterviewFailed,
    Interviewing,
    Joined,
    Left,
    Opened,
    Ready,
    Trouble,
    Unsupported,
    refused,
)
from hub.model.events import Said
from hub.model.household import Mqtt
from hub.model.ids import DeviceId
from tests.support.broker import RealBroker, broker
from tests.support.door import until
from tests.support.zigbee2mqtt import BUTTON, CONTACT, Zigbee2Mqtt

NEW, OLD = DeviceId("0x00158d0000000001"), DeviceId("0x00158d0000000002")
NOBODY = DeviceId("0x00158d0000000009")
QUICK = Waits(connected=3.0, answered=2.0, device={"device/remove": 2.0})
"""Quick beside the real ones, and yet time enough for a busy machine to answer."""
MINUTE = timedelta(minutes=1)


class Sitting:
    """A sitting of pairing, and what happened in it so far."""

    def __init__(self, pairing: Pairing) -> None:
        self.pairing = pairing
        self.happened: list[Happening] = []

    async def follow(self) -> None:
        async for each in self.pairing.happenings():
            self.happened.append(each)

    async def kinds(self, *kinds: type) -> list[Happening]:
        """Wait until these happened, and nothing else."""
        await until(lambda: len(self.happened) >= len(kinds), f"{[k.__name__ for k in kinds]}, not {self.happened}")
        assert [type(each) for each in self.happened] == list(kinds), self.happened
        return self.happened

    async def listens(self) -> None:
        """Wait until the broker keeps for us what the devices that we know say: it takes our words in their order."""
        answered = await self.pairing.remove(NOBODY)
        assert answered is not None and "does not exist" in answered.says, answered


@asynccontextmanager
async def sitting(real: RealBroker, waits: Waits | None = None) -> AsyncIterator[Sitting]:
    async with Pairing(Mqtt(url=real.url), "test", None, waits=waits) as pairing:
        made = Sitting(pairing)
        following = asyncio.create_task(made.follow())
        try:
            yield made
        finally:
            following.cancel()


def run(story: Callable[[RealBroker, Zigbee2Mqtt], Awaitable[None]]) -> None:
    with broker() as real, Zigbee2Mqtt(real.port) as z2m:
        asyncio.run(story(real, z2m))  # type: ignore[arg-type]


def test_a_device_joins_is_interviewed_is_named_and_heard() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        async with sitting(real) as now:
            assert await now.pairing.reached() is None
            assert not z2m.is_open
            assert await now.pairing.open(MINUTE) is None
            z2m.joins(NEW)
            await now.kinds(Opened, Joined, Interviewing, Ready)
            ready = now.happened[-1]
            assert isinstance(ready, Ready) and not ready.guessed
            assert (ready.device.address, ready.device.model, ready.device.mains) == (NEW, "MCCGQ11LM", False)
            await now.listens()
            z2m.speaks(NEW, contact=True, battery=98)
            await until(lambda: len(now.happened) == 5, "its first message")
            assert await now.pairing.rename(NEW, "Back door") is None
            await now.listens()
            z2m.speaks(NEW, contact=False)
            last = (await now.kinds(Opened, Joined, Interviewing, Ready, Heard, Heard))[-1]
            assert isinstance(last, Heard)
            assert (last.name, last.address) == ("Back door", NEW)
            assert Said("contact", True) in last.said

    run(story)


def test_what_zigbee2mqtt_repeats_after_a_rename_proves_nothing() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        async with sitting(real) as now:
            await now.pairing.open(MINUTE)
            z2m.joins(NEW)
            await until(lambda: len(now.happened) == 4, "it is ready")
            await now.listens()
            z2m.speaks(NEW, contact=True)
            await until(lambda: len(now.happened) == 5, "its first message")
            for name in ("A", "B", "A"):  # its first name is listened to when it comes back to it
                assert await now.pairing.rename(NEW, name) is None
                await now.listens()
            z2m.joins(OLD)
            await now.kinds(Opened, Joined, Interviewing, Ready, Heard, Joined, Interviewing, Ready)

    run(story)


def test_the_network_is_closed_when_the_time_is_up() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        async with sitting(real) as now:
            assert await now.pairing.open(timedelta(seconds=0.3)) is None
            assert z2m.is_open
            await now.kinds(Opened, Closed)
            await until(lambda: not z2m.is_open, "the closed network")
        assert [given["time"] for what, given in z2m.requests] == [1, 0]

    run(story)


def test_the_network_is_closed_when_we_are_interrupted_or_fail() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        async def interrupted() -> None:
            async with sitting(real) as now:
                await now.pairing.open(MINUTE)
                await asyncio.Event().wait()

        task = asyncio.create_task(interrupted())
        await until(lambda: z2m.is_open, "the open network")
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await until(lambda: not z2m.is_open, "the closed network")
        with pytest.raises(ZeroDivisionError):
            async with sitting(real) as now:
                await now.pairing.open(MINUTE)
                assert z2m.is_open
                raise ZeroDivisionError
        await until(lambda: not z2m.is_open, "the closed network")

    run(story)


def test_a_long_opening_is_asked_for_in_parts() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        async with sitting(real) as now:
            assert await now.pairing.open(timedelta(minutes=10)) is None
        await until(lambda: len(z2m.requests) == 2, "the closing")
        assert [given["time"] for _, given in z2m.requests] == [254, 0]

    run(story)


def test_the_network_stays_open_for_longer_than_one_request_allows() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        async with sitting(real, Waits(longest=2.0, renewed=0.2)) as now:
            assert await now.pairing.open(timedelta(seconds=3)) is None
            await until(lambda: len(z2m.requests) >= 3, "two renewals")
            await now.kinds(Opened)
            z2m.say("bridge/state", {"state": "offline"}, retain=True)
            await now.kinds(Opened, Trouble, Closed)
            asked = len(z2m.requests)
            await asyncio.sleep(0.5)
            assert len(z2m.requests) == asked, "what has stopped is not asked any more"

    run(story)


def test_a_question_that_holds_us_up_loses_no_device_and_says_that_the_network_had_closed() -> None:
    """A prompt blocks the loop: what comes meanwhile waits in the connection's thread."""

    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        async with sitting(real, Waits(longest=1.0, renewed=0.2)) as now:
            assert await now.pairing.open(MINUTE) is None
            await now.kinds(Opened)
            z2m.joins(NEW)
            z2m.joins(OLD, BUTTON)
            time.sleep(1.2)  # noqa: ASYNC251 - as a prompt does
            assert not z2m.is_open
            await until(lambda: z2m.is_open, "it is open again")
            await until(lambda: any(isinstance(each, Trouble) for each in now.happened), "it is said")
            ready = [each.device.address for each in now.happened if isinstance(each, Ready)]
            assert ready == [NEW, OLD]
            [trouble] = [each for each in now.happened if isinstance(each, Trouble)]
            assert "had closed" in trouble.says

    run(story)


def test_an_interview_that_fails_an_unknown_model_and_a_device_that_leaves() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        async with sitting(real) as now:
            await now.pairing.open(MINUTE)
            z2m.joins(NEW, ends="failed")
            z2m.joins(OLD, None)
            z2m.leaves(OLD)
            happened = await now.kinds(
                Opened, Joined, Interviewing, InterviewFailed, Joined, Interviewing, Unsupported, Left
            )
            failed, unsupported = happened[3], happened[6]
            assert isinstance(failed, InterviewFailed) and "battery" in failed.do
            assert isinstance(unsupported, Unsupported) and "Update zigbee2mqtt" in unsupported.do
            z2m.asleep.add(NEW)
            trouble = await now.pairing.interview(NEW)
            assert trouble is not None and "did not answer the questions" in trouble.says
            z2m.asleep.clear()
            assert await now.pairing.interview(NEW) is None
            await until(lambda: isinstance(now.happened[-1], Ready), "the second interview")
            z2m.tells_again, so_far = True, len(now.happened)
            assert await now.pairing.interview(NEW) is None
            await until(lambda: isinstance(now.happened[-1], Ready), "the third interview")
            assert [type(each) for each in now.happened[so_far:]] == [Interviewing, Ready], "it is told once"
            assert now.pairing.progress[NEW].interviewed, "whoever goes on from there knows what it is"
            gone = await now.pairing.interview(OLD)
            assert gone is not None and "knows no such device" in gone.says

    run(story)


def test_a_device_that_was_paired_before_says_hello() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        z2m.has(OLD, "Panic", BUTTON)
        async with sitting(real) as now:
            await now.pairing.reached()
            await now.pairing.open(MINUTE)
            z2m.event("device_announce", OLD)
            happened = await now.kinds(Opened, Joined, Ready)
            assert isinstance(happened[1], Joined) and happened[1].before
            found = now.pairing.find("Panic")
            assert found is not None and found == now.pairing.find(OLD.upper().replace("0X", "0x"))
            assert now.pairing.find("nobody") is None

    run(story)


def test_a_device_that_does_not_answer_is_removed_by_force() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        z2m.has(OLD, "Panic")
        z2m.asleep.add(OLD)
        async with sitting(real) as now:
            await now.pairing.reached()
            trouble = await now.pairing.remove(OLD)
            assert trouble is not None and "--force" in trouble.do
            assert await now.pairing.remove(OLD, force=True) is None
            again = await now.pairing.remove(OLD)
            assert again is not None and "knows no such device" in again.says

    run(story)


def test_a_name_that_cannot_be_is_explained() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        z2m.has(OLD, "Panic")
        z2m.has(NEW, "Door")
        async with sitting(real) as now:
            await now.pairing.reached()
            taken, wild = await now.pairing.rename(NEW, "Panic"), await now.pairing.rename(NEW, "a+b")
            assert taken is not None and taken.do == "Choose another name."
            assert wild is not None and "may not hold" in wild.says

    run(story)


def test_a_network_that_does_not_open() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        z2m.refuses["permit_join"] = "Failed to permit join: SRSP timed out"
        async with sitting(real) as now:
            trouble = await now.pairing.open(MINUTE)
            assert trouble is not None and "the stick does not open the network" in trouble.says
            assert "SRSP" in trouble.says and "plug it in again" in trouble.do

    run(story)


def test_a_zigbee2mqtt_that_is_dead_behind_its_online_or_says_that_it_is_gone() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        async with sitting(real, QUICK) as now:
            await now.pairing.reached()
            await now.pairing.open(MINUTE)
            z2m.dies()
            trouble = await now.pairing.rename(NEW, "X")
            assert trouble is not None and trouble.says == "zigbee2mqtt does not answer"
            assert "systemctl status zigbee2mqtt" in trouble.do
            z2m.say("bridge/state", {"state": "offline"}, retain=True)
            happened = await now.kinds(Opened, Trouble, Closed)
            assert isinstance(happened[1], Trouble) and "has stopped" in happened[1].says
        async with sitting(real, QUICK) as now:
            trouble = await now.pairing.reached()
            assert trouble is not None and "offline" in trouble.says

    run(story)


def test_a_broker_that_is_away_and_one_that_was_never_reached() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        async with sitting(real, QUICK) as now:
            await now.pairing.reached()
            await now.pairing.open(MINUTE)
            real.kill()
            happened = await now.kinds(Opened, Trouble)
            assert isinstance(happened[1], Trouble) and "the broker has gone" in happened[1].says
            trouble = await now.pairing.rename(NEW, "X")
            assert trouble is not None and "mosquitto" in trouble.do
        async with sitting(real, QUICK) as now:
            trouble = await now.pairing.reached()
            assert trouble is not None and "cannot be reached" in trouble.says

    run(story)


def test_an_access_list_that_stands_in_the_way() -> None:
    acl = "topic read zigbee2mqtt/#\n"

    async def story(real: RealBroker) -> None:
        async with sitting(real, QUICK) as now:
            trouble = await now.pairing.open(MINUTE)
            assert trouble is not None and "access list" in trouble.do

    with broker(acl=acl) as real:
        asyncio.run(story(real))


def test_the_broker_keeps_nothing_for_a_sitting_that_is_over() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        async with sitting(real) as now:
            await now.pairing.reached()
            await now.pairing.open(MINUTE)
        z2m.open_until = 1e12
        z2m.joins(NEW, CONTACT)
        z2m.peer.say("the broker has", "all of it")
        async with sitting(real) as now:
            await now.pairing.reached()
            await now.pairing.open(MINUTE)
            z2m.event("device_announce", NEW)
            await now.kinds(Opened, Joined, Ready)

    with broker(shipped=True) as real, Zigbee2Mqtt(real.port) as z2m:
        asyncio.run(story(real, z2m))


def test_bad_input_changes_nothing() -> None:
    async def story(real: RealBroker, z2m: Zigbee2Mqtt) -> None:
        async with sitting(real) as now:
            await now.pairing.reached()
            await now.pairing.open(MINUTE)
            for what in ("event", "devices", "state", "response/permit_join"):
                for payload in ("", "nonsense", "[1]", '{"type":1}', '{"type":"device_joined","data":{}}', "\udc80"):
                    z2m.peer.send(f"zigbee2mqtt/bridge/{what}", payload.encode("utf-8", "surrogateescape"))
            z2m.joins(NEW)
            await now.kinds(Opened, Joined, Interviewing, Ready)

    run(story)


@pytest.mark.parametrize("because", ["", "a text that nobody has seen before"])
def test_every_refusal_says_what_to_do(because: str) -> None:
    trouble = refused("device/rename", Answer(ok=False, because=because))
    assert trouble.do
    assert because in trouble.says
