"""`make run` as a newcomer sees it: a help call raised, texted, answered and closed, and what to look at next."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.home import ROOT, RunningHub

wait = RunningHub.until
WITHIN = 30.0
"""Seconds from the hub's start to the end of the story."""
ANSWERS_AFTER = 12.0
"""Seconds in which the newcomer may be quicker than the simulated contact."""


class Demo:
    """A demo that runs in a fresh folder, and what it has shown."""

    def __init__(self, folder: Path) -> None:
        self.settings = folder / "demo.toml"
        shipped = (ROOT / "config" / "demo.toml").read_text()
        assert 'data = "var/demo"' in shipped
        self.settings.write_text(shipped.replace('data = "var/demo"', f'data = "{folder}/data"'))
        self._screen = folder / "screen"
        self.began = time.monotonic()

    @contextmanager
    def running(self) -> Iterator[None]:
        """It runs within, and ends well when Ctrl-C is pressed."""
        command = [sys.executable, "-m", "hub", "run", "--config", str(self.settings), "--demo"]
        with self._screen.open("wb") as screen:
            hub = subprocess.Popen(
                command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=screen, stderr=screen, env=_plain()
            )
        try:
            yield
            hub.send_signal(signal.SIGINT)
            assert hub.wait(10) == 0, self.shown()
        finally:
            hub.kill()
            hub.wait()
        assert "Traceback" not in self.shown()

    def shown(self) -> str:
        """Everything on the screen so far, with each run of spaces and line ends as one space."""
        return " ".join(self._screen.read_text().split())

    def shows(self, words: str) -> None:
        """Wait until it says this; no later than the whole story may take."""
        left = self.began + WITHIN - time.monotonic()
        try:
            wait(lambda: words in self.shown(), f"it shows {words!r}", within=left)
        except AssertionError as late:
            raise AssertionError(f"{late}; on the screen: {self._screen.read_text()}") from None

    def carehub(self, *words: str) -> str:
        """Type a command in another terminal."""
        command = [sys.executable, "-m", "hub", *words, "--config", str(self.settings)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


def _plain() -> dict[str, str]:
    """A screen that is wide enough for one line of everything."""
    return {**os.environ, "COLUMNS": "150", "PYTHONUNBUFFERED": "1", "TERM": "dumb"}


def test_a_newcomer_sees_a_help_call_from_the_press_to_its_end(tmp_path: Path) -> None:
    demo = Demo(tmp_path)
    with demo.running():
        for words in (
            "answers the text after 12 s",
            "Help button: help",
            "text to Anna",
            "Help button pressed",
            "raised",
            "by Anna",
            "closed: helped",
            "What to look at next",
            "incidents --all",
        ):
            demo.shows(words)
        incidents = [json.loads(line) for line in demo.carehub("incidents", "--all", "--json").splitlines()]
        [incident] = [i for i in incidents if i["kind"] == "help"]
        assert (incident["state"], incident["outcome"]) == ("closed", "helped")
        assert "Help button" in demo.carehub("devices")


def test_a_newcomer_who_answers_first_wins(tmp_path: Path) -> None:
    demo = Demo(tmp_path)
    with demo.running():
        demo.shows("text to Anna")
        texted = time.monotonic()
        answer = json.loads(demo.carehub("ack", "--by", "a newcomer", "--json"))
        assert (answer["ok"], answer["state"]) == (True, "acknowledged")
        demo.shows("acknowledged by a newcomer")
        wait(lambda: time.monotonic() > texted + ANSWERS_AFTER + 1, "Anna would have answered", ANSWERS_AFTER + 2)
        assert "by Anna" not in demo.shown(), "she has heard that somebody goes, and leaves it to them"
        demo.carehub("ack", "--by", "a newcomer", "--does", "close", "--outcome", "helped")
        demo.shows("closed: helped (a newcomer)")
        demo.shows("What to look at next")
