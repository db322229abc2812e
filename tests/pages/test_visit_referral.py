"""A referral file begins a visit: taken in whole or not at all, and never with a code."""

import re
from pathlib import Path

import pytest

from hub.pages.site import Site
from hub.pages.visit.referral import imported, read
from hub.settings import parse
from tests.pages.conftest import Browser
from tests.pages.test_visit import begun

TREE = Path(__file__).resolve().parents[2]
EMPTY = (TREE / "config" / "new-home.toml").read_text()
SHOWN = re.findall(r"```toml\n(.*?)```", (TREE / "docs" / "referral.md").read_text(), re.DOTALL)[0]
JSON = """{"residents": [{"name": "Mary S", "phone": "07700 900100"}],
"contacts": [{"name": "Anna", "phone": "07700 900111"}],
"consent": {"falls": {"agreed": true, "by": "resident", "on": "2026-11-02"}}}"""


def send(browser: Browser, text: str):  # type: ignore[no-untyped-def]
    return browser.post("/visit/referral", on="/visit/referral", text=text)


def test_what_the_document_shows_fills_a_new_home() -> None:
    settings = parse(imported(EMPTY, read(SHOWN), "Europe/London"), "hub.toml")
    (mary,) = settings.residents
    assert (mary.id, mary.name, mary.phone) == ("resident", "Mary S", "+447700900100")
    assert [room.exit for room in settings.rooms] == [True]
    assert [rung.tell for rung in settings.ladder] == [("anna",)] and settings.agreed("falls")
    assert settings.access.key_safe == "left of the back door"


def test_json_is_taken_too_and_who_is_known_is_changed_not_doubled(site: Site) -> None:
    browser = begun(site)
    assert send(browser, JSON.replace('"Anna"', '"anna"')).headers["location"] == "/visit"
    assert [each.name for each in site.settings.contacts] == ["anna", "Ben"]
    again = parse(imported(imported(EMPTY, read(JSON), "Europe/London"), read(JSON), "Europe/London"), "hub.toml")
    assert [len(again.residents), len(again.contacts), len(again.ladder)] == [1, 1, 1]


def test_a_file_is_taken_as_well(site: Site) -> None:
    browser = begun(site)
    form = {"form": browser.token("/visit/referral")}
    answer = browser.client.post("/visit/referral", data=form, files={"file": ("r.json", JSON.encode())})
    assert answer.status_code == 303
    assert site.settings.residents[0].phone == "+447700900100"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", ""), ("not = = toml", "neither JSON nor TOML"), ("{]", "neither JSON nor TOML"), ("[" * 5000, "neither"),
        ("[sms]\nprovider = 'console'", "A referral has no sms."), ("residents = 5", "residents is not written"),
        ("[access]\nkey_safe_code = 'C4711X'", "holds no codes"),
        ("[[contacts]]\nname = 'x'\nphone = '1'", "with + and country code"),
        ("[[contacts]]\nphone = '07700 900999'", "contacts"), ("[consent]\nfalls = 5", "falls"),
        ("[[ladder]]\ntell = ['nobody']", "nobody"), ("[[rooms]]\nname = 'x'\nexit = 'perhaps'", "true or false"),
        ('[home]\nservice = "in service"', "A referral has no home.service."), ('[home]\nothers = "cats"', "one of"),
        ("[[ladder]]\ntell = 5", "ladder"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_of_it_is_taken(site: Site, text: str, says: str) -> None:
    before = site.file.read_text()
    answer = send(begun(site), text)
    assert site.file.read_text() == before
    if text:
        assert answer.status_code == 422 and says in answer.text
