"""A referral file is taken in at the beginning of a visit, or when a kit is made up at the depot."""

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from hub.pages.asking import language, moved, page, site
from hub.pages.visit.devices.said import clock
from hub.pages.visit.in_visit import visit_page
from hub.pages.visit.referral import NotAReferral, imported, read
from hub.pages.visit.saving import save
from hub.pages.visit.sheet import Sheet, sheet
from hub.pages.words import later, saying


async def show(request: Request) -> Response:
    """Where the file is chosen, or its text is put in."""
    return _shown(request, await sheet(request))


def _shown(request: Request, found: Sheet, wrong: str = "", text: str = "") -> Response:
    timezone = site(request).settings.hub.timezone
    return page(
        request, "visit/referral.html", 422 if wrong else 200, wrong=wrong, text=text, sheet=found, clock=clock,
        timezone=timezone,
    )  # fmt: skip


async def put(request: Request) -> Response:
    """Takes it in, all or nothing."""
    found = await sheet(request)
    text = await _text(request)
    say, place = saying(language(request)), site(request)
    try:
        referral = read(text)
    except NotAReferral as error:
        return _shown(request, found, say(error.text, **error.values), text)
    timezone = place.settings.hub.timezone
    wrongs = await save(request, later("took a referral in"), lambda now: imported(now, referral, timezone))
    if wrongs:
        return _shown(request, found, next(iter(wrongs.values())), text)
    found.write("referral", later("took a referral in"), tables=sorted(referral))
    return moved("/visit")


async def _text(request: Request) -> str:
    form = await request.form()
    file, typed = form.get("file"), form.get("text")
    sent = await file.read() if isinstance(file, UploadFile) else b""
    await form.close()
    if sent:
        return sent.decode("utf-8-sig", errors="replace")
    return typed if isinstance(typed, str) else ""


PAGES = (visit_page("/visit/referral", show), visit_page("/visit/referral", put, "POST"))
