"""The texts of the chain after "I've got it": each is one part in every language, and keeps its code."""

from collections.abc import Callable

import pytest
from hypothesis import given

from hub.core import wording_chain as chain
from hub.core.home import Home
from hub.core.speech import Speaker
from hub.model.incidents import Incident
from tests.core.test_wording import EVERY, NASTY, NOW, home, nasty, one_part, ordinary, to, words

TEXTS: dict[str, Callable[[Speaker, Incident, str], str]] = {
    "arrived": lambda to, of, name: chain.arrived(to, of, NOW, 5),
    "ambulance_come": lambda to, of, name: chain.ambulance_come(to, of, NOW, 15),
    "pressed_again": lambda to, of, name: chain.pressed_again(to, of, NOW, f"{name} pressed", NOW),
    "called_999": lambda to, of, name: chain.called_999(to, of, NOW),
    "coordinates": lambda to, of, name: chain.coordinates(to, of, NOW),
    "not_at_the_door": lambda to, of, name: chain.not_at_the_door(to, of),
    "take_over": lambda to, of, name: chain.take_over(to, of, NOW, name),
    "still_yours": lambda to, of, name: chain.still_yours(to, of, f"{name} is asked"),
    "not_yours": lambda to, of, name: chain.not_yours(to, of),
    "to_whom": lambda to, of, name: chain.to_whom(to, (name, *NASTY), of.reference),
}
CARRIERS = {"stop", "end", "quit", "cancel", "unsubscribe", "yes", "start"}


@EVERY
@pytest.mark.parametrize("text", TEXTS)
@given(made=nasty(), name=words)
def test_each_is_one_part_and_keeps_its_code(tag: str, text: str, made: tuple[Home, Incident], name: str) -> None:
    lived, of = made
    body = TEXTS[text](to(lived, tag), of, name)
    one_part(body)
    assert body.startswith("CareHub") and body.endswith(f" {of.reference}")


@EVERY
@pytest.mark.parametrize("text", TEXTS)
def test_none_asks_for_a_word_of_the_carriers(tag: str, text: str) -> None:
    body = TEXTS[text](to(home(), tag), ordinary("help"), "Ben")
    assert not CARRIERS & {word.strip(".,:?").lower() for word in body.split()}


def test_every_text_of_the_chain_is_among_them() -> None:
    made = {n for n, f in vars(chain).items() if callable(f) and f.__module__ == chain.__name__ and n[0] != "_"}
    assert made == set(TEXTS)
