"""Do the links and the hub itself work? Whether it can hear the home, and can call anybody."""

from datetime import datetime
from typing import ClassVar

from msgspec import Struct, structs

from detectors.settling import AT_ONCE, HEALTHY, HOLD, Change, Standings, finding, noted, settled, unseen
from detectors.stateless import NO_FINDINGS
from detectors.telling import clock
from hub.model.events import FaultChanged, HubStarted, LinkChanged, Reading, Sensed, Tick
from hub.model.findings import Finding
from hub.model.household import LIFE_SAVING, LINKS_TO, Settings

DOWN = {
    "broker": "the broker cannot be reached, so none of its sensors is heard",
    "zigbee2mqtt": "zigbee2mqtt is not running, so no Zigbee sensor is heard",
    "zigbee radio": "nothing is heard from Zigbee",
    "bluetooth": "the Bluetooth radio does not work, so no Bluetooth device is heard",
    "home assistant": "Home Assistant is not running, so none of its sensors is heard",
    "centre": "the centre cannot be reached",
    "centre listening": "nobody is listening at the centre",
    "sms": "texts cannot be sent",
}
UP = {
    "broker": "the broker is reached again",
    "zigbee2mqtt": "zigbee2mqtt is running again",
    "zigbee radio": "Zigbee is heard again",
    "bluetooth": "the Bluetooth radio works again",
    "home assistant": "Home Assistant is running again",
    "centre": "the centre is reached again",
    "centre listening": "the centre is listening again",
    "sms": "texts can be sent again",
}
WAYS = {"centre": "centre", "centre listening": "centre", "sms": "sms"}
"""Which way out a link belongs to: a way is open while all of its links are up."""

TEXTS_BY = "texts by "
"""How the link of one of several providers of texts begins. While another takes texts, `sms` is up."""

UNTOLD = frozenset({"zigbee2mqtt health"})
"""What only the hub needs to know: that this zigbee2mqtt answers health checks. `zigbee2mqtt` itself is told."""


class Links(Struct, frozen=True, kw_only=True):
    """Tells a link that stays down, a fault at once, and the end of either. What matters to life says so.

    `lives_by`: the links without which a device that saves life is not heard.
    """

    name: ClassVar[str] = "links"
    hears: ClassVar[frozenset[str]] = frozenset()
    memory: ClassVar[type[Standings]] = Standings

    timezone: str
    ways_out: frozenset[str]
    lives_by: frozenset[str]

    def start(self, at: datetime) -> Standings:
        """Everything works, as far as is known."""
        return HEALTHY

    def deadline(self, memory: Standings) -> datetime | None:
        """When trouble, or its end, has lasted long enough to be told."""
        return memory.due

    def step(self, memory: Standings, event: Sensed) -> tuple[Standings, tuple[Finding, ...]]:
        """What is known after `event`."""
        if isinstance(event, Reading) or (isinstance(event, LinkChanged) and event.link in UNTOLD):
            return memory, NO_FINDINGS
        if isinstance(event, LinkChanged):
            memory = noted(memory, self._link(event))
        elif isinstance(event, FaultChanged):
            memory = noted(memory, _fault(event))
        elif isinstance(event, HubStarted):
            memory = unseen(memory, event.last_alive, event.at)
        elif not isinstance(event, Tick):
            return memory, NO_FINDINGS
        return settled(memory, event.at, lambda change, at: finding(self._weighed(change, memory), at))

    def _link(self, event: LinkChanged) -> Change:
        link, since = event.link, event.since or event.at
        if event.up:
            because = UP.get(link) or f"{link} {'can be sent' if link.startswith(TEXTS_BY) else 'works'} again"
        else:
            reason = f" ({event.because})" if event.because else ""
            fails = "cannot be sent" if link.startswith(TEXTS_BY) else "does not work"
            because = f"{DOWN.get(link) or f'{link} {fails}'}, since {self._clock(since)}{reason}"
        return Change(cause=f"link {link}", bad=not event.up, at=since, because=because)

    def _weighed(self, change: Change, memory: Standings) -> Change:
        """The change with its weight: it matters to life if nobody can be called, or no help button be heard."""
        link = change.cause.removeprefix("link ")
        if change.life_saving or link == change.cause:
            return change
        down = {cause.removeprefix("link ") for cause, standing in memory.causes.items() if standing.change.bad}
        left = self.ways_out - {WAYS[each] for each in down | {link} if each in WAYS}
        if link in WAYS and WAYS[link] in self.ways_out and not left:
            only = f"{change.because}; no other way out is left" if change.bad else change.because
            return structs.replace(change, life_saving=True, because=only)
        return structs.replace(change, life_saving=link in self.lives_by)

    def _clock(self, at: datetime) -> str:
        return clock(at, at, self.timezone)


def of(settings: Settings) -> Links | None:
    """The detector, until the service has ended."""
    if settings.home.service == "ended":
        return None
    ways = {"centre"} if settings.centre is not None and settings.agreed("centre") else set()
    if settings.sms.provider != "console":
        ways.add("sms")
    saving = [LINKS_TO[settings.source(device.id)] for device in settings.devices if device.use in LIFE_SAVING]
    lives_by = frozenset[str]().union(*saving)
    return Links(timezone=settings.hub.timezone, ways_out=frozenset(ways), lives_by=lives_by)


def _fault(event: FaultChanged) -> Change:
    """A fault is told at once. Its end waits, so that a part that fails every second is not mended every second."""
    return Change(
        cause=event.cause, bad=event.present, at=event.at, life_saving=event.life_saving,
        because=event.because or (event.cause if event.present else f"{event.cause}: works again"),
        hold=AT_ONCE if event.present else HOLD,
    )  # fmt: skip
