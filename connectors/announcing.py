"""One announcement by several ways at once: a voice, lights and sirens. None of them waits for another to work."""

import asyncio
from collections import OrderedDict

from hub.model.effects import Accepted, Effect, Receipt, Refused, TryAgain
from hub.model.ids import EffectKey
from hub.ports import Sink

REMEMBERED = 20
"""Announcements of which it is known which ways have done theirs: one that is tried again is not said twice."""


class Announcer:
    """Joins ways. `after`: those that begin when the others are done, because they would drown the voice."""

    name = "announce"

    def __init__(self, ways: tuple[Sink, ...], after: tuple[Sink, ...] = ()) -> None:
        self._ways, self._after = ways, after
        self._done: OrderedDict[EffectKey, set[str]] = OrderedDict()

    async def send(self, effect: Effect) -> Receipt:
        """Let every way do its part that has not done it yet. The worst of what became of it is the answer."""
        done = self._done.setdefault(effect.key, set())
        while len(self._done) > REMEMBERED:
            self._done.popitem(last=False)
        receipts = list(await asyncio.gather(*(_by(way, effect, done) for way in self._ways)))
        receipts += [await _by(way, effect, done) for way in self._after]
        return worst(receipts)

    async def recall(self, effect: Effect) -> Receipt | None:
        """Nobody knows whether it was seen or heard before a crash."""
        return None


async def _by(way: Sink, effect: Effect, done: set[str]) -> Receipt:
    if way.name in done:
        return Accepted()
    receipt = await way.send(effect)
    if not isinstance(receipt, TryAgain):
        done.add(way.name)
    return receipt


def worst(receipts: list[Receipt]) -> Receipt:
    """What must be tried again counts most, then what will never go."""
    for kind in (TryAgain, Refused):
        found = next((receipt for receipt in receipts if isinstance(receipt, kind)), None)
        if found is not None:
            return found
    return Accepted()
