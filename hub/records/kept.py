"""What the store keeps for years, as it comes out of it."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from hub.model.ids import EffectKey, IncidentId


class Span(Struct, frozen=True):
    """`subject` was in `status` from `began` until `ended`, or still is."""

    subject: str
    status: str
    because: str
    began: datetime
    ended: datetime | None


class Message(Struct, frozen=True, kw_only=True):
    """Something that left, or should have left, for a person or the centre.

    `state` is waiting, sent (a machine took it), done (it arrived, or never will), withdrawn or expired, since
    `settled`; `because` says why it did not arrive. `body` is what was written or spoken; of a document, empty.
    """

    key: EffectKey
    at: datetime
    way: Literal["text", "call", "centre"]
    to: str
    state: str
    number: str = ""
    purpose: str = ""
    body: str = ""
    incident: IncidentId | None = None
    version: int | None = None
    because: str = ""
    settled: datetime | None = None
