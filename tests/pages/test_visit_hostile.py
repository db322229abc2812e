"""Whatever is typed into a form of the visit: the page answers, the file stays whole, and nothing runs."""

import pytest

from hub.pages.site import Site
from hub.pages.visit.pages import PAGES
from hub.settings import load
from tests.pages.test_visit import begun

FORMS = sorted({each.path for each in PAGES if each.method == "POST" and "certificate" not in each.path})
FIELDS = (
    "id", "name", "phone", "needs", "language", "others", "pets", "do", "exit", "street_door", "key_safe", "dog",
    "street_door_code", "key_safe_code", "part", "by", "contact", "rung", "minutes", "minutes_away", "hours", "ways",
    "decides", "day", "review", "function", "agreed-falls", "step", "because", "text", "all", "climbs", "address_hint",
)  # fmt: skip
NASTY = (
    "<script>alert(1)</script>", '"]\n[hub]\nid = "x"', "\x00\x1b[31m\u202e", "{{ 7*7 }}%s{0}{x}", "9" * 30, "\ud800",
    "remove",
)  # fmt: skip


@pytest.mark.parametrize("value", NASTY, ids=lambda value: ascii(value)[:20])
def test_no_form_breaks_on_what_is_typed(value: str, site: Site) -> None:
    browser = begun(site)
    token = browser.token("/me")
    for path in FORMS:
        if path in ("/visit/rehearsal", "/visit/ways-out"):
            continue  # they take no words, and run programs
        sent = {name: value.encode("utf-8", "surrogatepass") for name in FIELDS}
        answer = browser.client.post(path, data={"form": token, **sent})
        assert answer.status_code in (303, 422), (path, answer.status_code)
        assert "<script>alert" not in answer.text
        load(site.file)
    for path in ("/visit", "/visit/home", "/visit/rooms", "/visit/people", "/visit/access", "/visit/certificate"):
        shown = browser.get(path)
        assert shown.status_code == 200 and "<script>alert" not in shown.text
