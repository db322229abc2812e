"""What a message of zigbee2mqtt says. Pure: text in, events and complaints out; never an exception."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Struct

from connectors.bad_input import EXAMPLE, BadInput, shown
from connectors.zigbee2mqtt.exposes import means
from connectors.zigbee2mqtt.values import Complain, by_means, by_name, by_property, merged, number, tells
from connectors.zigbee2mqtt.words import ALARMS, LINE_POWERED
from hub.model.events import DevicesListed, Listed, Reported, Said, Unplaced
from hub.model.ids import DeviceId

SOURCE = "zigbee2mqtt"
LARGEST_MESSAGE = 256 * 1024
"""Bytes. A device's message is a few hundred; the longest of all converters stays under 10 kB."""
LARGEST_LIST = 8 * 2**20
"""Bytes. The device list carries every device's whole definition: up to about 20 kB each."""
EARLIEST = datetime(2015, 1, 1, tzinfo=UTC)
OF_THE_MESSAGE = ("linkquality", "voltage")
"""What differs from one message of a device to the next, and says nothing about the home."""
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_NOBODY = DeviceId("")
MILLISECONDS_FROM = 1e11
"""A number as large as this is milliseconds: in seconds it would lie in the year 5138."""


class Understood(Struct, frozen=True):
    """What a device's message said, and what in it could not be read."""

    event: Reported
    complaints: tuple[BadInput, ...] = ()


class DeviceList(Struct, frozen=True):
    """A device list, and what in it could not be read."""

    event: DevicesListed
    complaints: tuple[BadInput, ...] = ()


def text(payload: bytes, largest: int = LARGEST_MESSAGE) -> str | BadInput:
    """The payload as text, if it is text and not too long."""
    if len(payload) > largest:
        return BadInput("message too large", f"{len(payload)} bytes, beginning {payload[:EXAMPLE]!r}")
    try:
        return payload.decode()
    except UnicodeDecodeError:
        return BadInput("not UTF-8", repr(payload[:EXAMPLE]))


def decode(
    at: datetime, name: str, payload: str, retained: bool, model: str = "", *, device: Listed | None = None
) -> Understood | BadInput:  # fmt: skip
    """What the device called `name` says, by its own definition (`device.means`), else by the names of its properties.

    `model`, if known, settles what its nameless alarm bits mean.
    """
    if len(payload) > LARGEST_MESSAGE:
        return BadInput("message too large", payload[:EXAMPLE])
    read = _json(payload)
    if isinstance(read, BadInput):
        return read
    if not isinstance(read, dict):
        return BadInput("not a JSON object", payload[:EXAMPLE])
    complaints: list[BadInput] = []

    def complain(what: str, value: Any) -> None:
        complaints.append(BadInput(what, f"{name}: {shown(value)}"))

    seen = _seen(read.get("last_seen"), complain)
    said = merged(_said(read, device or Listed(name=name, address=_NOBODY, model=model), complain))
    event = Reported(at=at, source=SOURCE, name=name, said=_marked(said, read), seen=seen, retained=retained)
    return Understood(event, tuple(complaints))


def decoder(at: datetime, name: str, payload: str, retained: bool, device: Listed | None = None) -> Reported | None:
    """`hub.ports.Decoder`: a message that was kept until its name was listed."""
    read = decode(at, name, payload, retained, device=device)
    return read.event if isinstance(read, Understood) else None


def unplaced(at: datetime, name: str, payload: str, retained: bool) -> Unplaced:
    """A message from a name that has not been listed yet, as it came."""
    return Unplaced(at=at, source=SOURCE, name=name, payload=payload, retained=retained)


def online(payload: str) -> bool | BadInput:
    """What a bridge state or an availability says: `{"state": "online"}`, or the bare word of older versions."""
    word: Any = payload.strip()
    if word.startswith(("{", '"')):
        read = _json(payload)
        word = read.get("state") if isinstance(read, dict) else read
    if word in ("online", "offline"):
        return bool(word == "online")
    return BadInput("neither online nor offline", payload[:EXAMPLE])


def listed(at: datetime, payload: str) -> DeviceList | BadInput:
    """The devices of a `bridge/devices` message. An entry that cannot be read does not hide its neighbours."""
    read = _json(payload)
    if isinstance(read, BadInput):
        return read
    if not isinstance(read, list):
        return BadInput("device list is not a list", payload[:EXAMPLE])
    entries = [entry for entry in read if not (isinstance(entry, dict) and entry.get("type") == "Coordinator")]
    devices = [_listed(entry) for entry in entries]
    event = DevicesListed(at=at, source=SOURCE, devices=tuple(each for each in devices if isinstance(each, Listed)))
    return DeviceList(event, tuple(each for each in devices if isinstance(each, BadInput)))


def _json(payload: str) -> Any:
    try:
        return msgspec.json.decode(payload)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return BadInput("malformed JSON" if payload else "empty message", payload[:EXAMPLE])


def _said(read: dict[str, Any], device: Listed, complain: Complain) -> Iterator[Said]:
    """One by one, so that a wrong type in one property does not lose its neighbours. Unknown ones are passed over."""
    described = by_property(device.means)
    left_over = ALARMS if tells(described, read) else frozenset[str]()
    for key, value in read.items():
        if value is None:  # known to exist, not yet reported
            continue
        if key in described:
            yield from by_means(key, value, described[key], device.model, complain)
        elif key not in left_over:
            yield from by_name(key, value, device.model, complain)


def _marked(said: tuple[Said, ...], read: dict[str, Any]) -> tuple[Said, ...]:
    """By the mark the core can tell a report of movement from old movement that rides along with something else."""
    moved = any(each.value is True and each.kind in ("motion", "presence") for each in said)
    return (*said, *_mark(read)) if moved else said or (Said("heard", True),)


def _mark(read: dict[str, Any]) -> tuple[Said, ...]:
    marks = [str(value) for key in OF_THE_MESSAGE if (value := number(read.get(key))) is not None]
    return (Said("heard", " ".join(marks)),) if marks else ()


def _seen(value: Any, complain: Complain) -> datetime | None:
    """The device's own time: ISO 8601 with an offset, or seconds or milliseconds since 1970."""
    if value is None:
        return None
    moment = _from_iso(value) if isinstance(value, str) else _from_epoch(value)
    if moment is None or not EARLIEST <= moment <= LATEST:
        complain("last_seen is not a time", value)
        return None
    return moment


def _from_iso(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _from_epoch(value: Any) -> datetime | None:
    since = number(value)
    if since is None:
        return None
    try:
        return datetime.fromtimestamp(since / 1000 if since >= MILLISECONDS_FROM else since, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _listed(entry: Any) -> Listed | BadInput:
    if not isinstance(entry, dict):
        return BadInput("device list has an entry that is not an object", shown(entry))
    name, address = entry.get("friendly_name"), entry.get("ieee_address")
    if not (isinstance(name, str) and name and isinstance(address, str) and address):
        return BadInput("device list has an entry without a name or an address", shown(entry))
    definition = entry.get("definition")
    about = definition if isinstance(definition, dict) else {}
    mains = _string(entry.get("power_source")).lower().startswith(LINE_POWERED)
    return Listed(
        name=name,
        address=DeviceId(address.lower()),
        model=_string(about.get("model")) or _string(entry.get("model_id")),
        vendor=_string(about.get("vendor")) or _string(entry.get("manufacturer")),
        mains=mains,
        asleep=not mains and entry.get("type") != "Router",
        means=means(definition),
    )


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
