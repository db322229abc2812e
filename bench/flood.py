"""Ordinary readings as a home's zigbee2mqtt sends them: at a steady pace, or as fast as the broker takes them.

`python -m bench.flood HOST PORT BASE COUNT [PACE]`. Speaks just enough MQTT 3.1.1 (QoS 1) itself, from packets made
beforehand, so that the publisher takes next to nothing of the processor that the hub is measured on.
"""

import json
import socket
import sys
import threading
import time
from collections.abc import Iterator

WINDOW = 900
"""Messages that may wait for the broker's PUBACK: below what a home's network would ever queue."""
ROOMS = ("bedroom", "bathroom", "kitchen", "lounge")


def devices() -> dict[str, str]:
    """The twenty devices that speak in a flood, and their use."""
    inner = [(f"{room} {what}", use) for room in ROOMS for what, use in (
        ("motion", "motion"), ("climate", "temperature"), ("door", "door"), ("plug", "plug"), ("presence", "presence"),
    )]  # fmt: skip
    return dict(inner)


def payload(name: str, n: int) -> str:
    """What this device says for the n-th time, as its converter writes it."""
    rest = {"battery": 90 - n % 3, "voltage": 2990, "linkquality": 80 + n % 40}
    said: dict[str, object] = {
        "motion": {"occupancy": n % 2 == 0, "illuminance": n % 50, **rest},
        "climate": {"temperature": 18 + n % 60 / 10, "humidity": 40 + n % 200 / 10, **rest},
        "door": {"contact": n % 2 == 0, **rest},
        "plug": {"power": n % 900 / 10, "energy": n / 1000, "state": "ON", "linkquality": 120},
        "presence": {"presence": n % 2 == 0, "illuminance": n % 50, "linkquality": 110},
    }[name.rpartition(" ")[2]]  # type: ignore[assignment]
    return json.dumps(said)


def packets(base: str, count: int) -> Iterator[bytes]:
    """PUBLISH packets, QoS 1."""
    names = list(devices())
    for n in range(count):
        name = names[n % len(names)]
        topic = f"{base}/{name}".encode()
        number = n % 60_000 + 1
        body = payload(name, n // len(names)).encode()
        whole = len(topic).to_bytes(2) + topic + number.to_bytes(2) + body
        yield b"\x32" + _length(len(whole)) + whole


def _length(size: int) -> bytes:
    done = bytearray()
    while True:
        size, low = divmod(size, 128)
        done.append(low | (128 if size else 0))
        if not size:
            return bytes(done)


def connected(host: str, port: int) -> socket.socket:
    """A connection that the broker has accepted."""
    channel = socket.create_connection((host, port))
    channel.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    name = f"flood{time.monotonic_ns()}".encode()
    rest = b"\x00\x04MQTT\x04\x02\x00\x00" + len(name).to_bytes(2) + name
    channel.sendall(b"\x10" + _length(len(rest)) + rest)
    if channel.recv(4)[3] != 0:
        raise ConnectionRefusedError("the broker does not let us publish")
    return channel


class Flood:
    """Sends packets, never more than `WINDOW` ahead of the broker."""

    def __init__(self, host: str, port: int) -> None:
        self._channel = connected(host, port)
        self._acked = 0
        self._room = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, whole: list[bytes], pace: float) -> None:
        """All of them; `pace` a second, or (0) as fast as they are taken."""
        began = time.monotonic()
        step = max(1, int(pace / 50)) if pace else 100
        for first in range(0, len(whole), step):
            self._wait_for_room(first + step - WINDOW)
            self._channel.sendall(b"".join(whole[first : first + step]))
            if pace and (ahead := began + (first + step) / pace - time.monotonic()) > 0:
                time.sleep(ahead)
        self._wait_for_room(len(whole))

    def _wait_for_room(self, acked: int) -> None:
        with self._room:
            self._room.wait_for(lambda: self._acked >= acked, 60)

    def _read(self) -> None:
        taken = 0
        while came := self._channel.recv(65536):
            taken += len(came)
            with self._room:
                self._acked = taken // 4  # a PUBACK has four bytes, and nothing else comes
                self._room.notify()


def main(host: str, port: int, base: str, count: int, pace: float) -> None:
    flood = Flood(host, port)
    whole = list(packets(base, count))
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.monotonic()
    flood.send(whole, pace)
    print(json.dumps({"began": began, "took": time.monotonic() - began}), flush=True)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(given[0], int(given[1]), given[2], int(given[3]), float(given[4]) if len(given) > 4 else 0.0)
