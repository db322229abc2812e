"""How much paper a page needs: printed by the browser itself, as whoever prints it does."""

import re

from playwright.sync_api import Page

SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")


def a4_sheets(page: Page) -> int:
    """A4 pages of the PDF that the browser makes of it."""
    return len(SHEET.findall(page.pdf(format="A4")))
