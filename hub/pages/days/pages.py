"""The usual days: what is different, the last weeks hour by hour, and the measures over months."""

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock
from typing import Any

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from hub.model.household import Settings
from hub.model.routine import Day
from hub.pages.asking import language, page, site
from hub.pages.days import heat, months
from hub.pages.days.weeks import Weeks, weeks
from hub.pages.home.now import Now, look
from hub.pages.home.telling import Telling
from hub.pages.meanwhile import meanwhile
from hub.pages.page import Page
from hub.pages.site import Site
from hub.pages.words import saying
from hub.records.day_rows import known
from hub.shell.reader import Reader

FRESH = timedelta(minutes=10)
"""Weeks are drawn anew no sooner: nothing in them is of the last minutes."""


class Past(Struct, frozen=True):
    """What the store keeps of the days. `days` None: nobody keeps them."""

    at: datetime
    of: object
    days: tuple[Day, ...] | None
    weeks: Weeks


class Memory:
    """The last look at the store, for everybody who asks within the next minutes."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._past: Past | None = None

    def look(
        self, store: Callable[[], Reader | None], settings: Settings, now: datetime, *, alive: bool
    ) -> Past | None:  # fmt: skip
        """The days and the weeks; None if no hub ever ran here."""
        with self._lock:
            of = (settings.devices, settings.rooms, settings.hub.timezone, alive)
            past = self._past
            if past is not None and past.of == of and timedelta(0) <= now - past.at < FRESH:
                return past
            if (reader := store()) is None:
                return None
            try:
                self._past = Past(now, of, reader.days(), weeks(reader, settings, now, alive=alive))
            finally:
                reader.close()
            return self._past


async def show(request: Request) -> Response:
    """The page; without the consent it says so, and shows nothing."""
    place, tag = site(request), language(request)
    if not place.settings.agreed("routine"):
        return page(request, "routine/routine.html", agreed=False)
    known_ = await look(place.hub)
    past = await _past(request, place, alive=isinstance(known_, Now))
    to, say = Telling(place.settings, tag, place.now()), saying(tag)
    return page(request, "routine/routine.html", agreed=True, **_months(past, to, say), **_weeks(past, to, say))


async def _past(request: Request, place: Site, *, alive: bool) -> Past | None:
    state = request.app.state
    if not hasattr(state, "past_days"):
        state.past_days = Memory()
    memory: Memory = state.past_days
    settings = place.settings
    return await meanwhile(lambda: memory.look(place.store, settings, place.now(), alive=alive))


def _months(past: Past | None, to: Telling, say: Callable[..., str]) -> dict[str, Any]:
    days = (past.days if past is not None else None) or ()
    if not days:
        return {"heading": "", "summary": [], "charts": [], "months": [], "rows": []}
    found = known(days)
    names, rows = months.table(days, found, to, say)
    return {
        "heading": months.heading(days, to, say), "summary": months.summary(found, say),
        "charts": months.charts(days, found, to, say), "months": names, "rows": rows,
    }  # fmt: skip


def _weeks(past: Past | None, to: Telling, say: Callable[..., str]) -> dict[str, Any]:
    if past is None or not past.weeks.most:
        return {"heat": "", "said": []}
    most = past.weeks.most
    said = [heat.in_words(day, hours, most, to, say) for day, hours in reversed(past.weeks.days)]
    return {"heat": heat.heat(past.weeks, to, say), "said": said}


PAGES = (Page("/routine", show, "routine"),)
