"""A session against a real mosquitto: what is lost, what comes again, in which order, and what the broker answered."""

import asyncio
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from connectors.backoff import Backoff
from connectors.mqtt_messages import Incoming, Outgoing
from tests.support.broker import PROGRAM, SHIPPED, RealBroker, broker
from tests.support.door import until
from tests.support.listener import Listener, running
from tests.support.peer import peer, wait
from tests.support.ports import free_port

DROPPED = "$SYS/broker/publish/messages/dropped"
NOT_AUTHORISED = 135


async def _meet(url: str) -> None:
    """Make the session known to the broker, and leave."""
    async with running(Listener(url)) as listener:
        await listener.listens()


def _queue(port: int, count: int) -> None:
    with peer(port) as sensor:
        for number in range(count):
            sensor.send("home/n", str(number))
        sensor.flush()


def test_a_message_comes_whole() -> None:
    async def story(url: str, port: int) -> None:
        async with running(Listener(url)) as listener:
            await listener.listens()
            with peer(port) as sensor:
                sensor.say("home/door/front", b"\xff\x00", respond_to="answers", correlation=b"\x01\x02")
            await until(lambda: listener.came, "the message")
            came = listener.came[0]
            assert (came.topic, came.payload, came.retained, came.qos) == ("home/door/front", b"\xff\x00", False, 1)
            assert (came.respond_to, came.correlation) == ("answers", b"\x01\x02")
            assert listener.links == [(True, "connected")]

    with broker() as real:
        asyncio.run(story(real.url, real.port))


def test_with_our_settings_3000_messages_wait_for_a_hub_that_is_off() -> None:
    async def story(url: str) -> list[str]:
        async with running(Listener(url)) as listener:
            await until(lambda: len(listener.came) >= 3000, "3,000 messages")
            return listener.payloads()

    with broker(shipped=True) as real:
        asyncio.run(_meet(real.url))
        _queue(real.port, 3000)
        assert asyncio.run(story(real.url)) == [str(number) for number in range(3000)]


def test_the_settings_that_we_ship_are_accepted_beside_debians_own(tmp_path: Path) -> None:
    """Debian's mosquitto.conf says some things already, and a value said twice stops the broker."""
    port = free_port()
    shipped = tmp_path / "conf.d" / "carehub.conf"
    shipped.parent.mkdir()
    shipped.write_text(SHIPPED.read_text().replace("listener 1883", f"listener {port}"))
    debian = tmp_path / "mosquitto.conf"
    debian.write_text(f"persistence true\npersistence_location {tmp_path}/\ninclude_dir {shipped.parent}\nuser root\n")
    with subprocess.Popen([PROGRAM, "-c", str(debian)], stderr=subprocess.PIPE, text=True) as real:
        try:
            wait(lambda: real.poll() is not None or _answers(port), "mosquitto")
            assert real.poll() is None, real.communicate()[1]
        finally:
            real.kill()


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


def test_a_stock_broker_drops_what_is_over_1000_and_says_how_many() -> None:
    async def story(url: str) -> list[str]:
        async with running(Listener(url)) as listener:
            await until(lambda: len(listener.came) >= 1000, "1,000 messages")
            with peer(real.port) as sensor:
                sensor.say("home/last", "last")
            await until(lambda: listener.payloads()[-1] == "last", "the last message")
            return listener.payloads()[:-1]

    with broker(extra="sys_interval 1") as real:
        asyncio.run(_meet(real.url))
        _queue(real.port, 3000)
        came = asyncio.run(story(real.url))
        assert came == [str(number) for number in range(len(came))], "the oldest are kept, in order"
        with peer(real.port, DROPPED) as watcher:
            wait(lambda: watcher.heard and int(watcher.heard[-1].payload) == 3000 - len(came), "the broker's count")


def test_what_was_not_acknowledged_comes_again_and_a_late_ack_is_dropped() -> None:
    async def story() -> list[str]:
        async with running(Listener(real.url, acks=False)) as listener:
            await listener.listens()
            with peer(real.port) as sensor:
                sensor.say("home/button", "press")
            await until(lambda: listener.came, "the press")
            held = listener.came[0]
        held.ack()
        async with running(Listener(real.url, acks=False)) as listener:
            await until(lambda: listener.came, "the press again")
            held.ack()
        async with running(Listener(real.url)) as listener:
            await until(lambda: listener.came, "the press a third time")
            return listener.payloads()

    with broker() as real:
        assert asyncio.run(story()) == ["press"]


def test_a_late_ack_cannot_acknowledge_another_message_after_the_broker_forgot_everything() -> None:
    """Message ids start at 1 again: the old ack would hit the new message (seen with mosquitto without persistence)."""

    async def story() -> tuple[list[str], list[int]]:
        async with running(Listener(real.url, acks=False)) as listener:
            await listener.listens()
            with peer(real.port) as sensor:
                sensor.say("home/button", "old")
            await until(lambda: listener.came, "the old message")
            real.kill()
            await until(lambda: not listener.session.up, "the loss")
            real.start()
            await until(lambda: listener.session.up, "the reconnect")
            await _say_until_heard(real.port, listener, "new")
            numbers = [message.connection for message in listener.came]
            listener.came[0].ack()
            await asyncio.sleep(0.05)
        async with running(Listener(real.url)) as listener:
            await until(lambda: listener.came, "the new message again")
            return listener.payloads(), numbers

    with broker() as real:
        again, numbers = asyncio.run(story())
        assert set(again) == {"new"}
        assert numbers[0] != numbers[-1]


async def _say_until_heard(port: int, listener: Listener, payload: str) -> None:
    with peer(port) as sensor:
        while payload not in listener.payloads():
            sensor.say("home/button", payload)
            await asyncio.sleep(0.05)


def test_pubacks_leave_in_the_order_of_arrival() -> None:
    async def story() -> None:
        async with running(Listener(real.url, acks=False)) as listener:
            await listener.listens()
            _queue(real.port, 20)
            await until(lambda: len(listener.came) == 20, "20 messages")
            for message in reversed(listener.came):
                message.ack()
            await until(lambda: len(_acknowledged(real)) == 20, "20 PUBACKs")

    with broker(extra="log_type all") as real:
        asyncio.run(story())
        assert _acknowledged(real) == sorted(_acknowledged(real))


def _acknowledged(real: RealBroker) -> list[int]:
    return [int(number) for number in re.findall(r"Received PUBACK from carehub-test-home \(Mid: (\d+)", real.log)]


def test_a_client_killed_with_messages_in_its_hands_gets_them_again() -> None:
    async def story() -> list[str]:
        async with running(Listener(real.url)) as listener:
            await until(lambda: len(listener.came) == 3, "the messages")
            return listener.payloads()

    with broker() as real:
        with _program(real.port) as killed:
            _queue(real.port, 3)
            assert [_line(killed) for _ in range(3)] == ["0", "1", "2"]
        assert asyncio.run(story()) == ["0", "1", "2"]


def test_the_will_is_seen_after_a_kill() -> None:
    with broker() as real, peer(real.port, "home/will") as centre:
        with _program(real.port, "will"):
            pass
        wait(lambda: [message.payload for message in centre.heard] == [b"gone"], "the will")


def test_the_will_is_seen_after_a_clean_stop_too() -> None:
    async def story(url: str) -> None:
        async with running(Listener(url, will=Outgoing(topic="bye", payload=b"gone"))) as listener:
            await until(lambda: listener.session.up)

    with broker() as real, peer(real.port, "bye") as centre:
        asyncio.run(story(real.url))
        wait(lambda: centre.heard, "the will")


@contextmanager
def _program(port: int, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.support.listener", str(port), *words]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as program:
        try:
            assert _line(program) == "up"
            yield program
        finally:
            program.send_signal(signal.SIGKILL)


def _line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def test_a_publish_that_the_broker_refuses_is_a_failure() -> None:
    async def story(url: str) -> None:
        async with running(Listener(url)) as listener:
            await until(lambda: listener.session.up)
            allowed = await listener.session.publish(Outgoing(topic="home/allowed", payload=b""))
            refused = await listener.session.publish(Outgoing(topic="forbidden", payload=b""))
            assert allowed.ok
            assert (refused.ok, refused.code) == (False, NOT_AUTHORISED)

    with broker(acl="topic readwrite home/#\n") as real:
        asyncio.run(story(real.url))


def test_without_a_connection_a_publish_fails_at_once_and_the_reason_is_told_once() -> None:
    async def story() -> None:
        async with running(Listener(f"mqtt://127.0.0.1:{free_port()}")) as listener:
            await until(lambda: listener.links, "the failure")
            asked = asyncio.create_task(listener.session.publish(Outgoing(topic="x", payload=b"")))
            await asyncio.sleep(0)
            assert asked.done(), "it waits for nothing"
            result = asked.result()
            assert not result.ok
            assert result.unreachable
            await asyncio.sleep(0.3)
            assert [up for up, _ in listener.links] == [False]
            assert "refused" in listener.links[0][1].lower()

    asyncio.run(story())


def test_a_wrong_password_is_told_with_the_brokers_reason() -> None:
    async def story(url: str) -> None:
        async with running(Listener(url, user="hub", password="wrong")) as listener:
            await until(lambda: listener.links)
            assert listener.links == [(False, "refused by the broker: Not authorized")]

    with broker(passwords={"hub": "right"}) as real:
        asyncio.run(story(real.url))


def test_publishes_in_flight_fail_when_the_connection_is_lost() -> None:
    async def story() -> None:
        async with running(Listener(real.url)) as listener:
            await until(lambda: listener.session.up)
            process = real.process
            process.send_signal(signal.SIGSTOP)
            sending = asyncio.create_task(listener.session.publish(Outgoing(topic="home/x", payload=b"")))
            await asyncio.sleep(0.1)
            real.kill()
            result = await sending
            assert not result.ok
            assert not result.unreachable, "it may have gone out"

    with broker() as real:
        asyncio.run(story())


def test_the_broker_knows_when_a_message_expires() -> None:
    async def story() -> None:
        async with running(Listener(real.url)) as listener:
            await until(lambda: listener.session.up)
            sent = Outgoing(topic="kept", payload=b"x", retain=True, expires=timedelta(seconds=60))
            assert (await listener.session.publish(sent)).ok

    with broker() as real:
        asyncio.run(story())
        with peer(real.port, "kept") as early:
            wait(lambda: early.heard, "the kept message")
            left = early.heard[0].properties.MessageExpiryInterval  # type: ignore[union-attr]
            assert 50 < left <= 60


def test_a_flood_at_qos_0_does_not_pile_up_while_the_loop_is_busy() -> None:
    async def story() -> int:
        async with running(Listener(real.url)) as listener:
            await listener.listens()
            _flood(real.port)
            time.sleep(0.3)  # noqa: ASYNC251  (the loop is held up, as by a slow card)
            await until(lambda: listener.came, "the flood")
            most = 0
            while len(listener.came) < 3000:
                most = max(most, listener.session.waiting)
                await asyncio.sleep(0)
            return most

    with broker(shipped=True) as real:
        assert asyncio.run(story()) <= 1050


def _flood(port: int) -> None:
    with peer(port) as sensor:
        for number in range(3000):
            sensor.send("home/n", str(number), qos=0)
        sensor.say("home/end", "end")


def test_an_exception_in_the_callback_ends_the_session() -> None:
    def fail(_message: Incoming) -> None:
        raise ZeroDivisionError

    async def story() -> None:
        listener = Listener(real.url)
        listener.session._on_message = fail
        task = asyncio.create_task(listener.session.run())
        await listener.listens()
        with peer(real.port) as sensor:
            sensor.say("home/x", "x")
        await until(task.done, "its end")
        assert isinstance(task.exception(), ZeroDivisionError)

    with broker() as real:
        asyncio.run(story())


def test_two_hubs_with_the_same_id_do_not_fight_many_times_a_second() -> None:
    async def story() -> int:
        patient = [Backoff(Random(seed), first=0.05, most=60) for seed in (1, 2)]
        listeners = [Listener(real.url, backoff=backoff) for backoff in patient]
        async with running(listeners[0]), running(listeners[1]):
            await asyncio.sleep(2)
            fought = ups(listeners)
            await until(lambda: ups(listeners) > 2, "one to throw the other out, and the other to come back")
        return fought

    def ups(listeners: list[Listener]) -> int:
        return sum(up for each in listeners for up, _ in each.links)

    with broker() as real:
        assert asyncio.run(story()) < 16


def test_a_lone_message_does_not_wait_for_company() -> None:
    async def story() -> None:
        async with running(Listener(real.url)) as listener:
            await until(lambda: listener.session.up)
            connected: Any = listener.session._connection._client.socket()  # type: ignore[union-attr]
            assert connected.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 1

    with broker() as real:
        asyncio.run(story())
