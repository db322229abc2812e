"""What is said after key 1, and the way in by telephone: whole, sayable, and no code before it leaves the house."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from hub.core import wording_after_key
from hub.core.home import Home
from hub.core.speech import Speaker, speaker
from hub.core.wording_calls import MOST
from hub.model.effects import Call
from hub.model.household import Access, Secret
from hub.model.ids import EffectKey
from tests.core.samples import ANNA, MARY, at, incident, settings
from tests.core.test_wording_calls import NASTY, SAYABLE

ACCESS = Access(
    street_door="blue door, ring flat 3", street_door_code=Secret(env="D"), key_safe="left of the back door",
    key_safe_code=Secret(env="K"), dog="Bess, friendly", oxygen="bedroom: no flames",
)  # fmt: skip
CODES = {"street_door_code": "C12X", "key_safe_code": "47*1#"}


def to(language: str = "en-GB", needs: tuple[str, ...] = (), name: str = "Mary S", access: Access = ACCESS) -> Speaker:
    mary = structs.replace(MARY, needs=needs, name=name, address_hint=f"{name} 12 Elm Rd")
    contacts = (structs.replace(ANNA, language=language),)
    return speaker(Home(settings(contacts=contacts, residents=(mary,), access=access)), "anna")


def made(speaks: Speaker) -> Call:
    then = wording_after_key.way_in(speaks, incident())
    return Call(
        key=EffectKey("k"), at=at("03:00"), to="anna", number=ANNA.phone or "", says="", purpose="access",
        expires=at("03:10"), then=then, fill="by telephone",
    )  # fmt: skip


def test_the_way_in_is_filled_as_it_leaves_and_a_code_is_said_sign_by_sign() -> None:
    assert "(***)" in made(to()).then
    assert wording_after_key.filled(to(), made(to()), CODES).then == (
        "Mary S 12 Elm Rd, Mary S 12 Elm Rd. Street door: blue door, ring flat 3, code C, 1, 2, X. "
        "Key safe: left of the back door, code 4, 7, star, 1, hash. Dog: Bess, friendly. Oxygen: bedroom: no flames. "
        "Please keep no note of it once it is over."
    ).replace("Mary S 12 Elm Rd, Mary S 12 Elm Rd", "Mary S, Mary S 12 Elm Road")


def test_a_code_that_cannot_be_found_is_said_to_be_unknown() -> None:
    assert "back door, code unknown." in wording_after_key.filled(to(), made(to()), {"street_door_code": "1"}).then


def test_another_call_is_left_as_it_is() -> None:
    plain = structs.replace(made(to()), fill="")
    assert wording_after_key.filled(to(), plain, CODES) is plain


@pytest.mark.parametrize("language", ["en-GB", "cy", "pl"])
@pytest.mark.parametrize("name", NASTY)
def test_nothing_is_said_that_a_voice_cannot_say_or_a_flow_would_read(name: str, language: str) -> None:
    speaks = to(language, needs=(name, "dog"), name=name, access=Access(key_safe=name, key_safe_code=Secret(env="K")))
    said = wording_after_key.after_1(speaks, incident(), key=True)
    whole = said + wording_after_key.filled(speaks, made(speaks), CODES).then
    assert {c for c in whole if not c.isalnum()} <= SAYABLE
    assert len(said) <= MOST and said.rstrip(".").endswith("4"), "how to ask for the way in is never cut"


@given(st.lists(st.text(max_size=40), max_size=4))
def test_whatever_the_needs_are_it_makes_sense(needs: list[str]) -> None:
    said = wording_after_key.after_1(to(needs=tuple(needs)), incident(), key=True)
    assert said.startswith("Mary S, ") and said.endswith(". To hear how to get in, press 4.")
    assert "  " not in said and ". ." not in said
