"""A year of a home replayed with all detectors: how long it takes beside a plain loop, and what they remember then.

`python -m bench.year [DAYS]`: about 20,000 readings a day of the simulator's busy kit. Making them is not counted. The
plain loop does what nobody can do without: it takes every reading, looks up the device and notes its last value.
"""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

sys.path.insert(0, str(Path(__file__).parent.parent))

from detectors import parts
from hub.core.codec import encode
from hub.core.engine import Engine
from hub.core.fold import fold
from hub.core.state import State
from hub.model.events import Answered, Event, Reported, Value
from hub.settings import load, shipped
from hub.simulated.kits import BUSY, household, settings
from hub.simulated.world import World, live, world

BUDGET, MOST = 120.0, 5_000_000
"""Seconds for a year; bytes that the detectors may remember after it."""


def home() -> World:
    """Somebody alone, in a home with every sensor that there is."""
    made = settings("busy", "alone", load(shipped("demo.toml")))
    return world(made, household("alone", 1), 1, date(2026, 1, 5), ways=BUSY, source="zigbee2mqtt")


def each_day(made: World, days: int) -> Iterator[list[Event]]:
    """The events day by day, so that a year need not be in memory."""
    for day in range(days):
        yield list(live(made, day, 1))


def closed(state: State) -> Iterator[Event]:
    """At the end of a day somebody has seen to what was raised; else its ladder would be climbed for a year."""
    for incident in state.facts.open.values():
        if incident.raised is not None:
            yield Answered(at=state.at, via="socket", id=f"year/{incident.id}", by="anna", does="close",
                           incident=incident.id, outcome="false alarm")  # fmt: skip


def plain(events: list[Event]) -> int:
    """A loop that decides nothing."""
    last: dict[tuple[str, str], tuple[datetime, Value]] = {}
    for event in events:
        if isinstance(event, Reported):
            for said in event.said:
                last[event.name, said.kind] = event.at, said.value
    return len(last)


def folded(engine: Engine, state: State, events: list[Event]) -> State:
    """The state after the events."""
    for event in events:
        for _, after, _ in fold(engine, state, event):
            state = after
    return state


def main() -> int:
    days = next((int(each) for each in sys.argv[1:] if each.isdigit()), 365)
    made, engine = home(), Engine(parts)
    state = engine.start("year", made.settings, datetime.fromtimestamp(made.begins(0), UTC))
    count, making, looping, folding = 0, 0.0, 0.0, 0.0
    batches, began = each_day(made, days), time.process_time()
    for events in batches:
        making += time.process_time() - began
        began = time.process_time()
        plain(events)
        looping += time.process_time() - began
        began = time.process_time()
        state = folded(engine, state, events)
        state = folded(engine, state, list(closed(state)))
        folding += time.process_time() - began
        count += len(events)
        began = time.process_time()
    a_year = folding * 365 / days
    print(f"{count:,} events of {days} days: made in {making:.0f} s, folded in {folding:.0f} s of processor time")
    print(f"  {count / folding:,.0f}/s; {folding / looping:.0f} times a plain loop ({looping:.1f} s)")
    print(f"  a year: {a_year:.0f} s (budget {BUDGET:.0f}; {'within' if a_year <= BUDGET else 'OVER'})")
    sizes = {name: len(msgspec.json.encode(memory)) for name, memory in state.memories.items()}
    whole = sum(sizes.values())
    for name, size in sorted(sizes.items(), key=lambda item: -item[1]):
        print(f"  {name}: {size:,} bytes")
    print(f"  all memories {whole:,} bytes (budget {MOST:,}; {'within' if whole <= MOST else 'OVER'}), "
          f"the whole state {len(encode(state)):,}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
