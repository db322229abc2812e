"""Once a night the store is made smaller and copied, and the hub starts from what is left."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hub.shell import chores
from hub.shell.backup import copy
from hub.shell.database import FILE
from hub.shell.reader import Reader
from hub.shell.store import Store
from tests.shell.virtual import MORNING, Home, VirtualLoop, play


def test_a_night_forgets_what_may_be_forgotten_and_nothing_else(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        nightly = chores.Chores(home.hub, home.store, tmp_path)
        home.move()
        await nightly._baseline()
        for _ in range(29):
            home.asleep += 86400
            home.move()
            await asyncio.sleep(61)
        before = len(home.journal())
        await nightly._baseline()
        await nightly._forget()
        assert len(home.journal()) < before
        assert len(home.journal()) >= 29, "only what lies before the older baseline goes"
        live = home.hub.state
        await home.kill()
        again = Home(loop, tmp_path).start()
        assert again.memory.state.world.devices == live.world.devices
        assert again.memory.state.seq == live.seq
        await again.stop()

    play(story)


def test_the_night_waits_while_somebody_must_be_found(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        home.press()
        await asyncio.sleep(1)
        assert await chores.Chores(home.hub, home.store, tmp_path).night() == ()
        assert not (tmp_path / chores.COPY).exists()
        await home.stop()

    play(story)


def test_the_copy_is_made_beside_the_running_hub(tmp_path: Path) -> None:
    async def story() -> None:
        store = Store.open(tmp_path)
        store.alive(MORNING)
        await chores.copy_aside(tmp_path / FILE, tmp_path / "copy" / FILE)
        store.close()

    (tmp_path / "copy").mkdir()
    asyncio.run(story())
    reader = Reader(tmp_path / "copy")
    assert reader.last_alive() == MORNING
    reader.close()
    assert (tmp_path / "copy" / FILE).stat().st_mode & 0o077 == 0


def test_a_copy_that_fails_leaves_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "before.db").write_bytes(b"yesterday's")
    with pytest.raises(sqlite3.OperationalError):
        copy(tmp_path / "absent.db", tmp_path / "before.db")
    assert (tmp_path / "before.db").read_bytes() == b"yesterday's"


def test_it_is_planned_for_the_small_hours_of_the_home(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        nightly = chores.Chores(home.hub, home.store, tmp_path)
        nightly.begin()
        jobs = {job.id: job.next_run_time for job in nightly._scheduler.get_jobs()}
        assert {name: (at.hour, at.minute) for name, at in jobs.items()} == {"night": (3, 17), "compare": (4, 41)}
        for at in jobs.values():
            assert str(at.tzinfo) == "Europe/London"
            assert at.utcoffset() in (timedelta(0), timedelta(hours=1))
        nightly.end()
        await home.stop()

    play(story)


def test_accounts_are_looked_at_by_day_and_soon_after_the_start(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        planned = chores.Chores(home.hub, home.store, tmp_path, _fine)
        begun = datetime.now(UTC)
        planned.begin()
        jobs = {job.id: job.next_run_time for job in planned._scheduler.get_jobs()}
        assert (jobs["accounts"].hour, jobs["accounts"].minute) == (10, 23)
        assert timedelta(0) <= jobs["accounts again"] - begun - timedelta(seconds=60) < timedelta(seconds=10)
        planned.end()
        await home.stop()

    play(story)


def test_what_is_not_in_order_is_looked_at_again_until_it_is(tmp_path: Path) -> None:
    """One that fails in its program is not in order either."""
    results = [False, ZeroDivisionError("a bug"), True]

    async def examine(door: object) -> bool:
        result = results.pop(0)
        if isinstance(result, Exception):
            raise result
        return result

    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        planned = chores.Chores(home.hub, home.store, tmp_path, examine)
        for left in (2, 1, 0, 0):
            await planned.unless_in_order()
            assert len(results) == left
        await home.stop()

    play(story)


async def _fine(_: object) -> bool:
    return True
