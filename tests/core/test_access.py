"""How to get in: who hears it, what is kept of it, and who is asked to forget it (behaviour 40)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st
from msgspec import json, structs

from hub.core import gsm, requests, wording_access
from hub.core.home import Home
from hub.core.languages import find
from hub.core.requests import Request
from hub.core.speech import speaker
from hub.model.effects import Recorded, Result, Text, Withdraw
from hub.model.events import Answered, Replied, Reported, Said
from hub.model.household import Access, Resident, Rung, Secret
from hub.model.ids import EffectKey
from tests.core.samples import ANNA, BEN, CLEO, MARY, at, home, incident, settings
from tests.core.test_inbox import Hub
from tests.core.test_wording import NASTY

CODES = {"street_door_code": "C12X", "key_safe_code": "4321"}
ACCESS = Access(
    street_door="blue door, ring flat 3", street_door_code=Secret(env="D"), key_safe="left of the back door",
    key_safe_code=Secret(env="K"), dog="Bess, friendly", oxygen="bedroom: no flames", notes="speak to her left ear",
)  # fmt: skip
LADDER = (Rung(tell=("anna", "ben", "cleo"), wait=timedelta(hours=9)),)


def living(**other: Any) -> Hub:
    """A home with something to tell about the way in."""
    return Hub(access=ACCESS, ladder=LADDER, **other)


def told(hub: Hub, when: str, by: str | None, text: str) -> list[Text]:
    """The texts to whoever sent this one."""
    hub.sids += 1
    came = hub.run(Replied(at=at(when), number=by or "", text=text, sid=f"x{hub.sids}"))
    return [e for e in came if isinstance(e, Text) and e.number == by]


def pressed() -> Hub:
    hub = living()
    hub.run(Reported(at=at("09:00"), source="zigbee2mqtt", name="pendant", said=(Said("help", "sos"),)))
    return hub


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KEY", None), ("key", None), ("Key?", None), ("KEY K7", "K7"), ("k7 key", "K7"), ("key please", None),
        ("Where is the key?", None), ("key safe", None), ("keysafe code", None), ("How do I get in?", None),
        ("the door code please", None), ("I need the key", None),
    ],
)  # fmt: skip
def test_who_asks_for_the_key_is_understood(text: str, code: str | None) -> None:
    assert requests.read(text, frozenset({"K7"})) == Request("way in", code)


@pytest.mark.parametrize(
    ("text", "to", "code"),
    [
        ("give to Ben", "ben", None), ("Give it to Ben please", "ben", None), ("hand over to Ben K7", "ben", "K7"),
        ("pass it on to Siôn O’Brien", "siôn o'brien", None), ("please give this to Ben, thanks", "ben", None),
        ("K7 give to Ben", "ben", "K7"),
    ],
)  # fmt: skip
def test_who_hands_over_is_understood(text: str, to: str, code: str | None) -> None:
    assert requests.read(text, frozenset({"K7"})) == Request("hand over", code, to)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ALLWEDD", Request("way in", None)), ("allwedd K7", Request("way in", "K7")),
        ("ble mae'r allwedd?", Request("way in", None)), ("rhoi i Ben K7", Request("hand over", "K7", "ben")),
        ("rhowch hwn i Siân", Request("hand over", None, "siân")), ("key", Request("way in", None)),
    ],
)  # fmt: skip
def test_who_is_texted_in_welsh_may_ask_in_welsh(text: str, meant: Request) -> None:
    assert requests.read(text, frozenset({"K7"}), find("cy")) == meant


@pytest.mark.parametrize(
    "text",
    [
        "", "1", "on my way, is the key in the box?", "I have 1 key", "the key is gone", "no key", "keyboard", "1 key",
        "K7 M7 key", "give her my love", "I gave it to Ben", "Ben has the key", "give to", "not give to Ben",
    ],
)  # fmt: skip
def test_nothing_else_asks_for_anything(text: str) -> None:
    assert requests.read(text, frozenset({"K7", "M7"})) is None


def test_only_who_goes_is_told_and_the_record_says_that_and_not_what() -> None:
    hub = pressed()
    assert [t.fill for t in told(hub, "09:01", BEN.phone, "key")] == [""]
    told(hub, "09:02", ANNA.phone, "1")
    texts = told(hub, "09:03", ANNA.phone, "KEY")
    assert [(t.fill, t.purpose, t.expires - t.at) for t in texts] == [
        ("way in", "access", timedelta(minutes=10)),
        ("inside", "access", timedelta(minutes=10)),
    ]
    (open_,) = hub.open.values()
    assert any(e.says == "Anna was told how to get in" for e in open_.evidence)
    kept = json.encode((hub.state.facts, texts)).decode()
    assert [word for word in ("blue door", "back door", "Bess", "flames", "left ear") if word in kept] == []


def test_a_coordinator_who_rang_999_may_tell_the_crew_how_to_get_in() -> None:
    hub = pressed()
    told(hub, "09:01", CLEO.phone, "1")
    assert [t.fill for t in told(hub, "09:02", CLEO.phone, "key")] == [""]
    told(hub, "09:03", CLEO.phone, "999 called")
    assert [t.fill for t in told(hub, "09:04", CLEO.phone, "key")] == ["way in", "inside"]


@pytest.mark.parametrize(
    ("by", "text"), [(ANNA.phone, "2"), (ANNA.phone, "all ok"), (BEN.phone, "there now"), (BEN.phone, "all ok")]
)
def test_who_does_not_go_any_more_is_asked_to_forget_it_once(by: str, text: str) -> None:
    hub = pressed()
    told(hub, "09:02", ANNA.phone, "1")
    told(hub, "09:03", ANNA.phone, "KEY")
    came = hub.run(Replied(at=at("09:05"), number=by, text=text, sid="end"))
    asked = [e for e in came if isinstance(e, Text) and "please delete" in e.body]
    assert [e.number for e in asked] == [ANNA.phone]
    assert any(isinstance(e, Withdraw) and "access" in e.purposes for e in came)
    later = hub.run(Replied(at=at("09:30"), number=BEN.phone or "", text="all ok", sid="later"))
    assert not [e for e in later if isinstance(e, Text) and "please delete" in e.body]


def test_a_late_key_is_not_answered_to_who_has_handed_over() -> None:
    hub = pressed()
    told(hub, "09:02", ANNA.phone, "1")
    told(hub, "09:03", BEN.phone, "there now")
    (answer,) = told(hub, "09:04", ANNA.phone, "KEY")
    assert (answer.fill, "Ben has it" in answer.body) == ("", True)


def test_nothing_about_the_way_in_is_in_a_first_text_or_a_document() -> None:
    hub = living()
    came = hub.run(Reported(at=at("09:00"), source="zigbee2mqtt", name="pendant", said=(Said("help", "sos"),)))
    assert "door" not in json.encode(came).decode()


def text_of(lived: Home, reference: str, fill: Any, name: str = "Mary S") -> Text:
    to = speaker(lived, "anna")
    return Text(
        key=EffectKey("k"), at=at("09:00"), to="anna", number=ANNA.phone or "", purpose="access", expires=at("09:10"),
        body=wording_access.way_in(to, incident("help", reference=reference)), fill=fill,
    )  # fmt: skip


def test_the_words_are_put_in_as_they_leave() -> None:
    lived = home(access=ACCESS)
    to = speaker(lived, "anna")
    first, second = (wording_access.filled(to, text_of(lived, "K7", fill), CODES).body for fill in ("way in", "inside"))
    assert first == (
        "CareHub: Mary S, 12 Elm Rd. Street door: blue door, ring flat 3, code C12X. "
        "Key safe: left of the back door, code 4321. K7"
    )
    assert second == (
        "CareHub: Mary S, 12 Elm Rd. Dog: Bess, friendly. Oxygen: bedroom: no flames. speak to her left ear. K7"
    )


def test_a_code_that_is_not_there_is_said_to_be_unknown_and_any_other_text_stays_as_it_is() -> None:
    lived = home(access=ACCESS)
    to = speaker(lived, "anna")
    whole = wording_access.filled(to, text_of(lived, "K7", "way in"), {})
    assert whole.body.count("code unknown") == 2
    plain = structs.replace(whole, fill="")
    assert wording_access.filled(to, plain, CODES) is plain


words = st.sampled_from(NASTY) | st.text(max_size=118)
codes = st.sampled_from(("1", "4321", "A" * 12, "0" * 40, "€" * 12, "北京"))


@st.composite
def nasty(draw: Callable[..., Any]) -> tuple[Home, dict[str, str]]:
    """A home with the strangest notes that the settings let pass."""
    access = Access(
        street_door=draw(words), street_door_code=draw(st.sampled_from((None, Secret(env="D")))), key_safe=draw(words),
        key_safe_code=draw(st.sampled_from((None, Secret(env="K")))), dog=draw(words), oxygen=draw(words),
        notes=draw(words),
    )  # fmt: skip
    resident = Resident(id=MARY.id, name=draw(words) or "M", address_hint=draw(words))
    return Home(settings(access=access, residents=(resident,))), {name: draw(codes) for name in wording_access.CODES}


@effort(deadline=None)
@given(nasty(), st.sampled_from(("K7", "X4925")))
def test_whatever_the_settings_let_pass_fits_into_one_part(lived: tuple[Home, dict[str, str]], reference: str) -> None:
    where, secrets = lived
    to = speaker(where, "anna")
    for fill in wording_access.fills(where):
        if wording_access.over(where, fill) == 0:
            kept = text_of(where, reference, fill)
            assert gsm.fits(kept.body)
            assert gsm.fits(wording_access.filled(to, kept, secrets).body)


@effort(deadline=None)
@given(nasty(), st.sampled_from(NASTY))
def test_the_answers_about_it_fit_into_one_part(lived: tuple[Home, dict[str, str]], who: str) -> None:
    to, open_ = speaker(lived[0], "anna"), incident("help", reference="X4925")
    for text in (
        wording_access.only_who_goes(to, open_, who), wording_access.only_who_goes(to, open_, ""),
        wording_access.nothing_noted(to, open_), wording_access.forget(to, open_),
    ):  # fmt: skip
        assert gsm.fits(text)
        assert text.endswith("X4925")


# on a page of the hub


def asks(hub: Hub, when: str, by: str, via: Any = "socket", id_: str = "") -> Result:
    """What the hub answers to somebody who asks on a page."""
    event = Answered(at=at(when), via=via, id=id_ or f"page-{when}", by=by, does="way_in", incident="K7")
    (found,) = [e for e in hub.run(event) if isinstance(e, Result)]
    return found


def answers(hub: Hub, when: str, by: str, does: Any, **more: Any) -> list[Any]:
    return hub.run(Answered(at=at(when), via="socket", id=f"do-{when}", by=by, does=does, incident="K7", **more))


def test_on_a_page_too_only_who_goes_is_told_and_it_is_written_down() -> None:
    hub = pressed()
    nobody = asks(hub, "09:01", "anna")
    assert (nobody.ok, "nobody has it yet" in nobody.because) == (False, True)
    answers(hub, "09:02", "anna", "acknowledge")
    assert asks(hub, "09:03", "ben").because == "only who is going is told how to get in; Anna has it"
    assert asks(hub, "09:04", "anna").ok
    (open_,) = hub.open.values()
    assert [(grant.to, grant.way, grant.ended) for grant in open_.access] == [("anna", "page", None)]
    assert open_.evidence[-1].says == "Anna was told how to get in"


def test_somebody_who_is_no_contact_but_has_it_is_told_on_a_page() -> None:
    hub = pressed()
    answers(hub, "09:02", "Rob Runner", "travelling", minutes=5)
    assert asks(hub, "09:03", "Rob Runner").ok
    assert not asks(hub, "09:03", "Rob Walker").ok


def test_the_same_request_again_after_handing_over_is_refused() -> None:
    hub = pressed()
    answers(hub, "09:02", "anna", "acknowledge")
    assert asks(hub, "09:03", "anna", id_="same").ok
    answers(hub, "09:04", "ben", "with_resident")
    again = asks(hub, "09:05", "anna", id_="same")
    assert (again.ok, "Ben has it" in again.because) == (False, True)


def test_after_the_end_and_from_elsewhere_nobody_is_told() -> None:
    hub = pressed()
    answers(hub, "09:02", "anna", "acknowledge")
    assert not asks(hub, "09:03", "anna", via="centre").ok
    answers(hub, "09:04", "anna", "close", outcome="helped")
    after = asks(hub, "09:05", "anna")
    assert (after.ok, "was closed" in after.because) == (False, True)


def test_who_only_read_it_on_a_page_is_not_asked_to_delete_a_text() -> None:
    hub = pressed()
    answers(hub, "09:02", "anna", "acknowledge")
    assert asks(hub, "09:03", "anna").ok
    came = answers(hub, "09:04", "anna", "close", outcome="helped")
    assert not [e for e in came if isinstance(e, Text) and "please delete" in e.body]
    assert any(isinstance(e, Recorded) and e.what == "Anna may not use how to get in any more" for e in came)


def test_a_home_that_notes_nothing_says_so_on_a_page() -> None:
    hub = Hub(ladder=LADDER)
    hub.run(Reported(at=at("09:00"), source="zigbee2mqtt", name="pendant", said=(Said("help", "sos"),)))
    answers(hub, "09:02", "anna", "acknowledge")
    assert asks(hub, "09:03", "anna").because.startswith("nothing is noted about how to get in")
