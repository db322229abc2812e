"""The protocol's harder cases, on homes whose every movement is known."""

import random
from datetime import datetime, timedelta

import pytest

from hub.core.localtime import local
from hub.learning.homes import disturbances, first_days, hard_cases, movement_after, returns, summer_time
from hub.learning.homes.disturbances import DISTURBANCES, Seen
from hub.learning.homes.following import Follower
from hub.learning.homes.judging import KINDS, Case, case
from hub.learning.homes.plain_caps import PlainCap, Still
from hub.learning.homes.variants import MovedAfter
from hub.model.events import ClockStepped, Event, HubStarted, LinkChanged, Paused, Reported, Said
from hub.model.findings import Finding
from tests.support.recorded_homes import DAY, HOUR, MINUTE, START, Row, away, home, steady, without


def two_rooms(days: float, every: timedelta = 20 * MINUTE) -> list[Row]:
    """Somebody who goes to and fro between two rooms, by day and by night, and out on every fifth afternoon."""
    kitchen, lounge = steady(days, 2 * every), steady(days, 2 * every, "lounge", START + every)
    rows = sorted([*kitchen, *lounge])
    for day in range(2, int(days), 5):
        rows = away(rows, START + day * DAY + 14 * HOUR, 2 * HOUR)
    return rows


@pytest.fixture(scope="module")
def lived() -> Case:
    return case(home(two_rooms(30)), 40, 1)


class AnyCap(PlainCap, frozen=True, kw_only=True):
    """A cap that knows no door."""

    def deadline(self, memory: Still) -> datetime | None:
        return None if memory.told else memory.moved + self.cap


# the hall on return


def test_who_comes_home_and_falls_in_the_hall_is_seen_at_the_door_only(lived: Case) -> None:
    found = returns.returns(lived)
    days = [START + day * DAY + 16 * HOUR - MINUTE for day in (17, 22, 27)]
    assert [each.before for each in found] == [day - returns.INSTANT for day in days]
    assert [[reading.at for reading in each.door] for each in found] == [
        [day, day + timedelta(seconds=10)] for day in days
    ]


def test_the_delay_in_the_hall_counts_from_the_doors_last_edge(lived: Case) -> None:
    hall = returns.judge(lived, Follower((AnyCap(cap=5 * HOUR),), KINDS))
    assert hall is not None and hall.collapse.hours == (5.0, 5.0, 5.0)
    missed = returns.judge(lived, Follower((PlainCap(cap=5 * HOUR),), KINDS))
    assert missed is not None and missed.collapse.missed == 3  # it takes whoever comes home for out
    both = returns.merged([hall, missed])
    assert both is not None and (both.collapse.count, both.collapse.missed, both.collapse.within_4h) == (6, 3, 0.0)


def test_a_home_without_a_door_or_too_short_has_no_returns() -> None:
    for made in (home(without(steady(30), START + 20 * DAY, 3 * HOUR)), home(two_rooms(8))):
        assert returns.judge(case(made, 1, 1), Follower((PlainCap(cap=HOUR),), KINDS)) is None
    assert returns.merged([]) is None


# movement that is no sign of life


@pytest.fixture(scope="module")
def found(lived: Case) -> dict[str, MovedAfter]:
    return {each.name: each for each in movement_after.judge(lived, 1, 6)}


def test_what_is_no_sign_of_life_ends_no_alarm_and_the_resident_does(found: dict[str, MovedAfter]) -> None:
    assert list(found) == list(movement_after.KINDS_OF_MOVEMENT)
    for name in ("crawls in the room", "cat, one place", "cat, anywhere"):
        assert (found[name].runs, found[name].raised, found[name].withdrawn) == (6, 6, 0)
        assert (found[name].moved.median or 0) >= (found[name].plain.median or 0) > 0
    control = found[movement_after.CONTROL]
    assert (control.raised, control.withdrawn, control.moved.count) == (6, 6, 0)


def test_movement_in_one_room_is_told_beside_the_inactivity_alert_and_not_as_one(
    found: dict[str, MovedAfter],
) -> None:
    for name in ("crawls in the room", "crawls in another room", "cat, one place"):
        told = found[name].one_room
        assert told.missed == 0 and 19 <= (told.median or 0) <= 22 < (found[name].moved.median or 0), name
    assert found["cat, anywhere"].one_room.missed == found["cat, anywhere"].one_room.count
    assert movement_after.merged([found["crawls in the room"]] * 2).one_room.median == (
        found["crawls in the room"].one_room.median
    )


def test_the_movement_of_a_number_is_the_same_every_time(lived: Case) -> None:
    def movement(seed: int) -> list[tuple[timedelta, movement_after.Sensor]]:
        moves = movement_after.any_cat_sensor(lived.home, "kitchen", random.Random(seed))
        return [next(moves) for _ in range(20)]

    assert movement(1) == movement(1) != movement(2)
    times = [at for at, _ in movement(1)]
    assert times == sorted(times) and {sensor[2] for _, sensor in movement(1)} == {"kitchen", "lounge"}


def test_who_crawls_is_seen_in_one_room_alone(lived: Case) -> None:
    for moves, room in ((movement_after.one_room, "lounge"), (movement_after.another_room, "kitchen")):
        crawled = moves(lived.home, "lounge", random.Random(1))
        assert {next(crawled)[1][2] for _ in range(40)} == {room}


def test_a_contact_is_opened_and_closed_in_turn() -> None:
    rows = [
        (at, "fridge", "contact", room, "ON" if n % 2 else "OFF") for n, (at, _, _, room, _) in enumerate(steady(1))
    ]
    made = home(rows)
    moves = movement_after.one_cat_sensor(made, "", random.Random(1))
    found = list(movement_after.readings(made, moves, START, START + 4 * HOUR))
    assert [reading.value for reading in found] == [n % 2 == 0 for n in range(len(found))]
    assert all(reading.edge and reading.known and reading.use == "door" for reading in found)


# disturbances


def test_nothing_that_the_hub_suffers_looks_like_somebody_who_lies_still(lived: Case) -> None:
    found = {each.name: each for each in disturbances.judge(lived, 1, 1)}
    assert list(found) == list(DISTURBANCES)
    assert {name: each.alarms for name, each in found.items() if each.alarms} == {}
    assert [each.runs for each in found.values()] == [1] * len(found)
    unnoticed = {name for name, each in found.items() if not each.noticed}
    assert unnoticed <= {"3-day holiday by the door"}
    assert "has not been heard" in found["one dead sensor"].by
    assert disturbances.merged([tuple(found.values())] * 2)[0].runs == 2


def test_a_home_that_is_not_judged_is_not_disturbed() -> None:
    short = case(home(two_rooms(6)), 5, 1)
    assert {each.runs for each in disturbances.judge(short, 1, 2)} == {0}


def beats(hours: int) -> list[Event]:
    made: list[Event] = []
    for n in range(hours):
        for name, kind in (("a", "heard"), ("b", "motion")):
            made.append(Reported(at=START + n * HOUR, source="z", name=name, said=(Said(kind, True),), seen=START))
    return made


def test_what_each_disturbance_does_to_the_events() -> None:
    chance = random.Random(1)
    at = START + 10 * HOUR
    off = list(disturbances.hub_off(beats(30), at, chance))
    assert len(off) == 60 - 12 + 1 and next(e for e in off if isinstance(e, HubStarted)).last_alive == at
    assert len(list(disturbances.dead_sensor(beats(30), at, chance))) == 60 - 20
    assert len(list(disturbances.sensors_silent(beats(50), at, chance))) == 100 - 60
    down = [(e.at - at, e.up) for e in disturbances.link_down(beats(50), at, chance) if isinstance(e, LinkChanged)]
    assert down == [(timedelta(0), False), (30 * HOUR, True)]
    slow, *rest = disturbances.clock_back(beats(3), START, chance)
    assert isinstance(slow, ClockStepped) and slow.at == START - 2 * MINUTE
    assert [event.at for event in rest] == [event.at - 2 * MINUTE for event in beats(3)]
    away_from_home = list(disturbances.holiday(beats(90), at, chance))
    assert len([e for e in away_from_home if isinstance(e, Reported) and e.name == "a"]) == 90
    assert len([e for e in away_from_home if isinstance(e, Reported) and e.name == "b"]) == 90 - 71
    told = next(e for e in disturbances.told_holiday(beats(90), at, chance) if isinstance(e, Paused))
    assert (told.what, told.at) == ("away", at)


def test_what_has_to_appear_is_looked_for_in_what_was_found() -> None:
    nothing = Seen((), (), suspended=False)
    assert {name: one.notice(nothing) for name, one in DISTURBANCES.items()} == dict.fromkeys(DISTURBANCES, "")
    late = Finding(kind="no return", at=START, because="not back since 14:00")
    assert DISTURBANCES["3-day holiday by the door"].notice(Seen((late,), (), suspended=False)) == late.because


# summer time, and the first days


def test_the_clocks_change_twice_a_year_or_never() -> None:
    assert [f"{each:%m-%d}" for each in summer_time.changes("Europe/London")] == ["03-30", "10-26"]
    assert summer_time.changes("UTC") == ()


def test_a_home_is_moved_by_weeks_and_keeps_its_hours(lived: Case) -> None:
    spring = summer_time.moved(lived.home, summer_time.changes("Europe/London")[0])
    by = local(spring.begins, "Europe/London").date() - local(lived.home.begins, "Europe/London").date()
    assert by % timedelta(days=7) == timedelta(0)
    assert spring.ends - spring.begins == lived.home.ends - lived.home.begins - HOUR
    hours = [[local(r.at, "Europe/London").hour for r in made.moves[-50:]] for made in (lived.home, spring)]
    assert hours[0] == hours[1]


def test_a_change_of_the_clocks_is_no_alarm(lived: Case) -> None:
    found = summer_time.judge(lived)
    assert [(each.name, each.alerts) for each in found] == [
        ("clocks change in March", 0),
        ("clocks change in October", 0),
    ]


def test_the_first_week_is_begun_again_and_again() -> None:
    quiet = first_days.judge(case(home(steady(20)), 1, 1))
    assert (quiet.starts, quiet.days, quiet.alerts) == (5, 35.0, 0)
    still = first_days.judge(case(home(without(steady(10), START + 3 * DAY, 40 * HOUR)), 1, 1))
    assert (still.starts, still.alerts) == (2, 2) and "silent for 40.0 h" in still.alarms[0]
    short = first_days.judge(case(home(steady(2)), 1, 1))
    assert (short.starts, short.days) == (1, 2.0)
    assert first_days.merged((quiet, still)).starts == 7


def test_homes_that_cannot_be_judged_have_no_harder_cases() -> None:
    steps: list[int] = []
    found = hard_cases.judge([case(home(steady(5)), 5, 1)], 1, 10, lambda: steps.append(1))
    assert (found.hall, found.moved, found.disturbed, found.first_days.starts, steps) == (None, (), (), 1, [])
