"""Browsers hear at once that something has changed: one watcher asks, however many look.

What is sent says only *that* something has changed. Each browser then asks for its page again, and comes through the
door as ever: nothing about the home is in the stream, and whoever may no longer see the page does not.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from typing import cast

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from hub.pages.asking import clock, person, site
from hub.pages.home.now import mark, mark_of_days
from hub.pages.page import Page
from hub.pages.roles import Right, may, may_know_where
from hub.pages.site import Site
from hub.pages.visit.devices.around import devices, pairing
from hub.shell.database import StoreError

LOOKS = 1.0
"""Seconds between two looks: a change is in every browser within two (the issue), its own request included."""

BEATS = 4.0
"""Seconds after which a stream says that it still is one. A browser that hears nothing for three of these tells its
reader that it is cut off: a telephone that leaves the Wi-Fi is not told so by anybody else."""

LASTS = 600.0
"""Seconds after which a stream ends and the browser asks anew: so it comes through the door again."""

Topic = Callable[[Site], Awaitable[bytes]]


async def _incidents(place: Site) -> bytes:
    """Changes with every incident, and with everything that is written down of one."""
    store = place.store()
    if store is None:
        return b""
    try:
        last = store.audit(limit=1)
        return msgspec.json.encode([store.incidents(open_only=True), last[0].key if last else ""])
    except StoreError:  # it is being repaired, or restored: what is there afterwards is a change
        return b""
    finally:
        store.close()


async def _home(place: Site) -> bytes:
    """Changes with how the home is, as far as everybody may know."""
    return mark(await place.hub.ask("now"))


async def _rooms(place: Site) -> bytes:
    """Changes with what is seen of the resident, and with where nothing can be seen."""
    return mark_of_days(await place.hub.ask("now"))


async def _tests(place: Site) -> bytes:
    """Changes with every test of a device that begins or ends."""
    says = await place.hub.ask("devices")
    return msgspec.json.encode([(each["id"], each.get("test")) for each in says.get("devices", ())])


async def _contacts(place: Site) -> bytes:
    """Changes when somebody is tested, and when they answer."""
    return msgspec.json.encode(await place.hub.ask("contacts"))


TOPICS: dict[str, Topic] = {
    "contacts": _contacts, "devices": devices, "home": _home, "incidents": _incidents, "pairing": pairing,
    "rooms": _rooms, "tests": _tests,
}  # fmt: skip
"""What a page may be about. Only what somebody looks at is asked for."""


class Seen(Struct, frozen=True):
    """How it is. `lost`: since when the hub does not answer. `marks`: topic -> what changes when it does."""

    lost: datetime | None = None
    marks: dict[str, str] = {}

    def of(self, topics: frozenset[str]) -> "Seen | None":
        """The same, of these topics alone; None if they have not been looked at yet."""
        if not topics <= set(self.marks):
            return None
        return Seen(self.lost, {name: self.marks[name] for name in sorted(topics)})


class Live:
    """Watches one home for every browser that looks."""

    def __init__(self, place: Site) -> None:
        self._place = place
        self._topics: Counter[str] = Counter()
        self._seen = Seen()
        self._changed = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None

    async def seen(self, topics: frozenset[str]) -> AsyncIterator[Seen]:
        """How it is with these topics, again with each change of them, and with each beat without one.

        A change that is another reader's alone wakes nobody else: the moment itself would tell that somebody has moved.
        """
        self._topics.update(topics)
        told, until = None, 0.0
        try:
            while True:
                if self._watching is None or self._watching.done():
                    self._watching = asyncio.create_task(self._watch())
                changed, seen = self._changed, self._seen.of(topics)
                if seen is not None and (seen != told or _clock() >= until):
                    told, until = seen, _clock() + BEATS
                    yield seen
                with suppress(TimeoutError):
                    await asyncio.wait_for(changed.wait(), max(0.0, until - _clock()) if told is not None else BEATS)
        finally:
            self._topics.subtract(topics)
            self._topics = +self._topics
            if not self._topics and self._watching is not None:
                self._watching.cancel()

    async def _watch(self) -> None:
        while True:
            seen = await self._look()
            if seen != self._seen:
                self._seen = seen
                self._place.hub.forget()  # else a page that is asked for now could show what was before
                self._changed.set()
                self._changed = asyncio.Event()
            await asyncio.sleep(LOOKS)

    async def _look(self) -> Seen:
        await self._place.hub.ask("overview")
        marks = {name: sha256(await TOPICS[name](self._place)).hexdigest()[:12] for name in sorted(self._topics)}
        return Seen(self._place.hub.lost, marks)


def _clock() -> float:
    return asyncio.get_running_loop().time()


def live(request: Request) -> Live:
    """The one watcher of these pages."""
    state = request.app.state
    if not hasattr(state, "live"):
        state.live = Live(site(request))
    return cast("Live", state.live)


async def stream(request: Request) -> Response:
    """That something has changed, as server-sent events, for a page that is about `of`."""
    topics = _topics(request)
    if not topics:
        return Response(status_code=204)  # with which a browser does not ask again
    headers = {"x-accel-buffering": "no"}  # a proxy shall not wait until there is more
    return StreamingResponse(_events(request, topics), media_type="text/event-stream", headers=headers)


def _topics(request: Request) -> frozenset[str]:
    """What of that which is asked for this reader may hear now."""
    asked = request.query_params.get("of", "").split(",")
    return frozenset(of for of in asked if of in TOPICS and _may(request, of))


NEEDS: dict[str, Right] = {"contacts": "people", "devices": "visit", "pairing": "visit", "tests": "visit"}
"""Topic -> the right that it needs. `rooms` is for whoever may see the last movement, others for all who are let in."""


def _may(request: Request, topic: str) -> bool:
    """Whether this reader may be told that a topic has changed: when somebody moves is how they live."""
    place, role = site(request), person(request).role
    agreed = place.settings.agreed("routine detail")
    if topic == "rooms":
        return may_know_where(role, agreed, _is_open(place))
    return topic not in NEEDS or may(role, NEEDS[topic], agreed)


def _is_open(place: Site) -> bool:
    """Whether there is an alarm that people are asked about."""
    store = place.store()
    if store is None:
        return False
    try:
        return any(each.grave in ("life", "urgent") for each in store.incidents(open_only=True))
    except StoreError:
        return False
    finally:
        store.close()


async def _events(request: Request, topics: frozenset[str]) -> AsyncIterator[bytes]:
    until = _clock() + LASTS
    yield b"retry: 1000\n\n"
    async for seen in live(request).seen(topics):
        if not _may_still(request, topics):
            return  # the browser asks anew, and is told at the door
        says = {
            "at": clock(request, site(request).now()), "lost": clock(request, seen.lost) if seen.lost else "",
            "marks": seen.marks,
        }  # fmt: skip
        yield b"data: " + msgspec.json.encode(says) + b"\n\n"
        if _clock() > until:
            return


def _may_still(request: Request, topics: frozenset[str]) -> bool:
    """Whether whoever listens is still signed in, and may hear just what they hear: an alarm may be over by now."""
    accounts, now = site(request).accounts, site(request).now()
    return _topics(request) == topics and accounts.is_signed_in(request.state.token, now)


PAGES = (Page("/live", stream, "how it is", example="/live?of=nothing"),)
