"""What the auditor finds, and when: the hub itself, its clock, its store. In virtual time, a look every 5 s."""

from datetime import timedelta

import pytest
from msgspec import structs

from hub.audit import judge
from hub.audit.bounds import BOUNDS
from hub.audit.seen import Pulse, Stored
from hub.model.household import Home as HomeSettings
from tests.core.samples import home
from tests.core.watched import BEGAN, Watched, held, pressed

WITHIN = 60.0
"""Seconds (behaviour 8)."""


def only(watched: Watched, *words: str) -> float:
    """When the one text was sent, which has all the words."""
    ((when, body),) = watched.texts
    assert all(word in body for word in words), body
    return when


def test_a_healthy_day_says_nothing() -> None:
    watched = Watched().wait(24 * 3600)
    assert watched.texts == []
    assert judge.healthy(watched.memory, BOUNDS)


def test_a_hub_that_is_killed_is_told_within_a_minute_again_each_hour_and_once_when_it_works_again() -> None:
    watched = Watched().wait(600).dies()
    watched.wait(3 * 3600)
    first, second, third = (when - 600 for when, _ in watched.texts)
    assert 25 <= first <= WITHIN - 10
    assert (round(second - first), round(third - second)) == (3600, 3600)
    assert watched.said()[0] == (
        "CareHub 03:10: Mary S, 12 Elm Rd: the hub has stopped. No alarm gets out of this home now. "
        "See that the hub has power, or ring whoever looks after it."
    )
    assert "the hub has stopped since 03:10." in watched.said()[1]
    watched.texts.clear()
    watched.lives().wait(3600)
    assert watched.said() == ["CareHub 06:12: Mary S: the hub works again. It was: the hub has stopped, from 03:10."]


def test_a_hub_that_hangs_is_told_within_a_minute() -> None:
    assert 625 <= only(Watched().wait(600).freezes().wait(300), "the hub hangs") <= 600 + WITHIN


def test_a_killed_hub_that_the_service_manager_starts_again_is_nobodys_night() -> None:
    watched = Watched().wait(60)
    for pid in (80, 81, 82):
        watched.dies().wait(10)
        watched.lives(pid).wait(1200)
    assert watched.texts == []


def test_a_hub_that_dies_again_and_again_is_told() -> None:
    watched = Watched().wait(60)
    for pid in range(80, 86):
        watched.dies().wait(10)
        watched.lives(pid).wait(20)
    assert only(watched, "the hub keeps restarting", "Do not rely on its alarms") <= 60 + 6 * 30


def test_a_planned_stop_is_not_told_at_once_and_one_that_lasts_is() -> None:
    watched = Watched().wait(60).stops().wait(295)
    assert watched.texts == []
    watched.wait(20)
    only(watched, "the hub has stopped")


def test_an_update_that_is_over_in_time_is_not_told() -> None:
    watched = Watched().wait(60)
    for pid in range(80, 90):
        watched.stops().wait(30)
        watched.lives(pid).wait(30)
    assert watched.texts == []


def test_a_stop_on_purpose_while_somebody_waits_is_told_at_once() -> None:
    watched = Watched().wait(60).calls(pressed(BEGAN)).stops(urgent=True).wait(WITHIN)
    only(watched, "help button pressed 03:00", "nobody has answered", "the hub has stopped")


def test_a_hub_that_never_comes_up_is_told() -> None:
    watched = Watched()
    watched.pulse, watched.beats, watched.memory = None, False, judge.start(structs.replace(watched.seen(), pulse=None))
    watched.wait(85)
    assert watched.texts == [], "the unit lets it start for 90 s"
    only(watched.wait(15), "the hub has not started")


def test_the_pulse_of_an_earlier_life_is_no_sign_of_life() -> None:
    watched = Watched()
    watched.beats, watched.process = False, "gone"
    watched.memory = judge.start(watched.seen())
    assert watched.wait(85).texts == []
    only(watched.wait(15), "the hub has not started")


def test_somebody_who_waits_is_told_with_the_dead_hub_and_again_each_ten_minutes() -> None:
    watched = Watched().wait(300)
    watched.calls(pressed(watched.now)).wait(20)
    watched.dies().wait(1300)
    assert watched.said()[0] == (
        "CareHub 03:05: Mary S: help button pressed 03:05, nobody has answered, and the hub has stopped. "
        "Last told: Anna 03:05. Ring 999 if you cannot be sure."
    )
    assert [round(when) for when, _ in watched.texts] == [355, 955, 1555]


def test_whoever_has_answered_is_named() -> None:
    watched = Watched().wait(300)
    watched.calls(held("Anna", pressed(watched.now))).dies().wait(60)
    (body,) = watched.said()
    assert body == (
        "CareHub 03:05: Mary S: help button pressed 03:05, Anna has it, and the hub has stopped. "
        "Last told: Anna 03:05. Ring them: nobody else is told now."
    )


def test_an_alarm_that_nobody_can_read_is_spoken_of_all_the_same() -> None:
    watched = Watched().wait(300)
    watched.more["urgent"] = True
    watched.wait(10)
    watched.stored, watched.unreadable = None, "the disk or card reports an error"
    watched.freezes().wait(60)
    assert watched.said() == [
        "CareHub 03:05: Mary S: an alarm is open, and the hub hangs. Ring 999 if you cannot be sure."
    ]


def test_a_hub_that_does_not_tick_is_told_although_its_pulse_is_fresh() -> None:
    watched = Watched().wait(300)
    watched.more["next_deadline"] = watched.now + timedelta(seconds=10)
    assert 330 <= only(watched.wait(120), "the hub is stuck") <= 300 + 10 + 40


def test_one_pulse_of_a_hub_that_was_held_by_its_card_is_no_trouble() -> None:
    watched = Watched().wait(300)
    watched.more["next_deadline"] = watched.now + timedelta(seconds=1)
    watched.beats = False
    watched.wait(25)
    watched.beats = True
    watched.look()
    watched.more["next_deadline"] = None
    assert watched.wait(600).texts == []


def test_a_machine_that_was_suspended_blames_nobody() -> None:
    watched = Watched().wait(300)
    watched.pass_time(8 * 3600)
    watched.beats = False
    watched.look()
    watched.wait(15)
    watched.beats = True
    assert watched.wait(600).texts == []


def test_an_auditor_that_was_stopped_for_long_finds_a_hub_that_died_meanwhile() -> None:
    watched = Watched().wait(300).dies()
    watched.pass_time(3600)
    only(watched.wait(60), "the hub has stopped")


@pytest.mark.parametrize("seconds", [-10 * 3600, -90, 90, 10 * 3600, 4000 * 86400])
def test_a_clock_that_was_right_and_leaps_is_told_and_nothing_else_is(seconds: float) -> None:
    watched = Watched().wait(300).leaps(seconds)
    assert only(watched.wait(WITHIN), "its clock was wrong by", "Alarms still go out") <= 300 + WITHIN
    watched.wait(3000)
    assert [("over" in body) for body in watched.said()] == [False, True]


def test_a_clock_that_is_set_for_the_first_time_is_what_everybody_waited_for() -> None:
    watched = Watched()
    watched.vouched = False
    watched.memory = judge.start(watched.seen())
    watched.wait(120).leaps(86400 * 200).wait(10)
    watched.vouched = True
    assert watched.wait(3600).texts == []


@pytest.mark.parametrize("seconds", [-3 * 3600, 3 * 3600])
def test_a_hub_whose_time_is_not_the_machines_is_told(seconds: float) -> None:
    watched = Watched().wait(300)
    watched.hub_ahead = seconds
    assert only(watched.wait(WITHIN), "its clock was wrong by 3 h") <= 300 + WITHIN
    assert watched.wait(3000).texts[1:] == []
    watched.hub_ahead = 0.0
    assert "over" in watched.wait(300).said()[1]


def test_a_hub_without_internet_after_a_power_cut_is_not_blamed_for_its_clock_at_once() -> None:
    watched = Watched()
    watched.vouched, watched.hub_ahead = False, 2400.0
    watched.memory = judge.start(watched.seen())
    assert watched.wait(600).texts == []
    only(watched.wait(600), "its clock was wrong by 40 min")


@pytest.mark.parametrize("seconds", [-10 * 3600, 10 * 3600])
def test_a_leap_makes_nobody_blind(seconds: float) -> None:
    watched = Watched().wait(300).leaps(seconds).wait(10)
    watched.texts.clear()
    watched.dies().wait(WITHIN)
    assert any("the hub has stopped" in body for body in watched.said())


def test_a_pulse_of_the_future_ages_like_any_other() -> None:
    watched = Watched()
    watched.hub_ahead = 400 * 86400.0
    watched.wait(300).texts.clear()
    watched.dies().wait(WITHIN)
    assert any("the hub has stopped" in body for body in watched.said())


def test_a_store_that_cannot_be_read_is_told_and_a_moment_of_it_is_not() -> None:
    watched = Watched().wait(300)
    watched.unreadable = "another program holds it"
    watched.wait(10)
    watched.unreadable = ""
    assert watched.wait(300).texts == []
    watched.unreadable = "the disk or card reports an error"
    only(watched.wait(WITHIN), "what the hub keeps cannot be read", "Alarms still go out")


def test_a_full_disk_is_told() -> None:
    watched = Watched().wait(300)
    watched.free = 10 * 2**20
    only(watched.wait(WITHIN), "the hub's disk is full")


def test_nothing_is_said_of_a_service_that_has_ended() -> None:
    watched = Watched(home(home=HomeSettings(service="ended"))).wait(60)
    watched.free, watched.hub_ahead = 0, 10000.0
    assert watched.dies().wait(7200).texts == []


def test_what_flaps_does_not_fill_a_phone() -> None:
    watched = Watched().wait(60)
    for pid in range(100, 172):
        watched.dies().wait(60)
        watched.lives(pid).wait(240)
    hours = 72 * 300 / 3600
    assert len(watched.texts) <= 6 + 2 * hours, watched.said()


def test_the_store_of_a_quiet_home_is_opened_once_a_minute_and_of_a_busy_one_at_each_look() -> None:
    watched = Watched().wait(300)
    looks = []
    for _ in range(120):
        watched.wait(5)
        looks.append(watched.memory.looked)
    assert len(set(looks)) in (10, 11)
    watched.calls(pressed(watched.now, until=timedelta(hours=1)))
    watched.wait(10)
    for _ in range(10):
        watched.wait(5)
        assert watched.memory.looked == watched.boot


def test_healthy_means_that_it_was_seen_to_beat() -> None:
    watched = Watched()
    assert not judge.healthy(watched.memory, BOUNDS), "a first pulse may be an old one"
    assert judge.healthy(watched.wait(5).memory, BOUNDS)
    assert not judge.healthy(watched.freezes().wait(20).memory, BOUNDS)
    assert not judge.healthy(watched.lives().wait(20).stops().wait(5).memory, BOUNDS)


def test_a_pulse_of_today_can_be_read_by_its_type() -> None:
    """An older hub's pulse lacks what is new: its last word, and whose it is."""
    pulse = Pulse(pid=1, at=BEGAN)
    assert (pulse.stopped, pulse.hub, pulse.urgent) == (False, "", False)
    assert Stored().usual is None
