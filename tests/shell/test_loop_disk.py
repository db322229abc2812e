"""A sick disk silences nobody: alarms go out from memory, the fault is told, and nothing is sent twice."""

from asyncio import sleep
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from hub.model.effects import Accepted
from hub.model.events import FaultChanged, Receipted, Unplaced
from hub.shell import journal
from hub.shell.store import StoreError
from tests.shell.test_loop import answered
from tests.shell.test_store_faults import small_disk
from tests.shell.virtual import ANNA, BEN, MORNING, Home, VirtualLoop, play


def fill(home: Home) -> None:
    """Long messages until the disk takes no more."""
    for _ in range(200):
        home.hub.post(Unplaced(at=MORNING, source="test", name="stranger", payload="x" * 20_000))
        home.hub.journal.commit()
        if home.hub.journal.trouble:
            return
    raise AssertionError("the disk is not small")


def faults(home: Home) -> list[tuple[str, bool]]:
    kept = home.store.history(MORNING, MORNING + timedelta(days=9))
    return [(row.event.cause, row.event.present) for row in kept if isinstance(row.event, FaultChanged)]


class Sick:
    """A store that takes nothing until it is well again."""

    def __init__(self, home: Home) -> None:
        self.home, self.well, self.tries = home, False, 0
        self._commit = home.store.commit
        home.store.commit = self.commit  # type: ignore[method-assign]

    def commit(self, *given: object, **more: object) -> None:
        self.tries += 1
        if not self.well:
            raise StoreError(self.home.folder, "the disk or card reports an error", "Replace the card.")
        self._commit(*given, **more)  # type: ignore[arg-type]


def test_a_full_disk_holds_no_alarm_back(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop, make_room: Callable[[], None]) -> None:
        home = Home(loop, tmp_path).start()
        await sleep(5)
        fill(home)
        home.press()
        await sleep(1)
        assert home.phone.texts == [ANNA]
        await sleep(125)
        assert home.phone.texts == [ANNA, BEN]
        make_room()
        await sleep(31)
        assert not home.hub.journal.trouble and home.hub.journal.waiting() == 0
        assert faults(home) == [("disk", True), ("disk", False)]
        assert home.store.waiting() == []
        await home.stop()
        again = Home(loop, tmp_path).start()
        await sleep(1)
        assert home.phone.texts == [ANNA, BEN] and again.phone.texts == []
        assert [incident.kind for incident in again.hub.state.facts.open.values()].count("help") == 1
        await again.stop()

    with small_disk(tmp_path) as make_room:
        play(lambda loop: story(loop, make_room))


def test_what_was_sent_from_memory_is_settled_when_the_disk_is_back(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        sick = Sick(home)
        home.press()
        await sleep(1)
        assert home.phone.texts == [ANNA] and home.hub.journal.trouble
        assert await home.hub.offer(answered()), "a person is answered although nothing can be kept"
        sick.well = True
        await sleep(31)
        kept = [row.event for row in home.store.history(MORNING, MORNING + timedelta(days=1))]
        assert any(isinstance(event, Receipted) and isinstance(event.receipt, Accepted) for event in kept)
        assert home.store.depth()[0] == 0
        assert {incident.state for incident in home.store.incidents() if incident.kind == "help"} == {"acknowledged"}
        await home.stop()

    play(story)


def test_tries_grow_rare_and_the_broker_is_kept_going(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        home.move()
        await sleep(61)
        sick = Sick(home)
        acked: list[int] = []
        for n in range(700):
            home.move(lambda n=n: acked.append(n))  # type: ignore[misc]
            await sleep(1)
        assert sick.tries < 40
        assert acked == list(range(700 - journal.UNACKED))
        sick.well = True
        await sleep(31)
        assert acked == list(range(700))
        await home.stop()

    play(story)


def test_memory_is_bounded_and_the_oldest_plain_readings_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "KEPT", 200)

    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        home.move()
        await sleep(61)
        sick = Sick(home)
        home.press()
        for _ in range(1000):
            home.move()
            await sleep(0.1)
        assert home.hub.journal.waiting() <= 320 and home.hub.journal.dropped > 600
        sick.well = True
        await sleep(31)
        assert home.journal().count("Reported") < 400
        assert [incident.kind for incident in home.store.incidents(open_only=True)].count("help") == 1
        await home.stop()

    play(story)


def test_a_slow_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        await sleep(5)
        monkeypatch.setattr("hub.shell.journal.time.monotonic", loop.time)
        commit = home.store.commit

        def slow(*given: object, **more: object) -> None:
            loop.passed += 3
            commit(*given, **more)  # type: ignore[arg-type]

        home.store.commit = slow  # type: ignore[method-assign]
        home.press()
        await sleep(1)
        home.store.commit = commit  # type: ignore[method-assign]
        await sleep(300)
        assert faults(home) == [("slow disk", True), ("slow disk", False)]
        await home.stop()

    play(story)


def test_a_snapshot_that_cannot_be_read_costs_time_only(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        home.press()
        await sleep(1)
        before = home.hub.state
        await home.stop()
        home.store = type(home.store).open(tmp_path)
        home.store.snapshot(before.seq + 5, MORNING, b"no state at all")
        home.store.close()
        again = Home(loop, tmp_path).start()
        assert again.memory.state.facts.open == before.facts.open
        assert again.memory.state.world.devices.keys() == before.world.devices.keys()
        assert again.hub.state.seq > before.seq
        await again.stop()

    play(story)
