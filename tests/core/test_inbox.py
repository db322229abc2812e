"""Which incident an answer is for (behaviour 11): the rules one by one, then random schedules against an oracle."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest

from detectors import parts as all_parts
from hub.core import access, hand_over, meaning, requests, written
from hub.core.engine import Engine
from hub.core.fold import fold
from hub.core.state import State
from hub.core.turn import Turn
from hub.model.effects import Effect, Result, Text
from hub.model.events import Answered, ClockVouched, Event, Replied, Reported, Said
from hub.model.household import Rung
from hub.model.ids import IncidentId
from hub.model.incidents import Incident
from tests.core import attribution_chain
from tests.core.attribution import SETTINGS, parts, play
from tests.core.samples import ANNA, BEN, DEVICES, MARY, at, home, settings

LATER = timedelta(hours=9)


class Hub:
    """A hub in virtual time, asked in a test's own words."""

    def __init__(self, **other: Any) -> None:
        self.engine = Engine(parts if not other else all_parts)
        self.state: State = self.engine.start("e", settings(**other) if other else SETTINGS, at("08:00"))
        self.sids = 0

    def run(self, event: Event) -> tuple[Effect, ...]:
        effects: list[Effect] = []
        for _, state, came in fold(self.engine, self.state, event):
            self.state = state
            effects += came
        return tuple(effects)

    def press(self, when: datetime, button: int = 0) -> str:
        self.run(Reported(at=when, source="zigbee2mqtt", name=f"button-{button}", said=(Said("help", "sos"),)))
        return list(self.open)[-1]

    def reply(self, when: datetime, text: str, by: str | None = ANNA.phone, **how: Any) -> list[str]:
        """The texts that answer it."""
        self.sids += 1
        sid = how.pop("sid", f"s{self.sids}")
        came = self.run(Replied(at=when, number=by or "", text=text, sid=sid, **how))
        return [e.body for e in came if isinstance(e, Text) and e.purpose == "answer"]

    def command(self, when: datetime, does: Any, **how: Any) -> Result:
        self.sids += 1
        came = self.run(Answered(at=when, **{"via": "centre", "id": f"c{self.sids}", "by": "Zoe", "does": does, **how}))
        return next(e for e in came if isinstance(e, Result))

    @property
    def open(self) -> dict[str, Incident]:
        return {i.reference: i for i in self.state.facts.open.values()}

    def states(self) -> dict[str, str]:
        return {code: i.state for code, i in self.open.items()}


@pytest.fixture
def hub() -> Hub:
    return Hub()


def test_a_bare_answer_counts_if_one_incident_was_told(hub: Hub) -> None:
    code = hub.press(at("09:00"))
    assert hub.reply(at("09:01"), "1") == []
    assert hub.states() == {code: "acknowledged"}


def test_a_bare_answer_to_two_changes_nothing_and_asks(hub: Hub) -> None:
    one, two = hub.press(at("09:00")), hub.press(at("09:01"), 1)
    (asked,) = hub.reply(at("09:02"), "1")
    assert one in asked
    assert two in asked
    assert hub.states() == {one: "raised", two: "raised"}


def test_a_code_always_means_its_incident(hub: Hub) -> None:
    one, two = hub.press(at("09:00")), hub.press(at("09:01"), 1)
    hub.reply(at("09:02"), f"1 {two.lower()}")
    assert hub.states() == {one: "raised", two: "acknowledged"}
    hub.reply(at("23:02", day=3), f"{one} 1 20", BEN.phone)
    assert hub.states() == {one: "travelling", two: "raised"}


def test_a_wrong_code_changes_nothing_although_only_one_is_open(hub: Hub) -> None:
    code = hub.press(at("09:00"))
    (asked,) = hub.reply(at("09:01"), "1 X9")
    assert code in asked
    assert hub.states() == {code: "raised"}


def test_an_answer_to_a_closed_incident_is_told_so_and_never_moves_to_another(hub: Hub) -> None:
    first = hub.press(at("09:00"))
    hub.reply(at("09:01"), "all ok")
    second = hub.press(at("09:02"), 1)
    (late,) = hub.reply(at("09:03"), f"1 {first}")
    assert "closed" in late
    assert first in late
    (late,) = hub.reply(at("09:04"), "1", sent=at("09:01"))
    assert first in late
    (unsure,) = hub.reply(at("09:05"), "1")
    assert second in unsure
    assert hub.states() == {second: "raised"}


def test_a_bare_answer_after_the_end_is_told_so(hub: Hub) -> None:
    hub.press(at("09:00"))
    hub.reply(at("09:01"), "all ok")
    (late,) = hub.reply(at("09:02"), "1")
    assert "was closed by Anna at 09:01" in late


def test_after_24_hours_an_earlier_incident_does_not_make_an_answer_unsure(hub: Hub) -> None:
    hub.press(at("09:00"))
    hub.reply(at("09:01"), "all ok")
    second = hub.press(at("09:30", day=1), 1)
    hub.reply(at("09:31", day=1), "1")
    assert hub.states() == {second: "acknowledged"}


def test_an_answer_after_another_one_ended_within_a_day_is_asked_for_its_code(hub: Hub) -> None:
    hub.press(at("09:00"))
    hub.reply(at("09:01"), "all ok")
    second = hub.press(at("09:02"), 1)
    (asked,) = hub.reply(at("09:03"), "1")
    assert f"1 {second}" in asked
    assert hub.states() == {second: "raised"}


def pressed_after_a_notice(notice: Event) -> Hub:
    """Anna was told of something that does not work, and then that Mary pressed. Nothing else can be open here."""
    hub = Hub(devices=tuple(d for d in DEVICES if d.id in ("pendant", "front", "smoke")))
    assert "anna" in [e.to for e in hub.run(notice) if isinstance(e, Text) and e.purpose in ("alarm", "notice")]
    hub.run(Reported(at=at("12:30"), source="zigbee2mqtt", name="pendant", said=(Said("help", "sos"),)))
    return hub


def test_a_notice_that_nobody_can_answer_makes_no_answer_unsure() -> None:
    low = Reported(at=at("12:00"), source="zigbee2mqtt", name="front", said=(Said("battery", 3.0),))
    hub = pressed_after_a_notice(low)
    hub.reply(at("12:31"), "1")
    states = {i.kind: i.state for i in hub.state.facts.open.values()}
    assert states == {"technical": "raised", "help": "acknowledged"}


def test_a_fault_that_somebody_must_own_is_one_of_the_choices() -> None:
    broken = Replied(at=at("12:00"), number=BEN.phone or "", text="the smoke alarm is broken", sid="b1")
    hub = pressed_after_a_notice(broken)
    (asked,) = hub.reply(at("12:31"), "1")
    assert len(hub.open) == 2
    assert all(code in asked for code in hub.open)
    assert set(hub.states().values()) == {"raised"}


def test_what_was_not_told_to_a_number_is_not_meant_by_it(hub: Hub) -> None:
    code = hub.press(at("09:00"))
    (asked,) = hub.reply(at("09:01"), "1", BEN.phone)
    assert "nothing is open that this reply could be for" in asked
    assert hub.states() == {code: "raised"}


def test_a_reply_written_before_an_incident_was_told_is_not_for_it(hub: Hub) -> None:
    code = hub.press(at("09:00"))
    assert len(hub.reply(at("09:01"), "1", sent=at("08:59"))) == 1
    assert hub.states() == {code: "raised"}


def test_while_nobody_vouches_for_the_clock_a_replys_own_time_is_not_compared_with_it(hub: Hub) -> None:
    hub.run(ClockVouched(at=at("08:30"), sure=False, because="no network"))
    code = hub.press(at("09:00"))
    hub.reply(at("09:01"), "1", sent=at("01:00"))
    assert hub.states() == {code: "acknowledged"}


def test_the_same_text_twice_does_nothing_twice(hub: Hub) -> None:
    code = hub.press(at("09:00"))
    hub.reply(at("09:01"), "1", sid="same")
    hub.reply(at("09:02"), "2", sid="other")
    assert hub.states() == {code: "raised"}
    assert hub.reply(at("09:03"), "1", sid="same") == []
    assert hub.states() == {code: "raised"}


def test_a_stranger_changes_nothing_and_is_not_answered(hub: Hub) -> None:
    code = hub.press(at("09:00"))
    assert hub.reply(at("09:01"), f"1 {code}", "+447700900999") == []
    assert hub.reply(at("09:01"), f"all ok {code}", "") == []
    assert hub.states() == {code: "raised"}


def test_words_that_mean_nothing_are_asked_about(hub: Hub) -> None:
    code = hub.press(at("09:00"))
    (asked,) = hub.reply(at("09:01"), "17 Elm Rd")
    assert "not understood, nothing was changed" in asked
    assert hub.states() == {code: "raised"}


def test_two_machines_do_not_text_each_other_for_ever(hub: Hub) -> None:
    hub.press(at("09:00"))
    answers = [
        hub.reply(at("09:01") + timedelta(seconds=n), "I am driving and will read this later") for n in range(60)
    ]
    assert sum(len(a) for a in answers) == 3, "three answers an hour; the rest is for alarms"


def falling() -> tuple[Hub, IncidentId]:
    hub = Hub(ladder=(Rung(tell=("anna",), wait=LATER),))
    hub.run(Reported(at=at("09:00"), source="zigbee2mqtt", name="radar", said=(Said("fall", False),)))
    hub.run(Reported(at=at("09:00:10"), source="zigbee2mqtt", name="radar", said=(Said("fall", True),)))
    (incident,) = hub.state.facts.open.values()
    assert incident.state == "pending"
    return hub, incident.id


@pytest.mark.parametrize("text", ["all ok", "I'm fine", "I’m ok", "OK!", "false alarm"])
def test_the_resident_may_cancel_by_text_what_nobody_was_told_yet(text: str) -> None:
    hub, _ = falling()
    hub.reply(at("09:00:20"), text, MARY.phone)
    assert hub.state.facts.open == {}
    assert hub.state.facts.past[-1].outcome == "cancelled by resident"


@pytest.mark.parametrize("text", ["1", "not ok", "I'm going", "999 called", "am I ok?", "help", "on my way"])
def test_nothing_else_of_the_residents_cancels(text: str) -> None:
    hub, identity = falling()
    hub.reply(at("09:00:20"), text, MARY.phone)
    assert hub.state.facts.open[identity].state == "pending"


def test_once_people_were_told_the_residents_words_are_only_news() -> None:
    hub, identity = falling()
    hub.reply(at("09:01"), "1")
    hub.reply(at("09:02"), "I'm fine", MARY.phone)
    assert hub.state.facts.open[identity].state == "acknowledged"
    assert any("texted: all is well" in e.says for e in hub.state.facts.open[identity].evidence)


def test_a_command_without_a_name_of_an_incident_needs_that_there_is_one(hub: Hub) -> None:
    assert not hub.command(at("08:30"), "acknowledge").ok
    code = hub.press(at("09:00"))
    assert hub.command(at("09:01"), "acknowledge").ok
    other = hub.press(at("09:02"), 1)
    refused = hub.command(at("09:03"), "close")
    assert not refused.ok
    assert code in refused.because
    assert other in refused.because


def test_received_is_never_an_answer(hub: Hub) -> None:
    code = hub.press(at("09:00"))
    assert hub.command(at("09:01"), "received", by="").ok
    assert hub.states() == {code: "raised"}


def test_an_answer_by_nobody_is_refused(hub: Hub) -> None:
    code = hub.press(at("09:00"))
    for does in ("acknowledge", "travelling", "with_resident", "close", "cannot", "cancel"):
        assert not hub.command(at("09:01"), does, by="  ").ok
    assert hub.states() == {code: "raised"}


def test_codes_are_not_used_again_within_30_days() -> None:
    """Also with 3,000 incidents in a month, and they stay short."""
    engine = Engine(parts)
    facts, world = engine.start("e", SETTINGS, at("00:00")).facts, engine.start("e", SETTINGS, at("00:00")).world
    last: dict[str, datetime] = {}
    lived = home()
    for number in range(3500):
        now = at("00:00") + timedelta(days=30) / 3000 * number
        turn = Turn(lived, facts, world, now, "e", number + 1)
        code = turn.new_reference(IncidentId(f"e-{number}"))
        facts, _ = turn.finish()
        assert code not in last or now - last[code] >= timedelta(days=30), code
        assert len(code) <= 4
        last[code] = now


@pytest.mark.parametrize("seed", [0, 1_000_000])
def test_no_reply_is_taken_for_the_wrong_incident(seed: int) -> None:
    """2 x 1,500 random schedules; bench/attribution.py plays 50,000 longer ones."""
    tally = play(seed, 1500, steps=5)
    assert tally.wrong == 0
    assert tally.missed == 0
    assert tally.acted > 100
    assert tally.replies > 2000


def test_no_ladder_stops_wrongly_and_nobody_gets_what_they_did_not_take() -> None:
    """The whole chain: coordinators, hand-overs, KEY, 999 called; bench/attribution.py plays 50,000 of these."""
    tally = attribution_chain.play(0, 2000, steps=6)
    print(f"{tally.replies} replies in 2,000 schedules")
    assert (tally.wrong, tally.stopped, tally.missed) == (0, 0, 0)
    assert tally.acted > 100
    assert tally.replies > 2000


@pytest.mark.parametrize(
    ("where", "what", "bad"),
    [
        (hand_over, "is_offered", lambda incident, who: True),
        (access, "may_have", lambda incident, contact: True),
        (hand_over, "has", lambda incident, who: True),
        (requests, "read", lambda *given: None),
    ],
    ids=("anybody takes over", "anybody gets in", "anybody hands over", "nobody may ask"),
)
def test_the_oracle_of_the_chain_notices_a_hub_that_is_wrong(
    where: Any, what: str, bad: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(where, what, bad)
    tally = attribution_chain.play(0, 60)
    assert tally.wrong + tally.stopped + tally.missed > 0


def test_the_oracle_notices_a_hub_that_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    def guesses(turn: Turn, code: str | None, told: Iterable[Incident], ended: object) -> tuple[Incident | None, None]:
        return next(iter(told), None), None

    monkeypatch.setattr(meaning, "meant", guesses)
    assert play(0, 100).wrong > 0


@pytest.mark.parametrize(
    ("rule", "schedules", "seed"),
    [
        ("before_question", play, 415),
        ("before_question", attribution_chain.play, 73),
        ("_overtaken", attribution_chain.play, 77),
        ("before_seen_again", play, 666),
        ("before_seen_again", attribution_chain.play, 337),
    ],
)
def test_the_oracle_notices_a_hub_that_does_not_ask_when_a_text_was_written(
    rule: str, schedules: Any, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each seed is the first whose schedule holds such a text; with the rule nothing is wrong in it."""
    assert schedules(seed, 1)[2:5] == (0, 0, 0)
    monkeypatch.setattr(written, rule, lambda *given: False)
    assert schedules(seed, 1).wrong > 0


def test_the_last_word_of_each_counts_whichever_comes_first(hub: Hub) -> None:
    code = hub.press(at("09:00"))
    hub.reply(at("09:02"), "1", sent=at("09:01"))
    assert hub.reply(at("09:03"), "2", sent=at("09:00")) == []
    assert hub.reply(at("09:04"), "all ok", sent=at("09:00")) == []
    assert hub.states() == {code: "acknowledged"}
    hub.reply(at("09:05"), "all ok", sent=at("09:04"))
    assert hub.states() == {}


def test_an_all_ok_of_before_another_press_ends_nothing_whoever_has_it(hub: Hub) -> None:
    code = hub.press(at("09:00"))
    hub.press(at("09:05"))
    (asked,) = hub.reply(at("09:06"), "spoke to her", sent=at("09:04"))
    assert asked.startswith("CareHub: still open: there was news at 09:05") and asked.endswith(code)
    assert hub.states() == {code: "raised"}
    hub.reply(at("09:07"), "spoke to her", sent=at("09:06"))
    assert hub.states() == {}


def test_whoever_answers_with_a_key_hears_what_came_of_it_however_often(hub: Hub) -> None:
    hub.press(at("09:00"))
    hub.press(at("09:00"), button=1)
    assert all(len(hub.reply(at("09:01"), "1")) == 1 for _ in range(6))
    # A machine is answered three times an hour at most, whatever a person was answered besides.
    assert [len(hub.reply(at("09:02"), "I am on holiday")) for _ in range(5)] == [1, 1, 1, 0, 0]
