"""What holds whatever happens, in any order, however often and however late."""

import os
import re
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hub.core import codec, readiness, timers
from hub.core.dues import people_due
from hub.core.engine import Engine
from hub.core.fold import Step, fold, ticks
from hub.core.home import Home, digits
from hub.core.state import State
from hub.model.effects import Announce, Call, Closed, Document, Effect, Text
from hub.model.events import ClockStepped, Event, Keyed, Receipted, Reported, SettingsChanged
from hub.model.ids import DeviceId
from hub.model.incidents import Incident
from tests.core.anything import HOMES, START, Hub, engine, stories

EXAMPLES = int(os.environ.get("CAREHUB_EXAMPLES", "60"))
"""How many stories each property is tried with; a nightly run may ask for thousands."""

TICKS_AT_ONCE = 8
"""So many ticks at one moment are a deadline that does not move on."""

tried = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
Story = list[tuple[int, tuple[Any, ...]]]


class Watcher:
    """Looks at every step, and knows what must never be."""

    def __init__(self) -> None:
        self.closed: set[str] = set()
        self.summed: dict[tuple[type[Effect], str], datetime] = {}
        self.calls: dict[str, Call] = {}
        self.same_moment = 0
        self.last_tick: datetime | None = None
        self.presses: set[tuple[str, datetime | None]] = set()

    def saw(self, before: State, step: Step) -> None:
        event, after, effects = step
        self._keys(before, after)
        self._timers_are_kept(after)
        self._never_stuck(after)
        self._texts(before, after, event, effects)
        self._moves_on(event)
        self._reassures(after, effects)
        if isinstance(event, Reported):
            self._press_is_covered(before, event, after)
        if isinstance(event, Receipted):
            self._receipt_stops_nothing(before, after)
        if isinstance(event, Keyed):
            self._key_means_its_call_or_nothing(before, after, event)
        self.calls |= {e.key: e for e in effects if isinstance(e, Call)}

    def _keys(self, before: State, after: State) -> None:
        keys = [i.key for i in after.facts.open.values() if not i.test]
        assert len(keys) == len(set(keys)), f"two open incidents are the same: {keys}"
        assert not any("detector failed" in key for key in keys), keys
        gone = before.facts.open.keys() - after.facts.open.keys()
        assert gone <= {p.id for p in after.facts.past}, "an incident vanished without an outcome"

    def _reassures(self, after: State, effects: tuple[Effect, ...]) -> None:
        """What the resident hears is true now: who is said to come holds it, and said so; nobody's number is in it."""
        for said in (effect for effect in effects if isinstance(effect, Announce)):
            assert not re.search(r"[0-9]{4}", said.text), said.text
            now = after.facts.open.get(said.incident)
            holder = now.holder if now is not None else None
            for name in re.findall(r"(\w+) is coming", said.text):
                assert holder is not None and holder.can_attend and name in (holder.name, "somebody"), said.text
            assert (said.tone in ("well", "over")) == (now is None), said.text
            assert (said.text == "") == (said.tone == "over"), said.text
            assert after.settings.home.service not in ("suspended", "ended"), said.text

    def _timers_are_kept(self, after: State) -> None:
        """What is worked out anew for a few incidents at each step is what working out all of them would give."""
        whole = timers.again({}, after.facts.open, after.facts, Home(after.settings))
        assert (after.waits, after.people_due) == (whole, people_due(whole, after.facts))

    def _never_stuck(self, after: State) -> None:
        home = Home(after.settings)
        for incident in after.facts.open.values():
            if incident.grave in ("life", "urgent"):
                due = timers.due(incident, home)
                assert due is not None, f"silently stuck: {incident}"
                assert after.due is not None
                assert after.due <= due

    def _texts(self, before: State, after: State, event: Event, effects: tuple[Effect, ...]) -> None:
        if isinstance(event, ClockStepped):
            self.summed = {way: at + event.by for way, at in self.summed.items()}
        ended = after.settings.home.service == "ended"
        for effect in effects:
            if isinstance(effect, Text | Call):
                assert not ended, f"the service has ended: {effect}"
                assert effect.incident not in self.closed, f"it was over: {effect}"
                assert _may_be_told_so(effect, after), f"a landline was texted, or a phone called: {effect}"
                self._at_most_one(after, effect)
            elif isinstance(effect, Document):
                assert not ended or effect.empty_only, f"the service has ended: {effect}"
                assert effect.incident not in self.closed, f"it was over: {effect}"
        self.closed |= {e.incident.id for e in effects if isinstance(e, Closed)}

    def _at_most_one(self, after: State, text: Text | Call) -> None:
        incident = after.facts.open.get(text.incident) if text.incident else None
        if text.purpose != "alarm" or incident is None or incident.place is None or incident.place.round < 2:
            return
        last = self.summed.get((type(text), text.number))
        assert last is None or text.at - last >= after.settings.timers.told_again, f"too soon: {text} after {last}"
        self.summed[type(text), text.number] = text.at

    def _moves_on(self, event: Event) -> None:
        moment = event.at if type(event).__name__ == "Tick" else None
        self.same_moment = self.same_moment + 1 if moment is not None and moment == self.last_tick else 0
        self.last_tick = moment
        assert self.same_moment < TICKS_AT_ONCE, f"{self.same_moment} ticks at {moment}"

    def _press_is_covered(self, before: State, event: Reported, after: State) -> None:
        """Exactly one open incident of that button covers a press, unless it is the broker's second copy of one.

        If it is being tried, that may be a test; but then only if nobody else may need help.
        """
        helps = any(s.kind == "help" for s in event.said) and not event.retained
        if not helps or after.settings.home.service == "ended":
            return
        device = str(after.world.names.get(f"{event.source}/{event.name}", event.name))
        covering = [i for i in after.facts.open.values() if i.key == f"help|{device}" and not i.test]
        trial = before.facts.trials.get(DeviceId(device))
        if trial is not None and trial.state == "waiting" and after.facts.trials[DeviceId(device)].state == "heard":
            assert not covering
            assert not any(i.grave == "life" and not i.test for i in before.facts.open.values())
            self.presses.add((device, event.seen))
            return
        copy = event.seen is not None and (device, event.seen) in self.presses
        assert len(covering) == 1 or (copy and not covering), event
        self.presses.add((device, event.seen))

    def _key_means_its_call_or_nothing(self, before: State, after: State, event: Keyed) -> None:
        """No other incident, no other person; and no key but 1 and 2 changes anything."""
        call = self.calls.get(event.effect)
        for old in before.facts.open.values():
            new = after.facts.open.get(old.id)
            if new is None:
                assert old.cause.startswith(readiness.UNANSWERED), "a key closed an incident"
            elif call is None or call.incident != old.id or event.key not in ("1", "2"):
                assert answer(new) == answer(old), event
            elif new.holder not in (None, old.holder):
                assert (new.holder.contact, event.key) == (call.to, "1")

    def _receipt_stops_nothing(self, before: State, after: State) -> None:
        """A receipt may show that a way out works again, and close what was told of that; people are another matter."""
        for old in [i for i in before.facts.open.values() if i.grave in ("life", "urgent") and not i.life_saving]:
            new = after.facts.open.get(old.id)
            assert new is not None, "a receipt closed an incident"
            assert (new.state, new.holder, new.coordinator, new.owned) == (
                old.state,
                old.holder,
                old.coordinator,
                old.owned,
            )
            assert (old.place is None) == (new.place is None)
            assert old.place is None or new.place is None or progress(new) >= progress(old)


def _may_be_told_so(effect: Text | Call, after: State) -> bool:
    contact = next((c for c in after.settings.contacts if c.id == effect.to), None)
    way = "text" if isinstance(effect, Text) else "call"
    return contact is None or way in contact.ways or effect.purpose == "answer"


def answer(incident: Incident) -> tuple[object, ...]:
    """What only a person's answer changes."""
    return incident.state, incident.holder, incident.coordinator, incident.cannot, incident.owned


def progress(incident: Incident) -> tuple[int, int, int]:
    place = incident.place
    assert place is not None
    return (place.round, place.rung, place.turn)


def watched(story: Story, home: int = 0) -> Hub:
    hub, watcher = Hub(HOMES[home]), Watcher()
    for wait, move in story:
        for before, step in hub.happens(wait, move):
            watcher.saw(before, step)
    for before, step in hub.idle(hub.now + timedelta(hours=3)):
        watcher.saw(before, step)
    return hub


TWO_OPEN = [
    (0, ("reported", "pendant", (("help", "sos"),), None, False)),
    (0, ("reported", "pendant", (("fall", True),), None, False)),
    (3600 * 7, ("settings", 0)),
]
"""One text tells of both; then the ladder is changed, at the moment of a text."""


@tried
@example(TWO_OPEN, 1)
@given(stories, st.integers(0, len(HOMES) - 1))
def test_nothing_is_lost_doubled_stuck_or_said_too_much(story: Story, home: int) -> None:
    watched(story, home)


def journal(story: Story) -> tuple[Hub, list[Event], list[tuple[Event, tuple[Effect, ...]]]]:
    """The hub as it is in the end, the events that were kept, and everything that it did."""
    hub, kept, did = Hub(), [], []
    for wait, move in story:
        for before, (event, after, effects) in hub.happens(wait, move):
            did.append((event, effects))
            if after.seq > before.seq:
                kept.append(event)
    return hub, kept, did


@tried
@given(stories)
def test_the_same_events_have_the_same_effects_and_a_step_changes_nothing_old(story: Story) -> None:
    other, hub = engine(), Hub()
    for wait, move in story:
        for before, (event, after, effects) in hub.happens(wait, move):
            kept = codec.encode(before)
            assert other.step(before, event) == (after, effects)
            assert codec.encode(before) == kept, f"{type(event).__name__} changed the state that it was given"


@tried
@given(stories, st.integers(0, 24))
def test_a_state_that_was_written_down_decides_the_same(story: Story, when: int) -> None:
    hub, _, did = journal(story)
    again, read = Hub(), []
    for number, (wait, move) in enumerate(story):
        if number == when % len(story):
            again.engine = engine()
            again.state = codec.decode(codec.encode(again.state), again.engine)
        for _, (event, _, effects) in again.happens(wait, move):
            read.append((event, effects))
    assert read == did
    assert again.state == hub.state


@tried
@given(stories, st.integers(0, 24))
def test_state_rebuilt_from_the_journal_equals_live_state(story: Story, cut: int) -> None:
    """Only events for which `seq` grew are kept; everything before the cut is thrown away but for a baseline."""
    hub, kept, _ = journal(story)
    rebuilt = engine()
    state = rebuilt.start("e", HOMES[0], START)
    for number, event in enumerate(kept):
        if number == cut % len(kept):
            rebuilt = engine()
            state = codec.decode(codec.encode(state), rebuilt)
        *_, (_, state, _) = fold(rebuilt, state, event)
    end = max(hub.now, state.at) + timedelta(hours=1)
    live, again = ticked(hub.engine, hub.state, end), ticked(rebuilt, state, end)
    assert again.facts == live.facts
    assert again.world == live.world
    assert again.memories == live.memories
    assert (again.seq, again.due, again.settings) == (live.seq, live.due, live.settings)


def ticked(with_: Engine, state: State, until: datetime) -> State:
    for _, after, _ in ticks(with_, state, until):
        state = after
    return state


@tried
@given(stories)
def test_once_the_service_has_ended_nobody_hears_anything(story: Story) -> None:
    hub = Hub()
    half = len(story) // 2
    for wait, move in story[:half]:
        list(hub.happens(wait, move))
    list(hub.happens(1, ("settings", 3)))
    assert hub.state.facts.open == {}
    for wait, move in [s for s in story[half:] if s[1][0] != "settings"]:
        for _, (event, _, effects) in hub.happens(wait, move):
            assert not isinstance(event, SettingsChanged)
            assert not any(isinstance(e, Text | Call | Document) for e in effects)


def test_the_watcher_knows_the_numbers_that_it_watches() -> None:
    """A press, nobody answers: texts do come, so that the properties above are about something."""
    hub = watched([(0, ("pressed", "pendant", None)), (3600, ("vouched", True))])
    assert {digits(t.number) for t in hub.texts} >= {"447700900111", "447700900222"}
    assert len(hub.state.facts.open) >= 1
