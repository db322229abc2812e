"""An alarm from its other sides: the map, receipts, tests, what is past, Welsh, and what comes from outside."""

import pytest

from hub.model.effects import Delivered, Refused
from hub.model.events import Answered
from hub.pages.roles import Role
from hub.pages.site import Site
from tests.pages.alarms import Reader, hub, pressed, readers, words
from tests.pages.conftest import NAMES, PASSWORD, Browser
from tests.support.beside import Beside, until

__all__ = ["hub", "readers"]


def agrees_not(site: Site, hub: Beside) -> None:
    """The resident does not agree that contacts see the usual days."""
    text = site.file.read_text()
    site.file.write_text(text.replace('"routine detail" = { agreed = true', '"routine detail" = { agreed = false'))


# the map


@pytest.mark.parametrize("agreed", [True, False])
def test_who_may_have_to_go_sees_the_last_movement_while_it_is_open(
    hub: Beside, readers: dict[Role, Browser], site: Site, agreed: bool
) -> None:
    if not agreed:
        agrees_not(site, hub)
    hub.moves("kitchen")
    hub.passes(minutes=6)
    hub.moves("bedroom")
    hub.passes(minutes=4)
    id_ = pressed(hub)
    sees = {role: "last movement: 03:06" in Reader(readers[role], id_).text for role in NAMES}
    assert sees == {"installer": False, "carer": True, "responder": True, "resident": True}
    said = words(Reader(readers["responder"], id_).text)
    assert "Kitchen: last movement: 03:00" in said and "Hall: last movement: none seen" in said
    Reader(readers["carer"], id_).sends(does="close", outcome="helped")
    assert not any("last movement" in Reader(readers[role], id_).text for role in NAMES)


def test_the_room_of_the_concern_is_marked_and_not_by_colour_alone(hub: Beside, readers: dict[Role, Browser]) -> None:
    hub.says("sim-hall-smoke", "smoke", True)
    until(lambda: bool(hub.open_now))
    (smoke,) = hub.open_now.values()
    rob = Reader(readers["responder"], smoke.id)
    said = words(rob.text)
    assert "Smoke alarm, Hall" in said and "Ring 999 first." in said
    assert rob.text.count('class="here') == 1 and "▲ alarm here" in rob.text
    assert "Hall: last movement: none seen (alarm here)" in said


# receipts


def test_a_machine_that_took_a_text_has_not_answered(hub: Beside, readers: dict[Role, Browser]) -> None:
    id_ = pressed(hub)
    hub.receipt(hub.phone.texts[0].key, Delivered())
    said = words(Reader(readers["responder"], id_).text)
    assert "Anna: has not answered 03:00 asked to go by text: on the telephone, which is no answer" in said
    assert "Nobody has answered yet." in said


def test_a_text_that_cannot_arrive_is_said_without_a_number(hub: Beside, readers: dict[Role, Browser]) -> None:
    id_ = pressed(hub)
    hub.receipt(hub.phone.texts[0].key, Refused(because="+447700900111 is not a mobile number"))
    text = Reader(readers["responder"], id_).text
    assert "could not be sent" in text and "7700900" not in text.replace(" ", "")


# tests and notices


def test_a_test_is_marked_as_one_everywhere_and_nobody_can_go_to_it(hub: Beside, readers: dict[Role, Browser]) -> None:
    hub.happens(Answered(at=hub.clock.now(), via="socket", id="t", by="Ivy Fitter", does="test"))
    (test,) = hub.open_now.values()
    for role in NAMES:
        reader = Reader(readers[role], test.id)
        assert "TEST: nobody needs help" in reader.text and "<title>TEST: " in reader.text
        assert "I am going" not in reader.text and "I am all right" not in reader.text
        assert "Help button pressed TEST" in words(readers[role].get("/incidents").text)
    Reader(readers["carer"], test.id).sends(does="close", outcome="test")
    assert "Help button pressed TEST" in words(readers["carer"].get("/incidents").text)


# what is past


def test_what_is_past_comes_page_by_page_and_each_once(hub: Beside, readers: dict[Role, Browser]) -> None:
    for number in range(23):
        hub.happens(Answered(at=hub.clock.now(), via="socket", id=f"t{number}", by="Ivy", does="test"))
        (test,) = hub.open_now.values()
        hub.happens(Answered(at=hub.clock.now(), via="socket", id=f"c{number}", by="Ivy", does="close",
                             incident=test.id, outcome="test"))  # fmt: skip
    first = readers["carer"].get("/incidents").text
    older = first.split('href="/incidents?before=')[1].split('"')[0]
    second = readers["carer"].get(f"/incidents?before={older}").text
    codes = [part.split('"')[0] for text in (first, second) for part in text.split('<h3><a href="/incidents/')[1:]]
    assert len(codes) == len(set(codes)) == 23
    assert "/incidents?before=" not in second
    assert readers["carer"].get("/incidents?before=nothing'--").status_code == 200


# the resident in time


def test_what_nobody_was_told_of_yet_the_resident_ends_herself(
    site: Site, hub: Beside, readers: dict[Role, Browser]
) -> None:
    watch = '\n[[devices]]\nid = "sim-watch"\nname = "Watch"\nuse = "fall device"\nworn_by = "mary"\n'
    site.file.write_text(site.file.read_text() + watch)
    hub.stop()
    hub.start()
    hub.says("sim-watch", "fall", False)
    hub.says("sim-watch", "fall", True)
    until(lambda: bool(hub.open_now))
    (fall,) = hub.open_now.values()
    page = Reader(readers["resident"], fall.id)
    assert fall.state == "pending" and "Then nobody is asked." in page.text
    assert "Nobody was told yet: it can still be cancelled." in words(page.text)
    assert [page.sends("all-is-well").status_code for _ in range(2)] == [303, 303], "twice is once"
    assert hub.open_now == {} and hub.phone.texts == []
    assert "Cancelled by the resident in time" in words(page.look())


# in Welsh, and from outside


def test_a_welsh_reader_reads_it_in_welsh(site: Site, hub: Beside, readers: dict[Role, Browser]) -> None:
    assert site.accounts.add("Siân", "responder", PASSWORD, site.now(), language="cy") == ""
    browser = Browser(site)
    browser.signs_in("Siân")
    id_ = pressed(hub)
    sian = Reader(browser, id_)
    assert "Nid oes neb wedi ateb eto." in sian.text and "Rwy&#39;n mynd" in sian.text
    refused = sian.sends("way-in")
    assert "Dim ond y sawl sy&#39;n mynd" in refused.text


def test_what_people_call_things_is_never_markup(site: Site, hub: Beside, readers: dict[Role, Browser]) -> None:
    nasty = "<script>alert(1)</script>"
    id_ = pressed(hub)
    hub.happens(Answered(at=hub.clock.now(), via="socket", id="x", by=nasty, does="travelling", minutes=5))
    for role in NAMES:
        text = Reader(readers[role], id_).text + readers[role].get("/incidents").text
        assert nasty not in text and "&lt;script&gt;" in text
