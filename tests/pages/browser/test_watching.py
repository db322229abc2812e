"""The checks that every browser test relies on can fail: each is shown a page that it must not let pass."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from tests.support.axe import violations
from tests.support.browser import DESKTOP, NO_CHROMIUM, PHONE, Chromium, Fault, loop_is, program, screens
from tests.support.served import served

TREE = Path(__file__).resolve().parents[3]
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'"
)
ELSEWHERE = "http://elsewhere.example"
HTMX = """<meta name="htmx-config" content='{"includeIndicatorStyles": false, "allowEval": false}'>
<script src="/vendor/htmx.min.js"></script><script src="/vendor/htmx-ext-sse.min.js"></script>"""

STRICTLY = {
    "/good": "<p>All is well.</p>",
    "/live": """<p id="said">Nothing yet.</p><button hx-get="/part" hx-target="#said">Ask</button>
        <p hx-ext="sse" sse-connect="/events" sse-swap="told">Not heard yet.</p>""",
    "/inline-script": "<p>Well.</p><script>window.ran = true</script>",
    "/inline-style": '<p style="color: red">Well.</p>',
    "/outside-under-policy": f'<img alt="a" src="{ELSEWHERE}/a">',
    "/error": '<p>Well.</p><script src="/error.js"></script>',
    "/throws": '<p>Well.</p><script src="/throws.js"></script>',
    "/missing": '<img alt="a" src="/no-such-picture">',
    "/without-words": '<img src="/picture.svg">',
    "/pale": '<link rel="stylesheet" href="/bad.css"><p class="pale">Read this.</p>',
    "/small": '<link rel="stylesheet" href="/bad.css"><button>a</button><button>b</button>',
}
FAULTS = {
    "/inline-script": "the policy: script-src-elem refused inline",
    "/inline-style": "the policy: style-src-attr refused inline",
    "/outside-under-policy": "the policy: img-src refused http://elsewhere.example/a",
    "/error": "the console says: the list of rooms is lost",
    "/throws": "a script ended with an error: no such room",
    "/missing": "the console says: Failed to load resource: the server responded with a status of 404",
}
"""What the verdict must say of some of them."""

LOOSELY = {
    "/image": (f'<img alt="a" src="{ELSEWHERE}/image">', f"GET {ELSEWHERE}/image"),
    "/number": ('<img alt="a" src="http://198.51.100.7/a">', "GET http://198.51.100.7/a"),
    "/redirect": ('<img alt="a" src="/away">', f"GET {ELSEWHERE}/away"),
    "/fetch": (f"<script>fetch('{ELSEWHERE}/fetch').catch(() => 0)</script>", f"GET {ELSEWHERE}/fetch"),
    "/beacon": (f"<script>navigator.sendBeacon('{ELSEWHERE}/beacon', 'a')</script>", f"POST {ELSEWHERE}/beacon"),
    "/socket": ("<script>new WebSocket('ws://elsewhere.example/socket')</script>", "ws://elsewhere.example/socket"),
    "/connect": (f'<link rel="preconnect" href="{ELSEWHERE}">', f'<link rel="preconnect" href="{ELSEWHERE}">'),
    "/frame": (f'<iframe title="a" src="{ELSEWHERE}/frame"></iframe>', f"GET {ELSEWHERE}/frame"),
    "/neighbour": ('<img alt="a" src="http://127.0.0.1:9/a">', "GET http://127.0.0.1:9/a"),
}
"""Pages without a policy that ask outside, and what the verdict must say of each."""

FILES = {
    "/error.js": ("text/javascript", "console.error('the list of rooms is lost')"),
    "/throws.js": ("text/javascript", "throw new Error('no such room')"),
    "/bad.css": (
        "text/css",
        ".pale {color: #ccc; background: #fff} button {width: 9px; height: 9px; padding: 0; margin: 0}",
    ),
    "/picture.svg": ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "/favicon.ico": ("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "/part": ("text/html", "All was asked."),
}


def page_of(body: str, policy: str | None) -> HTMLResponse:
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A page</title>'
    main = f"<main><h1>A page</h1>{body}</main>"
    text = f'<!doctype html><html lang="en"><head>{head}{HTMX}</head><body>{main}</body></html>'
    return HTMLResponse(text, headers={"content-security-policy": policy} if policy else None)


async def answer(request: Request) -> Response:
    path = request.url.path
    if path in FILES:
        kind, text = FILES[path]
        return Response(text, media_type=kind)
    strict = path in STRICTLY
    return page_of(STRICTLY[path] if strict else LOOSELY[path][0], STRICT if strict else None)


async def away(_: Request) -> Response:
    return RedirectResponse(f"{ELSEWHERE}/away")


async def events(_: Request) -> Response:
    async def told() -> AsyncIterator[str]:
        yield "event: told\ndata: Heard at once.\n\n"
        await asyncio.sleep(60)

    return StreamingResponse(told(), media_type="text/event-stream")


@pytest.fixture
def origin() -> Iterator[str]:
    pages = [Route(path, answer) for path in (*STRICTLY, *LOOSELY, *FILES)]
    vendor = Mount("/vendor", StaticFiles(directory=TREE / "hub" / "pages" / "static" / "vendor"))
    with served(Starlette(routes=[*pages, Route("/away", away), Route("/events", events), vendor])) as origin:
        yield origin


def seen(chromium: Chromium, origin: str, paths: Iterable[str]) -> str:
    """What the verdict says of these pages, shown one after the other."""
    with pytest.raises(Fault) as verdict, screens(chromium) as opened:
        page = opened.open(PHONE, origin)
        for path in paths:
            # A page is there before it is known which socket it opens: the next one would hide that.
            with page.expect_websocket() if path == "/socket" else nullcontext():
                page.goto(origin + path)
    return str(verdict.value)


def test_a_good_page_passes_on_a_phone_and_on_a_desktop(origin: str, either: Page, axe: Callable[[Page], None]) -> None:
    either.goto(f"{origin}/good")
    expect(either.get_by_text("All is well.")).to_be_visible()
    axe(either)


def test_htmx_and_its_events_work_under_a_strict_policy(origin: str, phone: Page) -> None:
    phone.goto(f"{origin}/live")
    expect(phone.get_by_text("Heard at once.")).to_be_visible()
    phone.get_by_role("button").tap()
    expect(phone.get_by_text("All was asked.")).to_be_visible()


def test_whatever_way_a_page_asks_outside_it_fails(chromium: Chromium, origin: str) -> None:
    said = seen(chromium, origin, LOOSELY)
    unseen = [path for path, (_, asked) in LOOSELY.items() if f"it asked outside of the hub: {asked}" not in said]
    assert unseen == []


def test_what_else_a_page_must_not_do_fails(chromium: Chromium, origin: str) -> None:
    said = seen(chromium, origin, FAULTS)
    assert [path for path, words in FAULTS.items() if words not in said] == []


def test_a_fault_in_a_second_window_or_by_a_second_person_fails(chromium: Chromium, origin: str) -> None:
    with pytest.raises(Fault, match="rooms is lost"), screens(chromium) as opened:
        opened.open(PHONE, origin).goto(f"{origin}/good")
        opened.open(DESKTOP, origin).context.new_page().goto(f"{origin}/error")


def test_what_is_expected_must_happen_and_excuses_nothing_else(chromium: Chromium, origin: str) -> None:
    with screens(chromium) as opened:
        page = opened.open(PHONE, origin)
        opened.watch_of(page).expect("rooms is lost")
        page.goto(f"{origin}/error")
    with pytest.raises(Fault, match="no such room"), screens(chromium) as opened:
        page = opened.open(PHONE, origin)
        opened.watch_of(page).expect("rooms is lost")
        page.goto(f"{origin}/error")
        page.goto(f"{origin}/throws")
    with pytest.raises(Fault, match="rooms is lost"), screens(chromium) as opened:
        page = opened.open(PHONE, origin)
        opened.watch_of(page).allow("no such room")
        page.goto(f"{origin}/error")
    with pytest.raises(Fault, match="never seen: rooms is lost"), screens(chromium) as opened:
        page = opened.open(PHONE, origin)
        opened.watch_of(page).expect("rooms is lost")
        page.goto(f"{origin}/good")


@pytest.mark.parametrize(
    ("path", "words"),
    [("/without-words", "image-alt"), ("/pale", "color-contrast"), ("/small", "target-size")],
)
def test_a_page_that_not_everybody_can_use_fails(
    origin: str, phone: Page, axe: Callable[[Page], None], path: str, words: str
) -> None:
    phone.goto(origin + path)
    with pytest.raises(AssertionError, match=rf"(?s)axe finds .*{words} \(\w+\): .* At \S+: "):
        axe(phone)
    assert {found.split()[0] for found in violations(phone)} == {words}


def test_pictures_are_taken_where_they_are_wanted_and_nowhere_else(
    origin: str,
    either: Page,
    picture: Callable[[Page, str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    either.goto(f"{origin}/good")
    monkeypatch.delenv("CAREHUB_PICTURES", raising=False)
    picture(either, "all-well")
    monkeypatch.setenv("CAREHUB_PICTURES", str(tmp_path / "pictures"))
    picture(either, "all-well")
    (taken,) = tmp_path.rglob("*.*")
    assert taken.name in {"all-well-phone.png", "all-well-desktop.png"}
    assert taken.read_bytes().startswith(b"\x89PNG")
    with pytest.raises(AssertionError, match="no name for a file"):
        picture(either, "../all-well")


def test_the_screens_have_the_sizes_that_the_pages_are_made_for(origin: str, phone: Page, desktop: Page) -> None:
    size = "[window.innerWidth, window.innerHeight, navigator.maxTouchPoints > 0]"
    for page, wanted in ((phone, [390, 700, True]), (desktop, [1280, 900, False])):
        page.goto(f"{origin}/good")
        assert page.evaluate(size) == wanted


def test_asyncio_runs_beside_a_browser_that_waits(chromium: Chromium) -> None:
    assert chromium.browser.is_connected()
    assert asyncio.run(asyncio.sleep(0, "ran")) == "ran"


def test_asyncio_runs_in_a_browser_test_that_asks_for_it(origin: str, phone: Page) -> None:
    with loop_is(None):
        assert asyncio.run(asyncio.sleep(0, "ran")) == "ran"
    phone.goto(f"{origin}/good")


def test_without_a_chromium_they_fail_and_say_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.fail.Exception) as failed:
        program()
    assert failed.value.msg == NO_CHROMIUM
    assert "sudo apt-get install --no-install-recommends chromium" in NO_CHROMIUM
