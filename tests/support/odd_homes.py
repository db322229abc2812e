"""Simulated homes in which things go wrong, and what must hold in every one of them."""

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from msgspec import Struct, structs

from detectors import parts
from hub.core.coverage import SEES, reach
from hub.core.engine import Engine
from hub.core.fold import fold
from hub.core.home import Home
from hub.core.state import State
from hub.model.events import Answered, Event
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.parts import decoders
from hub.ports import Detector
from hub.replay import Overheard
from hub.settings import load, shipped
from hub.simulated.diary import HOUR
from hub.simulated.kits import HOUSEHOLDS, KITS, household, settings
from hub.simulated.people import ILLNESSES
from hub.simulated.radio import Radio
from hub.simulated.stories import Away, Gap, Story
from hub.simulated.world import World, world

DAY = 24 * HOUR
FIRST = date(2026, 1, 5)
STILL = frozenset({"inactivity"})
"""Findings that say: nobody moved. They must never be made of not seeing."""


def odd_home(seed: int, days: int) -> World:
    """Any kit, anybody, from any day of a year on: bad radio, a dead sensor, the hub off, a holiday, an illness."""
    chance = random.Random(f"odd {seed}")
    kit, who = chance.choice([kit for kit in KITS if kit != "busy"]), chance.choice(HOUSEHOLDS)
    base = load(shipped("demo.toml"))
    first = date.fromordinal(FIRST.toordinal() + chance.randrange(365))
    radio = Radio(loses=chance.choice((0.0, 0.005, 0.05)), twice=0.01, late=chance.choice((0.0, 0.001, 0.01)))
    made = world(settings(kit, who, base), household(who, seed), seed, first, radio=radio, source="zigbee2mqtt")
    return made._replace(story=_story(made, days, chance))


def _story(made: World, days: int, chance: random.Random) -> Story:
    def at(least: float = 0.0) -> float:
        return made.begins(0) + chance.uniform(least, max(days - 5, 1)) * DAY

    gaps = []
    for what in ("hub", "link", "every sensor"):
        begin = at()
        gaps.append(Gap(what, begin, begin + chance.choice((0.1, 3, 6, 30)) * HOUR))
    dead = chance.choice(made.house.sensors).id
    gaps.append(Gap(dead, at()))
    leaves = made.calendar.at(chance.randrange(days), 10.0)
    illness = structs.replace(ILLNESSES[chance.choice(list(ILLNESSES))], from_day=chance.randrange(days))
    away = (Away(leaves, leaves + chance.choice((1.2, 3.2, 6.2)) * DAY),) if chance.random() < 0.7 else ()
    return Story(away=away, illness=illness, gaps=tuple(gaps))


class Lived(Struct, kw_only=True):
    """What came of some days: `broken` says which rule did not hold, and when."""

    events: int = 0
    raised: Counter[str] = Counter()
    found: list[tuple[datetime, str, str]] = []
    broken: list[str] = []


def lived(made: World, events: Iterable[Event], parts_of: Callable[[Settings], tuple[Detector, ...]] = parts) -> Lived:
    """The days folded, each rule looked at after every step."""
    heard: list[Finding] = []
    engine = Engine(lambda s: tuple(Overheard(d, heard) for d in parts_of(s)), decoders())  # type: ignore[misc]
    home, told = Home(made.settings), Lived(raised=Counter(), found=[], broken=[])
    state: State | None = None
    for event in events:
        state = state or engine.start("odd", made.settings, event.at)
        told.events += 1
        for each in (*_closed(state, event.at), event):
            for _, after, effects in fold(engine, state, each):
                if heard or effects:
                    _look(told, home, state, after, heard)
                    heard.clear()
                state = after
    return told


def _closed(state: State, until: datetime) -> Iterator[Event]:
    """Whoever is called comes within half an hour."""
    for incident in tuple(state.facts.open.values()):
        if incident.raised is not None and incident.reference and (until - incident.raised).total_seconds() > 1800:
            yield Answered(at=max(state.at, incident.raised), via="socket", id=f"odd/{incident.id}", by="anna",
                           does="close", incident=incident.id, outcome="false alarm")  # fmt: skip


def _look(told: Lived, home: Home, before: State, after: State, heard: list[Finding]) -> None:
    for finding in heard:
        told.found.append((finding.at, finding.kind, finding.turn))
        if finding.kind in STILL and finding.turn == "concern" and _blind(before, home):
            told.broken.append(f"{finding.at}: {finding.kind} while nothing can be seen: {finding.because}")
    for incident in after.facts.open.values():
        known = before.facts.open.get(incident.id)
        if known is None and incident.cause.startswith("detector failed"):
            told.broken.append(f"{after.at}: {incident.because}")
        if incident.raised is not None and (known is None or known.raised is None):
            told.raised[incident.kind] += 1


def _blind(state: State, home: Home) -> bool:
    eyes = [device.id for device in home.settings.devices if device.use in SEES]
    found = [reach(eye, state.world, home) for eye in eyes]
    return not any(each.well or each.state == "not heard yet" for each in found)
