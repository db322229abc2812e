"""Do the devices work? Whether they are heard, have power left, and have not been opened."""

from datetime import datetime
from typing import ClassVar

from msgspec import Struct, structs

from detectors.settling import AT_ONCE, HEALTHY, HOLD, Change, Standings, finding, noted, settled, unseen
from detectors.stateless import NO_FINDINGS
from detectors.telling import clock
from hub.model.events import DeviceWent, HubStarted, Reading, Sensed, Tick
from hub.model.findings import Finding
from hub.model.household import LIFE_SAVING, Device, Settings
from hub.model.ids import DeviceId

LOW = 10.0
"""Per cent. Coin cells hold their voltage nearly to the end, so less than this may be days, not weeks (our choice)."""

GOOD_AGAIN = 20.0
"""Per cent. Above `LOW` by more than the cold of a night takes from a cell, so that it is told once per fall."""


class Battery(Struct, frozen=True):
    """What one device last said of its battery: its own flag, and whether its per cent fell to `LOW`."""

    flag: bool = False
    low: bool = False


FULL = Battery()


class Health(Struct, frozen=True):
    """What is wrong with which device, and the batteries that are low."""

    standings: Standings = HEALTHY
    batteries: dict[DeviceId, Battery] = {}


START = Health()


class DeviceHealth(Struct, frozen=True, kw_only=True):
    """Tells trouble with a device once, and once that it is over. Only devices of the settings are watched."""

    name: ClassVar[str] = "device health"
    hears: ClassVar[frozenset[str]] = frozenset({"battery", "battery low", "tamper"})
    memory: ClassVar[type[Health]] = Health

    timezone: str
    titles: dict[DeviceId, str]

    def start(self, at: datetime) -> Health:
        """Everything works, as far as is known."""
        return START

    def deadline(self, memory: Health) -> datetime | None:
        """When trouble, or its end, has lasted long enough to be told."""
        return memory.standings.due

    def step(self, memory: Health, event: Sensed) -> tuple[Health, tuple[Finding, ...]]:
        """What is known after `event`."""
        if isinstance(event, Reading):
            return self._read(memory, event)
        if isinstance(event, Tick):
            return _told(memory, memory.standings, event.at)
        if isinstance(event, HubStarted):
            return _told(memory, unseen(memory.standings, event.last_alive, event.at), event.at)
        if isinstance(event, DeviceWent) and event.to != "late" and event.device in self.titles:
            return _told(memory, noted(memory.standings, self._went(event)), event.at)
        return memory, NO_FINDINGS

    def _read(self, memory: Health, said: Reading) -> tuple[Health, tuple[Finding, ...]]:
        if said.device not in self.titles:
            return memory, NO_FINDINGS
        if said.kind == "tamper":
            return _told(memory, noted(memory.standings, self._tampered(said)), said.heard)
        before = memory.batteries.get(said.device, FULL)
        battery = _battery(before, said)
        if battery == before:
            return memory, NO_FINDINGS
        batteries = {d: b for d, b in memory.batteries.items() if d != said.device}
        if battery != FULL:
            batteries[said.device] = battery
        memory = structs.replace(memory, batteries=batteries)
        return _told(memory, noted(memory.standings, self._powered(said, battery != FULL)), said.heard)

    def _went(self, event: DeviceWent) -> Change:
        lost, title = event.to == "lost", self.titles[event.device]
        since = clock(event.since, event.at, self.timezone)
        return Change(
            cause=f"device silent {event.device}", bad=lost, at=event.at, device=event.device, room=event.room,
            because=f"{title} has not been heard since {since}" if lost else f"{title} is heard again",
            life_saving=event.use in LIFE_SAVING,
        )  # fmt: skip

    def _tampered(self, said: Reading) -> Change:
        bad, title = said.value is True, self.titles[said.device]
        return Change(
            cause=f"tamper {said.device}", bad=bad, at=said.heard, device=said.device, room=said.room,
            because=f"{title} was opened or taken down" if bad else f"{title} is closed and in its place again",
            hold=AT_ONCE if bad else HOLD, life_saving=said.use in LIFE_SAVING,
        )  # fmt: skip

    def _powered(self, said: Reading, low: bool) -> Change:
        title = self.titles[said.device]
        left = f" ({said.value:g} %)" if said.kind == "battery" else ""
        return Change(
            cause=f"battery low {said.device}", bad=low, at=said.heard, device=said.device, room=said.room,
            because=f"the battery of {title} is low{left}" if low else f"the battery of {title} is good again{left}",
            hold=AT_ONCE if low else HOLD,
        )  # fmt: skip


def of(settings: Settings) -> DeviceHealth | None:
    """The detector, if there are devices and the service has not ended."""
    if settings.home.service == "ended" or not settings.devices:
        return None
    names = {resident.id: resident.name for resident in settings.residents}
    titles = {d.id: _title(d, names.get(d.worn_by) if d.worn_by else None) for d in settings.devices}
    return DeviceHealth(timezone=settings.hub.timezone, titles=titles)


def _title(device: Device, wearer: str | None) -> str:
    """A device as a person would say it: "Mary S's help button", "Hall smoke alarm"."""
    return f"{wearer}'s {device.use}" if wearer else device.name


def _battery(before: Battery, said: Reading) -> Battery:
    value = said.value
    if said.kind == "battery low":
        return Battery(value is True, before.low) if isinstance(value, bool) else before
    if isinstance(value, bool | str):
        return before
    low = value <= LOW or (before.low and value < GOOD_AGAIN)
    return before if low == before.low else Battery(before.flag, low)


def _told(memory: Health, standings: Standings, at: datetime) -> tuple[Health, tuple[Finding, ...]]:
    standings, findings = settled(standings, at, finding)
    if standings is memory.standings:
        return memory, findings
    return structs.replace(memory, standings=standings), findings
