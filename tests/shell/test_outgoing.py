"""What must leave leaves, in order, again and again until it went, is no longer true, or is too late."""

from asyncio import sleep
from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from hub.core.state import Facts
from hub.model.effects import Accepted, Announce, Document, Effect, Receipt, Refused, Text, TryAgain, Withdraw
from hub.model.events import FaultChanged, LinkChanged, Receipted
from hub.model.ids import EffectKey, IncidentId
from tests.shell import store_samples
from tests.shell.test_loop import Failing
from tests.shell.virtual import ANNA, BEN, MORNING, Home, Phone, VirtualLoop, play

NOTHING = Facts()
MINUTE = timedelta(minutes=1)


class Post(Home):
    """A hub whose effects the test hands over itself, durable like the journal's."""

    def start(self) -> "Post":
        super().start()
        self.centre = Phone(self.loop, "centre")
        self.outgoing._sinks = {"text": self.phone, "centre": self.centre}
        return self

    def put(self, *effects: Effect) -> None:
        self.store.commit([], NOTHING, self.hub.state.facts, effects)
        self.outgoing.put(effects)

    def text(self, n: int, number: str = ANNA, lives: float = 600) -> Text:
        now = self.clock.now()
        return replace(store_samples.text(n, number=number), key=key(n), at=now, expires=now + timedelta(seconds=lives))

    def announce(self, n: int, of: int = 1, lives: float = 60) -> Announce:
        now = self.clock.now()
        return replace(store_samples.announce(n, of=of), at=now, expires=now + timedelta(seconds=lives))

    def events(self, kind: type) -> list[object]:
        self.hub.journal.commit()
        kept = self.store.history(MORNING, MORNING + timedelta(days=9))
        return [row.event for row in kept if isinstance(row.event, kind)]


def key(n: int) -> EffectKey:
    return EffectKey(f"e-1/{n}/anna")


def document(n: int) -> Document:
    return replace(store_samples.document(n), key=EffectKey(f"e-1/v{n}/centre"))


def test_a_lane_keeps_its_order_and_holds_up_no_other(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        home.phone.takes[ANNA] = 4.0
        start = loop.time()
        home.put(home.text(1), home.text(2), home.text(3, BEN))
        await sleep(20)
        assert [(round(at - start), effect.key) for at, effect in home.phone.sent] == [
            (0, key(1)), (0, key(3)), (4, key(2)),
        ]  # fmt: skip
        assert home.outgoing.depth() == (0, None) and home.outgoing._lanes == {}
        await home.stop()

    play(story)


def test_a_voice_that_hangs_or_fails_delays_no_text_and_says_nothing_old(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        voice = Voice(25.0)
        home.outgoing._sinks["announce"] = voice
        start = loop.time()
        home.put(home.announce(1), home.text(1))
        await sleep(1)
        assert [(round(at - start), effect.key) for at, effect in home.phone.sent] == [(0, key(1))]
        home.put(home.announce(2), home.announce(3), home.text(2))
        home.put(home.announce(4, of=2))
        await sleep(1)
        assert voice.said == ["e-1/announce/1", "e-2/announce/4"], "no other alarm is held up"
        home.put(home.announce(5, of=2, lives=20))
        await sleep(60)
        assert voice.said[2:] == ["e-1/announce/3"], "in order; the newest of an incident; none too late"
        assert home.outgoing.depth() == (0, None) and len(home.phone.sent) == 2
        await home.stop()

    play(story)


def test_a_home_without_a_voice_is_no_fault(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        home.put(home.announce(1))
        await sleep(1)
        assert home.outgoing.depth() == (0, None) and not home.events(FaultChanged) and not home.phone.sent
        await home.stop()

    play(story)


class Voice:
    """A way out that takes its time for each sentence."""

    name = "voice"

    def __init__(self, takes: float) -> None:
        self.takes, self.said = takes, list[str]()

    async def send(self, effect: Effect) -> Receipt:
        self.said.append(effect.key)
        await sleep(self.takes)
        return Accepted()

    async def recall(self, effect: Effect) -> Receipt | None:
        return None


def test_what_a_machine_took_comes_back_as_a_receipt_and_is_not_sent_again(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        home.put(home.text(1))
        await sleep(1)
        (receipted,) = home.events(Receipted)
        assert receipted == Receipted(at=receipted.at, effect=key(1), receipt=Accepted(provider_id="SM1"))  # type: ignore[attr-defined]
        assert home.store.depth() == (0, None)
        assert [sid for _, sid in home.store.unsettled(home.clock.now())] == ["SM1"]
        await home.kill()
        again = Post(loop, tmp_path).start()
        await sleep(5)
        assert again.phone.sent == []
        await again.stop()

    play(story)


def test_what_the_engine_could_not_hear_of_is_not_sent_again_either(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        Failing(home.hub, Receipted)
        home.put(home.text(1))
        await sleep(1)
        assert home.hub.failed_steps == 1 and home.store.depth() == (0, None)
        await home.kill()

    play(story)


def test_it_backs_off_and_tells_the_same_trouble_once(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        home.phone.answers = [TryAgain(because="busy", code=503)] * 9
        start = loop.time()
        home.put(home.text(1, lives=6000))
        await sleep(600)
        gaps = [b - a for (a, _), (b, _) in zip(home.phone.sent, home.phone.sent[1:], strict=False)]
        for gap, wanted in zip(gaps, [1, 2, 4, 8, 16, 32, 60, 60, 60], strict=True):
            assert 0.74 * wanted <= gap <= wanted * 1.01
        assert home.phone.sent[0][0] - start < 0.1
        assert [type(one.receipt).__name__ for one in home.events(Receipted)] == ["TryAgain", "Accepted"]  # type: ignore[attr-defined]
        await home.stop()

    play(story)


def test_a_provider_that_names_a_time_is_obeyed(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        home.phone.answers = [TryAgain(because="too many", code=429, after=20.0)]
        home.put(home.text(1))
        await sleep(5)
        home.put(home.text(2))
        await sleep(10)
        assert len(home.phone.sent) == 1
        await sleep(10)
        assert [effect.key for _, effect in home.phone.sent] == [key(1), key(1), key(2)]
        await home.stop()

    play(story)


def test_a_new_alarm_brings_the_next_try_forward(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        home.phone.answers = [TryAgain(because="off", code=30003, unreachable=True)] * 7
        home.put(home.text(1))
        await sleep(70)
        tries = len(home.phone.sent)
        home.put(home.text(2))
        await sleep(0.1)
        assert len(home.phone.sent) >= tries + 1
        await home.stop()

    play(story)


def test_too_late_is_never_sent(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        home.phone.answers = [TryAgain(because="busy", code=503)] * 99
        home.put(home.text(1, lives=30))
        await sleep(300)
        assert home.phone.sent[-1][0] < loop.time() - 260
        assert home.store.depth() == (0, None) and home.outgoing.depth() == (0, None)
        await home.stop()

    play(story)


def test_what_is_no_longer_true_is_not_sent(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        home.phone.takes[ANNA] = 5.0
        home.put(home.text(1), home.text(2))
        await sleep(1)
        home.put(
            Withdraw(
                key=EffectKey("w"), at=MORNING, incident=IncidentId("e-1"), purposes=("alarm",), because="answered"
            )
        )
        await sleep(60)
        assert [effect.key for _, effect in home.phone.sent] == [key(1)]
        assert home.store.depth() == (0, None)
        await home.stop()

    play(story)


def test_the_centre_gets_the_newest_document_only(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        home.centre.answers = [TryAgain(because="not connected", code=0)]
        home.put(document(1))
        await sleep(0.1)
        home.put(document(2), document(3))
        await sleep(30)
        assert [effect.version for _, effect in home.centre.sent] == [1, 3]
        await home.stop()

    play(story)


def test_a_document_leaves_as_soon_as_the_centre_is_back(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        home.centre.answers = [TryAgain(because="not connected", unreachable=True)] * 6
        home.put(document(1))
        await sleep(40)
        tried = len(home.centre.sent)
        home.hub.post(LinkChanged(at=home.clock.now(), link="centre", up=True))
        await sleep(0.1)
        assert len(home.centre.sent) == tried + 1, "the back-off was waited for"
        await home.stop()

    play(story)


def test_after_a_crash_the_provider_is_asked_first(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        for known, sends in ((Accepted(provider_id="SM9"), 0), (None, 1)):
            folder = tmp_path / str(sends)
            home = Post(loop, folder).start()
            home.phone.takes[ANNA] = 99.0
            home.put(home.text(1))
            await sleep(0.1)
            await home.kill()
            again = Post(loop, folder)
            again.phone.remembers = known
            again.start()
            await sleep(1)
            assert [effect.key for effect in again.phone.recalled] == [key(1)]  # type: ignore[attr-defined]
            assert len(again.phone.sent) == sends
            assert again.store.depth() == (0, None)
            await again.stop()

    play(story)


def test_after_a_time_out_too_but_not_after_a_plain_no(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        for answer, asked in ((TryAgain(because="timed out"), 1), (TryAgain(because="slow down", code=429), 0)):
            home = Post(loop, tmp_path / str(asked)).start()
            home.phone.answers = [answer]
            home.put(home.text(1))
            await sleep(10)
            assert (len(home.phone.recalled), len(home.phone.sent)) == (asked, 2)
            await home.stop()

    play(story)


def test_a_sink_that_raises_or_hangs_is_a_fault_and_not_the_end(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        home.phone.answers = [ZeroDivisionError("a bug"), KeyError("another")]
        home.phone.takes[BEN] = 9999.0
        home.put(home.text(1), home.text(2, BEN))
        await sleep(40)
        assert [effect.key for _, effect in home.phone.sent if effect.number == ANNA] == [key(1)] * 3
        assert [effect.key for _, effect in home.phone.sent if effect.number == BEN] == [key(2)] * 2
        faults = [(one.cause, one.present) for one in home.events(FaultChanged)]  # type: ignore[attr-defined]
        assert faults == [("way out phone", True), ("way out phone", False)]
        await home.stop()

    play(story)


def test_no_way_out_is_refused_and_not_kept_for_ever(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        home.outgoing._sinks = {}
        home.put(home.text(1))
        await sleep(1)
        refused, *of_the_notice = home.events(Receipted)
        assert isinstance(refused.receipt, Refused)  # type: ignore[attr-defined]
        assert refused.receipt.fault == "no way out", "the number is not at fault, and must be tried again"  # type: ignore[attr-defined]
        assert len(of_the_notice) == 1, "the notice that texts cannot be sent has no way out either; that is all"
        await home.stop()

    play(story)


def test_calls_have_lanes_of_their_own_and_are_taken_back_while_they_wait(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        rings = Phone(loop, "calls")
        home.outgoing._sinks = {"text": home.phone, "call": rings}
        rings.answers = [TryAgain(because="another call to it is still under way", code=409, after=30.0)]
        now = home.clock.now()
        calls = [
            replace(store_samples.call(n), key=EffectKey(f"e-1/{n}/call/anna"), at=now, expires=now + 10 * MINUTE)
            for n in (2, 3)
        ]
        home.put(home.text(1), *calls)
        await sleep(5)
        assert (home.phone.texts, [e.key for _, e in rings.sent]) == ([ANNA], ["e-1/2/call/anna"])
        key_ = EffectKey("e-1/withdraw/1")
        home.put(Withdraw(key=key_, at=now, incident=IncidentId("e-1"), purposes=("alarm",), because="Ben is going"))
        await sleep(60)
        assert [e.key for _, e in rings.sent] == ["e-1/2/call/anna"], "neither the waiting call nor the one behind it"
        assert home.outgoing.depth() == (0, None)
        await home.stop()

    play(story)


def test_a_call_without_a_way_out_is_refused_as_a_fault(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Post(loop, tmp_path).start()
        now = home.clock.now()
        home.put(replace(store_samples.call(1), at=now, expires=now + 10 * MINUTE))
        await sleep(1)
        receipted = next(e for e in home.events(Receipted) if e.effect == "call-1")  # type: ignore[attr-defined]
        assert isinstance(receipted.receipt, Refused)  # type: ignore[attr-defined]
        assert receipted.receipt.fault == "no way out"  # type: ignore[attr-defined]
        await home.stop()

    play(story)
