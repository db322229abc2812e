"""What the auditor sees at one look. Everything comes from outside the hub's process; nothing here is trusted."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from hub.model.ids import IncidentId
from hub.model.incidents import Incident, Purpose

Process = Literal["runs", "held", "gone"]
"""The hub's process: it is there, it is there and stopped by somebody (SIGSTOP), or it is not there."""

Fate = Literal["waiting", "taken", "arrived", "refused", "expired", "withdrawn"]


class Pulse(Struct, frozen=True, kw_only=True):
    """pulse.json. `stopped`: the hub's last word before it ended because it was told to."""

    pid: int
    at: datetime
    last_step: datetime | None = None
    next_deadline: datetime | None = None
    outbox: int = 0
    oldest_undelivered: datetime | None = None
    epoch: str = ""
    seq: int = 0
    urgent: bool = False
    hub: str = ""
    data: str = ""
    stopped: bool = False


class Leaving(Struct, frozen=True, kw_only=True):
    """One text or document that was to leave, and its fate. `number` is empty for the centre; `settled`: since when."""

    at: datetime
    number: str
    fate: Fate
    incident: IncidentId | None = None
    purpose: Purpose | None = None
    accepted: bool = False
    settled: datetime | None = None


class Stored(Struct, frozen=True, kw_only=True):
    """What the store says of people. `usual`: seconds that a delivery report takes here; None if none ever came."""

    open: tuple[Incident, ...] = ()
    leaving: tuple[Leaving, ...] = ()
    refused: dict[str, str] = {}
    usual: float | None = None


class Seen(Struct, frozen=True, kw_only=True):
    """One look. `boot` is our own boot clock; `wall` the machine's, which `vouched` says can be trusted.

    `pulse` is absent if none can be read. `stored` is absent if the store was not looked into; `unreadable` says why
    it could not be. `free` is the room on the disk, if it could be asked.
    """

    boot: float
    wall: datetime
    vouched: bool = False
    pulse: Pulse | None = None
    process: Process = "gone"
    stored: Stored | None = None
    unreadable: str = ""
    free: int | None = None
