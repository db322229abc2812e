"""Home, rooms, access and people: what is typed reaches hub.toml, and what cannot be stands beside its field."""

import asyncio
import stat
from pathlib import Path

import pytest
from msgspec import structs

from hub.pages.site import Site
from hub.pages.visit.gaining import forgotten
from hub.pages.visit.record import Visits
from hub.pages.visit.weaker import weaker
from hub.settings import load, resolve, shipped
from hub.settings.history import MOST, kept
from hub.settings.writing import restored
from tests.pages.conftest import Browser, Clock
from tests.pages.test_visit import begun

NASTY = "<img src=x>\"; ' {% raw %} & é"


@pytest.fixture
def ivy(site: Site) -> Browser:
    return begun(site)


def notes(site: Site, name: str) -> dict[str, object]:
    visit = Visits(site.accounts.conn).open()
    assert visit is not None
    return visit.step(name).notes


def home(browser: Browser, **said: str):  # type: ignore[no-untyped-def]
    whole = {"name": "Mary S", "address_hint": "12 Elm Rd", "phone": "07700 900100",
             "needs": "hard of hearing, insulin", "language": "en-GB", "others": "none"}  # fmt: skip
    return browser.post("/visit/home", **{**whole, **said})


def test_home_and_resident_are_written_as_they_were_typed(ivy: Browser, site: Site) -> None:
    assert home(ivy, name=NASTY, pets="yes", others="visitors").headers["location"] == "/visit/rooms"
    (mary,) = site.settings.residents
    assert (mary.name, mary.phone, mary.needs) == (NASTY, "+447700900100", ("hard of hearing", "insulin"))
    assert (site.settings.home.others, site.settings.home.pets) == ("visitors", True)
    text = ivy.get("/visit/home").text
    assert "<img src=x>" not in text and "What works less well here" in text and "only a bed sensor counts" in text


def test_where_one_person_lives_alone_nothing_is_weaker(ivy: Browser) -> None:
    home(ivy)
    text = ivy.get("/visit/home").text
    assert "all movement is their own" in text and "What works less well" not in text


def test_a_kit_that_is_too_small_is_said_on_the_visit() -> None:
    """With a bed only, people are called every day or two; that is to be known before the home goes into service."""
    whole = load(shipped("demo.toml"))

    def said(*uses: str) -> str:
        devices = tuple(each for each in whole.devices if each.use in uses)
        return " ".join(str(words.text) for words in weaker(structs.replace(whole, devices=devices)))

    assert "Expect a call every day or two" in said("bed", "exit door") and "on a way out" not in said(
        "bed", "exit door"
    )
    assert "no sensor is on a way out" in said("motion") and "bed" not in said("motion")


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("phone", "12"), ("phone", "call her"), ("name", "x" * 201)]
)
def test_what_a_resident_cannot_be_stands_beside_its_field(ivy: Browser, site: Site, field: str, value: str) -> None:
    before = site.file.read_text()
    answer = home(ivy, **{field: value})
    assert answer.status_code == 422 and f'id="first-{field}-wrong"' in answer.text
    assert site.file.read_text() == before


def test_a_second_resident_is_added_changed_and_taken_out(ivy: Browser, site: Site) -> None:
    for said in ({"id": "", "name": "Tom S"}, {"id": "tom-s", "name": "Tom S", "needs": "deaf"}):
        ivy.post("/visit/home/resident", on="/visit/home", language="cy", **said)
    assert [(each.id, each.needs) for each in site.settings.residents][1] == ("tom-s", ("deaf",))
    ivy.post("/visit/home/resident", on="/visit/home", id="tom-s", do="remove")
    assert len(site.settings.residents) == 1
    answer = ivy.post("/visit/home/resident", on="/visit/home", id="", name="")
    assert answer.status_code == 422 and 'id="new-name-wrong"' in answer.text


def test_rooms_are_added_renamed_and_taken_out_unless_a_device_stands_there(ivy: Browser, site: Site) -> None:
    ivy.post("/visit/rooms", id="", name="Landing")
    ivy.post("/visit/rooms", id="landing", name="Upper landing", exit="yes")
    room = site.settings.rooms[-1]
    assert (room.id, room.name, room.exit) == ("landing", "Upper landing", True)
    ivy.post("/visit/rooms", id="landing", name="Upper landing", do="remove")
    assert site.settings.rooms[-1].id == "bathroom"
    answer = ivy.post("/visit/rooms", id="hall", name="Hall", do="remove")
    assert answer.status_code == 422 and "hall" in answer.text
    answer = ivy.post("/visit/rooms", id="", name="hall")
    assert answer.status_code == 422 and "a room of this name already" in answer.text


def test_without_a_way_out_the_rooms_are_not_done(ivy: Browser) -> None:
    ivy.post("/visit/rooms", id="hall", name="Hall")
    assert "Which door leads outside?" in ivy.get("/visit/rooms").text


def access(browser: Browser, **said: str):  # type: ignore[no-untyped-def]
    return browser.post("/visit/access", **{"street_door": "blue door", "key_safe": "left of the back door", **said})


def test_a_code_is_kept_where_only_the_hubs_user_reads_it_and_never_shown(ivy: Browser, site: Site) -> None:
    assert access(ivy, key_safe_code="C4711X").status_code == 303
    secret = site.settings.access.key_safe_code
    assert secret is not None and secret.file is not None and resolve(secret) == "C4711X"
    assert stat.S_IMODE(Path(secret.file).stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(secret.file).parent.stat().st_mode) == 0o700
    shown = ivy.get("/visit/access").text + ivy.get("/visit").text
    trail = " ".join(f"{each.did} {each.about}" for each in site.accounts.lately())
    assert "C4711X" not in shown + site.file.read_text() + trail + str(notes(site, "access"))
    answer = access(ivy, key_safe_code="12\u00e9", street_door="x" * 300)
    assert answer.status_code == 422 and 'id="key_safe_code-wrong"' in answer.text and "12\u00e9" not in answer.text
    access(ivy, **{"no-key_safe_code": "yes"})
    assert site.settings.access.key_safe_code is None


def test_the_way_in_is_done_once_each_part_was_tried_and_no_more_after_a_change(
    ivy: Browser, site: Site, clock: Clock
) -> None:
    access(ivy, key_safe_code="C4711X")
    for part in ("door", "safe", "key", "window"):
        ivy.post("/visit/access/tried", on="/visit/access", part=part, by="Sue <b>")
    text = ivy.get("/visit/access").text
    assert "Every part was tried" in text and "opened with the code, by Sue &lt;b&gt; at 03:00 on 28 Nov 2026" in text
    access(ivy, dog="Bess")
    assert "Every part was tried" in ivy.get("/visit/access").text
    access(ivy, dog="Bess", key_safe_code="4712")
    assert "Not tried yet: Key safe; Key." in ivy.get("/visit/access").text


def code(site: Site) -> str:
    """The code of the key safe, as whoever comes is told it."""
    secret = site.settings.access.key_safe_code
    return resolve(secret) if secret is not None else ""


def codes(site: Site) -> list[str]:
    """Every code that is kept, once nothing is kept for nothing."""
    asyncio.run(forgotten(site))
    return sorted(each.read_text().strip() for each in (site.folder / "secrets").iterdir())


def test_a_form_that_is_refused_changes_no_code_and_its_proof_stays(ivy: Browser, site: Site) -> None:
    access(ivy, key_safe_code="1111")
    ivy.post("/visit/access/tried", on="/visit/access", part="safe")
    assert access(ivy, key_safe_code="9999", notes="x" * 900).status_code == 422
    assert code(site) == "1111" and "opened with the code, by" in ivy.get("/visit/access").text
    assert codes(site) == ["1111"], "a code that nobody took is deleted"


def test_undoing_a_change_brings_the_code_back_with_the_place_and_no_proof(ivy: Browser, site: Site) -> None:
    access(ivy, key_safe_code="1111")
    ivy.post("/visit/access/tried", on="/visit/access", part="safe")
    access(ivy, key_safe="right of the door", key_safe_code="9999")
    assert codes(site) == ["1111", "9999"]
    restored(site.file, kept(site.file)[0].id)
    assert (site.settings.access.key_safe, code(site)) == ("left of the back door", "1111")
    assert "opened with the code, by" not in ivy.get("/visit/access").text, "the safe may have another code by now"


def test_a_code_that_was_taken_away_is_deleted_once_nothing_can_bring_it_back(ivy: Browser, site: Site) -> None:
    access(ivy, key_safe_code="1111")
    (site.folder / "secrets" / "key-safe-code").write_text("of an earlier version\n")
    (site.folder / "secrets" / "another-secret").write_text("not ours\n")
    access(ivy, **{"no-key_safe_code": "yes"})
    assert codes(site) == ["1111", "not ours"], "the change can be undone"
    for number in range(MOST):
        access(ivy, notes=f"note {number}")
    assert codes(site) == ["not ours"]


def test_words_that_do_not_fit_into_a_text_are_refused_beside_them(ivy: Browser) -> None:
    answer = access(ivy, street_door="blue door " * 19)
    assert answer.status_code == 422 and 'id="street_door-wrong"' in answer.text


def person(browser: Browser, **said: str):  # type: ignore[no-untyped-def]
    whole = {"id": "", "name": "Cleo", "phone": "07700 900333", "ways": "text", "language": "cy", "can_attend": "yes",
             "minutes_away": "5", "climbs": "yes"}  # fmt: skip
    return browser.post("/visit/people/contact", on="/visit/people", **{**whole, **said})


def test_a_person_is_added_below_the_others_and_climbs(ivy: Browser, site: Site) -> None:
    assert person(ivy).status_code == 303
    cleo = site.settings.contacts[-1]
    assert (cleo.id, cleo.phone, cleo.language, cleo.minutes_away) == ("cleo", "+447700900333", "cy", 5)
    assert [rung.tell for rung in site.settings.ladder] == [("anna",), ("ben",), ("cleo",)]
    for do, rung, tells in (("up", "2", "cleo"), ("up", "0", "anna"), ("remove", "9", ""), ("down", "x", "ben")):
        ivy.post("/visit/people/ladder", on="/visit/people", do=do, rung=rung, tells=tells)
    assert [rung.tell for rung in site.settings.ladder] == [("anna",), ("cleo",), ("ben",)]
    for _ in range(2):  # a double tap, and a page that is old: what it meant is done, and nothing else
        ivy.post("/visit/people/ladder", on="/visit/people", do="remove", rung="1", tells="cleo")
    assert [rung.tell for rung in site.settings.ladder] == [("anna",), ("ben",)]
    assert 'name="tells" value="ben"' in ivy.get("/visit/people").text


def test_a_number_for_dramas_is_warned_of_and_taken(ivy: Browser) -> None:
    person(ivy)
    assert "No network has given this number" in ivy.get("/visit/people").text


@pytest.mark.parametrize(
    ("field", "value"),
    [("phone", "07700 9001111111"), ("phone", "07700 900111"), ("phone", ""), ("name", ""), ("hours", "at night"),
     ("minutes_away", "soon"), ("minutes_away", "-1")],
)  # fmt: skip
def test_what_a_person_cannot_be_is_said_and_nothing_is_written(
    ivy: Browser, site: Site, field: str, value: str
) -> None:
    before = site.file.read_text()
    answer = person(ivy, **{field: value})
    assert answer.status_code == 422 and ('class="wrong"' in answer.text or 'class="box bad"' in answer.text)
    assert site.file.read_text() == before


def test_who_is_taken_out_is_on_no_rung_and_in_no_notices(ivy: Browser, site: Site) -> None:
    person(ivy, id="anna", do="remove")
    assert [each.id for each in site.settings.contacts] == ["ben"]
    assert [rung.tell for rung in site.settings.ladder] == [("ben",)] and site.settings.notices is None


def test_the_last_person_cannot_be_taken_out_of_a_home_in_service(ivy: Browser, site: Site) -> None:
    person(ivy, id="anna", do="remove")
    answer = person(ivy, id="ben", do="remove")
    assert answer.status_code == 422 and [each.id for each in site.settings.contacts] == ["ben"]


def test_without_a_hub_nobody_is_tested_and_it_is_said(ivy: Browser) -> None:
    answer = ivy.post("/visit/people/test", on="/visit/people", contact="anna")
    assert answer.status_code == 422 and "The hub does not run." in answer.text
