"""Whoever watches the hub from outside sees that it lives, and never that it lives when it does not."""

import json
import socket
from asyncio import sleep
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest

from connectors.centre_contract import Heartbeat
from hub.shell import heartbeat, notify, pulse
from hub.shell.supervisor import Supervisor
from tests.shell.virtual import Home, VirtualLoop, play


class Listener:
    """The centre's link, and a provider's list."""

    def __init__(self, loop: VirtualLoop) -> None:
        self.loop = loop
        self.bodies: list[dict[str, Any]] = []
        self.polled: list[float] = []
        self.waiting: list[int] = []

    async def heartbeat(self, body: dict[str, Any]) -> None:
        self.bodies.append(body)

    async def poll(self, door: object, waiting: tuple[object, ...]) -> None:
        self.polled.append(self.loop.time())
        self.waiting.append(len(waiting))


def test_the_centre_hears_each_minute_how_the_hub_is(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        listener = Listener(loop)
        supervisor = Supervisor(home.hub, home.clock, Random(1))
        supervisor.start("heartbeat", heartbeat.beats(home.hub, home.outgoing, listener, tmp_path))
        await sleep(601)
        assert len(listener.bodies) == 11
        body = json.loads(json.dumps(listener.bodies[-1]))
        assert set(body) == set(Heartbeat.__struct_fields__), "what docs/centre-contract.md promises, and no more"
        beat = msgspec.convert(body, type=Heartbeat)
        assert (beat.service, beat.clock, beat.power) == ("in service", "sure", "unknown")
        assert (beat.outbox, beat.oldest_undelivered, beat.devices_lost) == (0, None, 0) and beat.disk_free_mb > 0
        assert "Mary" not in json.dumps(body)
        await supervisor.stop()
        await home.stop()

    play(story)


def test_replies_are_asked_for_often_while_somebody_must_be_found(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        listener = Listener(loop)
        supervisor = Supervisor(home.hub, home.clock, Random(1))
        supervisor.start("replies", heartbeat.polls(home.hub, home.store, listener, home.outgoing))
        await sleep(900)
        assert len(listener.polled) == 3
        home.press()
        pressed = loop.time()
        await sleep(60)
        during = [at for at in listener.polled if at >= pressed]
        assert during[0] - pressed <= 1.1 and 6 <= len(during) <= 7
        assert listener.waiting[-1] == 1
        await supervisor.stop()
        await home.stop()

    play(story)


def test_the_pulse_says_how_far_the_hub_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNTIME_DIRECTORY", str(tmp_path / "run"))
    (tmp_path / "run").mkdir()
    assert pulse.place(tmp_path) == tmp_path / "run" / "pulse.json"
    monkeypatch.delenv("RUNTIME_DIRECTORY")
    file = pulse.place(tmp_path)
    assert file == tmp_path / "pulse.json"

    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        supervisor = Supervisor(home.hub, home.clock, Random(1))
        supervisor.start("pulse", pulse.beats(home.hub, home.outgoing, file))
        await sleep(1)
        first = json.loads(file.read_bytes())
        home.press()
        await sleep(5)
        second = json.loads(file.read_bytes())
        assert second["seq"] > first["seq"] and second["at"] > first["at"] and second["urgent"]
        assert {"pid", "last_step", "next_deadline", "outbox", "oldest_undelivered", "epoch"} <= second.keys()
        await supervisor.stop()
        await home.stop()

    play(story)
    assert list(tmp_path.glob("*.new")) == []


def test_a_pulse_that_cannot_be_written_ends_nothing(tmp_path: Path) -> None:
    pulse.write(tmp_path / "absent" / "pulse.json", {"pid": 1})
    assert list(tmp_path.iterdir()) == []


def test_the_service_manager_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    assert not notify.notify("READY=1")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "absent"))
    assert not notify.notify("READY=1")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "n"))
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "n"))
        assert notify.notify("READY=1")
        assert manager.recv(100) == b"READY=1"


def test_the_watchdog_is_fed_only_while_all_is_well(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        supervisor = Supervisor(home.hub, home.clock, Random(1))
        said: list[str] = []
        supervisor.start("radio", lambda: sleep(9999))
        supervisor.start(
            "watchdog", notify.feeds(home.hub, supervisor, lambda words: bool(said.append(words))), "watch"
        )
        await sleep(31)
        assert said[0] == "READY=1" and [words[:10] for words in said[1:]] == ["WATCHDOG=1"] * 4
        assert home.hub._beating
        home.hub._beating.cancel()
        await sleep(30)
        assert said[-1] == "STATUS=unwell: the loop does not run"
        home.hub._beat()
        assert notify.well(home.hub, supervisor) == ""
        task = supervisor._parts[0].task
        assert task
        task.cancel()
        await sleep(1)
        assert notify.well(home.hub, supervisor) == "a source is dead"
        await supervisor.stop()
        await home.stop()

    play(story)
