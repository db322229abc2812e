"""Which sensors count as chattering, in homes where people simply live?

`python -m bench.chatter FOLDER`: the recorded homes of the folder, then thirty simulated ones of 28 days (three kits;
alone, with a cat, as a couple, with visitors, with carers). For each the longest time in which one sensor saw movement
without a pause, the most that a contact opened and closed in a day, and the notices.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from msgspec import structs

from detectors import chatter
from detectors.chatter import Chatter
from hub.learning.homes import recorded_home, recordings
from hub.model.events import Reading, Reported, Tick
from hub.settings import load, shipped
from hub.settings.reading import detection
from hub.simulated.kits import household, settings
from hub.simulated.world import live, world

HOUR = timedelta(hours=1)
KITS = ("dense", "usual", "four without door")
LIVES = ("alone", "cat", "couple", "visitors", "carers")
DAYS, FIRST, EACH = 28, date(2026, 1, 5), 2


def told(name: str, detector: Chatter, readings: Sequence[Reading]) -> None:
    """One home's line, and its notices."""
    memory, longest, most = detector.start(readings[0].heard), (0.0, ""), (0, "")
    notices: list[str] = []
    for reading in readings:
        if reading.kind not in detector.hears:
            continue
        while (due := detector.deadline(memory)) is not None and due < reading.heard:
            memory, findings = detector.step(memory, Tick(at=due))
            notices += [f"{due:%m-%d %H:%M} {each.because}" for each in findings]
        memory, findings = detector.step(memory, reading)
        notices += [f"{reading.heard:%m-%d %H:%M} {each.because}" for each in findings]
        talk = memory.of.get(reading.device)
        if talk is not None and reading.kind == "contact":
            most = max(most, (talk.often, reading.name))
        elif talk is not None:
            longest = max(longest, ((talk.last - talk.since) / HOUR, reading.name))
    print(f"{name:32} {longest[0]:5.1f} h {longest[1]:24} {most[0]:4} times in a day {most[1]}")
    for each in notices:
        print(f"    {each}")


def recorded(folder: Path) -> Iterator[tuple[str, Chatter | None, Sequence[Reading]]]:
    """The homes of the folder."""
    for recording in recordings.found(folder):
        home = recorded_home.read(recording, detection(), "Europe/London", lambda _: None)
        yield home.name, chatter.of(home.settings), home.readings


def simulated() -> Iterator[tuple[str, Chatter | None, Sequence[Reading]]]:
    """Thirty homes, each with a seed of its own."""
    base = load(shipped("demo.toml"))
    for seed, (kit, lives) in enumerate([(kit, lives) for kit in KITS for lives in LIVES] * EACH, start=1):
        made = world(settings(kit, lives, base), household(lives, seed), seed, FIRST, source="readings")
        events = tuple(each for each in live(made, 0, DAYS) if isinstance(each, Reported))
        yield (
            f"{kit}, {lives}, seed {seed}",
            chatter.of(made.settings),
            list(recorded_home.placed(made.settings, events)),
        )


def main() -> int:
    for name, detector, readings in chain(recorded(Path(sys.argv[1])) if len(sys.argv) > 1 else (), simulated()):
        if detector is not None:
            told(name, structs.replace(detector, timezone="UTC"), readings)
    return 0


if __name__ == "__main__":
    sys.exit(main())
