"""Texts by more than one provider: what one cannot take, the next gets at once, within the same send.

Which way comes first, and what a failure means, is decided in `hub.core.failover`; here it is carried out.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from msgspec import structs

from hub.core.failover import (
    Standing,
    another_may,
    asked_in_vain,
    breaks,
    due,
    failed,
    order,
    sooner,
    together,
    unsure,
    works,
)
from hub.model.effects import Accepted, Delivered, Effect, Receipt, Refused, Text, TryAgain
from hub.model.events import Event, FaultChanged, LinkChanged, Receipted
from hub.model.household import SPOKEN
from hub.model.ids import EffectKey
from hub.ports import Clock, Door, Source, TextSource, TextWay

T = TypeVar("T")
log = logging.getLogger(__name__)

PATIENCE = 8.0
"""Seconds for one way: a connection and an answer take 5 each at the most, and are never both so slow; but a name that
cannot be looked up may hang for longer. With `RECALL` and the next way's send, a text is there within 15 s."""
RECALL = 2.0
"""Seconds to ask a way whether it sent a text after all (design section 3): better a text twice than an alarm late."""
EXAMINE = 20.0
"""Seconds for one look at an account: nobody waits for it."""
REMEMBERED = timedelta(days=1)
"""How long it is kept which way could not deliver a text; its fate is not asked after for longer."""


class Failover:
    """Several ways as one. `hub.ports.Sink` for `Text`; each way's replies are polled through one of `sources`.

    `run` tells people which way is down, and asks one that is down whether it works again.
    """

    name = "texts"

    def __init__(self, ways: Sequence[TextWay], clock: Clock) -> None:
        self._clock = clock
        self._ways = {_named(way, ways): way for way in ways}
        self._standings = {name: Standing(name) for name in self._ways}
        self._tried: dict[EffectKey, tuple[datetime, frozenset[str]]] = {}
        self._told: dict[str, bool] = {}
        self._raised: dict[str, str] = {}
        self._raised_told: dict[str, bool] = {}
        self._changed = asyncio.Event()

    @property
    def sources(self) -> tuple[TextSource, ...]:
        """Each way's list of replies and delivery states."""
        return tuple(_Listened(self, name, way) for name, way in self._ways.items())

    @property
    def watching(self) -> tuple[Source, ...]:
        """The ways that hear by themselves of what happens, each run through the fail-over's door."""
        return tuple(_Watching(self, name, way) for name, way in self._ways.items() if isinstance(way, Source))

    async def send(self, effect: Effect) -> Receipt:
        """Hand a text over to the first way that takes it. One that may have taken it is asked once more before."""
        failures: list[Receipt] = []
        for name in order(tuple(self._standings.values()), self._tried_by(effect)):
            receipt = await self._by(name, effect)
            if unsure(receipt) and (known := await self._recalled(name, effect)) is not None:
                receipt = known
            self._note(name, receipt)
            if not another_may(receipt):
                return receipt
            log.warning("%s could not take %s: %s", name, effect.key, _because(receipt))
            failures.append(receipt)
        return together(failures)

    async def recall(self, effect: Effect) -> Receipt | None:
        """As `Sink.recall`: every way is asked at the same time, and one that hangs hides no other's answer."""
        asking = [asyncio.ensure_future(self._recalled(name, effect)) for name in self._ways]
        try:
            for answered in asyncio.as_completed(asking):
                if (found := await answered) is not None:
                    return found
        finally:
            for each in asking:
                each.cancel()
        return None

    async def examine(self, door: Door) -> bool:
        """Look at every way's account, one after the other: whether each would take a text now."""
        fine = [await self._looks_well(name, door) for name in self._ways]
        return all(fine)

    async def run(self, door: Door, clock: Clock) -> None:
        """Tell of each change, and ask the ways that are down, for ever."""
        while True:
            await self._tell(door)
            await self._wait(clock)
            now = clock.now()
            for name, standing in tuple(self._standings.items()):
                if standing.ask_at is not None and standing.ask_at <= now:
                    await self._ask(name, door, now)

    # What the ways say of themselves while they are polled

    def hears(self, name: str, event: Event) -> Event | None:
        """What the hub is to hear of what a way offers; None for what `run` tells."""
        match event:
            case LinkChanged():
                self._poll_says(name, event)
                return None
            case FaultChanged():
                self._account_says(name, event)
                return structs.replace(event, cause=self.cause(name, event.cause))
            case Receipted():
                return structs.replace(event, receipt=self._fate(name, event.effect, event.receipt))
            case _:
                return event

    def _account_says(self, name: str, event: FaultChanged) -> None:
        standing, now = self._standings[name], self._clock.now()
        if not event.present:
            self._put(sooner(standing, now))
        elif event.life_saving:
            self._put(failed(standing, now, event.because))

    def cause(self, name: str, cause: str) -> str:
        """A fault by the way that has it. The first way's is called as if it were the only one."""
        return cause if name == next(iter(self._ways)) else f"{cause} ({name})"

    def _poll_says(self, name: str, event: LinkChanged) -> None:
        standing, now = self._standings[name], self._clock.now()
        if not event.up:
            self._put(failed(standing, now, event.because))
        else:
            self._put(works(standing) if standing.up is None else sooner(standing, now))

    def _fate(self, name: str, key: EffectKey, receipt: Receipt) -> Receipt:
        """What becomes of a text that this way took and could not deliver: another way gets it at once."""
        if not isinstance(receipt, TryAgain | Refused) or not another_may(receipt):
            self._tried.pop(key, None)
            return receipt
        tried = self._tried.get(key, (receipt, frozenset[str]()))[1] | {name}
        if tried >= set(self._ways):
            self._tried.pop(key, None)
            return receipt
        self._tried[key] = self._clock.now(), tried
        return TryAgain(because=receipt.because, code=receipt.code, after=0.0, way_fails=True)

    # Sending

    async def _by(self, name: str, effect: Effect) -> Receipt:
        receipt, because = await _within(PATIENCE, self._ways[name].send(effect))
        if because != self._raised.get(name):
            self._raised[name] = because
            self._changed.set()
        return receipt or TryAgain(because=because or f"no answer in {PATIENCE:.0f} s", way_fails=True)

    async def _recalled(self, name: str, effect: Effect) -> Receipt | None:
        receipt, _ = await _within(RECALL, self._ways[name].recall(effect))
        return receipt

    def _tried_by(self, effect: Effect) -> frozenset[str]:
        """The ways that could not deliver this very text. What is older than a day is forgotten."""
        oldest = self._clock.now() - REMEMBERED
        self._tried = {key: kept for key, kept in self._tried.items() if kept[0] > oldest}
        return self._tried[effect.key][1] if effect.key in self._tried else frozenset()

    def _note(self, name: str, receipt: Receipt) -> None:
        standing = self._standings[name]
        if isinstance(receipt, Accepted | Delivered):
            self._put(works(standing))
        elif breaks(receipt):
            self._put(failed(standing, self._clock.now(), _because(receipt)))

    def _put(self, standing: Standing) -> None:
        if standing != self._standings[standing.name]:
            self._standings[standing.name] = standing
            self._changed.set()

    # Telling and asking

    async def _wait(self, clock: Clock) -> None:
        next_ = due(tuple(self._standings.values()))
        try:
            async with asyncio.timeout(clock.delay(next_) if next_ is not None else None):
                await self._changed.wait()
        except TimeoutError:
            pass
        self._changed.clear()

    async def _looks_well(self, name: str, door: Door) -> bool:
        fine, _ = await _within(EXAMINE, self._ways[name].examine(_Door(self, name, door)))
        return bool(fine)

    async def _ask(self, name: str, door: Door, now: datetime) -> None:
        fine = await self._looks_well(name, door)
        standing = self._standings[name]
        if standing.up is False:
            self._put(works(standing) if fine else asked_in_vain(standing, now))

    async def _tell(self, door: Door) -> None:
        for name, because in tuple(self._raised.items()):
            if bool(because) != self._raised_told.get(name):
                self._raised_told[name] = bool(because)
                await door.offer(self._fault(name, because))
        ways = tuple(self._standings.values())
        for way in ways:
            if way.up is not None:
                await self._link(door, f"texts by {spoken(way.name)}", way.up, self._because(way))
        if any(way.up for way in ways) or all(way.up is False for way in ways):
            reasons = "; ".join(dict.fromkeys(way.because for way in ways if way.because))
            await self._link(door, "sms", any(way.up for way in ways), reasons)

    async def _link(self, door: Door, link: str, up: bool, because: str) -> None:
        if self._told.get(link) != up:
            self._told[link] = up
            await door.offer(LinkChanged(at=self._clock.now(), link=link, up=up, because=because))

    def _because(self, way: Standing) -> str:
        if way.up:
            return f"{spoken(way.name)} takes texts"
        others = [each.name for each in self._standings.values() if each.up is not False]
        return f"{way.because}; texts leave by {spoken(others[0])} now" if others else way.because

    def _fault(self, name: str, because: str) -> FaultChanged:
        """A way that raises has a fault in its program: told once, and once when it works again."""
        says = because or f"{name} works again"
        return FaultChanged(at=self._clock.now(), cause=f"way out {name}", present=bool(because), because=says)


class _Door:
    """The hub's door for one way: what it says of itself goes through the fail-over."""

    def __init__(self, failover: Failover, name: str, door: Door) -> None:
        self._failover, self._name, self._door = failover, name, door
        self.complain = door.complain

    async def offer(self, event: Event) -> tuple[Effect, ...]:
        """As `Door.offer`."""
        heard = self._failover.hears(self._name, event)
        return await self._door.offer(heard) if heard is not None else ()

    def post(self, event: Event, committed: "Callable[[], None] | None" = None) -> None:
        """As `Door.post`; the ways offer what must be durable."""
        if (heard := self._failover.hears(self._name, event)) is not None:
            self._door.post(heard)


class _Listened:
    """One way's replies and delivery states. `hub.ports.TextSource`."""

    def __init__(self, failover: Failover, name: str, way: TextWay) -> None:
        self._failover, self.name, self._way = failover, name, way

    async def poll(self, door: Door, waiting: tuple[tuple[Text, str], ...]) -> None:
        """As `TextSource.poll`."""
        await self._way.poll(_Door(self._failover, self.name, door), waiting)


class _Watching:
    """One way that hears by itself of what happens. `hub.ports.Source`."""

    def __init__(self, failover: Failover, name: str, way: Source) -> None:
        self._failover, self.name, self._way = failover, name, way

    async def run(self, door: Door, clock: Clock) -> None:
        """As `Source.run`."""
        await self._way.run(_Door(self._failover, self.name, door), clock)


async def _within(seconds: float, asked: Coroutine[Any, Any, T]) -> tuple[T | None, str]:
    """What is answered in time, and what was raised instead, in a line. It is not left running."""
    task = asyncio.get_running_loop().create_task(asked)
    try:
        await asyncio.wait({task}, timeout=seconds)
    finally:
        task.cancel()
    if not task.done() or task.cancelled():
        return None, ""
    if (error := task.exception()) is not None:
        log.error("a way out failed", exc_info=error)
        return None, f"{type(error).__name__}: {error}"[:300]
    return task.result(), ""


def spoken(name: str) -> str:
    """A way as people call it."""
    provider, _, number = name.partition(" ")
    return f"{SPOKEN.get(provider, provider)} {number}".strip()


def _because(receipt: Receipt) -> str:
    return receipt.because if isinstance(receipt, TryAgain | Refused) else ""


def _named(way: TextWay, ways: Sequence[TextWay]) -> str:
    """What a way is called: its provider, with a number if another of the same provider comes before it."""
    same = [each for each in ways if each.name == way.name]
    return way.name if same[0] is way else f"{way.name} {same.index(way) + 1}"
