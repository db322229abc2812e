"""After key 1 in a call: what is heard then, and who is rung with the way in."""

import pytest
from msgspec import structs

from hub.model.effects import Withdraw
from hub.model.events import Replied
from hub.model.household import Access, Contact, Secret
from tests.core.samples import ANNA, BEN, MARY
from tests.core.test_calling import BOTH, DAY, LANDLINE, House

IN = Access(key_safe="left of the back door", key_safe_code=Secret(env="K"))
DEAF = structs.replace(MARY, needs=("hard of hearing", "dog"))


def house_with_a_way_in(*contacts: Contact) -> House:
    return House(*contacts, now=DAY, access=IN, residents=(DEAF,))


def test_who_presses_1_hears_what_is_needed_and_may_ask_how_to_get_in() -> None:
    house = house_with_a_way_in(LANDLINE, ANNA).press()
    assert house.calls[0].then == "Mary S, 12 Elm Road. Hard of hearing, dog. To hear how to get in, press 4."
    house.key("1").key("4", after="1")
    asked, way_in = house.calls
    assert (way_in.purpose, way_in.to, way_in.fill) == ("access", "ben", "by telephone")
    assert way_in.says == "This is CareHub. Press 1 to hear how to get in."
    assert way_in.then == "Mary S, 12 Elm Road. (***) Please keep no note of it once it is over."
    assert [grant.to for grant in house.incident.access] == ["ben"]
    house.key("1", call=way_in).key("2", call=way_in)
    assert house.incident.state == "acknowledged", "in that call the keys answer nothing"
    assert (house.incident.holder or ANNA).name == "Ben"
    assert asked.fill == ""


def test_the_way_in_is_taken_back_when_somebody_else_has_it() -> None:
    house = house_with_a_way_in(LANDLINE, ANNA).press().key("1").key("4", after="1")
    house(Replied(at=house.now, number=ANNA.phone or "", text="3 K7", sid="s1"))
    taken_back = [e for e in house.did if isinstance(e, Withdraw) and "access" in e.purposes]
    assert taken_back and [grant.ended for grant in house.incident.access] == [house.now]
    assert len(house.calls) == 3, "no telephone rings to say that"
    assert "Anna has it now. You need not go." in house.calls[-1].says


def test_who_does_not_go_hears_no_way_in() -> None:
    house = house_with_a_way_in(LANDLINE, ANNA).press()
    house(Replied(at=house.now, number=ANNA.phone or "", text="1 K7", sid="s1")).key("1").key("4", after="1")
    assert house.calls[-1].purpose == "answer"
    assert house.calls[-1].says == "This is CareHub. Only who is going is told how to get in. Anna has it."
    assert house.incident.access == ()


def test_who_can_be_texted_is_texted_the_way_in() -> None:
    house = House(BOTH, BEN, access=IN, residents=(DEAF,)).press().key("1").key("4", after="1")
    assert len(house.calls) == 1
    assert [t.fill for t in house.texts if t.purpose == "access"] == ["way in"]


@pytest.mark.parametrize(
    "contact", [structs.replace(LANDLINE, can_attend=False), structs.replace(LANDLINE, language="cy")]
)
def test_who_cannot_be_there_is_offered_nothing_and_welsh_is_said_in_welsh(contact: Contact) -> None:
    (call,) = house_with_a_way_in(contact, ANNA).press().calls
    welsh = "Mary S, 12 Elm Road. Trwm y clyw, ci. I glywed sut i fynd i mewn, gwasgwch 4."
    assert call.then == ("" if not contact.can_attend else welsh)


def test_a_4_before_the_1_asks_for_nothing_and_does_not_spend_the_4_after_it() -> None:
    house = house_with_a_way_in(LANDLINE, ANNA).press().key("4", sid="FN7").key("1", sid="FN7")
    assert len(house.calls) == 1
    house.key("4", sid="FN7", after="1").key("4", call=house.calls[0], sid="FN7", after="1")
    assert [c.purpose for c in house.calls] == ["alarm", "access"]


def test_a_house_without_notes_offers_none_and_tells_none() -> None:
    house = House(LANDLINE, ANNA, now=DAY).press()
    assert house.calls[0].then == "Mary S, 12 Elm Road."
    house.key("1").key("4", after="1")
    assert (len(house.calls), house.incident.access) == (1, ())
