"""The visit's list of steps: begun once, gone on with by anybody who installs; left out only with a reason."""

import pytest

from hub.pages.site import Site
from hub.pages.visit.record import Visits
from hub.pages.visit.step import Step
from hub.pages.visit.table import STEPS
from tests.pages.conftest import PASSWORD, Browser, Clock


def begun(site: Site, name: str = "Ivy Fitter") -> Browser:
    """An installer's browser in a visit."""
    site.accounts.add(name, "installer", PASSWORD, site.now())
    browser = Browser(site)
    assert browser.signs_in(name).status_code == 303
    assert browser.post("/visit/begin", on="/me").headers["location"] == "/visit"
    return browser


def test_a_visit_is_begun_once_and_gone_on_with_in_another_browser_by_somebody_else(site: Site, clock: Clock) -> None:
    ivy = begun(site)
    clock.passes(minutes=5)
    ian = begun(site, "Ian Second")
    for browser in (ivy, ian):
        assert "by Ivy Fitter" in browser.get("/visit").text
    found = Visits(site.accounts.conn).open()
    assert found is not None and found.id == 1


def test_every_step_stands_on_the_list_in_order_with_its_state_in_words(site: Site) -> None:
    text = begun(site).get("/visit").text
    places = [text.index(f'href="{each.path}"') for each in STEPS]
    assert places == sorted(places)
    assert text.count('class="mark') == len(STEPS)


def test_a_step_is_left_out_only_with_a_reason_which_is_shown_as_it_was_typed(site: Site) -> None:
    browser = begun(site)
    browser.post("/visit/leave-out", on="/me", step="press", because="<b>she wears none</b>")
    text = browser.get("/visit").text
    assert "Left out because: &lt;b&gt;she wears none&lt;/b&gt;" in text and "<b>she" not in text
    browser.post("/visit/leave-out", on="/me", step="press", because="  ")
    assert "Left out because" not in browser.get("/visit").text
    assert browser.post("/visit/leave-out", on="/me", step="nothing").headers["location"] == "/visit"


def test_without_a_visit_a_steps_form_leads_to_the_list(site: Site) -> None:
    site.accounts.add("Ivy Fitter", "installer", PASSWORD, site.now())
    browser = Browser(site)
    browser.signs_in("Ivy Fitter")
    assert browser.post("/visit/leave-out", on="/me", step="fall", because="x").headers["location"] == "/visit"
    assert Visits(site.accounts.conn).last() is None


@pytest.mark.parametrize("step", STEPS, ids=lambda each: each.name)
def test_every_step_is_shown_with_a_way_back_and_on_in_either_language(step: Step, site: Site) -> None:
    browser = begun(site)
    for language, all_ in (("en-GB", "All steps"), ("cy", "Pob cam")):
        browser.post("/me/language", on="/me", language=language)
        text = browser.get(step.path).text
        assert all_ in text and 'href="/visit"' in text and "<h1>" in text
