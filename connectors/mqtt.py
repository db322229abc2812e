"""One lasting MQTT 5 connection: messages in with manual acknowledgement, messages out with the broker's answer.

Each connection is a fresh paho client with a network thread of its own, so that nothing of an old connection (a late
PUBACK, a publish given up as timed out) can leave by a new one. The thread keeps the connection alive while the event
loop is held up by a slow card; it only hands messages over, everything else happens on the loop.
"""

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from msgspec import Struct
from paho.mqtt.client import Client, MQTTMessage, error_string
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode, MQTTProtocolVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from connectors.backoff import Backoff
from connectors.mqtt_messages import SUCCESS_BELOW, Acks, Broker, Heard, Incoming, Outgoing, PublishResult
from connectors.mqtt_network import Network, no_properties, properties_of, topic_of

RECEIVE_MAXIMUM = 1000
"""How many unacknowledged messages a broker may send (design section 3). The bound of what waits in the hub."""
SESSION_EXPIRY = timedelta(days=30)
"""How long a broker keeps our session. Long enough for a hospital stay with the power off; an abandoned hub goes."""
KEEPALIVE = 20
"""Seconds. A dead connection is noticed by us in 40 s and by the broker in 30 s (behaviour 5 allows 60 s)."""
CONNECT_TIMEOUT = 5.0
PUBLISH_TIMEOUT = 5.0
CLOSE_TIMEOUT = 1.0
SETTLED = 10.0
"""Seconds. A connection that ends sooner counts as a failed attempt: two hubs with the same id would else throw each
other out many times a second."""
LARGEST = 16 * 2**20
"""Bytes. A broker must not send us more at once; zigbee2mqtt's device list of a large home is about 1 MB."""
SENT_AT_ONCE = 20
"""Publishes that wait for the broker's answer at the same time, if the broker allows as many."""
TURN = 20
"""Messages handled before others get a turn on the event loop."""
BEHIND = 0.005
"""Seconds. How often the network thread looks whether the loop has caught up."""

LinkCallback = Callable[[bool, str], None]


class _Joined(Struct, frozen=True):
    """The broker accepted the connection."""

    room: int


class _Ended(Struct, frozen=True):
    """The connection is over, or never came to be."""

    because: str


class _Came(Struct, frozen=True):
    """Messages came."""

    messages: list[MQTTMessage]


class _Refused(Struct, frozen=True):
    """The broker refused some of our subscriptions."""

    topics: tuple[str, ...]


_Happened = _Joined | _Ended | _Came | _Refused


class _Connection:
    """One TCP connection and its thread. Methods that begin with `_on` run in the thread, all others on the loop."""

    def __init__(self, number: int, broker: Broker, will: Outgoing | None, lasting: timedelta) -> None:
        self.number, self._broker, self._will, self._lasting = number, broker, will, lasting
        self.happened: asyncio.Queue[_Happened] = asyncio.Queue()
        self.up = False
        self._loop = asyncio.get_running_loop()
        self._since: float | None = None
        self._closing = False
        self._gone = asyncio.Event()
        self._because = ""
        self._came = self.handled = 0
        self._asked: dict[int, tuple[str, ...]] = {}
        self._unanswered: dict[int, asyncio.Future[PublishResult]] = {}
        self._room = asyncio.Semaphore(SENT_AT_ONCE)
        self._client = self._new_client()
        self._wire = Network(self._client, self._on_messages)
        self.acks = Acks(self._send_ack)

    @property
    def waiting(self) -> int:
        """How many messages have come and are not handled yet. Each count has one writer, so no lock is needed."""
        return self._came - self.handled

    def start(self) -> None:
        """Connect, in a thread."""
        threading.Thread(target=self._network, name=f"mqtt {self._broker.client_id}", daemon=True).start()

    def joined(self, room: int) -> None:
        """The broker accepted us, and lets `room` publishes wait for its answer."""
        self.up = True
        self._since = self._loop.time()
        self._room = asyncio.Semaphore(min(SENT_AT_ONCE, room))

    @property
    def settled(self) -> bool:
        """True if the broker kept us long enough to call it a connection."""
        return self._since is not None and self._loop.time() - self._since >= SETTLED

    def subscribe(self, heard: Iterable[Heard]) -> None:
        """Ask for these topics."""
        wanted = [(each.topic, SubscribeOptions(qos=each.qos, retainAsPublished=each.as_published)) for each in heard]
        if wanted:
            _, number = self._client.subscribe(wanted)
            if number is not None:
                self._asked[number] = tuple(topic for topic, _ in wanted)

    def take(self, message: MQTTMessage) -> Incoming:
        """The message in our words."""
        self.handled += 1
        given = message.properties
        return Incoming(
            topic=topic_of(message),
            payload=bytes(message.payload),
            retained=message.retain,
            qos=message.qos,
            connection=self.number,
            ack=self.acks.expect(message.mid) if message.qos else _nothing,
            respond_to=getattr(given, "ResponseTopic", None),
            correlation=getattr(given, "CorrelationData", None),
        )

    async def publish(self, message: Outgoing) -> PublishResult:
        """Send, and wait for the broker's answer."""
        try:
            async with asyncio.timeout(PUBLISH_TIMEOUT), self._room:
                return await self._publish(message)
        except TimeoutError:
            return PublishResult(ok=False, because=f"no answer from the broker in {PUBLISH_TIMEOUT:.0f} s")

    async def close(self) -> None:
        """Say goodbye (the broker then publishes our will, if there is one) and let the thread end."""
        self._closing = True
        self.over("closed")
        goodbye = "Disconnect with will message" if self._will else "Normal disconnection"
        self._client.disconnect(ReasonCode(PacketTypes.DISCONNECT, goodbye))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_TIMEOUT):
                await self._gone.wait()

    def over(self, because: str) -> None:
        """Nothing more may be sent or acknowledged here; whoever waits for an answer hears that there is none."""
        self.up = False
        self.acks.close()
        for future in self._unanswered.values():
            if not future.done():
                future.set_result(PublishResult(ok=False, because=f"connection lost: {because}"))

    async def _publish(self, message: Outgoing) -> PublishResult:
        properties = properties_of(PacketTypes.PUBLISH, message)
        sent = self._client.publish(message.topic, message.payload, message.qos, message.retain, properties)
        if sent.rc != MQTTErrorCode.MQTT_ERR_SUCCESS or not self.up:
            return PublishResult(ok=False, because=f"not sent: {error_string(sent.rc)}", unreachable=True)
        future: asyncio.Future[PublishResult] = self._loop.create_future()
        self._unanswered[sent.mid] = future
        try:
            return await future
        finally:
            del self._unanswered[sent.mid]

    def _answered(self, number: int, code: ReasonCode) -> None:
        future = self._unanswered.get(number)
        if future is not None and not future.done():
            ok = code.value < SUCCESS_BELOW
            future.set_result(PublishResult(ok=ok, because=str(code), code=code.value))

    def _subscribed(self, number: int, codes: list[ReasonCode]) -> None:
        asked = self._asked.pop(number, ())
        refused = tuple(topic for topic, code in zip(asked, codes, strict=False) if code.value >= SUCCESS_BELOW)
        if refused:
            self.happened.put_nowait(_Refused(refused))

    def _ended(self, because: str) -> None:
        self._gone.set()
        self.over(because)
        self.happened.put_nowait(_Ended(because))

    def _send_ack(self, number: int) -> None:
        self._client.ack(number, 1)

    def _new_client(self) -> Client:
        client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=self._broker.client_id,
            protocol=MQTTProtocolVersion.MQTTv5,
            reconnect_on_failure=False,
            manual_ack=True,
        )
        client.connect_timeout = CONNECT_TIMEOUT
        if self._broker.user is not None:
            client.username_pw_set(self._broker.user, self._broker.password)
        if self._broker.encrypted:
            client.tls_set()
        if self._will:
            kept = properties_of(PacketTypes.WILLMESSAGE, self._will)
            client.will_set(self._will.topic, self._will.payload, self._will.qos, self._will.retain, kept)
        self._listen(client)
        return client

    def _listen(self, client: Client) -> None:
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_publish = self._on_publish
        client.on_subscribe = self._on_subscribe

    def _network(self) -> None:
        because = "the network thread stopped"
        try:
            because = self._serve()
        except (OSError, ValueError) as problem:
            because = str(problem)
        finally:
            self._wire.close()
            self._tell(self._ended, self._because or because)

    def _serve(self) -> str:
        """Connect and stay until it ends; the answer is why it ended. Runs in the thread."""
        properties = no_properties(PacketTypes.CONNECT)
        properties.SessionExpiryInterval = int(self._lasting.total_seconds())
        properties.ReceiveMaximum = RECEIVE_MAXIMUM
        properties.MaximumPacketSize = LARGEST
        host, port, anew = self._broker.host, self._broker.port, not self._lasting
        self._client.connect(host, port, KEEPALIVE, clean_start=anew, properties=properties)
        return error_string(self._wire.until_it_ends())

    def _on_connect(self, client: Client, _data: Any, _flags: Any, code: ReasonCode, given: Properties | None) -> None:
        if code.is_failure:
            self._because = f"refused by the broker: {code}"
        elif self._closing:
            client.disconnect()
        else:
            room = getattr(given, "ReceiveMaximum", SENT_AT_ONCE)
            self._tell(self.happened.put_nowait, _Joined(room))

    def _on_disconnect(self, _client: Client, _data: Any, flags: Any, code: ReasonCode, _given: Any) -> None:
        if flags.is_disconnect_packet_from_server:
            self._because = f"closed by the broker: {code}"

    def _on_messages(self, messages: list[MQTTMessage]) -> None:
        # QoS 1 is bounded by Receive Maximum; this also bounds QoS 0, by reading no further while the loop is behind.
        while self.waiting >= RECEIVE_MAXIMUM and not self._closing:
            time.sleep(BEHIND)
        self._came += len(messages)
        self._tell(self.happened.put_nowait, _Came(messages))

    def _on_publish(self, _client: Client, _data: Any, number: int, code: ReasonCode, _given: Any) -> None:
        self._tell(self._answered, number, code)

    def _on_subscribe(self, _client: Client, _data: Any, number: int, codes: list[ReasonCode], _given: Any) -> None:
        self._tell(self._subscribed, number, codes)

    def _tell(self, callback: Callable[..., None], *values: Any) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has been closed: nobody is there to be told
            self._loop.call_soon_threadsafe(callback, *values)


class Session:
    """A lasting MQTT session: connects, subscribes, and connects again until cancelled.

    `on_message` and `on_link(up, because)` are called on the event loop, in order. `on_refused` hears topics that the
    broker does not let us subscribe to. An exception in them ends `run`.

    `lasting`: how long the broker keeps our subscriptions and messages while we are away. Zero: not at all, and what an
    earlier session of this id has left is wiped.
    """

    def __init__(
        self,
        broker: Broker,
        heard: Iterable[Heard],
        *,
        on_message: Callable[[Incoming], None],
        on_link: LinkCallback,
        on_refused: Callable[[tuple[str, ...]], None],
        backoff: Backoff,
        will: Outgoing | None = None,
        lasting: timedelta = SESSION_EXPIRY,
    ) -> None:
        self._broker, self._will, self._backoff, self._lasting = broker, will, backoff, lasting
        self._heard = dict.fromkeys(heard)
        self._on_message, self._on_link, self._on_refused = on_message, on_link, on_refused
        self._connection: _Connection | None = None
        self._number = 0
        self._told_up: bool | None = None

    @property
    def up(self) -> bool:
        """True while the broker has us."""
        return self._connection is not None and self._connection.up

    @property
    def waiting(self) -> int:
        """How many messages have come and are not handled yet."""
        return self._connection.waiting if self._connection is not None else 0

    async def run(self) -> None:
        """Stay connected until cancelled."""
        while True:
            because = await self._one_connection()
            self._tell_link(False, because)
            await asyncio.sleep(self._backoff.wait())

    def hear(self, heard: Iterable[Heard]) -> None:
        """Subscribe to more, now and after every reconnect."""
        if not heard:
            return
        new = [each for each in heard if each not in self._heard]
        self._heard.update(dict.fromkeys(new))
        if self._connection is not None and self._connection.up:
            self._connection.subscribe(new)

    async def publish(self, message: Outgoing) -> PublishResult:
        """Send a message; the answer is the broker's, within 5 s. Never queues: not connected is a failure at once."""
        connection = self._connection
        if connection is None or not connection.up:
            return PublishResult(ok=False, because="not connected", unreachable=True)
        return await connection.publish(message)

    async def _one_connection(self) -> str:
        self._number += 1
        self._connection = connection = _Connection(self._number, self._broker, self._will, self._lasting)
        connection.start()
        try:
            return await self._follow(connection)
        finally:
            self._connection = None
            if connection.settled:
                self._backoff.reset()
            await connection.close()

    async def _follow(self, connection: _Connection) -> str:
        while not isinstance(happened := await connection.happened.get(), _Ended):
            if isinstance(happened, _Came):
                await self._deliver(connection, happened.messages)
            else:
                self._handle(connection, happened)
        return happened.because

    async def _deliver(self, connection: _Connection, messages: list[MQTTMessage]) -> None:
        for message in messages:
            self._on_message(connection.take(message))
            if connection.handled % TURN == 0:
                await asyncio.sleep(0)

    def _handle(self, connection: _Connection, happened: _Joined | _Refused) -> None:
        match happened:
            case _Joined(room):
                connection.joined(room)
                self._tell_link(True, "connected")
                connection.subscribe(self._heard)
            case _Refused(topics):
                self._on_refused(topics)

    def _tell_link(self, up: bool, because: str) -> None:
        if up != self._told_up:
            self._told_up = up
            self._on_link(up, because)


def _nothing() -> None:
    """The ack of a message that needs none."""
