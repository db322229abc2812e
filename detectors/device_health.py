"""Do the devices work? Whether they are heard, say that they do, have power left, and have not been opened."""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct, structs

from detectors.settling import AT_ONCE, HEALTHY, HOLD, Change, Standings, finding, kept, noted, settled, unseen
from detectors.stateless import NO_FINDINGS
from detectors.telling import clock
from hub.core.home import Home
from hub.core.liveness import A_PRESS_IS_ASKED, NOT_LISTED
from hub.core.promises import ASKED_WEEKLY
from hub.core.together import SILENT
from hub.model.events import DeviceWent, HubStarted, Reading, Sensed, Tick
from hub.model.findings import Finding
from hub.model.household import LIFE_SAVING, Settings
from hub.model.ids import DeviceId

LOW = 10.0
"""Per cent. Coin cells hold their voltage nearly to the end, so less than this may be days, not weeks (our choice)."""

GOOD_AGAIN = 20.0
"""Per cent. Above `LOW` by more than the cold of a night takes from a cell, so that it is told once per fall."""


FLAG_SETTLES = timedelta(days=1)
"""A flag without a per cent may come and go with the cold of each night: lowered, it must stay so for a whole day."""


class Battery(Struct, frozen=True):
    """What one device last said of its battery: its own flag, and whether its per cent fell to `LOW`.

    `good`: beside a raised flag, its per cent says that the battery is good.
    """

    flag: bool = False
    low: bool = False
    good: bool = False

    @property
    def weak(self) -> bool:
        """Whether somebody should bring a new one."""
        return self.flag or self.low


FULL = Battery()


class Health(Struct, frozen=True):
    """What is wrong with which device, and the batteries that are low."""

    standings: Standings = HEALTHY
    batteries: dict[DeviceId, Battery] = {}


START = Health()


class DeviceHealth(Struct, frozen=True, kw_only=True):
    """Tells trouble with a device once, and once that it is over. Only devices of the settings are watched."""

    name: ClassVar[str] = "device health"
    hears: ClassVar[frozenset[str]] = frozenset({"battery", "battery low", "tamper", "fault"})
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
        memory = self._of_today(memory)
        if isinstance(event, Reading):
            return self._read(memory, event)
        if isinstance(event, Tick):
            return _told(memory, memory.standings, event.at)
        if isinstance(event, HubStarted):
            return _told(memory, unseen(memory.standings, event.last_alive, event.at), event.at)
        if isinstance(event, DeviceWent) and event.device in self.titles:
            change = self._press_wanted(event) if event.to == "late" else self._went(event)
            return _told(memory, noted(memory.standings, change), event.at) if change else (memory, NO_FINDINGS)
        return memory, NO_FINDINGS

    def _of_today(self, memory: Health) -> Health:
        """A device that was taken out of the settings is nobody's trouble any more."""
        standings = kept(memory.standings, self.titles)
        return memory if standings is memory.standings else structs.replace(memory, standings=standings)

    def _read(self, memory: Health, said: Reading) -> tuple[Health, tuple[Finding, ...]]:
        if said.device not in self.titles:
            return memory, NO_FINDINGS
        if said.kind in ("tamper", "fault"):
            change = self._tampered(said) if said.kind == "tamper" else self._faulty(said)
            return _told(memory, noted(memory.standings, change), said.heard)
        before = memory.batteries.get(said.device, FULL)
        battery = _battery(before, said)
        if battery == before:
            return memory, NO_FINDINGS
        batteries = {d: b for d, b in memory.batteries.items() if d != said.device}
        if battery.weak:
            batteries[said.device] = battery
        memory = structs.replace(memory, batteries=batteries)
        settles = HOLD if said.kind == "battery" or before.good else FLAG_SETTLES
        change = self._powered(said, battery.weak, AT_ONCE if battery.weak else settles)
        return _told(memory, noted(memory.standings, change), said.heard)

    def _press_wanted(self, event: DeviceWent) -> Change | None:
        """Late after days: it speaks only when pressed, so a press is asked for before it counts as broken."""
        if event.use not in ASKED_WEEKLY or event.at - event.since < A_PRESS_IS_ASKED:
            return None
        title, since = self.titles[event.device], clock(event.since, event.at, self.timezone)
        how = f"press {title} once to test it" if event.use == "help button" else f"test {title} once"
        return Change(
            cause=_silent(event.device), bad=True, at=event.at, device=event.device, room=event.room,
            because=f"please {how} (it calls as usual): not heard since {since}",
        )  # fmt: skip

    def _went(self, event: DeviceWent) -> Change:
        lost, title = event.to == "lost", self.titles[event.device]
        silent = f"{title} has not been heard since {clock(event.since, event.at, self.timezone)}"
        because = f"{title}: {NOT_LISTED}" if event.because == NOT_LISTED else silent
        return Change(
            cause=_silent(event.device), bad=lost, at=event.at, device=event.device, room=event.room,
            because=because if lost else f"{title} is heard again", life_saving=event.use in LIFE_SAVING,
            hold=AT_ONCE if lost and event.because == NOT_LISTED else HOLD,
        )  # fmt: skip

    def _faulty(self, said: Reading) -> Change:
        bad, title = said.value is True, self.titles[said.device]
        return Change(
            cause=f"fault {said.device}", bad=bad, at=said.heard, device=said.device, room=said.room,
            because=f"{title} says that it is faulty" if bad else f"{title} says that it works again",
            hold=AT_ONCE if bad else HOLD, life_saving=said.use in LIFE_SAVING,
        )  # fmt: skip

    def _tampered(self, said: Reading) -> Change:
        bad, title = said.value is True, self.titles[said.device]
        return Change(
            cause=f"tamper {said.device}", bad=bad, at=said.heard, device=said.device, room=said.room,
            because=f"{title} was opened or taken down" if bad else f"{title} is closed and in its place again",
            hold=AT_ONCE if bad else HOLD, life_saving=said.use in LIFE_SAVING,
        )  # fmt: skip

    def _powered(self, said: Reading, low: bool, hold: timedelta) -> Change:
        title = self.titles[said.device]
        left = f" ({round(float(said.value), 1):g} %)" if said.kind == "battery" else ""
        return Change(
            cause=f"battery low {said.device}", bad=low, at=said.heard, device=said.device, room=said.room,
            because=f"the battery of {title} is low{left}" if low else f"the battery of {title} is good again{left}",
            hold=hold,
        )  # fmt: skip


def of(settings: Settings) -> DeviceHealth | None:
    """The detector, if there are devices and the service has not ended."""
    if settings.home.service == "ended" or not settings.devices:
        return None
    home = Home(settings)
    return DeviceHealth(timezone=settings.hub.timezone, titles={d.id: home.title(d) for d in settings.devices})


def _silent(device: DeviceId) -> str:
    """The cause of a device that is not heard: the wish for a press grows into the fault, and both end with a word."""
    return f"{SILENT}{device}"


def _battery(before: Battery, said: Reading) -> Battery:
    value = said.value
    if said.kind == "battery low":
        after = structs.replace(before, flag=value is True) if isinstance(value, bool) else before
    elif isinstance(value, bool | str):
        return before
    else:
        low = value <= LOW or (before.low and value < GOOD_AGAIN)
        after = Battery(before.flag, low, value >= GOOD_AGAIN)
    return after if after.weak else FULL


def _told(memory: Health, standings: Standings, at: datetime) -> tuple[Health, tuple[Finding, ...]]:
    standings, findings = settled(standings, at, finding)
    if standings is memory.standings:
        return memory, findings
    return structs.replace(memory, standings=standings), findings
