"""Which way out is broken, who hears of it, and what mends it: found in reviews."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from hub.model.effects import Accepted, Document, Refused, Text, Withdraw
from hub.model.events import (
    FaultChanged,
    Receipted,
    SettingsChanged,
)
from hub.model.household import Home, Notices, Rung
from hub.model.ids import EffectKey
from tests.core.samples import at, settings
from tests.core.test_review import CENTRE, Life, texts


def test_a_notice_finds_somebody_else_if_its_hearer_takes_no_texts() -> None:
    life = Life(settings(notices=None), now=at("10:00"))
    life.press()
    text = texts(life.sent, "anna")[0]
    opted_out = Refused(because="opted out", code=21610, fault="opt-out")
    sent = life.happens(Receipted(at=life.now, effect=text.key, receipt=opted_out))
    assert [text.to for text in texts(sent) if text.purpose == "notice"] == ["ben"]


@pytest.mark.parametrize("hearer", ["anna", "centre"])
def test_a_centre_that_refuses_and_a_phone_that_takes_do_not_text_for_ever(hearer: str) -> None:
    ladder = (Rung(tell=("centre",)), Rung(tell=("anna",)))
    life = Life(settings(centre=CENTRE, ladder=ladder, notices=Notices(tell=(hearer,))), now=at("12:00"))
    life.link("centre", True)
    life.link("centre listening", True)
    life.press()
    waiting, steps = list(life.sent), 0
    while waiting and steps < 200:
        effect, steps = waiting.pop(0), steps + 1
        if isinstance(effect, Text | Document):
            life.now += timedelta(milliseconds=200)
            forbidden = Refused(because="not authorised", code=135, fault="the broker does not let this hub send")
            receipt = Accepted() if isinstance(effect, Text) else forbidden
            waiting += life.happens(Receipted(at=life.now, effect=effect.key, receipt=receipt))
    assert len(texts(life.sent, "anna")) <= 2
    assert len(texts(life.sent)) <= 3


def test_a_fault_that_the_provider_tells_is_not_mended_by_a_text_that_it_takes() -> None:
    """It takes a text, and then says that it could not be sent for want of money: the fault has not gone."""
    life = Life(settings(), now=at("12:00"))
    fault = FaultChanged(at=life.now, cause="sms credit", present=True, because="no credit", life_saving=True)
    life.happens(fault)
    life.press()
    alarm = next(text for text in texts(life.sent, "anna") if text.purpose == "alarm")
    life.happens(Receipted(at=life.now, effect=alarm.key, receipt=Accepted()))
    assert "sms credit" in {i.cause for i in life.state.facts.open.values()}
    life.happens(replace(fault, at=life.now, present=False))
    life.wait(100)
    assert "sms credit" not in {i.cause for i in life.state.facts.open.values()}


def test_a_resident_whose_landline_takes_no_texts_is_not_the_centre_refusing() -> None:
    ladder = (Rung(tell=("centre",), wait=timedelta(minutes=9)), Rung(tell=("anna",)))
    life = Life(settings(centre=CENTRE, ladder=ladder, notices=Notices(tell=("anna",))), now=at("12:00"))
    life.link("centre", True)
    life.link("centre listening", True)
    button = FaultChanged(at=life.now, cause="x", present=True, because="the button is lost", life_saving=True)
    life.happens(button)
    (incident,) = life.state.facts.open.values()
    life.wait(4 * 3600 - 60)
    life.wait(65)
    landline = Refused(because="a landline", code=30006)
    life.happens(Receipted(at=life.now, effect=EffectKey(f"{incident.id}/raised/resident"), receipt=landline))
    place = life.open(incident.id).place
    assert place is not None
    assert place.rung == 0


def test_after_the_end_the_residents_own_phone_gets_nothing_either() -> None:
    life = Life(settings(), now=at("12:00"))
    life.happens(FaultChanged(at=life.now, cause="x", present=True, because="it is lost", life_saving=True))
    waiting = texts(life.sent, "resident:mary")
    ended = settings(home=Home(service="ended"))
    withdrawn = [e for e in life.happens(SettingsChanged(at=life.now, settings=ended)) if isinstance(e, Withdraw)]
    assert waiting
    assert all(any(w.incident == text.incident and text.purpose in w.purposes for w in withdrawn) for text in waiting)


def test_a_broker_that_comes_and_goes_is_told() -> None:
    life = Life(settings(), now=at("12:00"))
    for _ in range(5):
        life.link("broker", False)
        life.wait(55)
        life.link("broker", True)
        life.wait(5)
    assert [i.cause for i in life.state.facts.open.values()] == ["link broker"]
    life.wait(100)
    assert life.state.facts.open == {}


def test_a_broker_that_is_away_for_a_moment_now_and_then_is_not() -> None:
    life = Life(settings(), now=at("12:00"))
    for _ in range(5):
        life.link("broker", False)
        life.wait(20)
        life.link("broker", True)
        life.wait(120)
    assert life.state.facts.open == {}
