"""Where two people live and nobody knows whom it concerns, it concerns both."""

from hub.core.codec import decode, encode
from hub.core.home import Home
from hub.model.effects import Document, Text
from hub.model.events import DevicesListed, FaultChanged, Listed, Unplaced
from hub.model.household import Centre, Device, Resident
from hub.model.ids import DeviceId, ResidentId
from tests.core.anything import engine
from tests.core.samples import DEVICES, MARY, home, settings
from tests.core.test_review import NIGHT, Life

MARY_WHO_IS_DEAF = Resident(
    id=MARY.id, name="Mary S", address_hint="12 Elm Rd", phone=MARY.phone, needs=("deaf", "uses a frame")
)
JOHN = Resident(
    id=ResidentId("john"), name="John S", address_hint="Flat B", phone="+447700900101", needs=("uses a frame",)
)
CORD = Device(id=DeviceId("cord"), name="Pull cord", use="help button")
TWO = settings(
    residents=(MARY_WHO_IS_DEAF, JOHN), devices=(*DEVICES, CORD), centre=Centre(url="mqtt://127.0.0.1"),
)  # fmt: skip


def test_a_button_that_nobody_wears_calls_for_both() -> None:
    life = Life(TWO)
    incident = life.press("cord")
    assert incident.resident is None
    texts = [effect.body for effect in life.sent if isinstance(effect, Text)]
    assert texts
    assert all("Mary S and John S, 12 Elm Rd" in body for body in texts)
    document = next(effect.document for effect in life.sent if isinstance(effect, Document))
    assert document.residents == ("Mary S", "John S")
    assert document.needs == ("deaf", "uses a frame")


def test_a_button_that_mary_wears_calls_for_her() -> None:
    life = Life(TWO)
    assert life.press("pendant").resident == "mary"
    document = next(effect.document for effect in life.sent if isinstance(effect, Document))
    assert (document.residents, document.needs) == (("Mary S",), ("deaf", "uses a frame"))


def test_smoke_concerns_both_and_is_still_one_incident_after_a_restart() -> None:
    life = Life(TWO)
    life.says("smoke", "smoke")
    (smoke,) = life.state.facts.open.values()
    assert (smoke.resident, smoke.key) == (None, "smoke|home")
    life.state = decode(encode(life.state), life.engine)
    life.says("smoke", "smoke", False)
    life.says("smoke", "smoke")
    assert [i.id for i in life.state.facts.open.values()] == [smoke.id]


def test_an_unknown_button_that_turns_out_to_be_marys_is_hers_and_one_that_nobody_wears_is_both_peoples() -> None:
    for address, whose in (("pendant", "mary"), ("cord", None)):
        life = Life(TWO)
        life.engine = engine()
        life.happens(Unplaced(at=NIGHT, source="zigbee2mqtt", name="button", payload='{"action":"sos"}'))
        (before,) = life.state.facts.open.values()
        assert before.resident is None
        listed = (Listed(name="button", address=DeviceId(address)),)
        life.happens(DevicesListed(at=NIGHT, source="zigbee2mqtt", devices=listed))
        assert life.state.facts.open[before.id].resident == whose


def test_a_test_is_about_both() -> None:
    life = Life(TWO)
    life.answers("test")
    (test,) = life.state.facts.open.values()
    assert test.resident is None


def test_both_are_told_on_their_own_phones_that_something_does_not_work() -> None:
    life = Life(TWO)
    life.happens(FaultChanged(at=life.now, cause="disk", present=True, because="it is full", life_saving=True))
    life.wait(600)
    own = {
        effect.to: effect.number for effect in life.sent if isinstance(effect, Text) and effect.to[:9] == "resident:"
    }
    assert own == {"resident:mary": MARY.phone, "resident:john": JOHN.phone}


def test_where_one_person_lives_it_is_always_them() -> None:
    alone = home()
    assert alone.resident(None) is alone.resident(MARY.id)
    assert (alone.known(None), alone.concerned(None)) == (MARY.id, (MARY,))


def test_of_several_all_are_named_and_nobodys_phone_stands_for_all() -> None:
    three = Home(settings(residents=(MARY, JOHN, Resident(id=ResidentId("tom"), name="Tom"))))
    assert three.resident(None).name == "Mary S, John S and Tom"
    assert three.resident(ResidentId("stranger")).phone is None
    assert three.resident(JOHN.id) == JOHN
