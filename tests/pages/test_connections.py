"""Whoever connects and asks nothing keeps nobody out: real sockets, the server as `carehub pages` configures it."""

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPSConnection
from threading import Thread

import pytest

from hub.pages import live
from hub.pages.accounts import sessions
from hub.pages.guard import connections, cookies, size
from hub.pages.guard.connections import Connections
from hub.pages.papers import Papers, papers
from hub.pages.serving import Server, configured
from hub.pages.site import Site
from tests.pages.conftest import everybody

SOON = 1.0
"""Seconds that these servers wait for a request: ten would be as good, and slow. A busy one shakes hands within it."""
AT_ONCE = 9.0
"""Seconds after which something that happens at once has not happened."""
STRANGER = "127.0.0.2"


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    return papers(tmp_path_factory.mktemp("papers"), "demo", "127.0.0.1", ())


class Served:
    """Pages that listen on a port of their own."""

    def __init__(self, site: Site, ours: Papers | None, **limits: float) -> None:
        self.ours = ours
        config = configured(site, ours, Connections(**limits))  # type: ignore[arg-type]
        config.port = 0
        self._server = Server(config)
        self._thread = Thread(target=self._server.run)
        self._thread.start()
        until(lambda: self._server.started)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]

    def ends(self) -> None:
        self._server.ends()
        self._thread.join(AT_ONCE)
        assert not self._thread.is_alive()

    def plain(self, source: str = "127.0.0.1") -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=AT_ONCE, source_address=(source, 0))

    def secured(self, source: str = "127.0.0.1") -> socket.socket:
        """A connection on which one can ask: after the handshake, where there is one."""
        one = self.plain(source)
        return self._trust().wrap_socket(one, server_hostname="127.0.0.1") if self.ours else one

    def _trust(self) -> ssl.SSLContext:
        assert self.ours is not None
        return ssl.create_default_context(cafile=self.ours.authority)

    def asked(self, path: str = "/alive") -> int:
        at: HTTPConnection
        if self.ours:
            at = HTTPSConnection("127.0.0.1", self.port, timeout=AT_ONCE, context=self._trust())
        else:
            at = HTTPConnection("127.0.0.1", self.port, timeout=AT_ONCE)
        try:
            at.request("GET", path)
            return at.getresponse().status
        finally:
            at.close()


Serve = Callable[..., Served]


@pytest.fixture(params=["http", "https"])
def serve(request: pytest.FixtureRequest, site: Site, trusted: Papers) -> Iterator[Serve]:
    with ExitStack() as ends:

        def served(**limits: float) -> Served:
            made = Served(site, trusted if request.param == "https" else None, **limits)
            ends.callback(made.ends)
            return made

        yield served


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + AT_ONCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def let_go(one: socket.socket) -> float:
    """Seconds until the other side has ended it."""
    began = time.monotonic()
    try:
        while one.recv(4096):
            pass
    except ConnectionError:
        pass
    return time.monotonic() - began


def heard_until(one: socket.socket, what: bytes) -> bytes:
    heard = b""
    while what not in heard:
        said = one.recv(4096)
        assert said, heard
        heard += said
    return heard


def test_silent_connections_keep_nobody_out(serve: Serve) -> None:
    pages = serve()
    with ExitStack() as held:
        for _ in range(connections.MOST + 20):
            held.enter_context(pages.plain())
        for _ in range(3):
            assert pages.asked() == 200


def test_whoever_says_nothing_is_let_go(serve: Serve) -> None:
    pages = serve(head=SOON)
    with pages.plain() as never, pages.secured() as nothing, pages.secured() as half:
        half.sendall(b"GET /alive HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        assert max(let_go(never), let_go(nothing), let_go(half)) < AT_ONCE - 1


def test_letter_by_letter_buys_no_time(serve: Serve) -> None:
    pages = serve(head=SOON)
    with pages.secured() as slow:
        slow.sendall(b"GET /alive HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ")
        began = time.monotonic()
        with pytest.raises(OSError):  # noqa: PT011 - reset, broken, or an end of TLS: each is an end
            while time.monotonic() < began + AT_ONCE:
                slow.sendall(b"x")
                time.sleep(SOON / 8)
        assert time.monotonic() < began + AT_ONCE


def test_the_next_request_is_waited_for_no_longer_than_the_first(serve: Serve) -> None:
    pages = serve(head=3 * SOON)
    with pages.secured() as one:
        for _ in range(2):
            one.sendall(b"GET /alive HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            heard_until(one, b"ok\n")
        one.sendall(b"GET /al")  # uvicorn's own limit between two requests ends with the first letter
        assert let_go(one) < AT_ONCE - 1


def test_a_form_that_never_ends_is_let_go(serve: Serve) -> None:
    pages = serve(body=SOON)
    with pages.secured() as one:
        one.sendall(b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n"
                    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nname=")  # fmt: skip
        assert let_go(one) < AT_ONCE - 1


def test_a_file_that_comes_on_is_waited_for(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "LEAST", 1000)
    monkeypatch.setitem(size.UPLOADS, "/sign-in", 10_000_000)
    pages = serve(body=SOON)
    with pages.secured() as one:
        one.sendall(b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5000000\r\n"
                    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nname=")  # fmt: skip
        began = time.monotonic()
        while time.monotonic() < began + 3 * SOON:
            one.sendall(b"x" * 1000)
            time.sleep(SOON / 20)
        assert let_go(one) < AT_ONCE - 1


def test_one_address_gets_so_many_and_another_is_served_meanwhile(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "is_this_machine", lambda address: address != STRANGER)
    pages = serve(each=3)
    with ExitStack() as held:
        first = held.enter_context(pages.plain(STRANGER))
        more = [held.enter_context(pages.plain(STRANGER)) for _ in range(3)]
        let_go(first)
        for one in more:
            one.settimeout(0.05)
            with pytest.raises(TimeoutError):
                one.recv(1)
        assert pages.asked() == 200


def test_the_streams_of_twenty_browsers_go_on_while_others_are_let_go(
    serve: Serve, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "BEATS", SOON)
    everybody(site)
    anna = next(each for each in site.accounts.people() if each.role == "carer")
    token = sessions.begin(site.accounts.conn, anna.id, "", False, site.now())
    pages = serve(head=3 * SOON)
    name = cookies.named(cookies.SESSION, bool(pages.ours))
    asks = f"GET /live?of=incidents HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {name}={token}\r\n\r\n".encode()
    with ExitStack() as held:
        streams = list[socket.socket]()
        for _ in range(20):  # each asks as soon as it may: however long all twenty take, none of them is late
            each = held.enter_context(pages.secured())
            each.sendall(asks)
            assert b"200 OK" in heard_until(each, b"data: ")
            streams.append(each)
        for _ in range(connections.MOST + 20):
            held.enter_context(pages.plain())
        began = time.monotonic()
        while time.monotonic() < began + 4 * SOON:
            for each in streams:
                heard_until(each, b"data: ")
        assert pages.asked() == 200
