"""Devices as they speak over time: a press is told once and never lost, and a replay is no news."""

from random import Random

import detectors
from connectors.bluetooth.advertised.adverts import OVER, REPORTS_EVERY, UNREADABLE_FAULT
from hub.core.engine import Engine
from hub.model.effects import Text
from hub.model.household import Device
from hub.model.ids import DeviceId, ResidentId
from tests.connectors.bluetooth.packets import (
    ADDRESS,
    BTHOME,
    KEY,
    MIBEACON,
    advert,
    after,
    listening,
    plain,
    sealed,
    told,
)
from tests.core.samples import settings

PRESS, RELEASED, MOTION, STILL, SMOKE, OPEN, SHUT = "3a01", "3a00", "2101", "2100", "2901", "1a01", "1a00"


def test_a_press_is_told_once_however_often_it_is_repeated() -> None:
    adverts = listening("help button")
    heard = [told(adverts.heard(advert(n / 10, plain(PRESS, packet=4), rssi=-60 - n))) for n in range(30)]
    assert heard == [[("help", "single")], *[[]] * 29]


def test_each_press_of_a_help_button_is_a_call() -> None:
    adverts = listening("help button")
    heard = [told(adverts.heard(advert(n, plain(PRESS, packet=n)))) for n in range(3)]
    assert heard == [[("help", "single")]] * 3


def test_a_press_without_a_packet_id_is_told_once_and_again_after_a_silence() -> None:
    adverts = listening("help button")
    times = (0, 0.5, 1, 9, 30, 31)
    assert [bool(adverts.heard(advert(at, plain(PRESS)))) for at in times] == [True, False, False, False, True, False]


def test_a_button_that_is_not_worn_is_a_button() -> None:
    assert told(listening("light").heard(advert(data=plain(PRESS)))) == [("button", "single")]
    assert told(listening("help button").heard(advert(data=plain(RELEASED)))) == [("heard", True)]


def test_what_is_repeated_keeps_the_device_alive_once_a_minute() -> None:
    adverts = listening("door")
    heard = [told(adverts.heard(advert(at, plain(OPEN, packet=1)))) for at in range(0, 300, 5)]
    assert heard[0] == [("contact", True)]
    assert [(5 * n, one) for n, one in enumerate(heard) if one and n] == [
        (at, [("heard", True)]) for at in (60, 120, 180, 240)
    ]


def test_a_sensor_that_measures_every_second_is_told_once_a_minute_and_a_change_at_once() -> None:
    adverts, at = listening("door"), []
    for second in range(300):
        objects = f"02{2500 + second:04x}{OPEN if second >= 95 else SHUT}"
        if adverts.heard(advert(second, plain(objects, packet=second % 256))):
            at.append(second)
    assert at == [0, 60, 95, 155, 215, 275] and REPORTS_EVERY.total_seconds() == 60


def test_each_movement_is_told() -> None:
    adverts = listening("motion")
    said = [told(adverts.heard(advert(n, plain(MOTION, packet=n)))) for n in range(3)]
    assert said == [[("motion", True)]] * 3


def test_a_movement_of_a_device_that_never_says_so_is_over_by_itself() -> None:
    adverts = listening("motion")
    for second in (0, 60):
        adverts.heard(advert(second, plain(MOTION, packet=second)))
    assert adverts.deadline() == after(60) + OVER
    assert adverts.quiet(after(149)) == ()
    assert told(adverts.quiet(after(150))) == [("motion", False)]
    assert adverts.deadline() is None
    assert told(adverts.heard(advert(200, plain(MOTION, packet=70)))) == [("motion", True)]


def test_a_device_that_says_when_a_movement_is_over_is_left_to_it() -> None:
    adverts = listening("motion")
    for packet, objects in enumerate((STILL, MOTION)):
        adverts.heard(advert(packet, plain(objects, packet=packet)))
    assert adverts.deadline() is None


def test_a_recorded_press_is_no_news_later() -> None:
    """Behaviour 25: the library would take it for news after four seconds."""
    for key in (None, KEY):
        adverts = listening("help button", key)
        first, second = (sealed(PRESS, n, KEY) if key else plain(PRESS, packet=n) for n in (5, 6))
        assert told(adverts.heard(advert(0, first)))[0] == ("help", "single")
        assert told(adverts.heard(advert(60, second)))[0] == ("help", "single")
        for hour in range(1, 23):
            for recorded in (first, second):
                assert ("help", "single") not in told(adverts.heard(advert(3600 * hour, recorded)))


def test_a_recorded_movement_is_no_news_a_week_later() -> None:
    adverts = listening("motion", KEY)
    for n in range(10):
        adverts.heard(advert(n, sealed(MOTION, 100 + n)))
    assert adverts.heard(advert(600_000, sealed(MOTION, 103))) == ()
    assert any("its count went back" in what for what, _ in adverts.complaints())


def test_a_press_after_a_new_battery_is_never_lost() -> None:
    for key in (None, KEY):
        adverts = listening("help button", key)
        adverts.heard(advert(0, sealed(PRESS, 200) if key else plain(PRESS, packet=200)))
        for n in range(1, 6):
            press = sealed(PRESS, n) if key else plain(PRESS, packet=180 + n)
            assert ("help", "single") in told(adverts.heard(advert(100 + n, press))), (key, n)


def test_a_motion_sensor_with_a_new_battery_is_believed_from_its_third_packet() -> None:
    adverts = listening("motion", KEY)
    adverts.heard(advert(0, sealed(MOTION, 5000)))
    said = [("motion", True) in told(adverts.heard(advert(100 + n, sealed(MOTION, n)))) for n in range(5)]
    assert said == [False, False, True, True, True]


def test_the_count_that_an_earlier_run_accepted_is_known_after_a_restart() -> None:
    press = sealed(PRESS, 77)
    (report,) = listening("help button", KEY).heard(advert(0, press))
    assert report.packet == 77
    again = listening("help button", KEY, packet=report.packet)
    assert ("help", "single") not in told(again.heard(advert(100, press)))
    assert ("help", "single") in told(again.heard(advert(200, sealed(PRESS, 78))))
    plainly = listening("help button", packet=9)
    assert told(plainly.heard(advert(0, plain(PRESS, packet=9)))) == [("heard", True)]
    assert told(plainly.heard(advert(1, plain(PRESS, packet=10)))) == [("help", "single")]


def test_a_call_of_a_lower_count_does_not_lower_what_the_next_run_knows() -> None:
    adverts = listening("help button", KEY)
    adverts.heard(advert(0, sealed(PRESS, 5000)))
    (call,) = adverts.heard(advert(60, sealed(PRESS, 3)))
    assert told((call,)) == [("help", "single")] and call.packet is None


def test_a_device_that_cannot_be_read_is_a_fault_and_the_first_good_packet_ends_it() -> None:
    adverts, other = listening("help button", KEY), bytes(range(16))
    heard = [told(adverts.heard(advert(n, sealed(PRESS, n, other)))) for n in range(6)]
    assert heard == [[]] * (UNREADABLE_FAULT - 1) + [[("fault", True)]] + [[]] * (6 - UNREADABLE_FAULT)
    assert told(adverts.heard(advert(60, sealed(PRESS, 7)))) == [("help", "single"), ("fault", False)]
    assert told(adverts.heard(advert(70, sealed(PRESS, 8)))) == [("help", "single")]


def test_a_button_that_was_reset_and_no_longer_encrypts_can_still_call() -> None:
    """Held for half a minute, as a frightened person may, a Shelly button forgets its key."""
    adverts = listening("help button", KEY)
    adverts.heard(advert(0, sealed(PRESS, 7)))
    heard = [told(adverts.heard(advert(100 + n, plain("0164" + PRESS, packet=n)))) for n in range(3)]
    assert heard == [[("help", "single")], [("help", "single")], [("help", "single"), ("fault", True)]]
    assert any("stopped encrypting" in what for what, _ in adverts.complaints())


def test_of_a_device_that_should_encrypt_nothing_but_a_call_is_believed() -> None:
    """Otherwise anybody near the home could make it look as if the resident moved."""
    adverts = listening("motion", KEY)
    said = [one for n in range(5) for one in told(adverts.heard(advert(n, plain(MOTION, packet=n))))]
    assert said == [("fault", True)]


def test_a_forged_packet_with_the_last_count_is_no_sign_of_life() -> None:
    adverts = listening("help button", KEY)
    adverts.heard(advert(0, sealed(PRESS, 7)))
    assert adverts.heard(advert(600, sealed(PRESS, 7, bytes(16)))) == ()
    assert told(adverts.heard(advert(660, sealed(PRESS, 7)))) == [("heard", True)]


def test_a_constant_count_still_tells_what_differs() -> None:
    """A badly made device: its count stands still. Only copies are lost."""
    adverts = listening("door")
    heard = [told(adverts.heard(advert(60 * n, plain(OPEN if n % 2 else SHUT, packet=0)))) for n in range(2)]
    assert heard == [[("contact", False)], [("contact", True)]]


def test_two_devices_do_not_share_a_memory() -> None:
    one, two = listening("help button"), listening("help button")
    assert one.heard(advert(0, plain(PRESS, packet=1))) and two.heard(advert(0, plain(PRESS, packet=1)))


def test_hours_of_rubbish_and_of_news_are_not_remembered() -> None:
    """Whatever somebody sends in a device's name: the hub runs for years."""
    chance, adverts, sizes = Random(7), listening("motion"), list[int]()
    for second in range(6000):
        packet = chance.randbytes(chance.randrange(24)) if second % 2 else plain(MOTION, packet=second % 256)
        adverts.heard(advert(second, packet, chance.choice((BTHOME, MIBEACON)), manufacturer={second: b"x"}))
        adverts.complaints()
        if second % 3000 == 2999:
            sizes.append(sum(len(repr(vars(each))) for each in adverts._devices.values()))
    assert sizes[1] < 1.2 * sizes[0]


def test_from_an_advertisement_to_a_text() -> None:
    """Bytes of a help button and of a smoke alarm, through the real engine and its detectors."""
    address = DeviceId(ADDRESS)
    for use, objects, text in (("help button", PRESS, "Help button pressed"), ("smoke", SMOKE, "ring 999 fire")):
        one = Device(id=address, name="Mary's", use=use, worn_by=ResidentId("mary"))  # type: ignore[arg-type]
        engine, adverts = Engine(detectors.parts), listening(use)  # type: ignore[arg-type]
        state, bodies = engine.start("e", settings(devices=(one,)), after(0)), list[str]()
        for second in range(20):
            for report in adverts.heard(advert(second, plain(objects, packet=9))):
                state, effects = engine.step(state, report)
                bodies += [effect.body for effect in effects if isinstance(effect, Text)]
        assert len(bodies) >= 1 and text.lower() in bodies[0].lower(), bodies
        (incident,) = state.facts.open.values()
        assert incident.state == "raised"
