"""For any ladders, rotas and hours: no alarm is ever without its next step, and nobody is asked twice for one."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from msgspec import structs

from detectors import parts
from hub.core.engine import Engine
from hub.core.fold import Step, fold, ticks
from hub.core.home import Home
from hub.core.ladder_choice import choose, next_reached
from hub.core.ladder_order import names
from hub.core.state import State
from hub.core.timers import due
from hub.model.effects import Text
from hub.model.events import Event, Reported, Said, SettingsChanged, Tick
from hub.model.household import Contact, Ladder, OneOff, Rung, Settings
from hub.model.ids import RoomId
from hub.model.incidents import Incident, Told
from tests.core.samples import ANNA, BEN, CLEO, settings

START = datetime.fromisoformat("2026-10-24T20:00:00+00:00")
"""The evening before the clocks go back."""
LASTS = timedelta(hours=30)
LATER = START + 2 * LASTS
PEOPLE = (ANNA, BEN, CLEO)
WEEKS = (None, None, "daily 08:00-18:00", "daily 22:00-01:30", "sun 01:30-02:30", "mon 09:00-09:05", "sat 21:00-21:07")

minutes = st.integers(1, 25).map(lambda m: timedelta(minutes=m))
tells = st.lists(st.sampled_from(["anna", "ben", "cleo"]), min_size=1, max_size=3, unique=True).map(tuple)
rungs = st.lists(
    st.builds(Rung, tell=tells, wait=minutes, repeat=st.sampled_from((1, 1, 1, 2, 3))), min_size=1, max_size=4
).map(tuple)
quarters = st.integers(-8, 130).map(lambda n: f"{START + n * timedelta(minutes=15):%Y-%m-%d %H:%M}")
one_offs = st.builds(
    OneOff, contact=st.sampled_from([p.id for p in PEOPLE]), since=quarters, until=quarters, asked=st.booleans()
).filter(lambda o: o.since < o.until)
others = st.builds(
    Ladder, name=st.sampled_from(("one", "two")), rungs=rungs, classes=st.sampled_from(((), ("life",), ("urgent",))),
    kinds=st.sampled_from(((), ("help",), ("flood", "smoke"))),
    rooms=st.sampled_from(((), (RoomId("kitchen"),))), hours=st.sampled_from((None, "daily 22:00-07:00")),
)  # fmt: skip


@st.composite
def homes(draw: st.DrawFn) -> Settings:
    contacts: list[Contact] = [structs.replace(p, hours=draw(st.sampled_from(WEEKS))) for p in PEOPLE]
    ladders = draw(st.lists(others, max_size=2, unique_by=lambda each: each.name))
    return settings(
        contacts=tuple(contacts), rota=tuple(draw(st.lists(one_offs, max_size=3))), ladder=draw(rungs),
        ladders=tuple(ladders), consent={},
    )  # fmt: skip


ALARMS = (("pendant", "help", "sos"), ("leak", "leak", True), ("smoke", "smoke", True))
alarms = st.lists(st.tuples(st.sampled_from(ALARMS), st.integers(0, 120)), min_size=1, max_size=2)


def played(home: Settings, drawn: list[tuple[Any, int]], change: tuple[int, Settings] | None) -> Iterator[Step]:
    """Each step of a night in which nobody answers."""
    engine = Engine(parts)
    state = engine.start("e", home, START)
    events: list[Event] = [
        Reported(at=START + timedelta(minutes=after), source="zigbee2mqtt", name=name, said=(Said(kind, value),))
        for (name, kind, value), after in drawn
    ]
    if change is not None:
        events.append(SettingsChanged(at=START + timedelta(minutes=change[0]), settings=change[1]))
    for event in sorted(events, key=lambda each: each.at):
        for step in fold(engine, state, event):
            state = step[1]
            yield step
    for step in ticks(engine, state, START + LASTS):
        yield step


def asking(state: State) -> list[Incident]:
    return [i for i in state.facts.open.values() if i.state == "raised" and i.grave in ("life", "urgent")]


def own(incident: Incident) -> list[Told]:
    """Who was asked by a text of its own, and not by another's that lists it."""
    return [t for t in incident.told if t.purpose == "alarm" and t.key.startswith(f"{incident.id}/")]


def most_texts(incident: Incident, home: Home, contact: str) -> int:
    """How often somebody may have been asked in the rounds so far: once in each, and as often as repeats mean it.

    It may have gone over from one ladder to another, so the repeats of all are counted.
    """
    assert incident.place is not None
    ladders = (home.settings.ladder, *(ladder.rungs for ladder in home.settings.ladders))
    repeats = sum(rung.repeat - 1 for rungs in ladders for rung in rungs if contact in rung.tell)
    return incident.place.round * (1 + repeats)


def first_asked(incident: Incident, home: Home, since: datetime) -> datetime:
    """When somebody must hear of it: at once of danger to life; else when the first of its ladder may be asked."""
    if incident.grave == "life":
        return since
    own = choose(incident, home, since, sure=True).rungs
    opening = min(home.first_asked(names(own), since), next_reached(incident, home, since))
    return opening if opening <= START + LASTS else LATER


@effort(max_examples=20, deadline=None)
@given(homes(), alarms)
def test_every_alarm_has_its_next_step_and_nobody_is_asked_twice_for_one(home: Settings, drawn: Any) -> None:
    """Nobody answers for 30 hours: all must be heard of in time, again and again, and by nobody too often."""
    meant, last = Home(home), None
    for event, last, effects in played(home, drawn, None):
        for incident in asking(last):
            at = due(incident, meant)
            assert at is not None
            assert at > event.at if isinstance(event, Tick) else at >= event.at
            assert last.due is not None
            assert last.due <= at
            told = Counter(t.to for t in own(incident))
            assert not {to: n for to, n in told.items() if n > most_texts(incident, meant, to)}
        sent = Counter((e.incident, e.to) for e in effects if isinstance(e, Text))
        assert all(count <= 1 for count in sent.values())
    assert last is not None
    for incident in asking(last):
        heard_in_time(incident, meant)
        if incident.grave == "life":
            never_quiet_for_long(incident, meant)


def heard_in_time(incident: Incident, home: Home) -> None:
    """Somebody hears of it as soon as anybody may be asked, and nobody before that by a text of its own."""
    assert incident.raised is not None
    must = first_asked(incident, home, incident.raised)
    heard, asked = (min((t.at for t in told), default=LATER) for told in (incident.told, own(incident)))
    # Another alarm's text, that lists it, may have told somebody before.
    assert heard <= must
    assert asked >= must


def never_quiet_for_long(incident: Incident, home: Home) -> None:
    """Between two texts lies no more time than two rounds take, and the 10 minutes for which a person is spared."""
    latest = [*sorted({t.at for t in incident.told})[-40:], START + LASTS]
    rounds = sum((rung.wait * rung.repeat for rung in home.rungs(incident)), timedelta())
    assert all(b - a <= 2 * rounds + home.timers.told_again for a, b in pairwise(latest))


@effort(max_examples=10, deadline=None)
@given(homes(), homes(), st.integers(1, 200), alarms)
def test_new_settings_leave_no_alarm_without_a_next_step(
    first: Settings, then: Settings, when: int, drawn: Any
) -> None:
    meant = Home(first)
    for event, state, _ in played(first, drawn, (when, then)):
        meant = Home(then) if isinstance(event, SettingsChanged) else meant
        for incident in asking(state):
            at = due(incident, meant)
            assert at is not None
            assert at > event.at if isinstance(event, Tick) else at >= event.at
            assert incident.ladder in ("", *(ladder.name for ladder in state.settings.ladders))
