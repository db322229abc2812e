"""What a device can tell us, from zigbee2mqtt's own definition of it. Pure, and total: nothing in it can raise.

How doubts are decided:
* A property is what its name says, with its words and its unit. `value_on` alone decides nothing: for `contact` it is
  the quiet state with most makers and the other with some, while their descriptions all say "closed (= true)".
* What can be set is a setting: a siren's `alarm`, a buzzing switch's `vibration`. Only a door cannot be commanded.
* Words of alarm for life are taken by their name in any case; `decode` falls back to the tables by name too.
* An alarm that does not say of what is what the device's description says. If that says nothing: a call for help, if it
  is one of the two nameless alarm bits; a siren's `alarm` only tells that it sounds.
"""

import re
from collections.abc import Iterator
from typing import Any, TypeGuard

from msgspec import Struct

from connectors.zigbee2mqtt import words
from connectors.zigbee2mqtt.actions import HAPPENINGS, OF_A_SWITCH, press
from connectors.zigbee2mqtt.properties import (
    A_GROUP,
    A_SETTING,
    ALARMED,
    ANOTHER,
    LIFE,
    NAMELESS,
    NO_STATE,
    NUMBERS,
    OF_THE_DEVICE,
    OTHERWISE,
    REASONS,
    RULES,
    TRUE_OR_FALSE,
    UNKNOWN_UNIT,
    UNKNOWN_WORDS,
    Rule,
)  # fmt: skip
from hub.model.events import Means, Value

DEEPEST = 8
"""Features within features. The deepest of all converters is 3."""
MOST = 1000
"""Properties of one device that are looked at. The largest of all converters has 236."""
LONGEST_WORD = 64
"""Characters. No converter has a longer value that says something."""
LONGEST = 1000
"""Characters of a name or a description, and values of a list, that are looked at. All converters keep below it."""
SAID, SET = 1, 2
"""Bits of `access`: the property is in the device's messages; it can be set."""
GROUPS = frozenset({"composite", "list", "text"})
HEARD = "heard"

CARBON_MONOXIDE = r"carbon monoxide|\bco\b"
BY_DESCRIPTION: tuple[tuple[str, str | None], ...] = (
    (r"\bsos\b|panic|emergency", "sos"),
    (CARBON_MONOXIDE, "carbon monoxide"),
    (r"smoke|fire", "smoke"),
    (r"heat alarm|heat detector|heat sensor|stove guard", "heat"),
    (r"\bgas\b", "gas"),
    (r"leak|flood", "leak"),
    (r"siren|sound and flash|alarm bell", None),
    (r"\bdoor|window|opening|contact", "contact"),
    (r"vibration", "vibration"),
    (r"\bpir\b|motion|presence", None),
)
"""What a device's nameless alarm is of. None: nothing that we need."""
TAG = r"\b(arrival sensor|smart fob|key ?fob tag|presence tag)\b"
NO_MORE_THAN_A_TAG = frozenset({"presence", "battery", "linkquality"})
"""A tag has these and nothing to set; each radar has at least one setting."""
KEYPAD = r"\bkeypad\b"
BED = r"\bbed\b|sleep(ing)? pad|mattress"
SENSED = r"vibration sensor|presence sensor|multi-state sensor|motion sensor"
PRESSED_TOO = r"switch|button"
IN_A_HAND = r"home & away|night/day|pushbutton|remote|wireless switch"
PRESSED_FOR_HELP = r"\b(sos|panic|emergency)\b.*\bbutton\b"
OPEN_IS_TRUE = r"\bopen(ed)?\b\s*\(?\s*(=|is)\s*true"
PERSON_FALLS = r"person|human|radar|presence|fall detect"
NO_PRESS = frozenset({"off", "release", "none"})
"""What an emergency button also sends when nobody presses it."""


UNLIKE_IF_TOLD: dict[str, frozenset[str]] = {
    "water": frozenset({"water_leak"}),  # of a sensor that can also watch for the absence of water
    "opening_mode": frozenset({"contact", "opening_state"}),
    "state": frozenset({"lock_state"}),
    "alarm_state": frozenset({"carbon_monoxide"}),
}
"""What another property of the same device tells better."""


class Judged(Struct, frozen=True):
    """One property of a definition: what it means here, or why it is passed over."""

    property: str
    means: tuple[Means, ...] = ()
    why: str = ""


class _Device(Struct, frozen=True):
    about: str
    names: frozenset[str]
    climate: bool
    tag: bool
    best: dict[str, str]

    def is_a(self, pattern: str) -> bool:
        return re.search(pattern, self.about) is not None


class _Property(Struct, frozen=True):
    name: str
    property: str
    kind: str
    within: str
    access: int
    unit: str
    about: str
    values: tuple[Value, ...]
    reverse: bool


def means(definition: Any) -> tuple[Means, ...]:
    """What the device can tell us. `heard`: a property that is not what a device's property of that name usually is."""
    found: list[Means] = []
    for each in judge(definition):
        if each.means:
            found += each.means
        elif _is_read_by_name(each.property):
            found.append(Means(each.property, HEARD))
    return tuple(found)


def judge(definition: Any) -> tuple[Judged, ...]:
    """Every property of a definition, each once."""
    properties = {each.property: each for each in _properties(definition)}
    device = _device(definition, tuple(properties.values()))
    return tuple(_judged(each, device) for each in properties.values())


def _is_read_by_name(name: str) -> bool:
    return (
        any(name in table for table in (words.BOOLEANS, words.NUMBERS, words.WORDS, words.ALARMS)) or name == "action"
    )


def _properties(definition: Any) -> Iterator[_Property]:
    exposes = definition.get("exposes") if isinstance(definition, dict) else None
    left = MOST
    for each in _walk(exposes, "", 0):
        if left == 0:
            return
        left -= 1
        yield each


def _walk(exposes: Any, within: str, depth: int) -> Iterator[_Property]:
    if not isinstance(exposes, list) or depth > DEEPEST:
        return
    for each in exposes:
        if not isinstance(each, dict):
            continue
        kind = _text(each.get("type"))
        if 0 < len(_text(each.get("property"))) < LONGEST:
            yield _property(each, kind, within)
        if kind not in GROUPS:  # what is inside one value is not a value of the message
            yield from _walk(each.get("features"), kind, depth + 1)


def _property(each: dict[str, Any], kind: str, within: str) -> _Property:
    access, listed = each.get("access"), each.get("values")
    values = listed[:LONGEST] if isinstance(listed, list) else [each.get("value_on"), each.get("value_off")]
    return _Property(
        name=_text(each.get("name")) or each["property"],
        property=each["property"],
        kind=kind,
        within=within,
        access=access if isinstance(access, int) else 0,
        unit=_unit(_text(each.get("unit"))),
        about=_text(each.get("description")).lower(),
        values=tuple(value for value in values if isinstance(value, bool) or _is_word(value)),
        reverse=each.get("value_on") is False,
    )


def _is_word(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_WORD


def _text(value: Any) -> str:
    return value[:LONGEST] if isinstance(value, str) else ""


def _unit(unit: str) -> str:
    plain = unit.strip().lower().replace("µ", "u").replace("μ", "u").replace("³", "3")
    return re.sub(r"^(°|º)?c$|^℃$", "c", plain)


def _device(definition: Any, properties: tuple[_Property, ...]) -> _Device:
    about = _text(definition.get("description")) if isinstance(definition, dict) else ""
    readable = [each for each in properties if _is_said(each) and each.kind == "numeric"]
    best: dict[str, str] = {}
    for kind, (wanted, units) in NUMBERS.items():
        there = {each.name for each in readable if each.unit in units}
        found = next((name for name in wanted if name in there), None)
        if found is not None:
            best[kind] = found
    names = frozenset(each.name for each in properties if _is_said(each))
    return _Device(
        about=about.lower(),
        names=names,
        climate=any(each.within == "climate" for each in properties),
        tag=_is_tag(about.lower(), frozenset(each.property for each in properties)),
        best=best,
    )


def _is_tag(about: str, properties: frozenset[str]) -> bool:
    """Something carried, of which the presence is that it can be heard."""
    return re.search(TAG, about) is not None or {"presence", "battery"} <= properties <= NO_MORE_THAN_A_TAG


def _is_said(each: _Property) -> bool:
    return bool(each.access & SAID) and (each.name == "contact" or not each.access & SET)


def _judged(each: _Property, device: _Device) -> Judged:
    if each.kind in GROUPS:
        return Judged(each.property, why=A_GROUP)
    if not each.access & SAID:
        return Judged(each.property, why=NO_STATE)
    if not _is_said(each):
        return Judged(each.property, why=A_SETTING)
    if each.name == "action" or each.property == "action":
        return _action(each, device)
    return _number(each, device) if each.kind == "numeric" else _words(each, device)


def _number(each: _Property, device: _Device) -> Judged:
    for kind, (names, units) in NUMBERS.items():
        if each.name in names:
            return _measure(each, device, kind, units)
    return Judged(each.property, why=_reason(each))


def _measure(each: _Property, device: _Device, kind: str, units: dict[str, float]) -> Judged:
    if each.unit not in units:
        return Judged(each.property, why=UNKNOWN_UNIT)
    if each.name != device.best.get(kind):
        return Judged(each.property, why=ANOTHER)
    if kind == "temperature" and not device.climate and _is_warm_itself(device):
        return Judged(each.property, why=OF_THE_DEVICE)
    return Judged(each.property, (Means(each.property, kind, scale=units[each.unit]),))


def _is_warm_itself(device: _Device) -> bool:
    """A plug, a meter or a circuit breaker: what it measures is its own warmth."""
    return bool(device.names & {"power", "current"}) and not device.is_a(r"thermostat|heating|stove|heater|sensor")


def _words(each: _Property, device: _Device) -> Judged:
    unlike = _unlike(each, device)
    rules = () if unlike else _rules(each, device)
    found = tuple(means for rule in rules if (means := _means(each, rule)) is not None)
    if found:
        return Judged(each.property, found)
    return Judged(each.property, why=unlike or (UNKNOWN_WORDS if rules else _reason(each)))


def _means(each: _Property, rule: Rule) -> Means | None:
    on = tuple(value for value in each.values if str(value).lower() in rule.on)
    off = tuple(value for value in each.values if str(value).lower() in rule.off)
    if each.reverse and rule.kind not in LIFE | {"contact"} and _are_booleans(each.values):
        on, off = off, on  # declared so, and the name does not say otherwise
    return Means(each.property, rule.kind, on, off) if on else None


def _are_booleans(values: tuple[Value, ...]) -> bool:
    return all(isinstance(value, bool) for value in values)


def _rules(each: _Property, device: _Device) -> tuple[Rule, ...]:
    name = _name(each)
    named = RULES.get(name, ())
    if name in NAMELESS:
        return (*_nameless(each, device, name), *named)
    return tuple(_in_context(rule, each, device) for rule in named)


def _name(each: _Property) -> str:
    return each.name if each.name in RULES else re.sub(r"\d+", "#", each.name)


def _nameless(each: _Property, device: _Device, name: str) -> tuple[Rule, ...]:
    kind: str | None = "sos" if name == "alarm_#" else None
    if name == "alarm_#" and each.about and "alarm 1" not in each.about and "alarm 2" not in each.about:
        return ()  # its own description says what it is of, and it is nothing that we need
    for pattern, of in BY_DESCRIPTION:
        if device.is_a(pattern):
            kind = of
            break
    if kind is None or kind in _told(device):
        return ()
    on, off = ALARMED if name == "alarm_status" else TRUE_OR_FALSE
    return (Rule(kind, frozenset({on}), frozenset({off})),)


def _told(device: _Device) -> frozenset[str]:
    """The kinds that another property of the device tells by name."""
    by_name = [rule for name in device.names - NAMELESS for rule in RULES.get(name, ())]
    return frozenset(rule.kind for rule in by_name if rule.on & {"true", "false"})


def _unlike(each: _Property, device: _Device) -> str:
    """Why the property is not what a property of that name usually is; empty if it is."""
    name, by_another = each.name, UNLIKE_IF_TOLD.get(each.name, frozenset())
    if name == "occupancy" and (device.climate or device.tag):
        return "of a thermostat's programme, or of a tag that is there"
    if name in ("presence", "contact") and device.is_a(KEYPAD):
        return "of a keypad: neither somebody nor a door"
    if name == "moving" and "device is moving" not in each.about:
        return "of a motor or a position"
    if name == "fall" and re.search(PERSON_FALLS, f"{each.about} {device.about}") is None:
        return "a thing falls, not a person"
    if name == "alarm_state" and not device.is_a(CARBON_MONOXIDE):
        return "of an alarm that is not of carbon monoxide"
    if name == "state" and each.within not in ("", "lock"):
        return A_SETTING
    return ANOTHER if device.names & by_another else ""


def _in_context(rule: Rule, each: _Property, device: _Device) -> Rule:
    if each.name == "contact" and re.search(OPEN_IS_TRUE, each.about):
        return Rule(rule.kind, rule.off, rule.on)
    if rule.kind == "presence" and device.tag:
        return Rule("in range", rule.on, rule.off)
    if rule.kind in ("motion", "presence", "chair") and each.name != "status" and device.is_a(BED):
        return Rule("bed", rule.on, rule.off)
    return rule


def _action(each: _Property, device: _Device) -> Judged:
    sorts: dict[str, list[Value]] = {}
    for word in each.values:
        kind = _pressed(str(word), device)
        if kind is not None:
            sorts.setdefault(kind, []).append(word)
    if "help" not in sorts and device.is_a(PRESSED_FOR_HELP) and not device.names & {"sos", "alarm_1"}:
        sorts = {"help": [word for word in sorts.get("button", ()) if word not in NO_PRESS]}
    unusual = [word for word in sorts.get("button", ()) if press(str(word)) is None]
    found = {kind: tuple(unusual if kind == "button" else words) for kind, words in sorts.items() if words}
    told = tuple(Means(each.property, kind, words) for kind, words in found.items())
    return Judged(each.property, told, "" if told else "its actions are not presses")


def _pressed(word: str, device: _Device) -> str | None:
    kind = press(word)
    if kind in ("help", "cancel"):
        return kind
    if device.is_a(SENSED) and not device.is_a(PRESSED_TOO):
        return HAPPENINGS.get(word)
    return "button" if word in OF_A_SWITCH and device.is_a(IN_A_HAND) else kind


def _reason(each: _Property) -> str:
    for pattern, why in REASONS:
        if re.search(pattern, each.name):
            return why
    return OTHERWISE
