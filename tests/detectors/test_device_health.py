"""Devices fall silent, run out of power, are opened, and are well again."""

import pytest
from msgspec import structs

from detectors import device_health
from hub.core.liveness import NOT_LISTED
from tests.detectors.virtual_home import DEVICES, ask, at, gap, home, lost, reading, told, went

ASKED = "please press Mary S's help button once to test it (it calls as usual): not heard since 08:00 on 14 Jan"
COLD = (("03:00", True), ("09:00", False))


def heard(*story, until="23:59"):
    detector = device_health.of(home())
    assert detector is not None
    return ask(detector, *story, until=until, kept=True)


def battery(when, value, kind="battery", device="front", **how):
    return reading(when, device, kind, value, **how)


def test_a_silent_sensor_and_its_return():
    found = heard(lost("11:00", "hall-pir", "07:12"), went("12:00", "hall-pir", "seen", "12:00"))
    assert told(found) == [
        ("11:01:30", "Hall motion has not been heard since 07:12"),
        ("12:01:30", "Hall motion is heard again"),
    ]
    assert [(f.turn, f.cause, f.life_saving) for f in found] == [
        ("concern", "device silent hall-pir", False),
        ("restored", "device silent hall-pir", False),
    ]


@pytest.mark.parametrize(
    ("device", "title"),
    [("pendant", "Mary S's help button"), ("smoke", "Hall smoke alarm"), ("radar", "Bedroom radar")],
)
def test_what_saves_life_says_so(device, title):
    (finding,) = heard(lost("11:00", device, "07:12"))
    assert finding.life_saving and finding.because == f"{title} has not been heard since 07:12"


def test_late_is_not_lost():
    assert heard(went("11:00", "hall-pir", "late", "09:00")) == []


def test_what_is_lost_and_back_within_seconds_is_not_told():
    story = [lost("11:00", "hall-pir", "07:12"), went("11:00:20", "hall-pir", "seen", "11:00:20")]
    assert heard(*story, lost("11:00:40", "hall-pir", "11:00:20"), went("11:01", "hall-pir", "seen", "11:01")) == []


def test_what_was_told_and_comes_and_goes_within_seconds_is_told_once():
    story = lost("11:00", "hall-pir", "07:12"), went("12:00", "hall-pir", "seen", "12:00")
    assert len(heard(*story, lost("12:00:30", "hall-pir", "12:00"))) == 1


def test_two_at_once_in_the_order_of_their_names():
    found = heard(lost("11:00", "kitchen-pir", "07:00"), lost("11:00", "hall-pir", "07:00"))
    assert [f.cause for f in found] == ["device silent hall-pir", "device silent kitchen-pir"]


def test_the_wait_goes_on_after_the_hub_was_off():
    found = heard(lost("11:00", "hall-pir", "07:12"), gap("11:00:30", "12:00"))
    assert [t for t, _ in told(found)] == ["12:01"]


def test_a_low_battery_is_told_once_and_its_change_once():
    story = (
        battery("08:00", 11),
        battery("09:00", 10.0),
        battery("10:00", 9),
        battery("11:00", 12),
        battery("12:00", 100.0),
    )
    found = heard(*story)
    assert told(found) == [
        ("09:00", "the battery of Front door is low (10 %)"),
        ("12:01:30", "the battery of Front door is good again (100 %)"),
    ]
    assert [f.cause for f in found] == ["battery low front"] * 2


def test_a_cold_night_does_not_call_it_good():
    story = battery("08:00", 10), battery("09:00", 19), battery("10:00", 10), battery("11:00", 20)
    assert [t for t, _ in told(heard(*story))] == ["08:00", "11:01:30"]


def test_the_device_s_own_flag():
    low = [battery(t, v, "battery low", "pendant") for t, v in (("08:00", True), ("09:00", True), ("10:00", False))]
    assert told(heard(*low, until="+1 23:00")) == [
        ("08:00", "the battery of Mary S's help button is low"),
        ("+1 10:00", "the battery of Mary S's help button is good again"),
    ]


def test_flag_and_per_cent_are_one_concern():
    story = battery("08:00", True, "battery low"), battery("08:00", 8), battery("10:00", False, "battery low")
    assert len(heard(*story)) == 1
    assert len(heard(*story, battery("11:00", 90))) == 2


def test_a_flag_that_flickers_is_told_once():
    story = [battery(f"08:00:{s:02}", s % 2 == 0, "battery low") for s in range(30)]
    assert [t for t, _ in told(heard(*story, until="+1 23:00"))] == ["08:00", "+1 08:00:29"]


def test_a_flag_that_comes_with_the_cold_of_each_night_is_told_once():
    nights = [battery(f"+{day} {hour}", low, "battery low") for day in range(1, 6) for hour, low in COLD]
    assert [t for t, _ in told(heard(*nights, until="+9 00:00"))] == ["+1 03:00", "+6 09:00"]


def test_a_new_cell_is_good_at_once_if_its_per_cent_says_so():
    story = battery("08:00", True, "battery low"), battery("09:00", 100), battery("09:00", False, "battery low")
    assert [t for t, _ in told(heard(*story))] == ["08:00", "09:01:30"]


def test_a_full_battery_and_one_that_cannot_be_read():
    assert (
        heard(
            battery("08:00", 100),
            battery("09:00", False, "battery low"),
            battery("10:00", "low"),
            battery("11:00", True),
        )
        == []
    )


def test_a_fault_that_the_device_reports_is_told_once_and_its_end_once():
    story = [reading(t, "smoke", "fault", v) for t, v in (("08:00", True), ("08:01", True), ("09:00", False))]
    found = heard(*story, reading("10:00", "smoke", "fault", False))
    assert told(found) == [
        ("08:00", "Hall smoke alarm says that it is faulty"),
        ("09:01:30", "Hall smoke alarm says that it works again"),
    ]
    assert found[0].life_saving and [f.cause for f in found] == ["fault smoke"] * 2
    (ordinary,) = heard(reading("08:00", "hall-pir", "fault", True))
    assert not ordinary.life_saving


def test_its_test_button_is_no_alarm_and_no_fault():
    assert "test" not in device_health.DeviceHealth.hears
    assert heard(reading("08:00", "smoke", "test", True)) == []


def test_a_button_that_speaks_only_when_pressed_is_asked_for_and_then_a_fault_of_its_own():
    asked = went("+6 08:00", "pendant", "late", "08:00")
    story = asked, lost("+7 08:00", "pendant", "08:00"), went("+7 09:00", "pendant", "seen", "+7 09:00")
    found = heard(*story, until="+8 00:00")
    assert told(found) == [
        ("+6 08:01:30", ASKED),
        ("+7 08:01:30", "Mary S's help button has not been heard since 08:00 on 14 Jan"),
        ("+7 09:01:30", "Mary S's help button is heard again"),
    ]  # fmt: skip
    assert [f.life_saving for f in found][:2] == [False, True]
    assert len({f.cause for f in found}) == 1, "one concern: it grows, and it ends with one word"


def test_a_press_is_asked_for_once_and_thanked_by_its_end():
    story = went("+6 08:00", "pendant", "late", "08:00"), went("+6 12:00", "pendant", "seen", "+6 12:00")
    assert [f.turn for f in heard(*story, until="+8 00:00")] == ["concern", "restored"]
    assert heard(went("12:00", "pendant", "late", "10:00"), until="+8 00:00") == [], "one that reports by itself"


def test_a_device_that_its_source_does_not_know_says_so():
    gone = structs.replace(lost("11:00", "hall-pir", "07:12"), because=NOT_LISTED)
    assert told(heard(gone)) == [("11:00", "Hall motion: zigbee2mqtt does not know it (removed, or never paired)")]


def test_trouble_with_a_device_that_was_taken_out_of_the_settings_is_forgotten():
    whole, without = device_health.of(home()), device_health.of(home(devices=DEVICES[1:]))
    memory, _ = whole.step(whole.start(at("08:00")), reading("08:00", "pendant", "tamper"))
    memory, findings = without.step(memory, reading("09:00", "front", "battery", 90))
    assert memory.standings.causes == {} and findings == ()


def test_tamper_once_and_its_end():
    story = [reading(t, "smoke", "tamper", v) for t, v in (("08:00", True), ("08:01", True), ("09:00", False))]
    found = heard(*story)
    assert told(found) == [
        ("08:00", "Hall smoke alarm was opened or taken down"),
        ("09:01:30", "Hall smoke alarm is closed and in its place again"),
    ]
    assert found[0].life_saving


def test_a_device_that_is_not_in_the_settings_is_not_watched():
    assert heard(reading("08:00", "0x00", "battery low", known=False)) == []


@pytest.mark.parametrize("service", ["being installed", "suspended"])
def test_devices_are_watched_in_every_service_state_but_the_last(service):
    assert device_health.of(home(service)) is not None
    assert device_health.of(home("ended")) is None
    assert device_health.of(home(devices=())) is None
