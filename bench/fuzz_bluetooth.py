"""100,000 random and damaged advertisements: nothing raises, and no alarm without a packet that says so.

    .venv/bin/python -m bench.fuzz_bluetooth [HOW_MANY] [SEED]

What may be said is worked out here a second time and without the libraries: by whether the very bytes are those of a
captured or made packet that says it, or by whether an alarm's own object stands in a plain packet.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable

from msgspec import Struct, field, structs

from connectors.bluetooth.advertised.adverts import Adverts
from connectors.bluetooth.advertised.kinds import is_call
from connectors.bluetooth.words import Advert, Listened
from hub.model.events import READING_KINDS, UNITS
from hub.model.ids import DeviceId
from tests.connectors.bluetooth.packets import BTHOME, MIBEACON, Frame, frames

BTHOME_ALARMS = {0x17: "carbon monoxide", 0x1C: "gas", 0x1D: "heat", 0x20: "leak", 0x29: "smoke", 0x3A: "help"}
MIBEACON_ALARMS = {
    b"\x14\x10": "leak", b"\x06\x48": "leak", b"\x7b\x48": "leak", b"\x15\x10": "smoke", b"\x01\x10": "help",
    b"\x0c\x4a": "help", b"\x0d\x4a": "help", b"\x0e\x4a": "help", b"\x13\x4a": "help", b"\x0c\x4e": "help",
    b"\x0d\x4e": "help", b"\x0e\x4e": "help", b"\x0c\x56": "help", b"\x0d\x56": "help", b"\x0e\x56": "help",
}  # fmt: skip
USES = ("help button", "smoke", "leak", "motion", "tag", "other")


class Found(Struct):
    """What a run found. `wrong`: alarms that nothing said, and readings that are none."""

    heard: int = 0
    said: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def fuzzed(how_many: int, seed: int) -> Found:
    """Play `how_many` advertisements to freshly made listeners, each device with its own use and key."""
    chance, found, known = random.Random(seed), Found(), list(frames())
    while found.heard < how_many:
        frame = chance.choice(known)
        key = chance.choice((frame.key, frame.key, None, chance.randbytes(16)))
        listened = Listened(
            device=DeviceId("it"), address=frame.advert.address, use=chance.choice(USES), key=key,
            packet=chance.choice((None, chance.randrange(256), chance.randrange(2**32))),
        )  # fmt: skip
        adverts = Adverts([listened])
        kin = [one for one in known if one.advert.address == frame.advert.address]
        for _ in range(min(chance.randrange(1, 8), how_many - found.heard)):
            advert = chance.choice(DAMAGES)(chance, frame, known)
            _played(adverts, advert, kin, listened, found)
    return found


def _played(adverts: Adverts, advert: Advert, kin: list[Frame], listened: Listened, found: Found) -> None:
    found.heard += 1
    for report in adverts.heard(advert):
        for said in report.said:
            found.said += 1
            found.kinds[said.kind] += 1
            number = isinstance(said.value, float)
            if said.kind not in READING_KINDS or number is not (said.kind in UNITS):
                found.wrong.append(f"{said} is no reading: {advert}")
            if is_call(said) and said.kind not in _may_say(advert, kin, listened):
                found.wrong.append(f"{said}: {advert} key {listened.key!r} frame {kin[0].title}")
    adverts.complaints()


def _may_say(advert: Advert, kin: list[Frame], listened: Listened) -> set[str]:
    """The alarms that a packet can say: whole, those of the frame that it is; plain, those whose object it holds."""
    may: set[str] = set()
    for frame in kin:
        whole = (advert.service, advert.manufacturer) == (frame.advert.service, frame.advert.manufacturer)
        if whole or _proven(advert, frame):
            may |= {one.split(" = ")[0] for one in frame.says} | {"help"}
    data = advert.service.get(BTHOME, b"")
    if data and not data[0] & 1:
        may |= {kind for number, kind in BTHOME_ALARMS.items() if number in data[1:]}
    old = advert.service.get("0000181c-0000-1000-8000-00805f9b34fb", b"")
    may |= {kind for number, kind in BTHOME_ALARMS.items() if number in old}
    beacon = advert.service.get(MIBEACON, b"")
    legacy = len(beacon) > 1 and beacon[1] >> 4 < 4
    if beacon and not beacon[0] & 0x08:
        may |= {kind for object_, kind in MIBEACON_ALARMS.items() if object_ in beacon}
    elif legacy and listened.key is not None:
        may |= {"help"}  # its encryption proves nothing; a hazard is never believed
    if advert.manufacturer:
        may |= {"help"} if any(len(data) == 24 or len(data) == 49 for data in advert.manufacturer.values()) else set()
    return may


def _proven(advert: Advert, frame: Frame) -> bool:
    """MiBeacon's proof does not cover the first two bytes: they may differ, and what is said is still the device's."""
    beacon, true = advert.service.get(MIBEACON, b""), frame.advert.service.get(MIBEACON, b"")
    return bool(true) and beacon[2:] == true[2:]


def _whole(chance: random.Random, frame: Frame, known: list[Frame]) -> Advert:
    return frame.advert


def _noise(chance: random.Random, frame: Frame, known: list[Frame]) -> Advert:
    def noise(data: bytes) -> bytes:
        return chance.randbytes(chance.randrange(0, 32))

    return _with(frame, noise)


def _tail(chance: random.Random, frame: Frame, known: list[Frame]) -> Advert:
    """A true beginning, then noise: it gets further into the decoders."""

    def tail(data: bytes) -> bytes:
        return data[: chance.randrange(0, len(data) + 1)] + chance.randbytes(chance.randrange(0, 12))

    return _with(frame, tail)


def _bits(chance: random.Random, frame: Frame, known: list[Frame]) -> Advert:
    def turned(data: bytes) -> bytes:
        damaged = bytearray(data)
        for _ in range(chance.randrange(1, 5)):
            if damaged:
                damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        return bytes(damaged)

    return _with(frame, turned)


def _shorter(chance: random.Random, frame: Frame, known: list[Frame]) -> Advert:
    return _with(frame, lambda data: data[: chance.randrange(0, len(data) + 1)])


def _mixed(chance: random.Random, frame: Frame, known: list[Frame]) -> Advert:
    """Another device's bytes under this one's address."""
    other = chance.choice(known).advert
    return structs.replace(other, address=frame.advert.address)


def _with(frame: Frame, damage: Callable[[bytes], bytes]) -> Advert:
    return structs.replace(
        frame.advert,
        service={uuid: damage(data) for uuid, data in frame.advert.service.items()},
        manufacturer={id_: damage(data) for id_, data in frame.advert.manufacturer.items()},
    )


DAMAGES = (_whole, _noise, _tail, _tail, _bits, _bits, _shorter, _mixed)


def main() -> int:
    """Run, and say what was found."""
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(2**32)
    began = time.perf_counter()
    found = fuzzed(how_many, seed)
    print(f"{found.heard} advertisements, {found.said} readings, {time.perf_counter() - began:.1f} s, seed {seed}")
    print(", ".join(f"{kind} {times}" for kind, times in found.kinds.most_common()))
    for one in found.wrong[:20]:
        print("WRONG", one)
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
