"""What `carehub check` finds out about the radio in three seconds."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from connectors.bluetooth.radio.probe import Probed, look
from tests.connectors.bluetooth.radio_home import NEIGHBOUR, SENSOR, forget_bleaks_bus
from tests.support.bluez import Bus, FakeBluez

WITHIN, LISTENS = 3.0, 1.0
"""Seconds: the look blocks, so the small BlueZ has a thread of its own here."""


@contextmanager
def served(monkeypatch: pytest.MonkeyPatch, **fake: bool) -> Iterator[None]:
    bus = Bus()
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    up, done = threading.Event(), threading.Event()

    async def serve() -> None:
        bluez = await FakeBluez(bus.start(denied=fake.pop("denied", False)), **fake).start()
        bluez.silent |= {"GetAll"} if "stuck" in names else set()
        up.set()
        while not done.is_set():
            for address in (NEIGHBOUR, SENSOR):
                await bluez.advertise(address)
            await asyncio.sleep(0.02)
        await bluez.die()

    names = {name for name in ("stuck",) if fake.pop(name, False)}
    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    assert up.wait(30)
    try:
        yield
    finally:
        done.set()
        thread.join()
        bus.close()


def probed() -> Probed:
    seen = look("hci0", WITHIN, LISTENS)
    asyncio.run(forget_bleaks_bus())
    return seen


def test_a_radio_that_works_hears_the_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    with served(monkeypatch):
        assert probed() == Probed(heard=2)


@pytest.mark.parametrize(
    ("fake", "because"),
    [
        ({"there": False}, "there is no adapter hci0"),
        ({"powered": False}, "the adapter hci0 is switched off"),
        ({"denied": True}, "the hub's user may not use Bluetooth"),
        ({"stuck": True}, "the Bluetooth service (bluetoothd) does not answer"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, fake: dict[str, bool], because: str
) -> None:
    with served(monkeypatch, **fake):
        seen = probed()
    assert (seen.because, seen.heard) == (because, 0)
    assert seen.do


def test_without_a_system_bus_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nowhere/at/all")
    assert probed().because == "the system's message bus (D-Bus) does not answer"
