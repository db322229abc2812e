"""Texts through Twilio: handed over, asked after, and answered."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

from connectors.account_news import LOW, AccountNews
from connectors.blocking import TimedOut, Worker
from connectors.text_waits import back_off
from connectors.twilio_outcomes import (
    Credit,
    Failed,
    Message,
    fate,
    fault_of,
    refusal,
)
from hub.model.effects import Accepted, Effect, Receipt, Text, TryAgain
from hub.model.events import Receipted, Replied
from hub.model.household import TextProvider
from hub.model.ids import EffectKey
from hub.ports import Clock, Door

if TYPE_CHECKING:
    from collections.abc import Callable

    from connectors.twilio_client import Account

T = TypeVar("T")

CALL_TIME_OUT = 12.0
"""Seconds for one call, waiting for a thread included: 5 to connect, 5 for the answer, and a little of the queue."""
LOAD_TIME_OUT = 60.0
"""Seconds to import the client: half a second on a desk, several on a small Pi that is busy."""
RECALL_TIME_OUT = 2.0
"""Seconds (design section 3): better a text twice than an alarm late."""
RECALL_BEFORE = timedelta(minutes=1)
"""How long before an effect its text may be dated, clocks being what they are."""
RECALLED, REPLIES = 20, 1000
"""Texts looked at: the newest to one number; and of replies, far more than a home can get between two polls."""
FIRST_LOOK_BACK = timedelta(days=3)
"""How far back replies are read after a start. The engine knows by their sid which it has seen."""
OVERLAP = timedelta(minutes=10)
"""How late Twilio may list a reply, behind a newer one."""
ALARM_LIFE = (120, 600)
"""Seconds that an alarm, or a question about one, may wait at Twilio: then it is no longer news (behaviour 13)."""
LONGEST_LIFE = 36_000
"""Seconds, Twilio's most: the text that tells the outcome may come late, but must come."""


class TwilioSms:
    """Sends texts and reads replies. `hub.ports.Sink` for `Text`, and `hub.ports.TextSource`.

    Lists are read on a thread of their own, so that a slow list never stands before an alarm.
    """

    name = "twilio"

    def __init__(self, sms: TextProvider, token: str, clock: Clock) -> None:
        self._sms, self._token, self._clock = sms, token, clock
        self._sending = Worker("twilio send")
        self._reading = Worker("twilio read", threads=1)
        self._account: Account | None = None
        self._private = True
        self._unsure: dict[EffectKey, datetime] = {}
        self._sids: dict[str, EffectKey] = {}
        self._tried: dict[str, int] = {}
        self._news = AccountNews("Twilio", clock)
        self._ahead = timedelta(0)
        self._since: datetime | None = None
        self._offered: set[str] = set()
        self._fates: dict[str, Receipt] = {}

    async def prepare(self) -> None:
        """Import the client now, off the loop, so that the first alarm need not wait for it."""
        await self._loaded(self._reading)

    def stop(self) -> None:
        """Let the threads end."""
        self._sending.stop()
        self._reading.stop()

    async def send(self, effect: Effect) -> Receipt:
        """Hand a text over. If an earlier try may have got through, Twilio's list is asked first."""
        text = _text(effect)
        if text.key in self._unsure and (found := await self.recall(text)):
            return found
        answer = await self._create(text)
        if isinstance(answer, Failed) and answer.privacy and self._private:
            self._private = False
            answer = await self._create(text)
        return self._took(text, answer) if isinstance(answer, Message) else self._did_not_take(text, answer)

    async def recall(self, effect: Effect) -> Receipt | None:
        """Whether the text went out already: its words, to its number, not before it was decided.

        Twilio blanks the words of a text some time after it left (`ContentRetention`): then nobody can tell, and it is
        sent again.
        """
        text = _text(effect)
        answer = await self._ask(self._sending, lambda account: account.listed({"to": text.number}, RECALLED),
                                 RECALL_TIME_OUT)  # fmt: skip
        if isinstance(answer, Failed):
            return None
        for each in answer:
            if self._is(each, text):
                return self._took(text, each)
        return None

    async def poll(self, door: Door, waiting: tuple[tuple[Text, str], ...]) -> None:
        """Offer new replies, what became of `waiting`, and trouble with the account or the way there."""
        answered = await self._poll_replies(door)
        if answered:
            await self._poll_fates(door, waiting)
        await self._news.tell(door)

    async def examine(self, door: Door) -> bool:
        """As `TextWay.examine`: what is left on the account, and whether our number is still ours."""
        credit = await self._ask(self._reading, lambda account: account.credit())
        if isinstance(credit, Failed):
            self._note(credit)
        else:
            self._weigh(credit)
        ours = await self._ours() if isinstance(credit, Credit) else None
        await self._news.tell(door)
        return isinstance(credit, Credit) and credit.balance > 0 and ours is not False

    def _weigh(self, credit: Credit) -> None:
        self._news.fine("sms credentials")
        self._news.fault("sms credit", None if credit.balance > 0 else f"nothing is left at Twilio ({credit.left})")
        low = 0 < credit.balance < self._sms.least_credit
        self._news.fault(LOW, f"only {credit.left} is left at Twilio" if low else None)

    async def _ours(self) -> bool | None:
        """Whether the account has our number; None if nobody can tell. A messaging service has numbers of its own."""
        if not self._sms.sender.startswith("+"):
            return None
        owns = await self._ask(self._reading, lambda account: account.owns(self._sms.sender))
        if isinstance(owns, Failed):
            return None
        self._news.fault("sms sender", None if owns else "our own number is not one of this Twilio account any more")
        return owns

    # Sending

    async def _create(self, text: Text) -> Message | Failed:
        parameters = self._parameters(text)
        return await self._ask(self._sending, lambda account: account.create(parameters))

    def _parameters(self, text: Text) -> dict[str, object]:
        sender = "messaging_service_sid" if self._sms.sender.startswith("MG") else "from_"
        private = {"content_retention": "discard", "address_retention": "obfuscate"} if self._private else {}
        life = validity(text, self._clock.now())
        return {"to": text.number, sender: self._sms.sender, "body": text.body, "validity_period": life, **private}

    def _took(self, text: Text, message: Message) -> Receipt:
        self._unsure.pop(text.key, None)
        self._tried.pop(text.number, None)
        self._sids[message.sid] = text.key
        self._news.fine("sms credentials", "sms credit", "sms sender")
        return fate(message.status, message.code, message.sid)

    def _did_not_take(self, text: Text, failed: Failed) -> Receipt:
        now = self._clock.now()
        self._unsure = {key: expires for key, expires in self._unsure.items() if expires > now}
        if failed.unsure:
            self._unsure[text.key] = text.expires
        tried = self._tried[text.number] = self._tried.get(text.number, 0) + 1
        self._note(failed)
        if failed.status is None:
            return TryAgain(because=failed.message, after=back_off(tried), way_fails=True)
        return refusal(failed.status, failed.code, failed.message, tried)

    def _is(self, message: Message, text: Text) -> bool:
        """True if `message` is this text. One that we know to be another effect's is not."""
        if message.inbound or message.body != text.body or message.status in ("failed", "undelivered", "canceled"):
            return False
        if self._sids.get(message.sid, text.key) != text.key:
            return False
        return message.sent is None or message.sent >= text.at + self._ahead - RECALL_BEFORE

    # Polling

    async def _poll_replies(self, door: Door) -> bool:
        since = self._since or self._clock.now() + self._ahead - FIRST_LOOK_BACK
        filters: dict[str, object] = {"date_sent_after": since.astimezone(UTC), "page_size": 100}
        if not self._sms.sender.startswith("MG"):
            filters["to"] = self._sms.sender
        answer = await self._ask(self._reading, lambda account: account.listed(filters, REPLIES))
        if isinstance(answer, Failed):
            self._note(answer)
            if fault_of(answer.status, answer.code) is None:
                self._news.polled(answered=False)
            return False
        self._news.polled(answered=True)
        self._news.fine("sms credentials")
        for each in reversed(answer):
            await self._offer_reply(door, each)
        return True

    async def _offer_reply(self, door: Door, message: Message) -> None:
        if not message.inbound or message.sid in self._offered:
            return
        replied = Replied(
            at=self._clock.now(), number=message.sender, text=message.body, sid=message.sid, sent=message.sent
        )
        await door.offer(replied)
        self._offered.add(message.sid)
        if message.sent:
            self._since = max(self._since or message.sent - OVERLAP, message.sent - OVERLAP)

    async def _poll_fates(self, door: Door, waiting: tuple[tuple[Text, str], ...]) -> None:
        self._fates = {sid: self._fates[sid] for _, sid in waiting if sid in self._fates}
        for text, sid in waiting:
            if sid in self._fates or ":" in sid:  # with a colon: another provider's
                continue
            answer = await self._fetch(sid)
            if isinstance(answer, Message):
                await self._offer_fate(door, text, answer)
            elif answer.status != 404:  # 404: Twilio has forgotten this one text, and may know the next
                return

    async def _fetch(self, sid: str) -> Message | Failed:
        return await self._ask(self._reading, lambda account: account.fetch(sid))

    async def _offer_fate(self, door: Door, text: Text, message: Message) -> None:
        receipt = fate(message.status, message.code, message.sid)
        if isinstance(receipt, Accepted):
            return
        failed = Failed(message.status, code=message.code)
        self._private = self._private and not failed.privacy
        self._note(failed)
        await door.offer(Receipted(at=self._clock.now(), effect=text.key, receipt=receipt))
        self._fates[message.sid] = receipt

    def _note(self, failed: Failed) -> None:
        if fault := fault_of(failed.status, failed.code):
            self._news.fault(*fault)

    # Asking

    async def _ask(
        self, worker: Worker, ask: "Callable[[Account], T | Failed]", limit: float | None = None
    ) -> T | Failed:
        account = await self._loaded(worker)
        if account is None:
            return Failed("the Twilio client is still being loaded", unsure=False)
        answer = await worker.call(ask, account, timeout=limit or CALL_TIME_OUT)
        if isinstance(answer, TimedOut):
            return Failed(f"no answer from Twilio in {answer.after:.0f} s", unsure=answer.begun)
        if account.date:
            self._ahead = account.date - self._clock.now()
        return answer

    async def _loaded(self, worker: Worker) -> "Account | None":
        if self._account is None:
            loaded = await worker.call(_load, self._sms, self._token, timeout=LOAD_TIME_OUT)
            if isinstance(loaded, TimedOut):
                return None
            self._account = loaded
        return self._account


def validity(text: Text, now: datetime) -> int:
    """Seconds that Twilio may keep trying: what is left of the text's life, within the bounds for its purpose."""
    least, most = ALARM_LIFE if text.purpose in ("alarm", "question") else (ALARM_LIFE[0], LONGEST_LIFE)
    return max(least, min(most, int((text.expires - now).total_seconds())))


def _text(effect: Effect) -> Text:
    if not isinstance(effect, Text):
        raise TypeError(f"Twilio sends texts, not {type(effect).__name__}")
    return effect


def _load(sms: TextProvider, token: str) -> "Account":
    from connectors.twilio_client import Account

    return Account(sms.account, token, sms.base)
