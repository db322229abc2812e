"""All of Zigbee as one: a stick that hangs is told as one cause, and no quiet night is taken for it (behaviour 20)."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from connectors import simulated_home
from detectors import parts
from hub.core.engine import Engine
from hub.core.fold import fold, ticks
from hub.core.state import State
from hub.core.whole_silence import LEAST, LINK
from hub.model.effects import Effect, SpanChanged, Text
from hub.model.events import DevicesListed, Event, HubStarted, LinkChanged, Listed, Reported, Said
from hub.model.household import Settings
from tests.core.anything import HOMES, Z2M
from tests.core.samples import DEVICES, at
from tests.core.samples import settings as mary

MINUTE = timedelta(minutes=1)
SETTINGS = structs.replace(HOMES[1], detectors=HOMES[0].detectors)


class Lived:
    """A hub from its start: what became of Zigbee and of each device, and what was texted."""

    def __init__(self, home: Settings, begins: datetime, *, real: bool = True) -> None:
        self.engine = Engine(parts if real else lambda _: ())
        self.state: State = self.engine.start("e", home, begins)
        self.radio: list[tuple[str, datetime]] = []
        self.lost: list[str] = []
        self.texts: list[Text] = []

    def __call__(self, *events: Event) -> "Lived":
        for event in events:
            for _, self.state, effects in fold(self.engine, self.state, event):  # noqa: B020
                self._note(effects)
        return self

    def until(self, when: datetime) -> "Lived":
        for _, self.state, effects in ticks(self.engine, self.state, when):  # noqa: B020
            self._note(effects)
        return self

    def _note(self, effects: tuple[Effect, ...]) -> None:
        for e in effects:
            if isinstance(e, SpanChanged) and e.subject == f"link:{LINK}":
                self.radio.append((e.status, e.at))
            if isinstance(e, SpanChanged) and e.status == "lost":
                self.lost.append(e.subject)
            if isinstance(e, Text):
                self.texts.append(e)


def report(when: datetime, name: str, source: str = Z2M) -> Reported:
    return Reported(at=when, source=source, name=name, said=(Said("heard", str(when)),))


def lived(days: int = 4, every: int = 6, home: Settings = SETTINGS) -> tuple[Lived, datetime]:
    """Eight devices speak in turn, one every so many minutes; the moment is that of the last word."""
    hub, when = Lived(home, at("08:00")), at("08:00")
    names = [d.id for d in DEVICES]
    for n in range(days * 24 * 60 // every):
        when += every * MINUTE
        hub(report(when, names[n % len(names)]))
    return hub, when


@pytest.mark.parametrize(("every", "after"), [(1, 10), (3, 10), (6, 18)])
def test_a_stick_that_hangs_is_told_once_and_so_is_its_return(every: int, after: int) -> None:
    hub, last = lived(every=every)
    hub.texts.clear()
    hub.until(last + timedelta(hours=30))
    ((status, moment),) = hub.radio
    assert (status, moment - last) == ("down", after * MINUTE)
    assert hub.lost == [], "the stick is one cause"
    back = last + timedelta(hours=30)
    hub(report(back, "hall-pir")).until(back + 10 * MINUTE)
    assert [status for status, _ in hub.radio] == ["down", "up"] and hub.lost == []
    told = [text for text in hub.texts if text.to == "ben" and text.purpose in ("notice", "outcome")]
    assert (
        "Nothing is heard from Zigbee, since" in told[0].body and "unplug its stick, plug it in again" in told[0].body
    )
    assert told[0].at == moment, "it was waited for already"
    assert any("Works again. It was: nothing is heard from Zigbee" in text.body for text in told)


def test_mains_plugs_wait_for_the_verdict_on_all() -> None:
    """Each speaks every two minutes, so each alone would be lost after ten."""
    hub, when = Lived(SETTINGS, at("08:00")), at("08:00")
    hub(DevicesListed(at=when, source=Z2M, devices=tuple(Listed(name=d.id, address=d.id, mains=True) for d in DEVICES)))
    for n in range(4 * 24 * 30 * 8):
        when = at("08:00") + n * timedelta(seconds=15)
        hub(report(when, DEVICES[n % 8].id))
    hub.until(when + timedelta(hours=2))
    assert [(status, moment - when) for status, moment in hub.radio] == [("down", LEAST)] and hub.lost == []


def test_one_device_that_still_speaks_is_no_hung_stick() -> None:
    hub, last = lived()
    for n in range(60):
        hub(report(last + n * 6 * MINUTE, "front"))
    assert hub.radio == []


def test_before_three_days_were_heard_nothing_is_said_of_the_stick() -> None:
    hub, last = lived(days=2)
    assert hub.until(last + timedelta(hours=20)).radio == []


def test_two_devices_are_no_measure_of_a_stick() -> None:
    hub, when = Lived(mary(devices=DEVICES[:2]), at("08:00")), at("08:00")
    for n in range(4 * 24 * 10):
        when += 6 * MINUTE
        hub(report(when, DEVICES[n % 2].id))
    assert hub.until(when + timedelta(hours=30)).radio == []


@pytest.mark.parametrize("blind", ["hub", "zigbee2mqtt", "broker"])
def test_a_time_in_which_nothing_could_be_heard_is_no_silence_and_is_not_learned(blind: str) -> None:
    hub, last = lived()
    off, on = last + 2 * MINUTE, last + timedelta(hours=9)
    if blind == "hub":
        hub(HubStarted(at=on, last_alive=off))
    else:
        hub(LinkChanged(at=off, link=blind, up=False), LinkChanged(at=on, link=blind, up=True))
    assert hub.radio == []
    hub.until(on + timedelta(hours=1))
    assert hub.radio == [("down", on + 16 * MINUTE)], "the two minutes before count"
    hub(report(on + timedelta(hours=2), "front"))
    longest = hub.state.world.radio.longest
    assert longest < 7 * 60, "neither the time off nor the told silence is usual from now on"


def test_what_is_cached_or_comes_another_way_is_no_word_of_the_stick() -> None:
    hub, last = lived()
    hub.until(last + 30 * MINUTE)
    hub(structs.replace(report(last + 31 * MINUTE, "front"), retained=True))
    hub(report(last + 32 * MINUTE, "x", source="bluetooth"))
    assert [status for status, _ in hub.radio] == ["down"]
    hub(LinkChanged(at=last + 40 * MINUTE, link="zigbee2mqtt", up=False))
    hub(LinkChanged(at=last + 41 * MINUTE, link="zigbee2mqtt", up=True))
    hub.until(last + 90 * MINUTE)
    assert [status for status, _ in hub.radio] == ["down"], "zigbee2mqtt's own restart proves nothing"
    hub(structs.replace(report(last + 91 * MINUTE, "stranger"), seen=last + 91 * MINUTE))
    assert [status for status, _ in hub.radio] == ["down", "up"], "any device does"


def test_somebody_who_is_always_about_teaches_nothing_and_her_fall_is_no_hung_stick() -> None:
    """Sensors that speak only when she moves, and she never rests: hours without her are hers, not the stick's."""
    hub, when = Lived(SETTINGS, at("08:00")), at("08:00")
    for n in range(4 * 24 * 6):
        when += 10 * MINUTE
        name = ("hall-pir", "kitchen-pir", "bedroom-pir")[n % 3]
        for value, later in ((True, 0), (False, 1)):
            hub(Reported(at=when + later * MINUTE, source=Z2M, name=name, said=(Said("motion", value),)))
    hub.texts.clear()
    hub.lost.clear()
    assert hub.until(when + timedelta(hours=10)).radio == []
    assert not [name for name in hub.lost if name.endswith("-pir")], "her sensors are as they always were"
    first = next(text for text in hub.texts if "No movement" in text.body)
    assert first.at - when < timedelta(hours=5)


def days(devices: Iterable[str], seed: int, lasts: int, only_when_she_moves: bool) -> Iterable[Reported]:
    """A simulated home as zigbee2mqtt would bring it."""
    there = mary(devices=tuple(d for d in DEVICES if d.id in set(devices)))
    for event in simulated_home.home(there, seed, at("06:00"), lasts):
        if not (only_when_she_moves and {s.kind for s in event.said} <= {"battery", "heard", "smoke", "leak"}):
            yield structs.replace(event, source=Z2M)


@settings(max_examples=25, deadline=None)
@given(
    st.sets(st.sampled_from([d.id for d in DEVICES]), min_size=3),
    st.integers(0, 10_000),
    st.booleans(),
)
def test_no_simulated_home_is_ever_called_deaf(devices: set[str], seed: int, only_when_she_moves: bool) -> None:
    """Also where nothing speaks unless she moves: her nights are the longest silences, and are learned."""
    there = mary(devices=tuple(d for d in DEVICES if d.id in devices))
    hub = Lived(there, at("06:00"), real=False)
    hub(*days(devices, seed, 12, only_when_she_moves))
    assert hub.radio == []
