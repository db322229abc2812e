"""Sends what must leave the house: a lane per way and recipient, in order, until it went or is too late."""

import asyncio
import logging
from collections import deque
from collections.abc import Container, Iterable, Mapping
from datetime import datetime, timedelta
from random import Random

from hub.core.failover import unsure
from hub.model.effects import Announce, Call, Document, Effect, Receipt, Refused, Result, Text, TryAgain, Withdraw
from hub.model.events import FaultChanged, Receipted
from hub.ports import Clock, Door, Sink
from hub.shell.outbox import lane_of, purpose_of, replaces
from hub.shell.store import Store, StoreError
from hub.shell.supervisor import guard

log = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0
"""Seconds between two tries, doubling: a text lives for minutes only, and a provider must not be hammered."""

RECALL = 2.0
"""Seconds to ask a provider whether an effect went out already: an alarm waits no longer (design section 3)."""

TEXTS = ("sms", "texts by ")
"""The links of texts: as a whole, and by one of several providers."""

HANG = 30.0
"""Seconds after which a send that says nothing is given up: way beyond a sink's own time-outs (5 s)."""


SINKS: dict[type[Effect], str] = {Text: "text", Call: "call", Announce: "announce"}
"""Which way out an effect takes; any other is for the centre."""


class _Item:
    """An effect on its way. `moot`: no longer true; `kept`: the store has its row; `again`: a machine took it once.

    What goes again brings nothing before it forward: to a phone that stays off, two texts would take turns for ever.
    """

    def __init__(self, effect: Text | Call | Announce | Document | Result, kept: bool) -> None:
        self.effect, self.kept = effect, kept
        self.tries = 0
        self.not_before: datetime | None = None
        self.polite = False
        self.unknown = False
        self.moot = False
        self.told: TryAgain | None = None
        self.again = False

    def expired(self, now: datetime) -> bool:
        return isinstance(self.effect, Text | Call | Announce) and self.effect.expires <= now


class _Lane:
    """What goes one way to one recipient."""

    def __init__(self) -> None:
        self.items: deque[_Item] = deque()
        self.wake = asyncio.Event()
        self.task: asyncio.Task[None] | None = None


class Outgoing:
    """The outbox at work. `sinks`: "text", "call", "announce" and "centre". Receipts come back in by the door."""

    def __init__(self, sinks: Mapping[str, Sink], store: Store, clock: Clock, random: Random) -> None:
        self._sinks, self._store, self._clock, self._random = sinks, store, clock, random
        self._lanes: dict[str, _Lane] = {}
        self._owed: list[tuple[_Item, Receipt]] = []
        self._broken: set[str] = set()
        self._early: list[_Item] = []
        self._door: Door | None = None

    def begin(self, door: Door, told: Container[str] = ()) -> None:
        """Takes up what the outbox held at the last stop, then whatever was put since. `told`: faults told already."""
        self._door = door
        self._broken = {sink.name for sink in self._sinks.values() if f"way out {sink.name}" in told}
        early, self._early = self._early, []
        loaded: set[str] = set()
        for waiting in self._store.waiting():
            if isinstance(waiting.effect, Text | Call | Announce | Document | Result):
                item = _Item(waiting.effect, kept=True)
                item.tries, item.not_before, item.unknown = waiting.tries, waiting.not_before, waiting.fate_unknown
                loaded.add(item.effect.key)
                self._queue(item)
        for item in early:
            if item.effect.key not in loaded and not item.moot:
                self._queue(item)

    async def end(self) -> None:
        """Stops sending. What has not left stays in the store, and so does what is put from now on."""
        self._door = None
        tasks = [lane.task for lane in self._lanes.values() if lane.task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._lanes.clear()

    def put(self, effects: Iterable[Effect]) -> None:
        """Sends effects that are durable."""
        self._put(effects, kept=True)

    def put_unkept(self, effects: Iterable[Effect]) -> None:
        """Sends effects from memory: the disk takes nothing, and people must be told all the same."""
        self._put(effects, kept=False)

    def again(self, text: Text, receipt: TryAgain) -> None:
        """Sends once more, later, what a machine took and a phone did not get: it may be on again by then."""
        item = _Item(text, kept=True)
        wait = LONGEST_WAIT if receipt.after is None else receipt.after
        item.tries, item.again, item.not_before = 1, True, self._clock.now() + timedelta(seconds=wait)
        self._record(item, receipt)
        self._queue(item)

    def kept(self) -> None:
        """The disk took it all: what was sent from memory is written down."""
        for item in self._items():
            item.kept = True
        owed, self._owed = self._owed, []
        for item, receipt in owed:
            item.kept = True
            self._record(item, receipt)

    def link_up(self, link: str) -> None:
        """What waited for this way to be tried again goes now: the centre should not wait for a back-off."""
        lanes = "text" if link in TEXTS or link.startswith(TEXTS) else link
        for name, lane in self._lanes.items():
            if name.startswith(f"{lanes}/") and lane.items:
                lane.items[0].not_before = None
                lane.wake.set()

    def depth(self) -> tuple[int, datetime | None]:
        """How many effects wait to leave, and since when the oldest."""
        waiting = [item.effect.at for item in self._items() if not item.moot]
        return len(waiting), min(waiting, default=None)

    def _items(self) -> list[_Item]:
        return [*self._early, *(item for lane in self._lanes.values() for item in lane.items)]

    # -- queueing

    def _put(self, effects: Iterable[Effect], kept: bool) -> None:
        for effect in effects:
            if isinstance(effect, Withdraw):
                self._withdraw(effect)
            elif isinstance(effect, Text | Call | Announce | Document | Result) and lane_of(effect):
                self._queue(_Item(effect, kept))

    def _withdraw(self, withdraw: Withdraw) -> None:
        for item in self._items():
            effect = item.effect
            if isinstance(effect, Text | Call | Announce) and effect.incident == withdraw.incident:
                item.moot = item.moot or purpose_of(effect) in withdraw.purposes
        self._wake_all()

    def _queue(self, item: _Item) -> None:
        name = lane_of(item.effect)
        if self._door is None or name is None:
            self._early.append(item)
            return
        lane = self._lanes.setdefault(name, _Lane())
        for older in lane.items:
            older.moot = older.moot or replaces(item.effect, older.effect)
        lane.items.append(item)
        lane.wake.set()
        if lane.task is None:
            lane.task = asyncio.get_running_loop().create_task(self._drain(name, lane), name=f"lane {name}")

    def _wake_all(self) -> None:
        for lane in self._lanes.values():
            lane.wake.set()

    # -- one lane

    async def _drain(self, name: str, lane: _Lane) -> None:
        while lane.items:
            item = lane.items[0]
            await self._wait(lane, item)
            if item.moot or await self._guarded(name, item):
                lane.items.popleft()
        del self._lanes[name]

    async def _guarded(self, name: str, item: _Item) -> bool:
        """A fault in the program delays a lane; it never ends it."""
        with guard(f"lane {name}"):
            return await self._try(item)
        item.not_before = self._clock.now() + timedelta(seconds=LONGEST_WAIT)
        return False

    async def _wait(self, lane: _Lane, item: _Item) -> None:
        """Waits for an item's next try. A new effect behind it brings that forward: it may be an alarm."""
        while not item.moot and item.not_before and (wait := self._clock.delay(item.not_before)) > 0:
            lane.wake.clear()
            behind = len(lane.items)
            try:
                async with asyncio.timeout(min(wait, LONGEST_WAIT)):  # wait_for of Python 3.11 may lose a cancel
                    await lane.wake.wait()
            except TimeoutError:
                continue
            if not item.polite and any(not each.again for each in list(lane.items)[behind:]):
                return

    async def _try(self, item: _Item) -> bool:
        """True if nothing is left to do for this item."""
        if item.expired(self._clock.now()):
            self._expire(item)
            return True
        if item.unknown:
            known = await self._recall(item)
            if known is not None and not isinstance(known, TryAgain):
                await self._tell(item, known)
                return True
        if item.moot or not self._begin(item):
            return True
        return await self._became(item, await self._send(item))

    def _expire(self, item: _Item) -> None:
        log.warning("%s came too late to be true, and was not sent", item.effect.key)
        try:
            self._store.expire(self._clock.now())
        except StoreError as error:
            log.warning("that could not be kept: %s", error)

    def _begin(self, item: _Item) -> bool:
        """Durably notes the try of a text or a call. False: it was withdrawn. A sick disk holds no alarm back.

        A document or a result that is sent twice does no harm, and nobody can tell whether it went.
        """
        if not item.kept or not isinstance(item.effect, Text | Call):
            return True
        try:
            return self._store.begin(item.effect.key, self._clock.now())
        except StoreError as error:
            log.warning("sending %s although the disk cannot keep it: %s", item.effect.key, error)
            return True

    # -- one sink

    def _sink(self, effect: Effect) -> Sink | None:
        return self._sinks.get(SINKS.get(type(effect), "centre"))

    async def _send(self, item: _Item) -> Receipt:
        sink = self._sink(item.effect)
        if sink is None:
            fault = "no way out" if isinstance(item.effect, Text | Call) else ""
            return Refused(because="no way out of this kind is set up", fault=fault)
        receipt: Receipt = TryAgain(because=f"no answer within {HANG:.0f} s")
        with guard(f"way out {sink.name}") as guarded:
            try:
                async with asyncio.timeout(HANG):
                    receipt = await sink.send(item.effect)
            except TimeoutError:
                log.warning("%s: no answer from %s", item.effect.key, sink.name)
        self._note(sink, guarded.because)
        return TryAgain(because=guarded.because) if guarded.error else receipt

    async def _recall(self, item: _Item) -> Receipt | None:
        sink = self._sink(item.effect)
        if sink is None:
            return None
        with guard(f"asking {sink.name} what went out"):
            try:
                async with asyncio.timeout(RECALL):
                    return await sink.recall(item.effect)
            except TimeoutError:
                log.warning("%s cannot say whether %s went out; sending it again", sink.name, item.effect.key)
        return None

    def _note(self, sink: Sink, because: str) -> None:
        """A sink that raises has a fault in its program: told once, and once when it works again."""
        if bool(because) == (sink.name in self._broken):
            return
        (self._broken.add if because else self._broken.discard)(sink.name)
        assert self._door
        self._door.post(
            FaultChanged(
                at=self._clock.now(),
                cause=f"way out {sink.name}",
                present=bool(because),
                because=because or f"{sink.name} works again",
            )
        )

    # -- what became of it

    async def _became(self, item: _Item, receipt: Receipt) -> bool:
        if not isinstance(receipt, TryAgain):
            await self._tell(item, receipt)
            return True
        item.tries += 1
        item.unknown = unsure(receipt)
        item.polite = receipt.after is not None
        wait = receipt.after if receipt.after is not None else self._back_off(item.tries)
        item.not_before = self._clock.now() + timedelta(seconds=wait)
        self._record(item, receipt)
        if not item.told or news_of(item.told) != news_of(receipt):
            item.told = receipt
            await self._tell(item, receipt)
        return False

    def _back_off(self, tries: int) -> float:
        base = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(tries - 1, 10))
        return base * (0.75 + self._random.random() / 4)

    async def _tell(self, item: _Item, receipt: Receipt) -> None:
        """Back in by the door. The journal's commit settles the outbox; what it cannot is kept for later."""
        assert self._door
        if not item.kept and not isinstance(receipt, TryAgain):
            self._owed.append((item, receipt))
        await self._door.offer(Receipted(at=self._clock.now(), effect=item.effect.key, receipt=receipt))

    def _record(self, item: _Item, receipt: Receipt) -> None:
        if not item.kept:
            return
        try:
            self._store.receipt(item.effect.key, receipt, self._clock.now(), item.not_before)
        except StoreError as error:
            log.warning("the try at %s could not be kept: %s", item.effect.key, error)


def news_of(receipt: TryAgain) -> tuple[str, int | None, bool]:
    """What makes two refusals for now the same news."""
    return receipt.because, receipt.code, receipt.unreachable
