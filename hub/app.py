"""Puts the parts of one hub together, and runs them until it is told to stop."""

import asyncio
import contextlib
import logging
import os
import signal
from collections.abc import Awaitable, Callable
from functools import partial
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from random import SystemRandom
from typing import Protocol

from msgspec import Struct

from connectors.blocking import TimedOut, Worker
from hub import feeling
from hub.backup.taking_over import finish_at_start
from hub.core.engine import Engine
from hub.model.errors import SettingsError
from hub.model.events import FaultChanged
from hub.model.household import Settings
from hub.parts import Ways, connections, decoders, screen, secrets, sources, ways_out
from hub.settings import load, resolve
from hub.settings.versions import Version
from hub.settings.versions import version as version_of
from hub.shell import audited, heartbeat, notify, pulse
from hub.shell.answers import desk
from hub.shell.clock import HubClock, HubTime
from hub.shell.folder import opened
from hub.shell.loop import Hub
from hub.shell.outgoing import Outgoing
from hub.shell.recovery import recover
from hub.shell.socket import Socket
from hub.shell.supervisor import Supervisor

log = logging.getLogger(__name__)

MISSING = ("no secret for ", "no key for ", feeling.NO_MODEL)
"""How the causes begin of what could not be made because a secret, or a file that came with carehub, is not there."""

TALKATIVE = ("apscheduler", "twilio", "notifications_python_client", "urllib3")
"""Libraries that would write down who is texted."""

LOADING = 60.0
"""Seconds for loading what is not needed for the first alarm."""


class Play(Protocol):
    """What a demo adds to a hub: a clock of its own, and somebody who plays the home and its people."""

    @property
    def clock(self) -> HubTime:
        """The demo's own clock."""

    def parts(self, ways: Ways) -> Ways:
        """The ways out as the demo wants them."""

    def begin(self, app: "App") -> None:
        """Everything runs: start playing."""


class App:
    """One running hub. `settings_file` is read again on SIGHUP; these settings were `read` from it."""

    def __init__(self, settings_file: Path, read: "Read", play: Play | None = None) -> None:
        self.settings_file, self.play = settings_file, play
        self.read, self.settings = read, read.settings
        self.folder, self._held, self.store, self.set_aside = opened(Path(self.settings.hub.data))
        self.random = SystemRandom()
        self.clock: HubTime = play.clock if play else HubClock()
        made, self.missing_models = feeling.parts(self.settings)
        self.engine = Engine(made, decoders())
        self.stopping = asyncio.Event()
        self.again = False

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT, then stop cleanly."""
        memory = recover(self.engine, self.store, self.settings, self.clock.now())
        ways = ways_out(self.settings, self.clock)
        self.ways = self.play.parts(ways) if self.play else ways
        self.outgoing = Outgoing(self.ways.sinks, self.store, self.clock, self.random)
        self.hub = Hub(self.engine, memory, self.store, self.clock, self.outgoing, version("carehub"))
        self.supervisor = Supervisor(self.hub, self.clock, self.random)
        asked = desk(self.hub, self.store, self.outgoing, self.folder, version("carehub"), resolve)
        self.socket = Socket(self.folder, asked)
        self._listen_for_signals()
        self.hub.begin(self.settings)
        if version_of(self.settings_file) != self.read.version:  # told of while nobody listened
            self._reload()
        self.outgoing.begin(self.hub, self.hub.open_causes())
        self._start_parts()
        await self.socket.begin()
        self._tell_of_the_store()
        self._tell_of_missing_ways()
        chores = await self._start_chores()
        await self.stopping.wait()
        if not self.again:  # the service manager would end a service that says so and goes on
            notify.notify("STOPPING=1")
        chores()
        await self._stop()

    def _start_parts(self) -> None:
        """Alarms first: what hears the home and what tells people, then what only watches."""
        take = feeling.Feeling(lambda: self.hub.state.settings, self.hub, self.clock)
        for source in sources(self.settings, self.hub.state.world, self.ways, take):
            self._supervise(source.name, partial(source.run, self.hub, self.clock))
        for number, replies in enumerate(self.ways.replies, 1):
            polls = heartbeat.polls(self.hub, self.store, replies, self.outgoing)
            self._supervise("sms replies" if number == 1 else f"sms replies {number}", polls, "way")
        if self.ways.calls is not None:
            self._supervise("calls", heartbeat.follows(self.hub, self.store, self.ways.calls), "way")
        if self.ways.failover is not None:
            self._supervise("texts", partial(self.ways.failover.run, self.hub, self.clock), "way")
        if self.ways.centre is not None:
            beats = heartbeat.beats(self.hub, self.outgoing, self.ways.centre, self.folder)
            self._supervise("heartbeat", beats, "way")
        if (told := screen(self.settings, self.hub, version("carehub"))) is not None:
            self._supervise(told.name, told.run, "watch")
        self._supervise("pulse", pulse.beats(self.hub, self.outgoing, pulse.place(self.folder), self.folder), "watch")
        self._look_at_the_auditor()
        self._supervise("watchdog", notify.feeds(self.hub, self.supervisor), "watch")
        if self.play:
            self.play.begin(self)

    def _look_at_the_auditor(self) -> None:
        wanted, missing = self.settings.audit is not None, audited.CAUSE in self.hub.open_causes()
        if wanted or missing:
            files = audited.places(Path(self.settings.hub.data))
            self._supervise("auditor", audited.looks(self.hub, self.clock, files, missing, wanted), "watch")

    def _supervise(self, name: str, run: Callable[[], Awaitable[None]], kind: str = "source") -> None:
        self.supervisor.start(name, run, kind, self.hub.open_causes())

    async def _start_chores(self) -> Callable[[], None]:
        """What is not needed for the first alarm is loaded after the hub is ready for it."""
        if self.ways.prepares:
            self._supervise("prepare", once(self.ways.prepare), "way")
        loading = Worker("loading", threads=1)
        module = await loading.call(partial(import_module, "hub.shell.chores"), timeout=LOADING)
        loading.stop()
        if isinstance(module, TimedOut):
            module = import_module("hub.shell.chores")
        chores = module.Chores(self.hub, self.store, self.folder, self.ways.examine)
        chores.begin()
        return chores.end  # type: ignore[no-any-return]

    def _tell_of_the_store(self) -> None:
        cause, at = "store", self.clock.now()
        if not self.set_aside and cause in self.hub.open_causes():
            self.hub.post(FaultChanged(at=at, cause=cause, present=False, because="the store could be used again"))
        if self.set_aside:
            log.error("the store could not be used: %s", self.set_aside)
            because = f"a new store was begun, because the old one could not be used: {self.set_aside}"
            self.hub.post(FaultChanged(at=at, cause=cause, present=True, because=because))

    def _tell_of_missing_ways(self) -> None:
        """A way out without its secret is a fault in something that saves life; the other ways still work."""
        missing = self.ways.missing | self.missing_models
        gone = {c for c in self.hub.open_causes() if c.startswith(MISSING)} - set(missing)
        for cause, because in missing.items():
            log.error("%s", because)
            self.hub.post(_fault(self.clock, cause, because, present=True))
        for cause in gone:
            model = cause.startswith(feeling.NO_MODEL)
            again = "the fall model can be used again" if model else "the secret is there again"
            self.hub.post(_fault(self.clock, cause, again, present=False))

    def _listen_for_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._leave)
        loop.add_signal_handler(signal.SIGHUP, self._reload)

    def _leave(self) -> None:
        """Stop for good, also if it was about to start anew."""
        self.again = False
        self.stopping.set()

    def _reload(self) -> None:
        """Take changed settings. New ways in or out are made by a short stop and start, once the change is told."""
        if self.stopping.is_set():
            return  # whoever takes over sees that the file is another one by then
        self.hub.reload(self._read)
        if connections(self.hub.state.settings) != connections(self.settings):
            log.info("the ways in and out have changed: starting them anew")
            self.again = True
            self.stopping.set()

    def _read(self) -> Settings | SettingsError:
        """The settings file, if it can be used and every secret that it names is there."""
        try:
            found = Read.of(self.settings_file)
            secrets(found.settings)
        except SettingsError as error:
            return error
        self.read = found
        return found.settings

    async def _stop(self) -> None:
        await self.socket.end()
        await self.supervisor.stop()
        await self.outgoing.end()
        self.hub.end()
        if not self.again:
            pulse.farewell(self.hub, self.outgoing, pulse.place(self.folder), self.folder)
        self.ways.stop()
        self.store.close()
        self._held.release()


class Read(Struct, frozen=True):
    """Settings as they were read, and of which version of the file. A later one may be none that a hub can use."""

    settings: Settings
    version: Version

    @classmethod
    def of(cls, file: Path) -> "Read":
        """SettingsError if it cannot be read or used."""
        seen = version_of(file)  # first: what is changed while it is read makes it another one
        return cls(load(file), seen)


def _fault(clock: HubTime, cause: str, because: str, *, present: bool) -> FaultChanged:
    return FaultChanged(at=clock.now(), cause=cause, present=present, because=because, life_saving=True)


def once(prepare: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """A part that does its work once and then stays, so that the supervisor does not start it again."""

    async def run() -> None:
        await prepare()
        await asyncio.Event().wait()

    return run


def run(settings_file: Path, play: Callable[[Settings, Path], Play] | None = None) -> None:
    """Run a hub until it is told to stop. What it writes is for its own user and group: it says how somebody lives."""
    os.umask(os.umask(0o007) | 0o007)
    level = logging.WARNING if play else logging.INFO
    logging.basicConfig(level=level, format="%(levelname)s %(name)s: %(message)s")
    for talkative in TALKATIVE:
        logging.getLogger(talkative).setLevel(logging.WARNING)

    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # told to read its settings while it starts, it would end

    async def main() -> None:
        read = Read.of(settings_file)
        again = True
        while again:
            if finish_at_start(Path(read.settings.hub.data)):
                read = Read.of(settings_file)
            app = App(settings_file, read, play(read.settings, settings_file) if play else None)
            await app.run()
            again, read = app.again, app.read

    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main())
