"""What `carehub pair` shows: a line for each thing that happens, for people or for programs."""

import shlex
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any, Protocol

import click
import msgspec
from rich.console import Console

from connectors.zigbee2mqtt.pairing_words import (
    Closed,
    Happening,
    Heard,
    InterviewFailed,
    Interviewing,
    Joined,
    Left,
    Opened,
    Ready,
    Trouble,
    Unsupported,
)
from hub.core import uses
from hub.model.events import Listed


class _Spinner(Protocol):
    def start(self) -> None:
        """Show it."""

    def stop(self) -> None:
        """Hide it."""


class Screen:
    """Shows what happens. `as_json`: one JSON line each; everything else then goes to the error output."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._console = Console(stderr=True)
        self._spinner: _Spinner | None = None

    def show(self, each: Happening) -> None:
        """Something happened."""
        with self.asking():
            click.echo(msgspec.json.encode(as_plain(each)).decode() if self._as_json else sentence(each))

    def say(self, text: str) -> None:
        """A sentence that is no happening."""
        with self.asking():
            click.echo(text, err=self._as_json)

    @contextmanager
    def waiting(self, what: str = "waiting for devices; Ctrl-C closes the network") -> Iterator[None]:
        """On a terminal, show that we wait, and for what."""
        waits = self._console.is_terminal and not self._as_json
        status = self._console.status(what) if waits else nullcontext()
        with status as spinner:
            self._spinner = spinner
            try:
                yield
            finally:  # what is said later must not start it again
                self._spinner = None

    @contextmanager
    def asking(self) -> Iterator[None]:
        """While somebody is asked, nothing moves on the screen."""
        if self._spinner is None:
            yield
            return
        self._spinner.stop()
        try:
            yield
        finally:
            self._spinner.start()


def as_plain(each: Happening) -> dict[str, Any]:
    """What happened, for programs."""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in type(each).__name__).strip()
    return {"what": words, **msgspec.to_builtins(each)}


def sentence(each: Happening) -> str:  # noqa: C901 - one line for each thing that can happen
    """What happened, for people."""
    match each:
        case Opened():
            return f"The network is open until {each.until.astimezone():%H:%M:%S}. Let the device join now."
        case Joined():
            return f"{each.name}: {'was paired before, and says hello' if each.before else 'has joined'}"
        case Interviewing():
            return f"{each.name}: is asked what it is. Keep it awake: press its button every few seconds."
        case Ready():
            guess = " zigbee2mqtt does not know this model: what it can tell is guessed." if each.guessed else ""
            return f"{each.device.name}: {_model(each.device)}, ready. It can tell: {uses.tells(each.device)}.{guess}"
        case Unsupported():
            return f"{each.device.name}: {_model(each.device)} cannot be used.\n  -> {each.do}"
        case InterviewFailed():
            later = f"Or keep it awake, and ask it again: carehub pair --device {shlex.quote(each.name)}"
            return f"{each.name}: did not say what it is.\n  -> {each.do} {later}"
        case Left():
            return f"{each.name}: has left"
        case Heard():
            return f"{each.name}: heard: {uses.heard(each.said)}"
        case Closed():
            return "The network is closed."
        case Trouble():
            return f"{each.says}.\n  -> {each.do}"


def _model(device: Listed) -> str:
    power = "mains" if device.mains else "battery"
    return f"{device.vendor} {device.model or 'of an unknown model'} ({power})".strip()
