"""Words that only look like an answer: nothing closes, acknowledges, refuses or calls 999 by accident."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.core.replies import Reply, read
from tests.core.test_replies import CODES


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
