"""A simulated home: the same every time, in order, true to its own truth, through clock changes and bad radio."""

import itertools
from bisect import bisect_left
from datetime import UTC, date, datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from msgspec import structs

from hub.model.events import ACTIVITY, Event, HubStarted, LinkChanged, Reported
from hub.model.household import Device
from hub.model.ids import DeviceId
from hub.settings import load, shipped
from hub.simulated.accidents import KINDS, accident
from hub.simulated.diary import HOUR, Stay
from hub.simulated.kits import BUSY, HOUSEHOLDS, KITS, household, settings
from hub.simulated.people import ILLNESSES, CareCall, Habits, Household, ill, somebody
from hub.simulated.radio import Radio
from hub.simulated.stories import Accident, Away, Gap, Story, where
from hub.simulated.world import World, live, world

PERFECT = Radio(loses=0, twice=0, late=0)
MONDAY = date(2026, 2, 2)
SPRING, AUTUMN = date(2026, 3, 27), date(2026, 10, 23)
BASE = load(shipped("demo.toml"))


@cache
def home(kit: str = "usual", who: str = "alone", seed: int = 3, first: date = MONDAY, radio: Radio = PERFECT) -> World:
    return world(settings(kit, who, BASE), household(who, seed), seed, first, radio=radio)


def stamps(events: list[Event]) -> list[float]:
    """When somebody did something."""
    return [event.at.timestamp() for event in events if isinstance(event, Reported)
            and any(said.kind in ACTIVITY and said.value for said in event.said)]  # fmt: skip


def told(made: World, first: int, days: int) -> list[Event]:
    return list(live(made, first, days))


# The stream


@pytest.mark.parametrize(("kit", "who"), list(itertools.product(KITS, HOUSEHOLDS)))
def test_the_same_seed_lives_the_same_days_and_another_does_not(kit: str, who: str) -> None:
    once = told(home(kit, who), 0, 3)
    assert once == told(home.__wrapped__(kit, who), 0, 3)
    assert once != told(home(kit, who, 4), 0, 3)
    assert all(first.at <= second.at for first, second in itertools.pairwise(once))


@given(st.integers(0, 400), st.integers(0, 10_000))
@hypothesis_settings(max_examples=25, deadline=None)
def test_any_day_can_be_looked_up_by_itself(day: int, seed: int) -> None:
    made = home("dense", "couple", seed % 7)._replace(seed=seed)
    assert made.events(day) == made.events(day)
    days = [made.truth(day).stays, made.truth(day + 1).stays]
    for stays in days:
        assert all(a.end == b.begin and a.end > a.begin for a, b in itertools.pairwise(stays))
    assert days[0][-1].end == days[1][0].begin


@pytest.mark.parametrize("first", [SPRING, AUTUMN])
def test_clock_changes_tear_nothing_apart(first: date) -> None:
    made = home("dense", first=first)
    events = told(made, 0, 5)
    assert all(a.at <= b.at for a, b in itertools.pairwise(events))
    begins = [made.begins(day) for day in range(6)]
    lengths = {round((b - a) / HOUR) for a, b in itertools.pairwise(begins)}
    assert lengths == {24, 23 if first == SPRING else 25}
    rises = [datetime.fromtimestamp(made.resident.rise(day), made.calendar.zone).hour for day in range(5)]
    assert all(4 <= hour <= 12 for hour in rises)


def test_every_device_is_heard_again_and_again() -> None:
    made = home("dense")
    events = told(made, 0, 3)
    for sensor in made.house.sensors:
        times = [event.at.timestamp() for event in events if isinstance(event, Reported) and event.name == sensor.id]
        assert max(b - a for a, b in itertools.pairwise(times)) <= HOUR


def test_the_busy_kit_says_about_twenty_thousand_things_a_day() -> None:
    made = world(home("busy").settings, household("alone", 3), 3, MONDAY, ways=BUSY)
    assert 17_000 < len(told(made, 0, 2)) / 2 < 25_000


# True to its truth


def test_nothing_of_hers_is_seen_where_she_is_not() -> None:
    made = home("dense")
    place = {sensor.id: sensor.place for sensor in made.house.sensors}
    stays = [stay for day in range(10) for stay in made.truth(day).stays]
    for event in told(made, 1, 8):
        if isinstance(event, Reported) and event.said[0].kind == "motion" and event.said[0].value is True:
            there = where(stays, event.at.timestamp())
            assert there is not None
            assert there.place == place[event.name]


def test_a_motion_sensor_is_blind_for_a_while_and_goes_quiet_by_itself() -> None:
    made = home("usual")
    events = told(made, 0, 4)
    for sensor in made.house.of("motion"):
        said = [(each.at.timestamp(), each.said[0].value) for each in events
                if isinstance(each, Reported) and each.name == sensor.id and each.said[0].kind == "motion"]  # fmt: skip
        rises = [at for at, value in said if value]
        assert all(b - a >= sensor.ways.blind - 0.01 for a, b in itertools.pairwise(rises))
        assert said[-1][1] is False


def test_who_sits_is_seen_now_and_then_and_sometimes_not_for_long() -> None:
    """What makes inactivity hard: gaps with a heavy tail while she is awake and at home."""
    gaps: list[float] = []
    for seed in range(6):
        made = home("four", seed=seed)
        moved = stamps(told(made, 1, 14))
        for day in range(2, 14):
            awake = [stay for stay in made.truth(day).stays if stay.begin > made.resident.rise(day)]
            spans = _together([stay for stay in awake if stay.place != "out"])
            for begin, end in spans:
                inside = [begin, *moved[bisect_left(moved, begin) : bisect_left(moved, end)], end]
                gaps += [(b - a) / 60 for a, b in itertools.pairwise(inside)]
    gaps.sort()
    assert gaps[len(gaps) // 2] < 10
    assert gaps[int(len(gaps) * 0.99)] > 25
    assert 60 < gaps[-1] < 8 * 60


def _together(stays: list[Stay]) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for stay in stays:
        if spans and spans[-1][1] == stay.begin:
            spans[-1] = spans[-1][0], stay.end
        else:
            spans.append((stay.begin, stay.end))
    return spans


def test_people_differ_as_published_figures_say() -> None:
    """docs/simulator.md: about half get up twice or more, in bed 7 to 10 hours, out on some days."""
    people = [somebody(seed) for seed in range(300)]
    visits = sorted(habits.night_visits for habits in people)
    assert 1.2 < visits[150] < 1.8
    in_bed = sorted((habits.rise - habits.bed) % 24 for habits in people)
    assert 7 < in_bed[15] < 8.2 < in_bed[285] < 10
    out = sorted(sum(habits.outings) for habits in people)
    assert out[15] < 2.5 < out[150] < 5 < out[285]


# What happens to people


@pytest.mark.parametrize("kind", KINDS)
def test_after_an_accident_the_past_is_as_it_was_and_she_does_nothing_more(kind: str) -> None:
    made = home("usual", radio=Radio())
    found = next(each for day in range(5, 60) if (each := accident(made, kind, day)))
    day = next(each for each in range(70) if made.begins(each) <= found.at < made.begins(each + 1))
    after = made._replace(story=Story(accident=found))
    at = datetime.fromtimestamp(found.at, UTC)
    assert [e for e in told(made, day - 1, 3) if e.at < at] == [e for e in told(after, day - 1, 3) if e.at < at]
    later = [event for event in told(after, day, 4) if event.at > at]
    assert len({event.name for event in later if isinstance(event, Reported)}) == len(made.house.sensors)
    moved = [each for each in stamps(later) if each > found.at + 30 * 60]
    assert moved if kind == "crawling" else not moved


def test_who_goes_out_at_night_leaves_the_bed_and_uses_the_door() -> None:
    made = home("usual")
    found = next(each for day in range(5, 30) if (each := accident(made, "out at night", day)))
    after = made._replace(story=Story(accident=found))
    day = next(each for each in range(40) if made.begins(each + 1) > found.at)
    later = [e for e in told(after, day, 2) if isinstance(e, Reported) and e.at.timestamp() > found.at - 1]
    said = [(e.at.timestamp() - found.at, e.said[0].kind, e.said[0].value) for e in later
            if e.said[0].kind in ("bed", "contact")]  # fmt: skip
    assert [(kind, value) for _, kind, value in said] == [("bed", False), ("contact", True), ("contact", False)]
    assert all(-0.01 <= at <= 61 for at, _, _ in said)


def test_a_cat_and_a_partner_go_on_after_an_accident() -> None:
    for who in ("cat", "couple"):
        made = home("usual", who)
        found = Accident(made.calendar.at(6, 10.0), "bathroom")
        moved = stamps(told(made._replace(story=Story(accident=found)), 6, 2))
        assert [at for at in moved if at > found.at + HOUR]


def test_a_holiday_is_silent_between_two_uses_of_the_door() -> None:
    made = home("usual")
    away = Away(made.calendar.at(5, 10), made.calendar.at(8, 16))
    events = told(made._replace(story=Story(away=(away,))), 4, 6)
    moved = [at for at in stamps(events) if away.begin + 120 < at < away.end - 1]
    assert moved == []
    assert [at for at in stamps(events) if at > away.end + HOUR]
    door = made.house.of("exit door")[0].id
    uses = [e.at.timestamp() for e in events if isinstance(e, Reported) and e.name == door and e.said[0].value is True]
    assert any(abs(at - away.begin) < 1 for at in uses)
    assert any(abs(at - away.end) < 1 for at in uses)


@pytest.mark.parametrize("name", ILLNESSES)
def test_an_illness_comes_slowly(name: str) -> None:
    habits, illness = Habits(), ILLNESSES[name]
    assert ill(habits, None, 100) == habits
    first, half, whole = (ill(habits, illness, day) for day in (0, 13, 27))
    assert len({first, half, whole}) == 3
    assert whole == ill(habits, illness, 300)


def test_one_more_visit_a_night_is_one_more_visit_a_night() -> None:
    made = home("usual")
    more = made._replace(story=Story(illness=ILLNESSES["one more night visit"]))
    counts = [sum(_night_visits(each, day) for day in range(60, 160)) / 100 for each in (made, more)]
    assert 0.5 < counts[1] - counts[0] < 1.4


def _night_visits(made: World, day: int) -> int:
    return sum(stay.doing == "toilet" and stay.begin < made.resident.rise(day) for stay in made.truth(day).stays)


# The way to the hub


def test_what_is_lost_late_and_said_twice() -> None:
    good, bad = home("dense"), home("dense", radio=Radio(loses=0.1, twice=0.05, late=0.02))
    straight, bent = told(good, 0, 10), told(bad, 0, 10)
    assert 0.92 < len(bent) / len(straight) < 0.98
    late = [event for event in bent if isinstance(event, Reported) and event.seen != event.at]
    assert 0.05 < len(late) / len(bent) < 0.09
    assert all(event.seen is not None and event.seen < event.at for event in late)
    assert all(a.at <= b.at for a, b in itertools.pairwise(bent))


def test_gaps_of_a_sensor_of_all_of_the_hub_and_of_the_link() -> None:
    made = home("usual")
    one, begin = made.house.sensors[0].id, made.calendar.at(2, 9)
    for what in (one, "every sensor", "hub", "link"):
        events = told(made._replace(story=Story(gaps=(Gap(what, begin, begin + 6 * HOUR),))), 1, 3)
        inside = [e for e in events if isinstance(e, Reported) and begin <= e.at.timestamp() < begin + 6 * HOUR]
        assert bool(inside) is (what == one)
        assert one not in {event.name for event in inside}
        told_of = [event for event in events if isinstance(event, HubStarted | LinkChanged)]
        assert len(told_of) == {"hub": 1, "link": 2}.get(what, 0)
        assert all(a.at <= b.at for a, b in itertools.pairwise(events))


def test_a_home_without_heating_cools_down() -> None:
    made = home("dense")
    fails = made._replace(story=Story(no_heating=made.calendar.at(3, 8)))
    warm, cold = (_temperatures(told(each, 4, 1)) for each in (made, fails))
    assert min(warm) > 17
    assert max(cold) < 15


def _temperatures(events: list[Event]) -> list[float]:
    return [float(said.value) for event in events if isinstance(event, Reported) for said in event.said
            if said.kind == "temperature" and "fridge" not in event.name]  # fmt: skip


def test_care_calls_come_whoever_is_at_home() -> None:
    made = home("usual", "carers")
    nobody = made._replace(story=Story(away=(Away(made.calendar.at(2, 5), made.calendar.at(9, 5)),)))
    begins = [made.calendar.at(day, 8.5) for day in range(3, 8)]
    moved = stamps(told(nobody, 3, 5))
    assert all(any(abs(at - begin) < HOUR for at in moved) for begin in begins)


def test_a_carer_s_tag_is_in_range_while_they_are_there_and_a_visit_may_fail() -> None:
    tag = Device(id=DeviceId("tag-1"), name="Carer's tag", use="tag")
    made = home("usual")
    call = CareCall(hour=9.0, minutes=30, days=(0, 2), tag="tag-1")
    settings_ = structs.replace(made.settings, devices=(*made.settings.devices, tag))
    with_tag = world(settings_, Household(care=(call,)), 3, MONDAY, radio=PERFECT)
    said = [
        (e.at.timestamp(), e.said[0]) for e in told(with_tag, 0, 7) if isinstance(e, Reported) and e.name == "tag-1"
    ]
    assert [(one.kind, one.value) for _, one in said] == [("in range", True), ("in range", False)] * 2
    assert all(15 * 60 < gone - came < HOUR for (came, _), (gone, _) in zip(said[::2], said[1::2], strict=True))
    nobody = structs.replace(with_tag.household, care=(structs.replace(call, fails=1.0),))
    assert "tag-1" not in {e.name for e in told(with_tag._replace(household=nobody), 0, 7) if isinstance(e, Reported)}
