"""Care visits: what shows that somebody came, what does not, and what could not be seen."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from detectors.visits import CareVisits, of
from hub.model.events import ClockStepped, HubStarted, Reading, Sensed
from hub.model.findings import Finding
from hub.model.household import Device, Home, Visit
from hub.model.ids import DeviceId, RoomId
from tests.detectors.virtual_home import DAY, DEVICES, Asked, at, closes, gap, home, link, lost, motion, opens, reading

TAG = Device(id=DeviceId("C4:7C:8D:00:00:01"), name="Carer's tag", use="tag")
MORNING = Visit(id="morning", name="Morning care", hours="daily 08:00-09:00", agency="x", depends=True, tag=TAG.id)
PLAIN = structs.replace(MORNING, tag=None)
EVENING = Visit(id="evening", name="Evening care", hours="daily 18:00-19:00", agency="x")


EYES = ("hall-pir", "kitchen-pir", "bedroom-pir", "bed", "cube")


def looks_for(*visits: Visit, **other: Any) -> CareVisits:
    detector = of(home(visits=visits, devices=(*DEVICES, TAG), **other))
    assert detector is not None
    return detector


def tag(when: str, value: bool = True, *, edge: bool = True, cached: bool = False) -> Reading:
    near = reading(when, "cube", "in range", value, edge=edge, cached=cached)
    return structs.replace(near, device=TAG.id, name=TAG.name, use="tag", room=None)


def steps(detector: CareVisits, *story: Sensed, start: str = "06:00", until: str = "13:00") -> list[tuple[str, str]]:
    return [(f"{f.at:%H:%M}", f.visit.step) for f in found(detector, *story, start=start, until=until) if f.visit]


def found(detector: CareVisits, *story: Sensed, start: str = "06:00", until: str = "13:00") -> list[Finding]:
    asked = Asked(detector, at(start))
    for event in story:
        asked.hear(event)
    asked.ticks(at(until) + timedelta(microseconds=1))
    return asked.found


CAME = (opens("08:10"), closes("08:10:20"), motion("08:12", "hall"), motion("08:15", "kitchen"))
WENT = (opens("08:40"), closes("08:40:20"), motion("08:45", "bedroom"))


# what is a visit


def test_nobody_comes():
    assert steps(looks_for(MORNING)) == [("09:30", "late"), ("11:00", "missed")]


def test_a_tag_is_sure_and_its_going_is_the_end():
    story = found(looks_for(MORNING), tag("08:12"), tag("08:40", False))
    assert [(f"{f.at:%H:%M}", f.visit.step) for f in story if f.visit] == [
        ("08:12", "here"), ("08:22", "seen"), ("08:45", "gone"), ("08:45", "ended"),
    ]  # fmt: skip
    seen = next(f for f in story if f.visit and f.visit.step == "seen")
    assert seen.because == "Morning care came at 08:12: Carer's tag was near"
    assert seen.visit and seen.visit.sure and story[-1].visit and story[-1].visit.left == at("08:40")


def test_a_caller_by_the_door_is_seen_when_they_have_gone():
    story = found(looks_for(PLAIN), motion("07:50", "bedroom"), *CAME, *WENT)
    assert [f.visit.step for f in story if f.visit] == ["here", "gone", "seen"]
    assert story[-1].because == "Morning care came at 08:10: Front door used at 08:10, movement in Hall and Kitchen"
    assert story[-1].visit and (story[-1].visit.came, story[-1].visit.left) == (at("08:10"), at("08:40"))
    assert not story[-1].visit.sure


def test_two_people_show_while_one_is_in_bed():
    story = (reading("07:00", "bed", "bed"), *CAME, motion("08:25", "bedroom"))
    assert steps(looks_for(PLAIN), *story, until="09:00") == [("08:15", "here"), ("08:20", "seen")]


def test_an_occupied_bed_shows_who_has_gone():
    story = (reading("07:00", "bed", "bed"), opens("08:10"), closes("08:11"), motion("08:15", "hall"),
             motion("08:16", "kitchen"), opens("08:24"), closes("08:24:20"))  # fmt: skip
    told = steps(looks_for(PLAIN), *story, until="09:00")
    assert told == [("08:16", "here"), ("08:20", "seen"), ("08:24", "gone"), ("08:24", "ended")]


@pytest.mark.parametrize(
    "story",
    [
        pytest.param((opens("08:10"), closes("08:11"), opens("08:50"), closes("08:51"), motion("08:55", "kitchen"),
                      motion("08:56", "bedroom")), id="she goes out and comes back"),
        pytest.param((*CAME, motion("08:50", "kitchen")), id="she takes in the milk"),
        pytest.param((*CAME, opens("08:30"), closes("08:31")), id="the milk, and then she goes out"),
        pytest.param((opens("08:10"), closes("08:11"), motion("08:12", "hall"), opens("08:40"), closes("08:41"),
                      motion("08:45", "hall")), id="movement in one room only"),
        pytest.param((*CAME, opens("08:16"), closes("08:17"), motion("08:18", "kitchen")), id="too short"),
        pytest.param((opens("06:50"), closes("06:51"), motion("06:52", "hall"), motion("06:55", "kitchen"),
                      opens("07:20"), closes("07:21"), motion("07:25", "kitchen")), id="too early"),
        pytest.param((motion("08:10", "hall"), motion("08:15", "kitchen")), id="no door"),
        pytest.param((opens("08:10", cached=True), *CAME[2:], *WENT), id="an old copy of the door"),
    ],
)  # fmt: skip
def test_what_is_no_visit(story: tuple[Sensed, ...]):
    told = steps(looks_for(PLAIN), motion("06:30", "bedroom"), *story, until="14:00")
    assert [step for _, step in told if step not in ("here", "gone")] == ["late", "missed"]


@pytest.mark.parametrize(
    ("story", "hint"),
    [
        ((tag("08:12"), tag("08:15", False)), "Carer's tag was near for 3 min only, at 08:12"),
        (CAME, "Front door used at 08:10, movement in Hall and Kitchen, nobody seen to leave"),
    ],
)  # fmt: skip
def test_what_was_seen_all_the_same_is_told(story: tuple[Sensed, ...], hint: str):
    late = next(f for f in found(looks_for(MORNING), motion("07:00", "hall"), *story) if f.turn == "concern")
    assert late.evidence == (hint,)


def test_a_tag_that_was_left_behind_is_no_visit():
    assert steps(looks_for(MORNING), tag("06:10"), tag("08:05", edge=False)) == [("09:30", "late"), ("11:00", "missed")]


def test_a_tag_behind_a_wall_has_not_gone():
    told = steps(
        looks_for(MORNING), tag("08:10"), tag("08:15", False), tag("08:18"), tag("08:30", False), until="09:00"
    )
    assert told == [("08:10", "here"), ("08:20", "seen"), ("08:35", "gone"), ("08:35", "ended")]


def test_a_visit_that_begins_early():
    assert ("07:50", "seen") in steps(looks_for(MORNING), tag("07:40"), tag("08:00", False))


def test_a_visit_that_comes_late_and_one_that_comes_after_it_was_missed():
    assert steps(looks_for(MORNING), tag("10:05"))[:3] == [("09:30", "late"), ("10:05", "here"), ("10:15", "seen")]
    assert steps(looks_for(MORNING), tag("11:30"))[-2:] == [("11:30", "here"), ("11:40", "seen")]


def test_whoever_is_there_is_waited_for_but_not_for_ever():
    came = (
        motion("08:00", "bedroom"),
        opens("08:50"),
        closes("08:51"),
        motion("08:53", "hall"),
        motion("08:55", "kitchen"),
    )
    assert [t for t in steps(looks_for(PLAIN), *came) if t[1] in ("late", "missed")] == [
        ("10:20", "late"),
        ("11:00", "missed"),
    ]


def test_each_carer_makes_one_visit():
    """Two agencies in one morning: the carer with the tag does not make up for the nurse."""
    nurse = Visit(id="nurse", name="Nurse", hours="daily 08:00-09:00", agency="x")
    story = (motion("07:00", "bedroom"), tag("08:09"), *CAME, *WENT, tag("08:42", False))
    told = found(looks_for(nurse, MORNING), *story, until="10:00")
    assert [(f.visit.id, f.visit.step) for f in told if f.visit and f.visit.step in ("seen", "late")] == [
        ("morning", "seen"), ("nurse", "late"),
    ]  # fmt: skip


def test_the_evening_does_not_make_up_for_the_morning():
    caller = (opens("18:05"), closes("18:06"), motion("18:08", "hall"), motion("18:09", "kitchen"), opens("18:40"),
              closes("18:41"), motion("18:45", "hall"))  # fmt: skip
    told = found(looks_for(PLAIN, EVENING), motion("17:00", "hall"), *caller, until="20:00")
    assert [(f.visit.id, f.visit.step) for f in told if f.visit and f.visit.step in ("seen", "late", "missed")] == [
        ("morning", "late"), ("morning", "missed"), ("evening", "seen"),
    ]  # fmt: skip


# what cannot be seen


@pytest.mark.parametrize(
    ("story", "why"),
    [
        ((lost("08:00", "front", "07:40"),), "no word from Front door"),
        ((link("07:50", "zigbee2mqtt", up=False),), "no word from Front door"),
        ((link("07:50", "zigbee2mqtt", up=False), link("08:20", "zigbee2mqtt", up=True)), "no word from Front door"),
        ((gap("07:50", "08:30"),), "the hub was off 07:50-08:30"),
        (tuple(lost("08:00", eye, "07:40") for eye in EYES), "no word from Hall motion"),
    ],
)  # fmt: skip
def test_what_could_not_be_seen_is_not_missed(story: tuple[Sensed, ...], why: str):
    devices = tuple(d for d in DEVICES if d.id in ("front", *EYES))
    detector = of(home(visits=(PLAIN,), devices=devices))
    assert detector is not None
    told = [f for f in found(detector, *story) if f.turn == "concern"]
    assert [f.visit.step for f in told if f.visit] == ["unseen", "not known"]
    assert {f.because for f in told} == {f"Morning care (08:00-09:00) could not be seen: {why}"}


def test_a_short_gap_hides_no_visit():
    assert steps(looks_for(MORNING), gap("08:10", "08:15")) == [("09:30", "late"), ("11:00", "missed")]


def test_nothing_is_concluded_just_after_a_start():
    assert steps(looks_for(MORNING), gap("07:00", "11:30"))[0] == ("11:40", "unseen")
    assert steps(looks_for(MORNING), gap("07:00", "11:30"), tag("11:31"))[-1] == ("11:41", "seen")


def test_a_watch_that_begins_too_late_asks_only_what_matters():
    assert steps(looks_for(PLAIN, EVENING), start="08:30", until="17:00") == [
        ("09:30", "unseen"),
        ("11:00", "not known"),
    ]
    assert steps(looks_for(EVENING), start="19:40", until="23:00") == []
    assert steps(looks_for(PLAIN), start="11:10", until="13:00") == []


def test_where_others_move_only_the_tag_says_who():
    lives_with = {"home": Home(others="lives with others")}
    told = found(looks_for(PLAIN, **lives_with), motion("07:00", "hall"), *CAME, *WENT)
    assert [f.visit.step for f in told if f.visit] == ["here", "gone", "unseen", "not known"]
    assert told[2].because.endswith("could not be seen: others move here, Front door used at 08:10")
    assert steps(looks_for(PLAIN, **lives_with)) == [("09:30", "late"), ("11:00", "missed")]
    with_tag = steps(looks_for(MORNING, **lives_with), motion("07:00", "hall"), *CAME, *WENT)
    assert [step for _, step in with_tag if step not in ("here", "gone")] == ["late", "missed"]
    radio = (link("07:00", "bluetooth", up=False),)
    assert [step for _, step in steps(looks_for(MORNING, **lives_with), *radio)] == ["unseen", "not known"]


# clocks and settings


def test_a_window_past_midnight():
    night = Visit(id="night", name="Night call", hours="daily 23:30-00:30", agency="x")
    assert steps(looks_for(night), start="12:00", until="+1 03:00") == [("01:00", "late"), ("02:30", "missed")]


def test_a_window_in_the_hour_that_spring_skips_is_expected_when_the_clocks_go_forward():
    """On 29 March 2026 at 01:00 UTC it is 02:00 on the wall; at 02:30 the visit is half an hour late."""
    night = Visit(id="night", name="Night call", hours="daily 01:15-01:45", agency="x")
    spring = (datetime(2026, 3, 28, 12, tzinfo=UTC) - DAY).days
    found = steps(looks_for(night), start=f"+{spring} 12:00", until=f"+{spring + 1} 05:00")
    assert found == [("01:31", "late"), ("03:01", "missed")]
    autumn = (datetime(2026, 10, 24, 12, tzinfo=UTC) - DAY).days
    asked = steps(looks_for(night), start=f"+{autumn} 12:00", until=f"+{autumn + 1} 05:00")
    assert [step for _, step in asked] == ["late", "missed"], "once, although the hour comes twice"


def test_only_on_its_days():
    thursday = structs.replace(PLAIN, hours="thu 08:00-09:00")
    assert steps(looks_for(thursday), until="+1 09:00") == []
    assert steps(looks_for(thursday), until="+1 09:30") == [("09:30", "late")]


def test_a_corrected_clock_does_not_lose_a_visit_that_was_asked_about():
    asked = Asked(looks_for(PLAIN), at("06:00"))
    asked.ticks(at("10:00"))
    asked.hear(ClockStepped(at=at("10:02"), by=timedelta(minutes=2)))
    asked.ticks(at("11:30"))
    assert [f.visit.step for f in asked.found if f.visit] == ["late", "missed"]
    assert len({f.cause for f in asked.found}) == 1


def test_what_was_asked_about_on_a_wrong_clock_is_not_asked_about_for_ever():
    asked = Asked(looks_for(PLAIN), at("06:00"))
    asked.ticks(at("10:00"))
    asked.hear(ClockStepped(at=at("+2 03:00"), by=timedelta(hours=41)))
    assert [f.visit.step for f in asked.found if f.visit] == ["late", "over"]
    assert asked.found[0].cause == asked.found[1].cause


def test_other_settings_keep_what_is_known_of_a_visit():
    asked = Asked(looks_for(PLAIN), at("06:00"))
    asked.ticks(at("10:00"))
    asked.detector = looks_for(structs.replace(PLAIN, missed_after=timedelta(hours=3)), EVENING)
    asked.ticks(at("12:30"))
    assert [(f"{f.at:%H:%M}", f.visit.step) for f in asked.found if f.visit] == [("09:30", "late"), ("12:00", "missed")]


# never silent

ROOMS = st.sampled_from(["hall", "kitchen", "bedroom"])
MINUTES = st.lists(st.integers(0, 420), max_size=25).map(sorted)


@st.composite
def mornings(draw: Any) -> list[Sensed]:
    """Anything that readings may say from six to one, in order."""
    story: list[Sensed] = []
    for minute in draw(MINUTES):
        when = f"{6 + minute // 60:02}:{minute % 60:02}"
        made: dict[str, Any] = {
            "motion": lambda w: motion(w, draw(ROOMS), cached=draw(st.booleans())),
            "opens": opens,
            "closes": closes,
            "bed": lambda w: reading(w, "bed", "bed", draw(st.booleans())),
            "near": lambda w: tag(w, edge=draw(st.booleans())),
            "away": lambda w: tag(w, False),
            "lost": lambda w: lost(w, draw(st.sampled_from(["front", "hall-pir"])), w),
        }
        what = draw(st.sampled_from([*made, "gap"]))
        if what == "gap":
            off = max(at(when) - timedelta(minutes=draw(st.integers(0, 30))), moments(story))
            story.append(HubStarted(last_alive=off, at=at(when)))
        else:
            story.append(made[what](when))
    return story


def moments(story: list[Sensed]) -> Any:
    last = story[-1] if story else None
    return DAY + timedelta(hours=6) if last is None else last.heard if isinstance(last, Reading) else last.at


@settings(max_examples=150, deadline=None)
@given(story=mornings(), visit=st.sampled_from([MORNING, PLAIN]))
def test_a_visit_is_seen_or_asked_about_and_nothing_else_makes_it_silent(story: list[Sensed], visit: Visit):
    """Whatever is read: by half past one it was seen, or its agency was asked, and what was missed said so."""
    told = [f.visit.step for f in found(looks_for(visit), *story, until="13:30") if f.visit]
    assert ("seen" in told) or {"late", "unseen"} & set(told)
    if "seen" not in told:
        assert {"missed", "not known"} & set(told)
    assert told.count("seen") <= 1
    assert len([step for step in told if step in ("late", "unseen")]) <= 1


@settings(max_examples=60, deadline=None)
@given(story=mornings())
def test_without_a_door_and_without_a_tag_nobody_was_seen(story: list[Sensed]):
    """Movement and beds alone are never a visit."""
    inside = [e for e in story if not (isinstance(e, Reading) and (e.kind == "in range" or e.use == "exit door"))]
    assert "seen" not in [f.visit.step for f in found(looks_for(PLAIN), *inside, until="13:30") if f.visit]


def test_rooms_are_named():
    assert looks_for(PLAIN).sight.names[RoomId("hall")] == "Hall"
