"""What the outbox may rely on, asked of every way in which an announcement leaves: a value within its time, always."""

import asyncio
import inspect
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest
from msgspec import structs

from connectors.announcing import Announcer
from connectors.speech import LONGEST, Speech
from connectors.zigbee2mqtt.commands import SECONDS
from connectors.zigbee2mqtt.signals import ANSWERS_WITHIN, Signals
from hub.core.reassurance import TRUE_FOR
from hub.model.effects import Accepted, Receipt, Refused, Tone, TryAgain
from hub.model.household import Announcing, Device, Mqtt, Settings
from hub.model.ids import DeviceId
from hub.parts import Ways, connections, signalling, ways_out
from hub.ports import Sink
from hub.shell.outgoing import HANG
from tests.core.samples import settings
from tests.shell.store_samples import announce, call, document, text, withdrawal
from tests.support.door import TestClock

NOWHERE = Mqtt(url="mqtt://127.0.0.1:9")
TONES: tuple[Tone, ...] = get_args(Tone)
LAMP = Device(id=DeviceId("0x0000000000000001"), name="Lamp", use="light")
BELL = Device(id=DeviceId("0x0000000000000003"), name="Bell", use="siren")


def away() -> Signals:
    return Signals(NOWHERE, "test", None, frozenset({LAMP.id}), frozenset({BELL.id}))


MADE: dict[str, Callable[[Path], Sink]] = {
    "voice": lambda folder: Speech(("-w", str(folder / "said.wav"))),
    "voice that is not installed": lambda _: Speech(program="no-such-voice"),
    "voice that cannot be run": lambda folder: Speech(program=str(folder)),
    "lights of nowhere": lambda _: away().lights,
    "sirens of nowhere": lambda _: away().sirens,
    "all": lambda folder: Announcer((Speech(("-w", str(folder / "x.wav"))), away().lights), (away().sirens,)),
}


@pytest.fixture(params=MADE)
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Sink:
    return MADE[request.param](tmp_path)


@pytest.mark.parametrize("tone", TONES)
def test_an_announcement_becomes_a_receipt_and_never_an_exception(way: Sink, tone: Tone) -> None:
    receipt: Receipt = asyncio.run(way.send(structs.replace(announce(1), tone=tone)))
    assert isinstance(receipt, Accepted | TryAgain | Refused)
    assert not isinstance(receipt, Refused) or (receipt.because and not receipt.fault), "nobody is called out for it"
    assert not isinstance(receipt, TryAgain) or (receipt.because and not receipt.unreachable)


def test_what_is_no_announcement_is_not_said(way: Sink, tmp_path: Path) -> None:
    for effect in (text(1), call(2), document(3), withdrawal(4)):
        assert isinstance(asyncio.run(way.send(effect)), Accepted | Refused)
    assert not list(tmp_path.glob("*.wav"))


def test_nobody_knows_what_was_heard_before_a_crash(way: Sink) -> None:
    assert way.name and asyncio.run(way.recall(announce(1))) is None
    assert inspect.iscoroutinefunction(way.send)


def test_all_of_it_together_ends_before_the_outbox_gives_it_up_and_before_it_is_old() -> None:
    publishes = 5.0
    assert max(LONGEST, ANSWERS_WITHIN + 2 * publishes) + publishes <= HANG
    assert timedelta(seconds=HANG) < TRUE_FOR and SECONDS < 60


# what the settings make of it


def made(**of: object) -> Ways:
    return ways_out(settings(mqtt=NOWHERE, devices=(LAMP, BELL), **of), TestClock())


def names(sinks: tuple[Sink, ...]) -> list[str]:
    return [sink.name for sink in sinks]


def test_without_the_section_there_is_no_way_and_nothing_connects() -> None:
    ways = made()
    assert "announce" not in ways.sinks and ways.watching == ()


@pytest.mark.parametrize(
    ("wanted", "together", "after"),
    [
        (Announcing(), ["voice", "lights"], []),
        (Announcing(sirens=True), ["voice", "lights"], ["sirens"]),
        (Announcing(speak=False, sirens=True), ["lights"], ["sirens"]),
        (Announcing(lights=False), ["voice"], []),
    ],
)
def test_only_what_is_wanted_is_made(wanted: Announcing, together: list[str], after: list[str]) -> None:
    ways = made(announce=wanted)
    way = ways.sinks["announce"]
    assert isinstance(way, Announcer)
    assert (names(way._ways), names(way._after)) == (together, after)
    watching = ["voice"] * wanted.speak + ["lights and sirens"] * (wanted.lights or wanted.sirens)
    assert sorted(names(ways.watching)) == sorted(watching)  # type: ignore[arg-type]


def test_nothing_but_what_the_settings_call_so_is_switched() -> None:
    plug = structs.replace(LAMP, id=DeviceId("0x2"), use="plug")
    radio = structs.replace(LAMP, id=DeviceId("AA:BB:CC:DD:EE:FF"))
    whole = settings(mqtt=NOWHERE, devices=(LAMP, BELL, plug, radio), announce=Announcing())
    assert signalling(whole) == (frozenset({LAMP.id}), frozenset())
    assert signalling(settings(devices=(LAMP,), announce=Announcing())) == (frozenset(), frozenset())


def test_a_change_of_it_makes_the_ways_anew() -> None:
    def of(**other: object) -> tuple[object, ...]:
        whole: Settings = settings(mqtt=NOWHERE, **{"devices": (LAMP,), "announce": Announcing(), **other})
        return connections(whole)

    assert of() == of()
    assert (
        len({repr(each) for each in (of(), of(announce=None), of(announce=Announcing(speak=False)), of(devices=()))})
        == 4
    )
