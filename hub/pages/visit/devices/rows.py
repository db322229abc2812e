"""What the hub says of each device, as values: when it was heard, when somebody did something to it, its last test."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

import msgspec
from msgspec import Struct

from hub.core.trying import Shown
from hub.model.household import Device, Settings
from hub.model.ids import DeviceId


class Trial(Struct, frozen=True, kw_only=True):
    """The last test of a device. `until`: to then its press is a test."""

    asked: datetime
    by: str
    until: datetime
    state: Literal["waiting", "heard", "not heard", "called off"]
    because: str = ""
    heard: datetime | None = None


class Stream(Struct, frozen=True, kw_only=True):
    """What a worn device sends: samples a second, g at the most (if known), and whether falls can be told from that."""

    rate: float
    most: float | None = None
    enough: bool = False
    because: str = ""


class Row(Struct, frozen=True, kw_only=True):
    """One device as the hub knows it. `walk`: what shows that it works (`hub.core.trying.shown_by`).

    `shown`: when it last did, as the hub counts events: no correction of a clock moves that.
    """

    id: DeviceId
    name: str
    use: str
    room: str | None = None
    reach: str = "not heard yet"
    because: str = ""
    heard: datetime | None = None
    active: datetime | None = None
    walk: Shown = "activity"
    shown: int = 0
    stream: Stream | None = None
    test: Trial | None = None
    promise: str = ""

    def shown_since(self, after: int) -> datetime | None:
        """When it last showed that it works, if that came after so many events; None if it has not."""
        if self.shown <= after:
            return None
        tested = self.test.heard if self.test is not None else None
        moments = {"test": [tested], "activity": [self.active, tested], "report": [self.active, tested, self.heard]}
        return max((at for at in moments[self.walk] if at is not None), default=None)


def rows(of_hub: dict[str, Any]) -> dict[DeviceId, Row]:
    """By id. Empty if no hub runs: then nothing is known of any device."""
    said = of_hub.get("devices", {}).get("devices", ())
    return {row.id: row for row in (msgspec.convert(each, Row) for each in said)}


def row_of(device: Device, known: dict[DeviceId, Row]) -> Row:
    """What the hub knows of this device of the settings; one that it never heard of was never heard."""
    return known.get(device.id) or Row(id=device.id, name=device.name, use=device.use)


def used(settings: Settings, *uses: str) -> tuple[Device, ...]:
    """The devices that are there for one of these."""
    return tuple(each for each in settings.devices if each.use in uses)


def time_of(text: Any) -> datetime | None:
    """A time of the notes."""
    try:
        return datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None


def names(devices: Iterable[Device]) -> str:
    """Their names, for a sentence."""
    return ", ".join(each.name for each in devices)
