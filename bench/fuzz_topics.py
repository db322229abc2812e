"""100,000 messages that are nearly right, wrong or noise, for the topics of other programs: no crash, no wrong alarm.

python -m bench.fuzz_topics [--count N] [--seed S]
"""

import argparse
import json
from dataclasses import dataclass, field
from random import Random
from time import perf_counter
from typing import Any

from connectors.topics_decode import Understood, decode
from hub.model.events import LEVELS, PRESSES, READING_KINDS, UNITS
from hub.model.household import Topic
from hub.model.ids import DeviceId

ON, OFF = ("aufgeregt", "yes!"), ("calm",)
"""Words that noise does not hit by chance."""
PATHS = ("", "state", "after.x", "0.x", "value")


def _entries() -> tuple[Topic, ...]:
    made = []
    for number, kind in enumerate(sorted(READING_KINDS)):
        worded = kind not in UNITS
        for path in PATHS:
            device, on, off = DeviceId(f"d{number}"), ON if worded else (), OFF if worded else ()
            made.append(Topic(device=device, topic="t", kind=kind, path=path, on=on, off=off))
    return tuple(made)


ENTRIES = _entries()
"""Every kind, at every path."""

SEEDS: tuple[Any, ...] = (
    "off", "on", "ON", "unavailable", "unknown", "", None, True, False, 0, 1, -1, 21.5, 1e308, 10**30, [], {}, "calm",
    {"state": "off"}, {"state": "unavailable"}, {"after": {"x": "off"}}, [{"x": "off"}], {"value": 21.5},
    {"time": 1548683523859, "value": False}, {"contact": True, "battery": 80, "linkquality": 120},
    {"state": None, "attributes": {"device_class": "smoke"}}, "2026-11-22T07:30:00+00:00", "\ud7ff", "0x00",
)  # fmt: skip


@dataclass
class Result:
    count: int
    seconds: float = 0.0
    readings: int = 0
    complaints: int = 0
    wrong: list[bytes] = field(default_factory=list)


def wrong(understood: Understood, payload: bytes) -> bool:
    """True if it says an alarm, or any press, although no word for it is in the message."""
    if any(word.encode() in payload.lower() for word in ON) or b"\\u" in payload:
        return False
    said = (said for told in understood.told for said in told.said)
    return any(each.kind in PRESSES or (each.kind in LEVELS and each.value is not False) for each in said)


def _message(random: Random) -> bytes:
    payload = (
        json.dumps(random.choice(SEEDS)).encode() if random.random() < 0.8 else random.randbytes(random.randrange(40))
    )
    return bytes(_mutated(bytearray(payload), random))


def _mutated(payload: bytearray, random: Random) -> bytearray:
    for _ in range(random.randrange(4)):
        at = random.randrange(len(payload) + 1)
        match random.randrange(4):
            case 0:
                payload[at:at] = random.choice((b"{", b"[", b'"', b"null", b"1e999", b"\xff", b"\x00", b"-", b"on"))
            case 1:
                del payload[at : at + random.randrange(4)]
            case 2 if at < len(payload):
                payload[at] = random.randrange(256)
            case _:
                payload *= random.randrange(1, 3)
    return payload


def fuzz(count: int, seed: int) -> Result:
    """Decode so many messages."""
    random, result = Random(seed), Result(count)
    messages = [_message(random) for _ in range(count)]
    began = perf_counter()
    for payload in messages:
        understood = decode(ENTRIES, payload)
        result.readings += sum(len(told.said) for told in understood.told)
        result.complaints += len(understood.complaints)
        if wrong(understood, payload):
            result.wrong.append(payload)
    result.seconds = perf_counter() - began
    return result


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--count", type=int, default=100_000)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    result = fuzz(given.count, given.seed)
    print(f"{result.count} messages, each for {len(ENTRIES)} entries, in {result.seconds:.1f} s")
    print(f"{result.readings} readings, {result.complaints} complaints, wrong alarms: {result.wrong[:5] or 'none'}")
    one = Topic(device=DeviceId("d"), topic="t", kind="contact", on=("on",), off=("off",))
    began = perf_counter()
    for _ in range(100_000):
        decode((one,), b"on")
    print(f"a plain word for one entry: {100_000 / (perf_counter() - began):,.0f} messages/s")
    raise SystemExit(bool(result.wrong))


if __name__ == "__main__":
    main()
