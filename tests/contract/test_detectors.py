"""What the hub may rely on, asked of every detector of the table: on a long day, and on whatever may happen."""

from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from msgspec import structs

from detectors import DETECTORS, parts
from detectors.chatter import PAUSE
from hub.model.events import (
    ACTIVITY,
    LEVELS,
    READING_KINDS,
    ROUTINE,
    WORN,
    ClockStepped,
    HubStarted,
    Impact,
    Movement,
    Reading,
    RoutineCompared,
    Sensed,
)
from hub.model.findings import Finding
from hub.model.household import Centre, Sms
from hub.model.kinds import KINDS
from hub.ports import Detector
from tests.detectors.anything import stories
from tests.detectors.virtual_home import (
    BAND,
    DAY,
    DEVICES,
    EYES,
    HOUSE,
    HOUSE_EYES,
    Asked,
    at,
    closes,
    compared,
    fault,
    home,
    link,
    lost,
    motion,
    moves,
    opens,
    reading,
    struck,
    went,
)
from tests.support.fall_models import MODELS

WHOLE: dict[str, Any] = {"sms": Sms(provider="twilio"), "centre": Centre(url="mqtts://centre.example")}
WEARS: dict[str, Any] = {**WHOLE, "devices": (*DEVICES, BAND, *HOUSE)}
MADE: dict[str, Detector] = {d.name: d for s in ("suspended", "in service") for d in parts(home(s, **WEARS), MODELS)}
every = pytest.mark.parametrize("detector", MADE.values(), ids=MADE)

LONG_DAY: tuple[Sensed, ...] = (
    motion("06:50", "bedroom"),
    reading("07:00", "bed", "bed", False),
    motion("07:05", "hall"),
    reading("07:10", "front", "battery", 9),
    reading("07:30", "pendant", "help", "sos"),
    reading("07:31", "pendant", "cancel", "cancel"),
    link("08:00", "zigbee2mqtt", up=False, because="stopped"),
    link("08:00:30", "zigbee2mqtt", up=True),
    motion("08:10", "kitchen"),
    motion("08:11", "kitchen", value=False),
    reading("08:12", "smoke", "smoke"),
    reading("08:15", "smoke", "smoke", False),
    opens("09:00"),
    closes("09:00:10"),
    opens("10:00"),
    motion("10:00:02", "hall"),
    closes("10:00:08"),
    motion("10:01", "kitchen", cached=True),
    fault("10:30", "disk", True, "the disk is full", life_saving=True),
    reading("11:00", "front", "tamper"),
    lost("11:10", "hall-pir", "09:00"),
    fault("12:00", "disk", False),
    motion("15:00", "bedroom"),
    motion("15:00:20", "hall", cached=False),
    motion("15:01", "kitchen", said="14:00"),
    went("15:02", "hall-pir", "seen", "15:02"),
    reading("15:30", "radar", "fall"),
    moves("15:30:20", "walks"),
    struck("15:30:30"),
    moves("15:30:32", "lies still", 2.0),
    moves("15:30:40", "lies still", 8.0),
    reading("15:31", "leak", "leak", cached=True, said="15:20"),
    reading("15:40", "pendant", "sos", said="12:00"),
    link("16:00", "sms", up=False),
    link("16:10", "centre", up=False),
    reading("16:20", "front", "battery", 90),
    motion("21:30", "bedroom"),
    opens("23:30"),
    motion("23:30:03", "hall"),
    motion("+1 00:10", "bedroom"),
    reading("+1 00:20", "bed", "bed"),
    reading("+1 01:30", "bed", "bed", False),
    *(motion(f"+1 01:{30 + n:02}:30", room) for n, room in enumerate(("hall", "kitchen", "bedroom") * 5)),
    reading("+1 02:40", "bed", "bed"),
    *(
        reading(f"+1 {hour:02}:{minute:02}", f"{room}-pir", "motion")
        for hour in (3, 4, 5)
        for minute, room in ((10, "bathroom"), (15, "bedroom"), (40, "bathroom"), (45, "bedroom"))
    ),
    *(reading(f"+1 {hour:02}:30", "thermometer", "temperature", 9.5) for hour in range(8, 18)),
    *(motion(f"+1 {hour:02}:05", "hall") for hour in (7, 9, 11)),
    reading("+1 12:10", "cooker", "power", 1800.0),
    opens("+1 12:20"),
    closes("+1 12:20:30"),
    *(reading(f"+1 {hour:02}:31", "thermometer", "temperature", 37.5) for hour in range(18, 24)),
    *(reading(f"+{day} {hour:02}:32", "bedroom-air", "humidity", 92.0) for day in range(2, 5) for hour in range(24)),
    compared("+5 04:41", "2026-01-18"),
)
END = at("+6 12:00")


MORE: dict[str, tuple[Sensed, ...]] = {
    "chatter": tuple(reading(at("+5 10:31") + n * PAUSE, "cube", "vibration") for n in range(17))
}
"""What takes longer than the day, and would be movement for all the others."""


def play(detector: Detector, story: tuple[Sensed, ...], *, kept: bool = False, until: datetime = END) -> list[Finding]:
    asked = Asked(detector, DAY, kept=kept)
    for event in story:
        if wants(detector, event):
            asked.hear(event)
    asked.ticks(until)
    return asked.found


# The table


def test_every_detector_of_the_table_is_asked():
    made = [of(home(s, **WEARS), MODELS) for of in DETECTORS.values() for s in ("in service", "suspended")]
    assert {d.name for d in made if d is not None} == set(MADE) == set(DETECTORS)


def test_names_are_unique_and_readings_exist():
    assert len({d.name for d in MADE.values()}) == len(DETECTORS)
    for detector in MADE.values():
        assert detector.hears <= READING_KINDS | {WORN, ROUTINE}


# The long day


@every
def test_the_day_holds_something_for_every_detector(detector):
    assert play(detector, (*LONG_DAY, *MORE.get(detector.name, ())))


@every
def test_a_memory_that_was_written_down_decides_the_same(detector):
    assert play(detector, LONG_DAY, kept=True) == play(detector, LONG_DAY)


@every
def test_it_decides_the_same_every_time(detector):
    assert play(detector, LONG_DAY) == play(detector, LONG_DAY)


@every
def test_a_finding_says_what_the_hub_needs(detector):
    for finding in play(detector, LONG_DAY):
        well_said(finding)


@every
def test_what_is_of_no_interest_costs_no_memory(detector):
    asked = Asked(detector, DAY)
    for event in LONG_DAY[:-4]:
        if wants(detector, event):
            asked.hear(event)
    for dull in (motion("16:30", "kitchen", value=False), motion("16:30", "kitchen", cached=True),
                 reading("16:30", "front", "battery", 90), closes("16:30", edge=False)):  # fmt: skip
        if dull.kind in detector.hears:
            memory, findings = detector.step(asked.memory, dull)
            assert memory is asked.memory and findings == ()


def wants(detector: Detector, event: Sensed) -> bool:
    """Whether the engine would step the detector with it."""
    if isinstance(event, Impact | Movement):
        return WORN in detector.hears
    if isinstance(event, RoutineCompared):
        return ROUTINE in detector.hears
    return not isinstance(event, Reading) or event.kind in detector.hears


def well_said(finding: Finding) -> None:
    assert finding.kind in KINDS
    because = finding.because
    assert because.strip() == because and because and because[-1] not in ".!:;, "
    assert (KINDS[finding.kind].keyed_by != "cause") or finding.cause
    assert KINDS[finding.kind].keyed_by != "device" or finding.device


# The gap is blind


@every
@pytest.mark.parametrize("off", [timedelta(minutes=20), timedelta(hours=6), timedelta(days=40)])
def test_nothing_is_concluded_from_the_time_in_which_the_hub_was_off(detector, off):
    """Whatever the hub did last, and however long it was off: no concern begins with its start."""
    for last in range(1, len(LONG_DAY)):
        asked = Asked(detector, DAY)
        for event in LONG_DAY[:last]:
            if wants(detector, event):
                asked.hear(event)
        before, alive = len(asked.found), asked.now
        asked.hear(HubStarted(last_alive=alive, at=alive + off))
        asked.ticks(alive + off + timedelta(microseconds=1))
        assert [f.kind for f in asked.found[before:]] == [], (last, LONG_DAY[last - 1])


def test_the_gap_would_be_noticed():
    """The test above can fail: without the gap, the same wait leads to findings."""
    assert play(MADE["inactivity"], LONG_DAY[:3], until=at("13:00"))


# The clock

WRONG_BY = [timedelta(minutes=7), timedelta(minutes=-7), timedelta(days=3), timedelta(days=-400)]
"""By so much a clock may be wrong without taking day for night: the long day holds nothing that close to either."""

WRONG_HOUR = [timedelta(hours=30), timedelta(days=2000, hours=5)]
"""For detectors that ask for no local time. Those that do are asked about such a clock in their own stories."""

ASKS_LOCAL_TIME = {
    "inactivity",
    "night door",
    "night bed",
    "wandering inside",
    "no return",
    "bathroom visits",
    "not used by",
    "cold",
    "care visits",
    "daily measures",
}
ASKS_THE_DAY = {"care visits"}
"""By a clock that is wrong by days it is another day of the week, on which nobody is expected."""


def wrong_by(name: str) -> list[timedelta]:
    if name in ASKS_THE_DAY:
        return [by for by in WRONG_BY if abs(by) < timedelta(days=1)]
    return WRONG_BY + (WRONG_HOUR if name not in ASKS_LOCAL_TIME else [])


CLOCKS = [(n, by) for n in MADE for by in wrong_by(n)]


@pytest.mark.parametrize(("name", "by"), CLOCKS, ids=str)
def test_a_story_with_a_corrected_clock_decides_as_one_without(name, by):
    """The clock was wrong by `by` until somewhere in the day; from then on it is right."""
    detector = MADE[name]
    plain = [decision(f, name) for f in play(detector, LONG_DAY)]
    for n in range(1, len(LONG_DAY)):
        asked = Asked(detector, DAY - by)
        for event in LONG_DAY[:n]:
            if wants(detector, event):
                asked.hear(earlier(event, by))
        while_wrong = len(asked.found)
        asked.hear(ClockStepped(at=asked.now + by, by=by))
        for event in LONG_DAY[n:]:
            if wants(detector, event):
                asked.hear(event)
        asked.ticks(END)
        found = [f if i >= while_wrong else structs.replace(f, at=f.at + by) for i, f in enumerate(asked.found)]
        assert [decision(f, name) for f in found] == plain, f"corrected after {LONG_DAY[n - 1]}"


AT_A_SET_TIME = ("bathroom visits", "not used by")
"""They tell what they know at a time of day, by whatever the clock shows then."""


def decision(finding: Finding, name: str) -> tuple[Any, ...]:
    at = None if name in AT_A_SET_TIME else finding.at
    return finding.kind, finding.turn, finding.cause, finding.device, finding.rooms, at


def earlier(event: Sensed, by: timedelta) -> Sensed:
    moved = {
        name: getattr(event, name) - by
        for name in ("at", "heard", "since", "last_alive", "struck")
        if isinstance(getattr(event, name, None), datetime)
    }
    return structs.replace(event, **moved)


# Whatever may happen


def hear_all(detector: Detector, story: tuple[Sensed, ...], *, kept: bool) -> list[Finding]:
    asked = Asked(detector, DAY, kept=kept)
    for event in story:
        if wants(detector, event):
            asked.hear(event)
            due = detector.deadline(asked.memory)
            assert due is None or due >= asked.now, "a deadline that is past"
    asked.ticks(asked.now + timedelta(days=3))
    return asked.found


@every
@settings(max_examples=60, deadline=None)
@given(story=stories())
def test_whatever_happens_it_decides_the_same_and_never_sticks(detector, story):
    found = hear_all(detector, story, kept=True)
    assert found == hear_all(detector, story, kept=False)
    for finding in found:
        well_said(finding)


@every
@settings(max_examples=40, deadline=None)
@given(story=stories(cached=True))
def test_old_knowledge_is_never_activity_and_never_a_call(detector, story):
    """Readings that repeat what a source remembered: levels may be raised, nothing else about people."""
    asked = Asked(detector, DAY)
    for event in story:
        if event.kind in detector.hears:
            before = asked.memory
            asked.step(event)
            assert detector.hears & LEVELS or not detector.hears <= ACTIVITY or asked.memory is before
    for finding in asked.found:
        assert finding.turn != "withdrawn"
        assert finding.kind not in ("inactivity", "one room only", "wandering", "movement while away")
    heard = [e for e in story if e.kind == "sos" and e.value is True and e.edge]
    assert len([f for f in asked.found if f.kind == "help"]) == (len(heard) if detector.name == "help button" else 0)


def test_the_deadline_is_at_hand():
    """Asking for it works nothing out."""
    for detector in MADE.values():
        asked = Asked(detector, DAY)
        for event in LONG_DAY:
            if wants(detector, event):
                asked.hear(event)
        due = detector.deadline(asked.memory)
        assert due is detector.deadline(asked.memory)


def test_every_sense_is_lost_and_found():
    """Blindness by devices, in the long day: no inactivity while none of them is heard."""
    gone = tuple(lost("07:06", eye, "06:00") for eye in (*EYES, *HOUSE_EYES))
    assert play(MADE["inactivity"], LONG_DAY[:3] + gone, until=at("+1 23:00")) == []


def test_the_shape_of_a_memory():
    for detector in MADE.values():
        assert isinstance(detector.start(DAY), detector.memory)
        assert detector.memory.__struct_config__.frozen
        assert msgspec.json.schema(detector.memory)
