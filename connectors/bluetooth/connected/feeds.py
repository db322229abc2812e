"""How is a connected device made to send acceleration, and to stop? The talk; what the bytes mean is beside it."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic
from msgspec import Struct

from connectors.bad_input import BadInput
from connectors.bluetooth.connected import polar, xyz
from connectors.bluetooth.connected.frames import Frame
from connectors.bluetooth.words import Listened
from hub.model.household import Acceleration

ANSWER = 10.0
"""Seconds for a device to do one thing. It answers within some connection intervals (tens of ms), but may first ask for
slower ones; BlueZ itself gives up after 30."""
EARLY = 32
"""Frames that may come before the answer that tells what they mean."""
PASSING = frozenset({12, 13})
"""Polar's "cannot do this now" and "on its charger": over by itself, and nothing that an installer must mend."""

Got = Callable[[Frame | BadInput], None]


class Sends(Struct, frozen=True):
    """What a device now sends: samples a second, g at the most; `stamped`: its frames carry the time."""

    rate: float
    most: float
    stamped: bool


class Refused(Struct, frozen=True):
    """A device does not send acceleration, and why. `passing`: it may well do so later."""

    because: str
    passing: bool = False


class Feed(Protocol):
    """One device's acceleration."""

    async def start(self, client: BleakClient, got: Got, ended: Callable[[str], None]) -> Sends | Refused:
        """Make it send. `got` takes the frames as they come; `ended` hears if it stops by itself."""

    async def stop(self, client: BleakClient) -> None:
        """Make it stop."""


def feed_of(listened: Listened) -> Feed | None:
    """How a device of the settings sends acceleration, if it is asked to."""
    if listened.connect == "polar":
        return PolarFeed()
    if listened.connect == "acceleration" and listened.acceleration is not None:
        return NumbersFeed(listened.acceleration)
    return None


class NumbersFeed:
    """A characteristic of 16-bit numbers, as the settings describe it."""

    def __init__(self, settings: Acceleration) -> None:
        self._settings = settings

    async def start(self, client: BleakClient, got: Got, ended: Callable[[str], None]) -> Sends | Refused:
        """Write what sets the device going, then listen."""
        settings = self._settings
        if client.services.get_characteristic(settings.characteristic) is None:
            return Refused(f"it has no characteristic {settings.characteristic}")
        if settings.start_at is not None:
            if (at := client.services.get_characteristic(settings.start_at)) is None:
                return Refused(f"it has no characteristic {settings.start_at}")
            async with asyncio.timeout(ANSWER):
                await client.write_gatt_char(at, bytes.fromhex(settings.start), response="write" in at.properties)

        def came(_: BleakGATTCharacteristic, data: bytearray) -> None:
            got(xyz.frame(bytes(data), settings))

        async with asyncio.timeout(ANSWER):
            await client.start_notify(settings.characteristic, came)
        return Sends(settings.rate, settings.most, stamped=False)

    async def stop(self, client: BleakClient) -> None:
        """Listen no more; most such devices stop by themselves then."""
        await client.stop_notify(self._settings.characteristic)


class PolarFeed:
    """Polar's own measurement service."""

    def __init__(self) -> None:
        self._answers: asyncio.Queue[polar.Answer | BadInput] = asyncio.Queue()
        self._scale: polar.Scale | None = None
        self._early: list[bytes] = []
        self._got: Got = _nobody
        self._ended: Callable[[str], None] = _nobody

    async def start(self, client: BleakClient, got: Got, ended: Callable[[str], None]) -> Sends | Refused:
        """Ask what it can do, choose, and start."""
        self._got, self._ended = got, ended
        if client.services.get_characteristic(polar.CONTROL) is None:
            return Refused("it is not a Polar sensor that sends acceleration")
        async with asyncio.timeout(ANSWER):
            can = polar.can_accelerate(bytes(await client.read_gatt_char(polar.CONTROL)))
            if can is not True:
                return Refused(can.what if isinstance(can, BadInput) else "it does not measure acceleration")
            await client.start_notify(polar.CONTROL, self._answered)
            await client.start_notify(polar.DATA, self._came)
        chosen = await self._chosen(client)
        return chosen if isinstance(chosen, Refused) else await self._started(client, chosen)

    async def stop(self, client: BleakClient) -> None:
        """Tell it to stop: an H10 that is not told so goes on until its battery is empty."""
        self._got, self._ended = _nobody, _nobody
        await client.write_gatt_char(polar.CONTROL, polar.stop(), response=True)

    async def _chosen(self, client: BleakClient) -> dict[int, int] | Refused:
        told = await self._command(client, polar.ask())
        if isinstance(told, polar.Answer):
            told = _done(told)
        if isinstance(told, Refused):
            return told
        offered = polar.settings(told.parameters)
        if isinstance(offered, BadInput):
            return Refused(offered.what)
        return polar.choose(offered) or Refused("it offers no rate or no range")

    async def _started(self, client: BleakClient, chosen: dict[int, int]) -> Sends | Refused:
        told = await self._command(client, polar.start(chosen))
        if isinstance(told, polar.Answer) and told.status == polar.ALREADY:
            # An earlier run died without stopping it, and its factor was told to that run only.
            await self._command(client, polar.stop())
            self._early.clear()
            told = await self._command(client, polar.start(chosen))
        if isinstance(told, polar.Answer):
            told = _done(told)
        if isinstance(told, Refused):
            return told
        scale = polar.scale(chosen, told.parameters)
        if isinstance(scale, BadInput):
            return Refused(scale.what)
        self._means(scale)
        return Sends(scale.rate, scale.most, stamped=True)

    async def _command(self, client: BleakClient, command: bytes) -> polar.Answer | Refused:
        """Its whole answer, which may come in parts."""
        async with asyncio.timeout(ANSWER):
            await client.write_gatt_char(polar.CONTROL, command, response=True)
            parameters = b""
            while True:
                told = await self._answers.get()
                if isinstance(told, BadInput):
                    return Refused(f"{told.what}: {told.example}")
                if told.command != command[0]:
                    continue
                parameters += told.parameters
                if not told.more:
                    return polar.Answer(told.command, told.status, parameters=parameters)

    def _answered(self, _: BleakGATTCharacteristic, data: bytearray) -> None:
        told = polar.answer(bytes(data))
        if not isinstance(told, polar.Stopped):
            self._answers.put_nowait(told)
        elif told.ours:
            self._ended("it stopped measuring by itself")

    def _came(self, _: BleakGATTCharacteristic, data: bytearray) -> None:
        if self._scale is not None:
            self._got(polar.frame(bytes(data), self._scale))
        elif len(self._early) < EARLY:
            self._early.append(bytes(data))

    def _means(self, scale: polar.Scale) -> None:
        self._scale = scale
        for data in self._early:
            self._got(polar.frame(data, scale))
        self._early.clear()


def _done(told: polar.Answer) -> polar.Answer | Refused:
    return Refused(told.because, told.status in PASSING) if told.because else told


def _nobody(_: object) -> None:
    """Nobody listens."""
