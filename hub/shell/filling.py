"""Puts the words of the settings into a text or a call as it leaves: how to get in is in no store, export or log."""

import logging
from collections.abc import Callable, Mapping

from msgspec import structs

from hub.core import wording_access, wording_after_key
from hub.core.home import Home
from hub.core.speech import speaker
from hub.model.effects import Call, Effect, Receipt, Refused, Text, TryAgain
from hub.model.errors import SettingsError
from hub.model.household import Secret, Settings
from hub.ports import Sink

log = logging.getLogger(__name__)

Fetch = Callable[[Secret], str]


class Filling:
    """A way out for texts or calls that fills them in, and hands them to `sink`. `hub.ports.Sink`.

    What was asked for is fetched each time, so that a code that was changed holds at once; what cannot be fetched is
    told as unknown, for whoever stands at the door must know that there is one.
    """

    def __init__(self, sink: Sink, settings: Settings, fetch: Fetch) -> None:
        self.name = sink.name
        self._sink, self._home, self._fetch = sink, Home(settings), fetch

    async def send(self, effect: Effect) -> Receipt:
        """As `Sink.send`. What comes back does not hold the codes, whatever the other end repeats."""
        codes = self._codes(effect)
        return _without(codes, await self._sink.send(self._filled(effect, codes)))

    async def recall(self, effect: Effect) -> Receipt | None:
        """As `Sink.recall`: asked for the words that were sent."""
        codes = self._codes(effect)
        found = await self._sink.recall(self._filled(effect, codes))
        return None if found is None else _without(codes, found)

    def _filled(self, effect: Effect, codes: Mapping[str, str]) -> Effect:
        if isinstance(effect, Call):
            return wording_after_key.filled(speaker(self._home, effect.to), effect, codes)
        if not isinstance(effect, Text):
            return effect
        return wording_access.filled(speaker(self._home, effect.to), effect, codes)

    def _codes(self, effect: Effect) -> dict[str, str]:
        return _codes(self._home, self._fetch) if isinstance(effect, Text | Call) and effect.fill else {}


def way_in(settings: Settings, to: str, fetch: Fetch) -> tuple[str, ...]:
    """How to get in, line by line, for a page that `to` (a contact's id, or a name) looks at. Fetched each time."""
    home = Home(settings)
    codes, says = _codes(home, fetch), speaker(home, to)
    return tuple(line for fill in wording_access.FILLS for line in wording_access.lines(says, fill, codes))


def _codes(home: Home, fetch: Fetch) -> dict[str, str]:
    found = ((name, _code(home, name, fetch)) for name in wording_access.CODES)
    return {name: code for name, code in found if code}


def _code(home: Home, name: str, fetch: Fetch) -> str:
    secret: Secret | None = getattr(home.settings.access, name)
    try:
        return "" if secret is None else fetch(secret).strip()
    except SettingsError as error:
        log.warning("%s cannot be told: %s was not found", name, error.path)
        return ""


def _without(codes: Mapping[str, str], receipt: Receipt) -> Receipt:
    """The receipt, without a code that a provider's complaint repeats."""
    if not isinstance(receipt, TryAgain | Refused):
        return receipt
    because = receipt.because
    for code in codes.values():
        because = because.replace(code, "(code)")
    return structs.replace(receipt, because=because)
