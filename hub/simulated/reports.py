"""What the devices of a simulated home say by themselves: that they are there, their batteries, how warm it is."""

import math
import random
import zlib
from collections.abc import Iterator

from hub.model.events import Said
from hub.model.household import Use
from hub.simulated.places import Sensor
from hub.simulated.sensing import Signal

DAY = 86_400.0
ON_MAINS: frozenset[Use] = frozenset({"kettle", "cooker", "plug", "light", "siren"})
ALARMS: dict[Use, str] = {
    "smoke": "smoke", "carbon monoxide": "carbon monoxide", "gas": "gas", "heat": "heat", "leak": "leak",
}  # fmt: skip
OF_TEMPERATURE: frozenset[Use] = frozenset({"temperature"})
BATTERY_DAYS = 400
"""How long a battery lasts."""
HALF_COLD = 0.35 * DAY
"""A home without heating loses half of its warmth over that outside in so long (a brick terrace; our choice)."""
COLDEST = 25 * DAY
"""Days after the New Year when it is coldest, in seconds."""


def reports(sensor: Sensor, seed: int, since: float, until: float, no_heating: float) -> Iterator[Signal]:
    """Every `every` seconds, each device at its own second."""
    if sensor.use == "tag":
        return  # it is heard only while it is here
    every = sensor.ways.every
    phase = zlib.crc32(f"{seed} {sensor.id}".encode()) % int(every)
    at = since + (phase - since) % every
    while at < until:
        yield at, sensor.id, _report(sensor, seed, at, no_heating)
        at += every


def meters(sensor: Sensor, seed: int, since: float, until: float) -> Iterator[Signal]:
    """The talk of a chatty device: light, power or warmth, again and again."""
    every = sensor.ways.meters
    if not every:
        return
    kind, middle, spread = METERED.get(sensor.use, ("illuminance", 120.0, 60.0))
    chance = random.Random(f"{seed} meters {sensor.id} {since}")
    said = [(Said(kind, round(middle + chance.uniform(-spread, spread), 1)),) for _ in range(16)]
    at, number = since + chance.uniform(0, every), 0
    while at < until:
        yield at, sensor.id, said[number % 16]
        number += 1
        at += every


METERED: dict[Use, tuple[str, float, float]] = {
    "temperature": ("temperature", 20.5, 0.3), "plug": ("power", 1.2, 0.4), "kettle": ("power", 0.4, 0.2),
    "cooker": ("power", 0.6, 0.3), "fridge": ("temperature", 4.5, 0.8),
}  # fmt: skip


def _report(sensor: Sensor, seed: int, at: float, no_heating: float) -> tuple[Said, ...]:
    if sensor.use in ON_MAINS:
        return (Said("heard", True),)
    battery = Said("battery", float(100 - int(at / DAY) % BATTERY_DAYS * 80 // BATTERY_DAYS))
    if alarm := ALARMS.get(sensor.use):
        return battery, Said(alarm, False)
    if sensor.use == "fridge":
        return battery, Said("temperature", 4.5)
    if sensor.use in OF_TEMPERATURE:
        warm = inside(at, no_heating) + math.sin(zlib.crc32(f"{seed} {sensor.id} {at}".encode())) * 0.2
        return battery, Said("temperature", round(warm, 1))
    return (battery,)


def outside(at: float) -> float:
    """The air outside, in England: 4 degrees in a January night, 19 on a July afternoon (Met Office averages)."""
    year = math.cos(2 * math.pi * (at - COLDEST) / (365.2425 * DAY))
    return 10.5 - 6.5 * year - 3.0 * math.cos(2 * math.pi * (at / DAY - 3 / 24))


def inside(at: float, no_heating: float) -> float:
    """A heated home: 19 to 21 degrees, warmer in summer; cooling down from the moment the heating fails."""
    cold = outside(at)
    kept = max(20.0 - 1.0 * math.cos(2 * math.pi * (at / DAY - 3 / 24)), 0.75 * cold + 8.0)
    if at <= no_heating:
        return kept
    return cold + (kept - cold) * math.exp2(-(at - no_heating) / HALF_COLD)
