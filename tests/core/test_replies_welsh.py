"""What a Welsh reply is read as. Above all, as in English: nothing closes or acknowledges an incident by accident."""

import time

import pytest
from hypothesis import given
from hypothesis import settings as tuned
from hypothesis import strategies as st

from hub.core.languages import find
from hub.core.replies import Reply, says_well
from hub.core.replies import read as read_in
from hub.core.tongues import MOST_MINUTES

CODES = frozenset({"K7", "T44"})
WELSH = find("cy")


def read(text: str) -> Reply:
    return read_in(text, CODES, WELSH)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # numbers are the same
        ("1", Reply(None, "acknowledge")),
        ("1 diolch", Reply(None, "acknowledge")),
        ("1 20 munud", Reply(None, "travelling", 20)),
        ("1 20", Reply(None, "travelling", 20)),
        ("1 K7", Reply("K7", "acknowledge")),
        ("1 fe wna i", Reply(None, "acknowledge")),
        ("1 dwi'n mynd", Reply(None, "acknowledge")),
        ("2 sori", Reply(None, "cannot")),
        ("2 methu", Reply(None, "cannot")),
        ("3 yma nawr", Reply(None, "with_resident")),
        # going
        ("dwi'n mynd", Reply(None, "acknowledge")),
        ("Dwi’n mynd nawr", Reply(None, "acknowledge")),
        ("Dw i'n mynd", Reply(None, "acknowledge")),
        ("Rwy'n mynd yno nawr", Reply(None, "acknowledge")),
        ("wi'n dod draw", Reply(None, "acknowledge")),
        ("Iawn, dwi'n dod", Reply(None, "acknowledge")),
        ("Fe af i", Reply(None, "acknowledge")),
        ("mi a i rŵan", Reply(None, "acknowledge")),
        ("dwi'n mynd i weld mam", Reply(None, "acknowledge")),
        ("Dwi'n mynd ati, 10 munud", Reply(None, "travelling", 10)),
        ("dod mewn tua 15 munud", Reply(None, "travelling", 15)),
        ("ar y ffordd", Reply(None, "travelling")),
        ("Ar fy ffordd!", Reply(None, "travelling")),
        ("dwi ar y ffordd, 20 mun K7", Reply("K7", "travelling", 20)),
        ("Rydyn ni ar y ffordd", Reply(None, "travelling")),
        # cannot
        ("methu", Reply(None, "cannot")),
        ("Sori, methu", Reply(None, "cannot")),
        ("Sori methu dod", Reply(None, "cannot")),
        ("alla i ddim", Reply(None, "cannot")),
        ("Mae'n ddrwg gen i, alla i ddim mynd", Reply(None, "cannot")),
        ("Na allaf", Reply(None, "cannot")),
        ("dwi ddim yn gallu dod heno", Reply(None, "cannot")),
        ("dwi ddim yn mynd", Reply(None, "cannot")),
        ("sai'n gallu", Reply(None, "cannot")),
        ("fedra i ddim", Reply(None, "cannot")),
        # there
        ("yma nawr", Reply(None, "with_resident")),
        ("Yma rŵan", Reply(None, "with_resident")),
        ("dwi yma", Reply(None, "with_resident")),
        ("Dw i gyda hi", Reply(None, "with_resident")),
        ("dwi efo hi rwan", Reply(None, "with_resident")),
        ("newydd wedi cyrraedd", Reply(None, "with_resident")),
        # ends
        ("popeth yn iawn", Reply(None, "close", outcome="helped")),
        ("POPETH YN IAWN", Reply(None, "close", outcome="helped")),
        ("Mae hi'n iawn, diolch", Reply(None, "close", outcome="helped")),
        ("Dwi gyda hi, popeth yn iawn", Reply(None, "close", outcome="helped")),
        ("wedi siarad â hi", Reply(None, "close", outcome="spoke to them")),
        ("Dwi wedi siarad gyda mam, mae hi'n iawn", Reply(None, "close", outcome="spoke to them")),
        ("Aeth i'r ysbyty", Reply(None, "close", outcome="taken to hospital")),
        ("Mae hi wedi mynd i'r ysbyty", Reply(None, "close", outcome="taken to hospital")),
        ("mae'r ambiwlans wedi mynd â hi", Reply(None, "close", outcome="taken to hospital")),
        # help is on its way, and ends nothing
        ("dwi gyda hi, aros am yr ambiwlans", Reply(None, "with_resident", ambulance=True)),
        ("mae'r ambiwlans yma", Reply(None, "with_resident", ambulance=True)),
        ("wedi ffonio 999", Reply(None, "ambulance", ambulance=True)),
        ("Ffoniais i 999", Reply(None, "ambulance", ambulance=True)),
        ("Dwi gyda hi, wedi ffonio 999", Reply(None, "with_resident", ambulance=True)),
        ("popeth yn iawn, wedi galw ambiwlans", Reply(None, "ambulance", ambulance=True)),
        ("dwi gyda hi yn aros am ambiwlans", Reply(None, "with_resident", ambulance=True)),
        ("mae'r ambiwlans yma nawr", Reply(None, "with_resident", ambulance=True)),
        ("methu mynd i mewn", Reply(None, "close", outcome="no access")),
        ("dim mynediad", Reply(None, "close", outcome="no access")),
        ("dim ateb wrth y drws", Reply(None, "close", outcome="no access")),
        ("larwm ffug", Reply(None, "close", outcome="false alarm")),
        ("Larwm ffug, popeth yn iawn K7", Reply("K7", "close", outcome="false alarm")),
        # English from somebody who is texted in Welsh
        ("on my way", Reply(None, "travelling")),
        ("I'm there now so all fine", Reply(None, "close", outcome="helped")),
        ("can't", Reply(None, "cannot")),
        ("ar y ffordd, on my way", Reply(None, "travelling")),
    ],
)
def test_what_is_said_is_understood(text: str, meant: Reply) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "ddim yn iawn",
        "dyw popeth ddim yn iawn",
        "nid yw popeth yn iawn",
        "popeth yn iawn?",
        "ydy popeth yn iawn",
        "ydi popeth yn iawn?",
        "a yw popeth yn iawn",
        "gobeithio bod popeth yn iawn",
        "gobeithio popeth yn iawn",
        "dwi'n meddwl bod popeth yn iawn",
        "mae hi'n dweud bod popeth yn iawn",
        "rho wybod os yw popeth yn iawn",
        "popeth yn iawn ond mae hi'n gwaedu",
        "popeth yn iawn? nac ydy",
        "na, popeth yn iawn ddim",
        "dim popeth yn iawn",
        "fydd popeth yn iawn",
        "bydd popeth yn iawn",
        "bron popeth yn iawn",
        "efallai bod popeth yn iawn",
        "falle larwm ffug",
        "larwm ffug?",
        "nid larwm ffug",
        "oedd e'n larwm ffug",
        "dim larwm ffug",
        "heb siarad â hi",
        "heb ffonio 999",
        "dwi heb wedi siarad â hi",
        "wyt ti wedi siarad â hi",
        "oes rhywun wedi ffonio 999",
        "ddylwn i fod wedi ffonio 999",
        "dylwn i fod wedi ffonio 999",
        "pwy sydd wedi ffonio 999",
        "wedi siarad â Ben",
        "dwi'n mynd i'r ysbyty",
        "dwi wedi mynd i'r ysbyty",
        "es i i'r ysbyty",
        "bydd hi'n mynd i'r ysbyty",
        "dyw hi heb fynd i'r ysbyty",
        "ydy hi wedi mynd i'r ysbyty",
        "wedi ffonio 999",
        "dim ateb",
        "2 popeth yn iawn",
        "methu dweud popeth yn iawn",
        "iawn",
        "ie",
        "popeth",
        "gwnewch yn siŵr bod popeth yn iawn",
        "Popeth yn iawn. Beth ddigwyddodd?",
        "gall fod yn larwm ffug",
        "not popeth yn iawn",
        "hope popeth yn iawn",
        "all ok os yw hi'n iawn",
        "all ok ond mae hi'n gwaedu",
    ],
)
def test_nothing_closes_by_accident(text: str) -> None:
    assert read(text).does != "close"


@pytest.mark.parametrize(
    "text",
    [
        "heb ffonio 999",
        "wyt ti wedi ffonio 999",
        "oes rhywun wedi ffonio 999",
        "ddylwn i fod wedi ffonio 999",
        "dylwn i fod wedi ffonio 999",
        "dwi ddim wedi ffonio 999",
        "wedi ffonio 999?",
        "ydy'r ambiwlans yma",
        "nid yw'r ambiwlans yma",
        "dyw'r ambiwlans heb ddod",
        "mae Ben yn dweud bod nhw wedi ffonio 999",
    ],
)
def test_999_is_not_noted_by_accident(text: str) -> None:
    assert not read(text).ambulance


@pytest.mark.parametrize(
    "text",
    [
        "dwi ddim yn mynd",
        "dydw i ddim yn mynd",
        "ydych chi'n mynd",
        "pwy sy'n mynd",
        "ydy Ben yn mynd?",
        "Mae Ben yn mynd",
        "Mae hi'n mynd",
        "mae Anna ar y ffordd",
        "ydy'r ambiwlans ar y ffordd",
        "oes rhywun ar y ffordd",
        "dwi'n mynd i'r gwely",
        "dwi'n mynd adref",
        "dwi'n mynd yfory",
        "dwi'n mynd os oes angen",
        "fe wna i ffonio wedyn",
        "ar y ffordd adref",
        "ar y ffordd i'r gwaith",
        "ddim ar y ffordd",
        "dwi ddim yma nawr",
        "mae Ben yma nawr",
        "pwy sydd gyda hi",
        "aros gyda hi",
        "arhoswch gyda hi",
        "oes rhywun yno nawr",
        "neb yno nawr",
        "hoffwn i fynd",
        "byddaf yn mynd wedyn",
        "so fi'n mynd",
        "smo fi'n mynd",
        "1 ond alla i ddim",
        "1 neu 2",
        "1?",
        "17 Heol Elm",
        "mynd i ffwrdd ar wyliau",
        "sut mae pethau'n mynd",
        "dylwn i fynd",
        "ga i fynd",
        "gobeithio mynd",
    ],
)
def test_nothing_acknowledges_by_accident(text: str) -> None:
    assert read(text).does in (None, "cannot"), read(text)


@pytest.mark.parametrize(
    "text",
    [
        "mae hi'n methu codi",
        "mae'n methu mynd",
        "Ben yn methu dod",
        "methu clywed hi",
        "methu cael ateb",
        "methu dod o hyd iddi",
        "alla i ddim ei chlywed hi",
        "alla i ddim credu",
        "ar y ffordd, methu siarad",
        "dwi ddim yn mynd i'w gadael hi",
        "pam methu",
        "wyt ti'n methu dod",
    ],
)
def test_who_goes_is_not_said_to_refuse(text: str) -> None:
    assert read(text).does != "cannot", read(text)


def test_welsh_is_understood_of_those_who_speak_it() -> None:
    assert read_in("popeth yn iawn", CODES) == Reply(None, None)
    assert read_in("popeth yn iawn", CODES, find("en-GB")) == Reply(None, None)
    assert read_in("1 ar y ffordd", CODES) == Reply(None, None)


def test_a_resident_says_in_welsh_that_nobody_is_needed() -> None:
    assert says_well("Dwi'n iawn.", WELSH)
    assert says_well("I’m fine", WELSH)
    assert not says_well("Dwi'n iawn.")
    assert not says_well("dwi ddim yn iawn", WELSH)


@tuned(deadline=None)
@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    reply = read(text)
    assert reply.minutes is None or 0 < reply.minutes <= MOST_MINUTES
    assert (reply.outcome is None) == (reply.does != "close")


VOCABULARY = ("1", "2", "3", "20", "K7", "ddim", "nid", "popeth yn iawn", "ar y ffordd", "dwi'n mynd", "methu",
              "hi", "mae", "yn", "iawn", "?", ".", ",", "gyda hi", "yma nawr", "os", "gobeithio", "wedi ffonio 999",
              "dwi", "ond", "ni", "wedi siarad â hi", "heb", "larwm ffug",
              "all ok", "on my way", "not", "hope", "I'm")  # fmt: skip
some_words = st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join)


@tuned(deadline=None)
@given(some_words, st.sampled_from(("nid ", "dwi ddim yn meddwl bod ", "gobeithio ", "I hope ", "dyw e ddim yn wir ")))
def test_a_doubted_text_never_closes(text: str, doubt: str) -> None:
    assert read(doubt + text).does != "close"
    assert read(f"{text}?").does != "close" or "." in text or "," in text
    assert read(f"{text}. na").does != "close"


@tuned(deadline=None)
@given(some_words)
def test_another_language_more_never_makes_an_english_doubt_a_close(text: str) -> None:
    """What English alone would not close because it doubts it, Welsh besides does not close for its English words."""
    for doubt in ("not ", "hope "):
        assert read(doubt + text).does != "close"


def test_a_long_text_is_read_in_no_time_and_does_nothing() -> None:
    assert read("mae hi'n dweud ei bod yn mynd i " * 2000).does is None
    for words in ("dwi ", "dwi'n mynd ", "ar y ffordd ", "mynd i weld ", "sori ", "methu ", "wedi ffonio 999 ", "'n ",
                  "mae'n ddrwg gen i ", "ni ", "da ni yn ", "alla i ddim ", "mewn tua 10 ", "rwyn ",
                  "rwyn", "dwin ", "nin ", "da ni", "iawn "):  # fmt: skip
        began = time.process_time()
        read(words * 3000 + "!")
        read(words * 300 + "y")
        assert time.process_time() - began < 0.5, words
