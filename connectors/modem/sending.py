"""Hands texts to the modem, one at a time, and knows which of them may have left."""

import asyncio
from datetime import datetime, timedelta

from connectors.modem.bus import ModemBus
from connectors.modem.failures import Failed, did_not_go, receipt
from connectors.modem.messages import Message, provider_id, unread_id
from connectors.modem.patience import Patience
from connectors.modem.standing import Modem
from connectors.modem.words import Pdu, SmsState
from hub.model.effects import Accepted, Receipt, Text, TryAgain
from hub.model.ids import EffectKey
from hub.ports import Clock

BUSY_AGAIN = 1.0
"""Seconds until a text asks again that had to wait too long for those before it."""
LOOKS_AGAIN = 0.25
"""Seconds between two looks at a text that an earlier run of the hub may be sending still."""
LEAST_VALID = 5
"""Minutes, and the steps in which the network counts them (3GPP TS 23.040, 9.2.3.12.1)."""
LONGEST_VALID = 720
"""Minutes: up to here the steps are of five minutes. No text of ours lives for longer."""
_NO_EXTRAS = frozenset({"Core.InvalidArgs", "Core.Unsupported", "Message.NotSupported", "Message.InvalidPduParameter"})
"""What a modem may answer that takes texts, but no reports on them or no bound on their life."""


class Sender:
    """Sends through one modem. `failures`: texts in a row that it did not take, for no fault of the texts."""

    def __init__(self, bus: ModemBus, clock: Clock, patience: Patience) -> None:
        self._bus, self._clock, self._patience = bus, clock, patience
        self._turn = asyncio.Lock()
        self._under_way: dict[EffectKey, asyncio.Task[Receipt]] = {}
        self._owners: dict[str, EffectKey] = {}
        self._extras = True
        self.failures = 0

    @property
    def busy(self) -> bool:
        """True while a text is on its way to the network."""
        return self._turn.locked()

    async def send(self, modem: Modem, text: Text) -> Receipt:
        """Hand a text over. One that is under way already, since an earlier try, is waited for."""
        until = asyncio.get_running_loop().time() + self._patience.taken.total_seconds()
        sending = self._under_way.get(text.key)
        if sending is None:
            try:
                async with asyncio.timeout(self._patience.in_turn.total_seconds()):
                    await self._turn.acquire()
            except TimeoutError:
                return did_not_go("the modem is sending other texts", BUSY_AGAIN, unreachable=False)
            sending = self._begin(modem, text)
        await asyncio.wait({sending}, timeout=until - asyncio.get_running_loop().time())
        because = "the network has not taken the text yet"
        return self._ended(text, sending) or TryAgain(because=because, after=BUSY_AGAIN, way_fails=True)

    async def recall(self, modem: Modem, text: Text) -> Receipt | None:
        """Whether a text has left: its words, to its number, and not known to be another's.

        One that is being sent still, perhaps for an earlier run, is waited for: whoever asks sets the bound.
        """
        while True:
            sending = self._under_way.get(text.key)
            ended = self._ended(text, sending) if sending is not None else None
            if isinstance(ended, Accepted):
                return ended
            mine = await self._mine(modem, text)
            left = next((each for each in mine if each.left), None)
            if left is not None:
                return self._took(text, left)
            if not any(each.state in (SmsState.UNKNOWN, SmsState.SENDING) for each in mine):
                return None
            await asyncio.sleep(LOOKS_AGAIN)

    async def stop(self) -> None:
        """Stop waiting for what is under way. The modem goes on with it, and the next run recalls it."""
        tasks = tuple(self._under_way.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _begin(self, modem: Modem, text: Text) -> asyncio.Task[Receipt]:
        # What ended and was never asked after is in the modem's list, if it left.
        self._under_way = {key: task for key, task in self._under_way.items() if not task.done()}
        sending = asyncio.get_running_loop().create_task(self._hand_over(modem, text), name=f"modem {text.key}")
        sending.add_done_callback(lambda _: self._turn.release())
        self._under_way[text.key] = sending
        return sending

    def _ended(self, text: Text, sending: asyncio.Task[Receipt]) -> Receipt | None:
        """What became of a text, if that is known by now."""
        if not sending.done():
            return None
        if self._under_way.get(text.key) is sending:
            del self._under_way[text.key]
        return None if sending.cancelled() else sending.result()

    def _took(self, text: Text, left: Message) -> Accepted:
        """The network has it, whether or not that was ever answered."""
        self._owners[left.path] = text.key
        sending = self._under_way.pop(text.key, None)
        if sending is not None:
            sending.cancel()
        return Accepted(provider_id=provider_id(left))

    async def _hand_over(self, modem: Modem, text: Text) -> Receipt:
        failed = await self._try(modem, text, extras=self._extras)
        if isinstance(failed, Failed) and self._extras and failed.word in _NO_EXTRAS:
            self._extras = False
            failed = await self._try(modem, text, extras=False)
        if isinstance(failed, Failed):
            answer = receipt(failed)
            self.failures += isinstance(answer, TryAgain)
            return answer
        self.failures = 0
        return Accepted(provider_id=failed)

    async def _try(self, modem: Modem, text: Text, *, extras: bool) -> str | Failed:
        """The id of a text that the network took."""
        minutes = validity(text, self._clock.now()) if extras else None
        path = await self._bus.create(modem, text.number, text.body, minutes)
        if isinstance(path, Failed):
            return path
        self._owners[path] = text.key
        failed = await self._bus.send(path)
        if failed is not None:
            if not failed.unsure:
                await self._bus.delete(modem, path)
            return failed
        sent = await self._bus.read(path)
        return unread_id(path) if isinstance(sent, Failed) else provider_id(sent)

    async def _mine(self, modem: Modem, text: Text) -> list[Message]:
        found = []
        for path in reversed(modem.messages or ()):
            if self._owners.get(path, text.key) != text.key:
                continue
            each = await self._bus.read(path)
            if isinstance(each, Message) and each.pdu == Pdu.SUBMIT and each.is_of(text):
                found.append(each)
        return found


def validity(text: Text, now: datetime) -> int:
    """Minutes that the network may keep trying: what is left of the text's life, in the steps that it can count."""
    left = (text.expires - now) // timedelta(minutes=1)
    return min(LONGEST_VALID, max(LEAST_VALID, left - left % LEAST_VALID))
