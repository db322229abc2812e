"""Every text fits into one part, keeps what must be replied and its reference, and reads sensibly at night."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from msgspec import structs

from hub.core import (
    gsm,
    languages,
    wording,
    wording_accepted,
    wording_daily,
    wording_late,
    wording_readiness,
)
from hub.core.home import Home
from hub.core.how_it_is import HowItIs
from hub.core.languages import find
from hub.core.speech import Speaker
from hub.model.household import Centre, Device, Resident, Room
from hub.model.ids import DeviceId, IncidentId, ResidentId, RoomId
from hub.model.incidents import Evidence, Holder, Incident, Place, State
from hub.model.kinds import KINDS
from tests.core.samples import MARY, at, home, incident

GOLDEN = {
    tag: f"golden_texts{'' if tag == 'en' else f'_{tag}'}.txt"
    for tag in sorted(path.stem for path in Path(languages.__file__).parent.glob("[a-z]*.py"))
}
"""Each language, and the file of its texts with ordinary data."""
EVERY = pytest.mark.parametrize("tag", GOLDEN)
REWRITE = "CAREHUB_REWRITE_GOLDEN"
NOW = at("08:30")
THEN = "Ben and Cleo are asked at 08:32."
CENTRE = Centre(url="mqtts://centre.example:8883")

ORDINARY: dict[str, dict[str, Any]] = {
    "help": {"device": DeviceId("pendant")},
    "fall": {"because": "Bedroom radar reports a fall", "device": DeviceId("radar"), "room": RoomId("bedroom")},
    "smoke": {"because": "Hall smoke alarm reports smoke", "device": DeviceId("smoke"), "room": RoomId("hall")},
    "carbon monoxide": {"because": "unknown device 0x00158d0001 reports carbon monoxide", "device": DeviceId("0x1")},
    "gas": {"because": "Hall smoke alarm reports gas", "device": DeviceId("smoke"), "room": RoomId("hall")},
    "heat": {"because": "Hall smoke alarm reports heat", "device": DeviceId("smoke"), "room": RoomId("hall")},
    "flood": {"because": "Kitchen leak sensor reports water", "device": DeviceId("leak"), "room": RoomId("kitchen")},
    "inactivity": {"because": "no movement since 04:30 (limit 4 h)", "room": RoomId("bedroom")},
    "one room only": {"because": "since 12:30: may be stuck, or a faulty sensor",
                      "room": RoomId("bathroom")},
    "wandering": {"because": "Front door opened at 02:10, nobody seen inside for 5 min after it",
                  "room": RoomId("hall"), "device": DeviceId("front")},
    "no return": {"because": "out since 14:05, usually back by 17:00"},
    "bed left at night": {"because": "up at 02:10, nothing moves since 02:12", "room": RoomId("bathroom")},
    "missed visit": {"because": "Morning care (08:00-09:00) not seen by 11:00"},
    "late visit": {"because": "Morning care (08:00-09:00) not seen by 09:30"},
    "life-saving fault": {"because": "Mary S's help button has not been heard since 04:12", "life_saving": True,
                          "device": DeviceId("pendant")},
    "wandering inside": {"because": "12 changes of room in 30 min", "room": RoomId("kitchen")},
    "left on": {"because": "Cooker is on since 17:40, nobody there since 17:55",
                       "device": DeviceId("cooker"), "room": RoomId("kitchen")},
    "very cold home": {"because": "no room is above 12 degrees since 02:10; Bedroom: 11.5"},
    "very hot home": {"because": "no room is below 35 degrees since 14:10; Bedroom: 35.5"},
    "cold home": {"because": "Kitchen is below 16 degrees since 02:10, now 14.2"},
    "hot home": {"because": "Kitchen is above 30 degrees since 14:10, now 31.4"},
    "damp home": {"because": "Bathroom is damp since 08:10 on 11 Jan: humidity 82 % on average (limit 70 %)"},
    "appliance left on": {"because": "Iron is on since 10:40, nobody there since 10:55"},
    "not used": {"because": "no use of Fridge door or Kettle by 10:30, usually by 08:10"},
    "bathroom at night": {"because": "7 visits to the bathroom last night, usually 2"},
    "up at night": {"because": "12 changes of room in 30 min"},
    "routine change": {"because": "up 3 times a night this week, usually once"},
    "movement while away": {"because": "Kitchen motion saw somebody at 03:20, and nobody should be at home"},
    "technical": {"because": "the battery of Hall motion is low (9 %)", "reference": ""},
}  # fmt: skip
LIFE_SAVING = {"because": "Mary S's help button has not been heard since 04:12", "life_saving": True}


def to(lived: Home, tag: str = "en-GB") -> Speaker:
    """Whoever speaks to somebody of that language."""
    return Speaker(lived, find(tag))


def ordinary(kind: str, **other: Any) -> Incident:
    return incident(kind, **{"because": "Mary's pendant pressed", **ORDINARY[kind], **other})


def second_round(of: Incident) -> Incident:
    return structs.replace(of, place=Place(round=2, since=NOW, until=at("08:40")))


def ordinary_texts(tag: str) -> Iterator[tuple[str, str]]:
    """Every text with ordinary data, under the name of the function that makes it."""
    lived, help_ = home(residents=(structs.replace(MARY, needs=("hard of hearing", "dog")),)), ordinary("help")
    anna = to(lived, tag)
    then = wording.asked_next(anna, ("ben", "cleo"), at("08:32"))
    for kind in KINDS:
        if KINDS[kind].grave in ("life", "urgent") or KINDS[kind].asked_once:
            yield f"alarm, {kind}", wording.alarm(anna, ordinary(kind), NOW, then)
    yield (
        "alarm, smoke, where there is a centre",
        wording.alarm(to(home(centre=CENTRE), tag), ordinary("smoke"), NOW, then),
    )
    yield "alarm, second round", wording.alarm(anna, second_round(help_), NOW, "")
    yield "alarm, second round, smoke", wording.alarm(anna, second_round(ordinary("smoke")), NOW, "")
    yield (
        "alarm, unknown button",
        wording.alarm(
            anna,
            ordinary("help", because="Help button pressed: unknown device 0x00158d", device=DeviceId("0x1")),
            NOW,
            then,
        ),
    )
    yield (
        "alarm, heard late",
        wording.alarm(
            anna, ordinary("help", because="Mary's pendant pressed at 00:47, heard 06:40", late=True), NOW, then
        ),
    )
    off = (Evidence(at=NOW, says="late: the hub was off from 00:47 to 06:40"),)
    yield "alarm, hub was off", wording.alarm(anna, ordinary("help", evidence=off, late=True), NOW, then)
    note = "Mary S's fall device has not been heard since 04:12."
    yield "alarm, with a note", wording.alarm(anna, ordinary("inactivity"), NOW, then, (note,))
    yield (
        "alarm, fault that nobody has owned",
        wording.alarm(anna, incident("technical", **LIFE_SAVING), NOW, then),
    )
    for does in ("is going", "is on the way, 20 min", "is there now", "cannot go after all",
                 "coordinates, but somebody must still go"):  # fmt: skip
        yield f"taken, {does}", wording.taken(anna, help_, NOW, "Anna", does)
    for says in ("again: Mary's pendant pressed", "Ben is going too", "Mary S says that all is well",
                 "Anna has not said whether they are still going; others are asked again"):  # fmt: skip
        yield "news", wording.news(anna, help_, NOW, says)
    states: tuple[State, ...] = ("acknowledged", "travelling", "with_resident")
    for state in states:
        yield f"question, {state}", wording.question(anna, structs.replace(help_, state=state), NOW, 5)
    for outcome in wording.OUTCOMES:
        by = "" if outcome in ("restored", "moving again", "service ended") else "Anna"
        ended = structs.replace(help_, outcome=outcome, closed_by=by)  # type: ignore[arg-type]
        yield f"closed, {outcome}", wording.closed(anna, ended, NOW)
    for kind in ("technical", "routine change", "movement while away", "cold home", "hot home", "damp home",
                 "appliance left on", "not used", "bathroom at night", "up at night"):  # fmt: skip
        yield f"notice, {kind}", wording.notice(anna, ordinary(kind), NOW)
    yield "notice, saves life", wording.notice(anna, incident("technical", **LIFE_SAVING), NOW)
    yield "restored", wording.restored(anna, ordinary("technical"), NOW)
    warm = wording.restored(anna, ordinary("cold home"), NOW, "Kitchen is warm again: 17.5 degrees")
    yield "restored, warm again", warm
    two = (help_, ordinary("inactivity", reference="T4", id=IncidentId("e-9")))
    yield "summary, two", wording.summary(anna, two, NOW)
    yield "choices, two", wording.choices(anna, two)
    yield "choices, none", wording.choices(anna, ())
    yield "since_then", wording.since_then(anna, "K7", at("08:12"), "helped", "Anna", NOW)
    yield (
        "since_then, days ago",
        wording.since_then(anna, "K7", at("08:12"), "moving again", "", NOW + timedelta(days=3)),
    )
    yield from answers_to_whoever_texts(anna, help_)
    yield from daily_texts(anna, help_)
    yield "not_understood", wording.not_understood(anna, "K7")
    yield "seen_again", wording_late.seen_again(anna, structs.replace(help_, again=NOW), NOW)
    yield "still_open", wording_late.still_open(anna, ordinary("inactivity"))
    yield "nobody_told", wording_late.nobody_told(anna)
    yield "does_not_work", wording.does_not_work(anna, "Mary S's help button has not been heard since 04:12")


def answers_to_whoever_texts(anna: Speaker, help_: Incident) -> Iterator[tuple[str, str]]:
    """What somebody is answered who takes an incident, or says something of a device or to a test."""
    held: tuple[State, ...] = ("acknowledged", "with_resident")
    for state in held:
        mine = structs.replace(help_, state=state)
        for key in (False, True):
            yield (
                f"accepted, {state}{', with notes of the way in' if key else ''}",
                wording_accepted.accepted(anna, mine, NOW, key=key),
            )
    for how in ("broken", "works"):
        yield f"noted, {how}", wording.noted(anna, "Mary S's help button", "Mary's pendant", how)
    yield "which", wording.which(anna, ("Hall smoke alarm", "Mary's pendant"), "FAULT")
    yield "not_noted", wording.not_noted(anna, "Hall smoke alarm")
    for again in (False, True):
        yield f"test{', second try' if again else ''}", wording_readiness.test(anna, NOW, "K7", again=again)
    yield "thanks", wording_readiness.thanks(anna)


FINE = HowItIs(
    service="in service", open=(), unheard=(), ways_down=(), sure=True, visit="", moved=at("08:11"), recent=True,
    out=False, others=False, shown=True,
)  # fmt: skip
"""A home of which it is known that all is well."""


def daily_texts(anna: Speaker, help_: Incident) -> Iterator[tuple[str, str]]:
    """What somebody is texted each day, if they asked for it."""
    when = wording_daily.When(NOW, NOW, NOW + timedelta(days=1))
    held = structs.replace(
        help_, state="acknowledged", holder=Holder(name="Ben", contact=None, can_attend=True, since=NOW, via="sms")
    )
    different: dict[str, dict[str, Any]] = {
        "well": {}, "open": {"open": (help_,)}, "held": {"open": (held,)},
        "not certain": {"open": (structs.replace(help_, state="pending"),)},
        "to see to": {"open": (ordinary("technical"), ordinary("technical"))}, "away": {"service": "suspended"},
        "being installed": {"service": "being installed"}, "one not heard": {"unheard": ("Hall motion",)},
        "three not heard": {"unheard": ("Hall motion", "Front door", "Lounge motion")}, "way": {"ways_down": ("sms",)},
        "unsure": {"sure": False}, "visit": {"visit": "Sue"}, "others": {"others": True}, "out": {"out": True},
        "not moved": {"recent": False}, "never moved": {"moved": None, "recent": False}, "hidden": {"shown": False},
    }  # fmt: skip
    for name, parts in different.items():
        yield f"daily, {name}", wording_daily.daily(anna, structs.replace(FINE, **parts), when)
    for days in (1, 5):
        missed = structs.replace(when, missed=NOW - timedelta(days=days))
        yield f"daily, {days} missed", wording_daily.daily(anna, FINE, missed)
    yield "agreed", wording_daily.agreed(anna, NOW)
    yield "no_more", wording_daily.no_more(anna)
    yield "at_what_time", wording_daily.at_what_time(anna)
    yield "none_was_sent", wording_daily.none_was_sent(anna)


@EVERY
def test_texts_with_ordinary_data_are_as_reviewed(tag: str) -> None:
    """Reviewers read the golden files. `CAREHUB_REWRITE_GOLDEN=1` writes them anew."""
    lines = [f"{gsm.places(text):3d}  {name}\n     {text}\n" for name, text in ordinary_texts(tag)]
    written, golden = "".join(lines), Path(__file__).parent / GOLDEN[tag]
    if os.environ.get(REWRITE):
        golden.write_text(written)
    assert written == golden.read_text()


NASTY = ("Siôn", "O'Brien", "北京", "Mary 😀👩‍👩‍👧 S", "€[]{}~^|\\" * 7, "", "x" * 60, "Zoë–Ångström’s “flat”\r\n\fone",
         "Nguyễn Thị Łucja", "A B " * 15, ".", "?!.,;")  # fmt: skip
words = st.sampled_from(NASTY) | st.text(max_size=60) | st.text("€[]{}ab ", min_size=50, max_size=60)
references = st.sampled_from(("K7", "T44", "X4925"))
states = st.sampled_from(("raised", "acknowledged", "travelling", "with_resident"))


@st.composite
def nasty(draw: Callable[..., Any]) -> tuple[Home, Incident]:
    """A home and an incident with the longest and strangest words in every place that people fill in."""
    resident = Resident(id=MARY.id, name=draw(words) or "M", address_hint=draw(words))
    others = tuple(Resident(id=ResidentId(f"r{n}"), name=draw(words) or "T") for n in range(draw(st.integers(0, 3))))
    rooms = (Room(id=RoomId("hall"), name=draw(words)),) if draw(st.booleans()) else ()
    device = Device(id=DeviceId("front"), name=draw(words), use="exit door", room=RoomId("hall"))
    kind = draw(st.sampled_from(sorted(KINDS)))
    because = draw(st.sampled_from((device.name + " pressed", device.name + " reports smoke", draw(words) * 3)))
    place = Place(round=draw(st.integers(1, 3)), since=NOW, until=at("08:32"))
    late = (Evidence(at=NOW, says="late: the hub was off from 00:47 to 06:40"),) if draw(st.booleans()) else ()
    made = incident(
        kind, because, room=draw(st.sampled_from((None, RoomId("hall"), RoomId("not a room " * 5)))), place=place,
        reference=draw(references), state=draw(states), life_saving=draw(st.booleans()), device=DeviceId("front"),
        closed_by=draw(words), outcome=draw(st.sampled_from([None, *wording.OUTCOMES])), evidence=late,
        resident=draw(st.sampled_from((MARY.id, None))),
    )  # fmt: skip
    centre = draw(st.sampled_from((None, CENTRE)))
    return home(residents=(resident, *others), rooms=rooms, devices=(device,), centre=centre), made


def one_part(text: str) -> None:
    assert gsm.fits(text), (gsm.places(text), text)
    assert not re.search(r"[\r\n\f]|  ", text.strip()), text
    assert text == text.strip()


tags = st.sampled_from(tuple(GOLDEN))


@EVERY
def test_an_alarm_says_who_where_what_why_who_is_next_and_what_to_reply(tag: str) -> None:
    anna = to(home(), tag)
    text = wording.alarm(anna, ordinary("inactivity"), NOW, wording.asked_next(anna, ("ben", "cleo"), at("08:32")))
    what, why = anna.word(KINDS["inactivity"].says), anna.tell("limit 4 h")
    said = (
        "CareHub 08:30",
        "Mary S, 12 Elm Rd",
        f"{what}, Bedroom",
        "04:30",
        why,
        "08:32",
        anna.say(wording.ASK),
        "K7",
    )
    assert re.search(".*".join(re.escape(gsm.plain(part)) for part in said), text), text
    assert "Ben" in text and "Cleo" in text


@EVERY
def test_the_needs_are_told_before_the_address(tag: str) -> None:
    needs = ("hard of hearing", "oxygen", "dog", "speaks Welsh", "wheelchair")
    far = structs.replace(MARY, needs=needs, address_hint="The Old Rectory, Llanfihangel-y-Creuddyn, behind the church")
    anna = to(home(residents=(far,)), tag)
    text = wording_accepted.accepted(anna, structs.replace(ordinary("help"), state="travelling"), NOW, key=True)
    one_part(text)
    for need in needs:
        assert gsm.plain(anna.word(need)).lower() in text.lower()


@EVERY
def test_a_question_says_what_to_reply_and_a_choice_that_nothing_was_changed(tag: str) -> None:
    anna = to(home(), tag)
    nothing = gsm.plain(anna.say("Nothing was changed."))[1:]
    for text in (wording.choices(anna, ()), wording.choices(anna, (ordinary("help"),)),
                 wording.not_understood(anna, "K7"), wording.not_noted(anna, "Lamp")):  # fmt: skip
        assert nothing.rstrip(".") in text


OPT_WORDS = re.compile(
    r"\b(stop|stopall|end|quit|cancel|unsubscribe|optout|revoke|yes|start|unstop|help me|stopio|stopiwch|dechrau)\b",
    re.IGNORECASE,
)
"""What carriers and providers take for themselves (design section 6), and the like in Welsh."""
DIAGNOSES = re.compile(
    r"\b(stroke|heart|dementia|unconscious|injur\w+|fractur\w+|collaps\w+|seizure|medical|ill|sick"
    r"|strôc|strok|calon|dementia|anymwybodol|anaf\w*|torasgwrn|llewyg\w*|trawiad|meddygol|sal|claf)\b",
    re.IGNORECASE,
)
TEXTS = [(f"{tag}, {name}", text) for tag in GOLDEN for name, text in ordinary_texts(tag)]


@pytest.mark.parametrize(("name", "text"), TEXTS, ids=[name for name, _ in TEXTS])
def test_no_text_asks_for_an_opt_out_or_says_what_is_wrong_with_somebody(name: str, text: str) -> None:
    one_part(text)
    assert OPT_WORDS.findall(text) == []
    assert DIAGNOSES.findall(text) == []
    fires = tuple(gsm.plain(to(home(), tag).say(wording.RING_999)) for tag in GOLDEN)
    assert text.startswith((f"{wording.SERVICE} ", f"{wording.SERVICE}:", *fires))


@pytest.mark.parametrize("tag", [tag for tag in GOLDEN if tag != "en"])
def test_no_catalogue_says_what_a_carrier_takes_for_itself(tag: str) -> None:
    assert [said for said in find(tag).texts.values() if OPT_WORDS.search(said) or DIAGNOSES.search(said)] == []


def test_nothing_is_said_twice() -> None:
    assert "pressed. Mary's pendant pressed" not in wording.alarm(to(home()), ordinary("help"), NOW, THEN)
    assert "reports smoke" not in wording.alarm(to(home()), ordinary("smoke"), NOW, THEN)
    note = wording.sentence(LIFE_SAVING["because"])  # type: ignore[arg-type]
    fault = wording.alarm(to(home()), incident("technical", **LIFE_SAVING), NOW, THEN, (note,))
    assert fault.count("has not been heard") == 1


def test_what_is_vital_about_an_odd_press_is_said() -> None:
    unknown = ordinary("help", because="Help button pressed: unknown device x1", device=DeviceId("x1"))
    assert "Unknown device x1." in wording.alarm(to(home()), unknown, NOW, THEN)
    late = ordinary("help", because="Mary's pendant pressed at 00:47, heard 06:40", late=True)
    assert "at 00:47, heard 06:40" in wording.alarm(to(home()), late, NOW, THEN)
    off = (Evidence(at=NOW, says="late: the hub was off from 00:47 to 06:40"),)
    assert "the hub was off from 00:47 to 06:40" in wording.alarm(to(home()), ordinary("help", evidence=off), NOW, THEN)


def test_two_residents_are_told_apart_in_a_list() -> None:
    tom = Resident(id=ResidentId("tom"), name="Tom S")
    two = (ordinary("help"), ordinary("help", resident=tom.id, reference="T4"))
    text = wording.choices(to(home(residents=(MARY, tom))), two)
    assert "K7 Mary S, help button pressed; T4 Tom S, help button pressed" in text


def test_what_may_be_about_either_of_two_names_both() -> None:
    john = Resident(id=ResidentId("john"), name="John S", address_hint="12 Elm Rd")
    two = home(residents=(MARY, john))
    smoke = ordinary("smoke", resident=None)
    assert "Mary S and John S, 12 Elm Rd. Smoke alarm, Hall." in wording.alarm(to(two), smoke, NOW, THEN)
    assert "going to Mary S and John S?" in wording.question(to(two), smoke, NOW, 5)
    assert "Mary S and John S" not in wording.alarm(to(two), ordinary("fall"), NOW, THEN)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Siôn", "Sion"), ("é à ñ", "é à ñ"), ("北京", "??"), ("ok 😀", "ok "), ("a\r\nb\fc\td", "a b c d"),
        ("“x” – y’s…", "\"x\" - y's..."), ("Łódź", "Lodz"), ("e\u0301", "é"), ("👩‍👩‍👧", ""), ("\u200b", ""),
    ],
)  # fmt: skip
def test_what_the_alphabet_lacks_is_said_as_near_as_can_be(text: str, plain: str) -> None:
    assert gsm.plain(text) == plain
