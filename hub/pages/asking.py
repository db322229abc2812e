"""What a handler asks of its request: the site, who is there, in which language; and how it answers."""

from datetime import datetime
from typing import Any, cast

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from hub.core import localtime
from hub.core.home import Home
from hub.core.languages import ENGLISH
from hub.pages.accounts import Person
from hub.pages.guard.forms import FIELD
from hub.pages.hub_says.reader import reader
from hub.pages.hub_says.times import times
from hub.pages.rendering import at_home, environment, file
from hub.pages.roles import Right, may
from hub.pages.site import Site
from hub.pages.words import LANGUAGES, Say, saying

FIGURES = 9
"""Figures of a number that somebody types or that a form brings back: more than any counts."""


def site(request: Request) -> Site:
    """The pages' home."""
    return cast("Site", request.app.state.site)


def asks(request: Request) -> Person | None:
    """Who is signed in."""
    return cast("Person | None", request.state.person)


def person(request: Request) -> Person:
    """Who is signed in, where the route lets nobody else in."""
    found = asks(request)
    assert found is not None
    return found


def figure(said: str) -> int | None:
    """The whole number that somebody typed; None if it is none, or longer than any that a form asks for."""
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= FIGURES else None


def address(request: Request) -> str:
    """Where the browser is, for lock-out and trail."""
    return request.client.host if request.client else ""


def note(request: Request, did: str, about: str = "") -> None:
    """Writes into the trail what the person who is signed in has just done."""
    site(request).accounts.note(site(request).now(), asks(request) or "somebody", did, about, address(request))


def language(request: Request) -> str:
    """The person's language, or the one that a stranger's browser prefers among ours."""
    who = asks(request)
    if who is not None:
        return who.language
    wanted = [part.split(";")[0].strip().lower() for part in request.headers.get("accept-language", "").split(",")]
    return next((tag for each in wanted for tag in LANGUAGES if each[:2] == tag[:2]), next(iter(LANGUAGES)))


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page, from hub/pages/templates. Every template also has what `_shared` says."""
    html = environment().get_template(template).render({**_shared(request), **values})
    return HTMLResponse(html, status)


def _shared(request: Request) -> dict[str, Any]:
    who, place = asks(request), site(request)
    agreed = place.settings.agreed("routine detail")
    tag = language(request)

    def can(right: Right) -> bool:
        return who is not None and may(who.role, right, agreed)

    return {
        "_": _say(place, tag), "tell": lambda said: reader(Home(place.settings), tag).tell(said),
        "costs_of": lambda said: reader(Home(place.settings), tag).costs(said),
        "language": tag, "person": who, "can": can, "home": place.home, "path": request.url.path,
        "form_field": lambda: form_field(request), "file": file, "settings_broken": place.broken,
        "at_home": lambda at, timezone: times(at_home(at, timezone), saying(tag)),
        "service": place.settings.home.service, "now_at_home": clock(request, place.now()),
        "lost": _lost(request), "texts_to": texts_to(place),
    }  # fmt: skip


def _say(place: Site, tag: str) -> Say:
    """Says a text of the pages; and, to whoever reads another language than English, what the hub has said."""
    say = saying(tag)
    if tag == ENGLISH:
        return say

    def said(english: str, **values: object) -> str:
        words = say(english, **values)
        return reader(Home(place.settings), tag).tell(english) if words == english and not values else words

    return said


def clock(request: Request, at: datetime) -> str:
    """A moment on the clocks of the home: "03:12"."""
    return f"{localtime.local(at, site(request).settings.hub.timezone):%H:%M}"


def _lost(request: Request) -> str:
    """Since when the hub does not answer, as far as these pages know; "" if it does, or nobody has asked yet."""
    since = site(request).hub.lost
    return clock(request, since) if since is not None else ""


def texts_to(place: Site) -> str:
    """The number that people text their answers to; "" if there is none."""
    number = place.settings.sms.sender
    return number if number.startswith("+") else ""


def form_field(request: Request) -> Markup:
    """What every form brings back, so that no other site can send it."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, request.state.form)


def moved(where: str) -> Response:
    """After a form: the browser asks for a page, so that going back or loading again sends nothing twice."""
    return RedirectResponse(where, 303)


class Filled(dict[str, str]):
    """The fields of a form by name; one that was not sent is empty."""

    def __missing__(self, name: str) -> str:
        """What a field says that is not there."""
        return ""


async def filled(request: Request) -> Filled:
    """The fields of a form, without the spaces around them. A file is not a field."""
    form = await request.form()
    return Filled({name: value.strip() for name, value in form.items() if isinstance(value, str)})


def local(where: str) -> str:
    """Where a form wants to go next, if that is a page of ours; else the first page."""
    return where if where.startswith("/") and not where.startswith(("//", "/\\")) and "\\" not in where else "/"
