"""Explicit tables of parts: what the settings ask for, and what is made for it."""

import gc
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from msgspec import structs

from hub.core.state import DeviceState, World
from hub.model.errors import SettingsError
from hub.model.household import Access, Device, Listening, Mqtt, Secret, Settings, TextProvider
from hub.model.ids import DeviceId
from hub.ports import Accelerations, CallSource, Clock, Decoder, Door, Sink, Source, TextSource, TextWay
from hub.settings import calls, resolve
from hub.shell.filling import Filling

if TYPE_CHECKING:
    from connectors.bluetooth.words import Listened
    from connectors.centre import Centre
    from connectors.failover import Failover
    from connectors.home_assistant import HomeAssistant
    from hub.shell.loop import Hub


class Ways:
    """The ways out of one home. `replies`: who is asked for replies; `calls`: who is asked what becomes of calls.

    `texts`: the providers of texts, in the order of the settings; `failover` joins them if there are several;
    `watching`: those that hear by themselves of what happens.

    `missing`: ways that could not be made, and why. The hub starts without them, and a person is told.
    """

    def __init__(self) -> None:
        self.sinks: dict[str, Sink] = {}
        self.centre: Centre | None = None
        self.texts: list[TextWay] = []
        self.failover: Failover | None = None
        self.replies: tuple[TextSource, ...] = ()
        self.watching: tuple[Source, ...] = ()
        self.calls: CallSource | None = None
        self.prepares: list[Callable[[], Awaitable[None]]] = []
        self.stops: list[Callable[[], None]] = []
        self.missing: dict[str, str] = {}

    @property
    def examine(self) -> Callable[[Door], Awaitable[bool]] | None:
        """What looks at the accounts of the ways out, if they have any."""
        if self.failover is not None:
            return self.failover.examine
        return self.texts[0].examine if self.texts else None

    async def prepare(self) -> None:
        """Load what an alarm will need, and keep it out of the garbage collector's way (as at the start of the hub)."""
        for prepare in self.prepares:
            await prepare()
        gc.freeze()

    def stop(self) -> None:
        """Let every way's threads end."""
        for stop in self.stops:
            stop()


def ways_out(settings: Settings, clock: Clock) -> Ways:
    """Every way out that the settings name."""
    ways = Ways()
    for way, name in zip(settings.sms.ways, ("sms", "second sms"), strict=False):
        with _told_if_missing(ways, name):
            ways.texts.append(PROVIDERS[way.provider](way, settings, clock))
    if ways.texts:
        _texts(ways, clock)
        _fill(settings, ways)
    elif not settings.sms.ways:
        _console(settings, ways)  # not filled: what is printed is kept by whoever keeps the log
    with _told_if_missing(ways, "calls"):
        _calls(settings, ways, clock)
    with _told_if_missing(ways, "centre"):
        _centre(settings, ways)
    with _told_if_missing(ways, "announcements"):
        _announce(settings, ways)
    return ways


@contextmanager
def _told_if_missing(ways: Ways, name: str) -> Iterator[None]:
    """A way whose secret is not there costs that way, and a person is told."""
    try:
        yield
    except SettingsError as error:
        ways.missing[f"no secret for {name}"] = f"{name} cannot be used: {error.path} was not found"


def _texts(ways: Ways, clock: Clock) -> None:
    """One provider is a way by itself; several are joined, so that each helps out where another fails."""
    ways.stops += [way.stop for way in ways.texts]
    ways.prepares += [way.prepare for way in ways.texts]
    if len(ways.texts) == 1:
        ways.sinks["text"], ways.replies = ways.texts[0], (ways.texts[0],)
        ways.watching = tuple(way for way in ways.texts if isinstance(way, Source))
        return
    from connectors.failover import Failover

    ways.failover = Failover(ways.texts, clock)
    ways.sinks["text"], ways.replies = ways.failover, ways.failover.sources
    ways.watching = ways.failover.watching


def _fill(settings: Settings, ways: Ways) -> None:
    """Texts that tell how to get in get their words when they leave. A code that is not there is told at the start."""
    ways.sinks["text"] = Filling(ways.sinks["text"], settings, resolve)
    for name, says in CODES.items():
        with _told_if_missing(ways, says):
            _secret(getattr(settings.access, name))


def _calls(settings: Settings, ways: Ways, clock: Clock) -> None:
    if not settings.calls.flow:
        return
    from connectors.twilio_calls import TwilioCalls

    token = _secret(calls.token(settings)) or ""
    way = TwilioCalls(settings.calls, calls.account(settings), token, calls.sender(settings), clock)
    ways.calls = way
    ways.sinks["call"] = Filling(way, settings, resolve)
    ways.prepares.append(way.prepare)
    ways.stops.append(way.stop)


def _announce(settings: Settings, ways: Ways) -> None:
    """What the resident hears and sees: a voice and lights together, and sirens after the voice."""
    wanted = settings.announce
    if wanted is None:
        return
    from connectors.announcing import Announcer
    from connectors.speech import Speech

    told: list[Sink] = []
    if wanted.speak:
        voice = Speech()
        told.append(voice)
        ways.watching = (*ways.watching, voice)
    after: list[Sink] = []
    lights, sirens = signalling(settings)
    if settings.mqtt is not None and (lights or sirens):
        from connectors.zigbee2mqtt.signals import Signals

        signals = Signals(settings.mqtt, settings.hub.id, _secret(settings.mqtt.password), lights, sirens)
        told += [signals.lights] if lights else []
        after += [signals.sirens] if sirens else []
        ways.watching = (*ways.watching, signals)
    if told or after:
        ways.sinks["announce"] = Announcer(tuple(told), tuple(after))


def signalling(settings: Settings) -> tuple[frozenset[DeviceId], frozenset[DeviceId]]:
    """The Zigbee lights and sirens that announcements may switch."""
    wanted = settings.announce
    if wanted is None or settings.mqtt is None or not settings.mqtt.zigbee2mqtt:
        return frozenset(), frozenset()
    zigbee = [each for each in settings.devices if settings.source(each.id) == "zigbee2mqtt"]
    lights = frozenset(each.id for each in zigbee if each.use == "light" and wanted.lights)
    return lights, frozenset(each.id for each in zigbee if each.use == "siren" and wanted.sirens)


def _centre(settings: Settings, ways: Ways) -> None:
    if settings.centre is None or not settings.agreed("centre"):
        return
    from connectors.centre import Centre

    ways.centre = Centre(settings.centre, settings.hub.id, _secret(settings.centre.password))
    ways.sinks["centre"] = ways.centre


def _console(settings: Settings, ways: Ways) -> None:
    from connectors.console import Console

    console = Console(settings)
    ways.sinks["text"] = ways.sinks["call"] = console
    ways.stops.append(console.stop)


def _twilio(way: TextProvider, settings: Settings, clock: Clock) -> TextWay:
    from connectors.twilio_sms import TwilioSms

    return TwilioSms(way, _secret(way.token) or "", clock)


def _modem(way: TextProvider, settings: Settings, clock: Clock) -> TextWay:
    from connectors.modem.texts import ModemTexts

    return ModemTexts(settings.modem, _secret(settings.modem.pin), clock)


def _notify(way: TextProvider, settings: Settings, clock: Clock) -> TextWay:
    from connectors.notify_sms import NotifySms

    return NotifySms(way, _secret(way.token) or "", clock)


def text_sink(way: TextProvider, settings: Settings, clock: Clock) -> Sink:
    """One provider of texts by itself, for whoever sends beside the hub."""
    if way.provider != "console":
        return PROVIDERS[way.provider](way, settings, clock)
    from connectors.console import Console

    return Console(settings)


CODES = {"street_door_code": "the code of the street door", "key_safe_code": "the code of the key safe"}
"""Secrets of the way in, and what they are called."""

PROVIDERS: dict[str, Callable[[TextProvider, Settings, Clock], TextWay]] = {
    "twilio": _twilio,
    "notify": _notify,
    "modem": _modem,
}
"""Provider -> the way out that it is. A new one is added here, to `hub.model.household.Provider`, and to what is
needed of it (`hub.settings.checks.NEEDED`)."""


def sources(settings: Settings, world: World, ways: Ways, take: Accelerations) -> tuple[Source, ...]:
    """Every way in that the settings name. `world`: what the hub remembers of its devices; `take`: who gets streams."""
    made: list[Source] = []
    if settings.mqtt is not None:
        made += _of_broker(settings, settings.mqtt, world)
    made += _bluetooth(settings, world, ways, take)
    if ways.centre is not None:
        made.append(ways.centre)
    return (*made, *ways.watching)


def _of_broker(settings: Settings, mqtt: Mqtt, world: World) -> list[Source]:
    made = [_zigbee2mqtt(settings, mqtt, world)] if mqtt.zigbee2mqtt else []
    return [*made, _topics(settings, mqtt, world)] if settings.topics else made


def _zigbee2mqtt(settings: Settings, mqtt: Mqtt, world: World) -> Source:
    from connectors.zigbee2mqtt.source import Zigbee2Mqtt

    prefix = "zigbee2mqtt/"
    # A device that was removed must not lend its definition to a new one of the same name.
    named = {each.name: each for each in world.listed.values()}
    listed = {n: each for n, each in named.items() if world.names.get(f"{prefix}{n}") in (each.address, n)}
    known = {n.removeprefix(prefix) for n in world.names if n.startswith(prefix)} | {d.id for d in settings.devices}
    password, answers = _secret(mqtt.password), "zigbee2mqtt health" in world.links
    return Zigbee2Mqtt(mqtt, settings.hub.id, password, frozenset(known), listed, answers=answers)


def _topics(settings: Settings, mqtt: Mqtt, world: World) -> Source:
    from connectors.topics import LINK, Topics

    link = world.links.get(LINK)
    return Topics(
        mqtt, settings.hub.id, _secret(mqtt.password), settings.topics, f"{settings.home_assistant.prefix}/status",
        tells_broker=not mqtt.zigbee2mqtt, thought_down=link is not None and not link.up,
    )  # fmt: skip


def _bluetooth(settings: Settings, world: World, ways: Ways, take: Accelerations) -> tuple[Source, ...]:
    """The radio, and a source of its own for each device that the hub connects to: none fails with another."""
    devices = [device for device in settings.devices if settings.source(device.id) == "bluetooth"]
    if not devices:
        return ()
    from connectors.bluetooth.source import Bluetooth

    known = {device.id: world.devices.get(device.id) for device in devices}
    enough = settings.detectors.liveness.learn_after.total_seconds()
    usual = [k.interval for k in known.values() if k is not None and k.watched >= enough and k.interval]
    listened = tuple(_listened(device, known[device.id], ways) for device in devices)
    radio = Bluetooth(settings.bluetooth, listened, take, usual=min(usual, default=0.0))
    return (radio, *radio.connections)


def _listened(device: Device, known: DeviceState | None, ways: Ways) -> "Listened":
    from connectors.bluetooth.words import Listened

    radio = device.bluetooth or Listening()
    return Listened(
        device=device.id, address=device.id.upper(), use=device.use, key=_key(device, radio, ways),
        connect=radio.connect, acceleration=radio.acceleration, packet=known.packet if known else None,
    )  # fmt: skip


def _key(device: Device, radio: Listening, ways: Ways) -> bytes | None:
    """The key of what a device encrypts. One that is missing or no key costs that device, not the hub."""
    try:
        written = _secret(radio.key)
        return bytes.fromhex(written) if written else None
    except SettingsError as error:
        ways.missing[f"no key for {device.id}"] = f"{device.name} cannot be read: {error.path} was not found"
    except ValueError:
        ways.missing[f"no key for {device.id}"] = f"{device.name} cannot be read: its key is not hexadecimal digits"
    return None


def screen(settings: Settings, hub: "Hub", version: str) -> "HomeAssistant | None":
    """What tells a Home Assistant how the home is; where it may not, it takes back what an earlier run told."""
    if settings.mqtt is None or not (settings.home_assistant.tells or settings.topics):
        return None
    from connectors.home_assistant import HomeAssistant
    from hub.shell.overview import telling

    return HomeAssistant(
        settings.mqtt, settings.hub.id, _secret(settings.mqtt.password), settings.home_assistant.prefix,
        telling(hub, settings), hub.complain, version,
    )  # fmt: skip


def connections(settings: Settings) -> tuple[object, ...]:
    """What of the settings the ways in and out were made from: if it changes, they must be made anew."""
    heard = [device for device in settings.devices if settings.source(device.id) == "bluetooth"]
    devices = tuple((device.id, device.use, device.bluetooth, device.placement) for device in heard)
    return (
        settings.hub, settings.mqtt, settings.bluetooth, devices, settings.topics, settings.home_assistant,
        settings.centre, settings.sms, settings.modem, structs.replace(settings.calls, night=""),
        settings.audit is None, settings.agreed("centre"), settings.agreed("falls"), settings.access,
        settings.announce, signalling(settings),
        tuple((contact.id, contact.language) for contact in settings.contacts) if settings.access != Access() else (),
    )  # fmt: skip


def secrets(settings: Settings) -> None:
    """Fetch every secret once; SettingsError if one is missing."""
    for part in (settings.mqtt, settings.centre):
        _secret(part.password if part is not None else None)
    for device in settings.devices:
        _secret(device.bluetooth.key if device.bluetooth is not None else None)
    for way in (settings.sms, settings.sms.second):
        _secret(way.token if way is not None else None)
    for name in CODES:
        _secret(getattr(settings.access, name))
    _secret(settings.modem.pin)
    _secret(settings.calls.token)


def _secret(secret: Secret | None) -> str | None:
    return None if secret is None else resolve(secret)


def decoders() -> dict[str, Decoder]:
    """Source -> how its kept messages are read."""

    def zigbee2mqtt(*message: object) -> object:
        from connectors.zigbee2mqtt.decode import decoder

        return decoder(*message)  # type: ignore[arg-type]

    return {"zigbee2mqtt": zigbee2mqtt}  # type: ignore[dict-item]
