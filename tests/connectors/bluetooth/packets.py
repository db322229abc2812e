"""Advertisements made for tests, and the frames of tests/frames/bluetooth."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct

from connectors.bluetooth.advertised.adverts import Adverts
from connectors.bluetooth.advertised.libraries import uuid
from connectors.bluetooth.words import Advert, Listened
from hub.model.events import Reported, Said
from hub.model.household import Use
from hub.model.ids import DeviceId

FRAMES = Path(__file__).parents[2] / "frames" / "bluetooth"
START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
ADDRESS = "A4:C1:38:8D:18:B2"
KEY = bytes.fromhex("231d39c1d7cc1ab1aee224cd096db932")
BTHOME, MIBEACON = uuid("fcd2"), uuid("fe95")


class Frame(Struct, frozen=True):
    """One advertisement of a file, and what must be read in it."""

    title: str
    use: Use
    key: bytes | None
    advert: Advert
    says: frozenset[str]


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def advert(at: float = 0.0, data: bytes | None = None, service: str = BTHOME, **rest: object) -> Advert:
    """An advertisement of ADDRESS, `at` seconds after START."""
    fields = {"address": ADDRESS, "rssi": -60, **rest}
    return Advert(at=after(at), service={} if data is None else {service: data}, **fields)  # type: ignore[arg-type]


def plain(objects: str, packet: int | None = None) -> bytes:
    """Plain BTHome, version 2."""
    return b"\x40" + (b"" if packet is None else bytes([0, packet])) + bytes.fromhex(objects)


def sealed(objects: str, count: int, key: bytes = KEY, address: str = ADDRESS) -> bytes:
    """Encrypted BTHome, version 2, as bthome.io/encryption describes it."""
    from cryptography.hazmat.primitives.ciphers.aead import AESCCM  # late: bench/decoders.py weighs what loads it

    mac, counted = bytes.fromhex(address.replace(":", "")), count.to_bytes(4, "little")
    nonce = mac + b"\xd2\xfc\x41" + counted
    locked = AESCCM(key, tag_length=4).encrypt(nonce, bytes.fromhex(objects), None)
    return b"\x41" + locked[:-4] + counted + locked[-4:]


def mibeacon(objects: str, count: int, model: int = 0x0863, key: bytes | None = None, more: int = 0) -> bytes:
    """MiBeacon, version 5, without its address; encrypted if there is a key."""
    head = (0x5040 | (0x08 if key else 0)).to_bytes(2, "little") + model.to_bytes(2, "little") + bytes([count])
    if key is None:
        return head + bytes.fromhex(objects)
    from cryptography.hazmat.primitives.ciphers.aead import AESCCM

    mac, high = bytes.fromhex(ADDRESS.replace(":", ""))[::-1], more.to_bytes(3, "little")
    locked = AESCCM(key, tag_length=4).encrypt(mac + head[2:5] + high, bytes.fromhex(objects), b"\x11")
    return head + locked[:-4] + high + locked[-4:]


def listening(use: Use = "other", key: bytes | None = None, **rest: object) -> Adverts:
    return Adverts([Listened(device=DeviceId(ADDRESS), address=ADDRESS, use=use, key=key, **rest)])  # type: ignore[arg-type]


def told(reported: tuple[Reported, ...]) -> list[tuple[str, object]]:
    return [(said.kind, said.value) for report in reported for said in report.said]


def shown(said: tuple[Said, ...]) -> frozenset[str]:
    """Readings as the frames write them."""
    return frozenset(f"{one.kind} = {_value(one.value)}" for one in said)


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)


def frames() -> Iterator[Frame]:
    """Every frame of every file. A title holds until the next."""
    for path in sorted(FRAMES.glob("*.frames")):
        title, line = "", ""
        for one in path.read_text().splitlines():
            if one.startswith("  -> "):
                yield _frame(f"{path.stem}: {title}", line, one.removeprefix("  -> "))
            elif one.startswith("# "):
                title = one[2:]
            elif one:
                line = one


def _frame(title: str, line: str, says: str) -> Frame:
    address, *fields = line.split(" | ")
    given: dict[str, list[str]] = {}
    for field in fields:
        what, _, value = field.partition(" ")
        given.setdefault(what, []).append(value)
    service = {uuid(short): bytes.fromhex(data) for short, data in map(str.split, given.get("service", []))}
    makers = {int(id_, 16): bytes.fromhex(data) for id_, data in map(str.split, given.get("maker", []))}
    heard = Advert(
        address=address, at=START, rssi=-60, name="".join(given.get("name", [])), service=service, manufacturer=makers,
        services=tuple(given.get("uuid", [])),
    )  # fmt: skip
    key = bytes.fromhex(given["key"][0]) if "key" in given else None
    return Frame(title, given.get("use", ["other"])[0], key, heard, frozenset(says.split(" | ")))  # type: ignore[arg-type]
