"""A sensor that speaks day and night, as nobody moves, is told of as faulty."""

from datetime import timedelta

import msgspec
import pytest

from detectors import chatter
from detectors.chatter import EDGES, PAUSE, QUIET_FOR, Chatter
from hub.model.events import ClockStepped, Reading
from hub.model.household import Home
from tests.detectors.virtual_home import DAY, DEVICES, Asked, ask, at, gap, home, motion, reading, told

SAYS = "Kitchen motion has seen movement without a pause since 00:00 on 14 Jan: may be faulty"
QUIET = "Kitchen motion is quiet again"


def detector(**other: object) -> Chatter:
    found = chatter.of(home(**other))
    assert found is not None
    return found


def speaks(hours: float, every: timedelta = PAUSE, since: str = "00:00", room: str = "kitchen") -> list[Reading]:
    begun = at(since)
    times = int(timedelta(hours=hours) / every)
    return [reading(begun + n * every, f"{room}-pir", "motion") for n in range(times + 1)]


def opens_and_closes(times: int, within: timedelta, door: str = "front") -> list[Reading]:
    return [reading(DAY + n * within / times, door, "contact", n % 2 == 0) for n in range(times)]


def test_a_sensor_that_never_pauses_for_a_day():
    (finding,) = ask(detector(), *speaks(40), kept=True)
    assert told([finding]) == [("+1 00:00", SAYS)]
    assert (finding.kind, finding.turn, finding.cause) == ("technical", "concern", "chatter kitchen-pir")
    assert not finding.life_saving, "it waits for a decent hour"


def test_two_rooms_at_once_are_two_sensors():
    both = sorted((*speaks(30), *speaks(30, room="hall")), key=lambda each: each.heard)
    assert {f.device for f in ask(detector(), *both)} == {"kitchen-pir", "hall-pir"}


@pytest.mark.parametrize("pause", [timedelta(minutes=91), timedelta(hours=8)])
def test_whoever_pauses_is_somebody(pause):
    """Twenty hours of it, a pause, and twenty more."""
    one = speaks(20)
    more = [reading(one[-1].heard + pause + (each.heard - DAY), "kitchen-pir", "motion") for each in one]
    assert ask(detector(), *one, *more) == []


def test_what_is_repeated_from_before_is_no_movement():
    held = [motion(f"{h:02}:00", "kitchen", cached=True) for h in range(24)]
    assert ask(detector(), *held, *[motion(f"+1 {h:02}:00", "kitchen", value=False) for h in range(24)]) == []


@pytest.mark.parametrize("other", [Home(pets=True), Home(others="lives with others"), Home(others="visitors")])
def test_where_others_or_a_pet_move_it_takes_two_days(other):
    assert [f.at for f in ask(detector(home=other), *speaks(60))] == [at("+2 00:00")]


@pytest.mark.parametrize("door", ["front", "back"])
def test_a_door_that_opens_and_closes_hundreds_of_times(door):
    found = ask(detector(), *opens_and_closes(EDGES + 50, timedelta(hours=20), door), kept=True)
    assert len(found) == 1 and f"has opened or closed {EDGES} times since 00:00: may be faulty" in found[0].because
    assert ask(detector(), *opens_and_closes(EDGES - 1, timedelta(hours=20), door)) == []
    assert ask(detector(), *opens_and_closes(2 * EDGES - 4, timedelta(hours=48), door)) == [], "in a day, not in two"


def test_a_bed_that_creaks_all_night_is_not_told():
    story = [reading(DAY + n * timedelta(seconds=20), "bed", "bed", n % 2 == 0) for n in range(6000)]
    assert ask(detector(), *story) == []


def test_it_is_quiet_again_only_after_three_days_without_much_of_it():
    found = ask(detector(), *speaks(25.5), until="+9 00:00", kept=True)
    ended = at("+1 01:30") + PAUSE + QUIET_FOR
    assert [(f.at, f.turn, f.because) for f in found][1:] == [(ended, "restored", QUIET)]
    again = speaks(19.5, since="+3 00:00")
    found = ask(detector(), *speaks(25.5), *again, until="+9 00:00")
    assert [f.at for f in found] == [at("+1 00:00"), again[-1].heard + PAUSE + QUIET_FOR], "most of a day is enough"


def test_while_the_hub_is_off_nobody_knows_whether_it_paused():
    found = ask(detector(), *speaks(25.5), gap("+1 01:40", "+2 12:00"), until="+9 00:00")
    assert [f.at for f in found][1:] == [at("+2 12:00") + PAUSE + QUIET_FOR]


def test_a_corrected_clock_changes_nothing():
    asked = Asked(detector(), DAY)
    by = timedelta(hours=41)
    for each in speaks(10.5):
        asked.hear(each)
    asked.hear(ClockStepped(at=at("11:00") + by, by=by))
    for each in speaks(40, since="12:00"):
        asked.hear(reading(each.heard + by, "kitchen-pir", "motion"))
    assert [f.at for f in asked.found] == [at("+1 00:00") + by]


def test_a_sensor_that_was_taken_out_is_nobodys_trouble():
    before, without = detector(), detector(devices=tuple(d for d in DEVICES if d.id != "kitchen-pir"))
    memory = before.start(DAY)
    for each in speaks(25):
        memory, _ = before.step(memory, each)
    memory, found = without.step(memory, motion("+1 02:00", "hall"))
    assert found == () and without.deadline(memory) is None and "kitchen-pir" not in memory.of


def test_what_it_remembers_does_not_grow():
    memory = detector().start(DAY)
    for each in sorted((*speaks(24 * 30), *opens_and_closes(3000, timedelta(days=30))), key=lambda each: each.heard):
        memory, _ = detector().step(memory, each)
    assert len(msgspec.json.encode(memory)) < 1000


def test_only_while_somebody_is_cared_for_here():
    assert chatter.of(home(service="ended")) is None
    assert chatter.of(home(devices=())) is None
