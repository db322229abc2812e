"""Whatever happened in the home: once nothing moves any more for days, somebody is told, by one detector or another.

What is open, dark or lost in the story is heard again at its end: a home that cannot be seen is told of elsewhere.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Literal

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import structs

from detectors import inactivity, night_door, no_return
from detectors.inactivity import NOBODY_BACK
from hub.core.activity import moved
from hub.model.events import DeviceWent, HubStarted, LinkChanged, Reading, Sensed
from hub.model.findings import Finding
from hub.model.household import Function, Home, Service
from tests.detectors.virtual_home import DEVICES, Asked, at, home, moment, reading

STARTS = at("07:00")
LONG = timedelta(days=3, hours=12)
"""More than the longest wait for somebody who may be in: three days, after movement in one room of an empty home in the
first days. And less than it takes until whoever went out is told of whatever else was agreed."""

SAYS: dict[str, tuple[str, str, bool]] = {
    "door opens": ("front", "contact", True), "door closes": ("front", "contact", False),
    "back door opens": ("back", "contact", True), "back door closes": ("back", "contact", False),
    "into bed": ("bed", "bed", True), "out of bed": ("bed", "bed", False), "bed repeats itself": ("bed", "bed", True),
    "hall": ("hall-pir", "motion", True), "kitchen": ("kitchen-pir", "motion", True),
    "bedroom": ("bedroom-pir", "motion", True),
}  # fmt: skip
DARK = ("hub off", "Zigbee down", "bed lost")
"""Begins with the word and ends with the next thing that happens."""

WHILES = st.one_of(st.integers(5, 200), st.integers(200, 7200), st.integers(7200, 60_000))
"""Seconds until the next thing happens: steps, minutes, half a day."""

HOLIDAY: dict[str, Service] = {"goes away": "suspended", "is back": "in service"}
"""Somebody says so; what is dark goes on, but for a hub that is off: nobody can tell it."""

stories = st.lists(st.tuples(WHILES, st.sampled_from([*sorted(SAYS), *DARK])), min_size=1, max_size=40)
with_holidays = st.lists(st.tuples(WHILES, st.sampled_from([*sorted(SAYS), *DARK, *HOLIDAY])), min_size=1, max_size=40)
Story = list[tuple[int, str]]


def begins(what: str, at: datetime) -> Iterable[Sensed]:
    """What the hub hears when it grows dark. Of the hub's own absence it hears at its end."""
    if what == "Zigbee down":
        yield LinkChanged(at=at, link="zigbee2mqtt", up=False, since=at)
    elif what == "bed lost":
        yield bed("lost", at, at)


def ends(what: str, since: datetime, at: datetime) -> Iterable[Sensed]:
    """What it hears when that is over."""
    if what == "Zigbee down":
        yield LinkChanged(at=at, link="zigbee2mqtt", up=True)
    elif what == "bed lost":
        yield bed("seen", since, at)
    else:
        yield HubStarted(at=at, last_alive=since)


def bed(to: Literal["seen", "lost"], since: datetime, at: datetime) -> DeviceWent:
    """The bed is given up, or heard again."""
    of = next(device for device in DEVICES if device.id == "bed")
    return DeviceWent(
        at=at, device=of.id, name=of.name, use=of.use, room=of.room, to=to, since=since, because="has fallen silent"
    )


def heard(story: Story) -> Iterator[Sensed | tuple[datetime, Service]]:
    """What detectors are told of the story, and when the service is another."""
    now, values, dark = STARTS, dict[str, bool](), ("", STARTS)
    for seconds, what in (*story, (60, "")):
        now += timedelta(seconds=seconds)
        if what in HOLIDAY and dark[0] != "hub off":
            yield now, HOLIDAY[what]
            continue
        if dark[0]:
            yield from ends(*dark, now)
        dark = (what, now) if what in DARK else ("", now)
        if what in DARK:
            yield from begins(what, now)
        elif what in HOLIDAY:
            yield now, HOLIDAY[what]
        elif what:
            device, kind, value = SAYS[what]
            again = what == "bed repeats itself" and values.get(device) is True
            yield reading(now, device, kind, value, edge=not again and (value or values.get(device) is not value))
            values[device] = value


class Parts:
    """The detectors of one home, made anew when the service is another: who was there before keeps its memory."""

    def __init__(self, **of: Any) -> None:
        self.of, self.found = of, list[Finding]()
        self.asked: dict[str, Asked] = {}
        self.become("in service", STARTS)

    def become(self, service: Service, at: datetime) -> None:
        """From now on the service is this."""
        self.ticks(at)
        self.service = service
        who = self.of.get("home", Home())
        made = (part.of(home(**(self.of | {"home": structs.replace(who, service=service)}))) for part in PARTS)
        before, self.asked = self.asked, {}
        for detector in (each for each in made if each is not None):
            kept = self.asked[detector.name] = before.get(detector.name) or Asked(detector, at)
            kept.detector, kept.now, kept.found = detector, at, self.found
        self.ticks(at)

    def hear(self, event: Sensed) -> None:
        """Whoever hears such events does."""
        for asked in self.asked.values():
            if not isinstance(event, Reading) or event.kind in asked.detector.hears:
                asked.hear(event)

    def ticks(self, until: datetime) -> None:
        """What is due until then."""
        for asked in self.asked.values():
            asked.ticks(until)


PARTS = inactivity, no_return, night_door


def somebody_is_told(story: Story, long: timedelta = LONG, **of: Any) -> None:
    """Since something moved last, or she came back from a holiday, and within `long` from the end of the story."""
    parts, last, over = Parts(**of), STARTS, STARTS
    for event in heard(story):
        if isinstance(event, tuple):
            if event[1] != parts.service:
                last = over = event[0]
                parts.become(event[1], over)
            continue
        over = moment(event)
        last = over if isinstance(event, Reading) and moved(event) else last
        parts.hear(event)
    parts.ticks(over + long)
    assert any(f.turn == "concern" and f.at >= last for f in parts.found), f"nobody is told in {long} of silence"


PUT_TO_BED: Story = [
    (3600, "into bed"), (7200, "out of bed"), (3600, "door opens"), (300, "kitchen"), (1800, "into bed"),
]  # fmt: skip
"""By somebody who came in by the door, in a bed that has proved to be right."""

TWO_PUT_TO_BED: Story = [*PUT_TO_BED[:-2], (600, "door opens"), (300, "hall"), (600, "into bed"), (300, "kitchen")]
"""By two who came one after the other."""

OUT_AND_IN: Story = [(5, "back door opens"), (301, "back door closes"), (5, "kitchen")]
OPENS_AND_CLOSES: Story = [(5, "back door opens"), (5, "bedroom"), (5, "back door closes")]
"""With somebody seen inside in between."""


@settings(max_examples=300, deadline=None)
@given(stories)
@example(OPENS_AND_CLOSES)
@example([*OUT_AND_IN, *OPENS_AND_CLOSES])
@example([(5, "back door opens"), (43_001, "back door closes"), (200, "back door opens")])
@example([(57_600, "back door opens"), (301, "hub off"), (600, "back door closes")])
@example([(5, "back door opens"), (5, "hub off"), (56, "kitchen")])
@example([(14_401, "door closes"), (5, "hub off"), (600, "back door closes")])
@example([*PUT_TO_BED, (300, "kitchen"), (300, "door opens")])
@example([*TWO_PUT_TO_BED, (300, "door opens"), (300, "kitchen"), (900, "door opens")])
@example([*TWO_PUT_TO_BED, (300, "door opens"), (300, "kitchen"), (900, "door opens"), (240, "out of bed")])
@example([*TWO_PUT_TO_BED, (300, "door opens"), (300, "hub off"), (900, "bed repeats itself"), (900, "door opens")])
@example([*PUT_TO_BED, (300, "kitchen"), (20_000, "kitchen"), (240, "out of bed"), (300, "into bed")])
@example([*PUT_TO_BED, (60, "hub off"), (120, "bed repeats itself"), (300, "kitchen"), (300, "door opens")])
def test_of_whoever_lives_alone(story):
    somebody_is_told(story)


@settings(max_examples=300, deadline=None)
@given(stories)
@example([(5, "door opens"), (301, "bedroom"), (5, "door closes"), *OPENS_AND_CLOSES])
@example([(5, "back door opens"), (28_801, "back door opens"), (14_400, "hub off"), (600, "back door closes")])
def test_where_others_come_and_go(story):
    somebody_is_told(story, home=Home(others="visitors", pets=True))


@settings(max_examples=300, deadline=None)
@given(with_holidays)
@example(
    [(3600, "Zigbee down"), (60, "goes away"), (3600, "hall"), (60, "is back"), (60, "kitchen"), (60, "door opens")]
)
@example([*PUT_TO_BED, (60, "goes away"), (60, "out of bed"), (60, "door opens"), (86_400, "is back")])
@example([*PUT_TO_BED, (60, "goes away"), (86_400, "is back"), (60, "kitchen"), (60, "door opens")])
def test_once_she_is_back_from_a_holiday(story):
    somebody_is_told([*story, (60, "is back")])


@settings(max_examples=300, deadline=None)
@given(stories)
def test_where_it_was_not_agreed_that_going_out_is_watched(story):
    without: Function = "wandering"
    somebody_is_told(story, NOBODY_BACK + timedelta(minutes=1), without=without)
