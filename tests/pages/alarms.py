"""Alarms for tests of the pages: a home with a way in, everybody signed in, and a reader who presses buttons."""

import re
from collections.abc import Iterator

import pytest

from hub.pages.roles import Role
from hub.pages.site import Site
from tests.pages.conftest import NAMES, Browser, everybody
from tests.support.beside import Beside, beside, until

ACCESS = """
[access]
street_door = "blue door"
key_safe = "left of the back door"
key_safe_code = { env = "CAREHUB_TEST_SAFE" }
dog = "Bess, friendly"
"""
CODE = "8402X7"
ANNA, BEN = "+447700900111", "+447700900222"


@pytest.fixture
def hub(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Beside]:
    monkeypatch.setenv("CAREHUB_TEST_SAFE", CODE)
    site.file.write_text(site.file.read_text() + ACCESS)
    with beside(site.file) as running:
        site.now = site.hub._now = running.clock.now  # type: ignore[method-assign]
        yield running


@pytest.fixture
def readers(site: Site, hub: Beside) -> dict[Role, Browser]:
    """Everybody, signed in: Anna's account is the contact Anna, Rob Runner's is nobody's in the settings."""
    everybody(site)
    found = {}
    for role, name in NAMES.items():
        found[role] = Browser(site)
        assert found[role].signs_in(name).status_code == 303
    return found


class Reader:
    """Somebody who has the page of an alarm open, and presses its buttons."""

    def __init__(self, browser: Browser, incident: str) -> None:
        self.browser, self.at = browser, f"/incidents/{incident}"
        self.look()

    def look(self) -> str:
        """What the page says now."""
        answer = self.browser.get(self.at)
        assert answer.status_code == 200, answer.headers
        self.text: str = answer.text
        return self.text

    @property
    def fields(self) -> dict[str, str]:
        """What every form of the page as it was last looked at sends."""
        return {
            name: found[1] if (found := re.search(rf'name="{name}" value="([^"]+)"', self.text)) else ""
            for name in ("form", "seen", "version")
        }

    def sends(self, page: str = "answer", **fields: str):  # type: ignore[no-untyped-def]
        """Presses a button of the page as it was last looked at."""
        return self.browser.client.post(f"{self.at}/{page}", data={**self.fields, **fields})


def pressed(hub: Beside) -> str:
    """The help button is pressed; the alarm's id."""
    hub.press()
    until(lambda: "K7" in hub.open_now and bool(hub.phone.texts))
    return str(hub.open_now["K7"].id)


def words(text: str) -> str:
    """What a page says, without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())
