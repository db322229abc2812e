"""Texts by a modem, against a fake ModemManager: they leave, they are reported on, and they are answered."""

import asyncio
import itertools
from datetime import UTC, datetime, timedelta

import pytest
from msgspec import structs

from connectors import failover
from connectors.modem.patience import Patience
from connectors.modem.texts import ModemTexts
from hub.model.effects import Accepted, Delivered, Refused, TryAgain
from hub.model.events import LinkChanged, Receipted, Replied
from hub.model.household import Modem
from tests.connectors.modem.modem_home import ANNA, BEN, QUICK, RealClock, bus, home, running, text
from tests.support.door import RecordingDoor, until
from tests.support.modem_manager import FakeModemManager


def accepted(receipt: object) -> str:
    assert isinstance(receipt, Accepted), receipt
    return receipt.provider_id


def test_a_text_leaves_and_its_delivery_is_reported_once() -> None:
    async def story() -> None:
        async with home() as (texts, modem, door):
            told = text()
            taken = accepted(await texts.send(told))
            assert [(each.number, each.body, each.minutes) for each in modem.sent] == [(ANNA, told.body, 5)]
            waiting = ((told, taken),)
            for _ in range(2):
                await until(lambda: len(modem.kept) != 1, "the network reports")
                await texts.poll(door, waiting)
                await texts.poll(door, waiting)
            assert [(each.effect, each.receipt) for each in door.of(Receipted)] == [(told.key, Delivered())]
            assert modem.kept == [], "what is known of a text leaves the modem's list"

    asyncio.run(story())


def later(because: str, code: int) -> TryAgain:
    return TryAgain(because=because, code=code, after=60.0, unreachable=True)


@pytest.mark.parametrize(
    ("report", "becomes"),
    [
        (0x22, None),  # no answer of the phone yet: the network goes on trying
        (0x41, Refused(because="the number takes no texts", code=0x41)),
        (0x46, later("the phone was off until the text was too old", 0x46)),
        (0x62, later("the network could not deliver it", 0x62)),
    ],
)  # fmt: skip
def test_what_the_network_could_not_deliver_says_why(report: int, becomes: Refused | TryAgain | None) -> None:
    async def story() -> None:
        async with home() as (texts, modem, door):
            modem.reports[ANNA] = report
            told = text()
            waiting = ((told, accepted(await texts.send(told))),)
            await until(lambda: len(modem.kept) == 2, "the network reports")
            await texts.poll(door, waiting)
            assert [each.receipt for each in door.of(Receipted)] == ([becomes] if becomes else [])

    asyncio.run(story())


def test_a_reply_is_offered_as_it_comes_and_deleted_once_it_is_durable() -> None:
    async def story() -> None:
        async with home() as (_, modem, door):
            await until(lambda: door.of(LinkChanged), "it runs")
            sent = datetime.now(UTC).replace(microsecond=0)
            await modem.receive(ANNA, "1 20", at=sent)
            await until(lambda: door.of(Replied), "the reply")
            await until(lambda: not modem.kept, "the storage is empty")
            (reply,) = door.of(Replied)
            assert (reply.number, reply.text, reply.sent) == (ANNA, "1 20", sent)
            assert reply.sid.startswith("modem:")

    asyncio.run(story())


def test_a_reply_is_not_deleted_before_it_is_durable() -> None:
    class SlowDoor(RecordingDoor):
        def __init__(self) -> None:
            super().__init__()
            self.durable = asyncio.Event()

        async def offer(self, event: object) -> tuple[()]:
            self.post(event)  # type: ignore[arg-type]
            if isinstance(event, Replied):
                await self.durable.wait()
            return ()

    async def story() -> None:
        with bus() as there:
            modem = await FakeModemManager().start(there.address)
            door, texts = SlowDoor(), ModemTexts(Modem(), None, RealClock(), QUICK)
            async with running(texts, door):
                await modem.receive(ANNA, "1")
                await until(lambda: door.of(Replied), "the reply is offered")
                await asyncio.sleep(0.05)
                assert modem.kept == ["1"]
                door.durable.set()
                await until(lambda: not modem.kept, "the storage is empty")
            await modem.die()

    asyncio.run(story())


def test_a_reply_that_a_killed_hub_had_not_deleted_has_the_same_id_for_the_next() -> None:
    """ModemManager starts anew too: every path is another one then."""

    async def story() -> None:
        sids = []
        with bus() as there:
            modem = await FakeModemManager().start(there.address)
            await modem.receive(ANNA, "1", at=datetime.now(UTC))
            for _ in range(2):
                modem.fails["Delete"] = ["Core.Failed"]
                modem.asked.clear()
                door, texts = RecordingDoor(), ModemTexts(Modem(), None, RealClock(), QUICK)
                async with running(texts, door):
                    await until(lambda: modem.asked.count("Delete") > 2, "it tries to delete it")
                sids.append([each.sid for each in door.of(Replied)])
                await modem.die()
                await modem.start(there.address)
            assert len(sids[0]) == 1 and sids[0] == sids[1]
            await modem.die()

    asyncio.run(story())


def test_a_text_in_parts_is_waited_for() -> None:
    async def story() -> None:
        async with home() as (_, modem, door):
            path = await modem.receive(ANNA, "", parts=2)
            await asyncio.sleep(0.1)
            assert not door.of(Replied)
            await modem.complete(path, "I am on my way but the bus is late, so it may take 25 minutes or a little more")
            await until(lambda: door.of(Replied), "the whole text")
            assert door.of(Replied)[0].text.endswith("a little more")
            await until(lambda: not modem.kept, "the storage is empty")

    asyncio.run(story())


def test_what_lay_on_the_sim_for_days_answers_nothing_and_takes_no_room() -> None:
    async def story() -> None:
        modem = FakeModemManager()
        with bus() as there:
            await modem.start(there.address)
            modem.room = 3
            for day in range(4, 7):
                assert await modem.receive(ANNA, "1", at=datetime.now(UTC) - timedelta(days=day))
            assert not await modem.receive(ANNA, "2"), "the storage is full"
            door, texts = RecordingDoor(), ModemTexts(Modem(), None, RealClock(), QUICK)
            async with running(texts, door):
                await until(lambda: not modem.kept, "room is made")
                assert await modem.receive(ANNA, "2")
                await until(lambda: door.of(Replied), "the new one is read")
            assert [each.text for each in door.of(Replied)] == ["2"]
            assert len(door.complaints) == 3
            await modem.die()

    asyncio.run(story())


def test_four_texts_at_once_leave_one_after_the_other() -> None:
    async def story() -> None:
        async with home() as (texts, modem, _):
            modem.takes = 0.05
            told = [text(f"text {n}", f"+44770090011{n}", f"e-1/told/{n}") for n in range(4)]
            ids = [accepted(each) for each in await asyncio.gather(*(texts.send(each) for each in told))]
            assert len(set(ids)) == 4
            clocks = [each.clock for each in modem.sent]
            assert len(clocks) == 4 and all(b - a > 0.04 for a, b in itertools.pairwise(clocks))

    asyncio.run(story())


def test_a_text_is_given_up_before_the_fail_over_gives_up_the_modem() -> None:
    assert Patience().in_turn < Patience().taken < timedelta(seconds=failover.PATIENCE)


def test_a_slow_network_doubles_nothing() -> None:
    """Nobody knows yet: asked again, the same text is waited for, and then it has gone once."""
    hasty = structs.replace(QUICK, taken=timedelta(seconds=0.1))

    async def story() -> None:
        async with home(patience=hasty) as (texts, modem, _):
            modem.takes = 0.35
            told = text()
            first = await texts.send(told)
            assert isinstance(first, TryAgain) and first.code is None, "its fate is unknown"
            again = await texts.recall(told) or await texts.send(told)
            accepted(again)
            assert len(modem.attempts) == len(modem.sent) == 1

    asyncio.run(story())


def test_a_text_behind_a_slow_one_says_that_it_did_not_go() -> None:
    hasty = structs.replace(QUICK, in_turn=timedelta(seconds=0.05))

    async def story() -> None:
        async with home(patience=hasty) as (texts, modem, _):
            modem.takes = 1.0
            first = asyncio.create_task(texts.send(text()))
            await until(lambda: modem.attempts, "the first is under way")
            second = await texts.send(text("another", BEN, "e-1/told/ben"))
            assert isinstance(second, TryAgain) and second.code is not None and not second.unreachable
            accepted(await first)
            assert len(modem.attempts) == 1

    asyncio.run(story())


def test_a_text_that_a_killed_hub_sent_is_recalled_and_another_with_the_same_words_is_not() -> None:
    async def story() -> None:
        with bus() as there:
            modem = await FakeModemManager().start(there.address)
            told, other = text(), text(key="e-1/told/anna/2")
            killed = ModemTexts(Modem(), None, RealClock(), QUICK)
            taken = accepted(await killed.send(told))
            killed.stop()
            door, texts = RecordingDoor(), ModemTexts(Modem(), None, RealClock(), QUICK)
            async with running(texts, door):
                assert await texts.recall(text("others words")) is None
                assert await texts.recall(text(number=BEN)) is None
                assert accepted(await texts.recall(told)) == taken
                assert await texts.recall(other) is None, "it is another's already"
                await texts.poll(door, ((told, taken),))
                assert await texts.recall(told) is None, "that it left is durable: nobody asks any more"
            await modem.die()

    asyncio.run(story())


def test_a_text_that_is_refused_leaves_nothing_behind() -> None:
    async def story() -> None:
        async with home() as (texts, modem, _):
            modem.fails["Send"] = ["MobileEquipment.DialStringInvalid", 1]
            assert await texts.send(text()) == Refused(because="not a telephone number")
            modem.fails["Send"] = ["Message.Unknown", 1]
            later = await texts.send(text())
            assert isinstance(later, TryAgain) and later.unreachable and "credit" in later.because
            await until(lambda: not modem.kept, "nothing is left")
            accepted(await texts.send(text()))

    asyncio.run(story())


def test_a_modem_without_reports_or_bounds_still_sends() -> None:
    async def story() -> None:
        async with home() as (texts, modem, _):
            modem.fails["Create"] = ["Core.InvalidArgs", 1]
            accepted(await texts.send(text()))
            accepted(await texts.send(text(key="e-2/told/anna")))
            assert [each.minutes for each in modem.attempts] == [None, None]
            assert len(modem.sent) == 2

    asyncio.run(story())


def test_a_full_storage_is_emptied_of_what_is_nobodys_words() -> None:
    async def story() -> None:
        async with home() as (texts, modem, door):
            accepted(await texts.send(text()))
            await until(lambda: len(modem.kept) == 2, "the network reports")
            await texts.poll(door, ())
            modem.fails["Create"] = ["Message.MemoryFull", 1]
            again = await texts.send(text(key="e-2/told/anna"))
            assert isinstance(again, TryAgain) and again.because == "the modem's storage is full"
            assert modem.kept == []
            accepted(await texts.send(text(key="e-2/told/anna")))

    asyncio.run(story())
