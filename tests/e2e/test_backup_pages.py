"""A restore and an end from the pages, with a real hub and real pages that are started again whenever they end."""

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx
import pytest

from hub.pages.accounts import Accounts
from tests.backup.conftest import NOW
from tests.support.home import ROOT, RunningHub
from tests.support.ports import free_port

WORDS, PASSWORD = "four tall green kettles", "seven green kettles"
WITHIN = 60.0


@contextmanager
def always(*words: str) -> Iterator[list[int]]:
    """As `Restart=always` and `RestartSec=` of the units: each exit code, and started again."""
    codes: list[int] = []
    over = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def keep() -> None:
        while not over.is_set():
            running.append(subprocess.Popen([sys.executable, "-m", "hub", *words], cwd=ROOT))
            codes.append(running[-1].wait())
            over.wait(0.5)

    thread = threading.Thread(target=keep)
    thread.start()
    try:
        yield codes
    finally:
        over.set()
        running[-1].terminate()
        thread.join(30)
        assert not thread.is_alive()


class Ivy:
    """An installer with a telephone. What does not answer is asked again."""

    def __init__(self, origin: str) -> None:
        self.client = httpx.Client(base_url=origin, timeout=60)

    def get(self, path: str) -> httpx.Response:
        until = time.monotonic() + WITHIN
        while True:
            try:
                return self.client.get(path)
            except httpx.TransportError:
                assert time.monotonic() < until
                time.sleep(0.1)

    def token(self, path: str) -> str:
        found = re.search(r'name="form" value="([^"]+)"', self.get(path).text)
        assert found
        return found[1]

    def post(self, path: str, on: str, **said: str) -> httpx.Response:
        return self.client.post(path, data={"form": self.token(on), **said})

    def signs_in(self) -> bool:
        return self.post("/sign-in", "/sign-in", name="Ivy Fitter", password=PASSWORD).status_code == 303


@pytest.fixture
def port() -> int:
    return free_port()


def test_a_home_is_put_back_and_erased_from_the_pages(tmp_path: Path, port: int) -> None:
    hub = RunningHub(tmp_path, f'[pages]\nlisten = "127.0.0.1:{port}"\nhttps = false\n')
    accounts = Accounts.open(hub.data / "pages")
    accounts.add("Ivy Fitter", "installer", PASSWORD, NOW)
    accounts.close()
    config = ("--config", str(hub.settings))
    ivy = Ivy(f"http://127.0.0.1:{port}")
    with ivy.client, always("run", *config) as ran, always("pages", *config) as served:
        hub.until(lambda: hub.ask("status", may_fail=True), "the hub answers", WITHIN)
        assert ivy.get("/alive").status_code in (200, 404) and ivy.signs_in()
        file = ivy.post("/support/data/backup", "/support/data", passphrase=WORDS, again=WORDS).content
        assert file.startswith(b"carehub backup\n")
        hub.change('name = "Anna"', 'name = "Somebody else"')
        form = {"form": ivy.token("/support/data"), "passphrase": WORDS}
        loaded = ivy.client.post("/support/data/restore", data=form, files={"file": ("x", file)})
        assert loaded.status_code == 303, loaded.text
        done = ivy.post("/support/data/restore/now", "/support/data/restore", id="e2e")
        assert "It is put back" in done.text and 'name = "Anna"' in hub.settings.read_text()
        hub.until(lambda: len(ran) >= 1 and hub.ask("status", may_fail=True), "the hub answers again", WITHIN)
        assert ran[0] == 0 and not (hub.data / "taking-over").exists()
        hub.until(lambda: ivy.get("/support/data").status_code == 303, "the old session is none any more", WITHIN)
        assert ivy.signs_in() and not served, "the pages began anew by themselves"

        gone = ivy.post("/support/data/erase/now", "/support/data/erase", taken="yes", id="e2e")
        assert "This home is erased" in gone.text and "Anna" not in hub.settings.read_text()
        hub.until(
            lambda: (hub.ask("status", may_fail=True) or {}).get("service") == "being installed", "it waits", WITHIN
        )
        hub.until(lambda: ivy.get("/").headers.get("location") == "/first", "the first visit comes", WITHIN)
        assert {each.name for each in hub.data.iterdir()} >= {"erased.txt", "carehub.db", "pages"}
        assert not any(b"Ivy" in each.read_bytes() for each in hub.data.rglob("*") if each.is_file())
