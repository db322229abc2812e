"""The centre at the other end of a real broker: commands in, documents and results out, and who is listening."""

import asyncio
import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

from paho.mqtt.client import MQTTMessage

from connectors.centre import Centre
from connectors.centre_contract import CENTRE_STATE
from hub.model.effects import Accepted, Recorded, Refused, TryAgain
from hub.model.events import Answered, LinkChanged
from hub.model.household import Centre as CentreSettings
from hub.model.ids import EffectKey
from tests.connectors.test_centre_contract import GUIDE, NOW, answer, effect, incident
from tests.support.broker import RealBroker, broker
from tests.support.door import RecordingDoor, until
from tests.support.peer import Peer, peer, wait
from tests.support.ports import free_port
from tests.support.running import source

COMMAND, RESULT, STATE = "carehub/hub-0042/command", "carehub/hub-0042/result", "carehub/hub-0042/state"
DOCUMENT = "carehub/hub-0042/incident/a1b2-17"
ROOT = Path(__file__).parents[2]


def _centre(url: str, password: str | None = None) -> Centre:
    return Centre(CentreSettings(url=url), "hub-0042", password, Random(1))


def _up(door: RecordingDoor) -> bool:
    return any(each.link == "centre" and each.up for each in door.of(LinkChanged))


async def _ready(desk: Peer) -> None:
    await until(lambda: [each for each in desk.on(STATE) if json.loads(each.payload)["online"]], "the hub's state")


def _attributes(message: MQTTMessage) -> dict[str, str]:
    return dict(message.properties.UserProperty)  # type: ignore[union-attr]


def _links(door: RecordingDoor) -> list[tuple[str, bool]]:
    return [(each.link, each.up) for each in door.of(LinkChanged)]


def test_a_command_becomes_an_answer() -> None:
    body = {"id": "c-1", "type": "travelling", "by": "Sam Okoro", "incident": "a1b2-17", "version": 2, "minutes": 20}

    async def story() -> None:
        with peer(real.port, STATE) as desk:
            async with source(_centre(real.url), RecordingDoor()) as door:
                await _ready(desk)
                desk.say(COMMAND, json.dumps(body), respond_to="desk/3", correlation=b"\x00\x01")
                await until(lambda: door.of(Answered), "the command")
                said = door.of(Answered)[0]
                assert (said.via, said.id, said.does, said.by) == ("centre", "c-1", "travelling", "Sam Okoro")
                assert (said.incident, said.version, said.minutes) == ("a1b2-17", 2, 20)
                assert (said.respond_to, said.correlation) == ("desk/3", "AAE=")
                assert door.complaints == []

    with broker() as real:
        asyncio.run(story())


def test_a_command_that_was_not_committed_comes_again() -> None:
    async def story() -> None:
        with peer(real.port, STATE) as desk:
            async with source(_centre(real.url), RecordingDoor(commits=False)) as door:
                await _ready(desk)
                desk.say(COMMAND, '{"id":"c-1","type":"received"}')
                await until(lambda: door.of(Answered))
            async with source(_centre(real.url), RecordingDoor()) as door:
                await until(lambda: door.of(Answered), "the command again")

    with broker() as real:
        asyncio.run(story())


def test_a_retained_command_is_not_followed_and_the_centre_is_told_why() -> None:
    retained = '{"id":"c-9","type":"close","by":"Sam","outcome":"helped"}'

    async def story() -> None:
        with peer(real.port, STATE, RESULT) as desk:
            desk.say(COMMAND, retained, retain=True)
            async with source(_centre(real.url), RecordingDoor()) as door:
                await until(lambda: desk.on(RESULT), "the refusal")
                desk.say(COMMAND, retained.replace("c-9", "c-10"), retain=True)
                await until(lambda: len(desk.on(RESULT)) == 2, "the second refusal, live")
                assert door.of(Answered) == []
                assert len(door.complaints) == 2
            told = json.loads(desk.on(RESULT)[0].payload)
            assert (told["id"], told["ok"]) == ("c-9", False)
            assert "retained" in told["because"]

    with broker() as real:
        asyncio.run(story())


def test_a_malformed_command_is_answered_if_it_can_be_named_and_stands_in_nobodys_way() -> None:
    async def story() -> None:
        with peer(real.port, STATE, RESULT, "desk/3") as desk:
            async with source(_centre(real.url), RecordingDoor()) as door:
                await _ready(desk)
                desk.say(COMMAND, b"\xff\xfe")
                desk.say(COMMAND, '{"id":"c-2","type":"acknowledge"}')
                desk.say(COMMAND, '{"id":"c-3","type":"explode","by":"Sam"}', respond_to="desk/3", correlation=b"x")
                desk.say(COMMAND, '{"id":"c-4","type":"received"}')
                await until(lambda: door.of(Answered) and desk.on("desk/3") and desk.on(RESULT))
                assert [each.id for each in door.of(Answered)] == ["c-4"]
                assert len(door.complaints) == 3
            told = [json.loads(each.payload) for each in desk.on(RESULT)]
            assert [(each["id"], each["ok"]) for each in told] == [("c-2", False)]
            assert desk.on("desk/3")[0].properties.CorrelationData == b"x"  # type: ignore[union-attr]

    with broker() as real:
        asyncio.run(story())


def test_documents_are_kept_while_open_and_gone_when_closed() -> None:
    async def story() -> None:
        tested = _centre(real.url)
        with peer(real.port, DOCUMENT) as desk:
            async with source(tested, RecordingDoor()) as door:
                await until(lambda: _up(door))
                assert await tested.send(effect()) == Accepted()
                with peer(real.port, DOCUMENT) as late:
                    await until(lambda: late.heard, "the kept document")
                    assert late.heard[0].retain
                closed = effect(final=True, document=incident(state="closed", outcome="helped"))
                assert await tested.send(closed) == Accepted()
                await until(lambda: len(desk.heard) == 3, "three messages")
                states = [json.loads(each.payload)["state"] if each.payload else None for each in desk.heard]
                assert states == ["raised", "closed", None]
                assert _attributes(desk.heard[0])["type"] == "carehub.incident"
                with peer(real.port, DOCUMENT) as later:
                    await asyncio.sleep(0.1)
                    assert later.heard == []

    with broker() as real:
        asyncio.run(story())


def test_a_result_goes_to_the_asker_with_the_correlation_data() -> None:
    async def story() -> None:
        tested = _centre(real.url)
        with peer(real.port, RESULT, "desk/3") as desk:
            async with source(tested, RecordingDoor()) as door:
                await until(lambda: _up(door))
                assert await tested.send(answer()) == Accepted()
                assert await tested.send(answer(respond_to="desk/3", correlation="AAE=")) == Accepted()
                await until(lambda: len(desk.heard) == 2)
                assert [each.topic for each in desk.heard] == [RESULT, "desk/3"]
                assert desk.heard[1].properties.CorrelationData == b"\x00\x01"  # type: ignore[union-attr]

    with broker() as real:
        asyncio.run(story())


ACL = """
user hub-0042
topic write carehub/hub-0042/result
topic write carehub/hub-0042/state
topic read carehub/hub-0042/command
topic read carehub/centre/state
user desk
topic readwrite #
"""


def test_what_the_centres_broker_refuses_is_a_failure_that_names_who_must_mend_it() -> None:
    async def story() -> None:
        tested = _centre(real.url, "secret")
        with peer(real.port, RESULT, user="desk", password="desk") as desk:
            async with source(tested, RecordingDoor()) as door:
                await until(lambda: _up(door))
                refused = await tested.send(effect())
                assert isinstance(refused, Refused)
                assert (refused.code, refused.fault) == (135, "the centre's broker does not let this hub send")
                assert await tested.send(answer(respond_to="desk/3")) == Accepted(), "told where it may be told"
                await until(lambda: desk.on(RESULT))

    with broker(acl=ACL, passwords={"hub-0042": "secret", "desk": "desk"}) as real:
        asyncio.run(story())


def test_the_access_list_of_the_guide_lets_a_hub_do_its_work_and_no_more() -> None:
    (listed,) = re.findall(r"```\n(pattern .*?)```", GUIDE.read_text(), re.DOTALL)

    async def story() -> None:
        own, stranger = (
            _centre(real.url, "one"),
            Centre(CentreSettings(url=real.url, user="hub-0043"), "hub-0042", "two"),
        )
        with peer(real.port, STATE, user="desk", password="desk") as desk:
            desk.say(CENTRE_STATE, '{"online":true}', retain=True)
            async with source(own, RecordingDoor()) as door:
                await _ready(desk)
                desk.say(COMMAND, '{"id":"c-1","type":"received"}')
                await until(lambda: door.of(Answered) and ("centre listening", True) in _links(door), "both")
                sent = [await own.send(effect()), await own.send(answer()), await own.heartbeat({})]
                assert sent == [Accepted()] * 3
                assert door.complaints == []
            async with source(stranger, RecordingDoor()) as door:
                await until(lambda: _up(door))
                assert isinstance(await stranger.send(effect()), Refused)
                desk.say(COMMAND, '{"id":"c-2","type":"received"}')
                await asyncio.sleep(0.1)
                assert door.of(Answered) == []

    passwords = {"hub-0042": "one", "hub-0043": "two", "desk": "desk"}
    with broker(acl=f"{listed}\nuser desk\ntopic readwrite #\n", passwords=passwords) as real:
        asyncio.run(story())


def test_without_a_connection_everything_may_be_tried_again_later() -> None:
    async def story() -> None:
        tested = _centre(f"mqtt://127.0.0.1:{free_port()}")
        for sent in (await tested.send(effect()), await tested.heartbeat({})):
            assert isinstance(sent, TryAgain)
            assert sent.unreachable
        async with source(tested, RecordingDoor()) as door:
            await until(lambda: door.of(LinkChanged))
            assert _links(door) == [("centre", False)]
            again = await tested.send(effect())
            assert isinstance(again, TryAgain)
            assert again.unreachable

    asyncio.run(story())


def test_what_is_not_for_the_centre_is_refused_and_nothing_is_ever_recalled() -> None:
    async def story() -> None:
        tested = _centre("mqtt://127.0.0.1:1")
        other = Recorded(key=EffectKey("k"), at=NOW, who="x", what="y", because="z")
        assert isinstance(await tested.send(other), Refused)
        assert await tested.recall(effect()) is None

    asyncio.run(story())


def test_a_heartbeat_expires() -> None:
    async def story() -> None:
        tested = _centre(real.url)
        with peer(real.port, "carehub/hub-0042/heartbeat") as desk:
            async with source(tested, RecordingDoor()) as door:
                await until(lambda: _up(door))
                assert await tested.heartbeat({"devices_lost": 0}) == Accepted()
                await until(lambda: desk.heard)
                beat = desk.heard[0]
                assert (json.loads(beat.payload), beat.retain) == ({"devices_lost": 0}, False)
                assert 170 < beat.properties.MessageExpiryInterval <= 180  # type: ignore[union-attr]
                assert _attributes(beat)["type"] == "carehub.heartbeat"

    with broker() as real:
        asyncio.run(story())


def test_who_is_listening_is_told_and_without_a_connection_nobody_is() -> None:
    async def story() -> None:
        with peer(real.port) as desk:
            desk.say(CENTRE_STATE, '{"online":true}', retain=True)
        async with source(_centre(real.url), RecordingDoor()) as door:
            await until(lambda: ("centre listening", True) in _links(door))
            with peer(real.port) as desk:
                desk.say(CENTRE_STATE, "perhaps", retain=True)
                desk.say(CENTRE_STATE, '{"online":false}', retain=True)
                await until(lambda: ("centre listening", False) in _links(door))
                desk.say(CENTRE_STATE, '{"online":true}', retain=True)
                await until(lambda: _links(door).count(("centre listening", True)) == 2)
            real.kill()
            await until(lambda: len(_links(door)) == 6, "the loss")
            assert _links(door)[-2:] == [("centre", False), ("centre listening", False)]
            assert [what for what, _ in door.complaints] == ["centre: the centre's state cannot be read"]

    with broker() as real:
        asyncio.run(story())


def _states(desk: Peer) -> list[dict[str, Any]]:
    return [json.loads(each.payload) for each in desk.on(STATE)]


def test_the_hub_is_online_while_it_runs_and_offline_after_a_clean_stop() -> None:
    async def story(desk: Peer) -> None:
        async with source(_centre(real.url), RecordingDoor()):
            await until(lambda: _states(desk))

    with broker() as real, peer(real.port, STATE) as desk:
        asyncio.run(story(desk))
        wait(lambda: len(_states(desk)) == 2, "both states")
        assert [each["online"] for each in _states(desk)] == [True, False]
        assert _states(desk)[0]["since"].endswith("Z")
        with peer(real.port, STATE) as late:
            wait(lambda: _states(late) == [{"online": False, "since": None}], "the kept state")


PROGRAM = """
import asyncio
from tests.connectors.test_centre import _centre
from tests.support.door import RecordingDoor, TestClock
asyncio.run(_centre("URL").run(RecordingDoor(), TestClock()))
"""


def test_the_hub_is_offline_after_a_kill() -> None:
    with broker() as real, peer(real.port, STATE) as desk:
        command = [sys.executable, "-c", PROGRAM.replace("URL", real.url)]
        with subprocess.Popen(command, cwd=ROOT) as program:
            wait(lambda: _states(desk), "the hub")
            program.send_signal(signal.SIGKILL)
        wait(lambda: [each["online"] for each in _states(desk)] == [True, False], "the will")


def test_after_a_reconnect_the_hub_says_again_that_it_is_online() -> None:
    async def story(real: RealBroker) -> None:
        async with source(_centre(real.url), RecordingDoor()) as door:
            await until(lambda: _up(door))
            real.kill()
            await until(lambda: len(door.of(LinkChanged)) == 2)
            real.start()
            await until(lambda: len(door.of(LinkChanged)) == 3)
            with peer(real.port, STATE) as desk:
                await until(lambda: [each["online"] for each in _states(desk)] == [True], "the state")

    with broker() as real:
        asyncio.run(story(real))
