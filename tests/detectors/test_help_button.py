"""Somebody presses for help, or calls it off."""

import pytest

from detectors import help_button
from hub.model.household import Service
from tests.detectors.virtual_home import ask, home, reading, told


def heard(*story, service: Service = "in service"):
    detector = help_button.of(home(service))
    assert detector is not None
    return ask(detector, *story, kept=True)


def press(when="08:00", device="pendant", **how):
    return reading(when, device, "help", "emergency", **how)


def sos(when="08:00", value=True, **how):
    return reading(when, "pendant", "sos", value, **how)


def test_a_press_is_a_call_for_help():
    (finding,) = heard(press())
    assert (finding.kind, finding.turn, finding.device, finding.resident) == ("help", "concern", "pendant", "mary")
    assert finding.because == "Mary's pendant pressed"
    assert finding.said_at is None and not finding.late and finding.again


def test_every_press_counts():
    assert len(heard(press("08:00"), press("08:00:01"), press("08:05"))) == 3


@pytest.mark.parametrize("service", ["being installed", "in service", "suspended"])
def test_the_button_always_works(service):
    assert len(heard(press(), service=service)) == 1


def test_when_the_service_has_ended_there_is_no_detector():
    assert help_button.of(home("ended")) is None


def test_a_press_from_an_unknown_device_is_raised():
    (finding,) = heard(press(device="0x00", known=False))
    assert finding.because == "Help button pressed: unknown device 0x00"


@pytest.mark.parametrize("word", ["single", "double", "hold", "1_single", "on", "toggle", "shake"])
def test_a_plain_button_that_was_given_as_a_help_button_calls_whatever_its_word(word):
    (finding,) = heard(reading("08:00", "pendant", "button", word))
    assert finding.because == "Mary's pendant pressed"


@pytest.mark.parametrize("word", ["release", "hold_release", "1_long-release", "off"])
def test_letting_go_of_it_is_no_second_call(word):
    assert heard(reading("08:00", "pendant", "button", word)) == []


def test_a_plain_button_anywhere_else_is_no_call():
    assert heard(reading("08:00", "cube", "button", "single"), reading("08:01", "0x00", "button", known=False)) == []


def test_a_late_press_says_so():
    (finding,) = heard(press("02:10", said="00:47"))
    assert finding.because == "Mary's pendant pressed at 00:47, heard 02:10"
    assert finding.late and finding.said_at is not None and told([finding])[0][0] == "02:10"


def test_a_press_of_days_ago_gives_the_date():
    (finding,) = heard(press("+2 02:10", said="00:47"))
    assert finding.because == "Mary's pendant pressed at 00:47 on 14 Jan, heard 02:10"


def test_sos_is_a_press_when_it_begins():
    found = heard(sos("08:00"), sos("08:01", edge=False), sos("08:02", value=False), sos("08:03"))
    assert told(found) == [("08:00", "Mary's pendant pressed"), ("08:03", "Mary's pendant pressed")]


def test_sos_that_was_on_when_first_seen():
    (finding,) = heard(sos("02:10", cached=True, said="00:47"))
    assert finding.because == "Mary's pendant pressed: still on when first seen, last reported 00:47"
    assert not finding.again


def test_a_remembered_help_word_is_no_press():
    assert heard(press(cached=True)) == []


def test_cancel_withdraws_automatic_alarms_and_never_a_help_call():
    found = heard(reading("08:00", "pendant", "cancel", "cancel"))
    assert {f.cause for f in found} == {"cancel"}
    withdrawn = {f.kind for f in found if f.turn == "withdrawn"}
    assert {"fall", "inactivity", "wandering"} <= withdrawn
    assert {"help", "smoke", "gas", "flood"}.isdisjoint(withdrawn)
    assert [(f.kind, f.turn) for f in found if f.kind not in withdrawn] == [("help", "noted")]
    assert {f.because for f in found} == {"cancelled in the home with Mary's pendant"}


@pytest.mark.parametrize("how", [{"cached": True}, {"said": "00:47"}, {"known": False}])
def test_a_cancel_that_is_old_or_a_strangers_cancels_nothing(how):
    assert heard(reading("08:00", "pendant", "cancel", "cancel", **how)) == []
