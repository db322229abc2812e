"""The rehearsal is run, its progress seen, and its result read."""

from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.pages.asking import page, site
from hub.pages.visit.in_visit import visit_page
from hub.pages.visit.rehearsal import fingerprint, rows
from hub.pages.visit.sheet import Sheet, again, sheet, shown, words
from hub.pages.visit.step import Step
from hub.pages.visit.table import step
from hub.pages.visit.work import Rows, keeps, works
from hub.pages.words import later

STEP: Step = step("rehearsal")
SIZE = ("--people", "5", "--weeks", "5", "--accidents", "3")
"""A part of what the command does by itself, so that it takes about a minute on a Pi (docs/commands.md)."""
LONGEST = 600.0
"""Seconds. A Pi that is busy with alarms does this last of all."""
KEPT = ("false alarms", "time to help", "blind", "worth")


async def show(request: Request) -> Response:
    """What it showed."""
    found = await sheet(request)
    return shown(request, found, STEP, **_values(request, found))


async def now(request: Request) -> Response:
    """Only the result, for a page that waits for it."""
    found = await sheet(request)
    values = _values(request, found)
    return page(request, "visit/rehearsal_now.html", stands=found.stands(STEP), say=words(request), **values)


def _values(request: Request, found: Sheet) -> dict[str, Any]:
    about, work = found.about("rehearsal"), works(request).of("rehearsal")
    since = int((about.now - work.began).total_seconds()) if work.began else 0
    return {
        "work": work, "since": max(since, 0), "alarms": rows(about, "false alarms"), "timezone": about.timezone,
        "times": rows(about, "time to help"), "blind": rows(about, "blind"), "worth": rows(about, "worth"),
    }  # fmt: skip


async def run(request: Request) -> Response:
    """Runs it."""
    found, place = await sheet(request), site(request)
    of = fingerprint(place.settings)

    def made(said: Rows, at: datetime) -> dict[str, Any]:
        return {"rows": [row for row in said if row["what"] in KEPT], "at": at.isoformat(), "of": of}

    command = ("hub", "rehearse", "--json", "--config", str(place.file), *SIZE)
    works(request).begin("rehearsal", place.now(), command, LONGEST, keeps(request, "rehearsal", made))
    found.write("rehearsal", later("began the rehearsal"))
    return again(STEP)


PAGES = (
    visit_page("/visit/rehearsal", show),
    visit_page("/visit/rehearsal/now", now),
    visit_page("/visit/rehearsal", run, "POST"),
)
