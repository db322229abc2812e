"""What the decoders' words mean here: their device classes, units and events become our kinds of reading.

The libraries share one vocabulary, that of the package `sensor-state-data`, and some add words of their own.
"""

import math
from collections.abc import Iterator
from typing import Any

from hub.model.events import LEVELS, PRESSES, UNITS, Said, Value
from hub.model.household import Use

BOOLEANS: dict[str, tuple[str, bool]] = {
    "opening": ("contact", True),
    "door": ("contact", True),
    "window": ("contact", True),
    "garage_door": ("contact", True),
    "motion": ("motion", True),
    "occupancy": ("presence", True),
    "presence": ("presence", True),
    "moisture": ("leak", True),
    "smoke": ("smoke", True),
    "gas": ("gas", True),
    "carbon_monoxide": ("carbon monoxide", True),
    "heat": ("heat", True),
    "vibration": ("vibration", True),
    "moving": ("vibration", True),
    "tamper": ("tamper", True),
    "device_forcibly_removed": ("tamper", True),
    "pry_the_door": ("tamper", True),
    "battery": ("battery low", True),
    "problem": ("fault", True),
    "lock": ("lock", False),  # the libraries' true is unlocked
}
"""Device class -> (kind of reading, which value means that it is so)."""

NUMBERS: dict[tuple[str, str], tuple[str, float]] = {
    ("battery", "%"): ("battery", 1.0),
    ("temperature", "°C"): ("temperature", 1.0),
    ("humidity", "%"): ("humidity", 1.0),
    ("illuminance", "lx"): ("illuminance", 1.0),
    ("power", "W"): ("power", 1.0),
    ("carbon_dioxide", "ppm"): ("co2", 1.0),
    ("pm25", "µg/m³"): ("particles", 1.0),
    ("heart_rate", "bpm"): ("heart rate", 1.0),
    ("mass", "kg"): ("weight", 1.0),
    ("mass", "lb"): ("weight", 0.45359237),
}
"""(device class, unit) -> (kind of reading, what to multiply with). Another unit is not taken for ours."""

LEFT_OPEN = "door_left_open"
"""The name under which Qingping's door sensor calls a door that was left open a problem. No fault of the sensor."""

HAPPENINGS = {"motion": "motion", "vibration": "vibration"}
"""Events that are no presses: the device says that it happened, and never that it is over."""

MOMENTS = frozenset(HAPPENINGS.values())
"""Kinds of which a device may tell the beginning and never the end."""

PRESSED = {
    "press": "single", "double_press": "double", "triple_press": "triple", "long_press": "long",
    "long_double_press": "long double", "long_triple_press": "long triple", "hold_press": "hold",
    "hold_release": "release",
}  # fmt: skip
"""How a button was pressed. BTHome's "none" is no press, and the libraries say nothing of it."""

IGNORED: dict[str, str] = {
    "acceleration, gyroscope, rotation, speed": "an advertisement is far too slow to see a fall by (behaviour 26)",
    "aqi, ozone, pm1, pm4, pm10, volatile_organic_compounds, formaldehyde, nitrogen_monoxide": "no detector asks; and "
    "what is called VOC is an index or µg/m³, where our unit is ppb",
    "armed, asleep, wearing, childlock, antilock, fingerprint, knock_on_the_door, toothbrush, stabilized": "no "
    "detector asks",
    "battery_charging, connectivity, cold, generic, plug, running, sound, update, power (yes or no)": "no detector "
    "asks",
    "door_left_open, door_stuck": "the contact says it already",
    "dimmer, cube, lock, fingerprint, error, command (events)": "a remote control for things; nobody's call",
    "gas (m³), water, volume, energy, voltage, current, count, distance, duration, pressure, moisture (%)": "a meter's "
    "amount, and never an alarm",
    "light (yes or no)": "daylight switches it as well as a hand",
    "mass_non_stabilized, impedance": "the scale has not settled yet, or a measure of the body that nobody asks for",
    "safety": "says that something is unsafe, and not what",
    "signal_strength": "the tag's own part asks the radio",
}
"""What the libraries can say and we leave, and why."""

CALLS = LEVELS | {"help"}
"""Kinds that may be a call for help. They are believed sooner than anything else (ADR 0022)."""


def is_call(said: Said) -> bool:
    """Whether this may be somebody's call for help, or a hazard that begins."""
    return said.kind in CALLS and said.value is not False


def readings(update: Any, use: Use) -> tuple[Said, ...]:
    """What one decoded advertisement says, each kind once, calls first. `update` is the libraries' `SensorUpdate`."""
    merged: dict[str, Said] = {}
    presses: list[Said] = []
    for said in (*_events(update, use), *_booleans(update), *_numbers(update)):
        if said.kind in PRESSES:
            presses.append(said)
        elif said.kind not in merged or (said.value is True and merged[said.kind].value is False):
            merged[said.kind] = said  # two doors, two probes: one open door counts, and the first number
    return tuple(sorted((*presses, *merged.values()), key=_order))


def _order(said: Said) -> tuple[bool, bool, bool]:
    return not is_call(said), said.kind not in PRESSES, said.kind in UNITS


def _booleans(update: Any) -> Iterator[Said]:
    for key, value in update.binary_entity_values.items():
        meant = BOOLEANS.get(_word(update.binary_entity_descriptions[key].device_class))
        if meant is not None and isinstance(value.native_value, bool | int) and LEFT_OPEN not in str(key.key):
            yield Said(meant[0], bool(value.native_value) is meant[1])


def _numbers(update: Any) -> Iterator[Said]:
    for key, value in update.entity_values.items():
        about = update.entity_descriptions[key]
        meant = NUMBERS.get((_word(about.device_class), _word(about.native_unit_of_measurement)))
        number = value.native_value
        if meant is not None and isinstance(number, int | float) and math.isfinite(number):
            yield Said(meant[0], round(float(number) * meant[1], 4))


def _events(update: Any, use: Use) -> Iterator[Said]:
    for key, event in update.events.items():
        name, _, which = _word(key.key).partition("_")
        if name == "button" and event.event_type:
            how = PRESSED.get(event.event_type, str(event.event_type))
            yield Said(_pressed(use), f"{which} {how}" if which else how)
        elif name in HAPPENINGS:
            yield Said(HAPPENINGS[name], True)


def _pressed(use: Use) -> str:
    """A worn button has one purpose: whichever way it is pressed, somebody calls."""
    return "help" if use in ("help button", "fall device") else "button"


def _word(given: Any) -> str:
    """An enumeration's own word, or the word itself."""
    return "" if given is None else str(getattr(given, "value", given))


def changes(said: tuple[Said, ...], known: dict[str, Value]) -> bool:
    """Whether any of it must be told at once: a press, a movement, or a yes or no that was not so before."""
    return any(
        one.kind in PRESSES
        or (one.kind in MOMENTS and one.value is True)
        or (one.kind not in UNITS and one.kind != "heard" and known.get(one.kind) != one.value)
        for one in said
    )
