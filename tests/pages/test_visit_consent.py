"""Consent on the visit: everything is asked, by whom and when stands with it, and it is withdrawn in one action."""

from datetime import date

import pytest
from msgspec import structs

from hub.model.household import Consent
from hub.pages.site import Site
from hub.pages.visit.consent import FUNCTIONS, standing
from hub.pages.visit.step import About
from hub.settings import load
from tests.pages.conftest import CONFIG, NIGHT, Browser
from tests.pages.test_visit import begun

SIGNED = {"decides": "resident", "day": "2026-11-28", "review": "2027-05-28"}
NO = {f"agreed-{name.replace(' ', '-')}": "no" for name in FUNCTIONS}


def answers(browser: Browser, **said: str):  # type: ignore[no-untyped-def]
    return browser.post(
        "/visit/consent", **{**SIGNED, **{name.replace("_", "-"): value for name, value in said.items()}}
    )


def test_only_what_changes_gets_a_new_day_and_the_rest_keeps_its_own(site: Site) -> None:
    browser = begun(site)
    assert answers(browser, agreed_falls="no", agreed_inactivity="yes").headers["location"] == "/visit/ways-out"
    given = site.settings.consent or {}
    assert (given["falls"].agreed, given["falls"].on) == (False, date(2026, 11, 28))
    assert (given["inactivity"].agreed, given["inactivity"].on) == (True, date(2026, 11, 2))
    assert "# The home that" in site.file.read_text()


def test_what_was_asked_again_gets_the_new_day_too(site: Site) -> None:
    answers(begun(site), agreed_inactivity="yes", all="yes")
    assert (site.settings.consent or {})["inactivity"].review == date(2027, 5, 28)


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [("decides", "a neighbour", "Choose who decides."), ("decides", "attorney", "Write the name of the attorney"),
     ("day", "yesterday", "Give a date"), ("review", "", "Give a date"),
     ("review", "2026-11-28", "comes after the day of the answer")],
)  # fmt: skip
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_written(
    site: Site, field: str, value: str, says: str
) -> None:
    before = site.file.read_text()
    answer = answers(begun(site), **{"agreed_falls": "no", field: value})
    assert answer.status_code == 422 and says in answer.text
    assert f'id="{"name" if value == "attorney" else field}-wrong"' in answer.text
    assert site.file.read_text() == before


def test_one_action_withdraws_and_the_step_says_so_no_more(site: Site) -> None:
    browser = begun(site)
    assert "Everything was asked" in browser.get("/visit/consent").text
    assert browser.post("/visit/consent/withdraw", on="/me", function="routine detail").status_code == 303
    assert not site.settings.agreed("routine detail") and site.settings.agreed("falls")
    assert browser.post("/visit/consent/withdraw", on="/me", function="hub").headers["location"] == "/visit/consent"


def test_a_name_that_would_break_a_page_or_the_file_stands_as_it_was_typed(site: Site) -> None:
    browser = begun(site)
    name = '"]\\n<script>x</script>'
    answers(browser, decides="attorney", name=name, agreed_falls="no")
    assert (site.settings.consent or {})["falls"].by == f"attorney: {name}"
    assert "<script>x" not in browser.get("/visit/consent").text


def test_in_a_home_where_nothing_was_asked_yet_every_function_is_named(site: Site) -> None:
    text = site.file.read_text()
    start, end = text.index("[consent]"), text.index("[[rooms]]")
    site.file.write_text(text[:start] + text[end:])
    browser = begun(site)
    assert "Not asked yet: Falls; No movement" in browser.get("/visit/consent").text
    assert (
        browser.post("/visit/consent", **SIGNED, **{**NO, "agreed-falls": "yes"}).headers["location"]
        == "/visit/ways-out"
    )
    assert [name for name in FUNCTIONS if site.settings.agreed(name)] == ["falls"]


def test_what_is_agreed_without_a_day_to_look_at_it_again_is_open() -> None:
    """As a referral or a file written by hand may have it: the form asks for the day."""
    given = {name: Consent(agreed=True, by="resident", on=date(2026, 11, 28)) for name in FUNCTIONS}
    home = load(CONFIG)
    about = About(settings=structs.replace(home, consent=given), notes={}, now=NIGHT)
    assert standing(about).state == "to do" and "when to look at it again" in standing(about).says.text
    whole = {name: structs.replace(each, review=date(2027, 5, 28)) for name, each in given.items()}
    assert standing(structs.replace(about, settings=structs.replace(home, consent=whole))).state == "done"
