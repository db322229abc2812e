"""Texts through the real Twilio client, over real HTTP, to a carrier on loopback."""

import asyncio
import socket
import subprocess
import sys
import threading
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from connectors import twilio_client, twilio_sms
from connectors.twilio_sms import TwilioSms, validity
from hub.model.effects import Accepted, Delivered, Effect, Receipt, Refused, Text, TryAgain, Withdraw
from hub.model.events import Event, FaultChanged, LinkChanged, Receipted, Replied
from hub.model.household import Sms
from hub.model.ids import EffectKey, IncidentId
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Behaviour, Carrier

ANNA, BEN = "+447700900111", "+447700900222"
BODY = "08:30 Help button pressed by Mary S at 12 Elm Rd. Reply 1 if you are going, 2 if you cannot. K7"


class FixedClock:
    """Real time, or real time plus an error."""

    def __init__(self, error: timedelta = timedelta(0)) -> None:
        self.error = error

    def now(self) -> datetime:
        return datetime.now(UTC) + self.error

    def delay(self, until: datetime) -> float:
        return max(0.0, (until - self.now()).total_seconds())


class Door:
    def __init__(self) -> None:
        self.events: list[Event] = []

    async def offer(self, event: Event) -> tuple[Effect, ...]:
        self.events.append(event)
        return ()

    def post(self, event: Event, committed: Callable[[], None] | None = None) -> None:
        self.events.append(event)

    def complain(self, what: str, example: str) -> None:
        raise AssertionError(f"{what}: {example}")

    def of(self, kind: type) -> list[Any]:
        return [event for event in self.events if isinstance(event, kind)]


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    with Carrier() as started:
        yield started


_made: list[TwilioSms] = []


@pytest.fixture(autouse=True)
def _threads_end() -> Iterator[None]:
    yield
    while _made:
        _made.pop().stop()


def made(sms: Sms, token: str, clock: FixedClock | None) -> TwilioSms:
    _made.append(TwilioSms(sms, token, clock or FixedClock()))
    return _made[-1]


def texts(carrier: Carrier, *, sender: str = SENDER, token: str = TOKEN, clock: FixedClock | None = None) -> TwilioSms:
    sms = Sms(provider="twilio", sender=sender, account=ACCOUNT, api_base=carrier.url)
    return made(sms, token, clock)


def text(number: str = ANNA, key: str = "k1", **changes: Any) -> Text:
    at = changes.pop("at", datetime.now(UTC))
    fields: dict[str, Any] = {
        "key": EffectKey(key), "at": at, "to": "anna", "number": number, "body": BODY, "purpose": "alarm",
        "expires": at + timedelta(minutes=10),
    }  # fmt: skip
    return Text(**{**fields, **changes})


def run(story: Awaitable[Any]) -> Any:
    async def it() -> Any:
        return await story

    return asyncio.run(it())


def sent(carrier: Carrier, effect: Text | None = None, **changes: Any) -> Receipt:
    receipt: Receipt = run(texts(carrier, **changes).send(effect or text()))
    return receipt


# Handing over


def test_a_text_goes_out_with_everything_that_was_asked_for(carrier: Carrier) -> None:
    receipt = sent(carrier)
    out = carrier.expect(ANNA, "Help button", "K7")
    carrier.assert_nothing_else()
    assert receipt == Accepted(provider_id=out.sid)
    assert out.parameters == {
        "To": ANNA, "From": SENDER, "Body": BODY, "ValidityPeriod": out.parameters["ValidityPeriod"],
        "ContentRetention": "discard", "AddressRetention": "obfuscate",
    }  # fmt: skip
    assert 590 <= int(out.parameters["ValidityPeriod"]) <= 600


def test_a_messaging_service_is_named_as_one(carrier: Carrier) -> None:
    service = "MG" + "1" * 32
    assert isinstance(sent(carrier, sender=service), Accepted)
    parameters = carrier.expect(ANNA).parameters
    assert parameters["MessagingServiceSid"] == service
    assert "From" not in parameters


@pytest.mark.parametrize(("purpose", "left", "expected"), [
    ("alarm", timedelta(minutes=5), 300), ("alarm", timedelta(hours=3), 600), ("alarm", timedelta(seconds=5), 120),
    ("alarm", timedelta(seconds=-5), 120), ("question", timedelta(hours=3), 600),
    ("outcome", timedelta(hours=10), 36000), ("outcome", timedelta(days=3), 36000), ("news", timedelta(hours=1), 3600),
])  # fmt: skip
def test_how_long_twilio_may_keep_a_text(purpose: Any, left: timedelta, expected: int) -> None:
    at = datetime(2026, 11, 2, 8, 30, tzinfo=UTC)
    assert validity(text(purpose=purpose, at=at, expires=at + left), at) == expected


def test_where_privacy_is_not_allowed_the_text_goes_without_it_and_that_is_remembered(carrier: Carrier) -> None:
    async def story() -> None:
        out = texts(carrier)
        assert isinstance(await out.send(text()), Accepted)
        assert isinstance(await out.send(text(BEN, "k2")), Accepted)

    carrier.privacy_allowed = False
    run(story())
    assert "ContentRetention" not in carrier.expect(ANNA).parameters
    assert "AddressRetention" not in carrier.expect(BEN).parameters
    carrier.assert_nothing_else()
    assert [method for method, _, _ in carrier.requests] == ["POST", "POST", "POST"]


def test_only_texts_can_be_sent(carrier: Carrier) -> None:
    effect = Withdraw(key=EffectKey("w"), at=datetime.now(UTC), incident=IncidentId("i"), purposes=(), because="")
    with pytest.raises(TypeError, match="Withdraw"):
        run(texts(carrier).send(effect))


# What a refusal means: the whole of behaviour 15

REFUSALS: list[tuple[int, int, Receipt]] = [
    (400, 21610, Refused(because="", code=21610, fault="opt-out")),
    (400, 21211, Refused(because="", code=21211)),
    (400, 21614, Refused(because="", code=21614)),
    (400, 30006, Refused(because="", code=30006)),
    (400, 21408, Refused(because="", code=21408, fault="region")),
    (400, 21608, Refused(because="", code=21608, fault="trial account")),
    (400, 30003, TryAgain(because="", code=30003, after=60.0, unreachable=True)),
    (401, 20003, TryAgain(because="", code=20003, after=30.0, unreachable=True)),
    (403, 20005, TryAgain(because="", code=20005, after=30.0, unreachable=True)),
    (402, 402, TryAgain(because="", code=402, after=30.0, unreachable=True)),
    (401, 90010, TryAgain(because="", code=90010, after=30.0, unreachable=True)),
    (400, 21606, TryAgain(because="", code=21606, after=30.0, unreachable=True)),
    (429, 20429, TryAgain(because="", code=20429, after=2.0)),
    (500, 20500, TryAgain(because="", code=500, after=2.0)),
    (503, 503, TryAgain(because="", code=503, after=2.0)),
    (400, 21612, Refused(because="", code=21612, fault="route")),
    (400, 21617, TryAgain(because="", code=21617, after=60.0, unreachable=True)),
    (400, 99999, TryAgain(because="", code=99999, after=2.0)),
]


def without_because(receipt: Receipt) -> Receipt:
    if isinstance(receipt, Refused):
        return Refused(because="", code=receipt.code, fault=receipt.fault)
    if isinstance(receipt, TryAgain):
        return TryAgain(because="", code=receipt.code, after=receipt.after, unreachable=receipt.unreachable)
    return receipt


@pytest.mark.parametrize(("status", "code", "meaning"), REFUSALS)
def test_each_refusal_means_something(carrier: Carrier, status: int, code: int, meaning: Receipt) -> None:
    carrier.behaves(ANNA, "refuse", status=status, code=code)
    receipt = sent(carrier)
    assert without_because(receipt) == meaning
    assert isinstance(receipt, Refused | TryAgain)
    assert receipt.because
    carrier.assert_nothing_else()


def test_the_wrong_token_is_trouble_with_the_account_and_never_with_the_number(carrier: Carrier) -> None:
    receipt = sent(carrier, token="wrong")
    assert without_because(receipt) == TryAgain(because="", code=20003, after=30.0, unreachable=True)


def test_back_off_grows_for_one_number_and_is_forgotten_once_a_text_goes(carrier: Carrier) -> None:
    async def story() -> list[float | None]:
        out = texts(carrier)
        receipts = [await out.send(text(key=f"k{index}")) for index in range(5)]
        receipts += [await out.send(text(key="k6")), await out.send(text(key="k7"))]
        return [receipt.after for receipt in receipts if isinstance(receipt, TryAgain)]

    carrier.behaves(ANNA, "refuse", status=429, code=20429, times=1)
    carrier.behaves(ANNA, "deliver", times=1)
    carrier.behaves(ANNA, "refuse", status=429, code=20429, times=5)
    assert run(story()) == [2.0, 4.0, 8.0, 16.0, 32.0, 2.0]


# Time-outs, lost answers, and what went out already


def test_a_carrier_that_never_answers_is_given_up_in_time(carrier: Carrier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twilio_sms, "CALL_TIME_OUT", 0.3)
    carrier.behaves(ANNA, "hang")
    out = texts(carrier)

    async def story() -> Receipt:
        await out.prepare()
        return await out.send(text())

    receipt = run(story())
    assert isinstance(receipt, TryAgain)
    assert not receipt.unreachable
    assert EffectKey("k1") in out._unsure


def test_the_real_client_gives_up_by_itself(carrier: Carrier, monkeypatch: pytest.MonkeyPatch) -> None:
    assert twilio_client.TIME_OUT == 5
    monkeypatch.setattr(twilio_client, "TIME_OUT", 1.0)
    carrier.behaves(ANNA, "hang")
    receipt = sent(carrier)
    assert isinstance(receipt, TryAgain)
    assert "1 s" in receipt.because


def test_no_text_goes_by_a_connection_that_was_used_before(carrier: Carrier) -> None:
    async def story() -> None:
        out = texts(carrier)
        for index in range(5):
            assert isinstance(await out.send(text(key=f"k{index}")), Accepted)

    carrier.keeps_connections = True
    run(story())
    assert len(set(carrier.ports)) == 5


def test_nobody_listens_there(carrier: Carrier) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        sms = Sms(
            provider="twilio", sender=SENDER, account=ACCOUNT, api_base=f"http://127.0.0.1:{unused.getsockname()[1]}"
        )
        out = made(sms, TOKEN, None)
        receipt = run(out.send(text()))
    assert isinstance(receipt, TryAgain)
    assert not out._unsure


def test_a_wireless_network_that_answers_for_twilio_is_not_believed(carrier: Carrier) -> None:
    carrier.behaves(ANNA, "garbage")
    assert isinstance(sent(carrier), TryAgain)


def test_a_text_whose_answer_was_lost_is_found_and_not_sent_again(carrier: Carrier) -> None:
    async def story() -> tuple[Receipt, Receipt]:
        out = texts(carrier)
        return await out.send(text()), await out.send(text())

    carrier.behaves(ANNA, "lose answer", times=1)
    first, second = run(story())
    out = carrier.expect(ANNA)
    carrier.assert_nothing_else()
    assert isinstance(first, TryAgain)
    assert second == Accepted(provider_id=out.sid)


def test_a_text_that_was_never_taken_is_sent_again(carrier: Carrier, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> tuple[Receipt, Receipt]:
        out = texts(carrier)
        await out.prepare()
        return await out.send(text()), await out.send(text())

    monkeypatch.setattr(twilio_sms, "CALL_TIME_OUT", 0.5)
    carrier.behaves(ANNA, "hang", times=1)
    first, second = run(story())
    assert isinstance(first, TryAgain)
    assert second == Accepted(provider_id=carrier.expect(ANNA).sid)
    carrier.assert_nothing_else()


def test_after_a_crash_recall_finds_what_went_out(carrier: Carrier) -> None:
    effect = text()
    sent(carrier, effect)
    assert run(texts(carrier).recall(effect)) == Accepted(provider_id=carrier.expect(ANNA).sid)


def test_recall_takes_no_other_text_for_this_one(carrier: Carrier) -> None:
    later = datetime.now(UTC) + timedelta(minutes=5)
    sent(carrier, text())
    carrier.replies(ANNA, BODY)
    assert run(texts(carrier).recall(text(BEN))) is None
    assert run(texts(carrier).recall(text(body="another"))) is None
    assert run(texts(carrier).recall(text(at=later))) is None


def test_recall_knows_which_texts_belong_to_other_effects(carrier: Carrier) -> None:
    async def story() -> Receipt | None:
        out = texts(carrier)
        await out.send(text(key="first turn"))
        return await out.recall(text(key="second turn"))

    assert run(story()) is None


def test_recall_does_not_take_an_undelivered_text_for_one_that_went(carrier: Carrier) -> None:
    async def story() -> Receipt | None:
        out = texts(carrier)
        receipt = await out.send(text())
        assert isinstance(receipt, Accepted)
        await out.poll(Door(), ((text(), receipt.provider_id),))
        return await out.recall(text())

    carrier.behaves(ANNA, "fail", code=30008)
    assert run(story()) is None


def test_recall_asks_for_two_seconds_at_most(carrier: Carrier) -> None:
    async def story() -> tuple[Receipt | None, float]:
        out = texts(carrier)
        await out.prepare()
        began = asyncio.get_running_loop().time()
        found = await out.recall(text())
        return found, asyncio.get_running_loop().time() - began

    carrier.trouble = Behaviour("hang")
    found, took = run(story())
    assert found is None
    assert took < 2.5


def test_recall_finds_a_text_although_the_hubs_clock_is_an_hour_fast(carrier: Carrier) -> None:
    clock = FixedClock(timedelta(hours=1))
    effect = text(at=clock.now())
    sent(carrier, effect, clock=clock)
    assert isinstance(run(texts(carrier, clock=clock).recall(effect)), Accepted)


def test_a_slow_number_does_not_hold_up_another(carrier: Carrier) -> None:
    async def story() -> str:
        out = texts(carrier)
        await out.prepare()
        slow = asyncio.create_task(out.send(text(ANNA, "slow")))
        quick = asyncio.create_task(out.send(text(BEN, "quick")))
        done, _ = await asyncio.wait({slow, quick}, return_when=asyncio.FIRST_COMPLETED)
        first = "quick" if quick in done and slow not in done else "slow"
        carrier.released.set()
        await slow
        return first

    carrier.behaves(ANNA, "slow", seconds=5)
    assert run(story()) == "quick"


# Replies


def polled(carrier: Carrier, *waiting: tuple[Text, str], times: int = 1, **changes: Any) -> Door:
    async def story() -> Door:
        out, door = texts(carrier, **changes), Door()
        for _ in range(times):
            await out.poll(door, waiting)
        return door

    door: Door = run(story())
    return door


def test_a_reply_is_offered_once_with_who_what_and_when(carrier: Carrier) -> None:
    sid = carrier.replies(ANNA, "1 5")
    [reply] = polled(carrier, times=3).of(Replied)
    assert (reply.number, reply.text, reply.sid) == (ANNA, "1 5", sid)
    assert abs(reply.sent - datetime.now(UTC)) < timedelta(seconds=5)
    assert reply.at.tzinfo is not None


def test_replies_are_offered_oldest_first_and_all_pages_are_read(carrier: Carrier) -> None:
    for index in range(250):
        carrier.replies(ANNA, f"reply {index}")
    replies = polled(carrier, times=2).of(Replied)
    assert [reply.text for reply in replies] == [f"reply {index}" for index in range(250)]
    assert max(int(given.get("Page", "0")) for _, _, given in carrier.requests) == 2


def test_a_reply_that_comes_between_two_polls_is_not_missed(carrier: Carrier) -> None:
    async def story() -> list[str]:
        out, door = texts(carrier), Door()
        carrier.replies(ANNA, "first")
        await out.poll(door, ())
        carrier.replies(ANNA, "listed late", at=carrier.now() - timedelta(minutes=5))
        carrier.replies(BEN, "second")
        await out.poll(door, ())
        return [reply.text for reply in door.of(Replied)]

    assert run(story()) == ["first", "listed late", "second"]


def test_only_texts_to_our_number_are_replies(carrier: Carrier) -> None:
    sent(carrier, text(SENDER))
    carrier.replies(ANNA, "1", to="+447700900999")
    assert polled(carrier).of(Replied) == []


def test_times_are_handed_over_as_utc(carrier: Carrier) -> None:
    class Abroad(FixedClock):
        def now(self) -> datetime:
            return super().now().astimezone(timezone(timedelta(hours=9)))

    carrier.replies(ANNA, "1", at=carrier.now() - twilio_sms.FIRST_LOOK_BACK + timedelta(hours=1))
    assert len(polled(carrier, clock=Abroad()).of(Replied)) == 1
    [since] = [given["DateSent>"] for _, path, given in carrier.requests if path.endswith("/Messages.json")]
    expected = datetime.now(UTC) - twilio_sms.FIRST_LOOK_BACK
    assert abs(datetime.fromisoformat(since) - expected) < timedelta(minutes=1)


def test_replies_are_found_although_the_hubs_clock_is_a_year_fast(carrier: Carrier) -> None:
    carrier.replies(ANNA, "1")
    assert len(polled(carrier, times=2, clock=FixedClock(timedelta(days=365))).of(Replied)) == 1


# What became of a text


@pytest.mark.parametrize(("does", "code", "meaning"), [
    ("deliver", None, Delivered()),
    ("fail", 30003, TryAgain(because="", code=30003, after=60.0, unreachable=True)),
    ("fail", 30006, Refused(because="", code=30006)),
    ("fail", 30007, TryAgain(because="", code=30007, after=60.0, unreachable=True)),
    ("fail", 30008, TryAgain(because="", code=30008, after=2.0)),
    ("fail", 30036, TryAgain(because="", code=30036, after=60.0, unreachable=True)),
    ("fail", 21610, Refused(because="", code=21610, fault="opt-out")),
])  # fmt: skip
def test_what_became_of_a_text_is_told_once(carrier: Carrier, does: Any, code: int | None, meaning: Receipt) -> None:
    carrier.behaves(ANNA, does, code=code)
    effect = text()
    receipt = sent(carrier, effect)
    assert isinstance(receipt, Accepted)
    [told] = polled(carrier, (effect, receipt.provider_id), times=2).of(Receipted)
    assert (told.effect, without_because(told.receipt)) == (effect.key, meaning)


def test_a_text_on_its_way_is_no_news(carrier: Carrier) -> None:
    carrier.behaves(ANNA, "accept")
    receipt = sent(carrier)
    assert isinstance(receipt, Accepted)
    assert polled(carrier, (text(), receipt.provider_id)).of(Receipted) == []


def test_a_text_that_twilio_forgot_does_not_hide_the_next(carrier: Carrier) -> None:
    receipt = sent(carrier)
    assert isinstance(receipt, Accepted)
    told = polled(carrier, (text(key="lost"), "SM" + "f" * 32), (text(), receipt.provider_id)).of(Receipted)
    assert [each.effect for each in told] == ["k1"]


# Trouble with the account, and with the way there


def test_credentials_that_fail_are_told_at_the_next_poll_and_so_is_their_mending(carrier: Carrier) -> None:
    async def story() -> list[FaultChanged]:
        out, door = texts(carrier), Door()
        carrier.trouble = Behaviour("refuse", status=401, code=20003)
        await out.poll(door, ())
        await out.poll(door, ())
        carrier.trouble = None
        await out.poll(door, ())
        assert door.of(LinkChanged)[-1].up
        return door.of(FaultChanged)

    there, gone = run(story())
    assert (there.cause, there.present, there.life_saving) == ("sms credentials", True, True)
    assert (gone.cause, gone.present) == ("sms credentials", False)


def test_credit_that_ran_out_is_told_after_the_text_that_met_it(carrier: Carrier) -> None:
    async def story() -> list[tuple[str, bool]]:
        out, door = texts(carrier), Door()
        carrier.behaves(ANNA, "refuse", status=403, code=20005, times=1)
        await out.send(text())
        await out.poll(door, ())
        await out.send(text())
        await out.poll(door, ())
        return [(each.cause, each.present) for each in door.of(FaultChanged) if each.cause == "sms credit"]

    assert run(story()) == [("sms credit", True), ("sms credit", False)]


def test_the_way_is_down_after_two_failed_polls_and_up_again_after_one_that_works(carrier: Carrier) -> None:
    async def story() -> list[bool]:
        out, door = texts(carrier), Door()
        for trouble in (None, Behaviour("garbage"), None, *[Behaviour("refuse", status=500)] * 3, None):
            carrier.trouble = trouble
            await out.poll(door, ())
        return [each.up for each in door.of(LinkChanged)]

    assert run(story()) == [True, False, True]


def test_a_failed_list_has_a_status_although_the_client_raises_it_without(carrier: Carrier) -> None:
    carrier.trouble = Behaviour("refuse", status=403, code=20005)
    [fault] = polled(carrier).of(FaultChanged)
    assert (fault.cause, fault.present) == ("sms credit", True)


def test_credit_can_be_asked_for(carrier: Carrier) -> None:
    carrier.balance = "3.50"
    left = run(texts(carrier).credit())
    assert (left.balance, left.currency) == (3.5, "GBP")
    assert isinstance(run(texts(carrier, token="wrong").credit()), TryAgain)


def test_a_client_that_takes_too_long_to_load_is_a_value(carrier: Carrier, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    monkeypatch.setattr(twilio_sms, "LOAD_TIME_OUT", 0.05)
    monkeypatch.setattr(twilio_sms, "_load", lambda *_: gate.wait(5))
    receipt = sent(carrier)
    gate.set()
    assert isinstance(receipt, TryAgain)
    carrier.assert_nothing_else()


def test_importing_the_connector_does_not_import_the_client() -> None:
    program = "import sys, connectors.twilio_sms; print([m for m in ('twilio', 'requests') if m in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30)
    assert ended.stdout.strip() == "[]"
