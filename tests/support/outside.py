"""A service outside the house that alarms when it is not pinged, as healthchecks does; a named person is told."""

import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

PERIOD, GRACE = 300.0, 180.0
"""Seconds: what docs/outside-watch.md asks an installer to set."""


@dataclass(frozen=True)
class Told:
    """What the named person was told, and when (by the monotonic clock)."""

    at: float
    says: str


class Outside:
    """One check with a period and a grace, in seconds; `told` is what the named person has heard."""

    def __init__(self, period: float = PERIOD, grace: float = GRACE) -> None:
        self.period, self.grace = period, grace
        self.pings: list[tuple[float, str, str]] = []
        self.told: list[Told] = []
        self.up: bool | None = None
        self._last: float | None = None
        self._lock = threading.Condition()
        self._closed = False
        self._server: ThreadingHTTPServer | None = None
        self._port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/ping/0a1b2c3d-0000-4000-8000-000000000000"

    def __enter__(self) -> Self:
        self.reachable()
        self._watch = threading.Thread(target=self._watches, name="outside", daemon=True)
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._closed = True
            self._lock.notify_all()
        self._watch.join(5)
        self.unreachable()

    def reachable(self) -> None:
        """The line to it works (again)."""
        outside = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._answer("")

            def do_POST(self) -> None:
                self._answer(self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode())

            def _answer(self, body: str) -> None:
                outside.pinged(self.path, body)
                self.send_response(200)
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"OK")

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self._port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), name="outside http", daemon=True).start()

    def unreachable(self) -> None:
        """The line to it is cut."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def pinged(self, path: str, body: str) -> None:
        with self._lock:
            now = time.monotonic()
            self.pings.append((now, path, body))
            well = not path.endswith("/fail")
            self._last = now if well else self._last
            self._becomes(well, body)
            self._lock.notify_all()

    def expect(self, words: str, within: float) -> Told:
        """What the person is told, with these words. Waits for it."""
        give_up = time.monotonic() + within
        with self._lock:
            while True:
                for told in self.told:
                    if words in told.says:
                        return told
                left = give_up - time.monotonic()
                assert left > 0, f"nobody was told {words!r} in {within} s: {self.told}, pings {self.pings[-3:]}"
                self._lock.wait(left)

    def _becomes(self, up: bool, because: str) -> None:
        if up != self.up and not (up and self.up is None):
            self.told.append(Told(time.monotonic(), f"{'UP' if up else 'DOWN'} {because}".strip()))
        self.up = up

    def _watches(self) -> None:
        with self._lock:
            while not self._closed:
                if self.up and self._last is not None and time.monotonic() - self._last > self.period + self.grace:
                    self._becomes(False, "no ping")
                    self._lock.notify_all()
                self._lock.wait(0.02)
