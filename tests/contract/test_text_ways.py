"""What the hub may rely on, asked of every way to send texts: over its real client, to a provider on this machine."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hub.core.failover import another_may, unsure
from hub.model.effects import Accepted, Delivered, Effect, Receipt, Refused, Text, TryAgain
from hub.model.events import Event, FaultChanged, LinkChanged, Receipted, Replied
from hub.model.household import Provider as Name
from hub.model.ids import EffectKey
from hub.parts import PROVIDERS as MADE
from hub.ports import TextWay
from tests.support.text_ways import PROVIDERS, Provider

ANNA, BEN = "+447700900111", "+447700900112"
BODY = "08:30 Help button pressed by Mary S at 12 Elm Rd. Reply 1 if you are going, 2 if you cannot. K7"
POLLS = 4
"""Looks within which a provider says what became of a text: two would do, forty seconds of an open incident."""


class Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)

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


@pytest.fixture(params=PROVIDERS)
def provider(request: pytest.FixtureRequest) -> Iterator[Provider]:
    started = PROVIDERS[request.param]()
    yield started
    started.close()


def text(number: str = ANNA, key: str = "e-1/alarm/anna/1", body: str = BODY) -> Text:
    at = datetime.now(UTC)
    expires = at + timedelta(minutes=10)
    return Text(key=EffectKey(key), at=at, to="anna", number=number, body=body, purpose="alarm", expires=expires)


def asked(provider: Provider, story: Callable[[TextWay, Door], Awaitable[Any]]) -> Any:
    """What a story says of a way that was just made; its threads end with it."""

    async def run() -> Any:
        way = provider.way(Clock())
        try:
            await way.prepare()
            return await story(way, Door())
        finally:
            way.stop()

    return asyncio.run(run())


def sent(provider: Provider, effect: Text) -> Receipt:
    receipt: Receipt = asked(provider, lambda way, _: way.send(effect))
    return receipt


async def fate(way: TextWay, door: Door, effect: Text) -> Receipt:
    """What becomes of a text that was taken, as polling says."""
    taken = await way.send(effect)
    assert isinstance(taken, Accepted), taken
    for _ in range(POLLS):
        await way.poll(door, ((effect, taken.provider_id),))
        if door.of(Receipted):
            break
    [became] = door.of(Receipted)
    assert became.effect == effect.key
    receipt: Receipt = became.receipt
    return receipt


def test_every_provider_of_the_hub_is_asked() -> None:
    assert set(PROVIDERS) == set(MADE)
    assert set(PROVIDERS) <= set(Name.__args__)


def test_a_text_is_taken_with_its_words_and_its_number(provider: Provider) -> None:
    receipt = sent(provider, text())
    assert isinstance(receipt, Accepted) and receipt.provider_id
    assert provider.taken() == [(ANNA, BODY)]


@pytest.mark.parametrize("name", ["Siôn", "O'Brien", "Zoë & Ben", "Łukasz", "北京", "😀", 'a "b" <c> ((d)) {e}'])
def test_names_of_every_sort_arrive_as_they_are(provider: Provider, name: str) -> None:
    assert isinstance(sent(provider, text(body=f"Help button pressed by {name}. K7")), Accepted)
    assert provider.taken() == [(ANNA, f"Help button pressed by {name}. K7")]


def test_a_text_is_delivered(provider: Provider) -> None:
    assert asked(provider, lambda way, door: fate(way, door, text())) == Delivered()


def test_a_number_that_takes_no_texts_is_refused_for_good_and_no_other_way_is_asked(provider: Provider) -> None:
    provider.refuses(ANNA)
    receipt = sent(provider, text())
    assert isinstance(receipt, Refused)
    assert (receipt.fault, another_may(receipt)) == ("", False)
    assert isinstance(sent(provider, text(BEN)), Accepted), "the next number may be fine"


def test_a_phone_that_is_off_is_nobodys_fault(provider: Provider) -> None:
    """The next rung need not wait; the text is tried again later."""
    provider.out_of_reach(ANNA)
    receipt = asked(provider, lambda way, door: fate(way, door, text()))
    assert isinstance(receipt, TryAgain)
    assert receipt.unreachable and receipt.after and not another_may(receipt)


def test_trouble_with_the_account_is_told_and_ends_by_itself(provider: Provider) -> None:
    async def story(way: TextWay, door: Door) -> Receipt:
        provider.locks_the_account()
        receipt = await way.send(text())
        await way.poll(door, ())
        assert not await way.examine(door)
        provider.works_again()
        assert await way.examine(door)
        return receipt, door

    receipt, door = asked(provider, story)
    assert isinstance(receipt, TryAgain)
    assert receipt.unreachable and another_may(receipt) and not unsure(receipt)
    causes = {each.cause for each in door.of(FaultChanged) if each.present}
    assert causes and all(each.life_saving for each in door.of(FaultChanged) if each.present)
    assert causes <= {each.cause for each in door.of(FaultChanged) if not each.present}
    assert provider.taken() == []


@pytest.mark.parametrize("trouble", ["has_too_much_to_do", "breaks_down"])
def test_a_provider_in_trouble_blames_no_phone_and_may_be_passed_over(provider: Provider, trouble: str) -> None:
    getattr(provider, trouble)()
    receipt = sent(provider, text())
    assert isinstance(receipt, TryAgain)
    assert another_may(receipt) and not receipt.unreachable
    assert unsure(receipt) == (trouble == "breaks_down"), "one that broke down may have sent it"
    provider.works_again()
    assert isinstance(sent(provider, text()), Accepted)


def test_a_provider_that_hangs_is_given_up_in_time(provider: Provider) -> None:
    provider.hangs()
    begun = time.monotonic()
    receipt = sent(provider, text())
    assert time.monotonic() - begun < 8, "then the next way has time enough"
    assert another_may(receipt) and unsure(receipt)


def test_a_text_whose_answer_was_lost_is_found_and_not_sent_again(provider: Provider) -> None:
    async def story(way: TextWay, _: Door) -> Receipt:
        provider.loses_the_answer(ANNA)
        lost = await way.send(text())
        assert unsure(lost) and another_may(lost)
        return await way.recall(text())

    found = asked(provider, story)
    assert isinstance(found, Accepted) and found.provider_id
    assert asked(provider, lambda way, _: way.recall(text())) == found, "also after a restart"
    assert asked(provider, lambda way, _: way.recall(text(BEN, "e-1/alarm/ben/1"))) is None
    assert len(provider.taken()) == 1


def test_a_reply_is_read_once_with_who_and_what(provider: Provider) -> None:
    async def story(way: TextWay, door: Door) -> None:
        provider.hears(ANNA, "1 20 K7")
        await way.poll(door, ())
        provider.hears(BEN, "Siôn can't")
        await way.poll(door, ())
        await way.poll(door, ())
        assert [(each.number, each.text) for each in door.of(Replied)] == [(ANNA, "1 20 K7"), (BEN, "Siôn can't")]
        assert all(each.sent is not None for each in door.of(Replied))

    asked(provider, story)


def test_after_a_restart_a_reply_has_the_same_id_and_one_that_came_meanwhile_is_read(provider: Provider) -> None:
    """By its id the engine knows which it has seen."""

    async def polled(way: TextWay, door: Door) -> list[tuple[str, str]]:
        await way.poll(door, ())
        return [(each.sid, each.text) for each in door.of(Replied)]

    provider.hears(ANNA, "1")
    [before] = asked(provider, polled)
    provider.hears(ANNA, "3")
    after = asked(provider, polled)
    assert (before in after) == provider.keeps_replies and [words for _, words in after if words == "3"] == ["3"]


def test_the_ids_of_two_providers_are_never_the_same() -> None:
    """Each asks only after its own texts, and no reply of one counts as seen because of another."""

    async def ids(way: TextWay, door: Door) -> tuple[str, str]:
        taken = await way.send(text())
        await way.poll(door, ((text(), "elsewhere:1"),))
        assert not door.of(Receipted)
        assert isinstance(taken, Accepted)
        return taken.provider_id, door.of(Replied)[0].sid

    begins = set()
    for name, start in PROVIDERS.items():
        provider = start()
        provider.hears(ANNA, "1")
        taken, reply = asked(provider, ids)
        provider.close()
        marks = {each.partition(":")[0] if ":" in each else "" for each in (taken, reply)}
        assert marks == ({""} if name == "twilio" else {name})
        begins |= marks
    assert len(begins) == len(PROVIDERS)


def test_the_way_is_told_as_up_once_it_answers(provider: Provider) -> None:
    async def story(way: TextWay, door: Door) -> None:
        await way.poll(door, ())
        await way.poll(door, ())
        assert [(each.link, each.up) for each in door.of(LinkChanged)] == [("sms", True)]
        provider.is_gone()
        for _ in range(3):
            await way.poll(door, ())
        assert [(each.link, each.up) for each in door.of(LinkChanged)] == [("sms", True), ("sms", False)]

    asked(provider, story)
