"""The ways out are looked at, one line for each, with what to do."""

from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.pages.asking import page, site
from hub.pages.visit.in_visit import visit_page
from hub.pages.visit.sheet import Sheet, again, sheet, shown, words
from hub.pages.visit.step import Step
from hub.pages.visit.table import step
from hub.pages.visit.ways_out import fingerprint, lines
from hub.pages.visit.work import Rows, keeps, works
from hub.pages.words import later

STEP: Step = step("ways-out")
LONGEST = 90.0
"""Seconds: some ways, each asked for some seconds over a line that may be dead."""


async def show(request: Request) -> Response:
    """What the last look found."""
    found = await sheet(request)
    return shown(request, found, STEP, **_values(request, found))


async def now(request: Request) -> Response:
    """Only the lines, for a page that waits for them."""
    found = await sheet(request)
    values = _values(request, found)
    return page(request, "visit/ways_out_now.html", stands=found.stands(STEP), say=words(request), **values)


def _values(request: Request, found: Sheet) -> dict[str, Any]:
    about = found.about("ways-out")
    at = about.notes.get("at")
    return {
        "lines": lines(about), "work": works(request).of("ways-out"), "at": datetime.fromisoformat(at) if at else None,
        "timezone": about.timezone,
    }  # fmt: skip


def look(request: Request) -> None:
    """Begins to look. It takes some seconds, and may take a minute where the line is dead."""
    place = site(request)
    of = fingerprint(place.settings)

    def made(rows: Rows, at: datetime) -> dict[str, Any]:
        return {"lines": rows, "at": at.isoformat(), "of": of}

    put = keeps(request, "ways-out", made)
    command = ("hub.pages.visit.ask_ways", str(place.file))
    works(request).begin("ways-out", place.now(), command, LONGEST, put)


async def again_(request: Request) -> Response:
    """Looks again."""
    found = await sheet(request)
    look(request)
    found.write("ways-out", later("looked at the ways out"))
    return again(STEP)


PAGES = (
    visit_page("/visit/ways-out", show),
    visit_page("/visit/ways-out/now", now),
    visit_page("/visit/ways-out", again_, "POST"),
)
