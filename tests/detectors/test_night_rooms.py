"""How often Mary is in the bathroom at night, and whether she paces the home."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs

from detectors import bathroom_visits, wandering_inside
from detectors.bathroom_visits import BathroomVisits
from detectors.wandering_inside import WanderingInside
from hub.model.events import ClockStepped
from hub.model.household import Home
from tests.detectors.virtual_home import (
    DEVICES,
    HOUSE,
    NUMBERS,
    Asked,
    ask,
    at,
    gap,
    home,
    link,
    lost,
    motion,
    reading,
    told,
    went,
)

KIT = (*DEVICES, *HOUSE)


def counts(**other: Any) -> BathroomVisits:
    found = bathroom_visits.of(home(**{"devices": KIT, **other}))
    assert found is not None
    return found


def visits(*times: str, day: int = 1) -> list[Any]:
    story = []
    for time in times:
        story += [motion(f"+{day} {time}", "bathroom"), motion(f"+{day} {time}:40", "bathroom")]
        hour, minute = time.split(":")
        story.append(motion(f"+{day} {hour}:{int(minute) + 5:02}", "bedroom"))
    return story


SEVEN = visits("00:10", "01:00", "01:40", "02:30", "03:15", "04:20", "05:10")


def test_many_visits_are_told_in_the_morning():
    found = ask(counts(), *SEVEN, start="12:00", until="+1 12:00", kept=True)
    assert told(found) == [("+1 06:00", "7 visits to the bathroom last night")]
    assert (found[0].kind, found[0].room) == ("bathroom at night", "bathroom")


def test_four_are_fine_and_the_day_does_not_count():
    assert ask(counts(), *visits("00:10", "01:00", "02:00", "05:00"), start="12:00", until="+1 12:00") == []
    by_day = visits(*(f"{hour:02}:10" for hour in range(6, 23)))
    assert ask(counts(), *by_day, start="12:00", until="+2 12:00") == []


def test_moving_about_in_the_bathroom_is_one_visit():
    long = [motion(f"+1 01:{minute:02}", "bathroom") for minute in range(0, 60, 4)]
    asked = Asked(counts(), at("12:00"))
    for event in (*long, motion("+1 02:00", "hall"), motion("+1 02:01", "bathroom")):
        asked.hear(event)
    assert asked.memory.count == 2
    asked.hear(motion("+1 02:21", "bathroom"))
    assert asked.memory.count == 3, "a pause of 20 minutes is another"
    asked.hear(motion("+1 02:22", "hall"))
    asked.hear(motion("+1 02:23", "bathroom"))
    assert asked.memory.count == 3, "the hall's sensor saw her in the doorway"


def with_usual(*usual: float) -> Asked:
    asked = Asked(counts(), at("12:00"), kept=True)
    asked.memory = structs.replace(asked.memory, usual=usual)
    return asked


@pytest.mark.parametrize(
    ("usual", "times", "said"),
    [
        ((1.0,) * 14, 4, "4 visits to the bathroom last night, usually 1"), ((1.0,) * 14, 3, ""),
        ((1.0,) * 13, 4, ""), ((6.0,) * 14, 7, ""), ((3.0,) * 14, 5, "5 visits to the bathroom last night, usually 3"),
        ((5.0,) * 14, 7, ""), ((4.0,) * 14, 7, "7 visits to the bathroom last night, usually 4"),
    ],
)  # fmt: skip
def test_her_own_number_counts_once_it_is_known(usual, times, said):
    asked = with_usual(*usual)
    for event in SEVEN[: 3 * times]:
        asked.hear(event)
    asked.ticks(at("+1 12:00"))
    assert [f.because for f in asked.found] == ([said] if said else [])
    assert asked.memory.usual == (*usual, float(times))


def test_a_night_in_which_nobody_was_seen_teaches_nothing():
    asked = with_usual(1.0)
    asked.ticks(at("+5 12:00"))
    assert asked.memory.usual == (1.0,)


@pytest.mark.parametrize(
    "unseen",
    [(gap("+1 02:01", "+1 02:20"),), (lost("+1 02:01", "bathroom-pir", "00:00"),), (gap("+1 05:30", "+1 07:00"),),
     (link("+1 02:01", "broker", up=False), link("+1 02:12", "broker", up=True)),
     (ClockStepped(at=at("+1 07:03"), by=timedelta(hours=5)),)],
)  # fmt: skip
def test_a_night_that_was_not_seen_is_neither_told_nor_learned(unseen):
    asked = with_usual()
    for event in sorted([*SEVEN, *unseen], key=lambda e: e.at):
        if not isinstance(unseen[0], ClockStepped) or event.at < at("+1 02:00") or event is unseen[0]:
            asked.hear(event)
    asked.ticks(at("+1 12:00"))
    assert asked.found == [] and asked.memory.usual == ()


def test_a_restart_of_two_minutes_is_no_matter():
    story = sorted([*SEVEN, gap("+1 02:01", "+1 02:03"), link("+1 03:00", "zigbee2mqtt", up=False),
                    link("+1 03:01", "zigbee2mqtt", up=True)], key=lambda e: e.at)  # fmt: skip
    assert len(ask(counts(), *story, start="12:00", until="+1 12:00")) == 1


def test_a_sensor_that_is_back_counts_from_the_next_night():
    asked = with_usual()
    for event in (lost("14:00", "bathroom-pir", "10:00"), went("15:00", "bathroom-pir", "seen", "15:00"), *SEVEN):
        asked.hear(event)
    asked.ticks(at("+1 12:00"))
    assert len(asked.found) == 1


def test_while_she_is_away_nothing_is_counted_and_nothing_forgotten():
    away = bathroom_visits.of(home("suspended", devices=KIT))
    assert away is not None
    asked = Asked(away, at("12:00"))
    asked.memory = structs.replace(asked.memory, usual=(2.0,) * 14)
    for event in SEVEN:
        asked.hear(event)
    asked.ticks(at("+9 00:00"))
    assert asked.found == [] and asked.memory.usual == (2.0,) * 14 and asked.memory.count == 0
    asked.detector = counts()
    asked.hear(motion("+9 12:00", "kitchen"))
    asked.ticks(at("+12 00:00"))
    assert asked.found == [] and asked.memory.usual == (2.0,) * 14


def test_only_where_what_moves_at_night_is_hers():
    for other in (Home(pets=True), Home(others="lives with others")):
        assert bathroom_visits.of(home(devices=KIT, home=other)) is None
        assert wandering_inside.of(home(devices=KIT, home=other)) is None
    assert bathroom_visits.of(home(devices=KIT, home=Home(others="visitors"))) is not None
    assert bathroom_visits.of(home()) is None, "no sensor in the bathroom"
    assert bathroom_visits.of(home(without="routine", devices=KIT)) is None
    assert wandering_inside.of(home(without="wandering", devices=KIT)) is None
    assert wandering_inside.of(home("suspended", devices=KIT)) is None


# Wandering inside


def paces(**other: Any) -> WanderingInside:
    found = wandering_inside.of(home(**{"devices": KIT, **other}))
    assert found is not None
    return found


def steps(*rooms: str, minutes: int = 2, hour: int = 2) -> list[Any]:
    return [motion(f"+1 {hour + n * minutes // 60:02}:{n * minutes % 60:02}", room) for n, room in enumerate(rooms)]


PACES = steps(*("bedroom", "hall", "kitchen") * 5)


def test_pacing_is_told_once():
    found = ask(paces(), *PACES, start="12:00", kept=True)
    assert told(found) == [("+1 02:24", "12 changes of room in 30 min")]
    assert (found[0].kind, found[0].room) == ("up at night", "bedroom")


def test_somebody_is_called_where_the_settings_say_so():
    urgent = structs.replace(NUMBERS, night=structs.replace(NUMBERS.night, wandering="urgent"))
    assert [f.kind for f in ask(paces(detectors=urgent), *PACES, start="12:00")] == ["wandering inside"]


def test_slowly_or_by_day_or_between_two_rooms_it_is_no_pacing():
    assert ask(paces(), *steps(*("bedroom", "hall", "kitchen") * 6, minutes=4), start="12:00") == []
    assert ask(paces(), *steps(*("bedroom", "hall", "kitchen") * 9, hour=7), start="12:00") == []
    assert ask(paces(), *steps(*("bedroom", "hall") * 9, minutes=1), start="12:00") == []


def test_back_to_bed_begins_it_anew():
    halves = [*PACES[:8], reading("+1 02:15", "bed", "bed"), *PACES[8:]]
    assert ask(paces(), *halves, start="12:00") == []


def test_a_gap_begins_it_anew_and_a_restart_does_not():
    for until, left in (("+1 02:14:40", 8), ("+1 02:20", 0)):
        asked = Asked(paces(), at("12:00"))
        for event in (*PACES[:8], gap("+1 02:14:10", until)):
            asked.hear(event)
        assert len(asked.memory.crossings) == left
