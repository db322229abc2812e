"""What a texted reply is read as. Above all: nothing closes or acknowledges an incident by accident."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.core.replies import Reply, is_a_key, read
from hub.core.tongues import MOST_MINUTES

CODES = frozenset({"K7", "T44", "M4", "N7"})


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # numbers
        ("1", Reply(None, "acknowledge")),
        (" 1 \n", Reply(None, "acknowledge")),
        ("1.", Reply(None, "acknowledge")),
        ("1!", Reply(None, "acknowledge")),
        ("1️⃣", Reply(None, "acknowledge")),
        ("１", Reply(None, "acknowledge")),
        ("1 👍", Reply(None, "acknowledge")),
        ("1 thanks", Reply(None, "acknowledge")),
        ("Hi. 1", Reply(None, "acknowledge")),
        ("2", Reply(None, "cannot")),
        ("2 sorry", Reply(None, "cannot")),
        ("2 sorry can't", Reply(None, "cannot")),
        ("3", Reply(None, "with_resident")),
        ("1 20", Reply(None, "travelling", 20)),
        ("1, 20", Reply(None, "travelling", 20)),
        ("1,20", Reply(None, "travelling", 20)),
        ("1 20 min", Reply(None, "travelling", 20)),
        ("1 20mins", Reply(None, "travelling", 20)),
        ("1 on my way", Reply(None, "travelling")),
        ("1 on my way 15 mins", Reply(None, "travelling", 15)),
        ("1 I am going", Reply(None, "acknowledge")),
        # codes
        ("1 K7", Reply("K7", "acknowledge")),
        ("K7 1", Reply("K7", "acknowledge")),
        ("k7 1", Reply("K7", "acknowledge")),
        ("1K7", Reply("K7", "acknowledge")),
        ("1 k 7", Reply("K7", "acknowledge")),
        ("k 7 1", Reply("K7", "acknowledge")),
        ("1 K-7", Reply("K7", "acknowledge")),
        ("1 (K7)", Reply("K7", "acknowledge")),
        ("k 7", Reply("K7", None)),
        ("K7", Reply("K7", None)),
        ("K7 1 20", Reply("K7", "travelling", 20)),
        ("1 20 K7", Reply("K7", "travelling", 20)),
        ("1 t44", Reply("T44", "acknowledge")),
        ("On my way. K7", Reply("K7", "travelling")),
        ("all ok K7", Reply("K7", "close", outcome="helped")),
        ("2 T44", Reply("T44", "cannot")),
        # plain words
        ("on my way", Reply(None, "travelling")),
        ("On my way!", Reply(None, "travelling")),
        ("ok on my way now", Reply(None, "travelling")),
        ("I'm on my way, 10 min", Reply(None, "travelling", 10)),
        ("Im on my way, be there in 10 mins", Reply(None, "travelling", 10)),
        ("on my way 20", Reply(None, "travelling", 20)),
        ("On my way, is the key in the box?", Reply(None, "travelling")),
        ("on my way to 17 Elm Rd", Reply(None, "travelling")),
        ("omw", Reply(None, "travelling")),
        ("I am going", Reply(None, "acknowledge")),
        ("I’m going", Reply(None, "acknowledge")),
        ("I'll go", Reply(None, "acknowledge")),
        ("going now", Reply(None, "acknowledge")),
        ("coming, 5 minutes", Reply(None, "travelling", 5)),
        ("I am going to see her", Reply(None, "acknowledge")),
        ("can't", Reply(None, "cannot")),
        ("can’t", Reply(None, "cannot")),
        ("Sorry I cant", Reply(None, "cannot")),
        ("I cannot", Reply(None, "cannot")),
        ("I can not come", Reply(None, "cannot")),
        ("I'm not going", Reply(None, "cannot")),
        ("I'm in Spain so can't", Reply(None, "cannot")),
        ("there now", Reply(None, "with_resident")),
        ("I'm there now", Reply(None, "with_resident")),
        ("I am there", Reply(None, "with_resident")),
        ("I am with her", Reply(None, "with_resident")),
        ("I'm with her, not all ok", Reply(None, "with_resident")),
        # ends
        ("all ok", Reply(None, "close", outcome="helped")),
        ("ALL OK", Reply(None, "close", outcome="helped")),
        ("All well, thanks", Reply(None, "close", outcome="helped")),
        ("she’s fine", Reply(None, "close", outcome="helped")),
        ("I'm with her, all ok", Reply(None, "close", outcome="helped")),
        ("spoke to her", Reply(None, "close", outcome="spoke to them")),
        ("Spoke to her, all ok", Reply(None, "close", outcome="spoke to them")),
        ("Spoke to her, she is fine and in bed now", Reply(None, "close", outcome="spoke to them")),
        ("she is fine, pressed by accident", Reply(None, "close", outcome="helped")),
        ("taken to hospital", Reply(None, "close", outcome="taken to hospital")),
        ("She was taken to hospital", Reply(None, "close", outcome="taken to hospital")),
        ("ambulance took her", Reply(None, "close", outcome="taken to hospital")),
        ("999 called, the ambulance has taken her to hospital", Reply(None, "close", None, "taken to hospital", True)),
        # help is on its way, and ends nothing
        ("999 called", Reply(None, "ambulance", ambulance=True)),
        ("I have called 999", Reply(None, "ambulance", ambulance=True)),
        ("rang 999 K7", Reply("K7", "ambulance", ambulance=True)),
        ("Ambulance is coming", Reply(None, "ambulance", ambulance=True)),
        ("waiting for the ambulance", Reply(None, "ambulance", ambulance=True)),
        ("no access, 999 called", Reply(None, "ambulance", ambulance=True)),
        ("all ok, ambulance called", Reply(None, "ambulance", ambulance=True)),
        ("with her, 999 called", Reply(None, "with_resident", ambulance=True)),
        ("I'm with her waiting for the ambulance", Reply(None, "with_resident", ambulance=True)),
        ("3 999 called", Reply(None, "with_resident", ambulance=True)),
        ("ambulance is here", Reply(None, "with_resident", ambulance=True)),
        ("1 20, 999 called", Reply(None, "travelling", 20, ambulance=True)),
        ("can't come, called 999", Reply(None, "cannot", ambulance=True)),
        ("no access", Reply(None, "close", outcome="no access")),
        ("false alarm", Reply(None, "close", outcome="false alarm")),
        ("False alarm, all ok", Reply(None, "close", outcome="false alarm")),
    ],
)
def test_what_is_said_is_understood(text: str, meant: Reply) -> None:
    assert read(text, CODES) == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "?",
        "👍",
        "🙏🏽",
        "ok",
        "yes",
        "no",
        "who is this?",
        "?!",
        "\n\n",
        "1?",
        "12",
        "11",
        "123",
        "4",
        "0",
        "1.5",
        "1.5 hours",
        "1 999",
        "1 0",
        "17 Elm Rd",
        "1 Elm Rd",
        "21",
        "2 mins",
        "2 minutes",
        "1 minute",
        "1 hour",
        "3 of us",
        "3 times now",
        "2nd floor",
        "1st one",
        "I have 1 key",
        "she has pressed 3 times",
    ],
)
def test_words_that_say_nothing_do_nothing(text: str) -> None:
    assert read(text, CODES).does is None


@pytest.mark.parametrize(
    "text",
    [
        "1 stuck on the M4",
        "on the M4, 20 min",
        "in N7 on my way",
        "at n7",
        "I have a k 7 year old",
        "17 Elm Rd",
        "SK7 2AB",
        "on my way m8",
        "44",
    ],
)
def test_what_only_looks_like_a_code_is_none(text: str) -> None:
    assert read(text, CODES | {"M8"}).code is None


def test_a_code_that_means_nothing_is_not_taken_for_no_code() -> None:
    assert read("1 R9", CODES) == Reply("R9", "acknowledge")
    assert read("on my way X5", CODES).code == "X5"


def test_two_codes_mean_neither() -> None:
    assert read("1 K7 T44", CODES) == Reply(None, None)
    assert read("1 K7 2 T44", CODES) == Reply(None, None)
    assert read("all ok K7 and R9", CODES) == Reply(None, None)
    assert read("1 K7 K7", CODES) == Reply("K7", "acknowledge")


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    reply = read(text, CODES)
    assert reply.minutes is None or 0 < reply.minutes <= MOST_MINUTES
    assert (reply.outcome is None) == (reply.does != "close")


def test_a_long_text_is_read_in_no_time_and_does_nothing() -> None:
    assert read("she says that she is going to " * 2000, CODES).does is None
    assert read("1 " * 5000, CODES).does is None
    for words in (
        "x",
        "x ",
        "i am ",
        "on my way ",
        "going to ",
        "sorry ",
        "1 k",
        "k7 ",
        "called 999 ",
        "can't ",
        "'",
        "999",
    ):
        began = time.process_time()
        read(words * 3000 + "!", CODES)
        read(words * 300 + "y", CODES)
        assert time.process_time() - began < 0.5, words


@pytest.mark.parametrize("text", ["1", " 1.", "1 20", "3 K7", "K7 1", "１", "2 k12!"])
def test_just_a_key_is_a_person(text: str) -> None:
    assert is_a_key(text)


@pytest.mark.parametrize("text", ["", "4", "12", "1 am away", "1st of May", "on my way", "K7", "1 20 K7 call me"])
def test_anything_else_may_be_a_machine(text: str) -> None:
    assert not is_a_key(text)
