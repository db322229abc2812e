"""Which ladder an incident climbs, that it keeps it, and what is remembered of why."""

from typing import Any

import pytest
from msgspec import json, structs

from detectors import parts
from hub.core.ladder_choice import choose, next_reached, what_for
from hub.core.ladder_next import next_words
from hub.core.state import State
from hub.model.effects import Recorded
from hub.model.events import Reported, Said, SettingsChanged
from hub.model.household import Ladder, OneOff, Rung
from hub.model.ids import RoomId
from hub.model.incidents import Incident, Place
from tests.core.samples import ANNA, BEN, CLEO, at, home, incident, settings
from tests.core.test_ladder import PRESS, Night, alarms

CLEO_FIRST = (Rung(tell=("cleo",)), Rung(tell=("anna",)))


def ladder(name: str = "other", **meant: Any) -> Ladder:
    return Ladder(name=name, rungs=CLEO_FIRST, **meant)


def chosen(of: Incident, *ladders: Ladder, sure: bool = True) -> str:
    return choose(of, home(ladders=ladders), at("10:00"), sure=sure).name


@pytest.mark.parametrize(
    ("meant", "taken"),
    [
        ({"classes": ("life",)}, True),
        ({"classes": ("urgent", "technical")}, False),
        ({"kinds": ("fall", "help")}, True),
        ({"kinds": ("flood",)}, False),
        ({"rooms": (RoomId("kitchen"), RoomId("hall"))}, True),
        ({"rooms": (RoomId("bedroom"),)}, False),
        ({"hours": "daily 09:00-18:00"}, True),
        ({"hours": "daily 22:00-07:00"}, False),
        ({"kinds": ("help",), "rooms": (RoomId("hall"),), "hours": "wed 10:00-10:01"}, True),
        ({"kinds": ("help",), "rooms": (RoomId("bedroom"),), "hours": "wed 10:00-10:01"}, False),
    ],
)
def test_all_that_a_ladder_names_must_hold(meant: dict[str, Any], taken: bool) -> None:
    assert chosen(incident("help", room=RoomId("hall")), ladder(**meant)) == ("other" if taken else "")


def test_what_is_in_no_room_takes_no_ladder_of_a_room() -> None:
    assert chosen(incident("help"), ladder(rooms=(RoomId("hall"),))) == ""


def test_the_first_that_is_meant_for_it_is_taken() -> None:
    first, second = ladder("first", kinds=("help",)), ladder("second", classes=("life",))
    assert chosen(incident("help"), first, second) == "first"
    assert chosen(incident("help"), second, first) == "second"
    assert chosen(incident("flood"), first, second) == ""


def test_while_nobody_vouches_for_the_hour_no_ladder_of_hours_is_taken() -> None:
    by_hour, by_kind = ladder("hour", hours="daily 09:00-18:00"), ladder("kind", kinds=("help",))
    assert chosen(incident("help"), by_hour, by_kind) == "hour"
    assert chosen(incident("help"), by_hour, by_kind, sure=False) == "kind"
    assert "nobody vouches" in choose(incident("help"), home(ladders=(by_hour,)), at("10:00"), sure=False).because


def test_what_a_ladder_is_for_is_said_as_people_say_it() -> None:
    whole = ladder(classes=("life",), kinds=("help", "fall"), rooms=(RoomId("hall"),), hours="daily 22:00-07:00")
    assert what_for(whole, home()) == "life; help, fall; Hall; daily 22:00-07:00"


def test_an_incident_of_a_store_without_ladders_climbs_the_default_one() -> None:
    old = incident()
    assert b"ladder" not in json.encode(old)
    assert home(ladders=(ladder(kinds=("help",)),)).rungs(old) == settings().ladder


def test_an_incident_whose_ladder_is_gone_climbs_the_default_one() -> None:
    assert home().rungs(incident(ladder="gone")) == settings().ladder


def only(state: State) -> Incident:
    (open_,) = state.facts.open.values()
    return open_


def test_the_choice_is_remembered_and_said_why() -> None:
    night = Night(ladders=(ladder("night", hours="daily 22:00-07:00"),))
    assert alarms(night.until(3)) == [(0, "cleo"), (2, "anna")]
    assert only(night.state).ladder == "night"
    said = [e for e in night.effects if isinstance(e, Recorded) and e.what.startswith("ladder:")]
    assert [(e.what, e.because) for e in said] == [
        ("ladder: night", "the first that is meant for it: daily 22:00-07:00")
    ]


def test_it_keeps_its_ladder_when_the_hour_changes() -> None:
    night = Night(ladders=(ladder("night", hours="daily 22:00-03:01"),))
    assert [to for _, to in alarms(night.until(60))] == ["cleo", "anna"] * (len(night.texts) // 2)
    assert "ben" not in {to for _, to in alarms(night.until(60))}


def test_one_who_coordinates_is_alone_if_nobody_else_is_on_the_incidents_own_ladder() -> None:
    alone = Ladder(name="cleo", kinds=("help",), rungs=(Rung(tell=("cleo",)),))
    night = Night(ladders=(alone,)).reply(1, "+447700900333", "1")
    assert only(night.state).state == "acknowledged"
    both = structs.replace(alone, rungs=CLEO_FIRST)
    night = Night(ladders=(both,)).reply(1, "+447700900333", "1")
    assert only(night.state).state == "raised"


def test_a_ladder_that_is_taken_out_while_it_is_held_is_chosen_anew_when_the_holder_falls_silent() -> None:
    night = Night(ladders=(ladder("night", kinds=("help",)),)).reply(1, "+447700900333", "3")
    assert only(night.state).state == "with_resident"
    night(SettingsChanged(at=PRESS.replace(minute=5), settings=settings()))
    texts = alarms(night.until(90))
    assert only(night.state).ladder == ""
    assert (66, "anna") in texts
    assert (68, "ben") in texts


# the own ladder is silent at this hour, and another is not


def by_day_and_night(**hours: str) -> dict[str, Any]:
    contacts = tuple(structs.replace(c, hours=hours.get(c.id)) for c in (ANNA, BEN, CLEO))
    night = Ladder(name="night", hours="daily 03:05-06:00", rungs=(Rung(tell=("ben",)), Rung(tell=("cleo",))))
    return {"contacts": contacts, "ladder": (Rung(tell=("anna",)),), "ladders": (night,)}


def test_a_ladder_that_falls_silent_gives_way_to_that_of_the_hour() -> None:
    night = Night(**by_day_and_night(anna="daily 00:00-03:05"))
    assert alarms(night.until(11)) == [(0, "anna"), (2, "anna"), (6, "ben"), (8, "cleo")]
    assert only(night.state).ladder == "night"
    assert "nobody on its own ladder may be asked at this hour" in {e.because for e in records(night)}


def test_it_does_not_give_way_while_anybody_on_it_may_be_asked() -> None:
    night = Night(**by_day_and_night())
    assert {to for _, to in alarms(night.until(60))} == {"anna"}


def test_if_both_are_silent_life_asks_its_own_in_spite_of_their_hours() -> None:
    asleep = "daily 12:00-13:00"
    night = Night(**by_day_and_night(anna="daily 00:00-03:05", ben=asleep, cleo=asleep))
    assert {to for _, to in alarms(night.until(60))} == {"anna"}
    assert only(night.state).ladder == ""


def test_who_waits_for_hours_waits_for_the_first_ladder_on_which_anybody_is_asked() -> None:
    leak = incident("flood", state="raised")
    asked = home(**by_day_and_night(anna="daily 08:00-18:00", ben="daily 12:00-13:00", cleo="daily 03:20-05:00"))
    assert next_reached(leak, asked, at("02:00")) == at("03:20")
    assert next_reached(leak, asked, at("04:00")) == at("04:00")
    assert next_reached(leak, asked, at("05:30")) == at("08:00")
    assert next_reached(leak, asked, at("06:30")) == at("08:00")


def test_a_hundred_changes_without_anybody_are_not_looked_through() -> None:
    nobody = tuple(OneOff(contact=c.id, since="2026-01-01", until="2026-12-31", asked=False) for c in (ANNA, BEN, CLEO))
    asked = home(**by_day_and_night(), rota=nobody)
    found = next_reached(incident("flood"), asked, at("02:00"))
    assert at("02:00", 14) < found <= at("02:00", 366)


def test_words_about_who_is_next_follow_the_ladder_of_that_hour() -> None:
    asked = home(**by_day_and_night(anna="daily 00:00-03:05"))
    raised = incident("flood", place=Place(since=at("03:04"), until=at("03:06")))
    assert next_words(raised, asked) == "Ben is asked at 03:06"
    late = incident("flood", place=Place(since=at("06:00"), until=at("06:10")))
    assert next_words(late, asked) == "Anna is asked at 00:00"


def records(night: Night) -> list[Recorded]:
    return [e for e in night.effects if isinstance(e, Recorded)]


def test_an_opening_within_the_wait_is_not_slept_through() -> None:
    soon = "daily 03:01-06:00"
    contacts = tuple(structs.replace(c, hours=soon) for c in (ANNA, BEN, CLEO))
    night = Night(parts, contacts=contacts).reply(0, ANNA.phone, "all ok")
    night(Reported(at=PRESS, source="zigbee2mqtt", name="leak", said=(Said("leak", True),)))
    assert (1, "anna") in alarms(night.until(1.5))
