"""What a worn device felt, and what its wearer, the home and a radar show afterwards."""

from datetime import timedelta

import pytest
from msgspec import structs

from detectors.fall.decision import WornFall, of
from detectors.fall.dropped import dropped
from detectors.fall.model import Model
from detectors.fall.posture import lies_still, turned, walks
from hub.model.household import Falls, Resident, Settings
from hub.model.ids import DeviceId, ResidentId
from tests.detectors.virtual_home import (
    BAND,
    DEVICES,
    MARY,
    NUMBERS,
    Asked,
    at,
    gap,
    home,
    lost,
    motion,
    moves,
    opens,
    reading,
    struck,
    told,
)
from tests.support.fall_models import MODELS
from tests.support.worn_motion import LEANING, LYING, UPRIGHT

LIVE = structs.replace(NUMBERS, falls=Falls(first_week=timedelta(0)))
WALKED = (moves("09:59", "walks"), moves("09:59:30", "walks"), moves("10:00", "walks"))


def wears(**other) -> Settings:
    return home(**{"devices": (*DEVICES, BAND), "detectors": LIVE, **other})


def detector(**other) -> WornFall:
    made = of(wears(**other), MODELS)
    assert made is not None
    return made


def heard(*story, until="", **other):
    asked = Asked(detector(**other), at("00:00"), kept=True)
    for event in story:
        asked.hear(event)
    asked.ticks(at(until) if until else asked.now)
    return asked.found


def spans(since: str, how: str, seconds: int):
    """Its word every 2 s, from `since` on."""
    began = at(since)
    ends = (began + timedelta(seconds=end) for end in range(2, seconds + 1, 2))
    return tuple(moves(f"{end:%H:%M:%S}", how, 2.0) for end in ends)


# What a thing does, and what a body does


@pytest.mark.parametrize("seed", range(1, 9))
def test_a_thing_falls_freely_and_nobody_does(seed):
    assert dropped(struck("10:00", "dropped", seed))
    for other in ("a fall", "a soft fall", "a stumble", "a hard seat", "taken off"):
        assert not dropped(struck("10:00", other, seed)), other


def test_a_window_of_any_size_is_looked_at():
    whole = struck("10:00", "dropped")
    for window, peak in ((b"", 0), (whole.window[:60], 10), (whole.window[:61], 40), (whole.window, 10_000)):
        assert dropped(structs.replace(whole, window=window, peak=peak)) in (True, False)


def test_postures():
    assert turned(UPRIGHT, LYING) > 60 and turned(UPRIGHT, LEANING) < 30
    assert turned(None, LYING) is None and turned(UPRIGHT, (0.0, 0.0, 0.0)) is None
    assert lies_still(moves("10:00", "lies still")) and not lies_still(moves("10:00", "struggles"))
    assert walks(moves("10:00", "walks")) and not walks(moves("10:00", "struggles"))


# The decision, where the stories do not go


def test_sitting_upright_and_still_waits_for_the_time_to_cancel():
    """Upright and still after a hard blow may be a chair: nothing is said sooner than in twenty seconds."""
    found = heard(*WALKED, struck("10:00:10"), *spans("10:00:10", "sits still", 18))
    assert [f.at_once for f in found] == [False]


def test_a_wrist_has_no_posture_and_must_keep_still():
    wrist = (*DEVICES, structs.replace(BAND, placement="wrist"))
    found = heard(*WALKED, struck("10:00:10"), *spans("10:00:10", "sits still", 10), devices=wrist)
    assert [(f.confirms, f.at_once) for f in found] == [(False, False), (True, True)]


def test_movement_in_the_home_speaks_against_lying_still_where_nobody_else_can_move():
    story = (*WALKED, struck("10:00:10"), *spans("10:00:10", "lies still", 4), motion("10:00:14", "kitchen"),
             *spans("10:00:14", "lies still", 8))  # fmt: skip
    assert len(heard(*story)) == 1


def test_two_who_live_there_prove_nothing_for_each_other():
    both = (MARY, Resident(id=ResidentId("john"), name="John S"))
    story = (motion("09:50", "bedroom"), struck("10:00:10"), *spans("10:00:10", "struggles", 6),
             motion("10:00:16", "kitchen"), motion("10:00:22", "hall"))  # fmt: skip
    assert [f.turn for f in heard(*story)] == ["concern", "withdrawn"]
    found = heard(*story, residents=both)
    assert [(f.turn, f.resident) for f in found] == [("concern", "mary")]


def test_two_rooms_at_one_moment_are_one_movement():
    story = (motion("09:50", "bedroom"), struck("10:00:10"), motion("10:00:16", "kitchen"), motion("10:00:18", "hall"))
    assert [f.turn for f in heard(*story)] == ["concern"]


def test_who_came_through_the_door_may_be_who_moves():
    story = (motion("09:50", "bedroom"), struck("10:00:10"), opens("10:00:14"), motion("10:00:18", "hall"),
             motion("10:00:24", "kitchen"))  # fmt: skip
    assert [f.turn for f in heard(*story)] == ["concern"]


def test_a_radar_that_agrees_is_said_and_nothing_is_withdrawn_any_more():
    story = (motion("09:50", "hall"), struck("10:00:10"), reading("10:00:14", "radar", "maybe fall"),
             motion("10:00:18", "hall"), motion("10:00:24", "kitchen"))  # fmt: skip
    found = heard(*story)
    assert [f.because for f in found] == [
        "Armband felt a fall",
        "Armband felt a fall, and Bedroom radar may have seen one",
    ]
    assert [(f.confirms, f.at_once, f.room) for f in found[1:]] == [(True, False, "bedroom")]


@pytest.mark.parametrize("how", [{"value": False}, {"edge": False}, {"cached": True}])
def test_only_a_radars_fresh_edge_counts(how):
    assert len(heard(struck("10:00:10"), reading("10:00:14", "radar", "fall", **how))) == 1


def test_a_things_fall_is_no_radar():
    assert len(heard(struck("10:00:10"), reading("10:00:14", "cube", "fall"))) == 1


def test_what_was_withdrawn_and_nobody_could_see_since_is_asked_again_later():
    """No word of the band and no eye in the home: that nothing moved is then not known, and nothing is concluded."""
    up = (*WALKED, struck("10:00:10"), *spans("10:00:10", "walks", 8))
    blind = tuple(lost("10:05", eye, "10:00") for eye in ("hall-pir", "kitchen-pir", "bedroom-pir", "bed", "cube"))
    assert [f.turn for f in heard(*up, *blind, until="10:30")] == ["concern", "withdrawn"]
    assert [f.turn for f in heard(*up, until="10:30")] == ["concern", "withdrawn", "concern"]


def test_movement_soon_after_it_was_withdrawn_ends_no_watch_and_later_movement_does():
    up = (*WALKED, struck("10:00:10"), *spans("10:00:10", "walks", 8))
    assert len(heard(*up, motion("10:00:40", "hall"), until="10:30")) == 3
    assert len(heard(*up, motion("10:02", "hall"), until="10:30")) == 2


def test_the_gap_is_no_stillness():
    up = (*WALKED, struck("10:00:10"), *spans("10:00:10", "walks", 8))
    assert told(heard(*up, gap("10:10", "12:10"), until="12:15"))[2:] == []
    assert [when for when, _ in told(heard(*up, gap("10:10", "12:10"), until="13:00"))[2:]] == ["12:20:16"]


def test_in_its_first_week_only_the_very_surest_is_told():
    first = wears(detectors=structs.replace(NUMBERS, falls=Falls(first_week=timedelta(days=7))))
    for sure, turns in ((0.0, ["concern"]), (1.0, ["noted"])):
        models = {where: Model(structs.replace(model.shipped, sure=sure)) for where, model in MODELS.items()}
        asked = Asked(of(first, models), at("00:00"), kept=True)
        for event in (*WALKED, struck("10:00:10"), *spans("10:00:10", "struggles", 30)):
            asked.hear(event)
        assert [found.turn for found in asked.found] == turns
        assert asked.found[0].impact == struck("10:00:10") and asked.found[0].score > 0.5


def test_a_first_week_counts_also_what_was_raised():
    """Who hears of the week hears of all that came of it: the surest were raised, the others would have been."""
    settings = wears(detectors=structs.replace(NUMBERS, falls=Falls(first_week=timedelta(hours=1))))
    fell = (*WALKED, struck("10:00:10"), *spans("10:00:10", "lies still", 30))
    soft = (struck("10:15", "a soft fall"), *spans("10:15", "struggles", 30), moves("11:10", "walks", 1800.0))
    for events, says in (((*fell, *soft), "Alarms: 1; would have been: 1"), (soft, "1 alarm would have been raised")):
        asked = Asked(of(settings, MODELS), at("00:00"), kept=True)
        for event in (moves("09:55", "walks", 60.0), *events):
            asked.hear(event)
        (news,) = [found.because for found in asked.found if found.kind == "news"]
        assert says in news
        (line,) = asked.detector.of_devices(asked.memory, at("12:00")).values()
        assert line.startswith("calls for help by itself; its first week: 1 alarm counted")
        assert line.endswith(", 1 alarm raised") == (len(events) > len(soft))


def test_after_seven_days_it_is_said_what_is_missing_yet():
    asked = Asked(detector(detectors=structs.replace(NUMBERS, falls=Falls(first_week=timedelta(days=7)))), at("00:00"))
    asked.hear(moves("08:00", "walks", 7200.0))
    said = [asked.detector.of_devices(asked.memory, at(when))[BAND.id] for when in ("09:00", "+7 09:00")]
    assert [each.split(";")[0] for each in said] == [
        "only tried yet, day 1 of 7", "only tried yet, until it was worn 24 h (2 h by now)"
    ]  # fmt: skip


def test_what_another_resident_wears_agrees_with_nothing():
    both = (MARY, Resident(id=ResidentId("john"), name="John S"))
    his = structs.replace(DEVICES[0], id=DeviceId("radar"), name="John's pendant", use="fall device", worn_by="john")
    said = structs.replace(reading("10:00:14", "radar", "fall"), worn_by=ResidentId("john"), use="fall device")
    found = heard(
        struck("10:00:10"), said, residents=both, devices=(*(d for d in DEVICES if d.id != "radar"), his, BAND)
    )
    assert [f.confirms for f in found] == [False]


def test_a_restart_raises_what_waited_and_nothing_takes_it_back():
    up = (*WALKED, struck("10:00:10"), gap("10:00:12", "10:00:14"), *spans("10:00:14", "walks", 10))
    assert [f.turn for f in heard(*up)] == ["concern"]


def test_worn_by_somebody_else_it_is_new_again():
    first = structs.replace(NUMBERS, falls=Falls(first_week=timedelta(days=7)))
    one = detector(detectors=first)
    asked = Asked(one, at("00:00"))
    asked.hear(moves("08:00", "walks", 3600.0))
    week = asked.memory.devices[BAND.id].week
    other = detector(detectors=first, devices=(*DEVICES, structs.replace(BAND, placement="wrist")))
    memory, _ = other.step(asked.memory, moves("09:00", "walks"))
    assert week.worn == 3600.0 and memory.devices[BAND.id].week.worn == 30.0
    assert one.of_devices(asked.memory, at("09:00")) == {
        BAND.id: "only tried yet, day 1 of 7; no alarm would have been raised"
    }
