"""What one value in a device's message says: by the device's own definition, or by the property's name alone.

A definition may be wrong, older than the device, or not ours to trust with somebody's life. How a conflict is decided:
* A value that the definition names says what the definition says.
* A value that it does not name is read by the property's name if that is an alarm for life, or means the same kind.
  So `smoke: true` is smoke also where the definition speaks of ON and OFF only.
* What the definition takes for something else than a reading (`heard`) says nothing, unless it is a plain true or false
  under the name of an alarm for life.
* A nameless alarm bit that the definition does not know, beside something of the home that it does, is what zigbee2mqtt
  still remembers from before an update: it says nothing. Taken for a call it would be one with each message.
* Nothing is ever "on" without a value that says so: a wrong type is complained of, and an unknown word passed over.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from connectors.zigbee2mqtt.actions import press
from connectors.zigbee2mqtt.properties import LIFE
from connectors.zigbee2mqtt.words import (
    ALARMS,
    ALARMS_MEAN,
    ALSO_NUMBERS,
    BOOLEANS,
    MAYBE_A_FALL,
    NUMBERS,
    SETTINGS,
    SWITCHED,
    WORDS,
)  # fmt: skip
from hub.model.events import CONDITIONS, PRESSES, Means, Said, Value

LONGEST_WORD = 64
"""Characters. No converter has a longer action."""
PERCENT = (0.0, 100.0)
FIRST_COUNTS = frozenset({"lock", "in range"})
"""Of several properties that speak of the same thing, one that is true counts; of these, the first."""

ABOUT_ITSELF = CONDITIONS | {"battery", "heard"}
"""Kinds that tell of the device only. A model is useful if it tells anything of the home."""

Complain = Callable[[str, Any], None]


def by_property(means: tuple[Means, ...]) -> dict[str, list[Means]]:
    """What each property of a device means: one property may speak of several things."""
    found: dict[str, list[Means]] = {}
    for each in means:
        found.setdefault(each.property, []).append(each)
    return found


def tells(described: dict[str, list[Means]], read: dict[str, Any]) -> bool:
    """Whether a message says something of the home that its device's definition describes."""
    there = (each for key in described.keys() & read.keys() if read[key] is not None for each in described[key])
    return any(each.kind not in ABOUT_ITSELF for each in there)


def by_means(key: str, value: Any, means: list[Means], model: str, complain: Complain) -> Iterator[Said]:
    """What a value says by the device's own definition."""
    if any(each.kind in ("help", "cancel", "button") for each in means) or key == "action":
        yield from _action(value, means, complain)
    elif any(each.on or each.off for each in means):
        said = tuple(_matching(value, means))
        yield from said or _undescribed(key, value, means, model, complain)
    elif means[0].kind == "heard":
        if isinstance(value, bool) and _life(key):
            yield from by_name(key, value, model, complain)
    else:
        yield from _number(key, value, means[0].kind, means[0].scale, complain)


def by_name(key: str, value: Any, model: str, complain: Complain) -> Iterator[Said]:
    """What a value says by the property's name alone."""
    if key == "action":
        yield from _action(value, [], complain)
    elif key in BOOLEANS:
        yield from _boolean(key, value, complain)
    elif key in NUMBERS:
        yield from _number(key, value, NUMBERS[key], 1.0, complain)
    elif key in WORDS:
        yield from _word(key, value, complain)
    elif key in ALARMS:
        yield from _alarm(key, value, ALARMS_MEAN.get(model, "sos"), complain)


def merged(said: Iterable[Said]) -> tuple[Said, ...]:
    """One reading of each kind: what is true counts; of batteries the emptiest; of power the sum; else the first."""
    kept: dict[str, Said] = {}
    for each in said:
        before = kept.get(each.kind)
        kept[each.kind] = each if before is None else _both(before, each)
    return tuple(kept.values())


def number(value: Any) -> float | None:
    """The value as a number, if it is a finite one."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    try:
        as_float = float(value)
    except OverflowError:
        return None
    return as_float if math.isfinite(as_float) else None


def _both(before: Said, after: Said) -> Said:
    if after.kind == "power" and isinstance(before.value, float) and isinstance(after.value, float):
        total = before.value + after.value
        return Said("power", total) if math.isfinite(total) else before
    if after.kind == "battery" and isinstance(before.value, float) and isinstance(after.value, float):
        return min(before, after, key=lambda each: float(each.value))
    return after if after.value is True and after.kind not in FIRST_COUNTS else before


def _matching(value: Any, means: list[Means]) -> Iterator[Said]:
    for each in means:
        if any(_same(value, word) for word in each.on):
            yield Said(each.kind, True)
        elif any(_same(value, word) for word in each.off):
            yield Said(each.kind, False)


def _same(value: Any, word: Value) -> bool:
    if isinstance(value, str) and isinstance(word, str):
        return value.lower() == word.lower()
    return isinstance(value, bool) and value is word


def _undescribed(key: str, value: Any, means: list[Means], model: str, complain: Complain) -> Iterator[Said]:
    """A value that the definition does not name."""
    kinds = {each.kind for each in means}
    said = tuple(by_name(key, value, model, _silent))
    if said and (said[0].kind in kinds or said[0].kind in LIFE):
        yield from said
    elif not isinstance(value, str):
        complain(f"{key} is not what its device says it can be", value)


def _silent(what: str, value: Any) -> None:
    """Whoever asks will complain."""


def _life(key: str) -> bool:
    """Whether a property is an alarm for life by its name. The nameless bits are not: their definition knows better."""
    return key in BOOLEANS and BOOLEANS[key][0] in LIFE


def _action(value: Any, means: list[Means], complain: Complain) -> Iterator[Said]:
    if not isinstance(value, str):
        complain("action is not a word", value)
    elif len(value) > LONGEST_WORD:
        complain("action is too long", value)
    elif value:  # older versions send an empty action after each press
        kind = _pressed(value, means)
        if kind is not None:
            yield Said(kind, value if kind in PRESSES else True)


def _pressed(word: str, means: list[Means]) -> str | None:
    """By the definition if it names the word, else by the word; what calls for help does so whatever the definition."""
    for each in means:
        if any(_same(word, named) for named in each.on):
            return each.kind
    kind = press(word)
    return None if kind == "button" and any(each.kind == "heard" for each in means) else kind


def _boolean(key: str, value: Any, complain: Complain) -> Iterator[Said]:
    kind, means_so = BOOLEANS[key]
    if isinstance(value, str) and key not in SETTINGS:
        value = SWITCHED.get(value, value)
    if isinstance(value, bool):
        yield Said(kind, value is means_so)
    elif not _may_be(key, value):
        complain(f"{key} is neither true nor false", value)


def _may_be(key: str, value: Any) -> bool:
    """True for a measure or a setting that some devices send under this name."""
    return (key in ALSO_NUMBERS and isinstance(value, (int, float))) or (key in SETTINGS and isinstance(value, str))


def _number(key: str, value: Any, kind: str, scale: float, complain: Complain) -> Iterator[Said]:
    measured = number(value)
    if measured is None or not math.isfinite(measured * scale):
        complain(f"{key} is not a number", value)
    elif kind == "battery" and not PERCENT[0] <= measured <= PERCENT[1]:
        complain("battery is not a percentage", value)
    else:
        yield Said(kind, measured * scale)


def _word(key: str, value: Any, complain: Complain) -> Iterator[Said]:
    kind, means = WORDS[key]
    if not isinstance(value, str):
        if kind in LIFE and key != "status":
            complain(f"{key} is not a word", value)
    elif value.lower() in means:
        yield Said(kind, means[value.lower()])
        if key in MAYBE_A_FALL:
            yield Said("maybe fall", value.lower() == MAYBE_A_FALL[key])


def _alarm(key: str, value: Any, kind: str | None, complain: Complain) -> Iterator[Said]:
    if not isinstance(value, bool):
        complain(f"{key} is neither true nor false", value)
    elif kind is not None:
        yield Said(kind, value)
