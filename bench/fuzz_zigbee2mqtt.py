"""Random and mutated messages against random and real definitions: no crash, and no alarm that nothing said.

    python -m bench.fuzz_zigbee2mqtt [--inputs 100000] [--seed 1]

Real definitions are those of every converter; a third of them is bent: other words, other types, other access. Payloads
are made from the definition's own values and then bent too. The oracle is deliberately simple: an alarm for life needs
a value that is true, or a word that means an alarm, under a name that speaks of it; or a press of an emergency button.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import UTC, datetime
from random import Random
from typing import Any

from connectors.bad_input import BadInput
from connectors.zigbee2mqtt.decode import decode
from connectors.zigbee2mqtt.exposes import means
from connectors.zigbee2mqtt.properties import LIFE
from hub.model.events import READING_KINDS, Listed, Said
from hub.model.ids import DeviceId

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
ON_WORDS = frozenset({"true", "on", "yes", "alarm", "leak", "water_leakage_yes", "fall", "fall_alarm", "falling",
                      "high_temperatur", "high_temperature", "warning_alarm", "critical_alarm"})  # fmt: skip
OF = {
    "smoke": "smoke|^alarm", "carbon monoxide": "carbon_monoxide|co_state|^alarm", "gas": "gas|^alarm",
    "heat": "heat|alarm|high_temperature", "leak": "leak|water|^alarm", "fall": "fall|status", "sos": "sos|^alarm",
}  # fmt: skip
"""What the name of a property must hold so that its value may be an alarm of a kind."""
CALLS = re.compile(r"(^|_)(sos|panic|emergency|help)(_|$)", re.IGNORECASE)
EMERGENCY = re.compile(r"\b(sos|panic|emergency)\b.*\bbutton\b", re.IGNORECASE)
ODD: tuple[Any, ...] = (
    None, True, False, 0, 1, -1, 255, 1e308, -1e308, 10**400, "", "true", "ON", "OFF", "on", "alarm", "x" * 70, [],
    [True], {}, {"a": True}, "fall", "none", "sos", "single", 0.5, "NaN", "1", "unknown", "Leak", "\u0000", "ﬀ",
)  # fmt: skip
NAMES = ("smoke", "gas", "carbon_monoxide", "water_leak", "sos", "alarm", "alarm_1", "fall", "heat", "action", "status",
         "contact", "occupancy", "presence", "battery", "power", "fall_down_status", "smoke_state", "vibration", "test",
         "last_seen", "linkquality", "unheard_of")  # fmt: skip


def run(definitions: list[dict[str, Any]], inputs: int, seed: int) -> Counter[str]:
    """Try so many messages; an AssertionError names the first that goes wrong. What was said is counted."""
    random, counts = Random(seed), Counter[str]()
    for_life = [each for each in definitions if any(said.kind in LIFE for said in means(each))]
    for _ in range(inputs):
        definition = _definition(random, random.choice((definitions, for_life)))
        payload = _payload(random, definition)
        text = _bent_text(random, json.dumps(payload))
        device = Listed(name="x", address=DeviceId("y"), means=means(definition)) if random.random() < 0.9 else None
        _check(definition, text, device, counts)
    return counts


def _check(definition: Any, text: str, device: Listed | None, counts: Counter[str]) -> None:
    read = decode(NOW, "x", text, False, device=device)
    if isinstance(read, BadInput):
        counts["not readable"] += 1
        return
    for each in read.event.said:
        counts[each.kind] += 1
        assert each.kind in READING_KINDS, (definition, text, each)
        if _is_alarm(each):
            assert _is_told(each, json.loads(text), definition), (definition, text, each)


def _is_alarm(said: Said) -> bool:
    return said.kind == "help" or (said.kind in LIFE and said.value is True)


def _is_told(said: Said, payload: dict[str, Any], definition: Any) -> bool:
    if said.kind == "help":
        return any(isinstance(value, str) and value == said.value for value in payload.values()) and (
            CALLS.search(str(said.value)) is not None or _is_for_help(definition)
        )
    names = {each["property"]: str(each.get("name")) for each in _flat(_exposes(definition), 0)}
    told = (key for key, value in payload.items() if value is True or str(value).lower() in ON_WORDS)
    return any(re.search(OF[said.kind], name) for key in told for name in (key, names.get(key, "")))


def _is_for_help(definition: Any) -> bool:
    about = definition.get("description") if isinstance(definition, dict) else None
    return isinstance(about, str) and EMERGENCY.search(about) is not None


def _exposes(definition: Any) -> Any:
    return definition.get("exposes") if isinstance(definition, dict) else None


def _definition(random: Random, definitions: list[dict[str, Any]]) -> Any:
    definition = random.choice(definitions)
    if random.random() < 0.67:
        return definition
    bent = json.loads(json.dumps(definition))
    for _ in range(random.randint(1, 4)):
        exposes = bent["exposes"]
        if not isinstance(exposes, list) or not exposes:
            break
        at = random.randrange(len(exposes))
        if isinstance(exposes[at], dict) and random.random() < 0.9:
            exposes[at][random.choice(("type", "name", "property", "access", "values", "unit", "value_on"))] = _odd(
                random
            )
        else:
            exposes[at] = _odd(random)
    return bent


def _odd(random: Random) -> Any:
    return deepcopy(random.choice(ODD)) if random.random() < 0.6 else random.choice(NAMES)  # what is bent is not shared


def _payload(random: Random, definition: Any) -> dict[str, Any]:
    payload: dict[str, Any] = {}
    for each in _flat(_exposes(definition), 0):
        if random.random() < 0.7:
            payload[each["property"]] = _value(random, each)
    if random.random() < 0.3:
        payload[random.choice(NAMES)] = _odd(random)
    return payload


def _flat(exposes: Any, depth: int) -> Iterator[dict[str, Any]]:
    for each in exposes if isinstance(exposes, list) and depth < 5 else ():
        if isinstance(each, dict):
            if isinstance(each.get("property"), str):
                yield each
            yield from _flat(each.get("features"), depth + 1)


def _value(random: Random, each: dict[str, Any]) -> Any:
    if random.random() < 0.15:
        return _odd(random)
    values = each.get("values")
    if isinstance(values, list) and values:
        return random.choice(values)
    if each.get("type") == "numeric":
        return round(random.uniform(-50, 500), 1)
    return random.choice((each.get("value_on"), each.get("value_off"), True, False))


def _bent_text(random: Random, text: str) -> str:
    if random.random() < 0.95:
        return text
    at = random.randrange(len(text))
    bend: Callable[[], str] = random.choice(
        (
            lambda: text[:at],
            lambda: text[:at] + text[at + 1 :],
            lambda: text[:at] + chr(random.randrange(0x800)) + text[at:],
        )
    )
    return bend()


def main() -> None:
    """The fuzzer on the command line."""
    from tests.support.zigbee_definitions import kept

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.perf_counter()
    counts = run(kept(), options.inputs, options.seed)
    print(f"{options.inputs} messages in {time.perf_counter() - began:.1f} s, no crash and no untold alarm: {counts}")


if __name__ == "__main__":
    main()
