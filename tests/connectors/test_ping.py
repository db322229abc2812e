"""A dead-man ping: what is asked for, and what is said when it does not arrive. Nobody's name, and not the address."""

import socket
import time
from collections.abc import Iterator

import pytest

from connectors import ping as module
from connectors.ping import ping
from tests.support.outside import Outside


@pytest.fixture
def outside() -> Iterator[Outside]:
    with Outside() as running:
        yield running


def test_all_is_well(outside: Outside) -> None:
    assert ping(outside.url) == ""
    assert [(path.rpartition("/")[2][:8], body) for _, path, body in outside.pings] == [("0a1b2c3d", "")]


def test_the_hub_is_ill(outside: Outside) -> None:
    assert ping(f"{outside.url}/", "stopped, outbox") == ""
    ((_, path, body),) = outside.pings
    assert path.endswith("0000/fail") and body == "stopped, outbox"


def test_what_stands_behind_a_question_mark_stays_there(outside: Outside) -> None:
    assert ping(f"{outside.url}?create=1", "frozen") == ""
    assert outside.pings[0][1].endswith("/fail?create=1")


def test_a_service_that_is_not_there(outside: Outside) -> None:
    url = outside.url
    outside.unreachable()
    trouble = ping(url)
    assert trouble == "it cannot be reached (ConnectionRefusedError)"


def test_a_name_that_nobody_knows() -> None:
    assert ping("https://nobody.invalid/ping/secret") in (
        "its name cannot be looked up", "it cannot be reached (OSError)",
    )  # fmt: skip


def answering(answer: bytes) -> Iterator[str]:
    """A server that answers one request so; nothing at all if there is no answer."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/secret"
        connection, _ = listening.accept()
        connection.recv(1000)
        connection.sendall(answer)
        connection.close()


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "the service answered 404"),
        (b"HTTP/1.1 301 Moved\r\nLocation: http://elsewhere/\r\nContent-Length: 0\r\n\r\n", "the service answered 301"),
        (b"no HTTP at all\r\n", "it cannot be reached (BadStatusLine)"),
        (b"", "it cannot be reached (RemoteDisconnected)"),
    ],
)
def test_an_answer_that_is_none(answer: bytes, says: str) -> None:
    from threading import Thread

    server = answering(answer)
    url = next(server)
    thread = Thread(target=lambda: next(server, None))
    thread.start()
    trouble = ping(url)
    thread.join(5)
    assert trouble == says and "secret" not in trouble


def test_a_service_that_never_answers_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIME_OUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        assert ping(f"http://127.0.0.1:{silent.getsockname()[1]}/secret") == "no answer in 0 s"
        assert time.monotonic() - began < 5


def test_a_certificate_that_is_not_trusted_is_no_ping(outside: Outside) -> None:
    """Who stands in between must not swallow the pings, nor be able to send them on later."""
    trouble = ping(outside.url.replace("http://", "https://"))
    assert trouble.startswith("it cannot be reached (SSL")
    assert outside.pings == []
