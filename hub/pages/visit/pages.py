"""The list of the visit's steps; beginning, leaving a step out, and closing."""

from starlette.requests import Request
from starlette.responses import Response

from hub.pages.asking import filled, moved, note, page, person, site
from hub.pages.page import Handler, Page
from hub.pages.visit.record import NoVisit, Visits
from hub.pages.visit.sheet import sheet, words
from hub.pages.visit.table import NAMES, STEPS, step

LONGEST_REASON = 200


async def show(request: Request) -> Response:
    """What is done, what is open, and what stands in the way. Before a visit: how one is begun."""
    visits = Visits(site(request).accounts.conn)
    if visits.open() is None:
        return page(request, "visit/begin.html", steps=STEPS, last=visits.last(), timezone=_timezone(request))
    found = await sheet(request)
    return page(
        request, "visit/list.html", all=found.all(), visit=found.visit, say=words(request), timezone=_timezone(request)
    )


async def begin(request: Request) -> Response:
    """Begins a visit; goes on with the one that somebody has begun meanwhile."""
    visits = Visits(site(request).accounts.conn)
    if visits.open() is None:
        visits.begin(site(request).now(), person(request).name)
        note(request, "began a visit")
    return moved("/visit")


async def leave_out(request: Request) -> Response:
    """A step is not done here, and why: the reason stands on the certificate. No reason: it is taken up again."""
    said = await filled(request)
    if said["step"] not in NAMES:
        return moved("/visit")
    chosen, because = step(said["step"]), said["because"][:LONGEST_REASON]
    if chosen.essential:
        return moved(chosen.path)
    Visits(site(request).accounts.conn).leave_out(chosen.name, site(request).now(), person(request).name, because)
    note(request, "left a step out" if because else "took a step up again", f"{chosen.name}: {because}")
    return moved("/visit" if because else chosen.path)


def _timezone(request: Request) -> str:
    return site(request).settings.hub.timezone


def in_visit(handler: Handler) -> Handler:
    """The handler of a step's page; leads to /visit if no visit is under way."""

    async def within(request: Request) -> Response:
        try:
            return await handler(request)
        except NoVisit:
            return moved("/visit")

    return within


def visit_page(path: str, handler: Handler, method: str = "GET", example: str = "") -> Page:
    """A route of a step: for installers, and only within a visit."""
    return Page(path, in_visit(handler), "visit", method, example)


PAGES: tuple[Page, ...] = (
    Page("/visit", show, "visit"),
    Page("/visit/begin", begin, "visit", "POST"),
    visit_page("/visit/leave-out", leave_out, "POST"),
)
