"""Links go down and come back; parts of the hub break and are mended."""

from detectors import links
from hub.model.household import Centre, Sms
from tests.detectors.virtual_home import DEVICES, ask, fault, gap, home, link, told

TWILIO = Sms(provider="twilio")
CENTRE = Centre(url="mqtts://centre.example:8883")


def heard(*story, until="23:59", **settings):
    detector = links.of(home(**settings))
    assert detector is not None
    return ask(detector, *story, until=until, kept=True)


def test_zigbee2mqtt_stops_and_runs_again():
    found = heard(link("08:00", "zigbee2mqtt", up=False), link("09:00", "zigbee2mqtt", up=True))
    assert told(found) == [
        ("08:01:30", "zigbee2mqtt is not running, so no Zigbee sensor is heard, since 08:00"),
        ("09:01:30", "zigbee2mqtt is running again"),
    ]
    assert [(f.turn, f.cause, f.life_saving) for f in found] == [
        ("concern", "link zigbee2mqtt", True), ("restored", "link zigbee2mqtt", True)
    ]  # fmt: skip


def test_without_a_life_saving_device_it_is_ordinary_trouble():
    plain = tuple(d for d in DEVICES if d.use == "motion")
    assert not heard(link("08:00", "broker", up=False), devices=plain)[0].life_saving


def test_the_reason_is_told():
    (finding,) = heard(link("08:00", "broker", up=False, because="connection refused"))
    assert (
        finding.because
        == "the broker cannot be reached, so none of its sensors is heard, since 08:00 (connection refused)"
    )


def test_what_was_noticed_by_its_silence_has_been_waited_for_already():
    """Behaviour 20 allows 90 s in all: a silence of 90 s is not held for another 90."""
    found = heard(link("08:01:30", "zigbee2mqtt", up=False, because="it does not answer", since="08:00"))
    because = "zigbee2mqtt is not running, so no Zigbee sensor is heard, since 08:00 (it does not answer)"
    assert told(found) == [("08:01:30", because)]


def test_what_is_down_for_a_minute_is_not_told():
    story = [link(f"{hour:02}:{m:02}", "broker", up=m % 2 == 1) for hour in range(8, 20) for m in range(2)]
    assert heard(*story) == []


def test_what_comes_and_goes_every_minute_is_told_once_and_is_over_once() -> None:
    story = [link(f"08:{m:02}", "broker", up=m % 2 == 1) for m in range(20)]
    assert [found.turn for found in heard(*story)] == ["concern", "restored"]


def test_trying_again_does_not_put_it_off():
    story = [link(f"08:00:{s:02}", "broker", up=False) for s in range(0, 60, 5)]
    assert [t for t, _ in told(heard(*story))] == ["08:01:30"]


def test_a_link_that_was_always_up_says_nothing():
    assert heard(link("08:00", "broker", up=True), link("09:00", "centre", up=True)) == []


def test_one_of_two_ways_out():
    (finding,) = heard(link("08:00", "sms", up=False), sms=TWILIO, centre=CENTRE)
    assert not finding.life_saving and finding.because == "texts cannot be sent, since 08:00"


def test_the_only_way_out():
    (finding,) = heard(link("08:00", "sms", up=False), sms=TWILIO)
    assert finding.life_saving and finding.because == "texts cannot be sent, since 08:00; no other way out is left"


def test_both_ways_out_at_once_and_one_after_the_other():
    both = link("08:00", "sms", up=False), link("08:00", "centre", up=False)
    assert [f.life_saving for f in heard(*both, sms=TWILIO, centre=CENTRE)] == [True, True]
    then = link("08:00", "centre listening", up=False), link("10:00", "sms", up=False)
    assert [f.life_saving for f in heard(*then, sms=TWILIO, centre=CENTRE)] == [False, True]


def test_a_fault_is_told_at_once_and_once():
    story = fault("08:00", "disk", True, "the disk is full"), fault("08:01", "disk", True, "the disk is full")
    found = heard(*story, fault("09:00", "disk", False))
    assert told(found) == [("08:00", "the disk is full"), ("09:01:30", "disk: works again")]
    assert [f.cause for f in found] == ["disk", "disk"]


def test_a_fault_that_becomes_graver_is_told_again():
    story = (
        fault("08:00", "sms credit", True, "credit is low"),
        fault("09:00", "sms credit", True, "no credit", life_saving=True),
    )
    assert [(t, f.life_saving) for f in heard(*story) for t, _ in told([f])] == [("08:00", False), ("09:00", True)]


def test_a_part_that_fails_every_second_is_told_once():
    story = [fault(f"08:00:{s:02}", "source ble", s % 2 == 0) for s in range(59)]
    assert len(heard(*story)) == 1


def test_the_wait_goes_on_after_the_hub_was_off():
    story = link("08:00", "broker", up=False), gap("08:01", "10:00")
    assert [t for t, _ in told(heard(*story))] == ["10:00:30"]
    assert heard(*story, link("10:00:02", "broker", up=True)) == []


def test_until_the_service_has_ended():
    assert links.of(home("ended")) is None
    assert links.of(home("suspended")) is not None


def test_that_zigbee2mqtt_answers_questions_is_nobodys_concern() -> None:
    assert heard(link("08:00", "zigbee2mqtt health", up=False), link("09:00", "zigbee2mqtt health", up=True)) == []


def test_a_zigbee2mqtt_that_does_not_answer_is_told() -> None:
    (finding,) = heard(link("08:00", "zigbee2mqtt", up=False, because="it does not answer"))
    assert finding.because.endswith("so no Zigbee sensor is heard, since 08:00 (it does not answer)")
