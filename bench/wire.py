"""The measuring end: an MQTT 5 client without a thread, so that nothing but the wire stands between it and a figure."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Struct
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from bench.bare import without_delay

PATIENCE = 30.0


class Heard(Struct, frozen=True):
    """A message, and when it came (`time.monotonic`, which every process of this machine shares)."""

    at: float
    topic: str
    payload: bytes

    @property
    def said(self) -> dict[str, Any]:
        """The JSON in it."""
        return json.loads(self.payload) if self.payload else {}


class Wire:
    """Says things, and writes down what it hears and when."""

    def __init__(self, host: str, port: int, *topics: str) -> None:
        self.heard: list[Heard] = []
        self._subscribed = 0
        self._client = Client(CallbackAPIVersion.VERSION2, protocol=MQTTProtocolVersion.MQTTv5)
        self._client.on_socket_open = without_delay
        self._client.on_message = self._came
        self._client.on_subscribe = self._on_subscribe
        self._client.max_inflight_messages_set(1000)
        self._client.connect(host, port)
        self.until(self._client.is_connected, "the broker answers")
        for topic in topics:
            self._client.subscribe(topic, 1)
        self.until(lambda: self._subscribed == len(topics), "the broker takes our subscriptions")

    def say(self, topic: str, payload: str | dict[str, Any], retain: bool = False) -> float:
        """Publish, and the moment before."""
        body = payload if isinstance(payload, str) else json.dumps(payload)
        began = time.monotonic()
        self._client.publish(topic, body, 1, retain)
        return began

    def until(self, true: Callable[[], Any], what: str, within: float = PATIENCE) -> Any:
        """Listen until something is true, and return it."""
        give_up = time.monotonic() + within
        while not (found := true()):
            if time.monotonic() > give_up:
                raise TimeoutError(f"waited {within:.0f} s in vain until {what}")
            self._client.loop(0.05)
        return found

    def listen(self, seconds: float) -> None:
        """Listen for some time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self._client.loop(min(left, 0.05))

    def next(self, since: int, wanted: Callable[[Heard], bool], what: str) -> Heard:
        """The first wanted message after the first `since` that were heard."""
        place = [since]

        def found() -> Heard | None:
            while place[0] < len(self.heard):
                one = self.heard[place[0]]
                place[0] += 1
                if wanted(one):
                    return one
            return None

        one: Heard = self.until(found, what)
        return one

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop(0.05)

    def _came(self, _client: Client, _data: Any, message: MQTTMessage) -> None:
        self.heard.append(Heard(time.monotonic(), message.topic, message.payload))

    def _on_subscribe(self, *_: Any) -> None:
        self._subscribed += 1


@contextmanager
def wire(host: str, port: int, *topics: str) -> Iterator[Wire]:
    """A connected wire, gone at the end."""
    connected = Wire(host, port, *topics)
    try:
        yield connected
    finally:
        connected.close()
