"""What is durable, and when: what matters at once, readings in groups; and no alarm waits for a sick disk."""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from msgspec import Struct

from hub.core.state import Facts
from hub.model.effects import Closed, Effect
from hub.model.incidents import Incident
from hub.shell.store import Row, Store, StoreError
from hub.shell.supervisor import guard

log = logging.getLogger(__name__)

GROUP_AGE = 60.0
"""Seconds that an ordinary reading may wait for its commit (design section 3): what a power cut may cost."""

GROUP_ROWS = 100
"""Rows, or messages not yet acknowledged to the broker, that make a group (design section 3)."""

KEPT = 10_000
"""Rows held in memory while the disk takes nothing, about 10 MB; then the oldest readings go."""

UNACKED = 500
"""Messages left unacknowledged while the disk takes nothing: half the Receive Maximum, or the broker would stop."""

SLOW = 2.0
"""Seconds for one commit that are a technical event (design section 11)."""

FIRST_RETRY, LAST_RETRY = 1.0, 30.0
"""Seconds between tries while the disk takes nothing: doubling."""

Tell = Callable[[str, bool, str], None]
"""(cause, present, because) of a fault of the hub itself."""


class Stepped(Struct, frozen=True):
    """One step of the engine: its row if it is worth keeping, and what it changed. `plain`: nobody waits for it."""

    row: Row | None
    before: Facts
    after: Facts
    effects: tuple[Effect, ...]
    plain: bool


class _Kept(Struct, frozen=True):
    row: Row
    plain: bool


class _Callback(Struct, frozen=True):
    call: Callable[[], None]
    patient: bool


class Outlet(Protocol):
    """Where effects leave."""

    def put(self, effects: tuple[Effect, ...]) -> None:
        """Sends what is durable."""

    def put_unkept(self, effects: tuple[Effect, ...]) -> None:
        """Sends from memory: the disk takes nothing."""

    def kept(self) -> None:
        """All that was sent from memory is durable by now."""

    def link_up(self, link: str) -> None:
        """A link came up: what waits for it need not wait longer."""


class Journal:
    """Gathers steps and commits them. After the commit the effects are sent and the callbacks called, in order.

    While the disk takes nothing, effects are sent from memory, and the steps wait for the disk.
    """

    def __init__(self, store: Store, facts: Facts, outlet: Outlet, tell: Tell) -> None:
        self._store, self._outlet, self._tell = store, outlet, tell
        self._before = self._after = facts
        self._rows: list[_Kept] = []
        self._effects: list[Effect] = []
        self._closed: list[Incident] = []
        self._callbacks: list[_Callback] = []
        self._sent = 0
        self._since = 0.0
        self._soon: asyncio.Handle | None = None
        self._later: asyncio.TimerHandle | None = None
        self._retry: asyncio.TimerHandle | None = None
        self._wait = FIRST_RETRY
        self._slow_until: float | None = None
        self.trouble = ""
        self.dropped = 0

    def add(self, stepped: Stepped) -> None:
        """Keeps a step until it is committed: at once if it matters, else with its group."""
        if stepped.row:
            self._since = self._since if self._rows else time.monotonic()
            self._rows.append(_Kept(stepped.row, stepped.plain))
        self._after = stepped.after
        self._effects += stepped.effects
        self._closed += closed(stepped)
        self._plan(not stepped.plain)

    def when_durable(self, call: Callable[[], None]) -> None:
        """Calls back once everything so far is durable (or when the broker could not hold more back)."""
        self._call_back(_Callback(call, patient=True))

    def when_done(self, call: Callable[[], None]) -> None:
        """Calls back once everything so far is durable, or people were told from memory."""
        self._call_back(_Callback(call, patient=False))

    def commit(self) -> None:
        """Commits all that waits, now; on failure the hub goes on from memory. Never raises."""
        self._disarm()
        if self.trouble and self._retry:
            self._from_memory()
            return
        started = time.monotonic()
        because = self._write()
        if because:
            self._failed(because)
        else:
            self._settled(time.monotonic() - started)

    def close(self) -> None:
        """Tries a last commit, whatever the back-off says, and stops every timer."""
        self._stop_retry()
        self.commit()
        self._disarm()
        self._stop_retry()

    def waiting(self) -> int:
        """How many rows are not durable yet."""
        return len(self._rows)

    def stuck(self) -> bool:
        """True if rows have waited far longer than a group may, although the disk is not known to be in trouble."""
        return bool(self._rows) and not self.trouble and time.monotonic() - self._since > 2 * GROUP_AGE

    def _call_back(self, callback: _Callback) -> None:
        self._callbacks.append(callback)
        if self._clean() or len(self._callbacks) >= GROUP_ROWS:
            self._at_once()

    def _clean(self) -> bool:
        return not (self._rows or self._effects or self._closed) and self._before is self._after

    def _plan(self, matters: bool) -> None:
        if matters or len(self._rows) >= GROUP_ROWS:
            self._at_once()
        elif self._later is None:
            self._later = asyncio.get_running_loop().call_later(GROUP_AGE, self.commit)

    def _at_once(self) -> None:
        """After what the loop has ready already: whatever arrived together shares the commit."""
        if self._soon is None:
            self._soon = asyncio.get_running_loop().call_soon(self.commit)

    def _disarm(self) -> None:
        for handle in (self._soon, self._later):
            if handle:
                handle.cancel()
        self._soon = self._later = None

    def _write(self) -> str:
        """Empty if all is durable, else why it is not. A row that cannot be written must not silence an alarm."""
        if self._clean():
            return ""
        rows = [kept.row for kept in self._rows]
        with guard("the commit") as guarded:
            try:
                self._store.commit(rows, self._before, self._after, tuple(self._effects), tuple(self._closed))
            except StoreError as error:
                return str(error)
        return guarded.because

    def _settled(self, took: float) -> None:
        unsent, done = tuple(self._effects[self._sent :]), self._callbacks
        self._before = self._after
        self._rows, self._effects, self._closed, self._callbacks, self._sent = [], [], [], [], 0
        self._restored()
        self._timed(took)
        # Effects first, then the acknowledgements: an alarm is on its way before the broker hears of it.
        if unsent:
            self._outlet.put(unsent)
        self._call(done)

    @staticmethod
    def _call(callbacks: Sequence[_Callback]) -> None:
        for callback in callbacks:
            with guard("acknowledging a message"):
                callback.call()

    def _failed(self, because: str) -> None:
        if not self.trouble:
            log.error("the disk takes nothing: %s; alarms go out from memory", because)
            self._tell("disk", True, f"the hub cannot write to its disk: {because}")
        self.trouble = because
        self._retry = asyncio.get_running_loop().call_later(self._wait, self._again)
        self._wait = min(LAST_RETRY, self._wait * 2)
        self._from_memory()

    def _again(self) -> None:
        self._retry = None
        self.commit()

    def _stop_retry(self) -> None:
        if self._retry:
            self._retry.cancel()
            self._retry = None

    def _from_memory(self) -> None:
        """Nothing is durable, but people are told (behaviour 33). The broker keeps what it can for us."""
        unsent = tuple(self._effects[self._sent :])
        self._sent = len(self._effects)
        if unsent:
            self._outlet.put_unkept(unsent)
        patient = sum(callback.patient for callback in self._callbacks)
        done: list[_Callback] = []
        held: list[_Callback] = []
        for callback in self._callbacks:
            too_many = callback.patient and patient > UNACKED
            (done if too_many or not callback.patient else held).append(callback)
            patient -= too_many
        self._callbacks = held
        self._call(done)
        self._forget()

    def _forget(self) -> None:
        """Too many rows for memory: the oldest plain readings go, then the oldest of all; they are counted."""
        if len(self._rows) <= KEPT:
            return
        excess = KEPT // 10
        plain = [place for place, kept in enumerate(self._rows) if kept.plain][:excess]
        gone = set(plain) | set(range(excess - len(plain)))
        self._rows = [kept for place, kept in enumerate(self._rows) if place not in gone]
        self.dropped += len(gone)

    def _restored(self) -> None:
        self._wait = FIRST_RETRY
        if self.trouble:
            self.trouble = ""
            self._outlet.kept()
            lost = f"; {self.dropped} readings were not kept" if self.dropped else ""
            self._tell("disk", False, f"the disk takes writes again{lost}")

    def _timed(self, took: float) -> None:
        now = time.monotonic()
        if took > SLOW:
            if self._slow_until is None:
                self._tell("slow disk", True, f"the disk took {took:.0f} s to keep an event")
            self._slow_until = now + GROUP_AGE
        elif self._slow_until is not None and now > self._slow_until:
            self._slow_until = None
            self._tell("slow disk", False, "the disk is quick again")


def closed(stepped: Stepped) -> Sequence[Incident]:
    """Incidents that this step closed without a `Closed` effect: their last form is the one before."""
    if stepped.before.open is stepped.after.open:
        return ()
    told = {effect.incident.id for effect in stepped.effects if isinstance(effect, Closed)}
    gone = stepped.before.open.keys() - stepped.after.open.keys() - told
    return [stepped.before.open[key] for key in sorted(gone)]
