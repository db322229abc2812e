"""A `carehub` command as a process of its own, that runs while the test plays the home."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

from tests.support.home import ROOT, RunningHub

WITHIN = 30.0
AGAIN = 0.5
Begin = Callable[..., "Command"]
"""Starts a command; the fixture `begin` ends whatever it started, however the test ends."""


class Command:
    """It runs from now on."""

    def __init__(
        self, hub: RunningHub, *words: str, terminal: int | None = None, screen: int | None = None
    ) -> None:  # fmt: skip
        line = [sys.executable, "-m", "hub", *words, "--config", str(hub.settings)]
        self._process = subprocess.Popen(
            line, cwd=ROOT, env=hub.environment, text=True, start_new_session=True,
            stdin=subprocess.DEVNULL if terminal is None else terminal, stderr=subprocess.PIPE,
            stdout=subprocess.PIPE if screen is None else screen,
        )  # fmt: skip

    @property
    def runs(self) -> bool:
        """Whether it has not ended yet."""
        return self._process.poll() is None

    def signal(self, number: signal.Signals = signal.SIGINT) -> None:
        """Ctrl-C, or another signal."""
        self._process.send_signal(number)

    def ends(self, *codes: int) -> tuple[str, str]:
        """Wait until it ends by itself, with 0 or one of these codes; what it said, and what it said of trouble."""
        said, trouble = self._process.communicate(timeout=WITHIN)
        assert self._process.returncode in (codes or (0,)), (self._process.returncode, said, trouble)
        return said, trouble

    def ends_when(self, speaks: Callable[[], object]) -> tuple[str, str]:
        """Let a device speak until the command ends, as a person presses again.

        Once is not enough: the command hears a new name only when zigbee2mqtt has said yes to it, a moment later.
        """
        give_up = time.monotonic() + WITHIN
        while self.runs and time.monotonic() < give_up:
            speaks()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(AGAIN)
        return self.ends()

    def kill(self) -> None:
        """End it, if it still runs, and take what is left of it."""
        self._process.kill()
        self._process.communicate(timeout=WITHIN)
