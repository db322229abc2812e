"""What is wrong in words, and what to do; the check on request."""

from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from hub.check_line import Line as Checks
from hub.pages.asking import filled, language, moved, note, page, site
from hub.pages.hearing import is_silent
from hub.pages.home.line import Line
from hub.pages.home.now import look
from hub.pages.home.telling import Telling
from hub.pages.meanwhile import meanwhile
from hub.pages.page import Page
from hub.pages.support import machine
from hub.pages.support.checking import Checked, begin, work
from hub.pages.support.finding import Finding, gravest_first, of_devices, of_now, of_status, silent
from hub.pages.words import later


async def show(request: Request) -> Response:
    """The page."""
    return page(request, "support/support.html", **await _values(request))


async def now(request: Request) -> Response:
    """Only what is wrong, for a page that waits for the check."""
    return page(request, "support/now.html", **await _values(request))


async def check(request: Request) -> Response:
    """Makes the check."""
    form = await filled(request)
    begin(request, live=form["live"] == "yes")
    note(request, later("looked whether an alarm can get out"))
    return moved("/support")


async def _values(request: Request) -> dict[str, Any]:
    place, checked = site(request), site(request).kept(Checked)
    to = Telling(place.settings, language(request), place.now())
    found = gravest_first(iter([*await _found(request, to), *_checked(checked.wrong(place.now(), place.settings))]))
    told = [{"sort": each.sort, "says": to.line(each.says), "do": to.line(each.do)} for each in found]
    return {
        "found": told, "checked": checked, "counts": checked.counts(place.now(), place.settings), "work": work(request),
        "at": to.moment(checked.at) if checked.at is not None else "", "core": to.core,
    }  # fmt: skip


async def _found(request: Request, to: Telling) -> list[Finding]:
    place = site(request)
    status = await place.hub.fresh("status")
    answers = not is_silent(status) and bool(status.get("ok"))
    settings, at = place.settings, place.now()
    found = await meanwhile(lambda: list(machine.seen(settings, at, answers=answers)))
    if place.broken:
        says = Line(later("The settings file cannot be read; what was set before still counts."))
        found.append(Finding("bad", says, Line(place.broken)))
    if not answers:
        return [*silent(str(status.get("because", "")), place.hub.lost), *found]
    devices = await place.hub.fresh("devices")
    known = await look(place.hub)
    return [*of_status(status, at), *of_now(known), *found, *of_devices(devices.get("devices", []), to)]


def _checked(lines: tuple[Checks, ...]) -> Iterator[Finding]:
    for line in lines:
        says = Line("{what}: {says}", {"what": Line(line.what), "says": Line(line.says)})
        yield Finding("bad" if line.ok == "bad" else "unsure", says, Line(line.do))


PAGES = (
    Page("/support", show, "support"),
    Page("/support/now", now, "support"),
    Page("/support/check", check, "support", "POST"),
)
