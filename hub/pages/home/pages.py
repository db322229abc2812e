"""The first page of everybody who is signed in: is all well, and how do we know."""

from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from hub.pages.asking import language, page, person, site
from hub.pages.days.picture import in_words, picture
from hub.pages.home.now import Known, Now, look
from hub.pages.home.shown import Readers, shown
from hub.pages.home.telling import Telling
from hub.pages.meanwhile import meanwhile
from hub.pages.page import Page
from hub.pages.words import saying


async def show(request: Request) -> Response:
    """Is all well, and how do we know."""
    place, readers = site(request), _readers(request)
    known = await look(place.hub)
    values = shown(known, place.settings, readers, place.now())
    drawn = await _today(request, known) if readers.can("routine") else {}
    live = "home,rooms" if readers.can("routine") else "home"
    return page(request, "home/home.html", live=live, **values, **drawn)


def _readers(request: Request) -> Readers:
    agreed = site(request).settings.agreed("routine detail")
    return Readers(person(request).role, language(request), agreed)


async def _today(request: Request, known: Known) -> dict[str, Any]:
    """The day so far as a picture, and the same in words."""
    place, alive = site(request), isinstance(known, Now)
    settings, tag = place.settings, language(request)
    today = await meanwhile(lambda: place.day.look(settings, place.now(), alive=alive))
    if today is None or not today.rooms:
        return {"drawn": "", "said": []}
    to, say = Telling(settings, tag, today.at), saying(tag)
    return {"drawn": picture(today, to, say), "said": [(room.name, *in_words(room, to, say)) for room in today.rooms]}


async def alive(request: Request) -> Response:
    """That this process answers, for whoever watches it: nothing about the home."""
    return PlainTextResponse("ok\n")


PAGES = (Page("/", show, "how it is"), Page("/alive", alive, None))
