"""A page used without a mouse or a thumb."""

import pytest
from playwright.sync_api import Page

MOST = 200
"""Tabs from one thing of a page to another at the most."""
HERE = """() => {
    const here = document.activeElement;
    return here ? [here.innerText.trim().split("\\n")[0], here.name || "", here.tagName] : ["", "", ""];
}"""


def tabs_to(page: Page, name: str) -> None:
    """Goes on with Tab until what is called so, or the field of that name, has the focus; it can be seen there."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if name in page.evaluate(HERE)[:2]:
            seen = page.evaluate("() => { const r = document.activeElement.getBoundingClientRect();"
                                 " return r.bottom > 0 && r.top < innerHeight; }")  # fmt: skip
            assert seen, f"{name} has the focus, and is out of sight"
            return
    pytest.fail(f"no Tab leads to {name!r} on {page.url}")


def enters(page: Page, name: str) -> None:
    """Goes to a button or link, presses Enter, and waits for the page that it leads to."""
    tabs_to(page, name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
