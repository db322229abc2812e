"""The auditor's own way out: to whom, by which provider, and the next one if it fails. Loaded when it is needed."""

import asyncio
import logging
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from hub.model.effects import Accepted, Delivered, Receipt, Text, TryAgain
from hub.model.errors import SettingsError
from hub.model.household import Contact, Settings, TextProvider
from hub.model.ids import EffectKey
from hub.ports import Sink
from hub.shell.supervisor import guard

log = logging.getLogger(__name__)

LONGEST = 20.0
"""Seconds for one text by one way: its own time-outs are 5 s, and the first needs its library loaded."""

LIVES = timedelta(minutes=10)
"""How long a text may wait at a provider: as an alarm's (behaviour 13)."""


class WallClock:
    """The machine's own clock: the auditor has no other, and what it sends is of now."""

    def now(self) -> datetime:
        """UTC."""
        return datetime.now(UTC)

    def delay(self, until: datetime) -> float:
        """Seconds until then."""
        return max(0.0, (until - self.now()).total_seconds())


class WayOut:
    """Texts people by the first of the auditor's ways that takes it. A way is made when it is first needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self._clock = settings, WallClock()
        self._made: dict[int, Sink] = {}
        self._sent = 0

    async def tell(self, texts: Iterable[tuple[Contact, str]]) -> bool:
        """True if somebody's text was taken; everybody's is tried, all at once."""
        taken = await asyncio.gather(*(self._text(contact, body) for contact, body in texts))
        return any(taken)

    def stop(self) -> None:
        """Let the ways' threads end."""
        for sink in self._made.values():
            stop = getattr(sink, "stop", None)
            if stop:
                stop()
        self._made.clear()

    async def _text(self, contact: Contact, body: str) -> bool:
        for index, way in enumerate(ways(self._settings)):
            receipt = await self._by(index, way, self._effect(contact, body))
            log.info("%s by %s: %s", contact.id, way.provider, type(receipt).__name__)
            if isinstance(receipt, Accepted | Delivered):
                return True
            log.warning("a text to %s did not leave by %s: %s", contact.id, way.provider, receipt.because)
        return False

    def _effect(self, contact: Contact, body: str) -> Text:
        self._sent += 1
        now = self._clock.now()
        key = EffectKey(f"audit/{now.timestamp():.0f}/{self._sent}/{contact.id}")
        return Text(
            key=key, at=now, to=contact.id, number=contact.phone or "", body=body, purpose="alarm", expires=now + LIVES
        )

    async def _by(self, index: int, way: TextProvider, text: Text) -> Receipt:
        receipt: Receipt = TryAgain(because=f"no answer within {LONGEST:.0f} s")
        with guard(f"texting by {way.provider}") as guarded:
            try:
                async with asyncio.timeout(LONGEST):
                    receipt = await self._sink(index, way).send(text)
            except (TimeoutError, SettingsError) as error:
                log.warning("texting by %s: %s", way.provider, error)
        return TryAgain(because=guarded.because) if guarded.error else receipt

    def _sink(self, index: int, way: TextProvider) -> Sink:
        if index not in self._made:
            from hub.parts import text_sink

            self._made[index] = text_sink(way, self._settings, self._clock)
        return self._made[index]


def ways(settings: Settings) -> tuple[TextProvider, ...]:
    """How the auditor tells: by its own provider, then by the hub's second one, and last by what the hub uses first."""
    own = settings.audit.sms if settings.audit is not None else None
    found = (own, settings.sms.second, settings.sms)
    return tuple(way for way in found if way is not None)


def people(settings: Settings) -> tuple[Contact, ...]:
    """Who is told: those named, else the first contact who has a phone."""
    reachable = [contact for contact in settings.contacts if contact.phone]
    named = settings.audit.tell if settings.audit is not None else ()
    chosen = tuple(contact for name in named for contact in reachable if contact.id == name)
    return chosen or tuple(reachable[:1])
