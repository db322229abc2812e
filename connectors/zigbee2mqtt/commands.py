"""What to send to a light or a siren, from zigbee2mqtt's own definition of it. Pure, and total: it never raises."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

SET, ASK = 2, 4
"""Bits of `access`: a value can be set; it can be asked for."""
SECONDS = 5
"""How long a siren sounds at once: long enough to be noticed next door, short enough to be borne (our choice)."""
DEEPEST = 8
TRIGGERS = ("alarm", "siren_on", "alarm_state")
"""Properties that begin an alarm, as sirens call them (zigbee-herdsman-converters 26.112)."""
DURATIONS = ("duration", "alarm_duration", "alarm_time")
IN_SECONDS = frozenset({"s", "sec", "seconds"})
BOTH = ("sound_light", "alarm_sound_light", "sound+light", "sound", "alarm_sound")
"""Words of an alarm that has several sorts, the best first."""
MODES = ("emergency", "burglar", "fire")
"""Sorts of an IAS warning, the best first."""
MODEST = "medium"
"""How loud: it is heard through a closed door, and nobody's hearing is hurt."""

Payload = dict[str, Any]


class Lamp(Struct, frozen=True):
    """How a light is lit. `asks`: what is sent to learn how it is now; `states` and `levels`: what of that counts."""

    lit: Payload
    asks: Payload
    states: tuple[str, ...]
    levels: tuple[str, ...]


def lamp(definition: Any) -> Lamp | None:
    """A light, or a plug with a lamp in it: everything that can be switched, as bright as it gets."""
    features = [
        each for group in _exposes(definition) if group.get("type") in ("light", "switch")
        for each in _inside(group) if _access(each) & SET
    ]  # fmt: skip
    states = [each for each in features if each.get("name") == "state" and _is_switch(each)]
    if not states:
        return None
    bright = [each for each in features if each.get("name") == "brightness" and _number(each.get("value_max"), 0) > 0]
    lit = {each["property"]: each["value_on"] for each in states}
    lit |= {each["property"]: each["value_max"] for each in bright}
    asks = {each["property"]: "" for each in states if _access(each) & ASK}
    return Lamp(lit, asks, *(tuple(each["property"] for each in some) for some in (states, bright)))


def back(lamp: Lamp, was: Payload) -> Payload:
    """What makes a light what it `was`. The brightness of one that was off is not set: that would light it."""
    states = {name: was[name] for name in lamp.states if was.get(name) is not None}
    if any(value != lamp.lit[name] for name, value in states.items()):
        return states
    return states | {name: was[name] for name in lamp.levels if states and was.get(name) is not None}


def siren(definition: Any) -> Payload | None:
    """What makes a siren sound and end by itself. None: it cannot, and so it is never begun."""
    exposes = _exposes(definition)
    return next(filter(None, map(_warning, exposes)), None) or _alarm(exposes)


def _warning(each: dict[str, Any]) -> Payload | None:
    """The warning of an IAS device: a composite with its duration."""
    if each.get("name") != "warning" or not _access(each) & SET:
        return None
    parts = {part.get("name"): part for part in _inside(each)}
    mode = next((mode for mode in MODES if mode in _values(parts.get("mode"))), None)
    if mode is None or not _in_seconds(parts.get("duration")):
        return None
    said: Payload = {"mode": mode, "duration": SECONDS}
    said |= {name: MODEST for name in ("level", "strobe_level") if MODEST in _values(parts.get(name))}
    said |= {"strobe": True} if "strobe" in parts else {}
    return {each["property"]: said}


def _alarm(exposes: list[dict[str, Any]]) -> Payload | None:
    settable = {each["name"]: each for each in exposes if _access(each) & SET and isinstance(each.get("name"), str)}
    trigger = next((settable[name] for name in TRIGGERS if name in settable), None)
    lasts = next((settable[name] for name in DURATIONS if _in_seconds(settable.get(name))), None)
    if trigger is None or lasts is None:
        return None
    on = trigger.get("value_on")
    if not _is_switch(trigger):
        on = next((word for word in BOTH if word in _values(trigger)), None)
    return None if on is None else {lasts["property"]: _seconds(lasts), trigger["property"]: on}


def _seconds(lasts: dict[str, Any]) -> float:
    """As long as a siren should sound, if it can sound so long, or so short."""
    least, most = (_number(lasts.get(name), SECONDS) for name in ("value_min", "value_max"))
    return min(max(SECONDS, least), max(most, least))


def _in_seconds(each: dict[str, Any] | None) -> bool:
    return each is not None and each.get("type") == "numeric" and each.get("unit") in IN_SECONDS


def _is_switch(each: dict[str, Any]) -> bool:
    return each.get("type") == "binary" and isinstance(each.get("value_on"), str | bool)


def _number(value: Any, otherwise: float) -> float:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else otherwise


def _values(each: dict[str, Any] | None) -> list[Any]:
    values = each.get("values") if each is not None else None
    return values if isinstance(values, list) else []


def _access(each: dict[str, Any]) -> int:
    access = each.get("access")
    return access if isinstance(access, int) and isinstance(each.get("property"), str) else 0


def _exposes(definition: Any) -> list[dict[str, Any]]:
    exposes = definition.get("exposes") if isinstance(definition, dict) else None
    return [each for each in exposes if isinstance(each, dict)] if isinstance(exposes, list) else []


def _inside(group: dict[str, Any], depth: int = 0) -> Iterator[dict[str, Any]]:
    features = group.get("features")
    for each in features if isinstance(features, list) and depth < DEEPEST else ():
        if isinstance(each, dict):
            yield each
            yield from _inside(each, depth + 1)
