"""What a benchmark runs on: a broker, a carrier, the bare program, and hubs, each a process of its own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Any

from paho.mqtt.client import Client
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion

from bench.flood import ROOMS, devices
from bench.wire import Heard, Wire, wire
from tests.support.broker import broker
from tests.support.carrier import ACCOUNT, SENDER, TOKEN
from tests.support.home import ANNA, BEN, ROOT, RunningHub, twilio

HUB = f"bench-{os.getpid()}"
BASE = f"z2m-{os.getpid()}"
CENTRE_STATE = "carehub/centre/state"


def home_of(buttons: int) -> str:
    """A flat with the twenty devices of the flood, smoke and leak sensors, an exit door, and help buttons."""
    lines = [f'[hub]\nid = "{HUB}"\ndata = "{{folder}}/data"']
    lines += ['[[residents]]\nid = "mary"\nname = "Mary S"\naddress_hint = "12 Elm Rd"']
    lines += ['[[rooms]]\nid = "hall"\nname = "Hall"\nexit = true']
    lines += [f'[[rooms]]\nid = "{room}"\nname = "{room.title()}"' for room in ROOMS]
    lines += [_device(name, use, name.partition(" ")[0]) for name, use in devices().items()]
    lines += [_device("front door", "exit door", "hall"), _device("hall motion", "motion", "hall")]
    lines += [_device("smoke", "smoke", "hall"), _device("leak", "leak", "kitchen"), _device("lamp", "other", "hall")]
    lines += [f'[[devices]]\nid = "{_button(n)}"\nname = "Button {n}"\nuse = "help button"' for n in range(buttons)]
    lines += [f'[[contacts]]\nid = "anna"\nname = "Anna"\nphone = "{ANNA}"']
    lines += [f'[[contacts]]\nid = "ben"\nname = "Ben"\nphone = "{BEN}"']
    lines += ['[[ladder]]\ntell = ["centre", "anna"]\nwait = "10m"\n[[ladder]]\ntell = ["ben"]\nwait = "10m"\n']
    return "\n".join(lines)


def _device(name: str, use: str, room: str) -> str:
    return f'[[devices]]\nid = "{name}"\nname = "{name.capitalize()}"\nuse = "{use}"\nroom = "{room}"'


def _button(n: int) -> str:
    return f"button {n:04d}"


class Carrier:
    """The fake carrier in a process of its own. `sent` grows as it takes texts."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.support.carrier"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        assert self._process.stdout
        self.url: str = json.loads(self._process.stdout.readline())["url"]
        self.sent: list[dict[str, Any]] = []
        threading.Thread(target=self._read, daemon=True).start()

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(5)

    def _read(self) -> None:
        assert self._process.stdout
        decoder = json.JSONDecoder()
        for line in self._process.stdout:
            rest = line.decode().strip()
            while rest:  # texts taken in the same moment may share a line
                told, end = decoder.raw_decode(rest)
                self.sent.append(told)
                rest = rest[end:].strip()


class Hub(RunningHub):
    """A hub in the benchmark's home, on the benchmark's broker."""

    def __init__(self, stage: "Stage", folder: Path, buttons: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        super().__init__(folder, token=TOKEN)
        url = f"mqtt://{stage.host}:{stage.port}"
        ways = [f'[mqtt]\nurl = "{url}"\nzigbee2mqtt_topic = "{BASE}"\n', f'[centre]\nurl = "{url}"\n']
        ways += [twilio(stage.carrier.url, ACCOUNT, SENDER)]
        self.write(home_of(buttons).replace("{folder}", str(folder)) + "".join(ways))
        self.stage = stage

    @property
    def store(self) -> Path:
        """The file of its store."""
        return self.folder / "data" / "carehub.db"

    def hears_the_centre(self) -> None:
        """Wait until the hub is connected both ways, knows that somebody listens, and has loaded its carrier."""
        self.until(lambda: self.ask("status")["links"].get("centre listening") == "up", "the hub hears the centre")
        self.until(lambda: self.ask("status")["links"].get("broker") == "up", "the hub hears the home")
        self.until(self._prepared, "the hub has loaded its carrier's client")

    def _prepared(self) -> bool:
        """Twilio's client is loaded, off the loop: the processor is at rest for half a second."""
        from bench.proc import seconds

        before = seconds(self.pid)
        time.sleep(0.5)
        return seconds(self.pid) - before < 0.03


class Stage:
    """Everything that stays for a whole run."""

    def __init__(self, host: str, port: int, folder: Path, carrier: Carrier) -> None:
        self.host, self.port, self.folder, self.carrier = host, port, folder, carrier
        self._numbers = iter(range(1_000_000))

    @contextmanager
    def hub(self, buttons: int = 1) -> Iterator[Hub]:
        """A fresh hub that runs and hears the centre; its folder, and its session at the broker, go afterwards."""
        hub = Hub(self, self.folder / f"hub{next(self._numbers)}", buttons)
        try:
            with hub:
                hub.hears_the_centre()
                yield hub
        finally:
            self.forget()
            shutil.rmtree(hub.folder, ignore_errors=True)

    def wire(self, *topics: str) -> AbstractContextManager[Wire]:
        """The measuring end."""
        return wire(self.host, self.port, *topics)

    @contextmanager
    def centre(self) -> Iterator["Centre"]:
        """Somebody at the centre, who hears every incident."""
        with self.wire(f"carehub/{HUB}/incident/+", f"bare-{HUB}/out") as connected:
            connected.say(CENTRE_STATE, {"online": True}, retain=True)
            yield Centre(connected)

    @contextmanager
    def bare(self) -> Iterator[str]:
        """The bare program, running; yields its topic."""
        topic = f"bare-{HUB}"
        command = [sys.executable, "-m", "bench.bare", self.host, str(self.port), str(self.folder / "bare"), topic]
        with _child(command) as process:
            assert process.stdout
            process.stdout.readline()
            yield topic

    @contextmanager
    def flood(self, count: int, pace: float = 0.0) -> Iterator[Callable[[], float]]:
        """Readings, ready to be let go: call it, and it returns the moment at which they began."""
        command = [sys.executable, "-m", "bench.flood", self.host, str(self.port), BASE, str(count), str(pace)]
        with _child(command) as process:
            assert process.stdout
            assert process.stdin
            process.stdout.readline()

            def go() -> float:
                assert process.stdin
                process.stdin.write(b"go\n")
                process.stdin.flush()
                return time.monotonic()

            yield go

    def forget(self) -> None:
        """Leave nothing at the broker: no session of the hub, and nothing retained."""
        for way in ("home", "centre"):
            client = Client(CallbackAPIVersion.VERSION2, f"carehub-{HUB}-{way}", protocol=MQTTProtocolVersion.MQTTv5)
            client.connect(self.host, self.port, clean_start=True)
            client.loop(0.5)
            client.disconnect()
        with self.wire(f"carehub/{HUB}/#") as connected:
            connected.listen(0.3)
            for topic in {one.topic for one in connected.heard}:
                connected.say(topic, "", retain=True)
            connected.say(CENTRE_STATE, "", retain=True)
            connected.listen(0.2)


class Centre:
    """Presses buttons in the home, and waits for what the centre is told."""

    def __init__(self, connected: Wire) -> None:
        self.wire = connected
        self.seen: set[str] = set()
        self._commands = 0

    def press(self, button: int) -> tuple[float, Heard]:
        """Press a help button; when, and the first document of the incident that it opened."""
        since = len(self.wire.heard)
        began = self.wire.say(f"{BASE}/{_button(button)}", {"action": "emergency", "linkquality": 90})
        return began, self.told(since)

    def told(self, since: int) -> Heard:
        """The first document of a new incident."""
        told = self.wire.next(since, self.is_new, "the centre is told of the press")
        self.seen.add(told.said["id"])
        return told

    def all_told(self, count: int) -> dict[str, float]:
        """When each of `count` new incidents was first heard of. Each message is looked at once."""
        first: dict[str, float] = {}
        looked = 0

        def enough() -> bool:
            nonlocal looked
            for one in self.wire.heard[looked:]:
                looked += 1
                if self.is_new(one):
                    first.setdefault(one.said["id"], one.at)
            return len(first) >= count

        self.wire.until(enough, f"the centre is told of {count} incidents")
        return first

    def close(self, incident: str) -> None:
        """Close an incident, and wait for its last document."""
        since, self._commands = len(self.wire.heard), self._commands + 1
        command = {"id": f"c{self._commands}-{incident}", "type": "close", "incident": incident, "by": "Sue"}
        self.wire.say(f"carehub/{HUB}/command", command | {"outcome": "test"})
        self.wire.next(since, lambda one: one.said.get("id") == incident and one.said["state"] == "closed", "the close")

    def ping(self, topic: str) -> float:
        """Seconds through the bare program."""
        since = len(self.wire.heard)
        began = self.wire.say(f"{topic}/in", {"action": "emergency", "linkquality": 90})
        return self.wire.next(since, lambda one: one.topic == f"{topic}/out", "the bare program answers").at - began

    def is_new(self, one: Heard) -> bool:
        """True for a document of an open incident that was not told before."""
        said = one.said if "/incident/" in one.topic else {}
        return bool(said) and said["state"] != "closed" and said["class"] == "life" and said["id"] not in self.seen


@contextmanager
def _child(command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(5)


class Staging:
    """Sets the stage: `with Staging(None) as stage`, or with the address of a broker that is there already."""

    def __init__(self, given: str | None) -> None:
        self._given, self._stack = given, ExitStack()

    def __enter__(self) -> Stage:
        with ExitStack() as stack:
            folder = Path(tempfile.mkdtemp(prefix="carehub-bench-"))
            stack.callback(shutil.rmtree, folder, ignore_errors=True)
            pulse = Path(tempfile.mkdtemp(prefix="carehub-bench-", dir="/dev/shm"))
            stack.callback(shutil.rmtree, pulse, ignore_errors=True)
            os.environ["RUNTIME_DIRECTORY"] = str(pulse)  # as under systemd: pulse.json is in memory
            carrier = Carrier()
            stack.callback(carrier.stop)
            host, port = self._broker(stack)
            self._stack = stack.pop_all()
            return Stage(host, port, folder, carrier)

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _broker(self, stack: ExitStack) -> tuple[str, int]:
        if self._given is None:
            return "127.0.0.1", stack.enter_context(broker(shipped=True, persistent=True)).port
        host, _, port = self._given.rpartition(":")
        return host or "127.0.0.1", int(port)


__all__ = ["BASE", "HUB", "Centre", "Hub", "Stage", "Staging"]
