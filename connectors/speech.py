"""Says aloud in the home what the resident should hear, by espeak-ng and the sound card of this machine.

A process for each sentence, which gets it by its standard input: everybody on the machine can read a command line.
"""

import asyncio
import contextlib
import logging
import shutil
from asyncio.subprocess import DEVNULL, PIPE, Process

from hub.core.languages import ENGLISH, find
from hub.model.effects import Accepted, Announce, Effect, Receipt, Refused, TryAgain
from hub.model.events import FaultChanged
from hub.ports import Clock, Door

log = logging.getLogger(__name__)

PROGRAM = "espeak-ng"
VOICES = {"en": "en-gb", "cy": "cy"}
"""Language -> its voice. Of another language that has a catalogue, espeak-ng calls the voice by its tag."""
SPEED = 140
"""Words a minute. The usual 175 are too quick for many who are old or hard of hearing (our choice)."""
LONGEST = 15.0
"""Seconds. The longest sentence takes 12; a sound card that takes longer has hung."""
ENDED = 1.0
"""Seconds for a process to end once it is killed."""
MOST_SAID = 4096
"""Bytes of complaints that are looked at."""
NO_SOUND = b"error:"
"""How a line of espeak-ng begins when the sound card does not take it. It ends as if all were well."""

CAUSE = "voice"
MISSING, TOOK_NOTHING = " is not installed", "the sound card took nothing"
NOT_THERE = "the hub cannot speak in the home: espeak-ng is not installed"
NO_CARD = "the hub cannot speak in the home: the sound card takes nothing"
FAILS = "the hub cannot speak in the home: espeak-ng fails"
CAN_AGAIN = "the hub can speak in the home again"
SOON = 1.0
"""Seconds until a sentence is tried again that came while another was said."""
LOST_AFTER = 3
"""Tries in a row in which a sound card takes nothing, until it is told: another program may hold it for a moment."""


class Speech:
    """The voice of the hub, and a `Source`, since a person is told if it is lost.

    `extra` is there for tests: what else espeak-ng is told, such as into which file.
    """

    name = "voice"

    def __init__(self, extra: tuple[str, ...] = (), program: str = PROGRAM, longest: float = LONGEST) -> None:
        self._extra, self._program, self._longest = extra, program, longest
        self._speaking = asyncio.Lock()
        self._failed, self._lost = 0, ""
        self._works: bool | None = None
        self._news = asyncio.Event()

    async def run(self, door: Door, clock: Clock) -> None:
        """Tell when the voice is lost, before it is needed if that can be known, and when it is there again."""
        if shutil.which(self._program) is None:
            self._note(_missing(self._program))
        told: bool | None = None
        while True:
            if self._works is not None and self._works != told:
                told = self._works
                because = CAN_AGAIN if told else self._lost
                await door.offer(FaultChanged(at=clock.now(), cause=CAUSE, present=not told, because=because))
            self._news.clear()
            await self._news.wait()

    def _note(self, receipt: Receipt) -> None:
        """What became of a sentence that was to be said aloud."""
        self._failed = 0 if isinstance(receipt, Accepted) else self._failed + 1
        if isinstance(receipt, Accepted):
            self._works = True
        elif isinstance(receipt, Refused) or (isinstance(receipt, TryAgain) and self._failed >= LOST_AFTER):
            self._works, self._lost = False, lost(receipt.because)
            log.warning("the voice does not work: %s", receipt.because)
        self._news.set()

    async def send(self, effect: Effect) -> Receipt:
        """Say it, and wait until it is said. Nobody knows whether it was heard."""
        if not isinstance(effect, Announce):
            return Refused(because="only announcements are said aloud")
        if not effect.text:
            return Accepted()
        command = (self._program, "-v", voice(effect.language), "-s", str(SPEED), *self._extra, "--stdin")
        if self._speaking.locked():  # two alarms, or two languages; the outbox knows how long it stays true
            return TryAgain(because="another sentence is being said", after=SOON)
        async with self._speaking:
            receipt = await self._say(command, effect.text)
        self._note(receipt)
        return receipt

    async def _say(self, command: tuple[str, ...], text: str) -> Receipt:
        try:
            process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=DEVNULL, stderr=PIPE)
        except FileNotFoundError:
            return _missing(self._program)
        except OSError as error:
            return TryAgain(because=f"{self._program} cannot be started: {error.strerror}")
        try:
            return await self._ended(process, text)
        finally:
            await _over(process)

    async def recall(self, effect: Effect) -> Receipt | None:
        """Whether it was said before a crash nobody knows: within its minute it is said again."""
        return None

    async def _ended(self, process: Process, text: str) -> Receipt:
        try:
            async with asyncio.timeout(self._longest):
                _, complaints = await process.communicate(text.encode())
        except TimeoutError:
            return Refused(because=f"{PROGRAM} did not end within {self._longest:.0f} s")
        return became(process.returncode, complaints[:MOST_SAID])


def became(code: int | None, complaints: bytes) -> Receipt:
    """What an end of espeak-ng means."""
    lines = [line.strip() for line in complaints.splitlines() if line.strip()]
    silent = next((line for line in lines if line.lower().startswith(NO_SOUND)), None)
    if code == 0 and silent is None:
        return Accepted()
    said = (silent or (lines[-1] if lines else b"")).decode(errors="replace")
    return TryAgain(because=f"{TOOK_NOTHING} ({said})" if code == 0 else f"espeak-ng failed ({said})")


def lost(because: str) -> str:
    """Why the hub cannot speak, as people are told it; what espeak-ng complains of is in the log."""
    if because.endswith(MISSING):
        return NOT_THERE
    return NO_CARD if because.startswith((TOOK_NOTHING, f"{PROGRAM} did not end")) else FAILS


def _missing(program: str) -> Refused:
    return Refused(because=f"{program}{MISSING}")


def voice(tag: str) -> str:
    """Which voice reads a text that was made for this language; what has no catalogue was made in English."""
    short = (tag if find(tag).spoken else ENGLISH).split("-")[0].lower()
    return VOICES.get(short, short)


async def _over(process: Process) -> None:
    """No voice goes on without us, whatever ended the waiting."""
    if process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        process.kill()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(ENDED):
            await process.wait()
