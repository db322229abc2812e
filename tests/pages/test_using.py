"""Only what a person does prolongs a session: a page that lies open and asks by itself does not."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from hub.pages.accounts.sessions import UNUSED
from hub.pages.guard.using import BY_ITSELF
from hub.pages.roles import Role
from hub.pages.site import Site
from tests.pages.conftest import Browser

HUB = Path(__file__).resolve().parents[2] / "hub" / "pages"
HAND = {"sec-fetch-mode": "navigate", "sec-fetch-user": "?1"}
BY_ITSELF_ASKED = {
    "live.js": ("/support", {BY_ITSELF: "1"}), "htmx": ("/support/now", {"hx-request": "true"}),
    "the stream": ("/live?of=nothing", {"accept": "text/event-stream"}), "without script": ("/?again=1", {}),
    "a script of the browser": ("/support", {"sec-fetch-mode": "cors"}),
    "an address that moves on": ("/support", {"sec-fetch-mode": "navigate"}),
}  # fmt: skip


def still(browser: Browser) -> bool:
    """Whether it is signed in; to ask is no use of it."""
    return browser.client.get("/support", headers={BY_ITSELF: "1"}).status_code == 200


@pytest.mark.parametrize(("path", "headers"), BY_ITSELF_ASKED.values(), ids=BY_ITSELF_ASKED)
def test_a_page_that_is_left_open_ends_after_two_hours(
    path: str, headers: dict[str, str], site: Site, signed_in: dict[Role, Browser]
) -> None:
    browser, step = signed_in["installer"], timedelta(minutes=10)
    for _ in range(UNUSED["installer"] // step):
        assert browser.client.get(path, headers=headers).status_code in (200, 204)
        site.now.passes(minutes=10)  # type: ignore[attr-defined]
    assert still(browser)
    site.now.passes(minutes=1)  # type: ignore[attr-defined]
    assert not still(browser)


@pytest.mark.parametrize("headers", [{}, HAND], ids=["old browser", "browser"])
def test_who_does_something_stays(headers: dict[str, str], site: Site, signed_in: dict[Role, Browser]) -> None:
    browser = signed_in["installer"]
    for n in range(8):
        site.now.passes(minutes=80)  # type: ignore[attr-defined]
        if n % 2:
            assert browser.client.get("/support", headers=headers).status_code == 200
        else:
            form = re.search(r'name="form" value="([^"]+)"', browser.client.get("/me", headers={BY_ITSELF: "1"}).text)
            assert form is not None
            sent = {"form": form[1], "language": "en-GB"}
            assert browser.client.post("/me/language", data=sent, headers={"hx-request": "true"}).status_code == 303
    assert still(browser)


def test_our_script_and_our_pages_say_when_they_ask_by_themselves() -> None:
    script = (HUB / "static" / "live.js").read_text()
    assert script.count("fetch(") == script.count(f'"{BY_ITSELF}": "1"') == 1
    for file in (HUB / "templates").rglob("*.html"):
        for refresh in re.findall(r"<meta http-equiv=.refresh[^>]*>", file.read_text()):
            assert "?again=1" in refresh, file
