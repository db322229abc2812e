"""An application of pages, served by the real uvicorn on the loopback in a thread of its own."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import uvicorn
from starlette.types import ASGIApp

PATIENCE = 20.0
"""Seconds that it may take to begin, and to end."""


@contextmanager
def served(application: ASGIApp, port: int = 0) -> Iterator[str]:
    """Yields the origin, `http://127.0.0.1:PORT`. Port 0: any that is free, held from the moment that it is chosen."""
    settings = uvicorn.Config(
        application, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=1
    )
    server = uvicorn.Server(settings)
    thread = Thread(target=server.run, name="served pages")
    thread.start()
    try:
        give_up = time.monotonic() + PATIENCE
        while not server.started:
            assert thread.is_alive(), "uvicorn ended before it began"
            assert time.monotonic() < give_up, "uvicorn did not begin"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
    assert not thread.is_alive(), "uvicorn did not end"
