"""A real hub as a process of its own, with the settings of a small home, for end-to-end tests and benchmarks."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

from tests.support.peer import Peer

ANNA, BEN = "+447700900111", "+447700900112"
ROOT = Path(__file__).parents[2]

HOME = """
[hub]
id = "e2e"
data = "{folder}/data"
[[residents]]
id = "mary"
name = "Mary S"
address_hint = "12 Elm Rd"
[[rooms]]
id = "hall"
name = "Hall"
exit = true
[[devices]]
id = "pendant"
name = "Mary's pendant"
use = "help button"
worn_by = "mary"
[[devices]]
id = "hall motion"
name = "Hall motion"
room = "hall"
use = "motion"
[[contacts]]
id = "anna"
name = "Anna"
phone = "{anna}"
[[contacts]]
id = "ben"
name = "Ben"
phone = "{ben}"
"""
LADDER = """
[[ladder]]
tell = ["anna"]
wait = "2m"
[[ladder]]
tell = ["ben"]
wait = "3m"
"""


def zigbee(port: int) -> str:
    """The section for a broker on this port."""
    return f'[mqtt]\nurl = "mqtt://127.0.0.1:{port}"\n'


def centre(port: int) -> str:
    """A centre on this port."""
    return f'[centre]\nurl = "mqtt://127.0.0.1:{port}"\n'


def twilio(url: str, account: str, sender: str) -> str:
    """Texts through the fake carrier; the token comes from the environment."""
    return (
        f'[sms]\nprovider = "twilio"\nsender = "{sender}"\naccount = "{account}"\n'
        f'token = {{ env = "CARRIER_TOKEN" }}\napi_base = "{url}"\n'
    )


class RunningHub:
    """A hub that runs, can be killed and started again, and is stopped at the end of the block."""

    def __init__(
        self,
        folder: Path,
        *sections: str,
        ladder: str = LADDER,
        token: str = "",
        before: Iterable[str] = (),
        home: str = HOME,
    ) -> None:
        self.folder = folder
        self.settings = folder / "hub.toml"
        self.log = folder / "hub.log"
        self.write("".join([home.format(folder=folder, anna=ANNA, ben=BEN), ladder, *sections]))
        self.before = tuple(before)
        self.inside = False
        self.environment = {**os.environ, "CARRIER_TOKEN": token, "PYTHONUNBUFFERED": "1", "PYTHONFAULTHANDLER": "1"}
        self._process: subprocess.Popen[bytes] | None = None

    def write(self, toml: str) -> None:
        """Write the settings file."""
        self.settings.write_text(toml)

    def change(self, old: str, new: str) -> None:
        """Change the settings file in one place."""
        toml = self.settings.read_text()
        assert old in toml, f"not in the settings: {old}"
        self.write(toml.replace(old, new))

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:  # nobody calls __exit__ then
            self._end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self.stop()
        finally:
            self._end()

    def _end(self) -> None:
        """Whatever happened, its process does not stay."""
        if self._process is not None and self._process.poll() is None:
            with suppress(OSError, ValueError):  # it may have no lock yet
                self._signal(signal.SIGKILL)
            self._process.kill()
            self._process.wait(30)

    @property
    def pid(self) -> int:
        """The hub's process; not that of a program which runs it."""
        return int((self.data / "hub.lock").read_text())

    @property
    def data(self) -> Path:
        """Its data folder; if that is on a disk which only the hub sees, as it sees it."""
        seen = f"/proc/{self._process.pid}/root" if self.inside and self._process else ""
        return Path(f"{seen}{self.folder}/data")

    def start(self, ready: bool = True) -> None:
        """Start the hub, and wait until it answers on its socket."""
        command = [*self.before, sys.executable, "-m", "hub", "run", "--config", str(self.settings)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        if ready:
            self.until(self.answers, "the hub answers")

    def answers(self) -> bool:
        """Whether the hub answers on its socket."""
        assert self._process is not None
        if self._process.poll() is not None:
            raise AssertionError(f"the hub ended with {self._process.returncode}:\n{self.log.read_text()[-3000:]}")
        return bool(self.ask("status", may_fail=True))

    def kill(self) -> None:
        """End it as a power cut would: no goodbye."""
        assert self._process is not None
        self._signal(signal.SIGKILL)
        self._process.wait(30)

    def stop(self) -> None:
        """Stop it cleanly; it must end by itself and say that all went well."""
        if self._process is None or self._process.poll() is not None:
            return
        self.terminate()
        try:
            code = self._process.wait(30)
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGABRT)  # with PYTHONFAULTHANDLER, it says where it hangs
            code = self._process.wait(5)
        assert code == 0, f"the hub ended with {code}:\n{self.log.read_text()[-3000:]}"

    def reload(self) -> None:
        """Tell it that its settings have changed."""
        assert self._process is not None
        self._signal(signal.SIGHUP)

    def terminate(self) -> None:
        """Ask it to stop, and do not wait."""
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        assert self._process is not None
        with suppress(ProcessLookupError):
            os.kill(self.pid if self.before else self._process.pid, number)

    def ended(self) -> int | None:
        """How the process ended, if it has."""
        assert self._process is not None
        return self._process.poll()

    def ask(self, do: str, may_fail: bool = False, **more: Any) -> Any:
        """Ask over hub.sock, as the commands do."""
        from hub.shell.socket import HubNotRunning, ask

        try:
            answer = ask(self.data, {"do": do, **more})
            assert answer["ok"], answer
            return answer.get(do, answer)
        except HubNotRunning:
            if may_fail:
                return None
            raise

    def link(self, name: str) -> str:
        """What the hub knows of a link: "up", or that it is down and why; empty if nothing yet."""
        return str(self.ask("status")["links"].get(name, ""))

    def unreadable(self) -> dict[str, int]:
        """The kinds of input that could not be read, and how often each came."""
        return {what: each["count"] for what, each in self.ask("status")["unreadable input"].items()}

    def hears(self, home: Peer) -> None:
        """Wait until it hears the home: what is said before its first subscription, no broker keeps for it."""
        home.say("zigbee2mqtt/bridge/state", '{"state":"online"}', retain=True)
        self.until(lambda: self.link("zigbee2mqtt") == "up", "the hub hears zigbee2mqtt")

    def incidents(self, closed: bool = True) -> list[dict[str, Any]]:
        """Every incident, newest first."""
        found: list[dict[str, Any]] = self.ask("incidents", all=closed)
        return found

    def carehub(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command as a person would."""
        command = [sys.executable, "-m", "hub", *words, "--config", str(self.settings)]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )

    @staticmethod
    def until(true: Callable[[], object], what: str, within: float = 60.0) -> Any:
        """Wait until something is true, and return it."""
        give_up = time.monotonic() + within
        while True:
            if found := true():
                return found
            assert time.monotonic() < give_up, f"waited {within:.0f} s in vain until {what}"
            time.sleep(0.02)


def press(**more: Any) -> str:
    """The payload of a help button."""
    return json.dumps({"action": "emergency", **more})
