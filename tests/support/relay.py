"""A wire between a hub and its broker that counts what the hub says, and tells when it has said so much."""

import selectors
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self

LOOK = 0.2
"""Seconds between two looks at whether the wire is cut for good."""


class Relay:
    """Passes every byte on, both ways. `heard(n)` is called after the n-th piece from the hub has been passed on."""

    def __init__(self, to: int, heard: Callable[[int], None]) -> None:
        self._to, self._heard = to, heard
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.pieces = 0
        self._over = threading.Event()
        self._selector = selectors.DefaultSelector()
        self._others: dict[socket.socket, socket.socket] = {}
        self._hubs: set[socket.socket] = set()
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)

    def __enter__(self) -> Self:
        self._selector.register(self._listening, selectors.EVENT_READ)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(5)
        for each in (self._listening, *self._others):
            each.close()
        self._selector.close()

    def _run(self) -> None:
        while not self._over.is_set():
            for key, _ in self._selector.select(LOOK):
                if key.fileobj is self._listening:
                    self._join()
                elif isinstance(key.fileobj, socket.socket) and key.fileobj in self._others:
                    self._pass_on(key.fileobj)

    def _join(self) -> None:
        hub, _ = self._listening.accept()
        broker = socket.create_connection(("127.0.0.1", self._to))
        self._hubs.add(hub)
        for one, other in ((hub, broker), (broker, hub)):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._others[one] = other
            self._selector.register(one, selectors.EVENT_READ)

    def _pass_on(self, one: socket.socket) -> None:
        piece = b""
        with suppress(OSError):
            piece = one.recv(65536)
            if piece:
                self._others[one].sendall(piece)
        if not piece:
            self._part(one)
        elif one in self._hubs:
            self.pieces += 1
            self._heard(self.pieces)

    def _part(self, one: socket.socket) -> None:
        for each in (one, self._others[one]):
            self._selector.unregister(each)
            del self._others[each]
            self._hubs.discard(each)
            each.close()
