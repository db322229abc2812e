"""Sue and her program at the centre: takes documents, sends commands, and writes down every answer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from tests.support.home import RunningHub
from tests.support.peer import Peer, peer

TOPICS = ("carehub/e2e/#",)
wait = RunningHub.until


class Sue:
    """Somebody at the centre of the hub called "e2e"; the same connection also speaks for the sensors."""

    def __init__(self, at: Peer) -> None:
        self.peer = at
        self.say, self.send, self.flush = at.say, at.send, at.flush
        self._ids = count(1)

    def listens(self, hub: RunningHub) -> None:
        """Say that the centre is there, and wait until the hub knows it and hears the home."""
        self.say("carehub/centre/state", '{"online": true}', retain=True)
        hub.hears(self.peer)
        wait(lambda: hub.link("centre listening") == "up", "the hub knows that somebody listens")

    def press(self, name: str = "pendant", **more: Any) -> None:
        """Somebody presses a help button."""
        self.say(f"zigbee2mqtt/{name}", json.dumps({"action": "emergency", **more}))

    def documents(self, incident: str = "") -> list[dict[str, Any]]:
        """The incident documents that came, without those that only empty a retained one."""
        came = [m for m in self.peer.heard if "/incident/" in str(m.topic) and m.payload]
        read = [json.loads(m.payload) for m in came]
        return [document for document in read if not incident or document["id"] == incident]

    def newest(self) -> dict[str, dict[str, Any]]:
        """The newest document of each incident."""
        return {document["id"]: document for document in self.documents()}

    def of(self, kind: str) -> list[dict[str, Any]]:
        """The newest documents of one kind of incident."""
        return [document for document in self.newest().values() if document["kind"] == kind]

    def until(self, kind: str, *states: str, within: float = 60.0) -> dict[str, Any]:
        """Wait until the newest document of the only incident of a kind says one of these states."""

        def found() -> dict[str, Any] | None:
            newest = self.of(kind)
            assert len(newest) <= 1, f"more than one: {newest}"
            return newest[0] if newest and newest[0]["state"] in states else None

        document: dict[str, Any] = wait(found, f"{kind} is {' or '.join(states)}", within)
        return document

    def received(self, kind: str = "help") -> dict[str, Any]:
        """Her program takes the incident, and says so."""
        document = self.until(kind, "raised", "acknowledged", "travelling", "with_resident")
        self.does("received", document["id"])
        return document

    def does(self, what: str, incident: str, **more: Any) -> str:
        """Send a command, and return its id."""
        number = f"c{next(self._ids)}"
        self.command(json.dumps({"id": number, "type": what, "incident": incident, "by": "Sue", **more}))
        return number

    def command(self, payload: str | bytes, **more: Any) -> None:
        """Send a command as it is."""
        self.say("carehub/e2e/command", payload, **more)

    def answer(self, command: str) -> dict[str, Any]:
        """Wait for the hub's answer to a command."""
        found: list[dict[str, Any]] = wait(
            lambda: [r for r in self.results() if r["id"] == command], f"an answer to {command}"
        )
        return found[0]

    def results(self) -> list[dict[str, Any]]:
        """Every answer of the hub so far."""
        return [json.loads(m.payload) for m in self.peer.on("carehub/e2e/result")]


@contextmanager
def sue(port: int, *more: str) -> Iterator[Sue]:
    """Sue, connected; she hears `more` topics beside those of the hub."""
    with peer(port, *TOPICS, *more) as connected:
        yield Sue(connected)
