"""Texts and calls on the screen, for a hub that has no provider yet: who would be told what, and how to answer."""

import io
import sys
from collections.abc import Callable
from datetime import datetime
from typing import TextIO
from zoneinfo import ZoneInfo

from rich.console import Console as Screen
from rich.padding import Padding
from rich.text import Text as Line

from connectors.blocking import TimedOut, Worker
from hub.model.effects import Accepted, Call, Effect, Purpose, Receipt, Text, TryAgain
from hub.model.household import Settings

WRITE_TIME_OUT = 2.0
"""Seconds: a terminal that was stopped (Ctrl-S) must not stop the hub."""
AGAIN_AFTER = 10.0
"""Seconds until a terminal that could not be written to is tried again."""
WIDTH = 100
"""Columns: what is comfortable to read where the terminal does not say."""

_SAYS: dict[Purpose, tuple[str, str]] = {
    "alarm": ("ALARM", "bold white on red"),
    "question": ("question", "bold black on yellow"),
    "news": ("news", "bold white on blue"),
    "outcome": ("outcome", "bold black on green"),
    "notice": ("notice", "bold black on white"),
    "answer": ("answer", "bold black on white"),
    "test": ("test", "bold black on white"),
    "access": ("way in", "bold black on white"),
}


class Console:
    """Prints texts and calls. `hub.ports.Sink` for both. A screen is a machine: it accepts, and never delivers.

    `printed` hears of each text that stands on the screen; `ack` is how the command is typed here.
    """

    name = "console"

    def __init__(
        self,
        settings: Settings,
        stream: TextIO | None = None,
        printed: Callable[[Text], None] | None = None,
        ack: str = "carehub ack",
    ) -> None:
        self._zone = ZoneInfo(settings.hub.timezone)
        self._names: dict[str, str] = {contact.id: contact.name for contact in settings.contacts}
        self._names |= {resident.id: resident.name for resident in settings.residents}
        self._stream = stream
        self._printed = printed
        self._ack = ack
        self._worker = Worker("console", threads=1)

    async def send(self, effect: Effect) -> Receipt:
        """Print a text or a call. A terminal that is gone or stuck is `TryAgain`."""
        if not isinstance(effect, Text | Call):
            raise TypeError(f"the console prints texts, not {type(effect).__name__}")
        trouble = await self._worker.call(self._write, effect, timeout=WRITE_TIME_OUT)
        if isinstance(trouble, TimedOut):
            return TryAgain(because="the terminal takes no text", after=AGAIN_AFTER)
        if trouble:
            return TryAgain(because=trouble, after=AGAIN_AFTER)
        if self._printed and isinstance(effect, Text):
            self._printed(effect)
        return Accepted()

    async def recall(self, effect: Effect) -> Receipt | None:
        """Nobody knows what stood on a screen."""
        return None

    def stop(self) -> None:
        """Let the thread end."""
        self._worker.stop()

    def _write(self, text: Text | Call) -> str:
        """Print it; what went wrong, or nothing."""
        stream = self._stream or sys.stdout
        try:
            shown = shown_as(text, self._names.get(text.to, text.to), text.at.astimezone(self._zone), stream, self._ack)
            coding = getattr(stream, "encoding", None) or "utf-8"
            stream.write(shown.encode(coding, "replace").decode(coding))
            stream.flush()
        except (
            OSError,
            ValueError,
            LookupError,
        ) as error:  # ValueError: a closed stream; LookupError: a strange coding
            return f"the terminal cannot be written to ({type(error).__name__})"
        return ""


def shown_as(text: Text | Call, name: str, local: datetime, stream: TextIO, ack: str) -> str:
    """A text as a person reads it on that terminal: when, what for, to whom; its words; and how to answer."""
    page = io.StringIO()
    colours = stream.isatty()
    screen = Screen(file=page, force_terminal=colours, width=None if colours else WIDTH, highlight=False)
    says, style = _SAYS[text.purpose]
    way = "text" if isinstance(text, Text) else "call"
    head = Line.assemble(f"{local:%H:%M:%S}  ", (f" {says} ", style), f" {way} to {name} ({text.number})")
    screen.print(head, soft_wrap=True)
    screen.print(Padding(Line(text.body if isinstance(text, Text) else text.says), (0, 0, 0, 10)))
    if answer := _how_to_answer(text, name, ack):
        # In one piece: a command that was broken at the edge of the screen cannot be copied.
        screen.print(Line(answer, style="dim"), soft_wrap=True)
    return page.getvalue()


def _how_to_answer(text: Text | Call, name: str, ack: str) -> str:
    if text.purpose not in ("alarm", "question") or not text.incident:
        return ""
    return f'To answer for {name}, in another terminal:\n{ack} {text.reference or text.incident} --by "{name}"'
