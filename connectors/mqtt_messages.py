"""What goes over an MQTT connection, as plain data, and the order in which messages are acknowledged."""

from collections import deque
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct

PORTS = {"mqtt": 1883, "mqtts": 8883}
SUCCESS_BELOW = 128
"""MQTT 5 section 2.4: reason codes of 0x80 and more are failures."""


class Broker(Struct, frozen=True, kw_only=True):
    """Where a broker is, and who we are to it. `url` is `mqtt://host[:port]`, or `mqtts://` for TLS."""

    url: str
    client_id: str
    user: str | None = None
    password: str | None = None

    @property
    def host(self) -> str:
        """The broker's name or address."""
        return urlsplit(self.url).hostname or ""

    @property
    def port(self) -> int:
        """The broker's port: the one written, else the usual one of the scheme."""
        written = urlsplit(self.url)
        return written.port or PORTS[written.scheme]

    @property
    def encrypted(self) -> bool:
        """True if the connection is made with TLS."""
        return urlsplit(self.url).scheme == "mqtts"


class Heard(Struct, frozen=True):
    """A topic filter to subscribe to. `as_published`: keep the sender's retain flag on live messages."""

    topic: str
    qos: Literal[0, 1] = 1
    as_published: bool = False


class Incoming(Struct, frozen=True, kw_only=True):
    """A message that came. `ack` gives it back to the broker as dealt with; call it on the event loop.

    `connection` numbers the connection that brought it; once that connection has gone, `ack` does nothing, and the
    broker sends the message again.
    """

    topic: str
    payload: bytes
    retained: bool
    qos: int
    connection: int
    ack: Callable[[], None]
    respond_to: str | None = None
    correlation: bytes | None = None


class Outgoing(Struct, frozen=True, kw_only=True):
    """A message to send. `expires`: how long a broker may keep it for somebody who is away."""

    topic: str
    payload: bytes
    qos: Literal[0, 1] = 1
    retain: bool = False
    expires: timedelta | None = None
    content_type: str | None = None
    properties: tuple[tuple[str, str], ...] = ()
    respond_to: str | None = None
    correlation: bytes | None = None


class PublishResult(Struct, frozen=True, kw_only=True):
    """What the broker said to a publish. `code` is the MQTT 5 reason code; None: the broker said nothing.

    `unreachable`: there was no connection, so it cannot have gone out.
    """

    ok: bool
    because: str
    code: int | None = None
    unreachable: bool = False


class _Waiting:
    """One message that has not been acknowledged."""

    __slots__ = ("done", "number")

    def __init__(self, number: int) -> None:
        self.number, self.done = number, False


class Acks:
    """Acknowledges the messages of one connection in the order in which they came.

    MQTT 5 section 4.6 asks for that order. An early ack is held until everything before it is acknowledged.
    """

    def __init__(self, send: Callable[[int], object]) -> None:
        self._send = send
        self._waiting: deque[_Waiting] = deque()
        self._closed = False

    def expect(self, number: int) -> Callable[[], None]:
        """Remember a message that came; the answer acknowledges it."""
        waiting = _Waiting(number)
        self._waiting.append(waiting)
        return partial(self._acknowledge, waiting)

    def close(self) -> None:
        """The connection is over: no ack of it may reach another one, where its number means something else."""
        self._closed = True
        self._waiting.clear()

    def _acknowledge(self, waiting: _Waiting) -> None:
        waiting.done = True
        while not self._closed and self._waiting and self._waiting[0].done:
            self._send(self._waiting.popleft().number)
