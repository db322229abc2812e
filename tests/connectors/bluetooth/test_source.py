"""The radio and what goes wrong with it, through bleak's own Linux backend and a small BlueZ on a private D-Bus."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import structs

from tests.connectors.bluetooth.radio_home import BUTTON, NEIGHBOUR, QUICK, RadioHome, plays
from tests.support.door import until

PATIENT = structs.replace(QUICK, give_up=3.0)
STEADY = structs.replace(QUICK, give_up=20.0, silence=20.0)
"""For what must be told to nobody: however long a busy machine takes to mend it, it is mended before."""


def test_a_press_that_is_advertised_is_reported() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        assert await home.press()
        await until(lambda: home.reported, "the press")
        press = home.reported[0]
        assert (press.source, press.name, press.packet) == ("bluetooth", BUTTON, 1)
        assert any(said.kind == "help" for said in press.said)

    plays(story)


def test_nobody_elses_device_is_reported() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.press(address=NEIGHBOUR)
        await home.press()
        await until(lambda: home.reported, "our own press")
        assert {event.name for event in home.reported} == {BUTTON}
        assert home.source.radio.advertising == {BUTTON}

    plays(story)


def test_what_bluez_only_remembers_is_not_heard() -> None:
    """BlueZ passes on any change of a device that it knows; without a signal strength nothing came over the air."""

    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.press(1, rssi=-127)
        await home.press(2)
        await until(lambda: home.reported, "the press")
        assert [event.packet for event in home.reported] == [2]

    plays(story)


def test_complaints_are_passed_on() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.bluez.advertise(BUTTON, manufacturer={0xFFFF: b"what is this"})
        await until(lambda: home.door.complaints, "a complaint")
        assert home.door.complaints[0][0].startswith(f"bluetooth: {BUTTON}")

    plays(story)


@pytest.mark.parametrize(
    ("given", "because"),
    [
        ({"there": False}, "there is no adapter hci0"),
        ({"denied": True}, "the hub's user may not use Bluetooth"),
    ],
)
def test_what_is_wrong_from_the_beginning_is_told(given: dict[str, bool], because: str) -> None:
    async def story(home: RadioHome) -> None:
        assert await home.goes_down() == because

    plays(story, **given)


def test_an_adapter_that_was_switched_off_is_switched_on() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.bluez.power(False)
        await until(lambda: home.bluez.hears, "listening again")
        await home.press()
        await until(lambda: home.reported, "the press")
        assert home.links == [(True, "")]

    plays(story, patience=STEADY)


def test_a_blocked_adapter_is_told_with_the_reset_asked_for() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        home.bluez.blocked = True
        await home.bluez.power(False)
        assert await home.goes_down() == "the adapter hci0 is blocked (rfkill)"
        assert "off" in home.resets or "blocked" in home.resets
        home.bluez.blocked = False
        await home.comes_up()
        assert [up for up, _ in home.links] == [True, False, True]

    plays(story)


def test_a_switch_of_the_machine_is_named(tmp_path: Path) -> None:
    switch = tmp_path / "rfkill0"
    switch.mkdir()
    for name, says in {"type": "bluetooth", "name": "hci0", "hard": "1", "soft": "0"}.items():
        (switch / name).write_text(f"{says}\n")

    async def story(home: RadioHome) -> None:
        home.bluez.blocked = True
        assert await home.goes_down() == "the adapter hci0 is blocked by a switch of the machine"

    plays(story, powered=False, rfkill=tmp_path)


def test_an_adapter_that_is_pulled_out_and_put_back() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.bluez.unplug()
        assert await home.goes_down() == "the adapter hci0 was unplugged, or has died"
        await home.bluez.plug()
        await home.comes_up()
        await home.press()
        await until(lambda: home.reported, "the press")
        assert [up for up, _ in home.links] == [True, False, True]

    plays(story)


def test_an_adapter_that_comes_back_under_another_name_is_the_same() -> None:
    """As after a reset of its USB port."""

    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.bluez.unplug()
        await home.bluez.plug("hci1")
        await until(lambda: home.bluez.hears, "listening again")
        await home.press()
        await until(lambda: home.reported, "the press")
        assert home.links == [(True, "")]

    plays(story, patience=STEADY)


def test_an_adapter_that_is_back_at_once_is_told_to_nobody() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.bluez.unplug()
        await home.bluez.plug()
        await until(lambda: home.bluez.hears, "listening again")
        async with home.advertises():
            await asyncio.sleep(PATIENT.give_up + 2 * PATIENT.stands)
        assert home.links == [(True, "")]

    plays(story, patience=PATIENT)


def test_each_time_of_trouble_has_its_own_minute() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        for _ in range(2):
            await home.bluez.unplug()
            await asyncio.sleep(PATIENT.give_up * 0.6)
            assert home.links == [(True, "")]
            await home.bluez.plug()
            await until(lambda: home.bluez.hears, "listening again")
            await asyncio.sleep(2 * PATIENT.stands)
        assert home.links == [(True, "")]

    plays(story, patience=PATIENT, usual=3600.0)


def test_bluetoothd_that_is_killed_and_started_again() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.bluez.die()
        await home.bluez.start()
        await until(lambda: home.bluez.hears, "listening again")
        await home.press()
        await until(lambda: home.reported, "the press")
        assert home.links == [(True, "")]

    plays(story, patience=STEADY)


def test_bluetoothd_that_stays_away_is_told() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.bluez.die()
        assert await home.goes_down() == "the Bluetooth service (bluetoothd) does not run"
        assert home.resets == []
        await home.bluez.start()
        await home.comes_up()

    plays(story)


def test_bluetoothd_that_answers_nothing_any_more_is_told() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        home.bluez.silent.add("GetAll")
        assert await home.goes_down() == "the Bluetooth service (bluetoothd) does not answer"
        home.bluez.silent.clear()
        await home.comes_up()

    plays(story)


def test_a_system_bus_that_dies_and_comes_back() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        home.bus.die()
        assert await home.goes_down() == "the system's message bus (D-Bus) does not answer"
        home.bus.start()
        await home.bluez.die()
        await home.bluez.start()
        await home.comes_up()
        await home.press()
        await until(lambda: home.reported, "the press")

    plays(story)


def test_a_search_that_another_program_stops_is_begun_again() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.bluez.stop_discovery()
        await until(lambda: home.bluez.hears, "listening again")
        assert home.links == [(True, "")]

    plays(story, patience=STEADY)


def test_an_adapter_that_another_program_keeps_busy_is_told() -> None:
    async def story(home: RadioHome) -> None:
        home.bluez.fails["StartDiscovery"] = ("org.bluez.Error.InProgress", "Operation already in progress")
        assert await home.goes_down() == "another program keeps the adapter hci0 busy"
        home.bluez.fails.clear()
        await home.comes_up()

    plays(story)


def test_passive_listening() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.press()
        await until(lambda: home.reported, "the press")
        assert "StartDiscovery" not in home.bluez.asked
        assert home.door.complaints == []

    plays(story, scanning="passive")


def test_passive_listening_outlives_bluetoothd() -> None:
    """BlueZ does not say whether it listens passively: only another bluetoothd shows that it no longer does."""

    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.bluez.die()
        await home.bluez.start()
        await until(lambda: home.bluez.hears, "listening again")
        assert home.links == [(True, "")]

    plays(story, scanning="passive", patience=STEADY)


def test_a_bluez_that_cannot_listen_passively_listens_actively_and_says_so() -> None:
    async def story(home: RadioHome) -> None:
        home.bluez.old = True
        await home.comes_up()
        await home.press()
        await until(lambda: home.reported, "the press")
        assert [what for what, _ in home.door.complaints] == [
            "bluetooth: this BlueZ cannot listen passively, so it listens actively"
        ]

    plays(story, scanning="passive")


def test_trouble_makes_no_storm() -> None:
    """However long it lasts: a power cycle and a reset once, and an attempt to listen now and then."""

    async def story(home: RadioHome) -> None:
        home.bluez.fails["StartDiscovery"] = ("org.bluez.Error.Failed", "Something")
        await home.goes_down()
        home.bluez.asked.clear()
        began = asyncio.get_running_loop().time()
        await asyncio.sleep(1.0)
        took = asyncio.get_running_loop().time() - began
        assert home.bluez.asked.count("StartDiscovery") <= took / (QUICK.most / 2) + 1
        assert "Powered" not in home.bluez.asked
        assert home.resets == ["failed"]

    plays(story)


def test_the_supervisor_may_start_it_again() -> None:
    async def story(home: RadioHome) -> None:
        await home.comes_up()
        await home.again()
        await until(lambda: len(home.links) == 2, "the radio to work again")
        await home.press()
        await until(lambda: home.reported, "the press")
        assert len(home.reported) == 1

    plays(story)


def test_an_adapter_whose_name_cannot_be_is_trouble_and_not_an_exception() -> None:
    async def story(home: RadioHome) -> None:
        assert "invalid object path" in await home.goes_down()

    plays(story, adapter="hci 0")


def test_the_hub_never_loads_what_only_root_may_use() -> None:
    looks = "import sys, connectors.bluetooth.source; sys.exit('bluetooth_auto_recovery' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", looks], check=False, timeout=30).returncode == 0
