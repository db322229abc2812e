"""The care-response centre, over MQTT 5: its commands come in, incident documents and results go out.

Nothing is queued here: a document that cannot be sent now is `TryAgain`, and the outbox keeps it.
"""

import asyncio
from random import Random
from typing import Any

from connectors import centre_contract as contract
from connectors.backoff import Backoff
from connectors.bad_input import EXAMPLE
from connectors.centre_contract import CENTRE_STATE, BadCommand, Heartbeat, Topics
from connectors.mqtt import Session
from connectors.mqtt_messages import Broker, Heard, Incoming, Outgoing, PublishResult
from hub.model.effects import Accepted, Document, Effect, Receipt, Refused, Result, TryAgain
from hub.model.events import LinkChanged
from hub.model.household import Centre as CentreSettings
from hub.model.ids import EffectKey
from hub.ports import Clock, Door

FIRST_RETRY = 2.0
"""Seconds. Many hubs share this broker; each draws its first retry from this span, later ones from up to a minute."""
NEVER = {135: "the centre's broker does not let this hub send", 144: "", 149: "", 153: ""}
"""Reason codes that another attempt will not change -> what a person must mend: not authorised, topic name invalid,
packet too large, payload format invalid."""
CENTRE, LISTENING = "centre", "centre listening"


class Centre:
    """A `hub.ports.Source` and a `hub.ports.Sink`: one connection serves both."""

    name = "centre"

    def __init__(
        self, settings: CentreSettings, hub_id: str, password: str | None, random: Random | None = None
    ) -> None:
        user = settings.user or (hub_id if password else None)
        self._broker = Broker(url=settings.url, client_id=f"carehub-{hub_id}-centre", user=user, password=password)
        self._topics = Topics(hub_id)
        self._random = random or Random()  # noqa: S311  (only spreads reconnects)
        self._session: Session | None = None
        self._clock: Clock | None = None

    async def run(self, door: Door, clock: Clock) -> None:
        """Offer commands and the state of the link, until cancelled."""
        hearing = _Hearing(self._topics, door, clock)
        session = Session(
            self._broker,
            # As published: a command that is kept by the broker must be known as such, also when it is new.
            [Heard(self._topics.command, as_published=True), Heard(CENTRE_STATE)],
            on_message=hearing.message,
            on_link=hearing.link,
            on_refused=hearing.refused,
            backoff=Backoff(self._random, first=FIRST_RETRY),
            will=contract.will(self._topics),
        )
        self._session, self._clock = session, clock
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(session.run())
                both.create_task(hearing.say(session))
        finally:
            self._session = None

    async def send(self, effect: Effect) -> Receipt:
        """Hand an incident document or a result to the centre's broker."""
        if isinstance(effect, Document):
            return _receipt(await self._all(contract.document(self._topics, effect)))
        if isinstance(effect, Result):
            return await self._result(effect)
        return Refused(because=f"a {type(effect).__name__} is not for the centre")

    async def recall(self, effect: Effect) -> Receipt | None:
        """Nobody can tell: a broker keeps no list. Sending a document or a result twice does no harm."""
        return None

    async def heartbeat(self, body: Heartbeat | dict[str, Any]) -> Receipt:
        """Tell the centre how the hub is. Worth nothing later, so a failure is not for the outbox."""
        if self._clock is None:
            return TryAgain(because="centre: not connected", unreachable=True)
        return _receipt(await self._publish(contract.heartbeat(self._topics, self._clock.now(), body)))

    async def _result(self, effect: Result) -> Receipt:
        first = contract.result(self._topics, effect)
        told = await self._publish(first)
        if told.code in NEVER and first.topic != self._topics.result:  # the asker may not be answered where it asked
            told = await self._publish(contract.result(self._topics, _to_all(effect)))
        return _receipt(told)

    async def _all(self, messages: tuple[Outgoing, ...]) -> PublishResult:
        told = PublishResult(ok=False, because="nothing to send")
        for message in messages:
            told = await self._publish(message)
            if not told.ok:
                break
        return told

    async def _publish(self, message: Outgoing) -> PublishResult:
        if self._session is None:
            return PublishResult(ok=False, because="not connected", unreachable=True)
        return await self._session.publish(message)


class _Hearing:
    """What one run hears from the centre, and what it must say by itself: that it is online, and what it refuses."""

    def __init__(self, topics: Topics, door: Door, clock: Clock) -> None:
        self._topics, self._door, self._clock = topics, door, clock
        self._listening = False
        self._refusals = 0
        self.to_say: asyncio.Queue[Outgoing] = asyncio.Queue()

    def message(self, message: Incoming) -> None:
        """A command, or whether somebody listens."""
        if message.topic == self._topics.command:
            self._command(message)
        elif message.topic == CENTRE_STATE:
            self._state(message)
        else:
            self._complain("unexpected topic", message)

    def link(self, up: bool, because: str) -> None:
        """Our connection came up or went down. Without it nobody can be known to listen."""
        at = self._clock.now()
        self._door.post(LinkChanged(at=at, link=CENTRE, up=up, because=because))
        if up:
            self.to_say.put_nowait(contract.online(self._topics, at))
        elif self._listening:
            self._listening = False
            self._door.post(LinkChanged(at=at, link=LISTENING, up=False, because=f"no connection: {because}"))

    async def say(self, session: Session) -> None:
        """Say what is not the outbox's to say. What cannot be said now is not worth saying later."""
        while True:
            message = await self.to_say.get()
            told = await session.publish(message)
            if not told.ok and told.code is not None:
                self._door.complain(f"centre: the broker refuses what we send: {told.because}", message.topic)

    def refused(self, topics: tuple[str, ...]) -> None:
        """The centre's broker does not let us hear these."""
        for topic in topics:
            self._door.complain("centre: the broker refuses a subscription", topic)

    def _command(self, message: Incoming) -> None:
        read = contract.command(message.payload)
        if message.retained:
            kept = "the command was retained: a hub that connects later would hear it again"
            read = BadCommand(kept, read.id)
        if not isinstance(read, BadCommand):
            self._door.post(contract.answered(self._clock.now(), read, message), message.ack)
            return
        self._complain(f"command not followed: {_in_short(read.because)}", message)
        if read.id is not None:
            self._refuse(read, read.id, message)

    def _refuse(self, read: BadCommand, command: str, message: Incoming) -> None:
        self._refusals += 1
        at = self._clock.now()
        key = EffectKey(f"refused/{at.isoformat()}/{self._refusals}")
        correlation = contract.correlation_text(message.correlation)
        effect = Result(
            key=key, at=at, via="centre", id=command, ok=False, because=read.because,
            respond_to=message.respond_to, correlation=correlation,
        )  # fmt: skip
        self.to_say.put_nowait(contract.result(self._topics, effect))

    def _state(self, message: Incoming) -> None:
        said = contract.listening(message.payload)
        if said is None:
            self._complain("the centre's state cannot be read", message)
            return
        self._listening = said
        because = "the centre listens" if said else "nobody listens at the centre"
        at = self._clock.now()
        event = LinkChanged(at=at, link=LISTENING, up=said, because=because, retained=message.retained)
        self._door.post(event, message.ack)

    def _complain(self, what: str, message: Incoming) -> None:
        self._door.complain(f"centre: {what}", f"{message.topic}: {message.payload[:EXAMPLE]!r}")
        message.ack()


def _in_short(because: str) -> str:
    """What is wrong without the particulars, so that a thousand bad commands are of a few kinds."""
    return because.partition(":")[0].partition(" (")[0]


def _to_all(effect: Result) -> Result:
    """The same result for the hub's own result topic."""
    return Result(
        key=effect.key, at=effect.at, via=effect.via, id=effect.id, ok=effect.ok, because=effect.because,
        incident=effect.incident, state=effect.state, version=effect.version, correlation=effect.correlation,
    )  # fmt: skip


def _receipt(told: PublishResult) -> Receipt:
    if told.ok:
        return Accepted()
    if told.code in NEVER:
        return Refused(
            because=f"the centre's broker refused it: {told.because}", code=told.code, fault=NEVER[told.code]
        )
    return TryAgain(because=f"centre: {told.because}", code=told.code, unreachable=told.unreachable)
