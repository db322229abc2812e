"""Whatever a detector may hear, in any order: hypothesis strategies of events in the virtual home."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st
from msgspec import structs

from hub.model.events import (
    READING_KINDS,
    Cancelled,
    ClockStepped,
    DeviceWent,
    HubStarted,
    Impact,
    Movement,
    Reading,
    Sensed,
    SightChanged,
    Tick,
)
from tests.detectors.virtual_home import (
    BAND,
    DAY,
    DEVICES,
    HALL,
    HOUSE,
    MARY,
    compared,
    fault,
    link,
    moment,
    reading,
)
from tests.support.worn_motion import IMPACTS, MOVES, movement, window

DEVICE = st.sampled_from([*(str(d.id) for d in (*DEVICES, *HOUSE)), "0xunknown"])
VALUE = st.one_of(st.booleans(), st.floats(0, 100), st.sampled_from(["sos", "", "single"]))
LATE = st.one_of(st.just(timedelta(0)), st.timedeltas(timedelta(minutes=2), timedelta(hours=30)))


@st.composite
def readings(draw: Callable[..., Any], when: datetime, cached: bool | None = None) -> Reading:
    kind, device = draw(st.sampled_from(sorted(READING_KINDS))), draw(DEVICE)
    old = draw(st.booleans()) if cached is None else cached
    spoke = reading(when, device, kind, draw(VALUE), edge=draw(st.booleans()), cached=old, known=device != "0xunknown")
    by = draw(LATE)
    return structs.replace(spoke, at=when - by, late=bool(by))


@st.composite
def impacts(draw: Callable[..., Any], when: datetime) -> Impact:
    made, peak = window(draw(st.sampled_from(sorted(IMPACTS))), draw(st.integers(1, 3)))
    ago = timedelta(seconds=draw(st.sampled_from([0.0, 2.5, 8.0, 400.0])))
    return Impact(at=when, device=BAND.id, struck=when - ago, window=made, peak=peak, rate=50.0, most=16.0)


@st.composite
def movements(draw: Callable[..., Any], when: datetime) -> Movement:
    return movement(draw(st.sampled_from(sorted(MOVES))), BAND.id, when, draw(st.sampled_from([2.0, 30.0, 7200.0])))


@st.composite
def doors(draw: Callable[..., Any], when: datetime) -> Reading:
    edge = reading(when, "front", "contact", draw(st.booleans()))
    return structs.replace(edge, at=when - draw(LATE))


OF_ONE: dict[str, Callable[..., Any]] = {
    "reading": readings, "struck": impacts, "moves": movements, "door": doors,
}  # fmt: skip
PLAIN: dict[str, Callable[[datetime], st.SearchStrategy[Sensed]]] = {
    "tick": lambda when: st.just(Tick(at=when)),
    "sight": lambda when: st.builds(
        SightChanged, at=st.just(when), room=st.sampled_from([HALL, None]), seen=st.booleans(), because=st.just("so")
    ),
    "cancelled": lambda when: st.builds(
        Cancelled, at=st.just(when), kind=st.sampled_from(["fall", "inactivity"]),
        resident=st.sampled_from([MARY.id, None]),
    ),
}  # fmt: skip
WHATS = [
    "reading",
    "reading",
    *OF_ONE,
    "compared",
    "cancelled",
    "went",
    "link",
    "sight",
    "fault",
    "gap",
    "tick",
    "clock",
]


@st.composite
def happenings(draw: Callable[..., Any], when: datetime) -> Sensed:
    what = draw(st.sampled_from(WHATS))
    if what in OF_ONE:
        return draw(OF_ONE[what](when))
    if what == "went":
        device = draw(st.sampled_from(DEVICES))
        return DeviceWent(at=when, device=device.id, name=device.name, use=device.use, room=device.room, because="so",
                          to=draw(st.sampled_from(["seen", "late", "lost"])), since=when - draw(LATE))  # fmt: skip
    if what == "gap":
        return HubStarted(last_alive=when - draw(st.timedeltas(timedelta(0), timedelta(days=3))), at=when)
    if what == "compared":
        return structs.replace(compared("00:00", f"2026-01-{draw(st.integers(12, 20))}"), at=when)
    if what in PLAIN:
        return draw(PLAIN[what](when))
    if what == "clock":
        return ClockStepped(at=when, by=draw(st.timedeltas(timedelta(hours=-30), timedelta(hours=30))))
    if what == "link":
        name = draw(st.sampled_from(["broker", "zigbee2mqtt", "centre", "centre listening", "sms", "new"]))
        return structs.replace(link("00:00", name, up=draw(st.booleans())), at=when)
    cause, bad = draw(st.sampled_from(["disk", "credit"])), draw(st.booleans())
    return structs.replace(fault("00:00", cause, bad, life_saving=draw(st.booleans())), at=when)


@st.composite
def stories(draw: Callable[..., Any], cached: bool | None = None) -> tuple[Sensed, ...]:
    """Any order of anything, from a second to half a day apart. The clock never runs back, but for a correction."""
    when, story = DAY, []
    for pause in draw(st.lists(st.sampled_from([0, 1, 5, 30, 100, 400, 3000, 20_000, 50_000]), max_size=40)):
        when += timedelta(seconds=pause)
        event = draw(happenings(when) if cached is None else readings(when, cached))
        if isinstance(event, ClockStepped):
            when = when + event.by
            event = structs.replace(event, at=when)
        elif isinstance(event, HubStarted):
            alive = max(event.last_alive, moment(story[-1]) if story else DAY)
            event = structs.replace(event, last_alive=min(alive, when))
        story.append(event)
    return tuple(story)
