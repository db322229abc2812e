"""Connections beside listening: found, made one by one, lost, and ended when the radio behind them is gone."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from bleak import BleakClient
from bleak.exc import BleakError
from msgspec import structs

from connectors.bluetooth.radio.recovery import Patience
from hub.model.events import Said
from tests.connectors.bluetooth.radio_home import BUTTON, QUICK, SENSOR, RadioHome, device, radio_home
from tests.support.bluez import Gatt
from tests.support.door import until

BATTERY = "00002a19-0000-1000-8000-00805f9b34fb"
HEART_RATE = "00002a37-0000-1000-8000-00805f9b34fb"
STRAP = Gatt({"0000180d-0000-1000-8000-00805f9b34fb": {HEART_RATE: ("notify",)}})


HELD = structs.replace(QUICK, silence=30.0)
"""What is done against a deaf radio ends every connection: where that is not the matter, no pause is deafness."""


def plays(story: Callable[[RadioHome], Awaitable[None]], *listened: object, patience: Patience = HELD) -> None:
    """Play a story in a home with a chest strap that can be connected to."""

    async def day() -> None:
        async with radio_home(*(listened or (device(SENSOR, use="wearable"),)), patience=patience) as home:  # type: ignore[arg-type]
            home.bluez.offers(SENSOR, STRAP)
            await home.comes_up()
            await story(home)

    asyncio.run(day())


class Worn:
    """A connection to the strap, and what it says."""

    def __init__(self, client: BleakClient, lost: asyncio.Event) -> None:
        self.client, self.lost = client, lost
        self.values: list[bytes] = []


@asynccontextmanager
async def connected(home: RadioHome, address: str = SENSOR) -> AsyncIterator[Worn]:
    await home.bluez.advertise(address)
    lost = asyncio.Event()
    worn = Worn(home.source.radio.client(await home.source.radio.found(address), lost.set), lost)
    await worn.client.connect()
    await worn.client.start_notify(HEART_RATE, lambda _, value: worn.values.append(bytes(value)))
    try:
        yield worn
    finally:
        with contextlib.suppress(BleakError):
            await worn.client.disconnect()  # bleak lets go of its D-Bus connection only when asked


def test_a_device_is_found_as_soon_as_it_advertises() -> None:
    async def story(home: RadioHome) -> None:
        found = asyncio.get_running_loop().create_task(home.source.radio.found(SENSOR.lower()))
        await home.bluez.advertise(BUTTON)
        await asyncio.sleep(QUICK.look)
        assert not found.done()
        await home.bluez.advertise(SENSOR)
        assert (await found).address == SENSOR

    plays(story)


def test_a_device_is_found_after_the_radio_was_dead() -> None:
    async def story(home: RadioHome) -> None:
        found = asyncio.get_running_loop().create_task(home.source.radio.found(SENSOR))
        await home.bluez.die()
        await home.goes_down()
        await home.bluez.start()
        await home.comes_up()
        await home.bluez.advertise(SENSOR)
        assert (await found).address == SENSOR

    plays(story)


def test_a_connection_that_nobody_holds_is_ended_however_often_bluez_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A device that is connected does not advertise, so it would be waited for in vain."""
    monkeypatch.setattr("connectors.bluetooth.radio.bleak_radio.FRESH", 0.05)

    async def story(home: RadioHome) -> None:
        radio = home.source.radio
        async with home.advertises():  # a deaf radio would be switched off and on, and that ends every connection
            async with home.advertises(SENSOR):
                forgotten = BleakClient(await radio.found(SENSOR), bluez={"adapter": "hci0"})
            await forgotten.connect()
            await asyncio.sleep(0.1)
            home.bluez.fails["Disconnect"] = ("org.bluez.Error.Failed", "Not now")
            home.bluez.asked.clear()
            found = asyncio.get_running_loop().create_task(radio.found(SENSOR))
            await until(lambda: home.bluez.asked.count("Disconnect") >= 2, "it to be asked more than once")
            assert home.bluez.connected(SENSOR) and not found.done()
            home.bluez.fails.clear()
            async with home.advertises(SENSOR):
                assert (await found).address == SENSOR

    plays(story)


def test_listening_goes_on_while_connected() -> None:
    async def story(home: RadioHome) -> None:
        async with connected(home) as worn:
            await home.bluez.notify(SENSOR, HEART_RATE, b"\x00\x48")
            await home.press()
            await until(lambda: worn.values and home.reported, "the heart rate and the press")
            assert worn.values == [b"\x00\x48"]
            assert {event.name for event in home.reported} >= {BUTTON}

    plays(story, device(), device(SENSOR, use="wearable", connect="meters"))


def test_connections_are_made_one_after_the_other() -> None:
    async def story(home: RadioHome) -> None:
        radio = home.source.radio
        await home.bluez.advertise(SENSOR)
        await home.bluez.advertise(BUTTON)
        home.bluez.silent.add("Connect")
        clients = [radio.client(await radio.found(each), lambda: None) for each in (SENSOR, BUTTON)]
        tasks = [asyncio.get_running_loop().create_task(client.connect()) for client in clients]
        await until(lambda: "Connect" in home.bluez.asked, "the first connection to be asked for")
        await asyncio.sleep(QUICK.look)
        assert home.bluez.asked.count("Connect") == 1
        tasks[0].cancel()
        await until(lambda: home.bluez.asked.count("Connect") == 2, "the second one's turn")
        tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    plays(story, device(SENSOR), device(BUTTON))


def test_a_lost_connection_is_told_and_can_be_made_again() -> None:
    async def story(home: RadioHome) -> None:
        async with connected(home) as worn:
            assert home.source.radio.connected == {SENSOR}
            await home.bluez.lose(SENSOR)
            await until(worn.lost.is_set, "the loss to be told")
            assert home.source.radio.connected == frozenset()
        async with connected(home):
            assert home.bluez.connected(SENSOR)

    plays(story)


def test_connections_end_when_bluetoothd_dies_without_a_word() -> None:
    async def story(home: RadioHome) -> None:
        async with connected(home) as worn:
            await home.bluez.die()
            await until(worn.lost.is_set, "the loss to be told")
            assert not worn.client.is_connected

    plays(story)


def test_connections_end_when_bluetoothd_was_there_again_before_anybody_looked() -> None:
    async def story(home: RadioHome) -> None:
        async with connected(home) as worn:
            await home.bluez.die()
            await home.bluez.start()
            await until(worn.lost.is_set, "the loss to be told")

    plays(story)


def test_connections_end_when_the_system_bus_dies() -> None:
    async def story(home: RadioHome) -> None:
        async with connected(home) as worn:
            home.bus.die()
            await until(worn.lost.is_set, "the loss to be told")

    plays(story)


def test_connections_end_when_the_adapter_is_pulled_out() -> None:
    async def story(home: RadioHome) -> None:
        async with connected(home) as worn:
            await home.bluez.unplug()
            await until(worn.lost.is_set, "the loss to be told")

    plays(story)


def test_a_home_whose_only_device_is_connected_is_not_deaf() -> None:
    """It does not advertise while it is connected, and a power cycle would cut it off."""

    async def story(home: RadioHome) -> None:
        async with connected(home):
            home.bluez.asked.clear()
            await asyncio.sleep(2 * QUICK.silence)
            assert home.links == [(True, "")]
            assert "Powered" not in home.bluez.asked

    plays(story, patience=QUICK)


async def listens(home: RadioHome) -> None:
    """The strap advertises until the hub has subscribed to its heart rate."""
    async with home.advertises(SENSOR):
        await until(lambda: home.bluez.notifying(SENSOR, HEART_RATE), "the hub to listen to the strap")


def said(home: RadioHome) -> list[Said]:
    return [each for event in home.reported for each in event.said]


def test_a_worn_sensor_speaks_through_a_source_of_its_own_and_comes_back() -> None:
    async def story(home: RadioHome) -> None:
        (connection,) = home.source.connections
        assert connection.name == f"bluetooth {SENSOR}"
        running = asyncio.get_running_loop().create_task(connection.run(home.door, home.clock))
        await listens(home)
        await home.bluez.notify(SENSOR, HEART_RATE, b"\x00\x48")
        await until(lambda: Said("heart rate", 72.0) in said(home), "the heart rate")
        await home.bluez.die()
        await home.bluez.start()
        await until(lambda: home.bluez.hears, "listening again")
        await listens(home)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    plays(story, device(SENSOR, use="wearable", connect="meters"))


def test_what_a_device_keeps_to_itself_costs_nothing_else() -> None:
    """Some give their battery only to whoever is paired."""

    async def story(home: RadioHome) -> None:
        home.bluez.offers(
            SENSOR, Gatt({"0000180d-0000-1000-8000-00805f9b34fb": {BATTERY: ("read",), HEART_RATE: ("notify",)}})
        )
        home.bluez.fails["ReadValue"] = ("org.bluez.Error.NotPermitted", "Read not permitted")
        (connection,) = home.source.connections
        running = asyncio.get_running_loop().create_task(connection.run(home.door, home.clock))
        await listens(home)
        await until(lambda: home.door.complaints, "the complaint")
        assert "battery level cannot be had" in home.door.complaints[0][0]
        await home.bluez.notify(SENSOR, HEART_RATE, b"\x00\x48")
        await until(lambda: Said("heart rate", 72.0) in said(home), "the heart rate")
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    plays(story, device(SENSOR, use="wearable", connect="meters"))
