"""One door: what comes in is stepped at once, is durable when it matters, and is there after a restart."""

import itertools
from asyncio import sleep
from datetime import timedelta
from pathlib import Path

import pytest

from hub.model.errors import SettingsError
from hub.model.events import Answered, ClockStepped, FaultChanged, HubStarted, Reported, SettingsChanged, Tick
from hub.model.incidents import Incident
from hub.shell.loop import Hub
from tests.shell.virtual import ANNA, BEN, MORNING, Home, VirtualLoop, home, play, said


def answered(does: str = "acknowledge", **more: object) -> Answered:
    return Answered(at=MORNING, via="socket", id="c1", by="anna", does=does, **more)  # type: ignore[arg-type]


def test_replies_are_waited_for_while_a_life_saving_fault_is_on_the_ladder(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        at_rest = Home(loop, tmp_path, home('\n[home]\nservice = "suspended"\n')).start()
        hub = at_rest.hub

        def fault() -> Incident:
            return next(i for i in hub.state.facts.open.values() if i.cause == "credit")

        hub.post(FaultChanged(at=MORNING, cause="credit", present=True, because="none is left", life_saving=True))
        await sleep(60)
        assert (fault().grave, fault().place, hub.urgent()) == ("technical", None, False)
        await sleep(4 * 3600 + 60)
        assert (fault().place is not None, hub.urgent()) == (True, True)
        await hub.offer(answered(incident=fault().id))
        assert (fault().place, fault().owned, hub.urgent()) == (None, True, False)
        await at_rest.stop()

    play(story)


def test_a_press_is_durable_before_the_text_leaves(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        order: list[str] = []
        home.outgoing.put = lambda effects: order.append(f"sent, {home.journal()[-1]} in the journal")  # type: ignore[method-assign, assignment]
        home.press(lambda: order.append("acknowledged"))
        assert order == []
        await sleep(0.01)
        assert order[-2:] == ["sent, Reported in the journal", "acknowledged"]
        await home.stop()

    play(story)


def test_a_press_in_the_moment_of_a_stop_is_told_after_the_next_start(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        first = Home(loop, tmp_path).start()
        await sleep(1)
        first.press()
        await first.stop()
        assert first.phone.texts == []
        second = Home(loop, tmp_path).start()
        await sleep(1)
        assert second.phone.texts == [ANNA]
        await second.stop()

    play(story)


def test_the_ladder_climbs_by_itself_until_a_person_answers(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        home.press()
        await sleep(1)
        assert home.phone.texts == [ANNA]
        await sleep(120)
        assert home.phone.texts == [ANNA, BEN]
        effects = await home.hub.offer(answered())
        assert any(getattr(effect, "ok", False) for effect in effects)
        await sleep(1)
        heard = len(home.phone.texts)
        await sleep(600)
        assert len(home.phone.texts) == heard
        await home.stop()

    play(story)


def test_readings_are_committed_in_groups(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        home.move()
        await sleep(61)
        before = len(home.journal())
        acked: list[int] = []
        for n in range(99):
            home.move(lambda n=n: acked.append(n))  # type: ignore[misc]
        await sleep(30)
        assert len(home.journal()) == before and acked == []
        home.move()
        await sleep(0.01)
        assert len(home.journal()) == before + 100 and acked == list(range(99))
        home.move()
        await sleep(59)
        assert len(home.journal()) == before + 100
        await sleep(2)
        assert len(home.journal()) == before + 101
        await home.stop()

    play(story)


def test_the_first_word_of_a_device_waits_for_its_group_and_its_span_with_it(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        await sleep(1)
        before = len(home.journal())
        acked: list[int] = []
        home.move(lambda: acked.append(1))
        await sleep(50)
        assert len(home.journal()) == before and acked == []
        assert not [one for one in home.store.subjects() if one.startswith("device:")]
        await sleep(11)
        assert len(home.journal()) == before + 1 and acked == [1]
        assert [one for one in home.store.subjects() if one.startswith("device:")]
        await home.stop()

    play(story)


def test_an_alarm_takes_the_readings_before_it_along(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        home.move()
        await sleep(61)
        order: list[str] = []
        home.move(lambda: order.append("reading"))
        home.press(lambda: order.append("press"))
        await sleep(0.01)
        assert order == ["reading", "press"]
        await home.stop()

    play(story)


def test_alarms_that_wait_together_share_one_commit(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        await sleep(1)
        commits = 0
        commit = home.store.commit

        def counting(*given: object, **more: object) -> None:
            nonlocal commits
            commits += 1
            commit(*given, **more)  # type: ignore[arg-type]

        home.store.commit = counting  # type: ignore[method-assign]
        for n in range(20):
            home.hub.post(said(f"0x9{n}", "help", "sos"))
        home.outgoing.put = lambda effects: None  # type: ignore[method-assign, assignment]
        await sleep(0.0)
        await sleep(0.0)
        assert commits == 1
        await home.kill()

    play(story)


def test_time_never_stands_still_between_events(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        stamps = []
        for _ in range(50):
            home.move()
            stamps.append(home.hub.state.at)
        assert all(a < b for a, b in itertools.pairwise(stamps))
        await home.stop()

    play(story)


@pytest.mark.parametrize("clean", [True, False])
def test_a_restart_goes_on_where_people_were(tmp_path: Path, clean: bool) -> None:
    async def story(loop: VirtualLoop) -> None:
        first = Home(loop, tmp_path).start()
        first.press()
        await sleep(30)
        facts = first.hub.state.facts
        assert first.phone.texts == [ANNA]
        await (first.stop() if clean else first.kill())
        await sleep(5)
        second = Home(loop, tmp_path).start()
        assert second.memory.state.facts.open == facts.open
        await sleep(1)
        assert second.phone.texts == []
        await sleep(120)
        assert second.phone.texts == [BEN]
        await second.stop()

    play(story)


def test_six_hours_off_fire_each_timer_once_and_late(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        first = Home(loop, tmp_path).start()
        first.press()
        await sleep(30)
        await first.kill()
        await sleep(6 * 3600)
        second = Home(loop, tmp_path).start()
        await sleep(5)
        assert second.phone.texts == [BEN]
        started = [row.event for row in second.store.history(MORNING, MORNING + timedelta(days=1))]
        gap = [event for event in started if isinstance(event, HubStarted)][-1]
        assert timedelta(hours=5, minutes=50) < gap.at - gap.last_alive < timedelta(hours=6, minutes=1)
        await second.stop()

    play(story)


def test_nobody_is_told_by_settings_that_no_longer_hold(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        first = Home(loop, tmp_path).start()
        first.press()
        await sleep(30)
        await first.kill()
        await sleep(600)
        second = Home(loop, tmp_path, home('[home]\nservice = "ended"\n')).start()
        await sleep(600)
        assert second.phone.texts == [] and second.hub.state.facts.open == {}
        await second.stop()

    play(story)


def test_what_an_earlier_run_told_of_its_own_faults_is_called_back(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        first = Home(loop, tmp_path).start()
        for cause in ("disk", "settings", "program", "source radio"):
            first.hub.post(FaultChanged(at=MORNING, cause=cause, present=True, because="a test"))
        await sleep(1)
        assert first.hub.open_causes() >= {"disk", "settings", "program", "source radio"}
        await first.kill()
        second = Home(loop, tmp_path).start()
        await sleep(3600)
        assert second.hub.open_causes() == {"source radio"}
        await second.stop()

    play(story)


def test_a_stall_is_told_before_anything_else_is_stepped(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        await sleep(3.5)
        home.asleep += 3600
        home.move()
        await home.stop()
        home.store = type(home.store).open(tmp_path)
        assert home.journal()[-2:] == ["HubStarted", "Reported"]
        home.store.close()

    play(story)


def test_a_corrected_clock_moves_no_deadline(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        home.press()
        await sleep(60)
        home.set_by = 86400.0
        await sleep(30)
        assert home.phone.texts == [ANNA]
        assert "ClockStepped" in home.journal()
        assert home.clock.now() > MORNING + timedelta(days=1)
        await sleep(31)
        assert home.phone.texts == [ANNA, BEN]
        await home.stop()

    play(story)


def test_changed_settings_are_one_event(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        first = Home(loop, tmp_path).start()
        await first.stop()
        changed = home("[pages]\nlisten = '127.0.0.1:9000'\n")
        second = Home(loop, tmp_path, changed).start()
        await sleep(1)
        assert second.hub.state.settings == changed
        assert second.journal().count("SettingsChanged") == 2
        await second.stop()
        third = Home(loop, tmp_path, changed).start()
        await sleep(1)
        assert third.journal().count("SettingsChanged") == 2
        third.hub.reload(lambda: SettingsError("hub.toml", "hub.id", "nothing", "a name"))
        await sleep(1)
        assert third.hub.state.settings == changed
        assert third.journal()[-1] == "FaultChanged"
        third.hub.reload(lambda: first.settings)
        await sleep(1)
        assert third.hub.state.settings == first.settings
        await third.stop()

    play(story)


class Failing:
    """An engine that fails at what it is told to."""

    def __init__(self, hub: Hub, at: type) -> None:
        self._engine, self._at = hub._engine, at
        self.failed = 0
        hub._engine = self  # type: ignore[assignment]

    def step(self, state: object, event: object) -> object:
        if isinstance(event, self._at):
            self.failed += 1
            raise ZeroDivisionError("a bug")
        return self._engine.step(state, event)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)


def test_an_event_that_fails_is_kept_aside_and_told(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        await sleep(1)
        engine = Failing(home.hub, SettingsChanged)
        acked: list[bool] = []
        home.hub.post(SettingsChanged(at=MORNING, settings=home.settings), lambda: acked.append(True))
        await sleep(61)
        assert (engine.failed, home.hub.failed_steps, acked) == (1, 1, [True])
        home.press()
        await sleep(1)
        assert home.phone.texts == [ANNA]
        await home.stop()
        again = Home(loop, tmp_path).start()
        kept = list(again.store.history(MORNING, MORNING + timedelta(days=1)))
        assert [type(row.event).__name__ for row in kept if not row.handled] == ["SettingsChanged"]
        assert "a bug" in next(row.because for row in kept if not row.handled)
        await again.stop()

    play(story)


def test_a_deadline_that_fails_silences_nobody(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        home.press()
        await sleep(1)
        engine = Failing(home.hub, Tick)
        await sleep(3600)
        assert 1 < engine.failed < 130, "tried again, but never in a ring"
        home.hub.post(said("0x77", "help", "sos"))
        await sleep(1)
        assert home.phone.texts.count(ANNA) == 3, "both presses, and that the hub fails: at 08:00, before decent hours"
        await home.stop()

    play(story)


def test_a_press_that_fails_is_told_at_any_hour(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        await sleep(1)
        Failing(home.hub, Reported)
        home.press()
        await sleep(1)
        assert home.phone.texts == [ANNA]
        await home.stop()

    play(story)


def test_unreadable_input_is_counted(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        for n in range(300):
            home.hub.complain("not JSON", "x" * 1000)
            home.hub.complain(f"kind {n}", "")
        assert home.hub.complaints["not JSON"] == 300
        assert len(home.hub.complaints) <= 101 and len(home.hub.examples["not JSON"]) <= 120
        await home.stop()

    play(story)


def test_hours_later_no_step_of_the_clock_was_invented(tmp_path: Path) -> None:
    async def story(loop: VirtualLoop) -> None:
        home = Home(loop, tmp_path).start()
        await sleep(4 * 3600)
        events = [row.event for row in home.store.history(MORNING, MORNING + timedelta(days=3))]
        assert not [event for event in events if isinstance(event, ClockStepped)]
        assert sum(isinstance(event, HubStarted) for event in events) == 1
        await home.stop()

    play(story)
