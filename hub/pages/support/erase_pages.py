"""The end of a service, from the pages: what goes, what must be taken first, and the home's id typed out."""

from starlette.requests import Request
from starlette.responses import Response

from hub.backup.ending import erase
from hub.model.errors import CarehubError
from hub.pages.asking import filled, note, page, site
from hub.pages.meanwhile import meanwhile
from hub.pages.page import Page
from hub.pages.support.restore_pages import NOT_DONE, NOT_THE_ID
from hub.pages.support.whole import held, lies, whole
from hub.pages.words import later


async def show(request: Request) -> Response:
    """The warning."""
    return await _page(request)


async def _page(request: Request, wrong: str = "", because: str = "") -> Response:
    place = site(request)
    return page(
        request, "support/erase.html", 409 if wrong else 200, held=await held(place), wrong=wrong, because=because,
        hub=place.settings.hub.id,
    )  # fmt: skip


async def now(request: Request) -> Response:
    """Does it."""
    said, place, all_ = await filled(request), site(request), whole(request)
    if said["taken"] != "yes":
        return await _page(request, later("Say first that all is taken which must be kept. Nothing was erased."))
    if said["id"].casefold() != place.settings.hub.id.casefold():
        return await _page(request, NOT_THE_ID)
    known = await held(place)
    if (known.alarms or known.frozen) and said["although"] != "yes":
        return await _page(request, later("Something stands against it. Read it below. Nothing was erased."))
    if all_.one.locked():
        return await _page(request, later("Something like this is being done already. Wait until it is over."))
    async with all_.one:
        done, settings = page(request, "support/erased.html", person=None), place.settings
        note(request, later("erased this home"))  # goes with the rest, unless it cannot be done
        try:
            await meanwhile(lambda: erase(lies(place), settings, stop=True, now=place.now()))
        except (CarehubError, OSError) as error:
            return await _page(request, NOT_DONE, str(error))
        place.begin_anew()
    return done


PAGES = (
    Page("/support/data/erase", show, "data"),
    Page("/support/data/erase/now", now, "data", "POST"),
)
