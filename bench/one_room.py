"""How long does one room move and nothing else, in homes where nothing was wrong? Which alerts would each limit give?

`python -m bench.one_room FOLDER`: the recorded homes of the folder, whole, and twenty simulated ones of 28 days. The
shortest limit that calls nobody is `one_room_for`. All is taken to be heard. Then the same with any one or two sensors
of other rooms, or exit doors, taken away as if they were dead: by how many other rooms are heard, the longest times.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, combinations
from pathlib import Path
from typing import NamedTuple

from msgspec import structs

sys.path.insert(0, str(Path(__file__).parent.parent))

from detectors import one_room
from detectors.one_room import OneRoom
from hub.learning.homes import recorded_home, recordings
from hub.learning.homes.following import Follower
from hub.model.events import Reading, Reported
from hub.settings import load, shipped
from hub.settings.reading import detection
from hub.simulated.kits import household, settings
from hub.simulated.world import live, world

HOUR = timedelta(hours=1)
LIMITS = (12, 16, 18, 20, 24)
KITS = ("dense", "usual", "four", "four without door", "contacts")
LIVES = ("alone", "cat", "couple", "visitors")
DAYS, FIRST = 28, date(2026, 1, 5)


class Longest(NamedTuple):
    """The longest time in which one room moved and nothing else: hours, and where and until when."""

    hours: float
    where: str


def longest(detector: OneRoom, readings: Sequence[Reading]) -> Longest:
    """What the detector itself counts, if it never told."""
    memory, found = detector.start(readings[0].heard), Longest(0.0, "")
    for reading in readings:
        if reading.kind not in detector.hears:
            continue
        memory, _ = detector.step(memory, reading)
        alone = memory.alone
        if alone is not None and (hours := (alone.last - alone.counts) / HOUR) > found.hours:
            found = Longest(hours, f"{alone.room}, from {alone.since:%m-%d %H:%M} to {alone.last:%m-%d %H:%M}")
    return found


def told(name: str, detector: OneRoom, readings: Sequence[Reading]) -> None:
    """One home's line, and its alerts."""
    most = longest(structs.replace(detector, lasts=timedelta(days=3650)), readings)
    print(f"{name:34} {most.hours:5.1f} h  {most.where}")
    for limit in LIMITS:
        each = Follower([structs.replace(detector, lasts=limit * HOUR)], frozenset({"one room only"}))
        alerts = each.follow(readings).alerts
        if alerts:
            print(f"    with {limit} h: " + "; ".join(f"{a.at:%m-%d %H:%M} {a.because}" for a in alerts))


def short_of_sensors(detector: OneRoom, readings: Sequence[Reading]) -> dict[int, tuple[Longest, str]]:
    """Other rooms heard (two stands for more) -> the longest time with one or two sensors dead, and which."""
    never = structs.replace(detector, lasts=timedelta(days=3650))
    stand = sorted({each.device for each in readings} & set(detector.places))
    worst: dict[int, tuple[Longest, str]] = {}
    for dead in chain(combinations(stand, 1), combinations(stand, 2)):
        left = [each for each in readings if each.device not in dead]
        most = longest(never, left) if left else Longest(0.0, "")
        room = most.where.split(",")[0]
        heard = {detector.places[each].room for each in stand if each not in dead} - {room, None}
        elsewhere = any(detector.places[each].room != room for each in dead)
        rooms = min(len(heard), 2)
        if elsewhere and most.hours > worst.get(rooms, (Longest(0.0, ""), ""))[0].hours:
            worst[rooms] = most, " and ".join(dead)
    return worst


def recorded(folder: Path) -> Iterator[tuple[str, OneRoom | None, Sequence[Reading]]]:
    """The homes of the folder."""
    for recording in recordings.found(folder):
        home = recorded_home.read(recording, detection(), "Europe/London", lambda _: None)
        yield home.name, one_room.of(home.settings), home.readings


def simulated() -> Iterator[tuple[str, OneRoom | None, Sequence[Reading]]]:
    """Twenty homes: five kits, four ways to live, each with a seed of its own."""
    base, seed = load(shipped("demo.toml")), 0
    for kit in KITS:
        for lives in LIVES:
            seed += 1
            made = world(settings(kit, lives, base), household(lives, seed), seed, FIRST, source="readings")
            events = [each for each in live(made, 0, DAYS) if isinstance(each, Reported)]
            readings = list(recorded_home.placed(made.settings, tuple(events)))
            yield f"{kit}, {lives}, seed {seed}", one_room.of(made.settings), readings


def main() -> int:
    dead = defaultdict[int, list[tuple[float, str]]](list)
    for name, detector, readings in chain(recorded(Path(sys.argv[1])) if len(sys.argv) > 1 else (), simulated()):
        if detector is None:
            print(f"{name:34} movement is seen in one room only, or in none")
            continue
        told(name, detector, readings)
        for rooms, (most, which) in short_of_sensors(detector, readings).items():
            dead[rooms].append((most.hours, f"{name}, {most.where}, without {which}"))
    for rooms in (2, 1):
        print(f"\nsensors dead, other rooms heard: {'two or more' if rooms == 2 else rooms}; the longest")
        for hours, where in sorted(dead[rooms], reverse=True)[:4]:
            print(f"  {hours:5.1f} h  {where}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
