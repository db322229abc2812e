"""Away until, news waits, a visit: begun and ended by a form. The hub says whether it may be."""

from datetime import datetime, timedelta
from typing import get_args

from starlette.requests import Request
from starlette.responses import Response

from hub.core.localtime import local
from hub.model.events import What
from hub.pages.asking import Filled, filled, language, moved, note, page, person, site
from hub.pages.hearing import is_silent
from hub.pages.home.now import Known, Now, look
from hub.pages.home.telling import Telling
from hub.pages.page import Page
from hub.pages.words import later, saying

NEWS: tuple[tuple[str, str], ...] = (
    ("4 hours", later("4 hours")), ("tomorrow 09:00", later("until tomorrow at 09:00")), ("2 days", later("2 days")),
    ("7 days", later("7 days")),
)  # fmt: skip
WORK: tuple[tuple[str, str], ...] = (
    ("1 hour", later("1 hour")), ("2 hours", later("2 hours")), ("4 hours", later("4 hours")),
    ("8 hours", later("8 hours")),
)  # fmt: skip
NOBODY = later("No hub is running: nothing was changed.")
WHEN = later("Say until which day, and which time, that is to come.")


async def show(request: Request) -> Response:
    """What is held back now, and what may be."""
    return await _shown(request)


async def _shown(request: Request, status: int = 200, wrong: str = "", said: Filled | None = None) -> Response:
    place, _ = site(request), saying(language(request))
    known = await look(place.hub)
    at = known.at if isinstance(known, Now) else place.now()
    to = Telling(place.settings, language(request), at)
    tomorrow = local(at, place.settings.hub.timezone).date() + timedelta(days=1)
    return page(
        request, "pauses/pauses.html", status, known=known if isinstance(known, Now) else None, to=to, wrong=wrong,
        said=said or Filled(day=f"{tomorrow}", time="12:00", news="4 hours", work="2 hours"),
        today=f"{local(at, place.settings.hub.timezone).date()}", news=[(each, _(words)) for each, words in NEWS],
        work=[(each, _(words)) for each, words in WORK],
    )  # fmt: skip


async def begin(request: Request) -> Response:
    """Something is held back from now on."""
    said = await filled(request)
    what = _what(said)
    until = _until(said)
    if what is None or not until:
        return await _shown(request, 422, saying(language(request))(WHEN), said)
    return await _asked(request, what, until, said)


async def over(request: Request) -> Response:
    """It is over before its time."""
    said = await filled(request)
    what = _what(said)
    return moved("/pauses") if what is None else await _asked(request, what, None, said)


async def _asked(request: Request, what: What, until: str | None, said: Filled) -> Response:
    place = site(request)
    answer = await place.hub.ask("pause", what=what, until=until, by=person(request).name)
    place.hub.forget()
    if is_silent(answer):
        return await _shown(request, 503, saying(language(request))(NOBODY), said)
    if not answer["ok"]:
        return await _shown(request, 422, await _why(request, str(answer["because"])), said)
    if until:
        note(request, "held something back", f"{what} {until}")
    else:
        note(request, "ended what was held back", what)
    return moved("/")


async def _why(request: Request, because: str) -> str:
    """The hub's own reason, in the reader's language where that is known."""
    known: Known = await look(site(request).hub)
    at: datetime = known.at if isinstance(known, Now) else site(request).now()
    return Telling(site(request).settings, language(request), at).core(because)


def _what(said: Filled) -> What | None:
    return next((each for each in get_args(What) if each == said["what"]), None)


def _until(said: Filled) -> str:
    """The end as the hub reads it; empty if none was said."""
    if said["what"] == "away":
        return f"{said['day']} {said['time'] or '12:00'}" if said["day"] else ""
    choices = {"snooze": ("news", NEWS), "visit": ("work", WORK)}
    field, known = choices.get(said["what"], ("", ()))
    return next((each for each, _ in known if each == said[field]), "")


PAGES = (
    Page("/pauses", show, "pauses"),
    Page("/pauses", begin, "pauses", "POST"),
    Page("/pauses/over", over, "pauses", "POST"),
)
