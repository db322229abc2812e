"""What the sensors of a simulated home make of what people do: coarse, blind for a minute, and never quite all."""

import math
import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hub.model.events import Said
from hub.simulated.diary import Act, Diary, Stay
from hub.simulated.places import Sensor

Signal = tuple[float, str, tuple[Said, ...]]
"""When, which device, and what it says."""


class Seen(NamedTuple):
    """How often somebody who does a thing moves so that it can be seen: the median seconds, the spread of their
    logarithm, and the share of it that a sensor sees.
    """

    median: float
    spread: float
    share: float


SEEN = {
    "busy": Seen(12, 0.8, 1.0), "pass": Seen(2, 0.3, 1.0), "wash": Seen(20, 0.8, 1.0), "toilet": Seen(45, 0.8, 1.0),
    "still": Seen(210, 1.15, 0.9), "asleep": Seen(2700, 1.0, 0.5), "crawling": Seen(1200, 0.8, 0.9),
    "pet": Seen(1, 0.3, 0.25),
}  # fmt: skip
"""Who sits moves enough for a motion sensor every few minutes, and now and then not for half an hour; who sleeps turns
over about once an hour (our choice, from the gaps that recorded homes show)."""

STILL = frozenset({"still", "asleep"})
POWERS = frozenset({"kettle", "cooker", "plug"})
LEVELS = frozenset({"bed", "chair"})

Who = str
Lives = list[tuple[Who, int, Diary]]
"""Who did what, on which day of their diary."""


def _said(kind: str) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    return (Said(kind, False),), (Said(kind, True),)


SAYS = {kind: _said(kind) for kind in ("motion", "vibration", "presence", "contact", "bed", "chair", "light_switch")}


def movements(sensor: Sensor, lives: Lives, seed: int, since: float, until: float) -> Iterator[Signal]:
    """What a motion sensor tells of a window: "on" at a movement, then nothing while it is blind, "off" after quiet."""
    off, on = SAYS["vibration" if sensor.use == "vibration" else "motion"]
    blind, quiet, last, ends = sensor.ways.blind, sensor.ways.quiet, -math.inf, math.inf
    for at in _all_seen(sensor, lives, seed, since, until):
        if at - last < blind:
            continue
        if ends <= at:
            yield ends, sensor.id, off
        yield at, sensor.id, on
        last, ends = at, at + quiet
    if ends < math.inf:
        yield ends, sensor.id, off


def _all_seen(sensor: Sensor, lives: Lives, seed: int, since: float, until: float) -> list[float]:
    times: list[float] = []
    for who, day, diary in lives:
        chance = random.Random(f"{seed} {who} {day} {sensor.id}")
        for stay in diary.stays:
            if stay.place == sensor.place:
                times += _seen(stay, sensor, chance)
    times.sort()
    return times[bisect_left(times, since) : bisect_left(times, until)]


def _seen(stay: Stay, sensor: Sensor, chance: random.Random) -> Iterator[float]:
    """When a sensor sees somebody in one stay, if nobody else is there."""
    ways = SEEN.get(stay.doing)
    if ways is None:
        return
    share = ways.share * (sensor.ways.sitters if stay.doing in STILL else 1.0)
    sees, blind, middle = (1 - sensor.ways.misses) * share, sensor.ways.blind, math.log(ways.median)
    at, end, spread = stay.begin + chance.random() * min(ways.median, 10), stay.end, ways.spread
    while at < end:
        if chance.random() < sees:
            yield at
            at += blind
        at += chance.lognormvariate(middle, spread)


def presence(sensor: Sensor, lives: Lives, seed: int, since: float, until: float) -> Iterator[Signal]:
    """What a radar tells: on while anybody is there; who lies still is lost now and then."""
    off, on = SAYS["presence"]
    spans = [span for who, day, diary in lives for span in _there(sensor, who, day, diary, seed)]
    last = -math.inf
    for begin, end in _joined(spans, sensor.ways.quiet):
        last = end + min(sensor.ways.quiet, 30)
        if since <= begin < until:
            yield begin, sensor.id, on
        if since <= last < until:
            yield last, sensor.id, off


LOST = 0.15
"""The share of long still stays in which a radar loses somebody for a while."""


def _there(sensor: Sensor, who: Who, day: int, diary: Diary, seed: int) -> Iterator[tuple[float, float]]:
    chance = random.Random(f"{seed} {who} {day} {sensor.id}")
    for stay in diary.stays:
        if stay.place != sensor.place or stay.doing == "pet":
            continue
        begin, end = stay.begin, stay.end
        if end - begin > 1800 and stay.doing in ("still", "asleep", "lying") and chance.random() < LOST:
            middle = begin + chance.uniform(900, min(end - begin, 7200.0))
            yield begin, middle
            begin = min(middle + chance.uniform(120, 900), end)
        yield begin, end


def _joined(spans: Iterable[tuple[float, float]], gap: float) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for begin, end in sorted(spans):
        if joined and begin <= joined[-1][1] + gap:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((begin, end))
    return joined


def levels(sensor: Sensor, lives: Lives, since: float, until: float) -> Iterator[Signal]:
    """What a bed or a chair tells: on while at least one is in it."""
    off, on = SAYS[sensor.use]
    acts = sorted((act.at, who, bool(act.value)) for who, _, diary in lives for act in diary.acts
                  if act.use == sensor.use and act.place in ("", sensor.place))  # fmt: skip
    inside: set[Who] = set()
    for at, who, there in acts:
        before = bool(inside)
        (inside.add if there else inside.discard)(who)
        if bool(inside) != before and since <= at < until:
            yield at, sensor.id, on if there else off


def used(sensor: Sensor, lives: Lives, since: float, until: float) -> Iterator[Signal]:
    """What is told of things that are opened and switched: each use by itself."""
    place = sensor.id if sensor.use == "tag" else sensor.place if sensor.use in ("door", "window") else ""
    for _, _, diary in lives:
        for act in diary.acts:
            if act.use == sensor.use and since <= act.at < until and (not place or act.place == place):
                yield act.at, sensor.id, _of(act, sensor)


def _of(act: Act, sensor: Sensor) -> tuple[Said, ...]:
    if sensor.use == "tag":
        return (Said("in range", bool(act.value)),)
    if sensor.use in POWERS:
        return (Said("power", float(act.value)),)
    return SAYS["contact"][bool(act.value)]


def lights(sensor: Sensor, lives: Lives, dark: float, until: float) -> Iterator[Signal]:
    """A lamp burns while somebody is awake in its room after dark."""
    off, on = SAYS["light_switch"]
    spans = [(max(stay.begin, dark), stay.end) for _, _, diary in lives for stay in diary.stays
             if stay.place == sensor.place and stay.end > dark and stay.doing in ("busy", "still")]  # fmt: skip
    for begin, end in _joined(spans, 120):
        if dark <= begin < until and end - begin > 120:
            yield begin, sensor.id, on
            yield min(end, until), sensor.id, off
