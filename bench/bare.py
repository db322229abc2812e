"""The limit: the least that a durable alarm can be. Message in, committed (FULL), message out. No hub, no people.

`python -m bench.bare HOST PORT FOLDER TOPIC` answers each message on TOPIC/in with one on TOPIC/out.
"""

import select
import socket
import sqlite3
import sys
import time
from pathlib import Path
from typing import Any

from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion


def store(folder: Path) -> sqlite3.Connection:
    """A store as the hub's: WAL, FULL, small pages."""
    folder.mkdir(parents=True, exist_ok=True)
    conn = sqlite3.connect(folder / "bare.db", isolation_level=None)
    conn.execute("PRAGMA page_size = 1024")
    conn.execute("PRAGMA journal_mode = WAL")
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute("CREATE TABLE IF NOT EXISTS journal (seq INTEGER PRIMARY KEY, at REAL, body BLOB)")
    return conn


def without_delay(_client: Client, _data: Any, connected: socket.socket) -> None:
    """Nagle's wait would cost 40 ms."""
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def main(host: str, port: int, folder: Path, topic: str) -> None:
    conn = store(folder)
    client = Client(CallbackAPIVersion.VERSION2, protocol=MQTTProtocolVersion.MQTTv5, manual_ack=True)
    client.on_socket_open = without_delay

    def came(_client: Client, _data: Any, message: MQTTMessage) -> None:
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("INSERT INTO journal (at, body) VALUES (?, ?)", (time.time(), message.payload))
        conn.execute("COMMIT")
        client.publish(f"{topic}/out", message.payload, 1)
        client.ack(message.mid, 1)

    client.on_connect = lambda *_: client.subscribe(f"{topic}/in", 1)
    client.on_subscribe = lambda *_: print("ready", flush=True)
    client.on_message = came
    client.connect(host, port)
    while True:
        select.select([client.socket()], [], [], 1.0)
        client.loop_read()
        while client.want_write():
            client.loop_write()
        client.loop_misc()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
