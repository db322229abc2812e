"""A home that was recorded for weeks, made for tests of the back-test: regular, and never twice the same."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

HEADER = "timestamp,sensor,kind,room,value\n"
START = datetime(2026, 1, 5, tzinfo=UTC)
ROOMS = ("hall", "kitchen", "bathroom", "bedroom", "lounge")


def write(path: Path, days: int, seed: int = 1) -> Path:
    """The recording as CSV, on clocks that show UTC."""
    rng = random.Random(seed)
    rows = sorted(row for day in range(days) for row in _day(START + timedelta(days=day), rng))
    path.write_text(HEADER + "".join(f"{at:%Y-%m-%d %H:%M:%S},{rest}\n" for at, rest in rows))
    return path


def _day(midnight: datetime, rng: random.Random) -> Iterator[tuple[datetime, str]]:
    """A night with a visit or two to the bathroom, a morning, meals, an hour or two out on most days, an evening."""
    for _ in range(rng.choice((0, 1, 1, 2))):
        yield from _stay(midnight + timedelta(minutes=rng.uniform(30, 300)), "bathroom", 5, rng)
    up = midnight + timedelta(minutes=rng.gauss(440, 20))
    yield from _stay(up, "bedroom", 8, rng)
    yield from _stay(up + timedelta(minutes=9), "bathroom", 12, rng)
    for meal in (480, 740, 1080):
        yield from _stay(midnight + timedelta(minutes=rng.gauss(meal, 12)), "kitchen", rng.randint(18, 34), rng)
    for hour in (9, 10, 11, 15, 16, 19, 20, 21):
        yield from _stay(midnight + timedelta(hours=hour, minutes=rng.uniform(0, 25)), "lounge", 25, rng)
    if rng.random() < 0.85:
        gone = midnight + timedelta(minutes=rng.gauss(800, 15))
        yield from _door(gone)
        yield from _door(gone + timedelta(minutes=rng.uniform(35, 70)))
    yield from _stay(midnight + timedelta(minutes=rng.gauss(1340, 15)), "bedroom", 10, rng)


def _stay(begin: datetime, room: str, minutes: float, rng: random.Random) -> Iterator[tuple[datetime, str]]:
    at = begin
    while at < begin + timedelta(minutes=minutes):
        yield at, f"{room}-pir,motion,{room},ON"
        yield at + timedelta(seconds=20), f"{room}-pir,motion,{room},OFF"
        at += timedelta(seconds=rng.uniform(40, 180))


def _door(at: datetime) -> Iterator[tuple[datetime, str]]:
    yield at, "front door,contact,hall,ON"
    yield at + timedelta(seconds=8), "front door,contact,hall,OFF"
    yield at + timedelta(seconds=10), "hall-pir,motion,hall,ON"
    yield at + timedelta(seconds=25), "hall-pir,motion,hall,OFF"
