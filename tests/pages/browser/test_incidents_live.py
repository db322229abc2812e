"""An alarm in a real browser: it changes by itself, says when it cannot, loses nothing that is typed."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from hub.model.events import Answered
from hub.pages.application import application
from hub.pages.roles import Role
from hub.pages.site import Site
from tests.pages.conftest import NAMES, PASSWORD, everybody
from tests.support.beside import Beside, beside, until
from tests.support.browser import DESKTOP, PATIENCE_MS, PHONE, Screens
from tests.support.served import served

BEN = "+447700900222"
ACCESS = '\n[access]\nkey_safe = "left of the back door"\nkey_safe_code = { env = "CAREHUB_TEST_SAFE" }\n'
CODE = "8402X7"
SOON = PATIENCE_MS
"""A change is awaited; what it took is measured apart, on a machine that is not busy."""


@pytest.fixture
def hub(site: Site, monkeypatch: pytest.MonkeyPatch) -> Iterator[Beside]:
    monkeypatch.setenv("CAREHUB_TEST_SAFE", CODE)
    site.file.write_text(site.file.read_text() + ACCESS)
    with beside(site.file) as running:
        site.now = site.hub._now = running.clock.now  # type: ignore[method-assign]
        everybody(site)
        yield running


class Pages:
    """The process of the pages, as far as a browser can see: it can go, and come back at the same place."""

    def __init__(self, site: Site) -> None:
        self.site, self.port, self._stack = site, 0, ExitStack()

    def start(self) -> str:
        self.origin = self._stack.enter_context(served(application(self.site, https=False), self.port))
        self.port = int(self.origin.rpartition(":")[2])
        return self.origin

    def stop(self) -> None:
        self._stack.close()


@pytest.fixture
def pages(site: Site, hub: Beside) -> Iterator[Pages]:
    made = Pages(site)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def origin(pages: Pages) -> str:
    return pages.origin


def signs_in(page: Page, origin: str, role: Role = "carer") -> None:
    page.goto(f"{origin}/sign-in")
    page.get_by_label("Name").fill(NAMES[role])
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{origin}/")


def pressed(hub: Beside) -> str:
    hub.press()
    until(lambda: "K7" in hub.open_now)
    return str(hub.open_now["K7"].id)


def opened(page: Page, origin: str, hub: Beside, role: Role = "carer") -> None:
    """The page of an alarm that has just begun."""
    id_ = pressed(hub)
    signs_in(page, origin, role)
    page.goto(f"{origin}/incidents/{id_}")
    page.evaluate("window.neverLoadedAgain = true")


def is_the_same(page: Page) -> None:
    assert page.evaluate("window.neverLoadedAgain") is True, "it was loaded again"


def test_an_alarm_comes_into_an_open_list_by_itself(phone: Page, origin: str, hub: Beside) -> None:
    signs_in(phone, origin)
    phone.goto(f"{origin}/incidents")
    phone.evaluate("window.neverLoadedAgain = true")
    expect(phone.get_by_text("Nothing is open.")).to_be_visible()
    hub.press()
    expect(phone.get_by_role("link", name="Help button pressed")).to_be_visible(timeout=SOON)
    is_the_same(phone)


def test_what_others_answer_is_seen_at_once_and_what_is_typed_stays(phone: Page, origin: str, hub: Beside) -> None:
    opened(phone, origin, hub)
    phone.get_by_label("Minutes, if you know").fill("25")
    hub.texts(BEN, "1 K7")
    expect(phone.get_by_text("Ben has it and is going.").first).to_be_visible(timeout=SOON)
    expect(phone.get_by_role("button", name="I am going too")).to_be_visible()
    expect(phone.get_by_label("Minutes, if you know")).to_have_value("25")
    expect(phone.get_by_label("Minutes, if you know")).to_be_focused()
    is_the_same(phone)


def test_the_hub_goes_and_comes_back_in_the_middle_of_it(phone: Page, origin: str, hub: Beside) -> None:
    opened(phone, origin, hub)
    strip = phone.locator("#not-connected")
    expect(strip).to_be_hidden()
    phone.get_by_label("Minutes, if you know").fill("25")
    hub.stop()
    expect(strip).to_be_visible(timeout=SOON)
    expect(strip).to_contain_text("Not connected to the hub since 03:0")
    expect(strip).to_contain_text("What you see may be old.")
    expect(strip).to_contain_text("answer by text")
    hub.start()
    expect(strip).to_be_hidden(timeout=SOON)
    expect(phone.get_by_label("Minutes, if you know")).to_have_value("25")
    is_the_same(phone)
    phone.get_by_role("button", name="I am going").click()
    expect(phone.get_by_text("Anna is on the way.").first).to_be_visible()
    assert hub.open_now["K7"].minutes == 25


def test_the_pages_go_and_come_back_and_what_came_meanwhile_is_there(
    phone: Page, pages: Pages, hub: Beside, screens: Screens
) -> None:
    opened(phone, pages.origin, hub)
    strip = phone.locator("#not-connected")
    phone.get_by_label("Minutes, if you know").fill("25")
    watch = screens.watch_of(phone)
    watch.expect("Failed to load resource")
    pages.stop()
    hub.texts(BEN, "1 K7")
    expect(strip).to_be_visible(timeout=SOON)
    expect(strip).to_contain_text("Not connected to the hub since 03:0")
    pages.start()
    expect(phone.get_by_text("Ben has it and is going.").first).to_be_visible(timeout=SOON)
    expect(strip).to_be_hidden()
    expect(phone.get_by_label("Minutes, if you know")).to_have_value("25")
    is_the_same(phone)


def test_how_to_get_in_is_there_until_somebody_else_has_it(phone: Page, origin: str, hub: Beside) -> None:
    opened(phone, origin, hub)
    phone.get_by_role("button", name="I am going").click()
    phone.get_by_role("button", name="How do I get in?").click()
    shown = phone.get_by_text(f"left of the back door, code {CODE}.")
    expect(shown).to_be_visible()
    phone.evaluate("window.neverLoadedAgain = true")
    hub.press()  # the page changes, and she may be typing the code
    expect(phone.get_by_text("It happened again at").first).to_be_visible(timeout=SOON)
    expect(shown).to_be_visible()
    hub.texts(BEN, "there now K7")
    expect(phone.get_by_text("Ben is there.").first).to_be_visible(timeout=SOON)
    expect(shown).to_have_count(0)
    is_the_same(phone)


def test_who_may_no_longer_see_it_is_told_and_sees_nothing_new(
    phone: Page, origin: str, hub: Beside, site: Site, screens: Screens
) -> None:
    opened(phone, origin, hub)
    anna = next(each for each in site.accounts.people() if each.name == NAMES["carer"])
    screens.watch_of(phone).allow("status of 401")  # its stream may ask once more before the page says so
    assert site.accounts.remove(anna.id, site.now()) == ""
    hub.texts(BEN, "1 K7")
    expect(phone.get_by_text("You are signed out, and see nothing new.")).to_be_visible(timeout=SOON)
    expect(phone.get_by_text("Ben has it and is going.")).to_have_count(0)


def test_what_was_refused_is_still_there_to_be_put_right(
    phone: Page, origin: str, hub: Beside, screens: Screens
) -> None:
    opened(phone, origin, hub)
    screens.watch_of(phone).expect("status of 422")
    phone.get_by_label("Minutes, if you know").fill("ten")
    phone.get_by_role("button", name="I am going").click()
    expect(phone.get_by_text("Minutes are a whole number")).to_be_visible()
    hub.texts(BEN, "1 K7")
    expect(phone.get_by_text("Ben has it and is going.").first).to_be_visible(timeout=SOON)
    expect(phone.get_by_label("Minutes, if you know")).to_have_value("ten")
    expect(phone.get_by_text("Minutes are a whole number")).to_be_visible()


def test_two_taps_on_one_button_are_one(phone: Page, origin: str, hub: Beside) -> None:
    opened(phone, origin, hub)
    phone.get_by_role("button", name="I cannot").dblclick(no_wait_after=True)
    expect(phone.get_by_role("heading", name="Anna: cannot go")).to_be_visible()
    until(lambda: len(hub.phone.texts) == 2)
    time.sleep(0.5)
    assert [text.number for text in hub.phone.texts] == ["+447700900111", BEN]
    assert hub.open_now["K7"].place.rung == 1


def test_by_keyboard_alone_from_the_list_to_the_end(desktop: Page, origin: str, hub: Beside) -> None:
    opened(desktop, origin, hub)
    desktop.goto(f"{origin}/incidents")

    def to(name: str, role: str = "button") -> None:
        for _ in range(60):
            desktop.keyboard.press("Tab")
            focused = desktop.evaluate("document.activeElement.textContent.trim()")
            if focused == name:
                return
        raise AssertionError(f"no way to {name} by keyboard")

    to("Help button pressed")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Help button pressed")
    to("I am going")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_text("Anna has it and is going.").first).to_be_visible()
    to("How do I get in?")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_text(CODE)).to_be_visible()
    to("I am there")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_text("Anna is there.").first).to_be_visible()
    to("False alarm: what was it?", "summary")
    desktop.keyboard.press("Enter")
    to("Pressed by mistake")
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_text("False alarm (Anna).").first).to_be_visible()
    assert hub.open_now == {}


def test_without_script_all_of_it_works_and_says_when_it_was_made(origin: str, screens: Screens, hub: Beside) -> None:
    page = screens.open(PHONE, origin, java_script_enabled=False)
    signs_in(page, origin)
    id_ = pressed(hub)
    page.goto(f"{origin}/incidents/{id_}")
    expect(page.get_by_text(re.compile(r"As it was at 03:0\d:\d\d\."))).to_be_visible()
    page.get_by_label("Minutes, if you know").fill("12")
    page.get_by_role("button", name="I am going").click()
    expect(page.get_by_text("Anna is on the way.").first).to_be_visible()
    hub.stop()
    hub.passes(seconds=3)
    page.get_by_role("link", name="Load again").click()
    expect(page.locator("#not-connected")).to_be_visible()
    hub.start()
    page.close()  # a page without script cannot be asked at the end what it has done: it would wait for ever


STATES: dict[str, Callable[[Page, Beside], None]] = {
    "raised": lambda page, hub: None,
    "going": lambda page, hub: page.get_by_role("button", name="I am going").click(),
    "there": lambda page, hub: page.get_by_role("button", name="I am there").click(),
    "called-999": lambda page, hub: page.get_by_role("button", name="999 was called").click(),
    "another-goes": lambda page, hub: hub.texts(BEN, f"1 15 {next(iter(hub.open_now))}"),
    "refused": lambda page, hub: (page.get_by_label("Minutes, if you know").fill("0"),
                                  page.get_by_role("button", name="I am going").click()),
    "closed": lambda page, hub: page.get_by_role("button", name="Spoke to them").click(),
}  # fmt: skip


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_everybody_can_use_it_in_every_state(
    origin: str, hub: Beside, screens: Screens, axe: Callable[[Page], None], picture: Callable[[Page, str], None],
    screen: dict[str, object], dark: bool,
) -> None:  # fmt: skip
    page = screens.open(screen, origin, color_scheme="dark" if dark else "light")
    screens.watch_of(page).expect("status of 409")  # the one that is refused
    theme = "-dark" if dark else ""
    hub.moves("hall")
    signs_in(page, origin)
    page.goto(f"{origin}/incidents")
    axe(page)
    for state, comes in STATES.items():
        id_ = pressed_anew(hub)
        page.goto(f"{origin}/incidents/{id_}")
        comes(page, hub)
        page.wait_for_load_state()
        if state == "another-goes":
            expect(page.get_by_text("Ben is on the way.").first).to_be_visible(timeout=SOON)
        if state == "going":
            page.get_by_role("button", name="How do I get in?").click()
            expect(page.get_by_text(CODE)).to_be_visible()
        if state == "there":
            page.get_by_text("False alarm: what was it?").click()
        axe(page)
        picture(page, f"incident-{state}{theme}")
        nothing_sticks_out(page)
    page.goto(f"{origin}/incidents")
    axe(page)
    picture(page, f"incidents{theme}")
    nothing_sticks_out(page)
    hub.stop()
    expect(page.locator("#not-connected")).to_be_visible(timeout=SOON)
    axe(page)
    picture(page, f"incidents-not-connected{theme}")
    hub.start()


def pressed_anew(hub: Beside) -> str:
    """An alarm of its own: what was open is closed."""
    for each in list(hub.open_now.values()):
        hub.happens(Answered(at=hub.clock.now(), via="socket", id=f"end-{each.id}", by="Ben", does="close",
                             incident=each.id, outcome="helped"))  # fmt: skip
    hub.press()
    until(lambda: bool(hub.open_now))
    return str(next(iter(hub.open_now.values())).id)


def nothing_sticks_out(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"it is {wide} px wider than the screen"


@pytest.mark.parametrize("role", ["responder", "resident", "installer"])
def test_every_role_can_use_it(
    either: Page,
    origin: str,
    hub: Beside,
    axe: Callable[[Page], None],
    picture: Callable[[Page, str], None],
    role: Role,
) -> None:
    opened(either, origin, hub, role)
    axe(either)
    picture(either, f"incident-{role}")
    nothing_sticks_out(either)
    hub.texts(BEN, f"1 15 {next(iter(hub.open_now))}")
    expect(either.get_by_text("Ben is on the way.").first).to_be_visible(timeout=SOON)
    axe(either)
