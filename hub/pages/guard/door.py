"""Wraps the handler of each route: who asks, whether they may, and whether the form is ours. Nothing gets past it."""

import secrets
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from hub.pages.asking import address, page, site
from hub.pages.guard import cookies, forms
from hub.pages.guard.elsewhere import at_home
from hub.pages.guard.using import READS, is_use
from hub.pages.page import Handler
from hub.pages.roles import Right, may


def guarded(handler: Handler, right: Right | None, *, acts: bool = True) -> Handler:
    """The handler behind the door. `right` None: strangers may too. `acts` False: it does nothing, whatever is sent."""

    async def behind(request: Request) -> Response:
        token = cookies.found(request, cookies.SESSION)
        place = site(request)
        person = place.session(token, used=is_use(request)) if token else None  # the settings are as new as the request
        request.state.person, request.state.token = person, token if person is not None else ""
        stranger = ""
        if person is None:
            stranger = cookies.found(request, cookies.STRANGER) or secrets.token_urlsafe(16)
        request.state.form = place.accounts.form_token(token if person is not None else f"stranger {stranger}")
        try:
            response = await _let_in(request, handler, right, acts=acts)
        finally:
            await request.close()  # files that came with a form, asked for or not
        if stranger and stranger != cookies.found(request, cookies.STRANGER):
            cookies.put(request, response, cookies.STRANGER, stranger, None)
        return response

    return behind


async def _let_in(request: Request, handler: Handler, right: Right | None, *, acts: bool) -> Response:
    person = request.state.person
    if right is not None:
        if person is None:
            return _sign_in_first(request)
        if not person.sure and not at_home(address(request), site(request).settings.pages.proxies):
            return page(request, "second_needed.html", status=403)
        if not may(person.role, right, site(request).settings.agreed("routine detail")):
            return page(request, "not_yours.html", status=403)
    if acts and request.method not in READS and not await forms.is_ours(request, request.state.form):
        return page(request, "form_not_ours.html", status=403)
    return await handler(request)


def _sign_in_first(request: Request) -> Response:
    """A page is asked for again after signing in; a script is told."""
    if request.method not in READS or request.headers.get("accept", "").startswith("text/event-stream"):
        return page(request, "signed_out.html", status=401)
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    where = "/first" if site(request).accounts.first_code is not None else f"/sign-in?next={quote(path, safe='')}"
    return RedirectResponse(where, 303)
