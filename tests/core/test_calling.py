"""Calls: who is rung and when, and that nothing but a key of this very call ever answers."""

import random
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from msgspec import structs

from hub.core.engine import Engine
from hub.core.fold import fold, ticks
from hub.core.state import State
from hub.model.effects import (
    Accepted,
    Call,
    Closed,
    Delivered,
    Effect,
    Receipt,
    Recorded,
    Refused,
    Text,
    TryAgain,
    Unanswered,
    Withdraw,
)
from hub.model.events import (
    ClockVouched,
    ContactTested,
    Event,
    Keyed,
    Receipted,
    Replied,
    Reported,
    Said,
    SettingsChanged,
)
from hub.model.household import Contact, Rung
from hub.model.ids import ContactId, EffectKey
from hub.model.incidents import Incident
from tests.core.attribution import BUTTONS, parts
from tests.core.samples import ANNA, BEN, CLEO, at, settings

SECONDS = timedelta(seconds=1)
BOTH = structs.replace(ANNA, ways=("text", "call"))
LANDLINE = structs.replace(BEN, ways=("call",))
NIGHT, DAY = at("03:00"), at("10:00")
NO_KEY = Unanswered(because="no key was pressed")
BUSY = Unanswered(because="the telephone was busy")


class House:
    """Buttons, people who can be called, and everything that is done."""

    def __init__(self, *contacts: Contact, rungs: tuple[Rung, ...] = (), now: Any = NIGHT, **home: Any) -> None:
        rungs = rungs or tuple(Rung(tell=(c.id,), wait=timedelta(minutes=3)) for c in contacts)
        self.settings = settings(devices=BUTTONS, contacts=contacts, ladder=rungs, **home)
        self.engine, self.now = Engine(parts), now
        self.state: State = self.engine.start("e", self.settings, now)
        self.did: list[Effect] = []
        self.pressed = 0

    def __call__(self, event: Event) -> "House":
        for _, after, effects in fold(self.engine, self.state, event):
            self.state = after
            self.did += effects
        return self

    def press(self, button: int = 0) -> "House":
        return self(Reported(at=self.now, source="z", name=f"button-{button}", said=(Said("help", "sos"),)))

    def wait(self, seconds: float) -> "House":
        self.now += seconds * SECONDS
        for _, after, effects in ticks(self.engine, self.state, self.now):
            self.state = after
            self.did += effects
        return self

    def key(self, key: str, call: Call | None = None, sid: str = "", after: str = "") -> "House":
        self.pressed += 1
        effect = (call or self.calls[-1]).key
        return self(Keyed(at=self.now, effect=effect, key=key, sid=sid or f"FN{self.pressed}", after=after))

    def over(self, receipt: Receipt, call: Call | None = None) -> "House":
        return self(Receipted(at=self.now, effect=(call or self.calls[-1]).key, receipt=receipt))

    @property
    def calls(self) -> list[Call]:
        return [e for e in self.did if isinstance(e, Call)]

    @property
    def texts(self) -> list[Text]:
        return [e for e in self.did if isinstance(e, Text)]

    @property
    def incident_ids(self) -> list[str]:
        return list(self.state.facts.open)

    @property
    def incident(self) -> Incident:
        return next(iter(self.state.facts.open.values()))

    def rung(self, *ways: type[Effect]) -> list[tuple[str, int]]:
        """To whom, and so many seconds after the first."""
        made = [e for e in self.did if isinstance(e, ways)]
        start = made[0].at if made else self.now
        return [(e.to, round((e.at - start) / SECONDS)) for e in made]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("now", "sure", "rings"),
    [(at("21:59:59"), True, False), (at("22:00"), True, True), (at("06:59:59"), True, True), (DAY, True, False),
     (at("07:00"), True, False), (DAY, False, True)],
)  # fmt: skip
def test_a_life_alarm_rings_at_night_and_while_the_hour_is_not_sure(now: Any, sure: bool, rings: bool) -> None:
    house = House(BOTH, now=now)
    if not sure:
        house(ClockVouched(at=now, sure=False, because="a flat battery"))
    house.press()
    assert [t.to for t in house.texts] == ["anna"]
    assert bool(house.calls) is rings


def test_who_has_a_landline_is_called_by_day_and_never_texted() -> None:
    house = House(LANDLINE, CLEO, now=DAY).press()
    assert (house.rung(Call), house.texts) == ([("ben", 0)], [])
    house.over(Accepted(provider_id="FN1")).key("1").wait(901)
    assert [c.purpose for c in house.calls] == ["alarm", "question"]
    house.wait(30).key("1")
    assert house.incident.state == "acknowledged"
    assert {t.to for t in house.texts} == set()


def test_a_text_that_cannot_be_sent_makes_a_call_of_it_by_day_too() -> None:
    house = House(BOTH, now=DAY).press()
    house(Receipted(at=house.now, effect=house.texts[0].key, receipt=Refused(because="opted out", fault="opt-out")))
    assert house.rung(Call) == [("anna", 0)]
    assert len(house.texts) == 1


def test_a_key_counts_for_the_incident_of_its_call_and_for_nobody_else() -> None:
    house = House(LANDLINE, ANNA, rungs=(Rung(tell=("ben", "anna"), wait=timedelta(minutes=5)),), now=DAY)
    house.press(0).press(1)
    first, second = house.calls
    house.key("1", call=second)
    held = {i.key: (i.state, i.holder.name if i.holder else None) for i in house.state.facts.open.values()}
    assert held == {"help|button-0": ("raised", None), "help|button-1": ("acknowledged", "Ben")}
    house.key("2", call=first)
    assert house.state.facts.open[first.incident].cannot == ("ben",)  # type: ignore[index]
    assert house.state.facts.open[second.incident].state == "acknowledged"  # type: ignore[index]


def test_the_key_is_the_persons_whatever_the_text_to_them_became() -> None:
    house = House(BOTH, BEN).press().wait(20).key("1")
    holder = house.incident.holder
    assert holder is not None
    assert (holder.name, holder.via, house.incident.state) == ("Anna", "call", "acknowledged")
    assert [type(e).__name__ for e in house.did].count("Withdraw") == 1


def test_a_call_that_was_not_made_yet_is_taken_back_with_the_texts() -> None:
    house = House(BOTH, BEN).press().key("1")
    (withdrawn,) = [e for e in house.did if isinstance(e, Withdraw)]
    assert withdrawn.incident == house.calls[0].incident
    assert house.calls[0].purpose in withdrawn.purposes


@pytest.mark.parametrize("outcome", [BUSY, NO_KEY, Unanswered(because="nobody took the call")])
def test_a_call_that_nobody_answered_is_made_once_more_and_then_the_next_rung_is_told(outcome: Receipt) -> None:
    house = House(LANDLINE, ANNA, rungs=(Rung(tell=("ben",), wait=timedelta(minutes=9)), Rung(tell=("anna",))), now=DAY)
    house.press().wait(25).over(outcome)
    assert house.texts == []
    house.wait(60).over(outcome)
    assert house.rung(Call, Text) == [("ben", 0), ("ben", 60), ("anna", 85)]


def test_what_is_known_late_is_called_again_at_once() -> None:
    """A voicemail that talks for long: the silenced phone lets a second call through only within three minutes."""
    house = House(LANDLINE, ANNA, rungs=(Rung(tell=("ben",), wait=timedelta(minutes=9)), Rung(tell=("anna",))), now=DAY)
    house.press().wait(100).over(NO_KEY).wait(1)
    assert house.rung(Call) == [("ben", 0), ("ben", 100)]


def test_no_second_call_once_the_rung_is_over_or_somebody_has_it() -> None:
    short = House(
        LANDLINE, ANNA, rungs=(Rung(tell=("ben",), wait=timedelta(seconds=50)), Rung(tell=("anna",))), now=DAY
    )
    short.press().wait(20).over(BUSY).wait(10)
    assert short.rung(Call, Text) == [("ben", 0), ("anna", 20)]
    held = House(LANDLINE, ANNA, rungs=(Rung(tell=("ben", "anna"), wait=timedelta(minutes=5)),), now=DAY).press()
    held.wait(20).over(BUSY)(Replied(at=held.now, number=ANNA.phone or "", text="1", sid="s")).wait(200)
    assert held.rung(Call) == [("ben", 0)]


def test_a_failed_call_does_not_hurry_a_text_that_may_still_be_read() -> None:
    house = House(BOTH, BEN).press().wait(30).over(BUSY).wait(40).over(BUSY)
    assert house.rung(Text) == [("anna", 0)]
    assert house.wait(120).rung(Text) == [("anna", 0), ("ben", 180)]


def test_a_failed_text_does_not_hurry_a_telephone_that_still_rings() -> None:
    house = House(BOTH, BEN).press()
    off = TryAgain(because="the phone is off", code=30003, unreachable=True)
    house(Receipted(at=house.now, effect=house.texts[0].key, receipt=off))
    assert house.rung(Text) == [("anna", 0)]
    house.wait(30).over(BUSY).wait(40).over(BUSY)
    assert house.rung(Text) == [("anna", 0), ("ben", 70)]


def test_from_the_second_round_on_one_call_in_ten_minutes_each_incident_in_its_turn() -> None:
    house = House(LANDLINE, rungs=(Rung(tell=("ben",), wait=timedelta(minutes=4)),), now=DAY).press(0).press(1)
    house.wait(3600)
    later = [c for c in house.calls if "Nobody has answered" in c.says]
    gaps = [(b.at - a.at).total_seconds() for a, b in pairwise(later)]
    assert later and min(gaps) >= 600
    assert {c.incident for c in later} == set(house.state.facts.open)
    assert "There is another alarm too." in later[0].says


def test_a_key_after_the_end_changes_nothing_and_is_in_the_audit_trail() -> None:
    house = House(BOTH, BEN).press().wait(5)
    house(Replied(at=house.now, number=BEN.phone or "", text="all ok K7", sid="s1")).wait(5)
    (ended,) = [e for e in house.did if isinstance(e, Closed)]
    before, told = house.state.facts.past, len(house.did)
    house.key("1")
    after = house.did[told:]
    assert [e.body for e in after if isinstance(e, Text)], "she hears that she need not go"
    assert house.state.facts.past == before
    (line,) = [e for e in after if isinstance(e, Recorded) and e.who == "a call"]
    assert line.what == "key 1 changed nothing"
    assert ended.incident.id in line.because


def test_a_number_that_moved_on_answers_nothing() -> None:
    house = House(LANDLINE, ANNA, now=DAY).press()
    call = house.calls[0]
    moved = structs.replace(house.settings, contacts=(structs.replace(LANDLINE, phone="+447700900999"), ANNA))
    house(SettingsChanged(at=house.now, settings=moved)).key("1", call=call)
    assert house.incident.state == "raised"


def test_a_number_that_takes_no_calls_is_told_and_not_called_again() -> None:
    house = House(LANDLINE, ANNA, rungs=(Rung(tell=("ben",)), Rung(tell=("anna",))), now=DAY).press()
    house.over(Refused(because="not a telephone number", code=21211)).wait(1200)
    assert house.rung(Call) == [("ben", 0)]
    assert any("Ben's number refuses calls" in t.body for t in house.texts)
    assert house.state.facts.refused == {"call 447700900222": "not a telephone number"}


def test_trouble_with_the_account_is_a_fault_that_ends_when_a_call_is_taken() -> None:
    house = House(BOTH, BEN).press().over(Refused(because="no credit", fault="credit"))
    causes = [i.cause for i in house.state.facts.open.values() if i.cause]
    assert causes == ["calls refused: credit"]
    house.over(Accepted(provider_id="FN2"))
    assert not [i.cause for i in house.state.facts.open.values() if i.cause]


# 0 of 1,000

OUTCOMES: tuple[Receipt, ...] = (
    Accepted(provider_id="FN"), Delivered(), BUSY, NO_KEY, Unanswered(because="nobody took the call"),
    Unanswered(because="a voicemail"), TryAgain(because="429", code=429), TryAgain(because="off", unreachable=True),
    TryAgain(because="no answer from Twilio"), Refused(because="geo", code=21215, fault="region"),
    Refused(because="not a number", code=21211),
)  # fmt: skip
OTHER_KEYS = ("3", "0", "9", "*", "#", "", "11", "21", "x")


def said(state: State) -> dict[str, tuple[object, ...]]:
    return {i.id: (i.state, i.holder, i.coordinator, i.cannot, i.owned) for i in state.facts.open.values()}


def test_none_of_a_thousand_outcomes_without_a_key_counts() -> None:
    """Every outcome, other keys, late keys of closed incidents, repeated and reordered, over many alarms."""
    chance, counted, tried, house, late = random.Random(31), 0, 0, House(BOTH, LANDLINE, CLEO), list[Call]()
    while tried < 1000:
        if len([i for i in house.state.facts.open.values() if i.grave == "life"]) < 3:
            house.press(chance.randrange(5))
        house.wait(chance.choice((0, 1, 15, 61, 190)))
        before, answers_ = said(house.state), len(house.state.facts.past)
        kind = chance.randrange(4)
        if kind == 0 and late:
            house.key(chance.choice(("1", "2")), chance.choice(late))
        elif kind == 1:
            house.key(chance.choice(OTHER_KEYS), chance.choice(house.calls), sid=f"FN{chance.randrange(40)}")
        else:
            house.over(chance.choice(OUTCOMES), chance.choice(house.calls[-12:]))
        tried += 1
        after = said(house.state)
        counted += any(after.get(i) != was for i, was in before.items() if house.state.facts.open.get(i) is not None)
        counted += any(p.by for p in house.state.facts.past[answers_:])
        if chance.random() < 0.05:
            open_ = [i for i in house.state.facts.open.values() if i.grave == "life"]
            ended = chance.choice(open_)
            late += [c for c in house.calls if c.incident == ended.id][-3:]
            text = f"all ok {ended.reference}"
            house(Replied(at=house.now, number=CLEO.phone or "", text=text, sid=f"s{tried}"))
    print(f"{tried} outcomes without a key that counts: {counted} counted as an answer")
    assert late, "keys came after the end, too"
    assert counted == 0


@pytest.mark.parametrize("key", ["1", "2"])
def test_and_each_key_that_means_something_counts_once(key: str) -> None:
    """So that the thousand above are about something."""
    house = House(LANDLINE, ANNA, now=DAY).press()
    house.key(key, sid="FN7")
    once = said(house.state)
    assert once[house.calls[0].incident] != ("raised", None, None, (), False)  # type: ignore[index]
    for _ in range(3):
        house.key(key, call=house.calls[0], sid="FN7")
    assert said(house.state) == once


def test_whoever_has_a_landline_is_tested_by_telephone_and_passes_with_key_1() -> None:
    house = House(LANDLINE, ANNA, now=DAY)
    house(ContactTested(at=DAY, contact=ContactId("ben"), by="Sue"))
    (call,) = house.calls
    assert (call.purpose, call.incident, call.to) == ("test", None, "ben")
    assert "only a test" in call.says
    house.over(Accepted(provider_id="FN1")).over(NO_KEY).key("2").key("#")
    assert house.state.facts.proofs[ContactId("ben")].answered is None
    house.wait(9).key("1")
    assert house.state.facts.proofs[ContactId("ben")].answered == DAY + 9 * SECONDS
    assert house.incident_ids == []


def test_a_landline_that_does_not_answer_its_test_is_called_once_more_and_told() -> None:
    house = House(LANDLINE, ANNA, now=DAY)
    house(ContactTested(at=DAY, contact=ContactId("ben"), by="Sue")).over(NO_KEY).wait(86_400 * 3.1)
    assert house.rung(Call) == [("ben", 0), ("ben", 86_400)]
    assert any("Ben has not answered the test" in i.because for i in house.state.facts.open.values())
    house.key("1")
    assert house.incident_ids == [], "the second test was heard after all"


def test_a_key_in_an_alarm_proves_that_its_person_can_be_reached() -> None:
    house = House(LANDLINE, ANNA, now=DAY).press().wait(3).key("2")
    assert house.state.facts.proofs[ContactId("ben")].answered == DAY + 3 * SECONDS


def test_who_is_asked_by_nobody_is_not_counted() -> None:
    """A key for a call that this hub never made, or of a text."""
    house = House(BOTH, BEN).press()
    for effect in (EffectKey("e-9/1/call/anna"), EffectKey("x"), EffectKey("/call/"), house.texts[0].key):
        house(Keyed(at=house.now, effect=effect, key="1", sid=f"FN{effect}"))
    assert house.incident.state == "raised"
