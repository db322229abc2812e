"""What takes long is done beside the loop, so that other browsers are answered meanwhile."""

from collections.abc import Callable
from typing import TypeVar

from anyio import to_thread

T = TypeVar("T")


async def meanwhile(work: Callable[[], T]) -> T:
    """What `work` returns. It runs in another thread: whatever it changes must be its own, or locked."""
    return await to_thread.run_sync(work)
