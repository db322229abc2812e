"""Pages over real files: a home's settings, a store, accounts, and a clock that stands until a test moves it."""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from hub.pages.accounts import sessions
from hub.pages.accounts.passwords import hashed
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

    def __init__(self, site: Site, https: bool = False, address: str = "192.168.1.30") -> None:
        self.site = site
        client = (address, 50_000)
        self.client = TestClient(application(site, https), base_url=ADDRESS, follow_redirects=False, client=client)

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


@cache
def hash_of_password() -> str:
    """Made once for all tests: to make one is slow on purpose."""
    return hashed(PASSWORD)


def everybody(site: Site) -> None:
    """One person of each role may sign in."""
    for role, name in NAMES.items():
        site.accounts.conn.execute(
            "INSERT INTO people(name, called, role, contact, language, password, counted, made)"
            " VALUES (?, ?, ?, ?, 'en-GB', ?, 0, ?)",
            (
                name,
                name.casefold(),
                role,
                "anna" if role == "carer" else "",
                hash_of_password(),
                int(NIGHT.timestamp()),
            ),
        )


@pytest.fixture
def signed_in(site: Site) -> dict[Role, Browser]:
    """A browser of each role, in which that person has signed in. How one does: test_signing_in.py."""
    everybody(site)
    people = {each.role: each for each in site.accounts.people()}
    found = {}
    for role in NAMES:
        found[role] = Browser(site)
        token = sessions.begin(site.accounts.conn, people[role].id, "", False, site.now())
        found[role].client.cookies.set("carehub", token)
    return found
