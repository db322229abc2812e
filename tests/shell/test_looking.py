"""What the auditor sees of a real hub: its pulse, its process, its store. It disturbs nothing, and cries at nothing."""

import os
import signal
import subprocess
import sys
import threading
import time
from asyncio import sleep
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from hub.audit import judge
from hub.audit.bounds import BOUNDS
from hub.audit.seen import Pulse, Seen
from hub.audit.telling import Matter
from hub.audit.troubles import Trouble
from hub.core.home import Home as Described
from hub.core.state import Facts
from hub.model.effects import Accepted, Delivered, Refused, TryAgain, Unanswered
from hub.model.events import Receipted, Replied
from hub.model.ids import EffectKey
from hub.model.incidents import Told
from hub.shell import audited, looking, pulse, pulse_file, told_before
from hub.shell.database import StoreError
from hub.shell.store import Store
from hub.shell.supervisor import Supervisor
from tests.shell import store_samples
from tests.shell.virtual import ANNA, BEN, MORNING, Home, VirtualLoop, play


class Eyes:
    """Looks at a hub in virtual time every 5 s, with everything but the waiting as the auditor does it."""

    def __init__(self, watched: Home) -> None:
        self.home, self.described = watched, Described(watched.settings)
        self.file = watched.folder / pulse_file.FILE
        self.found: list[tuple[float, str]] = []
        self.longest = 0.0
        self.memory: judge.Memory | None = None

    async def watch(self, seconds: float, every: float = 5.0) -> None:
        end = self.home.loop.time() + seconds
        while self.home.loop.time() < end:
            await sleep(every)
            self.look()

    def look(self) -> None:
        seen = self.seen()
        self.memory, troubles = judge.judge(self.memory or judge.start(seen), seen, self.described, BOUNDS)
        self.found += [(self.home.loop.time(), f"{each.sort}: {each.because}") for each in troubles]

    def seen(self) -> Seen:
        beat = looking.pulse((self.file,), self.home.settings.hub.id)
        stored, unreadable, began = None, "", time.perf_counter()
        if self.memory is None or judge.wants_the_store(self.memory, BOUNDS):
            try:
                stored = looking.stored(self.home.folder)
            except StoreError as error:
                unreadable = str(error)
        self.longest = max(self.longest, time.perf_counter() - began)
        return Seen(
            boot=self.home.boot(), wall=MORNING + timedelta(seconds=self.home.wall() - MORNING.timestamp()),
            vouched=True, pulse=beat, process=looking.process(beat.pid) if beat else "gone", stored=stored,
            unreadable=unreadable, free=looking.free(self.home.folder),
        )  # fmt: skip


def beating(watched: Home) -> Supervisor:
    """The part of a running hub that writes its pulse."""
    supervisor = Supervisor(watched.hub, watched.clock, Random(1))
    supervisor.start("pulse", pulse.beats(watched.hub, watched.outgoing, watched.folder / pulse_file.FILE))
    return supervisor


def anna_says(watched: Home, words: str) -> None:
    """Anna answers the call for help that is open."""
    (code,) = (each.reference for each in watched.hub.state.facts.open.values() if each.kind == "help")
    watched.hub.post(Replied(at=MORNING, number=ANNA, text=f"{words} {code}", sid=f"sid {watched.loop.time()}"))


def test_a_healthy_hour_with_alarms_answers_and_restarts_finds_nothing(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        watched = Home(loop, tmp_path).start()
        supervisor, eyes = beating(watched), Eyes(watched)
        await eyes.watch(600)
        for stop in (watched.stop, watched.kill):
            watched.press()
            for _ in range(2):
                await eyes.watch(130)
                for _, text in watched.phone.sent:
                    watched.hub.post(Receipted(at=MORNING, effect=text.key, receipt=Delivered()))
            anna_says(watched, "1")
            await eyes.watch(300)
            await supervisor.stop()
            await stop()
            await eyes.watch(10)
            watched.start()
            supervisor = beating(watched)
            await eyes.watch(600)
            anna_says(watched, "all ok")
            await eyes.watch(200)
        assert eyes.found == []
        assert eyes.memory and judge.healthy(eyes.memory, BOUNDS)
        await supervisor.stop()
        await watched.stop()

    play(story)


def test_what_became_of_each_text_is_seen(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        watched = Home(loop, tmp_path).start()
        watched.phone.takes[BEN] = 10.0
        watched.press()
        await sleep(1)
        (row,) = looking.stored(tmp_path).leaving
        assert (row.number, row.fate, row.accepted, row.purpose) == (ANNA, "taken", True, "alarm")
        assert looking.stored(tmp_path).usual is None, "nothing was ever delivered here"
        (first,) = (text for _, text in watched.phone.sent)
        watched.hub.post(Receipted(at=MORNING, effect=first.key, receipt=TryAgain(because="a time-out")))
        watched.hub.post(Receipted(at=MORNING, effect=first.key, receipt=Delivered()))
        await sleep(120)
        fates = {row.number: (row.fate, row.accepted) for row in looking.stored(tmp_path).leaving}
        assert fates == {ANNA: ("arrived", True), BEN: ("waiting", False)}, "a try that failed before is no refusal"
        await sleep(20)
        second = watched.phone.sent[-1][1]
        watched.hub.post(
            Receipted(at=MORNING, effect=second.key, receipt=Refused(because="opted out", fault="opt-out"))
        )
        await sleep(1)
        stored = looking.stored(tmp_path)
        assert {row.number: row.fate for row in stored.leaving}[BEN] == "refused"
        assert stored.refused == {BEN.removeprefix("+"): "opted out"}
        assert [incident.kind for incident in stored.open if incident.grave == "life"] == ["help"]
        await watched.stop()

    play(story)


def test_how_soon_a_text_usually_arrives_is_learned_from_the_quick_ones(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        watched = Home(loop, tmp_path).start()
        for number in range(8):
            watched.press()
            await sleep(4 if number % 2 else 100)
            for _, text in watched.phone.sent[-1:]:
                watched.hub.post(Receipted(at=MORNING, effect=text.key, receipt=Delivered()))
            anna_says(watched, "all ok")
            await sleep(1300)
        usual = looking.stored(tmp_path).usual
        assert usual is not None and 3 <= usual <= 6
        await watched.stop()

    play(story)


@pytest.mark.parametrize("stop", ["clean", "killed", "runs"])
def test_the_store_can_be_read_whether_its_hub_runs_or_not_and_nothing_is_left_beside_it(
    tmp_path: Path, stop: str
) -> None:
    async def story(loop: VirtualLoop) -> None:
        watched = Home(loop, tmp_path).start()
        watched.press()
        await sleep(1)
        if stop != "runs":
            await (watched.stop() if stop == "clean" else watched.kill())
        there = names(tmp_path)
        assert [incident.kind for incident in looking.stored(tmp_path).open] == ["help"]
        assert names(tmp_path) == there
        assert stop != "clean" or there == ["carehub.db"]
        if stop == "runs":
            await watched.stop()

    play(story)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def look_read_only(folder: Path) -> str:
    """What is seen of a store in a folder that cannot be written, as the auditor's unit has it."""
    where = f"Path({str(folder)!r})"
    ask = f"from pathlib import Path; from hub.shell.looking import stored; print(len(stored({where}).open))"
    mount = f'mount --bind {folder} {folder} && mount -o remount,bind,ro {folder} && exec {sys.executable} -c "$0"'
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", mount, ask], capture_output=True, text=True, timeout=30, check=False
    )
    return done.stdout.strip() or done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a folder read-only takes root")
def test_the_store_can_be_read_from_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        watched = Home(loop, tmp_path).start()
        watched.press()
        await sleep(1)
        assert look_read_only(tmp_path) == "1"
        await watched.kill()
        assert look_read_only(tmp_path) == "1"
        watched.start()
        await sleep(1)
        await watched.stop()
        assert look_read_only(tmp_path) == "1"

    play(story)


def test_a_store_that_is_not_there_or_is_no_store_is_an_error_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        looking.stored(tmp_path)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "carehub.db").write_bytes(b"no store at all" * 1000)
    with pytest.raises(StoreError):
        looking.stored(tmp_path)


def test_a_question_that_takes_too_long_is_broken_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store.open(tmp_path).close()
    endless = "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT n FROM t WHERE n < 0 LIMIT ?"
    monkeypatch.setattr(looking, "_WAITING", endless)
    began = time.perf_counter()
    with pytest.raises(StoreError):
        looking.stored(tmp_path)
    assert time.perf_counter() - began < 20 * looking.LONGEST


def test_looking_without_pause_keeps_no_writer_waiting_and_no_log_growing(tmp_path: Path) -> None:
    """The log is cut back by the writer although somebody reads all the time; no write ever finds the store locked."""
    store, over = Store.open(tmp_path), threading.Event()
    looks: list[int] = [0]

    def look() -> None:
        while not over.is_set():
            looking.stored(tmp_path)
            looks[0] += 1

    watching = threading.Thread(target=look)
    watching.start()
    try:
        for number in range(3000):
            store.alive(MORNING + timedelta(seconds=number))
    finally:
        over.set()
        watching.join(10)
    assert looks[0] > 10
    assert (tmp_path / "carehub.db-wal").stat().st_size < 2 * 1024 * 4120, "two checkpoints' worth at the most"
    store.close()


def test_a_process_runs_is_held_or_is_gone() -> None:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as child:
        assert looking.process(child.pid) == "runs"
        child.send_signal(signal.SIGSTOP)
        give_up = time.monotonic() + 5
        while looking.process(child.pid) != "held":
            assert time.monotonic() < give_up
        child.send_signal(signal.SIGKILL)
        while looking.process(child.pid) != "gone":  # ended, and not yet waited for
            assert time.monotonic() < give_up
    assert looking.process(child.pid) == "gone"


def test_of_two_pulses_that_of_the_living_hub_of_this_home_counts(tmp_path: Path) -> None:
    mine, old, other, bad = (tmp_path / name for name in ("mine", "old", "other", "bad"))
    pulse_file.write(mine, {"pid": os.getpid(), "at": MORNING, "hub": "hub-0042", "seq": 2})
    pulse_file.write(old, {"pid": 2**22 + 1, "at": MORNING, "hub": "hub-0042", "seq": 1})
    pulse_file.write(other, {"pid": os.getpid(), "at": MORNING, "hub": "hub-0043"})
    bad.write_bytes(b"{")
    assert looking.pulse((old, other, bad, mine), "hub-0042") == Pulse(
        pid=os.getpid(), at=MORNING, hub="hub-0042", seq=2
    )
    found = looking.pulse((other, bad, old, tmp_path / "absent"), "hub-0042")
    assert found is not None and found.seq == 1
    assert looking.pulse((other, bad), "hub-0042") is None


def test_a_hub_that_is_told_to_stop_says_so_last(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        watched = Home(loop, tmp_path).start()
        await sleep(1)
        pulse.farewell(watched.hub, watched.outgoing, tmp_path / pulse_file.FILE, tmp_path)
        said = looking.pulse((tmp_path / pulse_file.FILE,), "hub-0042")
        assert said is not None and said.stopped and said.data == str(tmp_path) and not said.urgent
        await watched.stop()

    play(story)


def test_what_was_told_is_remembered_over_a_restart_of_the_auditor_and_of_the_machine(tmp_path: Path) -> None:
    file = tmp_path / "audit" / told_before.FILE
    matter = Matter(trouble=Trouble(sort="stopped", because="seen"), began=900.0, told=940.0)
    told_before.remember(file, {"hub": matter}, MORNING, 1000.0)
    later = told_before.recalled(file, MORNING + timedelta(seconds=60), 1060.0)
    assert later["hub"] == matter
    rebooted = told_before.recalled(file, MORNING + timedelta(seconds=600), 30.0)
    assert (rebooted["hub"].told, rebooted["hub"].began) == (30.0 - 660.0, 30.0 - 700.0)
    set_back = told_before.recalled(file, MORNING - timedelta(days=1), 1060.0)
    assert set_back["hub"].told == 1000.0, "a clock that was set back makes nothing older"


@pytest.mark.parametrize("content", [b"", b"{", b'{"at": 1}', b"\xff\xfe"])
def test_a_memory_that_cannot_be_read_costs_a_text_and_no_more(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / told_before.FILE
    assert told_before.recalled(file, MORNING, 1.0) == {}
    file.write_bytes(content)
    assert told_before.recalled(file, MORNING, 1.0) == {}


def test_a_disk_that_keeps_nothing_is_no_reason_to_keep_quiet(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    told_before.remember(tmp_path / "file" / told_before.FILE, {}, MORNING, 1.0)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_missing_auditor_is_told_by_the_hub_once_and_once_when_it_is_back(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        watched = Home(loop, tmp_path).start()
        supervisor, file = Supervisor(watched.hub, watched.clock, Random(1)), tmp_path / pulse_file.AUDITOR
        supervisor.start("auditor", audited.looks(watched.hub, watched.clock, (file,), told=False))

        async def audits(seconds: int) -> None:
            for second in range(0, seconds, 5):
                pulse_file.write(file, {"pid": 1, "at": watched.clock.now(), "n": second})
                await sleep(5)

        def says() -> list[str]:
            return [i.because for i in watched.hub.state.facts.open.values() if i.cause == audited.CAUSE]

        await audits(1200)
        assert says() == []
        await sleep(290)
        assert says() == [], "an update takes a few minutes"
        await sleep(60)
        assert says() == [audited.GONE]
        await audits(120)
        assert says() == []
        await supervisor.stop()
        await watched.stop()

    play(story)


def test_a_home_that_has_no_auditor_any_more_is_not_reminded_of_it(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        watched = Home(loop, tmp_path).start()
        supervisor, file = Supervisor(watched.hub, watched.clock, Random(1)), tmp_path / pulse_file.AUDITOR
        supervisor.start("auditor", audited.looks(watched.hub, watched.clock, (file,), told=False))
        await sleep(400)
        assert audited.CAUSE in watched.hub.open_causes()
        await supervisor.stop()
        supervisor.start("auditor", audited.looks(watched.hub, watched.clock, (file,), told=True, wanted=False))
        await sleep(2000)
        assert audited.CAUSE not in watched.hub.open_causes()
        await supervisor.stop()
        await watched.stop()

    play(story)


def test_a_call_that_is_over_is_no_text_that_has_arrived(tmp_path: Path) -> None:
    """Else a telephone that was not taken would hide that no text arrives, and its length be taken for a usual time."""
    store = Store.open(tmp_path)
    effects = (store_samples.text(1), store_samples.call(2), store_samples.call(3, number=BEN))
    rang = Told(at=store_samples.at(3), to="ben", way="call", purpose="alarm", key=EffectKey("call-3"),
                receipt="not answered: busy", number=BEN)  # fmt: skip
    store.commit([], Facts(), store_samples.facts(store_samples.incident(1, told=(rang,))), effects)
    ends = {"text-1": None, "call-2": Delivered(), "call-3": Unanswered(because="busy")}
    for key, end in ends.items():
        store.receipt(EffectKey(key), Accepted(provider_id=f"of {key}"), store_samples.at(5))
        if end is not None:
            store.receipt(EffectKey(key), end, store_samples.at(60))
    seen = looking.stored(tmp_path)
    found = {(one.number, one.fate, one.accepted) for one in seen.leaving}
    assert found == {(ANNA, "taken", True), ("", "taken", True)}
    assert seen.usual is None
    store.close()
