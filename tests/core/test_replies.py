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
        "not all ok",
        "all ok? no",
        "is she all ok",
        "is all ok?",
        "All ok?",
        "hope all ok",
        "all ok but bleeding",
        "not sure she is fine",
        "Spoke to mum she is on the floor",
        "Spoke to mum, she's fallen, ring 999 please",
        "Spoke to her daughter",
        "Ben spoke to her",
        "neighbour says she is fine",
        "Mum taken to hospital last week",
        "I don't think she's fine",
        "don’t think all is ok, all well?",
        "she isn't all ok",
        "let me know if all ok",
        "will check all ok",
        "tell me when all ok",
        "she said all ok but I doubt it",
        "haven't spoken to her",
        "I have not spoken to her",
        "has anybody spoken to her",
        "should I have called 999",
        "somebody called 999?",
        "have you called 999",
        "999 not called",
        "never a false alarm",
        "no false alarm this time",
        "was it a false alarm?",
        "is there no access",
        "false alarm? no",
        "maybe false alarm",
        "all ok can't say",
        "2 all ok",
        "spoke to Ben",
        "spoke to Ben about it",
        "make sure all ok",
        "All ok. What happened?",
        "fine",
        "all",
        "not ok",
        "wall okay",
        "overall okra",
        "all okra",
        "can you get there now all ok",
        "I've been taken to hospital",
        "I was taken to hospital",
        "we've gone to hospital",
        "not taken to hospital",
        "is she taken to hospital",
        "will be taken to hospital",
        "999 called",
        "waiting for ambulance",
    ],
)
def test_nothing_closes_by_accident(text: str) -> None:
    assert read(text, CODES).does != "close"


@pytest.mark.parametrize(
    "text",
    [
        "should I have called 999",
        "somebody called 999?",
        "have you called 999",
        "has anybody called 999",
        "999 not called",
        "I have not called 999",
        "I will have called 999",
        "ambulance called?",
        "is the ambulance here",
        "the ambulance is not here",
        "ambulance cancelled",
        "shall I call an ambulance",
    ],
)
def test_999_is_not_noted_by_accident(text: str) -> None:
    assert not read(text, CODES).ambulance


@pytest.mark.parametrize(
    "text",
    [
        "I'm not going",
        "not going",
        "are you going?",
        "are you going",
        "is Ben going",
        "who is going",
        "Ben is going",
        "Anna is on the way",
        "is somebody on the way",
        "ambulance on the way?",
        "how is it going",
        "I am going to bed",
        "going to call her later",
        "I was going",
        "I am going tomorrow",
        "I'm on my way to work",
        "not on my way",
        "on my way after work",
        "on my way if you need me",
        "might be on my way",
        "I would be going",
        "outgoing",
        "ongoing",
        "1 but can't",
        "1 not going",
        "1 or 2",
        "1 2",
        "1/2",
        "is Ben there now",
        "Ben is there now",
        "nobody there now",
        "who is with her",
        "is anyone with her?",
        "stay with her",
        "I spoke with Ben",
        "I am not there now",
        "I don't think I'm going",
        "on my way home",
        "keep me going",
        "going on holiday",
        "should I be going",
        "can you be there now",
        "isn’t on the way",
        "1 K7?",
        "1 more thing",
        "17",
        "k7?",
    ],
)
def test_nothing_acknowledges_by_accident(text: str) -> None:
    reply = read(text, CODES)
    assert reply.does in (None, "cannot") or (text == "1 2" and reply == Reply(None, "travelling", 2)), reply


@pytest.mark.parametrize(
    "text",
    [
        "she can't get up",
        "Ben can't",
        "can't get in",
        "I can't hear her",
        "can't believe it",
        "on my way, can't talk",
        "I'm not going to leave her",
        "you can't be serious",
        "why can't Ben",
    ],
)
def test_who_goes_is_not_said_to_refuse(text: str) -> None:
    assert read(text, CODES).does != "cannot"


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


VOCABULARY = (
    "1",
    "2",
    "3",
    "20",
    "K7",
    "not",
    "no",
    "all ok",
    "on my way",
    "going",
    "can't",
    "isn't",
    "she",
    "is",
    "fine",
    "?",
    ".",
    ",",
    "with her",
    "there now",
    "if",
    "hope",
    "999 called",
    "called 999",
    "I",
    "I'm",
    "but",
    "spoke to her",
    "never",
)


@given(
    st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join),
    st.sampled_from(("not ", "I don't think ", "hope ")),
)
def test_a_doubted_text_never_closes(text: str, doubt: str) -> None:
    assert read(doubt + text, CODES).does != "close"
    assert read(f"{text}?", CODES).does != "close" or "." in text or "," in text
    assert read(f"{text}. no", CODES).does != "close"


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
