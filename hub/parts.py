"""Explicit tables of parts: what the settings ask for, and what is made for it."""

import gc
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from hub.core.state import World
from hub.model.errors import SettingsError
from hub.model.household import Mqtt, Secret, Settings
from hub.ports import Clock, Decoder, Sink, Source, TextSource
from hub.settings import resolve

if TYPE_CHECKING:
    from connectors.centre import Centre


class Ways:
    """The ways out of one home. `replies` is who is asked for replies; `prepare` loads what an alarm will need.

    `missing`: ways that could not be made, and why. The hub starts without them, and a person is told.
    """

    def __init__(self) -> None:
        self.sinks: dict[str, Sink] = {}
        self.centre: Centre | None = None
        self.replies: TextSource | None = None
        self.prepare: Callable[[], Awaitable[None]] | None = None
        self.stops: list[Callable[[], None]] = []
        self.missing: dict[str, str] = {}

    def stop(self) -> None:
        """Let every way's threads end."""
        for stop in self.stops:
            stop()


def ways_out(settings: Settings, clock: Clock) -> Ways:
    """Every way out that the settings name."""
    ways = Ways()
    for name, make in (("sms", PROVIDERS[settings.sms.provider]), ("centre", _centre)):
        try:
            make(settings, clock, ways)
        except SettingsError as error:
            ways.missing[f"no secret for {name}"] = f"{name} cannot be used: {error.path} was not found"
    return ways


def _centre(settings: Settings, clock: Clock, ways: Ways) -> None:
    if settings.centre is None or not settings.agreed("centre"):
        return
    from connectors.centre import Centre

    ways.centre = Centre(settings.centre, settings.hub.id, _secret(settings.centre.password))
    ways.sinks["centre"] = ways.centre


def _console(settings: Settings, clock: Clock, ways: Ways) -> None:
    from connectors.console import Console

    console = Console(settings)
    ways.sinks["text"] = console
    ways.stops.append(console.stop)


def _twilio(settings: Settings, clock: Clock, ways: Ways) -> None:
    from connectors.twilio_sms import TwilioSms

    sms = TwilioSms(settings.sms, _secret(settings.sms.token) or "", clock)
    ways.sinks["text"] = sms
    ways.replies, ways.prepare = sms, _kept(sms.prepare)
    ways.stops.append(sms.stop)


def _kept(prepare: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """Prepares, and then keeps what was loaded out of the garbage collector's way (as at the start of the hub)."""

    async def run() -> None:
        await prepare()
        gc.freeze()

    return run


PROVIDERS: dict[str, Callable[[Settings, Clock, Ways], None]] = {"console": _console, "twilio": _twilio}
"""Provider -> what it adds to the ways out."""


def sources(settings: Settings, world: World, ways: Ways) -> tuple[Source, ...]:
    """Every way in that the settings name. `world`: what the hub remembers of its devices."""
    made: list[Source] = []
    if settings.mqtt is not None:
        made.append(_zigbee2mqtt(settings, settings.mqtt, world))
    if ways.centre is not None:
        made.append(ways.centre)
    return tuple(made)


def _zigbee2mqtt(settings: Settings, mqtt: Mqtt, world: World) -> Source:
    from connectors.zigbee2mqtt.source import Zigbee2Mqtt

    prefix = "zigbee2mqtt/"
    models = {listed.name: listed.model for listed in world.listed.values()}
    known = {n.removeprefix(prefix) for n in world.names if n.startswith(prefix)} | {d.id for d in settings.devices}
    password, answers = _secret(mqtt.password), "zigbee2mqtt health" in world.links
    return Zigbee2Mqtt(mqtt, settings.hub.id, password, frozenset(known), models, answers=answers)


def connections(settings: Settings) -> tuple[object, ...]:
    """What of the settings the ways in and out were made from: if it changes, they must be made anew."""
    devices = tuple((d.id, d.use, d.bluetooth) for d in settings.devices if settings.source(d.id) == "bluetooth")
    return (
        settings.hub, settings.mqtt, settings.bluetooth, devices, settings.topics, settings.home_assistant,
        settings.centre, settings.sms, settings.agreed("centre"),
    )  # fmt: skip


def secrets(settings: Settings) -> None:
    """Fetch every secret once; SettingsError if one is missing."""
    for part in (settings.mqtt, settings.centre):
        _secret(part.password if part is not None else None)
    _secret(settings.sms.token)


def _secret(secret: Secret | None) -> str | None:
    return None if secret is None else resolve(secret)


def decoders() -> dict[str, Decoder]:
    """Source -> how its kept messages are read."""

    def zigbee2mqtt(*message: object) -> object:
        from connectors.zigbee2mqtt.decode import decoder

        return decoder(*message)  # type: ignore[arg-type]

    return {"zigbee2mqtt": zigbee2mqtt}  # type: ignore[dict-item]
