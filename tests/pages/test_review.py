"""What must not be, tried by somebody who had not written it: a test that is answered, a proof that is none."""

import asyncio

import pytest
from msgspec import structs

from hub.model.household import Resident
from hub.model.ids import ResidentId
from hub.pages.accounts import Person, sessions
from hub.pages.incidents import doing
from hub.pages.roles import Role
from hub.pages.site import Site
from hub.pages.visit.access import rests_on
from hub.settings.editing import with_value
from tests.core.samples import home, incident
from tests.pages.alarms import CODE, Reader, hub, pressed, readers
from tests.pages.conftest import Browser
from tests.support.beside import Beside, until

__all__ = ["hub", "readers"]


def test_nobody_goes_to_a_test_and_it_opens_no_door(hub: Beside, site: Site, readers: dict[Role, Browser]) -> None:
    button = next(each.id for each in site.settings.devices if each.use == "help button")
    assert asyncio.run(site.hub.ask("test device", device=button, by="Ivy Fitter"))["ok"]
    hub.passes(seconds=2)
    hub.press()
    until(lambda: bool(hub.open_now))
    (test,) = hub.open_now.values()
    anna = Reader(readers["carer"], test.id)
    for does in ("go", "with_resident", "ambulance", "cannot", "hand_over"):
        for _ in range(2):
            answer = anna.sends(does=does, to="ben")
            assert answer.status_code == 409 and "Nothing was done: it is a test." in answer.text
    answer = anna.sends("way-in")
    assert answer.status_code == 409 and CODE not in answer.text
    assert hub.open_now[test.reference] == test and hub.phone.texts == []
    assert anna.sends(does="close", outcome="test").status_code == 303


def test_what_was_refused_is_not_done_the_second_time(hub: Beside, readers: dict[Role, Browser]) -> None:
    anna = Reader(readers["carer"], pressed(hub))
    for _ in range(2):
        assert anna.sends(does="hand_over", to="ben").status_code == 409


def test_nobody_says_of_somebody_else_that_all_is_well(site: Site) -> None:
    """Two live here, and one of them fell: the other cannot call it off."""
    two = (Resident(id=ResidentId("mary"), name="Mary"), Resident(id=ResidentId("tom"), name="Tom"))
    couple, alone = home(residents=two), home(residents=two[:1])
    fell = incident(resident="mary")
    mary, tom, unnamed = (Person(id=1, name="x", role="resident", contact=each) for each in ("mary", "tom", ""))
    assert [doing.may_say_well(fell, each, couple) for each in (mary, tom, unnamed)] == [True, False, False]
    assert all(doing.may_say_well(structs.replace(fell, resident=None), each, couple) for each in (mary, tom, unnamed))
    assert doing.may_say_well(fell, unnamed, alone)


def test_a_form_of_anothers_alarm_is_refused(hub: Beside, site: Site, readers: dict[Role, Browser]) -> None:
    mary = Reader(readers["resident"], pressed(hub))
    before = hub.open_now["K7"]
    assert before.resident is not None
    site.file.write_text(site.file.read_text() + '\n[[residents]]\nid = "tom"\nname = "Tom"\n')
    site.accounts.conn.execute("UPDATE people SET contact = 'tom' WHERE role = 'resident'")
    answer = mary.sends("all-is-well")
    assert answer.status_code == 409 and "this is about somebody else who lives here" in answer.text
    assert hub.open_now["K7"] == before
    assert "/all-is-well" not in mary.look()


def test_a_way_in_that_was_changed_elsewhere_is_to_be_tried_again(site: Site, signed_in: dict[Role, Browser]) -> None:
    ivy = signed_in["installer"]
    ivy.post("/visit/begin", on="/visit")
    ivy.post("/visit/access", street_door="blue door", key_safe="left", key_safe_code="C4711X")
    for part in ("door", "safe", "key"):
        ivy.post("/visit/access/tried", on="/visit/access", part=part)
    assert "Every part was tried" in ivy.get("/visit/access").text
    before = rests_on(site.settings, "safe")
    site.file.write_text(with_value(site.file.read_text(), ("access", "key_safe"), "right of the gate"))
    assert rests_on(site.settings, "safe") != before
    assert "Not tried yet: Key safe; Key." in ivy.get("/visit/access").text


def test_to_be_listened_to_prolongs_no_session(site: Site, signed_in: dict[Role, Browser]) -> None:
    rob = next(each for each in site.accounts.people() if each.role == "responder")
    token = sessions.begin(site.accounts.conn, rob.id, "", False, site.now())
    site.now.passes(hours=11)  # type: ignore[attr-defined]
    assert site.accounts.is_signed_in(token, site.now())
    site.now.passes(hours=2)  # type: ignore[attr-defined]
    assert not site.accounts.is_signed_in(token, site.now())
    token = sessions.begin(site.accounts.conn, rob.id, "", False, site.now())
    assert site.accounts.remove(rob.id, site.now()) == ""
    assert not site.accounts.is_signed_in(token, site.now())


@pytest.mark.parametrize("name", ["Anna", " ANNA ", "anna", "Mary S", "+447700900111"])
def test_nobody_signs_in_under_a_name_that_the_hub_takes_for_anothers(
    name: str, site: Site, signed_in: dict[Role, Browser]
) -> None:
    ivy = signed_in["installer"]
    said = {"name": name, "role": "responder", "password": "nine purple otters"}
    answer = ivy.post("/accounts/add", on="/accounts", **said)
    assert answer.status_code == 422
    assert all(each.name != " ".join(name.split()) for each in site.accounts.people() if each.name != "Mary S")
    if name == "Anna":
        assert "Somebody of this name is in the settings." in answer.text
        assert ivy.post("/accounts/add", on="/accounts", **said, contact="anna").status_code == 303


@pytest.mark.parametrize(
    ("field", "said"),
    [("name", {"name": "Mary S"}), ("name", {"name": "Anna"}), ("name", {"name": ""}), ("role", {"role": "king"}),
     ("password", {"password": "short"}), ("password", {"password": "password123"})],
)  # fmt: skip
def test_what_is_wrong_with_an_account_stands_beside_its_field(
    field: str, said: dict[str, str], signed_in: dict[Role, Browser]
) -> None:
    whole = {"name": "Bea Bright", "role": "responder", "password": "nine purple otters", **said}
    answer = signed_in["installer"].post("/accounts/add", on="/accounts", **whole)
    assert answer.status_code == 422
    assert answer.text.count('class="wrong"') == 1 and f'id="{field}-wrong"' in answer.text
    assert 'class="box bad"' not in answer.text
