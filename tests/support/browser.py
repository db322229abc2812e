"""A real Chromium in which nothing goes unseen: a page that asks outside, reports errors, breaks its policy, fails."""

import asyncio
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Route,
    WebError,
    WebSocket,
    expect,
    sync_playwright,
)

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 700}, "has_touch": True, "is_mobile": True}
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
SCREENS = {"phone": PHONE, "desktop": DESKTOP}

PATIENCE_MS = 30_000.0
"""How long a page may take over any one thing that a test waits for; a busy build server included."""
NICELY_MS = 180_000.0
"""The same for what the pages have done by a program that gives way to all others (`nice`): three test workers do not
let it in for a while."""
expect.set_options(timeout=PATIENCE_MS)

FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Nothing but the loopback can be found, whoever in the browser asks: the watch below sees only what pages ask for.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]

NO_CHROMIUM = (
    "The browser tests need a real Chromium, and there is no command `chromium` here. On Debian: "
    "sudo apt-get install --no-install-recommends chromium"
)

INSIDE = ("about:", "blob:", "data:")
"""Addresses that no request leaves the browser for."""

REPORTS = """
document.addEventListener("securitypolicyviolation", told => carehubReports(
    `the policy: ${told.effectiveDirective} refused ${told.blockedURI || "something"} on ${told.documentURI}`));
document.addEventListener("DOMContentLoaded", () => {
    for (const link of document.querySelectorAll("link[rel~=preconnect], link[rel~=dns-prefetch]"))
        carehubReports(`it asked outside of the hub: ${link.outerHTML}`);
});
"""
"""What only the page itself can see. A preconnect is no request, so that nobody else hears of it."""


class Fault(AssertionError):
    """What a page did that no page of the hub may do."""


def program() -> str:
    """The Chromium that is installed here. Without one the tests fail: that pages work is never left unproved."""
    return shutil.which("chromium") or pytest.fail(NO_CHROMIUM, pytrace=False)


@contextmanager
def loop_is(loop: asyncio.AbstractEventLoop | None) -> Iterator[None]:
    """Lets asyncio believe that this loop, or none, runs in this thread.

    Playwright's synchronous interface keeps a loop running in the test's own thread: left alone, no other test of the
    same worker could call `asyncio.run` while the browser waits for the next browser test. So the loop is shown only
    while one works. A browser test that needs `asyncio.run` itself calls it inside `with loop_is(None)`.
    """
    before = asyncio._get_running_loop()
    asyncio._set_running_loop(loop)
    try:
        yield
    finally:
        asyncio._set_running_loop(before)


@dataclass(frozen=True)
class Chromium:
    """A browser that has been started, and the loop through which it is spoken to."""

    browser: Browser
    loop: asyncio.AbstractEventLoop


@contextmanager
def started() -> Iterator[Chromium]:
    """A browser for as many tests as there are: it takes a second or two to start."""
    executable = program()
    with sync_playwright() as playwright, ThreadPoolExecutor(1) as files:
        # Playwright reads and writes files in threads of the loop. One that is here already belongs to no single test.
        files.submit(int).result()
        asyncio.get_running_loop().set_default_executor(files)
        browser = playwright.chromium.launch(executable_path=executable, chromium_sandbox=False, args=FLAGS)
        loop = asyncio.get_running_loop()
        with loop_is(None):
            yield Chromium(browser, loop)
        browser.close()


@dataclass
class Watch:
    """What the pages of one context did that they must not, and what the test said that it expects of them."""

    origins: frozenset[str]
    faults: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def expect(self, words: str) -> None:
        """From here on a page must commit a fault with these words in it, at least once, and may more often."""
        self.expected.append(words)

    def allow(self, words: str) -> None:
        """From here on a page may commit a fault with these words in it: whether it does depends on who is first."""
        self.allowed.append(words)

    def over(self, context: BrowserContext) -> None:
        """Sees all that happens in this context, in every page and window of it."""
        own = "|".join(re.escape(origin) + "(?:/|$)" for origin in sorted(self.origins))
        # Told by a pattern, so that what stays inside is let through without asking this thread, which may be waiting.
        context.route(re.compile(rf"^(?!{own})"), self._refuse)
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", self._threw)
        context.on("page", lambda page: page.on("websocket", self._connected))
        context.expose_binding("carehubReports", lambda _, told: self.faults.append(told))
        context.add_init_script(REPORTS)

    def verdict(self) -> None:
        """Raises a Fault with all that was seen and not expected, or expected and not seen."""
        unseen = [f"expected, but never seen: {words}" for words in self.expected if not self._among(words)]
        bad = [fault for fault in self.faults if not any(words in fault for words in (*self.expected, *self.allowed))]
        if bad or unseen:
            raise Fault("\n".join(["A page did what it must not:", *dict.fromkeys(bad), *unseen]))

    def _among(self, words: str) -> bool:
        return any(words in fault for fault in self.faults)

    def _own(self, address: str) -> bool:
        return any(address == origin or address.startswith(f"{origin}/") for origin in self.origins)

    def _refuse(self, route: Route) -> None:
        route.abort()

    def _asked(self, request: Request) -> None:
        # Redirects pass by the routes, and come here all the same.
        if not self._own(request.url) and not request.url.startswith(INSIDE):
            self.faults.append(f"it asked outside of the hub: {request.method} {request.url}")

    def _connected(self, socket: WebSocket) -> None:
        if not self._own(socket.url.replace("ws", "http", 1)):
            self.faults.append(f"it asked outside of the hub: {socket.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "assert"}:
            self.faults.append(f"the console says: {message.text} ({message.location.get('url', '')})")

    def _threw(self, error: WebError) -> None:
        self.faults.append(f"a script ended with an error: {error.error.message}")


@dataclass
class Screens:
    """Hands out pages, each in a context of its own: nobody's cookies are anybody else's."""

    browser: Browser
    opened: list[tuple[BrowserContext, Watch]] = field(default_factory=list)

    def open(self, screen: dict[str, Any], *origins: str, **options: Any) -> Page:
        """A blank page on that screen, which may ask these origins only. `options`: Playwright's, of `new_context`."""
        settings = {"locale": "en-GB", "timezone_id": "Europe/London", "service_workers": "block", **screen, **options}
        context = self.browser.new_context(**settings)
        context.set_default_timeout(PATIENCE_MS)
        watch = Watch(frozenset(origins))
        watch.over(context)
        self.opened.append((context, watch))
        return context.new_page()

    def watch_of(self, page: Page) -> Watch:
        """Who watches that page: to say what is expected of it."""
        return next(watch for context, watch in self.opened if context == page.context)

    def close(self) -> None:
        """Hears what pages said last, closes all, and raises a Fault if one did what it must not."""
        try:
            for page in [page for context, _ in self.opened for page in context.pages]:
                page.wait_for_load_state()
                page.evaluate("new Promise(done => setTimeout(done, 0))")
        finally:
            self.shut()
        for _, watch in self.opened:
            watch.verdict()

    def shut(self) -> None:
        """Closes all, and judges nothing."""
        for context, _ in self.opened:
            context.close()


@contextmanager
def screens(chromium: Chromium) -> Iterator[Screens]:
    """Screens to open pages on; whatever a page did that it must not, in the end fails."""
    with loop_is(chromium.loop):
        shown = Screens(chromium.browser)
        try:
            yield shown
        except BaseException:
            shown.shut()
            raise
        shown.close()
