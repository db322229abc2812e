"""The first visit: a code unique to the hub, no default, and nobody in before it."""

from hub.pages.accounts import Accounts
from hub.pages.site import Site
from tests.pages.conftest import PASSWORD, Browser, Clock

IVY = {"name": "Ivy Fitter", "password": PASSWORD, "again": PASSWORD}


def test_before_the_first_visit_every_page_leads_to_it(browser: Browser) -> None:
    for path in ("/", "/accounts", "/me", "/sign-in"):
        assert browser.get(path).headers["location"] == "/first"


def test_the_code_on_the_label_lets_the_first_installer_in_and_is_worth_nothing_afterwards(
    browser: Browser, site: Site
) -> None:
    code = site.accounts.first_code
    assert code is not None and len(code) == 19
    assert browser.post("/first", code=code.lower().replace("-", " "), **IVY).headers["location"] == "/"
    assert "Ivy Fitter" in browser.get("/accounts").text
    assert site.accounts.first_code is None
    assert Browser(site).post("/first", on="/sign-in", code=code, **IVY).headers["location"] == "/sign-in"
    assert [each.name for each in site.accounts.people()] == ["Ivy Fitter"]


def test_two_hubs_have_two_codes_and_one_hub_keeps_its_own(tmp_path_factory) -> None:  # type: ignore[no-untyped-def]
    one, two = (Accounts.open(tmp_path_factory.mktemp("hub")) for _ in range(2))
    assert one.first_code == one.first_code != two.first_code
    one.close(), two.close()


def test_a_wrong_code_sets_nothing_and_guessing_is_made_slow(browser: Browser, site: Site, clock: Clock) -> None:
    for _ in range(5):
        answer = browser.post("/first", code="AAAA-BBBB-CCCC-DDDD", **IVY)
        assert answer.status_code == 422 and "not the code on the label" in answer.text
    code = site.accounts.first_code or ""
    answer = browser.post("/first", code=code, **IVY)
    assert answer.status_code == 429 and "Wait 30 seconds" in answer.text
    assert site.accounts.people() == []
    clock.passes(seconds=31)
    assert browser.post("/first", code=code, **IVY).status_code == 303


def test_a_stranger_does_not_keep_the_installer_out_of_the_first_visit(site: Site) -> None:
    stranger, ivy = Browser(site, address="192.168.1.66"), Browser(site, address="192.168.1.30")
    for _ in range(6):
        answer = stranger.post("/first", code="AAAA-BBBB-CCCC-DDDD", **IVY)
    assert answer.status_code == 429
    assert ivy.post("/first", code=site.accounts.first_code or "", **IVY).status_code == 303


def test_a_password_that_anybody_would_guess_is_refused_with_a_reason(browser: Browser, site: Site) -> None:
    code = site.accounts.first_code or ""
    for password, why in (("short", "at least 10"), ("password123", "first that somebody"), ("ivy fitter1", "a name")):
        answer = browser.post("/first", code=code, name="Ivy Fitter", password=password, again=password)
        assert answer.status_code == 422 and why in answer.text
    answer = browser.post("/first", code=code, name="Ivy", password=PASSWORD, again="something else")
    assert "not the same" in answer.text
    assert site.accounts.people() == []
