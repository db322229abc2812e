"""A zigbee2mqtt that has died behind its retained "online" is noticed, and nobody else is taken for dead."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from connectors.zigbee2mqtt.health import Health, Patience
from connectors.zigbee2mqtt.source import Zigbee2Mqtt
from hub.core.state import Link, World
from hub.model.events import LinkChanged
from hub.model.household import Mqtt
from hub.parts import Ways, sources
from tests.core.samples import at, settings
from tests.support.broker import RealBroker, broker
from tests.support.door import RecordingDoor, until
from tests.support.peer import Peer, peer
from tests.support.running import source

QUESTION, ANSWER = "zigbee2mqtt/bridge/request/health_check", "zigbee2mqtt/bridge/response/health_check"
QUICK = Patience(asked_after=0.1, silent_after=1.5, strange_after=3.0)
NEVER = Patience(asked_after=0.1, silent_after=1.5, strange_after=60)
"""An answer has more than a second on a busy machine before its absence counts as silence."""
LONGER = 2.0
"""Seconds after which silence would have been told."""
HEALTHY = '{"data":{"healthy":true},"status":"ok"}'


def _source(real: RealBroker, patience: Patience = NEVER, answers: bool = False) -> Zigbee2Mqtt:
    return Zigbee2Mqtt(Mqtt(url=real.url), "test", None, frozenset(), None, Random(1), answers, patience)


@contextmanager
def zigbee2mqtt(real: RealBroker) -> Iterator[Peer]:
    """It runs within: it is online, and answers every question. Then it dies, and "online" stays."""
    with peer(real.port) as z2m:
        z2m.hear(QUESTION, lambda client, _data, _asked: client.publish(ANSWER, HEALTHY))
        z2m.say("zigbee2mqtt/bridge/state", '{"state":"online"}', retain=True)
        yield z2m


def said(door: RecordingDoor, link: str = "zigbee2mqtt") -> list[tuple[bool, bool]]:
    """What was told of a link: whether it is up, and whether that is only what was known."""
    return [(each.up, each.retained) for each in door.of(LinkChanged) if each.link == link]


def test_its_death_is_noticed_although_the_broker_still_says_online() -> None:
    async def story() -> None:
        with zigbee2mqtt(real):
            async with source(_source(real), RecordingDoor()) as door:
                await until(lambda: said(door, "zigbee2mqtt health"), "the first answer")
                await asyncio.sleep(LONGER)
                assert False not in [up for up, _ in said(door)], "it answers"
        async with source(_source(real, answers=True), RecordingDoor()) as door:
            await until(lambda: said(door), "the silence")
            assert said(door) == [(False, False)], "the retained online proves nothing"
            assert door.of(LinkChanged)[-1].because == "it does not answer"
            with zigbee2mqtt(real):
                await until(lambda: said(door)[-1][0], "its return")

    with broker() as real:
        asyncio.run(story())


def test_the_first_sign_of_life_is_no_restart_and_it_is_told_once_that_it_answers() -> None:
    async def story() -> None:
        async with source(_source(real), RecordingDoor()) as door:
            with zigbee2mqtt(real):
                await until(lambda: said(door, "zigbee2mqtt health"), "the first answer")
            await until(lambda: said(door)[-1] == (False, False), "its death")
            with peer(real.port) as z2m:
                z2m.say("zigbee2mqtt/Hall motion", '{"occupancy":true}')
                await until(lambda: said(door)[-1] == (True, True), "its return")
            await until(lambda: said(door)[-1] == (False, False), "its second death")
            assert said(door, "zigbee2mqtt health") == [(True, False)]

    with broker() as real:
        asyncio.run(story())


def test_a_program_that_never_answered_is_not_dead_because_the_night_is_quiet() -> None:
    async def story() -> None:
        async with source(_source(real, QUICK), RecordingDoor()) as door:
            with peer(real.port) as z2m:
                while not said(door):
                    z2m.say("zigbee2mqtt/bridge/state", "online")
                    await asyncio.sleep(0.02)
            await asyncio.sleep(QUICK.strange_after + 0.5)
            assert {up for up, _ in said(door)} == {True}

    with broker() as real:
        asyncio.run(story())


def test_a_program_that_never_said_anything_at_all_is_dead_in_the_end() -> None:
    async def story() -> None:
        with peer(real.port) as z2m:
            z2m.say("zigbee2mqtt/bridge/state", "online", retain=True)
        async with source(_source(real, QUICK), RecordingDoor()) as door:
            await until(lambda: len(said(door)) == 2, "the silence")
            assert said(door) == [(True, True), (False, False)]

    with broker() as real:
        asyncio.run(story())


def test_what_says_goodbye_is_not_told_twice_and_a_lost_broker_is_no_silence() -> None:
    async def story() -> None:
        async with source(_source(real, answers=True), RecordingDoor()) as door:
            with zigbee2mqtt(real) as z2m:
                await until(lambda: said(door) and said(door)[-1][0], "its first sign of life")
                z2m.client.message_callback_remove(QUESTION)
                z2m.say("zigbee2mqtt/bridge/state", "offline", retain=True)
                await until(lambda: said(door)[-1] == (False, False), "the goodbye")
            told = len(said(door))
            await asyncio.sleep(LONGER)
            assert len(said(door)) == told
            with zigbee2mqtt(real):
                await until(lambda: said(door)[-1][0])
            real.kill()
            told = len(said(door))
            await asyncio.sleep(LONGER)
            assert len(said(door)) == told
            assert said(door, "broker")[-1] == (False, False)

    with broker() as real:
        asyncio.run(story())


UNWELL = '{"data":{"healthy":false},"status":"ok"}'


def test_a_program_that_says_it_is_unwell_is_down_until_it_says_otherwise() -> None:
    async def story() -> None:
        async with source(_source(real), RecordingDoor()) as door:
            with peer(real.port) as z2m:
                answer = [HEALTHY]
                z2m.hear(QUESTION, lambda client, _data, _asked: client.publish(ANSWER, *answer))
                await until(lambda: said(door, "zigbee2mqtt health"), "the first answer")
                answer[0] = UNWELL
                await until(lambda: said(door) == [(False, False)], "that it is unwell")
                assert "not well" in door.of(LinkChanged)[-1].because
                z2m.say("zigbee2mqtt/Hall motion", '{"occupancy":true}')
                await asyncio.sleep(0.3)
                assert said(door) == [(False, False)], "told once, and what still comes through does not make it well"
                answer[0] = HEALTHY
                await until(lambda: said(door)[-1] == (True, True), "that it is well again")

    with broker() as real:
        asyncio.run(story())


def test_while_the_broker_is_away_nothing_is_asked() -> None:
    async def story() -> None:
        asked: list[bool] = []

        async def ask() -> bool:
            asked.append(True)
            return True

        told: list[bool] = []
        health = Health(
            Patience(asked_after=0.01, silent_after=0.03), True, ask, lambda up, *_: told.append(up), lambda: None
        )
        running = asyncio.create_task(health.run())
        await asyncio.sleep(0.1)
        assert asked == []
        health.link(True)
        await until(lambda: told == [False])
        health.link(False)
        await asyncio.sleep(0)
        before = len(asked)
        await asyncio.sleep(0.1)
        assert len(asked) - before <= 1
        running.cancel()

    asyncio.run(story())


def test_the_hub_remembers_over_a_restart_that_it_answers() -> None:
    known = World(links={"zigbee2mqtt health": Link(True, at("08:00"))})
    for world, answers in ((known, True), (World(), False)):
        (made,) = sources(settings(mqtt=Mqtt(url="mqtt://127.0.0.1")), world, Ways(), lambda _: None)
        assert isinstance(made, Zigbee2Mqtt)
        assert made._answers is answers
