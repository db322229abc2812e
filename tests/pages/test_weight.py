"""No page is heavy: what a telephone loads of it before pictures, and that its words are in the html itself."""

import re

from hub.pages.roles import Role
from hub.pages.routes import PAGES
from tests.pages.conftest import Browser

MOST = 150_000
"""Bytes of html, style and script (the pages' budget)."""


def test_every_page_is_light_and_says_its_words_without_script(signed_in: dict[Role, Browser]) -> None:
    seen = set()
    for browser in signed_in.values():
        for page in (each for each in PAGES if each.method == "GET" and each.path != "/live"):
            answer = browser.get(page.example or page.path)
            if answer.status_code != 200 or "html" not in answer.headers["content-type"]:
                continue
            seen.add(page.path)
            files = set(re.findall(r'(?:src|href)="(/static/[^"]+\.(?:css|js)[^"]*)"', answer.text))
            assert len(answer.content) + sum(len(browser.get(file).content) for file in files) <= MOST, page.path
            if "<html" not in answer.text:  # a part of a page, which only a script asks for
                continue
            assert re.search(r"(?s)<h1[^>]*>.*?\w.*?</h1>", answer.text), page.path
    assert {"/", "/incidents", "/devices", "/people", "/support"} <= seen
