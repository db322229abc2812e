"""The one door in: stamps what happens, steps the engine, keeps its deadline, and hands the steps to the journal."""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from msgspec.structs import replace

from hub.core import pauses
from hub.core.codec import encode
from hub.core.engine import Engine
from hub.core.fold import before, fold, ticks
from hub.core.state import State
from hub.model.effects import Effect, TryAgain
from hub.model.errors import SettingsError
from hub.model.events import (
    ClockStepped,
    Event,
    FaultChanged,
    HubStarted,
    LinkChanged,
    Receipted,
    SettingsChanged,
    Tick,
)
from hub.model.household import Settings
from hub.model.ids import DeviceId
from hub.model.routine import Past
from hub.model.whereabouts import Whereabouts
from hub.shell.clock import HubTime
from hub.shell.journal import Journal, Outlet, Stepped
from hub.shell.recovery import Memory
from hub.shell.store import Row, Store, StoreError
from hub.shell.supervisor import guard
from hub.shell.urgency import answer_may_come, is_grave, is_note, ordinary

log = logging.getLogger(__name__)

BEAT = 1.0
"""Seconds between two looks at the clocks (a correction is noticed within that)."""

PROOF = 60.0
"""Seconds after which a disk that has taken what it was given counts as well again, whatever an earlier run told."""

FURTHEST = 60.0
"""Seconds that a timer is armed for at the most: the clock's rate may change meanwhile."""

SNAPSHOT_EVERY = 10_000
"""Events between two snapshots (design section 3): a start re-steps no more than that, well under a second."""

ALIVE_EVERY = timedelta(minutes=10)
"""How often `last_alive` is written (design section 3): a power cut is told as that much longer at most."""

AFTER_BAD_TICK = 60.0
"""Seconds before a deadline whose step failed is tried again: never in a ring."""

COMPLAINTS = 100
"""Kinds of unreadable input kept apart; more are counted together."""

TIME_ITSELF = HubStarted | ClockStepped
"""Stamped by the clock itself."""


class Hub:
    """The running hub. Implements `Door`; one event is stepped at a time, in the order of arrival."""

    def __init__(
        self,
        engine: Engine,
        memory: Memory,
        store: Store,
        clock: HubTime,
        outlet: Outlet,
        version: str = "",
    ) -> None:
        self.state = memory.state
        self.clock = clock
        self.journal = Journal(store, memory.state.facts, outlet, self._fault)
        self.complaints: Counter[str] = Counter()
        self.examples: dict[str, str] = {}
        self.failed_steps = 0
        self._outlet = outlet
        self._engine, self._memory, self._store, self._version = engine, memory, store, version
        self._timer: asyncio.TimerHandle | None = None
        self._armed: datetime | None = None
        self._beating: asyncio.TimerHandle | None = None
        self._proof: asyncio.TimerHandle | None = None
        self._beat_at = 0.0
        self._bad_tick: datetime | None = None
        self._bad_until = 0.0
        self._snapshot_seq = memory.state.seq - memory.stepped
        self._alive_at = memory.state.at
        self.since = memory.state.at

    # -- starting and stopping

    def past(self) -> Past | None:
        """What this person's days were like; None if nobody keeps them."""
        return self._engine.past(self.state)

    def begin(self, settings: Settings) -> None:
        """Takes up the run: with the settings of today, then with word of the gap."""
        alive = self._memory.last_alive
        self.clock.not_before(max(self.state.at, alive or self.state.at))
        at = self.clock.stamp()
        self.since = self._alive_at = at
        if not self._memory.settings_known or self._differ(settings):
            # First of all: what is overdue after the gap is told at once, and never by settings that no longer hold.
            self._step(SettingsChanged(at=at, settings=settings, by="start"))
        self._fold(HubStarted(at=self.clock.stamp(), last_alive=alive or at, version=self._version))
        told = self.open_causes()
        self._mend(told & {"settings", "program"})
        self._arm()
        self._beat()
        self._proof = asyncio.get_running_loop().call_later(PROOF, self._mend, told & {"disk", "slow disk"})

    def end(self) -> None:
        """Clean stop: everything durable, a snapshot for the next start, no timer left behind."""
        for handle in (self._timer, self._beating, self._proof):
            if handle:
                handle.cancel()
        self.journal.close()
        self._alive()
        self.snapshot()

    def reload(self, read: Callable[[], Settings | SettingsError]) -> None:
        """Takes changed settings; what cannot be used leaves the old ones in force, and is told."""
        settings = read()
        if isinstance(settings, SettingsError):
            log.error("the settings stay as they were: %s", settings)
            self._fault("settings", True, f"the old settings stay in force: {settings}")
            return
        if "settings" in self.open_causes():
            self._fault("settings", False, "the settings file can be used")
        if self._differ(settings):
            self.post(SettingsChanged(at=self.clock.now(), settings=settings))

    def _differ(self, settings: Settings) -> bool:
        """Whether these settings would change what is in force."""
        return pauses.effective(settings, self.state.facts.pauses) != self.state.settings

    # -- the door

    async def offer(self, event: Event) -> tuple[Effect, ...]:
        """As `Door.offer`. While the disk takes nothing it returns once people are told from memory."""
        done = asyncio.get_running_loop().create_future()
        effects = self._take(event)
        self.journal.when_done(lambda: None if done.done() else done.set_result(None))
        await done
        return effects

    def post(self, event: Event, committed: Callable[[], None] | None = None) -> None:
        """As `Door.post`."""
        self._take(event)
        if committed:
            self.journal.when_durable(committed)

    def complain(self, what: str, example: str) -> None:
        """As `Door.complain`."""
        kind = what if what in self.complaints or len(self.complaints) < COMPLAINTS else "other"
        if kind not in self.complaints:
            log.warning("input that cannot be read: %s (counted from now on; see carehub status)", kind)
        self.complaints[kind] += 1
        self.examples.setdefault(kind, example[:120])

    # -- what others ask

    def deadline(self) -> datetime | None:
        """When the engine wants to be woken."""
        return self._engine.deadline(self.state)

    def of_devices(self) -> dict[DeviceId, str]:
        """What detectors have to say of devices."""
        return self._engine.of_devices(self.state)

    def of_resident(self) -> Whereabouts | None:
        """Where the resident is, as far as is known."""
        return self._engine.of_resident(self.state)

    def beating(self) -> bool:
        """True while the loop runs: it looked at the clocks lately."""
        return asyncio.get_running_loop().time() - self._beat_at < 10 * BEAT

    def held_up(self) -> bool:
        """True while a deadline waits because its step failed: told, and tried again by itself."""
        return self._bad_tick is not None

    def urgent(self) -> bool:
        """True while an answer is waited for: to an incident of class life or urgent, a climbing fault, or a test."""
        return answer_may_come(self.state.facts, self.clock.now())

    def open_causes(self) -> frozenset[str]:
        """The causes of what is open and technical."""
        return frozenset(incident.cause for incident in self.state.facts.open.values() if incident.cause)

    def snapshot(self) -> None:
        """Keeps the whole state, so that the next start is quick. A failure costs time only."""
        if self.journal.trouble or self.journal.waiting():
            return
        with guard("the snapshot"):
            self._store.snapshot(self.state.seq, self.state.at, encode(self.state))
        self._snapshot_seq = self.state.seq

    def rearm(self) -> None:
        """Arms the timer anew: the clock's rate has changed."""
        self._arm()

    # -- stepping

    def _take(self, event: Event) -> tuple[Effect, ...]:
        if self.clock.stalled():
            self._look()
        stamped = event if isinstance(event, TIME_ITSELF) else replace(event, at=self.clock.stamp())
        effects = self._fold(stamped)
        if isinstance(event, LinkChanged) and event.up:
            self._outlet.link_up(event.link)
        due = self._engine.deadline(self.state)
        if self._timer is None or self._armed is None or self._bad_tick or due is None or due < self._armed:
            self._arm()  # a timer that rings too early does no harm, and most readings only put a deadline off
        return effects

    def _fold(self, event: Event) -> tuple[Effect, ...]:
        """Steps every tick that is due, then the event. A step that fails is put aside, and the rest go on."""
        if self._bad_tick:
            return self._step(event)
        effects: tuple[Effect, ...] = ()
        with guard(f"stepping {type(event).__name__}") as guarded:
            for stepped, state, effects in fold(self._engine, self.state, event):
                self._stepped(stepped, state, effects)
            return effects
        due = self.deadline()
        if due is None or due >= before(event):
            return self._put_aside(event, guarded.because)
        self._put_aside(Tick(at=due), guarded.because)
        self._hold(due, 0.0)
        return self._step(event)

    def _step(self, event: Event) -> tuple[Effect, ...]:
        with guard(f"stepping {type(event).__name__}") as guarded:
            state, effects = self._engine.step(self.state, event)
            self._stepped(event, state, effects)
            return effects
        return self._put_aside(event, guarded.because)

    def _stepped(self, event: Event, state: State, effects: tuple[Effect, ...]) -> None:
        was, self.state = self.state, state
        row = Row(state.seq, event) if state.seq != was.seq else None
        if row is None and not effects and state.facts is was.facts:
            return
        plain = state.facts is was.facts and ordinary(event) and all(is_note(one, event) for one in effects)
        self.journal.add(Stepped(row, was.facts, state.facts, effects, plain))

    def _put_aside(self, event: Event, because: str) -> tuple[Effect, ...]:
        """Kept as unhandled, told, and never tried again."""
        self.failed_steps += 1
        self.state = replace(self.state, seq=self.state.seq + 1)
        with guard("keeping an unhandled event"):
            self._store.unhandled(self.state.seq, event, because)
            if isinstance(event, Receipted) and not isinstance(event.receipt, TryAgain):
                # The engine could not hear of it, but it went: it must not go again.
                self._store.receipt(event.effect, event.receipt, event.at)
        if not isinstance(event, FaultChanged):
            says = f"an event could not be worked on: {because}"
            self._fault("program", True, says, life_saving=is_grave(event))
        return ()

    # -- time

    def _arm(self) -> None:
        if self._timer:
            self._timer.cancel()
        self._armed = due = self._engine.deadline(self.state)
        if due is None:
            self._timer = None
            return
        loop = asyncio.get_running_loop()
        wait = self._bad_until - loop.time() if self._bad_tick else min(FURTHEST, self.clock.delay(due))
        self._timer = loop.call_later(max(0.001, wait), self._ring)

    def _ring(self) -> None:
        """Steps the ticks whose deadlines have passed, each stamped with its own."""
        if self.clock.stalled():
            self._look()
        bad, self._bad_tick = self._bad_tick, None
        now = self.clock.now()
        if bad and bad == self.deadline():
            # It could not be stepped as itself; as the present moment it may get past.
            self._tick(Tick(at=max(now, self.state.at)), bad)
        if not self._bad_tick:
            self._overdue(now)
        self._arm()

    def _tick(self, tick: Tick, due: datetime) -> None:
        failed = self.failed_steps
        self._step(tick)
        if self.failed_steps > failed:
            self._hold(due, AFTER_BAD_TICK)

    def _overdue(self, now: datetime) -> None:
        with guard("stepping a tick") as guarded:
            for tick, state, effects in ticks(self._engine, self.state, now):
                self._stepped(tick, state, effects)
            return
        due = self.deadline() or now
        self._put_aside(Tick(at=due), guarded.because)
        self._hold(due, 0.0)

    def _hold(self, due: datetime, wait: float) -> None:
        self._bad_tick, self._bad_until = due, asyncio.get_running_loop().time() + wait

    def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        self._beating = loop.call_later(BEAT, self._beat)
        self._look()
        self._beat_at = loop.time()
        if self.clock.now() - self._alive_at >= ALIVE_EVERY:
            self._alive()
        if self.state.seq - self._snapshot_seq >= SNAPSHOT_EVERY:
            self.journal.commit()
            self.snapshot()

    def _look(self) -> None:
        for noticed in self.clock.watch():
            log.info("time: %s", noticed)
            self._fold(noticed)
            self._arm()

    def _alive(self) -> None:
        self._alive_at = self.clock.now()
        if not self.journal.trouble:
            try:
                self._store.alive(self._alive_at)
            except StoreError as error:
                log.warning("last_alive could not be kept: %s", error)

    def _mend(self, causes: frozenset[str]) -> None:
        """Calls back what an earlier run told, if this one has shown that it is no longer so."""
        if not self.journal.trouble:
            for cause in sorted(causes):
                self._fault(cause, False, "it works again since the hub was started")

    def _fault(self, cause: str, present: bool, because: str, life_saving: bool = False) -> None:
        """Told by a step of its own, after the present one."""
        asyncio.get_running_loop().call_soon(
            self.post,
            FaultChanged(at=self.clock.now(), cause=cause, present=present, because=because, life_saving=life_saving),
        )
