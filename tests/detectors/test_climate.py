"""Cold, heat and damp: for hours or days, by fresh readings only, and never told by a sensor that says nothing."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detectors import cold, damp, hot
from hub.model.household import Consent, Detection, Environment, Settings
from hub.ports import Detector
from tests.detectors.virtual_home import DAY, DEVICES, HOUSE, NUMBERS, Asked, ask, at, gap, home, lost, reading, told

ROOM = {"thermometer": "Kitchen", "bedroom-air": "Bedroom"}


def house(**other: Any) -> Settings:
    return home(**{"devices": (*DEVICES, *HOUSE), **other})


def made(of: Any, **other: Any) -> Detector:
    found: Detector | None = of.of(house(**other))
    assert found is not None
    return found


def warmth(when: str, value: float, device: str = "thermometer", kind: str = "temperature", **how: Any) -> Any:
    return reading(when, device, kind, value, **how)


def every_two_hours(*values: float, device: str = "thermometer", kind: str = "temperature") -> list[Any]:
    return [warmth(f"+{n // 12} {n % 12 * 2:02}:00", value, device, kind) for n, value in enumerate(values)]


def test_six_hours_below_are_cold_and_told_once():
    found = ask(made(cold), *every_two_hours(15.5, 15.0, 14.5, 14.0, 13.9, 13.8))
    assert told(found) == [("06:00", "Kitchen is below 16 degrees since 00:00, now 14.0")]
    assert (found[0].kind, found[0].room, found[0].device) == ("cold home", "kitchen", "thermometer")


def test_one_warmer_reading_begins_it_anew():
    assert ask(made(cold), *every_two_hours(15, 15, 16.0, 15, 15, 15)) == []
    assert len(ask(made(cold), *every_two_hours(15, 15, 16.0, 15, 15, 15, 15))) == 1


def test_sixteen_is_not_below_sixteen():
    assert ask(made(cold), *every_two_hours(*[16.0] * 12)) == []


def test_it_is_warm_again_only_by_a_whole_degree():
    story = every_two_hours(15, 15, 15, 15, 16.5, 16.9, 17.0, 18)
    assert told(ask(made(cold), *story))[1:] == [("12:00", "Kitchen is warm again: 17.0 degrees")]


def test_advice_is_told_again_after_three_days_and_not_before():
    story = every_two_hours(*[15.0] * 48)
    assert [t for t, _ in told(ask(made(cold), *story))] == ["06:00", "+3 06:00"]
    there_again = every_two_hours(*([15.0] * 4 + [18.0]) * 5)
    assert [f.turn for f in ask(made(cold), *there_again)] == ["concern", "restored"]


def test_in_summer_it_takes_twice_as_long():
    asked = Asked(made(cold), DAY)
    for event in every_two_hours(*[14.0] * 7):
        asked.step(type(event)(*[
            value + timedelta(days=182) if name in ("at", "heard") else value
            for name, value in ((each, getattr(event, each)) for each in event.__struct_fields__)
        ]))  # fmt: skip
    assert [f.at - DAY - timedelta(days=182) for f in asked.found] == [timedelta(hours=12)]


def test_a_pause_of_over_three_hours_is_not_cold():
    assert ask(made(cold), warmth("00:00", 10), warmth("03:01", 10), warmth("06:00", 10)) == []
    assert len(ask(made(cold), warmth("00:00", 10), warmth("03:00", 10), warmth("06:00", 10))) == 2


@pytest.mark.parametrize("value", [-127.0, 85.0, True, "cold"])
def test_what_no_room_can_be_is_a_broken_sensor(value):
    for of in (cold, hot):
        asked = Asked(made(of), DAY)
        before = asked.memory
        asked.hear(warmth("01:00", value))
        assert asked.memory is before


def test_cached_old_and_unplaced_readings_are_not_heard():
    detector = made(cold)
    fresh = warmth("02:00", 10)
    for dull in (warmth("03:00", 10, cached=True), warmth("03:00", 10, said="01:00"), warmth("03:00", 10, "0xgarden"),
                 warmth("03:00", 3, "fridge")):  # fmt: skip
        memory, _ = detector.step(detector.start(DAY), fresh)
        assert detector.step(memory, dull) == (memory, ())


def test_a_lost_sensor_is_unknown():
    story = [*every_two_hours(15, 15, 15), lost("05:30", "thermometer", "04:00")]
    story += [warmth("05:50", 15), warmth("06:00", 15)]
    assert ask(made(cold), *story) == []


def test_the_hub_was_off():
    story = [*every_two_hours(15, 15, 15), gap("04:01", "09:00"), warmth("09:01", 15), warmth("10:00", 15)]
    assert ask(made(cold), *story, kept=True) == []


def both(cold_one: float, other: float, hours: int) -> list[Any]:
    return [
        reading(f"{hour:02}:{minute:02}", device, "temperature", value)
        for hour in range(hours)
        for minute, device, value in ((0, "thermometer", cold_one), (30, "bedroom-air", other))
    ]


def test_very_cold_is_urgent_only_if_every_room_is():
    detector = made(cold)
    assert [f.kind for f in ask(detector, *both(9.0, 15.0, 8))] == ["cold home"]
    found = ask(detector, *both(9.0, 11.0, 5))
    assert told(found) == [("03:30", "no room is above 12 degrees since 00:30; Bedroom: 11.0")]
    assert found[0].kind == "very cold home"


def test_a_room_that_is_not_heard_any_more_does_not_hold_back_an_alarm():
    story = [warmth("00:00", 19.0, "bedroom-air"), *[warmth(f"{hour:02}:10", 8.0) for hour in range(6)]]
    assert told(ask(made(cold), *story)) == [("03:10", "Kitchen is below 12 degrees since 00:10, now 8.0")]
    assert [f.kind for f in ask(made(cold), *story)] == ["very cold home"]


def test_heat():
    found = ask(made(hot), *every_two_hours(31, 31, 31, 29))
    assert told(found) == [
        ("04:00", "Kitchen is above 30 degrees since 00:00, now 31.0"),
        ("06:00", "Kitchen is cooler again: 29.0 degrees"),
    ]  # fmt: skip
    assert [f.kind for f in ask(made(hot), *both(36.0, 35.5, 3))] == ["very hot home"]
    assert ask(made(hot), *both(36.0, 29.0, 2)) == []


def test_a_shower_is_not_damp_and_a_week_is():
    air = {"device": "bedroom-air", "kind": "humidity"}
    assert ask(made(damp), *every_two_hours(*([55.0] * 11 + [95.0]) * 7, **air)) == []
    found = ask(made(damp), *every_two_hours(*[55.0] * 12, *[85.0] * 60, **air))
    assert [(f.kind, f.at - DAY) for f in found] == [("damp home", timedelta(days=3, hours=16))]
    assert found[0].because.startswith("Bedroom is damp since 16:00 on 15 Jan: humidity 8")


@pytest.mark.parametrize("of", [cold, hot, damp])
@pytest.mark.parametrize("service", ["being installed", "suspended", "ended"])
def test_only_in_service_if_agreed_and_where_there_is_a_thermometer(of, service):
    assert of.of(house(home=home(service).home)) is None
    assert of.of(house(consent={"environment": Consent(agreed=False)})) is None
    assert of.of(house(devices=tuple(d for d in HOUSE if d.use not in ("temperature", "motion")))) is None


def test_motion_sensors_tell_the_warmth_where_there_is_no_thermometer():
    detector = cold.of(home())
    assert detector is not None and set(detector.rooms) == {"hall-pir", "kitchen-pir", "bedroom-pir"}
    assert damp.of(home()) is None


def test_the_numbers_are_settings():
    warmer = Environment(cold_below=18.0, cold_for=timedelta(hours=2))
    numbers = Detection(inactivity=NUMBERS.inactivity, wandering=NUMBERS.wandering, liveness=NUMBERS.liveness,
                        environment=warmer)  # fmt: skip
    assert [t for t, _ in told(ask(made(cold, detectors=numbers), *every_two_hours(17, 17)))] == ["02:00"]


temperatures = st.lists(st.tuples(st.integers(1, 400), st.sampled_from([8.0, 14.0, 15.9, 16.0, 16.5, 17.0, 21.0]),
                                  st.sampled_from(sorted(ROOM))), max_size=60)  # fmt: skip


def played(readings: list[tuple[int, float, str]], warm: int = -1) -> list[Any]:
    asked, now = Asked(made(cold), DAY, kept=True), at("00:00")
    for number, (minutes, value, device) in enumerate(readings):
        now += timedelta(minutes=minutes)
        asked.hear(reading(now, device, "temperature", 21.0 if number == warm else value))
    return asked.found


@given(temperatures)
def test_never_without_hours_of_cold_readings(readings):
    """Whatever is told of a room: for six hours before (or three, for all rooms) nothing warmer was read in it."""
    times, now = [], at("00:00")
    for minutes, value, device in readings:
        now += timedelta(minutes=minutes)
        times.append((now, value, device))
    for found in played(readings):
        if found.turn == "concern":
            bound, hours = (12.0, 3) if found.kind == "very cold home" else (16.0, 6)
            before = [(t, v) for t, v, d in times if d == found.device and t <= found.at]
            within = [v for t, v in before if found.at - t <= timedelta(hours=hours)]
            assert max(within) < bound
            assert before[0][0] <= found.at - timedelta(hours=hours)


@given(temperatures, st.integers(0, 59))
def test_a_warm_reading_never_makes_the_first_concern_sooner(readings, warm):
    def first(found: list[Any]) -> Any:
        return min((f.at for f in found if f.kind == "cold home" and f.turn == "concern"), default=at("+400 00:00"))

    assert first(played(readings, warm)) >= first(played(readings))


def test_a_memory_of_twenty_rooms_is_small():
    import msgspec

    asked = Asked(made(cold), DAY)
    for event in every_two_hours(*[15.0] * 40):
        asked.hear(event)
    assert len(msgspec.json.encode(asked.memory)) < 400
