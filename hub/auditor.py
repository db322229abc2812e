"""The auditor: a process of its own that looks at the hub from outside, and tells people by its own way out."""

import asyncio
import contextlib
import gc
import logging
import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from connectors.blocking import TimedOut, Worker
from hub.audit import judge, telling, wording
from hub.audit.bounds import BOUNDS, Bounds
from hub.audit.people import on_the_ladder, unanswered
from hub.audit.seen import Pulse, Seen, Stored
from hub.audit.troubles import ILL, Trouble
from hub.auditor_pings import Pings
from hub.auditor_way_out import WayOut, people
from hub.core.home import Home, digits
from hub.core.speech import speaker
from hub.model.errors import SettingsError
from hub.model.household import Contact, Settings
from hub.settings import load
from hub.shell import looking, pulse_file, told_before
from hub.shell.clock import boot_seconds, vouched
from hub.shell.database import StoreError
from hub.shell.service_manager import notify
from hub.shell.supervisor import guard

log = logging.getLogger(__name__)
T = TypeVar("T")

ASIDE = 2.0
"""Seconds for a look at anything on the disk: a card that hangs must not make the auditor blind as well."""

RETRY = (1.0, 2.0, 4.0, 8.0, 12.0)
"""Looks until a text that no way took is tried again: 5 s, then longer, a minute at the most."""

CANNOT_TELL = 2
"""Failed tries after which whoever watches from outside hears that the auditor reaches nobody."""

SETTINGS_EVERY = 12
"""Looks between two looks at the settings file: a minute."""


def _wall() -> datetime:
    return datetime.now(UTC)


class Clocks(Struct, frozen=True):
    """The machine's clocks as the auditor reads them. Tests move them, and shorten the settings' spans by `pace`."""

    boot: Callable[[], float] = boot_seconds
    wall: Callable[[], datetime] = _wall
    vouches: Callable[[], str] = vouched
    pace: float = 1.0


class Auditor:
    """One running auditor."""

    def __init__(self, settings_file: Path, bounds: Bounds = BOUNDS, clocks: Clocks | None = None) -> None:
        self.bounds, self.clocks, self.stopping = bounds, clocks or Clocks(), asyncio.Event()
        self._file, self._read = settings_file, looking.stamp(settings_file)
        self._take(load(settings_file))
        data = Path(self.settings.hub.data)
        self._pulse_file = pulse_file.place(data, pulse_file.AUDITOR)
        self._told_file = pulse_file.lasting(data, told_before.FILE)
        self._matters = told_before.recalled(self._told_file, self.clocks.wall(), self.clocks.boot())
        self._memory: judge.Memory | None = None
        self._stored: Stored | None = None
        self._worker = Worker("looking", threads=2)
        self._texting: asyncio.Task[None] | None = None
        self._failed, self._retry_at, self._looks = 0, 0.0, 0
        self._said: tuple[Trouble, ...] = ()

    def _take(self, settings: Settings) -> None:
        self.settings, self.home = settings, Home(settings)
        self._way_out, self._pings = WayOut(settings), Pings(settings, self.clocks.pace)

    async def run(self) -> None:
        """Look, judge and tell until SIGTERM or SIGINT. A look that fails is logged, and the next one comes."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stopping.set)
        loop.add_signal_handler(signal.SIGHUP, self._read_again)
        notify("READY=1")
        while not self.stopping.is_set():
            with guard("a look at the hub"):
                await self._look()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.bounds.look):
                    await self.stopping.wait()
        await self._end()

    async def _look(self) -> None:
        await self._follow_the_settings()
        seen = await self._seen()
        memory = judge.start(seen) if self._memory is None else self._memory
        self._memory, troubles = judge.judge(memory, seen, self.home, self.bounds)
        self._log(troubles)
        self._note(troubles, seen.boot)
        if not self.home.ended:
            self._tell_what_is_due(seen)
        self._pings.beat(seen.boot, *self._health(troubles))
        pulse_file.write(
            self._pulse_file, {"pid": os.getpid(), "at": seen.wall, "hub": self.settings.hub.id, "looks": self._looks}
        )
        notify("WATCHDOG=1\nSTATUS=" + (", ".join(each.sort for each in troubles) or "all is well"))

    # -- looking

    async def _aside(self, look: Callable[[], T], otherwise: T) -> T:
        """A look that may hang, in a thread; what is seen if it does."""
        found = await self._worker.call(look, timeout=ASIDE)
        return otherwise if isinstance(found, TimedOut) else found

    async def _seen(self) -> Seen:
        data, hub = Path(self.settings.hub.data), self.settings.hub.id
        pulse = await self._aside(partial(looking.pulse, looking.places(data), hub), None)
        wanted = self._memory is None or judge.wants_the_store(self._memory, self.bounds)
        stored, unreadable = await self._into_the_store(pulse) if wanted else (None, "")
        free = await self._aside(partial(looking.free, data), None)
        return Seen(
            boot=self.clocks.boot(), wall=self.clocks.wall(), vouched=bool(self.clocks.vouches()), pulse=pulse,
            process=looking.process(pulse.pid) if pulse else "gone", stored=stored, unreadable=unreadable, free=free,
        )  # fmt: skip

    async def _into_the_store(self, pulse: Pulse | None) -> tuple[Stored | None, str]:
        """What the store says, or why it says nothing."""
        folder = Path(pulse.data if pulse and pulse.data else self.settings.hub.data)
        nothing: tuple[Stored | None, str] = (None, f"no answer in {ASIDE:.0f} s")
        stored, because = await self._aside(partial(_stored, folder), nothing)
        self._stored = self._stored if stored is None else stored
        return stored, because

    # -- telling

    def _note(self, troubles: tuple[Trouble, ...], boot: float) -> None:
        assert self._memory
        sure = judge.healthy(self._memory, self.bounds)
        self._matters = telling.noted(self._matters, troubles, boot, sure, self.bounds)

    def _tell_what_is_due(self, seen: Seen) -> None:
        if (self._texting is not None and not self._texting.done()) or seen.boot < self._retry_at:
            return
        waits = self._stored is not None and any(unanswered(one) for one in self._stored.open)
        quiet = not waits and self.home.notice_opening(seen.wall) > seen.wall
        due = telling.due(self._matters, seen.boot, quiet, waits, self.bounds)
        if due.troubles or due.over:
            self._texting = asyncio.get_running_loop().create_task(self._tell(due), name="telling")

    async def _tell(self, due: telling.Telling) -> None:
        pulse = self._memory.pulse if self._memory else None
        stored = (await self._into_the_store(pulse))[0] or self._stored
        texts = [(to, self._body(to, due, stored, pulse)) for to in self._told(due, stored)]
        taken = await self._way_out.tell(texts)
        boot = self.clocks.boot()
        if not taken:
            self._retry_at = boot + RETRY[min(self._failed, len(RETRY) - 1)] * self.bounds.look
            self._failed += 1
            return
        self._failed, self._retry_at = 0, 0.0
        self._matters = telling.told(self._matters, due, boot)
        keep = partial(told_before.remember, self._told_file, self._matters, self.clocks.wall(), boot)
        await self._aside(keep, None)

    def _body(self, to: Contact, due: telling.Telling, stored: Stored | None, pulse: Pulse | None) -> str:
        urgent = pulse is not None and pulse.urgent
        return wording.text(
            speaker(self.home, to.id), due, stored, urgent, self.clocks.wall(), self.clocks.boot()
        )  # fmt: skip

    def _told(self, due: telling.Telling, stored: Stored | None) -> tuple[Contact, ...]:
        """Who is told. If somebody still waits for help when it is told again, everybody on the ladder is."""
        chosen, refused = people(self.settings), stored.refused if stored else {}
        waits = stored is not None and any(one.grave == "life" and unanswered(one) for one in stored.open)
        if waits and any(matter.told is not None for matter in due.troubles):
            chosen = tuple({each.id: each for each in (*chosen, *on_the_ladder(self.home))}.values())
        return tuple(each for each in chosen if digits(each.phone or "") not in refused) or chosen

    # -- the rest

    def _health(self, troubles: tuple[Trouble, ...]) -> tuple[bool | None, str]:
        """Whether all is well, for whoever watches from outside; None if nobody knows yet. And what is not."""
        ill: list[str] = sorted({each.sort for each in troubles if each.sort in ILL})
        if self._failed >= CANNOT_TELL:
            ill.append("the auditor reaches nobody")
        if ill:
            return False, ", ".join(ill)
        assert self._memory
        return (True if self.home.ended or judge.healthy(self._memory, self.bounds) else None), ""

    def _log(self, troubles: tuple[Trouble, ...]) -> None:
        known = {each.key for each in self._said}
        for trouble in troubles:
            if trouble.key not in known:
                log.warning("%s: %s", trouble.sort, trouble.because)
        for gone in {each.key: each for each in self._said if each.key not in {t.key for t in troubles}}.values():
            log.info("over: %s", gone.sort)
        self._said = troubles

    def _read_again(self) -> None:
        self._read, self._looks = None, 0

    async def _follow_the_settings(self) -> None:
        """Takes the settings file as it is now, if it was changed and can be used."""
        self._looks += 1
        if self._looks % SETTINGS_EVERY != 1:
            return
        stamp = await self._aside(partial(looking.stamp, self._file), self._read)
        if stamp == self._read:
            return
        self._read = stamp
        try:
            settings = await self._aside(partial(load, self._file), self.settings)
        except SettingsError as error:
            log.error("the settings stay as they were: %s", error)
            return
        if settings != self.settings:
            self._way_out.stop()
            self._pings.stop()
            self._take(settings)

    async def _end(self) -> None:
        if self._texting is not None:
            with contextlib.suppress(asyncio.CancelledError):
                self._texting.cancel()
                await self._texting
        self._way_out.stop()
        self._pings.stop()
        self._worker.stop()


def _stored(folder: Path) -> tuple[Stored | None, str]:
    try:
        return looking.stored(folder), ""
    except StoreError as error:
        return None, str(error)


def run(settings_file: Path, bounds: Bounds = BOUNDS, clocks: Clocks | None = None) -> None:
    """Watch a hub until told to stop."""
    os.umask(os.umask(0o007) | 0o007)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    for talkative in ("twilio", "urllib3"):  # they would write down who is texted
        logging.getLogger(talkative).setLevel(logging.WARNING)

    async def main() -> None:
        auditor = Auditor(settings_file, bounds, clocks)
        gc.collect()
        gc.freeze()
        await auditor.run()

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main())
