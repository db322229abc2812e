"""Two providers as one way, over real HTTP, each a carrier on loopback that can be made to fail."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from connectors import failover
from connectors.failover import Failover
from connectors.twilio_sms import TwilioSms
from hub.model.effects import Accepted, Effect, Receipt, Refused, Text, TryAgain
from hub.model.events import FaultChanged, LinkChanged, Receipted, Replied
from hub.model.household import TextProvider
from hub.ports import TextWay
from tests.connectors.twilio_phone import ANNA, BEN, Door, FixedClock, made, run, stop_all, text
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Behaviour, Carrier

TWO = tuple[Carrier, Carrier]


@pytest.fixture
def two() -> Iterator[TWO]:
    with Carrier() as first, Carrier() as second:
        yield first, second


@pytest.fixture(autouse=True)
def _threads_end() -> Iterator[None]:
    yield
    stop_all()


class Clock(FixedClock):
    """Hub time that runs as fast as a test wants it."""

    def __init__(self, faster: float = 1.0) -> None:
        super().__init__()
        self.begin, self.faster = datetime.now(UTC), faster

    def now(self) -> datetime:
        return self.begin + (datetime.now(UTC) - self.begin) * self.faster

    def delay(self, until: datetime) -> float:
        return max(0.0, (until - self.now()).total_seconds()) / self.faster


def way(url: str, token: str = TOKEN) -> TwilioSms:
    return made(TextProvider(provider="twilio", sender=SENDER, account=ACCOUNT, api_base=url), token, None)


def both(two: TWO, **changes: Any) -> Failover:
    first = changes.get("first") or way(two[0].url, changes.get("token", TOKEN))
    return Failover((first, way(two[1].url)), changes.get("clock") or Clock())


async def watched(out: Failover, story: Callable[[Door], Awaitable[None]], clock: Clock | None = None) -> Door:
    """What the hub hears while a story runs."""
    door = Door()
    watch = asyncio.get_running_loop().create_task(out.run(door, clock or Clock()))
    await story(door)
    await asyncio.sleep(0.05)
    watch.cancel()
    with suppress(asyncio.CancelledError):
        await watch
    return door


def says(door: Door) -> list[tuple[str, bool]]:
    """The links that were told, and whether each is up."""
    return [(each.link, each.up) for each in door.of(LinkChanged)]


async def until(so: Callable[[], object], within: float = 30.0) -> None:
    """Wait until something is so."""
    give_up = time.monotonic() + within
    while not so():
        assert time.monotonic() < give_up
        await asyncio.sleep(0.01)


def test_while_the_first_works_the_second_is_never_asked(two: TWO) -> None:
    assert isinstance(run(both(two).send(text())), Accepted)
    two[0].expect(ANNA)
    assert not two[1].requests


@pytest.mark.parametrize("trouble", [
    Behaviour("refuse", status=500, code=20500), Behaviour("refuse", status=503, code=503),
    Behaviour("refuse", status=429, code=20429), Behaviour("refuse", status=403, code=20005),
    Behaviour("refuse", status=401, code=20003), Behaviour("refuse", code=21606), Behaviour("refuse", code=21408),
    Behaviour("refuse", code=21608), Behaviour("refuse", code=21612), Behaviour("garbage"),
], ids=lambda each: f"{each.does} {each.status} {each.code}")  # fmt: skip
def test_what_the_first_cannot_take_the_second_gets_at_once(
    two: TWO, trouble: Behaviour, monkeypatch: pytest.MonkeyPatch
) -> None:
    for_ever(monkeypatch)
    two[0].trouble = trouble
    assert isinstance(run(both(two).send(text())), Accepted)
    two[1].expect(ANNA)
    two[1].assert_nothing_else()


def for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for the first now waits longer than any test may last."""
    for name in ("PATIENCE", "RECALL"):
        monkeypatch.setattr(failover, name, 3600.0)


def test_a_first_that_cannot_be_reached_and_one_with_a_wrong_token(two: TWO, monkeypatch: pytest.MonkeyPatch) -> None:
    for_ever(monkeypatch)
    dead = Failover((way("http://127.0.0.1:9"), way(two[1].url)), Clock())
    assert isinstance(run(dead.send(text())), Accepted)
    two[1].expect(ANNA)
    assert isinstance(run(both(two, token="wrong").send(text(BEN))), Accepted)
    two[1].expect(BEN)


def test_a_first_that_hangs_is_left_before_fifteen_seconds(two: TWO, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of the real time-outs: 8 s, and 2 s to ask what went out. tests/e2e/test_two_providers.py has those."""
    assert isinstance(run(both(two).send(text(BEN))), Accepted)  # what they need is loaded: that takes its time, once
    two[0].expect(BEN)
    monkeypatch.setattr(failover, "PATIENCE", 0.8)
    monkeypatch.setattr(failover, "RECALL", 0.2)
    two[0].trouble = Behaviour("hang")
    begun = time.monotonic()
    assert isinstance(run(both(two).send(text())), Accepted)
    assert 1.0 <= time.monotonic() - begun < 2.5
    two[1].expect(ANNA)


@pytest.mark.parametrize("code", [21610, 30006, 21211, 21614])
def test_a_number_that_is_refused_for_good_is_not_tried_by_another_way(two: TWO, code: int) -> None:
    two[0].behaves(ANNA, "refuse", code=code)
    assert isinstance(run(both(two).send(text())), Refused)
    assert not two[1].requests


def test_a_lost_answer_is_found_at_the_first_and_not_sent_by_the_second(two: TWO) -> None:
    two[0].behaves(ANNA, "lose answer")
    receipt = run(both(two).send(text()))
    assert receipt == Accepted(provider_id=two[0].expect(ANNA).sid)
    assert not two[1].requests


def test_both_fail_and_it_may_go_later(two: TWO) -> None:
    two[0].trouble = Behaviour("refuse", status=403, code=20005)
    two[1].trouble = Behaviour("refuse", status=401, code=20003)
    receipt = run(both(two).send(text()))
    assert isinstance(receipt, TryAgain)
    assert (receipt.unreachable, receipt.after) == (True, 30.0), "the next rung need not wait"
    assert "credit" in receipt.because and "token" in receipt.because


def test_a_first_that_is_down_is_passed_over_until_it_works_again(two: TWO) -> None:
    clock = Clock(faster=100.0)
    out = both(two, clock=clock)

    async def story(door: Door) -> None:
        two[0].trouble = Behaviour("refuse", status=503, code=503)
        await out.send(text(key="k1"))
        asked = len(two[0].requests)
        await out.send(text(BEN, key="k2"))
        assert len(two[0].requests) == asked, "it is known to be down"
        two[0].trouble = None
        await until(lambda: says(door)[-1] == ("texts by Twilio", True))
        await out.send(text(key="k3"))

    door = run(watched(out, story, clock))
    assert says(door) == [
        ("texts by Twilio", False), ("texts by Twilio 2", True), ("sms", True), ("texts by Twilio", True),
    ]  # fmt: skip
    assert "texts leave by Twilio 2 now" in door.of(LinkChanged)[0].because
    assert [each.sid for each in (two[1].expect(ANNA), two[1].expect(BEN), two[0].expect(ANNA))]
    two[0].assert_nothing_else()
    two[1].assert_nothing_else()


def test_both_down_is_told_as_no_text_can_be_sent(two: TWO) -> None:
    out = both(two)

    async def story(door: Door) -> None:
        two[0].trouble = two[1].trouble = Behaviour("refuse", status=503, code=503)
        await out.send(text())

    door = run(watched(out, story))
    assert says(door)[-1] == ("sms", False)


class Faulty:
    """A way whose program has a fault."""

    name = "faulty"

    async def send(self, effect: Effect) -> Receipt:
        raise ZeroDivisionError("a bug")

    async def recall(self, effect: Effect) -> Receipt | None:
        raise ZeroDivisionError("a bug")

    async def poll(self, door: Any, waiting: tuple[tuple[Text, str], ...]) -> None: ...

    async def prepare(self) -> None: ...

    async def examine(self, door: Any) -> bool:
        return False

    def stop(self) -> None: ...


def test_a_fault_in_the_first_ways_program_costs_no_text_and_is_told(two: TWO) -> None:
    faulty: TextWay = Faulty()
    out = both(two, first=faulty)

    async def story(door: Door) -> None:
        assert isinstance(await out.send(text()), Accepted)

    door = run(watched(out, story))
    two[1].expect(ANNA)
    [fault] = [each for each in door.of(FaultChanged) if each.present]
    assert (fault.cause, fault.because) == ("way out faulty", "ZeroDivisionError: a bug")


def test_a_way_that_hangs_hides_no_others_answer_about_what_went_out(two: TWO, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a crash the outbox asks for 2 s: the answer of the one that has it must be there before."""
    monkeypatch.setattr(failover, "RECALL", 1.0)
    two[0].trouble = Behaviour("hang")

    async def story() -> tuple[Receipt | None, float, Receipt | None]:
        out = both(two)
        sent = await way(two[1].url).send(text())
        begun = time.monotonic()
        found = await out.recall(text())
        assert found == sent
        return found, time.monotonic() - begun, await out.recall(text(BEN, "k2"))

    found, took, nobodys = run(story())
    assert isinstance(found, Accepted) and took < 0.9
    assert nobodys is None


def test_every_account_is_looked_at_and_what_must_be_mended_names_it(two: TWO) -> None:
    out, door = both(two), Door()

    async def story() -> tuple[bool, bool]:
        two[0].balance, two[1].balance = "0.00", "3.10"
        before = await out.examine(door)
        two[0].balance = two[1].balance = "20.00"
        return before, await out.examine(door)

    assert run(story()) == (False, True)
    told = [(each.cause, each.present, each.life_saving) for each in door.of(FaultChanged)]
    assert told[:4] == [
        ("sms credentials", False, True), ("sms credit", True, True), ("sms credit low", False, False),
        ("sms sender", False, True),
    ]  # fmt: skip
    assert ("sms credit low (twilio 2)", True, False) in told
    assert told[-2:] == [("sms credit", False, True), ("sms credit low (twilio 2)", False, False)]


def test_an_account_without_credit_is_passed_over_before_an_alarm_finds_it_so(two: TWO) -> None:
    out, door = both(two), Door()
    two[0].balance = "0.00"

    async def story() -> None:
        await out.examine(door)
        await out.send(text())

    run(story())
    two[1].expect(ANNA)
    assert not [each for each in two[0].requests if each[0] == "POST"]


# Polling


def polled(out: Failover, number: int, door: Door, waiting: tuple[tuple[Text, str], ...] = ()) -> Any:
    return out.sources[number].poll(door, waiting)


def test_replies_come_by_every_way(two: TWO) -> None:
    out, door = both(two), Door()

    async def story() -> None:
        two[0].replies(ANNA, "1")
        two[1].replies(BEN, "2")
        await polled(out, 0, door)
        await polled(out, 1, door)

    run(story())
    assert [(each.number, each.text) for each in door.of(Replied)] == [(ANNA, "1"), (BEN, "2")]
    assert not door.of(LinkChanged), "told by `run`, for both ways together"


def test_a_text_that_was_taken_and_could_not_be_delivered_goes_by_the_other_way(two: TWO) -> None:
    """The account was suspended after the text was taken: the fate says so, and nobody waits half a minute."""
    out, door = both(two), Door()
    two[0].behaves(ANNA, "fail", code=30002)

    async def story() -> None:
        taken = await out.send(text())
        assert isinstance(taken, Accepted)
        await polled(out, 0, door, ((text(), taken.provider_id),))
        [fate] = door.of(Receipted)
        assert (fate.receipt.after, fate.receipt.way_fails, fate.receipt.unreachable) == (0.0, True, False)
        assert isinstance(await out.send(text()), Accepted)

    run(story())
    two[0].expect(ANNA)
    two[1].expect(ANNA)


def test_a_phone_that_is_off_is_tried_later_and_by_the_same_way(two: TWO) -> None:
    out, door = both(two), Door()
    two[0].behaves(ANNA, "fail", code=30003, times=1)

    async def story() -> None:
        taken = await out.send(text())
        assert isinstance(taken, Accepted)
        await polled(out, 0, door, ((text(), taken.provider_id),))
        assert door.of(Receipted)[0].receipt.after == 60.0
        await out.send(text(key="k2"))

    run(story())
    assert not two[1].requests


def test_a_fault_says_which_account_has_it(two: TWO) -> None:
    out, door = both(two), Door()
    two[0].trouble = two[1].trouble = Behaviour("refuse", status=403, code=20005)

    async def story() -> None:
        await polled(out, 0, door)
        await polled(out, 1, door)

    run(story())
    assert [each.cause for each in door.of(FaultChanged)] == ["sms credit", "sms credit (twilio 2)"]


def test_what_failed_yesterday_is_forgotten(two: TWO, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(failover, "REMEMBERED", timedelta(0))
    out, door = both(two), Door()
    two[0].behaves(ANNA, "fail", code=30007, times=1)

    async def story() -> None:
        taken = await out.send(text())
        assert isinstance(taken, Accepted)
        await polled(out, 0, door, ((text(), taken.provider_id),))
        await out.send(text())

    run(story())
    assert len(two[0].sent) == 2
