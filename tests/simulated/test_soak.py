"""Weeks in odd homes: no detector fails, nobody is called still while unseen, and more movement never alarms sooner."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from detectors import parts
from hub.core.engine import Engine
from hub.core.fold import fold, ticks
from hub.core.state import State
from hub.model.events import Event, Reported, Said
from hub.settings import load, shipped
from hub.simulated.accidents import accident
from hub.simulated.diary import HOUR
from hub.simulated.kits import household, settings
from hub.simulated.stories import Story
from hub.simulated.world import World, live, world
from tests.support.odd_homes import FIRST, lived, odd_home

DAYS = 40
AT_HOME = ("bathroom", "lounge", "night", "bed")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_in_an_odd_home_every_rule_holds_for_forty_days(seed: int) -> None:
    made = odd_home(seed, DAYS)
    told = lived(made, live(made, 0, DAYS))
    assert told.broken == []
    assert told.events > 100 * DAYS


def test_the_same_days_tell_the_same() -> None:
    made = odd_home(4, 20)
    assert lived(made, live(made, 0, 20)).found == lived(odd_home(4, 20), live(odd_home(4, 20), 0, 20)).found


# More movement never brings an alarm forward


class Learned:
    """A home whose hub has learned for three weeks, held at its dawns."""

    def __init__(self) -> None:
        base = load(shipped("demo.toml"))
        self.made = world(settings("usual", "alone", base), household("alone", 5), 5, FIRST, source="zigbee2mqtt")
        self.engine = Engine(parts)
        state = self.engine.start("soak", self.made.settings, datetime.fromtimestamp(self.made.begins(0), UTC))
        self.dawns: list[State] = [state]
        for day in range(21):
            for event in live(self.made, day, 1):
                state = _after(self.engine, state, event)
            self.dawns.append(state)

    def alarm(self, day: int, made: World, more: list[Event], less: int = -1) -> datetime | None:
        """When people are called first, within two days of that dawn: with `more`, or without the report `less`."""
        state, until = self.dawns[day], datetime.fromtimestamp(made.begins(day + 2), UTC)
        events = sorted([*live(made, day, 2), *more], key=lambda event: event.at)
        reports = [place for place, event in enumerate(events) if _is_report(event)]
        if less >= 0:
            del events[reports[less % len(reports)]]
        known = set(state.facts.open)
        for event in events:
            for _, after, _ in fold(self.engine, state, event):
                state = after
                if found := _called(state, known):
                    return found
        for _, after, _ in ticks(self.engine, state, until):
            if found := _called(after, known):
                return found
        return None


def _is_report(event: Event) -> bool:
    """Whether a device only said that it is there."""
    return isinstance(event, Reported) and all(said.kind in ("battery", "heard") for said in event.said)


def _after(engine: Engine, state: State, event: Event) -> State:
    for _, after, _ in fold(engine, state, event):
        state = after
    return state


def _called(state: State, known: set[str]) -> datetime | None:
    return next((i.raised for i in state.facts.open.values() if i.kind == "inactivity" and i.id not in known), None)


@pytest.fixture(scope="module")
def learned() -> Learned:
    return Learned()


@given(
    day=st.integers(14, 19),
    kind=st.sampled_from(AT_HOME),
    place=st.sampled_from(("kitchen", "lounge", "bedroom", "bathroom")),
    after=st.floats(0.02, 30),
)
@hypothesis_settings(max_examples=12, deadline=None)
def test_more_movement_never_brings_an_alarm_forward(
    learned: Learned, day: int, kind: str, place: str, after: float
) -> None:
    found = accident(learned.made, kind, day)
    assume(found is not None and found.at > learned.made.begins(day))
    assert found is not None
    made = learned.made._replace(story=Story(accident=found))
    without = learned.alarm(day, made, [])
    at = datetime.fromtimestamp(found.at + after * HOUR, UTC)
    [sensor] = [each for each in made.house.of("motion") if each.place == place]
    moved = [Reported(at=when, source="zigbee2mqtt", name=sensor.id, said=(Said("motion", on),), seen=when)
             for when, on in ((at, True), (at + timedelta(seconds=90), False))]  # fmt: skip
    with_it = learned.alarm(day, made, moved)
    assert with_it is None or (without is not None and with_it >= without)


@given(day=st.integers(14, 19), kind=st.sampled_from(AT_HOME), which=st.integers(0, 10_000))
@hypothesis_settings(max_examples=8, deadline=None)
def test_a_report_that_does_not_come_never_looks_like_movement(
    learned: Learned, day: int, kind: str, which: int
) -> None:
    found = accident(learned.made, kind, day)
    assume(found is not None and found.at > learned.made.begins(day))
    made = learned.made._replace(story=Story(accident=found))
    assert learned.alarm(day, made, [], which) == learned.alarm(day, made, [])
