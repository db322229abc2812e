"""Whatever can be made of each route's own form, and of the request around it: no page goes wrong, and what the home
rests on stays whole.

What a scanner of web interfaces does with a description of them is done here with the pages' own: each form's fields
and the values that its page offers, mixed with what nobody means; fields that are missing, come twice or are files;
bodies that are no forms; other methods; odd cookies, headers and addresses.
"""

import html
import inspect
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.routing import compile_path

from hub.pages.page import Page
from hub.pages.roles import ROLES, Role, may
from hub.pages.routes import PAGES
from hub.pages.site import Site
from hub.pages.visit.record import Visits
from hub.settings import load
from tests.pages.conftest import Browser
from tests.pages.test_guards import named, where

FORMS = [each for each in PAGES if each.method == "POST" and each.path != "/sign-out"]
PROGRAMS = ("/visit/rehearsal", "/visit/ways-out", "/support/check", "/support/data/store", "/visit/pair/listen")
"""They take no words, and begin something that lasts."""
MARK = "<script>alert('it ran')</script>"
NASTY = (
    MARK, "\"><img src=x onerror=alert(1)>", "{{ 7 * 7 }}{% raw %}%s{0}{x}",
    "\x00\x1b[31m\u202e\u2028", "\r\nSet-Cookie: a=b",
    '"]\n[hub]\nid = "x"', "'''\"\"\"\\", "../../../etc/passwd", "9" * 30, "-1", "-0", "1e999", "NaN", "0x10", "1_000",
    "\u00b2", "\u0663", "2026-02-30", "9999-12-31", "0001-01-01", "24:00", "23:59:60", "a" * 9000, "\u0301" * 400,
    "\U0001f6a8", "\ufeff", "\udc80", "", " ", "on", "yes", "close", "remove", "add",
)  # fmt: skip
ODD = st.sampled_from(NASTY) | st.text(max_size=30)
HEADERS = {
    "cookie": ("carehub=x", "carehub=" + "a" * 3000, "carehub=\u00e9\u00fc; carehub-form=\u00ff", ";;==;",
               'carehub="a\\"b',
               "carehub-device=" + "9" * 99, "__Host-carehub=1; carehub=2; carehub=3"),
    "accept-language": ("cy;q=x", "*", "," * 500, "zz-" + "a" * 900, "\u00ff"),
    "accept": ("text/event-stream", "\u00ff", "a/b;" * 300),
    "content-length": ("-1", "abc", "\u00b2", "9" * 40),
    "content-type": ("", "\u00ff", "application/json", "multipart/form-data", "multipart/form-data; boundary=",
                     "multipart/form-data; boundary=x; charset=undefined", "text/plain; charset=rot13",
                     "application/x-www-form-urlencoded; charset=utf-7"),
    "host": ("", ".", ":", "[", "[::1", "]:", "a" * 2000, "192.168.1.1:abc", "127.0.0.1.", "evil.example",
             "\u00ff.local", "hub.local:99999999", "xn--\u00ff"),
    "origin": ("null", "://", "http://" + "a" * 900, "\u00ff"), "referer": ("\u00ff",),
    "sec-fetch-site": ("\u00ff", "none", "cross-site"), "x-forwarded-for": ("1.2.3.4", "\u00ff", "a, b"),
    "x-carehub-form": ("", "\u00ff" * 50), "range": ("bytes=0-1,5-2,-", "\u00ff"), "if-none-match": ("*", "\u00ff"),
}  # fmt: skip
"""Name of a header -> what a program may send in it. A header is bytes, and any byte but a few may come."""
STRANGE = (
    "%00", "%2e%2e", "%2F", "%ff%fe", "-1", "99999999999999999999", "\u00e9", "a" * 2000, "contacts/-1", "contacts/x",
    "contacts/99999999999999999999", "/".join("a" * 60), "hub/id/x", "%F0%9F%9A%A8", "%0d%0aSet-Cookie:%20a=b",
)  # fmt: skip
PLAIN = st.characters(exclude_characters="/?#%\\.", exclude_categories=("Cs", "Cc"))
ADDRESSES = st.sampled_from(STRANGE) | st.text(PLAIN, min_size=1, max_size=20)


@pytest.fixture
def installed(signed_in: dict[Role, Browser], site: Site) -> dict[Role, Browser]:
    """A browser of each role, while an installer's visit is under way."""
    Visits(site.accounts.conn).begin(site.now(), "Ivy Fitter")
    return signed_in


def role_of(each: Page) -> Role:
    return next(role for role in ROLES if each.right is None or may(role, each.right))


FORM = re.compile(r'<form[^>]*action="([^"]+)"[^>]*>(.*?)</form>', re.DOTALL)
INPUT = re.compile(r'<(?:input|button|textarea|select)[^>]*?\bname="([^"]+)"[^>]*>')
VALUE = re.compile(r'\bvalue="([^"]*)"')
SELECT = re.compile(r'<select[^>]*\bname="([^"]+)"[^>]*>(.*?)</select>', re.DOTALL)
SAID = re.compile(r'(?:said\[|form\[|form\.get\(|form, |filled\(request\)\)\[)"([a-z_-]+)"')

_offered: dict[str, dict[str, set[str]]] = {}


def offered(each: Page, browsers: dict[Role, Browser]) -> dict[str, set[str]]:
    """The fields of a route's form: what its handler reads, and what pages offer; with the values that they offer."""
    if not _offered:
        for of, shown in _shown(browsers):
            fields = _offered.setdefault(of, {})
            for name, value in shown:
                fields.setdefault(name, set()).add(value)
    found = {name: set(values) for name, values in _offered.get(each.path, {}).items() if name != "form"}
    for name in _read(each):
        found.setdefault(name, set())
    return found


def _shown(browsers: dict[Role, Browser]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Every form of every page: the route that it leads to, and its fields."""
    patterns = [(each.path, compile_path(each.path)[0]) for each in FORMS]
    for each in PAGES:
        if each.method != "GET" or each.path in ("/live", "/support/diagnostics"):
            continue
        for action, body in FORM.findall(browsers[role_of(each)].get(where(each)).text):
            for path, pattern in patterns:
                if pattern.match(html.unescape(action)):
                    yield path, list(_fields(body))
                    break


def _fields(body: str) -> Iterator[tuple[str, str]]:
    for tag in INPUT.finditer(body):
        value = VALUE.search(tag[0])
        yield html.unescape(tag[1]), html.unescape(value[1]) if value else ""
    for name, options in SELECT.findall(body):
        for value in VALUE.findall(options):
            yield html.unescape(name), html.unescape(value)


@cache
def _read(each: Page) -> frozenset[str]:
    """The names of fields that the part of the pages with this handler reads."""
    handler = inspect.unwrap(each.handler)
    inside = inspect.getclosurevars(handler).nonlocals.get("handler", handler)
    return frozenset(SAID.findall(inspect.getsource(sys.modules[inside.__module__])))


def bodies(fields: dict[str, set[str]]) -> st.SearchStrategy[tuple[str, list[tuple[str, str]]]]:
    """How it is sent, and which fields with which values, in any order, some of them twice."""
    names = sorted(fields) or ["none"]
    field = st.sampled_from(names).flatmap(
        lambda name: st.tuples(st.just(name), st.sampled_from(sorted(fields.get(name) or {""})) | ODD)
    )
    good = st.just([(name, max(values)) for name, values in sorted(fields.items()) if values])
    most = st.lists(field, max_size=len(names) + 3)
    how = st.sampled_from(["form", "form", "form", "multipart", "files", "charset", "json", "broken"])
    return st.tuples(how, st.tuples(good, most).map(lambda both: both[0] + both[1]) | most)


def coded(how: str, token: str, said: list[tuple[str, str]]) -> tuple[bytes, str]:
    """The bytes of a body, and their type."""
    whole = [("form", token), *said]
    if how == "form":
        text = "&".join(f"{_percent(name)}={_percent(value)}" for name, value in whole)
        return text.encode(), "application/x-www-form-urlencoded"
    if how == "json":
        return str(dict(whole)).encode("utf-8", "surrogatepass"), "application/json"
    if how == "broken":
        head = b"--x\r\ncontent-disposition: form-data\r\n\r\n"
        return head + token.encode(), "multipart/form-data; boundary=x"
    parts = b"".join(_part(how, name, value) for name, value in whole)
    charset = "; charset=undefined" if how == "charset" else ""
    return parts + b"--x--\r\n", f"multipart/form-data; boundary=x{charset}"


def _percent(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode("utf-8", "surrogatepass"))


def _part(how: str, name: str, value: str) -> bytes:
    file = b'; filename="a\\"b.txt"\r\ncontent-type: text/plain' if how == "files" and name != "form" else b""
    return (
        b'--x\r\ncontent-disposition: form-data; name="'
        + name.encode("utf-8", "surrogatepass")
        + b'"'
        + file
        + (b"\r\n\r\n" + value.encode("utf-8", "surrogatepass") + b"\r\n")
    )


NO_HUB = 503
"""No hub runs here, and the page says so."""


def is_well(answer, said: object) -> None:  # type: ignore[no-untyped-def]
    assert answer.status_code < 500 or answer.status_code == NO_HUB, said
    assert MARK not in answer.text and "<img src=x" not in answer.text, said
    assert "\n" not in answer.headers.get("location", "") and "a=b" not in answer.headers.get("set-cookie", ""), said


def quick(examples: int):  # type: ignore[no-untyped-def]
    return settings(
        max_examples=examples, deadline=None, database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )  # fmt: skip


@pytest.mark.parametrize("each", FORMS, ids=named)
def test_no_form_goes_wrong_whatever_is_made_of_it(each: Page, installed: dict[Role, Browser], site: Site) -> None:
    role = role_of(each)
    token = installed[role].token("/me")

    @quick(3 if each.path in PROGRAMS else 12)
    @given(bodies(offered(each, installed)))
    def any_of_it(sent: tuple[str, list[tuple[str, str]]]) -> None:
        if Visits(site.accounts.conn).open() is None:
            Visits(site.accounts.conn).begin(site.now(), "Ivy Fitter")
        body, kind = coded(sent[0], token, sent[1])
        is_well(installed[role].client.post(where(each), content=body, headers={"content-type": kind}), sent)

    any_of_it()
    load(site.file)
    assert installed["installer"].get("/visit").status_code in (200, 303)


def test_every_form_has_fields_that_are_known_here(installed: dict[Role, Browser]) -> None:
    """Else what is above sends nothing that its handler reads."""
    bare = {each.path for each in FORMS if not offered(each, installed)}
    assert bare <= {
        "/visit/begin", "/visit/walk/begin", "/visit/pair/close", "/visit/service", "/visit/rehearsal",
        "/visit/ways-out",
        "/visit/pair/listen", "/support/data/store", "/support/data/settings", "/support/diagnostics", "/pauses/over",
    }  # fmt: skip


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "POST", "GET", "BREW"])
def test_a_method_that_a_route_does_not_know_does_nothing(
    method: str, installed: dict[Role, Browser], site: Site
) -> None:
    known = {(each.method, each.path) for each in PAGES}
    before, file = site.accounts.conn.total_changes, site.file.read_bytes()
    for each in PAGES:
        if (method, each.path) in known or (method == "HEAD" and each.path == "/live"):
            continue
        answer = installed[role_of(each)].client.request(method, where(each))
        is_well(answer, each.path)
        if method == "HEAD":
            assert not answer.content, each.path
        else:
            assert answer.status_code in (404, 405), (each.path, answer.status_code)
    assert site.file.read_bytes() == file
    if method != "HEAD":
        assert site.accounts.conn.total_changes == before


@pytest.mark.parametrize("name", HEADERS)
def test_no_header_makes_a_page_go_wrong(name: str, installed: dict[Role, Browser], browser: Browser) -> None:
    for value in HEADERS[name]:
        headers = {name: value.encode("latin-1")}
        for who, path in ((browser, "/sign-in"), (installed["installer"], "/visit"), (installed["carer"], "/")):
            is_well(who.client.get(path, headers=headers), value)
            is_well(who.client.post(path, headers=headers, content=b"form=x&name=y"), value)


PLACES = [each for each in PAGES if "{" in each.path]


@pytest.mark.parametrize("each", PLACES, ids=named)
def test_no_address_makes_a_page_go_wrong(each: Page, installed: dict[Role, Browser]) -> None:
    browser = installed[role_of(each)]
    token = browser.token("/me")

    @quick(15)
    @given(ADDRESSES)
    def any_address(place: str) -> None:
        path = re.sub(r"\{[^}]+\}", lambda _: place, each.path)
        data = {"form": token} if each.method == "POST" else None
        is_well(browser.client.request(each.method, path, data=data), path)

    any_address()


TREE = Path(__file__).resolve().parents[2] / "hub" / "pages"


def test_no_handler_reads_the_query_but_those_that_are_asked_here() -> None:
    """`QUERY` of test_hostile.py sends these; a handler that reads another must be sent it too."""
    from tests.pages.test_hostile import ASKED

    read = {
        name for file in TREE.rglob("*.py")
        for name in re.findall(r'query_params(?:\.get\(|\[)"([a-z_-]+)"', file.read_text())
    }  # fmt: skip
    assert read <= set(ASKED)
