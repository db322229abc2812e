"""A cooker or an iron that was left on; a fridge and a kettle that nobody uses in the morning."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from detectors import appliance_left_on, not_used_by
from detectors.appliance_left_on import ApplianceLeftOn
from detectors.not_used_by import NotUsedBy
from hub.model.events import SightChanged
from hub.model.household import Device, Home
from hub.model.ids import DeviceId
from tests.detectors.virtual_home import (
    DEVICES,
    HOUSE,
    KITCHEN,
    NUMBERS,
    Asked,
    ask,
    at,
    closes,
    gap,
    home,
    link,
    lost,
    motion,
    opens,
    reading,
    told,
    went,
)

KIT = (*DEVICES, *HOUSE)


def left_on(**other: Any) -> ApplianceLeftOn:
    found = appliance_left_on.of(home(**{"devices": KIT, **other}))
    assert found is not None
    return found


def watts(when: str, value: float, **how: Any) -> Any:
    return reading(when, "cooker", "power", value, **how)


def day(*story: Any, until: str = "20:00", **other: Any) -> list[tuple[str, str]]:
    return told(ask(left_on(**other), *story, until=until, kept=True))


NOBODY = ("13:00", "Cooker is on since 12:00, nobody there since 12:20")


def test_a_cooker_that_is_on_with_nobody_near():
    (finding,) = ask(left_on(), watts("12:00", 1800), motion("12:20", "kitchen"), until="20:00", kept=True)
    assert told([finding]) == [NOBODY]
    assert (finding.kind, finding.device, finding.room) == ("left on", "cooker", "kitchen")


def test_whoever_is_near_looks_after_it():
    roast = [motion(f"{12 + n // 3}:{n % 3 * 20:02}", "kitchen") for n in range(9)]
    assert day(watts("12:00", 1800), *roast, until="15:09") == []
    assert day(watts("12:00", 1800), *roast)[0][0] == "15:10"
    elsewhere = [motion(f"12:{n * 10:02}", "hall") for n in range(6)]
    assert day(watts("12:00", 1800), *elsewhere)[0][0] == "13:00"


def test_a_thermostat_is_no_end():
    cycles = [watts(f"12:{n * 10:02}", 1800 if n % 2 == 0 else 0) for n in range(6)]
    assert day(*cycles, watts("13:00:30", 1800)) == [("13:00:30", "Cooker is on since 12:00, nobody there since 12:00")]


def test_switched_off_is_told_if_it_was_told():
    assert day(watts("12:00", 1800), watts("12:40", 0)) == []
    found = day(watts("12:00", 1800), motion("12:20", "kitchen"), watts("14:00", 0))
    assert found == [NOBODY, ("14:15", "Cooker is off again")]


def test_a_fridge_that_cycles_is_not_on():
    fridge = Device(id=DeviceId("cooker"), name="Freezer", use="plug", room=KITCHEN)
    cycles = [watts(f"{hour:02}:{minute:02}", value) for hour in range(24) for minute, value in ((0, 120.0), (25, 2.0))]
    asks = left_on(devices=(*DEVICES, fridge))
    assert ask(asks, *cycles, until="+1 12:00") == []
    assert appliance_left_on.of(home(devices=(*DEVICES, structs.replace(fridge, use="fridge")))) is None


def test_another_plug_is_advice_and_takes_longer():
    iron = Device(id=DeviceId("cooker"), name="Iron", use="plug", room=KITCHEN)
    (finding,) = ask(left_on(devices=(*DEVICES, iron)), watts("12:00", 1800), until="20:00")
    assert told([finding]) == [("15:00", "Iron is on since 12:00, nobody there since 12:00")]
    assert finding.kind == "appliance left on"
    called = structs.replace(NUMBERS, appliances=structs.replace(NUMBERS.appliances, urgent=("plug",)))
    (finding,) = ask(left_on(devices=(*DEVICES, iron), detectors=called), watts("12:00", 1800), until="20:00")
    assert finding.kind == "left on"


def test_where_nothing_sees_the_room_only_the_time_counts():
    shed = Device(id=DeviceId("cooker"), name="Hob", use="cooker")
    assert day(watts("12:00", 1800), devices=(*DEVICES, shed)) == [("13:00", "Hob is on since 12:00, for 1 h")]
    hidden = SightChanged(at=at("12:10"), room=KITCHEN, seen=False, because="lost")
    assert day(watts("12:00", 1800), hidden, motion("12:50", "kitchen")) == [
        ("13:00", "Cooker is on since 12:00, for 1 h")
    ]


@pytest.mark.parametrize("unknown", [gap("12:30", "12:35"), lost("12:30", "cooker", "12:20"),
                                     link("12:30", "zigbee2mqtt", up=False)], ids=["gap", "lost", "link"])  # fmt: skip
def test_what_cannot_be_heard_is_not_known_to_be_on(unknown):
    assert day(watts("12:00", 1800), unknown) == []
    assert (
        day(watts("12:00", 1800), unknown, watts("12:40", 1800, edge=False), motion("12:41", "kitchen"))[0][0]
        == "13:40"
    )


def test_old_knowledge_switches_nothing_on():
    assert day(watts("12:00", 1800, cached=True)) == []


def test_this_homes_own_cooking_is_learned_within_bounds():
    asked = Asked(left_on(), at("00:00"), kept=True)
    for event in (watts("12:00", 1800), watts("13:20", 0), watts("14:00", 1800), watts("14:01", 0)):
        asked.hear(event)
    asked.ticks(at("15:00"))
    assert asked.memory.usual == {"cooker": (80.0,)}, "a kettle's minute teaches nothing"
    for usual, due in ((80.0, "14:00"), (20.0, "13:00"), (500.0, "15:00")):
        asked = Asked(left_on(), at("00:00"))
        asked.memory = structs.replace(asked.memory, usual={DeviceId("cooker"): (usual,) * 10})
        asked.hear(watts("12:00", 1800))
        asked.ticks(at("20:00"))
        assert told(asked.found)[0][0] == due


powers = st.lists(st.tuples(st.integers(1, 40), st.sampled_from([0.0, 120.0, 399.0, 401.0, 2000.0])), max_size=40)


@given(powers)
def test_never_without_an_hour_of_power(readings):
    asked, now, lately = Asked(left_on(), at("08:00"), kept=True), at("08:00"), []
    for minutes, value in readings:
        now += timedelta(minutes=minutes)
        asked.hear(reading(now, "cooker", "power", value))
        lately.append((now, value))
    asked.ticks(at("+3 00:00"))
    for found in asked.found:
        if found.turn == "concern":
            ons = [t for t, v in lately if v > 400 and t <= found.at]
            assert ons and ons[0] <= found.at - timedelta(hours=1)
            assert dict(sorted((t, v) for t, v in lately if t <= found.at)).popitem()[1] > 400 or len(ons) > 1


def test_only_if_agreed():
    assert appliance_left_on.of(home(without="environment", devices=KIT)) is None
    assert appliance_left_on.of(home("suspended", devices=KIT)) is None


# Not used by the usual time


def uses(**other: Any) -> NotUsedBy:
    found = not_used_by.of(home(**{"devices": KIT, **other}))
    assert found is not None
    return found


def fridge(when: str, value: bool = True, **how: Any) -> Any:
    return reading(when, "fridge", "contact", value, **how)


def mornings(*story: Any, until: str = "+1 20:00", **other: Any) -> list[tuple[str, str]]:
    return told(ask(uses(**other), *story, start="12:00", until=until, kept=True))


def test_not_used_by_the_time_that_the_settings_say():
    (finding,) = ask(uses(), fridge("18:00"), start="12:00", until="+1 20:00", kept=True)
    assert told([finding]) == [("+1 11:00", "no use of Fridge door by 11:00")]
    assert (finding.kind, finding.turn) == ("not used", "concern")


def test_used_in_time_and_used_late():
    assert mornings(fridge("+1 08:00")) == []
    assert mornings(fridge("+1 11:20"))[1:] == [("+1 11:20", "Fridge door is used")]
    assert len(mornings(fridge("+1 03:50"))) == 1, "a late night is of the day before"
    for dull in (fridge("+1 08:00", cached=True), fridge("+1 08:00", False), fridge("+1 08:00", edge=False)):
        assert len(mornings(dull)) == 1


def test_a_kettle_boils():
    kettle = Device(id=DeviceId("cooker"), name="Kettle", use="kettle", room=KITCHEN)
    two = (*DEVICES, kettle)
    assert mornings(watts("+1 08:00", 2000), devices=two) == []
    assert mornings(watts("+1 08:00", 80), devices=two) == [("+1 11:00", "no use of Kettle by 11:00")]


def test_whoever_is_out_uses_nothing():
    out = (opens("22:00"), closes("22:00:20"))
    assert mornings(*out) == []
    assert len(mornings(*out, opens("23:00"), motion("23:00:05", "hall"), closes("23:00:20"))) == 1


NO_LINK = link("+1 08:00", "zigbee2mqtt", up=False), link("+1 08:20", "zigbee2mqtt", up=True)


@pytest.mark.parametrize(
    "unseen", [(gap("+1 08:00", "+1 08:20"),), (lost("+1 08:00", "fridge", "+1 02:00"),), NO_LINK],
    ids=["gap", "lost", "link"],
)  # fmt: skip
def test_what_could_not_be_heard_is_not_unused(unseen):
    assert mornings(*unseen) == []


def test_who_uses_the_one_that_is_not_heard_has_used_it():
    kettle = Device(id=DeviceId("cooker"), name="Kettle", use="kettle", room=KITCHEN)
    two = (*KIT, kettle)
    silent = lost("18:00", "fridge", "12:30")
    assert mornings(silent, devices=two) == []
    assert len(mornings(silent, went("22:00", "fridge", "seen", "22:00"), devices=two)) == 1


def test_a_restart_is_no_matter_and_a_sensor_that_is_back_counts_again():
    assert len(mornings(gap("+1 08:00", "+1 08:02"))) == 1
    back = (lost("14:00", "fridge", "10:00"), went("16:00", "fridge", "seen", "16:00"))
    assert len(mornings(*back)) == 1


def test_the_usual_time_is_learned_in_ten_days():
    asked = Asked(uses(), at("12:00"), kept=True)
    for n in range(1, 13):
        asked.hear(fridge(f"+{n} 07:{n + 10}"))
        asked.hear(fridge(f"+{n} 12:00"))
    assert len(asked.memory.firsts) == 12
    asked.ticks(at("+13 20:00"))
    assert told(asked.found) == [("+13 08:21", "no use of Fridge door by 08:21, usually by 07:16")]


@pytest.mark.parametrize(("every", "often"), [(5, False), (20, True)])
def test_who_goes_without_it_on_many_days_is_not_asked_about(every: int, often: bool):
    asked = Asked(uses(), at("12:00"), kept=True)
    for n in range(1, 61):
        if n % every:
            asked.hear(fridge(f"+{n} 07:30"))
    asked.found.clear()
    asked.ticks(at("+60 23:00"))
    asked.ticks(at("+62 23:00"))
    assert (len(asked.found) > 0) is often
    assert max(asked.memory.firsts) == 1440 and len(asked.memory.firsts) == 30


def test_a_day_that_was_not_seen_is_no_day_without_it():
    asked = Asked(uses(), at("12:00"), kept=True)
    for unseen in (gap("+1 08:00", "+1 08:20"), lost("+2 08:00", "fridge", "+2 02:00"),
                   went("+3 09:00", "fridge", "seen", "+3 09:00"), opens("+4 08:00"), closes("+4 08:01")):  # fmt: skip
        asked.hear(unseen)
    asked.ticks(at("+6 23:00"))
    assert asked.memory.firsts == ()


def test_a_holiday_is_no_alarm_and_nothing_is_forgotten():
    asked = Asked(uses(), at("12:00"), kept=True)
    asked.memory = structs.replace(asked.memory, firsts=(450.0,) * 12)
    away = not_used_by.of(home("suspended", devices=KIT))
    assert away is not None
    asked.detector = away
    asked.hear(motion("+1 05:00", "hall"))
    asked.ticks(at("+9 00:00"))
    asked.detector, asked.now = uses(), at("+9 06:59")
    asked.hear(motion("+9 07:00", "hall"))
    asked.ticks(at("+9 23:00"))
    assert asked.found == [] and asked.memory.firsts == (450.0,) * 12
    asked.ticks(at("+10 23:00"))
    assert [t for t, _ in told(asked.found)] == ["+10 08:30"]


def test_only_if_agreed_and_one_person_lives_here():
    assert not_used_by.of(home(without="routine", devices=KIT)) is None
    assert not_used_by.of(home(devices=KIT, home=Home(others="lives with others"))) is None
    assert not_used_by.of(home()) is None
    assert not_used_by.of(home("ended", devices=KIT)) is None


def test_the_memories_are_small():
    morning = structs.replace(uses().start(at("00:00")), firsts=(450.0,) * 30)
    running = structs.replace(
        left_on().start(at("00:00")), usual={DeviceId(f"0x{n:016}"): (61.25,) * 30 for n in range(20)}
    )
    assert len(msgspec.json.encode(morning)) < 1000 and len(msgspec.json.encode(running)) < 10_000
