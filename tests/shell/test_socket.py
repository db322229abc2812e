"""hub.sock: a person at the keyboard asks and answers; nonsense gets a clear no; two hubs never share a folder."""

import asyncio
import json
import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from fcntl import LOCK_NB, LOCK_SH, LOCK_UN, flock
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from hub.shell.reading_again import running
from hub.shell.socket import CALLERS, FILE, LINE, LOCK, AlreadyRunning, Desk, HubNotRunning, Socket, ask, hold, reached
from tests.shell.virtual import MORNING, Home, VirtualLoop, play

Says = dict[str, Any]


def desk(home: Home) -> Desk:
    return Desk(
        home.hub,
        home.clock,
        status=lambda: {"version": "1"},
        devices=lambda: [{"id": "0x01"}],
        incidents=lambda closed, limit: list(home.hub.state.facts.open.values()),
    )


def at_the_desk(tmp_path: Path, story: Callable[[Home, Desk], Awaitable[None]]) -> None:
    async def run(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        await story(home, desk(home))
        await home.stop()

    play(run)


def line(**request: object) -> bytes:
    return json.dumps(request).encode()


def test_an_acknowledgement_is_answered_with_what_became_of_it(tmp_path: Path) -> None:
    async def story(home: Home, desk: Desk) -> None:
        home.press()
        await asyncio.sleep(1)
        (incident,) = (await desk.answer(line(do="incidents")))["incidents"]
        assert incident["state"] == "raised" and "number" not in json.dumps(incident)
        answer = await desk.answer(line(do="ack", incident=incident["id"], by="Anna"))
        assert answer["ok"] and answer["incident"] == incident["id"] and answer["state"] == "acknowledged"
        closed = await desk.answer(line(do="answer", does="close", outcome="helped", by="Anna"))
        assert closed["ok"], closed
        assert home.hub.state.facts.open == {}

    at_the_desk(tmp_path, story)


def test_what_is_held_back_is_said_and_what_cannot_be_is_refused_with_why(tmp_path: Path) -> None:
    async def story(home: Home, desk: Desk) -> None:
        said = await desk.answer(line(do="pause", what="away", until="3 hours", by="Anna"))
        assert said["ok"] and said["because"].startswith("away until "), said
        assert home.hub.state.settings.home.service == "suspended"
        over = await desk.answer(line(do="pause", what="away", until=None, by="Anna"))
        assert over["ok"] and home.hub.state.settings.home.service == "in service"
        again = await desk.answer(line(do="pause", what="away", until=None, by="Anna"))
        assert again == {"ok": False, "because": "away was not noted"}
        no_end = line(do="pause", what="away", until="whenever", by="Anna")
        for refused in (no_end, line(do="pause", by="Anna"), line(do="pause", what="away", by=" ")):
            assert not (await desk.answer(refused))["ok"]

    at_the_desk(tmp_path, story)


def test_the_same_command_twice_does_nothing_twice(tmp_path: Path) -> None:
    async def story(home: Home, desk: Desk) -> None:
        home.press()
        await asyncio.sleep(1)
        first = await desk.answer(line(do="ack", id="c1", by="Anna"))
        await asyncio.sleep(1)  # until it is noted that she was thanked
        version = next(iter(home.hub.state.facts.open.values())).version
        again = await desk.answer(line(do="ack", id="c1", by="Anna"))
        assert first["ok"] and next(iter(home.hub.state.facts.open.values())).version == version
        assert again["because"]

    at_the_desk(tmp_path, story)


@pytest.mark.parametrize(
    ("request_line", "says"),
    [
        (b"not json", "cannot be read"),
        (b"[]", "cannot be read"),
        (b'{"do": "ack", "colour": 1}', "colour"),
        (b'{"do": "dance"}', "'dance' is not known"),
        (b'{"do": "ack"}', "nobody is named"),
        (b'{"do": "answer", "by": "Anna", "does": "sing"}', "sing"),
        (b'{"do": "ack", "by": "\xff"}', "cannot be read"),
        (b'{"do": "ack", "by": "Anna", "incident": "no-such"}', ""),
    ],
)
def test_nonsense_gets_a_clear_no(tmp_path: Path, request_line: bytes, says: str) -> None:
    async def story(home: Home, desk: Desk) -> None:
        answer = await desk.answer(request_line)
        assert answer["ok"] is False and says in answer["because"]

    at_the_desk(tmp_path, story)


def test_status_and_devices(tmp_path: Path) -> None:
    async def story(home: Home, desk: Desk) -> None:
        assert await desk.answer(line(do="status")) == {"ok": True, "version": "1"}
        assert await desk.answer(line(do="devices")) == {"ok": True, "devices": [{"id": "0x01"}]}

    at_the_desk(tmp_path, story)


class Fixed(Desk):
    """Says the same to everybody; the socket itself is under test."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []

    async def answer(self, line: bytes) -> Says:
        self.heard.append(line)
        return {"ok": True, "at": MORNING.isoformat()}


def listening(folder: Path, story: Callable[[Fixed], Awaitable[None]]) -> None:
    async def run() -> None:
        fixed = Fixed()
        server = Socket(folder, fixed)
        await server.begin()
        await story(fixed)
        await server.end()
        assert not (folder / FILE).exists()

    asyncio.run(run())


def test_the_socket_is_for_owner_and_group_and_replaces_a_stale_one(tmp_path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as stale, reached(tmp_path) as address:
        stale.bind(address)

    async def story(fixed: Fixed) -> None:
        assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o660
        assert (await asyncio.to_thread(ask, tmp_path, {"do": "status"}))["ok"]
        assert fixed.heard == [b'{"do":"status"}\n']

    listening(tmp_path, story)


def test_a_deep_folder_is_no_hindrance(tmp_path: Path) -> None:
    deep = tmp_path / ("deep" * 20) / ("deeper" * 10)
    deep.mkdir(parents=True)

    async def story(fixed: Fixed) -> None:
        assert (await asyncio.to_thread(ask, deep, {"do": "status"}))["ok"]

    listening(deep, story)


def test_a_line_without_end_is_cut_off_and_others_are_served(tmp_path: Path) -> None:
    async def story(fixed: Fixed) -> None:
        with reached(tmp_path) as address:
            reader, writer = await asyncio.open_unix_connection(address)
        writer.write(b"x" * (3 * LINE))
        async with asyncio.timeout(30):
            try:
                assert await reader.read() == b""
            except ConnectionResetError:
                pass
        writer.close()
        assert (await asyncio.to_thread(ask, tmp_path, {"do": "status"}))["ok"]
        assert all(len(heard) <= LINE for heard in fixed.heard)

    listening(tmp_path, story)


def test_callers_who_never_hang_up_keep_nobody_out(tmp_path: Path) -> None:
    """A program that leaks its connections must take neither the hub's files nor somebody's turn to answer."""

    def hung_up(caller: socket.socket) -> bool:
        try:
            return caller.recv(1, socket.MSG_DONTWAIT) == b""
        except BlockingIOError:
            return False

    async def story(fixed: Fixed) -> None:
        with ExitStack() as open_now, reached(tmp_path) as address:
            idle = [open_now.enter_context(closing(socket.socket(socket.AF_UNIX))) for _ in range(90)]
            for caller in idle:  # all before the hub can look at one
                caller.connect(address)
            async with asyncio.timeout(30):
                while sum(map(hung_up, idle)) < len(idle) - CALLERS:  # noqa: ASYNC110 - nobody tells
                    await asyncio.sleep(0.01)
            assert (await asyncio.to_thread(ask, tmp_path, {"do": "status"}))["ok"]
            assert not hung_up(idle[-1]), "the oldest are let go"

    listening(tmp_path, story)


@pytest.mark.parametrize("turns", range(8))
def test_whoever_is_let_in_as_it_ends_is_let_go_too(tmp_path: Path, turns: int) -> None:
    """Between being let in and being served lie some turns of the loop."""

    async def run() -> None:
        server = Socket(tmp_path, Fixed())
        await server.begin()
        with closing(socket.socket(socket.AF_UNIX)) as caller, reached(tmp_path) as address:
            caller.connect(address)
            for _ in range(turns):
                await asyncio.sleep(0)
            await server.end()
            await asyncio.sleep(0)
            with suppress(ConnectionResetError):
                assert caller.recv(1, socket.MSG_DONTWAIT) == b""

    asyncio.run(run())


def test_nobody_listening_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(HubNotRunning, match="No hub is running"):
        ask(tmp_path, {"do": "status"})
    with pytest.raises(HubNotRunning):
        ask(tmp_path / "absent", {"do": "status"})


def test_a_second_hub_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    held = hold(tmp_path)
    with pytest.raises(AlreadyRunning, match=f"process {os.getpid()}"):
        hold(tmp_path)
    held.release()
    hold(tmp_path).release()


def test_a_hub_may_start_while_others_look_whether_one_runs(tmp_path: Path) -> None:
    hold(tmp_path).release()
    asked, stop = [0], Event()

    def look() -> None:
        while not stop.wait(0.001):
            assert running(tmp_path) in (None, os.getpid())
            asked[0] += 1

    with (tmp_path / LOCK).open("rb") as in_its_middle, ThreadPoolExecutor(3) as others:
        flock(in_its_middle, LOCK_SH | LOCK_NB)
        assert running(tmp_path) is None  # somebody else who looks is no hub
        looks = [others.submit(look) for _ in range(2)]
        others.submit(lambda: (time.sleep(0.05), flock(in_its_middle, LOCK_UN)))
        try:
            for _ in range(50):
                held = hold(tmp_path)
                assert running(tmp_path) == os.getpid()
                held.release()
        finally:
            stop.set()
        for each in looks:
            each.result()
    assert asked[0] > 2


def test_a_hub_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    program = f"from pathlib import Path; from hub.shell.socket import hold; h = hold(Path({str(tmp_path)!r})); input()"
    other = subprocess.Popen([sys.executable, "-c", f"{program}"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        while not (tmp_path / "hub.lock").exists() or not (tmp_path / "hub.lock").read_text():
            assert other.poll() is None
        with pytest.raises(AlreadyRunning, match=f"process {other.pid}"):
            hold(tmp_path)
    finally:
        other.kill()
        other.communicate()
    hold(tmp_path).release()


def test_minutes_that_nobody_can_mean_are_refused(tmp_path: Path) -> None:
    async def story(home: Home, desk: Desk) -> None:
        home.press()
        await asyncio.sleep(1)
        for minutes in (-100, 0, 10**15):
            answer = await desk.answer(line(do="answer", does="travelling", by="Anna", minutes=minutes))
            assert not answer["ok"] and "minutes" in answer["because"]
        assert next(iter(home.hub.state.facts.open.values())).state == "raised"

    at_the_desk(tmp_path, story)
