"""The stream that tells browsers that something has changed: at once, to all, of nothing but that."""

import asyncio
import json
import re
import threading
import time
from collections.abc import Iterable, Iterator
from itertools import pairwise

import httpx2 as httpx
import pytest

from hub.pages.application import application
from hub.pages.home.now import mark, mark_of_days
from hub.pages.live import BEATS
from hub.pages.roles import Role
from hub.pages.site import Site
from tests.pages.alarms import Reader, pressed
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

    def __init__(self, origin: str, site: Site, of: str = "incidents", role: Role = "responder") -> None:
        self.client = httpx.Client(base_url=origin, follow_redirects=False, timeout=20)
        form = re.search(r'name="form" value="([^"]+)"', self.client.get("/sign-in").text)
        assert form
        said = {"form": form[1], "name": NAMES[role], "password": PASSWORD}
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

    def leaves(self) -> None:
        """With the next beat."""
        self._over.set()

    def end(self) -> None:
        self.leaves()
        self._thread.join(20)
        self.client.close()


def ended(listeners: Iterable[Listener]) -> None:
    """All of them leave with the same beat, and not each with one more."""
    for each in listeners:
        each.leaves()
    for each in listeners:
        each.end()


@pytest.fixture
def listeners(origin: str, site: Site) -> Iterator[list[Listener]]:
    everybody(site)
    made = [Listener(origin, site) for _ in range(5)]
    yield made
    ended(made)


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


@pytest.fixture
def readers(origin: str, site: Site) -> Iterator[dict[Role, Listener]]:
    """Somebody of each role with the first page open, who asks for more than the page of some does."""
    everybody(site)
    roles: tuple[Role, ...] = ("carer", "responder", "installer")
    made = {role: Listener(origin, site, "home,rooms,incidents", role) for role in roles}
    yield made
    ended(made.values())


def still(hub: Beside, *rooms: str) -> None:
    """Somebody has moved in these rooms, some minutes ago."""
    for room in rooms:
        hub.moves(room)
        hub.says(f"sim-{room}-motion", "motion", False)
    hub.passes(minutes=5)


def beaten(listener: Listener) -> bool:
    """The last thing that it heard is a mere beat: nothing has changed for as long."""
    return len(listener.marks) > 1 and listener.marks[-1] == listener.marks[-2]


def heard(listener: Listener, since: float) -> list[float]:
    """When something came that is no mere beat, after that moment."""
    before = max(at for at, _ in listener.heard if at <= since)
    times = [before, *(at for at, _ in listener.heard if at > since)]
    return [at for last, at in pairwise(times) if at - last < BEATS - 0.5]


def test_a_movement_wakes_no_browser_whose_reader_may_not_see_it(hub: Beside, readers: dict[Role, Listener]) -> None:
    still(hub, "kitchen", "bedroom")
    until(lambda: all(each.heard for each in readers.values()))
    until(lambda: all(beaten(each) for each in readers.values()))  # a change that was before is told by then
    minute = hub.clock.now().minute
    marks = {role: each.marks[-1] for role, each in readers.items()}
    moved = time.monotonic()
    hub.moves("kitchen")
    until(lambda: readers["carer"].marks[-1] != marks["carer"])
    time.sleep(0.5)
    assert set(readers["responder"].marks[-1]) == {"home", "incidents"}  # type: ignore[call-overload]
    if hub.clock.now().minute == minute:
        for role in ("responder", "installer"):
            assert readers[role].marks[-1] == marks[role] and not heard(readers[role], moved)


def test_when_the_alarm_is_over_movement_is_no_longer_told_to_a_responder(hub: Beside, origin: str, site: Site) -> None:
    everybody(site)
    id_ = pressed(hub)
    asked = Listener(origin, site, "home,rooms")
    until(lambda: bool(asked.heard))
    assert set(asked.marks[-1]) == {"home", "rooms"}  # type: ignore[call-overload]
    browser = Browser(site)
    browser.signs_in(NAMES["carer"])
    assert Reader(browser, id_).sends(does="close", outcome="helped").status_code == 303
    until(lambda: not asked._thread.is_alive())  # its stream has ended, so it asks anew
    asked.end()


def test_the_mark_of_the_home_is_the_same_wherever_somebody_moves_and_changes_with_the_rest(
    hub: Beside, site: Site
) -> None:
    still(hub, "kitchen", "bedroom")
    one = asyncio.run(site.hub.ask("now"))
    hub.moves("kitchen")
    until(lambda: asyncio.run(site.hub.ask("now"))["rooms"] != one["rooms"])
    two = {**asyncio.run(site.hub.ask("now")), "at": one["at"]}
    assert mark(one) == mark(two) and mark_of_days(one) != mark_of_days(two)
    hub.press()
    until(lambda: mark({**asyncio.run(site.hub.ask("now")), "at": one["at"]}) != mark(one))
