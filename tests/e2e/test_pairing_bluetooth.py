"""A visit with a Bluetooth button: found among the neighbours, named, and heard, beside a hub that listens too."""

import asyncio
import os
import pty
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.settings import load
from tests.connectors.bluetooth.packets import sealed
from tests.e2e.test_pairing import device
from tests.support.bluez import Bus, FakeBluez
from tests.support.command import Begin
from tests.support.home import RunningHub

BUTTON, PHONE, OTHER = "A4:C1:38:8D:18:B2", "11:22:33:44:55:66", "A4:C1:38:00:00:02"
BTHOME = "0000fcd2-0000-1000-8000-00805f9b34fb"
KEY = "231d39c1d7cc1ab1aee224cd096db932"
wait = RunningHub.until


class Air:
    """What advertises, again and again, in a thread: the test itself waits for commands."""

    def __init__(self, bus: Bus) -> None:
        self._bus, self._done, self._up = bus, threading.Event(), threading.Event()
        self.says: dict[str, tuple[int, dict[int, bytes], dict[str, bytes]]] = {PHONE: (-40, {0x4C: b"phone"}, {})}
        self._thread = threading.Thread(target=asyncio.run, args=(self._serve(),))
        self._thread.start()
        assert self._up.wait(30)

    def says_press(self, number: int, address: str = BUTTON) -> None:
        self.says[address] = (-50, {}, {BTHOME: bytes((0x44, 0x00, number, 0x3A, 0x01))})

    def says_sealed(self, count: int) -> None:
        self.says[BUTTON] = (-50, {}, {BTHOME: sealed("3a01", count, bytes.fromhex(KEY))})

    def close(self) -> None:
        self._done.set()
        self._thread.join()

    async def _serve(self) -> None:
        bluez = await FakeBluez(self._bus).start()
        self._up.set()
        while not self._done.is_set():
            for address, (rssi, manufacturer, service) in list(self.says.items()):
                await bluez.advertise(address, rssi=rssi, manufacturer=manufacturer, service=service)
            await asyncio.sleep(0.05)
        await bluez.die()


def listens(hub: RunningHub) -> bool:
    """It stops for a moment to make its new way in."""
    return bool((hub.ask("status", may_fail=True) or {"links": {}})["links"].get("bluetooth") == "up")


@pytest.fixture
def air(monkeypatch: pytest.MonkeyPatch) -> Iterator[Air]:
    bus = Bus()
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    made = Air(bus.start())
    yield made
    made.close()
    bus.close()


@pytest.fixture
def running(tmp_path: Path, air: Air) -> Iterator[RunningHub]:
    with RunningHub(tmp_path) as hub:
        yield hub


def test_a_button_gets_its_place_beside_a_running_hub_and_calls(running: RunningHub, air: Air, begin: Begin) -> None:
    air.says_press(1)
    words = ("--device", BUTTON.lower(), "--name", "Bed button", "--use", "help button")
    command = begin(running, "pair", "--bluetooth", *words)
    wait(lambda: "Bed button" in running.settings.read_text(), "it is written")
    wait(lambda: listens(running), "the hub listens")
    air.says_press(2)
    said, trouble = command.ends()
    assert trouble == ""
    assert "The hub knows it." in said
    assert "Bed button: heard: help" in said
    assert "once a week" in said
    air.says_press(3)
    wait(lambda: [each for each in running.incidents() if each["kind"] == "help"], "the alarm")
    assert device(running, "Bed button")["id"] == BUTTON
    assert running.carehub("pair", "--bluetooth", *words[:-3], "B", *words[-2:]).returncode == 2, "it has its place"


def test_one_that_encrypts_needs_its_key(running: RunningHub, air: Air, tmp_path: Path, begin: Begin) -> None:
    air.says_sealed(1)
    words = ("pair", "--bluetooth", "--device", BUTTON, "--name", "Bed button", "--use", "help button")
    without = running.carehub(*words)
    assert (without.returncode, "--key-file" in without.stderr) == (2, True)
    file = tmp_path / "key"
    file.write_text("not a key\n")
    assert "hexadecimal" in running.carehub(*words, "--key-file", str(file)).stderr
    assert "Bed button" not in running.settings.read_text()
    file.write_text(f"{KEY}\n")
    command = begin(running, *words, "--key-file", str(file))
    wait(lambda: "Bed button" in running.settings.read_text(), "it is written")
    wait(lambda: listens(running), "the hub listens")
    air.says_sealed(2)
    assert "heard: help" in command.ends()[0]
    [entry] = [each for each in load(running.settings).devices if each.id == BUTTON]
    assert entry.bluetooth is not None and entry.bluetooth.key is not None
    assert entry.bluetooth.key.file == str(file)


def test_a_person_picks_it_from_the_list(running: RunningHub, air: Air, begin: Begin) -> None:
    air.says_press(1)
    terminal, other = pty.openpty()
    command = begin(running, "pair", "--bluetooth", terminal=other)
    os.write(terminal, b"1\ny\nDoor bell\nother\nno room\n")
    wait(lambda: "Door bell" in running.settings.read_text(), "it is written", within=30)
    deadline = time.monotonic() + 25
    number = 2
    while command.runs and time.monotonic() < deadline:
        air.says_press(number)
        number += 1
        time.sleep(0.2)
    said, _ = command.ends()
    assert f"1  {BUTTON}  -50 dBm  (no name): bthome, tells button" in said, "what is understood comes first"
    assert f"{PHONE}  -40 dBm  (no name): not understood" in said
    assert "Door bell: heard: button" in said
    os.close(terminal)
    os.close(other)


def test_a_radio_that_does_not_work_and_a_device_that_is_not_there(running: RunningHub, air: Air) -> None:
    words = ("pair", "--bluetooth", "--name", "X", "--use", "other")
    assert "--device" in running.carehub(*words).stderr
    running.write(running.settings.read_text() + '[bluetooth]\nadapter = "hci7"\n')
    gone = running.carehub(*words, "--device", OTHER)
    assert (gone.returncode, "there is no adapter hci7" in gone.stderr) == (2, True)
