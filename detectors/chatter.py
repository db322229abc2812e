"""Does a sensor speak day and night, as nobody moves? It is faulty, or something else moves before it.

Such a sensor hides all: the home is never still, or an exit door is used all the time. It is told as equipment, in
decent hours, beside any alarm that it causes. What a healthy one does is in docs/backtest.md.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct, structs

from detectors.settling import AT_ONCE, HEALTHY, Change, Standings, finding, kept, noted, settled, unseen
from detectors.stateless import NO_FINDINGS
from detectors.telling import DAY, clock
from hub.core.activity import moved
from hub.core.home import Home
from hub.model.events import HubStarted, Reading, Sensed, Tick
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.model.ids import DeviceId

PAUSE = timedelta(minutes=90)
"""Everybody sleeps or goes out. In recorded homes movement before one sensor never went on for more than 20 h without
a pause of so long, but for the sensor that spoke by itself (31 h); in 112 simulated ones of people for 21 h."""

LASTS = timedelta(hours=24)
"""So long without a `PAUSE`."""

SHARED = 2
"""Where a pet or others move it takes so many times as long: one simulated cat of 29 went on for 31 h."""

EDGES = 400
"""Openings and closings in a day. In recorded homes the most of a contact that opens and closes when somebody uses it
is 138, of a front door 30; of one that rattles 524 and 850."""

QUIET_FOR = timedelta(days=3)
"""A sensor that chatters pauses now and then: only after so long without much of it is it called mended."""

STILL = 0.75
"""While it counts as faulty this share of what is told is enough to go on (our choice: of 24 h, 18)."""

WITHOUT_A_PAUSE = frozenset({"motion", "activity", "vibration", "presence"})


class Talk(Struct, frozen=True):
    """What one sensor says: since when without a pause (a contact: in this day), when last, and how often."""

    since: datetime
    last: datetime
    often: int = 1


class Talks(Struct, frozen=True):
    """What each sensor says, which of them were told, and when one of those has paused or is well again."""

    of: dict[DeviceId, Talk] = {}
    standings: Standings = HEALTHY
    due: datetime | None = None


class Chatter(Struct, frozen=True, kw_only=True):
    """Tells once of a sensor that speaks without a pause, and once that it is quiet again."""

    name: ClassVar[str] = "chatter"
    hears: ClassVar[frozenset[str]] = WITHOUT_A_PAUSE | {"contact"}
    memory: ClassVar[type[Talks]] = Talks

    timezone: str
    titles: dict[DeviceId, str]
    lasts: timedelta

    def start(self, at: datetime) -> Talks:
        """Nothing was heard yet."""
        return Talks()

    def deadline(self, memory: Talks) -> datetime | None:
        """When a sensor that was told of has paused, or has been quiet for long enough."""
        return memory.due

    def step(self, memory: Talks, event: Sensed) -> tuple[Talks, tuple[Finding, ...]]:
        """What is known after `event`."""
        if isinstance(event, Reading):
            if event.device not in self.titles or event.kind not in self.hears or not moved(event):
                return memory, NO_FINDINGS
            return self._spoke(self._of_today(memory), event)
        memory = self._of_today(memory)
        if isinstance(event, HubStarted):
            return _told(_unseen(memory, event), event.at)
        if isinstance(event, Tick):
            return _told(self._paused(memory, event.at), event.at)
        return memory, NO_FINDINGS

    def _of_today(self, memory: Talks) -> Talks:
        """A sensor that was taken out of the settings is nobody's trouble any more."""
        if not memory.standings.causes:
            return memory
        standings = kept(memory.standings, self.titles)
        if standings is memory.standings:
            return memory
        of = {device: talk for device, talk in memory.of.items() if device in self.titles}
        return _armed(Talks(of, standings))

    def _spoke(self, memory: Talks, said: Reading) -> tuple[Talks, tuple[Finding, ...]]:
        before = memory.of.get(said.device)
        if before is not None and said.at <= before.last:
            return memory, NO_FINDINGS
        contact = said.kind == "contact"
        talk = _counted(before, said.at) if contact else _goes_on(before, said.at)
        memory = structs.replace(memory, of={**memory.of, said.device: talk})
        share = STILL if _cause(said.device) in memory.standings.causes else 1.0
        if talk.often < share * EDGES if contact else talk.last - talk.since < share * self.lasts:
            return _armed(memory), NO_FINDINGS
        since, title = clock(talk.since, said.heard, self.timezone), self.titles[said.device]
        how = f"has opened or closed {talk.often} times" if contact else "has seen movement without a pause"
        change = Change(
            cause=_cause(said.device), bad=True, at=said.heard, device=said.device, room=said.room, hold=AT_ONCE,
            because=f"{title} {how} since {since}: may be faulty",
        )  # fmt: skip
        return _told(structs.replace(memory, standings=noted(memory.standings, change)), said.heard)

    def _paused(self, memory: Talks, at: datetime) -> Talks:
        standings = memory.standings
        for told in memory.standings.causes.values():
            due = _pauses(memory, told.change)
            if told.change.bad and due is not None and due <= at:
                quiet = f"{self.titles[told.change.device]} is quiet again" if told.change.device else ""
                good = structs.replace(told.change, bad=False, at=at, hold=QUIET_FOR, because=quiet)
                standings = noted(standings, good)
        return memory if standings is memory.standings else structs.replace(memory, standings=standings)


def of(settings: Settings) -> Chatter | None:
    """The detector, if there are devices and the service has not ended."""
    if settings.home.service == "ended" or not settings.devices:
        return None
    home = Home(settings)
    return Chatter(
        timezone=settings.hub.timezone, titles={d.id: home.title(d) for d in settings.devices},
        lasts=LASTS if settings.alone else SHARED * LASTS,
    )  # fmt: skip


def _cause(device: DeviceId) -> str:
    return f"chatter {device}"


def _goes_on(before: Talk | None, at: datetime) -> Talk:
    if before is None or at - before.last > PAUSE:
        return Talk(at, at)
    return Talk(before.since, at, before.often + 1)


def _counted(before: Talk | None, at: datetime) -> Talk:
    if before is None or at - before.since > DAY:
        return Talk(at, at)
    return Talk(before.since, at, before.often + 1)


def _pauses(memory: Talks, change: Change) -> datetime | None:
    """When it has paused, if it is not heard until then."""
    talk = memory.of.get(change.device) if change.device is not None else None
    return talk.last + PAUSE if talk is not None else None


def _unseen(memory: Talks, gap: HubStarted) -> Talks:
    """While the hub was off nobody heard whether a sensor that was told of paused."""
    bad = {s.change.device for s in memory.standings.causes.values() if s.change.bad}
    of = {d: structs.replace(t, last=max(t.last, gap.at)) if d in bad else t for d, t in memory.of.items()}
    return _armed(Talks(of, unseen(memory.standings, gap.last_alive, gap.at)))


def _armed(memory: Talks) -> Talks:
    """With the moment at which it wants to look again. The same object if that has not changed."""
    if not memory.standings.causes and memory.due is None:
        return memory
    pauses = [_pauses(memory, each.change) for each in memory.standings.causes.values() if each.change.bad]
    due = min((due for due in (memory.standings.due, *pauses) if due is not None), default=None)
    return memory if due == memory.due else structs.replace(memory, due=due)


def _told(memory: Talks, at: datetime) -> tuple[Talks, tuple[Finding, ...]]:
    standings, findings = settled(memory.standings, at, finding)
    if standings is not memory.standings:
        memory = structs.replace(memory, standings=standings)
    return _armed(memory), findings
