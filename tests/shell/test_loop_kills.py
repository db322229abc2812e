"""Killed before or after any durable step of an incident's life: nothing is lost, and one text is repeated at most."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from hub.model.effects import Accepted, Effect, Receipt, Text
from hub.model.events import Answered, Event
from hub.shell.reader import Reader
from hub.shell.store import Store
from tests.shell import virtual
from tests.shell.virtual import ANNA, BEN, MORNING, Home, Phone, VirtualLoop, said

END = 260.0


class Killed(KeyboardInterrupt):
    """The one thing that no guard in the hub may catch."""


class Story:
    """What the home and its people do, by seconds. What the hub did not acknowledge comes again, as from a broker."""

    def __init__(self) -> None:
        self.steps: list[tuple[float, Event]] = [
            (1.0, said("0x02", "motion", True)),
            (2.0, said("0x01", "help", "emergency")),
            (150.0, self.answer("c1", "acknowledge")),
            (200.0, self.answer("c2", "close", outcome="helped")),
        ]
        self.taken: set[int] = set()

    @staticmethod
    def answer(name: str, does: Any, **more: Any) -> Event:
        return Answered(at=MORNING, via="centre", id=name, by="anna", does=does, **more)

    async def go_on(self, home: Home) -> None:
        for n, (when, event) in enumerate(self.steps):
            if n not in self.taken:
                await asyncio.sleep(max(0.0, 1000.0 + when - home.loop.time()))
                home.hub.post(event, lambda n=n: self.taken.add(n))  # type: ignore[misc]
        await asyncio.sleep(max(0.0, 1000.0 + END - home.loop.time()))


class Carrier(Phone):
    """Remembers across kills what it took, and says so if it is one that can be asked."""

    def __init__(self, loop: VirtualLoop, book: list[Text], tells: bool) -> None:
        super().__init__(loop)
        self.book, self.tells = book, tells

    async def send(self, effect: Effect) -> Receipt:
        assert isinstance(effect, Text)
        self.book.append(effect)
        await asyncio.sleep(0.3)
        return Accepted(provider_id=f"SM{len(self.book)}")

    async def recall(self, effect: Effect) -> Receipt | None:
        known = [number for number, text in enumerate(self.book) if text.key == effect.key]
        return Accepted(provider_id=f"SM{known[0] + 1}") if known and self.tells else None


class Fate:
    """Counts durable steps, and strikes once: before the n-th, or after it."""

    def __init__(self, n: int, after: bool) -> None:
        self.n, self.after, self.count, self.killed = n, after, 0, False

    def over(self, home: Home) -> None:
        writing = home.store._disk.writing

        @contextmanager
        def fated() -> Iterator[Any]:
            self.count += 1
            strikes = self.count == self.n
            self.killed = self.killed or strikes
            if strikes and not self.after:
                raise Killed
            with writing() as conn:
                yield conn
            if strikes:
                raise Killed

        home.store._disk.writing = fated  # type: ignore[method-assign]


def run(folder: Path, story: Story, book: list[Text], fate: Fate, tells: bool, began: float) -> tuple[bool, float]:
    """One life of the hub. True if it reached the end; else it was killed."""
    loop = VirtualLoop()
    loop.passed = began
    asyncio.set_event_loop(loop)
    home = Home(loop, folder)
    home.phone = Carrier(loop, book, tells)

    async def live() -> None:
        home.start()
        await story.go_on(home)
        await home.stop()

    with pytest.MonkeyPatch.context() as patch:
        opened = virtual.Store.open

        class Fated:
            @staticmethod
            def open(folder: Path) -> Store:
                home.store = opened(folder)
                fate.over(home)
                return home.store

        patch.setattr(virtual, "Store", Fated)
        try:
            loop.run_until_complete(live())
            return True, loop.time()
        except Killed:
            home.store._disk.conn.close()
            tasks = asyncio.all_tasks(loop)
            for task in tasks:
                task.cancel()
            loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
            return False, loop.time()
        finally:
            asyncio.set_event_loop(None)
            loop.close()


def lives(folder: Path, fate: Fate, tells: bool) -> tuple[list[Text], list[Any]]:
    story, book, at = Story(), [], 1000.0
    finished = False
    while not finished:
        finished, at = run(folder, story, book, fate, tells, at)
        at += 2.0
    reader = Reader(folder)
    incidents = reader.incidents()
    assert reader.waiting() == []
    reader.close()
    return book, incidents


def told(book: list[Text]) -> Counter[tuple[str, str]]:
    return Counter((text.number, text.purpose) for text in book)


@pytest.mark.parametrize("tells", [True, False], ids=["provider tells", "provider cannot tell"])
def test_a_kill_at_any_durable_step_loses_nothing(tmp_path: Path, tells: bool) -> None:
    fate = Fate(0, after=False)
    usual, _ = lives(tmp_path / "usual", fate, tells)
    assert {(ANNA, "alarm"), (BEN, "alarm")} <= told(usual).keys()
    steps = fate.count
    assert steps >= 15
    for n in range(1, steps + 1):
        for after in (False, True):
            struck = Fate(n, after)
            book, incidents = lives(tmp_path / f"{n}-{after}", struck, tells)
            assert struck.killed
            sent = Counter((text.number, text.key) for text in book)
            doubled = Counter(number for (number, _), times in sent.items() if times > 1)
            helps = [incident for incident in incidents if incident.kind == "help"]
            where = f"killed {'after' if after else 'before'} step {n} of {steps}: {told(book)}"
            assert [incident.outcome for incident in helps] == ["helped"], where
            assert told(usual).keys() <= told(book).keys(), where
            # Each person's texts leave one by one, so that at most one of theirs is under way when it dies.
            assert max(doubled.values(), default=0) <= (0 if tells else 1), where
            assert max(sent.values()) <= (1 if tells else 2), where
            assert sum(told(book).values()) - len(usual) <= doubled.total(), where
