"""What is said on the telephone: plain, whole, and of nothing that a voice cannot say."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from hub.core import wording_calls
from hub.core.home import Home
from hub.core.speech import speaker
from hub.model.household import Centre, Resident
from hub.model.ids import ResidentId, RoomId
from hub.model.incidents import Incident, Place
from hub.model.kinds import KINDS
from tests.core.samples import ANNA, MARY, at, incident, settings

CLIMBING = [name for name, kind in KINDS.items() if kind.grave in ("life", "urgent")]
NASTY = (
    "Siôn",
    "O'Brien",
    "北京",
    "🏥 Mary",
    "{{flow.data.call}}",
    "<break time='9s'/>",
    "A & B; rm -rf",
    "x" * 500,
    " ",
)
SAYABLE = set(" .,:;!?'’()/-")
WORDS_OF_CARRIERS = ("stop", "end", "quit", "cancel", "unsubscribe", "yes", "start")


def said(of: Incident | None = None, others: int = 0, language: str = "en-GB", **home: Any) -> str:
    made = settings(contacts=(structs.replace(ANNA, language=language),), **home)
    return wording_calls.alarm(speaker(Home(made), "anna"), of or incident(), others)


def test_what_a_person_hears_at_night() -> None:
    assert said(incident(raised=at("03:05"))) == (
        "This is CareHub. Mary S, 12 Elm Road, help button pressed at 3:05 in the morning. "
        "Press 1 if you are going. Press 2 if you cannot."
    )


def test_a_room_and_what_was_only_noticed() -> None:
    kitchen = incident("flood", room=RoomId("kitchen"), raised=at("14:30"))
    assert "water leak, Kitchen, at 2:30 in the afternoon. Press 1" in said(kitchen)
    assert "no movement, noticed at 8:30 in the morning." in said(incident("inactivity"))


def test_what_comes_late_again_and_among_others_says_so() -> None:
    late = incident(late=True, place=Place(round=2, since=at("09:00"), until=at("09:02")))
    whole = said(late, others=2)
    assert "This alarm comes late. Nobody has answered yet. There are 2 other alarms too. Press 1" in whole


def test_fire_without_a_centre_says_ring_999() -> None:
    assert "Ring 9 9 9 and ask for the fire brigade." in said(incident("smoke"))
    assert "9 9 9" not in said(incident("smoke"), centre=Centre(url="mqtts://centre.example"))


@pytest.mark.parametrize(
    ("clock", "words"),
    [("00:00", "midnight"), ("00:05", "12:05 at night"), ("01:00", "1 o'clock in the morning"), ("12:00", "12 noon"),
     ("12:01", "12:01 in the afternoon"), ("18:15", "6:15 in the evening"), ("21:00", "9 o'clock at night"),
     ("23:59", "11:59 at night")],
)  # fmt: skip
def test_times_are_said_as_people_say_them(clock: str, words: str) -> None:
    assert wording_calls.clock(speaker(Home(settings()), "anna"), at(clock)) == words


def test_times_are_on_the_clocks_of_the_home() -> None:
    summer = at("02:05") + timedelta(days=180)
    assert wording_calls.clock(speaker(Home(settings()), "anna"), summer) == "3:05 in the morning"


@pytest.mark.parametrize(
    ("written", "spoken"),
    [("12 Elm Rd", "12 Elm Road"), ("Flat 2, 9 High St", "Flat 2, 9 High Street"), ("St Mary's Ct.", "St Mary's Court"),
     ("3 St Annes Ave, Leeds", "3 St Annes Avenue, Leeds"), ("The Close", "The Close"), ("", "")],
)  # fmt: skip
def test_addresses_are_said_in_full(written: str, spoken: str) -> None:
    assert wording_calls.address(written) == spoken


@pytest.mark.parametrize("language", ["en-GB", "cy"])
@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("kind", CLIMBING)
def test_nothing_is_said_that_a_voice_cannot_say_or_a_flow_would_read(kind: str, name: str, language: str) -> None:
    mary = Resident(id=ResidentId("mary"), name=name, address_hint=name)
    whole = said(incident(kind), language=language, residents=(mary,))
    assert {c for c in whole if not c.isalnum()} <= SAYABLE
    assert "{" not in whole and "<" not in whole
    assert len(whole) <= wording_calls.MOST
    assert "1" in whole.split(".")[-3] and "2" in whole.split(".")[-2], "what the keys mean is never cut"


@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_a_name_is_the_call_makes_sense(name: str, address: str) -> None:
    whole = said(residents=(structs.replace(MARY, name=name, address_hint=address),))
    assert whole.startswith("This is CareHub. ") and whole.endswith("Press 1 if you are going. Press 2 if you cannot.")
    assert "  " not in whole and ", ," not in whole


def test_who_has_a_name_that_no_voice_can_say_is_somebody() -> None:
    assert said(residents=(structs.replace(MARY, name="北京"),)).startswith("This is CareHub. somebody, 12 Elm Road")


def test_welsh_is_said_in_welsh_and_another_language_in_english() -> None:
    welsh = said(incident(raised=at("03:05")), language="cy")
    assert welsh == (
        "Dyma CareHub. Mary S, 12 Elm Road, gwasgwyd botwm cymorth am 3:05 y bore. "
        "Gwasgwch 1 os ydych yn mynd. Gwasgwch 2 os na allwch."
    )
    assert said(language="tlh") == said()


@pytest.mark.parametrize(
    ("language", "spoken"), [("en-GB", "en-GB"), ("en-AU", "en-GB"), ("cy", "cy-GB"), ("pl", "en-GB")]
)
def test_the_voice_is_that_of_the_words(language: str, spoken: str) -> None:
    made = settings(contacts=(structs.replace(ANNA, language=language),))
    assert wording_calls.voice(speaker(Home(made), "anna")) == spoken


def test_a_test_says_that_it_is_one_and_asks_for_one_key() -> None:
    assert wording_calls.test(speaker(Home(settings()), "anna")) == (
        "This is CareHub. This is only a test. Press 1 to say that you have heard it."
    )


@pytest.mark.parametrize("state", ["acknowledged", "travelling", "with_resident"])
def test_the_question_says_what_both_keys_mean(state: str) -> None:
    asked = wording_calls.question(speaker(Home(settings()), "anna"), incident(state=state))
    assert asked.startswith("This is CareHub. Are you still ")
    assert "Press 1 if you are. Press 2 if you cannot" in asked


def test_no_words_are_used_that_carriers_take_for_theirs() -> None:
    whole = " ".join([said(incident(kind)) for kind in CLIMBING]).lower().split()
    assert not {word.strip(".,") for word in whole} & set(WORDS_OF_CARRIERS)


def test_whoever_had_it_hears_that_another_has_it_now() -> None:
    to = speaker(Home(settings()), "anna")
    assert wording_calls.has_it(to, "Ben") == (
        "This is CareHub. Ben has it now. You need not go. There is nothing more to do."
    )
    assert "somebody has it now" in wording_calls.has_it(to, "北京")
    welsh = speaker(Home(settings(contacts=(structs.replace(ANNA, language="cy"),))), "anna")
    assert "Ben sy'n gyfrifol nawr." in wording_calls.has_it(welsh, "Ben")
