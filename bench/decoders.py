"""What decoding costs: messages a second for each family, and what each library adds to memory and to the start.

    .venv/bin/python -m bench.decoders

Rates are of one processor, of the packets in tests/frames, each decoded as if it were new. A library's memory and time
are those of a process of its own, which has bleak and carehub's own part loaded already: without its device, and when
its device has spoken once.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from rich.console import Console
from rich.table import Table

from connectors.bluetooth.advertised.adverts import FAMILIES, Adverts
from connectors.bluetooth.advertised.replays import Memory, judged
from connectors.bluetooth.words import Listened
from connectors.zigbee2mqtt.decode import decoder
from hub.model.ids import DeviceId
from tests.connectors.bluetooth.packets import Frame, after, frames

FOR = 1.0
"""Seconds that each rate is measured over."""

ZIGBEE = Path(__file__).parents[1] / "tests" / "frames" / "zigbee2mqtt"


ALL = "all of them"


class Cost(Struct):
    """What one process said of one family."""

    megabytes: float
    milliseconds: float


def rate(work: Sequence[Callable[[], object]]) -> float:
    """How often a second, over all of the work in turn."""
    for one in work:
        one()
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < FOR:
        for one in work:
            one()
        done += len(work)
    return done / (time.perf_counter() - began)


def of_family(name: str, sealed: bool) -> list[Callable[[], object]]:
    """Decoding each frame of a family, its replay protection included."""
    work: list[Callable[[], object]] = []
    for frame in frames():
        family = next((one for one in FAMILIES if one.takes(frame.advert) is not None), None)
        if family is not None and family.name == name and (frame.key is not None) is sealed:
            work.append(_decoding(frame))
    return work


def _decoding(frame: Frame) -> Callable[[], object]:
    family = next(one for one in FAMILIES if one.takes(frame.advert) is not None)

    def decoding() -> None:
        packet = family.takes(frame.advert)
        assert packet is not None
        family.reads(frame.advert, packet, frame.key, frame.use)
        judged(Memory(), packet, frame.advert.at)

    return decoding


def repeats() -> list[Callable[[], object]]:
    """The same advertisement once more, as each is sent many times."""
    frame = next(frames())
    adverts = Adverts([Listened(device=DeviceId("it"), address=frame.advert.address, use="other", key=frame.key)])
    adverts.heard(frame.advert)
    return [lambda: adverts.heard(frame.advert)]


def strangers() -> list[Callable[[], object]]:
    """An advertisement of a neighbour's device."""
    adverts = Adverts([Listened(device=DeviceId("it"), address="00:11:22:33:44:55", use="other")])
    return [lambda frame=frame: adverts.heard(frame.advert) for frame in frames()]  # type: ignore[misc]


def zigbee() -> list[Callable[[], object]]:
    """zigbee2mqtt's messages: JSON to readings."""
    lines = [line for path in ZIGBEE.glob("*.frames") for line in path.read_text().splitlines()]
    payloads = [line for line in lines if line.startswith("{") and line != "{}"]
    return [lambda payload=payload: decoder(after(0), "it", payload, False) for payload in payloads]  # type: ignore[misc]


def cost(family: str) -> dict[str, Cost]:
    """What a fresh process says: before its device has spoken, and after."""
    ran = subprocess.run(
        [sys.executable, "-c", f"from bench.decoders import spoken; spoken({family!r})"], check=True,
        capture_output=True, cwd=Path(__file__).parents[1],
    )  # fmt: skip
    return msgspec.json.decode(ran.stdout, type=dict[str, Cost])


def spoken(name: str) -> None:
    """In a process of its own: the device of one family (or of each) speaks for the first time, after a stranger."""
    spoke = [one for one in frames() if name in (ALL, _family(one))]
    chosen = list({_family(one): one for one in spoke if one.key or not any(o.key for o in spoke)}.values())
    chosen = list({_family(one): one for one in spoke}.values()) if name == ALL else chosen
    heard = [
        (Adverts([Listened(device=DeviceId("it"), address=f.advert.address, use="other", key=f.key)]), f.advert)
        for f in chosen
    ]
    said = {}
    for when in ("not used", "used"):
        memory, began = _megabytes(), time.perf_counter()
        for adverts, advert in heard:
            adverts.heard(advert if when == "used" else msgspec.structs.replace(advert, address="00:11:22:33:44:55"))
        said[when] = Cost(_megabytes() - memory, 1000 * (time.perf_counter() - began))
    sys.stdout.buffer.write(msgspec.json.encode(said))


def _family(frame: Frame) -> str:
    return next((one.name for one in FAMILIES if one.takes(frame.advert) is not None), "")


def _megabytes() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def main() -> None:
    """Measure, and show both tables."""
    rates = Table("decoded", "a second", "microseconds each", header_style="bold")
    work: dict[str, list[Callable[[], object]]] = {
        **{f"{one.name}, {how}": of_family(one.name, sealed)
           for one in FAMILIES for how, sealed in (("plain", False), ("encrypted", True))},
        "a repeat": repeats(), "a neighbour's": strangers(), "zigbee2mqtt's JSON": zigbee(),
    }  # fmt: skip
    for name, each in work.items():
        if each:
            measured = rate(each)
            rates.add_row(name, f"{measured:,.0f}", f"{1e6 / measured:.1f}")
    costs = Table("library", "not used MB", "ms", "used MB", "ms", header_style="bold")
    for name in (*(family.name for family in FAMILIES), ALL):
        said = cost(name)
        figures = [f"{value:.1f}" for when in ("not used", "used") for value in _pair(said[when])]
        costs.add_row(name, *figures)
    for table in (rates, costs):
        Console().print(table)


def _pair(one: Cost) -> tuple[float, float]:
    return one.megabytes, one.milliseconds


if __name__ == "__main__":
    main()
