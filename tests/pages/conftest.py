"""Pages over real files: a home's settings, a store, accounts, and a clock that stands until a test moves it."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hub.pages.application import application
from hub.pages.roles import Role
from hub.pages.site import Site

CONFIG = Path(__file__).resolve().parents[2] / "config" / "demo.toml"
NIGHT = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
PASSWORD = "seven green kettles"
ADDRESS = "http://testserver.local"


class Clock:
    """Hub time of a test."""

    def __init__(self) -> None:
        self.at = NIGHT

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **much: float) -> None:
        self.at += timedelta(**much)


class Browser:
    """A browser that keeps cookies and fills forms as a person does: it opens the page first."""

    def __init__(self, site: Site, https: bool = False) -> None:
        self.site = site
        self.client = TestClient(application(site, https), base_url=ADDRESS, follow_redirects=False)

    def get(self, path: str, **headers: str):  # type: ignore[no-untyped-def]
        return self.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def token(self, on: str) -> str:
        found = re.search(r'name="form" value="([^"]+)"', self.client.get(on).text)
        return found[1] if found else ""

    def post(self, path: str, on: str | None = None, headers: dict[str, str] | None = None, **fields: str):  # type: ignore[no-untyped-def]
        """Sends a form that stands on the page `on`."""
        return self.client.post(path, data={"form": self.token(on or path), **fields}, headers=headers)

    def signs_in(self, name: str, password: str = PASSWORD, **more: str):  # type: ignore[no-untyped-def]
        return self.post("/sign-in", name=name, password=password, **more)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(tmp_path: Path, clock: Clock) -> Iterator[Site]:
    file = tmp_path / "hub.toml"
    shutil.copy(CONFIG, file)
    file.write_text(file.read_text().replace('data = "var/demo"', f'data = "{tmp_path / "var"}"'))
    made = Site(file, clock)
    yield made
    made.close()


@pytest.fixture
def browser(site: Site) -> Browser:
    return Browser(site)


NAMES: dict[Role, str] = {
    "installer": "Ivy Fitter", "carer": "Anna Carer", "responder": "Rob Runner", "resident": "Mary S",
}  # fmt: skip


def everybody(site: Site) -> None:
    """One person of each role may sign in."""
    for role, name in NAMES.items():
        assert site.accounts.add(name, role, PASSWORD, site.now(), contact="anna" if role == "carer" else "") == ""


@pytest.fixture
def signed_in(site: Site) -> dict[Role, Browser]:
    """A browser of each role."""
    everybody(site)
    found = {}
    for role, name in NAMES.items():
        found[role] = Browser(site)
        assert found[role].signs_in(name).status_code == 303
    return found
