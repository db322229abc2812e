"""Calls that may hang are made here, off the loop, each with a time-out.

Threads are made only here and in `connectors.mqtt`. A provider gets a worker of its own with a few threads, so that a
number that is slow to answer holds up no other lane, and a provider that hangs holds up no other provider. The threads
are daemons: a call that never returns cannot hold up a clean stop.
"""

import asyncio
import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar, TypeVarTuple

from msgspec import Struct

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

THREADS = 4
"""Calls to one provider at the same time. A first rung is seldom more than four people; more lanes wait their turn."""

GIVEN_UP = 12
"""Hung threads that are replaced. A thread costs about 50 kB; past this bound the provider is plainly dead, and calls
wait in the queue until their time-out."""


class TimedOut(Struct, frozen=True):
    """The call gave no answer in `after` seconds. `begun`: it was made, so that its fate is unknown."""

    after: float
    begun: bool


class _Job:
    """One call, and where its result goes. The flags change only under the worker's lock."""

    def __init__(self, call: Callable[[], Any]) -> None:
        self.call = call
        self.loop = asyncio.get_running_loop()
        self.result: asyncio.Future[Any] = self.loop.create_future()
        self.begun = False
        self.abandoned = False
        self.replaced = False
        self.ended = False

    def run(self) -> None:
        """Make the call and hand its result, or what it raised, to the loop that waits for it."""
        try:
            result = self.call()
        except Exception as raised:  # noqa: BLE001 - not handled here: it is raised again where the call was made
            self._deliver(self.result.set_exception, raised)
        else:
            self._deliver(self.result.set_result, result)

    def _deliver(self, give: Callable[[Any], None], what: Any) -> None:
        def unless_late() -> None:
            if not self.result.done():
                give(what)

        with suppress(RuntimeError):  # the loop has been closed: nobody waits any more
            self.loop.call_soon_threadsafe(unless_late)


class Worker:
    """Runs calls in at most `threads` threads at once, oldest call first."""

    def __init__(self, name: str, threads: int = THREADS) -> None:
        self.name = name
        self._most = threads
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._live = 0
        self._hung = 0
        self._stopped = False

    async def call(self, fn: Callable[[*Ts], T], *args: *Ts, timeout: float) -> T | TimedOut:  # noqa: ASYNC109
        """What `fn(*args)` returns or raises, or `TimedOut`. Waiting for a free thread counts.

        A call that has not begun at its time-out is never made. One that has begun cannot be ended: its thread is
        given up and replaced, and what it returns is dropped.
        """
        if self._stopped:
            raise RuntimeError(f"worker {self.name} has stopped")
        job = _Job(lambda: fn(*args))
        self._jobs.put(job)
        self._grow()
        try:
            await asyncio.wait({job.result}, timeout=timeout)
            if not job.result.done():
                return TimedOut(after=timeout, begun=job.begun)
            result: T = job.result.result()
            return result
        finally:
            self._let_go(job)

    def stop(self) -> None:
        """Let the threads end. Calls under way are left to themselves; later calls are refused."""
        with self._lock:
            self._stopped = True
            for _ in range(self._live):
                self._jobs.put(None)

    def _grow(self) -> None:
        with self._lock:
            if self._live < self._most and not self._jobs.empty() and not self._stopped:
                self._live += 1
                threading.Thread(target=self._work, name=self.name, daemon=True).start()

    def _let_go(self, job: _Job) -> None:
        """Nobody waits for the job any more. If it hangs, its thread no longer counts as one of ours."""
        with self._lock:
            if job.result.done():
                return
            job.result.cancel()
            job.abandoned = True
            if job.begun and not job.ended and self._hung < GIVEN_UP:
                job.replaced = True
                self._hung += 1
                self._live -= 1
        self._grow()

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not self._begin(job):
                continue
            job.run()
            with self._lock:
                job.ended = True
                if job.replaced:
                    self._hung -= 1
                    return

    def _begin(self, job: _Job) -> bool:
        with self._lock:
            job.begun = not job.abandoned
        return job.begun
