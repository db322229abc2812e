"""What the hub itself may suffer on a recording as it is: nothing of it may look like somebody who lies still.

Each run is the whole engine, with heartbeats of every sensor: four days before, so that it knows how often each speaks,
and some days on from the one moment, with the disturbance and without.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from heapq import merge
from typing import Any

from msgspec import Struct, structs

import detectors
from hub.core.engine import Engine
from hub.core.fold import fold
from hub.learning.homes import silences
from hub.learning.homes.figures import HOUR
from hub.learning.homes.following import shipped
from hub.learning.homes.judging import INACTIVITY, KINDS, NO_RETURN, Case
from hub.learning.homes.variants import Disturbed
from hub.model.effects import Effect, Recorded, SpanChanged
from hub.model.events import ClockStepped, Event, HubStarted, LinkChanged, Paused, Reported, Said
from hub.model.findings import Finding
from hub.replay import Overheard

SOURCE = "zigbee2mqtt"
"""Here the sensors are what they would be in a home: so that all of Zigbee falling silent can be noticed."""
BEAT = timedelta(minutes=50)
"""How often each sensor says that it lives, as common Zigbee sensors do."""
BEFORE = timedelta(days=4)
"""A day longer than it takes until a device's own interval is trusted (liveness.learn_after)."""
AFTER = timedelta(days=3)
OFF = timedelta(hours=6)
SILENT = timedelta(hours=30)
HOLIDAY = timedelta(days=3)
AT_NIGHT = "wandering"
"""Who goes out at night and is not back within minutes is told by the exit door's own detector, and not twice."""
STEP = timedelta(minutes=2)
INSIDE_BEFORE = timedelta(minutes=10)
"""Whoever goes out was seen inside so shortly before. A door that moves after a long silence lets somebody in."""


class Seen(Struct, frozen=True):
    """What a run came to: what was found, what was sent, and the settings in force at its end."""

    findings: tuple[Finding, ...]
    effects: tuple[Effect, ...]
    suspended: bool


Change = Callable[[list[Event], datetime, random.Random], Iterable[Event]]
"""The events after the moment -> the events with the disturbance."""
Notice = Callable[[Seen], str]
"""What had to appear, in words, or nothing."""


class Disturbance(Struct, frozen=True):
    """One sort. `leaves`: the moment is that of somebody's going out by a door."""

    change: Change
    notice: Notice
    leaves: bool = False


def _without(events: Iterable[Event], begins: datetime, ends: datetime, name: str | None = None) -> Iterator[Event]:
    for event in events:
        ours = name is None or (isinstance(event, Reported) and event.name == name)
        if not (begins <= event.at < ends and ours):
            yield event


def hub_off(events: list[Event], at: datetime, chance: random.Random) -> Iterable[Event]:
    """The hub was off for six hours."""
    began: Event = HubStarted(at=at + OFF, last_alive=at, version="backtest")
    return merge(_without(events, at, at + OFF), (began,), key=_at)


def dead_sensor(events: list[Event], at: datetime, chance: random.Random) -> Iterable[Event]:
    """One sensor says nothing any more."""
    names = sorted({event.name for event in events if isinstance(event, Reported)})
    return _without(events, at, at + AFTER, chance.choice(names))


def sensors_silent(events: list[Event], at: datetime, chance: random.Random) -> Iterable[Event]:
    """No sensor says anything, and nobody says why: a radio stick that hangs."""
    return _without(events, at, at + SILENT)


def link_down(events: list[Event], at: datetime, chance: random.Random) -> Iterable[Event]:
    """zigbee2mqtt does not run, and the hub hears so."""
    down: Event = LinkChanged(at=at, link="zigbee2mqtt", up=False, because="stopped")
    again: Event = LinkChanged(at=at + SILENT, link="zigbee2mqtt", up=True)
    return merge(_without(events, at, at + SILENT), (down, again), key=_at)


def clock_ahead(events: list[Event], at: datetime, chance: random.Random) -> Iterable[Event]:
    """The clock was two minutes slow, and is put right."""
    return _stepped(events, at, STEP)


def clock_back(events: list[Event], at: datetime, chance: random.Random) -> Iterable[Event]:
    """The clock was two minutes fast, and is put right."""
    return _stepped(events, at, -STEP)


def _stepped(events: list[Event], at: datetime, by: timedelta) -> Iterable[Event]:
    step: Event = ClockStepped(at=at + by, by=by)
    return (step, *(_later(event, by) for event in events))


def _later(event: Event, by: timedelta) -> Event:
    if isinstance(event, Reported) and event.seen is not None:
        return structs.replace(event, at=event.at + by, seen=event.seen + by)
    return structs.replace(event, at=event.at + by)


def holiday(events: list[Event], at: datetime, chance: random.Random) -> Iterable[Event]:
    """Whoever went out by the door comes back three days later."""
    return _only_beats(events, at, at + HOLIDAY)


def told_holiday(events: list[Event], at: datetime, chance: random.Random) -> Iterable[Event]:
    """Somebody says that the resident is away, as people do where no door tells."""
    away: Event = Paused(at=at, what="away", until=at + HOLIDAY, by="Contact")
    return merge((away,), _only_beats(events, at, at + HOLIDAY), key=_at)


def _only_beats(events: Iterable[Event], begins: datetime, ends: datetime) -> Iterator[Event]:
    for event in events:
        beat = isinstance(event, Reported) and event.said[0].kind == "heard"
        if beat or not begins < event.at < ends:
            yield event


def _technical(seen: Seen) -> str:
    return next((f.because for f in seen.findings if f.kind == "technical" and f.turn == "concern"), "")


def _span_of_the_hub(seen: Seen) -> str:
    spans = (e for e in seen.effects if isinstance(e, SpanChanged) and e.subject == "hub" and e.status == "down")
    return next((f"in the record: hub {span.status}, {span.because}" for span in spans), "")


def _clock(seen: Seen) -> str:
    records = (e for e in seen.effects if isinstance(e, Recorded) and e.what == "clock corrected")
    return next((f"in the record: {record.what} {record.because}" for record in records), "")


def _away(seen: Seen) -> str:
    found = next((f.because for f in seen.findings if f.kind in (NO_RETURN, AT_NIGHT) and f.turn == "concern"), "")
    return found or ("service suspended: the resident is away" if seen.suspended else "")


DISTURBANCES = {
    "hub off 6 h": Disturbance(hub_off, _span_of_the_hub),
    "one dead sensor": Disturbance(dead_sensor, _technical),
    "all sensors silent": Disturbance(sensors_silent, _technical),
    "zigbee2mqtt down": Disturbance(link_down, _technical),
    "clock +2 min": Disturbance(clock_ahead, _clock),
    "clock -2 min": Disturbance(clock_back, _clock),
    "3-day holiday by the door": Disturbance(holiday, _away, leaves=True),
    "3-day holiday that was told": Disturbance(told_holiday, _away),
}


def judge(of: Case, seed: int, runs: int) -> tuple[Disturbed, ...]:
    """Every disturbance at so many moments of this home; one that leaves by a door only where there is one."""
    chance = random.Random(f"{seed} {of.home.name}")  # noqa: S311 - a choice that can be made again
    stages = {leaves: _stages(of, _moments(of, chance, runs, leaves=leaves)) for leaves in (False, True)}
    return tuple(_judged(name, one, stages[one.leaves], str(seed)) for name, one in DISTURBANCES.items())


def _moments(of: Case, chance: random.Random, runs: int, *, leaves: bool) -> list[datetime]:
    last = of.home.ends - AFTER
    if of.judged_from is None:
        return []
    left = (s.begins for s in of.silences if s.length > HOUR and s.begins >= of.judged_from and _leaves(of, s.begins))
    every = [at for at in (left if leaves else of.collapses) if at <= last]
    return sorted(chance.sample(every, min(runs, len(every))))


def _leaves(of: Case, at: datetime) -> bool:
    """Whether somebody went out at that moment: the exit door moved last, and before it somebody who was inside."""
    soon = [move.use == "exit door" for move in of.home.moves if at - INSIDE_BEFORE <= move.at <= at]
    return bool(soon) and soon[-1] and not all(soon)


def _stages(of: Case, moments: Sequence[datetime]) -> "list[_Stage]":
    """A stage for each moment, with what the detectors knew when it begins."""
    follower = shipped(of.home.settings, KINDS)
    known = follower.follow(of.home.readings, [at - BEFORE for at in moments]).known if moments else ()
    names = [part.name for part in follower.parts]
    return [
        _Stage(of, at, dict(zip(names, each.memories, strict=True))) for at, each in zip(moments, known, strict=True)
    ]


def _judged(name: str, one: Disturbance, stages: "Sequence[_Stage]", seed: str) -> Disturbed:
    alarms, notices = [], []
    for stage in stages:
        seen = stage.run(one.change, random.Random(f"{seed} {name} {stage.at}"))  # noqa: S311
        notices.append(one.notice(seen))
        alarms += [
            f"{stage.home}, {name} at {stage.at:%Y-%m-%d %H:%M}: {alert}" for alert in stage.caused_by(one, seen)
        ]
    return Disturbed(
        name=name, runs=len(stages), alerts=len(alarms), noticed=sum(bool(each) for each in notices),
        by=next((each for each in notices if each), ""), alarms=tuple(alarms),
    )  # fmt: skip


class _Stage:
    """One home four days before a moment, played up to it: from there each run goes its own way."""

    def __init__(self, of: Case, at: datetime, learned: dict[str, Any]) -> None:
        self._of, self.at, self.home = of, at, of.home.name
        self._heard: list[Finding] = []
        self._engine = Engine(lambda s: tuple(Overheard(d, self._heard) for d in detectors.parts(s)))  # type: ignore[misc]
        events = list(_with_beats(of, at - BEFORE, at + AFTER))
        self._later = [event for event in events if event.at >= at]
        state = self._engine.start("backtest", of.home.settings, at - BEFORE)
        self._state = self._engine.armed(structs.replace(state, memories={**state.memories, **learned}))
        for event in events[: len(events) - len(self._later)]:
            for _, state, _ in fold(self._engine, self._state, event):
                self._state = state

    def run(self, change: Change, chance: random.Random) -> Seen:
        """What comes of the events after the moment, as `change` makes them."""
        self._heard.clear()
        state, effects, suspended = self._state, list[Effect](), False
        for event in change(self._later, self.at, chance):
            for _, after, sent in fold(self._engine, state, event):
                state = after
                effects += sent
            suspended = suspended or state.settings.home.service == "suspended"
        return Seen(tuple(self._heard), tuple(effects), suspended)

    def caused_by(self, one: Disturbance, seen: Seen) -> list[str]:
        """The inactivity alerts that the same silence did not have without the disturbance."""
        known = set() if one.leaves else self._untouched
        return [
            f"{f.at:%m-%d %H:%M} {f.because}{self._was_out(f.at)}"
            for f in _alerts(seen)
            if self._silence(f.at) not in known
        ]

    def _was_out(self, at: datetime) -> str:
        """What whoever reads of an alert should know: in the recording they had gone out, perhaps unseen."""
        silence = silences.around(self._of.silences, at)
        return "; the recording has them gone by a door" if silence is not None and silence.door else ""

    @cached_property
    def _untouched(self) -> set[datetime | None]:
        """The silences that are told without any disturbance."""
        seen = self.run(lambda events, at, chance: events, random.Random(0))  # noqa: S311
        return {self._silence(finding.at) for finding in _alerts(seen)}

    def _silence(self, at: datetime) -> datetime | None:
        silence = silences.around(self._of.silences, at)
        return silence.begins if silence is not None else None


def _alerts(seen: Seen) -> list[Finding]:
    return [finding for finding in seen.findings if finding.kind == INACTIVITY and finding.turn == "concern"]


def _with_beats(of: Case, begins: datetime, ends: datetime) -> Iterator[Event]:
    """The recording between the two moments, and each sensor's heartbeats, spread over time."""
    devices = of.home.settings.devices
    own = (structs.replace(event, source=SOURCE) for event in of.home.events if begins <= event.at < ends)
    beats = (
        [_beat(device.id, begins + n * BEAT + BEAT * k / len(devices)) for n in range(int((ends - begins) / BEAT))]
        for k, device in enumerate(devices)
    )
    return merge(own, *beats, key=_at)


def _beat(name: str, at: datetime) -> Event:
    return Reported(at=at, source=SOURCE, name=name, said=(Said("heard", True),), seen=at)


def _at(event: Event) -> datetime:
    return event.at


def merged(homes: Sequence[tuple[Disturbed, ...]]) -> tuple[Disturbed, ...]:
    """The same disturbances in all homes, each of which had all of them."""
    return tuple(
        Disturbed(
            name=same[0].name, runs=sum(each.runs for each in same), alerts=sum(each.alerts for each in same),
            noticed=sum(each.noticed for each in same), by=next((each.by for each in same if each.by), ""),
            alarms=tuple(alarm for each in same for alarm in each.alarms),
        )
        for same in zip(*homes, strict=True)
    )  # fmt: skip
