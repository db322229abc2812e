"""A text is its sender's however a network spells their number, and never somebody else's."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from hub.core.numbers import digits, spellings
from hub.core.state import State
from hub.model.events import Replied
from hub.model.household import Settings, Sms
from tests.core.anything import START, engine
from tests.core.samples import ANNA, BEN, MARY, home, settings

DUBLIN = "+353870000111"


def told(number: str, made: Settings) -> State:
    state = engine().start("e", made, START)
    return engine().step(state, Replied(at=START, number=number, text="daily 9", sid="s1"))[0]


@pytest.mark.parametrize(
    "spelling", ["+447700900111", "447700900111", "07700900111", "00447700900111", "07700 900 111"]
)
def test_a_text_is_annas_however_it_is_spelled(spelling: str) -> None:
    assert list(told(spelling, settings()).facts.daily) == ["anna"]


@pytest.mark.parametrize(
    "spelling", ["7700900111", "0700900111", "007700900111", "+07700900111", "900111", "", "CareHub"]
)
def test_what_is_no_spelling_of_it_is_a_strangers(spelling: str) -> None:
    assert told(spelling, settings()).facts.daily == {}


def test_a_number_of_another_country_lacks_no_code_here() -> None:
    away = settings(contacts=(structs.replace(ANNA, phone=DUBLIN), BEN), sms=Sms(sender="+447700900000"))
    assert told("0870000111", away).facts.daily == {}
    assert list(told("00353870000111", away).facts.daily) == ["anna"]
    there = structs.replace(away, sms=Sms(sender="+353870000000"))
    assert list(told("0870000111", there).facts.daily) == ["anna"]
    assert told("07700900222", there).facts.daily == {}


def test_a_spelling_that_may_be_two_is_neither() -> None:
    twice = spellings(["+447700900111", "+447700900111"], "+447700900000")
    assert twice["07700900111"] == "+447700900111"
    # The second is no number that settings would take; what matters is that its digits are a spelling of the first.
    assert "00447700900111" not in spellings(["+447700900111", "+00447700900111"], "+447700900000")


@given(st.lists(st.integers(0, 999), min_size=1, max_size=6, unique=True))
def test_every_spelling_is_one_persons(ends: list[int]) -> None:
    numbers = [f"+447700900{end:03d}" for end in ends]
    found = spellings(numbers, numbers[0])
    for spelling, number in found.items():
        assert number in numbers
        assert phonenumbers.parse(spelling, "GB") == phonenumbers.parse(number)
    assert len(found) == 2 * len(numbers)
    assert not found.keys() & {digits(number) for number in numbers}


def test_a_home_without_a_phone_knows_nobody() -> None:
    nobody = home(contacts=(), residents=(structs.replace(MARY, phone=None),))
    assert nobody.whole("07700900111") == "07700900111"
