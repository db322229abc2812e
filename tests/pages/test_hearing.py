"""What pages hear of a hub that has just been told to read its settings: never that there is none."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub.pages.hearing import is_silent
from hub.pages.people.testing import asked_at_once
from hub.pages.site import Site
from hub.shell.socket import FILE
from tests.support.home import LADDER, RunningHub

ACCESS = '\n[access]\nstreet_door = "blue door, ring flat 3"\n'
"""What is shown with an alarm: new words of it make the hub begin its ways out anew."""


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RunningHub]:
    with RunningHub(tmp_path, ladder=LADDER) as hub:
        yield hub


def test_a_hub_that_makes_its_ways_anew_is_waited_for(running: RunningHub) -> None:
    async def looked() -> list[bool]:
        silent = []
        for _ in range(40):
            place.hub.forget()
            silent.append(is_silent(await place.hub.fresh("contacts")))
            await asyncio.sleep(0.02)
        return silent

    with closing(Site(running.settings, lambda: datetime.now(UTC))) as place:
        running.write(running.settings.read_text() + ACCESS)
        assert place.let_hub_read() == ""
        assert not any(asyncio.run(looked()))
    assert "starting them anew" in running.log.read_text()


def test_somebody_who_was_just_written_down_can_be_texted_a_test(running: RunningHub) -> None:
    new = '\n[[contacts]]\nid = "carys"\nname = "Carys"\nphone = "+447700900113"\n[[ladder]]\ntell = ["carys"]\n'
    with closing(Site(running.settings, lambda: datetime.now(UTC))) as place:
        running.write(running.settings.read_text() + ACCESS + new)
        assert place.let_hub_read() == ""
        answer = asyncio.run(asked_at_once(place, "carys", "Ivy"))
        assert answer["ok"] and "+447700900113" in answer["because"], answer
        assert place.hub.lost is None


def test_a_hub_that_does_not_run_is_said_at_once(running: RunningHub) -> None:
    with closing(Site(running.settings, lambda: datetime.now(UTC))) as place:
        running.stop()
        assert "no hub is running" in place.let_hub_read()
        answer = asyncio.run(asyncio.wait_for(asked_at_once(place, "anna", "Ivy"), 2))
        assert is_silent(answer) and place.hub.lost is not None


@pytest.mark.parametrize("half", [b'{"ok": tr', b"[1, 2]\n", b"", b"\xff\xfe\n"])
def test_half_an_answer_of_a_hub_that_ends_is_none(site: Site, half: bytes) -> None:
    async def ends(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.write(half)
        writer.close()

    async def asked() -> dict[str, object]:
        site.folder.mkdir(parents=True, exist_ok=True)
        async with await asyncio.start_unix_server(ends, str(site.folder / FILE)):
            return await site.hub.ask("now")

    says = asyncio.run(asked())
    assert is_silent(says) and says["because"] == "the hub hung up: it may be starting again"
    assert site.hub.lost is not None
