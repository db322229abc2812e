"""A short look at the modem, for `carehub check`: is it there, has it a SIM and a network, may we text, what is left?

Blocks for some seconds at most, for the network's answer half a minute. The hub may be running.
"""

import asyncio

from msgspec import Struct

from connectors.modem.asking_credit import answered
from connectors.modem.bus import ModemBus
from connectors.modem.credit import Left, Unread
from connectors.modem.failures import Failed, blame
from connectors.modem.patience import Patience
from connectors.modem.standing import DO, MEND, Modem, Standing, standing, why_locked
from hub.model.household import Modem as Settings

TRIED = "Is anybody there?"
"""The words of a text that is made and thrown away, to see whether we may: it is never sent."""


class Probed(Struct, frozen=True, kw_only=True):
    """What was found. `because`: why the modem cannot text, and `do` what to do; empty if it can. `mend`: by a person.

    `credit`: what the network told, or why it did not; None if it was not asked.
    """

    because: str = ""
    do: str = ""
    mend: bool = True
    modem: Modem | None = None
    credit: Left | Unread | Failed | None = None


def look(settings: Settings, *, live: bool, has_pin: bool) -> Probed:
    """How the modem is. `live`: also see whether we may text, and ask the network for the credit."""
    return asyncio.run(_look(settings, live, has_pin))


async def _look(settings: Settings, live: bool, has_pin: bool) -> Probed:
    bus = ModemBus(_nothing, Patience().answer.total_seconds())
    try:
        seen = standing(await bus.look(), settings.imei)
        if seen.modem is None or seen.kind != "ready":
            return _cannot(seen, has_pin)
        refused = await _tried(bus, seen.modem) if live else None
        if refused is not None:
            who, because = blame(refused)
            return Probed(because=because, do=DO["access" if who == "access" else "no texts"], modem=seen.modem)
        asked = live and bool(settings.credit_code)
        return Probed(modem=seen.modem, credit=await answered(bus, seen.modem, settings) if asked else None)
    finally:
        bus.close()


def _cannot(seen: Standing, has_pin: bool) -> Probed:
    locked = seen.modem is not None and seen.kind == "pin"
    because = why_locked(seen.modem, has_pin=has_pin) if locked and seen.modem else seen.because
    return Probed(because=because, do=seen.do, mend=seen.kind in MEND, modem=seen.modem)


async def _tried(bus: ModemBus, modem: Modem) -> Failed | None:
    number = modem.own_numbers[0] if modem.own_numbers else "+447700900000"
    path = await bus.create(modem, number, TRIED, None)
    return path if isinstance(path, Failed) else await bus.delete(modem, path)


def _nothing() -> None:
    """What happens while we look is of no use to us."""
