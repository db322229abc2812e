"""The climb, rung by rung: whom a text reaches, what makes it go on, and what never stops it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from msgspec import structs

from hub.core.engine import Engine
from hub.core.fold import fold, ticks
from hub.core.state import State
from hub.model.effects import Accepted, Delivered, Effect, Receipt, Refused, Text, TryAgain
from hub.model.events import Event, Receipted, Replied, Reported, Said
from hub.model.household import Rung, Settings
from hub.model.ids import EffectKey
from tests.core.attribution import parts
from tests.core.samples import ANNA, BEN, CLEO, at, settings

MINUTES = timedelta(minutes=1)
PRESS = at("03:00")


class Night:
    """A press at 03:00, and what follows."""

    def __init__(self, detectors: Callable[[Settings], tuple[Any, ...]] = parts, **home: Any) -> None:
        self.engine = Engine(detectors)
        self.settings: Settings = settings(**home)
        self.state: State = self.engine.start("e", self.settings, at("02:00"))
        self.texts: list[Text] = []
        self.effects: list[Effect] = []
        self(Reported(at=PRESS, source="zigbee2mqtt", name="pendant", said=(Said("help", "sos"),)))

    def __call__(self, event: Event) -> "Night":
        for _, after, effects in fold(self.engine, self.state, event):
            self._came(after, effects)
        return self

    def _came(self, after: State, effects: tuple[Effect, ...]) -> None:
        self.state = after
        self.effects += effects
        self.texts += [e for e in effects if isinstance(e, Text)]

    def until(self, minutes: float) -> list[tuple[int, str, str]]:
        """(minute, to, purpose) of every text so far."""
        for _, after, effects in ticks(self.engine, self.state, PRESS + minutes * MINUTES):
            self._came(after, effects)
        return [(int((t.at - PRESS) / MINUTES), t.to, t.purpose) for t in self.texts]

    def receipt(self, minutes: float, receipt: Receipt, key: EffectKey | None = None) -> "Night":
        self.until(minutes)
        when = PRESS + minutes * MINUTES
        return self(Receipted(at=when, effect=key or self.texts[-1].key, receipt=receipt))

    def reply(self, minutes: float, whose: str | None, text: str) -> "Night":
        self.until(minutes)
        when: datetime = PRESS + minutes * MINUTES
        return self(Replied(at=when, number=whose or "", text=text, sid=f"s{minutes}{whose}"))


def alarms(texts: list[tuple[int, str, str]]) -> list[tuple[int, str]]:
    return [(minute, to) for minute, to, purpose in texts if purpose == "alarm"]


def test_rungs_come_in_order_with_their_waits_and_repeats() -> None:
    assert alarms(Night().until(7.5)) == [(0, "anna"), (2, "ben"), (2, "cleo"), (5, "ben"), (5, "cleo")]


def test_from_the_second_round_on_each_person_gets_a_text_in_ten_minutes() -> None:
    again = [m for m, to in alarms(Night().until(121)) if to == "anna"]
    assert len(again) >= 9
    gaps = [b - a for a, b in pairwise(again[1:])]
    assert min(gaps) >= 10


def test_it_never_ends_by_itself() -> None:
    night = Night()
    night.until(60 * 24 * 2)
    texts = [t for t in night.texts if t.purpose == "alarm"]
    assert max(t.at for t in texts) > PRESS + 47 * 60 * MINUTES
    assert all("Nobody has answered" in t.body for t in texts[5:])


@pytest.mark.parametrize("receipt", [Accepted(provider_id="SM1"), Delivered(), TryAgain(because="busy", code=429)])
def test_a_machine_never_stops_or_hurries_it(receipt: Receipt) -> None:
    assert alarms(Night().receipt(0.5, receipt).until(7.5)) == alarms(Night().until(7.5))


@pytest.mark.parametrize(
    "receipt", [Refused(because="landline", code=30006), TryAgain(because="phone off", code=30003, unreachable=True)]
)
def test_a_known_failure_starts_the_next_rung_at_once(receipt: Receipt) -> None:
    night = Night().receipt(0.5, receipt)
    assert alarms(night.until(4.5)) == [(0, "anna"), (0, "ben"), (0, "cleo"), (3, "ben"), (3, "cleo")]


def test_a_late_failure_of_an_earlier_rung_hurries_nobody() -> None:
    night = Night()
    first = night.texts[0].key
    assert alarms(night.receipt(3, Refused(because="landline"), first).until(4.5)) == [
        (0, "anna"),
        (2, "ben"),
        (2, "cleo"),
    ]


def test_one_who_cannot_moves_it_on_and_is_not_asked_again_in_this_round() -> None:
    night = Night().reply(0.5, ANNA.phone, "2")
    assert alarms(night.until(2)) == [(0, "anna"), (0, "ben"), (0, "cleo")]
    night = Night().reply(2.5, BEN.phone, "can't")
    assert [to for m, to in alarms(night.until(7.5)) if m >= 3] == ["cleo"]


def test_all_on_a_rung_who_cannot_move_it_on_at_once() -> None:
    night = Night().reply(2.5, BEN.phone, "2").reply(2.6, CLEO.phone, "2")
    assert night.state.facts.open
    (incident,) = night.state.facts.open.values()
    assert incident.place is not None
    assert incident.place.round == 2 or incident.place.turn == 2


def test_an_answer_stops_it_and_the_others_hear() -> None:
    night = Night().reply(2.5, BEN.phone, "1")
    assert [(m, to, p) for m, to, p in night.until(12) if m >= 2 and p != "alarm"] == [
        (2, "ben", "news"),  # he is thanked
        (2, "anna", "news"),
        (2, "cleo", "news"),
    ]


def test_a_coordinator_does_not_stop_it() -> None:
    night = Night().reply(2.5, CLEO.phone, "1")
    assert (5, "ben") in alarms(night.until(6))
    assert (5, "cleo") not in alarms(night.until(6))


def test_a_holder_who_falls_silent_is_asked_and_then_it_goes_on() -> None:
    night = Night().reply(0.5, ANNA.phone, "1")
    texts = night.until(40)
    assert (15, "anna", "question") in texts
    assert (20, "ben", "alarm") in texts


def test_a_holder_who_answers_the_question_keeps_it() -> None:
    night = Night().reply(0.5, ANNA.phone, "1").reply(16, ANNA.phone, "1")
    assert [t for t in alarms(night.until(30)) if t[0] > 0] == []


def test_an_empty_rung_is_passed_at_once() -> None:
    nobody = Rung(tell=("ben",), wait=timedelta(minutes=9))
    ladder = (nobody, Rung(tell=("anna",), wait=timedelta(minutes=2)))
    night = Night(contacts=(ANNA, structs.replace(BEN, phone=None)), ladder=ladder)
    assert alarms(night.until(1))[0] == (0, "anna")


def test_two_incidents_in_the_second_round_share_one_text() -> None:
    night = Night()
    night(Reported(at=PRESS + MINUTES, source="zigbee2mqtt", name="other button", said=(Said("help", "sos"),)))
    night.until(30)
    both = [t for t in night.texts if t.purpose == "alarm" and t.at > PRESS + 11 * MINUTES]
    assert both
    assert all(f"{i.reference} " in both[0].body for i in night.state.facts.open.values())
