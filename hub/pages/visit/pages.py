"""The list of the visit's steps; beginning, leaving a step out, and closing."""

from starlette.requests import Request
from starlette.responses import Response

from hub.pages.asking import filled, moved, note, page, person, site
from hub.pages.page import Page
from hub.pages.visit.access_pages import PAGES as ACCESS
from hub.pages.visit.certificate_pages import PAGES as CERTIFICATE
from hub.pages.visit.consent_pages import PAGES as CONSENT
from hub.pages.visit.devices.said import clock
from hub.pages.visit.home_pages import PAGES as HOME
from hub.pages.visit.in_visit import visit_page
from hub.pages.visit.people_pages import PAGES as PEOPLE
from hub.pages.visit.record import Visits
from hub.pages.visit.referral_pages import PAGES as REFERRAL
from hub.pages.visit.rehearsal_pages import PAGES as REHEARSAL
from hub.pages.visit.rooms_pages import PAGES as ROOMS
from hub.pages.visit.sheet import LIVE, sheet, words
from hub.pages.visit.table import NAMES, STEPS, step
from hub.pages.visit.ways_out_pages import PAGES as WAYS
from hub.pages.visit.ways_out_pages import look

LONGEST_REASON = 200


async def show(request: Request) -> Response:
    """What is done, what is open, and what stands in the way. Before a visit: how one is begun."""
    visits = Visits(site(request).accounts.conn)
    if visits.open() is None:
        return page(request, "visit/begin.html", steps=STEPS, last=visits.last(), timezone=_timezone(request))
    found = await sheet(request)
    return page(
        request, "visit/list.html", all=found.all(), visit=found.visit, say=words(request), timezone=_timezone(request),
        sheet=found, live=LIVE, clock=clock,
    )  # fmt: skip


async def begin(request: Request) -> Response:
    """Begins a visit; goes on with the one that somebody has begun meanwhile."""
    visits = Visits(site(request).accounts.conn)
    if visits.open() is None:
        visits.begin(site(request).now(), person(request).name)
        look(request)  # within the first minutes it must be known whether an alarm can leave the house
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


PAGES: tuple[Page, ...] = (
    *CONSENT,
    *ACCESS,
    *HOME,
    *ROOMS,
    *PEOPLE,
    *WAYS,
    *REHEARSAL,
    *CERTIFICATE,
    *REFERRAL,
    Page("/visit", show, "visit"),
    Page("/visit/begin", begin, "visit", "POST"),
    visit_page("/visit/leave-out", leave_out, "POST"),
)
