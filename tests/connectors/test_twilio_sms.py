"""Texts handed over through the real Twilio client, over real HTTP, to a carrier on loopback."""

import asyncio
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from connectors import twilio_client, twilio_sms
from connectors.twilio_sms import validity
from hub.model.effects import Accepted, Receipt, Refused, TryAgain, Withdraw
from hub.model.household import Sms
from hub.model.ids import EffectKey, IncidentId
from tests.connectors.twilio_phone import (
    ANNA,
    BEN,
    BODY,
    Door,
    FixedClock,
    made,
    run,
    sent,
    stop_all,
    text,
    texts,
    without_because,
)
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Behaviour, Carrier


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    with Carrier() as started:
        yield started


@pytest.fixture(autouse=True)
def _threads_end() -> Iterator[None]:
    yield
    stop_all()


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
