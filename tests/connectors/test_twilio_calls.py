"""Calls through a Studio that runs the flow that we ship: begun once, followed to the end, and never guessed."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from connectors.twilio_call_outcomes import Flow
from connectors.twilio_calls import TwilioCalls
from hub.model.effects import Accepted, Call, Delivered, Receipt, Refused, TryAgain, Unanswered
from hub.model.events import FaultChanged, Keyed, Receipted
from hub.model.household import Calls
from hub.model.ids import EffectKey
from tests.connectors.twilio_phone import ANNA, BEN, Door, FixedClock
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Behaviour, Carrier
from tests.support.studio import FLOW

SAYS = "This is CareHub. Mary S, 12 Elm Road, help button pressed at 3:05 in the morning. Press 1 if you are going."


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    with Carrier() as running:
        yield running


@pytest.fixture
def calls(carrier: Carrier) -> Iterator["Story"]:
    story = Story(carrier)
    yield story
    story.sink.stop()


def call(number: str = ANNA, key: str = "e-1/2/call/anna", **changes: Any) -> Call:
    at = changes.pop("at", datetime.now(UTC))
    fields: dict[str, Any] = {
        "key": EffectKey(key), "at": at, "to": "anna", "number": number, "says": SAYS, "purpose": "alarm",
        "expires": at + timedelta(minutes=10),
    }  # fmt: skip
    return Call(**{**fields, **changes})


class Story:
    """One connector, and the calls that it has out."""

    def __init__(self, carrier: Carrier, token: str = TOKEN, flow: str = FLOW) -> None:
        self.carrier, self.studio = carrier, carrier.studio
        self.clock, self.door = FixedClock(), Door()
        self.sink = TwilioCalls(Calls(flow=flow, api_base=carrier.url), ACCOUNT, token, SENDER, self.clock)
        self.out: list[tuple[Call, str]] = []

    def send(self, effect: Call | None = None) -> Receipt:
        made = effect or call()
        receipt: Receipt = asyncio.run(self.sink.send(made))
        if isinstance(receipt, Accepted):
            self.out.append((made, receipt.provider_id))
        return receipt

    def follow(self) -> list[object]:
        """What a look at all calls offers: keys, and what became of each."""
        before = len(self.door.events)
        asyncio.run(self.sink.follow(self.door, tuple(self.out)))
        return [_short(event) for event in self.door.events[before:] if not isinstance(event, FaultChanged)]

    def hang_up(self) -> None:
        asyncio.run(self.sink.hang_up(tuple(self.out)))

    def faults(self) -> list[tuple[str, bool]]:
        return [(fault.cause, fault.present) for fault in self.door.of(FaultChanged)]


def _short(event: object) -> object:
    if isinstance(event, Keyed):
        return event.key
    assert isinstance(event, Receipted)
    return event.receipt.because if isinstance(event.receipt, Unanswered) else type(event.receipt).__name__


def test_a_call_says_its_words_twice_and_is_answered_by_key_1(calls: Story) -> None:
    assert calls.send() == Accepted(provider_id="FN" + "1".rjust(32, "0"))
    run = calls.studio.expect(ANNA, "Mary S")
    assert (run.sender, calls.follow()) == (SENDER, [])
    calls.studio.takes(ANNA)
    assert run.said == [SAYS, SAYS]
    assert calls.follow() == [], "a telephone that was picked up has answered nothing"
    calls.studio.presses(ANNA, "1")
    assert calls.follow() == ["1", "Delivered"]
    assert calls.follow() == [], "the same run, read again, says nothing new"
    assert run.said[-1] == "Thank you. You pressed 1."


def test_only_what_is_spoken_leaves_the_house(calls: Story) -> None:
    calls.send(call(says=SAYS, reference="K7"))
    (run,) = calls.studio.runs
    assert set(run.given) == {"says", "language", "call"}
    assert (run.given["says"], run.given["language"]) == (SAYS, "en-GB")
    assert "anna" not in run.given["call"] and "e-1" not in run.given["call"]


def test_key_2_is_told_while_the_call_still_lasts(calls: Story) -> None:
    calls.send()
    calls.studio.presses(ANNA, "2").stuck = True
    assert calls.follow() == ["2", "Delivered"]


def test_welsh_is_spoken_by_a_welsh_voice(calls: Story) -> None:
    calls.send(call(language="cy-GB", says="Dyma CareHub."))
    run = calls.studio.presses(ANNA, "1")
    assert list(run.widgets) == ["ask_cy"]
    assert run.said[-1] == "Diolch. Gwasgwyd 1."
    assert calls.follow() == ["1", "Delivered"]


@pytest.mark.parametrize(
    ("happens", "because"),
    [
        ("is_busy", "the telephone was busy"),
        ("rings_out", "nobody took the call"),
        ("fails", "the call could not be put through"),
        ("waits", "it was taken, and no key was pressed (a voicemail, perhaps)"),
        ("puts_down", "it was put down before a key was pressed"),
    ],
)
def test_whatever_else_happens_answers_nothing(calls: Story, happens: str, because: str) -> None:
    calls.send()
    getattr(calls.studio, happens)(ANNA)
    assert calls.follow() == [because]
    assert calls.door.of(Keyed) == []


def test_a_voicemail_that_is_put_down_in_the_middle_answers_nothing(calls: Story) -> None:
    calls.send()
    calls.studio.takes(ANNA)
    calls.studio.puts_down(ANNA)
    assert calls.follow() == ["it was put down before a key was pressed"]


def test_a_wrong_key_is_asked_again_once(calls: Story) -> None:
    calls.send()
    run = calls.studio.presses(ANNA, "5")
    assert run.said[-1] == f"That key means nothing. {SAYS}"
    assert calls.follow() == ["5"]
    calls.studio.presses(ANNA, "1")
    assert calls.follow() == ["1", "Delivered"]


def test_two_wrong_keys_are_no_answer(calls: Story) -> None:
    calls.send()
    calls.studio.presses(ANNA, "3")
    calls.studio.presses(ANNA, "9")
    assert calls.follow() == ["3", "9", "key 9 was pressed, which means nothing"]


def test_two_telephones_at_once_are_two_calls(calls: Story) -> None:
    calls.send()
    calls.send(call(BEN, "e-1/3/call/ben"))
    calls.studio.is_busy(ANNA)
    calls.studio.presses(BEN, "1")
    assert calls.follow() == ["the telephone was busy", "1", "Delivered"]
    keyed = calls.door.of(Keyed)
    assert [(k.effect, k.sid[-1]) for k in keyed] == [("e-1/3/call/ben", "2")]


def test_a_second_call_to_the_same_telephone_waits_for_the_first(calls: Story) -> None:
    calls.send()
    other = call(key="e-9/1/call/anna")
    answer = calls.send(other)
    assert isinstance(answer, TryAgain) and (answer.code, answer.after) == (409, 10.0)
    calls.studio.is_busy(ANNA)
    assert isinstance(calls.send(other), Accepted)


def test_an_answer_that_is_lost_begins_no_second_call(calls: Story) -> None:
    calls.studio.behaviour = Behaviour("lose answer", times=1)
    lost = calls.send()
    assert isinstance(lost, TryAgain) and lost.code is None
    calls.studio.presses(ANNA, "1")
    assert isinstance(calls.send(), Accepted), "the list knows it, by its mark"
    assert len(calls.studio.runs) == 1
    assert calls.follow() == ["1", "Delivered"], "and the key that was pressed meanwhile is not lost"


def test_a_call_that_went_before_a_crash_is_found_among_others(calls: Story, carrier: Carrier) -> None:
    mine, other = call(), call(key="e-1/3/call/anna", says="another")
    calls.send(other)
    calls.studio.is_busy(ANNA)
    calls.send(mine)
    again = Story(carrier)
    assert asyncio.run(again.sink.recall(mine)) == Accepted(provider_id=calls.out[1][1])
    assert asyncio.run(again.sink.recall(call(key="e-7/1/call/anna"))) is None
    again.sink.stop()


def test_an_old_list_of_many_pages_is_followed(calls: Story) -> None:
    calls.studio.page_size, calls.studio.one_at_a_time = 2, False
    mine = call()
    calls.send(mine)
    for number in range(5):
        calls.send(call(key=f"e-2/{number}/call/anna"))
    calls.sink._sids.clear()
    assert asyncio.run(calls.sink.recall(mine)) == Accepted(provider_id=calls.out[0][1])


@pytest.mark.parametrize(
    ("behaviour", "receipt"),
    [
        (Behaviour("refuse", status=429, code=20429), TryAgain(because="", code=20429, after=2.0)),
        (Behaviour("refuse", status=503, code=20503), TryAgain(because="", code=503, after=2.0)),
        (Behaviour("refuse", status=402, code=20005), TryAgain(because="", code=20005, after=30.0, unreachable=True)),
        (Behaviour("refuse", status=400, code=21212), TryAgain(because="", code=21212, after=30.0, unreachable=True)),
        (Behaviour("refuse", status=400, code=21211), Refused(because="", code=21211)),
        (Behaviour("refuse", status=400, code=21215), Refused(because="", code=21215, fault="region")),
        (Behaviour("garbage"), TryAgain(because="", after=2.0)),
    ],
)
def test_what_twilio_does_not_take(calls: Story, behaviour: Behaviour, receipt: Receipt) -> None:
    calls.studio.behaviour = behaviour
    answer = calls.send()
    assert isinstance(answer, TryAgain | Refused) and answer.because
    assert (type(answer), answer.code) == (type(receipt), receipt.code)  # type: ignore[union-attr]
    if isinstance(answer, TryAgain) and isinstance(receipt, TryAgain):
        assert (answer.after, answer.unreachable) == (receipt.after, receipt.unreachable)
    if isinstance(answer, Refused) and isinstance(receipt, Refused):
        assert answer.fault == receipt.fault


def test_trouble_with_the_account_is_a_fault_until_a_call_is_taken(calls: Story) -> None:
    calls.studio.behaviour = Behaviour("refuse", status=402, code=20005, times=1)
    calls.send()
    calls.follow()
    assert dict(calls.faults())["call credit"] is True
    calls.send()
    calls.follow()
    assert dict(calls.faults())["call credit"] is False


def test_a_flow_that_is_not_there_is_known_before_it_is_needed(calls: Story) -> None:
    calls.studio.missing = True
    calls.follow()
    assert ("call flow", True) in calls.faults()
    answer = calls.send()
    assert isinstance(answer, TryAgain) and answer.unreachable
    calls.studio.missing = False
    calls.clock.error += timedelta(minutes=6)
    calls.follow()
    assert dict(calls.faults())["call flow"] is False


@pytest.mark.parametrize("spoilt", ["draft", "other"])
def test_a_flow_that_is_a_draft_or_another_is_told(calls: Story, spoilt: str) -> None:
    if spoilt == "draft":
        calls.studio.status = "draft"
    else:
        calls.studio.definition = {"states": [{"name": "Trigger"}]}
    calls.follow()
    (fault,) = [f for f in calls.door.of(FaultChanged) if f.present]
    assert fault.cause == "call flow" and fault.life_saving
    assert ("not published" if spoilt == "draft" else "it has no call, ask") in fault.because


def test_a_wrong_token_is_told(carrier: Carrier) -> None:
    story = Story(carrier, token="another")
    answer = story.send()
    assert isinstance(answer, TryAgain) and answer.unreachable
    story.follow()
    assert ("call credentials", True) in story.faults()
    story.sink.stop()


def test_while_twilio_cannot_be_asked_nothing_is_offered(calls: Story, carrier: Carrier) -> None:
    calls.send()
    calls.studio.presses(ANNA, "1")
    carrier.trouble = Behaviour("refuse", status=503, code=20503)
    assert calls.follow() == []
    carrier.trouble = None
    assert calls.follow() == ["1", "Delivered"]


def test_a_call_that_never_ends_is_given_up_and_one_that_twilio_forgot_too(calls: Story) -> None:
    calls.send()
    calls.send(call(BEN, "e-1/3/call/ben"))
    calls.studio.puts_down(ANNA).stuck = True
    calls.studio.runs.pop()
    assert calls.follow() == ["what became of it is not known"]
    calls.clock.error += timedelta(minutes=16)
    assert calls.follow() == ["what became of it is not known"]


def test_what_was_said_is_deleted_at_twilio_some_minutes_later(calls: Story) -> None:
    calls.send()
    calls.studio.presses(ANNA, "1")
    calls.follow()
    calls.out.clear()
    calls.follow()
    assert calls.studio.deleted == []
    calls.clock.error += timedelta(minutes=6)
    calls.follow()
    assert len(calls.studio.deleted) == 1


def test_a_delivery_is_no_answer_by_itself(calls: Story) -> None:
    """`Delivered` comes only after the key, so that a crash between the two repeats the key and loses nothing."""
    calls.send()
    calls.studio.presses(ANNA, "1")
    calls.follow()
    kinds = [type(e) for e in calls.door.events if not isinstance(e, FaultChanged)]
    assert kinds == [Keyed, Receipted]
    assert calls.door.of(Receipted)[0].receipt == Delivered()


NEEDS = "Mary S, 12 Elm Road. Hard of hearing. To hear how to get in, press 4."


@pytest.mark.parametrize(
    ("language", "thanks"), [("en-GB", "Thank you. You pressed 1."), ("cy-GB", "Diolch. Gwasgwyd 1.")]
)
def test_after_key_1_more_is_said_twice_and_key_4_is_heard(calls: Story, language: str, thanks: str) -> None:
    calls.send(call(then=NEEDS, language=language))
    run = calls.studio.presses(ANNA, "1")
    assert run.said[-2:] == [f"{thanks} {NEEDS}"] * 2
    assert calls.follow() == ["1"], "the call lasts: another key may come"
    calls.studio.presses(ANNA, "1")
    assert run.said[-1] == f"{thanks} {NEEDS}", "who pressed twice hears it again"
    assert calls.follow() == ["1"]
    calls.studio.presses(ANNA, "4")
    assert calls.follow() == ["4", "Delivered"]
    assert [(key.after, key.key) for key in calls.door.of(Keyed)] == [("", "1"), ("1", "1"), ("1", "4")]


def test_who_presses_no_key_after_key_1_has_answered_all_the_same(calls: Story) -> None:
    calls.send(call(then=NEEDS))
    calls.studio.presses(ANNA, "1")
    calls.studio.waits(ANNA)
    assert calls.follow() == ["1", "Delivered"]


@pytest.mark.parametrize("end", ["waits", "puts_down", "rings_out"])
def test_what_follows_key_1_is_said_to_no_voicemail(calls: Story, end: str) -> None:
    calls.send(call(then=NEEDS))
    run = calls.studio.runs[0]
    getattr(calls.studio, end)(ANNA)
    assert not any(NEEDS in said for said in run.said)
    assert calls.door.of(Keyed) == []


def test_who_cannot_go_hears_no_more(calls: Story) -> None:
    calls.send(call(then=NEEDS))
    run = calls.studio.presses(ANNA, "2")
    assert not any(NEEDS in said for said in run.said)
    assert calls.follow() == ["2", "Delivered"]


def test_an_older_flow_of_ours_still_calls_and_is_known_to_be_old(calls: Story) -> None:
    states = [s for s in calls.studio.definition["states"] if s["name"] not in ("after_1", "after_1_cy")]
    calls.studio.definition = {**calls.studio.definition, "states": states}
    flow = asyncio.run(calls.sink.flow())
    assert flow == Flow(published=True, old=True)
    calls.follow()
    assert not any(present for _, present in calls.faults())
