"""Plays a story through the whole hub in virtual time: real store, real outbox, real Twilio outcomes, the fake carrier.

Nothing is left out but the network between us and the carrier, and the threads that it needs: the carrier is asked in
the process. The lines are those of tests/stories, and these:

    anna's phone is off                    30003 for each text from now on; also `is on`, `has opted out` (21610),
                                           `is a landline` (30006), `never says delivered`, `is slow (20 s)`
    anna's next text is not answered for   the carrier takes it, and the answer is lost; also `meets 429`
    the carrier is down                    503 to everything; also `is silent` (no answer at all), `is up`
    deliveries are told late               no delivery state is told; then `deliveries are told`
    the list repeats itself                each reply is listed twice, newest last; then `the list is as usual`
    hub killed, hub stopped, hub started
"""

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from random import Random
from typing import Any

from connectors.blocking import TimedOut
from connectors.twilio_outcomes import Failed, Message
from connectors.twilio_sms import TwilioSms
from detectors import parts
from hub.core.engine import Engine
from hub.model.household import Secret, TextProvider
from hub.shell import heartbeat
from hub.shell.clock import HubClock
from hub.shell.filling import Filling
from hub.shell.loop import Hub
from hub.shell.outgoing import Outgoing
from hub.shell.recovery import recover
from hub.shell.store import Store
from tests.shell.virtual import VirtualLoop
from tests.support.carrier import ACCOUNT, SENDER, Behaviour, Carrier, RefusalError, Sent
from tests.support.stories import Came
from tests.support.story_events import Cast, event
from tests.support.story_lines import Happens, Story

CODE = "4321"
"""What stands for the key safe's code."""
PROVIDER = TextProvider(provider="twilio", sender=SENDER, account=ACCOUNT)
PHONES: dict[str, Behaviour] = {
    "is on": Behaviour("deliver"),
    "is off": Behaviour("fail", code=30003),
    "has opted out": Behaviour("refuse", code=21610),
    "is a landline": Behaviour("fail", code=30006),
    "never says delivered": Behaviour("accept"),
    "is slow": Behaviour("slow", seconds=4.0),
}
ONCE: dict[str, Behaviour] = {
    "is not answered for": Behaviour("lose answer", times=1),
    "meets 429": Behaviour("refuse", status=429, code=20429, times=1),
    "meets 500": Behaviour("refuse", status=500, code=20500, times=1),
}
TROUBLE: dict[str, Behaviour | None] = {
    "is down": Behaviour("refuse", status=503, code=20503),
    "is silent": Behaviour("hang"),
    "is up": None,
}


class HangsError(Exception):
    """No answer comes."""


class InProcess:
    """What `connectors.twilio_client.Account` is, with no network between."""

    date = None

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier
        self.tells_deliveries, self.repeats = True, False

    def create(self, parameters: dict[str, Any]) -> Message | Failed:
        given = {
            "To": parameters["to"], "From": parameters["from_"], "Body": parameters["body"],
            "ValidityPeriod": str(parameters["validity_period"]),
        }  # fmt: skip
        return self._asked(lambda: self._created(given))

    def _created(self, given: dict[str, str]) -> Message | Failed:
        behaviour, public = self._carrier.create(given)
        if behaviour.does == "hang":
            raise HangsError
        return Failed("the connection broke", unsure=True) if behaviour.does == "lose answer" else _message(public)

    def fetch(self, sid: str) -> Message | Failed:
        def ask() -> Message:
            self._trouble()
            if self.tells_deliveries:
                return _message(self._carrier.fetch(sid))
            return next(_message(self._carrier._public(m)) for m in self._carrier._messages if m.sid == sid)

        return self._asked(ask)

    def listed(self, filters: dict[str, Any], most: int) -> tuple[Message, ...] | Failed:
        given = {"PageSize": str(most)}
        if "to" in filters:
            given["To"] = filters["to"]
        if "date_sent_after" in filters:
            given["DateSent>"] = filters["date_sent_after"].isoformat()

        def ask() -> tuple[Message, ...]:
            self._trouble()
            found = [_message(each) for each in self._carrier.listed(given, "/")["messages"]]
            return tuple([*found[::-1], *found] if self.repeats else found)

        return self._asked(ask)

    def _trouble(self) -> None:
        trouble = self._carrier.trouble or Behaviour()
        trouble.refuse()
        if trouble.does == "hang":
            raise HangsError

    @staticmethod
    def _asked(ask: Callable[[], Any]) -> Any:
        try:
            return ask()
        except RefusalError as refused:
            return Failed(str(refused), refused.status, refused.code, unsure=refused.status >= 500)


def _message(told: dict[str, Any]) -> Message:
    return Message(
        sid=told["sid"], sender=told["from"] or "", to=told["to"], body=told["body"],
        inbound=told["direction"] == "inbound", status=told["status"], code=told["error_code"],
        sent=parsedate_to_datetime(told["date_sent"]).astimezone(UTC),
    )  # fmt: skip


class Inline:
    """A worker without threads: time passes as it does in the loop."""

    async def call(self, fn: Callable[..., Any], *given: Any, timeout: float) -> Any:  # noqa: ASYNC109
        await asyncio.sleep(0.05)
        try:
            return fn(*given)
        except HangsError:
            await asyncio.sleep(timeout)
            return TimedOut(after=timeout, begun=True)

    def stop(self) -> None:
        """Nothing to stop."""


class Play:
    """One story under way. `story` and `came` are compared as those of a day are."""

    def __init__(self, story: Story, loop: VirtualLoop, folder: Path, carrier: Carrier) -> None:
        self.story, self.loop, self.folder, self.carrier = story, loop, folder, carrier
        self.cast = Cast(story.tables, story.name)
        self.came: list[Came] = []
        self.account = InProcess(carrier)
        self.began = loop.time()
        self.running = False
        self.names = {c.phone: str(c.id) for c in self.cast.settings.contacts}
        self.names |= {r.phone: str(r.id) for r in self.cast.settings.residents}
        carrier._told = self._sent
        carrier.now = self.now  # type: ignore[method-assign]

    def now(self) -> datetime:
        return self.story.starts + timedelta(seconds=self.loop.time() - self.began)

    def _sent(self, sent: Sent) -> None:
        self.came.append(Came(self.now(), "sms", self.names.get(sent.to, sent.to), sent.body))

    async def play(self) -> "Play":
        self._start()
        for line in self.story.happens:
            await self._until(line.at)
            await self._happens(line)
        await self._until(self.story.ends)
        if self.running:
            await self._end(clean=True)
        return self

    async def _until(self, at: datetime) -> None:
        await asyncio.sleep(max(0.0, (at - self.now()).total_seconds()))

    # the hub

    def _start(self) -> None:
        self.store = Store.open(self.folder)
        self.clock = HubClock(self.loop.time, lambda: self.now().timestamp(), lambda: "a test says so")
        engine = Engine(parts)
        self.sms = TwilioSms(PROVIDER, "token", self.clock)
        self.sms._sending = self.sms._reading = Inline()  # type: ignore[assignment]
        self.sms._account = self.account  # type: ignore[assignment]
        sink = Filling(self.sms, self.cast.settings, _fetch)
        memory = recover(engine, self.store, self.cast.settings, self.clock.now())
        self.outgoing = Outgoing({"text": sink}, self.store, self.clock, Random(1))
        self.hub = Hub(engine, memory, self.store, self.clock, self.outgoing)
        self.hub.begin(self.cast.settings)
        self.outgoing.begin(self.hub)
        self.polls = self.loop.create_task(self._polls(), name="polls")
        self.running = True

    async def _polls(self) -> None:
        await heartbeat.polls(self.hub, self.store, self.sms, self.outgoing)()

    async def _end(self, *, clean: bool) -> None:
        self.running = False
        self.polls.cancel()
        await asyncio.gather(self.polls, return_exceptions=True)
        await self.outgoing.end()
        if clean:
            self.hub.end()
            self.store.close()
            return
        for handle in (self.hub._timer, self.hub._beating, self.hub._proof):
            if handle:
                handle.cancel()
        self.hub.journal._disarm()
        self.hub.journal._stop_retry()
        self.store._disk.conn.close()

    # what happens

    async def _happens(self, line: Happens) -> None:
        for pattern, do in DOES:
            if match := re.fullmatch(pattern, line.words):
                await do(self, match)
                return
        await self.hub.offer(event(self.cast, line.at, line.words))  # type: ignore[arg-type]

    async def hub_does(self, match: re.Match[str]) -> None:
        if match["what"] == "started":
            self._start()
        else:
            await self._end(clean=match["what"] == "stopped")

    async def phone(self, match: re.Match[str]) -> None:
        self.carrier._behaviours[self.cast.number(match["who"])] = [PHONES[match["what"]]]

    async def next_text(self, match: re.Match[str]) -> None:
        self.carrier._behaviours.setdefault(self.cast.number(match["who"]), []).insert(0, ONCE[match["what"]])

    async def trouble(self, match: re.Match[str]) -> None:
        self.carrier.trouble = TROUBLE[match["what"]]

    async def deliveries(self, match: re.Match[str]) -> None:
        self.account.tells_deliveries = match["late"] is None

    async def the_list(self, match: re.Match[str]) -> None:
        self.account.repeats = match["what"] == "repeats itself"

    async def replies(self, match: re.Match[str]) -> None:
        at = self.now()
        if match["sent"]:
            hour, minute = map(int, match["sent"].split(":"))
            at = at.replace(hour=hour, minute=minute, second=0)
        text = match["text"].replace("|", "\n")
        self.carrier.replies(self.cast.number(match["who"]), text, at=at)


DOES: tuple[tuple[str, Callable[[Play, re.Match[str]], Any]], ...] = (
    (r"hub (?P<what>killed|stopped|started)", Play.hub_does),
    (rf"(?P<who>\w+)'s phone (?P<what>{'|'.join(PHONES)})", Play.phone),
    (rf"(?P<who>\w+)'s next text (?P<what>{'|'.join(ONCE)})", Play.next_text),
    (rf"the carrier (?P<what>{'|'.join(TROUBLE)})", Play.trouble),
    (r"deliveries are told(?P<late> late)?", Play.deliveries),
    (r"the list (?P<what>repeats itself|is as usual)", Play.the_list),
    (r'(?P<who>\w+|\+[0-9]+) (replies|texts) "(?P<text>[^"]*)"( sent (?P<sent>[0-9:]+))?', Play.replies),
)


def _fetch(_secret: Secret) -> str:
    return CODE
