"""What is asked of Twilio: replies, what became of a text, and trouble with the account."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from connectors import twilio_sms
from hub.model.effects import Accepted, Delivered, Receipt, Refused, Text, TryAgain
from hub.model.events import FaultChanged, LinkChanged, Receipted, Replied
from tests.connectors.twilio_phone import ANNA, BEN, Door, FixedClock, run, sent, stop_all, text, texts, without_because
from tests.support.carrier import SENDER, TOKEN, Behaviour, Carrier


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    with Carrier() as started:
        yield started


@pytest.fixture(autouse=True)
def _threads_end() -> Iterator[None]:
    yield
    stop_all()


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


@pytest.mark.parametrize(("balance", "token", "fine", "cause"), [
    ("13.50", TOKEN, True, None), ("0.00", TOKEN, False, "sms credit"), ("3.50", "wrong", False, "sms credentials"),
])  # fmt: skip
def test_the_account_can_be_examined(carrier: Carrier, balance: str, token: str, fine: bool, cause: str | None) -> None:
    carrier.balance, door = balance, Door()
    assert run(texts(carrier, token=token).examine(door)) is fine
    assert [each.cause for each in door.of(FaultChanged) if each.present] == ([cause] if cause else [])


def test_credit_that_runs_low_and_a_number_that_was_lost_are_told_once_and_mended(carrier: Carrier) -> None:
    out, door = texts(carrier), Door()

    async def story() -> list[bool]:
        carrier.balance, carrier.numbers = "4.99", []
        fine = [await out.examine(door), await out.examine(door)]
        carrier.balance, carrier.numbers = "5.00", [SENDER]
        return [*fine, await out.examine(door)]

    assert run(story()) == [False, False, True], "a number that is gone sends nothing"
    told = [(each.cause, each.present, each.life_saving) for each in door.of(FaultChanged)]
    assert told == [
        ("sms credentials", False, True), ("sms credit", False, True), ("sms credit low", True, False),
        ("sms sender", True, True), ("sms credit low", False, False), ("sms sender", False, True),
    ]  # fmt: skip
    says = [each.because for each in door.of(FaultChanged)]
    assert says[2:] == [
        "only 4.99 GBP is left at Twilio", "our own number is not one of this Twilio account any more",
        "Twilio has credit enough", "Twilio takes texts again",
    ]  # fmt: skip


def test_a_messaging_service_has_numbers_of_its_own(carrier: Carrier) -> None:
    carrier.numbers = []
    assert run(texts(carrier, sender="MG" + "1" * 32).examine(Door())) is True


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
