"""What a home knows when its Bluetooth radio dies: the real source, BlueZ's part, and then the real engine."""

import asyncio
from datetime import timedelta

from detectors import parts
from hub.core.engine import Engine
from hub.core.fold import fold, ticks
from hub.core.state import State
from hub.model.effects import Text
from hub.model.events import Event, LinkChanged, Reported
from hub.model.household import Device
from hub.model.ids import DeviceId
from tests.connectors.bluetooth.radio_home import BTHOME, BUTTON, radio_home
from tests.core.samples import settings
from tests.support.door import START, until

WINDOW = Device(id=DeviceId(BUTTON), name="Kitchen window", use="window")
ELSEWHERE = Device(id=DeviceId("0xhall"), name="Hall motion", use="motion")
HOME = settings(devices=(WINDOW, ELSEWHERE))


def happened() -> tuple[Event, ...]:
    """The window's sensor is heard, the adapter is pulled out, and it is put back: as the source tells it."""

    async def day() -> tuple[Event, ...]:
        async with radio_home() as home:
            await home.comes_up()
            await home.bluez.advertise(BUTTON, service={BTHOME: bytes((0x40, 0x01, 80))})
            await until(lambda: home.reported, "its battery")
            await home.bluez.unplug()
            await home.goes_down()
            await home.bluez.plug()
            await home.comes_up()
            return tuple(home.door.events)

    return asyncio.run(day())


def test_its_devices_are_blind_and_not_quiet_and_people_hear_of_both_ends_once() -> None:
    up, heard, down, restored = (e for e in happened() if isinstance(e, LinkChanged | Reported))
    engine = Engine(parts)
    state, texts = engine.start("e", HOME, START - timedelta(minutes=1)), []

    def lives(*steps: tuple[object, State, tuple[object, ...]]) -> State:
        for _, _, effects in steps:
            texts.extend(effect.body for effect in effects if isinstance(effect, Text))
        return steps[-1][1] if steps else state

    for event in (up, heard, down):
        state = lives(*fold(engine, state, event))
    assert set(state.world.blind) == {"bluetooth"}
    assert texts == []
    state = lives(*ticks(engine, state, down.at + timedelta(minutes=5)))
    assert any("unplugged" in incident.because for incident in state.facts.open.values())
    state = lives(*ticks(engine, state, down.at + timedelta(days=2)))
    assert state.world.devices[WINDOW.id].status == "seen"
    assert state.world.devices[ELSEWHERE.id].status == "lost"
    told, later = len(texts), down.at + timedelta(days=2, minutes=1)
    state = lives(*fold(engine, state, LinkChanged(at=later, link=restored.link, up=restored.up)))
    state = lives(*ticks(engine, state, later + timedelta(hours=3)))
    assert state.world.blind == {}
    assert [("Works again" in text) for text in texts[told:]].count(True) == 1
    assert sum("Bluetooth radio does not work" in text and "Works" not in text for text in texts) == 1
