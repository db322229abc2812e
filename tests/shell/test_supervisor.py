"""What fails is started again; what keeps failing is told, once, and once when it works again."""

import itertools
from asyncio import CancelledError, sleep
from pathlib import Path
from random import Random

import pytest

from hub.model.events import Event, FaultChanged
from hub.shell.supervisor import Supervisor, guard
from tests.shell.virtual import VirtualLoop, play
from tests.support.door import RecordingDoor, TestClock


def faults(door: RecordingDoor) -> list[tuple[str, bool]]:
    return [(event.cause, event.present) for event in door.of(FaultChanged)]


def test_a_part_that_keeps_failing_is_told_once_and_once_when_it_works() -> None:
    async def story(loop: VirtualLoop) -> None:
        door, starts = RecordingDoor(), []
        supervisor = Supervisor(door, TestClock(), Random(1))

        async def radio() -> None:
            starts.append(loop.time())
            if loop.time() < 1300:
                raise OSError("no adapter")
            await sleep(9999)

        supervisor.start("radio", radio)
        await sleep(290)
        assert faults(door) == [("source radio", True)] and supervisor.failing() == ("source radio",)
        assert "no adapter" in door.of(FaultChanged)[0].because
        gaps = [b - a for a, b in itertools.pairwise(starts)]
        assert max(gaps) <= 60 and gaps[0] <= 1 and supervisor.alive()
        await sleep(200)
        assert faults(door) == [("source radio", True), ("source radio", False)] and supervisor.failing() == ()
        await supervisor.stop()

    play(story)


def test_a_failure_now_and_then_is_nobodys_business() -> None:
    async def story(loop: VirtualLoop) -> None:
        door = RecordingDoor()
        supervisor = Supervisor(door, TestClock(), Random(1))

        async def ends() -> None:
            await sleep(65)

        supervisor.start("broker", ends)
        await sleep(3600)
        assert faults(door) == []
        await supervisor.stop()

    play(story)


def test_what_an_earlier_run_told_is_called_back_when_it_works() -> None:
    async def story(loop: VirtualLoop) -> None:
        door = RecordingDoor()
        supervisor = Supervisor(door, TestClock(), Random(1))
        supervisor.start("radio", lambda: sleep(9999), told={"source radio"})
        await sleep(61)
        assert faults(door) == [("source radio", False)]
        await supervisor.stop()

    play(story)


def test_stopping_lets_each_part_tidy_up() -> None:
    async def story(loop: VirtualLoop) -> None:
        tidied = []
        supervisor = Supervisor(RecordingDoor(), TestClock(), Random(1))

        async def tidy() -> None:
            try:
                await sleep(9999)
            finally:
                tidied.append(True)

        supervisor.start("radio", tidy)
        supervisor.start("broker", tidy)
        await sleep(1)
        await supervisor.stop()
        assert tidied == [True, True]

    play(story)


def test_the_guard_keeps_a_failure_but_never_a_cancellation() -> None:
    with guard("a test") as guarded:
        raise KeyError("lost")
    assert guarded.because == "KeyError: 'lost'"
    with pytest.raises(CancelledError), guard("a test"):
        raise CancelledError
    with guard("a test") as fine:
        pass
    assert fine.error is None and fine.because == ""


def test_one_part_that_fails_leaves_its_neighbour_alone(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        heard: list[Event] = []
        supervisor = Supervisor(RecordingDoor(), TestClock(), Random(1))

        async def fails() -> None:
            raise RuntimeError

        async def works() -> None:
            while True:
                await sleep(1)
                heard.append(FaultChanged(at=TestClock().now(), cause="", present=True, because=""))

        supervisor.start("fails", fails)
        supervisor.start("works", works)
        await sleep(100.5)
        assert len(heard) == 100
        await supervisor.stop()

    play(story)
