"""Calls that hang: timed out, replaced, and never in the way of a stop."""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

import pytest

from connectors.blocking import GIVEN_UP, THREADS, TimedOut, Worker

BEGINS = 1.0
"""Seconds after which a call that hangs is given up, where it matters that its thread had begun: a busy machine may
take a while to start one."""

_made: list[Worker] = []


@pytest.fixture(autouse=True)
def _threads_end() -> Iterator[None]:
    yield
    while _made:
        _made.pop().stop()


def hired(name: str = "test", threads: int = THREADS) -> Worker:
    _made.append(Worker(name, threads))
    return _made[-1]


def test_a_call_returns_what_the_function_returns() -> None:
    worker = hired()
    assert asyncio.run(worker.call(divmod, 7, 2, timeout=30)) == (3, 1)


def test_what_the_function_raises_comes_back_to_the_caller() -> None:
    worker = hired()
    with pytest.raises(ZeroDivisionError):
        asyncio.run(worker.call(divmod, 7, 0, timeout=30))


def test_a_time_out_raised_by_the_function_is_not_taken_for_ours() -> None:
    def raises() -> None:
        raise TimeoutError("the function's own")

    with pytest.raises(TimeoutError, match="own"):
        asyncio.run(hired().call(raises, timeout=30))


def test_the_loop_is_never_blocked_and_the_call_runs_in_a_daemon_thread() -> None:
    async def story() -> bool:
        worker = hired()
        gate = threading.Event()
        call = asyncio.create_task(worker.call(lambda: gate.wait() and threading.current_thread().daemon, timeout=30))
        await asyncio.sleep(0)
        gate.set()
        return await call is True

    assert asyncio.run(story())


def test_a_hung_call_is_told_as_begun_and_its_thread_is_replaced() -> None:
    gate = threading.Event()

    async def story() -> tuple[object, object]:
        worker = hired(threads=1)
        hung = await worker.call(gate.wait, timeout=BEGINS)
        return hung, await worker.call(divmod, 7, 2, timeout=30)

    hung, after = asyncio.run(story())
    gate.set()
    assert hung == TimedOut(after=BEGINS, begun=True)
    assert after == (3, 1)


def test_a_call_that_waits_while_others_hang_is_never_made() -> None:
    gate = threading.Event()
    made: list[str] = []

    async def story() -> object:
        worker = hired(threads=1)
        first = asyncio.create_task(worker.call(gate.wait, timeout=0.2))
        await asyncio.sleep(0.01)
        second = await worker.call(made.append, "second", timeout=0.05)
        await first
        await worker.call(divmod, 7, 2, timeout=30)
        return second

    assert asyncio.run(story()) == TimedOut(after=0.05, begun=False)
    gate.set()
    assert made == []


def test_threads_do_not_grow_without_bound_when_a_provider_is_dead() -> None:
    gate = threading.Event()
    before = threading.active_count()

    async def story() -> int:
        worker = hired(threads=2)
        await asyncio.gather(*(worker.call(gate.wait, timeout=0.3) for _ in range(60)))
        return threading.active_count() - before

    assert asyncio.run(story()) <= 2 + GIVEN_UP
    gate.set()


def test_a_dead_provider_that_wakes_up_is_used_again() -> None:
    gate = threading.Event()

    async def story() -> object:
        worker = hired(threads=1)
        for _ in range(GIVEN_UP + 1):
            await worker.call(gate.wait, timeout=0.01)
        gate.set()
        return await worker.call(divmod, 7, 2, timeout=30)

    assert asyncio.run(story()) == (3, 1)


def test_a_stopped_worker_refuses_and_its_threads_end() -> None:
    async def story(worker: Worker) -> None:
        await worker.call(divmod, 7, 2, timeout=30)
        [thread] = [each for each in threading.enumerate() if each.name == "to be stopped"]
        worker.stop()
        thread.join(30)
        assert not thread.is_alive()
        with pytest.raises(RuntimeError, match="stopped"):
            await worker.call(divmod, 7, 2, timeout=30)

    asyncio.run(story(hired("to be stopped")))


def test_a_hung_provider_does_not_hold_up_the_end_of_the_program() -> None:
    program = (
        "import asyncio, threading\n"
        "from connectors.blocking import Worker\n"
        f"print(asyncio.run(Worker('hangs').call(threading.Event().wait, timeout={BEGINS})))\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout == f"TimedOut(after={BEGINS}, begun=True)\n"
    assert ended.stderr == ""


def test_a_late_result_goes_nowhere_when_the_loop_has_closed() -> None:
    gate, done = threading.Event(), threading.Event()

    def slow(wait: Callable[[], object]) -> None:
        wait()
        done.set()

    asyncio.run(hired().call(slow, gate.wait, timeout=BEGINS))
    gate.set()
    assert done.wait(30)


def test_a_call_that_ends_just_as_it_times_out_does_not_confuse_the_count() -> None:
    async def story() -> object:
        worker = hired(threads=1)
        for _ in range(300):
            await worker.call(divmod, 7, 2, timeout=0)
        return await worker.call(divmod, 7, 2, timeout=30)

    assert asyncio.run(story()) == (3, 1)
