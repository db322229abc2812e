"""Whatever somebody sends to any page: no page goes wrong, and nothing that was sent comes back as markup."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub.pages.page import Page
from hub.pages.roles import ROLES, may
from hub.pages.routes import PAGES
from tests.pages.test_guards import named, where

TEMPLATES = Path(__file__).resolve().parents[2] / "hub" / "pages" / "templates"
FIELDS = sorted(
    {name for file in TEMPLATES.rglob("*.html") for name in re.findall(r'name="([a-z_-]+)"', file.read_text())}
    - {"form"}
)
MARK = "<script>alert('it ran')</script>"
NASTY = (
    MARK, "\"><img src=x onerror=alert(1)>", "'; DROP TABLE people; --", "{{ 7 * 7 }}", "../../etc/passwd", "\x00",
    "\r\nSet-Cookie: a=b", "9" * 400, "9" * 5000, "\u0663", "\xb2",
    "0001-01-01", "9999-12-31", "-1", "NaN", "é" * 300, "\U0001f6a8", "[[contacts]]\nid = 1", "", " ",
)  # fmt: skip
VALUE = st.sampled_from(NASTY) | st.text(max_size=40)

ASKED = ("before", "of", "next", "done", "saved", "tested", "again", "refused", "withdrawn", "hub")
"""What handlers read of the query."""
QUERY = st.dictionaries(st.sampled_from([*FIELDS, *ASKED]), VALUE, max_size=3)


def sent(client, each: Page, form: str, said: dict[str, str], query: dict[str, str]):  # type: ignore[no-untyped-def]
    if each.method == "GET":
        return client.get(where(each), params=query)
    return client.post(where(each), params=query, data={"form": form, **said})


@pytest.mark.parametrize("each", [each for each in PAGES if each.path != "/sign-out"], ids=named)
def test_no_page_goes_wrong_and_nothing_comes_back_as_markup(each: Page, signed_in) -> None:  # type: ignore[no-untyped-def]
    role = next(role for role in ROLES if each.right is None or may(role, each.right))
    browser = signed_in[role]
    form = browser.token("/me")

    @settings(max_examples=4, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
    @given(said=st.dictionaries(st.sampled_from(FIELDS), VALUE, max_size=8), query=QUERY)
    def any_of_it(said: dict[str, str], query: dict[str, str]) -> None:
        answer = sent(browser.client, each, form, said, query)
        assert answer.status_code < 500, (said, query)
        assert MARK not in answer.text and "<img src=x" not in answer.text
        assert "\n" not in answer.headers.get("location", "") and "a=b" not in answer.headers.get("set-cookie", "")

    any_of_it()


@pytest.mark.parametrize("many", ["9" * 30, "9" * 5000, "\u0663", "\xb2"])
def test_figures_that_nobody_counts_to_are_refused_in_words(many: str, signed_in) -> None:  # type: ignore[no-untyped-def]
    carer, installer = signed_in["carer"], signed_in["installer"]
    closes = {"on": "/me", "does": "close", "outcome": "helped"}
    answer = carer.post("/incidents/K7/answer", version=many, **closes)
    assert answer.status_code < 500
    assert carer.post("/incidents/K7/answer", on="/me", does="go", minutes=many).status_code < 500
    for path in (f"/certificate/{many}", f"/certificate/{many}/signed", f"/settings/at/contacts/{many}"):
        assert installer.get(path).status_code == 404
    for path in (f"/incidents?before={many}", f"/days?day={many}"):
        assert installer.get(path).status_code < 500
    assert installer.post("/visit/people/ladder", on="/me", do="up", rung=many).status_code < 500
    contact = {"name": "Cat", "phone": "07700 900301", "minutes_away": many}
    assert installer.post("/visit/people/contact", on="/me", **contact).status_code < 500


STRANGE = (
    "/../hub.toml", "/static/../../site.py", "/static/%2e%2e/site.py", "/.git/config", "/static/", "//x", "/%00",
    "/incidents/%2e%2e%2f", "/sign-in/../accounts",
)  # fmt: skip


def test_whatever_is_no_path_of_ours_is_no_page(browser) -> None:  # type: ignore[no-untyped-def]
    for path in STRANGE:
        answer = browser.client.get(path)
        assert answer.status_code in (303, 400, 404, 405), path
        assert "password" not in answer.text or "sign" in answer.text.lower()
