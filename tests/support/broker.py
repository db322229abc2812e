"""A real mosquitto on a free loopback port, one for each test that wants one."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.ports import free_port

PROGRAM = shutil.which("mosquitto") or "/usr/sbin/mosquitto"
SHIPPED = Path(__file__).parents[2] / "config" / "mosquitto.conf"
OURS_ONLY = ("listener", "persistence_location", "persistence", "allow_anonymous")
"""Lines of the shipped file that a test sets for itself."""
START_PATIENCE = 30.0


class RealBroker:
    """A mosquitto that can be killed and started again on the same port.

    `shipped`: with the settings of config/mosquitto.conf; else a stock one. `acl`: lines of an ACL file.
    `passwords`: user -> password. `extra`: more lines of settings.
    """

    def __init__(
        self,
        folder: Path,
        *,
        shipped: bool = False,
        persistent: bool = False,
        acl: str | None = None,
        passwords: dict[str, str] | None = None,
        extra: str = "",
    ) -> None:
        self.port = free_port()
        self.url = f"mqtt://127.0.0.1:{self.port}"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)
        # Started as root, mosquitto becomes the user "mosquitto", who must be able to read and write here.
        folder.chmod(0o777)
        self._settings = folder / "mosquitto.conf"
        self._write(self._settings, self._lines(shipped, persistent, acl, passwords or {}, extra))

    def start(self) -> None:
        """Start, and wait until it answers."""
        log = (self._folder / "mosquitto.log").open("ab")
        with log:
            self._process = subprocess.Popen([PROGRAM, "-c", str(self._settings)], stdout=log, stderr=log)
        deadline = time.monotonic() + START_PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise AssertionError(f"mosquitto did not start:\n{self.log}")
            time.sleep(0.005)

    def kill(self) -> None:
        """As a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def stop(self) -> None:
        """A clean stop: with persistence, the sessions are saved."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            self._process = None

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The running program."""
        assert self._process is not None
        return self._process

    @property
    def log(self) -> str:
        """What it wrote."""
        return (self._folder / "mosquitto.log").read_text(errors="replace")

    def _lines(self, shipped: bool, persistent: bool, acl: str | None, passwords: dict[str, str], extra: str) -> str:
        lines = [f"listener {self.port} 127.0.0.1", f"allow_anonymous {'false' if passwords else 'true'}", extra]
        if shipped:
            lines += [line for line in SHIPPED.read_text().splitlines() if not line.startswith(OURS_ONLY)]
        if persistent:
            lines += ["persistence true", f"persistence_location {self._folder}/"]
        if acl is not None:
            lines.append(f"acl_file {self._write(self._folder / 'acl', acl)}")
        if passwords:
            lines.append(f"password_file {self._passwords(passwords)}")
        return "\n".join(lines) + "\n"

    def _passwords(self, passwords: dict[str, str]) -> Path:
        path = self._write(self._folder / "passwords", "")
        for user, password in passwords.items():
            subprocess.run(["mosquitto_passwd", "-b", str(path), user, password], check=True, capture_output=True)
        path.chmod(0o644)
        return path

    def _write(self, path: Path, text: str) -> Path:
        path.write_text(text)
        path.chmod(0o644)
        return path

    def _answers(self) -> bool:
        with socket.socket() as tried:
            tried.settimeout(0.5)
            return tried.connect_ex(("127.0.0.1", self.port)) == 0


@contextmanager
def broker(
    *,
    shipped: bool = False,
    persistent: bool = False,
    acl: str | None = None,
    passwords: dict[str, str] | None = None,
    extra: str = "",
) -> Iterator[RealBroker]:
    """A running mosquitto, gone at the end."""
    folder = Path(tempfile.mkdtemp(prefix="carehub-broker-"))
    running = RealBroker(folder, shipped=shipped, persistent=persistent, acl=acl, passwords=passwords, extra=extra)
    try:
        running.start()
        yield running
    finally:
        running.kill()
        shutil.rmtree(folder, ignore_errors=True)
