"""The other end of a broker: a plain MQTT 5 client that says things and writes down what it hears."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

PATIENCE = 30.0
"""Seconds that anything may take on a busy build server."""
Does = Callable[[Client, Any, MQTTMessage], Any]


@dataclass
class Peer:
    """A connected client. `heard` grows as messages come."""

    client: Client
    heard: list[MQTTMessage] = field(default_factory=list)
    _subscribed: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.client.on_message = lambda _client, _data, message: self.heard.append(message)
        self.client.on_subscribe = lambda _client, _data, number, _codes, _given: self._subscribed.append(number)

    def hear(self, topic: str, does: Does | None = None) -> None:
        """Hear a topic, or let `does` hear it; wait until the broker knows: what is said before, nobody is told."""
        if does is not None:
            self.client.message_callback_add(topic, does)
        _, number = self.client.subscribe(topic, 1)
        wait(lambda: number in self._subscribed, f"the peer's subscription to {topic}")

    def say(
        self,
        topic: str,
        payload: bytes | str,
        *,
        qos: int = 1,
        retain: bool = False,
        respond_to: str | None = None,
        correlation: bytes | None = None,
    ) -> None:
        """Publish, and wait until the broker has it."""
        self.send(topic, payload, qos=qos, retain=retain, respond_to=respond_to, correlation=correlation)
        self.flush()

    def send(self, topic: str, payload: bytes | str, *, qos: int = 1, retain: bool = False, **given: Any) -> None:
        """Publish without waiting."""
        properties = Properties(PacketTypes.PUBLISH)  # type: ignore[no-untyped-call]
        if given.get("respond_to"):
            properties.ResponseTopic = given["respond_to"]
        if given.get("correlation"):
            properties.CorrelationData = given["correlation"]
        self._last = self.client.publish(topic, payload, qos, retain, properties)

    def flush(self) -> None:
        """Wait until the broker has what was sent last."""
        self._last.wait_for_publish(PATIENCE)
        assert self._last.is_published(), "the broker did not take the message"

    def on(self, topic: str) -> list[MQTTMessage]:
        """What was heard on a topic."""
        return [message for message in self.heard if message.topic == topic]


def wait(true: Callable[[], object], what: str) -> None:
    """Wait until something is true; fail loudly if it never is."""
    deadline = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < deadline, f"waited {PATIENCE:.0f} s in vain for {what}"
        time.sleep(0.005)


@contextmanager
def peer(port: int, *topics: str, user: str | None = None, password: str | None = None) -> Iterator[Peer]:
    """A connected client that hears `topics`."""
    client = Client(CallbackAPIVersion.VERSION2, protocol=MQTTProtocolVersion.MQTTv5)
    client.max_inflight_messages_set(1000)
    if user is not None:
        client.username_pw_set(user, password)
    connected = Peer(client)
    client.connect("127.0.0.1", port)
    client.loop_start()
    try:
        wait(client.is_connected, "the peer to connect")
        for topic in topics:
            connected.hear(topic)
        yield connected
    finally:
        client.disconnect()
        client.loop_stop()
