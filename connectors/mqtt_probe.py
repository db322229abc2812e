"""A short look at a broker, for `carehub check`: does it let us in, what does it keep, how long is its queue.

Blocks, for a few seconds at most, and makes no thread. It never uses the client id of the hub, which may be running.
"""

import time
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from connectors.mqtt_messages import SUCCESS_BELOW, Broker

WITHIN = 3.0
"""Seconds for the connection, and for each thing that is asked of it."""
QUIET = 1.0
"""Seconds without a retained message after which the broker has none: it sends them as soon as it has subscribed us.
A short pause of a busy machine is not taken for that."""
QUEUED = 1_100
"""Messages that must wait for a client that is away: more than the 1,000 that a stock mosquitto keeps."""
QUEUE_WITHIN, QUEUE_QUIET = 15.0, 2.0
"""Seconds for all of them, and without one after which no more come: a pause must not be told as lost messages."""
FORGOTTEN_AFTER = 30
"""Seconds after which the broker forgets the session of the probe, should it not end it itself."""
LARGEST_SHOWN = 2**20
"""Bytes. zigbee2mqtt's `bridge/info` carries the schema of its settings and is some 100 KB long."""


class Probed(Struct, frozen=True, kw_only=True):
    """What a broker showed. `because`: why we could not connect. `kept`: topic -> retained text. `refused`: topics."""

    connected: bool
    because: str = ""
    kept: dict[str, str] = {}
    refused: tuple[str, ...] = ()


def look(broker: Broker, topics: tuple[str, ...] = ()) -> Probed:
    """Connect, and read what the broker keeps under these topics."""
    probe = _Probe(broker)
    try:
        because = probe.connect(clean=True)
        if because:
            return Probed(connected=False, because=because)
        refused = probe.subscribe(topics)
        probe.run(lambda: len(probe.came) >= len(topics) - len(refused), QUIET)
        return Probed(connected=True, kept=dict(probe.came), refused=refused)
    finally:
        probe.leave(keep=False)


def waiting_room(broker: Broker, topic: str) -> int | None:
    """How many of `QUEUED` messages the broker kept for a client that was away. None: it would not let us try."""
    away, sender = _Probe(broker), _Probe(broker, "-sender")
    try:
        if away.connect(clean=True) or away.subscribe((topic,)):
            return None
        away.leave(keep=True)
        if sender.connect(clean=True) or not sender.publish(topic, QUEUED):
            return None
        if away.connect(clean=False):
            return None
        away.run(lambda: away.count >= QUEUED, QUEUE_QUIET, QUEUE_WITHIN)
        return away.count
    finally:
        sender.leave(keep=False)
        away.leave(keep=False)


class _Probe:
    """One client, driven by hand until what it waits for has come."""

    def __init__(self, broker: Broker, suffix: str = "") -> None:
        self._broker = broker
        self._id = f"{broker.client_id}{suffix}"
        self.came: dict[str, str] = {}
        self.count = 0
        self._last = 0.0
        self._codes: list[ReasonCode] = []
        self._because = ""
        self._refused: list[list[bool]] = []
        self._published: list[bool] = []
        self._client = self._new()

    def connect(self, *, clean: bool) -> str:
        """Why the broker does not have us; empty if it has."""
        self._codes, self._because = [], ""
        asked = _properties(PacketTypes.CONNECT)
        asked.SessionExpiryInterval = FORGOTTEN_AFTER
        asked.ReceiveMaximum = 1000
        try:
            self._client.connect(self._broker.host, self._broker.port, 20, clean_start=clean, properties=asked)
        except (OSError, ValueError) as problem:
            return str(problem)
        self.run(lambda: bool(self._codes))
        if not self._codes:
            return self._because or f"no answer in {WITHIN:.0f} s"
        return str(self._codes[0]) if self._codes[0].is_failure else ""

    def subscribe(self, topics: tuple[str, ...]) -> tuple[str, ...]:
        """Subscribe; the answer is the topics that the broker refused."""
        if not topics:
            return ()
        self._refused = []
        self._client.subscribe([(topic, SubscribeOptions(qos=1)) for topic in topics])
        self.run(lambda: bool(self._refused))
        refused = self._refused[0] if self._refused else [True] * len(topics)
        return tuple(topic for topic, no in zip(topics, refused, strict=False) if no)

    def publish(self, topic: str, count: int) -> bool:
        """Send so many messages; True if the broker took all of them."""
        expires = _properties(PacketTypes.PUBLISH)
        expires.MessageExpiryInterval = FORGOTTEN_AFTER
        for number in range(count):
            self._client.publish(topic, str(number), qos=1, properties=expires)
        self.run(lambda: len(self._published) >= count, within=QUEUE_WITHIN)
        return len(self._published) >= count and all(self._published)

    def run(self, done: Callable[[], bool], quiet: float = WITHIN, within: float = WITHIN) -> None:
        """Work until `done()`, nothing came for `quiet` seconds, `within` is over, or the connection is lost."""
        began = self._last = time.monotonic()
        while not done():
            now = time.monotonic()
            over = now - began > within or now - self._last > quiet
            if over or self._client.loop(0.05) != MQTTErrorCode.MQTT_ERR_SUCCESS:
                return

    def leave(self, *, keep: bool) -> None:
        """Say goodbye; without `keep` the broker forgets the session at once."""
        goodbye = _properties(PacketTypes.DISCONNECT)
        goodbye.SessionExpiryInterval = FORGOTTEN_AFTER if keep else 0
        self._client.disconnect(properties=goodbye)
        until = time.monotonic() + QUIET
        while self._client.socket() is not None and time.monotonic() < until:
            self._client.loop(0.05)

    def _new(self) -> Client:
        client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=self._id,
            protocol=MQTTProtocolVersion.MQTTv5,
            reconnect_on_failure=False,
        )
        client.connect_timeout = WITHIN
        client.max_inflight_messages_set(1000)
        if self._broker.user is not None:
            client.username_pw_set(self._broker.user, self._broker.password)
        if self._broker.encrypted:
            client.tls_set()
        client.on_connect, client.on_disconnect = self._on_connect, self._on_disconnect
        client.on_subscribe, client.on_publish = self._on_subscribe, self._on_publish
        client.on_message = self._on_message
        return client

    def _on_connect(self, _client: Client, _data: Any, _flags: Any, code: ReasonCode, _given: Any) -> None:
        self._codes.append(code)

    def _on_disconnect(self, _client: Client, _data: Any, _flags: Any, code: ReasonCode, _given: Any) -> None:
        self._because = str(code)

    def _on_subscribe(self, _client: Client, _data: Any, _number: int, codes: list[ReasonCode], _given: Any) -> None:
        self._refused.append([code.value >= SUCCESS_BELOW for code in codes])

    def _on_publish(self, _client: Client, _data: Any, _number: int, code: ReasonCode, _given: Any) -> None:
        self._last = time.monotonic()
        self._published.append(code.value < SUCCESS_BELOW)

    def _on_message(self, _client: Client, _data: Any, message: MQTTMessage) -> None:
        self._last = time.monotonic()
        self.count += 1
        self.came[message.topic] = bytes(message.payload[:LARGEST_SHOWN]).decode(errors="replace")


def _properties(packet: int) -> Properties:
    return Properties(packet)  # type: ignore[no-untyped-call]
