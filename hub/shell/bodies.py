"""How the store keeps the hub's words: JSON for structs, whole microseconds since 1970 (UTC) for times."""

from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import msgspec

from hub.core.state import Facts
from hub.model.effects import Effect
from hub.model.events import Event
from hub.model.incidents import Incident

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
T = TypeVar("T")

body = msgspec.json.Encoder().encode
_event_from = msgspec.json.Decoder(Event).decode
effect_from = msgspec.json.Decoder(Effect).decode
incident_from = msgspec.json.Decoder(Incident).decode
FACTS = {
    field.name: msgspec.json.Decoder(field.type) for field in msgspec.structs.fields(Facts) if field.name != "open"
}
"""The fields of `Facts` that have a row each. Open incidents have a table of their own."""


def event_body(event: Event) -> bytes:
    """An event for the journal, whose column has its time: a fifth of all that an ordinary day writes to the card."""
    return body(event).replace(b'"at":' + body(event.at) + b",", b"", 1)


def event_from(at: int, kept: bytes) -> Event:
    """An event of the journal. In an older store the body holds the time as well; the column's is the same."""
    event: Event = _event_from(kept[:-1] + b',"at":' + body(moment(at)) + b"}")
    return event


def micros(at: datetime) -> int:
    """A time as the store keeps it."""
    return (at - _EPOCH) // _MICROSECOND


def moment(at: int) -> datetime:
    """A kept time, UTC."""
    return _EPOCH + timedelta(microseconds=at)


def moment_or_none(at: int | None) -> datetime | None:
    """A kept time that may be absent."""
    return None if at is None else moment(at)


def cleaned(value: T) -> T:
    """`value` with "?" for every half character (a lone surrogate): no UTF-8 exists for those, so no row could hold it.

    A device's name can carry one. Losing a letter is better than losing the message, and its neighbours with it.
    """
    return msgspec.convert(_replaced(msgspec.to_builtins(value)), type=type(value))


def _replaced(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {_replaced(name): _replaced(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(inner) for inner in value]
    return value
