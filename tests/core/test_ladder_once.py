"""A person on two rungs is asked once in a round, and limits on texts never keep a danger to life from anybody."""

from datetime import timedelta

from msgspec import structs

from detectors import parts
from hub.model.effects import Recorded, Refused
from hub.model.events import Reported, Said, SettingsChanged
from hub.model.household import OneOff, Rung
from tests.core.samples import ANNA, BEN, CLEO, settings
from tests.core.test_ladder import MINUTES, PRESS, Night, alarms

TWO, THREE = timedelta(minutes=2), timedelta(minutes=3)


def rung(*tell: str, wait: timedelta = TWO, repeat: int = 1) -> Rung:
    return Rung(tell=tell, wait=wait, repeat=repeat)


def asked(*rungs: Rung, until: float = 5.5) -> list[tuple[int, str]]:
    return alarms(Night(ladder=rungs).until(until))


def test_a_second_rung_asks_only_whom_no_rung_before_asked() -> None:
    found = asked(rung("anna"), rung("anna", "ben"), rung("anna", "ben", "cleo"))
    assert found == [(0, "anna"), (2, "ben"), (4, "cleo")]


def test_a_rung_whose_people_were_asked_already_is_passed_at_once() -> None:
    assert asked(rung("anna"), rung("anna"), rung("ben")) == [(0, "anna"), (2, "ben"), (4, "anna")]


def test_a_repeat_is_meant_also_for_those_who_were_asked_on_a_rung_before() -> None:
    found = asked(rung("anna"), rung("anna", repeat=3), rung("ben"), until=6.5)
    assert found == [(0, "anna"), (2, "anna"), (4, "anna"), (6, "ben")]


def test_a_repeat_asks_everybody_on_its_rung() -> None:
    found = asked(rung("anna"), rung("anna", "ben", repeat=2), until=5)
    assert found == [(0, "anna"), (2, "ben"), (4, "anna"), (4, "ben")]


def test_the_round_that_ends_with_such_a_rung_is_over_and_the_next_begins() -> None:
    found = asked(rung("anna"), rung("ben"), rung("anna", "ben", wait=timedelta(minutes=30)), until=13)
    assert found == [(0, "anna"), (2, "ben"), (4, "anna"), (6, "ben")]


def test_later_rounds_do_not_follow_each_other_at_once() -> None:
    """From the second round on the wait of a last rung is a pause, so that nobody is flooded."""
    night = Night(ladder=(rung("anna"), rung("anna", wait=timedelta(minutes=30))))
    assert alarms(night.until(70)) == [(0, "anna"), (2, "anna"), (34, "anna"), (66, "anna")]


def test_of_each_incident_and_in_each_round_a_person_is_asked() -> None:
    night = Night(parts, ladder=(rung("anna"), rung("anna", "ben")))
    night(Reported(at=PRESS + MINUTES, source="zigbee2mqtt", name="leak", said=(Said("leak", True),)))
    assert alarms(night.until(3.5)) == [(0, "anna"), (1, "anna"), (2, "ben"), (3, "ben")]


def test_who_is_near_a_fire_and_on_a_later_rung_is_asked_once() -> None:
    night = Night(parts, ladder=(rung("ben"), rung("anna"), rung("cleo")))
    first = len(night.texts)
    night(Reported(at=PRESS, source="zigbee2mqtt", name="smoke", said=(Said("smoke", True),)))
    night.until(3.5)
    smoke = [(int((t.at - PRESS) / MINUTES), t.to) for t in night.texts[first:] if "FIRE" in t.body]
    assert smoke == [(0, "ben"), (0, "anna"), (2, "cleo")]


def test_one_whom_no_text_reached_is_asked_by_a_later_rung() -> None:
    ladder = (rung("anna", "ben"), rung("cleo"), rung("ben"))
    night = Night(ladder=ladder)
    ben = next(t.key for t in night.texts if t.to == "ben")
    night.receipt(0.5, Refused(because="no credit", fault="credit"), ben)
    assert (2, "ben") in alarms(night.until(3))


def test_words_about_who_is_next_pass_over_those_who_were_asked() -> None:
    night = Night(ladder=(rung("anna"), rung("anna", wait=timedelta(minutes=9)), rung("ben"), rung("cleo")))
    assert "Ben is asked at 03:02" in night.texts[0].body
    night.until(2.5)
    assert "Cleo is asked at 03:04" in night.texts[1].body


def test_words_about_who_is_next_name_only_those_whose_hours_cover_it() -> None:
    ben = structs.replace(BEN, hours="daily 08:00-18:00")
    ladder = (rung("anna"), rung("ben"), rung("ben", "cleo"))
    assert "Cleo is asked at 03:02" in Night(contacts=(ANNA, ben, CLEO), ladder=ladder).texts[0].body


def test_a_changed_ladder_is_climbed_past_those_who_were_asked_but_not_at_a_new_number() -> None:
    night = Night(ladder=(rung("anna"), rung("ben", wait=timedelta(minutes=20))))
    night.until(3)
    other = structs.replace(BEN, phone="+447700900555")
    changed = settings(contacts=(ANNA, other, CLEO), ladder=(rung("anna", "ben"), rung("cleo")))
    night(SettingsChanged(at=PRESS + 3 * MINUTES, settings=changed))
    assert alarms(night.until(5.5)) == [(0, "anna"), (2, "ben"), (3, "ben"), (5, "cleo")]
    assert night.texts[2].number == "+447700900555"


def test_a_swap_written_down_meanwhile_asks_at_once() -> None:
    ben = structs.replace(BEN, hours="daily 08:00-18:00")
    home = {"contacts": (ANNA, ben), "ladder": (rung("anna"), rung("ben"))}
    night = Night(**home)
    assert alarms(night.until(2.5)) == [(0, "anna"), (2, "anna")]
    swap = OneOff(contact=ben.id, since="2026-01-14 03:00", until="2026-01-14 08:00", asked=True)
    night(SettingsChanged(at=PRESS + 3 * MINUTES, settings=settings(**home, rota=(swap,))))
    assert (3, "ben") in alarms(night.until(4))


def test_after_a_holder_fell_silent_all_are_asked_anew() -> None:
    night = Night(ladder=(rung("anna", "ben"), rung("ben", wait=THREE))).reply(1, ANNA.phone, "1")
    assert alarms(night.until(22)) == [(0, "anna"), (0, "ben"), (21, "ben")]


# limits on texts


def flooded(night: Night, number: str, at: float) -> Night:
    """As if twenty texts had gone to a number within the last hour."""
    facts = night.state.facts
    texted = {**facts.texted, number: (PRESS + at * MINUTES,) * 20}
    night.state = structs.replace(night.state, facts=structs.replace(facts, texted=texted))
    return night


def leak(night: Night, at: float) -> Night:
    return night(Reported(at=PRESS + at * MINUTES, source="zigbee2mqtt", name="leak", said=(Said("leak", True),)))


def test_a_danger_to_life_is_told_whatever_the_limit() -> None:
    night = flooded(Night(ladder=(rung("anna"), rung("ben"))), BEN.phone or "", 0)
    assert alarms(night.until(2.5)) == [(0, "anna"), (2, "ben")]
    again = flooded(night, ANNA.phone or "", 3)
    assert (4, "anna") in alarms(again.until(5))


def test_other_alarms_keep_the_limit_in_every_round_and_say_so() -> None:
    night = Night(parts, ladder=(rung("anna"), rung("ben"))).reply(0.5, ANNA.phone, "all ok")
    before = len(night.texts)
    leak(flooded(flooded(night, ANNA.phone or "", 1), BEN.phone or "", 1), 1)
    assert [t for t in alarms(night.until(60)) if t[0] >= 1][before:] == []
    assert [e.because for e in night.effects if isinstance(e, Recorded) and e.what == "not texted: Anna"]
    assert [to for minute, to in alarms(night.until(75)) if minute > 60][:2] in (["anna", "ben"], ["ben", "anna"])


def test_a_danger_to_life_in_the_same_text_lifts_the_limit() -> None:
    night = leak(Night(parts, ladder=(rung("anna"), rung("ben"))), 0.5)
    night.until(3)
    assert (4, "anna") in alarms(flooded(night, ANNA.phone or "", 3).until(4.5))


def texted_lately(night: Night, number: str, at: float) -> Night:
    """As if the number had a text about other incidents at that minute."""
    facts = night.state.facts
    summed = {**facts.summed, number: PRESS + at * MINUTES}
    night.state = structs.replace(night.state, facts=structs.replace(facts, summed=summed))
    return night


def test_who_never_heard_of_a_danger_to_life_is_told_though_they_had_a_text_lately() -> None:
    ben = structs.replace(BEN, hours="daily 03:05-18:00")
    night = Night(contacts=(ANNA, ben), ladder=(rung("anna"), rung("ben")))
    assert {to for _, to in alarms(texted_lately(night, BEN.phone or "", 4).until(7.5))} == {"anna"}
    assert (8, "ben") in alarms(night.until(9))


def test_of_other_alarms_they_hear_ten_minutes_later() -> None:
    ben = structs.replace(BEN, hours="daily 03:05-18:00")
    home = {"contacts": (ANNA, ben), "ladder": (rung("anna"), rung("ben"))}
    night = leak(Night(parts, **home).reply(0, ANNA.phone, "all ok"), 0)
    alarmed = [minute for minute, to in alarms(texted_lately(night, BEN.phone or "", 4).until(30)) if to == "ben"]
    assert 14 <= alarmed[0] <= 18
