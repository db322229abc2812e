"""What somebody else did or said is nobody's answer: "Ben called 999", texted by Anna, is not Anna's call."""

import pytest

from hub.core.languages import find
from hub.core.replies import Reply, names, read

CODES = frozenset({"K7"})
OTHERS = names(("Ben", "Cleo Jones", "Siôn"), "Anna")
WELSH = find("cy")


@pytest.mark.parametrize(
    "text",
    [
        "Ben called 999", "Ben has called 999", "Ben has just called 999", "Siôn has rung 999", "Cleo phoned 999",
        "Cleo Jones called an ambulance", "the carer called 999", "neighbour rang 999", "they have called 999",
        "she called 999", "Dave called 999", "I heard Dave called 999", "Ben is with her", "Ben is going", "Ben can't",
        "Ben: with her", "Ben: 1", "Ben, 1", "Ben. There now", "Ben, 999 called", "Ben: on my way",
        "Ben says: I'm going", "Ben is with her, ambulance is here", "Ben is with her. 999 called",
        "Ben says ambulance is here", "Ben is with her waiting for the ambulance", "ambulance is here with Ben",
        "called 999, says Ben", "Ben: all ok", "Ben says all ok", "Ben told me he is there now",
        "Cleo wrote: there now",
        "Ben is with her and called 999", "1 Ben called 999",
    ],
)  # fmt: skip
def test_what_somebody_else_did_is_no_answer(text: str) -> None:
    assert read(text, CODES, None, OTHERS) == Reply(None, None)


@pytest.mark.parametrize(
    "text",
    [
        "mae Ben wedi ffonio 999", "Ben wedi galw am ambiwlans", "mae hi wedi ffonio 999", "mae Siôn wedi ffonio 999",
        "Ben: dwi yma", "meddai Ben: yma nawr", "mae Ben yma",
    ],
)  # fmt: skip
def test_nor_is_it_in_welsh(text: str) -> None:
    assert read(text, CODES, WELSH, OTHERS) == Reply(None, None)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("I called 999", Reply(None, "ambulance", ambulance=True)),
        ("we have called 999", Reply(None, "ambulance", ambulance=True)),
        ("Ben and I called 999", Reply(None, "ambulance", ambulance=True)),
        ("she fell so I called 999", Reply(None, "ambulance", ambulance=True)),
        ("she is on the floor, called 999", Reply(None, "ambulance", ambulance=True)),
        ("hi just called 999 K7", Reply("K7", "ambulance", ambulance=True)),
        ("with her and called 999", Reply(None, "with_resident", ambulance=True)),
        ("1 called 999", Reply(None, "acknowledge", ambulance=True)),
        ("Ben can't, I'm going", Reply(None, "acknowledge")),
        ("Spoke to Ben, on my way", Reply(None, "travelling")),
        ("Ben. On my way", Reply(None, "travelling")),
        ("Ben has called 999, I'm going", Reply(None, "acknowledge")),
        ("Ben said he can't. 1", Reply(None, "acknowledge")),
        ("Anna: on my way", Reply(None, "travelling")),
    ],
)
def test_what_the_sender_did_is_theirs_whoever_else_is_named(text: str, meant: Reply) -> None:
    assert read(text, CODES, None, OTHERS) == meant


@pytest.mark.parametrize(
    "text", ["wedi ffonio 999", "dwi wedi ffonio 999", "rwyf wedi galw ambiwlans", "ffoniais i 999"]
)
def test_and_so_it_is_in_welsh(text: str) -> None:
    assert read(text, CODES, WELSH, OTHERS) == Reply(None, "ambulance", ambulance=True)


def test_two_people_of_one_name_are_told_apart_by_their_other_name() -> None:
    assert names(("Anna Price", "Ben", "B"), "Anna Jones") == {"anna price", "ben"}
