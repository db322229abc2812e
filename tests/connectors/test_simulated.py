"""The simulated home: the same every time, right through clock changes, and each story does what its name says."""

import asyncio
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from connectors.simulated import STORIES, Simulated, SimulatedPerson, home
from hub.model.effects import Effect, Text
from hub.model.errors import CarehubError
from hub.model.events import ACTIVITY, DevicesListed, Event, Replied, Reported, Said
from hub.model.household import (
    Contact,
    Detection,
    Device,
    Hub,
    Inactivity,
    Liveness,
    Resident,
    Room,
    Settings,
    Use,
    Wandering,
)  # fmt: skip
from hub.model.ids import ContactId, DeviceId, IncidentId, ResidentId, RoomId

HOUR = timedelta(hours=1)
LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
DEVICES: tuple[tuple[str, Use, str | None], ...] = (
    ("hall-motion", "motion", "hall"), ("kitchen-motion", "motion", "kitchen"), ("lounge-motion", "motion", "lounge"),
    ("bedroom-motion", "motion", "bedroom"), ("bathroom-motion", "motion", "bathroom"), ("door", "exit door", "hall"),
    ("bed", "bed", "bedroom"), ("chair", "chair", "lounge"), ("kettle", "kettle", "kitchen"),
    ("cooker", "cooker", "kitchen"), ("fridge", "fridge", "kitchen"), ("pills", "medication", "kitchen"),
    ("button", "help button", None), ("pendant", "fall device", None), ("smoke", "smoke", "hall"),
    ("leak", "leak", "kitchen"), ("warm", "temperature", "lounge"), ("lamp", "light", "lounge"),
    ("other", "other", None), ("mat", "presence", "bathroom"), ("co", "carbon monoxide", "kitchen"),
)  # fmt: skip


def settings(devices: tuple[tuple[str, Use, str | None], ...] = DEVICES, timezone: str = "Europe/London") -> Settings:
    rooms = ("hall", "kitchen", "lounge", "bedroom", "bathroom")
    return Settings(
        hub=Hub(id="hub-1", timezone=timezone),
        residents=(Resident(id=ResidentId("mary"), name="Mary S"),),
        rooms=tuple(Room(id=RoomId(each), name=each.title(), exit=each == "hall") for each in rooms),
        devices=tuple(Device(id=DeviceId(each), name=each, use=use, room=RoomId(room) if room else None)
                      for each, use, room in devices),
        detectors=Detection(
            inactivity=Inactivity(
                limit=HOUR, away_after_door=HOUR, home_again_after=HOUR, night_limit=HOUR, night="22:00-07:00"),
            wandering=Wandering(hours="23:00-06:00", back_within=HOUR),
            liveness=Liveness(life_saving=HOUR, mains=HOUR, battery=HOUR, most=HOUR, intervals=3, learn_after=3),
        ),
    )  # fmt: skip


def played(days: int = 3, *stories: str, seed: int = 7, start: datetime = START) -> list[Reported]:
    return list(home(settings(), seed, start, days, stories))


def said(readings: list[Reported], device: str) -> list[tuple[datetime, Said]]:
    return [(each.at, one) for each in readings if each.name == device for one in each.said]


def moves(readings: list[Reported]) -> list[Reported]:
    return [each for each in readings if any(one.kind in ACTIVITY and one.value for one in each.said)]


def test_the_same_seed_tells_the_same_bytes_and_another_seed_does_not() -> None:
    once, again, other = (msgspec.json.encode(played(seed=seed)) for seed in (7, 7, 8))
    assert once == again
    assert once != other


def test_readings_are_in_order_within_the_days_asked_for_and_say_when() -> None:
    readings = played(5)
    assert all(first.at <= second.at for first, second in itertools.pairwise(readings))
    assert all(START <= each.at < START + timedelta(days=5) for each in readings)
    assert all(each.seen == each.at and each.source == "simulated" for each in readings)


def test_each_device_speaks_at_once_and_is_never_silent_for_an_hour() -> None:
    readings = played(2)
    for name, _, _ in DEVICES:
        times = [each.at for each in readings if each.name == name]
        assert times[0] - START < timedelta(seconds=10)
        assert max(b - a for a, b in itertools.pairwise(times)) <= HOUR


def test_a_day_has_what_a_day_has() -> None:
    readings = played(14)
    for device in ("door", "bed", "chair", "kettle", "cooker", "fridge", "pills", "lamp", "mat"):
        values = [one.value for _, one in said(readings, device)]
        assert any(values)
        assert not all(values)
    nights = [each for each in moves(readings) if 1 <= each.at.astimezone(LONDON).hour < 5]
    assert {each.name for each in nights} >= {"bathroom-motion", "bed"}
    days = {each.at.date() for each in moves(readings) if each.name == "kitchen-motion"}
    assert len(days) >= 13


def test_while_awake_and_at_home_she_is_never_still_for_half_an_hour() -> None:
    readings = moves(played(14))
    for before, after in itertools.pairwise(readings):
        day = 9 <= before.at.astimezone(LONDON).hour < 21
        if day and after.at - before.at > timedelta(minutes=30):
            assert before.name == after.name == "door"


def test_what_goes_on_goes_off_again() -> None:
    readings = played(7)
    for device in ("hall-motion", "lounge-motion", "door", "kettle", "bed"):
        last = [one.value for _, one in said(readings, device) if one.kind in ACTIVITY]
        assert abs(sum(bool(value) for value in last) - sum(not value for value in last)) <= 1


@pytest.mark.parametrize("day", [datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC)])
def test_clock_changes_leave_the_days_as_they_are(day: datetime) -> None:
    readings = played(3, start=day)
    assert all(first.at <= second.at for first, second in itertools.pairwise(readings))
    up = [at.astimezone(LONDON).time() for at, one in said(readings, "kettle") if one.kind == "power" and one.value]
    assert all(6 <= each.hour < 20 for each in up)
    beds = [bool(one.value) for _, one in said(readings, "bed") if one.kind == "bed"]
    assert all(first != second for first, second in itertools.pairwise(beds))


def test_a_home_of_another_zone_gets_up_at_its_own_seven() -> None:
    readings = list(home(settings(timezone="Australia/Sydney"), 7, START, 3))
    zone = ZoneInfo("Australia/Sydney")
    pills = [at.astimezone(zone).hour for at, one in said(readings, "pills") if one.kind == "contact"]
    assert pills
    assert set(pills) <= {6, 7, 8}


def test_an_empty_home_says_nothing() -> None:
    assert list(home(settings(()), 7, START, 3)) == []


# Stories


def test_help_is_pressed_once_a_few_minutes_after_the_start() -> None:
    presses = [each for each in said(played(2, "help"), "button") if each[1].kind == "help"]
    assert presses == [(START + timedelta(minutes=4), Said("help", "emergency"))]


def test_smoke_comes_and_goes() -> None:
    values = [one.value for _, one in said(played(1, "smoke"), "smoke") if one.kind == "smoke"]
    assert values.count(True) == 1
    assert values[values.index(True) + 1] is False


def test_after_a_fall_nothing_of_hers_moves() -> None:
    readings = played(2, "fall")
    [fell] = [at for at, one in said(readings, "pendant") if one.kind == "fall" and one.value]
    assert not [each for each in moves(readings) if each.at > fell]
    assert [each for each in readings if each.at > fell + HOUR]


def test_still_stops_in_the_morning_and_the_sensors_go_quiet() -> None:
    readings = played(3, "still")
    last = moves(readings)[-1].at.astimezone(LONDON)
    assert (last.date(), last.hour) == (START.date(), 10)
    for device in ("lounge-motion", "kitchen-motion", "bathroom-motion"):
        assert not [one for _, one in said(readings, device) if one.kind == "motion"][-1].value


def test_out_at_night_opens_the_door_and_nobody_is_there_until_she_is_back() -> None:
    readings = played(2, "out at night")
    opened = [at for at, one in said(readings, "door") if one.value is True and 2 <= at.astimezone(LONDON).hour < 6]
    assert len(opened) == 2
    assert opened[1] - opened[0] > timedelta(hours=2)
    between = [each for each in moves(readings) if opened[0] < each.at < opened[1]]
    assert between == []


def test_a_battery_stays_low() -> None:
    readings = said(played(3, "battery"), "hall-motion")
    since = START + timedelta(minutes=4)
    assert all(one.value == 7.0 for at, one in readings if one.kind == "battery" and at >= since)
    assert [one for at, one in readings if one.kind == "battery low" and at == since]


def test_stories_can_be_told_together_and_a_day_without_any_has_none() -> None:
    kinds = {one.kind for each in played(2, *STORIES) for one in each.said}
    assert {"help", "battery low", "fall", "smoke"} <= kinds
    plain = [one for each in played(7) for one in each.said]
    assert not [one for one in plain if one.kind in ("help", "fall", "battery low")]
    assert not [one for one in plain if one.kind in ("smoke", "leak", "carbon monoxide") and one.value]


def test_a_story_that_cannot_be_told_says_why() -> None:
    with pytest.raises(CarehubError, match="needs a smoke"):
        list(home(settings(()), 7, START, 1, ("smoke",)))
    with pytest.raises(CarehubError, match="no story 'flood'.*help"):
        list(home(settings(), 7, START, 1, ("flood",)))


# Played against the clock


class Fast:
    """A clock that jumps to wherever it is waited for, and notes the longest wait."""

    def __init__(self) -> None:
        self.at = START
        self.rate = 600.0

    def now(self) -> datetime:
        return self.at

    def delay(self, until: datetime) -> float:
        left = (until - self.at).total_seconds()
        if left > 0:
            self.at = min(until, self.at + timedelta(minutes=1))
        return 0.0001 if left > 0 else 0.0


class Door:
    def __init__(self, enough: int = 10_000) -> None:
        self.events: list[Event] = []
        self._enough = enough
        self.done = asyncio.Event()

    async def offer(self, event: Event) -> tuple[Effect, ...]:
        self.post(event)
        return ()

    def post(self, event: Event, committed: Callable[[], None] | None = None) -> None:
        self.events.append(event)
        if len(self.events) >= self._enough:
            self.done.set()

    def complain(self, what: str, example: str) -> None:
        raise AssertionError(what)


async def until_enough(source: Simulated, clock: Fast, enough: int) -> list[Event]:
    door = Door(enough)
    running = asyncio.create_task(source.run(door, clock))
    async with asyncio.timeout(20):
        await door.done.wait()
    running.cancel()
    await asyncio.wait({running})
    return door.events


def test_it_plays_the_home_at_its_times_and_goes_on_where_it_was() -> None:
    async def story() -> tuple[list[Event], list[Event]]:
        source, clock = Simulated(settings(), 7), Fast()
        return await until_enough(source, clock, 40), await until_enough(source, clock, 10)

    first, second = asyncio.run(story())
    assert isinstance(first[0], DevicesListed)
    assert [each.address for each in first[0].devices] == [name for name, _, _ in DEVICES]
    expected = played(1, "help")[: len(first) - 1]
    told = [each for each in first if isinstance(each, Reported)]
    assert [(each.name, each.said, each.seen) for each in told] == [(e.name, e.said, e.seen) for e in expected]
    assert all(each.seen and each.at >= each.seen for each in told)
    again = [each for each in second if isinstance(each, Reported)]
    assert again[0].at >= told[-1].at
    assert not [each for each in again if any(one.kind == "help" for one in each.said)]


ANNA = Contact(id=ContactId("anna"), name="Anna", phone="+447700900111")


def alarm(incident: str = "e-1", **changes: str) -> Text:
    fields = {"to": "anna", "purpose": "alarm", "key": f"{incident}/1", **changes}
    return msgspec.convert(
        {**fields, "at": START, "number": "+447700900111", "body": "Help", "expires": START + HOUR,
         "incident": incident, "type": "text"}, Text,
    )  # fmt: skip


async def answers(standing: dict[str, list[dict[IncidentId, bool]]], *texts: Text) -> list[tuple[str, str]]:
    """What the person replies; `standing` is what they find, look by look."""
    looks = standing["looks"]
    person = SimulatedPerson(ANNA, lambda: looks.pop(0) if looks else {}, 0.001, 0.001)
    door = Door()
    for text in texts:
        person.heard(text)
    running = asyncio.create_task(person.run(door, Fast()))
    await asyncio.sleep(0.1)
    running.cancel()
    await asyncio.wait({running})
    return [(each.text, each.sid) for each in door.events if isinstance(each, Replied)]


def replies(*texts: Text, looks: list[dict[str, bool]]) -> list[tuple[str, str]]:
    found = {"looks": [{IncidentId(key): held for key, held in each.items()} for each in looks]}
    return asyncio.run(answers(found, *texts))


def test_the_person_goes_and_then_says_that_all_is_well() -> None:
    told = replies(alarm(), alarm(), looks=[{"e-1": False}, {"e-1": True}])
    assert [words for words, _ in told] == ["1 5", "all ok"]
    assert len({sid for _, sid in told}) == 2


@pytest.mark.parametrize("looks", [[{"e-1": True}], [{}], [{"e-2": False}]])
def test_the_person_keeps_silent_when_somebody_else_answered_or_it_is_over(looks: list[dict[str, bool]]) -> None:
    assert replies(alarm(), looks=looks) == []


def test_the_person_does_not_close_what_was_closed_meanwhile() -> None:
    assert [words for words, _ in replies(alarm(), looks=[{"e-1": False}, {}])] == ["1 5"]


def test_the_person_answers_only_their_own_alarms() -> None:
    assert replies(alarm(to="ben"), alarm(purpose="news"), looks=[{"e-1": False}]) == []
