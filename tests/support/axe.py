"""What axe-core says of a page, in words: can everybody use it?"""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""WCAG 2.2 AA, its target size included, which axe leaves out unless asked; and what axe holds to be good practice."""


def violations(page: Page) -> list[str]:
    """Each thing that keeps somebody from using the page as it is now, and where it is."""
    page.wait_for_load_state("load")  # without its style a page is another one
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    return [_words(rule, node) for rule in found.response["violations"] for node in rule["nodes"]]


def _words(rule: dict[str, Any], node: dict[str, Any]) -> str:
    why = "; ".join(" ".join(line.split()) for line in node.get("failureSummary", "").splitlines()[1:])
    where = " ".join(str(part) for part in node["target"])
    return f"{rule['id']} ({node['impact']}): {rule['help']}. At {where}: {why}. {node['html'][:200]}"


def assert_usable_by_all(page: Page) -> None:
    """Fails with all that axe finds, in words."""
    found = violations(page)
    assert not found, "\n".join([f"axe finds {len(found)} at {page.url}:", *found])
