"""The socket of one MQTT connection: waits for it, reads and writes it until it ends. Runs in the network thread.

Paho's own loop wakes its thread through a TCP connection to itself that has no TCP_NODELAY and is left open at the end.
Here a pair of unix sockets does it; the rest is paho's interface for other event loops.
"""

import contextlib
import select
import socket
import sys
from collections.abc import Callable
from typing import Any

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import MQTTErrorCode
from paho.mqtt.properties import Properties

from connectors.mqtt_messages import Outgoing

IDLE = 1.0
"""Seconds. How often an idle connection looks whether a ping is due."""
TOGETHER = 50
"""Messages handed over together at the most: few enough that acknowledgements leave in between."""
GOING_ON = MQTTErrorCode.MQTT_ERR_SUCCESS


class Network:
    """Turns the wheel of a paho client. Only this thread writes: what others send is queued by paho, and wakes it.

    `hand_over` gets the messages that came together, in order; while it waits, nothing more is read.
    """

    def __init__(self, client: Client, hand_over: Callable[[list[MQTTMessage]], None]) -> None:
        self._client, self._hand_over = client, hand_over
        self._came: list[MQTTMessage] = []
        self._woken, self._waker = socket.socketpair()
        self._woken.setblocking(False)
        self._waker.setblocking(False)
        client.on_socket_register_write = self._wake
        client.on_socket_open = _without_delay
        client.on_message = self._on_message

    def until_it_ends(self) -> MQTTErrorCode:
        """Read and write until the connection is over; the answer is paho's reason. Connect first."""
        code = GOING_ON
        while code == GOING_ON:
            code = self._turn()
        return code

    def close(self) -> None:
        """Give the sockets back. The thread has ended."""
        self._woken.close()
        self._waker.close()

    def _turn(self) -> MQTTErrorCode:
        connected: Any = self._client.socket()
        if connected is None:
            return MQTTErrorCode.MQTT_ERR_NO_CONN
        # What TLS has decrypted already does not make the socket readable.
        held = connected.pending() > 0 if hasattr(connected, "pending") else False
        writing = [connected] if self._client.want_write() else []
        readable, _, _ = select.select([connected, self._woken], writing, [], 0.0 if held else IDLE)
        if self._woken in readable:
            self._woken.recv(4096)
        code = self._read() if held or connected in readable else GOING_ON
        if code == GOING_ON and self._client.want_write():
            code = self._client.loop_write()
        return code or self._client.loop_misc()

    def _read(self) -> MQTTErrorCode:
        """Read on while whole messages come: a wait for each of them would cost as much as the message."""
        code, before = GOING_ON, -1
        while code == GOING_ON and before < len(self._came) < TOGETHER:
            before = len(self._came)
            code = self._client.loop_read()
        if self._came:
            came, self._came = self._came, []
            self._hand_over(came)
        return code

    def _on_message(self, _client: Client, _data: Any, message: MQTTMessage) -> None:
        self._came.append(message)

    def _wake(self, _client: Client, _data: Any, _socket: Any) -> None:
        with contextlib.suppress(OSError):  # full: it is awake anyway; closed: there is nothing to wake
            self._waker.send(b"!")


class SharedTables(Properties):
    """Paho's properties, with the tables of MQTT 5's names made once instead of for every message.

    They are never changed. Making them took a third of the hub's processor time under load (docs/adr/0021).
    """

    _TABLES = {name: value for name, value in vars(Properties(1)).items() if name != "packetType"}  # type: ignore[no-untyped-call]  # noqa: RUF012

    def __init__(self, kind: int) -> None:
        self.__dict__.update(self._TABLES, packetType=kind)

    def clear(self) -> None:
        """Forget what was set. Paho asks for each of 27 names before it reads a message into a new set."""
        for name in self.__dict__.keys() - self._TABLES.keys() - {"packetType"}:
            del self.__dict__[name]


def _share() -> None:
    """Every module of paho has the name for itself; in which one messages are read differs between versions."""
    of_paho = (module for name, module in tuple(sys.modules.items()) if name.startswith("paho.mqtt."))
    for module in of_paho:
        if module.__name__ != Properties.__module__ and getattr(module, "Properties", None) is Properties:
            setattr(module, "Properties", SharedTables)  # noqa: B010 - the name is not exported there


_share()


def no_properties(kind: int) -> Properties:
    """An empty set of MQTT 5 properties for one kind of packet."""
    return SharedTables(kind)


def properties_of(kind: int, message: Outgoing) -> Properties:
    """What a message carries beside its payload."""
    properties = no_properties(kind)
    if message.expires is not None:
        properties.MessageExpiryInterval = max(1, int(message.expires.total_seconds()))
    if message.content_type is not None:
        properties.ContentType = message.content_type
    if message.properties:
        properties.UserProperty = list(message.properties)
    if message.respond_to is not None:
        properties.ResponseTopic = message.respond_to
    if message.correlation is not None:
        properties.CorrelationData = message.correlation
    return properties


def topic_of(message: MQTTMessage) -> str:
    """The topic; empty if it is not UTF-8, which no broker should let through."""
    try:
        return message.topic
    except UnicodeDecodeError:
        return ""


def _without_delay(_client: Client, _data: Any, connected: Any) -> None:
    """Nagle's wait costs 40 ms for a lone event (design section 11)."""
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
