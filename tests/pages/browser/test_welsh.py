"""Welsh is longer than English: its pages fit a telephone all the same, and can be used by all."""

from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import Page

from hub.model.events import Replied
from hub.pages.site import Site
from tests.pages.browser.test_home_live import hub, opens, origin
from tests.pages.conftest import Clock
from tests.pages.test_welsh_left import TROUBLED
from tests.support.hub_beside import HubBeside

__all__ = ["hub", "origin"]
SEEN = (
    ("/", "carer", "welsh-home"), ("/incidents/{}", "carer", "welsh-incident"),
    ("/devices", "installer", "welsh-devices"), ("/people", "installer", "welsh-people"),
    ("/support", "installer", "welsh-support"),
    ("/visit", "installer", "welsh-visit"),
)  # fmt: skip
"""Pages, who looks at them, and what their picture is called."""


def test_welsh_pages_fit_a_phone_and_are_usable_by_all(
    phone: Page, origin: str, site: Site, hub: HubBeside, clock: Clock, axe: Callable[[Page], None],
    picture: Callable[[Page, str], None],
) -> None:  # fmt: skip
    site.accounts.conn.execute("UPDATE people SET language = 'cy'")
    at, later = clock.at, clock.at + timedelta(seconds=20)
    hub.takes([hub.says(at, "sim-kitchen-motion", "battery", 8.0)])
    hub.takes([hub.says(at, "sim-help-button", "help", "emergency")])
    (pressed,) = (each for each in hub.state.facts.open.values() if each.kind == "help")
    answer = f"1 20 {pressed.reference}"
    hub.takes([Replied(at=later, number="+447700900111", text=answer, sid="SM1", sent=later)])
    clock.passes(seconds=30)
    hub.status = TROUBLED
    for path, role, name in SEEN:
        opens(phone, origin, site, path.format(pressed.id), role)
        assert phone.locator("html").get_attribute("lang") == "cy"
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, path
        picture(phone, name)
        axe(phone)
