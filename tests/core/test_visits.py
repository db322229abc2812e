"""Care visits as people meet them: what a reply means, what is texted, what is kept, what `check` asks."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from msgspec import structs

from hub.core import gsm, visit_lines, visit_words, wording, wording_visits
from hub.core.home import Home
from hub.core.ladder_choice import choose
from hub.core.languages import find
from hub.core.replies import Reply
from hub.core.speech import Speaker
from hub.core.state import CareVisit, Facts, World
from hub.core.turn import Turn
from hub.core.visits import under_way
from hub.model.household import Contact, Ladder, Resident, Rung, Visit
from hub.model.household import Home as HomeTable
from hub.model.ids import ContactId
from hub.model.incidents import Incident
from hub.settings import warnings
from hub.settings.visits import doubts
from tests.core.samples import ANNA, BEN, MARY, at, home, incident, settings, told
from tests.core.test_wording import one_part, references, words

NOW = at("09:40")
VISIT = Visit(id="morning", name="Morning care", hours="daily 08:00-09:00", agency="Bright Care", depends=True)
AGENCY = Ladder(name="Bright Care", kinds=("late visit",), rungs=(Rung(tell=("ben",)),))
LATE: dict[str, Any] = {"visit": "morning", "because": "Morning care (08:00-09:00) not seen by 09:30"}


def with_visits(*visits: Visit, ladders: tuple[Ladder, ...] = (AGENCY,), **other: Any) -> Home:
    return home(visits=visits or (VISIT,), ladders=ladders, **other)


def turn_of(facts: Facts | None = None) -> Turn:
    return Turn(with_visits(), facts or Facts(), World(sure=True), NOW, "e", 1)


# what a reply means

MADE = ["2", "2 K7", "K7 2", "2.", "made", "it was made", "Visit made", "the visit was made K7", "been",
        "carer has been", "she's been and gone", "2 made", "yes it was made", "Mae hi wedi bod"]  # fmt: skip
NOT_MADE = ["1", "3", "not made", "was it made?", "2 mins", "2 of us are here", "cannot", "can't", "it was not made",
            "", "made a mistake", "nobody has been", "I have made tea", "22"]  # fmt: skip


@pytest.mark.parametrize("text", MADE)
def test_it_was_made(text: str) -> None:
    asked = incident("late visit", **LATE, told=(told(BEN, at("09:30")),))
    assert visit_words.read(turn_of(), text, asked, "ben", Reply("K7", None)).outcome == "visit made"


@pytest.mark.parametrize("text", NOT_MADE)
def test_what_does_not_say_so_changes_nothing(text: str) -> None:
    asked = incident("late visit", **LATE, told=(told(BEN, at("09:30")),))
    reply = Reply("K7", "cannot")
    assert visit_words.read(turn_of(), text, asked, "ben", reply) is reply


def test_two_says_so_only_to_whoever_was_asked_that() -> None:
    """Who was asked whether they go says with 2 that they cannot: an urgent visit must not end by that."""
    reply, late, since = Reply(None, "cannot"), told(BEN, at("09:30")), told(ANNA, at("11:00"), 2)
    asked = incident("late visit", **LATE, told=(late,))
    urgent = incident("missed visit", **LATE, told=(late, since), raised=at("11:00"))
    both = structs.replace(urgent, told=(late, since, told(BEN, at("11:05"), 3)))
    cases = [
        (asked, "ben", True),
        (asked, "anna", False),
        (urgent, "ben", True),
        (urgent, "anna", False),
        (both, "ben", False),
    ]
    for about, who, made in cases:
        assert (visit_words.read(turn_of(), "2", about, who, reply).outcome == "visit made") == made
    assert visit_words.read(turn_of(), "been", urgent, "anna", reply) is reply
    assert visit_words.read(turn_of(), "the visit was made", urgent, "anna", reply).outcome == "visit made"


@pytest.mark.parametrize("kind", ["help", "fall", "inactivity", "technical"])
def test_of_anything_else_it_says_nothing(kind: str) -> None:
    reply = Reply(None, "cannot")
    assert visit_words.read(turn_of(), "2", incident(kind, told=(told(BEN, at("09:30")),)), "ben", reply) is reply
    assert visit_words.read(turn_of(), "2", None, "ben", reply) is reply


# the ladder, and what is texted


def test_a_late_visit_climbs_its_agencys_ladder_and_a_missed_one_the_homes() -> None:
    other = Ladder(name="Other", kinds=("late visit",), rungs=(Rung(tell=("anna",)),))
    lived = with_visits(ladders=(other, AGENCY))
    assert choose(incident("late visit", **LATE), lived, NOW, sure=True).name == "Bright Care"
    assert choose(incident("late visit", **LATE), lived, NOW, sure=False).name == "Bright Care"
    assert choose(incident("missed visit", **LATE), lived, NOW, sure=True).name == ""


def speakers(lived: Home) -> Iterator[Speaker]:
    yield from (Speaker(lived, find(tag)) for tag in ("en-GB", "cy"))


def texts(lived: Home, late: Incident, visit: Visit | None) -> Iterator[str]:
    for to in speakers(lived):
        yield wording.alarm(to, late, NOW, "Carol is asked at 09:45.")
        yield wording_visits.noted(to, late, NOW, visit)
        yield wording_visits.not_understood(to, late)
        yield wording_visits.ended(to, late, NOW, "Morning care came at 10:05: Carer's tag was near")


def test_texts_with_ordinary_data() -> None:
    late = incident("late visit", **LATE)
    asked, thanked, again, ended = list(texts(with_visits(), late, VISIT))[:4]
    assert asked == (
        "CareHub 09:40: Mary S, 12 Elm Rd. Morning care (08:00-09:00) not seen by 09:30. Carol is asked at 09:45. "
        "Reply 1 if somebody comes, 2 if it was made. K7"
    )
    assert thanked == "CareHub 09:40: thank you. Noted: somebody comes to Mary S. Reply 2 if Morning care was made. K7"
    assert again == "CareHub: not understood, nothing was changed. Reply 1 if somebody comes, 2 if it was made. K7"
    assert ended == "CareHub 09:40: Mary S. Morning care came at 10:05: Carer's tag was near. K7"


@tuned(deadline=None)
@given(name=words, visit=words, because=words, code=references)
def test_texts_with_the_longest_and_strangest_words(name: str, visit: str, because: str, code: str) -> None:
    lived = with_visits(residents=(Resident(id=MARY.id, name=name or "M", address_hint=name),))
    late = incident("late visit", visit="morning", because=because * 3, reference=code)
    for text in texts(lived, late, structs.replace(VISIT, name=visit)):
        one_part(text)
        assert text.endswith(code)


def test_a_reason_is_never_cut_to_its_opposite() -> None:
    """With a long name the reason is cut: what is left must not say that a sensor works."""
    lived = with_visits(residents=(structs.replace(MARY, name="Margaret Featherstonehaugh-Smith"),))
    because = "Morning care (08:00-09:00) could not be seen: no word from Front door"
    text = wording.alarm(next(speakers(lived)), incident("late visit", visit="morning", because=because), NOW, "")
    assert "could not be seen" in text and "is not." not in text
    assert gsm.fits(text)


# what is kept


@pytest.mark.parametrize(
    ("known", "line"),
    [
        (None, "nothing known yet"),
        (CareVisit(at=at("08:22"), step="seen", came=at("08:12"), sure=True), "seen since 08:12"),
        (CareVisit(at=at("08:45"), step="ended", came=at("08:12"), left=at("08:40"), sure=True), "seen 08:12 to 08:40"),
        (CareVisit(at=at("08:45"), step="seen", came=at("08:12"), left=at("08:40")),
         "seen 08:12 to 08:40 (by door and movement)"),
        (CareVisit(at=at("09:30"), step="late"), "not seen, its agency is asked"),
        (CareVisit(at=at("09:30"), step="unseen"), "could not be seen, its agency is asked"),
        (CareVisit(at=at("11:00", -1), step="missed"), "missed on 13 Jan"),
        (CareVisit(at=at("09:35"), step="said", by="Carol"), "made, somebody says"),
    ],
)  # fmt: skip
def test_a_line_for_each_visit(known: CareVisit | None, line: str) -> None:
    facts = Facts(visits={"morning": known} if known is not None else {})
    assert visit_lines.lines(facts, with_visits(), NOW) == {"Morning care": line}


def test_a_carer_who_was_never_heard_to_go_is_not_there_for_ever() -> None:
    assert under_way(turn_of(Facts(callers={"door": NOW - timedelta(hours=2)})))
    assert not under_way(turn_of(Facts(callers={"door": NOW - timedelta(hours=13)})))
    assert not under_way(turn_of())


# what `check` asks


def asked_by_check(**other: Any) -> str:
    whole = {"visits": (VISIT,), "ladders": (AGENCY,), **other}
    return " ".join(f"{says} {do}" for says, do in doubts(settings(**whole)))


def test_check_asks_for_a_tag_where_it_matters() -> None:
    assert "a neighbour who calls may be taken for it" in asked_by_check()
    assert "others move here" in asked_by_check(home=HomeTable(others="visitors"))
    assert asked_by_check(visits=(structs.replace(VISIT, depends=False),)) == ""


def test_check_does_not_look_for_an_agency_at_the_door() -> None:
    """Its desk sends somebody: that it cannot attend is no doubt, that only one name is on its ladder is one."""
    asked = " ".join(
        warnings(settings(visits=(VISIT,), ladders=(structs.replace(AGENCY, rungs=(Rung(tell=("cleo",)),)),)))
    )
    assert 'Only one name stands on the ladder "Bright Care"' in asked
    assert 'Nobody on the ladder "Bright Care" can attend' not in asked
    alarms = structs.replace(AGENCY, kinds=("flood",), rungs=(Rung(tell=("cleo",)),))
    assert 'Nobody on the ladder "Bright Care" can attend' in " ".join(warnings(settings(ladders=(alarms,))))


def test_check_asks_who_is_told_when_it_is_late() -> None:
    by_day = Contact(id=ContactId("ben"), name="Ben", phone=BEN.phone, hours="mon-fri 10:00-18:00")
    asked = asked_by_check(contacts=(ANNA, by_day), visits=(structs.replace(VISIT, depends=False),))
    assert (
        'Nobody on the ladder "Bright Care" is asked when "Morning care" is late (Mon and 6 more times a week)' in asked
    )
    later = structs.replace(by_day, hours="mon-fri 09:00-18:00")
    weekends = asked_by_check(contacts=(ANNA, later), visits=(structs.replace(VISIT, depends=False),))
    assert "(Sat and 1 more times a week)" in weekends
