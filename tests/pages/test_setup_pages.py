"""Settings through the pages: looked at first, then written, told and noted; refused with words; undone."""

import re
from concurrent.futures import ThreadPoolExecutor
from fcntl import LOCK_EX, LOCK_UN, flock
from pathlib import Path
from typing import Any

import pytest

from hub.pages.accounts.people import Person
from hub.pages.site import Site
from tests.pages.conftest import PASSWORD, Browser
from tests.support.forms import forms


@pytest.fixture
def ivy(signed_in) -> Browser:  # type: ignore[no-untyped-def]
    browser: Browser = signed_in["installer"]
    return browser


def fields(html: str) -> dict[str, list[str]]:
    """The first form of a page, as a browser would send it."""
    return forms(html)[0].filled()


def form(ivy: Browser, path: str, **changes: str) -> dict[str, list[str]]:
    """The form of a table, with something typed into it."""
    return fields(ivy.get(path).text) | {f"v.{name}": [value] for name, value in changes.items()}


def sends(ivy: Browser, data: Any, to: str = "/settings/save"):  # type: ignore[no-untyped-def]
    return ivy.client.post(to, data=data)


def test_a_change_is_looked_at_first_and_then_saved_noted_and_undone(ivy: Browser, site: Site) -> None:
    before = site.file.read_bytes()
    data = form(ivy, "/settings/at/contacts/0", minutes_away="25")
    looked = sends(ivy, data)
    assert looked.status_code == 200 and "Nothing is saved yet." in looked.text
    assert "Contact Anna, minutes away" in looked.text and "25" in looked.text
    assert "<ins>+minutes_away = 25</ins>" in looked.text
    assert site.file.read_bytes() == before
    saved = sends(ivy, fields(looked.text))
    assert saved.status_code == 303 and saved.headers["location"] == "/settings?saved=not+running"
    assert site.file.read_bytes() == before.replace(b"minutes_away = 10", b"minutes_away = 25")
    assert site.settings.contacts[0].minutes_away == 25
    assert "No hub is running" in ivy.get(saved.headers["location"]).text
    assert "changed the settings" in ivy.get("/accounts/trail").text
    history = ivy.get("/settings/history").text
    assert "Undo the last change" in history and "Ivy Fitter" in history and "minutes away: 10 -&gt; 25" in history
    looked = sends(ivy, fields(history), "/settings/restore")
    assert "Nothing is saved yet." in looked.text
    assert sends(ivy, fields(looked.text), "/settings/restore").status_code == 303
    assert site.file.read_bytes() == before


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(ivy: Browser, site: Site) -> None:
    before = site.file.read_bytes()
    answer = sends(ivy, form(ivy, "/settings/at/contacts/0", phone="07700 900111", name="Anna B"))
    assert answer.status_code == 422 and site.file.read_bytes() == before
    assert 'id="v.phone-wrong"' in answer.text and 'aria-invalid="true"' in answer.text
    assert "a phone number with + and country code" in answer.text and "+447700900111" in answer.text
    assert 'value="07700 900111"' in answer.text and 'value="Anna B"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 1


def test_what_is_wrong_elsewhere_is_said_above(ivy: Browser, site: Site) -> None:
    data = {**form(ivy, "/settings/at/contacts/0"), "what": "remove"}
    answer = sends(ivy, data)
    assert answer.status_code == 422 and "This cannot be saved" in answer.text
    assert "Rung 1, people told" in answer.text


def test_of_two_installers_the_second_is_told_and_nothing_of_the_first_is_lost(ivy: Browser, site: Site) -> None:
    site.accounts.add("Max Fitter", "installer", PASSWORD, site.now())
    max_ = Browser(site)
    max_.signs_in("Max Fitter")
    hers, his = form(ivy, "/settings/at/contacts/0", minutes_away="25"), form(max_, "/settings/at/timers", ask="6m")
    looked = sends(max_, his)
    assert sends(ivy, fields(sends(ivy, hers).text)).status_code == 303
    after = site.file.read_bytes()
    late = sends(max_, fields(looked.text))
    assert late.status_code == 409 and "Somebody else was quicker" in late.text and "Ivy Fitter" in late.text
    assert sends(max_, his).status_code == 409
    assert site.file.read_bytes() == after
    assert sends(max_, form(max_, "/settings/at/timers", ask="6m")).status_code == 200


def test_one_more_contact_gets_a_word_of_its_own_and_can_be_taken_out(ivy: Browser, site: Site) -> None:
    before = site.file.read_bytes()
    data = form(ivy, "/settings/new/contacts", name="Zoë O'Neil", phone="+447700900333")
    assert data["what"] == ["add"]
    looked = sends(ivy, data)
    assert sends(ivy, fields(looked.text)).status_code == 303
    assert site.settings.contacts[2].id == "zoe-o-neil" and site.settings.contacts[2].name == "Zoë O'Neil"
    shown = ivy.get("/settings/at/contacts").text
    assert "Contact Zoë O&#39;Neil" in shown
    gone = sends(ivy, fields(sends(ivy, {**form(ivy, "/settings/at/contacts/2"), "what": "remove"}).text))
    assert gone.status_code == 303 and site.file.read_bytes() == before


def test_a_rung_climbs(ivy: Browser, site: Site) -> None:
    data = {**form(ivy, "/settings/at/ladder/1"), "what": "up"}
    sends(ivy, fields(sends(ivy, data).text))
    assert [rung.tell for rung in site.settings.ladder] == [("ben",), ("anna",)]


def test_nothing_is_written_where_nothing_changes(ivy: Browser, site: Site) -> None:
    stamp = site.file.stat().st_mtime_ns
    answer = sends(ivy, form(ivy, "/settings/at/contacts/0"))
    assert answer.headers["location"] == "/settings?saved=nothing" and site.file.stat().st_mtime_ns == stamp


HOSTILE = [
    "<script>alert(1)</script>",
    '"; rm -rf /',
    "Anna\u202e",
    "{{ 7*7 }}",
    "]]\n[hub]\nid = 'x'",
    "ñ" * 150,
    "'''",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_name_or_is_refused(ivy: Browser, site: Site, name: str) -> None:
    looked = sends(ivy, form(ivy, "/settings/at/contacts/0", name=name))
    assert "<script>alert" not in looked.text and "49" not in re.findall(r"<dd>(.*?)</dd>", looked.text)
    if looked.status_code == 200:
        data = {**form(ivy, "/settings/at/contacts/0", name=name), "sure": "yes"}
        assert sends(ivy, data).status_code == 303
        assert site.settings.contacts[0].name == name and site.settings.hub.id == "demo"
        assert "<script>alert" not in ivy.get("/settings/at/contacts").text


@pytest.mark.parametrize(
    "path",
    [
        "nothing",
        "contacts/99",
        "contacts/0/phone",
        "hub/id",
        "sms/token",
        "contacts/x",
        "0",
        "consent/spying",
        "%2e%2e",
    ],
)
def test_there_is_no_page_where_there_is_no_table(ivy: Browser, path: str) -> None:
    for address in (f"/settings/at/{path}", f"/settings/new/{path}"):
        assert ivy.get(address).status_code == 404, address
    data = {**form(ivy, "/settings/at/contacts/0"), "at": path}
    assert sends(ivy, data).status_code in (404, 422)
    assert sends(ivy, {**data, "what": "burn"}).status_code == 404


def test_every_table_has_a_page(ivy: Browser, site: Site) -> None:
    left, seen = ["/settings"], set()
    while left:
        path = left.pop()
        answer = ivy.get(path)
        assert answer.status_code == 200, path
        seen.add(path)
        left += [each for each in set(re.findall(r'href="(/settings[^"?#]*)"', answer.text)) if each not in seen]
    assert len(seen) > 70 and "/settings/at/consent/routine%20detail" in seen
    assert "/settings/at/detectors/inactivity" in seen and "/settings/at/sms/second" in seen


def test_a_secret_is_never_shown_only_where_it_is(ivy: Browser, site: Site) -> None:
    text = site.file.read_text()
    site.file.write_text(text.replace('provider = "console"', 'provider = "console"\ntoken = "hunter2-hunter2"'))
    for path in ("/settings", "/settings/text", "/settings/at/sms", "/settings/history"):
        answer = ivy.get(path)
        assert answer.status_code == 200 and "hunter2" not in answer.text, path
    data = form(ivy, "/settings/at/sms") | {"v.token.where": "credential", "v.token.name": "twilio-token"}
    looked = sends(ivy, data)
    assert "hunter2" not in looked.text and "twilio-token" in looked.text
    assert sends(ivy, fields(looked.text)).status_code == 303
    for path in ("/settings", "/settings/text", "/settings/at/sms", "/settings/history", "/accounts/trail"):
        assert "hunter2" not in ivy.get(path).text, path
    assert "twilio-token" in ivy.get("/settings/at/sms").text


def test_a_file_that_is_broken_by_hand_is_said_to_be_so_and_can_be_brought_back(ivy: Browser, site: Site) -> None:
    sends(ivy, fields(sends(ivy, form(ivy, "/settings/at/contacts/0", minutes_away="25")).text))
    good = site.file.read_bytes()
    site.file.write_bytes(good + b"\n[nonsense\n")
    for path in ("/settings", "/settings/text", "/settings/history"):
        assert ivy.get(path).status_code == 200, path
    assert "cannot be used as it is" in ivy.get("/settings").text
    assert ivy.get("/settings/at/contacts/0").status_code == 404
    history = ivy.get("/settings/history").text
    looked = sends(ivy, fields(history), "/settings/restore")
    assert sends(ivy, fields(looked.text), "/settings/restore").status_code == 303
    assert site.settings.contacts[0].minutes_away == 10 and not site.broken


def test_a_file_that_is_gone_or_read_only_is_said_in_words(ivy: Browser, site: Site) -> None:
    data = form(ivy, "/settings/at/contacts/0", minutes_away="25")
    site.file.rename(site.file.with_suffix(".away"))
    for path in ("/settings", "/settings/text", "/settings/at/contacts/0"):
        assert "cannot be read" in ivy.get(path).text
    assert "cannot be read" in sends(ivy, data).text


def test_a_copy_of_before_that_there_is_not_does_nothing(ivy: Browser, site: Site, tmp_path: Path) -> None:
    data = form(ivy, "/settings/at/contacts/0")
    for which in ("../../etc/passwd", "", "19700101T000000Z-1", "before"):
        answer = sends(ivy, {**data, "which": which}, "/settings/restore")
        assert answer.status_code in (404, 422) and "Nothing was changed." in answer.text


def test_welsh_says_it_too(ivy: Browser, site: Site) -> None:
    who = next(each for each in site.accounts.people() if each.role == "installer")
    assert isinstance(who, Person)
    site.accounts.speak(who, "cy")
    said = ivy.get("/settings").text
    assert "Gosodiadau" in said and ">Settings<" not in said


def test_a_file_that_somebody_else_holds_stops_no_other_page(ivy: Browser, site: Site) -> None:
    data = {**form(ivy, "/settings/at/contacts/0", minutes_away="25"), "sure": "yes"}
    with ivy.client as client, ThreadPoolExecutor(2) as browsers, site.file.open("rb") as held:
        flock(held, LOCK_EX)
        try:
            saves = browsers.submit(client.post, "/settings/save", data=data)
            with pytest.raises(TimeoutError):
                saves.result(timeout=0.3)
            assert browsers.submit(client.get, "/alive").result(timeout=30).status_code == 200
        finally:
            flock(held, LOCK_UN)
        assert saves.result(timeout=30).status_code == 303
    assert site.settings.contacts[0].minutes_away == 25
