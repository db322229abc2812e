"""What stands before every page, on every route there is."""

from pathlib import Path
from typing import get_args

import pytest
from starlette.testclient import TestClient

from hub.pages.accounts import Accounts
from hub.pages.guard.headers import POLICY
from hub.pages.guard.hosts import is_ours
from hub.pages.page import Page
from hub.pages.roles import MAY, ROLES, Right, Role, may
from hub.pages.routes import PAGES
from hub.pages.site import Site
from tests.pages.conftest import ADDRESS, PASSWORD, Browser, Clock

TEMPLATES = Path(__file__).resolve().parents[2] / "hub" / "pages" / "templates"
BEHIND = [each for each in PAGES if each.right is not None]


def named(each: Page) -> str:
    return f"{each.method} {each.path}"


def where(each: Page) -> str:
    """A path that the route answers."""
    assert each.example or "{" not in each.path, f"{named(each)} needs an example"
    return each.example or each.path


def test_every_right_is_somebodys_and_every_role_has_some() -> None:
    assert set(MAY) == set(ROLES)
    assert frozenset().union(*MAY.values()) == set(get_args(Right))


def test_no_path_is_served_twice() -> None:
    assert len({(each.method, each.path) for each in PAGES}) == len(PAGES)


@pytest.mark.parametrize("each", BEHIND, ids=named)
def test_strangers_are_let_into_nothing(each: Page, site: Site) -> None:
    site.accounts.add("Ivy Fitter", "installer", PASSWORD, site.now())
    stranger = Browser(site)
    if each.method == "GET":
        answer = stranger.get(where(each))
        assert answer.status_code == 303 and answer.headers["location"].startswith("/sign-in")
        assert not answer.content
    else:
        assert stranger.post(where(each), on="/sign-in").status_code == 401


@pytest.mark.parametrize("agreed", [True, False])
@pytest.mark.parametrize("each", BEHIND, ids=named)
def test_every_role_sees_just_what_the_table_says(each: Page, agreed: bool, signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    assert each.right is not None
    if not agreed:
        text = site.file.read_text()
        site.file.write_text(text.replace('"routine detail" = { agreed = true', '"routine detail" = { agreed = false'))
    for role, browser in signed_in.items():
        if each.method == "GET":
            answer = browser.get(where(each))
        else:  # a form that is not ours: whoever may is told so, whoever may not hears that first
            answer = browser.client.post(where(each), data={})
        refused = "This page is not for you" in answer.text
        assert refused is not may(role, each.right, agreed), role
        assert answer.status_code == 403 or each.method == "GET"


@pytest.mark.parametrize("each", [each for each in PAGES if each.method == "POST"], ids=named)
def test_a_form_of_another_site_does_nothing(each: Page, signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    role: Role = next(role for role in ROLES if each.right is None or may(role, each.right))
    browser = signed_in[role]
    mine, path = browser.token("/me"), where(each)
    before = site.accounts.conn.total_changes
    for data, headers in (
        ({}, {}), ({"form": "0" * 64}, {}),
        ({"form": mine}, {"origin": "https://evil.example"}), ({"form": mine}, {"sec-fetch-site": "cross-site"}),
        ({"form": mine}, {"origin": "null"}),
        ({"form": signed_in["resident" if role != "resident" else "carer"].token("/me")}, {}),
    ):  # fmt: skip
        answer = browser.client.post(path, data=data, headers=headers)
        assert answer.status_code == 403 and "Nothing was done" in answer.text
    assert site.accounts.conn.total_changes == before


def test_every_answer_carries_the_headers_and_nothing_is_kept(browser: Browser) -> None:
    for path in ("/first", "/nothing", "/alive", "/static/carehub.css"):
        headers = browser.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self';")
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
        assert headers["cache-control"] == (
            "no-store" if "static" not in path else "public, max-age=31536000, immutable"
        )


def test_an_error_has_the_headers_too(browser: Browser, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("this page is broken")

    monkeypatch.setattr(Accounts, "first_code", property(breaks))
    app = TestClient(browser.client.app, base_url=ADDRESS, raise_server_exceptions=False)
    answer = app.get("/first")
    assert answer.status_code == 500 and "this page is broken" not in answer.text
    assert answer.headers["content-security-policy"] == POLICY and answer.headers["cache-control"] == "no-store"


def test_the_session_cookie_cannot_be_read_by_a_script_nor_sent_by_another_site(site: Site) -> None:
    site.accounts.add("Ivy Fitter", "installer", PASSWORD, site.now())
    browser = Browser(site, https=True)
    browser.client.base_url = ADDRESS.replace("http:", "https:")
    set_ = browser.signs_in("Ivy Fitter").headers.get_list("set-cookie")
    session = next(each for each in set_ if each.startswith("__Host-carehub="))
    assert all(part in session for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/")) and "Domain" not in session


@pytest.mark.parametrize(
    ("host", "ours"),
    [("192.168.1.20:8443", True), ("[fe80::1]:8443", True), ("localhost:8080", True), ("hub.local", True),
     ("hub.example.org", True), ("HUB.EXAMPLE.ORG:443", True), ("evil.example", False), ("", False),
     ("192.168.1.20.evil.example", False), ("local", False), ("hub.fritz.box", False),
     ("hub.local.evil.example:80", False)],
)  # fmt: skip
def test_a_name_of_a_stranger_that_points_at_the_hub_is_refused(host: str, ours: bool) -> None:
    assert is_ours(host, ("hub.example.org",)) is ours


def test_such_a_name_gets_no_page(browser: Browser) -> None:
    assert browser.get("/first", host="evil.example").status_code == 421


def test_what_is_too_large_is_refused_before_it_is_read(browser: Browser, clock: Clock) -> None:
    assert browser.client.post("/sign-in", content=b"x" * (256 * 1024 + 1)).status_code == 413
    form = {"content-type": "application/x-www-form-urlencoded"}
    pieces = iter([b"x" * 200_000] * 2)  # no length is told
    assert browser.client.post("/sign-in", content=pieces, headers=form).status_code == 413


def test_no_template_holds_a_script_or_a_style_of_its_own() -> None:
    for file in TEMPLATES.rglob("*.html"):
        text = file.read_text()
        assert " style=" not in text and "<style" not in text and " on" + "click" not in text, file
        assert "<script>" not in text and "|safe" not in text and "http://" not in text and "https://" not in text, file
