"""What zigbee2mqtt says of itself: settings, groups, health, answers. Pure: text in, values out; no exception."""

from typing import Any

import msgspec
from msgspec import Struct

from connectors.bad_input import EXAMPLE, BadInput
from hub.model.ids import DeviceId


class Answer(Struct, frozen=True, kw_only=True):
    """An answer to a request. `because` is zigbee2mqtt's own text if it refuses, `transaction` names the request."""

    ok: bool
    because: str = ""
    transaction: str = ""
    data: dict[str, Any] = {}


class Happened(Struct, frozen=True, kw_only=True):
    """A `bridge/event`: what happened to which device. `status` is that of an interview."""

    what: str
    name: str
    address: DeviceId
    status: str = ""


class Progress(Struct, frozen=True, kw_only=True):
    """How far zigbee2mqtt is with a device of its list. `supported`: it knows the model."""

    interviewed: bool
    failed: bool
    supported: bool
    disabled: bool


class Lack(Struct, frozen=True):
    """A setting of zigbee2mqtt's that an installer should change: what comes of leaving it, and what to write."""

    says: str
    do: str


UNWATCHED = Lack(
    "zigbee2mqtt's availability is off: a plug that dies is noticed after hours, not 10 min.",
    "In its configuration.yaml: availability: {enabled: true}. Then restart it.",
)
UNDATED = Lack(
    "zigbee2mqtt does not say when a device last spoke: after its restart old news cannot be told from new.",
    "In its configuration.yaml: advanced: {last_seen: ISO_8601}. Then restart it.",
)
UNSURE = Lack(
    "zigbee2mqtt sends with QoS 0: a press can get lost between zigbee2mqtt and the broker.",
    "In its configuration.yaml: device_options: {qos: 1}. Then restart it.",
)


def lacks(payload: str) -> tuple[Lack, ...] | BadInput:
    """What the settings in a `bridge/info` message lack for a home that is watched over."""
    read = json_of(payload)
    config = read.get("config") if isinstance(read, dict) else None
    if not isinstance(config, dict):
        return BadInput("an info without settings", payload[:EXAMPLE])
    found = (
        (UNWATCHED, not _watches(config.get("availability"))),
        (UNDATED, _within(config, "advanced", "last_seen") == "disable"),
        (UNSURE, _within(config, "device_options", "qos") not in (1, 2)),
    )
    return tuple(lack for lack, is_so in found if is_so)


def _watches(availability: Any) -> bool:
    """Versions before 2 have `true`, or an object that need not say `enabled`."""
    return availability is True or (isinstance(availability, dict) and availability.get("enabled") is not False)


def _within(config: dict[str, Any], section: str, key: str) -> Any:
    """What a section has under a key; None if there is no such section."""
    found = config.get(section)
    return found.get(key) if isinstance(found, dict) else None


def happened(payload: str) -> Happened | BadInput:
    """What a `bridge/event` message says."""
    read = json_of(payload)
    data = read.get("data") if isinstance(read, dict) else None
    if not isinstance(data, dict) or not isinstance(read.get("type"), str):
        return BadInput("an event that cannot be read", payload[:EXAMPLE])
    name, address, status = (data.get(key) for key in ("friendly_name", "ieee_address", "status"))
    if not (isinstance(name, str) and isinstance(address, str)):
        return BadInput("an event of no device", payload[:EXAMPLE])
    said = status if isinstance(status, str) else ""
    return Happened(what=read["type"], name=name, address=DeviceId(address.lower()), status=said)


def progress(payload: str) -> dict[DeviceId, Progress]:
    """How far each device of a `bridge/devices` message is. An entry that cannot be read is passed over."""
    read = json_of(payload)
    entries = [each for each in read if isinstance(each, dict)] if isinstance(read, list) else []
    return {DeviceId(each["ieee_address"].lower()): _progress(each) for each in entries
            if isinstance(each.get("ieee_address"), str)}  # fmt: skip


def _progress(entry: dict[str, Any]) -> Progress:
    """Versions before 2 have no `interview_state`, and know a model exactly if they have its definition.

    Pending is also what was cut short, as by a restart of zigbee2mqtt: nobody goes on with it.
    """
    state = entry.get("interview_state")
    done = state == "SUCCESSFUL" if isinstance(state, str) else entry.get("interview_completed") is True
    supported = entry.get("supported")
    return Progress(
        interviewed=done,
        failed=state in ("FAILED", "PENDING") or (state is None and not done and entry.get("interviewing") is False),
        supported=supported if isinstance(supported, bool) else isinstance(entry.get("definition"), dict),
        disabled=entry.get("disabled") is True,
    )


def group_names(payload: str) -> frozenset[str] | BadInput:
    """The names of a `bridge/groups` message. An entry that cannot be read does not hide its neighbours."""
    read = json_of(payload)
    if not isinstance(read, list):
        return BadInput("group list is not a list", payload[:EXAMPLE])
    names = (each.get("friendly_name") for each in read if isinstance(each, dict))
    return frozenset(name for name in names if isinstance(name, str) and name)


def well(payload: str) -> bool:
    """Whether an answered health check leaves zigbee2mqtt well: anything but `"healthy": false` does."""
    read = json_of(payload)
    data = read.get("data") if isinstance(read, dict) else None
    return not (isinstance(data, dict) and data.get("healthy") is False)


def answer(payload: str) -> Answer | BadInput:
    """What zigbee2mqtt answers to a request."""
    read = json_of(payload)
    if not isinstance(read, dict) or read.get("status") not in ("ok", "error"):
        return BadInput("an answer without a status", payload[:EXAMPLE])
    data, transaction = read.get("data"), read.get("transaction")
    return Answer(
        ok=read["status"] == "ok",
        because=str(read.get("error") or "")[:EXAMPLE],
        transaction=transaction if isinstance(transaction, str) else "",
        data=data if isinstance(data, dict) else {},
    )


def json_of(payload: str) -> Any:
    """The JSON value of a text, or None if it is none."""
    try:
        return msgspec.json.decode(payload)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        return None
