"""How fast a home is replayed with all detectors on: readings a second on one core, beside the budget.

The stream is made up like a year of a home: 30 devices, 20,000 readings a day, day and night. Usage:
python bench/replay.py [DAYS] [--profile].
"""

import cProfile
import pstats
import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from detectors import parts
from hub.core.engine import Engine
from hub.core.playback import play
from hub.model.events import Event, Reported, Said
from hub.model.household import Contact, Device, Resident, Room, Rung, Settings
from hub.model.ids import ContactId, DeviceId, ResidentId, RoomId
from hub.settings import load

BUDGET = 65_000
A_DAY = 20_000
START = datetime(2026, 1, 5, tzinfo=UTC)
ROOMS = ("hall", "kitchen", "lounge", "bedroom", "bathroom")
USES = (
    *[("motion", "motion")] * 10, *[("exit door", "contact")] * 2, *[("door", "contact")] * 3, ("bed", "bed"),
    *[("temperature", "temperature")] * 5, ("kettle", "power"), ("cooker", "power"), *[("smoke", "smoke")] * 2,
    *[("leak", "leak")] * 2, *[("help button", "heard")] * 2, ("presence", "presence"),
)  # fmt: skip
WEIGHTS = {"motion": 30, "temperature": 12, "power": 8, "presence": 20, "contact": 4, "bed": 6, "heard": 1}


def settings() -> Settings:
    """The shipped numbers, and a home of 30 devices."""
    shipped = load(Path(__file__).parent.parent / "config" / "demo.toml")
    return Settings(
        hub=shipped.hub,
        residents=(Resident(id=ResidentId("mary"), name="Mary S"),),
        detectors=shipped.detectors,
        rooms=tuple(Room(id=RoomId(r), name=r.capitalize(), exit=r == "hall") for r in ROOMS),
        devices=tuple(
            Device(id=DeviceId(f"device-{n}"), name=f"Device {n}", use=use, room=RoomId(ROOMS[n % len(ROOMS)]))  # type: ignore[arg-type]
            for n, (use, _) in enumerate(USES)
        ),
        contacts=(Contact(id=ContactId("anna"), name="Anna", phone="+447700900111"),),
        ladder=(Rung(tell=("anna",)),),
    )


def readings(days: int, seed: int = 1) -> Iterator[Event]:
    """Messages as zigbee2mqtt brings them: the device's own time, one to three values each."""
    draw = random.Random(seed)
    devices = [(f"device-{n}", kind) for n, (_, kind) in enumerate(USES)]
    weights = [WEIGHTS.get(kind, 1) for _, kind in devices]
    gap = timedelta(days=1) / A_DAY
    at, levels = START, dict.fromkeys(range(len(devices)), False)
    for _ in range(days * A_DAY):
        at += gap * draw.uniform(0.2, 1.8)
        (which,) = draw.choices(range(len(devices)), weights)
        name, kind = devices[which]
        yield Reported(at=at, source="zigbee2mqtt", name=name, said=_said(kind, levels, which, draw), seen=at)


def _said(kind: str, levels: dict[int, bool], which: int, draw: random.Random) -> tuple[Said, ...]:
    if kind in ("motion", "contact", "presence", "bed"):
        levels[which] = not levels[which]
        said = [Said(kind, levels[which])]
    else:
        said = [Said(kind, round(draw.uniform(18, 22), 1) if kind in ("temperature", "power") else False)]
    return tuple(said + ([Said("battery", 90.0)] if draw.random() < 0.1 else []))


def measure(days: int) -> float:
    """Messages a second, each with about 1.1 readings; the making of the stream is not counted."""
    home, events = settings(), list(readings(days))
    engine = Engine(parts)
    state = engine.start("bench", home, START)
    began = time.process_time()
    for _ in play(engine, state, events):
        pass
    return len(events) / (time.process_time() - began)


def main() -> int:
    days = next((int(a) for a in sys.argv[1:] if a.isdigit()), 3)
    if "--profile" in sys.argv:
        profile = cProfile.Profile()
        profile.runcall(measure, days)
        pstats.Stats(profile).sort_stats("tottime").print_stats(28)
        return 0
    best = max(measure(days) for _ in range(3))
    verdict = "within" if best >= BUDGET else "OVER"
    print(f"replay, all detectors on: {best:,.0f} readings/s of one core (budget {BUDGET:,}; {verdict})")
    print(f"  best of 3, {days} days of {A_DAY:,}, processor time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
