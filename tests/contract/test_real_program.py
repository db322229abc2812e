"""What the real zigbee2mqtt does in the life of a home: renames, lost and late messages, other converters, flapping."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from connectors.zigbee2mqtt.decode import SOURCE, DeviceList, Understood, decode, listed
from hub.model.events import AvailabilityChanged, Reported
from tests.contract.test_payloads import NOON, SOON, Home

ADDRESS = "0x00158d0000000001"
MOVES: dict[str, Any] = {"occupancy": True, "battery": 90}
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


class Real(Home):
    """A home whose one device is known by its address, as zigbee2mqtt's list says."""

    def __init__(self, use: str, name: str = "Old name", model: str = "") -> None:
        super().__init__({ADDRESS: use})
        self.model = model
        self.is_called(name)

    def is_called(self, name: str, model: str = "") -> None:
        """A new list, as after a rename, or after an update of zigbee2mqtt."""
        self.name, self.model = name, model or self.model
        entry = {"ieee_address": ADDRESS, "friendly_name": name, "power_source": "Battery", "type": "EndDevice",
                 "definition": {"model": self.model, "vendor": "X"}}  # fmt: skip
        read = listed(self.at, json.dumps([entry]))
        assert isinstance(read, DeviceList) and not read.complaints
        self.hears(read.event)

    def sends(self, name: str = "", *, seen: Any = "now", retained: bool = False, **values: Any) -> Reported:
        """A message of the device."""
        at = self.at + timedelta(milliseconds=20)
        last = {} if seen is None else {"last_seen": self.at.isoformat() if seen == "now" else seen}
        about = self.state.world.listed[next(iter(self.state.world.listed))]
        read = decode(at, name or self.name, json.dumps({**values, **last}), retained, device=about)
        assert isinstance(read, Understood), read
        self.hears(read.event)
        return read.event

    def available(self, online: bool, name: str = "", *, retained: bool = False) -> None:
        self.hears(
            AvailabilityChanged(
                at=self.at + timedelta(milliseconds=20), source=SOURCE, name=name or self.name, online=online,
                retained=retained,
            )
        )  # fmt: skip


def test_a_renamed_device_is_the_same_device() -> None:
    home = Real("smoke")
    home.sends(smoke=True)
    home.waits(SOON)
    home.is_called("New name")
    home.sends(smoke=True)
    home.waits(SOON)
    assert home.kinds()["smoke"] == 1, "what was on is still on, and that is no news"


def test_what_the_broker_kept_under_the_old_name_says_nothing_of_the_device() -> None:
    home = Real("smoke")
    home.sends(smoke=False)
    home.is_called("New name")
    home.sends("Old name", retained=True, smoke=False)
    home.available(False, "Old name", retained=True)
    home.waits(HOUR)
    assert home.kinds() == {}
    assert not home.state.world.devices[ADDRESS].offline  # type: ignore[index]
    home.sends(smoke=True)
    assert home.of("smoke").device == ADDRESS


def test_another_converter_that_calls_the_same_thing_by_another_name_raises_nothing_twice() -> None:
    home = Real("help button", model="PB206")
    home.sends(alarm_1=True)
    home.is_called("Old name", model="PB206")
    home.sends(sos=True, battery=60)
    home.waits(SOON)
    assert home.kinds()["help"] == 1, "seen with converters 26.105 and 26.112"
    before = len(home.of("help").evidence)
    home.sends(sos=False, strange=[{"deep": None}])
    home.sends(sos=True)
    home.waits(SOON)
    assert len(home.of("help").evidence) == before + 1, "another press joins the first"


@pytest.mark.parametrize(
    "seen",
    [NOON.isoformat(), "2026-11-20T12:00:00.000Z", "2026-11-20T13:00:00+01:00", int(NOON.timestamp() * 1000), None,
     "2026-11-20T12:00:00", "just now", [], -1],
    ids=str,
)  # fmt: skip
def test_a_press_is_an_alarm_at_once_whatever_the_time_is_written_like(seen: Any) -> None:
    home = Real("help button")
    home.sends(seen=seen, action="emergency")
    assert not home.of("help").late


@pytest.mark.parametrize("seen", ["2026-11-20T11:30:00Z", "2026-11-20T12:30:00+01:00", 1_795_174_200_000])
def test_a_press_that_was_held_up_says_so(seen: Any) -> None:
    home = Real("help button")
    event = home.sends(seen=seen, action="emergency")
    assert event.seen == NOON - timedelta(minutes=30)
    assert home.of("help").late


def quiet(home: Real, until: datetime) -> list[str]:
    """What has been told by then."""
    home.waits(until - home.at)
    return sorted(home.kinds())


def test_a_lost_end_of_movement_heals_with_the_next_one() -> None:
    """The movement after it may not be told from what is stuck; its end is heard, and from then on all is as before."""
    home = Real("motion")
    home.sends(**MOVES, linkquality=100)
    home.waits(3 * HOUR)
    home.sends(**MOVES, linkquality=80)
    home.waits(2 * MINUTE)
    home.sends(occupancy=False, linkquality=80)
    home.waits(10 * MINUTE)
    home.sends(**MOVES, linkquality=80)
    assert "inactivity" not in quiet(home, NOON + timedelta(hours=6))
    assert "inactivity" in quiet(home, NOON + timedelta(hours=8))


def test_a_lost_end_of_movement_is_not_movement_for_ever() -> None:
    """The sensor goes on with its temperature, and "occupancy" rides along, stuck at true."""
    home = Real("motion")
    home.sends(**MOVES, temperature=20.0)
    for number in range(24):
        home.waits(20 * MINUTE)
        home.sends(**MOVES, temperature=20.0 + number / 10)
    assert home.kinds()["inactivity"] == 1


def test_a_message_that_was_overtaken_is_no_new_movement() -> None:
    home = Real("motion")
    home.sends(**MOVES)
    home.waits(HOUR)
    home.sends(occupancy=False)
    home.waits(2 * HOUR)
    home.sends(seen=NOON.isoformat(), **MOVES)
    assert "inactivity" in quiet(home, NOON + timedelta(hours=5, minutes=30))


def test_an_availability_that_flaps_is_nobodys_trouble() -> None:
    home = Real("smoke")
    home.sends(smoke=False)
    for _ in range(40):
        home.available(False)
        home.waits(2 * MINUTE)
        home.available(True)
        home.waits(MINUTE)
    assert home.kinds() == {}


def test_availability_changes_no_level() -> None:
    home = Real("smoke")
    home.sends(smoke=True)
    home.available(False)
    home.available(True)
    home.sends(smoke=True)
    assert home.kinds()["smoke"] == 1
