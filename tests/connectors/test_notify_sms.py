"""Texts through the real client of GOV.UK Notify, over real HTTP, to a Notify on loopback. Beside the contract of every
way (tests/contract/test_text_ways.py): what is Notify's own.
"""

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from connectors import notify_client, notify_sms
from connectors.notify_outcomes import number
from connectors.notify_sms import NotifySms, reference
from hub.model.effects import Accepted, Delivered, Receipt, Refused, TryAgain, Withdraw
from hub.model.events import FaultChanged, Receipted, Replied
from hub.model.household import TextProvider
from hub.model.ids import EffectKey, IncidentId
from tests.connectors.twilio_phone import ANNA, BEN, BODY, Door, FixedClock, run, text, without_because
from tests.support.notify import (
    KEY,
    NOT_A_NUMBER,
    OUR_NUMBER,
    SENDER_ID,
    TEAM_ONLY,
    TEMPLATE,
    TRIAL,
    Behaviour,
    Notify,
)


@pytest.fixture
def notify() -> Iterator[Notify]:
    with Notify() as started:
        yield started


_made: list[NotifySms] = []


@pytest.fixture(autouse=True)
def _threads_end() -> Iterator[None]:
    yield
    while _made:
        _made.pop().stop()


def texts(notify: Notify, key: str = KEY, clock: FixedClock | None = None, **changes: Any) -> NotifySms:
    fields = {"provider": "notify", "template": TEMPLATE, "api_base": notify.url, **changes}
    _made.append(NotifySms(TextProvider(**fields), key, clock or FixedClock()))
    return _made[-1]


def sent(notify: Notify, **changes: Any) -> Receipt:
    receipt: Receipt = run(texts(notify, **changes).send(text()))
    return receipt


def polled(notify: Notify, times: int = 1, **changes: Any) -> Door:
    out, door = texts(notify, **changes), Door()

    async def story() -> None:
        for _ in range(times):
            await out.poll(door, ())

    run(story())
    return door


def causes(door: Door) -> list[tuple[str, bool]]:
    return [(each.cause, each.present) for each in door.of(FaultChanged)]


# Handing over


def test_a_text_goes_out_with_everything_that_was_asked_for_and_nothing_else(notify: Notify) -> None:
    receipt = sent(notify, sender_id=SENDER_ID)
    out = notify.expect(ANNA, "Help button", "K7")
    assert receipt == Accepted(provider_id=f"notify:{out.id}")
    assert out.given == {
        "phone_number": ANNA, "template_id": TEMPLATE, "personalisation": {"body": BODY}, "sms_sender_id": SENDER_ID,
        "reference": reference(text().key),
    }  # fmt: skip


def test_our_reference_says_nothing_about_a_person() -> None:
    made = {reference(EffectKey(f"e-{n}/alarm/anna/{n}")) for n in range(1000)}
    assert len(made) == 1000
    assert all(len(each) == 32 and int(each, 16) >= 0 for each in made)


def test_only_texts_can_be_sent(notify: Notify) -> None:
    effect = Withdraw(key=EffectKey("w"), at=datetime.now(UTC), incident=IncidentId("i"), purposes=(), because="")
    with pytest.raises(TypeError, match="Withdraw"):
        run(texts(notify).send(effect))


ACCOUNT = TryAgain(because="", code=400, after=30.0, unreachable=True)
REFUSALS: list[tuple[int, str, str, Receipt]] = [
    (400, "BadRequestError", TEAM_ONLY, Refused(because="", code=400, fault="trial account")),
    (400, "BadRequestError", TRIAL, Refused(because="", code=400, fault="trial account")),
    (400, "BadRequestError", "Cannot send to international mobile numbers",
     Refused(because="", code=400, fault="region")),
    (400, "ValidationError", NOT_A_NUMBER, Refused(because="", code=400)),
    (400, "InvalidPhoneError", "phone_number Not enough digits", Refused(because="", code=400)),
    (400, "BadRequestError", "Template not found", ACCOUNT),
    (400, "BadRequestError", "Template has been deleted", ACCOUNT),
    (400, "BadRequestError", "Missing personalisation: name", ACCOUNT),
    (400, "BadRequestError", "Service is not allowed to send text messages",
     ACCOUNT),
    (400, "BadRequestError", "Text messages cannot be longer than 918 characters. Your message is 1000 characters",
     TryAgain(because="", code=400, after=60.0, unreachable=True)),
    (400, "BadRequestError", "Something quite new", TryAgain(because="", code=400, after=2.0)),
    (401, "AuthError", "Unauthorized", TryAgain(because="", code=401, after=30.0, unreachable=True)),
    (403, "AuthError", "Invalid token: API key revoked", TryAgain(because="", code=403, after=30.0, unreachable=True)),
    (429, "RateLimitError", "Exceeded rate limit", TryAgain(because="", code=429, after=2.0)),
    (429, "TooManyRequestsError", "Exceeded send limits (50) for today",
     TryAgain(because="", code=429, after=30.0, unreachable=True)),
    (500, "Exception", "Internal server error", TryAgain(because="", code=500, after=2.0)),
    (502, "", "Bad gateway", TryAgain(because="", code=502, after=2.0)),
]  # fmt: skip


@pytest.mark.parametrize(("status", "error", "message", "meaning"), REFUSALS)
def test_each_refusal_means_something(notify: Notify, status: int, error: str, message: str, meaning: Receipt) -> None:
    notify.behaves(ANNA, "refuse", status=status, error=error, message=message)
    receipt = sent(notify)
    assert without_because(receipt) == meaning
    assert isinstance(receipt, Refused | TryAgain) and receipt.because
    notify.assert_nothing_else()


def test_back_off_grows_for_one_number_and_is_forgotten_once_a_text_goes(notify: Notify) -> None:
    async def story() -> list[float | None]:
        out = texts(notify)
        receipts = [await out.send(text(key=f"k{index}")) for index in range(4)]
        return [receipt.after if isinstance(receipt, TryAgain) else None for receipt in receipts]

    notify.behaves(ANNA, "refuse", status=429, error="RateLimitError", times=1)
    notify.behaves(ANNA, "deliver", times=1)
    notify.behaves(ANNA, "refuse", status=429, error="RateLimitError", times=2)
    assert run(story()) == [2.0, 4.0, None, 2.0]


@pytest.mark.parametrize("trouble", ["garbage", "lose answer"])
def test_what_is_no_answer_of_notifys_leaves_it_open(notify: Notify, trouble: Any) -> None:
    notify.behaves(ANNA, trouble, times=1)
    receipt = sent(notify)
    assert isinstance(receipt, TryAgain) and receipt.code is None and receipt.way_fails
    assert len(notify.sent) == 1


def test_after_an_answer_that_was_lost_the_next_try_asks_first(notify: Notify) -> None:
    async def story() -> Receipt:
        out = texts(notify)
        await out.send(text())
        return await out.send(text())

    notify.behaves(ANNA, "lose answer", times=1)
    assert isinstance(run(story()), Accepted)
    assert len(notify.sent) == 1


def test_a_notify_that_cannot_be_reached_took_nothing(notify: Notify) -> None:
    receipt = run(texts(notify, api_base="http://127.0.0.1:9").send(text()))
    assert without_because(receipt) == TryAgain(because="", after=2.0)


# The key and the clock


@pytest.mark.parametrize("ahead", [timedelta(hours=-7), timedelta(days=400), timedelta(seconds=-31)])
def test_a_hub_whose_clock_is_wrong_texts_all_the_same(notify: Notify, ahead: timedelta) -> None:
    """No battery clock, and the first press comes before the time is known: the token is made by Notify's clock."""
    notify.time_shift = ahead
    assert isinstance(sent(notify), Accepted)
    assert len(notify.requests) == 2, "refused once, and then right"


@pytest.mark.parametrize(("key", "asks"), [(KEY[:-1] + "f", 1), ("no key at all", 0), ("", 0)])
def test_a_wrong_key_is_trouble_with_the_account_and_never_with_the_number(notify: Notify, key: str, asks: int) -> None:
    receipt = sent(notify, key=key)
    assert without_because(receipt) == TryAgain(because="", code=403, after=30.0, unreachable=True)
    assert len(notify.requests) == asks
    assert causes(polled(notify, key=key)) == [("sms credentials", True)]


def test_a_key_with_a_line_end_is_taken(notify: Notify) -> None:
    assert isinstance(sent(notify, key=f"{KEY}\n"), Accepted)


# What became of it


@pytest.mark.parametrize(("becomes", "meaning"), [
    ("deliver", Delivered()), ("permanent-failure", Refused(because="")),
    ("temporary-failure", TryAgain(because="", after=60.0, unreachable=True)),
    ("technical-failure", TryAgain(because="", after=30.0, unreachable=True)),
])  # fmt: skip
def test_the_fate_of_a_text_is_told_once(notify: Notify, becomes: Any, meaning: Receipt) -> None:
    out, door = texts(notify), Door()

    async def story() -> None:
        taken = await out.send(text())
        assert isinstance(taken, Accepted)
        for _ in range(4):
            await out.poll(door, ((text(), taken.provider_id),))

    notify.behaves(ANNA, becomes)
    run(story())
    assert [without_because(each.receipt) for each in door.of(Receipted)] == [meaning]


def test_a_text_that_notify_has_forgotten_hides_no_other(notify: Notify) -> None:
    out, door = texts(notify), Door()

    async def story() -> None:
        taken = await out.send(text())
        assert isinstance(taken, Accepted)
        gone = (text(BEN, "k9"), f"notify:{SENDER_ID}")
        for _ in range(2):
            await out.poll(door, (gone, (text(), taken.provider_id)))

    run(story())
    assert [each.receipt for each in door.of(Receipted)] == [Delivered()]


def test_a_text_that_failed_is_not_taken_for_sent(notify: Notify) -> None:
    """It is sent again: the reference of the one that failed must not stand for it."""
    out, door = texts(notify), Door()

    async def story() -> Receipt | None:
        taken = await out.send(text())
        assert isinstance(taken, Accepted)
        for _ in range(2):
            await out.poll(door, ((text(), taken.provider_id),))
        return await out.recall(text())

    notify.behaves(ANNA, "technical-failure")
    assert run(story()) is None


def test_a_recall_that_is_not_answered_says_nothing(notify: Notify) -> None:
    notify.trouble = Behaviour("refuse", status=500)
    assert run(texts(notify).recall(text())) is None


# Replies


def test_replies_of_many_pages_are_read_and_then_no_page_too_many(notify: Notify) -> None:
    notify.page_size = 3
    for index in range(8):
        notify.replies(ANNA, f"{index}")
    door = polled(notify, times=2)
    assert [each.text for each in door.of(Replied)] == [str(index) for index in range(8)]
    assert len(notify.requests) == 5, "three pages and an empty one, then only the first"


def test_only_replies_of_the_last_days_are_read(notify: Notify) -> None:
    notify.page_size = 2
    for days in (6, 5, 4, 2, 1):
        notify.replies(ANNA, f"{days}", at=notify.now() - timedelta(days=days))
    door = polled(notify)
    assert [each.text for each in door.of(Replied)] == ["2", "1"]
    assert len(notify.requests) == 2, "what is older is not even asked for"


@pytest.mark.parametrize(("sender", "read"), [(OUR_NUMBER, ["ours"]), ("", ["ours", "another home's"])])
def test_a_reply_to_another_number_of_the_service_is_not_ours(notify: Notify, sender: str, read: list[str]) -> None:
    notify.replies(ANNA, "ours")
    notify.replies(ANNA, "another home's", to="+447700900002")
    assert [each.text for each in polled(notify, sender=sender).of(Replied)] == read


def test_replies_are_read_also_by_a_hub_that_is_years_ahead(notify: Notify) -> None:
    """Its clock is wrong; Notify's counts."""
    out, door = texts(notify, clock=FixedClock(timedelta(days=400))), Door()
    notify.replies(ANNA, "1")

    async def story() -> None:
        await out.examine(door)
        await out.poll(door, ())

    run(story())
    assert [each.text for each in door.of(Replied)] == ["1"]


@pytest.mark.parametrize(("told", "written"), [
    ("447700900111", "+447700900111"), ("+447700900111", "+447700900111"), ("15555550100", "+15555550100"),
    ("60777", "60777"), ("O2", "O2"), ("", ""),
])  # fmt: skip
def test_how_numbers_are_written(told: str, written: str) -> None:
    assert number(told) == written


# The template


@pytest.mark.parametrize(("template", "fine"), [
    ({"type": "sms", "body": "((body))"}, True), ({"type": "sms", "body": "Hello ((name))"}, False),
    ({"type": "email", "body": "((body))"}, False), (None, False),
])  # fmt: skip
def test_a_template_of_which_no_text_can_be_made_is_told_before_it_is_needed(
    notify: Notify, template: dict[str, str] | None, fine: bool
) -> None:
    if template is None:
        notify.templates.clear()
    else:
        notify.templates[TEMPLATE] = template
    out, door = texts(notify), Door()

    async def story() -> bool:
        before = await out.examine(door)
        notify.templates[TEMPLATE] = {"type": "sms", "body": "((body))"}
        assert await out.examine(door)
        return before

    assert run(story()) is fine
    told = [each for each in causes(door) if each[0] == "sms template"]
    assert told == ([("sms template", False)] if fine else [("sms template", True), ("sms template", False)])


def test_a_notify_that_cannot_be_asked_blames_no_template(notify: Notify) -> None:
    notify.trouble = Behaviour("refuse", status=500)
    out, door = texts(notify), Door()
    assert run(out.examine(door)) is False
    assert causes(door) == []


# Loading


def test_a_client_that_takes_too_long_to_load_is_a_value(notify: Notify, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()
    monkeypatch.setattr(notify_sms, "LOAD_TIME_OUT", 0.05)
    monkeypatch.setattr(notify_sms, "_load", lambda *_: gate.wait(5))
    receipt = sent(notify)
    gate.set()
    assert isinstance(receipt, TryAgain) and receipt.way_fails


def test_notify_is_imported_only_when_it_is_used() -> None:
    ask = "import sys, connectors.notify_sms, hub.parts; print('notifications_python_client' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True, timeout=30)
    assert said.stdout.strip() == "False"


def test_each_request_has_a_connection_of_its_own(notify: Notify) -> None:
    """A home router forgets quiet connections without a word."""
    client = notify_client._Client(KEY, notify.url, timedelta(0))
    assert client.generate_headers("")["Connection"] == "close"


def test_a_send_that_is_given_up_leaves_nothing_behind(notify: Notify) -> None:
    async def story() -> None:
        out = texts(notify)
        await out.prepare()
        task = asyncio.get_running_loop().create_task(out.send(text()))
        await asyncio.sleep(0.05)
        task.cancel()
        await asyncio.wait({task})
        notify.trouble = None
        assert isinstance(await out.send(text(BEN, "k2")), Accepted)

    notify.trouble = Behaviour("hang")
    run(story())
