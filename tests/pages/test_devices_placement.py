"""Where a device is worn that feels falls: asked for, with what it is worth, and written where it belongs."""

from pathlib import Path

import pytest

from connectors.bluetooth.nearby import Near
from hub.model.devices import Placement
from hub.model.ids import DeviceId
from hub.pages.site import Site
from hub.pages.visit.devices import placements, trials, worn
from hub.pages.visit.devices.around import around
from tests.pages.conftest import Browser
from tests.pages.test_devices_worn import ALL, about, rooms
from tests.pages.test_visit import begun

STRAP, SEALED = DeviceId("A0:9E:1A:00:00:02"), DeviceId("A0:9E:1A:00:00:03")
PATH = f"/visit/pair/device/{STRAP}"
ENTRY = """
[[devices]]  # since spring
id = "A0:9E:1A:00:00:02"
name = "Chest strap"
use = "fall device"
worn_by = "mary"
placement = "wrist"  # she does not like the strap
[devices.bluetooth]
connect = "polar"
"""


@pytest.fixture
def ivy(site: Site) -> Browser:
    browser = begun(site)
    for address, name in ((STRAP, "Polar H10 12345678"), (SEALED, "Some pendant")):
        around(site).nearby.found[address] = Near(address=address, name=name, rssi=-60)
    return browser


def gives(ivy: Browser, path: str = PATH, **said: str):  # type: ignore[no-untyped-def]
    whole = {"use": "fall device", "room": "no room", "worn_by": "mary", "name": "Chest strap"}
    return ivy.post(path, **{**whole, **said})


def test_a_sensor_that_sends_acceleration_gets_its_place_on_the_body_with_its_place_in_the_home(
    ivy: Browser, site: Site
) -> None:
    text = ivy.get(PATH).text
    assert text.count('name="placement"') == 3 and "Where is it worn?" in text
    assert text.count("WEAK: ") == 2 and "a third of the acted falls was seen" in text
    before = site.file.read_text()
    for said in ({}, {"placement": "ankle"}):
        answer = gives(ivy, **said)
        assert answer.status_code == 422 and "A fall looks different at each place" in answer.text
    assert site.file.read_text() == before
    assert gives(ivy, placement="wrist").status_code == 303
    device = site.settings.devices[-1]
    assert (device.id, device.placement, device.worn_by, device.feels_falls) == (STRAP, "wrist", "mary", True)
    assert device.bluetooth is not None and device.bluetooth.connect == "polar"


def test_where_it_is_worn_is_asked_of_nothing_that_sends_no_acceleration(ivy: Browser, site: Site) -> None:
    path = f"/visit/pair/device/{SEALED}"
    assert 'name="placement"' not in ivy.get(path).text
    gives(ivy, path, name="Pendant", placement="waist")
    assert site.settings.devices[-1].placement is None
    gives(ivy, use="wearable", placement="waist")
    assert all(each.placement is None for each in site.settings.devices), "only what is there for falls"


@pytest.mark.parametrize("language", ["en-GB", "cy"])
def test_it_is_changed_at_the_visit_and_the_file_keeps_its_comments(ivy: Browser, site: Site, language: str) -> None:
    site.file.write_text(site.file.read_text() + ENTRY)
    ivy.post("/me/language", on="/me", language=language)
    text = ivy.get("/visit/fall").text
    assert 'value="wrist" checked' in text and ("WEAK" in text or "GWAN" in text)
    for said in ("", "ankle", "<b>"):
        answer = ivy.post("/visit/fall/placement", on="/visit/fall", device=STRAP, placement=said)
        assert answer.status_code == 422 and 'role="alert"' in answer.text
    nothing = ivy.post("/visit/fall/placement", on="/visit/fall", device="sim-hall-motion", placement="waist")
    assert nothing.status_code == 422
    assert ivy.post("/visit/fall/placement", on="/visit/fall", device=STRAP, placement="waist").status_code == 303
    after = site.file.read_text()
    assert 'placement = "waist"  # she does not like the strap' in after and "[[devices]]  # since spring" in after
    assert site.settings.devices[-1].placement == "waist"
    assert any(each.did == "said where a device is worn" for each in site.accounts.lately())


@pytest.mark.parametrize(("placement", "weak"), [("waist", False), ("wrist", True), ("pocket", True)])
def test_what_is_worn_where_falls_are_seen_badly_stands_on_the_certificate(placement: Placement, weak: bool) -> None:
    found = worn.standing(about(50, placement=f'placement = "{placement}"', notes=rooms(*ALL)))
    said = [each for each in found.weaker if each.text == "{device}: {where}. {means}"]
    assert bool(said) is weak
    assert all("WEAK" in str(each.values["means"]) for each in said)


def test_tests_in_rooms_count_only_for_where_it_was_worn_then() -> None:
    assert worn.standing(about(50, notes=rooms(*ALL))).state == "done"
    moved = worn.standing(about(50, placement='placement = "pocket"', notes=rooms(*ALL)))
    assert moved.state == "to do" and "was not heard yet in" in moved.says.text
    here = about(50, placement='placement = "pocket"', notes=rooms(*ALL))
    assert set(trials.tried(here.notes)) and not any(trials.lately(here).values())


def test_every_placement_of_the_settings_has_words_and_the_figures_are_those_of_the_docs() -> None:
    assert set(placements.PLACES) == set(placements.PLACEMENTS)
    docs = (Path(__file__).resolve().parents[2] / "docs" / "falls.md").read_text()
    assert "| as in a home (below) | 98.2 % " in docs, "waist: 98 of 100"
    assert "wrist, SmartFallMM, a watch | as in a home | **31.7 % " in docs, "wrist: a third"
    assert "pocket, SmartFallMM, subjects left out | as in a home | **68.9 % " in docs, "pocket: two of three"
