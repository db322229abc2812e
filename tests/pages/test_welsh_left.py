"""What is left in English on a Welsh page: every page of every role, in a home where much has happened.

The list beside this file (english_left.txt) may only become shorter: a sentence that is new in English fails the test,
and so does one that stands there and is English no more.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hub.check import checks
from hub.model.effects import Accepted, Delivered, Refused
from hub.model.events import Event, LinkChanged, Receipted, Replied
from hub.model.ids import EffectKey
from hub.pages.roles import Role
from hub.pages.routes import PAGES
from hub.pages.site import Site
from hub.pages.support.checking import Checked
from tests.pages.conftest import Browser, Clock, signed_in
from tests.pages.home_samples import lived, moves
from tests.support.hub_beside import HubBeside

LEFT = Path(__file__).with_name("english_left.txt")
MIDNIGHT = datetime(2026, 11, 28, tzinfo=UTC)
BEGINS = MIDNIGHT - timedelta(minutes=30)
ANNA, BEN = "+447700900111", "+447700900222"
ENGLISH = re.compile(
    r"\b(the|this|that|was|were|has|have|had|not|and|of|it|its|cannot|been|nobody|somebody|since|with|from|by|with"
    r"|for|heard|seen|asked|texts?|alarm|would|will|which|are|when|what|who|if|only|after|before|within|there)\b",
    re.IGNORECASE,
)
"""Words that no Welsh sentence has. Not "is", "a", "to", "at", "on", "no": they are Welsh, too."""
NAMES = re.compile(
    r"\b(smoke alarm|fall radar|help button|front door|12 elm rd|anna carer|ivy fitter|rob runner|24/7)\b",
    re.IGNORECASE,
)
"""What people of the samples have called their things: it is never translated."""
PATHS = re.compile(r"/\S+")
UNSAID = {"script", "style", "code", "kbd", "samp", "q", "pre", "textarea"}
"""What is not said to a reader in their language: commands, and other people's words."""
ALOUD = ("aria-label", "alt", "title", "placeholder")
EMPTY = {"br", "img", "input", "link", "meta", "hr", "path", "rect", "line", "circle", "use", "wbr"}


TROUBLED = {
    "disk": "failing", "unhandled": 1, "rows dropped": 1, "clock": "unsure", "links": {"broker": "down: refused"},
    "outbox": 1, "oldest_undelivered": "2026-11-28T09:00:00+00:00", "not in settings": ["0x1"],
    "unreadable input": {"no JSON": {"count": 3, "for example": "x"}},
}  # fmt: skip
"""What the hub says of itself when nothing works."""


class Reading(HTMLParser):
    """Each text of a page, but what is marked as English, or is a command or a quotation."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        silent = self._silent or tag in UNSAID or (given.get("lang") or "").startswith("en")
        if not silent:
            self.texts += [words for name in ALOUD if (words := given.get(name))]
        if tag not in EMPTY:
            self._open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.texts.append(" ".join(data.split()))

    @property
    def _silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def english(html: str) -> set[str]:
    """The texts that are still English, their numbers left out."""
    page = Reading()
    page.feed(html)
    return {re.sub(r"\d+", "#", text) for text in page.texts if ENGLISH.search(NAMES.sub("", PATHS.sub("", text)))}


def test_what_is_english_is_found() -> None:
    page = '<p>Mae popeth yn iawn.</p><p title="It was heard">a <q>was it</q> <code>if</code> <b lang="en">the</b></p>'
    assert english(page) == {"It was heard"}


@pytest.fixture
def home(site: Site, clock: Clock) -> Iterator[HubBeside]:
    """A home in which much has happened: see `_happens`."""
    clock.at = MIDNIGHT + timedelta(hours=11)
    with HubBeside(site.folder, site.settings, clock, BEGINS) as made:
        made.is_well(BEGINS)
        lived(made, MIDNIGHT, 28)
        for event in _happens(made):
            made.takes([event])
        made.snapshot()
        made.status = TROUBLED
        checked = site.kept(Checked)
        checked.lines, checked.at, checked.of = tuple(checks(site.settings)), clock.at, site.settings
        yield made


def _happens(hub: HubBeside) -> Iterator[Event]:
    """A morning with a way out that fails, a flat battery, two presses, answers, and one that is still open."""
    yield from moves(MIDNIGHT, MIDNIGHT + timedelta(hours=8, minutes=5))
    yield hub.says(_at(8, 10), "sim-kitchen-motion", "battery", 8.0)
    yield hub.says(_at(8, 11), "sim-hall-smoke", "fault", True)
    yield LinkChanged(at=_at(8, 20), link="texts by modem", up=False, because="no network here")
    yield hub.says(_at(8, 30), "sim-help-button", "help", "emergency")
    yield from _answers(hub, 8, 31, ("1 20", ANNA), ("3", ANNA), ("999 called", ANNA), ("taken to hospital", ANNA))
    yield hub.says(_at(9, 0), "sim-help-button", "help", "emergency")
    yield from _answers(hub, 9, 1, ("2", ANNA), ("1", BEN), ("give to Anna", BEN), ("key", BEN), ("false alarm", BEN))
    yield hub.says(_at(10, 50), "sim-hall-smoke", "smoke", True)
    yield from _answers(hub, 10, 52, ("1", BEN), ("nonsense", ANNA))
    yield hub.says(_at(10, 55), "sim-help-button", "help", "emergency")


def _at(hour: int, minute: int) -> datetime:
    return MIDNIGHT + timedelta(hours=hour, minutes=minute)


def _answers(hub: HubBeside, hour: int, minute: int, *said: tuple[str, str]) -> Iterator[Event]:
    for told in {t.key: t for i in hub.state.facts.open.values() for t in i.told}.values():
        receipt = Delivered() if told.to == "anna" else Refused(because="the number is not in use")
        yield Receipted(at=_at(hour, minute), effect=EffectKey(told.key), receipt=Accepted(provider_id="SM1"))
        yield Receipted(at=_at(hour, minute), effect=EffectKey(told.key), receipt=receipt)
    for number, (text, who) in enumerate(said):
        at = _at(hour, minute + 1 + number)
        yield Replied(at=at, number=who, text=text, sid=f"SM{hour}{minute}{number}", sent=at)


def test_no_more_is_english_on_a_welsh_page_than_is_known(
    site: Site, home: HubBeside, signed_in: dict[Role, Browser]
) -> None:
    site.accounts.conn.execute("UPDATE people SET language = 'cy'")
    found = _found(signed_in, _paths(site))
    signed_in["installer"].post("/visit/begin", on="/me")
    found |= _found(signed_in, [each for each in _paths(site) if each.startswith("/visit")])
    known = set(LEFT.read_text().splitlines())
    new = {text: where for text, where in found.items() if text not in known}
    assert not new, "English on a Welsh page: " + "; ".join(f"{where}: {text}" for text, where in sorted(new.items()))
    assert not known - found.keys(), "no longer English: take it out of english_left.txt"


def _found(readers: dict[Role, Browser], paths: list[str]) -> dict[str, str]:
    """What is English, and on which page."""
    found: dict[str, str] = {}
    for path in paths:
        for browser in readers.values():
            answer = browser.get(path)
            if answer.status_code == 200 and "html" in answer.headers["content-type"]:
                found |= dict.fromkeys(english(answer.text), path)
    return found


def _paths(site: Site) -> list[str]:
    store = site.store()
    assert store is not None
    incidents = [*store.incidents(open_only=True, limit=50), *store.past(None, 50)]
    store.close()
    pages = [page.example or page.path for page in PAGES if page.method == "GET" and page.path != "/live"]
    tables = ("detectors/inactivity", "consent/falls", "sms", "ladder/0", "contacts/0", "devices/0", "hub", "readiness")
    return [
        *pages, *(f"/incidents/{each.id}" for each in incidents), *(f"/settings/at/{each}" for each in tables),
    ]  # fmt: skip


__all__ = ["signed_in"]
