"""A browser that speaks HTTP to pages that are really served: it keeps cookies, and fills forms as a person does."""

import re
import time
from collections.abc import Callable
from html import unescape

import httpx2 as httpx

from hub.pages.accounts import sessions
from hub.pages.site import Site

WITHIN = 30.0
"""Seconds that anything may take on a busy build server."""
NICELY = 180.0
"""The same for what the pages have done by a program that gives way to all others (`nice`)."""


class Visitor:
    """Somebody whose browser is signed in. `name` is an account of the site."""

    def __init__(self, origin: str, site: Site, name: str) -> None:
        self.client = httpx.Client(base_url=origin, follow_redirects=True, timeout=WITHIN)
        found = next(each for each in site.accounts.people() if each.name == name)
        token = sessions.begin(site.accounts.conn, found.id, "", False, site.now())
        self.client.cookies.set("carehub", token)
        self._form = ""

    def get(self, path: str) -> str:
        """The page, as its reader sees it: without signs for signs."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code, answer.text[-2000:])
        return self._read(answer.text)

    def post(self, path: str, status: int = 200, **fields: str) -> str:
        """What a form leads to."""
        if not self._form:
            self.get("/me")
        answer = self.client.post(path, data={"form": self._form, **fields})
        assert answer.status_code == status, (path, answer.status_code, answer.text[-2000:])
        return self._read(answer.text)

    def waits(self, path: str, holds: Callable[[str], bool], for_what: str = "", within: float = WITHIN) -> str:
        """Looks at a page until something is so, as the script of the page does."""
        give_up = time.monotonic() + within
        while True:
            text = self.get(path)
            if holds(text):
                return text
            assert time.monotonic() < give_up, f"it never came to that: {for_what}\n{text[-4000:]}"
            time.sleep(0.05)

    def _read(self, text: str) -> str:
        found = re.search(r'name="form" value="([^"]+)"', text)
        self._form = found[1] if found else self._form
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", text.split("<main", 1)[-1])).split())

    def html(self, path: str) -> str:
        """The page as it is sent."""
        return self.client.get(path).text

    def close(self) -> None:
        self.client.close()


def until(holds: Callable[[], bool], for_what: str = "") -> None:
    """Waits until something is so."""
    give_up = time.monotonic() + WITHIN
    while not holds():
        assert time.monotonic() < give_up, f"it never came to that: {for_what}"
        time.sleep(0.02)
