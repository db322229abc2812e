"""Texts through GOV.UK Notify: handed over, asked after, and answered.

Notify has no validity: it may try for 72 hours to deliver a text, so an old alarm can come late. Each text says the
time of what it tells, and docs/installer.md says to make Notify the second way, not the first.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from connectors.account_news import AccountNews
from connectors.blocking import TimedOut, Worker
from connectors.notify_outcomes import (
    PREFIX,
    Failed,
    Reply,
    Template,
    fate,
    fault_of,
    refusal,
    template_fault,
)
from hub.model.effects import Accepted, Effect, Receipt, Text
from hub.model.events import Receipted, Replied
from hub.model.household import TextProvider
from hub.model.ids import EffectKey
from hub.ports import Clock, Door

if TYPE_CHECKING:
    from connectors.notify_client import Account

T = TypeVar("T")

CALL_TIME_OUT = 12.0
"""Seconds for one call, waiting for a thread included: 5 to connect, 5 for the answer, and a little of the queue."""
LOAD_TIME_OUT = 60.0
"""Seconds to import the client: half a second on a desk, several on a small Pi that is busy."""
RECALL_TIME_OUT = 2.0
"""Seconds (design section 3): better a text twice than an alarm late."""
FIRST_LOOK_BACK = timedelta(days=3)
"""How far back replies are read. The engine knows by their id which it has seen; Notify keeps them for 7 days."""
PAGES = 8
"""Pages of received texts (250 each) that are read at once: far more than a home can get in three days."""
HANDED_ON = 32
"""Letters of our reference, a hash of the effect's key: it must say nothing about a person, and needs to be unique."""


class NotifySms:
    """Sends texts and reads replies. `hub.ports.TextWay`.

    Lists are read on a thread of their own, so that a slow list never stands before an alarm.
    """

    name = "notify"

    def __init__(self, way: TextProvider, key: str, clock: Clock) -> None:
        self._way, self._key, self._clock = way, key, clock
        self._sending = Worker("notify send")
        self._reading = Worker("notify read", threads=1)
        self._account: Account | None = None
        self._news = AccountNews("GOV.UK Notify", clock)
        self._unsure: dict[EffectKey, datetime] = {}
        self._tried: dict[str, int] = {}
        self._ahead = timedelta(0)
        self._offered: dict[str, datetime] = {}
        self._fates: set[str] = set()

    async def prepare(self) -> None:
        """Import the client now, off the loop, so that the first alarm need not wait for it."""
        await self._loaded(self._reading)

    def stop(self) -> None:
        """Let the threads end."""
        self._sending.stop()
        self._reading.stop()

    async def send(self, effect: Effect) -> Receipt:
        """Hand a text over. If an earlier try may have got through, Notify is asked first."""
        text = _text(effect)
        if text.key in self._unsure and (found := await self.recall(text)):
            return found
        answer = await self._ask(
            self._sending, lambda account: account.create(text.number, text.body, reference(text.key))
        )
        return self._did_not_take(text, answer) if isinstance(answer, Failed) else self._took(text, answer)

    async def recall(self, effect: Effect) -> Receipt | None:
        """Whether the text went out already: our reference says so for certain. What failed since counts as not."""
        text = _text(effect)
        answer = await self._ask(self._sending, lambda account: account.referred(reference(text.key)), RECALL_TIME_OUT)
        if isinstance(answer, Failed):
            return None
        for each in answer:
            if not each.status.endswith("failure"):
                self._took(text, each.id)
                return fate(each.status, each.id)
        return None

    async def poll(self, door: Door, waiting: tuple[tuple[Text, str], ...]) -> None:
        """Offer new replies, what became of `waiting`, and trouble with the service or the way there."""
        if await self._poll_replies(door):
            ours = [(text, id_.removeprefix(PREFIX)) for text, id_ in waiting if id_.startswith(PREFIX)]
            await self._poll_fates(door, ours)
        await self._news.tell(door)

    async def examine(self, door: Door) -> bool:
        """As `TextWay.examine`: fetches the template, which takes a key that is accepted and a clock that is right."""
        answer = await self._ask(self._reading, lambda account: account.template())
        self._note_template(answer)
        await self._news.tell(door)
        return isinstance(answer, Template) and template_fault(answer) is None

    # Sending

    def _took(self, text: Text, id_: str) -> Receipt:
        self._unsure.pop(text.key, None)
        self._tried.pop(text.number, None)
        self._news.fine("sms credentials", "sms credit", "sms sender", "sms template")
        return fate("created", id_)

    def _did_not_take(self, text: Text, failed: Failed) -> Receipt:
        now = self._clock.now()
        self._unsure = {key: expires for key, expires in self._unsure.items() if expires > now}
        if failed.unsure:
            self._unsure[text.key] = text.expires
        tried = self._tried[text.number] = self._tried.get(text.number, 0) + 1
        self._note(failed)
        return refusal(failed, tried)

    # Polling

    async def _poll_replies(self, door: Door) -> bool:
        since, known = self._clock.now() + self._ahead - FIRST_LOOK_BACK, frozenset(self._offered)
        answer = await self._ask(self._reading, lambda account: account.received(since, known, PAGES))
        if isinstance(answer, Failed):
            self._note(answer)
            if fault_of(answer) is None:
                self._news.polled(answered=False)
            return False
        self._news.polled(answered=True)
        self._news.fine("sms credentials")
        self._offered = {id_: sent for id_, sent in self._offered.items() if sent >= since}
        for each in reversed(answer):
            await self._offer_reply(door, each)
        return True

    async def _offer_reply(self, door: Door, reply: Reply) -> None:
        """A service may have several numbers, and homes share one: only what came to our own is ours."""
        if reply.id in self._offered or (self._way.sender and reply.to != self._way.sender):
            return
        now = self._clock.now()
        await door.offer(
            Replied(at=now, number=reply.number, text=reply.body, sid=f"{PREFIX}{reply.id}", sent=reply.sent)
        )
        self._offered[reply.id] = reply.sent or now + self._ahead

    async def _poll_fates(self, door: Door, waiting: list[tuple[Text, str]]) -> None:
        self._fates &= {id_ for _, id_ in waiting}
        for text, id_ in waiting:
            if id_ in self._fates:
                continue
            answer = await self._ask(self._reading, lambda account, id_=id_: account.fetch(id_))  # type: ignore[misc]
            if isinstance(answer, Failed) and answer.status != 404:  # 404: Notify has forgotten this one text
                return
            receipt = None if isinstance(answer, Failed) else fate(answer.status, id_)
            if receipt is not None and not isinstance(receipt, Accepted):
                await door.offer(Receipted(at=self._clock.now(), effect=text.key, receipt=receipt))
                self._fates.add(id_)

    def _note(self, failed: Failed) -> None:
        if fault := fault_of(failed):
            self._news.fault(*fault)

    def _note_template(self, answer: Template | Failed) -> None:
        if isinstance(answer, Failed):
            self._note(answer)
        else:
            self._news.fine("sms credentials", "sms template")
        if because := template_fault(answer):
            self._news.fault("sms template", because)

    # Asking

    async def _ask(
        self, worker: Worker, ask: "Callable[[Account], T | Failed]", limit: float = CALL_TIME_OUT
    ) -> T | Failed:
        account = await self._loaded(worker)
        if account is None:
            return Failed("the client of GOV.UK Notify is still being loaded", unsure=False)
        answer = await worker.call(ask, account, timeout=limit)
        if isinstance(answer, TimedOut):
            return Failed(f"no answer from GOV.UK Notify in {answer.after:.0f} s", unsure=answer.begun)
        if account.date:
            self._ahead = account.date - self._clock.now()
        return answer

    async def _loaded(self, worker: Worker) -> "Account | None":
        if self._account is None:
            loaded = await worker.call(_load, self._way, self._key, timeout=LOAD_TIME_OUT)
            if isinstance(loaded, TimedOut):
                return None
            self._account = loaded
        return self._account


def reference(key: EffectKey) -> str:
    """What an effect is called at Notify."""
    return hashlib.sha256(key.encode()).hexdigest()[:HANDED_ON]


def _text(effect: Effect) -> Text:
    if not isinstance(effect, Text):
        raise TypeError(f"GOV.UK Notify sends texts, not {type(effect).__name__}")
    return effect


def _load(way: TextProvider, key: str) -> "Account":
    from connectors.notify_client import Account

    return Account(key, way.template, way.sender_id, way.base)
