"""Support: what is wrong is said with what to do, gravest first; and "nothing is wrong" only where that is so."""

import re
import time
from datetime import timedelta

import msgspec
import pytest

from hub.check_line import Line as Checks
from hub.pages.accounts import trail
from hub.pages.home.line import Line
from hub.pages.site import Site
from hub.pages.support.checking import Checked, softened
from hub.pages.support.finding import Finding, gravest_first, of_status
from hub.shell.pulse_file import AUDITOR, FILE
from tests.pages.conftest import NIGHT, Browser
from tests.support.beside import Beside, beside

NOTHING = "Nothing is wrong that the hub can see."
WELL = {
    "disk": "ok", "unhandled": 0, "rows dropped": 0, "clock": "sure", "links": {"broker": "up"}, "outbox": 0,
    "oldest_undelivered": None, "unreadable input": {}, "not in settings": [],
}  # fmt: skip


def test_a_hub_that_is_well_has_no_findings() -> None:
    assert list(of_status(WELL, NIGHT)) == []


@pytest.mark.parametrize(
    ("changed", "says", "sort"),
    [
        ({"disk": "failing"}, "takes nothing", "bad"),
        ({"unhandled": 2}, "could not handle", "bad"),
        ({"rows dropped": 1}, "could not be kept", "bad"),
        ({"clock": "unsure"}, "not sure of the time", "unsure"),
        ({"links": {"broker": "down: refused"}}, "Not connected", "bad"),
        ({"outbox": 1, "oldest_undelivered": (NIGHT - timedelta(minutes=5)).isoformat()}, "wait to leave", "bad"),
        ({"unreadable input": {"no JSON": {"count": 3, "for example": "x"}}}, "Could not be read", "unsure"),
        ({"not in settings": ["0x1"]}, "not in the settings", "unsure"),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(changed: dict[str, object], says: str, sort: str) -> None:
    (found,) = of_status({**WELL, **changed}, NIGHT)
    assert says in found.says.text and found.do.text and found.sort == sort


def test_a_text_that_just_left_is_no_trouble() -> None:
    waits = {"outbox": 1, "oldest_undelivered": (NIGHT - timedelta(seconds=20)).isoformat()}
    assert list(of_status({**WELL, **waits}, NIGHT)) == []


def test_the_gravest_is_first_and_the_same_is_said_once() -> None:
    small, grave = (Finding(sort, Line(sort), Line("do")) for sort in ("unsure", "bad"))
    assert gravest_first(iter([small, grave, small])) == [grave, small]


def test_a_secret_that_only_the_hub_may_read_is_not_taken_for_lost() -> None:
    lacks = Checks("bad", "texts", "The secret is not there: sms.token: nothing.", "Needed: a secret.")
    verdict, broker = Checks("bad", "ways out", "NO way out.", "Mend."), Checks("bad", "broker", "gone", "Start it.")
    assert [each.ok for each in softened((lacks, broker, verdict))] == ["warn", "bad", "warn"]
    assert [each.ok for each in softened((broker, verdict))] == ["bad", "bad"]


def test_a_hub_that_does_not_answer_is_wrong_whatever_was_checked(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    kept = site.kept(Checked)
    kept.lines, kept.at = (Checks("ok", "ways out", "Two."),), site.now()
    kept.of = site.settings
    text = signed_in["installer"].get("/support").text
    assert "The hub does not answer" in text and "sudo systemctl restart carehub" in text and NOTHING not in text


def test_nothing_is_wrong_is_said_only_when_all_was_looked_at(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    with beside(site.file) as hub:
        _well(site, hub)
        for device in site.settings.devices:
            hub.says(device.id, "battery", 90.0)
        browser, kept = signed_in["installer"], site.kept(Checked)
        assert NOTHING not in browser.get("/support").text
        kept.lines, kept.at = (Checks("ok", "ways out", "Two."),), site.now()
        kept.of = site.settings
        text = browser.get("/support").text
        assert NOTHING in text, re.findall(r"<li class=.*?</li>", text, re.DOTALL)
        kept.lines = (Checks("bad", "broker", "It is gone.", "Start it."),)
        text = browser.get("/support").text
        assert NOTHING not in text and "broker: It is gone." in text and "Start it." in text
        site.file.write_text(site.file.read_text().replace('name = "Ben"', 'name = "Bob"'))
        assert "It is gone." not in browser.get("/support").text, "that was of other settings"
        kept.of = site.settings
        assert "It is gone." in browser.get("/support").text
        kept.at = site.now() - timedelta(hours=2)
        assert "It is gone." not in browser.get("/support").text


def _well(site: Site, hub: Beside) -> None:
    """Pulse and auditor beat."""
    site.now = site.hub._now = hub.clock.now  # type: ignore[method-assign]
    for name in (FILE, AUDITOR):
        beat = {"pid": 1, "at": site.now(), "hub": site.settings.hub.id}
        (site.folder / name).write_bytes(msgspec.json.encode(beat))


def test_the_check_is_made_beside_the_pages_and_shown_when_done(signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    browser: Browser = signed_in["installer"]
    with browser.client:
        assert browser.post("/support/check", on="/support").headers["location"] == "/support"
        assert "is looking at everything" in browser.get("/support/now").text
        give_up = time.monotonic() + 60
        while "is looking at everything" in (text := browser.get("/support/now").text):
            assert time.monotonic() < give_up
            time.sleep(0.1)
    assert "In order, by the check" in text and "belongs to no known network" in text and "+44" not in text
    assert "ways out: NO way out" in text
    assert "The providers were not asked." in text
    assert next(trail.lately(site.accounts.conn)).did == "looked whether an alarm can get out"


@pytest.mark.parametrize("role", ["installer", "carer"])
def test_more_leads_there_by_right(role: str, signed_in) -> None:  # type: ignore[no-untyped-def]
    assert ("/support" in signed_in[role].get("/more").text) is (role == "installer")
