"""Whoever is on the ladder is tested each month, and a test is never taken for an alarm, nor an alarm for a test."""

from datetime import timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from hub.core import gsm, wording_readiness
from hub.core.speech import speaker
from hub.model.effects import Accepted, Delivered, Effect, Refused, Text, TryAgain
from hub.model.events import ContactTested, Event, Receipted, Replied, SettingsChanged
from hub.model.household import Home, Resident
from hub.model.ids import ContactId, ResidentId
from tests.core.anything import START, engine
from tests.core.samples import ANNA, BEN, home, settings

MONTH = timedelta(days=30)


class People:
    """A hub of which only its people are of interest: what it was told, and what it sent."""

    def __init__(self, **other: object) -> None:
        self.engine = engine()
        self.state = self.engine.start("e", settings(devices=(), **other), START)
        self.sids = count(1)

    def happens(self, event: Event) -> list[Effect]:
        self.state, effects = self.engine.step(self.state, event)
        return list(effects)

    def tested(self, contact: str = "anna") -> Text | None:
        effects = self.happens(ContactTested(at=self.state.at, contact=ContactId(contact), by="Sue"))
        return next((effect for effect in effects if isinstance(effect, Text)), None)

    def replies(self, text: str, number: str | None = ANNA.phone) -> list[str]:
        reply = Replied(at=self.state.at, number=number or "", text=text, sid=f"s{next(self.sids)}")
        return [effect.body for effect in self.happens(reply) if isinstance(effect, Text)]

    def proof(self, contact: str = "anna") -> object:
        return self.state.facts.proofs[ContactId(contact)]


@pytest.mark.parametrize(
    "words", ["OK", "ok.", "Okay", "ok {code}", "{code}", "1", "1 {code}", "2 {code}", "I'm on my way"]
)
def test_what_answers_a_test(words: str) -> None:
    people = People()
    sent = people.tested()
    assert sent is not None
    code = sent.body.rsplit(" ", 1)[1]
    told = people.replies(words.format(code=code))
    answered = people.state.facts.proofs[ContactId("anna")].answered
    if words == "{code}":
        assert answered is None, "a code alone says nothing: it may be a machine that sends the text back"
    else:
        assert told == ["CareHub: thank you, that works. Nothing more to do."]
        assert answered == people.state.at


@pytest.mark.parametrize(
    "words", ["I am on holiday until Monday", "This number takes no texts", "STOP", "??", "ok K99"]
)
def test_a_machine_or_another_code_answers_no_test(words: str) -> None:
    people = People()
    people.tested()
    people.replies(words)
    assert people.state.facts.proofs[ContactId("anna")].answered is None


def test_each_contact_with_a_phone_has_a_date_and_who_left_has_none() -> None:
    people = People()
    assert {proof.due for proof in people.state.facts.proofs.values()} == {START + MONTH}
    changed = settings(devices=(), contacts=(ANNA,))
    people.happens(SettingsChanged(at=START + timedelta(days=1), settings=changed))
    assert set(people.state.facts.proofs) == {"anna"}
    again = settings(devices=(), contacts=(ANNA, BEN))
    people.happens(SettingsChanged(at=START + timedelta(days=2), settings=again))
    assert people.state.facts.proofs[ContactId("ben")].due == START + timedelta(days=2) + MONTH


def test_a_new_number_proves_nothing_whoever_changed_it() -> None:
    people = People()
    people.tested()
    people.replies("ok")
    assert people.state.facts.proofs[ContactId("anna")].answered is not None
    moved = tuple(
        structs.replace(each, phone="+447700900777") if each.id == "anna" else each
        for each in people.state.settings.contacts
    )
    now = structs.replace(people.state.settings, contacts=moved)
    people.happens(SettingsChanged(at=START + timedelta(days=1), settings=now))
    proof = people.state.facts.proofs[ContactId("anna")]
    assert (proof.answered, proof.asked, proof.tries) == (None, None, 0)
    assert proof.due > people.state.at


@pytest.mark.parametrize("service", ["being installed", "ended"])
def test_nobody_is_tested_before_the_service_begins_or_after_its_end(service: str) -> None:
    people = People(home=Home(service=service))  # type: ignore[arg-type]
    due = people.engine.deadline(people.state)
    assert due is not None
    from hub.core.playback import play

    sent = [e for _, _, effects in play(people.engine, people.state, (), START + 2 * MONTH) for e in effects]
    assert not any(isinstance(effect, Text) for effect in sent)


def test_whose_number_refuses_texts_is_a_hole_in_the_ladder_from_the_test_on() -> None:
    people = People()
    sent = people.tested("ben")
    assert sent is not None
    refused = Refused(because="they opted out", code=21610, fault="opt-out")
    told = people.happens(Receipted(at=people.state.at, effect=sent.key, receipt=refused))
    assert any(i.cause == "cannot text ben" for i in people.state.facts.open.values()), told
    assert people.tested("ben") is None, "what refuses texts is not texted a test"


@pytest.mark.parametrize(
    ("receipt", "word"),
    [(Accepted(provider_id="SM1"), "sent"), (Delivered(), "delivered"), (TryAgain(because="busy"), "sent")],
)
def test_what_became_of_the_text_is_known(receipt: object, word: str) -> None:
    people = People()
    sent = people.tested()
    assert sent is not None
    people.happens(Receipted(at=people.state.at, effect=sent.key, receipt=receipt))  # type: ignore[arg-type]
    assert people.state.facts.proofs[ContactId("anna")].receipt == word
    assert people.state.facts.open == {}, "a receipt is no answer, and no trouble"


@pytest.mark.parametrize("who", ["nobody", "mary"])
def test_who_is_no_contact_is_not_tested(who: str) -> None:
    assert People().tested(who) is None


NAMES = st.sampled_from(("Siôn", "O'Brien", "北京", "Mary 😀 S", "€[]{}~^|\\" * 7, "x" * 160)) | st.text(
    min_size=1, max_size=90
)


@given(NAMES, st.booleans(), st.sampled_from(("K7", "X4925")), st.sampled_from(("en-GB", "cy", "xx")))
def test_a_test_fits_says_so_first_and_keeps_its_code(name: str, again: bool, code: str, tongue: str) -> None:
    resident = Resident(id=ResidentId("mary"), name=name)
    lived = home(residents=(resident,), contacts=(ANNA.__class__(id=ANNA.id, name="Anna", language=tongue),))
    text = wording_readiness.test(speaker(lived, "anna"), START, code, again=again)
    assert gsm.fits(text), (gsm.places(text), text)
    assert text.endswith(f" {code}")
    assert "OK" in text or tongue == "cy"
    if tongue != "cy":
        assert text.startswith("CareHub 06:00: only a test, nobody needs help.")
    assert gsm.fits(wording_readiness.thanks(speaker(lived, "anna")))
