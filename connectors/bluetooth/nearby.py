"""Who advertises near the radio, for an installer with a device in the hand. Runs beside the hub: BlueZ hears for both.

It listens only while it is asked to, so that nobody's questions on a screen hold up what BlueZ has to say.
"""

import asyncio
from collections.abc import Callable, Container, Iterable
from contextlib import suppress
from datetime import UTC, datetime

from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData
from msgspec import Struct

from connectors.bluetooth.advertised.adverts import FAMILIES, Adverts
from connectors.bluetooth.advertised.libraries import Unreadable
from connectors.bluetooth.radio.bleak_radio import BleakRadio, advert
from connectors.bluetooth.radio.recovery import Patience
from connectors.bluetooth.radio.trouble import DO
from connectors.bluetooth.words import Advert, Listened
from hub.model.events import Listed, Means, Said
from hub.model.ids import DeviceId


class Near(Struct, frozen=True, kw_only=True):
    """A device that advertises. `rssi`: the strongest heard. `family`: how it speaks; empty if nobody understands it.

    `sealed`: it encrypts, so that its key is needed. `tells`: kinds of reading that it has spoken of so far. `last` is
    what it sent last.
    """

    address: DeviceId
    name: str
    rssi: int
    family: str = ""
    sealed: bool = False
    tells: frozenset[str] = frozenset()
    last: Advert | None = None


class NotHearing(Struct, frozen=True):
    """The radio does not work: why, and what to do."""

    because: str
    do: str


class _Everybody(Container[str]):
    """All addresses."""

    def __contains__(self, address: object) -> bool:
        return True


async def nearby(
    adapter: str, seconds: float, enough: Callable[[dict[DeviceId, Near]], bool] = lambda _: False
) -> dict[DeviceId, Near] | NotHearing:
    """Listen for so long, or until it is enough; who advertised, by address, the strongest first."""
    found: dict[DeviceId, Near] = {}

    def came(heard: Advert) -> None:
        near = near_by(heard, found.get(DeviceId(heard.address)))
        found[near.address] = near

    trouble = await _listen(adapter, seconds, came, lambda: enough(found))
    return trouble or dict(sorted(found.items(), key=lambda each: -each[1].rssi))


async def strengths(
    adapter: str, seconds: float, wanted: Container[str], came: Callable[[Advert], None]
) -> NotHearing | None:
    """Listen for so long, and tell each advertisement of these addresses; what is wrong if the radio does not work."""
    return await _listen(
        adapter, seconds, lambda heard: came(heard) if heard.address in wanted else None, lambda: False
    )


async def spoken(
    adapter: str, listened: Listened, before: Advert | None, seconds: float, complain: Callable[[str], object]
) -> tuple[Said, ...] | NotHearing:
    """Wait until this device says something; what it said, or nothing. What it said `before` proves nothing."""
    adverts, said = Adverts([listened]), list[Said]()

    def came(heard: Advert) -> None:
        if heard.address != listened.address:
            return
        news = [each for report in adverts.heard(heard) for each in report.said]
        for what, _ in adverts.complaints():
            complain(what)
        if listened.use == "tag" or before is None or _differs(heard, before):
            said.extend(each for each in news if listened.use == "tag" or each.kind != "heard")

    trouble = await _listen(adapter, seconds, came, lambda: bool(said))
    return trouble or tuple(said)


def as_listed(near: Near, said: Iterable[Said] = ()) -> Listed:
    """As a source would list it. What it tells is known only as far as it was heard, which rules nothing out."""
    tells = {each.kind for each in said} - {"heard"}
    means = tuple(Means(kind, kind) for kind in sorted(tells))
    return Listed(name=near.name or near.address, address=near.address, model=near.name or near.address, means=means)


def near_by(heard: Advert, before: Near | None) -> Near:
    """What is known of a device once it was heard (again)."""
    family, sealed, tells = _understood(heard)
    known = before or Near(address=DeviceId(heard.address), name="", rssi=heard.rssi)
    return Near(
        address=known.address, name=heard.name or known.name, rssi=max(heard.rssi, known.rssi),
        family=family or known.family, sealed=sealed or known.sealed, tells=known.tells | tells,
        last=heard,
    )  # fmt: skip


def _understood(heard: Advert) -> tuple[str, bool, frozenset[str]]:
    for family in FAMILIES:
        packet = family.takes(heard)
        if packet is not None:
            read = None if packet.sealed else family.reads(heard, packet, None, "other")
            if read is None or isinstance(read, Unreadable):
                return family.name, packet.sealed, frozenset()
            return family.name, False, frozenset(each.kind for each in read) - {"heard"}
    return "", False, frozenset()


def _differs(heard: Advert, before: Advert) -> bool:
    return (heard.service, heard.manufacturer) != (before.service, before.manufacturer)


async def _listen(
    adapter: str, seconds: float, came: Callable[[Advert], None], done: Callable[[], bool]
) -> NotHearing | None:
    enough = asyncio.Event()

    def heard(device: BLEDevice, data: AdvertisementData) -> None:
        came(advert(device, data, datetime.now(UTC)))
        if done():
            enough.set()

    radio = BleakRadio(adapter, "active", _Everybody(), Patience(), anybody=_nothing, heard=heard, complain=_nothing)
    problem = await radio.start()
    if problem is not None:
        return NotHearing(problem.because, DO[problem.kind])
    try:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await enough.wait()
    finally:
        await radio.stop()
    return None


def _nothing(*_: object) -> None:
    """What the radio tells besides is of no use here."""
