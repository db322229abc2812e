"""The stream that tells browsers that something has changed: at once, to all, of nothing but that."""

import json
import re
import threading
import time
from collections.abc import Iterator

import httpx2 as httpx
import pytest

from hub.pages.application import application
from hub.pages.site import Site
from tests.pages.conftest import NAMES, PASSWORD, Browser, everybody
from tests.support.beside import Beside, beside, until
from tests.support.served import served


@pytest.fixture
def hub(site: Site) -> Iterator[Beside]:
    with beside(site.file) as running:
        yield running


@pytest.fixture
def origin(site: Site, hub: Beside) -> Iterator[str]:
    site.hub._now = site.now = hub.clock.now  # type: ignore[method-assign]
    with served(application(site, https=False)) as origin:
        yield origin


class Listener:
    """A browser that has a page open."""

    def __init__(self, origin: str, site: Site, of: str = "incidents") -> None:
        self.client = httpx.Client(base_url=origin, follow_redirects=False, timeout=20)
        form = re.search(r'name="form" value="([^"]+)"', self.client.get("/sign-in").text)
        assert form
        said = {"form": form[1], "name": NAMES["responder"], "password": PASSWORD}
        assert self.client.post("/sign-in", data=said).status_code == 303
        self.heard: list[tuple[float, dict[str, object]]] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._listens, args=(of,))
        self._thread.start()

    def _listens(self, of: str) -> None:
        with self.client.stream("GET", "/live", params={"of": of}) as stream:
            for line in stream.iter_lines():
                if line.startswith("data: "):
                    self.heard.append((time.monotonic(), json.loads(line.removeprefix("data: "))))
                if self._over.is_set():
                    return

    @property
    def marks(self) -> list[object]:
        return [says["marks"] for _, says in self.heard]

    def end(self) -> None:
        self._over.set()
        self._thread.join(20)
        self.client.close()


@pytest.fixture
def listeners(origin: str, site: Site) -> Iterator[list[Listener]]:
    everybody(site)
    made = [Listener(origin, site) for _ in range(5)]
    yield made
    for each in made:
        each.end()


def test_every_browser_hears_within_two_seconds_and_of_nothing_but_that(hub: Beside, listeners: list[Listener]) -> None:
    until(lambda: all(each.heard for each in listeners))
    before = listeners[0].marks[-1]
    pressed = time.monotonic()
    hub.press()
    until(lambda: all(each.marks[-1] != before for each in listeners))
    took = [next(at for at, says in each.heard if says["marks"] != before) - pressed for each in listeners]
    assert max(took) < 2.0, took
    assert "Mary" not in json.dumps(listeners[0].heard) and "help" not in json.dumps(listeners[0].heard)


def test_a_hub_that_stops_and_starts_again_is_told_with_the_time(hub: Beside, listeners: list[Listener]) -> None:
    until(lambda: all(each.heard for each in listeners))
    assert listeners[0].heard[-1][1]["lost"] == ""
    hub.stop()
    until(lambda: all(each.heard[-1][1]["lost"] == "03:00" for each in listeners))
    hub.start()
    until(lambda: all(each.heard[-1][1]["lost"] == "" for each in listeners))


def test_a_stranger_hears_nothing_and_nothing_is_watched_for_nobody(browser: Browser, site: Site) -> None:
    everybody(site)
    answer = browser.get("/live?of=incidents", accept="text/event-stream")
    assert answer.status_code == 401
    browser.signs_in(NAMES["resident"])
    assert browser.get("/live?of=nothing").status_code == 204


def test_when_somebody_moves_is_told_to_nobody_who_may_not_see_it(signed_in) -> None:  # type: ignore[no-untyped-def]
    for role, topic in (("responder", "rooms"), ("installer", "rooms"), ("carer", "pairing"), ("resident", "tests")):
        assert signed_in[role].get(f"/live?of={topic}").status_code == 204, (role, topic)
