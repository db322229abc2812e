"""A Twilio connector on a carrier on loopback, and what its tests say of it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import structs

from connectors.twilio_sms import TwilioSms
from hub.model.effects import Effect, Receipt, Refused, Text, TryAgain
from hub.model.events import Event
from hub.model.household import Sms
from hub.model.ids import EffectKey
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier

ANNA, BEN = "+447700900111", "+447700900222"
BODY = "08:30 Help button pressed by Mary S at 12 Elm Rd. Reply 1 if you are going, 2 if you cannot. K7"


class FixedClock:
    """Real time, or real time plus an error."""

    def __init__(self, error: timedelta = timedelta(0)) -> None:
        self.error = error

    def now(self) -> datetime:
        return datetime.now(UTC) + self.error

    def delay(self, until: datetime) -> float:
        return max(0.0, (until - self.now()).total_seconds())


class Door:
    def __init__(self) -> None:
        self.events: list[Event] = []

    async def offer(self, event: Event) -> tuple[Effect, ...]:
        self.events.append(event)
        return ()

    def post(self, event: Event, committed: Callable[[], None] | None = None) -> None:
        self.events.append(event)

    def complain(self, what: str, example: str) -> None:
        raise AssertionError(f"{what}: {example}")

    def of(self, kind: type) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]


_made: list[TwilioSms] = []


def stop_all() -> None:
    """Let the threads of every connector that was made end."""
    while _made:
        _made.pop().stop()


def made(sms: Sms, token: str, clock: FixedClock | None) -> TwilioSms:
    _made.append(TwilioSms(sms, token, clock or FixedClock()))
    return _made[-1]


def texts(carrier: Carrier, *, sender: str = SENDER, token: str = TOKEN, clock: FixedClock | None = None) -> TwilioSms:
    sms = Sms(provider="twilio", sender=sender, account=ACCOUNT, api_base=carrier.url)
    return made(sms, token, clock)


def text(number: str = ANNA, key: str = "k1", **changes: Any) -> Text:
    at = changes.pop("at", datetime.now(UTC))
    fields: dict[str, Any] = {
        "key": EffectKey(key), "at": at, "to": "anna", "number": number, "body": BODY, "purpose": "alarm",
        "expires": at + timedelta(minutes=10),
    }  # fmt: skip
    return Text(**{**fields, **changes})


def run(story: Awaitable[Any]) -> Any:
    async def it() -> Any:
        return await story

    return asyncio.run(it())


def sent(carrier: Carrier, effect: Text | None = None, **changes: Any) -> Receipt:
    receipt: Receipt = run(texts(carrier, **changes).send(effect or text()))
    return receipt


def without_because(receipt: Receipt) -> Receipt:
    if isinstance(receipt, Refused):
        return Refused(because="", code=receipt.code, fault=receipt.fault)
    if isinstance(receipt, TryAgain):
        return structs.replace(receipt, because="", way_fails=False)
    return receipt
