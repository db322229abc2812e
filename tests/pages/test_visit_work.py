"""What takes longer than a page may, on the visit: the ways out, and the rehearsal."""

import time
from typing import Any

import pytest
from msgspec import structs

from hub.model.household import Centre
from hub.pages.site import Site
from hub.pages.visit import rehearsal, ways_out
from hub.pages.visit.record import NoVisit, Visits
from hub.pages.visit.step import About
from hub.settings import load
from tests.pages.conftest import CONFIG, NIGHT, Browser
from tests.support.at_the_door import NICELY

DEMO = load(CONFIG)


def line(what: str, ok: str = "ok", says: str = "well", do: str = "") -> dict[str, Any]:
    return {"what": what, "ok": ok, "says": says, "do": do}


def about(settings: Any = DEMO, of_hub: dict[str, Any] | None = None, **notes: Any) -> About:
    whole = {"at": NIGHT.isoformat(), "of": ways_out.fingerprint(settings), **notes}
    return About(settings=settings, notes=whole, now=NIGHT, of_hub=of_hub or {})


TWILIO = load(CONFIG.parent / "hub.example.toml")


@pytest.mark.parametrize(
    ("lines", "state", "says"),
    [
        ([], "to do", "Not looked at yet."),
        ([line("texts", "bad"), line("modem", "bad")], "to do", "NO way out"),
        ([line("texts"), line("modem", "bad")], "done", "ONE way out ({way})"),
        ([line("texts"), line("texts", "bad")], "to do", "NO way out"),
        ([line("texts", "warn"), line("modem")], "done", "An alarm can get out by {ways}."),
        ([line("calls"), line("outside watch")], "to do", "NO way out"),
    ],
)
def test_one_way_out_is_said_and_none_is_never_done(lines: list[dict[str, Any]], state: str, says: str) -> None:
    found = ways_out.standing(about(TWILIO, lines=lines))
    assert found.state == state and says in found.says.text
    assert all(proof.proven is (each["ok"] != "bad") for proof, each in zip(found.proofs, lines, strict=True))


def test_after_a_change_of_provider_it_is_looked_at_again() -> None:
    assert ways_out.standing(about(TWILIO, lines=[line("texts")], of="another")).state == "to do"


def test_texts_that_are_only_printed_are_no_way_out() -> None:
    found = ways_out.standing(about(lines=[line("texts", "warn")]))
    assert "only printed" in found.says.text
    assert [each.proven for each in found.proofs] == [False], "they stand on no certificate as proved"
    beside = structs.replace(DEMO, centre=Centre(url="mqtts://centre.example:8883"))
    found = ways_out.standing(about(beside, lines=[line("texts", "warn"), line("centre")]))
    assert found.says.text.startswith("ONE way out") and found.says.values == {"way": "centre"}
    assert [each.proven for each in found.proofs] == [False, True]


@pytest.mark.parametrize(("link", "ok"), [("up", "ok"), ("down: no credit", "bad")])
def test_where_only_the_hub_has_the_secret_its_own_word_counts(link: str, ok: str) -> None:
    hidden = line("texts", "bad", "The secret is not there: credential")
    (shown,) = ways_out.lines(about(TWILIO, {"status": {"links": {"sms": link}}}, lines=[hidden]))
    assert shown["ok"] == ok


def until(browser: Browser, path: str, words: str) -> str:
    """The page, as soon as it says this."""
    give_up = time.monotonic() + NICELY
    while words not in (text := browser.get(path).text):
        assert time.monotonic() < give_up, text
        time.sleep(0.1)
    return text


def test_the_ways_out_are_looked_at_as_soon_as_the_visit_begins(site: Site) -> None:
    site.accounts.add("Ivy Fitter", "installer", "seven green kettles", site.now())
    browser = Browser(site)
    with browser.client:
        browser.signs_in("Ivy Fitter")
        browser.post("/visit/begin", on="/me")
        text = until(browser, "/visit/ways-out/now", "Looked at")
        assert "nobody&#39;s phone rings" in text and "Set up a provider in [sms]." in text
        assert "only printed on the hub" in browser.get("/visit").text


def test_a_rehearsal_is_run_kept_and_worth_nothing_after_the_kit_was_changed(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.pages.visit.rehearsal_pages.SIZE", ("--people", "1", "--weeks", "1", "--accidents", "1"))
    site.accounts.add("Ivy Fitter", "installer", "seven green kettles", site.now())
    browser = Browser(site)
    with browser.client:
        browser.signs_in("Ivy Fitter")
        browser.post("/visit/begin", on="/me")
        browser.post("/visit/rehearsal", on="/me")
        text = until(browser, "/visit/rehearsal/now", "Calls for nothing")
        assert "a week" in text and "help is called after" in text
        assert "Expected calls for nothing" in browser.get("/visit").text
        browser.post("/visit/home", on="/me", name="Mary S", others="visitors", pets="yes")
        assert "The kit was changed since." in browser.get("/visit").text


def test_what_fails_is_said_and_nothing_is_kept(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.pages.visit.rehearsal_pages.SIZE", ("--people", "none"))
    site.accounts.add("Ivy Fitter", "installer", "seven green kettles", site.now())
    browser = Browser(site)
    with browser.client:
        browser.signs_in("Ivy Fitter")
        browser.post("/visit/begin", on="/me")
        browser.post("/visit/rehearsal", on="/me")
        until(browser, "/visit/rehearsal/now", "That came to nothing")
    visit = Visits(site.accounts.conn).open()
    assert visit is not None and not rehearsal.rows(about(**visit.step("rehearsal").notes), "false alarms")


def test_what_one_visit_asked_for_is_not_written_into_the_next(site: Site) -> None:
    visits = Visits(site.accounts.conn)
    first = visits.begin(NIGHT, "Ivy")
    visits.close(NIGHT, "Ivy")
    second = visits.begin(NIGHT, "Ian")
    with pytest.raises(NoVisit):
        visits.note("ways-out", NIGHT, "Ivy", {"lines": []}, of=first.id)
    visits.note("ways-out", NIGHT, "Ian", {"lines": ["his"]}, of=second.id)
    found = visits.open()
    assert found is not None and found.step("ways-out").notes == {"lines": ["his"]}
