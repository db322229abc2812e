"""What a message of zigbee2mqtt says. Pure: text in, events and complaints out; never an exception."""

import math
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec import Struct

from connectors.zigbee2mqtt.words import (
    ALARMS,
    ALARMS_MEAN,
    ALSO_NUMBERS,
    BOOLEANS,
    CANCEL_WORDS,
    HELP_WORDS,
    LINE_POWERED,
    NUMBERS,
    SETTINGS,
    SWITCHED,
    WORDS,
)
from hub.model.events import LEVELS, DevicesListed, Listed, Reported, Said, Unplaced
from hub.model.ids import DeviceId

SOURCE = "zigbee2mqtt"
LARGEST_MESSAGE = 256 * 1024
"""Bytes. A device's message is a few hundred; the longest of all converters stays under 10 kB."""
LARGEST_LIST = 8 * 2**20
"""Bytes. The device list carries every device's whole definition: up to about 20 kB each."""
EXAMPLE = 200
"""Characters of bad input that are shown."""
LONGEST_WORD = 64
"""Characters. No converter has a longer action."""
PERCENT = (0.0, 100.0)
EARLIEST = datetime(2015, 1, 1, tzinfo=UTC)
OF_THE_MESSAGE = ("linkquality", "voltage")
"""What differs from one message of a device to the next, and says nothing about the home."""
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
MILLISECONDS_FROM = 1e11
"""A number as large as this is milliseconds: in seconds it would lie in the year 5138."""


class BadInput(Struct, frozen=True):
    """Input that cannot be read: what is wrong with it, and the beginning of it."""

    what: str
    example: str


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


def decode(at: datetime, name: str, payload: str, retained: bool, model: str = "") -> Understood | BadInput:
    """What the device called `name` says. `model`, if known, settles what its nameless alarm bits mean."""
    if len(payload) > LARGEST_MESSAGE:
        return BadInput("message too large", payload[:EXAMPLE])
    read = _json(payload)
    if isinstance(read, BadInput):
        return read
    if not isinstance(read, dict):
        return BadInput("not a JSON object", payload[:EXAMPLE])
    complaints: list[BadInput] = []

    def complain(what: str, value: Any) -> None:
        complaints.append(BadInput(what, f"{name}: {_shown(value)}"))

    seen = _seen(read.get("last_seen"), complain)
    said = _merged(_said(read, model, complain)) or (Said("heard", True),)
    if any(each.value is True and each.kind in ("motion", "presence") for each in said):
        # By this the core can tell a report of movement from old movement that rides along with something else.
        said = (*said, *_mark(read))
    event = Reported(at=at, source=SOURCE, name=name, said=said, seen=seen, retained=retained)
    return Understood(event, tuple(complaints))


def decoder(at: datetime, name: str, payload: str, retained: bool, device: Listed | None = None) -> Reported | None:
    """`hub.ports.Decoder`: a message that was kept until its name was listed."""
    read = decode(at, name, payload, retained, device.model if device is not None else "")
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


def _shown(value: Any) -> str:
    """The beginning of a value. What is nested could be so deep that writing it out fails: only its sort is said."""
    return f"a {type(value).__name__}" if isinstance(value, (dict, list)) else str(value)[:EXAMPLE]


_Complain = Callable[[str, Any], None]


def _json(payload: str) -> Any:
    try:
        return msgspec.json.decode(payload)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return BadInput("malformed JSON" if payload else "empty message", payload[:EXAMPLE])


def _said(read: dict[str, Any], model: str, complain: _Complain) -> Iterator[Said]:
    """One by one, so that a wrong type in one property does not lose its neighbours. Unknown ones are passed over."""
    for key, value in read.items():
        if value is None:  # known to exist, not yet reported
            continue
        if key == "action":
            yield from _action(value, complain)
        elif key in BOOLEANS:
            yield from _boolean(key, value, complain)
        elif key in NUMBERS:
            yield from _number(key, value, complain)
        elif key in WORDS:
            yield from _word(key, value, complain)
        elif key in ALARMS:
            yield from _alarm(key, value, ALARMS_MEAN.get(model, "sos"), complain)


def _mark(read: dict[str, Any]) -> tuple[Said, ...]:
    marks = [str(value) for key in OF_THE_MESSAGE if (value := _float(read.get(key))) is not None]
    return (Said("heard", " ".join(marks)),) if marks else ()


def _action(value: Any, complain: _Complain) -> Iterator[Said]:
    if not isinstance(value, str):
        complain("action is not a word", value)
    elif len(value) > LONGEST_WORD:
        complain("action is too long", value)
    elif value:  # older versions send an empty action after each press
        yield Said(_press(value.lower()), value)


def _press(word: str) -> str:
    if HELP_WORDS & set(word.split("_")):
        return "help"
    return "cancel" if word in CANCEL_WORDS else "button"


def _boolean(key: str, value: Any, complain: _Complain) -> Iterator[Said]:
    kind, means_so = BOOLEANS[key]
    if isinstance(value, str) and key not in SETTINGS:
        value = SWITCHED.get(value, value)
    if isinstance(value, bool):
        yield Said(kind, value is means_so)
    elif not _may_be(key, value):
        complain(f"{key} is neither true nor false", value)


def _may_be(key: str, value: Any) -> bool:
    """True for a measure or a setting that some devices send under this name."""
    return (key in ALSO_NUMBERS and isinstance(value, (int, float))) or (key in SETTINGS and isinstance(value, str))


def _number(key: str, value: Any, complain: _Complain) -> Iterator[Said]:
    number = _float(value)
    if number is None:
        complain(f"{key} is not a number", value)
    elif key == "battery" and not PERCENT[0] <= number <= PERCENT[1]:
        complain("battery is not a percentage", value)
    else:
        yield Said(NUMBERS[key], number)


def _float(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _word(key: str, value: Any, complain: _Complain) -> Iterator[Said]:
    kind, means = WORDS[key]
    if not isinstance(value, str):
        complain(f"{key} is not a word", value)
    elif value.lower() in means:
        yield Said(kind, means[value.lower()])


def _alarm(key: str, value: Any, kind: str | None, complain: _Complain) -> Iterator[Said]:
    if not isinstance(value, bool):
        complain(f"{key} is neither true nor false", value)
    elif kind is not None:
        yield Said(kind, value)


def _merged(said: Iterator[Said]) -> tuple[Said, ...]:
    """One reading of each kind: of several that speak of the same level, one that is true counts."""
    kept: dict[str, Said] = {}
    for each in said:
        before = kept.get(each.kind)
        if before is None or (each.value is True and each.kind in LEVELS | {"contact", "motion", "presence"}):
            kept[each.kind] = each
    return tuple(kept.values())


def _seen(value: Any, complain: _Complain) -> datetime | None:
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
    number = _float(value)
    if number is None:
        return None
    try:
        return datetime.fromtimestamp(number / 1000 if number >= MILLISECONDS_FROM else number, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _listed(entry: Any) -> Listed | BadInput:
    if not isinstance(entry, dict):
        return BadInput("device list has an entry that is not an object", _shown(entry))
    name, address = entry.get("friendly_name"), entry.get("ieee_address")
    if not (isinstance(name, str) and name and isinstance(address, str) and address):
        return BadInput("device list has an entry without a name or an address", _shown(entry))
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
    )


def _string(value: Any) -> str:
    return value if isinstance(value, str) else ""
