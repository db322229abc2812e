"""What zigbee2mqtt says of itself: its groups, its health, its answers. Pure: text in, values out; no exception."""

from typing import Any

import msgspec
from msgspec import Struct

from connectors.zigbee2mqtt.decode import EXAMPLE, BadInput


class Answer(Struct, frozen=True, kw_only=True):
    """An answer to a request. `because` is zigbee2mqtt's own text if it refuses, `transaction` names the request."""

    ok: bool
    because: str = ""
    transaction: str = ""
    data: dict[str, Any] = {}


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
