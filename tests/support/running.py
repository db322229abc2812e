"""A source under test, running against a recording door."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from hub.ports import Source
from tests.support.door import RecordingDoor, TestClock


@asynccontextmanager
async def source(tested: Source, door: RecordingDoor) -> AsyncIterator[RecordingDoor]:
    """The source runs within; if it fails, so does the test."""
    task = asyncio.create_task(tested.run(door, TestClock()))
    try:
        yield door
    finally:
        failed = task.done()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        assert not failed, "the source ended by itself"
