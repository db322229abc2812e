"""Loopback ports that nobody listens on."""

import os
import socket
from itertools import count

FIRST, EACH = 20_000, 1_000
"""Below those that the kernel hands out, so that no client's own end takes one while its server is being started again.
Each test worker has a thousand of its own."""

_next = count(os.getpid())
"""Two runs on one machine begin at different ones."""


def free_port() -> int:
    """A TCP port on the loopback address that nobody uses now, and that no other worker of this run is given."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for _ in range(EACH):
        port = FIRST + EACH * (worker % 12) + next(_next) % EACH
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
        return port
    raise AssertionError("a thousand ports, and all are taken")
